"""Words that look like cues and are nobody's."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said

NOBODYS = [
    "It is hard to say how the ferry sank.",
    "It was too early to predict whether the port would open.",
    "It is difficult to tell how many miners will stay.",
    "It is important to note that the ferry was old.",
    "The port held a provision that allows ships to sail at night.",
    "The storm threatened to close the port.",
    "The order does not overturn reporting requirements on deaths in pits.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_nobody_says_is_no_speech(text: str, finder: VoiceFinder) -> None:
    assert said(text, finder) == []


def test_a_relative_clause_about_a_noun_is_nobodys(finder: VoiceFinder) -> None:
    text = "Crowds came for the speech that has made Osterby known."
    assert [one for one in said(text, finder) if one.cue == "speech"] == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Orr finds it hard to believe that the ferry was old.", "Ida Orr"),
        ("Ida Orr threatened to close the port.", "Ida Orr"),
        ("The government will not allow ships to sail at night.", "The government"),
        ("Halmere threatened in recent weeks to close the port.", "Halmere"),
    ],
)
def test_who_judges_or_threatens_is_a_source(text: str, source: str, finder: VoiceFinder) -> None:
    assert [one.source for one in said(text, finder)] == [source]


def test_a_speech_that_somebody_gives_is_told_by_its_clause(finder: VoiceFinder) -> None:
    one = said("Ida Orr rejected the claim that the ferry was old.", finder)[-1]
    assert one.content.endswith("the ferry was old")
