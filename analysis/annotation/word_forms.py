"""The words of texts as numbers: each form that is counted as one word has a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from analysis.annotation.pieces import Flags, Numbers, Pieces, spread, tokens_of
from analysis.text import WORD, fold, unify_word

_TOKEN = re.compile(rf"{WORD.pattern}|(?:[^\w\s]|_)+")
"""A word, or marks between words."""
NEGATION_WINDOW = 3
NEGATIONS = frozenset(
    ["not", "no", "never", "neither", "nor", "without", "hardly", "scarcely", "cannot", "nobody", "nothing"]
)


@dataclass(frozen=True)
class Words:
    """The words of some texts in order: offsets into the joined text, and the numbers of their forms."""

    starts: Numbers
    ends: Numbers
    forms: Numbers


class WordForms:
    """A column of pieces: the words in each; ``forms`` and ``negates`` describe each form by its number.

    >>> from analysis.annotation.pieces import Spellings
    >>> column = WordForms()
    >>> words = column.words(Spellings([column]).cut(["“No,” no-one said. No!"]))
    >>> [column.forms[number] for number in words.forms], words.starts.tolist()
    (['no', 'no-one', 'said', 'no'], [1, 6, 13, 19])
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Forget all spellings and forms."""
        self.forms: list[str] = []
        self.negates: Flags = np.zeros(0, dtype=bool)
        self._numbers: dict[str, int] = {}
        self._counts, self._firsts, self._starts, self._ends, self._forms = np.zeros((5, 0), dtype=np.int64)

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the words of the spellings that come next."""
        surfaces, pieces, starts = tokens_of(spellings, _TOKEN)
        is_word = [surface[0].isalnum() for surface in surfaces]
        words = [*compress(surfaces, is_word)]
        pieces, starts = pieces[is_word], starts[is_word]
        ends = starts + np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        counts = np.bincount(pieces, minlength=len(spellings))
        firsts = np.cumsum(counts) - counts + len(self._starts)
        self._counts = np.concatenate([self._counts, counts])
        self._firsts = np.concatenate([self._firsts, firsts])
        self._starts = np.concatenate([self._starts, starts])
        self._ends = np.concatenate([self._ends, ends])
        self._forms = np.concatenate([self._forms, self._number(words)])

    def words(self, pieces: Pieces) -> Words:
        """Return the words of texts that were cut into pieces."""
        counts = self._counts[pieces.numbers]
        places = spread(counts, self._firsts[pieces.numbers])
        begins = pieces.starts.repeat(counts)
        return Words(begins + self._starts[places], begins + self._ends[places], self._forms[places])

    def _number(self, words: Sequence[str]) -> Numbers:
        numbers, known = self._numbers, len(self._numbers)
        found = [numbers.setdefault(form, len(numbers)) for form in map(unify_word, words)]
        new = list(numbers)[known:]
        self.forms += new
        self.negates = np.concatenate([self.negates, np.array(list(map(_negates, new)), dtype=bool)])
        return np.array(found, dtype=np.int64)


def _negates(form: str) -> bool:
    folded = form if form.isascii() else fold(form)
    return folded in NEGATIONS or folded.endswith("n't")
