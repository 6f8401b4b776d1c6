"""Valence of stretches of text: VADER's compound score.

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text". It scores words, not attitudes: a plain report of a war scores low. Never score a whole article: the
rule that squashes the sum to -1 … 1 drives any long text to the ends of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import numpy as np

from analysis.annotation.pieces import Flags, Floats, Numbers, Pieces
from analysis.annotation.sentiment import compound_of, load_scorer

NO_EDGES: tuple[list[float], list[float]] = ([], [])


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
        self._alone: Floats = np.zeros(0)

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the spellings that come next."""
        new = np.fromiter(map(self._scorer.alone, spellings), dtype=np.float64, count=len(spellings))
        self._alone = np.concatenate([self._alone, new])

    def scores(self, pieces: Pieces, starts: Numbers, ends: Numbers) -> Floats:
        """Return the score of each of some stretches of the texts, which begin with a character."""
        text = pieces.text
        first = pieces.starts.searchsorted(starts, "right") - 1
        last = pieces.starts.searchsorted(ends) - 1
        cut_first, cut_last = pieces.starts[first] < starts, pieces.ends[last] > ends
        values = self._alone[pieces.numbers]
        telling = (values != 0).nonzero()[0]
        told = values[telling].tolist()
        steering = np.concatenate([[0], np.cumsum(np.isnan(told))])
        low = telling.searchsorted(first + cut_first)
        high = np.maximum(telling.searchsorted(last + 1 - cut_last), low)
        steered = steering[high] > steering[low]
        asked = ((high > low) | cut_first | cut_last).nonzero()[0]
        columns = (starts, ends, low, high, steered)
        edges = self._edges(pieces, starts, ends, (first, last), (cut_first, cut_last))
        scores = np.zeros(len(starts))
        known: dict[str, float] = {}
        rows = zip(asked.tolist(), *(column[asked].tolist() for column in columns), strict=True)
        for place, start, end, begin, stop, by_rules in rows:
            if not by_rules:
                before, after = edges.get(place, NO_EDGES)
                total = sum([*before, *told[begin:stop], *after])
                if not isnan(total):
                    scores[place] = compound_of(total)
                    continue
            stretch = text[start:end]
            score = known.get(stretch)
            if score is None:
                score = known[stretch] = self.score(stretch)
            scores[place] = score
        return scores

    def _edges(
        self,
        pieces: Pieces,
        starts: Numbers,
        ends: Numbers,
        at: tuple[Numbers, Numbers],
        cut: tuple[Flags, Flags],
    ) -> dict[int, tuple[list[float], list[float]]]:
        """Return what the first and the last piece of a stretch say where it cuts them, by its place.

        What is left of a piece is another word than the piece.
        """
        places = (cut[0] | cut[1]).nonzero()[0]
        columns = (starts, ends, pieces.ends[at[0]], pieces.starts[at[1]], *cut, at[0] == at[1])
        found = {}
        for place, start, end, stop, begin, is_first, is_last, one in zip(
            places.tolist(), *(column[places].tolist() for column in columns), strict=True
        ):
            before = [self._scorer.alone(pieces.text[start : min(end, stop)])] if is_first else []
            after = []
            if is_last and not (one and is_first):
                after = [self._scorer.alone(pieces.text[max(start, begin) : end])]
            found[place] = before, after
        return found


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
