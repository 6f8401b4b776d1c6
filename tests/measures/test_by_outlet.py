"""Rates and valence per outlet against values computed by hand or by scipy."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.annotation.annotated import Annotated
from analysis.measures import BY_OUTLET, by_outlet, term_rates, valence_by_outlet
from analysis.measures.cells import cells_of
from analysis.measures.ratios import (
    CAUTIOUS,
    UNBIASED,
    outlet_degrees_of_freedom,
    outlet_sums,
    residuals,
    skewed_degrees_of_freedom,
    zero_limit,
)
from analysis.measures.tables import PER_ARTICLE, schema


def table(values: list[tuple[float, float]], measure: str = "rate:x", event: bool = False) -> pl.DataFrame:
    rows = [
        (f"a{i}", "Herald", f"e{i // 2}" if event else None, measure, "all", "own", "all", float(h), float(w))
        for i, (h, w) in enumerate(values)
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


def test_variance_of_a_ratio_by_hand() -> None:
    # R = 6 / 600; residuals h - R w: 2 - 1 = 1, 1 - 2 = -1, 3 - 3 = 0; shares of the words 1/6, 1/3, 1/2.
    cells = cells_of(table([(2, 100), (1, 200), (3, 300)]))[0]
    sums = outlet_sums(cells)
    assert sums.rate[0, 0] == pytest.approx(0.01)
    hc2 = (residuals(cells, sums, UNBIASED) ** 2).sum()
    assert hc2 == pytest.approx((1 / (5 / 6) + 1 / (2 / 3)) / 600**2)
    left_out = [4 / 500 - 0.01, 5 / 400 - 0.01, 3 / 300 - 0.01]  # rate without the article - rate
    hc3 = residuals(cells, sums, CAUTIOUS)[:, 0]
    assert hc3 == pytest.approx([-change for change in left_out])


def test_degrees_of_freedom() -> None:
    equal = cells_of(table([(1, 100)] * 9))[0]
    assert outlet_degrees_of_freedom(equal, outlet_sums(equal))[0] == pytest.approx(8)
    unequal = cells_of(table([(1, 2000)] + [(1, 100)] * 8))[0]
    assert 1 <= outlet_degrees_of_freedom(unequal, outlet_sums(unequal))[0] < 3


def test_valence_of_equal_articles_is_the_t_interval() -> None:
    scores = np.array([0.1, -0.3, 0.2, 0.5, 0.0, -0.1, 0.4, 0.2, 0.3])
    row = by_outlet(table([(s * 50, 50) for s in scores], "valence")).row(0, named=True)
    expected = stats.ttest_1samp(scores, 0).confidence_interval(0.95)
    assert (row["low"], row["high"]) == (pytest.approx(expected.low), pytest.approx(expected.high))
    assert row["hits"] is None
    assert row["articles_with"] is None


def test_no_hit_gives_an_upper_bound() -> None:
    row = by_outlet(table([(0, 100)] * 10)).row(0, named=True)
    assert (row["value"], row["low"], row["articles_with"]) == (0, 0, 0)
    assert row["high"] == pytest.approx(-math.log(0.025) / 1000 * 1000)


def test_zero_limit_is_where_a_negative_binomial_gives_no_hit_with_probability_0025() -> None:
    dispersion = 3.0
    mean = zero_limit(np.array([dispersion]), 0.95)[0]
    probability = stats.nbinom.pmf(0, mean / (dispersion - 1), 1 / dispersion)
    assert probability == pytest.approx(0.025)


def test_few_articles_or_events_get_no_interval() -> None:
    assert by_outlet(table([(1, 100), (0, 90)] * 3))["low"][0] is None
    assert by_outlet(table([(1, 100), (0, 90)] * 8))["low"][0] is not None
    clustered = by_outlet(table([(1, 100), (0, 90)] * 8, event=True))
    assert clustered["low"][0] is None
    assert clustered["articles"][0] == 16


def test_table_of_the_corpus(annotated: Annotated) -> None:
    rates = term_rates(annotated, voice=["own", "all"])
    assert dict(rates.schema) == schema(BY_OUTLET)
    row = rates.filter(outlet="Courier", category="order", voice="all").row(0, named=True)
    assert (row["hits"], row["words"], row["articles"], row["articles_with"]) == (3, 12, 1, 1)
    assert row["value"] == pytest.approx(250)
    assert rates.height == 2 * 2 * 2
    empty = term_rates(annotated, part="standfirst")
    assert empty["value"].null_count() == empty.height
    valence = valence_by_outlet(annotated)
    assert valence.filter(outlet="Herald")["value"][0] == pytest.approx((-1.2 + 3.0) / 20)


@given(st.lists(st.floats(-50, 50).map(lambda x: round(x, 6)), min_size=3, max_size=30), st.floats(0.01, 100))
def test_bursts_take_degrees_of_freedom_and_units_do_not_matter(values: list[float], factor: float) -> None:
    added, most = np.array(values)[:, None], np.array([[len(values) - 1.0]])
    degrees = skewed_degrees_of_freedom(added, np.array([0]), most).item()
    assert 0 < degrees <= len(values) - 1 + 1e-9
    assert skewed_degrees_of_freedom(added * factor, np.array([0]), most).item() == pytest.approx(degrees)


def test_degrees_of_freedom_follow_the_fourth_moment_of_each_group() -> None:
    # The relative variance of s² is (kurtosis - 1) / n in large samples (Cramér 1946, 27.4).
    draws = np.random.default_rng(5).standard_t(9, (6000, 1))
    groups = draws[:4000], draws[4000:]
    made = skewed_degrees_of_freedom(draws, np.array([0, 4000]), np.array([[3999.0], [1999.0]]))
    kurtosis = [stats.kurtosis(group[:, 0], fisher=False) for group in groups]
    expected = [2 * len(g) / (k - 1) for g, k in zip(groups, kurtosis, strict=True)]
    assert made[:, 0] == pytest.approx(expected, rel=0.01)
