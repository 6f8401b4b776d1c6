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
_THINGS = frozenset(("document", "media", "organisation", "state or government"))
_GROUPS = words.word_set("people family couple police government team company crowd")
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
    group: tuple[str, str | None] | None = None  # who spoke last, if it was several
    thing: tuple[str, str | None] | None = None  # the body or document that spoke last
    unnamed: dict[str, str] = field(default_factory=dict)

    def name(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of a source, and remember a person."""
        surface = text[source[0] : source[1]]
        low = surface.lower()
        if low in words.SINGULAR_PERSON:
            return self._last(low), "person"  # somebody, even if it is not known who
        if low in _LAST_NAMED:
            return self.names.named_before(source[0], _LAST_NAMED[low]), "person"
        if low in ("they", "it"):
            return self.pointed(low)
        name, kind = name_and_type(surface, source[0], self.names)
        if kind == "person" and name is not None:
            self.people = [*self.people[-7:], name]
            # "Deputy Minister Ida Orr", or "Ida Orr, deputy minister of …"
            near = text[source[1] : source[1] + 2] in (", ", ",\n")
            after = _LETTERS.findall(text[source[1] : source[1] + 60].lower()) if near else ()
            if after or not words.ROLES.isdisjoint(_letters(low)):
                self._introduce(name, (*_letters(low), *after)[: low.count(" ") + 8])
        elif name is None and kind == "role":
            head = head_noun(_letters(low))
            if head in self.unnamed and head not in self.roles:
                return self.unnamed[head], "unnamed"
            known = self.roles.get(head) or introduced(self.names.introductions, head, source[0])
            known = known or (self._last("") if head in _VAGUE_ROLES else None)
            return (known, "person") if known else (" ".join(surface.split()[1:]) or surface, "role")
        head = head_noun(_letters(low))
        if kind == "unnamed" and name is not None:
            self.unnamed[head] = name
        several = kind != "person" and (head.endswith("s") or head in _GROUPS)
        self.group = (name or surface, kind) if several else None
        if kind in _THINGS and not several:
            self.thing = (name or surface, kind)
        return name, kind

    def pointed(self, pronoun: str) -> tuple[str | None, str | None]:
        """Return name and type of who spoke last and may be meant by "he", "she", "they" or "it"."""
        if pronoun in words.SINGULAR_PERSON:
            name = self._last(pronoun)
            return name, "person" if name is not None else None
        return (self.group if pronoun == "they" else self.thing) or (None, None)

    def _introduce(self, name: str, lows: Sequence[str]) -> None:
        for word in lows:
            if word in words.ROLES:
                self.roles[word] = name
                self.roles.setdefault(word.rsplit("-", 1)[-1], name)  # the vice-minister: the minister

    def _last(self, pronoun: str) -> str | None:
        fitting = (name for name in reversed(self.people) if not pronoun or self.names.fits(pronoun, name))
        return next(fitting, None)
