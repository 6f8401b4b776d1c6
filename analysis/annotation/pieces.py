"""Texts cut at their white space; every spelling of a piece has a number, under which columns know of it.

A piece is what stands between two spaces ("“hegemony,”"). A few ten thousand spellings make up most news, so
whatever a piece by itself decides (its words, the entries of a lexicon in it, whether its valence matters) is
worked out once for each, and a text is then a row of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.piece_table import Cut, PieceTable

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

BETWEEN = "\x1c"
"""Parts texts that are read as one: white space that is never inside a piece, a word or a lexicon entry."""
KEPT = 1 << 19
"""Characters of the spellings that are kept (10,000 short articles have some 830,000); when there are more,
all are forgotten before the next texts."""


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

    def parted(self, begins: Sequence[Sequence[int]]) -> Pieces:
        """Return those of stretches of the texts; ``begins`` holds for each where its stretches begin.

        The first stretch of a text begins at 0, others with a piece.
        """
        texts = zip(self.bounds[:-1].tolist(), begins, strict=True)
        bounds = [bound + begin for bound, own in texts for begin in own]
        return replace(self, bounds=np.array([*bounds, self.bounds[-1]], dtype=np.int64))

    def part(self, first: int, last: int) -> Pieces:
        """Return those of some of the texts; offsets are into ``text`` as before."""
        bounds = self.bounds[first : last + 1]
        begin, end = self.starts.searchsorted(bounds[[0, -1]]).tolist()
        columns = (column[begin:end] for column in (self.starts, self.ends, self.numbers))
        return Pieces(self.text, bounds, *columns)


class Spellings(dict[str, int]):
    """Numbers spellings from 0 on and tells the columns of new ones. Bounded: see ``KEPT``.

    >>> Spellings([]).cut(["It rained. It", "rained."]).numbers.tolist()
    [0, 1, 0, 1]
    """

    def __init__(self, columns: Sequence[Column], kept: int = KEPT) -> None:
        super().__init__()
        self.kept = kept
        self._columns, self._size, self._table = list(columns), 0, PieceTable()
        self._new: list[str] = []

    def __missing__(self, spelling: str) -> int:
        number = self[spelling] = len(self)
        self._new.append(spelling)
        return number

    def tell(self, *columns: Column) -> None:
        """Have further columns told of new spellings; those that are known are forgotten."""
        self._columns += columns
        self._forget()

    def cut(self, texts: Sequence[str]) -> Pieces:
        """Cut texts into pieces; the numbers hold until the next call."""
        if self._size > self.kept:
            self._forget()
        text = BETWEEN.join([*texts, ""])
        cut = Cut(text)
        numbers, others = self._table.find(cut)
        if len(others):
            spans = zip(cut.starts.take(others).tolist(), cut.ends.take(others).tolist(), strict=True)
            numbers[others] = [self[text[start:end]] for start, end in spans]
            self._table.add(cut, others, numbers.take(others))
        if self._new:
            new, self._new = self._new, []
            self._size += sum(map(len, new))
            for column in self._columns:
                column.add(new)
        bounds = np.array([0, *accumulate(len(one) + 1 for one in texts)])
        return Pieces(text, bounds, cut.starts, cut.ends, numbers)

    def _forget(self) -> None:
        self.clear()
        self._size, self._table = 0, PieceTable()
        for column in self._columns:
            column.forget()


def tokens_of(spellings: Sequence[str], pattern: re.Pattern[str]) -> tuple[list[str], Numbers, Numbers]:
    """Return the tokens of some spellings, which spelling each is of, and where it begins there.

    ``pattern`` matches everywhere but at white space: where a token begins is then told by the lengths of
    those before it.

    >>> surfaces, spellings, starts = tokens_of(["(No", "one!"], re.compile(r"\\w+|[^\\w\\s]+"))
    >>> surfaces, spellings.tolist(), starts.tolist()
    (['(', 'No', 'one', '!'], [0, 0, 1, 1], [0, 1, 0, 3])
    """
    surfaces = pattern.findall(BETWEEN.join(spellings))
    begins, bounds = _offsets(surfaces), _offsets(spellings)
    holding = bounds.searchsorted(begins, "right") - 1
    return surfaces, holding, begins - bounds[holding]


def _offsets(strings: Sequence[str]) -> Numbers:
    """Return where each of some strings would begin if all were joined."""
    ends = accumulate(map(len, strings), initial=0)
    return np.fromiter(ends, dtype=np.int64, count=len(strings))


def groups_of(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield first and last (exclusive) of the items of groups, each of which ends when it is beyond a size.

    >>> list(groups_of([2, 9, 1, 1, 1], 8))
    [(0, 2), (2, 5)]
    """
    first = size = 0
    for number, own in enumerate(sizes, 1):
        size += own
        if size > most or number == len(sizes):
            yield first, number
            first, size = number, 0


def spread(counts: Numbers, firsts: Numbers) -> Numbers:
    """Return the places of the items of some groups, one group after the other.

    >>> spread(np.array([2, 0, 1]), np.array([4, 0, 9])).tolist()
    [4, 5, 9]
    """
    ends = np.cumsum(counts)
    places: Numbers = np.arange(ends[-1] if len(ends) else 0) + (firsts - ends + counts).repeat(counts)
    return places
