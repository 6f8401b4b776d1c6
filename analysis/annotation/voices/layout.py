"""Lay quotations out as runs of one voice that cover a text."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.quotes import Quotation
from analysis.annotation.voices.records import Run


def lay_out(length: int, quotations: Sequence[Quotation], belongs: Sequence[int | None]) -> list[Run]:
    """Return runs from 0 to ``length``, in order and without gaps.

    ``belongs`` gives for each quotation its attribution, or None for scare quotes. The marks of an outermost
    quotation are own voice; those of a nested one stay with the words around it.
    """
    painted: list[tuple[int, int, int | None, bool]] = []
    for q, attribution in zip(quotations, belongs, strict=True):
        if q.outer is None or attribution is not None:
            painted.append((q.start, q.end, attribution, attribution is None))
        if q.outer is None:
            painted += [(start, end, None, False) for start, end in q.marks if q.start <= start < q.end]
    painted.sort(key=lambda piece: (piece[0], -piece[1]))
    runs: list[Run] = []
    # What is open, the innermost last; own voice is the floor.
    stack: list[tuple[int, int | None, bool]] = [(length, None, False)]
    position = 0
    for start, end, attribution, scare in [*painted, (length, length, None, False)]:
        while position < start:
            until, voice, is_scare = stack[-1]
            stop = min(until, start)
            _append(runs, position, stop, voice, is_scare)
            position = max(position, stop)
            if until <= position and len(stack) > 1:
                stack.pop()
        while len(stack) > 1 and stack[-1][0] <= start:
            stack.pop()
        stack.append((min(end, stack[-1][0]), attribution, scare))
    return runs


def _append(runs: list[Run], start: int, end: int, attribution: int | None, scare: bool) -> None:
    if start >= end:
        return
    voice = "own" if attribution is None else "quoted"
    if runs and (runs[-1].voice, runs[-1].attribution, runs[-1].scare) == (voice, attribution, scare):
        start = runs.pop().start
    runs.append(Run(start, end, voice, attribution, scare))
