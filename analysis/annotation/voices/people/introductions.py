"""The roles by which people are introduced in a text, whether or not they speak there."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.annotation.voices.text import words

_APPOSITION = re.compile(r",\s+([^,.;:()\n]{3,60})[,.;)\n]")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s\b)?")
_TITLED = (
    "President", "Chancellor", "Premier", "Governor", "Senator", "Mayor", "Chairman", "Chairwoman", "King",
    "Queen", "Pope",
)  # fmt: skip
_SURNAME = re.compile(r"[A-Z][\w-]+\b(?! [A-Z])")
_STATE_WORDS = words.COUNTRIES | words.word_set("republic federation states kingdom country nation")
_OF_ONE = "president"
"""A role that one person has in a state, so that who is named most has it where several are named."""
_LAST_WORDS = re.compile(r"(?:[^\W\d_](?:[\w.'’-]*\w)? ){1,4}$")
_BEFORE, _TITLES, _LONGEST_ROLE = 40, 120, 20
_STANDS_IN = ("deputy ", "assistant ", "acting ", "vice-")
_ENDS = (
    words.PREPOSITIONS | words.AUXILIARIES | words.PRONOUNS | words.word_set("who which whose said says and")
)
_FORMER = words.word_set("former ex late onetime")
_OTHER = words.word_set("incoming vice deputy assistant acting next future previous")
_LEADS = words.ROLES | words.DEMONYMS
_AMERICA = "usa"
_HOME = ("", _AMERICA)
"""What English news tells of the state of its own president, or of the one it has named before."""
_STATES = {
    **dict.fromkeys(("us", "u.s", "american", "america", "united states"), _AMERICA),
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
    found: list[Role] = []
    state = kept = ""
    if words.ROLES.isdisjoint(lows):
        return found
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
        elif low.endswith(("'s", "’s")):
            owner = low[:-2]
            found, kept, state = [], "", owner[:_STEM] if owner in words.COUNTRIES else ""
            state = _STATES.get(owner, state)
    return found


def role_words(text: str) -> list[str]:
    """Return the words of a text in small letters; the mark of an owner stays."""
    return _LETTERS.findall(text.lower())


def titled(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a surname alone stands behind a title: ``President Orr``."""
    for title in _TITLED:
        place = text.find(f"{title} ")
        while place >= 0:
            place += len(title) + 1
            surname = _SURNAME.match(text, place)
            if surname is not None:
                yield surname.span()
            place = text.find(f"{title} ", place)


def introductions(
    text: str, people: Mapping[str, Sequence[int]], surnames: Iterable[tuple[int, int, str]] = ()
) -> Introductions:
    """Return who is introduced by which role; ``people`` are full names and where they stand.

    ``surnames`` are the places of surnames behind titles, with the names that they stand for.

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
            for role in roles_at(text, place, start, start + len(name)):
                insort(found.setdefault(role.noun, []), (place, name, role.state))
    for start, end, name in surnames:
        for role in roles_at(text, start, start, end):
            insort(found.setdefault(role.noun, []), (start, name, role.state))
    return found


def introduced(
    known: Sequence[Introductions], role: Role, before: int, weight: Callable[[str], int] = len
) -> str | None:
    """Return who was introduced last by a role before an offset; nobody who has it in another state.

    Of presidents it is who has the highest ``weight``, of these that of no other state, and the first one.
    The deputy minister may be "the minister" where no other is introduced, the vice president never is "the
    president".
    """

    def likely(place: tuple[int, str, str]) -> tuple[int, bool, int]:
        return weight(place[1]), place[2] in _HOME, -place[0]

    deputies = [] if " " in role.noun else [f"{part}{role.noun}" for part in _STANDS_IN]
    for noun in (role.noun, *deputies):
        places = [place for one in known for place in one.get(noun, ()) if place[0] < before]
        fitting = _of_state(places, role) if role.state else places
        if fitting:
            one = noun == _OF_ONE
            return max(fitting, key=lambda p: (p[2] == role.state != "", *(likely(p) if one else p[:1])))[1]
    return None


def _of_state(places: Sequence[tuple[int, str, str]], role: Role) -> Sequence[tuple[int, str, str]]:
    """Leave out who has a role in another state; of presidents also those whose state is not told.

    Only beside the president of the United States English news names no state.
    """
    others = {name for _, name, state in places if state not in ("", role.state)}
    told = role.state == _AMERICA or role.noun != _OF_ONE
    mine = {name for _, name, state in places if state == role.state}
    left = [place for place in places if place[1] not in others and (told or place[1] in mine)]
    return left if mine or len({name for _, name, _ in left}) == 1 or role.state == _AMERICA else []


def roles_at(text: str, place: int, start: int, end: int) -> list[Role]:
    """Return the roles in the titles before a name, in the words before them, and in what follows its comma.

    ``place`` is where the titles begin, ``start`` and ``end`` where the name stands.

    >>> roles_at("Mayor Tom Lund, the former chairman, left.", 0, 6, 14)
    [Role(noun='mayor', state=''), Role(noun='former chairman', state='')]
    """
    found: list[Role] = []
    last = text[max(0, place - _LONGEST_ROLE) : place].split()[-1:]
    titles = text[place:start]
    if titles or (last and last[0].lower() in words.ROLES):
        before = _LAST_WORDS.search(text, max(0, place - _BEFORE), place)
        lows = before.group().lower().split() if before else []
        if lows and lows[-1] in _LEADS:
            ends = next((n for n in range(len(lows) - 1, -1, -1) if lows[n] in _ENDS), -1)
            lows = lows[ends + 1 :]
        else:
            lows = []
        found = roles_of([*lows, *role_words(titles)])
    after = _APPOSITION.match(text, end) if text[end : end + 1] == "," else None
    if after is None:
        return found
    return [*found, *roles_of(apposition(role_words(after.group(1))))]


def apposition(lows: list[str]) -> list[str]:
    """Return the words of an apposition up to those that do not describe: ``the mayor`` of *the mayor of …*.

    Nothing for the president of a body that is no state.

    >>> apposition(["the", "mayor", "of", "osterby"]), apposition(["meeting", "the", "mayor"])
    (['the', 'mayor'], [])
    """
    number = next((n for n, low in enumerate(lows) if low in _ENDS or low.endswith("ing")), len(lows))
    body = lows[number : number + 1] == ["of"] and _STATE_WORDS.isdisjoint(lows[number:])
    described = lows[:number]
    # "With Ida Orr, the minister failed to …": no apposition, but a subject.
    ends = bool(described) and described[-1] in words.ROLES
    return described if ends and not (body and described[-1] == _OF_ONE) else []
