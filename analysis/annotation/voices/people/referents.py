"""What a word without a name of its own, or for a thing, stands for where it is the head of a source.

The model may see the head of a source in "which", "his", "there" or "the attack", as annotators do. A reader
is shown what such a word refers to, or no source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.annotation.voices.sources.things import names_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import lower
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import REACH, Span, phrase_ending
from analysis.annotation.voices.text.traits import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    ED,
    PREPOSITION,
    WORD,
)

_RELATIVES = words.word_set("which that who whom whose who's that's")
_STANDS_FOR = {
    **dict.fromkeys(("his", "him", "himself", "he's", "he'd", "he'll"), "he"),
    **dict.fromkeys(("her", "hers", "herself", "she's", "she'd", "she'll"), "she"),
    **dict.fromkeys(("their", "them", "themselves", "they're", "they've", "they'd", "they'll"), "they"),
    **dict.fromkeys(("its", "itself"), "it"),
}
_EMPTY = words.word_set(
    "there there's the a an this these no such other my our your it's it'd it'll what what's here"
)
"""Words that name nobody and refer to nobody who speaks."""
_QUANTITIES = words.word_set(
    "one those most all both another few several more none each any either two three"
)
_LONGEST = len("themselves")
_DESCRIBES = re.compile(r"\w-(?:style|era|like|backed|led|based|wide)\Z")
"""What describes the noun behind it and names nobody: *the Halmere-style*."""
_NOBODY = re.compile(r"(?:[Nn]o|[Nn]either|[Nn]obody|[Nn]one|[Nn]o-one)(?: [a-z]|$)")
_NO = frozenset("Nn")


class Referent(NamedTuple):
    """What a source refers to: the words to show (None: no source), and the pronoun that they amount to.

    ``unnamed``: somebody is meant who has no name ("most said").
    """

    span: Span | None
    pronoun: str = ""
    unnamed: bool = False


def referent(frame: Frame, source: Span) -> Referent | None:
    """Return what a source refers to; None for words that speak for themselves."""
    start, end = source
    opens = not start or frame.text[start - 1] == "\n"
    text = frame.text
    nobody = opens and _is_rubric(text, start, end)
    nobody = nobody or (text.find("-", start, end) >= 0 and _DESCRIBES.search(text, start, end) is not None)
    nobody = nobody or (text[start] in _NO and _NOBODY.match(text[start:end]) is not None)
    if nobody or names_thing(text[start:end]):
        return Referent(None)
    if end - start > _LONGEST:
        return None
    low = lower(text[start:end])
    if low in _RELATIVES:
        return Referent(_antecedent(frame, start, low.startswith("that")))
    if low in _STANDS_FOR:
        return Referent(source, _STANDS_FOR[low])
    if low in _QUANTITIES:
        alone = _speaks(frame, end) if low == "one" else _stands_alone(frame, end)
        return Referent(source if alone else None, unnamed=alone)
    return Referent(None) if low in _EMPTY else None


def _is_rubric(text: str, start: int, end: int) -> bool:
    """Whether words with which a line begins are a rubric: ``UPDATED: …``, ``Watch Ferry Sail``."""
    first = text[start:end].lower().split(None, 1)[0].rstrip(":")
    if first not in words.RUBRICS:
        return False
    return first == "watch" or text[end : end + 1] == ":" or end == len(text)


def _antecedent(frame: Frame, start: int, close: bool) -> Span | None:
    """The noun phrase right before a relative pronoun; ``close``: with no comma or preposition between."""
    tokens, traits, lows = (
        frame.tokens_between(max(0, start - REACH), start),
        frame.scan.traits,
        frame.scan.lows,
    )
    if tokens and not close:
        if traits[tokens[-1]] & PREPOSITION:
            tokens = tokens[:-1]
        if tokens and lows[tokens[-1]] == ",":
            tokens = tokens[:-1]
    if not tokens or tokens[-1] in frame.alone:
        return None
    last = traits[tokens[-1]]
    if (
        not last & WORD
        or last & (AUXILIARY | CONJUNCTION | PREPOSITION | ADVERB)
        or last & (ED | CAPITAL) == ED
    ):
        return None
    return phrase_ending(frame, tokens)


def _speaks(frame: Frame, end: int) -> bool:
    """Whether a verb of saying in the past follows: ``one said``, and not ``one would expect``."""
    following = frame.tokens_between(end, end + REACH)[:1]
    cue = frame.alone.get(following[0]) if following else None
    return cue is not None and cue.form.shape == "past"


def _stands_alone(frame: Frame, end: int) -> bool:
    """Whether no noun follows a word such as "most": a verb, a preposition or a mark does."""
    following = frame.tokens_between(end, end + REACH)[:1]
    if not following:
        return True
    trait = frame.scan.traits[following[0]]
    return (
        not trait & WORD
        or trait & (AUXILIARY | PREPOSITION | CONJUNCTION | ADVERB) > 0
        or (following[0] in frame.alone)
    )
