"""Pieces laid out as runs: every character in one run, the innermost voice on top."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices import Run
from analysis.annotation.voices.layout import Piece, lay_out


def letters(length: int, *pieces: Piece) -> str:
    """Return a letter per character: o own, q quoted, r reported, s own in scare quotes."""
    runs = lay_out(length, pieces)
    return "".join(("s" if run.scare else run.voice[0]) * (run.end - run.start) for run in runs)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([], "oooooooooo"),
        ([Piece(0, 10, "quoted", 0)], "qqqqqqqqqq"),
        ([Piece(2, 8, "reported", 0), Piece(4, 6, "quoted", 1)], "oorrqqrroo"),
        ([Piece(2, 8, "reported", 0), Piece(4, 6, "own", None)], "oorroorroo"),
        ([Piece(2, 5, "reported", 0), Piece(4, 9, "quoted", 1)], "oorrqooooo"),
        ([Piece(3, 6, "own", None, True)], "ooosssoooo"),
        ([Piece(2, 8, "quoted", 0), Piece(2, 4, "quoted", 1)], "ooqqqqqqoo"),
    ],
)
def test_the_innermost_piece_is_on_top(pieces: list[Piece], expected: str) -> None:
    assert letters(10, *pieces) == expected


def test_pieces_in_any_order() -> None:
    pieces = [Piece(4, 6, "quoted", 1), Piece(2, 8, "reported", 0), Piece(8, 9, "own", None, True)]
    assert letters(10, *pieces) == letters(10, *reversed(pieces)) == "oorrqqrrso"


def test_runs_that_touch_and_are_alike_become_one() -> None:
    assert lay_out(4, [Piece(0, 2, "own", None), Piece(2, 4, "own", None)]) == [Run(0, 4, "own", None, False)]
    assert lay_out(0, []) == []


pieces = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(0, 30), st.sampled_from(["own", "quoted", "reported"]), st.booleans()
    ).map(
        lambda p: Piece(min(p[:2]), max(p[:2]), p[2], None if p[2] == "own" else 0, p[2] == "own" and p[3])
    ),
    max_size=8,
)


@given(pieces)
def test_runs_cover_the_text(made: list[Piece]) -> None:
    runs = lay_out(30, made)
    assert (runs[0].start, runs[-1].end) == (0, 30)
    assert all(a.end == b.start and a.start < a.end for a, b in pairwise(runs))
    assert all(
        (a.voice, a.attribution, a.scare) != (b.voice, b.attribution, b.scare) for a, b in pairwise(runs)
    )
    for run in runs:
        for place in range(run.start, run.end):
            over = {(p.voice, p.attribution, p.scare) for p in made if p.start <= place < p.end}
            assert (run.voice, run.attribution, run.scare) in over | {("own", None, False)}
