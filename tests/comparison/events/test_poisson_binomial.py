"""The Poisson-binomial tail: against the binomial of scipy and full enumeration."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.events.poisson_binomial import poisson_binomial_tail


@pytest.mark.parametrize("at_least", [0, 1, 7, 20, 21])
def test_equal_chances_are_binomial(at_least: int) -> None:
    expected = stats.binom.sf(at_least - 1, 20, 0.3)
    assert poisson_binomial_tail(np.full(20, 0.3), at_least) == pytest.approx(expected, rel=1e-10)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(0, 8))
def test_unequal_chances_are_those_of_all_outcomes(chances: list[float], at_least: int) -> None:
    total = 0.0
    for outcome in product([0, 1], repeat=len(chances)):
        if sum(outcome) >= at_least:
            total += float(np.prod([p if o else 1 - p for o, p in zip(outcome, chances, strict=True)]))
    assert poisson_binomial_tail(np.array(chances), at_least) == pytest.approx(total, abs=1e-12)
