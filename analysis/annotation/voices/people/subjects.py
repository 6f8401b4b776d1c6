"""The subjects of a sentence: who acts in its main clause, or in a clause that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import first_phrase, is_aside, segments_of
from analysis.annotation.voices.text.datelines import dateline_end
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import Span
from analysis.annotation.voices.text.traits import (
    ADVERB,
    APPOSITIVE,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    DIGIT,
    ED,
    ING,
    LY,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    ROLE,
    TIME,
    WORD,
)

_CLAUSES = words.word_set("while although though as because when if since after before once until")
_WITHIN = words.word_set("in at during after before")
_ASIDES = PREPOSITION | CONJUNCTION | ING | ED | LY | TIME | ADVERB
_NO_NOUN = CAPITAL | APPOSITIVE | ROLE | _ASIDES | AUXILIARY | PRONOUN | DETERMINER | POSSESSIVE
_DESCRIBED = (words.GOVERNMENT | words.ORGANISATIONS | words.UNNAMED) - words.word_set("trust")
"""Nouns that a name describes: ``Osterby police``."""
_PAST = words.word_set(
    "came went got took made gave left held fell rose began ran met sent put set broke drew grew kept led "
    "lost paid saw sought stood told won wrote flew drove chose leapt found knew thought felt "
    "brought built bought"
)
_LONGEST_DATE, _REACH = 5, 240


def subjects(frame: Frame, start: int, end: int) -> list[Span]:
    """Return the subjects of the clauses with which the stretch begins: the main one first.

    ``While Ms Orr agreed, Mr Lund left`` has two. None is the owner of something (``Ms Orr's plan``).
    """
    tokens = _tokens(frame, start, end)
    if not tokens:
        return []
    if not _opens_aside(frame, tokens):
        return _phrase(frame, tokens)
    return _main(frame, tokens) + _opening(frame, tokens)


class Opening(NamedTuple):
    """What a sentence begins with before a word: its subjects.

    ``is_aside``: it is only an opening such as "In a speech to Mr Lund, ", whose subject is that of "While Ms
    Orr agreed, " or the owner in "At Ms Orr's trial, ", if any. ``goes_on``: the word stands in the opening,
    as "he" in ``As he spoke, Ms Orr …``.
    """

    subjects: list[Span]
    is_aside: bool = False
    goes_on: bool = False


def opening_of(frame: Frame, start: int, end: int) -> Opening:
    """Return what stands in a sentence before an offset."""
    tokens = _tokens(frame, start, end)
    if not tokens:
        return Opening([])
    if not _opens_aside(frame, tokens):
        return Opening(_phrase(frame, tokens))
    lows = frame.scan.lows
    if lows[tokens[-1]] == ",":
        return Opening(_opening(frame, tokens) or _owner(frame, tokens), is_aside=True)
    if all(lows[token] != "," for token in tokens):
        return Opening([], goes_on=True)
    return Opening(_main(frame, tokens) + _opening(frame, tokens))


def _owner(frame: Frame, tokens: Sequence[int]) -> list[Span]:
    traits, scan = frame.scan.traits, frame.scan
    first = 1
    if [scan.lows[token] for token in tokens[:2]] == ["as", "for"]:
        first = 2
    elif scan.lows[tokens[0]] not in _WITHIN:
        return []
    for number in range(first, min(len(tokens), _LONGEST_DATE)):
        if not traits[tokens[number]] & CAPITAL:
            break
        if traits[tokens[number]] & POSSESSIVE:
            end = scan.ends[tokens[number]]
            return [
                (scan.starts[tokens[1]], end - 2 if scan.lows[tokens[number]].endswith("'s") else end - 1)
            ]
    return []


def _main(frame: Frame, tokens: Sequence[int]) -> list[Span]:
    """The subject behind an opening; behind a clause it is none of a list: ``While Orr met Lund, Moen``."""
    clause = frame.scan.lows[tokens[0]] in _CLAUSES
    for segment in segments_of(frame, tokens)[1:]:
        if is_aside(frame, segment):
            continue
        found = _phrase(frame, segment)
        if not (clause and found and frame.text[found[0][1] : found[0][1] + 1] == ","):
            return found
    return []


def _opening(frame: Frame, tokens: Sequence[int]) -> list[Span]:
    if frame.scan.lows[tokens[0]] not in _CLAUSES:
        return []
    found = _phrase(frame, tokens[1:])
    return [] if found and frame.text[found[0][1] : found[0][1] + 1] == "," else found


def _tokens(frame: Frame, start: int, end: int) -> Sequence[int]:
    if not start or frame.text[start - 1] == "\n":
        start = dateline_end(frame.text, start, end)
    tokens, traits, lows = (
        frame.tokens_between(start, min(end, start + _REACH)),
        frame.scan.traits,
        frame.scan.lows,
    )
    first = 0
    while first < len(tokens) and (
        not traits[tokens[first]] & WORD or lows[tokens[first]] in ("and", "but", "so", "yet", "or")
    ):
        first += 1
    return tokens[first:]


def _opens_aside(frame: Frame, tokens: Sequence[int]) -> bool:
    """Whether a sentence opens with more than its subject: ``On Monday``, ``Two months ago``, ``Asked``."""
    traits, lows = frame.scan.traits, frame.scan.lows
    first = traits[tokens[0]]
    if first & _ASIDES:
        return True
    if not first & (DETERMINER | DIGIT | CAPITAL):
        return False
    comma = next((n for n in range(1, min(len(tokens), _LONGEST_DATE + 1)) if lows[tokens[n]] == ","), 0)
    return comma > 0 and (lows[tokens[comma - 1]] == "ago" or traits[tokens[comma - 1]] & (TIME | DIGIT) > 0)


def _phrase(frame: Frame, tokens: Sequence[int]) -> list[Span]:
    """The noun phrase with which a clause begins, with the role that ends it; none for an owner."""
    found = first_phrase(frame, tokens)
    if found is None:
        return []
    traits, scan = frame.scan.traits, frame.scan
    first, last = scan.index(found[0]), scan.index(found[1]) - 1
    if traits[last] & POSSESSIVE:
        return []
    if last > first and scan.lows[last] in _PAST and not traits[last] & CAPITAL:
        return [(found[0], scan.ends[last - 1])]  # "The group came"
    noun = last + 1
    if noun == len(scan.starts) or scan.starts[noun] != found[1] + 1 or not _goes_on(frame, last):
        return [found]
    if traits[noun] & (POSSESSIVE | CAPITAL) or is_thing(scan.lows[noun]):
        return []
    return [(found[0], scan.ends[noun])]


def _goes_on(frame: Frame, last: int) -> bool:
    """Whether a phrase ends with a noun behind it: a role, or what a name describes: ``FBI agents were``."""
    scan, traits = frame.scan, frame.scan.traits
    noun, verb = last + 1, traits[last + 2] if last + 2 < len(scan.starts) else 0
    if traits[noun] & ROLE:
        return True
    if not traits[last] & CAPITAL or not traits[noun] & WORD or traits[noun] & _NO_NOUN:
        return False
    low = scan.lows[noun]
    if low in _DESCRIBED:
        return True
    thing = is_thing(low)
    if verb & AUXILIARY:
        return thing or noun not in frame.alone
    return (thing or low.endswith("s")) and (
        verb & (ED | CAPITAL) == ED or scan.lows[noun + 1 : noun + 2] == [","]
    )
