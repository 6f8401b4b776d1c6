"""Contrasts counted in two voices: what stands either way, and the sentence that says so."""

from __future__ import annotations

from lxml import html as lxml_html

from analysis.presentation import both_ways, what_changes
from analysis.presentation.questions.both_ways import BOTH_WAYS
from analysis.presentation.tables.kinds import table_html
from tests.presentation.sentences.contrast_rows import DESCRIBED, VALENCE, contrasts

NULL = {"estimate": 1.2, "low": 0.7, "high": 2.0, "q": 0.5}
ALL = {"voice": "all"}


def test_findings_that_stay_go_and_come() -> None:
    own = contrasts(
        {}, {"category": "alarm"}, {"category": "praise", **NULL}, {"category": "cruelty", **DESCRIBED}
    )
    every = contrasts(
        ALL,
        {"category": "alarm", **NULL, **ALL},
        {"category": "praise", "focus_value": 9.0, **ALL},
        {"category": "cruelty", **DESCRIBED, **ALL},
        {"category": "not in the first", **ALL},
    )
    both = both_ways(own, every)
    assert dict(both.schema) == dict(BOTH_WAYS)
    assert both["category"].to_list() == ["domination", "alarm", "praise", "cruelty"]
    assert both["first_finding"].to_list() == [True, True, False, False]
    assert both["second_finding"].to_list() == [True, False, True, False]
    assert both["second_focus_value"][2] == 9.0
    assert what_changes(both).summary == (
        "Of 4 contrasts, 2 stand out in own words and 2 when counted in all words: both ways “domination” "
        "terms; in own words only “alarm” terms; in all words only “praise” terms."
    )
    page = lxml_html.fromstring(table_html(both).replace("\u00a0", " "))
    last = [tr.xpath("./td[last()]")[0].text for tr in page.xpath(".//tbody/tr")]
    assert last == ["● in both", "only in own words", "only in all words", "not tested"]
    assert page.xpath(".//tbody/tr[1]/td[2]")[0].text == "6.2 × (3.9 to 9.8)"
    heads = [head.text for head in page.findall(".//thead//th")]
    assert heads[2] == heads[4] == "Ratio (95 % interval)"


def test_nothing_changes_or_nothing_stands() -> None:
    alike = what_changes(both_ways(contrasts({}), contrasts(ALL)))
    assert (
        alike.summary
        == "“domination” terms stand out in own words and when counted in all words: nothing changes."
    )
    flat = VALENCE | {"low": -0.3, "high": 0.1, "q": 0.3}
    none = what_changes(both_ways(contrasts(flat), contrasts(flat | ALL)))
    assert none.summary == "Counted in own words or in all words: nothing stands out from chance either way."
    described = what_changes(both_ways(contrasts(DESCRIBED), contrasts(DESCRIBED | ALL)))
    assert described.summary == "Nothing could be tested, counted in own words or in all words."
    assert (
        what_changes(both_ways(contrasts({}), contrasts())).summary
        == "There is nothing to count in two ways."
    )
