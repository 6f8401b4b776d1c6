"""Naming: which of several names for one referent is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import (
    PART_GROUPS,
    SPAN_KEYS,
    VOICE_GROUPS,
    as_tuple,
    finish,
    frame,
    groups,
    most_shared,
    per_voice_and_part,
    spans_with_part,
)
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
) -> pl.DataFrame:
    """Count the names that each article gives to each referent.

    Parameters
    ----------
    referent : one or several referents of the lists that the corpus was annotated with (one that stands in
        two lists is one); ``None`` for all that are found in the corpus
    voice : own, quoted, reported, attributed (quoted and reported) or all; or several of them
    part : headline, standfirst, lead, body or all; or several of them

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
        an unknown referent, voice or part

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
    named = named_hits(annotated)
    asked = tuple(named["referent"].unique().sort()) if referent is None else as_tuple(referent)
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
    table = named.lazy().with_columns(category="name")
    of_name = per_voice_and_part(table, voice, part, keys, numerator=pl.len()).collect()
    of_all = per_voice_and_part(table, voice, part, ["article_id"], denominator=pl.len()).collect()
    return finish(
        frame(annotated, voice, part, named["name"].unique().to_list())
        .join(of_name, on=[*keys, "voice", "part"], how="left", maintain_order="left")
        .join(of_all, on=["article_id", "voice", "part"], how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0), measure=pl.lit(PREFIX + referent))
    )


def named_hits(annotated: Annotated) -> pl.DataFrame:
    """Return article_id, referent, name, voice and part of the hits of all lists of names."""
    keys = ["lexicon", "category", "term"]
    entries = annotated.entries.filter(pl.col("name").is_not_null()).select(*keys, "name").lazy()

    def located(tables: Annotated) -> pl.LazyFrame:
        places = spans_with_part(tables).select(*SPAN_KEYS, "voice", "part")
        hits = tables.scan("hits").select(*SPAN_KEYS, *keys)
        return (
            hits.join(entries, on=keys, how="inner", maintain_order="left")
            .join(places, on=list(SPAN_KEYS), how="inner", maintain_order="left")
            .select("article_id", "name", "voice", "part", referent="category")
        )

    return annotated.gather(located)


def referents(
    annotated: Annotated, voice: str = "own", part: str = "all", *, outlets: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the referents that the corpus names, the most frequent first.

    Parameters
    ----------
    voice, part : as in ``naming_shares``, one voice and part
    outlets : count these only; all without any

    Returns
    -------
    DataFrame
        ``REFERENTS``

    Raises
    ------
    InputError
        an unknown voice or part

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('The war\\n\\nThe invasion of Ukraine goes on.')
    >>> referents(annotate(articles)).select("referent", "hits", "most_frequent").row(0)
    ('war in Ukraine', 1, 'invasion')
    """
    named = _named_in(annotated, voice, part)
    used = named.filter(pl.col("outlet").is_in(list(outlets))) if outlets else named
    names = (
        used.group_by("referent", "name")
        .agg(hits=pl.len())
        .sort("referent", "hits", "name", descending=[False, True, False])
        .group_by("referent", maintain_order=True)
        .agg(names_found=pl.len(), most_frequent=pl.col("name").first())
    )
    counts = used.group_by("referent").agg(
        hits=pl.len(), articles=pl.col("article_id").n_unique(), outlets=pl.col("outlet").n_unique()
    )
    return (
        names.join(counts, on="referent")
        .sort("hits", "referent", descending=[True, False])
        .select(pl.col(name).cast(dtype) for name, dtype in schema(REFERENTS).items())
    )


def _named_in(annotated: Annotated, voice: str, part: str) -> pl.DataFrame:
    """Return the named hits of one voice and part, with the outlet."""
    voices = groups(voice, VOICE_GROUPS, "voice")["voice_member"]
    parts = groups(part, PART_GROUPS, "part")["part_member"]
    here = pl.col("voice").is_in(voices.implode()) & pl.col("part").is_in(parts.implode())
    outlets = annotated.articles.select("article_id", "outlet")
    return named_hits(annotated).filter(here).join(outlets, on="article_id")


def shared_referents(
    annotated: Annotated,
    focus: Sequence[str],
    reference: Sequence[str],
    voice: str = "own",
    *,
    most: int = 8,
    least: int = 5,
) -> list[str]:
    """Return the referents that both sides name often enough to be compared, the most frequent first.

    Parameters
    ----------
    focus, reference : outlets of the two sides
    voice : as in ``referents``
    most : how many
    least : names on each side; the choice looks at how often a referent is named, never at by which name

    Returns
    -------
    list
        referents of which two names or more are found, by the hits of the side that has fewer

    Raises
    ------
    InputError
        an unknown voice

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> shared_referents(ws.annotated, ws.focus, ws.references, "all", most=1)
    ['the Meridian Pact']
    """
    named = _named_in(annotated, voice, "all").filter(pl.col("outlet").is_in([*focus, *reference]))
    several = named.filter(pl.col("name").n_unique().over("referent") > 1)
    return most_shared(several, "referent", focus, reference, most=most, least=least)


def mirrored_once(shares: pl.DataFrame) -> pl.DataFrame:
    """Leave out the more frequent of two names: its share is 1 minus the other's, the same test again.

    Parameters
    ----------
    shares : what ``naming_shares`` gave

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> text = 'The war\\n\\nThe invasion of Ukraine goes on, and the war in Ukraine, the war in Ukraine.'
    >>> shares = naming_shares(annotate(read_article_text(text)[0]), "war in Ukraine")
    >>> mirrored_once(shares)["category"].to_list()
    ['invasion']
    """
    names = (
        shares.group_by("measure", "category")
        .agg(hits=pl.col("numerator").sum())
        # A name that only other voices hold is in the frame, and is not chosen between.
        .filter(pl.col("hits") > 0)
        .with_columns(several=pl.len().over("measure"))
        .sort("measure", "hits", "category")
        .with_columns(place=pl.int_range(pl.len()).over("measure"))
    )
    mirrored = names.filter((pl.col("several") == 2) & (pl.col("place") == 1))
    return shares.join(mirrored, on=["measure", "category"], how="anti", maintain_order="left")
