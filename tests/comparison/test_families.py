"""Correction for many tests."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison import benjamini_hochberg, contrast, correct_family, findings
from analysis.study import Inference

from .tables import invented

QUICK = Inference(resamples=199)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_is_scipys(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))


def test_tables_are_corrected_as_one_family() -> None:
    first = contrast(invented(3, 15, 1, ratio=5), "o0", inference=QUICK)
    second = contrast(invented(3, 15, 2).with_columns(category=pl.lit("other")), "o0", inference=QUICK)
    both = correct_family(first, second, family="profile")
    tested = both.drop_nulls("p")
    assert tested["family_size"].to_list() == [2, 2]
    assert tested["family"].to_list() == ["profile", "profile"]
    assert tested["q"].to_numpy() == pytest.approx(stats.false_discovery_control(tested["p"].to_numpy()))
    assert both.filter(pl.col("p").is_null())["family"].null_count() == both.height - 2


def test_findings_need_both_q_and_interval() -> None:
    table = contrast(invented(3, 20, 1, ratio=5), "o0")
    row = table.drop_nulls("p")
    assert findings(table).height == 1
    assert findings(row.with_columns(q=pl.lit(0.06))).is_empty()
    assert findings(row.with_columns(low=pl.lit(0.9))).is_empty()
    assert findings(row.with_columns(low=pl.lit(None, pl.Float64), high=pl.lit(0.5))).height == 1
    difference = row.with_columns(scale=pl.lit("difference"), low=pl.lit(0.1), high=pl.lit(0.4))
    assert findings(difference).height == 1
    assert findings(difference.with_columns(low=pl.lit(-0.1))).is_empty()


def test_no_test_at_all() -> None:
    table = contrast(invented(2, 3, 1), "o0", inference=QUICK)
    assert findings(table).is_empty()
    assert np.all(table["q"].is_null().to_numpy())
