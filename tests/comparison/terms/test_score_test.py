"""The test of scores against Student, Welch and least squares, and its two ways of adding up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.comparison.terms.score_parts import Lengths, parts_by_article, parts_by_event
from analysis.comparison.terms.score_test import score_test
from analysis.comparison.terms.sides import TermSides, term_sides
from tests.comparison.terms.term_tables import overdispersed, term_counts


def sides_of(counts: np.ndarray, words: list[float], outlets: list[str]) -> TermSides:  # type: ignore[type-arg]
    others = sorted(set(outlets) - {"o0"})
    sides = term_sides(term_counts(counts, words, outlets), ("o0",), tuple(others))
    assert sides is not None
    return sides


def test_articles_of_one_length_give_the_larger_p_of_welch_and_student() -> None:
    counts = np.random.default_rng(3).poisson(3, (21, 5))
    p, points_to = score_test(sides_of(counts, [400.0] * 21, ["o0"] * 8 + ["o1"] * 13))
    scores = np.sqrt(counts / 400)
    tests = [stats.ttest_ind(scores[:8], scores[8:], equal_var=equal) for equal in (True, False)]
    assert p == pytest.approx(np.maximum(*(test.pvalue for test in tests)))
    assert (points_to == np.sign(tests[0].statistic)).all()


def test_difference_and_pooled_spread_are_those_of_least_squares() -> None:
    draw = np.random.default_rng(4)
    counts, words = draw.poisson(4, (24, 3)), draw.integers(100, 2000, 24).astype(float)
    outlet = np.repeat([0, 1, 2], [7, 9, 8])
    sides = sides_of(counts, words.tolist(), [f"o{number}" for number in outlet])
    design = np.c_[outlet[:, None] == [0, 1, 2], np.sqrt(words)].astype(float)
    scores = np.sqrt(counts / words[:, None])
    fitted, squares, *_ = np.linalg.lstsq(design, scores)
    apart = np.array([1.0, -0.5, -0.5, 0.0])
    lengths = Lengths.of(sides)
    found = parts_by_article(sides, lengths)
    assert found.estimate == pytest.approx(apart @ fitted)
    assert found.spread == pytest.approx(squares / (24 - 4))
    error = apart @ np.linalg.inv(design.T @ design) @ apart
    assert lengths.weight @ lengths.weight == pytest.approx(error)


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 6), min_size=2, max_size=6),
    st.integers(0, 10**6),
    st.booleans(),
)
def test_sums_by_outlet_give_what_all_scores_give(articles: list[int], seed: int, same_length: bool) -> None:
    counts = overdispersed(articles, terms=12, seed=seed)
    words = [500.0] * sum(articles) if same_length else counts.words.tolist()
    dense = counts.counts.toarray()
    dense[:, 0], dense[:, 1] = 1, 0
    sides = sides_of(dense, words, counts.articles["outlet"].to_list())
    lengths = Lengths.of(sides)
    quick, whole = parts_by_article(sides, lengths), parts_by_event(sides, lengths)
    for name in ("estimate", "mean", "variance", "spread"):
        assert getattr(quick, name) == pytest.approx(getattr(whole, name), rel=1e-8, abs=1e-14)
    told = whole.variance > 1e-14
    assert quick.degrees[told] == pytest.approx(whole.degrees[told], rel=1e-6)


def test_a_term_without_spread_has_p_1() -> None:
    counts = np.tile([[2, 0, 3]], (18, 1))
    counts[9:, 0] = 4
    p, _ = score_test(sides_of(counts, [300.0] * 18, ["o0"] * 9 + ["o1"] * 9))
    assert p.tolist() == [1.0, 1.0, 1.0]
