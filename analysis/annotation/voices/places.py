"""Places in a batch: tokens further on, the last and the next one of a kind, and steps of distances."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Kind = TypeVar("Kind", bound=np.generic)

DISTANCES = np.array([1, 2, 3, 4, 6, 9, 13, 18, 25, 40])
_STEPS = np.searchsorted(DISTANCES, np.arange(DISTANCES[-1] + 2)).astype(np.int32)


def shift(values: NDArray[Kind], step: int, fill: int = 0) -> NDArray[Kind]:
    """Return the values ``step`` tokens further on.

    >>> shift(np.array([1, 2, 3]), 1).tolist(), shift(np.array([1, 2, 3]), -1).tolist()
    ([2, 3, 0], [0, 1, 2])
    """
    moved = np.full_like(values, fill)
    if step > 0:
        moved[:-step] = values[step:]
    elif step < 0:
        moved[-step:] = values[:step]
    else:
        moved[:] = values
    return moved


def begins_group(group: Ints) -> Bools:
    """Return for each place whether a group begins there; ``group`` never falls.

    >>> begins_group(np.array([0, 0, 1, 1, 1])).tolist()
    [True, False, True, False, False]
    """
    begins = np.ones(len(group), dtype=bool)
    np.not_equal(group[1:], group[:-1], out=begins[1:])
    return begins


def last_in_group(mask: Bools, group: Ints, strictly: bool = False) -> Ints:
    """Return for each place the last one at or before it (or before it) where ``mask`` holds, or -1.

    Only places of the same group count; ``group`` never falls.

    >>> last_in_group(np.array([True, False, False]), np.array([0, 0, 1])).tolist()
    [0, 0, -1]
    """
    begins = begins_group(group)
    known = np.flatnonzero(mask | begins)  # from each of these on, one answer holds
    answers = np.where(mask.take(known), known, -1)
    found = np.repeat(answers, np.diff(known, append=len(mask)))
    if strictly:
        found = shift(found, -1, -1)
        found[begins] = -1
    return found


def next_in_group(mask: Bools, group: Ints, strictly: bool = False) -> Ints:
    """Return for each place the next one at or after it (or after it) where ``mask`` holds, or -1."""
    ends = shift(begins_group(group), 1, 1)
    known = np.flatnonzero(mask | ends)  # up to each of these, one answer holds
    answers = np.where(mask.take(known), known, -1)
    found = np.repeat(answers, np.diff(known, prepend=-1))
    if strictly:
        found = shift(found, 1, -1)
        found[ends] = -1
    return found


def group_starts(group: Ints) -> Ints:
    """Return for each place where its group begins; ``group`` never falls.

    >>> group_starts(np.array([0, 0, 1, 1, 1])).tolist()
    [0, 0, 2, 2, 2]
    """
    starts = np.flatnonzero(begins_group(group))
    return np.repeat(starts, np.diff(starts, append=len(group)))


def steps(tokens: Ints) -> Ints:
    """Return which of DISTANCES some numbers of tokens reach: 0 up to the first, 10 beyond the last.

    >>> steps(np.array([0, 1, 5, 99])).tolist()
    [0, 0, 4, 10]
    """
    return _STEPS.take(tokens, mode="clip")


def distance(tokens: Ints, there: Bools) -> Ints:
    """Return the step of a distance; the last one where there is nothing to be distant from.

    >>> distance(np.array([1, 5, 99, 1]), np.array([True, True, True, False])).tolist()
    [0, 4, 10, 10]
    """
    found = steps(np.abs(tokens))
    np.putmask(found, ~there, len(DISTANCES))
    return found
