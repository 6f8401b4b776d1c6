"""Contrasts: reference values from scipy, the rules for thin data, zero cells, and plain reasons."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.comparison import ALL_REFERENCES, contrast, findings
from analysis.comparison.tables import schema
from analysis.errors import InputError
from analysis.study import Inference

from .tables import invented, per_article

QUICK = Inference(resamples=199)
SCORES = np.random.default_rng(4).normal(0, 0.3, (3, 12))


def main_row(table: pl.DataFrame) -> dict[str, object]:
    rows = table.filter(reference=ALL_REFERENCES)
    assert rows.height == 1
    return rows.row(0, named=True)


def test_difference_of_equal_articles_is_welchs_t() -> None:
    entries = [
        (o, None, s * 80, 80)
        for o, scores in zip("AB", SCORES[:2], strict=True)
        for s in scores[: ord(o) - 55]
    ]
    row = main_row(contrast(per_article(entries, "valence"), "A", inference=QUICK))
    first, second = SCORES[0][:10], SCORES[1][:11]
    expected = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
    assert row["low"] == pytest.approx(expected.low)
    assert row["high"] == pytest.approx(expected.high)
    assert row["scale"] == "difference"
    assert row["estimate"] == pytest.approx(first.mean() - second.mean())


def test_difference_inside_events_is_the_paired_t() -> None:
    entries = [
        (o, f"e{i}", s * 80, 80)
        for o, scores in zip("AB", SCORES[:2], strict=True)
        for i, s in enumerate(scores)
    ]
    row = main_row(contrast(per_article(entries, "valence"), "A", inference=QUICK))
    expected = stats.ttest_rel(SCORES[0], SCORES[1]).confidence_interval(0.95)
    assert row["low"] == pytest.approx(expected.low)
    assert row["high"] == pytest.approx(expected.high)
    assert row["focus_events"] == row["reference_events"] == 12
    assert "by event" in str(row["method"])


def test_reference_outlets_weigh_equally() -> None:
    big = [("B", None, 1, 100)] * 40
    small = [("C", None, 3, 100)] * 10
    row = main_row(contrast(per_article([("A", None, 2, 100)] * 10 + big + small), "A", inference=QUICK))
    assert row["reference_value"] == pytest.approx(20.0)
    assert row["estimate"] == pytest.approx(1.0)
    assert (row["rank"], row["rank_of"]) == (2, 3)
    assert "no variation" in str(row["reason"])


def test_rows_and_columns() -> None:
    table = contrast(invented(4, 12, 1), "o0", inference=QUICK)
    assert dict(table.schema) == schema()
    assert table["reference"].to_list() == [ALL_REFERENCES, "o1", "o2", "o3"]
    assert table["p"].is_not_null().to_list() == [True, False, False, False]
    assert table["status"].to_list() == ["inferred"] * 4
    assert table["family_size"][0] == 1


@pytest.mark.parametrize("events", [False, True])
def test_a_planted_ratio_is_found_and_covered(events: bool) -> None:
    table = contrast(invented(4, 30, 2, ratio=4.0, events=events), "o0")
    row = findings(table).row(0, named=True)
    assert row["low"] < 4.0 < row["high"]
    assert row["p"] == pytest.approx(2 / 2001)


def test_focus_without_hits_gets_an_upper_bound_and_the_mirror_a_lower_one() -> None:
    table = invented(3, 20, 3).with_columns(
        numerator=pl.when(pl.col("outlet") == "o0").then(0.0).otherwise(pl.col("numerator"))
    )
    row = main_row(contrast(table, "o0", ["o1"], inference=QUICK))
    assert (row["estimate"], row["low"], row["status"]) == (0.0, None, "inferred")
    assert 0 < row["high"] < 1  # type: ignore[operator]
    mirror = main_row(contrast(table, "o1", ["o0"], inference=QUICK))
    assert (mirror["estimate"], mirror["high"]) == (None, None)
    assert mirror["low"] == pytest.approx(1 / row["high"])  # type: ignore[operator]
    assert mirror["p"] == row["p"]
    assert findings(contrast(table, "o0")).height == 1


def test_without_each_reference_the_tested_rows_stay_the_same() -> None:
    table = invented(3, 12, 1)
    whole, short = (contrast(table, "o0", inference=QUICK, each=each) for each in (True, False))
    assert short["reference"].unique().to_list() == [ALL_REFERENCES]
    assert short.equals(whole.filter(pl.col("reference") == ALL_REFERENCES))


def test_no_hits_at_all() -> None:
    row = main_row(contrast(per_article([(o, None, 0, 100) for o in "AB" for _ in range(9)]), "A"))
    assert (row["estimate"], row["low"], row["high"], row["p"]) == (None, None, None, None)
    assert row["reason"] == "no hit on both sides together, at least 10 needed"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([("A", None, 9, 99)] * 3 + [("B", None, 2, 80)] * 9, "3 articles in the focus, at least 8 needed"),
        (
            [("A", None, 9, 99)] * 9 + [("B", None, 9, 0)] * 9,
            "no words of this voice and part in the reference",
        ),
        (
            [("A", None, 0, 99)] * 9 + [("B", None, i // 8, 9) for i in range(9)],
            "1 hit on both sides together",
        ),
        ([(o, f"e{i}", i, 99) for o in "AB" for i in range(9)], "9 events in the focus, at least 10 needed"),
    ],
)
def test_thin_data_is_described_with_the_reason(
    entries: list[tuple[str, str | None, float, float]], reason: str
) -> None:
    row = main_row(contrast(per_article(entries), "A"))
    assert row["status"] == "described"
    assert reason in str(row["reason"])
    assert row["low"] is None
    assert row["high"] is None
    assert row["p"] is None
    assert row["family"] is None
    assert row["focus_value"] is not None


def test_many_articles_on_few_events_are_few_units() -> None:
    entries = [(o, f"e{i % 4}", i % 3, 100 + i) for o in "AB" for i in range(60)]
    assert "4 events in the focus" in str(main_row(contrast(per_article(entries), "A"))["reason"])


def test_one_article_is_ranked_and_not_tested() -> None:
    others = [("B", "e1", h, 100) for h in (0, 5, 9)] + [("C", "e2", h, 100) for h in (8, 8, 8)]
    row = main_row(contrast(per_article([("A", "e1", 6, 100), *others]), "A"))
    assert (row["rank"], row["rank_of"], row["p"]) == (2, 4, None)
    assert "one article does not speak for an outlet" in str(row["reason"])
    elsewhere = main_row(contrast(per_article([("A", "e9", 6, 100), *others]), "A"))
    assert (elsewhere["rank"], elsewhere["rank_of"]) == (5, 7)


def test_a_test_that_cannot_reach_the_level_is_not_run() -> None:
    entries = [(o, f"e{i}", i + (o == "A"), 90 + i) for o in "AB" for i in range(4)]
    few = Inference(min_articles=2, min_events=3)
    row = main_row(contrast(per_article(entries), "A", inference=few))
    assert row["status"] == "inferred"
    assert row["smallest_p"] == pytest.approx(2 / 2**4)
    assert row["p"] is None
    assert "not tested" in str(row["reason"])


def test_outlets_of_one_article_are_compared_with_each_other() -> None:
    random = np.random.default_rng(0)
    entries = [("A", None, random.poisson(5), 500) for _ in range(12)]
    entries += [(f"R{i}", None, random.poisson(5), 500) for i in range(12)]
    row = main_row(contrast(per_article(entries), "A", inference=QUICK))
    assert row["status"] == "inferred"
    assert row["low"] < 1 < row["high"]  # type: ignore[operator]


def test_wrong_arguments() -> None:
    table = invented(3, 4, 1)
    with pytest.raises(InputError, match="did you mean 'o1'"):
        contrast(table, "o0", "oo1")
    with pytest.raises(InputError, match="outlets not in the focus"):
        contrast(table, ["o0", "o1"], ["o1"])
    with pytest.raises(InputError, match="one side only"):
        contrast(table, ["o0", "o1", "o2"])
    with pytest.raises(InputError, match="an article twice"):
        contrast(pl.concat([table, table]), "o0")


def test_hits_on_few_events_are_described() -> None:
    """Twelve events, hits on two of them: the sides' spread cancels there, and nothing is judged."""
    entries = [(o, f"e{i}", 6.0 * (i < 2), 900.0 + i) for o in "AB" for i in range(12)]
    row = main_row(contrast(per_article(entries), "A"))
    assert (row["status"], row["low"], row["p"]) == ("described", None, None)
    assert row["reason"] == "hits on 2 events only, at least 5 needed"
    spread = [(o, f"e{i}", 6.0 * (i < 6) + (o == "A") * (i % 2), 900.0 + i) for o in "AB" for i in range(12)]
    assert main_row(contrast(per_article(spread), "A"))["status"] == "inferred"
