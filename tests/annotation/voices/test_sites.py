"""Where a word that can be a cue is one."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.sites import sites
from analysis.annotation.voices.tokens import scan


def cues(text: str, finder: VoiceFinder) -> list[str]:
    scanned = scan(text, finder.lexis)
    found = sites(scanned, finder.root)
    return [f"{' '.join(scanned.lows[s.first : s.last + 1])}, {s.form.kind}" for s in found]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ida Orr claims that it rained.", "claims, verb"),
        ("The claims that it rained were false.", "claims, noun"),
        ("They hope that it rains.", "hope, verb"),
        ("Their hope that it rains is vain.", "hope, noun"),
        ("Ida Orr went on to say it rained.", "went on to say, verb"),
        ("The deal, according to Ida Orr, is dead.", "according to, phrase"),
        ("She is sure that it rained.", "sure, adjective"),
    ],
)
def test_the_kind_of_a_cue_comes_from_what_stands_around_it(text: str, cue: str, rules: VoiceFinder) -> None:
    assert cue in cues(text, rules)


@pytest.mark.parametrize(
    ("text", "no_cue"),
    [
        ("It grew five per cent.", "per, phrase"),
        ("A sure thing, and a proud one.", "sure, adjective"),
        ("The State of Halmere is small.", "state, verb"),
        ("Her claims were false.", "claims, verb"),
        ("THE STATES voted.", "states, verb"),
    ],
)
def test_a_word_that_is_no_cue_where_it_stands(text: str, no_cue: str, rules: VoiceFinder) -> None:
    assert no_cue not in cues(text, rules)


def test_an_adjective_after_be(rules: VoiceFinder) -> None:
    assert cues("Ida Orr is convinced that it rained.", rules) == ["convinced, adjective"]


def test_passives_and_their_by(rules: VoiceFinder) -> None:
    scanned = scan("The plan was described by Ida Orr as dead.", rules.lexis)
    (site,) = [s for s in sites(scanned, rules.root) if s.form.form == "described"]
    assert site.passive and site.by is not None and scanned.lows[scanned.index(site.by)] == "ida"
