"""The roles by which people are introduced in a text, whether or not they speak there."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence

from analysis.annotation.voices import words

_APPOSITION = re.compile(r",\s+([^,.;:()\n]{3,60})[,.;)\n]")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_BEFORE, _TITLES = 30, 120

Introductions = Mapping[str, Sequence[tuple[int, str]]]
"""For each role the places where somebody is introduced by it, in order, with the full name."""


def introductions(text: str, people: Mapping[str, Sequence[int]]) -> Introductions:
    """Return who is introduced by which role; ``people`` are full names and where they stand.

    >>> text = "Ida Orr, the harbour minister, came. Then mayor Tom Lund left."
    >>> introductions(text, {"Ida Orr": [0], "Tom Lund": [48]})
    {'minister': [(0, 'Ida Orr')], 'mayor': [(48, 'Tom Lund')]}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for name, places in people.items():
        for place in places:
            start = text.find(name, place, place + len(name) + _TITLES)
            if start < 0:
                continue
            for role in _roles(text, place, start, start + len(name)):
                insort(found.setdefault(role, []), (place, name))
    return found


def introduced(known: Introductions, role: str, before: int) -> str | None:
    """Return who was introduced last by a role before an offset."""
    places = known.get(role, ())
    number = bisect_right(places, (before, ""))
    return places[number - 1][1] if number else None


def _roles(text: str, place: int, start: int, end: int) -> set[str]:
    """The roles in the titles before a name, in the word before them, and in what follows its comma."""
    found = set(_LETTERS.findall(text[place:start].lower()))
    before = _LAST_WORD.search(text, max(0, place - _BEFORE), place)
    if before:
        found.add(before.group(1))
    after = _APPOSITION.match(text, end)
    if after:
        for low in _LETTERS.findall(after.group(1).lower()):
            if low in words.PREPOSITIONS or low in words.AUXILIARIES:
                break
            found.add(low)
    return found & words.ROLES
