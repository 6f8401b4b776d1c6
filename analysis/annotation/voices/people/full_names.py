"""Where people are named in full: two or more words with capitals, without titles and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.annotation.voices.people.name_words import (
    has_first_name,
    is_junior,
    is_no_person,
    looks_like_participle,
    strip_titles,
    surname_of,
    without_participle,
)
from analysis.annotation.voices.people.names import Names
from analysis.annotation.voices.people.source_types import POSSESSIVE
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.lexis import CAPITALISED, PARTICLE
from analysis.annotation.voices.text.tokens import Scan

_MOST_PARTS, _MOST_NAMES, _MOST_IN_CAPITALS = 9, 4, 2
_CAPITALS = bytes((CAPITALISED, CAPITALISED | PARTICLE))
_RUN = re.compile(b"[%b](?:[%b]{0,2}[%b])+" % (_CAPITALS, bytes((PARTICLE,)), _CAPITALS))
"""Words with capitals, with up to two particles such as "de la" between them, in the ``uses`` of a scan."""


def collect_names(scan: Scan) -> Names:
    """Return the names of people in a text: two to five capitalised words without titles and places."""
    text = scan.text
    names = Names(text)
    for start, end in _capitalised(scan):
        surface = text[start:end]
        full, parts = _full_name(surface)
        if full and _doubtful(surface):
            full, parts = _full_name(without_participle(text, surface))
        for part in parts:
            names.by_part.setdefault(part, {}).setdefault(full, []).append(start)
    for number in scan.titles:
        surname = _surname_after(scan, number)
        if surname:
            pronoun = words.PRONOUN_OF[scan.lows[number]]
            # A couple shares its surname: then the title tells nothing.
            known = names.pronouns.setdefault(surname, pronoun)
            names.pronouns[surname] = known if known == pronoun else ""
    return names


def _surname_after(scan: Scan, number: int) -> str:
    """The last of the capitalised words that follow a title: ``Mrs Ida Orr``."""
    last = number
    while last + 1 < len(scan.lows) and scan.text[scan.starts[last + 1]].isupper():
        if scan.starts[last + 1] - scan.ends[last] != 1:
            break
        last += 1
    return POSSESSIVE.sub("", scan.lows[last]) if last > number else ""


def _capitalised(scan: Scan) -> Iterator[tuple[int, int]]:
    """Yield the runs of two or more capitalised words of a line, with particles between them."""
    starts, ends, uses, text = scan.starts, scan.ends, scan.uses, scan.text
    for run in _RUN.finditer(uses):
        first = last = run.start()
        parts = 1
        for number in range(first + 1, run.end()):
            if uses[number] == PARTICLE:
                continue
            gap = text[ends[last] : starts[number]]
            # No more than spaces, or particles, between two words of a line.
            joined = gap == " " or ("\n" not in gap and (number - last > 1 or gap.isspace()))
            if joined and parts < _MOST_PARTS:
                parts += 1
            else:
                if parts > 1:
                    yield starts[first], ends[last]
                first, parts = number, 1
            last = number
        if parts > 1:
            yield starts[first], ends[last]


@lru_cache(maxsize=8_000)
def _doubtful(surface: str) -> bool:
    """Whether the first of some words with capitals may be a participle."""
    return looks_like_participle(surface.split(None, 1)[0])


def _without_day(surface: str) -> str:
    """A name without the day that follows it: ``Ida Orr`` of *Ida Orr Monday*."""
    before, _, last = surface.rpartition(" ")
    return before if last.endswith("day") and last.lower() in words.TIME else surface


@lru_cache(maxsize=8_000)
def _full_name(surface: str) -> tuple[str, frozenset[str]]:
    """The name of a person without titles, with first name and surname in lower case; or nothing."""
    full = strip_titles(_without_day(surface))
    parts = tuple(full.split())
    if not 2 <= len(parts) <= _MOST_NAMES or is_no_person(parts) or parts[0] == parts[1]:
        return "", frozenset()
    heading = full.isupper() and (len(parts) > _MOST_IN_CAPITALS or not has_first_name(parts))
    if heading or (len(parts) == 2 and is_junior(full)):
        return "", frozenset()  # "ORR SAILS"; "Bram Jr."
    return full, frozenset((parts[0].lower(), surname_of(full)))
