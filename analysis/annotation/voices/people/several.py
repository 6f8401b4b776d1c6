"""Nouns for several people, and phrases whose head is one."""

from __future__ import annotations

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak

_GROUPS = words.word_set(
    "people family couple police men women parents relatives friends colleagues neighbors neighbours "
    "citizens protesters demonstrators militants insurgents migrants separatists advocates campaigners "
    "organizers organisers performers players coaches members employees staffers agents negotiators "
    "attackers gunmen hackers occupiers invaders prisoners detainees hostages conservatives liberals "
    "progressives moderates hawks eyewitnesses attendees backers passengers"
)
SEVERAL = (
    words.ROLE_PLURALS
    | words.UNNAMED
    | words.CROWDS
    | frozenset(word for word in words.PEOPLE if word.endswith(("s", "men")))
    | _GROUPS
    | words.DEMONYM_PLURALS
)
"""Nouns for more than one who may speak."""


def head_of(surface: str) -> str:
    """Return the last word before the first preposition.

    >>> head_of("the streets of Tarsovia")
    'streets'
    """
    parts = surface.split()
    end = next((n for n, part in enumerate(parts) if n and part.lower() in words.PREPOSITIONS), len(parts))
    return parts[end - 1]


def is_plural(surface: str) -> bool:
    """Whether the head of some words is a noun for more than one who may speak."""
    head = head_of(surface.lower())
    return head in SEVERAL or head.endswith(("ists", "ians"))


def are_several(surface: str) -> bool:
    """Whether words name more than one who may speak.

    >>> are_several("residents of Osterby"), are_several("critics of Ms Orr"), are_several("days")
    (True, True, False)
    """
    return is_plural(surface) or (" and " in surface and can_speak(surface))


def has_plural_head(surface: str) -> bool:
    """Whether the head of some words is a common noun that looks like a plural."""
    head = head_of(surface)
    return head.islower() and head.endswith("s") and not head.endswith(("ss", "us", "is"))
