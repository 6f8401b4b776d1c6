"""The words and marks of a text, scanned once and turned into numbers.

A text is put together from the numbers of what stands between its spaces, without Python at each word.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices.classes import FIRST_WORD, OUTSIDE
from analysis.annotation.voices.lexis import Lexis

_INT, _BYTE, _CODE = np.dtype("i"), np.dtype("u1"), np.dtype("<u4")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
"""With the spaces from U+2000 to U+200A, all that ``str.split`` parts a text at."""


def _spaces() -> NDArray[np.bool_]:
    """Return for each character whether it is a space; the last entry stands for all characters after it."""
    table = np.zeros(ord(max(_SPACES)) + 2, dtype=bool)
    table[[ord(space) for space in _SPACES]] = True
    table[0x2000:0x200B] = True
    return table


_IS_SPACE = _spaces()


@dataclass(slots=True)
class Token:
    """A word or a mark where it stands in a text.

    ``low`` is its lower case, ``kind`` the number of its class.
    """

    text: str
    start: int
    end: int
    low: str
    kind: int

    @property
    def surface(self) -> str:
        """The word or mark as it stands."""
        return self.text[self.start : self.end]

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.kind >= FIRST_WORD

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[self.start].isupper()


_UNMADE = Token("", 0, 0, "", OUTSIDE)


@dataclass(frozen=True)
class Scan:
    """The tokens of a text as parallel sequences.

    ``rows`` are rows of the lexis; ``kinds`` holds the classes, one byte per token; ``capitals`` the numbers
    of the tokens that begin with a capital, ``opening`` of those with which a cue may begin, ``titles`` of
    those that tell a pronoun ("Mrs"); ``offsets`` are the starts as an array.
    """

    text: str
    offsets: NDArray[np.int64]
    starts: list[int]
    ends: list[int]
    rows: NDArray[np.int32]
    lows: list[str]
    kinds: bytes
    capitals: list[int]
    opening: list[int]
    titles: list[int]

    @cached_property
    def index(self) -> Callable[..., int]:
        """Return the number of the first token (from a given one on) that starts at or after an offset."""
        return partial(bisect_left, self.starts)

    def indices(self, offsets: Sequence[int]) -> list[int]:
        """Return what ``index`` says of each of some offsets."""
        found: list[int] = np.searchsorted(self.offsets, np.array(offsets, dtype=np.int64)).tolist()
        return found

    def made(self, first: int, last: int) -> Iterator[Token]:
        """Yield some tokens with all that rules ask of them."""
        columns = (self.starts, self.ends, self.lows, self.kinds)
        return map(Token, repeat(self.text), *(column[first:last] for column in columns))


class Tokens:
    """The tokens of a scan as objects, made when somebody asks for them."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.found = [_UNMADE] * len(scan.starts)
        self.there = bytearray(len(scan.starts))

    def between(self, first: int, last: int) -> list[Token]:
        """Return the tokens with some numbers, ``last`` exclusive."""
        missing = self.there.find(0, first, last)
        if missing >= 0:
            end = self.there.rfind(0, missing, last) + 1
            self.found[missing:end] = self.scan.made(missing, end)
            self.there[missing:end] = b"\x01" * (end - missing)
        return self.found[first:last]


def scan(text: str, lexis: Lexis) -> Scan:
    """Return the words and marks of a text.

    >>> scan("Mr. Orr said no.", Lexis()).lows
    ['mr', 'orr', 'said', 'no', '.']
    """
    return scan_all([text], lexis)[0]


def scan_all(texts: Sequence[str], lexis: Lexis) -> list[Scan]:
    """Return the words and marks of each of some texts, which are scanned as one.

    >>> [found.starts for found in scan_all(["It rained.", "", "No."], Lexis())]
    [[0, 3, 9], [], [0, 2]]
    """
    joined, chunks = "\n".join([*texts, ""]), lexis.chunks
    begins, bounds = _chunk_starts(joined), np.array([0, *accumulate(len(text) + 1 for text in texts)])
    parted = begins.searchsorted(bounds)  # the first chunk of each text
    numbers = chunks.numbers(joined, parted.tolist())
    counts = np.frombuffer(chunks.counts, _INT).take(numbers)
    ended = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=ended[1:])
    # For each token: its place in the tokens of all chunks, and where its chunk begins in its text.
    place = (np.frombuffer(chunks.first, _INT).take(numbers) - ended[:-1]).repeat(counts)
    place += np.arange(len(place))
    begins -= bounds[:-1].repeat(parted[1:] - parted[:-1])
    begins = begins.repeat(counts)
    rows, first, last = (np.frombuffer(column, _INT).take(place) for column in chunks.columns)
    offsets = first + begins
    starts, ends = offsets.tolist(), (last + begins).tolist()
    lows: list[str] = lexis.column().take(rows).tolist()
    kinds = np.frombuffer(lexis.kinds, _BYTE).take(rows).tobytes()
    limits = ended.take(parted)
    marked = (_places(column, rows, limits) for column in (lexis.capitals, lexis.opening, lexis.titles))
    return [
        Scan(text, offsets[a:b], starts[a:b], ends[a:b], rows[a:b], lows[a:b], kinds[a:b], *flags)
        for text, (a, b), *flags in zip(texts, pairwise(limits.tolist()), *marked, strict=True)
    ]


def _places(column: array[int], rows: NDArray[np.int32], limits: NDArray[np.int64]) -> list[list[int]]:
    """Return for each text the numbers of its tokens whose row is marked; texts end at ``limits``."""
    found = np.frombuffer(column, _BYTE).take(rows).nonzero()[0]
    cuts = found.searchsorted(limits)
    found -= limits[:-1].repeat(cuts[1:] - cuts[:-1])
    places: list[int] = found.tolist()
    return [places[a:b] for a, b in pairwise(cuts.tolist())]


def _chunk_starts(text: str) -> NDArray[np.int64]:
    """Return where what stands between spaces begins."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _CODE)
    space = np.empty(len(codes) + 1, dtype=bool)
    space[0] = True
    _IS_SPACE.take(codes, mode="clip", out=space[1:])
    return (space[:-1] > space[1:]).nonzero()[0]
