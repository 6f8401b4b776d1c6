"""Naming: which of several names for one referent is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import SPAN_KEYS, as_tuple, finish, frame, per_voice_and_part, spans_with_part
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

_STRING, _INT = pl.String(), pl.Int64()
PREFIX = "share:naming:"

REFERENTS: Mapping[str, tuple[pl.DataType, str]] = {
    "referent": (_STRING, "what is named"),
    "names_found": (_INT, "of its names, those found in the corpus"),
    "hits": (_INT, "times that it is called by one of them, of the voice and part"),
    "articles": (_INT, "articles in which it is"),
    "outlets": (_INT, "outlets in which it is"),
    "most_frequent": (_STRING, "the name that is most frequent; null where there is none"),
}


def naming_shares(
    annotated: Annotated,
    referent: str | Sequence[str] | None = None,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    *,
    lexicon: str | None = None,
) -> pl.DataFrame:
    """Count the names that each article gives to each referent.

    Parameters
    ----------
    referent : one or several referents of the lexicon; all that are found in the corpus without it
    voice : own, quoted, reported, attributed (quoted and reported) or all; or several of them
    part : headline, standfirst, lead, body or all; or several of them
    lexicon : name of a list of names that the corpus was annotated with; all of them without it, and a
        referent that stands in two is one

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``: measure ``share:naming:<referent>``, the name as
        ``category`` (those found in the corpus, in any voice), numerator in hits of that name, denominator
        in hits of all names of the referent in the same voice and part; 0 and 0 where it is not named.
        ``by_outlet``, ``by_side`` and ``contrast`` take it. Where names of one referent overlap the longest
        counts; the same words may name two referents.

    Raises
    ------
    InputError
        an unknown lexicon, referent, voice or part

    Note
    ----
    A share says which name is chosen where the referent is named at all, not how often that is.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> text = 'The war\\n\\nThe invasion of Ukraine goes on, and the war in Ukraine costs lives.'
    >>> articles, _ = read_article_text(text)
    >>> shares = naming_shares(annotate(articles), "war in Ukraine")
    >>> shares.select("category", "numerator", "denominator").rows()
    [('invasion', 1.0, 2.0), ('war', 1.0, 2.0)]
    """
    named = named_hits(annotated, lexicon)
    asked = as_tuple(referent) or tuple(named["referent"].unique().sort())
    known = sorted(annotated.entries.filter(pl.col("name").is_not_null())["category"].unique())
    for name in asked:
        if name not in known:
            expected = f"one of {', '.join(known)}{did_you_mean(name, known)}"
            raise InputError("measure", "argument 'referent'", f"'{name}'", expected, "correct the name")
    tables = [
        _of_referent(annotated, name, named.filter(pl.col("referent") == name), voice, part)
        for name in dict.fromkeys(asked)
    ]
    return pl.concat([finish(_nothing(annotated, voice, part)), *tables])


def _nothing(annotated: Annotated, voice: str | Sequence[str], part: str | Sequence[str]) -> pl.DataFrame:
    return frame(annotated, voice, part, []).with_columns(
        measure=pl.lit(PREFIX), numerator=pl.lit(0.0), denominator=pl.lit(0.0)
    )


def _of_referent(
    annotated: Annotated,
    referent: str,
    named: pl.DataFrame,
    voice: str | Sequence[str],
    part: str | Sequence[str],
) -> pl.DataFrame:
    keys = ["article_id", "category"]
    table = named.with_columns(category="name")
    of_name = per_voice_and_part(table, voice, part, keys, numerator=pl.len())
    of_all = per_voice_and_part(table, voice, part, ["article_id"], denominator=pl.len())
    return finish(
        frame(annotated, voice, part, named["name"].unique().to_list())
        .join(of_name, on=[*keys, "voice", "part"], how="left", maintain_order="left")
        .join(of_all, on=["article_id", "voice", "part"], how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0), measure=pl.lit(PREFIX + referent))
    )


def named_hits(annotated: Annotated, lexicon: str | None = None) -> pl.DataFrame:
    """Return the hits of a list of names, or of all, with referent, name, voice and part.

    Raises
    ------
    InputError
        a lexicon that is no list of names, or that the corpus was not annotated with
    """
    lists = annotated.lexicons.filter(pl.col("kind") == "names")["lexicon"].to_list()
    if lexicon is not None and lexicon not in lists:
        expected = f"one of {', '.join(lists) or 'none'}{did_you_mean(lexicon, lists)}"
        raise InputError(
            "measure", "argument 'lexicon'", f"'{lexicon}'", expected, "annotate the corpus with it"
        )
    used = [lexicon] if lexicon else lists
    keys = ["lexicon", "category", "term"]
    entries = annotated.entries.filter(pl.col("lexicon").is_in(used)).select(*keys, "name")
    places = spans_with_part(annotated).select(*SPAN_KEYS, "voice", "part")
    return (
        annotated.hits.filter(pl.col("lexicon").is_in(used))
        .join(entries, on=keys, how="inner", maintain_order="left")
        .unique(["article_id", "start", "category"], maintain_order=True)
        .rename({"category": "referent"})
        .join(places, on=list(SPAN_KEYS), how="inner", maintain_order="left")
    )


def referents(
    annotated: Annotated,
    voice: str = "own",
    part: str = "all",
    *,
    lexicon: str | None = None,
    outlets: Sequence[str] = (),
) -> pl.DataFrame:
    """Return the referents that the corpus names, the most frequent first.

    Parameters
    ----------
    voice, part, lexicon : as in ``naming_shares``, one voice and part
    outlets : count these only; all without any

    Returns
    -------
    DataFrame
        ``REFERENTS``

    Raises
    ------
    InputError
        as in ``naming_shares``

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('The war\\n\\nThe invasion of Ukraine goes on.')
    >>> referents(annotate(articles)).select("referent", "hits", "most_frequent").row(0)
    ('war in Ukraine', 1, 'invasion')
    """
    whole = naming_shares(annotated, None, voice, part, lexicon=lexicon)
    used = whole.filter(pl.col("outlet").is_in(list(outlets))) if outlets else whole
    counts = (
        used.filter(pl.col("numerator") > 0)
        .group_by(referent=pl.col("measure").str.strip_prefix(PREFIX), name="category")
        .agg(hits=pl.col("numerator").sum(), ids="article_id", places=pl.col("outlet").unique())
        .sort("referent", "hits", "name", descending=[False, True, False])
    )
    table = counts.group_by("referent", maintain_order=True).agg(
        names_found=pl.len(),
        hits=pl.col("hits").sum(),
        articles=pl.col("ids").explode().n_unique(),
        outlets=pl.col("places").explode().n_unique(),
        most_frequent=pl.col("name").first(),
    )
    return table.sort("hits", "referent", descending=[True, False]).select(
        pl.col(name).cast(dtype) for name, dtype in schema(REFERENTS).items()
    )


def shared_referents(
    annotated: Annotated,
    focus: Sequence[str],
    reference: Sequence[str],
    voice: str = "own",
    *,
    lexicon: str | None = None,
    most: int = 8,
    least: int = 5,
) -> list[str]:
    """Return the referents that both sides name often enough to be compared, the most frequent first.

    Parameters
    ----------
    focus, reference : outlets of the two sides
    voice, lexicon : as in ``referents``
    most : how many
    least : names on each side; the choice looks at how often a referent is named, never at by which name

    Returns
    -------
    list
        referents of which two names or more are found, by the hits of the side that has fewer

    Raises
    ------
    InputError
        as in ``naming_shares``

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> len(shared_referents(ws.annotated, ws.focus, ws.references, "all", most=1)) <= 1
    True
    """
    both = referents(annotated, voice, lexicon=lexicon, outlets=[*focus, *reference])
    sides = [
        referents(annotated, voice, lexicon=lexicon, outlets=side).select("referent", fewer="hits")
        for side in (focus, reference)
    ]
    fewer = pl.concat(sides).group_by("referent").agg(pl.col("fewer").min(), sides=pl.len())
    chosen = both.join(fewer, on="referent").filter(
        (pl.col("sides") == 2) & (pl.col("fewer") >= least) & (pl.col("names_found") > 1)
    )
    ordered = chosen.sort("fewer", "hits", "referent", descending=[True, True, False])
    return ordered["referent"].head(most).to_list()
