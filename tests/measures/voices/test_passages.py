"""Passages behind shares: of the kind that the row counts, cut, and from the outlets asked for."""

from __future__ import annotations

import pytest

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures import PASSAGES, share_passages

TEXT = (
    'Ferry rules\n\n"We will sail on," Ida Orr said on Monday. Officials claimed: "Nobody was asked."\n\n'
    'The so-called "friends" of the harbour did not answer.'
)


@pytest.fixture(scope="module")
def story() -> Annotated:
    articles, _ = read_article_text(TEXT)
    return annotate(articles)


@pytest.mark.parametrize(
    ("measure", "category", "hits"),
    [
        ("share:voice", "quoted", {"We will sail on", "Nobody was asked."}),
        ("share:voice", "scare", {"friends"}),
        ("share:source_type", "person", {"We will sail on,"}),
        ("share:source_type", "unnamed", {"Nobody was asked."}),
        ("share:named", "all", {"We will sail on,"}),
        ("share:cue_class", "distancing", {"Nobody was asked."}),
        ("share:cue_class", "other: neutral", {"We will sail on,"}),
        ("share:side", "other", {"We will sail on,", "Nobody was asked."}),
        ("share:side", "Tarsovia", set()),
    ],
)
def test_passages_are_those_that_are_counted(
    story: Annotated, measure: str, category: str, hits: set[str]
) -> None:
    table = share_passages(story, measure, category, per_article=9)
    assert table.columns == list(PASSAGES)
    assert {hit.rstrip(",") for hit in table["hit"]} == {hit.rstrip(",") for hit in hits}
    assert table["category"].unique().to_list() == ([category] if hits else [])


def test_source_cue_and_context(story: Annotated) -> None:
    row = share_passages(story, "share:named", "all").row(0, named=True)
    assert (row["source_name"], row["term"], row["voice"]) == ("Ida Orr", "said", "quoted")
    assert "Ida Orr said" in row["after"]


def test_a_long_stretch_is_cut() -> None:
    articles, _ = read_article_text('Rules\n\n"' + "We go on and on. " * 20 + '" Ida Orr said.')
    row = share_passages(annotate(articles), "share:voice", "attributed").row(0, named=True)
    assert len(row["hit"].split()) <= 24


def test_filters_and_errors(story: Annotated) -> None:
    assert share_passages(story, "share:voice", "quoted", outlet="nobody").is_empty()
    bare = share_passages(story.without_text(), "share:voice", "quoted", per_article=9)
    assert bare.height == 2 and bare["hit"].null_count() == 2
    with pytest.raises(InputError, match="a share or a number"):
        share_passages(story, "rate:loaded_terms", "all")
