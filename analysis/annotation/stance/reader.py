"""Reads stance: places in, readings out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from analysis.annotation.stance.doubts import doubt
from analysis.annotation.stance.features import Features, features
from analysis.annotation.stance.model import Floats, StanceModel, load_model
from analysis.annotation.stance.records import StancePlace, StanceReading
from analysis.annotation.stance.rules import Vote, decide, rule_confidence, votes
from analysis.annotation.stance.scan import Scan, Scanner
from analysis.annotation.stance.target import Target, locate

_BATCH = 4000
"""Places read at once: their features are kept no longer."""


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    return Scanner()


class StanceReader:
    """Says of places what is said there toward their targets, by rules and, unless told not to, a model.

    A name is only a name: another one of the same shape has the same reading. Of names in the actor list it
    only counts whether they are states and bodies, which are places and parties to wars too.

    >>> reader = StanceReader.load(model=None)
    >>> text = "Halmere condemned Tarsovia."
    >>> places = [StancePlace(text, 18, 26), StancePlace(text, 0, 7)]
    >>> [reading.polarity for reading in reader.read(places)]
    [-1, 0]
    """

    def __init__(self, scanner: Scanner, model: StanceModel | None) -> None:
        self._scanner, self.model = scanner, model

    @staticmethod
    def load(model: StanceModel | Literal["built-in"] | None = "built-in") -> StanceReader:
        """Make a reader with the built-in model, with another, or with None: rules alone.

        Raises
        ------
        InputError
            the built-in model is missing or damaged
        """
        return StanceReader(_scanner(), load_model() if model == "built-in" else model)

    def read(self, places: Sequence[StancePlace]) -> list[StanceReading]:
        """Return a reading for each place, in order. Sentences that places share are looked at once.

        >>> StanceReader.load(model=None).read([])
        []
        """
        found: list[StanceReading] = []
        scans: dict[str, Scan] = {}
        for first in range(0, len(places), _BATCH):
            batch = places[first : first + _BATCH]
            needed = {text for place in batch for text in (place.sentence, place.previous)}
            scans = {text: scans.get(text) or self._scanner.scan(text) for text in needed}
            if self.model is None:
                found += [_by_rules(place, scans[place.sentence]) for place in batch]
            else:
                found += _by_model(self.model, batch, scans)
        return found

    def evidence(self, place: StancePlace) -> tuple[Scan, Target, list[Vote]]:
        """Return the sentence, the target in it and the votes for and against, to be looked at."""
        scan = self._scanner.scan(place.sentence)
        target = locate(scan, place)
        return scan, target, votes(scan, target)


def _by_model(
    model: StanceModel, places: Sequence[StancePlace], scans: dict[str, Scan]
) -> list[StanceReading]:
    told, left = zip(*(examine(place, scans) for place in places), strict=True)
    return settle(model.probabilities(told), np.array(left))


def examine(place: StancePlace, scans: dict[str, Scan]) -> tuple[Features, tuple[float, float]]:
    """Return the features of a place and what doubts leave of its probabilities."""
    scan = scans[place.sentence]
    target = locate(scan, place)
    cast = votes(scan, target)
    previous = scans[place.previous] if place.previous else None
    return features(place, scan, previous, target, cast), doubt(place, scan, target, cast)


def settle(probabilities: Floats, left: Floats) -> list[StanceReading]:
    """Turn P(against), P(neither), P(for) into readings, after doubts.

    What doubts take off P(against) and P(for) lowers score and confidence. For the polarity they count half
    (the root of what they leave): less flips then, and more is right on annotated sentences.

    >>> probabilities, left = np.array([[0.6, 0.3, 0.1]]), np.array([[0.7, 1.0]])
    >>> [reading] = settle(probabilities, left)
    >>> reading.polarity, round(reading.score, 2), round(reading.confidence, 2)
    (-1, -0.32, 0.42)
    """
    factors = np.stack([left[:, 0], np.ones(len(left)), left[:, 1]], axis=1)
    shrunk, best = probabilities * factors, (probabilities * np.sqrt(factors)).argmax(axis=1)
    score = shrunk[:, 2] - shrunk[:, 0]
    sure = np.where(best == 1, 1 - shrunk[:, 0] - shrunk[:, 2], shrunk[np.arange(len(left)), best])
    columns = zip(best.tolist(), score.tolist(), sure.tolist(), strict=True)
    return [StanceReading(n - 1, value, confidence) for n, value, confidence in columns]


def _by_rules(place: StancePlace, scan: Scan) -> StanceReading:
    target = locate(scan, place)
    cast = votes(scan, target)
    polarity, score, kind = decide(cast, doubt(place, scan, target, cast))
    return StanceReading(polarity, score, rule_confidence(polarity, kind))
