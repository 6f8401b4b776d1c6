"""Reported stretches and their cues."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.contents.stretches import Stretch, is_listed
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.sites import site_of
from analysis.annotation.voices.text.tokens import scan


@pytest.mark.parametrize(("cue", "listed"), [("passed", False), ("gave a", False), ("also says", True)])
def test_a_cue_of_the_model_alone_counts_if_a_word_of_it_is_one_elsewhere(
    cue: str, listed: bool, rules: VoiceFinder
) -> None:
    scanned = scan(f"The council {cue} bill on the ferry.", rules.lexis)
    last = 1 + len(cue.split())
    assert is_listed(Stretch(last + 1, len(scanned.kinds), (2, last), None), scanned) == listed


def test_a_cue_where_it_stands_is_listed_and_no_cue_is_not(rules: VoiceFinder) -> None:
    scanned = scan("The council passed a bill on the ferry.", rules.lexis)
    site = site_of(scanned, 2, 2, CueForm("passed", "pass", "neutral", "verb", "past", ()))
    assert is_listed(Stretch(3, 5, (2, 2), site), scanned)
    assert not is_listed(Stretch(3, 5, None, None), scanned)
