"""What cannot speak is no source, whatever stands beside its cue."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said


@pytest.mark.parametrize(
    "subject",
    [
        *("The recent attack", "A potential bid", "Such tensions", "However", "The change of tone"),
        *("Some 140 trucks", "Four Tarsovian warships", "The new sanctions", "These days"),
        *("Neither capital", "No official", "Nobody"),
    ],
)
def test_a_thing_is_no_source(subject: str, rules: VoiceFinder) -> None:
    found = said(f"{subject} said that the ferry was old.", rules)
    assert all(one.source is None and one.name is None and one.type is None for one in found)


@pytest.mark.parametrize("subject", ["The report", "A resident of the city", "The recent study", "Orr"])
def test_a_document_and_a_person_are(subject: str, finder: VoiceFinder) -> None:
    assert said(f"On Monday, {subject} suggested that the ferry was old.", finder)[-1].source == subject


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Michael Bloomberg came. Bloomberg said that the ferry was old.", "Michael Bloomberg", "person"),
        ("Bram Orr Jr. came. Orr Jr. said that the ferry was old.", "Bram Orr Jr.", "person"),
        ("The West said that the ferry was old.", "West", "state or government"),
        ("A spokesman, Bram Orr, said that the ferry was old.", "Bram Orr", "person"),
    ],
)
def test_who_a_word_names(text: str, name: str, kind: str, rules: VoiceFinder) -> None:
    found = said(text, rules)[-1]
    assert (found.name, found.type) == (name, kind)


def test_an_adjective_of_the_noun_that_is_the_cue_is_no_source(with_model: VoiceFinder) -> None:
    found = said("The miners left with the firm belief that the pit was closed.", with_model)
    assert [one.source for one in found if one.cue == "belief"] in ([], [None], ["The miners"])
