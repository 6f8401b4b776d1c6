"""Types of sources that are no persons: people without a name, bodies, documents."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.people.common_sources import unless_person

from ..said import said


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The citizens of Tarsovia", "unnamed"),
        ("Detainees at one police station", "unnamed"),
        ("a growing number of Orr supporters", "unnamed"),
        ("One of them", "unnamed"),
        ("a person close to Orr", "unnamed"),
        ("nearly two-thirds of Congress", "state or government"),
        ("a think tank in Brussels", "organisation"),
        ("The results of an army survey", "document"),
        ("A picture taken in Tarsovia", "document"),
        ("Members of Parliament", "state or government"),
        ("Tarsovia's president-elect", "role"),
    ],
)
def test_the_head_of_a_phrase_tells_its_type(source: str, kind: str) -> None:
    assert unless_person(source)[1] == kind


@pytest.mark.parametrize(
    "source",
    ["Meridian Pact", "Northern Front", "United Pit Workers", "Miners for Peace", "Muslim Brotherhood"],
)
def test_a_body_is_told_by_the_noun_for_it(source: str, finder: VoiceFinder) -> None:
    one = said(f"On Monday, the {source} said that the port was closed.", finder)[0]
    assert (one.name, one.type) == (source, "organisation")


@pytest.mark.parametrize("source", ["the pit workers", "Tarsovian workers", "the miners"])
def test_people_at_work_are_no_body(source: str, finder: VoiceFinder) -> None:
    assert said(f"On Monday, {source} said that the port was closed.", finder)[0].type in ("role", "unnamed")
