"""Names of sources: one name per source in an article, and what kind of source it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from analysis.annotation.voices import words
from analysis.annotation.voices.introductions import Introductions, introductions
from analysis.annotation.voices.lexis import CAPITALISED, PARTICLE
from analysis.annotation.voices.tokens import Scan

_PARTICLE = f"(?:{'|'.join(sorted(words.PARTICLES))})"
_MOST_PARTS = 9
_CAPITALS = bytes((CAPITALISED, CAPITALISED | PARTICLE))
_RUN = re.compile(b"[%b](?:[%b]{0,2}[%b])+" % (_CAPITALS, bytes((PARTICLE,)), _CAPITALS))
"""Words with capitals, with up to two particles such as "de la" between them, in the ``uses`` of a scan."""
_SHORT_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Capt|Adm)\."
_PART = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{_SHORT_TITLE}|[A-Z][\w'’-]+)"
_NAME = re.compile(rf"{_PART}(?:\s+(?:{_PARTICLE}\s+)*{_PART}){{0,8}}")
_WORD = re.compile(r"[\w'’.-]*[\w]")
_PERSON_WORDS = words.TITLES | words.ROLES
_ROLE_WORDS = words.ROLES | words.ROLE_PLURALS
_NO_NAME = words.CONJUNCTIONS | words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS
_PLURAL = re.compile(r"(?:ists|ians|ents|ators|protesters|rebels)$")
_AFTER_HEAD = words.word_set("close familiar near briefed privy")
"""What describes the noun before it: ``a source close to the talks``."""
_TYPES = (
    ("media", words.MEDIA),
    ("state or government", words.GOVERNMENT | words.STATE_BODIES),
    ("organisation", words.ORGANISATIONS | words.ORGANISED),
)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass
class Names:
    """Full names of an article by surname and by first name, with the offsets where they stand."""

    text: str
    by_part: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)  # surname -> he or she
    memo: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def ambiguous(self, plain: str) -> bool:
        """Whether a part of a name stands for several full names, so that the place decides."""
        return any(len(self.by_part.get(part.lower(), ())) > 1 for part in plain.split())

    def fits(self, pronoun: str, full: str) -> bool:
        """Whether a pronoun may stand for a person, as far as titles in the text tell."""
        return self.pronouns.get(full.rsplit(" ", 1)[-1].lower(), "") in ("", pronoun)

    @cached_property
    def introductions(self) -> Introductions:
        """Who is introduced by which role."""
        people = {full: places for known in self.by_part.values() for full, places in known.items()}
        return introductions(self.text, people)

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

    def full(self, name: str, before: int) -> str:
        """Return the full name that a single name stands for: as a surname before as a first name, then the
        commonest, then the one met last.
        """
        known = self.by_part.get(name.lower())
        if not known:
            return name

        def weight(full: str) -> tuple[bool, int, int]:
            places = known[full]
            met = bisect_right(places, before)
            is_surname = full.rsplit(" ", 1)[-1].lower() == name.lower()
            return (is_surname, len(places), places[met - 1] if met else -places[0])

        return max(known, key=weight)


def collect_names(scan: Scan) -> Names:
    """Return the names of people in a text: two to five capitalised words without titles and places."""
    text = scan.text
    names = Names(text)
    for start, end in _capitalised(scan):
        full, parts = _full_name(text[start:end])
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
    return _POSSESSIVE.sub("", scan.lows[last]) if last > number else ""


def _capitalised(scan: Scan) -> Iterator[tuple[int, int]]:
    """Yield the runs of two or more capitalised words of a line, with particles between them."""
    starts, ends, uses = scan.starts, scan.ends, scan.uses
    for run in _RUN.finditer(uses):
        first = last = run.start()
        parts = 1
        for number in range(first + 1, run.end()):
            if uses[number] == PARTICLE:
                continue
            if parts < _MOST_PARTS and _joined(scan, last, number):
                parts += 1
            else:
                if parts > 1:
                    yield starts[first], ends[last]
                first, parts = number, 1
            last = number
        if parts > 1:
            yield starts[first], ends[last]


def _joined(scan: Scan, last: int, following: int) -> bool:
    """Whether no more than spaces, or particles, stand between two words of a line."""
    gap = scan.text[scan.ends[last] : scan.starts[following]]
    return gap == " " or ("\n" not in gap and (following - last > 1 or gap.isspace()))


@lru_cache(maxsize=20_000)
def _full_name(surface: str) -> tuple[str, frozenset[str]]:
    """The name of a person without titles, with first name and surname in lower case; or nothing."""
    full = strip_titles(surface)
    parts = tuple(full.split())
    ends = frozenset(part.lower() for part in (parts[:1] + parts[-1:]))
    body = source_type_of_words(parts) is not None or not words.DEMONYMS.isdisjoint(ends)
    body = body or (len(parts) > 1 and parts[-1].lower() in words.THINGS)
    return (full, ends) if 2 <= len(parts) <= 4 and not body else ("", frozenset())


@lru_cache(maxsize=20_000)
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
    if cut == 0 and len(parts) > 1 and parts[0].lower() in _NO_NAME:
        cut = 1
    return " ".join(parts[cut:])


@lru_cache(maxsize=20_000)
def source_type_of_words(parts: tuple[str, ...]) -> str | None:
    """Return the type that the words of a name give away, or None."""
    lows = [_POSSESSIVE.sub("", part.lower()).rstrip(".,") for part in parts]
    for kind, known in _TYPES:
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
    known = names.memo.get(plain)
    if known is None:
        known = _name_and_type(plain, start, names)
        if not names.ambiguous(plain):
            names.memo[plain] = known
    return known


def _name_and_type(plain: str, start: int, names: Names) -> tuple[str | None, str | None]:
    low = plain.lower()
    person = None if low in words.PRONOUNS or low in words.UNNAMED else _person(plain, start, names)
    return (person, "person") if person else _unless_person(plain)


@lru_cache(maxsize=20_000)
def _unless_person(plain: str) -> tuple[str | None, str | None]:  # noqa: PLR0911
    """Name and type of a source whose words name no person."""
    low, parts = plain.lower(), _WORD.findall(plain)
    if not parts or low in words.PRONOUNS or low in words.UNNAMED:
        return None, "unnamed" if low in words.UNNAMED else None
    lows = [part.lower() for part in parts]
    head = head_noun(lows)
    if head.startswith("spokes") and lows[0] in ("a", "an"):
        return plain, "role"  # who speaks for a body is not anonymous
    if head in words.UNNAMED or (
        lows[0] in ("a", "an", "one", "some", "many", "several") and head in _ROLE_WORDS
    ):
        return plain, "unnamed"
    if head in words.ROLES or head in words.ROLE_PLURALS:
        return None if lows[0] in ("the", "his", "her", "their") else plain, "role"
    if head in words.DOCUMENTS and not parts[lows.index(head)][0].isupper():
        return plain, "document"
    common = plain[1:].islower() and (plain[0].islower() or lows[0] in words.DETERMINERS)
    if (head.endswith("s") and common) or _PLURAL.search(low):
        known = source_type_of_words((head,))
        return plain, known or "unnamed"  # "some miners", "Protesters"
    bare = " ".join(parts[1:] if lows[0] in ("the", "a", "an") and len(parts) > 1 else parts)
    kind = source_type_of_words((lows[-1], head)) or source_type_of_words(tuple(lows))
    return bare, kind or _guess(parts)


def _guess(parts: Sequence[str]) -> str | None:
    """A source of one unknown name is a body where it is an acronym, else a person."""
    if len(parts) > 1 or not parts[0][0].isupper():
        return None
    return "organisation" if len(parts[0]) > 1 and parts[0].isupper() else "person"


def _person(plain: str, start: int, names: Names) -> str | None:
    """Return the full name of the person that a source names, or None."""
    found = None
    for name, linked, titled in _names_in(plain):
        surname = name.rsplit(" ", 1)[-1]
        if linked and found:
            continue
        if name == surname:
            full = names.full(name, start)
            found = full if full != name or titled else found
        else:
            known = name in names.by_part.get(surname.lower(), {name})
            found = name if known else names.full(surname, start)
    return found


@lru_cache(maxsize=20_000)
def _names_in(plain: str) -> tuple[tuple[str, bool, bool], ...]:
    """The names in a source's words that may be people's.

    With each: is it linked to what stands before it (``of``, ``from``), has it a title.
    """
    found = []
    for match in _NAME.finditer(plain):
        before = plain[: match.start()].rstrip()
        name = strip_titles(match.group())
        parts = name.split()
        linked = before.lower().endswith((" of", " for", " at", " from", " in", " with", " to"))
        stripped = len(match.group().split()) > len(parts)
        if linked and (not stripped or before.endswith(" for")):
            continue  # "a lawyer for Ms Orr", but "the president of Tarsovia Ida Orr"
        if source_type_of_words(tuple(parts)) is not None or parts[-1].lower().rstrip(".") in _PERSON_WORDS:
            continue
        titled = stripped or before.lower().rstrip(".").split(" ")[-1] in _PERSON_WORDS
        found.append((name, linked, titled))
    return tuple(found)


def head_noun(lows: Sequence[str]) -> str:
    """Return the head noun: the last word before the first preposition."""
    for number, low in enumerate(lows):
        if number and low in words.PREPOSITIONS:
            close = number > 1 and lows[number - 1] in _AFTER_HEAD
            return lows[number - 2 if close else number - 1]
    return lows[-1]
