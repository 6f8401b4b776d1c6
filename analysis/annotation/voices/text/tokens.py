"""The words and marks of a text, scanned once and turned into numbers.

A text is put together from the numbers of what stands between its spaces, without Python at each word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.pieces import Pieces
from analysis.annotation.voices.text.lexis import CAPITALISED, PARTICLE, TITLE, Lexis

_INT, _BYTE = np.dtype("i"), np.dtype("u1")


@dataclass(frozen=True)
class Scan:
    """The tokens of a text as parallel sequences.

    ``rows`` are rows of ``lexis``; ``kinds`` holds the classes, one byte per token, ``uses`` whether it has a
    capital or is a particle; ``titles`` are the numbers of the tokens that tell a pronoun ("Mrs");
    ``offsets`` are the starts as an array.
    """

    text: str
    lexis: Lexis
    offsets: NDArray[np.int64]
    starts: list[int]
    ends: list[int]
    rows: NDArray[np.int32]
    lows: list[str]
    traits: list[int]
    kinds: bytes
    uses: bytes
    titles: list[int]

    @cached_property
    def index(self) -> Callable[..., int]:
        """Return the number of the first token (from a given one on) that starts at or after an offset."""
        return partial(bisect_left, self.starts)

    def indices(self, offsets: Sequence[int]) -> list[int]:
        """Return what ``index`` says of each of some offsets."""
        found: list[int] = np.searchsorted(self.offsets, np.array(offsets, dtype=np.int64)).tolist()
        return found


def scan(text: str, lexis: Lexis) -> Scan:
    """Return the words and marks of a text.

    >>> scan("Mr. Orr said no.", Lexis()).lows
    ['mr', 'orr', 'said', 'no', '.']
    """
    return scan_all([text], lexis)[0]


def scan_all(texts: Sequence[str], lexis: Lexis, pieces: Pieces | None = None) -> list[Scan]:
    """Return the words and marks of each of some texts, which are scanned as one.

    ``pieces`` are those of the texts, as the spellings of the lexis gave them.

    >>> [found.starts for found in scan_all(["It rained.", "", "No."], Lexis())]
    [[0, 3, 9], [], [0, 2]]
    """
    pieces, tokens = pieces or lexis.spellings.cut(texts), lexis.tokens
    bounds = pieces.bounds
    parted = pieces.starts.searchsorted(bounds)
    lasts = parted[1:][parted[1:] > parted[:-1]] - 1
    firsts, counts = tokens.of(pieces.numbers, lasts)
    ended = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=ended[1:])
    # For each token: its place in the tokens of all pieces, and where its piece begins in its text.
    place = (firsts - ended[:-1]).repeat(counts)
    place += np.arange(len(place))
    begins = (pieces.starts - bounds[:-1].repeat(parted[1:] - parted[:-1])).repeat(counts)
    rows, first, last = (np.frombuffer(column, _INT).take(place) for column in tokens.columns)
    offsets = first + begins
    starts, ends = offsets.tolist(), (last + begins).tolist()
    lows, traits = (column.take(rows).tolist() for column in lexis.objects())
    kinds, uses = (np.frombuffer(column, _BYTE).take(rows) for column in (lexis.kinds, lexis.uses))
    limits = ended.take(parted)
    titles = _places(uses & TITLE, limits)
    uses &= CAPITALISED | PARTICLE
    columns: tuple[Any, ...] = (offsets, starts, ends, rows, lows, traits, kinds.tobytes(), uses.tobytes())
    return [
        Scan(text, lexis, *(column[a:b] for column in columns), *own)
        for text, (a, b), *own in zip(texts, pairwise(limits.tolist()), titles, strict=True)
    ]


def _places(mask: NDArray[Any], limits: NDArray[np.int64]) -> list[list[int]]:
    """Return for each text the numbers of its tokens in a mask; texts end at ``limits``."""
    found = mask.nonzero()[0]
    cuts = found.searchsorted(limits)
    found -= limits[:-1].repeat(cuts[1:] - cuts[:-1])
    places: list[int] = found.tolist()
    return [places[a:b] for a, b in pairwise(cuts.tolist())]
