"""VADER's rules around one word with a valence: capitals, boosters, negations, idioms.

Rules as Hutto and Gilbert (2014) describe them; where vaderSentiment does otherwise, it is followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.sentiment_words import EMPHATIC, VaderData, Word, bare

REACH = 3
"""Words back that a booster or negation reaches."""
BOOSTER_BY_DISTANCE = (0.0, 1.0, 0.95, 0.9)
EMPHATIC_NEVER = 1.25

Found = Sequence[Word | None]


@dataclass(slots=True)
class Sentence:
    """A stretch of text, word by word; ``found`` has None where no rule looks at a word.

    ``capitals``: some words are in capitals, but not all; ``phrases``: a word that marks a phrase is there.
    """

    data: VaderData
    tokens: Sequence[str]
    found: Found
    capitals: bool
    phrases: bool

    def valence(self, place: int, word: Word) -> float:
        """Return the valence, -4 to 4 and somewhat beyond, of the word at a place among its neighbours."""
        if word.booster or (word.form == "kind" and self._bare(place + 1) == "of"):
            return 0.0
        value = word.valence
        if word.form == "no" and self._valued(place + 1):
            value = 0.0
        if self._follows_no(place):
            value = word.valence * self.data.flip
        if self.capitals and word.upper:
            value += self._with_sign(self.data.capitals, value)
        return self._modified(place, value)

    def _modified(self, place: int, value: float) -> float:
        """Apply boosters, negations and phrases, nearest first; words with a valence do nothing."""
        for distance in range(1, min(REACH, place) + 1):
            other = self.found[place - distance]
            if other is None:
                if distance == REACH and self._form(place - 1) in EMPHATIC:
                    value *= EMPHATIC_NEVER
            elif other.valued:
                continue
            else:
                value += self._boost(other, value) * BOOSTER_BY_DISTANCE[distance]
                value *= self._negation(other, place, distance)
            if distance == REACH and self.phrases:
                value = self._with_phrases(place, value)
        least = self._form(place - 1) == "least" and not self._valued(place - 1)
        if least and self._bare(place - 2) not in ("at", "very"):
            value *= self.data.flip
        return value

    def _boost(self, booster: Word, value: float) -> float:
        """Return what a booster adds: away from 0, or toward it where the booster weakens."""
        if not booster.booster:
            return 0.0
        size = -booster.booster if value < 0 else booster.booster
        if self.capitals and booster.upper:
            size += self._with_sign(self.data.capitals, value)
        return size

    def _negation(self, other: Word, place: int, distance: int) -> float:
        """Return the factor of a word before: a negation's, but for "never so" and "without doubt"."""
        between = [self._form(place - back) for back in range(1, distance)]
        if distance == REACH:
            # "so" or "this" right before the word counts without "never", though no description says so.
            if between[0] in EMPHATIC or (other.form == "never" and between[1] in EMPHATIC):
                return EMPHATIC_NEVER
        elif distance > 1 and other.form == "never" and between[0] in EMPHATIC:
            return EMPHATIC_NEVER
        if not other.negates or (other.form == "without" and "doubt" in between):
            return 1.0
        return self.data.flip

    def _with_phrases(self, place: int, value: float) -> float:
        """Replace the value by an idiom's, then add what phrases before the word add ("sort of")."""
        third, second, first, own, *after = map(bare, self.tokens[place - REACH : place + REACH])
        earlier = (f"{third} {second} {first}", f"{third} {second}", f"{second} {first}")
        ending = (f"{first} {own}", f"{second} {first} {own}", earlier[2], earlier[0], earlier[1])
        idioms = self.data.idioms
        value = next((idioms[phrase] for phrase in ending if phrase in idioms), value)
        for more in range(1, len(after) + 1):
            value = idioms.get(" ".join([own, *after[:more]]), value)
        for phrase in earlier:
            value += self.data.boosters.get(phrase, 0.0)
        return value

    def _follows_no(self, place: int) -> bool:
        """Tell whether "no" stands one or two words before, or three with "or" or "nor" before the word."""
        first, second = self._form(place - 1), self._form(place - 2)
        return "no" in (first, second) or (first in ("or", "nor") and self._form(place - 3) == "no")

    def _with_sign(self, size: float, value: float) -> float:
        return size if value > 0 else -size

    def _valued(self, place: int) -> bool:
        word = self.found[place] if place < len(self.found) else None
        return word is not None and word.valued

    def _form(self, place: int) -> str:
        word = self.found[place] if place >= 0 else None
        return word.form if word is not None else ""

    def _bare(self, place: int) -> str:
        return bare(self.tokens[place]) if 0 <= place < len(self.tokens) else ""
