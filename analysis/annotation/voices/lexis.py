"""What is known of words and marks by themselves, remembered from text to text.

A form (a word or mark as it stands) gets a row in a lexis the first time it is met. What stands between two
spaces is cut into forms once, and remembered.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Mapping
from itertools import chain, compress
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices import words
from analysis.annotation.voices.chunks import LAST, Chunks
from analysis.annotation.voices.classes import CLASS, OUTSIDE, class_of, lower
from analysis.annotation.voices.preceding import BEYOND, tells
from analysis.annotation.voices.traits import traits_of
from analysis.text import WORD

TITLE, CAPITALISED, PARTICLE = (1 << bit for bit in range(3))
"""What a word may do: tell the pronoun of whoever bears it; begin with a capital; stand inside a name."""
KEPT = 50_000
"""Forms that are remembered (10,000 short articles have some 65,000); with more, finders forget all."""
EMPTY: Mapping[str, Collection[str]] = MappingProxyType({})
_PIECES = re.compile(rf"{WORD.pattern}|--+|\.\.+|''|``|[^\w\s]|_")
_DOTTED = words.word_set(
    "mr mrs ms dr sen rep gov gen lt col sgt prof rev sens reps st jr sr capt maj adm cmdr hon pres supt"
)
"""Words that a full stop shortens: it is a part of them and ends no sentence. So it is after an initial."""
_STOP, _INITIAL = CLASS["."], CLASS["Name"]


def numbered(openers: Mapping[str, Collection[str]]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the words with which cues begin and those that stand second in one, with numbers from 1 on.

    >>> numbered({"according": {"to": {}}, "said": {"": ()}})
    ({'according': 1, 'said': 2}, {'to': 1})
    """
    second = dict.fromkeys(chain.from_iterable(openers.values()))
    second.pop("", None)
    return {low: n for n, low in enumerate(openers, 1)}, {low: n for n, low in enumerate(second, 1)}


class Lexis(dict[str, int]):
    """Surface → row of ``lows``, ``traits``, ``kinds`` and other columns; a new one gets the next row.

    ``openers`` are the words with which cues begin, each with those that may follow it. ``uses`` are bits:
    TITLE and others; ``tells`` is what a word tells of a cue beside it. ``first`` and ``second`` are the
    number of a word among those with which a cue begins, and among those that stand second in one; 0: none.

    >>> lexis = Lexis()
    >>> lexis["Said"], lexis["said"], lexis.lows
    (1, 2, ['', 'said', 'said'])
    """

    def __init__(self, openers: Mapping[str, Collection[str]] = EMPTY) -> None:
        super().__init__()
        self.openers, self.followers = numbered(openers)
        self.chunks = Chunks(self.cut)
        self.forget()

    def forget(self) -> None:
        """Forget all forms; rows that were given before mean nothing any more."""
        self.clear()
        self.chunks.forget()
        self.lows: list[str] = [""]
        self.traits: list[int] = [0]
        self.kinds = array("B", [OUTSIDE])
        self.uses = array("B", [0])
        self.tells, self.first, self.second = (array("i", [value]) for value in (BEYOND, 0, 0))
        self._objects = np.zeros((2, 1024), dtype=object)
        self._known = 0

    def __missing__(self, surface: str) -> int:
        row, low, kind = len(self.lows), lower(surface), class_of(surface)
        traits, capital = traits_of(surface, low, kind), surface[0].isupper()
        self.lows.append(low)
        self.kinds.append(kind)
        self.traits.append(traits)
        uses = TITLE * (low in words.PRONOUN_OF) + PARTICLE * (low in words.PARTICLES)
        self.uses.append(uses + CAPITALISED * capital)
        self.tells.append(tells(low, kind, capital))
        self.first.append(self.openers.get(low, 0))
        self.second.append(self.followers.get(low, 0))
        self[surface] = row
        return row

    def objects(self) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        """Return ``lows`` and ``traits`` as arrays, from which many are taken at once; behind them is 0."""
        count = len(self.lows)
        while count > self._objects.shape[1]:
            self._objects = np.concatenate([self._objects, np.zeros_like(self._objects)], axis=1)
        lows, traits = self._objects
        lows[self._known : count] = self.lows[self._known :]
        traits[self._known : count] = self.traits[self._known :]
        self._known = count
        return lows, traits

    def _shortened(self, row: int) -> bool:
        """Whether a full stop right after a word belongs to it."""
        low = self.lows[row]
        return low in _DOTTED or (len(low) == 1 and self.kinds[row] == _INITIAL)

    def cut(self, chunk: str) -> tuple[list[int], list[int], list[int]]:
        """Return the rows, starts and ends of the words and marks of what stands between two spaces."""
        spans = [match.span() for match in _PIECES.finditer(chunk)]
        rows = [self[chunk[start:end]] for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        kept = [True] * len(rows)
        for n in range(1, len(rows) - chunk.endswith(LAST)):
            beside = self.kinds[rows[n]] == _STOP and starts[n] == ends[n - 1]
            if beside and self._shortened(rows[n - 1]):
                ends[n - 1], kept[n] = ends[n], False
        return [*compress(rows, kept)], [*compress(starts, kept)], [*compress(ends, kept)]
