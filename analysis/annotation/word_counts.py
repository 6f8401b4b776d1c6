"""How often each word stands in each voice and part of each article, in the order in which it first does."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from analysis.annotation.pieces import Numbers


def first_and_count(keys: Numbers, bounds: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each key of each group first stands, and how often it stands in that group.

    Nothing is sorted: each key has a slot, in which the place of its first occurrence is written last.

    Parameters
    ----------
    keys : from 0 on, not far beyond their number
    bounds : where each group begins in ``keys``, and the length of ``keys``

    Example
    -------
    >>> places, counts = first_and_count(np.array([4, 1, 4, 4]), np.array([0, 3, 4]))
    >>> places.tolist(), counts.tolist()
    ([0, 1, 3], [2, 1, 1])
    """
    slots = np.empty(int(keys.max(initial=0)) + 1, dtype=np.int64)
    places = np.arange(len(keys))
    first = np.empty(len(keys), dtype=np.int64)
    for begin, end in pairwise(bounds.tolist()):
        own = keys[begin:end]
        slots[own[::-1]] = places[begin:end][::-1]
        first[begin:end] = slots[own]
    counts = np.bincount(first, minlength=len(keys))
    found = counts.nonzero()[0]
    return found, counts[found]
