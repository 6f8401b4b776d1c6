"""Persons who speak for an actor: by the list, or by an office in a title; and their surnames alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analysis.annotation.coreference.reading import PERSON_KINDS, ArticleReading, Known
from analysis.annotation.voices.people.names import Names
from analysis.annotation.voices.sources.actors import actor_beside
from analysis.annotation.voices.text import words

OFFICES = words.word_set(
    "president minister vice-minister secretary ambassador diplomat envoy spokesman spokeswoman spokesperson "
    "premier chancellor king queen prince emir sultan ayatollah pm commander chief senator congressman "
    "congresswoman marshal leader representative undersecretary"
)
"""Offices whose holders speak for the state or body in their title."""
NOT_IN_OFFICE = words.word_set(
    "opposition former ex dissident exiled rebel separatist ousted jailed late deposed onetime church "
    "religious union student business mafia gang tribal community group think tank institute dialogue "
    "foundation center centre company university association federation firm bank club"
)
ABROAD = words.word_set("ambassador envoy representative commander")
"""Offices that are named after the place or body to which somebody is sent: "UN ambassador"."""
_NO_PERSON = words.word_set(
    "ocean sea games olympics gate street avenue square river island islands university treaty act war day "
    "accord agreement summit forum conference controversy crisis nations tower house"
)
_SURNAME_FIRST = frozenset(("North Korea", "South Korea", "China", "Taiwan", "Vietnam"))
_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)\s+$")
_AFTER = re.compile(r"\s+([^\W\d_][\w’'-]*)")
_MOST_BEFORE = 30
_APPOSITION = re.compile(r",\s+([^\W\d_]+)")
_OPEN = words.ROLES | words.TITLES | words.word_set("the a an one")
_MAY_STAND_BEFORE = words.TITLES | words.ROLES | words.DEMONYMS | words.CONJUNCTIONS | words.PREPOSITIONS
_MAY_STAND_AFTER = words.GOVERNMENT | words.ROLES | words.AUXILIARIES

People = Mapping[str, Known]
"""Name → a mention of the actor that the person is, or speaks for."""


def people_of(article: ArticleReading, names: Names) -> dict[str, Known]:
    """Return the persons of an article who are actors, or hold an office of one.

    An office counts where every title and apposition of the person names one side.
    """
    named: dict[str, list[int]] = {}
    for known in names.by_part.values():
        for full, places in known.items():
            named[full] = places
    mentions = [(m.start, m.end, m.actor) for m in article.known]
    starts = [start for start, _, _ in mentions]
    people: dict[str, Known] = {}
    for full, places in named.items():
        if not _NO_PERSON.isdisjoint(full.casefold().split()):
            continue
        found: dict[str, Known] = {}
        for place in places:
            start = article.text.find(full, place)
            inside = [m for m in article.between(start, start + len(full)) if m.kind in PERSON_KINDS]
            beside = actor_beside(article.text, (start, start + len(full)), mentions, starts)
            if inside:
                found = {inside[0].side: inside[0]}
                break
            if beside and _opens(article.text[start + len(full) :]):
                side = article.sides.get(beside[0], beside[0])
                if not _in_office(beside[1], state=article.kinds.get(side) == "state"):
                    continue
                found[side] = article.mention_of(start, start + len(full), side)
        if len(found) == 1:
            people[full] = next(iter(found.values()))
    return people


def _opens(after: str) -> bool:
    """Whether what follows a name may be an apposition, and is no verb after a comma."""
    match = _APPOSITION.match(after)
    if not match:
        return True
    word = match.group(1)
    return word[0].isupper() or word in _OPEN


def _in_office(title: list[str], *, state: bool) -> bool:
    """Whether a title is an office of the actor that it names; it is not where somebody is sent to."""
    offices = OFFICES.intersection(title)
    sent = not offices.isdisjoint(ABROAD) and (not state or not {"to", "in"}.isdisjoint(title))
    return bool(offices) and not sent and NOT_IN_OFFICE.isdisjoint(title)


def names_of_people(article: ArticleReading, names: Names, people: People) -> Iterator[Known]:
    """Yield where persons are named: in full, and after that by the surname alone if nobody shares it."""
    for full, person in people.items():
        if person.resolved:
            for match in re.finditer(rf"(?<!\w){re.escape(full)}(?!\w)", article.text):
                yield _again(person, match.start(), match.end())
    surnames: dict[str, set[str]] = {}
    for full, person in people.items():
        parts = full.split()
        surnames.setdefault(parts[0 if person.side in _SURNAME_FIRST else -1], set()).add(full)
    for surname, fulls in surnames.items():
        sharing = set(names.by_part.get(surname.lower(), fulls))
        actors = {people[full].actor if full in people else None for full in sharing | fulls}
        if len(actors) > 1 or None in actors:
            continue
        first = min(article.text.find(full) for full in fulls)
        person = people[min(fulls)]
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(surname)}(?![\w-])", article.text[first:]):
            start, end = first + match.start(), first + match.end()
            if _stands_alone(article.text, start, end):
                yield _again(person, start, end)


def _again(person: Known, start: int, end: int) -> Known:
    return Known(start, end, person.actor, person.side, person.kind, True)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surname is no part of another name: neither "Ida Coll" nor "Coll Street"."""
    before = _BEFORE.search(text, max(0, start - _MOST_BEFORE), start)
    if before and before.group(1)[0].isupper() and _low(before.group(1)) not in _MAY_STAND_BEFORE:
        return False
    after = _AFTER.match(text, end)
    return not (after and after.group(1)[0].isupper() and _low(after.group(1)) not in _MAY_STAND_AFTER)


def _low(word: str) -> str:
    return word.casefold().rstrip(".").removesuffix("'s").removesuffix("’s")
