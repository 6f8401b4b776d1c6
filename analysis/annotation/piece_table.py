"""A table that gives pieces of text their numbers without Python at each of them.

A piece of up to 16 common characters is a key of two numbers, which hold a byte for each of its characters;
the table finds the numbers of many keys at once. Other pieces are for the caller to look up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
"""With those from U+2000 to U+200A, all that ``str.split`` parts a text at; a test holds Python to it."""
_MARKS = "“”‘’–—…•€"
_SPACE, _RARE = 0, 255
_HALF, _LONGEST = 8, 16
_SLOT_BITS = 18
_SPREAD = np.array([[0x9E3779B97F4A7C15], [0xC2B2AE3D27D4EB4F]], dtype=np.uint64)
"""Two odd numbers that spread keys over the table; others would serve too."""
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(_HALF + 1)], dtype=np.uint64)
"""What is kept of eight bytes of which only the first so many belong to a piece."""

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]


def _bytes() -> NDArray[np.uint8]:
    """Return a byte for each character: _SPACE for a space, _RARE for those that have none of their own.

    The last entry stands for all characters after it.
    """
    spaces = [*map(ord, SPACES), *range(0x2000, 0x200B)]
    table = np.full(max(spaces) + 2, _RARE, dtype=np.uint8)
    own = [*range(0x21, 0x7F), *range(0xA1, _RARE)]
    table[own] = own
    table[[ord(mark) for mark in _MARKS]] = range(0x80, 0x80 + len(_MARKS))
    table[spaces] = _SPACE
    return table


_BYTES = _bytes()


class Cut:
    """The pieces of a text: where they begin and end, and their keys."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        plain = np.full(len(text) + 2 + _LONGEST, _SPACE, dtype=np.uint8)
        _BYTES.take(codes, mode="clip", out=plain[1 : len(text) + 1])
        space = plain[: len(text) + 2] == _SPACE
        edges = (space[1:] != space[:-1]).nonzero()[0]
        self.starts, self.ends = edges[::2], edges[1::2]
        self.lengths = self.ends - self.starts
        self.keys = _keys(plain[1:], self.starts, self.lengths)


def _keys(plain: NDArray[np.uint8], starts: Numbers, lengths: Numbers) -> Keys:
    """Return the first and the second eight bytes of each piece as numbers; 0 for what lies behind it."""
    windows: Keys = np.ndarray(len(plain) - _HALF + 1, dtype="<u8", buffer=plain, strides=(1,))
    keys = np.empty((2, len(starts)), dtype=np.uint64)
    keys[0] = windows[starts]
    keys[1] = windows[starts + _HALF]
    keys[0] &= _KEPT.take(lengths, mode="clip")
    keys[1] &= _KEPT.take(lengths - _HALF, mode="clip")
    return keys


class PieceTable:
    """Keys and the numbers that they were given, each in a slot that its key tells.

    A key whose slot is taken is not kept.
    """

    def __init__(self) -> None:
        self._keys = np.zeros((2, 1 << _SLOT_BITS), dtype=np.uint64)
        self._numbers = np.zeros(1 << _SLOT_BITS, dtype=np.int64)

    def find(self, cut: Cut) -> tuple[Numbers, Numbers]:
        """Return a number for each piece, and the places of those whose number is not known."""
        slots = _slots(cut.keys)
        known = (self._keys.take(slots, axis=1) == cut.keys).all(axis=0) & (cut.lengths <= _LONGEST)
        return self._numbers.take(slots), (~known).nonzero()[0]

    def add(self, cut: Cut, places: Numbers, numbers: Numbers) -> None:
        """Keep the numbers of the pieces at some places."""
        short = (cut.lengths.take(places) <= _LONGEST).nonzero()[0]
        keys = cut.keys.take(places.take(short), axis=1)
        slots = _slots(keys)
        rare = (keys.view(np.uint8).reshape(2, len(slots), _HALF) == _RARE).any(axis=(0, 2))
        free = (self._keys.take(slots, axis=1) == 0).all(axis=0)
        kept = (free & ~rare).nonzero()[0]
        _, first = np.unique(slots.take(kept), return_index=True)
        kept = kept.take(first)
        self._keys[:, slots.take(kept)] = keys.take(kept, axis=1)
        self._numbers[slots.take(kept)] = numbers.take(short).take(kept)


def _slots(keys: Keys) -> Keys:
    slots: Keys = (keys * _SPREAD).sum(axis=0, dtype=np.uint64) >> np.uint64(64 - _SLOT_BITS)
    return slots
