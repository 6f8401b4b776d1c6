"""Who has spoken so far in an article, so that pronouns and roles find the person they stand for."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.annotation.voices.people.common_sources import head_noun
from analysis.annotation.voices.people.introductions import (
    apposition,
    introduced,
    role_words,
    roles_of,
)
from analysis.annotation.voices.people.names import Names
from analysis.annotation.voices.people.source_names import name_and_type, without_tail
from analysis.annotation.voices.sources.things import LETTERS
from analysis.annotation.voices.text import words

_APPOSITION = re.compile(r"(?: (?:of|on|for|at|in|to) [^,;.:()\"\n]{1,70})?, (?=[A-Z])")
_LINKS = (
    words.DETERMINERS | words.PREPOSITIONS | words.word_set("who s close familiar unnamed anonymous same")
)
"""What is no description of an unnamed source."""
_OFFICES = words.TITLES - words.word_set("republican democrat")
_REMEMBERED = 8
"""People who spoke last, whose lone names are known."""
_NEAR = 12
"""Characters in which a name begins after a comma, behind a title such as "Sen."."""
_BEHIND = re.compile(r"[,.;:)\n]|$| (?:of|on|from|in) ")
_EXPERTS = words.word_set("expert pundit analyst researcher scholar scientist")
"""Roles that go to who spoke last; officials and spokesmen do not."""
_LAST_NAMED = {"the latter": 0, "the former": 1}


@lru_cache(maxsize=8_000)
def _letters(low: str) -> tuple[str, ...]:
    """The words of a source that are made of letters; an empty one if there are none."""
    return tuple(LETTERS.findall(low)) or ("",)


def _calls_one(name: str) -> bool:
    """Whether a source is a common noun, on which no other hangs but by "of": ``one of the rowers``."""
    lows = name.split()
    return name.islower() and words.PREPOSITIONS.isdisjoint(low for low in lows if low != "of")


def without_article(surface: str) -> str:
    """Return the words of a role without the first, which is "the", "his" or the like."""
    return " ".join(surface.split()[1:]) or surface


@dataclass(slots=True)
class Memory:
    """Who has spoken so far in an article, and in which role they were introduced."""

    names: Names
    people: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    roles: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    unnamed: dict[str, list[str]] = field(default_factory=dict)

    def name(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of a source, and remember a person."""
        source = without_tail(text, source)
        surface = text[source[0] : source[1]]
        low = surface.lower()
        if low in _LAST_NAMED:
            return self.names.named_before(source[0], _LAST_NAMED[low]), "person"
        name, kind = name_and_type(surface, source[0], self.names)
        untyped = kind is None and name is not None and text.startswith(",", source[1])
        asked = kind in ("role", "unnamed") or (untyped and _calls_one(name or ""))
        bearer = self._bearer(text, source) if asked else None
        if bearer is not None:
            name, kind = bearer, "person"
        if kind == "person" and name is not None:
            self.hear(name, kind)
            # "Deputy Minister Ida Orr", or "Ida Orr, deputy minister of …"
            near = text[source[1] : source[1] + 2] in (", ", ",\n")
            after = role_words(text[source[1] : source[1] + 60]) if near else []
            if after or not words.ROLES.isdisjoint(_letters(low)):
                self._introduce(name, (*role_words(low), *apposition(after)), source[0])
        elif name is None and kind == "role":
            return self._of_role(text, source)
        if kind == "unnamed" and name is not None:
            self.unnamed.setdefault(head_noun(_letters(low)), []).append(name)
        return name, kind

    def hear(self, name: str, kind: str | None) -> None:
        """Remember who spoke."""
        if kind == "person":
            self.people.append(name)

    def is_known(self, name: str) -> bool:
        """Whether a person is named in full or with a title, or has spoken; a lone word may be nobody."""
        whole = " " in name and (not name.isupper() or self.names.is_attested(name))
        return whole or name.lower() in self.names.pronouns or name in self.people

    def known(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of somebody who is named and need not have spoken."""
        source = without_tail(text, source)
        name, kind = name_and_type(text[source[0] : source[1]], source[0], self.names)
        return self._of_role(text, source) if name is None and kind == "role" else (name, kind)

    def _of_role(self, text: str, source: tuple[int, int]) -> tuple[str, str]:
        """Who has a role, such as "the minister", or its words."""
        surface = text[source[0] : source[1]]
        lows = _letters(surface.lower())
        head = head_noun(lows)
        known = self._bearer(text, source)
        if known is not None:
            return known, "person"
        if head in self.unnamed and head not in self.roles:
            spoke_before = self._unnamed(head, lows)
            if spoke_before is not None:
                return spoke_before, "unnamed"
            if head not in _OFFICES:
                return without_article(surface), "role"  # another one of no name
        roles = [role for role in roles_of(lows) if role.noun.split()[-1] == head]
        if roles:
            spoke, named, weight = self.roles, self.names.introductions, self.names.weight
            # A state has one president; of ministers the one who spoke is meant, be it the deputy.
            asked = [(spoke, named)] if head == "president" else [(spoke,), (named,)]
            found = (introduced(known_by, roles[-1], source[0], weight) for known_by in asked)
            known = next((name for name in found if name is not None), None)
        known = known or (self.people[-1] if self.people and head in _EXPERTS else None)
        return (known, "person") if known else (without_article(surface), "role")

    def _unnamed(self, head: str, lows: Sequence[str]) -> str | None:
        """The last one without a name who spoke and is described alike: "the port official" is no other's."""
        described = {low for low in lows if low != head} - _LINKS
        for name in reversed(self.unnamed[head]):
            if not described or not described.isdisjoint(_letters(name.lower())):
                return name
        return None

    def _bearer(self, text: str, source: tuple[int, int]) -> str | None:
        """Who is named right behind a role: ``the leader of the union, Ida Orr, said``."""
        after = _APPOSITION.match(text, source[1]) if text[source[1] : source[1] + 1] in (",", " ") else None
        if after is None:
            return None
        head = head_noun(_letters(text[source[0] : source[1]].lower()))
        if head in words.ROLE_PLURALS or head.endswith("s"):
            return None
        found = self.names.named_at(after.end(), after.end() + _NEAR)
        start = text.find(found, after.end()) if found is not None else -1
        return found if found is not None and _BEHIND.match(text, start + len(found)) else None

    def _introduce(self, name: str, lows: Sequence[str], place: int) -> None:
        for role in roles_of(lows):
            self.roles.setdefault(role.noun, []).append((place, name, role.state))
