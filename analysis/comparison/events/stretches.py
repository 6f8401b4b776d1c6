"""Stretches of real text of a given length: whole sentences side by side, wrapped around at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.measures.cells import Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy import sparse


def wrapped_stretches(words: Floats, length: float, starts: Ints) -> Bools:
    """Return which sentences belong to the stretch that begins at each start.

    A stretch is the run of whole sentences whose words come nearest to ``length``, at least one; after the
    last sentence it goes on at the first. A text that is no longer than ``length`` is taken whole.

    Parameters
    ----------
    words : words of each sentence, in reading order
    length : wanted words
    starts : numbers of first sentences

    Returns
    -------
    (starts, sentences)

    >>> wrapped_stretches(np.array([10.0, 10.0, 10.0]), 20, np.array([0, 2])).tolist()
    [[True, True, False], [True, False, True]]
    """
    n = len(words)
    if words.sum() <= length:
        return np.ones((len(starts), n), dtype=bool)
    ends = np.concatenate([[0.0], np.cumsum(np.tile(words, 2))])
    target = ends[starts] + length
    last = np.searchsorted(ends, target)
    nearer = target - ends[last - 1] <= ends[last] - target
    count = np.clip(last - nearer - starts, 1, n)
    after = (np.arange(n) - starts[:, None]) % n
    return np.asarray(after < count[:, None])


def holds(drawn: Bools, counts: sparse.csr_array) -> Bools:
    """Return which stretches hold which terms: (draws, sentences), (sentences, terms) to (draws, terms)."""
    return np.asarray((counts.T @ drawn.T.astype(np.float32)).T > 0)
