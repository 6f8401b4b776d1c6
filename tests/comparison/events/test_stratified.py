"""The Mantel-Haenszel ratio: against statsmodels, its interval's coverage, zero cells, the mirror."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.comparison.events.stratified import (
    leverage_degrees,
    log_labellings,
    score_statistic,
    shared_sides,
    strata_of,
    stratified_ratio,
)
from analysis.comparison.sides import Sides, ratio_interval, sides_of
from analysis.measures.cells import Cells, cells_of

from ..tables import per_article

FOCUS = [(9, 310), (0, 420), (4, 150), (12, 800), (1, 95), (7, 510), (3, 260), (2, 330), (5, 700), (6, 400)]
OTHER = [(4, 280), (1, 650), (0, 330), (9, 500), (2, 210), (3, 420), (3, 90), (0, 610), (6, 640), (2, 300)]


def sides(entries: list[tuple[str, str | None, float, float]]) -> Sides:
    made = shared_sides(cells_of(per_article(entries))[0], ["A"], ["B", "C"])
    assert made is not None
    return made


def pairs() -> list[tuple[str, str | None, float, float]]:
    both = (("A", FOCUS), ("B", OTHER))
    return [(outlet, f"e{i}", *cell) for outlet, side in both for i, cell in enumerate(side)]


def test_ratio_is_that_of_statsmodels() -> None:
    # statsmodels 0.15.0, StratifiedTable([[[x, n - x], [y, m - y]], …]).riskratio_pooled on the same numbers
    # (weights x m / (n + m), which are those of the ratio of rates with words as person-time).
    assert stratified_ratio(sides(pairs()), 0.95).estimate[0] == pytest.approx(1.3396667777565427, rel=1e-12)


def test_outlets_of_one_event_weigh_equally() -> None:
    made = sides([("A", "e1", 3, 100), ("B", "e1", 2, 100), ("C", "e1", 0, 400)])
    strata = strata_of(made, made.cells.numerator[None], made.cells.words[None])
    assert strata.reference[0, 0, 0] == pytest.approx(0.01)
    effective = 2**2 / (1 / 100 + 1 / 400)
    assert strata.weight[0, 0] == pytest.approx(100 * effective / (100 + effective))


def test_interval_is_the_jackknife_over_events() -> None:
    made = sides(pairs())
    found = stratified_ratio(made, 0.95)
    strata = strata_of(made, made.cells.numerator[None], made.cells.words[None])
    a = strata.weight[0] * strata.focus[0, :, 0]
    b = strata.weight[0] * strata.reference[0, :, 0]
    left = np.log((a.sum() - a) / (b.sum() - b))
    jackknife = np.sqrt(((left - np.log(found.estimate[0])) ** 2).sum())
    share = ((a / a.sum() + b / b.sum()) / 2 + strata.weight[0] / strata.weight.sum()) / 2
    from scipy import stats

    quantile = stats.t.ppf(0.975, leverage_degrees(share[:, None])[0])
    assert np.log(found.high[0] / found.estimate[0]) == pytest.approx(quantile * jackknife, rel=0.02)


def test_a_side_without_hits_gets_a_bound_and_the_mirror_the_other() -> None:
    empty = [(o, e, 0.0 if o == "A" else h, w) for o, e, h, w in pairs()]
    found = stratified_ratio(sides(empty), 0.95)
    assert (found.estimate[0], np.isnan(found.low[0])) == (0.0, True)
    assert 0.1 < found.high[0] < 1
    swapped = [({"A": "B", "B": "A"}[o], e, h, w) for o, e, h, w in empty]
    mirror = stratified_ratio(sides(swapped), 0.95)
    assert np.isnan(mirror.estimate[0])
    assert mirror.low[0] == pytest.approx(1 / found.high[0])


def test_zero_bound_of_poisson_counts() -> None:
    # Equal words and equal reference counts: no spread, so the limit is 3.69 / expected hits.
    entries = [(o, f"e{i}", 0.0 if o == "A" else 2.0, 100.0) for o in "AB" for i in range(20)]
    assert stratified_ratio(sides(entries), 0.95).high[0] == pytest.approx(-np.log(0.025) / 40)


def test_events_where_nobody_differs_do_not_count_as_labellings() -> None:
    entries = [(o, f"e{i}", float(o == "A" and i < 4), 100) for o in "ABC" for i in range(12)]
    assert np.exp(log_labellings(sides(entries)))[0] == pytest.approx(3**4)


def test_score_of_nothing_is_zero() -> None:
    made = sides([(o, f"e{i}", 0, 100) for o in "AB" for i in range(3)])
    assert score_statistic(made, made.cells.numerator[None], made.cells.words[None])[0, 0] == 0.0


def simulated(random: np.random.Generator, events: int, *, mixed: bool = False, columns: int = 60) -> Cells:
    """Focus and two references, one article each per event, strongly unequal events, bursty counts.

    ``mixed``: the focus writes long on the events where everybody's rate is high.
    """
    level = np.sort(random.normal(0, 1, events))
    unit = np.repeat(np.arange(events), 3)
    outlet = np.tile(np.arange(3), events)
    tilt = np.where(outlet == 0, 1, -1) * (unit / events - 0.5) * 2.0 * mixed
    words = np.round(random.lognormal(6, 0.5, len(unit)) * np.exp(tilt)) + 20
    mean = words * 0.006 * np.exp(level[unit] - 0.5)
    hits = random.poisson(mean[:, None] * random.gamma(1.5, 1 / 1.5, (len(unit), columns))).astype(float)
    keys = tuple(("rate:x", str(i), "own", "all") for i in range(columns))
    one, order = np.ones(len(unit), dtype=np.int64), np.argsort(outlet, kind="stable")
    return Cells(keys, ("A", "B", "C"), outlet[order], unit[order], hits[order], words[order], one, one)


@pytest.mark.parametrize("events", [10, 20, 45])
def test_intervals_hold_the_truth_where_topic_mix_fools_the_plain_ones(events: int) -> None:
    random = np.random.default_rng(events)
    held, plain_held = [], []
    for _ in range(12):
        cells = simulated(random, events, mixed=True)
        made, plain = shared_sides(cells, ["A"], ["B", "C"]), sides_of(cells, ["A"], ["B", "C"])
        assert made is not None
        assert plain is not None
        found = stratified_ratio(made, 0.95)
        held += ((found.low <= 1) & (found.high >= 1)).tolist()
        _, low, high = ratio_interval(plain, 0.95)
        plain_held += ((low <= 1) & (high >= 1)).tolist()
    # 720 data sets in 12 corpora; a full run (5,000 each) covers 93 to 96 %.
    assert 0.91 <= np.mean(held) <= 0.985
    assert np.mean(plain_held) < 0.85
