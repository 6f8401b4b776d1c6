"""Cues that are none unless what stands beside them says so."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said


@pytest.mark.parametrize(
    "text",
    [
        "The miners held talks in Osterby on Sunday.",
        "The ministry holds a meeting of mayors.",
        "Tarsovia held forty prisoners in the harbour.",
        "Halmere maintains order in the port.",
        "The miners are defending the city of Osterby.",
        "Tarsovia will defend its territory with ships.",
        "The ministry bought ships to counter Tarsovian raids.",
        "Ida Orr was charged with theft.",
        "The guests of the hotel were found dead in the lobby.",
        "The divers found a cannon in the harbour.",
        "The mayor found himself in the harbour.",
        "The mayor signed the law on fishing.",
        "The miners committed a crime in Osterby.",
        "The crimes that the pirates committed near Osterby were many.",
        "Ida Orr appeared in court on Sunday.",
        "The island received military support for its port.",
    ],
)
def test_acts_are_nobodys_words(text: str, finder: VoiceFinder) -> None:
    assert said(text, finder) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The court held that the ferry was safe.", "held"),
        ("Ida Orr maintains that the ferry was safe.", "maintains"),
        ("Ida Orr has maintained she was in Osterby.", "maintained"),
        ("The ferry was safe, Ida Orr maintained.", "maintained"),
        ("Ida Orr defended the decision of the mayor.", "defended"),
        ("Ida Orr countered that the ferry was safe.", "countered"),
        ("Ida Orr charged that the mayor had lied.", "charged"),
        ("The miners found that the ferry was old.", "found"),
        ("The study found a link between fog and accidents.", "found"),
        ("Ida Orr supports the pact.", "supports"),
    ],
)
def test_a_clause_a_quotation_or_what_was_said_keeps_the_cue(text: str, cue: str, rules: VoiceFinder) -> None:
    assert cue in [one.cue for one in said(text, rules)]


def test_a_quotation_keeps_the_cue(finder: VoiceFinder) -> None:
    (one,) = said('Ida Orr maintained: "We will not go to the island."', finder)
    assert (one.kind, one.source, one.cue) == ("quoted", "Ida Orr", "maintained")


@pytest.mark.parametrize(
    "text",
    [
        "Tarsovia seems to be at peace with its neighbours.",
        "The ferry appears to be late.",
        "The ferry is expected to leave on Sunday.",
        "Ida Orr is seen as a friend of the miners.",
        "Ferry sinks, casualties reported after fire in Osterby",
    ],
)
def test_who_seems_or_is_expected_does_not_speak(text: str, finder: VoiceFinder) -> None:
    assert [one.source for one in said(text, finder) if one.source is not None] == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Orr seemed to endorse the pact.", "Ida Orr"),
        ("Ida Orr is worried about the ferry.", "Ida Orr"),
    ],
)
def test_who_seems_to_speak_or_has_an_attitude_is_the_source(
    text: str, source: str, with_model: VoiceFinder
) -> None:
    assert [one.source for one in said(text, with_model)] == [source]
