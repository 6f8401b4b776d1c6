"""Names of people: who is named in an article in full, and whom a surname alone stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.annotation.voices.people.first_names import MEN, WOMEN
from analysis.annotation.voices.people.introductions import Introductions, introductions, titled
from analysis.annotation.voices.people.name_words import (
    JUNIORS,
    has_first_name,
    is_junior,
    is_no_person,
    may_be_surname,
    surname_of,
)
from analysis.annotation.voices.people.relatives import another_bears, kin_word
from analysis.annotation.voices.people.source_types import POSSESSIVE
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.tokens import Scan

_FEMALE = words.word_set("wife daughter sister mother widow niece daughter-in-law lady")


@dataclass
class Names:
    """Full names of an article by surname and by first name, with the offsets where they stand."""

    text: str
    by_part: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)  # surname -> he or she
    memo: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    shared: dict[tuple[str, str], bool] = field(default_factory=dict)  # do others bear the surname?

    def ambiguous(self, plain: str) -> bool:
        """Whether the place decides whom a name stands for: several persons, or a person or a body."""
        if self.may_be_body(plain):
            return True
        parts = self.by_part.keys() & plain.lower().split()
        return bool(parts) and any(len(self.by_part[part]) > 1 for part in parts)

    def may_be_body(self, plain: str) -> bool:
        """Whether a name ends with what a person is called here, and a body, too: ``Bloomberg``."""
        last = plain[plain.rfind(" ") + 1 :]
        return last.lower() in self.by_part and last[0].isupper() and is_no_person((last,))

    def fits(self, pronoun: str, full: str) -> bool:
        """Whether a pronoun may stand for a person, as far as titles in the text and first names tell."""
        first = full.split(" ", 1)[0].lower()
        if first in (WOMEN if pronoun == "he" else MEN):
            return False
        surname = surname_of(full)
        if " " in full and len(self.by_part.get(surname, ())) > 1:
            return True  # "Mr. Orr" need not be Ida
        return self.pronouns.get(surname, "") in ("", pronoun)

    @cached_property
    def people(self) -> Mapping[str, Sequence[int]]:
        """The full names, and where each stands."""
        return {full: places for known in self.by_part.values() for full, places in known.items()}

    @cached_property
    def introductions(self) -> Introductions:
        """Who is introduced by which role."""
        surnames = [(start, end, self.full(self.text[start:end], start)) for start, end in titled(self.text)]
        return introductions(self.text, self.people, surnames)

    def weight(self, name: str) -> int:
        """Return how often the last part of a name stands in the article."""
        if name not in self.weights:
            self.weights[name] = self.text.count(name.rsplit(" ", 1)[-1])
        return self.weights[name]

    def is_titled(self, surname: str) -> bool:
        """Whether a title such as "Mr." stands before a surname in the article."""
        return surname.lower() in self.pronouns

    def named_before(self, offset: int, back: int) -> str | None:
        """Return the person who was named last before an offset, or ``back`` persons before that."""
        last: dict[str, int] = {}
        for known in self.by_part.values():
            for full, places in known.items():
                met = bisect_right(places, offset)
                if met:
                    last[full] = places[met - 1]
        order = sorted(last, key=lambda full: -last[full])
        return order[back] if len(order) > back else None

    def first_named(self, scan: Scan, tokens: Sequence[int], pronoun: str) -> str | None:
        """Return the first person whom some words name and for whom a pronoun may stand."""
        for number in tokens:
            if not scan.text[scan.starts[number]].isupper():
                continue
            surface = POSSESSIVE.sub("", scan.text[scan.starts[number] : scan.ends[number]])
            titled = number > 0 and scan.lows[number - 1] in words.TITLES and not _is_title(scan.lows[number])
            if not titled and surface.lower() not in self.by_part:
                continue
            full = self.full(surface, scan.starts[number], pronoun)
            known = titled or (full != surface and self.is_attested(full))
            if known and self.fits(pronoun, full):
                return full
        return None

    def named_at(self, start: int, end: int) -> str | None:
        """Return who is named first between two offsets."""
        number = bisect_left(self.places, (start, ""))
        return self.places[number][1] if number < len(self.places) and self.places[number][0] < end else None

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """The offsets at which people are named in full, in order, with their names."""
        return sorted((place, full) for full, places in self.people.items() for place in places)

    def is_attested(self, full: str) -> bool:
        """Whether a first name, a title or a role tells a full name to be a person's."""
        if has_first_name(tuple(full.split())) or surname_of(full) in self.pronouns:
            return True
        places = self.by_part.get(surname_of(full), {}).get(full, ())
        titled = not all(self.text.startswith(full, place) for place in places)  # "Senator Ida Orr"
        return titled or full in self.introduced

    @cached_property
    def introduced(self) -> frozenset[str]:
        """The names in full of those who are introduced by a role."""
        return frozenset(full for roles in self.introductions.values() for _, full, _ in roles)

    def full(self, name: str, before: int, pronoun: str = "") -> str:
        """Return the full name that a single name stands for: as a surname before as a first name, then the
        commonest, then the one met last.

        It is the name itself where a title ("Mr."), or the pronoun that it tells, speaks against everybody of
        that name, or where all of them are introduced as somebody's wife or son and another bears it.
        """
        known = self.by_part.get(name.lower(), {})
        if known and "he" in (pronoun, self.pronouns.get(name.lower())):
            known = {full: places for full, places in known.items() if not self.is_woman(full)}
        elif known and pronoun == "she":
            known = {full: places for full, places in known.items() if not self.is_man(full)}
        alone = len(known) == 1 or all(map(is_junior, known))
        if alone and any(self._bears_another(name, full) for full in known):
            return name
        if not known:
            return name

        def weight(full: str) -> tuple[bool, bool, int, int]:
            places = known[full]
            met = bisect_right(places, before)
            is_surname = surname_of(full) == name.lower()
            relative = len(known) > 1 and (self.is_relative(full) or is_junior(full))
            return (is_surname, not relative, len(places), places[met - 1] if met else -places[0])

        return self.commonest_form(max(known, key=weight))

    def of_parts(self, name: str, before: int) -> str:
        """Return the full name that two or more parts of a name stand for: ``Orr Jr.`` for *Bram Orr Jr.*"""
        if not is_junior(name):
            return self.full(name.rsplit(" ", 1)[-1], before)
        part = surname_of(name)
        juniors = (full for full in self.by_part.get(part, ()) if is_junior(full))
        return next(juniors, name)

    def commonest_form(self, full: str) -> str:
        """Return the form of a full name that stands most in the article: with a middle name, or without."""
        if full not in self.forms:
            self.forms[full] = self._commonest_form(full)
        return self.forms[full]

    def _commonest_form(self, full: str) -> str:
        parts = full.split()
        for count in range(2, len(parts)):  # "Ida Orr Makes Speech" in a headline
            shorter = " ".join(parts[:count])
            if parts[-1] not in JUNIORS and shorter in self.by_part.get(parts[count - 1].lower(), ()):
                return shorter
        known = self.by_part.get(surname_of(full), {})
        same = [other for other in known if other.split()[0] == parts[0] and other.split()[-1] == parts[-1]]
        return max(same, key=lambda other: (len(known[other]), len(other)), default=full)

    def is_woman(self, full: str) -> bool:
        """Whether a first name, or how somebody is introduced, tells that she is a woman."""
        return full.split(maxsplit=1)[0].lower() in WOMEN or self._kin(full) in _FEMALE

    def is_man(self, full: str) -> bool:
        """Whether a first name tells that somebody is a man."""
        return full.split(maxsplit=1)[0].lower() in MEN

    def is_relative(self, full: str) -> bool:
        """Whether somebody is introduced as another's wife, son or the like."""
        return self._kin(full) != ""

    def _kin(self, full: str) -> str:
        """The word by which somebody is introduced as another's relative, or nothing."""
        if full not in self.kin:
            first = self.by_part[surname_of(full)][full][0]
            start = self.text.find(full, first)
            self.kin[full] = kin_word(self.text, start, start + len(full)) if start >= 0 else ""
        return self.kin[full]

    def _bears_another(self, surname: str, full: str) -> bool:
        """Whether the only person named in full is the relative of another one who bears the surname."""
        if surname_of(full) != surname.lower() or not (is_junior(full) or self.is_relative(full)):
            return False
        if (surname, full) not in self.shared:
            places = self.by_part[surname.lower()][full]
            self.shared[surname, full] = another_bears(self.text, surname, full, places)
        return self.shared[surname, full]


def _is_title(low: str) -> bool:
    return low in words.TITLES or low in words.ROLES or is_no_person((low,)) or not may_be_surname(low)
