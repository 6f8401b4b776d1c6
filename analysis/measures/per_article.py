"""One number per article: lexicon hits over words, and valence over words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import (
    SPAN_KEYS,
    SUM_DECIMALS,
    as_tuple,
    chosen_lexicon,
    finish,
    frame,
    per_voice_and_part,
    spans_with_part,
)

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

GROUPINGS = ("total", "category", "term")
LEVEL_KEYS = ("article_id", "voice", "part")


def per_article_rates(
    annotated: Annotated,
    lexicon: str | None = None,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    by: str = "category",
    *,
    terms: Collection[str] | None = None,
    exclude_terms: Collection[str] = (),
    exclude_origin_of: str | Collection[str] | None = None,
) -> pl.DataFrame:
    """Count the hits of a lexicon and the words of the same voice and part in every article.

    Parameters
    ----------
    lexicon : name of a lexicon that the corpus was annotated with; without it as in ``chosen_lexicon``
    voice : own, quoted, reported, attributed (quoted and reported) or all; or several of them
    part : headline, standfirst, lead, body or all; or several of them
    by : ``total`` (one category named 'all'), ``category`` or ``term`` (terms found in the corpus)
    terms : count only these entries of the lexicon; with ``by="term"`` each gets its rows, found or not
    exclude_terms, exclude_origin_of : leave out these entries, or the entries with these origins; for
        checks of how much a result hangs on them

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``, measure ``rate:<lexicon>``; numerator in hits, denominator in
        words. Every article has a row per category, voice and part, also with 0 hits or 0 words. A negated
        hit counts: the term was used.

    Raises
    ------
    InputError
        an unknown lexicon, voice, part, grouping or term

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> rates = per_article_rates(annotated, voice=["reported", "quoted"], by="total")
    >>> rates.select("voice", "numerator", "denominator").rows()
    [('quoted', 1.0, 2.0), ('reported', 1.0, 3.0)]
    """
    lexicon = chosen_lexicon(annotated, lexicon)
    entries = lexicon_entries(annotated, lexicon, terms, exclude_terms, as_tuple(exclude_origin_of))
    category = {"total": pl.lit("all"), "category": pl.col("category"), "term": pl.col("term")}.get(by)
    if category is None:
        expected = f"one of {', '.join(GROUPINGS)}{did_you_mean(by, GROUPINGS)}"
        raise InputError("measure", "argument 'by'", f"'{by}'", expected, "correct the name")
    counts = annotated.gather(
        lambda tables: per_voice_and_part(
            _located_hits(tables, lexicon, entries).with_columns(category=category),
            voice,
            part,
            ["article_id", "category"],
            numerator=pl.len(),
        )
    )
    words = annotated.gather(
        lambda tables: per_voice_and_part(
            spans_with_part(tables), voice, part, ["article_id"], denominator=pl.col("n_words").sum()
        )
    )
    names = _category_names(annotated, lexicon, entries, by, terms)
    table = (
        frame(annotated, voice, part, names)
        .join(counts, on=["article_id", "category", "voice", "part"], how="left", maintain_order="left")
        .join(words, on=LEVEL_KEYS, how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0), measure=pl.lit(f"rate:{lexicon}"))
    )
    return finish(table)


def per_article_valence(
    annotated: Annotated,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    masked: bool = True,
) -> pl.DataFrame:
    """Sum valence times words over the spans of a voice, beside the words, in every article.

    The ratio of the two is the mean, over words, of the valence of the span in which each word stands. A
    stub of three words therefore weighs three words, not a sentence; an article weighs by its length.

    Parameters
    ----------
    voice, part : as in ``per_article_rates``
    masked : proper names that carry valence by accident are blanked out (``valence``); without masks the
        measure is ``valence_raw``

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``; category 'all'; numerator in valence (-1 to 1) times words.
        The scores are VADER's (Hutto and Gilbert 2014).

    Raises
    ------
    InputError
        an unknown voice or part

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> per_article_valence(annotated, part="headline").select("numerator", "denominator").rows()
    [(0.0, 2.0)]
    """
    score = pl.col("valence_masked" if masked else "valence").fill_null(0.0)
    sums = annotated.gather(
        lambda tables: per_voice_and_part(
            spans_with_part(tables),
            voice,
            part,
            ["article_id"],
            numerator=(score * pl.col("n_words")).sum(),
            denominator=pl.col("n_words").sum(),
        )
    )
    table = (
        frame(annotated, voice, part, ["all"])
        .join(sums, on=LEVEL_KEYS, how="left", maintain_order="left")
        .with_columns(
            # Scores have four decimals: rounded, the sum is the same in whatever order spans are added.
            pl.col("numerator").fill_null(0).round(SUM_DECIMALS),
            pl.col("denominator").fill_null(0),
            measure=pl.lit("valence" if masked else "valence_raw"),
        )
    )
    return finish(table)


def lexicon_entries(
    annotated: Annotated,
    lexicon: str,
    terms: Collection[str] | None = None,
    exclude_terms: Collection[str] = (),
    exclude_origins: Sequence[str] = (),
) -> pl.DataFrame:
    """Return the entries of a lexicon that count.

    Raises
    ------
    InputError
        an unknown lexicon or term
    """
    entries = annotated.entries.filter(pl.col("lexicon") == lexicon)
    if entries.is_empty():
        known = sorted(annotated.entries["lexicon"].unique())
        expected = f"one of {', '.join(known) or 'none'}{did_you_mean(lexicon, known)}"
        raise InputError(
            "measure", "argument 'lexicon'", f"'{lexicon}'", expected, "annotate the corpus with it"
        )
    for term in [*(terms or ()), *exclude_terms]:
        if term not in entries["term"]:
            expected = f"an entry of {lexicon}{did_you_mean(term, entries['term'])}"
            raise InputError("measure", "argument 'terms'", f"'{term}'", expected, "correct the entry")
    if terms is not None:
        entries = entries.filter(pl.col("term").is_in(list(terms)))
    origins = [origin.casefold() for origin in exclude_origins]
    origin = pl.col("origin").fill_null("").str.to_lowercase()
    return entries.filter(~pl.col("term").is_in(list(exclude_terms)) & ~origin.is_in(origins))


def _counted(lexicon: str, entries: pl.DataFrame) -> pl.Expr:
    return (pl.col("lexicon") == lexicon) & pl.col("term").is_in(entries["term"].implode())


def _located_hits(annotated: Annotated, lexicon: str, entries: pl.DataFrame) -> pl.LazyFrame:
    """Return the counted hits with the voice and the part in which they stand."""
    places = spans_with_part(annotated).select(*SPAN_KEYS, "voice", "part")
    hits = annotated.scan("hits").filter(_counted(lexicon, entries)).select(*SPAN_KEYS, "category", "term")
    return hits.join(places, on=list(SPAN_KEYS), how="inner", maintain_order="left")


def _category_names(
    annotated: Annotated, lexicon: str, entries: pl.DataFrame, by: str, terms: Collection[str] | None
) -> list[str]:
    if by == "total":
        return ["all"]
    if by == "category":
        return sorted(entries["category"].unique())
    if terms is not None:
        return sorted(set(terms))
    found = annotated.gather(
        lambda tables: tables.scan("hits").filter(_counted(lexicon, entries)).select("term").unique()
    )
    return sorted(found["term"].unique())
