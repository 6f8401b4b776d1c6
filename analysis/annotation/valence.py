"""Valence of stretches of text: VADER's compound score.

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text". It scores words, not attitudes: a plain report of a war scores low. Never score a whole article: the
rule that squashes the sum to -1 … 1 drives any long text to the ends of the scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from analysis.annotation.pieces import Flags, Floats, Numbers, Pieces
from analysis.annotation.sentiment import ADDS_NOTHING, Alone, compound_of, load_scorer
from analysis.annotation.sentiment_rules import REACH


class Valence:
    """Scores stretches of text.

    ``scorer`` is one of ``load_scorer``. As a column of pieces it knows which of them may change a score.

    >>> valence = Valence()
    >>> valence.score("A great success.") > 0 > valence.score("A terrible failure.")
    True
    """

    def __init__(self, scorer: str = "built-in") -> None:
        self._scorer = load_scorer(scorer)
        self.forget()

    def score(self, text: str) -> float:
        """Return VADER's compound score, -1 (negative) to 1 (positive)."""
        return self._scorer.compound(text)

    @property
    def words(self) -> dict[str, float]:
        """The valence of each word that VADER knows, -4 to 4."""
        return dict(self._scorer.words)

    def forget(self) -> None:
        """Forget all spellings."""
        self._alone: Floats = np.zeros((len(Alone._fields), 0))

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the spellings that come next."""
        rows, fields = len(spellings), len(Alone._fields)
        told = chain.from_iterable(map(self._scorer.alone, spellings))
        new = np.fromiter(told, dtype=np.float64, count=rows * fields).reshape(rows, fields).T
        self._alone = np.concatenate([self._alone, new], axis=1)

    def scores(self, pieces: Pieces, starts: Numbers, ends: Numbers) -> Floats:
        """Return the score of each of some stretches of the texts, which begin with a character.

        Only where rules have a say is the text looked at.
        """
        values, acts, steers = self._alone.take(pieces.numbers, axis=1)
        telling = values.nonzero()[0]
        first = pieces.starts.searchsorted(starts, "right") - 1
        last = pieces.starts.searchsorted(ends) - 1
        cuts = pieces.starts[first] < starts, pieces.ends[last] > ends
        begins, stops = first + cuts[0], last + 1 - cuts[1]
        added = _lists(values[telling], telling.searchsorted(begins), telling.searchsorted(stops))
        acting = acts.nonzero()[0]
        ruled = _holds_any(steers, telling[_in_reach(telling, acting)], begins, stops)
        cut = (cuts[0] | cuts[1]).nonzero()[0]
        columns = (starts, ends, pieces.ends[first], pieces.starts[last], *cuts)
        edges = self._edges(pieces.text, *(column[cut].tolist() for column in columns))
        reached = _in_reach(last[cut], acting).tolist()
        for place, (before, after), near in zip(cut.tolist(), edges, reached, strict=True):
            if before is ADDS_NOTHING and after is ADDS_NOTHING:
                continue
            added[place] = [before.value, *added[place], after.value]
            changed = before.acts or after.acts or (near and after.value != 0)
            ruled[place] |= changed or before.steers or after.steers
        totals, which = np.unique(np.array(list(map(sum, added)), dtype=np.float64), return_inverse=True)
        scores = np.array(list(map(compound_of, totals.tolist())))[which]
        known: dict[str, float] = {}
        for place in ruled.nonzero()[0].tolist():
            if any(added[place]):
                stretch = pieces.text[starts[place] : ends[place]]
                if stretch not in known:
                    known[stretch] = self.score(stretch)
                scores[place] = known[stretch]
        return scores

    def _edges(self, text: str, *columns: Sequence[Any]) -> Iterator[tuple[Alone, Alone]]:
        """Yield what is left of the first and the last piece of each stretch that cuts them.

        That is another word than the piece. ``columns``: start and end of each stretch, the end of its first
        piece, the start of its last one, and whether it cuts the first and the last.
        """
        alone = self._scorer.alone
        for start, end, stop, begin, cuts_first, cuts_last in zip(*columns, strict=True):
            one = cuts_first and begin < start
            yield (
                alone(text[start : min(end, stop)]) if cuts_first else ADDS_NOTHING,
                alone(text[max(start, begin) : end]) if cuts_last and not one else ADDS_NOTHING,
            )


def blank(text: str, start: int, end: int, ranges: list[tuple[int, int]]) -> str:
    """Return ``text[start:end]`` with each range replaced by as many neutral words.

    As many words, because VADER looks a fixed number of words back for negations and boosters.

    >>> blank("The United Nations met.", 0, 23, [(4, 18)])
    'The name name met.'
    """
    pieces, last = [], start
    for first, final in ranges:
        if first >= start and final <= end:
            pieces += [text[last:first], " ".join("name" for _ in text[first:final].split())]
            last = final
    return "".join([*pieces, text[last:end]])


def _in_reach(telling: Numbers, acting: Numbers) -> Flags:
    """Return for each of some pieces whether one that acts stands among the last ``REACH``, or is it."""
    if not len(acting):
        return np.zeros(len(telling), dtype=bool)
    before = acting.searchsorted(telling, "right") - 1
    found: Flags = (before >= 0) & (telling - acting[before] <= REACH)
    return found


def _holds_any(steers: Floats, others: Numbers, begins: Numbers, stops: Numbers) -> Flags:
    """Return whether a piece that steers, or one of some others, stands in each of some ranges of pieces."""
    found = np.zeros(len(steers) + 1, dtype=np.int64)
    found[1:] = steers != 0
    found[1:][others] = 1
    before = np.cumsum(found)
    any_there: Flags = before[stops] > before[begins]
    return any_there


def _lists(values: Floats, firsts: Numbers, lasts: Numbers) -> list[list[float]]:
    """Return some ranges of values as lists."""
    flat = values.tolist()
    return [flat[a:b] for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True)]
