"""Rates without any one article are those that come of leaving each out in turn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.terms.sides import term_sides
from analysis.comparison.terms.without_one import rates_without_one

from .term_tables import term_counts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=3), st.integers(0, 10_000))
def test_ends_are_those_of_every_article_left_out(articles: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    words = random.integers(5, 9, sum(articles))
    hits = random.poisson(0.4, (sum(articles), 4))
    outlet = [f"o{number}" for number, size in enumerate(articles) for _ in range(size)]
    others = tuple(sorted(set(outlet) - {"o0"}))
    sides = term_sides(term_counts(hits, words.tolist(), outlet), ("o0",), others)
    assert sides is not None
    low, high = rates_without_one(sides)
    for number in range(len(articles)):
        mine = np.flatnonzero(sides.outlet == number)
        if len(mine) == 1:
            assert (low[number] > high[number]).all()
            continue
        dense, length = sides.counts.counts.toarray()[mine], sides.counts.words[mine]
        rates = (dense.sum(axis=0) - dense) / (length.sum() - length)[:, None]
        assert low[number] == pytest.approx(rates.min(axis=0))
        assert high[number] == pytest.approx(rates.max(axis=0))
