"""Shares and numbers per article: intervals against scipy's, inside 0 and 1, with plain reasons."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison import ALL_REFERENCES, BY_SIDE, by_side, contrast
from analysis.errors import InputError
from analysis.measures import by_outlet
from analysis.study import Inference

from .tables import Entry, per_article

QUICK = Inference(resamples=199)
SHARES = np.random.default_rng(8).beta(4, 6, (2, 12)).round(2)


def equal_articles(outlets: str = "AB", events: bool = False) -> list[Entry]:
    return [
        (outlet, f"e{i}" if events else None, 100 * share, 100)
        for outlet, shares in zip(outlets, SHARES, strict=True)
        for i, share in enumerate(shares)
    ]


def logit_interval(values: np.ndarray, power: float) -> tuple[float, float]:
    """As R's svyciprop(method = "logit") on one stratum, with the variance adjusted for leverage."""
    n, p = len(values), values.mean()
    error = math.sqrt(((values - p) ** 2).sum() / (1 - 1 / n) ** (2 * power)) / n
    half = stats.t.ppf(0.975, n - 1) * error / (p * (1 - p))
    odds = math.log(p / (1 - p))
    return 1 / (1 + math.exp(half - odds)), 1 / (1 + math.exp(-half - odds))


def main_row(table: pl.DataFrame) -> dict[str, object]:
    return table.filter(reference=ALL_REFERENCES).row(0, named=True)


def test_interval_of_a_share_is_t_on_the_logit_scale() -> None:
    row = by_outlet(per_article(equal_articles(), "share:voice")).row(0, named=True)
    low, high = logit_interval(SHARES[0], 1.0)
    assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))
    assert row["hits"] == round(100 * SHARES[0].sum())


@pytest.mark.parametrize("events", [False, True])
def test_away_from_0_and_1_the_difference_is_close_to_welchs_and_to_the_paired_t(events: bool) -> None:
    row = main_row(contrast(per_article(equal_articles(events=events), "share:voice"), "A", inference=QUICK))
    test = stats.ttest_rel(*SHARES) if events else stats.ttest_ind(*SHARES, equal_var=False)
    expected = test.confidence_interval(0.95)
    assert row["scale"] == "difference"
    assert row["estimate"] == pytest.approx(SHARES[0].mean() - SHARES[1].mean())
    assert (row["low"], row["high"]) == (
        pytest.approx(expected.low, abs=0.02),
        pytest.approx(expected.high, abs=0.02),
    )
    assert row["p"] == pytest.approx(test.pvalue, abs=0.06)
    assert "MOVER" in str(row["method"])


def test_a_side_without_any_has_clopper_and_pearsons_bound() -> None:
    none = per_article([("A", None, 0, 4)] * 10, "share:source_type")
    row = by_outlet(none).row(0, named=True)
    assert (row["value"], row["low"]) == (0, 0)
    assert row["high"] == pytest.approx(stats.binomtest(0, 10).proportion_ci(0.95).high)
    whole = by_outlet(per_article([("A", None, 4, 4)] * 10, "share:source_type")).row(0, named=True)
    assert (whole["low"], whole["high"]) == (pytest.approx(1 - row["high"]), 1)
    mixed = per_article(
        [("A", None, 0, 4)] * 10 + [("B", None, i % 4, 4) for i in range(10)], "share:source_type"
    )
    pooled = by_outlet(mixed).filter(outlet="A").row(0, named=True)
    assert stats.binomtest(0, 40).proportion_ci(0.95).high <= pooled["high"] < row["high"]
    difference = main_row(contrast(mixed, "A", inference=QUICK))
    assert -1 < difference["low"] < difference["estimate"] < difference["high"]  # type: ignore[operator]


def test_too_few_on_either_side_of_a_share_are_described() -> None:
    rare = [(o, None, i == 0, 4) for o in "AB" for i in range(9)]
    row = main_row(contrast(per_article(rare, "share:source_type"), "A"))
    assert row["reason"] == (
        "2 of 72 attributions are of this kind on both sides together, at least 10 needed"
    )
    common = [(o, e, w - h, w) for o, e, h, w in rare]
    row = main_row(contrast(per_article(common, "share:source_type"), "A"))
    assert str(row["reason"]).startswith("all but 2 of 72 attributions")
    assert row["low"] is None and row["focus_hits"] == 35
    none = [("A", None, 0, 0)] * 9 + [("B", None, 1, 2)] * 9
    assert "no cues in the focus" in str(
        main_row(contrast(per_article(none, "share:cue_class"), "A"))["reason"]
    )


def test_numbers_per_article_compare_as_a_ratio() -> None:
    entries = [(o, None, n, 1) for o, k in (("A", 2), ("B", 1)) for n in (k, 2 * k, 3 * k) * 4]
    row = main_row(contrast(per_article(entries, "number:sources"), "A", inference=QUICK))
    assert (row["scale"], row["estimate"]) == ("ratio", pytest.approx(2.0))
    assert (row["focus_value"], row["reference_value"], row["focus_hits"]) == (4.0, 2.0, 48)
    assert row["low"] < 2 < row["high"]  # type: ignore[operator]
    score = main_row(contrast(per_article(entries, "number:effective_sources"), "A", inference=QUICK))
    assert score["focus_hits"] is None and score["status"] == "inferred"


def test_by_side_agrees_with_by_outlet_and_with_contrast() -> None:
    table = per_article(equal_articles(), "share:voice")
    sides, outlets = by_side(table, "A"), by_outlet(table)
    assert list(sides.columns) == list(BY_SIDE)
    for side, outlet in (("focus", "A"), ("reference", "B")):
        one, two = (
            sides.filter(side=side).row(0, named=True),
            outlets.filter(outlet=outlet).row(0, named=True),
        )
        for name in ("value", "low", "high", "hits", "words", "articles"):
            assert one[name] == pytest.approx(two[name])
    row = main_row(contrast(table, "A", inference=QUICK))
    assert sides["value"].to_list() == pytest.approx([row["focus_value"], row["reference_value"]])
    rates = per_article([(o, None, i % 3, 200) for o in "AB" for i in range(12)])
    focus = by_side(rates, "A").row(0, named=True)
    expected = by_outlet(rates).row(0, named=True)
    assert [focus[n] for n in ("value", "low", "high")] == pytest.approx(
        [expected[n] for n in ("value", "low", "high")]
    )
    few = by_side(per_article([(o, None, 1, 9) for o in "AB" for _ in range(3)]), "A")
    assert few["low"].null_count() == 2
    with pytest.raises(InputError, match="did you mean 'A'"):
        by_side(table, "a")


@st.composite
def share_tables(draw: st.DrawFn) -> pl.DataFrame:
    base = st.integers(0, 6)
    event = st.none() | st.sampled_from(["e1", "e2", "e3", "e4"])
    rows = draw(st.lists(st.tuples(st.sampled_from("ABC"), event, base, base), min_size=6, max_size=40))
    rows += [(outlet, None, 1, 2) for outlet in "ABC"]
    return per_article([(o, e, float(min(h, w)), float(w)) for o, e, h, w in rows], "share:source_type")


@settings(max_examples=80, deadline=None)
@given(share_tables())
def test_intervals_stay_inside(table: pl.DataFrame) -> None:
    low = Inference(resamples=99, min_articles=2, min_hits=1, min_events=2)
    rows = contrast(table, "A", inference=low).rows(named=True)
    for row in rows:
        if row["low"] is not None and row["high"] is not None:
            assert -1 <= row["low"] <= row["estimate"] + 1e-12 <= row["high"] + 2e-12 <= 1 + 3e-12
    for outlets in (by_outlet(table, min_articles=2, min_events=2), by_side(table, "A", inference=low)):
        for row in outlets.drop_nulls("low").rows(named=True):
            assert (
                0 <= row["low"] <= row["value"] + 1e-12 and row["value"] <= row["high"] + 1e-12 <= 1 + 2e-12
            )
    mirrored = contrast(table, ["B", "C"], "A", inference=low).filter(reference=ALL_REFERENCES)
    one, two = main_row(contrast(table, "A", ["B", "C"], inference=low)), mirrored.row(0, named=True)
    if one["low"] is not None:
        assert (one["low"], one["high"]) == (pytest.approx(-two["high"]), pytest.approx(-two["low"]))
    assert one["p"] == two["p"]
