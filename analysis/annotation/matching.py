"""All lexicon entries found in texts, by Aho-Corasick automata.

The longest match wins, and matches never overlap inside a lexicon (so "Guinea" is not counted again
inside "Equatorial Guinea"); of names, inside one referent, whichever lists it stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from analysis.annotation.entry_forms import EntryForms, Spans
from analysis.annotation.lexicons import Entry, Lexicon
from analysis.annotation.overlaps import Place, longest, without_overlaps
from analysis.annotation.pieces import Flags, Numbers
from analysis.text import WORD, fold


@dataclass(frozen=True, slots=True)
class Match:
    """A place where an entry stands: ``text[start:end]``."""

    start: int
    end: int
    lexicon: Lexicon
    entry: Entry


class Matcher:
    """Finds the entries of several lexicons, in a text or in many at once.

    ``owners`` are the entries of all forms that are looked for, each with its lexicon; ``kinds`` are the
    kinds of these lexicons; ``names`` has a row for each owner: lexicon, category and term. Built once; holds
    no state between texts.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._forms = EntryForms(lexicons)
        self.owners = self._forms.owners
        groups: dict[tuple[str, str], int] = {}
        keys = [(lexicon.kind, e.category if e.name else lexicon.name) for lexicon, e in self.owners]
        self.kinds = np.array([lexicon.kind for lexicon, _ in self.owners])
        self._groups = np.array([groups.setdefault(key, len(groups)) for key in keys], dtype=np.int64)
        names = [(lexicon.name, entry.category) for lexicon, entry in self.owners]
        order = {name: n for n, name in enumerate(sorted(set(names)))}
        self._ranks = np.array([order[name] for name in names], dtype=np.int64)
        columns = [*zip(*names, strict=True), [entry.term for _, entry in self.owners]] if names else [[]] * 3
        self.names = pl.DataFrame(columns, schema=dict.fromkeys(("lexicon", "category", "term"), pl.String))
        self._literal = np.array([entry.literal for _, entry in self.owners], dtype=bool)
        asked = [entry.unless for _, entry in self.owners]
        self._literal_words = {words: _LiteralWords(words) for words in dict.fromkeys(asked)}
        self._unless = np.array([bool(words) for words in asked], dtype=bool)

    def find(self, text: str, sentences: Sequence[tuple[int, int]] | None = None) -> list[Match]:
        """Return the matches of a text in order.

        ``sentences`` are offsets; without them the whole text is one sentence for ``unless``.
        """
        low = fold(text)
        groups: defaultdict[int, list[Place]] = defaultdict(list)
        for start, end, owner in self._forms.places(text, low):
            if self._unless[owner]:
                first, last = _sentence(sentences, start, len(text))
                sentence = low[first : max(last, end)]
                if self._literal_words[self.owners[owner][1].unless].around(
                    sentence, start - first, end - first
                ):
                    continue
            groups[self._groups[owner]].append((start, end, owner))
        found = [place for places in groups.values() for place in longest(places)]
        found.sort(key=lambda place: (place[0], self._ranks[place[2]]))
        return [Match(start, end, *self.owners[o]) for start, end, o in found if not self._literal[o]]

    def find_all(
        self, text: str, sentences: Spans, words: Spans | None = None
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return what ``find`` finds in each of some texts, faster where they are long.

        Parameters
        ----------
        text : the texts, joined and ended by ``pieces.BETWEEN``
        sentences, words : their starts and ends, as offsets into ``text``; words where they are at hand

        Returns
        -------
        starts, ends, owners
            in order; places in ``owners``
        """
        low = fold(text)
        starts, ends, owners = self._forms.all_places(text, low, words)
        if self._unless[owners].any():
            kept = ~self._are_literal(low, sentences, starts, ends, owners)
            starts, ends, owners = starts[kept], ends[kept], owners[kept]
        places = without_overlaps(starts, ends, owners, self._groups[owners])
        places = places[~self._literal[owners[places]]]
        places = places[np.lexsort((self._ranks[owners[places]], starts[places]))]
        return starts[places], ends[places], owners[places]

    def _are_literal(
        self, low: str, sentences: Spans, starts: Numbers, ends: Numbers, owners: Numbers
    ) -> Flags:
        """Return for each place in the folded texts whether a word of ``unless`` makes it literal."""
        literal = np.zeros(len(starts), dtype=bool)
        asked = self._unless[owners].nonzero()[0]
        numbers = np.maximum(sentences[0].searchsorted(starts[asked], "right") - 1, 0)
        firsts, lasts = sentences[0][numbers].tolist(), sentences[1][numbers].tolist()
        rows = zip(asked.tolist(), firsts, lasts, starts[asked].tolist(), ends[asked].tolist(), strict=True)
        for place, first, last, start, end in rows:
            sentence = low[first : max(last, end)]
            words = self._literal_words[self.owners[owners[place]][1].unless]
            literal[place] = words.around(sentence, start - first, end - first)
        return literal


def _sentence(sentences: Sequence[tuple[int, int]] | None, start: int, size: int) -> tuple[int, int]:
    """Return the sentence that an offset lies in."""
    if not sentences:
        return 0, size
    return sentences[max(0, bisect_right(sentences, (start, size)) - 1)]


class _LiteralWords:
    """The words that give an entry a literal sense where one stands in the same sentence."""

    def __init__(self, words: Sequence[str]) -> None:
        self._padded = [f" {word[:-1]}" if word.endswith("*") else f" {word} " for word in words]
        self._beginnings = tuple(dict.fromkeys(word.rstrip("*").split(" ", 1)[0] for word in words))

    def around(self, low: str, start: int, end: int) -> bool:
        """Whether one stands in a folded sentence, outside the match itself."""
        for beginning in self._beginnings:
            if beginning in low:
                break
        else:
            return False
        flat = f" {' '.join(WORD.findall(f'{low[:start]}  {low[end:]}'))} "
        return any(word in flat for word in self._padded)
