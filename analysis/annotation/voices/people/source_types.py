"""The type of a source that the words of its name give away: media, state, organisation, document, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.annotation.voices.text import words

POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSIVES = ("'", "’", "'s", "’s")
_ACRONYMS = words.word_set("un eu us uk ap rt")
"""Words that name a body only in capitals: *Un* and *Us* are parts of names and pronouns."""
_TYPES = (
    (
        "media",
        ((words.MEDIA | words.PAPERS) - words.word_set("agency editorial")) | words.word_set("tv radio"),
    ),
    (
        "state or government",
        words.GOVERNMENT | words.STATE_BODIES | words.word_set("leadership delegation corps"),
    ),
    (
        "organisation",
        words.ORGANISATIONS
        | words.ORGANISED
        | words.word_set("airline bloc charity militia cartel startup nonprofit ngo"),
    ),
)
DOCUMENTS = words.DOCUMENTS | words.word_set(
    "editorial commentary data statistics findings footage imagery images video videos photos pictures "
    "polls surveys studies documents papers results version excerpts photo "
    "photograph picture image"
)
_GUARD = ("guard", "guards")
_BODIES = words.word_set(
    "pact alliance league front accord brotherhood syndicate guild consortium secretariat collective "
    "cooperative partnership fellowship chamber observatory laboratory initiative quad bloc lobby"
)
"""Last words of the names of bodies, where they begin with a capital: *the Meridian Pact*."""
_TRADES = words.word_set(
    "workers teachers miners farmers veterans doctors physicians lawyers journalists reporters scientists "
    "engineers nurses pilots mothers students employees"
)
_UNITED = ("united", "national", "international", "associated")
_JOINED = ("without", "for", "against")
_PEOPLES = words.DEMONYM_PLURALS | words.word_set(
    "kurds soviets britons scots poles finns swedes danes turks spaniards muslims christians hindus "
    "jews sunnis shiites catalans cubans chechens tatars kashmiris tories whites blacks westerners"
)
_THE_PEOPLES = ("ish", "ese", "ch", "ss")
"""Ends of what calls a people after "the": *the British*."""


def without_possessive(word: str) -> str:
    """Return a word without the mark of an owner."""
    return POSSESSIVE.sub("", word) if word.endswith(_POSSESSIVES) else word


def ends_possessive(word: str) -> bool:
    """Whether a word ends with the mark of an owner."""
    return word.endswith(_POSSESSIVES)


@lru_cache(maxsize=8_000)
def source_type_of_words(parts: tuple[str, ...]) -> str | None:
    """Return the type that the words of a name give away, or None.

    >>> source_type_of_words(("Osterby", "Times")), source_type_of_words(("Kim", "Jong", "Un"))
    ('media', None)
    """
    bare = [without_possessive(part).rstrip(".,") for part in parts]
    lows = [part.lower() for part in bare if part.lower() not in _ACRONYMS or part[1:2].isupper()]
    for kind, known in _TYPES:
        if not known.isdisjoint(lows):
            return kind
    if lows and (lows[-1] in words.COUNTRIES or words.REGIONS.issuperset(lows)):
        return "state or government"
    if len(lows) > 1 and lows[-1] in _GUARD and bare[-1].istitle():
        return "state or government"  # "the Osterby Guard"
    if len(lows) > 1 and ((lows[-1] in _BODIES and bare[-1].istitle()) or names_body_of_people(parts)):
        return "organisation"
    return "document" if lows and lows[-1] in DOCUMENTS else None


def names_body_of_people(parts: Sequence[str]) -> bool:
    """Whether words name a body by those who are in it.

    >>> names_body_of_people("United Pit Workers".split()), names_body_of_people("Pit Workers".split())
    (True, False)
    """
    parts = parts[parts[0].lower() == "the" :]
    lows = [part.lower() for part in parts]
    if not all(part[0].isupper() or low in words.PREPOSITIONS for part, low in zip(parts, lows, strict=True)):
        return False
    united = len(parts) > 1 and lows[-1] in _TRADES and lows[0] in _UNITED
    return united or (len(parts) > 2 and lows[0] in _TRADES and lows[1] in _JOINED)


def calls_people(parts: tuple[str, ...]) -> bool:
    """Whether words call a people, or some of it: ``North Koreans``, ``the British``; not "British" alone.

    >>> [calls_people(tuple(words.split())) for words in ("many Danes", "the French", "French")]
    [True, True, False]
    """
    last = parts[-1].lower()
    if last in _PEOPLES:
        return True
    return (
        len(parts) == 2
        and parts[0].lower() == "the"
        and last in words.DEMONYMS
        and last.endswith(_THE_PEOPLES)
    )
