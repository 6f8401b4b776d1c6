"""Texts cut at their white space; every spelling of a piece has a number, under which columns know of it.

A piece is what stands between two spaces ("“hegemony,”"). A few ten thousand spellings make up most news, so
whatever a piece by itself decides (its words, the entries of a lexicon in it, whether its valence matters) is
worked out once for each, and a text is then a row of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

BETWEEN = "\x1c"
"""Parts texts that are read as one: white space that is never inside a piece, a word or a lexicon entry."""
KEPT = 1 << 19
"""Characters of the spellings that are kept (10,000 short articles have some 830,000); when there are more,
all are forgotten before the next texts."""
_CODE = np.dtype("<u4")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
"""With those from U+2000 to U+200A, all that ``str.split`` parts a text at; a test holds Python to it."""


class Column(Protocol):
    """What is known of spellings, in the order of their numbers."""

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the spellings that come next."""

    def forget(self) -> None:
        """Forget all spellings."""


@dataclass(frozen=True)
class Pieces:
    """The pieces of some texts, which ``text`` joins by ``BETWEEN``.

    ``starts``, ``ends`` and ``numbers`` have one item for each piece; ``bounds`` says where each text begins
    in ``text``, and at its end where a next one would. All offsets are into ``text``.
    """

    text: str
    bounds: Numbers
    starts: Numbers
    ends: Numbers
    numbers: Numbers


class Spellings(dict[str, int]):
    """Numbers spellings from 0 on and tells the columns of new ones. Bounded: see ``KEPT``.

    >>> Spellings([]).cut(["It rained. It", "rained."]).numbers.tolist()
    [0, 1, 0, 1]
    """

    def __init__(self, columns: Sequence[Column], kept: int = KEPT) -> None:
        super().__init__()
        self._columns, self._kept, self._size = columns, kept, 0
        self._new: list[str] = []

    def __missing__(self, spelling: str) -> int:
        number = self[spelling] = len(self)
        self._new.append(spelling)
        return number

    def cut(self, texts: Sequence[str]) -> Pieces:
        """Cut texts into pieces; the numbers hold until the next call."""
        if self._size > self._kept:
            self._forget()
        text = BETWEEN.join([*texts, ""])
        found = text.split()
        numbers = np.fromiter(map(self.__getitem__, found), dtype=np.int64, count=len(found))
        if self._new:
            new, self._new = self._new, []
            self._size += sum(map(len, new))
            for column in self._columns:
                column.add(new)
        bounds = np.array([0, *accumulate(len(one) + 1 for one in texts)])
        return Pieces(text, bounds, *_edges(text), numbers)

    def _forget(self) -> None:
        self.clear()
        self._size = 0
        for column in self._columns:
            column.forget()


def _space_table() -> Flags:
    """Return for each character whether it is white space; the last entry stands for all after it."""
    table = np.zeros(ord(max(_SPACES)) + 2, dtype=bool)
    table[[ord(space) for space in _SPACES]] = True
    table[0x2000:0x200B] = True
    return table


_IS_SPACE = _space_table()


def _edges(text: str) -> tuple[Numbers, Numbers]:
    """Return where the pieces of a text begin and end; it ends with white space."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _CODE)
    space = np.ones(len(codes) + 1, dtype=bool)
    _IS_SPACE.take(codes, mode="clip", out=space[1:])
    edges = (space[1:] != space[:-1]).nonzero()[0]
    return edges[::2], edges[1::2]


def spread(counts: Numbers, firsts: Numbers) -> Numbers:
    """Return the places of the items of some groups, one group after the other.

    >>> spread(np.array([2, 0, 1]), np.array([4, 0, 9])).tolist()
    [4, 5, 9]
    """
    ends = np.cumsum(counts)
    places: Numbers = np.arange(ends[-1] if len(ends) else 0) + (firsts - ends + counts).repeat(counts)
    return places
