"""Whom "he" and "she" point to: the subject, or the speaker, of their sentence or of those before it.

A reader takes such a word for whoever the sentence, or the one before it, is about: its subject or who speaks
in it, and not somebody who is merely named there (Hobbs 1978; Grosz, Joshi and Weinstein 1995).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from analysis.annotation.voices.people.nearby import Named, Nearby, sentence_at
from analysis.annotation.voices.people.several import is_plural
from analysis.annotation.voices.people.subjects import opening_of
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.phrases import Span
from analysis.annotation.voices.text.traits import CONJUNCTION, PREPOSITION

_SENTENCES, _FAR = 6, 1500
"""Sentences, and characters, that a pronoun may stand behind whom it points to."""
_CLOSES = 3
"""Characters of a sentence behind the quotation that fills it, at most."""
_PERSONS = ("person", "role", "unnamed")
_OWN = {"he": "his", "she": "her"}
_OBJECT = {"he": " him ", "she": " her "}
_ANY = {"he": re.compile(r"\b(?:he|his|him|himself)\b"), "she": re.compile(r"\b(?:she|hers?|herself)\b")}
_ASKED = frozenset(("ask", "asks", "asked", "asking"))
_GOES_ON = words.word_set("and but or yet so to by per")
_BEFORE = 30
_NOUNS = {
    "he": words.word_set(
        "woman spokeswoman congresswoman chairwoman businesswoman mother wife sister daughter girl"
    ),
    "she": words.word_set("man spokesman congressman chairman businessman father husband brother son boy"),
}
"""Nouns for whom a pronoun does not stand."""


def person_meant(near: Nearby, pronoun: str, source: Span, until: int, silent: Set[str | None]) -> Named:
    """Return name and type of whom "he" or "she" points to; it may be nobody, and is none of ``silent``.

    ``until`` is where the words end that stand in its sentence before it and before its content; ``silent``
    are those who say the pronoun themselves.
    """
    for name, kind in _candidates(near, pronoun, source[0], until):
        if name is not None and name not in silent and _fits(near, pronoun, name, kind):
            return name, kind
    return None, None


def _fits(near: Nearby, pronoun: str, name: str, kind: str | None) -> bool:
    if kind == "person":
        return near.memory.names.fits(pronoun, name)
    return kind in _PERSONS and _is_one(name) and _NOUNS[pronoun].isdisjoint(name.lower().split())


def _is_one(name: str) -> bool:
    """Whether an unnamed source is one person: ``a senior official``."""
    low = name.lower()
    one = low.startswith(("a ", "an ", "one ", "the ", "another "))
    return one and not low.split(" of ")[0].endswith("s") and not is_plural(name)


def _candidates(near: Nearby, pronoun: str, offset: int, until: int) -> Iterator[Named]:
    number = sentence_at(near.starts, until)
    sentence = near.sentences[number]
    if _is_asked(near, pronoun, sentence[0], offset):
        return
    for one in near.around(offset):
        yield one.source_name, one.source_type
    if until > sentence[0]:
        yield from _of_same_sentence(near, pronoun, sentence, until)
    for before in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
        start, end = near.sentences[before]
        if offset - start > _FAR:
            return
        yield from _of_sentence(near, pronoun, before)
        if before == number - 1 and not _ANY[pronoun].search(near.frame.folded, start, end):
            yield _first_named(near, pronoun, start, end)


def _is_asked(near: Nearby, pronoun: str, start: int, offset: int) -> bool:
    """Whether somebody else asks him or her: ``Ms Orr asked him if he …``."""
    if _OBJECT[pronoun] not in near.frame.folded[start:offset]:
        return False
    return any(cue.form.form in _ASKED for cue in near.frame.between(start, offset))


def _of_same_sentence(near: Nearby, pronoun: str, sentence: Span, until: int) -> Iterator[Named]:
    """The subject before a pronoun, and who else is named there, but for an opening that has no subject."""
    opening = opening_of(near.frame, sentence[0], until)
    # "As he spoke, Ms Orr …"
    acting = near.subjects(*sentence)[:1] if opening.goes_on else opening.subjects
    for subject in acting:
        if _is_pronoun(near, subject, pronoun):
            return
        yield near.named(subject)
    if not opening.is_aside:
        yield _first_named(near, pronoun, sentence[0], until)


def _of_sentence(near: Nearby, pronoun: str, number: int) -> Iterator[Named]:
    """Whom an earlier sentence is about: its subject, or who speaks in its main clause."""
    start, end = near.sentences[number]
    speaker = place = None
    for one, where in near.sources_in(number):
        if one.source_type in _PERSONS:
            speaker, place = one, where
            break
    if speaker is None:
        for one in near.last_found():
            if one.kind == "quoted" and one.start <= start and end <= one.end + _CLOSES:
                yield one.source_name, one.source_type
                return
    if not near.is_sentence(start, end):
        return
    main = place is not None and not _is_subordinate(near, place[0])
    if speaker is not None and main:
        yield speaker.source_name, speaker.source_type
    for subject in near.subjects(start, end):
        if _is_pronoun(near, subject, pronoun):
            return
        yield near.named(subject)
    if speaker is not None and not main:
        yield speaker.source_name, speaker.source_type


def _is_subordinate(near: Nearby, place: int) -> bool:
    """Whether the word before a speaker opens another's clause: ``Mr Lund left after Ms Orr asked``."""
    scan = near.frame.scan
    before = near.frame.tokens_between(max(0, place - _BEFORE), place)
    if not before or scan.lows[before[-1]] in _GOES_ON:
        return False
    return scan.traits[before[-1]] & (CONJUNCTION | PREPOSITION) > 0


def _first_named(near: Nearby, pronoun: str, start: int, end: int) -> Named:
    """The first person who is named between two offsets."""
    tokens = near.frame.tokens_between(start, end)
    named = near.memory.names.first_named(near.frame.scan, tokens, pronoun)
    return named, "person" if named is not None else None


def _is_pronoun(near: Nearby, subject: Span, pronoun: str) -> bool:
    low = near.frame.text[slice(*subject)].lower()
    return low == pronoun or low.split(None, 1)[0] == _OWN[pronoun]
