"""What rules ask of words by themselves."""

from __future__ import annotations

import pytest

from analysis.annotation.voices.text import preceding
from analysis.annotation.voices.text.classes import class_of, lower
from analysis.annotation.voices.text.preceding import tells, tells_of_cue
from analysis.annotation.voices.text.traits import (
    AND,
    AUXILIARY,
    CAPITAL,
    CLOSING,
    DIGIT,
    ED,
    INSIDE,
    LY,
    MONTH,
    NOUN,
    PARTING,
    PLACE,
    POSSESSIVE,
    PRONOUN,
    TIME,
    WORD,
    traits_of,
)


@pytest.mark.parametrize(
    ("surface", "traits"),
    [
        ("Orr", WORD | CAPITAL),
        ("Orr’s", WORD | CAPITAL | POSSESSIVE),
        ("sailed", WORD | ED),
        ("slowly", WORD | LY),
        ("ally", WORD),
        ("May", WORD | CAPITAL | AUXILIARY | MONTH | TIME),
        ("she", WORD | PRONOUN),
        ("U.S.", WORD | CAPITAL | PLACE),
        ("12", WORD | DIGIT),
        ("coalition", WORD | NOUN),
        (",", PARTING | CLOSING),
        ("&", AND | INSIDE),
        ("’", INSIDE),
        ("‘", 0),
        ("Ⓐ", CAPITAL),
    ],
)
def test_traits(surface: str, traits: int) -> None:
    assert traits_of(surface, lower(surface), class_of(surface, lower(surface))) == traits


@pytest.mark.parametrize(
    ("before", "verb", "told"),
    [
        ("the", "claims", "NO_VERB"),
        ("halmere's", "claims", "OWNER"),
        ("ferry", "claim", "NO_BASE"),
        ("ferry", "reports", "NO_NOUN_LIKE"),
        ("was", "described", "BE"),
        ("slowly", "described", "MANNER"),
        ("seems", "sure", "COPULA"),
    ],
)
def test_what_a_word_tells_of_a_cue_after_it(before: str, verb: str, told: str) -> None:
    assert tells_of_cue(before, False) & getattr(preceding, told), (before, verb)
    assert not tells_of_cue("they", False)


@pytest.mark.parametrize(
    ("surface", "told"),
    [
        ("-", "HYPHEN"),
        (".", "OPENS"),
        ("Orr", "CAPITAL"),
        ("media", "OF_STATE"),
        ("of", "LINK"),
        ("by", "BY"),
    ],
)
def test_what_a_word_tells_of_a_cue_before_it_or_of_itself(surface: str, told: str) -> None:
    bit = getattr(preceding, told)
    assert tells(surface.lower(), class_of(surface, lower(surface)), surface[0].isupper()) & bit
    assert not tells("they", class_of("they", "they"), False) & bit
