"""Headlines that cite somebody."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said

BODY = "\n\nThe ferry lay in the port on Sunday."
CITING = [
    ("Orr: Ferry will sail on Monday", "Ferry will sail on Monday", "Orr"),
    ("Ferry will sail on Monday – experts", "Ferry will sail on Monday", "experts"),
    ("Ferry will sail on Monday — Tarsov ministry", "Ferry will sail on Monday", "Tarsov ministry"),
    ("Ferry will sail on Monday, says Orr", "Ferry will sail on Monday", "Orr"),
    ("Ferry will sail on Monday, Osterby mayor says", "Ferry will sail on Monday", "Osterby mayor"),
    ("Mayor says ferry will sail on Monday", "ferry will sail on Monday", "Mayor"),
]


@pytest.mark.parametrize(("headline", "content", "source"), CITING)
def test_a_headline_that_cites(headline: str, content: str, source: str, rules: VoiceFinder) -> None:
    found = said(headline + BODY, rules)
    assert [(one.kind, one.content, one.source) for one in found] == [("reported", content, source)]
    assert found[0].confidence == "cued"


@pytest.mark.parametrize(("headline", "content", "source"), CITING[:5])
def test_a_headline_that_cites_with_the_model(
    headline: str, content: str, source: str, with_model: VoiceFinder
) -> None:
    found = said(headline + BODY, with_model)
    assert [(one.kind, one.content, one.source) for one in found] == [("reported", content, source)]


def test_a_headline_with_quote_marks(finder: VoiceFinder) -> None:
    found = said("Orr: ‘Ferry will sail’" + BODY, finder)
    assert [(one.kind, one.content, one.source) for one in found] == [("quoted", "Ferry will sail", "Orr")]


@pytest.mark.parametrize(
    "headline",
    [
        "Halmere vote: what we know",
        "LIVE: Ferry sails from Osterby",
        "Ferry war: Osterby loses its port",
        "Ferry sails on Monday – five things to know",
        "Ferry sails from Osterby",
        "Shelling of Osterby: Six people are wounded",
        "Defence of Osterby: Ferry brings supplies",
        "Battle for Osterby: Ferry brings supplies",
        "Occupied Osterby: Ferry brings supplies",
        "Guests: Ida Orr, Ole Berg and Mia Lund",
        "BIG CHILL: Bully pulls the plug on Osterby",
        "Evacuation: Ferry brings supplies",
        "Exchange of Lund: Ferry brings supplies",
        "Ships of Halmere: Ferry brings supplies",
        "Joining Halmere: Ferry brings supplies",
        "Osterby NPP: Ferry brings supplies",
        "Osterby C: Ferry brings supplies",
        "Pit victims: Ferry brings supplies",
    ],
)
def test_a_headline_with_a_topic_cites_nobody(headline: str, rules: VoiceFinder) -> None:
    assert said(headline + BODY, rules) == []


@pytest.mark.parametrize(
    ("body", "cites"),
    [
        ("The ferry lay in Osterby on Sunday.", False),
        ("The ferry lay near Osterby.", False),
        ("The ferry lay in Osterby’s sight.", True),
        ("The ferry lay in Osterby Bay.", True),
        ("The ferry lay in the port on Sunday.", True),
    ],
)
def test_a_name_that_the_text_calls_a_place_speaks_not(body: str, cites: bool, rules: VoiceFinder) -> None:
    found = said(f"Osterby: Ferry brings supplies\n\n{body}", rules)
    assert [one.source for one in found] == ["Osterby"] * cites


def test_a_topic_before_a_colon_leaves_the_words_to_who_says_them(rules: VoiceFinder) -> None:
    (one,) = said("Osterby Pact: Tarsovia wants to sell its ferries, Halmere says", rules)
    assert (one.content, one.source, one.cue) == ("Tarsovia wants to sell its ferries", "Halmere", "says")


def test_a_name_in_capitals_speaks_where_the_text_has_it_in_small_letters(rules: VoiceFinder) -> None:
    found = said("IDA ORR: Ferry brings supplies\n\nThe ferry of Ida Orr lay in the port.", rules)
    assert [one.source for one in found] == ["IDA ORR"]


@pytest.mark.parametrize("speaker", ["Ministry of Defence", "Mission of Halmere", "Bank of Osterby"])
def test_a_body_called_by_what_it_is_for_speaks(speaker: str, rules: VoiceFinder) -> None:
    found = said(f"{speaker}: Ferry brings supplies{BODY}", rules)
    assert [one.source for one in found] == [speaker]


@pytest.mark.parametrize(
    "headline",
    [
        "UPDATED: Ferry strike at Osterby port kills at least two",
        "EXPOSED: Ferry Crew Hid Leak For Two Years",
        "Watch Ferry Crew Urging Harbour To Sail On Monday",
        "Video: ‘Ferry will sail on Monday at noon’",
    ],
)
def test_a_rubric_does_not_speak(headline: str, finder: VoiceFinder) -> None:
    assert all(one.source is None for one in said(headline + BODY, finder))


def test_a_live_headline_keeps_who_says_it(finder: VoiceFinder) -> None:
    found = said("LIVE UPDATES: Ferry Will Sail on Monday, Harbour Authorities Say" + BODY, finder)
    assert "LIVE UPDATES" not in [one.source for one in found]


def test_a_headline_with_its_source_after_the_colon(rules: VoiceFinder) -> None:
    found = said("Ferry to sail on Monday: mayor" + BODY, rules)
    assert [(one.content, one.source) for one in found] == [("Ferry to sail on Monday", "mayor")]


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry to sail on Monday: what we know",
        "Ferry strike in Osterby: harbour talks",
        "Ferry off Halmere: in pictures",
    ],
)
def test_a_topic_after_the_colon_is_no_source(headline: str, rules: VoiceFinder) -> None:
    assert all(one.cue != ":" for one in said(headline + BODY, rules))


def test_a_short_headline_with_a_dash(rules: VoiceFinder) -> None:
    found = said("Ferry is safe — ministry" + BODY, rules)
    assert [(one.content, one.source) for one in found] == [("Ferry is safe", "ministry")]


@pytest.mark.parametrize(
    "headline",
    [
        "Tarsovian drone attack on Halmere kills 5",
        "Tarsovia launches mass attack on Halmere's power plants",
        "Deadly assault on Halmere port injures 12",
        "Tarsovia attacks Halmere with 28 drones",
        "Tarsovia hits Halmere with 30 missiles",
        "Halmere shot down 5 drones over Osterby",
        "Ferry crews targeted port of Osterby",
        "Defenders of Halmere push enemy back",
    ],
)
def test_blows_and_shots_cite_nobody(headline: str, finder: VoiceFinder) -> None:
    assert said(headline + BODY, finder) == []
