"""Whom "he", "she", "it" and "they" point to: the subject, or the speaker, of the sentences before them.

A reader takes such a word for whoever the sentence, or the one before it, is about: its subject or who speaks
in it, and not somebody who is merely named there (Hobbs 1978; Grosz, Joshi and Weinstein 1995).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from analysis.annotation.voices import words
from analysis.annotation.voices.frame import MASK, Frame
from analysis.annotation.voices.memory import Memory
from analysis.annotation.voices.phrases import Span
from analysis.annotation.voices.records import Attribution
from analysis.annotation.voices.subjects import (
    in_aside,
    opening_subjects,
    opens_with_aside,
    subjects,
)
from analysis.annotation.voices.traits import CONJUNCTION, PREPOSITION

Named = tuple[str | None, str | None]

_SENTENCES, _FAR = 6, 1500
"""Sentences, and characters, that a pronoun may stand behind whom it points to."""
_NEAR_FOUND = 16
_OWN = {"he": "his", "she": "her"}
_ASKED = frozenset(("ask", "asks", "asked", "asking"))
_OBJECTS = {"he": "him", "she": "her"}
_ANY = {"he": re.compile(r"\b(?:he|his|him|himself)\b"), "she": re.compile(r"\b(?:she|hers?|herself)\b")}
_STOPS = (".", "!", "?", ":", "…", '"', "”", "’", "'", ")", MASK)
_PERSONS = ("person", "role", "unnamed")
_THING_SENTENCES = 2
_THINGS = ("document", "media", "organisation", "state or government")
_BODIES = ("media", "organisation", "state or government")
_GROUPS = words.word_set("people family couple police men women")
_GOES_ON = words.word_set("and but or yet so to by per")
_WOMAN = words.word_set(
    "woman spokeswoman congresswoman chairwoman businesswoman mother wife sister daughter girl"
)
_MAN = words.word_set("man spokesman congressman chairman businessman father husband brother son boy")


def sentence_at(starts: Sequence[int], offset: int) -> int:
    """Return the number of the sentence in which an offset lies, or before which it is the first."""
    return bisect_right(starts, offset, 1) - 1


class Pointing:
    """Looks for whom a pronoun points to, while the attributions of a text are named in order."""

    def __init__(
        self, frame: Frame, sentences: Sequence[Span], starts: Sequence[int], memory: Memory
    ) -> None:
        self.frame, self.sentences, self.starts, self.memory = frame, sentences, starts, memory

    def person(
        self, pronoun: str, source: Span, until: int, found: Sequence[Attribution], silent: set[str | None]
    ) -> Named:
        """Return name and type of whom "he" or "she" points to; none of ``silent``, who say the word.

        ``until`` is where the own words of its sentence end that stand before it and before its content.
        """
        near = found[-_NEAR_FOUND:]
        for name, kind in self._centres(pronoun, source, until, near):
            if name is not None and name not in silent and self._fits(pronoun, name, kind):
                return name, kind
        return None, None

    def _fits(self, pronoun: str, name: str, kind: str | None) -> bool:
        if kind == "person":
            return self.memory.names.fits(pronoun, name)
        other = _MAN if pronoun == "she" else _WOMAN
        return kind in _PERSONS and _is_one(name) and other.isdisjoint(name.lower().split())

    def thing(self, pronoun: str, source: Span, found: Sequence[Attribution]) -> Named:
        """Return name and type of what "it", or of those whom "they", points to."""
        near, number = found[-_NEAR_FOUND:], sentence_at(self.starts, source[0])
        start = self.sentences[number][0]
        for a in reversed(near):
            if a.kind == "reported" and a.start <= source[0] < a.end and a.source is not None:
                if self._is_meant(pronoun, self.frame.text[slice(*a.source)], a.source_type):
                    return a.source_name, a.source_type
        for subject in subjects(self.frame, start, source[0]):
            name, kind = self._known(subject)
            if self._is_meant(pronoun, self.frame.text[slice(*subject)], kind):
                return name, kind
        for before in range(number - 1, max(-1, number - 1 - _THING_SENTENCES), -1):
            for surface, name, kind in self._things_of(*self.sentences[before], near):
                if self._is_meant(pronoun, surface, kind):
                    return name, kind
        return None, None

    def _things_of(
        self, start: int, end: int, near: Sequence[Attribution]
    ) -> Iterator[tuple[str, str | None, str | None]]:
        text = self.frame.text
        for a in reversed(near):
            place = a.pointer or a.source
            if place is not None and start <= place[0] < end and self.frame.masked[place[0]] != MASK:
                yield a.source_name or text[slice(*place)], a.source_name, a.source_type
        if self.frame.masked[start:end].rstrip().endswith(_STOPS):
            for subject in subjects(self.frame, start, end):
                yield text[slice(*subject)], *self._known(subject)

    def _is_meant(self, pronoun: str, surface: str, kind: str | None) -> bool:
        several = _are_several(surface)
        if pronoun == "it":
            return kind in _THINGS and not several
        return kind is not None and (several or kind in _BODIES)

    def _centres(
        self, pronoun: str, source: Span, until: int, near: Sequence[Attribution]
    ) -> Iterator[Named]:
        number = sentence_at(self.starts, source[0])
        yield from self._same_sentence(pronoun, source, until, near, self.sentences[number])
        for before in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
            start, end = self.sentences[before]
            if source[0] - start > _FAR:
                return
            yield from self._of_sentence(start, end, near, pronoun)
            if before == number - 1 and not _ANY[pronoun].search(self.frame.folded, start, end):
                yield self._named(start, end, pronoun)

    def _same_sentence(
        self, pronoun: str, source: Span, until: int, near: Sequence[Attribution], sentence: Span
    ) -> Iterator[Named]:
        """Who speaks the words in which the pronoun stands, the subject before it, and who else is named."""
        frame, folded, (start, end) = self.frame, self.frame.folded, sentence
        if f" {_OBJECTS[pronoun]} " in folded[start : source[0]] and any(
            cue.form.form in _ASKED for cue in frame.between(start, source[0])
        ):
            return  # "Ms Orr asked him if he …"
        for a in reversed(near):
            if a.kind == "reported" and a.start <= source[0] < a.end and a.source is not None:
                yield a.source_name, a.source_type
        if until <= start:
            return
        aside = opens_with_aside(frame, start, until)
        if in_aside(frame, start, until):
            before = subjects(frame, start, end)[:1]  # "As he spoke, Ms Orr …"
        else:
            before = (opening_subjects if aside else subjects)(frame, start, until)
        if any(self._is_pronoun(subject, pronoun) for subject in before):
            return
        for subject in before:
            yield self._known(subject)
        if not aside:
            yield self._named(start, until, pronoun)

    def _named(self, start: int, end: int, pronoun: str) -> Named:
        """The first person who is named between two offsets."""
        tokens = self.frame.tokens_between(start, end)
        named = self.memory.names.first_named(self.frame.scan, tokens, pronoun)
        return named, "person" if named is not None else None

    def _of_sentence(
        self, start: int, end: int, near: Sequence[Attribution], pronoun: str
    ) -> Iterator[Named]:
        """Whom an earlier sentence is about: its subject, or who speaks in its main clause."""
        frame = self.frame
        speaker, place = self._speaker(start, end, near)
        if speaker is None:
            quoting = next(
                (a for a in reversed(near) if a.kind == "quoted" and a.start <= start and end <= a.end + 3),
                None,
            )
            if quoting is not None:
                yield quoting.source_name, quoting.source_type
                return
        if not frame.masked[start:end].rstrip().endswith(_STOPS):
            return
        acting = subjects(frame, start, end)
        main = speaker is not None and not self._subordinate(place)
        same = any(self._is_pronoun(subject, pronoun) for subject in acting)
        if main:
            yield speaker.source_name, speaker.source_type
        if same:
            return
        for subject in acting:
            yield self._known(subject)
        if speaker is not None and not main:
            yield speaker.source_name, speaker.source_type

    def _speaker(self, start: int, end: int, near: Sequence[Attribution]) -> tuple[Attribution | None, int]:
        """The last attribution of a sentence whose source is a person outside of quotations, and its place."""
        for a in reversed(near):
            place = a.pointer or a.source
            if place is not None and start <= place[0] < end and self.frame.masked[place[0]] != MASK:
                if a.source_type in _PERSONS:
                    return a, place[0]
        return None, 0

    def _is_pronoun(self, subject: Span, pronoun: str) -> bool:
        low = self.frame.text[slice(*subject)].lower()
        return low == pronoun or low.split(None, 1)[0] == _OWN[pronoun]

    def _known(self, subject: Span) -> Named:
        name, kind = self.memory.known(self.frame.text, subject)
        sure = kind != "person" or name is None or self.memory.is_known(name)
        return (name, kind) if sure else (None, None)

    def _subordinate(self, place: int) -> bool:
        """Whether the word before a speaker opens a clause that belongs to another: ``after Ms Orr asked``."""
        before = self.frame.tokens_between(max(0, place - 30), place)
        if not before:
            return False
        trait = self.frame.scan.traits[before[-1]]
        return self.frame.scan.lows[before[-1]] not in _GOES_ON and trait & (CONJUNCTION | PREPOSITION) > 0


def _are_several(surface: str) -> bool:
    """Whether a source is more than one: ``the miners of Osterby``, ``Ms Orr and Mr Lund``."""
    lows = surface.lower().split()
    if lows[0] in ("this", "that", "it"):
        return False
    head = next((n for n, low in enumerate(lows) if low in words.PREPOSITIONS), len(lows))
    last = lows[max(0, head - 1)]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s"))
    return "and" in lows or plural or last in _GROUPS or last in words.UNNAMED


def _is_one(name: str) -> bool:
    """Whether an unnamed source is one person: ``a senior official``."""
    low = name.lower()
    return low.startswith(("a ", "an ", "one ", "the ", "another ")) and not low.split(" of ")[0].endswith(
        "s"
    )
