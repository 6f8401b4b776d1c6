"""Who has spoken so far in an article, so that pronouns and roles find the person they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.annotation.voices import words
from analysis.annotation.voices.introductions import introduced
from analysis.annotation.voices.names import Names
from analysis.annotation.voices.source_names import head_noun, name_and_type

_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_NAMED = {"the latter": 0, "the former": 1}
_VAGUE_ROLES = words.word_set(
    "expert pundit analyst official researcher scholar spokesman spokeswoman spokesperson man woman scientist"
)


@lru_cache(maxsize=8_000)
def _letters(low: str) -> tuple[str, ...]:
    """The words of a source that are made of letters; an empty one if there are none."""
    return tuple(_LETTERS.findall(low)) or ("",)


@dataclass(slots=True)
class Memory:
    """Who has spoken so far in an article, and in which role they were introduced."""

    names: Names
    people: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    unnamed: dict[str, str] = field(default_factory=dict)

    def name(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of a source, and remember a person."""
        surface = text[source[0] : source[1]]
        low = surface.lower()
        if low in _LAST_NAMED:
            return self.names.named_before(source[0], _LAST_NAMED[low]), "person"
        name, kind = name_and_type(surface, source[0], self.names)
        if kind == "person" and name is not None:
            self.hear(name, kind)
            # "Deputy Minister Ida Orr", or "Ida Orr, deputy minister of …"
            near = text[source[1] : source[1] + 2] in (", ", ",\n")
            after = _LETTERS.findall(text[source[1] : source[1] + 60].lower()) if near else ()
            if after or not words.ROLES.isdisjoint(_letters(low)):
                self._introduce(name, (*_letters(low), *after)[: low.count(" ") + 8])
        elif name is None and kind == "role":
            return self._of_role(surface, source[0])
        if kind == "unnamed" and name is not None:
            self.unnamed[head_noun(_letters(low))] = name
        return name, kind

    def hear(self, name: str, kind: str | None) -> None:
        """Remember who spoke."""
        if kind == "person":
            self.people = [*self.people[-7:], name]

    def is_known(self, name: str) -> bool:
        """Whether somebody is a person for certain, or has spoken; words with capitals may be anything."""
        return name in self.names.attested or name.lower() in self.names.pronouns or name in self.people

    def known(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of somebody who is named and need not have spoken."""
        surface = text[source[0] : source[1]]
        name, kind = name_and_type(surface, source[0], self.names)
        return self._of_role(surface, source[0]) if name is None and kind == "role" else (name, kind)

    def _of_role(self, surface: str, before: int) -> tuple[str, str]:
        """Who has a role, such as "the minister", or its words."""
        head = head_noun(_letters(surface.lower()))
        if head in self.unnamed and head not in self.roles:
            return self.unnamed[head], "unnamed"
        known = self.roles.get(head) or introduced(self.names.introductions, head, before)
        known = known or (self.people[-1] if self.people and head in _VAGUE_ROLES else None)
        return (known, "person") if known else (" ".join(surface.split()[1:]) or surface, "role")

    def _introduce(self, name: str, lows: Sequence[str]) -> None:
        for word in lows:
            if word in words.ROLES:
                self.roles[word] = name
                self.roles.setdefault(word.rsplit("-", 1)[-1], name)  # the vice-minister: the minister
