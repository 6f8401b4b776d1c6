"""Keyword in context: right words, spread over articles and outlets, nothing from outside the paragraph."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.annotation.annotated import Annotated
from analysis.errors import InputError
from analysis.measures import PASSAGES, passages, valence_passages


def test_columns_and_context(annotated: Annotated) -> None:
    table = passages(annotated, term="plague")
    assert list(table.columns) == list(PASSAGES)
    row = table.row(0, named=True)
    assert (row["before"], row["hit"], row["after"]) == (
        'The regime met. "A',
        "plague",
        'on Orr", said Lind. It was grim.',
    )
    assert (row["voice"], row["source_name"], row["event"]) == ("quoted", "lind", "e1")


def test_width_in_words_and_not_beyond_the_paragraph(annotated: Annotated) -> None:
    row = passages(annotated, term="puppet regime", width=2).row(0, named=True)
    assert (row["before"], row["hit"], row["after"]) == ("and a", "puppet regime", "went on.")
    assert row["negated"]
    headline = passages(annotated, outlet="Courier", voice="own", per_article=9).row(0, named=True)
    assert (headline["hit"], headline["after"]) == ("Regime", "talks")


def test_filters(annotated: Annotated) -> None:
    assert passages(annotated, outlet="Courier", per_article=9).height == 3
    assert passages(annotated, voice="attributed", per_article=9).height == 2
    assert passages(annotated, category=["illness"], per_article=9)["term"].to_list() == ["plague"]
    assert passages(annotated, lexicon="other").is_empty()
    with pytest.raises(InputError):
        passages(annotated, voice="spoken")


def test_choice_spreads_over_articles_and_outlets_and_is_seeded(annotated: Annotated) -> None:
    one_each = passages(annotated, per_article=1)
    assert sorted(one_each["article_id"]) == ["a1", "b1"]
    two = passages(annotated, limit=2)
    assert sorted(two["outlet"]) == ["Courier", "Herald"]
    assert passages(annotated, limit=2, seed=7).equals(passages(annotated, limit=2, seed=7))
    shuffled = annotated.with_tables(hits=annotated.hits.reverse())
    assert passages(shuffled, limit=2).equals(two)


def test_the_choice_is_not_simply_the_first(annotated: Annotated) -> None:
    chosen = {passages(annotated, outlet="Courier", limit=1, seed=seed)["sentence"][0] for seed in range(30)}
    assert chosen == {0, 1}


def test_without_text(annotated: Annotated) -> None:
    table = passages(annotated.without_text(), per_article=9)
    assert table.height == 5
    assert table.select(pl.col("before", "hit", "after").null_count()).row(0) == (5, 5, 5)


def test_valence_passages_show_both_directions(annotated: Annotated) -> None:
    table = valence_passages(annotated, min_words=3)
    assert table.filter(direction="most positive")["valence"].to_list() == [0.3]
    negative = table.filter(direction="most negative")
    assert negative["valence"].to_list() == [-0.4, -0.1]
    assert negative["passage"].null_count() == 0
    assert valence_passages(annotated.without_text(), min_words=3)["passage"].null_count() == table.height
