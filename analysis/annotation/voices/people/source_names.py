"""The name of a source and its kind, from the words that stand for it."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.annotation.voices.people.common_sources import unless_person
from analysis.annotation.voices.people.name_words import (
    has_first_name,
    is_no_person,
    is_ordinary,
    looks_like_participle,
    may_be_surname,
    places_of,
    strip_titles,
    surname_of,
)
from analysis.annotation.voices.people.names import Names
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words

_PARTICLE = f"(?:{'|'.join(sorted(words.PARTICLES))})"
_SHORT_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|St|Jr|Capt|Adm)\."
_PART = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{_SHORT_TITLE}|[A-Z][\w'’-]+)"
_NAME = re.compile(rf"{_PART}(?:\s+(?:{_PARTICLE}\s+)*{_PART}){{0,8}}")
_PERSON_WORDS = words.TITLES | words.ROLES | words.SHORT_TITLES
_NO_NAMES = _PERSON_WORDS | words.ROLE_PLURALS | words.word_set("congressmen senators")
_PLACES = words.US_PLACES | words.REGIONS
_OWNED = words.ROLE_PLURALS | words.ROLES | words.UNNAMED | words.ORGANISATIONS | words.GOVERNMENT
_ENDS_OWNED = words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES
_AFTER_NAME = re.compile(r"(?<= )(\S+) (?:MP|MEP|MSP)$")
_CONTRACTED = re.compile(r"(?:i|we|you|he|she|it|they|who|that|let|what|here|there)['’](?:m|re|s|ve|d|ll)")
_LAST = frozenset("sfS")
_SAID_IN = re.compile(
    r"(?<=\w) in (?:an?|the|its|his|her) (?:[\w-]+ )?"
    r"(?:statement|article|editorial|commentary|message|letter|speech|interview|post|tweet)\b"
)
_TAILS = ("'s", "’s", "self", "selves", " Says", " SAYS")
_TAIL = re.compile(r"(?<=[\w.])(?: (?:him|her|it|them)sel(?:f|ves)|(?: who)?['’]s| Says| SAYS)$")
"""What a name may end with and is no part of it: ``Orr herself``, ``Orr’s``, ``Orr Says``."""
_REPORTS = re.compile(r"(?: has| had| first)? report(?:s|ed)\b")
_FEW = 3
"""Words of a title and a surname, at most."""
_LONGEST_CONTRACTED = len("there're")
_LONGEST_LETTERS = 3
"""Letters of an abbreviation that is surely no name in capitals."""


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


def without_tail(text: str, source: tuple[int, int]) -> tuple[int, int]:
    """Return where a source stands without what it says it in, the mark of an owner, or "herself".

    >>> without_tail("Ms Orr herself", (0, 14)), without_tail("Ms Orr’s claim", (0, 8))
    ((0, 6), (0, 6))
    """
    start, end = source
    if text.find(" in ", start, end) >= 0 and (said := _SAID_IN.search(text, start, end)) is not None:
        return start, said.start()
    if text[end - 1] not in _LAST or not text.endswith(_TAILS, start, end):
        return source
    tail = None if _CONTRACTED.fullmatch(text[start:end].lower()) else _TAIL.search(text, start, end)
    return (start, tail.start()) if tail is not None else source


def _name_and_type(plain: str, start: int, names: Names) -> tuple[str | None, str | None]:
    low = plain.lower()
    if len(low) <= _LONGEST_CONTRACTED and _CONTRACTED.fullmatch(low):
        return None, None
    person = None if low in words.PRONOUNS or low in words.UNNAMED else _person(plain, start, names)
    if person:
        return person, "person"
    name, kind = unless_person(plain)
    if kind == "person" and name is not None and is_ordinary(names.text, name):
        return (None, None) if looks_like_participle(name) else (name, unless_person(low)[1])
    shouted = kind == "organisation" and plain.isupper() and plain.isalpha() and len(plain) > _LONGEST_LETTERS
    if shouted and next(places_of(names.text, plain.title()), None) is not None:
        return plain.title(), "person"  # "ORR: We will sail."
    return name, kind


def _person(plain: str, start: int, names: Names) -> str | None:
    """Return the full name of the person that a source names, or None."""
    if names.may_be_body(plain):
        bare = strip_titles(plain) if plain.count(" ") < _FEW else ""
        bearers = [full for full in names.by_part.get(bare.lower(), ()) if surname_of(full) == bare.lower()]
        if any(has_first_name(tuple(full.split())) for full in bearers):
            return None if _is_body(plain, start, names) else names.full(bare, start)
    found = None
    for name, linked, titled, pronoun in _names_in(plain):
        surname = surname_of(name)
        if linked and found:
            continue
        if " " not in name:
            full = names.full(name, start, pronoun)
            found = full if full != name or (titled and not _is_acronym(name)) else found
        else:
            known = name in names.by_part.get(surname, {name})
            found = names.commonest_form(name) if known else names.of_parts(name, start)
    return found or _behind_office(plain, names)


def _behind_office(plain: str, names: Names) -> str | None:
    """Who is named right behind an office with a preposition: ``Commissioner for Human Rights Ida Orr``.

    The last two words of the capitals must be known: by a first name, or since the article has the last one
    elsewhere too, with another word before it.
    """
    if " for " not in plain and " of " not in plain:
        return None
    for match in _NAME.finditer(plain):
        parts = match.group().split()
        before = plain[: match.start()].lower().removesuffix("the ").split()
        if len(parts) < _FEW or before[-1:] not in (["for"], ["of"]) or before[-2] not in _PERSON_WORDS:
            continue
        given, surname = parts[-2:]
        name = f"{given} {surname}"
        if is_no_person((given, surname)) or is_no_person(tuple(parts)) or not may_be_surname(surname):
            continue
        known = has_first_name((given, surname)) or any(
            not names.text.endswith(f"{given} ", 0, start) for start, _ in places_of(names.text, surname)
        )
        if known:
            return names.commonest_form(name)
    return None


def _is_acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper()


def _is_body(plain: str, start: int, names: Names) -> bool:
    """Whether a name that a body bears too is the body's: the person has a title, here or elsewhere."""
    if " " in plain or start < names.text.find("\n"):
        return False  # headlines leave out titles
    end = start + len(plain)
    return names.is_titled(plain) or _REPORTS.match(names.text, end) is not None


@lru_cache(maxsize=8_000)
def _names_in(plain: str) -> tuple[tuple[str, bool, bool, str], ...]:
    """The names in a source's words that may be people's.

    With each: is it linked to what stands before it (``of``, ``from``), has it a title, and the pronoun that
    its title tells, if any.
    """
    found = []
    for match in _NAME.finditer(plain):
        before = plain[: match.start()].rstrip()
        name = strip_titles(match.group())
        if name.endswith("P"):
            name = _AFTER_NAME.sub(r"\1", name)
        parts = name.split()
        linked = before.lower().endswith((" of", " for", " at", " from", " in", " with", " to"))
        given = match.group().split()
        stripped = len(given) - (given[0].lower() in words.DETERMINERS) > len(parts)
        if linked and (not stripped or before.endswith(" for")):
            continue  # "a lawyer for Ms Orr", but "the president of Tarsovia Ida Orr"
        if len(parts) == 1 and parts[0].lower() in _PLACES:
            continue  # "the former Nebraska senator"
        if is_no_person(tuple(parts)) or parts[-1].lower().rstrip(".") in _NO_NAMES:
            continue
        if _names_whose(plain, match.end()) or _describes(plain, match):
            continue  # "Trump allies", "Ms Orr's campaign"
        titled = stripped or before.lower().rstrip(".").split(" ")[-1] in _PERSON_WORDS
        title = plain[: match.end() - len(parts[-1])].rstrip(". ").rsplit(" ", 1)[-1].lower()
        found.append((name, linked, titled, words.PRONOUN_OF.get(title, "")))
    return tuple(found)


def _describes(plain: str, name: re.Match[str]) -> bool:
    """Whether a name only describes the noun with which a source ends: ``the Orr plan``, ``Orr report``."""
    rest = plain[name.end() :]
    low = rest[1:]
    if not rest.startswith(" ") or not low.isalpha() or not low.islower() or low in words.ADVERBS:
        return False
    if (low in words.DOCUMENTS or is_thing(low)) and low not in words.NOUN_VERBS:
        return True
    first = name.group().split(None, 1)[0] if not name.start() else plain[: name.start()].rstrip()
    return first.lower() in ("the", "a", "an", "this", "that") and not low.endswith(("ly", "ed", "ing"))


def _names_whose(plain: str, end: int) -> bool:
    """Whether a name is followed by the noun for somebody, or for a body, that goes by it."""
    rest = plain[end:]
    if not rest.lstrip()[:1].islower():
        return False
    if not rest.startswith((" ", "'", "’")) and plain[end - 2 : end] not in ("'s", "’s"):
        return False
    lows = rest.lower().split()[:4]
    number = next((n for n, low in enumerate(lows) if low in _ENDS_OWNED), len(lows))
    return not _OWNED.isdisjoint(lows[:number])
