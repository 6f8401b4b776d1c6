"""Valence of stretches of text: VADER's compound score.

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text". It scores words, not attitudes: a plain report of a war scores low. Never score a whole article: the
rule that squashes the sum to -1 … 1 drives any long text to the ends of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.annotation.pieces import Flags, Floats, Numbers, Pieces
from analysis.annotation.sentiment import load_scorer


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
        self._tells: Flags = np.zeros(0, dtype=bool)

    def add(self, spellings: Sequence[str]) -> None:
        """Learn the spellings that come next."""
        self._tells = np.concatenate(
            [self._tells, np.array(list(map(self._scorer.tells, spellings)), dtype=bool)]
        )

    def scores(self, pieces: Pieces, starts: Numbers, ends: Numbers) -> Floats:
        """Return the score of each of some stretches of the texts, which begin with a character."""
        text = pieces.text
        first = pieces.starts.searchsorted(starts, "right") - 1
        last = pieces.starts.searchsorted(ends) - 1
        before = np.concatenate([[0], np.cumsum(self._tells[pieces.numbers])])
        cut_first, cut_last = pieces.starts[first] < starts, pieces.ends[last] > ends
        telling = before[last + 1 - cut_last] > before[np.minimum(first + cut_first, last + 1 - cut_last)]
        # A piece that the stretch cuts off is another word than the piece.
        for place in (~telling & (cut_first | cut_last)).nonzero()[0].tolist():
            start, end = int(starts[place]), int(ends[place])
            edges = {
                text[start : min(end, pieces.ends[first[place]])],
                text[max(start, pieces.starts[last[place]]) : end],
            }
            telling[place] = any(map(self._scorer.tells, edges))
        scores = np.zeros(len(starts))
        asked = telling.nonzero()[0]
        known: dict[str, float] = {}
        for place, start, end in zip(
            asked.tolist(), starts[asked].tolist(), ends[asked].tolist(), strict=True
        ):
            stretch = text[start:end]
            score = known.get(stretch)
            if score is None:
                score = known[stretch] = self.score(stretch)
            scores[place] = score
        return scores


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
