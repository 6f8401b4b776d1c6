"""The classifier for people: its sentences, its tables, and what they open to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from analysis import describe, open_study, show, tell_apart
from analysis.comparison import Classified
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from analysis.workspace import Workspace


@cache
def sample() -> tuple[Workspace, Classified]:
    ws = open_study()
    return ws, tell_apart(ws.annotated, ws.focus, ws.references)


def with_score(**columns: object) -> Classified:
    found = sample()[1]
    return replace(found, score=found.score.with_columns(pl.lit(v).alias(k) for k, v in columns.items()))


def test_a_finding_says_its_numbers_and_its_limits() -> None:
    told = describe(with_score(balanced_accuracy=0.71, low=0.603, high=0.812, chance=0.499, p=0.004))
    assert told.summary == (
        "A linear classifier tells the own words of the 10 Tarsov Herald articles in this corpus from those "
        "of the 51 reference articles (mean of 5 outlets) in 71 % of the cases (balanced accuracy, 95 % "
        "interval 60 % to 81 %; by chance 50 %, p = 0.004): house style and subject are in it, too."
    )
    assert told.plain[0].startswith("Told right: of the focus, Tarsov Herald ")
    assert told.plain[1].startswith("What carries it most: for the focus “")
    assert "need not differ in stance" in told.plain[2]
    assert "were masked first" in told.plain[3]


def test_what_chance_could_do_names_no_word() -> None:
    told = describe(with_score(p=0.31))
    assert told.summary.endswith("p = 0.31): this cannot be told from chance.")
    assert "carries" not in str(told)


@pytest.mark.parametrize(
    ("columns", "summary"),
    [
        (
            {"p": None, "reason": "not tested: the smallest p that this design can reach is 0.2"},
            "reach is 0.2.",
        ),
        (
            {"status": "described", "reason": "7 articles in the focus"},
            "described only: 7 articles in the focus.",
        ),
        (
            {"balanced_accuracy": None, "reason": "no words of this voice on one side"},
            "Whether a classifier can tell the focus from the reference is not known: no words of this voice "
            "on one side.",
        ),
    ],
)
def test_what_is_not_known_says_why(columns: dict[str, object], summary: str) -> None:
    assert describe(with_score(**columns)).summary.endswith(summary)


def test_of_many_outlets_the_best_and_the_worst_are_named() -> None:
    found = sample()[1]
    names = [f"o{i:02}" for i in range(12)]
    many = pl.DataFrame(
        {"outlet": names, "side": "reference", "articles": 20, "right": [*range(5, 17)]}
    ).with_columns(share=pl.col("right") / 20)
    outlets = pl.concat([found.outlets.filter(side="focus"), many.cast(dict(found.outlets.schema))])
    told = describe(replace(found, outlets=outlets)).plain[0]
    assert told.endswith("of the reference, from o00 5 of 20 to o11 16 of 20.")


def test_no_forbidden_word() -> None:
    words = str(describe(sample()[1])).lower().replace(".", " ").replace(",", " ").split()
    assert not set(words) & set(FORBIDDEN)


def test_words_open_to_passages_of_both_sides() -> None:
    ws, found = sample()
    markup = table_html(found.words, workspace=ws)
    assert "Words that carry the classifier" in markup
    assert markup.count("<details>") >= found.words.height // 2
    first = found.words["term"][0]
    assert f"passages: {first}</summary>" in markup
    assert "Share of the distance" in markup


@pytest.mark.parametrize(
    ("table", "caption"), [("outlets", "Articles told right"), ("masked", "What was masked")]
)
def test_the_other_tables_have_their_own_columns(table: str, caption: str) -> None:
    markup = table_html(getattr(sample()[1], table))
    assert caption in markup
    assert "same_sign" not in markup


def test_show_takes_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    show(sample()[1].words)
    assert "speaks_for" in capsys.readouterr().out
