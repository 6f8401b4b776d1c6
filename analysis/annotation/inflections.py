"""Regular English inflections of lexicon entries, asked for by an explicit marker."""

from __future__ import annotations

import re

_VOWELS = "aeiou"


def inflections(phrase: str, marker: str) -> tuple[str, ...]:
    """Return a phrase and its regular inflected forms.

    ``noun`` inflects the last word, ``verb`` the first, ``adjective`` the last; an empty marker adds nothing.
    Irregular forms need rows of their own.

    >>> inflections("puppet state", "noun")
    ('puppet state', 'puppet states')
    >>> inflections("hit out at", "verb")
    ('hit out at', 'hits out at', 'hitted out at', 'hitting out at')
    >>> inflections("harsh", "adjective")
    ('harsh', 'harsher', 'harshest', 'harshly')
    """
    head, _, tail = phrase.partition(" ")
    before, _, last = phrase.rpartition(" ")
    if marker == "verb":
        forms = [" ".join(filter(None, (form, tail))) for form in _verb(head)]
    elif marker == "noun":
        forms = [" ".join(filter(None, (before, _plural(last))))]
    elif marker == "adjective":
        forms = [" ".join(filter(None, (before, form))) for form in _adjective(last)]
    else:
        forms = []
    return tuple(dict.fromkeys([phrase, *forms]))


def _plural(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _verb(word: str) -> list[str]:
    third = _plural(word)
    if word.endswith("e"):
        stem = word if word.endswith(("ee", "oe", "ye")) else word[:-1]
        return [third, word + "d", stem + "ing"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return [third, word[:-1] + "ied", word + "ing"]
    if _doubles(word):
        return [third, word + word[-1] + "ed", word + word[-1] + "ing"]
    return [third, word + "ed", word + "ing"]


def _doubles(word: str) -> bool:
    """Whether the last consonant doubles: one syllable, one vowel, one consonant (slam, slammed)."""
    return bool(re.fullmatch(r"(?:qu|[^aeiou])*[aeiou][bdfgklmnprtvz]", word))


def _adjective(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "r", word + "st", word[:-1] + "y" if word.endswith("le") else word + "ly"]
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1] + "i"
        return [stem + "er", stem + "est", stem + "ly"]
    adverb = word + ("ally" if word.endswith("ic") else "ly")
    return [word + "er", word + "est", adverb]
