"""The words and marks of a text, scanned once and turned into numbers.

A form (a word or mark as it stands) gets a row in a lexis the first time it is met. What stands between two
spaces is cut into forms once, and remembered: a text is then put together from numbers, without Python at
each word.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, compress, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS, FIRST_WORD, OUTSIDE, class_of, lower
from analysis.text import WORD

_PIECES = re.compile(rf"{WORD.pattern}|--+|\.\.+|''|``|[^\w\s]|_")
_DOTTED = words.word_set(
    "mr mrs ms dr sen rep gov gen lt col sgt prof rev sens reps st jr sr capt maj adm cmdr hon pres supt"
)
"""Words that a full stop shortens: it is a part of them and ends no sentence. So it is after an initial."""
_STOP, _INITIAL = CLASS["."], CLASS["Name"]
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
"""With the spaces from U+2000 to U+200A, all that ``str.split`` parts a text at."""
_LAST = "\n"
"""What stands after the last chunk of a text, whose full stop shortens nothing."""
_MOST = 1_000_000
"""Tokens of all chunks that are remembered; with more, all are forgotten, so that memory stays small."""


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


class Lexis(dict[str, int]):
    """Surface → row of ``lows``, ``kinds``, ``capitals`` and ``opening``; a new surface gets the next row.

    ``openers`` are the words that ``opening`` tells from the others: those with which cues begin.

    >>> lexis = Lexis()
    >>> lexis["Said"], lexis["said"], lexis.lows
    (1, 2, ['', 'said', 'said'])
    """

    def __init__(self, openers: Container[str] = ()) -> None:
        super().__init__()
        self.openers = openers
        self.lows: list[str] = [""]
        self.kinds = array("B", [OUTSIDE])
        self.capitals, self.opening = array("B", [False]), array("B", [False])
        self.chunks = _Chunks(self)

    def __missing__(self, surface: str) -> int:
        row, low = len(self.lows), lower(surface)
        self.lows.append(low)
        self.kinds.append(class_of(surface))
        self.capitals.append(surface[0].isupper())
        self.opening.append(low in self.openers)
        self[surface] = row
        return row

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


@dataclass(frozen=True)
class Scan:
    """The tokens of a text as parallel sequences.

    ``rows`` are rows of the lexis; ``kinds`` holds the classes, one byte per token; ``capitals`` the numbers
    of the tokens that begin with a capital, ``opening`` of those with which a cue may begin; ``offsets`` are
    the starts as an array.
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

    @cached_property
    def index(self) -> Callable[[int], int]:
        """Return the number of the first token that starts at or after an offset."""
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
            self.found[missing:last] = self.scan.made(missing, last)
            self.there[missing:last] = b"\x01" * (last - missing)
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
    bounds = np.array([0, *accumulate(len(text) + 1 for text in texts)])
    begins = _chunk_starts(joined)
    parted = np.searchsorted(begins, bounds)  # the first chunk of each text
    numbers = chunks.numbers(joined, parted.tolist())
    counts = np.frombuffer(chunks.counts, dtype=np.int32)[numbers]
    before = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=before[1:])
    # For each token: its place in the tokens of all chunks, and where its chunk begins in its text.
    place = np.repeat(np.frombuffer(chunks.first, dtype=np.int32)[numbers] - before[:-1], counts)
    place += np.arange(before[-1])
    begins -= np.repeat(bounds[:-1], np.diff(parted))
    begins = np.repeat(begins, counts)
    rows = np.frombuffer(chunks.rows, dtype=np.int32)[place]
    offsets = np.frombuffer(chunks.starts, dtype=np.int32)[place] + begins
    starts, ends = offsets.tolist(), (np.frombuffer(chunks.ends, dtype=np.int32)[place] + begins).tolist()
    lows = list(map(lexis.lows.__getitem__, rows.tolist()))
    kinds = np.frombuffer(lexis.kinds, dtype=np.uint8)[rows].tobytes()
    limits = before[parted]
    marked = (_places(column, rows, limits) for column in (lexis.capitals, lexis.opening))
    return [
        Scan(text, offsets[a:b], starts[a:b], ends[a:b], rows[a:b], lows[a:b], kinds[a:b], *flags)
        for text, (a, b), *flags in zip(texts, pairwise(limits.tolist()), *marked, strict=True)
    ]


def _places(column: array[int], rows: NDArray[np.int32], limits: NDArray[np.int64]) -> list[list[int]]:
    """Return for each text the numbers of its tokens whose row is marked; texts end at ``limits``."""
    found = np.flatnonzero(np.frombuffer(column, dtype=np.uint8)[rows])
    cuts = np.searchsorted(found, limits)
    found -= np.repeat(limits[:-1], np.diff(cuts))
    places: list[int] = found.tolist()
    return [places[a:b] for a, b in pairwise(cuts.tolist())]


def _chunk_starts(text: str) -> NDArray[np.int64]:
    """Return where what stands between spaces begins."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    space = np.ones(len(codes) + 1, dtype=bool)
    _IS_SPACE.take(codes, mode="clip", out=space[1:])
    return np.flatnonzero(space[:-1] & ~space[1:])
