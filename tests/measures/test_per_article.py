"""Counts per article: every number here can be checked by eye in conftest.py."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.annotation.annotated import Annotated
from analysis.errors import InputError
from analysis.measures import PER_ARTICLE, per_article_rates, per_article_valence
from analysis.measures.tables import schema


def cell(table: pl.DataFrame, article: str, **where: str) -> tuple[float, float]:
    row = table.filter(article_id=article, **where)
    assert row.height == 1
    return row["numerator"][0], row["denominator"][0]


def test_columns_and_every_article_has_a_row_per_category(annotated: Annotated) -> None:
    table = per_article_rates(annotated)
    assert dict(table.schema) == schema(PER_ARTICLE)
    assert table.height == 4 * 2
    assert cell(table, "b2", category="order") == (0, 0)


@pytest.mark.parametrize(
    ("article", "voice", "expected"),
    [
        ("a1", "own", (1, 10)),
        ("a1", "quoted", (1, 4)),
        ("a1", "reported", (0, 0)),
        ("a1", "attributed", (1, 4)),
        ("a1", "all", (2, 14)),
        ("b1", "own", (2, 6)),
        ("b1", "reported", (1, 6)),
        ("b1", "all", (3, 12)),
        ("a2", "own", (0, 10)),
    ],
)
def test_hits_and_words_of_each_voice(
    annotated: Annotated, article: str, voice: str, expected: tuple[int, int]
) -> None:
    assert cell(per_article_rates(annotated, voice=voice, by="total"), article) == expected


def test_parts_count_alone(annotated: Annotated) -> None:
    table = per_article_rates(annotated, part=["headline", "lead"], by="total")
    assert cell(table, "b1", part="headline") == (1, 2)
    assert cell(table, "b1", part="lead") == (1, 4)


def test_voices_add_up(annotated: Annotated) -> None:
    voices = ["own", "quoted", "reported", "attributed", "all"]
    table = per_article_rates(annotated, voice=voices).pivot(
        "voice", index=["article_id", "category"], values=["numerator", "denominator"]
    )
    for column in ("numerator", "denominator"):
        own, quoted, reported, attributed, whole = (table[f"{column}_{voice}"] for voice in voices)
        assert (own + quoted + reported == whole).all()
        assert (quoted + reported == attributed).all()


def test_by_term_and_left_out_terms(annotated: Annotated) -> None:
    by_term = per_article_rates(annotated, by="term", voice="all")
    assert sorted(by_term["category"].unique()) == ["plague", "puppet regime", "regime"]
    assert cell(by_term, "b1", category="regime") == (2, 12)
    asked = per_article_rates(annotated, by="term", terms=["cancer*"])
    assert asked["category"].unique().to_list() == ["cancer*"]
    assert asked["numerator"].sum() == 0
    without = per_article_rates(annotated, by="total", voice="all", exclude_terms=["regime"])
    assert cell(without, "b1") == (1, 12)
    not_east = per_article_rates(annotated, by="total", voice="all", exclude_origin_of="east")
    assert cell(not_east, "b1") == (2, 12)
    assert cell(not_east, "a1") == (2, 14)


def test_valence_is_a_mean_over_words(annotated: Annotated) -> None:
    masked = per_article_valence(annotated)
    assert cell(masked, "a1") == (pytest.approx(3 * -0.4), 10)
    assert masked["measure"].unique().to_list() == ["valence"]
    raw = per_article_valence(annotated, masked=False)
    assert cell(raw, "a1") == (pytest.approx(3 * -0.2 + 3 * -0.4), 10)
    assert raw["measure"].unique().to_list() == ["valence_raw"]
    assert cell(per_article_valence(annotated, voice="quoted"), "a1") == (pytest.approx(4 * -0.4), 4)


def test_works_without_text(annotated: Annotated) -> None:
    bare = annotated.without_text()
    assert per_article_rates(bare).equals(per_article_rates(annotated))


@pytest.mark.parametrize(
    "wrong",
    [{"voice": "onw"}, {"part": "lede"}, {"by": "terms"}, {"lexicon": "loaded"}, {"terms": ["regimes"]}],
)
def test_wrong_arguments_say_what_was_expected(annotated: Annotated, wrong: dict[str, str]) -> None:
    with pytest.raises(InputError, match="did you mean"):
        per_article_rates(annotated, **wrong)  # type: ignore[arg-type]
