"""Names of sources: one name per source in an article, and what kind of source it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.annotation.voices import words

_PARTICLES = r"(?:de|da|di|del|della|van|von|der|den|bin|ibn|al|el|la|le|du|dos|ter|ben|abu)"
_SHORT_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Capt|Adm)\."
_PART = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{_SHORT_TITLE}|[A-Z][\w'’-]+)"
_NAME = re.compile(rf"{_PART}(?:\s+(?:{_PARTICLES}\s+)*{_PART}){{0,8}}")
_FULL_NAME = re.compile(rf"{_PART}(?:[^\S\n]+(?:{_PARTICLES}[^\S\n]+)*{_PART}){{1,8}}")
_SURNAME = r"\b\.? +(?:[A-Z][\w'’-]+ +)*?([A-Z][\w’-]+)(?= [a-z]|[,.;:]|['’]s)"
_HE = re.compile(
    r"\b(?:Mr|Sir|Lord|[Ss]pokesman|[Cc]hairman|[Cc]ongressman|[Bb]usinessman|King|Prince)" + _SURNAME
)
_SHE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|[Ss]pokeswoman|[Cc]hairwoman|[Cc]ongresswoman|[Aa]ctress|Queen|Princess)"
    + _SURNAME
)
_WORD = re.compile(r"[\w'’.-]*[\w]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Names:
    """Full names of an article by surname and by first name, with the offsets where they stand."""

    by_part: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)  # surname -> he or she

    def fits(self, pronoun: str, full: str) -> bool:
        """Whether a pronoun may stand for a person, as far as titles in the text tell."""
        return self.pronouns.get(full.rsplit(" ", 1)[-1].lower(), "") in ("", pronoun)

    def full(self, name: str, before: int) -> str:
        """Return the full name that a single name stands for: the commonest, then the one met last."""
        known = self.by_part.get(name.lower())
        if not known:
            return name

        def weight(full: str) -> tuple[int, int]:
            places = known[full]
            met = bisect_right(places, before)
            return (len(places), places[met - 1] if met else -places[0])

        return max(known, key=weight)


def collect_names(text: str) -> Names:
    """Return the names of people in a text: two to five capitalised words without titles and places."""
    names = Names()
    stripped: dict[str, str] = {}  # as it stands -> full name, or "" where it names nobody
    for match in _FULL_NAME.finditer(text):
        surface = match.group()
        if surface not in stripped:
            full = strip_titles(surface)
            parts = full.split()
            person = 2 <= len(parts) <= 4 and source_type_of_words(parts) is None
            stripped[surface] = full if person else ""
        full = stripped[surface]
        if full:
            for part in {full.rsplit(" ", 1)[-1].lower(), full.split(" ", 1)[0].lower()}:
                names.by_part.setdefault(part, {}).setdefault(full, []).append(match.start())
    for pronoun, pattern in (("he", _HE), ("she", _SHE)):
        for match in pattern.finditer(text):
            surname = match.group(1).lower()
            # A couple shares its surname: then the title tells nothing.
            known = names.pronouns.setdefault(surname, pronoun)
            names.pronouns[surname] = known if known == pronoun else ""
    return names


def strip_titles(name: str) -> str:
    """Return a name without titles, roles and country adjectives before it.

    >>> strip_titles("Norwegian Deputy Minister Ida Orr")
    'Ida Orr'
    """
    parts = _POSSESSIVE.sub("", " ".join(name.split())).split()
    cut = 0
    for number, part in enumerate(parts[:-1]):
        low = part.lower().rstrip(".,")
        if low in words.TITLES or low in words.COUNTRIES or low in words.ROLES:
            cut = number + 1
    if (
        cut == 0
        and len(parts) > 1
        and parts[0].lower() in words.CONJUNCTIONS | words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS
    ):
        cut = 1
    return " ".join(parts[cut:])


def source_type_of_words(parts: Iterable[str]) -> str | None:
    """Return the type that the words of a name give away, or None."""
    lows = [_POSSESSIVE.sub("", part.lower()).rstrip(".,") for part in parts]
    for kind, known in (
        ("media", words.MEDIA),
        ("state or government", words.GOVERNMENT),
        ("organisation", words.ORGANISATIONS),
    ):
        if any(low in known for low in lows):
            return kind
    if lows and lows[-1] in words.COUNTRIES:
        return "state or government"
    if lows and lows[-1] in words.DOCUMENTS:
        return "document"
    return None


def name_and_type(surface: str, start: int, names: Names) -> tuple[str | None, str | None]:
    """Return the folded name and the type of a source from the words that stand for it.

    The name is None for a pronoun and for a role, which the caller resolves.
    """
    plain = " ".join(surface.split())
    low = plain.lower()
    parts = [m.group() for m in _WORD.finditer(plain)]
    if not parts or low in words.PRONOUNS or low in words.UNNAMED:
        return None, "unnamed" if low in words.UNNAMED else None
    person = _person(plain, start, names)
    if person:
        return person, "person"
    lows = [part.lower() for part in parts]
    head = _head(lows)
    if head in words.UNNAMED or (
        lows[0] in ("a", "an", "one", "some", "many", "several") and head in words.ROLES | words.ROLE_PLURALS
    ):
        return plain, "unnamed"
    if head in words.ROLES or head in words.ROLE_PLURALS:
        return None if lows[0] in ("the", "his", "her", "their") else plain, "role"
    if head in words.DOCUMENTS and not parts[lows.index(head)][0].isupper():
        return plain, "document"
    bare = " ".join(parts[1:] if lows[0] in ("the", "a", "an") and len(parts) > 1 else parts)
    return bare, source_type_of_words([*lows[-1:], head]) or source_type_of_words(lows)


def _person(plain: str, start: int, names: Names) -> str | None:
    """Return the full name of the person that a source names, or None."""
    found = None
    for match in _NAME.finditer(plain):
        before = plain[: match.start()].rstrip()
        name = strip_titles(match.group())
        parts = name.split()
        if before.lower().endswith((" of", " for", " at", " from", " in", " with")) and found:
            continue
        titled = (
            len(match.group().split()) > len(parts)
            or before.lower().rstrip(".").split(" ")[-1] in words.TITLES | words.ROLES
        )
        if (
            source_type_of_words(parts) is not None
            or parts[-1].lower().rstrip(".") in words.TITLES | words.ROLES
        ):
            continue
        if len(parts) == 1:
            full = names.full(parts[0], start)
            if full == parts[0] and not titled:
                continue
            found = full
        else:
            found = (
                names.full(parts[-1], start)
                if name not in names.by_part.get(parts[-1].lower(), {name})
                else name
            )
    return found


def _head(lows: list[str]) -> str:
    """The head noun: the last word before the first preposition."""
    for number, low in enumerate(lows):
        if number and low in words.PREPOSITIONS:
            return lows[number - 1]
    return lows[-1]


_VAGUE_ROLES = words.word_set(
    "expert pundit analyst official researcher scholar spokesman spokeswoman spokesperson man woman scientist"
)


def needs_memory(surface: str) -> bool:
    """Whether a source points back: a pronoun, or "the minister".

    >>> needs_memory("She"), needs_memory("the minister"), needs_memory("Ida Orr")
    (True, True, False)
    """
    low = surface.lower()
    return low in words.SINGULAR_PERSON or low.startswith(("the ", "his ", "her ", "their "))


@dataclass(slots=True)
class Memory:
    """Who has spoken so far in an article, and in which role they were introduced."""

    names: Names
    people: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def name(self, text: str, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Return the folded name and the type of a source, and remember a person."""
        surface = text[slice(*source)]
        low = surface.lower()
        if low in words.SINGULAR_PERSON:
            return self._last(low), "person"
        name, kind = name_and_type(surface, source[0], self.names)
        lows = [m.group().lower() for m in _WORD.finditer(surface)]
        if kind == "person" and name is not None:
            self.people = [*self.people[-7:], name]
            # "Deputy Minister Ida Orr", or "Ida Orr, deputy minister of …"
            described = (
                lows + [m.group().lower() for m in _WORD.finditer(text, source[1], source[1] + 60)][:6]
            )
            near = text[source[1] : source[1] + 2] in (", ", ",\n")
            for word in described if near else lows:
                if word in words.ROLES:
                    self.roles[word] = name
        elif name is None and kind == "role":
            head = _head(lows)
            known = self.roles.get(head) or (self._last("") if head in _VAGUE_ROLES else None)
            return (known, "person") if known else (" ".join(surface.split()[1:]) or surface, "role")
        return name, kind

    def _last(self, pronoun: str) -> str | None:
        fitting = (name for name in reversed(self.people) if not pronoun or self.names.fits(pronoun, name))
        return next(fitting, None)
