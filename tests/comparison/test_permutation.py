"""Permutation p-values: against full enumeration, and never 0."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import pytest

from analysis.comparison.orders import KeptOrders, exchanged, ordered
from analysis.comparison.permutation import (
    enough_of,
    permutation_p,
    smallest_p,
    studentised,
)
from analysis.comparison.sides import Sides, sides_of
from analysis.measures.cells import cells_of
from analysis.study import Inference

from .tables import invented, per_article


def sides(table: object, focus: str = "A", reference: tuple[str, ...] = ("B",)) -> Sides:
    made = sides_of(cells_of(table)[0], (focus,), reference)  # type: ignore[arg-type]
    assert made is not None
    return made


def test_agrees_with_all_relabellings() -> None:
    counts = [9, 4, 7, 3, 2, 5, 0, 1]
    made = sides(per_article([("A" if i < 4 else "B", None, h, 90 + i) for i, h in enumerate(counts)]))
    h, w = made.cells.numerator, made.cells.words
    orders = []
    for chosen in combinations(range(8), 4):
        orders.append([*chosen, *(i for i in range(8) if i not in chosen)])
    every = studentised(made, h[np.array(orders)], w[np.array(orders)])[:, 0]
    observed = studentised(made, h[None], w[None])[0, 0]
    tails = (every <= observed + 1e-9).mean(), (every >= observed - 1e-9).mean()
    assert permutation_p(made, 20_000, 1)[0] == pytest.approx(2 * min(tails), abs=0.01)
    assert smallest_p(made, 20_000) == pytest.approx(2 / comb(8, 4))


def test_labels_stay_inside_events() -> None:
    # Every event has its own level; the focus always has one hit more: the most extreme of all labellings.
    entries = [(o, f"e{i:02}", 10 * i + 1 + (o == "A"), 100) for o in "AB" for i in range(12)]
    made = sides(per_article(entries))
    assert smallest_p(made, 100_000) == pytest.approx(2 / 2**12)
    assert permutation_p(made, 999, 1)[0] == pytest.approx(2 / 1000)


def test_smallest_p_is_reached_and_never_zero() -> None:
    entries = [("A", None, 50 + i, 100) for i in range(10)] + [("B", None, 1 + i % 2, 100) for i in range(10)]
    made = sides(per_article(entries))
    assert permutation_p(made, 499, 1)[0] == pytest.approx(2 / 500) == smallest_p(made, 499)


def test_statistic_is_welchs_for_equal_lengths() -> None:
    from scipy import stats

    scores = np.random.default_rng(1).normal(0, 1, 20)
    made = sides(
        per_article([("A" if i < 9 else "B", None, s * 50, 50) for i, s in enumerate(scores)], "valence")
    )
    value = studentised(made, made.cells.numerator[None], made.cells.words[None])[0, 0]
    assert value == pytest.approx(stats.ttest_ind(scores[:9], scores[9:], equal_var=False).statistic)


def test_p_is_uniform_where_nothing_differs() -> None:
    p = [permutation_p(sides(invented(2, 10, seed), "o0", ("o1",)), 199, seed)[0] for seed in range(200)]
    # 200 null data sets: at most 5 % expected at or below 0.05; more than 18 has probability 0.01.
    assert sum(value <= 0.05 for value in p) <= 18
    assert 0.35 < float(np.mean(np.array(p) <= 0.5)) < 0.65


def test_other_measures_do_not_change_p() -> None:
    made = sides(invented(3, 9, 5), "o0", ("o1", "o2"))
    double = replace(
        made.cells, numerator=np.repeat(made.cells.numerator, 3, axis=1), columns=made.cells.columns * 3
    )
    again = sides_of(double, ("o0",), ("o1", "o2"))
    assert again is not None
    assert permutation_p(again, 300, 8).tolist() == [permutation_p(made, 300, 8)[0]] * 3


def test_is_the_upper_bound_of_phipson_and_smyths_exact_p() -> None:
    """Exact p of randomly drawn permutations: mean over i of P(Binomial(B, i / m) <= b), i = 1 … m.

    Phipson and Smyth 2010, section 4; statmod 1.5 (R), permp(method = "exact"). Above it by an integral of
    F from 0 to 0.5 / m, thus by at most about 0.5 / m.
    """
    from scipy.stats import binom

    counts = [9, 6, 7, 3, 4, 5, 2, 1, 3]
    made = sides(per_article([("A" if i < 4 else "B", None, h, 90 + i) for i, h in enumerate(counts)]))
    resamples, labellings = 199, comb(9, 4)
    share = np.arange(1, labellings + 1) / labellings
    for seed in range(5):
        ours = permutation_p(made, resamples, seed)[0]
        extreme = round(ours / 2 * (resamples + 1)) - 1
        exact = float(binom.cdf(extreme, resamples, share).mean())
        assert exact <= ours / 2 <= exact + 0.55 / labellings
    # permp(3, 199, total.nperm = 126) by that formula
    assert binom.cdf(3, 199, share).mean() == pytest.approx(0.01602441052034939)


def test_many_outlets_change_places_as_few_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ordering all cells and cutting at ranks are two ways to the same labels."""
    made = sides(invented(12, 5, 1), "o0", tuple(f"o{n}" for n in range(1, 12)))
    order = np.concatenate(list(ordered(len(made.cells.outlet), 40, 1, batch=16)))
    labels = np.concatenate(list(exchanged(made, 40, 1, batch=16)))
    assert (np.take_along_axis(labels, order, axis=1) == made.cells.outlet).all()
    assert (np.sort(order, axis=1) == np.arange(len(made.cells.outlet))).all()
    assert len(np.unique(labels, axis=0)) == 40
    monkeypatch.setattr("analysis.comparison.permutation.FEW", 99)
    few = permutation_p(made, 600, 1)
    monkeypatch.undo()
    assert permutation_p(made, 600, 1).tolist() == few.tolist()


@pytest.mark.parametrize("outlets", [2, 11])
def test_stopping_early_calls_the_same(outlets: int) -> None:
    """Besag and Clifford 1991: a p that is not small is told from fewer relabellings."""
    resamples, level = 1_999, 0.95
    enough = enough_of(Inference(resamples=resamples, level=level))
    reference = tuple(f"o{n}" for n in range(1, outlets))
    called = stopped = 0
    for seed in range(25):
        made = sides(invented(outlets, 6, seed), "o0", reference)
        random = np.random.default_rng(seed)
        shifted = made.cells.numerator + np.outer(made.cells.outlet == 0, [0, 2, 5])
        columns = tuple((*made.cells.columns[0][:1], str(n), "own", "all") for n in range(3))
        cells = replace(made.cells, numerator=shifted + random.integers(0, 4, shifted.shape), columns=columns)
        both = sides_of(cells, ("o0",), reference)
        assert both is not None
        whole, early = (permutation_p(both, resamples, seed, enough=n) for n in (None, enough))
        small = whole <= 1 - level
        assert (early[small] == whole[small]).all() and (early[~small] > 1 - level).all()
        # Four standard errors of a share that the fewest relabellings (250) tell.
        assert (np.abs(early - whole) < 8 * np.sqrt(0.25 / 250)).all()
        called, stopped = called + small.sum(), stopped + (early != whole).sum()
    assert called > 10 and stopped > 20


def test_orders_kept_for_other_tests_are_those_drawn_anew() -> None:
    kept = KeptOrders()
    for cells, batch in ((50, 40), (51, 40), (50, 40), (50, 16)):
        again = zip(
            ordered(cells, 100, 3, batch=batch), kept.batches(cells, 100, 3, batch=batch), strict=True
        )
        assert all((drawn == found).all() and drawn.dtype == np.uint8 for drawn, found in again)
    made = sides(invented(12, 5, 1), "o0", tuple(f"o{n}" for n in range(1, 12)))
    plain = permutation_p(made, 600, 1).tolist()
    assert all(permutation_p(made, 600, 1, kept=orders).tolist() == plain for orders in (kept, kept))


def test_no_more_orders_are_kept_than_asked_for() -> None:
    kept = KeptOrders(most=2 * 10 * 100)

    def first(cells: int) -> object:
        return next(kept.batches(cells, 100, 1, batch=7))

    ten, nine = first(10), first(9)
    assert first(10) is ten and first(9) is nine
    assert first(8) is first(8)
    assert first(9) is nine and first(10) is not ten
    assert first(500) is not first(500)
