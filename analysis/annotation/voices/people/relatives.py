"""Who is named as another's relative, so that the surname alone may be the other's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from analysis.annotation.voices.people.introductions import roles_at
from analysis.annotation.voices.people.name_words import is_junior, places_of
from analysis.annotation.voices.text import words

_KIN_WORD = rf"({'|'.join(sorted(words.KIN))})"
_KIN = re.compile(rf"\b{_KIN_WORD},?\s+$", re.IGNORECASE)
_KIN_AFTER = re.compile(rf",\s+(?:his|her|their|the|[A-Z][\w.]+['’]s?)\s+(?:[\w-]+\s+)?{_KIN_WORD}\b")
_KIN_OF = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}{_KIN_WORD}\b")
_OFFICE = re.compile(
    r"\b(?:Mr|Sen|Gov|Rep|President|Minister|Chancellor|King|Prince|candidate|nominee)\.?\s+$"
)
_SHORT = re.compile(r"\b(Sen|Gov|Rep|Gen|Dr|Prof)\.\s+$")
_OFFICE_OF = {
    **{"Sen": "senator", "Gov": "governor", "Rep": "representative"},
    **{"Gen": "general", "Dr": "doctor", "Prof": "professor"},
}
_SON = re.compile(r",? (?:Jr|Sr|I{2,3})\b")
_NEAR, _MOST_PLACES = 40, 200


def kin_word(text: str, start: int, end: int) -> str:
    """Return the word by which the person named there is introduced as another's relative, or nothing.

    >>> kin_word("His wife Ida Orr came.", 9, 16), kin_word("Ida Orr, his sister, came.", 0, 7)
    ('wife', 'sister')
    """
    found = _KIN.search(text, max(0, start - _NEAR), max(0, start)) or _KIN_AFTER.match(text, end)
    return found.group(1).lower() if found else ""


def another_bears(text: str, surname: str, full: str, places: Iterable[int]) -> bool:
    """Whether a surname alone is another's than that of the relative who is the only one named in full.

    The other has an office that the relative has not, where the relative is a "Jr."; else an office or
    "Mr." before the surname, or a wife, son and the like behind it.

    Parameters
    ----------
    text : the article
    surname : the surname that both bear
    full : the relative's name
    places : where it stands, with its titles

    Example
    -------
    >>> text = "Bram Orr Jr., a lawyer, came. Mayor Orr waved."
    >>> another_bears(text, "Orr", "Bram Orr Jr.", [0])
    True
    >>> another_bears("Mayor Bram Orr Jr. came. Mayor Orr waved.", "Orr", "Bram Orr Jr.", [0])
    False
    """
    alone = [
        place for place in islice(places_of(text, surname), _MOST_PLACES) if not _SON.match(text, place[1])
    ]
    if is_junior(full):
        starts = ((place, text.find(full, place)) for place in places)
        own = (_offices(text, place, start, start + len(full)) for place, start in starts if start >= 0)
        others = (_offices(text, start, start, end) for start, end in alone)
        return bool(set().union(*others) - set().union(*own))
    return any(
        _OFFICE.search(text, max(0, start - _NEAR), start) or _KIN_OF.match(text, end) for start, end in alone
    )


def _offices(text: str, place: int, start: int, end: int) -> set[str]:
    """The offices in the titles and the apposition of a name, without those of kin."""
    found = {role.noun for role in roles_at(text, place, start, end)} - words.KIN
    short = _SHORT.search(text, max(0, start - _NEAR), start)
    return found | {_OFFICE_OF[short.group(1)]} if short else found
