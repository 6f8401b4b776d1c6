"""Markers: the rates of the markers list, by voice and part."""

from __future__ import annotations

import polars as pl
import pytest

from analysis import annotate, marker_rates, per_article_rates, read_article_text
from analysis.annotation import Annotated
from analysis.errors import InputError

TEXT = 'The port\n\nPerhaps the port opens. "It must open, it must," Ida Orr said.'


@pytest.fixture(scope="module")
def annotated() -> Annotated:
    articles, _ = read_article_text(TEXT)
    return annotate(articles)


def test_markers_are_told_apart_by_voice(annotated: Annotated) -> None:
    rates = marker_rates(annotated, ["own", "quoted"])
    found = rates.filter(pl.col("numerator") > 0).select("category", "voice", "numerator", "denominator")
    assert sorted(found.rows()) == [("hedge", "own", 1.0, 9.0), ("necessity", "quoted", 2.0, 5.0)]


def test_they_are_the_rates_of_the_list(annotated: Annotated) -> None:
    assert marker_rates(annotated, "all", ["standfirst", "all"], "term").equals(
        per_article_rates(annotated, "markers", "all", ["standfirst", "all"], "term")
    )


def test_parts_add_up(annotated: Annotated) -> None:
    rates = marker_rates(annotated, "all", ["headline", "standfirst", "lead", "body", "all"])
    parts = rates.filter(pl.col("part") != "all")
    whole = rates.filter(pl.col("part") == "all")
    assert parts["numerator"].sum() == whole["numerator"].sum() == 3
    assert parts["denominator"].sum() == whole["denominator"].sum()


def test_a_corpus_without_the_list_is_refused(annotated: Annotated) -> None:

    bare = annotated.with_tables(
        lexicons=annotated.lexicons.filter(pl.col("kind") != "markers"),
        entries=annotated.entries.filter(pl.col("lexicon") != "markers"),
    )
    with pytest.raises(InputError, match="'markers'"):
        marker_rates(bare)
