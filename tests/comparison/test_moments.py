"""The studentised difference from sums of squares is the one that looks at every cell."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.moments import Moments
from analysis.comparison.orders import exchanged
from analysis.comparison.permutation import permutation_p, studentised
from analysis.comparison.sides import sides_of
from analysis.measures.cells import cells_of

from .tables import invented, per_article


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([2, 3, 6, 11]), st.integers(2, 9), st.integers(0, 10_000))
def test_any_order_gives_the_same(outlets: int, articles: int, seed: int) -> None:
    (cells,) = cells_of(invented(outlets, articles, seed))
    sides = sides_of(cells, ["o0"], cells.outlets[1:])
    assert sides is not None
    random = np.random.default_rng(seed)
    order = np.stack([random.permutation(len(cells.words)) for _ in range(5)])
    plain = studentised(sides, cells.numerator[order], cells.words[order])
    exchanged = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(exchanged, order, cells.outlet[None], axis=1)
    moments = Moments(sides)
    np.testing.assert_allclose(moments.studentised(exchanged), plain, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(moments.studentised_in_order(order), plain, rtol=1e-8, atol=1e-9)
    some = np.flatnonzero(random.random(plain.shape[1]) < 0.5)
    np.testing.assert_allclose(
        moments.only(some).studentised(exchanged), plain[:, some], rtol=1e-8, atol=1e-9
    )


def test_outlets_of_one_article_stand_for_each_other() -> None:
    rows = [("A", None, n, 100) for n in (1, 2, 4)] + [
        (o, None, n, 80) for o, n in zip("BCD", (3, 1, 6), strict=True)
    ]
    (cells,) = cells_of(per_article(rows))
    sides = sides_of(cells, ["A"], ["B", "C", "D"])
    assert sides is not None
    plain = studentised(sides, cells.numerator[None], cells.words[None])
    np.testing.assert_allclose(Moments(sides).studentised(cells.outlet[None]), plain, rtol=1e-9)


def test_no_spread_is_as_far_out_as_can_be() -> None:
    rows = [("A", None, 3, 100)] * 6 + [("B", None, 1, 100)] * 6
    (cells,) = cells_of(per_article(rows))
    sides = sides_of(cells, ["A"], ["B"])
    assert sides is not None
    assert Moments(sides).studentised(cells.outlet[None])[0, 0] == 1e12


def test_p_is_that_of_the_plain_statistic() -> None:
    (cells,) = cells_of(invented(3, 15, 7))
    sides = sides_of(cells, ["o0"], ["o1", "o2"])
    assert sides is not None
    np.testing.assert_array_equal(
        permutation_p(sides, 499, 3), permutation_p(sides, 499, 3, statistic=studentised)
    )


def test_every_exchange_leaves_each_outlet_as_many_cells_and_all_are_as_likely() -> None:
    (cells,) = cells_of(per_article([("A", None, 1, 9)] * 2 + [("B", None, 2, 9)] + [("C", None, 3, 9)] * 2))
    sides = sides_of(cells, ["A"], ["B", "C"])
    assert sides is not None
    drawn = np.concatenate(list(exchanged(sides, 30_000, 5, batch=7_000)))
    patterns, times = np.unique(drawn, axis=0, return_counts=True)
    assert (np.sort(patterns, axis=1) == [0, 0, 1, 2, 2]).all()
    # 5! / (2! 1! 2!) = 30 ways, 1,000 times each; five standard deviations are 155.
    assert len(patterns) == 30
    assert abs(times - 1_000).max() < 160
