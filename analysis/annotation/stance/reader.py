"""Reads stance: places in, readings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from analysis.annotation.stance.records import StancePlace, StanceReading
from analysis.annotation.stance.relations import locate
from analysis.annotation.stance.rules import decide, votes
from analysis.annotation.stance.scan import Scan, Scanner

RULE_CONFIDENCE: dict[str, float] = {}


@lru_cache(maxsize=1)
def _scanner() -> Scanner:
    return Scanner()


class StanceReader:
    """Says of places what is said there toward their targets.

    >>> reader = StanceReader.load(None)
    >>> text = "Halmere condemned Tarsovia."
    >>> reader.read([StancePlace(text, 18, 26)])[0].polarity
    -1
    """

    def __init__(self, scanner: Scanner, model: None) -> None:
        self._scanner, self._model = scanner, model

    @staticmethod
    def load(model: None | Literal["built-in"] = "built-in") -> StanceReader:
        return StanceReader(_scanner(), None)

    def read(self, places: Sequence[StancePlace]) -> list[StanceReading]:
        """Return a reading for each place, in order."""
        scans: dict[str, Scan] = {}
        found = []
        for place in places:
            for text in (place.sentence, place.previous):
                if text and text not in scans:
                    scans[text] = self._scanner.scan(text)
            scan = scans[place.sentence] if place.sentence else self._scanner.scan("")
            target = locate(scan, place)
            polarity, score, kind = decide(place, scan, target, votes(scan, target))
            found.append(StanceReading(polarity, score, RULE_CONFIDENCE.get(kind, 0.5)))
        return found
