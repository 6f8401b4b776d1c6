"""Stretches of text: length and wrapping."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.comparison.events.stretches import holds, wrapped_stretches

WORDS = st.lists(st.integers(1, 40), min_size=1, max_size=30).map(lambda words: np.array(words, dtype=float))


@given(WORDS, st.integers(1, 600))
def test_a_stretch_is_as_near_to_the_length_as_whole_sentences_come(words: np.ndarray, length: int) -> None:  # type: ignore[type-arg]
    drawn = wrapped_stretches(words, length, np.arange(len(words)))
    got = drawn @ words
    assert drawn[np.arange(len(words)), np.arange(len(words))].all()
    if words.sum() <= length:
        assert drawn.all()
        return
    # Off by no more than half the sentence at its end (a first sentence is always taken whole).
    off = np.abs(got - length)
    assert ((off <= words.max() / 2 + 1e-9) | (drawn.sum(axis=1) == 1)).all()


@given(WORDS, st.integers(1, 600))
def test_a_stretch_is_one_run_on_a_circle(words: np.ndarray, length: int) -> None:  # type: ignore[type-arg]
    for row in wrapped_stretches(words, length, np.arange(len(words))):
        assert np.count_nonzero(row != np.roll(row, 1)) in (0, 2)


def test_what_a_stretch_holds() -> None:
    counts = sparse.csr_array(np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]))
    drawn = np.array([[True, False, True], [True, True, False]])
    assert holds(drawn, counts).tolist() == [[True, False], [True, True]]
