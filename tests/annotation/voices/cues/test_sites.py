"""Where a word that can be a cue is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.cues.sites import sites
from analysis.annotation.voices.text.tokens import scan, scan_all

RULES = VoiceFinder.load(model=None)


def cues(text: str, finder: VoiceFinder) -> list[str]:
    scanned = scan(text, finder.lexis)
    (found,) = sites([scanned], finder.root)
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
        ("Some say that it rained.", "say, verb"),
        ("Halmere and the Pact say that it rained.", "say, verb"),
        ("Of the nine miners, two said that it rained.", "said, verb"),
        ("She opened the meeting by saying that it rained.", "saying, verb"),
        ("Harbour footage shows the ferry on the rocks.", "shows, verb"),
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
        ("The mine claim is old.", "claim, verb"),
        ("Ida Orr of the think tank left.", "think, verb"),
    ],
)
def test_a_word_that_is_no_cue_where_it_stands(text: str, no_cue: str, rules: VoiceFinder) -> None:
    assert no_cue not in cues(text, rules)


def test_an_adjective_after_be(rules: VoiceFinder) -> None:
    assert cues("Ida Orr is convinced that it rained.", rules) == ["convinced, adjective"]


WORDS = (
    *("Ida", "Orr", "the", "said", "claims", "state", "media", "according", "to", "went", "on", "say", "is"),
    *("was", "slowly", "described", "by", "convinced", "per", "cent", "in", "a", "statement", "-", ".", ","),
)


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=6))
def test_texts_that_are_read_together_have_the_cues_that_each_has_alone(texts: list[str]) -> None:
    together = sites(scan_all(texts, RULES.lexis), RULES.root)
    assert together == [sites([scan(text, RULES.lexis)], RULES.root)[0] for text in texts]


def test_a_cue_inside_a_longer_one_is_none(rules: VoiceFinder) -> None:
    assert cues("In a statement according to Ida Orr it rained.", rules) == [
        "in a statement, phrase",
        "according to, phrase",
    ]


def test_passives_and_their_by(rules: VoiceFinder) -> None:
    scanned = scan("The plan was described by Ida Orr as dead.", rules.lexis)
    (found,) = sites([scanned], rules.root)
    (site,) = [s for s in found if s.form.form == "described"]
    assert site.passive and site.by is not None and scanned.lows[scanned.index(site.by)] == "ida"
