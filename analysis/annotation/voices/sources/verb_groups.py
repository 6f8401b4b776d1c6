"""What stands between a verb and its subject: auxiliaries, adverbs, "went on to", a relative "who"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import is_surname
from analysis.annotation.voices.text.traits import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    ED,
    ING,
    LY,
    PREPOSITION,
    PRONOUN,
    WORD,
)

_BRIDGES = words.word_set(
    "went go goes going on continued continues appeared appears seemed seems wanted wants tried tries "
    "refused declined sought seeks used began begins started paused hesitated ready quick expected "
    "likely able happy rushed hastened proceeded as far so moved return returned came come forced "
    "ought need needs needed nothing much little more something"
)


def without_relative(frame: Frame, tokens: Sequence[int]) -> Sequence[int]:
    """Drop "who" from the end: ``Ms Orr, who said`` has its source before the comma."""
    lows = frame.scan.lows
    while len(tokens) > 1 and lows[tokens[-1]] in ("who", "which", "that"):
        tokens = tokens[:-1]
        if lows[tokens[-1]] == ",":
            tokens = tokens[:-1]
        tokens = without_verbs(frame, tokens)
    return tokens


def without_verbs(frame: Frame, tokens: Sequence[int]) -> Sequence[int]:
    """Drop auxiliaries, adverbs, stranded prepositions and verbs such as "went on to" from the end."""
    traits, lows, count = frame.scan.traits, frame.scan.lows, len(tokens)
    while count:
        last = traits[tokens[count - 1]]
        if last & PREPOSITION and count > 1 and lows[tokens[count - 1]] == "to":
            count = _skip_bridge(frame, tokens, count - 1)
            continue
        if last & (AUXILIARY | ADVERB):
            if count > 1 and is_surname(traits[tokens[count - 2]], last):
                break  # "Mrs May"
        elif last & CAPITAL or not last & (PREPOSITION | LY):
            break
        count -= 1
    return tokens[:count]


def _skip_bridge(frame: Frame, tokens: Sequence[int], count: int) -> int:
    """Return how many of the first ``count`` tokens are left without a verb such as "went on"."""
    traits, lows = frame.scan.traits, frame.scan.lows
    for step in range(3):
        last = traits[tokens[count - 1]] if count else 0
        if not last & WORD or last & PRONOUN:
            break
        if lows[tokens[count - 1]] not in _BRIDGES and (step or last & CAPITAL):
            break
        count -= 1
    return count


def after_participle(frame: Frame, before: Sequence[int]) -> bool:
    if len(before) < 3:
        return False
    traits = frame.scan.traits
    participle = traits[before[-2]]
    return traits[before[-1]] & PREPOSITION > 0 and participle & (ING | ED) > 0 and not participle & CAPITAL
