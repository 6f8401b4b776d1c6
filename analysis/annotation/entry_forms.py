"""The forms of lexicon entries, and where they stand in a text: as whole words, or (*) as their beginning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from analysis.annotation.lexicons import Entry, Lexicon
from analysis.annotation.overlaps import Place
from analysis.annotation.pieces import Flags, Numbers, spread
from analysis.text import WORD, fold, unify

Owner = tuple[Lexicon, Entry]
Spans = tuple[Numbers, Numbers]
"""Starts and ends."""


class EntryForms:
    """Finds forms in a text. Built once; holds no state between texts.

    ``owners`` are the entries of all forms, each with its lexicon, in the order in which they win where two
    have the same place: without case before with it, shorter forms before longer ones (which are stems of the
    same word), earlier before later ones.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        rows = sorted(_rows(lexicons), key=lambda row: (row[1].match_case, len(row[2])))
        self.owners: list[Owner] = [(lexicon, entry) for lexicon, entry, _ in rows]
        self._stem = np.array([entry.stem for _, entry in self.owners], dtype=bool)
        self._cased = {n: form for n, (_, entry, form) in enumerate(rows) if entry.match_case}
        self._is_cased = np.array([n in self._cased for n in range(len(rows))], dtype=bool)
        owners: dict[str, list[int]] = {}
        for number, (_, _, form) in enumerate(rows):
            low = fold(form) if number in self._cased else form
            owners.setdefault(low, []).append(number)
        self._owners = list(owners.values())
        self._counts = np.array([len(own) for own in self._owners], dtype=np.int64)
        self._firsts = np.cumsum(self._counts) - self._counts
        self._flat = np.array([*chain.from_iterable(self._owners)], dtype=np.int64)
        self._machine = _automaton(list(owners))

    def places(self, text: str, low: str) -> list[Place]:
        """Return where forms stand in a text, which comes folded too; places may overlap."""
        found: list[Place] = []
        size, words = len(text), _WordEnds(text)
        for number, start, end in self._machine.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalnum() and low[start].isalnum():
                continue
            whole = end == size or not (low[end].isalnum() and low[end - 1].isalnum())
            for owner in self._owners[number]:
                stem = self._stem[owner]
                if (stem or whole) and self._has_case(owner, text, start, end):
                    found.append((start, words.after(end) if stem else end, owner))
        return found

    def all_places(self, text: str, low: str, words: Spans | None) -> tuple[Numbers, Numbers, Numbers]:
        """Return the same for a long text as arrays of starts, ends and owners, without an order.

        ``words`` are the text's words, looked for if not given and asked for. The text ends with a space.
        """
        raw = self._machine.find_matches_as_indexes(low, overlapping=True)
        found = np.fromiter(chain.from_iterable(raw), dtype=np.int64, count=3 * len(raw)).reshape(-1, 3)
        letters = np.frombuffer(low.encode("utf-32-le", "surrogatepass"), np.dtype("<U1"))
        found = found[_is_edge(letters, found[:, 1])]
        numbers, starts, ends = found.T
        counts = self._counts[numbers]
        owners = self._flat[spread(counts, self._firsts[numbers])]
        stem = self._stem[owners]
        kept = stem | _is_edge(letters, ends).repeat(counts)
        starts, ends = starts.repeat(counts), ends.repeat(counts)
        for place in (kept & self._is_cased[owners]).nonzero()[0].tolist():
            kept[place] = self._has_case(int(owners[place]), text, int(starts[place]), int(ends[place]))
        left = kept.nonzero()[0]
        starts, ends, owners = starts[left], ends[left], owners[left]
        longer = self._stem[owners].nonzero()[0]
        if len(longer):
            words = words or _words_of(text)
            holding = words[0].searchsorted(ends[longer] - 1, "right") - 1
            ends[longer] = np.maximum(ends[longer], np.where(holding < 0, 0, words[1][holding]))
        return starts, ends, owners

    def _has_case(self, owner: int, text: str, start: int, end: int) -> bool:
        form = self._cased.get(owner)
        return form is None or unify(text[start:end]) == form


def _rows(lexicons: Iterable[Lexicon]) -> list[tuple[Lexicon, Entry, str]]:
    return [
        (lexicon, entry, form)
        for lexicon in lexicons
        for entry in lexicon.entries
        for form in ([" ".join(unify(entry.term.rstrip("*")).split())] if entry.match_case else entry.forms)
    ]


def _automaton(patterns: Sequence[str]) -> Any:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(patterns)


def _is_edge(letters: np.ndarray[Any, np.dtype[np.str_]], offsets: Numbers) -> Flags:
    """Return whether no letter or digit stands on both sides of each of some offsets."""
    after, before = np.char.isalnum(letters[offsets]), np.char.isalnum(letters[offsets - 1])
    edge: Flags = (offsets == 0) | ~(after & before)
    return edge


def _words_of(text: str) -> Spans:
    starts, ends = np.array([m.span() for m in WORD.finditer(text)], dtype=np.int64).reshape(-1, 2).T.copy()
    return starts, ends


class _WordEnds:
    """Where the words of a text end, looked for when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] | None = None
        self.ends: list[int] = []

    def after(self, end: int) -> int:
        """Return the end of the word that the character before an offset is in, else the offset."""
        if self.starts is None:
            spans = [match.span() for match in WORD.finditer(self.text)]
            self.starts, self.ends = [start for start, _ in spans], [last for _, last in spans]
        number = bisect_right(self.starts, end - 1) - 1
        return max(end, self.ends[number]) if number >= 0 else end
