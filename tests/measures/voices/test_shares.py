"""Shares of the voices, and categories voice by voice; every number can be checked by eye in conftest.py."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures import PER_ARTICLE, by_outlet, voice_shares, voices_of_categories
from analysis.measures.tables import schema

from .cited_tables import annotated_with


def cell(table: pl.DataFrame, article: str, **where: str) -> tuple[float, float]:
    row = table.filter(article_id=article, **where)
    assert row.height == 1
    return row["numerator"][0], row["denominator"][0]


@pytest.mark.parametrize(
    ("article", "voice", "expected"),
    [
        ("a1", "own", (10, 14)),
        ("a1", "quoted", (4, 14)),
        ("a1", "reported", (0, 14)),
        ("a1", "attributed", (4, 14)),
        ("b1", "reported", (6, 12)),
        ("a2", "own", (10, 10)),
        ("b2", "own", (0, 0)),
    ],
)
def test_words_of_each_voice(
    annotated: Annotated, article: str, voice: str, expected: tuple[float, float]
) -> None:
    table = voice_shares(annotated)
    assert dict(table.schema) == schema(PER_ARTICLE)
    assert table["measure"].unique().to_list() == ["share:voice"]
    assert table["voice"].unique().to_list() == ["all"]
    assert cell(table, article, category=voice) == expected


def test_scare_quotes_are_own_words(annotated: Annotated) -> None:
    marked = annotated.spans.with_columns(scare=(pl.col("article_id") == "a1") & (pl.col("sentence") == 3))
    table = voice_shares(annotated.with_tables(spans=marked), voice=["own", "scare"])
    assert cell(table, "a1", category="scare") == (3, 14)
    assert cell(table, "a1", category="own") == (10, 14)


def test_parts_count_alone(annotated: Annotated) -> None:
    table = voice_shares(annotated, part=["headline", "lead"])
    assert cell(table, "b1", category="own", part="headline") == (2, 2)
    assert cell(table, "b1", category="reported", part="lead") == (6, 10)


def test_share_of_an_outlet_is_a_ratio_of_sums(annotated: Annotated) -> None:
    row = by_outlet(voice_shares(annotated, "attributed")).filter(outlet="Herald").row(0, named=True)
    assert (row["hits"], row["words"], row["articles"], row["articles_with"]) == (4, 24, 2, 1)
    assert row["value"] == pytest.approx(4 / 24)


def test_unknown_voice(annotated: Annotated) -> None:
    with pytest.raises(InputError, match="did you mean 'quoted'"):
        voice_shares(annotated, "quotd")


counts = st.integers(0, 30)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(["quoted", "reported"]), counts), max_size=6), min_size=1))
def test_voices_add_up_to_all_words(articles: list[list[tuple[str, int]]]) -> None:
    tables = annotated_with(
        {f"a{i}": [{"kind": kind, "words": n} for kind, n in said] for i, said in enumerate(articles)}
    )
    wide = voice_shares(tables).pivot("category", index=["article_id", "denominator"], values="numerator")
    assert (wide["own"] + wide["quoted"] + wide["reported"] == wide["denominator"]).all()
    assert (wide["quoted"] + wide["reported"] == wide["attributed"]).all()
    assert (wide["scare"] <= wide["own"]).all()
    assert voice_shares(tables.without_text()).equals(voice_shares(tables))


def test_largest_categories_voice_by_voice(annotated: Annotated) -> None:
    table = voices_of_categories(annotated, top=1)
    assert table["category"].unique().to_list() == ["order"]
    assert sorted(table["voice"].unique()) == ["own", "quoted", "reported"]
    assert cell(table, "b1", voice="own") == (2, 6)
    assert cell(table, "b1", voice="reported") == (1, 6)
    assert voices_of_categories(annotated, top=9)["category"].n_unique() == 2
    with pytest.raises(InputError, match="1 or more"):
        voices_of_categories(annotated, top=0)


def test_of_a_real_pass_over_a_text() -> None:
    text = 'Ferry rules\n\n"We will sail on," Ms Orr said. The so-called "friends" did not answer.'
    articles, _ = read_article_text(text)
    table = voice_shares(annotate(articles))
    words = dict(table.select("category", "numerator").rows())
    assert words["own"] + words["attributed"] == 15
    assert (words["quoted"], words["scare"]) == (4, 1)
