"""Which of several places that overlap are kept: the longest, of equal ones the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.annotation.pieces import Numbers

Place = tuple[int, int, int]
"""Start, end and owner: what stands there. Of one place's owners the smallest number wins."""


def longest(places: Sequence[Place]) -> list[Place]:
    """Return places that do not overlap, longest first; time grows with their length and number.

    >>> longest([(0, 4, 0), (0, 10, 1), (4, 10, 0), (11, 14, 2)])
    [(0, 10, 1), (11, 14, 2)]
    """
    if len(places) < 2:
        return list(places)
    first = min(start for start, _, _ in places)
    used = bytearray(max(end for _, end, _ in places) - first)
    taken = []
    for place in sorted(places, key=lambda place: (place[0] - place[1], place)):
        start, end = place[0] - first, place[1] - first
        if used.find(1, start, end) < 0:
            used[start:end] = b"\x01" * (end - start)
            taken.append(place)
    return taken


def without_overlaps(starts: Numbers, ends: Numbers, owners: Numbers, groups: Numbers) -> Numbers:
    """Return which places are left where inside each group only the longest are kept.

    >>> starts, ends, groups = np.array([0, 0, 2]), np.array([4, 10, 3]), np.array([7, 7, 8])
    >>> without_overlaps(starts, ends, np.zeros(3, dtype=int), groups).tolist()
    [1, 2]
    """
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    order = np.lexsort((starts, groups))
    away = groups[order] * (int(ends.max()) + 1)  # groups stand apart, as if one followed the other
    first, last = starts[order] + away, ends[order] + away
    furthest = np.maximum.accumulate(last)
    cuts = np.append((first[1:] >= furthest[:-1]).nonzero()[0] + 1, len(first))
    begins = np.append(0, cuts[:-1])
    alone = cuts - begins == 1
    kept = order[begins[alone]].tolist()
    for begin, cut in zip(begins[~alone].tolist(), cuts[~alone].tolist(), strict=True):
        some = order[begin:cut]
        places = zip(starts[some].tolist(), ends[some].tolist(), owners[some].tolist(), strict=True)
        number = dict(zip(places, some.tolist(), strict=True))
        kept += [number[place] for place in longest(list(number))]
    return np.sort(np.array(kept, dtype=np.int64))
