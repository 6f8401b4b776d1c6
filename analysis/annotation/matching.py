"""All lexicon entries found in one pass over a text, by an Aho-Corasick automaton.

The longest match wins, and matches never overlap inside a lexicon (so "Guinea" is not counted again
inside "Equatorial Guinea"); of names, inside one referent, whichever lists it stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.annotation.lexicons import Entry, Lexicon
from analysis.text import WORD, fold, unify


@dataclass(frozen=True, slots=True)
class Match:
    """A place where an entry stands: ``text[start:end]``."""

    start: int
    end: int
    lexicon: Lexicon
    entry: Entry


class Matcher:
    """Finds the entries of several lexicons. Built once; holds no state between texts."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        from ahocorasick_rs import AhoCorasick

        folded: defaultdict[str, list[tuple[Lexicon, Entry]]] = defaultdict(list)
        cased: defaultdict[str, list[tuple[Lexicon, Entry]]] = defaultdict(list)
        for lexicon in lexicons:
            for entry in lexicon.entries:
                if entry.match_case:
                    cased[" ".join(unify(entry.term.rstrip("*")).split())].append((lexicon, entry))
                else:
                    for form in entry.forms:
                        folded[form].append((lexicon, entry))
        self._tables: list[tuple[Any, list[list[tuple[Lexicon, Entry]]], bool]] = [
            (AhoCorasick(list(forms)), list(forms.values()), is_cased)
            for forms, is_cased in ((folded, False), (cased, True))
            if forms
        ]

    def find(
        self,
        text: str,
        words: Sequence[tuple[int, int]] | None = None,
        sentences: Sequence[tuple[int, int]] | None = None,
    ) -> list[Match]:
        """Return the matches of a text in order.

        ``words`` and ``sentences`` are offsets, taken from the text itself where they are not given;
        without sentences the whole text is one sentence for ``unless``.
        """
        spans = [m.span() for m in WORD.finditer(text)] if words is None else words
        starts = [start for start, _ in spans]
        low = fold(text)
        candidates: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
        for automaton, owners, is_cased in self._tables:
            haystack = unify(text) if is_cased else low
            for pattern, start, end in automaton.find_matches_as_indexes(haystack, overlapping=True):
                if not _begins_word(haystack, start):
                    continue
                for lexicon, entry in owners[pattern]:
                    last = end
                    if entry.stem:
                        last = max(end, spans[bisect_right(starts, end - 1) - 1][1])
                    elif not _ends_word(haystack, end):
                        continue
                    match = Match(start, last, lexicon, entry)
                    if not (entry.unless and _is_literal(match, low, sentences)):
                        group = ("", entry.category) if entry.name else (lexicon.name, "")
                        candidates[group].append(match)
        longest = [match for matches in candidates.values() for match in _longest(matches)]
        found = [match for match in longest if not match.entry.literal]
        return sorted(found, key=lambda match: (match.start, match.lexicon.name, match.entry.category))


def _begins_word(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


def _is_literal(match: Match, low: str, sentences: Sequence[tuple[int, int]] | None) -> bool:
    """Whether a word of ``unless`` stands in the sentence of the match, outside the match itself."""
    first, last = 0, len(low)
    if sentences:
        first, last = sentences[max(0, bisect_right(sentences, (match.start, len(low))) - 1)]
    around = f" {low[first : match.start]}  {low[match.end : max(last, match.end)]} "
    flat = " ".join(m.group() for m in WORD.finditer(around))
    padded = f" {flat} "
    return any(
        f" {word[:-1]}" in padded if word.endswith("*") else f" {word} " in padded
        for word in match.entry.unless
    )


def _longest(matches: list[Match]) -> list[Match]:
    taken: list[Match] = []
    used: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        positions = range(match.start, match.end)
        if used.isdisjoint(positions):
            used.update(positions)
            taken.append(match)
    return taken
