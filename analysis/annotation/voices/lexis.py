"""What is known of words and marks by themselves, remembered from text to text.

A form (a word or mark as it stands) gets a row in a lexis the first time it is met. What stands between two
spaces is cut into forms once, and remembered.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS, OUTSIDE, class_of, lower
from analysis.text import WORD

_PIECES = re.compile(rf"{WORD.pattern}|--+|\.\.+|''|``|[^\w\s]|_")
_DOTTED = words.word_set(
    "mr mrs ms dr sen rep gov gen lt col sgt prof rev sens reps st jr sr capt maj adm cmdr hon pres supt"
)
"""Words that a full stop shortens: it is a part of them and ends no sentence. So it is after an initial."""
_STOP, _INITIAL = CLASS["."], CLASS["Name"]
_LAST = "\n"
"""What stands after the last chunk of a text, whose full stop shortens nothing."""
_MOST = 1_000_000
"""Tokens of all chunks that are remembered; with more, all are forgotten, so that memory stays small."""


class Lexis(dict[str, int]):
    """Surface → row of ``lows``, ``kinds`` and of three columns of marks; a new surface gets the next row.

    The marks are ``capitals``, ``opening`` (``openers``: words with which cues begin) and ``titles`` (those
    that tell the pronoun of whoever bears them).

    >>> lexis = Lexis()
    >>> lexis["Said"], lexis["said"], lexis.lows
    (1, 2, ['', 'said', 'said'])
    """

    def __init__(self, openers: Container[str] = ()) -> None:
        super().__init__()
        self.openers = openers
        self.lows: list[str] = [""]
        self.kinds = array("B", [OUTSIDE])
        self.capitals, self.opening, self.titles = (array("B", [False]) for _ in range(3))
        self.chunks = _Chunks(self)
        self._column = np.zeros(1024, dtype=object)
        self._known = 0

    def __missing__(self, surface: str) -> int:
        row, low = len(self.lows), lower(surface)
        self.lows.append(low)
        self.kinds.append(class_of(surface))
        self.capitals.append(surface[0].isupper())
        self.opening.append(low in self.openers)
        self.titles.append(low in words.PRONOUN_OF)
        self[surface] = row
        return row

    def column(self) -> NDArray[np.object_]:
        """Return ``lows`` as an array, from which many are taken at once; what lies behind them is 0."""
        count = len(self.lows)
        while count > len(self._column):
            self._column = np.concatenate([self._column, np.zeros_like(self._column)])
        self._column[self._known : count] = self.lows[self._known :]
        self._known = count
        return self._column

    def shortens(self, row: int) -> bool:
        """Whether a full stop right after a word belongs to it."""
        low = self.lows[row]
        return low in _DOTTED or (len(low) == 1 and self.kinds[row] == _INITIAL)


class _Chunks(dict[str, int]):
    """What stands between two spaces → its number in ``first`` and ``counts``.

    Its tokens follow one another in ``rows``, ``starts`` and ``ends``, with offsets in the chunk.
    """

    def __init__(self, lexis: Lexis) -> None:
        super().__init__()
        self.lexis = lexis
        self.forget()

    def forget(self) -> None:
        """Forget all chunks."""
        self.clear()
        self.first, self.counts, self.rows, self.starts, self.ends = (array("i") for _ in range(5))
        self.columns = (self.rows, self.starts, self.ends)

    def __missing__(self, chunk: str) -> int:
        lexis = self.lexis
        spans = [match.span() for match in _PIECES.finditer(chunk)]
        rows = [lexis[chunk[start:end]] for start, end in spans]
        ends = [end for _, end in spans]
        kept = bytearray(b"\x01") * len(rows)
        for n in range(1, len(rows) - chunk.endswith(_LAST)):
            beside = lexis.kinds[rows[n]] == _STOP and spans[n][0] == spans[n - 1][1]
            if beside and lexis.shortens(rows[n - 1]):
                ends[n - 1], kept[n] = ends[n], 0
        self.first.append(len(self.rows))
        self.counts.append(sum(kept))
        self.rows.extend(compress(rows, kept))
        self.starts.extend(compress((start for start, _ in spans), kept))
        self.ends.extend(compress(ends, kept))
        self[chunk] = number = len(self)
        return number

    def numbers(self, text: str, ends: Sequence[int]) -> NDArray[np.int32]:
        """Return the numbers of the chunks of a text in turn; before each of ``ends`` something ends."""
        if len(self.rows) > _MOST:
            self.forget()
        chunks = text.split()
        for last in {end - 1 for end in ends if end}:
            chunks[last] += _LAST
        return np.fromiter(map(self.__getitem__, chunks), dtype=np.int32, count=len(chunks))
