"""Valence of a stretch of text: VADER's compound score.

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
Text". It scores words, not attitudes: a plain report of a war scores low. Never score a whole article: the
rule that squashes the sum to -1 … 1 drives any long text to the ends of the scale.
"""

from __future__ import annotations

from analysis.annotation.lexicons import Lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.sentiment import load_scorer


class Valence:
    """Scores stretches of text, with or without names that carry valence by accident.

    ``scorer`` is "built-in", or "vaderSentiment" for the library, whose scores are the same.

    >>> valence = Valence(None)
    >>> valence.score("A great success.") > 0 > valence.score("A terrible failure.")
    True
    """

    def __init__(self, masks: Lexicon | None, scorer: str = "built-in") -> None:
        self._scorer = load_scorer(scorer)
        self._masks = Matcher([masks]) if masks else None

    def score(self, text: str) -> float:
        """Return VADER's compound score, -1 (negative) to 1 (positive)."""
        return self._scorer.score(text).compound

    @property
    def words(self) -> dict[str, float]:
        """The valence of each word that VADER knows, -4 to 4."""
        return dict(self._scorer.words)

    def masked_ranges(self, text: str) -> list[tuple[int, int]]:
        """Return the offsets of the names to mask."""
        return [(m.start, m.end) for m in self._masks.find(text)] if self._masks else []


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
