"""The subject of a clause, and the segments between its commas: which only describe, and who can speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import CLOSER, MOST_TOKENS, Span, is_surname, span_of
from analysis.annotation.voices.text.traits import (
    ADVERB,
    APPOSITIVE,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    DIGIT,
    ED,
    ING,
    INSIDE,
    PARTING,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    SPEAKERS,
    TIME,
    WORD,
)

_PARTY = re.compile(r"[RDI]-|R\.|D\.")
_NOT_SPEAKING = (
    words.DETERMINERS
    | words.CONJUNCTIONS
    | words.PREPOSITIONS
    | words.ADVERBS
    | words.word_set("it there however")
)


def first_phrase(frame: Frame, tokens: Sequence[int]) -> Span | None:
    """Return the noun phrase with which a clause begins, past an opening such as "On Monday,"."""
    if not tokens:
        return None
    start, traits = _beginning(frame, tokens), frame.scan.traits
    if start is None or start >= len(tokens):
        return None
    if traits[tokens[start]] & PRONOUN:
        return span_of(frame, tokens[start], tokens[start])
    last = -1
    for token in tokens[start : start + MOST_TOKENS]:
        if _ends_subject(frame, token, traits[last] if last >= 0 else 0):
            break
        last = token
    return span_of(frame, tokens[start], last) if last >= 0 else None


def _beginning(frame: Frame, tokens: Sequence[int]) -> int | None:
    """Where the subject of a clause may begin."""
    traits = frame.scan.traits
    start = 1 if frame.scan.lows[tokens[0]] in ("and", "but", "so", "yet") and len(tokens) > 1 else 0
    if traits[tokens[start]] & (PREPOSITION | CONJUNCTION | ING):
        # "On Monday, in Boston, Ms Orr": the first segment that is no aside.
        others = segments_of(frame, tokens[start:])[1:]
        chosen = next((segment for segment in others if not is_aside(frame, segment)), None)
        if chosen is None:
            return None
        start = tokens.index(chosen[0])
    if traits[tokens[start]] & ADVERB:
        start += 1
    while start < len(tokens) and not traits[tokens[start]] & WORD:
        start += 1
    return start


def _ends_subject(frame: Frame, token: int, before: int) -> bool:
    """Whether a subject ends before a token; ``before``: the traits of its last word so far, 0 for none."""
    trait = frame.scan.traits[token]
    if not trait & WORD or trait & (CLOSER | ADVERB):
        return not (before and is_surname(before, trait))
    if trait & PREPOSITION:
        return frame.scan.lows[token] not in ("of", "for")
    if not before:
        return False
    adjective = before & DETERMINER  # "the respected Ms Orr"
    if not trait & CAPITAL and not adjective and (before & CAPITAL or trait & ED):
        return True
    return token in frame.alone


def segments_of(frame: Frame, tokens: Sequence[int]) -> list[list[int]]:
    """Part tokens at commas, dashes and brackets; any stronger mark drops what stands before it."""
    traits = frame.scan.traits
    segments: list[list[int]] = [[]]
    for token in tokens:
        trait = traits[token]
        if trait & PARTING:
            segments.append([])
        elif trait & (WORD | INSIDE):
            segments[-1].append(token)
        else:
            segments = [[]]
    return [segment for segment in segments if segment]


def is_aside(frame: Frame, segment: Sequence[int]) -> bool:  # noqa: PLR0911
    """Whether a segment between commas only describes: ``the mayor of …``, ``on Monday``, ``R-Ky.``"""
    scan, traits = frame.scan, frame.scan.traits
    first = segment[0]
    trait, last = traits[first], traits[segment[-1]]
    if trait & (APPOSITIVE | PREPOSITION | TIME | DIGIT):
        return True
    if _PARTY.match(scan.text, scan.starts[first], scan.ends[first]):
        return True
    if len(segment) == 1 and (
        trait & ADVERB or scan.lows[first] == "however" or scan.text[scan.ends[first] - 1] == "."
    ):
        return True
    if not last & CAPITAL and any(traits[token] & POSSESSIVE for token in segment):
        return True
    if all(traits[token] & PLACE for token in segment):
        return True
    if trait & (CAPITAL | PRONOUN):
        return False
    return trait & (ING | ED) > 0 or any(traits[token] & ROLE for token in segment)


def describes(frame: Frame, segment: Sequence[int]) -> bool:
    """Whether a name may follow: ``the leader of the union``, ``Ms Orr's lawyer``."""
    traits = frame.scan.traits
    if traits[segment[0]] & DETERMINER:
        return True
    return not traits[segment[-1]] & CAPITAL and any(traits[token] & POSSESSIVE for token in segment)


def is_no_participle(frame: Frame, span: Span) -> bool:
    """Whether a phrase can be a subject: it has letters and is no bare participle."""
    return _is_no_participle(frame.text[span[0] : span[1]])


@lru_cache(maxsize=8_000)
def _is_no_participle(surface: str) -> bool:
    last = surface.rsplit(None, 1)[-1].lower()
    return any(c.isalpha() for c in surface) and not (surface.islower() and last.endswith(("ed", "ing")))


def can_speak(surface: str) -> bool:
    """Whether a phrase names somebody: a name, a pronoun, a noun for people, bodies or documents.

    >>> can_speak("the spokesman"), can_speak("the outcome")
    (True, False)
    """
    parts = surface.split()
    lows = [part.strip(".,'’").lower() for part in parts]
    if lows[0] in words.PRONOUNS:
        return lows[0] != "it"
    if any(part[0].isupper() for part in parts[1:]):
        return True
    if surface[0].isupper() and lows[0] not in _NOT_SPEAKING:
        return True
    return any(low in SPEAKERS for low in lows)
