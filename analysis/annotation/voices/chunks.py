"""What stands between two spaces of a text, cut into words and marks once and remembered.

A chunk of up to 16 common characters is found again without Python: its characters, a byte each, are a key of
two numbers, and a table of keys gives its number. Other chunks are looked up as strings.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAST = "\n"
"""What stands after the last chunk of a text, whose full stop shortens nothing."""
_MOST = 150_000
"""Tokens of all chunks that are remembered; with more, all are forgotten, so that memory stays small."""
_SPACES = [*"\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", *range(0x2000, 0x200B)]
"""All that ``str.split`` parts a text at."""
_MARKS = "“”‘’–—…•€"
_SPACE, _RARE = 0, 255
_HALF, _LONGEST = 8, 16
_SLOT_BITS = 17
_SPREAD = np.array([[0x9E3779B97F4A7C15], [0xC2B2AE3D27D4EB4F]], dtype=np.uint64)
"""Two odd numbers that spread keys over the table; others would serve too."""
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(_HALF + 1)], dtype=np.uint64)
"""What is kept of eight bytes of which only the first so many belong to a chunk."""

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Cut = Callable[[str], tuple[Sequence[int], Sequence[int], Sequence[int]]]
"""Gives the rows, starts and ends of the words and marks of a chunk."""


def _bytes() -> NDArray[np.uint8]:
    """Return a byte for each character: _SPACE for a space, _RARE for those that have none of their own.

    The last entry stands for all characters after it.
    """
    spaces = [ord(space) if isinstance(space, str) else space for space in _SPACES]
    table = np.full(max(spaces) + 2, _RARE, dtype=np.uint8)
    own = [*range(0x21, 0x7F), *range(0xA1, _RARE)]
    table[own] = own
    table[[ord(mark) for mark in _MARKS]] = range(0x80, 0x80 + len(_MARKS))
    table[spaces] = _SPACE
    return table


_BYTES = _bytes()


class Chunks(dict[str, int]):
    """Chunk → its number in ``first`` and ``counts``; a new one gets the next number.

    Its tokens follow one another in ``rows``, ``starts`` and ``ends``, with offsets in the chunk.
    """

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self.cut = cut
        self.forget()

    def forget(self) -> None:
        """Forget all chunks."""
        self.clear()
        self.first, self.counts, self.rows, self.starts, self.ends = (array("i") for _ in range(5))
        self.columns = (self.rows, self.starts, self.ends)
        self._keys = np.zeros((2, 1 << _SLOT_BITS), dtype=np.uint64)
        self._numbers = np.zeros(1 << _SLOT_BITS, dtype=np.int64)

    def __missing__(self, chunk: str) -> int:
        rows, starts, ends = self.cut(chunk)
        self.first.append(len(self.rows))
        self.counts.append(len(rows))
        self.rows.extend(rows)
        self.starts.extend(starts)
        self.ends.extend(ends)
        self[chunk] = number = len(self)
        return number

    def read(self, text: str, bounds: Ints) -> tuple[Ints, Ints, Ints]:
        """Return where chunks begin in a text, their numbers, and which is the first from each bound on.

        ``bounds`` are where texts begin that were joined with a space, and where the last one ends.
        """
        if len(self.rows) > _MOST:
            self.forget()
        plain = _plain(text)
        space = plain[: len(text) + 2] == _SPACE
        edges = (space[1:] != space[:-1]).nonzero()[0]
        begins, ends = edges[::2], edges[1::2]
        parted = begins.searchsorted(bounds)
        lasts = parted[1:][parted[1:] > parted[:-1]] - 1
        keys = _keys(plain[1:], begins, ends - begins)
        slots = (keys * _SPREAD).sum(axis=0, dtype=np.uint64) >> np.uint64(64 - _SLOT_BITS)
        numbers = self._numbers.take(slots)
        known = (self._keys.take(slots, axis=1) == keys).all(axis=0) & (ends - begins <= _LONGEST)
        known[lasts] = True
        others = (~known).nonzero()[0]
        numbers[others] = [self[text[a:b]] for a, b in _spans(begins, ends, others)]
        numbers[lasts] = [self[text[a:b] + LAST] for a, b in _spans(begins, ends, lasts)]
        short = others[(ends - begins).take(others) <= _LONGEST]
        self._remember(slots.take(short), keys.take(short, axis=1), numbers.take(short))
        return begins, numbers, parted

    def _remember(self, slots: NDArray[Any], keys: Keys, numbers: Ints) -> None:
        """Put keys into the table that hold no rare character and whose slot is free."""
        rare = (keys.view(np.uint8).reshape(2, len(slots), _HALF) == _RARE).any(axis=(0, 2))
        free = (self._keys.take(slots, axis=1) == 0).all(axis=0)
        kept = (free & ~rare).nonzero()[0]
        _, first = np.unique(slots.take(kept), return_index=True)
        kept = kept.take(first)
        self._keys[:, slots.take(kept)] = keys.take(kept, axis=1)
        self._numbers[slots.take(kept)] = numbers.take(kept)


def _plain(text: str) -> NDArray[np.uint8]:
    """Return the bytes of the characters of a text, after one space and before many."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    plain = np.full(len(text) + 2 + _LONGEST, _SPACE, dtype=np.uint8)
    _BYTES.take(codes, mode="clip", out=plain[1 : len(text) + 1])
    return plain


def _keys(plain: NDArray[np.uint8], begins: Ints, lengths: Ints) -> Keys:
    """Return the first and the second eight bytes of each chunk as numbers; 0 for what lies behind it."""
    windows: Keys = np.ndarray(len(plain) - _HALF + 1, dtype="<u8", buffer=plain, strides=(1,))
    keys = np.empty((2, len(begins)), dtype=np.uint64)
    keys[0] = windows[begins]
    keys[1] = windows[begins + _HALF]
    keys[0] &= _KEPT.take(lengths, mode="clip")
    keys[1] &= _KEPT.take(lengths - _HALF, mode="clip")
    return keys


def _spans(begins: Ints, ends: Ints, places: Ints) -> Any:
    return zip(begins.take(places).tolist(), ends.take(places).tolist(), strict=True)
