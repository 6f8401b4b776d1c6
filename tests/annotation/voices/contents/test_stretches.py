"""Reported stretches and their cues."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.contents.stretches import Stretch, only_model_finds_cue
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.sites import site_of
from analysis.annotation.voices.text.tokens import scan


@pytest.mark.parametrize(("cue", "unknown"), [("passed", True), ("gave a", True), ("also says", False)])
def test_a_cue_of_the_model_alone_counts_if_a_word_of_it_is_one_elsewhere(
    cue: str, unknown: bool, rules: VoiceFinder
) -> None:
    scanned = scan(f"The council {cue} bill on the ferry.", rules.lexis)
    last = 1 + len(cue.split())
    assert only_model_finds_cue(Stretch(last + 1, len(scanned.kinds), (2, last), None), scanned) == unknown


def test_a_cue_of_the_list_and_no_cue_at_all_are_not_the_models_alone(rules: VoiceFinder) -> None:
    scanned = scan("The council passed a bill on the ferry.", rules.lexis)
    site = site_of(scanned, 2, 2, CueForm("passed", "pass", "neutral", "verb", "past", ()))
    assert not only_model_finds_cue(Stretch(3, 5, (2, 2), site), scanned)
    assert not only_model_finds_cue(Stretch(3, 5, None, None), scanned)
