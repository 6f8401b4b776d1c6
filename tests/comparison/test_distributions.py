"""Whole distributions: the distance by hand, and a test that does not cry wolf."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison import DISTRIBUTIONS, compare_distributions
from analysis.errors import InputError
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.study import Inference

NAMES = ("war", "conflict", "invasion")
QUICK = Inference(resamples=199)


def shares(counts: dict[str, list[tuple[int, ...]]]) -> pl.DataFrame:
    """An article per tuple of counts of the names."""
    rows = [
        (f"{o}{i:02}", o, None, "share:naming:x", name, "own", "all", float(n), float(sum(c)))
        for o, articles in counts.items()
        for i, c in enumerate(articles)
        for name, n in zip(NAMES, c, strict=True)
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


def drawn(seed: int, ours: tuple[float, ...], theirs: tuple[float, ...], n: int = 20) -> pl.DataFrame:
    """Articles whose own preference varies, so that names inside one article are alike."""
    random = np.random.default_rng(seed)
    made = {}
    for outlet, p in (("Herald", ours), ("Sun", theirs)):
        preferences = random.dirichlet(np.array(p) * 2, n)
        made[outlet] = [tuple(random.multinomial(random.integers(1, 6), q).tolist()) for q in preferences]
    return shares(made)


def test_the_distance_by_hand() -> None:
    table = compare_distributions(shares({"Herald": [(3, 1, 0)] * 9, "Sun": [(1, 1, 2)] * 9}), "Herald")
    row = table.row(0, named=True)
    assert dict(table.schema) == {name: dtype for name, (dtype, _) in DISTRIBUTIONS.items()}
    assert row["distance"] == pytest.approx((abs(0.75 - 0.25) + 0 + 0.5) / 2)
    assert (row["focus_hits"], row["reference_hits"], row["categories"]) == (36, 36, 3)
    assert row["p"] == pytest.approx(1 / (Inference().resamples + 1))


@given(st.permutations([(3, 1, 0), (0, 2, 2), (1, 0, 4), (2, 2, 0)]))
def test_the_distance_is_between_0_and_1_and_alike_in_both_directions(counts: list[tuple[int, ...]]) -> None:
    table = shares({"Herald": counts[:2], "Sun": counts[2:]})
    there = compare_distributions(table, "Herald")["distance"][0]
    assert 0 <= there <= 1
    assert there == pytest.approx(compare_distributions(table, "Sun")["distance"][0])


def test_nothing_to_find_is_called_in_one_of_twenty() -> None:
    alike = (1.0, 1.0, 1.0)
    p = [
        compare_distributions(drawn(seed, alike, alike), "Herald", inference=QUICK)["p"][0]
        for seed in range(200)
    ]
    # 10 of 200 are expected; 19 or more have a chance of 0.5 % (binomial).
    assert sum(value <= 0.05 for value in p) < 19


def test_what_is_there_is_found() -> None:
    found = [
        compare_distributions(drawn(seed, (3, 1, 1), (1, 1, 3)), "Herald", inference=QUICK)["p"][0] <= 0.05
        for seed in range(20)
    ]
    assert sum(found) >= 18


def test_too_little_is_described_with_a_reason() -> None:
    few = compare_distributions(shares({"Herald": [(3, 1, 0)], "Sun": [(1, 1, 2)] * 9}), "Herald").row(
        0, named=True
    )
    assert (few["status"], few["p"]) == ("described", None)
    assert few["reason"] == "1 article in the focus, at least 8 needed"
    assert few["distance"] == pytest.approx(0.5)
    one_name = compare_distributions(shares({"Herald": [(3, 0, 0)] * 9, "Sun": [(2, 0, 0)] * 9}), "Herald")
    assert one_name["status"][0] == "described"
    assert one_name["reason"][0] == "all 45 names are of one kind, at least 10 others needed"
    gone = shares({"Herald": [(0, 0, 0)] * 9, "Sun": [(1, 1, 2)] * 9})
    assert compare_distributions(gone, "Herald")["reason"][0] == "no names in the focus"


def test_only_shares_have_a_distribution() -> None:
    rates = shares({"Herald": [(3, 1, 0)], "Sun": [(1, 1, 2)]}).with_columns(measure=pl.lit("rate:x"))
    with pytest.raises(InputError, match="'rate:x'"):
        compare_distributions(rates, "Herald")
