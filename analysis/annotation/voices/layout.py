"""Lay voices out as runs that cover a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.annotation.voices.records import Run


@dataclass(slots=True)
class Piece:
    """A stretch to paint: over whatever it lies on, and under whatever begins inside it."""

    start: int
    end: int
    voice: str
    attribution: int | None
    scare: bool = False


def lay_out(length: int, pieces: Iterable[Piece]) -> list[Run]:
    """Return runs from 0 to ``length``, in order and without gaps; own voice is the ground.

    A piece that ends after the one that it begins in is cut there.

    >>> pieces = [Piece(2, 8, "reported", 0), Piece(4, 5, "own", None)]
    >>> [(run.start, run.end, run.voice) for run in lay_out(9, pieces)]
    [(0, 2, 'own'), (2, 4, 'reported'), (4, 5, 'own'), (5, 8, 'reported'), (8, 9, 'own')]
    """
    runs: list[Run] = []
    # What is open, the innermost last.
    stack = [Piece(0, length, "own", None)]
    position = 0
    for piece in [*sorted(pieces, key=lambda p: (p.start, -p.end)), Piece(length, length, "own", None)]:
        while position < piece.start:
            open_piece = stack[-1]
            stop = min(open_piece.end, piece.start)
            _append(runs, position, stop, open_piece)
            position = max(position, stop)
            if open_piece.end <= position and len(stack) > 1:
                stack.pop()
        while len(stack) > 1 and stack[-1].end <= piece.start:
            stack.pop()
        around = stack[-1]
        fits = piece.end <= around.end
        stack.append(piece if fits else replace(piece, end=around.end))
    return runs


def _append(runs: list[Run], start: int, end: int, piece: Piece) -> None:
    if start >= end:
        return
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.attribution == piece.attribution
        and last.voice == piece.voice
        and last.scare == piece.scare
    ):
        start = runs.pop().start
    runs.append(Run(start, end, piece.voice, piece.attribution, piece.scare))
