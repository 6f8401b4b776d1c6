"""The words and marks of each piece of text, cut once and remembered.

A piece is what stands between two spaces ("“hegemony,”"); its number is that of ``Spellings``.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.pieces import tokens_of
from analysis.text import WORD

_TOKEN = re.compile(rf"{WORD.pattern}|--+|\.\.+|''|``|[^\w\s]|_")
_INT = np.dtype("i")

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
LookUp = Callable[[Sequence[str]], tuple[Ints, Bools]]
"""Gives the rows of words and marks, and whether each is a full stop that shortens the one before it."""


class PieceTokens:
    """The rows of the tokens of each piece, with starts and ends in the piece.

    ``first`` and ``counts`` say which items of ``columns`` are a piece's. Where a piece ends with a full stop
    that is a part of its last word, ``final`` says which are its tokens at the end of a text, where the stop
    is a token of its own.
    """

    def __init__(self, look_up: LookUp) -> None:
        self.look_up = look_up
        self.forget()

    def forget(self) -> None:
        """Forget all pieces."""
        self.first, self.counts, self.rows, self.starts, self.ends = (array("i") for _ in range(5))
        self.columns = (self.rows, self.starts, self.ends)
        self.final: dict[int, tuple[int, int]] = {}

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the tokens of the spellings that come next."""
        surfaces, pieces, starts = tokens_of(spellings, _TOKEN)
        rows, shortens = self.look_up(surfaces)
        ends = starts + np.fromiter(map(len, surfaces), dtype=np.int64, count=len(surfaces))
        final = np.append(pieces[1:] != pieces[:-1], True)
        shortens[1:] &= ~final[:-1]
        stops = shortens.nonzero()[0]
        ends[stops - 1] = ends[stops]
        kept = (~shortens).nonzero()[0]
        counts = np.bincount(pieces[kept], minlength=len(spellings))
        known, have = len(self.counts), len(self.rows)
        for column, new in zip(self.columns, (rows, starts, ends), strict=True):
            _append(column, new[kept])
        _append(self.counts, counts)
        _append(self.first, np.cumsum(counts) - counts + have)
        for stop in stops[final[stops]].tolist():
            self._add_final(known + int(pieces[stop]), int(rows[stop]), int(starts[stop]))

    def _add_final(self, piece: int, row: int, start: int) -> None:
        """Add the tokens of a piece once more, its last full stop apart from the word before it."""
        first, count = self.first[piece], self.counts[piece]
        self.final[piece] = len(self.rows), count + 1
        self.rows.extend([*self.rows[first : first + count], row])
        self.starts.extend([*self.starts[first : first + count], start])
        self.ends.extend([*self.ends[first : first + count - 1], start, start + 1])

    def of(self, numbers: Ints, lasts: Ints) -> tuple[Ints, Ints]:
        """Return where the tokens of some pieces begin in ``columns``, and how many they are.

        ``lasts`` are the places of those pieces that are the last of a text.
        """
        columns = (np.frombuffer(column, _INT).take(numbers) for column in (self.first, self.counts))
        first, counts = (column.astype(np.int64) for column in columns)
        for place, number in zip(lasts.tolist(), numbers.take(lasts).tolist(), strict=True):
            if number in self.final:
                first[place], counts[place] = self.final[number]
        return first, counts


def _append(column: array[int], new: Ints) -> None:
    column.frombytes(new.astype(_INT).tobytes())
