"""When and where somebody spoke is nobody's words."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.contents.circumstances import past_circumstance
from analysis.annotation.voices.cues.sites import sites
from analysis.annotation.voices.text.tokens import scan


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("said in May that the ferry was old", "that the ferry was old"),
        ("vowed in May to leave the port", "to leave the port"),
        ("said during the debate last week he would go", "he would go"),
        ("said on television", ""),
        ("said after the ferry had left", ""),
        ("pledged in May to Halmere", "in May to Halmere"),
        ("said in Osterby the ferry was old", "in Osterby the ferry was old"),
        ("said when the ferry left, nobody was there", "when the ferry left, nobody was there"),
        ("said at least three miners had left", "at least three miners had left"),
        ("to say in which port the ferry is", "in which port the ferry is"),
        ("said the ferry was old", "the ferry was old"),
    ],
)
def test_a_stretch_begins_past_when_and_where_it_was_said(behind: str, told: str, rules: VoiceFinder) -> None:
    scanned = scan(f"Ida Orr {behind}", rules.lexis)
    (found,) = sites([scanned], rules.root)
    site = next(one for one in found if one.form.kind == "verb")
    start = past_circumstance(scanned, site, site.last + 1, len(scanned.kinds))
    assert scanned.text[scanned.starts[start] :] == told if told else start == len(scanned.kinds)
