"""Lay voices out as runs that cover a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.records import Run
from analysis.annotation.voices.text.quotes import Quotation


@dataclass(slots=True)
class Piece:
    """A stretch to paint: over whatever it lies on, and under whatever begins inside it."""

    start: int
    end: int
    voice: str
    attribution: int | None
    scare: bool = False


def pieces_of(
    drafts: Sequence[Draft],
    quotations: Sequence[Quotation],
    belongs: Sequence[Draft | None],
    works: Sequence[bool],
) -> list[Piece]:
    """Return the pieces of drafts and of quotations.

    Parameters
    ----------
    drafts : all of a text
    quotations : of the text
    belongs : for each quotation, the draft whose words it holds; None for scare quotes and titles
    works : for each quotation, is it the title of a work, which is own voice like any name
    """
    numbers = {id(draft): number for number, draft in enumerate(drafts)}
    pieces = [Piece(d.start, d.end, d.kind, numbers[id(d)]) for d in drafts if d.quotation is None]
    for q, draft, work in zip(quotations, belongs, works, strict=True):
        if draft is not None and draft.quotation is None:
            continue
        voice = "own" if draft is None else "quoted"
        if q.outer is None or draft is not None:
            number = None if draft is None else numbers[id(draft)]
            pieces.append(Piece(q.start, q.end, voice, number, draft is None and not work))
        if q.outer is None:
            pieces += [Piece(start, end, "own", None) for start, end in q.marks if q.start <= start < q.end]
    return pieces


def lay_out(length: int, pieces: Iterable[Piece]) -> list[Run]:
    """Return runs from 0 to ``length``, in order and without gaps; own voice is the ground.

    A piece that ends after the one that it begins in is cut there.

    >>> pieces = [Piece(2, 8, "reported", 0), Piece(4, 5, "own", None)]
    >>> [(run.start, run.end, run.voice) for run in lay_out(9, pieces)]
    [(0, 2, 'own'), (2, 4, 'reported'), (4, 5, 'own'), (5, 8, 'reported'), (8, 9, 'own')]
    """
    begins: list[int] = []
    seen: list[Piece] = []
    # What is open, the innermost last.
    stack = [Piece(0, length, "own", None)]
    position = 0
    for piece in [*sorted(pieces, key=lambda p: (p.start, -p.end)), Piece(length, length, "own", None)]:
        start = piece.start
        while position < start:
            around = stack[-1]
            if position < around.end and not (seen and _same(seen[-1], around)):
                begins.append(position)
                seen.append(around)
            position = max(position, min(around.end, start))
            if around.end <= position and len(stack) > 1:
                stack.pop()
        while len(stack) > 1 and stack[-1].end <= start:
            stack.pop()
        fits = piece.end <= stack[-1].end
        stack.append(piece if fits else replace(piece, end=stack[-1].end))
    return [
        Run(start, end, piece.voice, piece.attribution, piece.scare)
        for (start, end), piece in zip(pairwise([*begins, length]), seen, strict=True)
    ]


def _same(a: Piece, b: Piece) -> bool:
    """Whether what is painted of two pieces side by side is one run."""
    return a is b or (a.attribution == b.attribution and a.voice == b.voice and a.scare == b.scare)
