"""Subjects with a preposition: the noun before it speaks, not what hangs on it."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said

WHOLE = [
    ("The parents of the drowned miner said that the pit was old.", "The parents of the drowned miner"),
    ("Detainees at one Osterby jail also said that the food was bad.", "Detainees at one Osterby jail"),
    ("A mother who fled to Halmere said that the road was closed.", "A mother"),
    ("A captain sailing for Osterby said that the sea was calm.", "A captain"),
    ("An aide to the governor said that the port was closed.", "An aide to the governor"),
    (
        "Tarsovia and others in the Meridian Pact said that the port was closed.",
        "others in the Meridian Pact",
    ),
    (
        "A minister in charge of the ferries of northern Halmere said that the port was closed.",
        "A minister in charge of the ferries of northern Halmere",
    ),
]


@pytest.mark.parametrize(("text", "source"), WHOLE)
def test_a_subject_is_whole(text: str, source: str, finder: VoiceFinder) -> None:
    assert said(text, finder)[0].source == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("After talks in the city Ida Orr said that the port was closed.", "Ida Orr"),
        ("In talks with the miners, Ida Orr said that the port was closed.", "Ida Orr"),
        ("The pit was closed, according to the owner, who said that it was old.", "the owner"),
    ],
)
def test_what_only_stands_before_a_subject_is_no_part_of_it(
    text: str, source: str, with_model: VoiceFinder
) -> None:
    assert (said(text, with_model)[-1].source or "").endswith(source)


def test_who_bears_an_office_with_a_preposition_is_named(finder: VoiceFinder) -> None:
    text = "Kvale asks for more\n\nCommissioner for Human Rights Liuda Kvale said that the port was closed."
    assert said(text, finder)[-1].name == "Liuda Kvale"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Tarsovia this week said that the port was closed.", "Tarsovia"),
        ("A poll issued earlier this year said that the port was closed.", "A poll"),
    ],
)
def test_a_time_before_a_verb_is_no_source(text: str, source: str, with_model: VoiceFinder) -> None:
    assert said(text, with_model)[0].source == source
