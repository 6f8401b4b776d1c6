"""Whose words an article holds: shares of the voices, and lexicon categories voice by voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.annotation.tables import VOICES
from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import (
    VOICE_GROUPS,
    as_tuple,
    chosen_lexicon,
    finish,
    frame,
    per_voice_and_part,
    spans_with_part,
)
from analysis.measures.per_article import per_article_rates

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

SHARES = (*VOICES, "attributed", "scare")


def voice_shares(
    annotated: Annotated, voice: str | Sequence[str] = SHARES, part: str | Sequence[str] = "all"
) -> pl.DataFrame:
    """Count the words of each voice and all words, in every article.

    Parameters
    ----------
    voice : own, quoted, reported, attributed (quoted and reported) or scare (own words in quote marks for
        which nobody is cited); or several of them
    part : headline, standfirst, lead, body or all; or several of them

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``: measure ``share:voice``, the voice as ``category``, numerator
        in words of that voice, denominator in words of all voices (column ``voice`` is 'all'). ``by_outlet``
        and ``contrast`` take it; an outlet's share is a ratio of sums, so that long articles weigh more.
        Nested speech belongs to the innermost speaker. Scare quotes are a part of own.

    Raises
    ------
    InputError
        an unknown voice or part

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> shares = voice_shares(annotate(articles), voice=["own", "quoted"])
    >>> shares.select("category", "numerator", "denominator").rows()
    [('own', 5.0, 10.0), ('quoted', 2.0, 10.0)]
    """
    asked = tuple(dict.fromkeys(as_tuple(voice)))
    for name in asked:
        if name not in SHARES:
            expected = f"one of {', '.join(SHARES)}{did_you_mean(name, SHARES)}"
            raise InputError("measure", "argument 'voice'", f"'{name}'", expected, "correct the name")
    keys = ["article_id", "category"]
    of_voice = annotated.gather(
        lambda tables: per_voice_and_part(
            _by_category(spans_with_part(tables), asked), "all", part, keys, numerator=pl.col("n_words").sum()
        )
    )
    words = annotated.gather(
        lambda tables: per_voice_and_part(
            spans_with_part(tables), "all", part, ["article_id"], denominator=pl.col("n_words").sum()
        )
    )
    table = (
        frame(annotated, "all", part, asked)
        .join(of_voice, on=[*keys, "voice", "part"], how="left", maintain_order="left")
        .join(words, on=["article_id", "voice", "part"], how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0), measure=pl.lit("share:voice"))
    )
    return finish(table)


def _by_category(spans: pl.LazyFrame, asked: Sequence[str]) -> pl.LazyFrame:
    """Return the spans of each share that was asked for; one that counts for several stands several times."""
    chosen = [
        spans.filter(
            pl.col("scare").fill_null(False) if name == "scare" else pl.col("voice").is_in(VOICE_GROUPS[name])
        ).with_columns(category=pl.lit(name))
        for name in asked
    ]
    return pl.concat(chosen)


def voices_of_categories(
    annotated: Annotated,
    lexicon: str | None = None,
    *,
    top: int = 6,
    voice: str | Sequence[str] = VOICES,
    part: str | Sequence[str] = "all",
) -> pl.DataFrame:
    """Count the largest categories of a lexicon voice by voice: hits, and words of the same voice.

    Parameters
    ----------
    lexicon, part : as in ``per_article_rates``
    top : how many categories; those with most hits in all voices of the corpus
    voice : own, quoted, reported, attributed or all; or several of them

    Returns
    -------
    DataFrame
        ``PER_ARTICLE``, measure ``rate:<lexicon>``: ``by_outlet`` gives rates per 1,000 words of the same
        voice for each outlet, ``by_side`` for focus and reference, ``contrast`` compares the two

    Raises
    ------
    InputError
        an unknown lexicon, voice or part; ``top`` below 1

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> voices = voices_of_categories(annotate(articles), top=1)
    >>> voices.select("category", "voice", "numerator", "denominator").rows()[:2]
    [('disease_and_filth', 'own', 0.0, 5.0), ('disease_and_filth', 'quoted', 1.0, 2.0)]
    """
    if top < 1:
        raise InputError("measure", "argument 'top'", f"{top}", "1 or more categories", "raise it")
    lexicon = chosen_lexicon(annotated, lexicon)
    rates = per_article_rates(annotated, lexicon, voice, part)
    of_lexicon = pl.col("lexicon") == lexicon
    hits = annotated.gather(
        lambda tables: tables.scan("hits").filter(of_lexicon).group_by("category").agg(n=pl.len())
    )
    counts = hits.group_by("category").agg(pl.col("n").sum())
    largest = counts.sort("n", "category", descending=[True, False]).head(top)["category"]
    return rates.filter(pl.col("category").is_in(largest.to_list()))
