"""The roles by which people are introduced in a text, whether or not they speak there."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.annotation.voices import words

_APPOSITION = re.compile(r",\s+([^,.;:()\n]{3,60})[,.;)\n]")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORDS = re.compile(r"(?:[^\W\d_](?:[\w.'’-]*\w)? ){1,4}$")
_BEFORE, _TITLES = 40, 120
_STANDS_IN = ("deputy ", "assistant ", "acting ", "vice-")
_ENDS = (
    words.PREPOSITIONS | words.AUXILIARIES | words.PRONOUNS | words.word_set("who which whose said says and")
)
_FORMER = words.word_set("former ex late onetime")
_OTHER = words.word_set("vice deputy assistant acting")
_STATES = {
    **dict.fromkeys(("us", "u.s", "american", "america", "united states"), "usa"),
    **dict.fromkeys(("uk", "british", "britain", "english"), "brit"),
    "french": "fran",
    "polish": "pola",
    "spanish": "spai",
    "danish": "denm",
    "dutch": "neth",
}
_STEM = 4

Introductions = Mapping[str, Sequence[tuple[int, str, str]]]
"""For each role the places where it introduces somebody, in order, with full name and state."""


class Role(NamedTuple):
    """A role by which somebody is introduced: its noun, with "former" and the like, and its state."""

    noun: str
    state: str


def roles_of(lows: Sequence[str]) -> list[Role]:
    """Return the roles that some words name, in their order.

    >>> roles_of(["the", "former", "russian", "president"]), roles_of(["vice", "president"])
    ([Role(noun='former president', state='russ')], [Role(noun='vice president', state='')])
    """
    found, state, kept = [], "", ""
    for low in lows:
        if low in _FORMER:
            kept = "former "
        elif low in _OTHER:
            kept = f"{low} "
        elif low in words.DEMONYMS or low in words.COUNTRIES:
            state = _STATES.get(low, low[:_STEM])
        elif low in words.ROLES:
            found.append(Role(kept + low, state))
            kept = ""
    return found


def introductions(text: str, people: Mapping[str, Sequence[int]]) -> Introductions:
    """Return who is introduced by which role; ``people`` are full names and where they stand.

    >>> text = "Ida Orr, the harbour minister, came. Then mayor Tom Lund left."
    >>> introductions(text, {"Ida Orr": [0], "Tom Lund": [48]})
    {'minister': [(0, 'Ida Orr', '')], 'mayor': [(48, 'Tom Lund', '')]}
    """
    found: dict[str, list[tuple[int, str, str]]] = {}
    for name, places in people.items():
        for place in places:
            start = text.find(name, place, place + len(name) + _TITLES)
            if start < 0:
                continue
            for role in _roles(text, place, start, start + len(name)):
                insort(found.setdefault(role.noun, []), (place, name, role.state))
    return found


def introduced(known: Introductions, role: Role, before: int) -> str | None:
    """Return who was introduced last by a role before an offset; nobody who has it in another state.

    The deputy minister may be "the minister" where no other is introduced, the vice president never is "the
    president".
    """
    deputies = [] if " " in role.noun else [f"{part}{role.noun}" for part in _STANDS_IN]
    for noun in (role.noun, *deputies):
        places = known.get(noun, ())
        others = {name for _, name, state in places if role.state and state not in ("", role.state)}
        number = bisect_right(places, (before, ""))
        fitting = [place for place in places[:number] if place[1] not in others]
        if fitting:
            return max(fitting, key=lambda place: (place[2] == role.state != "", place[0]))[1]
    return None


def _roles(text: str, place: int, start: int, end: int) -> list[Role]:
    """The roles in the titles before a name, in the words before them, and in what follows its comma."""
    lows: Sequence[str] = ()
    before = _LAST_WORDS.search(text, max(0, place - _BEFORE), place)
    if before:
        lows = before.group().lower().split()
        last = next((n for n in range(len(lows) - 1, -1, -1) if lows[n] in _ENDS), -1)
        lows = lows[last + 1 :]
    found = roles_of([*lows, *_LETTERS.findall(text[place:start].lower())])
    after = _APPOSITION.match(text, end)
    if after is None:
        return found
    lows = apposition(_LETTERS.findall(after.group(1).lower()))
    # "With Ida Orr, the minister failed to …": no apposition, but a subject.
    return [*found, *roles_of(lows)] if lows and lows[-1] in words.ROLES else found


def apposition(lows: Sequence[str]) -> Sequence[str]:
    """Return the words of an apposition up to those that do not describe: ``the mayor`` of *the mayor of …*.

    >>> apposition(["the", "mayor", "of", "osterby"]), apposition(["meeting", "the", "mayor"])
    (['the', 'mayor'], [])
    """
    number = next((n for n, low in enumerate(lows) if low in _ENDS or low.endswith("ing")), len(lows))
    return lows[:number]
