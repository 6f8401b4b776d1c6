"""The name and type of a source whose words name no person: people without a name, bodies, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.annotation.voices.people.name_words import may_be_surname
from analysis.annotation.voices.people.several import SEVERAL
from analysis.annotation.voices.people.source_types import (
    DOCUMENTS,
    calls_people,
    ends_possessive,
    names_body_of_people,
    source_type_of_words,
)
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w'’.-]*[\w]")
_ROLE_WORDS = words.ROLES | words.ROLE_PLURALS | words.SHORT_TITLES | words.PEOPLE
_PLURAL = re.compile(r"(?:ists|ians|icans|ents|ators|protesters|rebels)$")
_AMOUNTS = words.word_set(
    "number numbers majority majorities minority percent generation handful couple lot dozens hundreds "
    "thousands half third quarter two-thirds fraction share tens scores one two three four few several most "
    "both all each either neither none any"
)
_PARTS = ("members", "countries", "governments", "nations", "states", "parts", "portions")
"""Heads whose type is that of what they are of: *members of the pact*."""
_ONE = ("a", "an", "one", "some", "many", "several")
_SOMEBODY = words.word_set("person individual somebody someone anybody anyone majority minority few those")
_TAKEN = words.word_set("taken shown seen written published released posted obtained based briefed involved")
"""Participles with which more of a phrase begins: *a picture taken in Osterby*."""
_PLACE_LINKS = words.word_set("in at from near on under inside outside")
_AFTER_HEAD = words.word_set("close familiar near briefed privy")
"""What describes the noun before it: ``a source close to the talks``."""


@lru_cache(maxsize=8_000)
def unless_person(plain: str) -> tuple[str | None, str | None]:
    """Name and type of a source whose words name no person."""
    low, parts = plain.lower(), _WORD.findall(plain)
    if not parts or low in words.PRONOUNS or low in words.UNNAMED:
        return None, "unnamed" if low in words.UNNAMED else None
    lows = [part.lower() for part in parts]
    counted = _counted(lows)
    if counted is not None:
        kind = unless_person(" ".join(plain.split()[counted:]))[1]
        several = kind == "person" or lows[counted:] == ["them"]  # "hundreds of Halmereans"
        return plain, "unnamed" if several else kind
    if names_body_of_people(tuple(parts)):
        return " ".join(parts[lows[0] == "the" :]), "organisation"
    head = head_noun(lows)
    if head.removesuffix("-elect") in _ROLE_WORDS and not _is_one_of_many(lows, head):
        unnamed = head in words.UNNAMED
        alone = not unnamed and lows[0] in ("the", "his", "her", "their")
        return None if alone else plain, "unnamed" if unnamed else "role"
    kind = _kind_of_head(plain, parts, head)
    if kind is not None:
        return plain, kind
    bare = " ".join(parts[1:] if lows[0] in ("the", "a", "an") and len(parts) > 1 else parts)
    return bare, _kind_of_name(low, parts, head)


def _is_one_of_many(lows: Sequence[str], head: str) -> bool:
    """Whether a role stands for somebody without a name: ``a minister``; a spokesman is not anonymous."""
    return lows[0] in _ONE and not (head.startswith("spokes") and lows[0] in ("a", "an"))


def _kind_of_head(plain: str, parts: Sequence[str], head: str) -> str | None:
    """The type that the common noun at the head of a source tells: people without a name, or a document."""
    lows = [part.lower() for part in parts]
    place = lows.index(head)
    small = parts[place].islower()
    if head in words.DOCUMENTS and small:
        return "document"
    alone = len(parts) == 1 and head in SEVERAL and source_type_of_words((head,)) is None
    people = calls_people(tuple(parts)) and (head == lows[-1] or source_type_of_words((head,)) is None)
    if (
        head in words.UNNAMED | words.CROWDS
        or (head in _ROLE_WORDS and _is_one_of_many(lows, head))
        or (head in _SOMEBODY and (small or not place))
        or people
        or alone
    ):
        return "unnamed"
    common = plain[1:].islower() and (plain[0].islower() or lows[0] in words.DETERMINERS)
    link = lows[place + 1] if place + 1 < len(lows) else ""
    linked = (small or not place) and (link in _PLACE_LINKS or (small and link in words.PREPOSITIONS))
    plural = head.endswith("s") and (common or (linked and not (head in _PARTS or is_thing(head))))
    if plural or _PLURAL.search(plain.lower()):
        return source_type_of_words((head,)) or "unnamed"  # "some miners", "Protesters"
    return None


def _kind_of_name(low: str, parts: Sequence[str], head: str) -> str | None:
    """The type that a name tells that is no person's, or a phrase with one."""
    if "news agenc" in low:
        return "media"
    lows = [part.lower() for part in parts]
    place = lows.index(head)
    if head in DOCUMENTS and parts[place].islower():
        return "document"
    if lows[place + 1 : place + 2] and lows[place + 1] in _PLACE_LINKS and parts[place].islower():
        return source_type_of_words(tuple(parts[: place + 1]))  # "a think tank in Osterby"
    kind = source_type_of_words((parts[-1], parts[place])) or source_type_of_words(tuple(parts))
    owned = len(parts) > 1 and (lows[0] in words.DETERMINERS or ends_possessive(parts[0]))
    return kind or _guess(parts[1:] if owned else parts, parts)


def _guess(parts: Sequence[str], whole: Sequence[str]) -> str | None:
    """A source of one unknown name is a body where it is an acronym, else a person if it stands alone.

    >>> _guess(["QRS"], ["the", "QRS"]), _guess(["Orr"], ["Orr"]), _guess(["Gulf"], ["the", "Gulf"])
    ('organisation', 'person', None)
    """
    if len(parts) > 1 or not parts[0][0].isupper() or not may_be_surname(parts[0]):
        return None
    if len(parts[0]) > 1 and parts[0].isupper():
        return "organisation"
    return "person" if len(whole) == 1 else None


def _counted(lows: Sequence[str]) -> int | None:
    """Where the words begin for those of whom a source is a number or a part: ``a number of miners``."""
    of = lows.index("of") if "of" in lows else 0
    return of + 1 if of and of + 1 < len(lows) and lows[of - 1] in _AMOUNTS else None


def head_noun(lows: Sequence[str]) -> str:
    """Return the head noun: the last word before the first preposition.

    >>> head_noun("a miner from osterby".split()), head_noun("a picture taken in osterby".split())
    ('miner', 'picture')
    """
    for number, low in enumerate(lows):
        if number and low in words.PREPOSITIONS:
            close = number > 1 and (lows[number - 1] in _AFTER_HEAD or lows[number - 1] in _TAKEN)
            return lows[number - 2 if close else number - 1]
    return lows[-2] if len(lows) > 1 and lows[-1] in _AFTER_HEAD else lows[-1]
