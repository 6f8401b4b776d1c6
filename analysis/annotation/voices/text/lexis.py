"""What is known of words and marks by themselves, remembered from text to text.

A form (a word or mark as it stands) gets a row in a lexis the first time it is met; those that are new in
some texts get theirs together.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count, repeat
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.pieces import BETWEEN, KEPT, Spellings
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS, OUTSIDE, class_of, lower
from analysis.annotation.voices.text.piece_tokens import Bools, Ints, PieceTokens
from analysis.annotation.voices.text.preceding import BEYOND, tells
from analysis.annotation.voices.text.traits import traits_of

TITLE, CAPITALISED, PARTICLE = (1 << bit for bit in range(3))
"""What a word may do: tell the pronoun of whoever bears it; begin with a capital; stand inside a name."""
EMPTY: Mapping[str, Collection[str]] = MappingProxyType({})
_DOTTED = words.word_set(
    "mr mrs ms dr sen rep gov gen lt col sgt prof rev sens reps st jr sr capt maj adm cmdr hon pres supt"
)
"""Words that a full stop shortens: it is a part of them and ends no sentence. So it is after an initial."""
_STOP, _INITIAL = CLASS["."], CLASS["Name"]
_BYTE, _FLAG = np.dtype("u1"), np.dtype("?")


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
    ``alone`` are the words that are a cue by themselves, where they are one.

    ``spellings`` number the pieces of texts, and tell it what is new; it forgets with them. ``tokens`` are
    the words and marks of each piece.

    >>> lexis = Lexis()
    >>> lexis["Said"], lexis["said"], lexis.lows
    (1, 2, ['', 'said', 'said'])
    """

    def __init__(self, openers: Mapping[str, Collection[str]] = EMPTY, kept: int = KEPT) -> None:
        super().__init__()
        self.openers, self.followers = numbered(openers)
        self.alone = frozenset(low for low, following in openers.items() if "" in following)
        self.tokens = PieceTokens(self.look_up)
        self.forget()
        self.spellings = Spellings([self], kept)

    def forget(self) -> None:
        """Forget all forms; rows that were given before mean nothing any more."""
        self.clear()
        self.tokens.forget()
        self.lows: list[str] = [""]
        self.traits: list[int] = [0]
        self.kinds = array("B", [OUTSIDE])
        self.uses = array("B", [0])
        self.tells, self.first, self.second = (array("i", [value]) for value in (BEYOND, 0, 0))
        self.shortened = array("B", [False])
        self._objects = np.zeros((2, 1024), dtype=object)
        self._known = 0

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the words and marks of the spellings that come next."""
        self.tokens.add(spellings)

    def look_up(self, surfaces: Sequence[str]) -> tuple[Ints, Bools]:
        """Return the rows of words and marks, and whether each is a full stop that shortens what precedes."""
        new = [surface for surface in dict.fromkeys(surfaces) if surface not in self]
        if new:
            self._learn(new)
        rows = np.fromiter(map(self.__getitem__, surfaces), dtype=np.int64, count=len(surfaces))
        shortens = np.frombuffer(self.kinds, _BYTE).take(rows) == _STOP
        shortens[1:] &= np.frombuffer(self.shortened, _FLAG).take(rows[:-1])
        shortens[:1] = False
        return rows, shortens

    def __missing__(self, surface: str) -> int:
        self._learn([surface])
        return self[surface]

    def _learn(self, new: Sequence[str]) -> None:
        """Give rows to words and marks that have none."""
        lows = lower(BETWEEN.join(new)).split(BETWEEN)
        kinds = list(map(class_of, new, lows))
        capitals = [surface[0].isupper() for surface in new]
        self.update(zip(new, count(len(self.lows)), strict=False))
        self.lows += lows
        self.kinds.extend(kinds)
        self.traits += map(traits_of, new, lows, kinds)
        self.uses.extend(
            TITLE * (low in words.PRONOUN_OF) + PARTICLE * (low in words.PARTICLES) + CAPITALISED * begins
            for low, begins in zip(lows, capitals, strict=True)
        )
        self.tells.extend(map(tells, lows, kinds, capitals))
        self.first.extend(map(self.openers.get, lows, repeat(0)))
        self.second.extend(map(self.followers.get, lows, repeat(0)))
        self.shortened.extend(
            low in _DOTTED or (len(low) == 1 and kind == _INITIAL)
            for low, kind in zip(lows, kinds, strict=True)
        )

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
