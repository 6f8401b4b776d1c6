"""Places that overlap, and how often keys first stand where: against the plainest way to say it."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.overlaps import Place, longest, without_overlaps
from analysis.annotation.word_counts import first_and_count

PLACES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 6), st.integers(0, 3)).map(
        lambda p: (p[0], p[0] + p[1], p[2])
    ),
    max_size=20,
    unique=True,
)


def plainly(places: list[Place]) -> set[Place]:
    taken: list[Place] = []
    for place in sorted(places, key=lambda p: (p[0] - p[1], p)):
        if all(place[1] <= other[0] or place[0] >= other[1] for other in taken):
            taken.append(place)
    return set(taken)


@given(PLACES)
def test_longest_first(places: list[Place]) -> None:
    assert set(longest(places)) == plainly(places)


@given(st.lists(PLACES, min_size=1, max_size=3))
def test_groups_do_not_touch_each_other(groups: list[list[Place]]) -> None:
    rows = [(*place, group) for group, places in enumerate(groups) for place in places]
    starts, ends, owners, of_group = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    kept = without_overlaps(starts, ends, owners, of_group)
    found = {rows[number] for number in kept.tolist()}
    assert len(found) == len(kept)
    assert found == {(*place, group) for group, places in enumerate(groups) for place in plainly(places)}


@given(st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=4))
def test_keys_are_counted_where_they_first_stand(groups: list[list[int]]) -> None:
    keys = np.array([key for group in groups for key in group], dtype=np.int64)
    bounds = np.cumsum([0, *map(len, groups)])
    places, counts = first_and_count(keys, bounds)
    expected = [pair for group in groups for pair in Counter(group).items()]
    assert list(zip(keys[places].tolist(), counts.tolist(), strict=True)) == expected
