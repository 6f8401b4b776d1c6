"""Comparisons inside events for people: what stands out, where the plain count disagrees, what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from lxml import html as lxml_html

from analysis import describe, open_study, per_article_profile, same_event, show
from analysis.comparison import ALL_REFERENCES, ONE_SIDED, ONE_SIDED_EVENTS, SAME_EVENT, OneSided
from analysis.comparison.events.one_sided_tables import COMPARED, NOT_IN_FOCUS, ONLY_IN_FOCUS
from analysis.presentation import one_side
from analysis.presentation.tables.columns_events import one_sided_rows
from analysis.presentation.tables.events import one_sided_html
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from analysis.study import Inference

INSIDE: dict[str, Any] = {
    "measure": "rate:loaded_terms",
    "category": "domination",
    "voice": "own",
    "part": "all",
    "focus": "Herald",
    "reference": ALL_REFERENCES,
    "estimate": 2.5,
    "low": 1.5,
    "high": 4.2,
    "p": 0.002,
    "q": 0.01,
    "plain_estimate": 3.1,
    "plain_low": 1.8,
    "plain_high": 5.3,
    "plain_shared_estimate": 2.6,
    "plain_shared_low": 1.4,
    "plain_shared_high": 4.8,
    "shared_events": 12,
    "shared_with_hits": 9,
    "focus_only_events": 3,
    "reference_only_events": 20,
    "status": "inferred",
}
ALIKE = {"estimate": 1.1, "low": 0.7, "high": 1.7, "q": 0.6}
PLAIN_ALIKE = {"plain_estimate": 1.1, "plain_low": 0.6, "plain_high": 2.0}
DESCRIBED = {"low": None, "high": None, "q": None, "status": "described", "reason": "4 hits on both sides"}
NO_EVENT = {
    **dict.fromkeys(("shared_events", "shared_with_hits", "focus_only_events", "reference_only_events"), 0),
    **DESCRIBED,
    "reason": "no article has an event",
}


def inside(*changes: dict[str, Any]) -> pl.DataFrame:
    types = {name: dtype for name, (dtype, _) in SAME_EVENT.items()}
    return pl.DataFrame([dict.fromkeys(types) | INSIDE | change for change in changes], schema=types)


def cells(markup: str) -> list[list[str]]:
    page = lxml_html.fromstring(markup)
    return [[cell.text_content().replace("\u00a0", " ") for cell in row] for row in page.xpath(".//tbody/tr")]


def test_inside_and_plain_ratio_stand_side_by_side() -> None:
    alone = {"reference": "Post", "q": None, "reason": "exploratory"}
    table = inside({}, alone, {"category": "alarm", **ALIKE}, {"category": "praise", **DESCRIBED})
    plain = ["3.1 × (1.8 to 5.3)", "2.6 × (1.4 to 4.8)", "12 (9)", "3 : 20"]
    assert cells(table_html(table)) == [
        ["domination", "2.5 × (1.5 to 4.2)", "0.010", *plain, "● stands out"],
        ["alarm", "1.1 × (0.70 to 1.7)", "0.60", *plain, "○ chance could do it"],
        ["praise", "2.5 ×", "–", *plain, "described only: 4 hits on both sides"],
    ]


def test_a_small_p_without_an_interval_apart_is_no_finding() -> None:
    assert cells(table_html(inside({"low": 0.9})))[0][-1] == "○ chance could do it"


def test_both_ways_agree() -> None:
    told = describe(inside({}, {"category": "alarm", **ALIKE, **PLAIN_ALIKE})).summary
    assert told == (
        "Inside the 12 events that both sides cover, “domination” terms (own words) stand out from chance "
        "among 2 tested ratios; counted over all articles, the interval of the same leaves out “alike”. By "
        "their intervals the two ways of counting agree."
    )


def test_where_the_plain_count_disagrees_topic_mix_is_named() -> None:
    told = describe(inside({"category": "alarm", **ALIKE})).summary
    assert "nothing stands out from chance among 1 tested ratio; counted over all articles" in told
    assert "“alarm” terms (own words) stand apart from “alike” only over all articles. Topic mix" in told
    told = describe(inside(PLAIN_ALIKE)).summary
    assert "every interval holds “alike”" in told and "only inside shared events. Topic mix" in told
    opposite = {"plain_estimate": 0.4, "plain_low": 0.2, "plain_high": 0.8}
    assert "in opposite directions. Topic mix" in describe(inside(opposite)).summary


def test_a_test_and_an_interval_that_do_not_agree_are_no_topic_mix() -> None:
    told = describe(inside({**ALIKE, "q": 0.01})).summary
    assert "For “domination” terms (own words) test and interval inside shared events do not agree" in told
    assert told.endswith("Otherwise the two ways of counting agree.") and "opic mix" not in told


def test_topic_mix_is_not_named_where_both_sides_cover_the_same_events() -> None:
    same = {"focus_only_events": 0, "reference_only_events": 0}
    told = describe(inside({**ALIKE, **same})).summary
    assert "disagree" in told and "Topic mix" not in told
    assert "Both sides cover the same events there" in told


def test_a_plain_ratio_that_cannot_be_checked_inside_events_is_named() -> None:
    told = describe(inside(DESCRIBED)).summary
    assert told.startswith("Inside the 12 events that both sides cover, no ratio could be tested; ")
    assert "there is too little to check “domination” terms (own words))" in told and "agree" not in told


def test_without_events_the_reason_stands_alone() -> None:
    table = inside(NO_EVENT)
    reason = "no article has an event"
    assert describe(table).summary == f"Nothing can be compared inside events: {reason}."
    assert reason in table_html(table) and "<table" not in table_html(table)
    apart = inside({**NO_EVENT, "focus_only_events": 2, "reference_only_events": 3})
    assert "no event is covered by both sides" in describe(apart).summary


def one_sided(*rows: dict[str, Any], events: int = 10, reason: str | None = None) -> OneSided:
    types = {name: dtype for name, (dtype, _) in ONE_SIDED.items()}
    base = dict.fromkeys(types) | {
        "events": 4,
        "comparable_events": 5,
        "expected": 1.34,
        "status": "inferred",
    }
    table = pl.DataFrame([base | row for row in rows], schema=types)
    numbers = [("events that the focus and 3 or more reference outlets cover", events), ("other events", 0)]
    numbers += [("terms left out: stopwords (0 listed)", 0), ("terms left out: numbers and initials", 7)]
    compared = pl.DataFrame(numbers, schema={n: dtype for n, (dtype, _) in COMPARED.items()}, orient="row")
    details = pl.DataFrame(schema={name: dtype for name, (dtype, _) in ONE_SIDED_EVENTS.items()})
    return OneSided(table, details, compared, reason)


def term(name: str, direction: str, q: float | None = 0.4, **more: Any) -> dict[str, Any]:
    carried = "Post 4" if direction == NOT_IN_FOCUS else "the focus 4"
    known = {"term": name, "forms": name, "direction": direction, "q": q, "carried_by": carried}
    return known | {"family_size": None if q is None else 40} | more


def test_as_many_rows_each_way_and_findings_marked() -> None:
    found = one_sided(
        term("talk", NOT_IN_FOCUS, 0.01, forms="talk, talks"),
        term("fraud", NOT_IN_FOCUS, None, status="described", reason="the smallest p is 0.4"),
        *(term(f"word{n}", ONLY_IN_FOCUS) for n in range(5)),
    )
    markup = one_sided_html(found, "Words", 0.95, "tables/x.csv")
    rows = cells(markup)
    assert [row[1] for row in rows] == [NOT_IN_FOCUS] * 2 + [ONLY_IN_FOCUS] * 2
    talk = ["talk (talks)", NOT_IN_FOCUS, "4 of 5", "1.34", "Post 4", "0.010", "● stands out"]
    assert rows[0] == talk
    assert rows[1][-1] == "described only: the smallest p is 0.4"
    assert "3 more rows are not shown; all are in tables/x.csv" in markup
    assert "reference outlets cover: 10; other events: 0; terms left out: numbers and initials: 7." in markup
    assert len(one_sided_rows(found.terms.filter(direction=ONLY_IN_FOCUS), 4)) == 4


def test_one_sentence_names_what_stands_out_in_each_direction() -> None:
    found = one_sided(term("talk", NOT_IN_FOCUS, 0.01), term("yoke", ONLY_IN_FOCUS, 0.02))
    assert describe(found).summary == (
        "On the 10 events that the focus and 3 or more reference outlets cover, 1 term is not in the focus "
        "on some event and 1 term is only in the focus on some event. Among 40 tests, “talk” is not in the "
        "focus and “yoke” is only in the focus on more events than chance would explain."
    )
    none = describe(one_sided(term("yoke", ONLY_IN_FOCUS), events=1)).summary
    assert none.startswith(
        "On the one event that the focus and 3 or more reference outlets cover, 0 terms are"
    )
    assert none.endswith("Among 40 tests none stands out: chance could do it.")
    assert "none can be tested" in describe(one_sided(term("yoke", ONLY_IN_FOCUS, None))).summary
    assert describe(one_sided()).summary.endswith("no term is on one side only.")


def test_why_nothing_is_on_one_side(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "no event is covered by the focus and 3 or more reference outlets"
    empty = one_sided(events=0, reason=reason)
    assert describe(empty).summary == f"N{reason[1:]}."
    markup = one_sided_html(empty, "<Words>", 0.95, None)
    assert reason in markup and "&lt;Words&gt;" in markup and "<table" not in markup
    show(empty)
    assert reason in capsys.readouterr().out


def test_without_text_only_lexicon_terms_are_compared() -> None:
    workspace = open_study()
    bare = replace(workspace, annotated=workspace.annotated.without_text())
    words, terms = one_side(bare, "words"), one_side(bare, "terms")
    assert describe(words).summary == (
        "Words are not compared event by event: they need running text, and this corpus is without it."
    )
    assert terms.terms.equals(one_side(workspace, "terms").terms) and terms.terms.height
    told = f"{describe(words)} {describe(terms)}".casefold()
    assert "omission" not in told and not [word for word in FORBIDDEN if f" {word} " in told]


def test_rows_of_the_same_event_open_to_passages_of_both_sides() -> None:
    ws = open_study()
    rates = per_article_profile(ws.annotated, ["own"], valence=False)
    inside = same_event(rates, ws.focus, ws.references, inference=Inference(resamples=99))
    page = lxml_html.fromstring(table_html(inside, None, ws))
    heads = page.xpath("//details//p[@class='ww-side']/text()")
    assert set(heads) == {"Tarsov Herald", "reference"}
    assert "own words" in page.xpath("//details//span[@class='ww-source']/text()")[0]
