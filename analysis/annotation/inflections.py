"""Regular English inflections of lexicon entries, asked for by an explicit marker."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def base_forms(words: Iterable[str]) -> dict[str, str]:
    """Return the base form of every word that is a regular form of another word among them.

    The plural, the possessive and the forms of a verb, where the base (of three letters or more) occurs too,
    and abbreviations with and without points.
    Nothing is known of the part of speech, so a few words are taken for forms of another that they are not
    (*arms* of *arm*).

    Parameters
    ----------
    words : lower-case words with straight apostrophes

    >>> base_forms(["sanction", "sanctions", "sanctioned", "state's", "state", "red", "fbi", "f.b.i."])
    {'f.b.i.': 'fbi', 'sanctioned': 'sanction', 'sanctions': 'sanction', "state's": 'state'}
    """
    known = set(words)
    base: dict[str, str] = {}
    for word in sorted(known, key=lambda word: (len(word), word)):
        if len(word) < 3 or not word.isalpha():
            continue
        forms = {*inflections(word, "noun"), *inflections(word, "verb"), f"{word}'s", f"{word}s'"}
        forms.add("".join(f"{letter}." for letter in word))
        base |= dict.fromkeys((forms & known) - {word} - NOT_FORMS, base.get(word, word))
    return dict(sorted(base.items()))


NOT_FORMS = frozenset({"news", "this", "thus", "does", "during", "being", "hundred", "united"})
"""Words that look like a form of another and are not, or whose base would be read as something else."""
