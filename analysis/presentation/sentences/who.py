"""Sentences about who says a term: the outlets themselves, or whom they cite."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.presentation.writing.format import count, listed, plural, share
from analysis.presentation.writing.wording import articles_of

MOST_SOURCES = 3
Groups = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def who_sentences(table: pl.DataFrame, focus: Sequence[str]) -> Groups:
    """Return a summary of all outlets, and a sentence for each focus outlet and for the others together."""
    if table.is_empty():
        return "Nobody says it in this corpus.", (), (), (), ()
    summary = f"In this corpus it stands {_times(table)}: {_split(table)}."
    ours = [name for name in focus if name in table["outlet"]]
    sentences = [_of(table.filter(pl.col("outlet") == name), name) for name in ours]
    missing = [f"{name} does not have it." for name in focus if name not in ours]
    others = table.filter(~pl.col("outlet").is_in(list(focus)))
    if focus and others.height:
        sentences.append(_of(others, plural(others["outlet"].n_unique(), "other outlet")))
    return summary, (), (), (), (*sentences, *missing)


def _of(table: pl.DataFrame, name: str) -> str:
    articles = articles_of(0, name) if " outlet" not in name else f"the articles of {name}"
    start = articles[0].upper() + articles[1:]
    cited = (
        table.filter((pl.col("voice") != "own") & pl.col("source_name").is_not_null())
        .group_by("source_name")
        .agg(pl.col("hits").sum())
        .sort("hits", "source_name", descending=[True, False])
        .head(MOST_SOURCES)
    )
    named = [f"{source} ({count(hits)})" for source, hits in cited.rows()]
    most = f"; cited with it, most often first: {listed(named)}" if named else ""
    return f"{start} have it {_times(table)}: {_split(table)}{most}."


def _times(table: pl.DataFrame) -> str:
    hits = int(table["hits"].sum())
    return {1: "once", 2: "twice"}.get(hits, f"{count(hits)} times")


def _split(table: pl.DataFrame) -> str:
    """Write the hits of each voice with their part of all."""
    hits = int(table["hits"].sum())
    by_voice = dict(table.group_by("voice").agg(pl.col("hits").sum()).rows())
    scare = int(table.filter(pl.col("scare"))["hits"].sum())
    marked = f", {count(scare)} of them in scare quotes" if scare else ""
    parts = []
    for voice, where in (
        ("own", "in own words"),
        ("quoted", "in direct speech"),
        ("reported", "in reported speech"),
    ):
        n = int(by_voice.get(voice, 0))
        if n:
            parts.append(f"{count(n)} {where} ({share(n / hits)}{marked if voice == 'own' else ''})")
    return listed(parts)
