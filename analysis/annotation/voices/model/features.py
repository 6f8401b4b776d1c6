"""What the linear model looks at: for each token of a text, one value in each of some slots.

A slot is a table of weights with one axis per thing that is looked at together ("the class of the word and of
the word after it"). Nothing here is learned: weights are made by ``benchmarks/train_voices.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS, CLASSES
from analysis.annotation.voices.text.places import Bools, Floats, Groups, Ints

PAD = 4
"""Empty tokens between two texts, so that no window reaches from one into the other."""

N_WORDS = 2500
"""Words of the vocabulary that the larger part of the slots tells apart; the others count as rare."""

_NUMBERS = range(2, 17)
"""Sizes of axes whose values have no names."""
CUE_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.75)
HEAD = 0.3
"""Probability from which a word is taken for a cue."""
SEGMENT = np.zeros(len(CLASSES), dtype=bool)
SEGMENT[[CLASS[name] for name in (",", "-", ":", ";", "(", ")", '"')]] = True
BOUNDARY = SEGMENT.copy()
_BOUNDARY_WORDS = words.word_set(
    "that to and but or as for by with on in at from about if because whether how why what when where while "
    "who which although though since after before until so"
)
BOUNDARY[[CLASS[name] for name in sorted(_BOUNDARY_WORDS)]] = True


@dataclass(frozen=True)
class Batch:
    """Tokens of one or more texts, one after the other, with padding around each.

    The first token is padding, where everything is 0: what is asked about nothing is asked of it.

    All arrays have one entry per token. ``word`` is the row of the vocabulary, ``ending`` that of the
    endings, ``kind`` the class, ``cue`` and ``takes`` what the cue list says, ``site`` the pattern by which
    the rules found content for a cue here, ``pattern`` that of the content that this token lies in (0: none);
    ``quote`` is 1 inside quote marks and 2 inside single ones; ``spoken`` is true for words but those that
    are refused as cues; ``sentence`` and ``paragraph`` count on over all texts, ``text`` numbers the texts.
    """

    word: Ints
    ending: Ints
    kind: Ints
    cue: Ints
    takes: Ints
    site: Ints
    pattern: Ints
    quote: Ints
    spoken: Bools
    sentence: Ints
    paragraph: Ints
    text: Ints

    @cached_property
    def few(self) -> Ints:
        """Word rows with all but the commonest words counted as rare."""
        return np.where(self.word < N_WORDS, self.word, 0)

    @cached_property
    def boundary(self) -> Bools:
        """Whether a token may part two clauses."""
        return BOUNDARY.take(self.kind)

    @cached_property
    def segment(self) -> Bools:
        """Whether a token is a mark that parts a sentence."""
        return SEGMENT.take(self.kind)

    @cached_property
    def marks(self) -> Ints:
        """How many such marks there are up to a token."""
        return np.cumsum(self.segment, dtype=np.int64)

    @cached_property
    def sentences(self) -> Groups:
        """The sentences as groups of tokens."""
        return Groups(self.sentence)

    @cached_property
    def texts(self) -> Groups:
        """The texts as groups of tokens."""
        return Groups(self.text)

    @cached_property
    def places(self) -> Ints:
        """The number of each token."""
        return np.arange(len(self.kind))


class Slot(NamedTuple):
    """``values`` are numbers below the product of the sizes of ``axes``."""

    name: str
    axes: tuple[str, ...]
    values: Ints | Bools


class Slots:
    """Collects slots; ``sizes`` are those of ``axis_sizes``."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes, self.found = sizes, list[Slot]()

    def add(self, name: str, *parts: tuple[str, Ints | Bools]) -> None:
        """Add a slot that looks at some things together: pairs of axis and values."""
        values = parts[0][1]
        for axis, more in parts[1:]:
            values = values * self.sizes[axis] + more
        self.found.append(Slot(name, tuple(axis for axis, _ in parts), values))


def cue_levels(cue: Floats) -> Ints:
    """Return how many of CUE_LEVELS each probability exceeds.

    >>> cue_levels(np.array([0.0, 0.2, 0.9], dtype=np.float32)).tolist()
    [0, 2, 5]
    """
    reached = sum((cue > np.float32(level)).view(np.uint8) for level in CUE_LEVELS)
    return np.asarray(reached, dtype=np.int64)


def axis_sizes(alphabets: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many values each axis has: named ones have as many as names, and "3" has 3."""
    sizes = {name: len(values) for name, values in alphabets.items()}
    return sizes | {"few words": min(N_WORDS, sizes["word"])} | {str(number): number for number in _NUMBERS}
