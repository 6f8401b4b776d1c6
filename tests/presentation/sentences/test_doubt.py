"""Findings in other versions, null checks and power: what the page says is what the tables hold."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from lxml import html as lxml_html

from analysis import open_study
from analysis.comparison import (
    ALL_REFERENCES,
    LEAVE_ONE_OUT,
    NULL_SUMMARY,
    PLACEBO_FINDINGS,
    contrast,
    contrast_procedure,
    null_check,
    null_summary,
    smallest_ratio,
    which_survive,
)
from analysis.presentation import (
    article_ranges,
    could_have_shown,
    doubt,
    doubt_keywords,
    doubt_sentence,
    figures,
    power_beside,
    survival_panel,
    usual_tests,
    what_survives,
)
from analysis.presentation.sentences.describe import describe
from analysis.presentation.sentences.fallen import with_fallen
from analysis.presentation.sentences.power import POWER_BESIDE
from analysis.presentation.shown import show
from analysis.presentation.tables.columns_doubt import _survival_remark
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from tests.comparison.tables import invented
from tests.presentation.sentences.contrast_rows import DESCRIBED, VALENCE, contrasts

NULL = {"estimate": 1.2, "low": 0.7, "high": 2.0, "q": 0.5, "focus_value": 3.4}
TURNED = {"estimate": 0.5, "low": 0.2, "high": 0.9, "q": 0.01, "focus_value": 1.4}
MAIN = contrasts({}, {"category": "alarm"}, VALENCE | {"q": 0.01})
VERSIONS = {
    "all words, whoever speaks": contrasts({"voice": "all"}, {"category": "alarm", "voice": "all", **NULL}),
    "without copies": contrasts({"estimate": 5.0}, {"category": "alarm", **DESCRIBED}, VALENCE | {"q": 0.01}),
    "without Post": contrasts({}, {"category": "alarm", **TURNED}, VALENCE | {"q": 0.01}),
    "without Mail": contrasts({}, {"category": "alarm"}, VALENCE | {"q": 0.01}),
}


def cells(markup: str) -> list[list[str]]:
    page = lxml_html.fromstring(markup)
    rows = page.xpath(".//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./*")] for row in rows]


def ranges(**changes: Any) -> pl.DataFrame:
    base = {"measure": "rate:loaded_terms", "category": "domination", "voice": "own", "part": "all"}
    base |= {"scale": "ratio", "estimate": 6.2, "left_out": "article", "units": 60, "undefined": 0}
    base |= {"lowest": 5.1, "highest": 7.0, "moves_most": "a1", "without_it": 5.1, "turns": 0}
    row = dict.fromkeys(LEAVE_ONE_OUT) | base | changes
    return pl.DataFrame([row], schema={name: dtype for name, (dtype, _) in LEAVE_ONE_OUT.items()})


def summary(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {"splits": 40, "untested": 0, "splits_with_calls": 2, "share": 0.05, "low": 0.006, "high": 0.169}
    columns = {"procedure": pl.String(), **{name: dtype for name, (dtype, _) in NULL_SUMMARY.items()}}
    return pl.DataFrame([dict.fromkeys(columns) | base | row for row in rows], schema=columns)


def test_the_panel_marks_each_version_in_words() -> None:
    table = which_survive(MAIN, VERSIONS)
    placebo = pl.DataFrame(
        [("rate:loaded_terms, domination", 1.0, 5, 1, 0)],
        schema={name: dtype for name, (dtype, _) in PLACEBO_FINDINGS.items()},
        orient="row",
    )
    panel = survival_panel(table, ranges(), placebo, MAIN, ["Post", "Mail"])
    by_name = {row["finding"]: row for row in panel.to_dicts()}
    first, second = by_name["“domination” terms"], by_name["“alarm” terms"]
    assert first["all words, whoever speaks"] == "● 6.2 ×, stands"
    assert first["each reference outlet left out"] == "● stands in 2 of 2"
    assert first["any one article left out"].replace("\u00a0", " ") == "● 5.1 to 7.0 ×, never turns"
    assert first["other outlets with as large a difference"] == "○ 1 of 5"
    assert second["all words, whoever speaks"] == "○ 1.2 ×, could be chance"
    assert second["without copies"] == "– 6.2 ×, not tested"
    assert second["each reference outlet left out"] == "○ stands in 1 of 2, not without Post"
    assert second["any one article left out"] == "–"
    assert by_name["word valence"]["all words, whoever speaks"] == "– not in this version"
    turns = survival_panel(table, ranges(turns=1), placebo, MAIN)
    assert turns["any one article left out"][1].endswith("turns without 1 article")


def test_a_version_that_only_the_test_would_call_says_why_it_falls() -> None:
    """A q of 0.003 beside "could be chance" reads like a mistake."""
    wide = {"low": 0.3, "high": 1050.0, "q": 0.003, "scale": "ratio", "reason": None}
    assert _survival_remark(0.95, wide) == "the interval takes in “alike”"
    assert _survival_remark(0.95, wide | {"low": 1.2}) == "–"
    assert _survival_remark(0.95, wide | {"q": 0.2}) == "–"
    assert _survival_remark(0.95, wide | {"scale": "difference", "low": -0.1, "high": 0.2}).startswith("the")
    assert _survival_remark(0.95, wide | {"reason": "too few"}) == "too few"


def test_sentences_count_the_versions_in_which_a_finding_stands() -> None:
    told = what_survives(which_survive(MAIN, VERSIONS))
    assert told.summary == (
        "Of 3 findings of the profile, 2 stand in every version that could be tested: "
        "“domination” terms "
        "and word valence; 1 does not stand in some version: “alarm” terms."
    )
    assert told.plain[0] == (
        "“alarm” terms, 6.2 × in the study: a finding again in 1 of 3 versions that could be "
        "tested; not in: all "
        "words, whoever speaks (1.2 ×); without Post (0.50 ×). Not tested: without copies."
    )
    assert "<ul class='ww-plain'><li>“alarm" in told.html()
    assert str(told).count("\n- ") == 3


def test_the_one_version_that_could_be_tested_is_named() -> None:
    """Not 'in 0 of 1 version'."""
    firm = what_survives(which_survive(MAIN, {"without Mail": VERSIONS["without Mail"]})).plain
    assert all(text.endswith("a finding again in the one version that could be tested.") for text in firm)
    (fallen,) = [
        text
        for text in what_survives(which_survive(MAIN, {"without Post": VERSIONS["without Post"]})).plain
        if "alarm" in text
    ]
    assert fallen.endswith("no finding in the one version that could be tested, without Post (0.50 ×).")


def test_a_finding_says_what_it_does_not_stand_without() -> None:
    versions = VERSIONS | {"without series": contrasts({**NULL}, {"category": "alarm"}, VALENCE)}
    told = with_fallen(describe(MAIN), MAIN, which_survive(MAIN, versions), ["Post", "Mail"]).findings
    by_name = {name: next(s for s in told if name in s) for name in ("domination", "alarm", "valence")}
    assert by_name["domination"].endswith(
        " It does not stand without articles whose titles are those of a series."
    )
    # Other words than the study's are another question; what could not be tested has not fallen.
    assert by_name["alarm"].endswith(" It does not stand without Post.")
    assert "does not stand" not in by_name["valence"]


def test_without_a_finding_one_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main = contrasts(NULL)
    table = which_survive(main, {"without copies": main})
    assert what_survives(table).summary.startswith("There is no finding to doubt")
    assert what_survives(table).plain == ()
    assert isinstance(figures.survival(table), str)
    placebo = pl.DataFrame(schema={name: dtype for name, (dtype, _) in PLACEBO_FINDINGS.items()})
    panel = survival_panel(table, ranges(), placebo, main)
    assert panel.columns == ["finding", "in the study"]
    assert panel.is_empty()
    show(panel, caption="Findings")
    assert "shape: (0, 2)" in capsys.readouterr().out


def test_the_article_that_does_most_is_named_and_led_to() -> None:
    found = which_survive(MAIN, VERSIONS)
    articles = pl.DataFrame(
        {
            "article_id": ["a1"],
            "title": ["<Plot>"],
            "outlet": ["Herald"],
            "url": ["https://a.example/?a=1&b=2"],
        }
    )
    table = article_ranges(ranges(), found, articles)
    markup = table_html(table)
    link = lxml_html.fromstring(markup).xpath(".//td/a")[0]
    assert (link.text, link.get("href")) == ("<Plot>", "https://a.example/?a=1&b=2")
    assert cells(markup)[0][2:4] == ["5.1 to 7.0 ×", "5.1 ×"]
    for address in ("javascript:alert(1)", "https://x.example/' onclick='a", None):
        other = article_ranges(ranges(), found, articles.with_columns(url=pl.lit(address, pl.String)))
        page = lxml_html.fromstring(table_html(other))
        assert not page.xpath(".//a[@onclick]")
        assert all(a.get("href").startswith("https://") for a in page.xpath(".//a"))
    bare = article_ranges(
        ranges(), found, articles.select("article_id", "outlet", title=pl.lit(None, pl.String))
    )
    assert cells(table_html(bare))[0][4:6] == ["a1", "Herald"]


def test_null_checks_in_sentences() -> None:
    told = doubt(
        summary(
            {"kind": "random halves"},
            {"kind": "shuffled labels", "splits_with_calls": 0, "share": 0.0, "low": 0.0, "high": 0.088},
            {
                "kind": "halves by event",
                "splits": 0,
                "untested": 40,
                "reason": "5 events in the focus",
            },
            {
                "kind": "halves by time",
                "splits": 6,
                "splits_with_calls": 1,
                "untested": 1,
                "reason": "one day",
            },
            {"kind": "placebo focus", "splits": 6, "splits_with_calls": 5, "focus_calls": 2, "as_many": 4},
        )
    )
    assert told.summary == (
        "Where there is nothing to find (random halves and shuffled names), the tests of "
        "measures called something "
        "in 2 of 80 trials; at 5 %, 4 would be no surprise."
    )
    assert told.plain == (
        "In 2 of 40 random halves of one outlet's articles something was called (5.0 %, 95 % "
        "interval 0.6 to 17 %).",
        "In none of 40 trials with shuffled names of outlets was anything called (0 %, 95 % "
        "interval 0 to 8.8 %).",
        "Half of the events against the other half: not tested (5 events in one half).",
        "Between the earlier and the later half of an outlet's own articles something was "
        "called for 1 of 6 outlets, "
        "which may be the news that changed. 1 outlet more could not be tested (one day).",
        "The focus differs in 2 measures; of 6 reference outlets, each put in its place, 4 "
        "differ in at least as "
        "many.",
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            {"focus_calls": 0, "splits_with_calls": 0},
            "The focus differs in no word; of 3 reference outlets, each put in its place, none "
            "differs from the "
            "others in any.",
        ),
        (
            {"focus_calls": 1, "as_many": 1, "splits_with_calls": 1},
            "The focus differs in 1 word; of 3 reference outlets, each put in its place, 1 "
            "differs in at least as "
            "many.",
        ),
        (
            {"splits_with_calls": 2},
            "Of 3 reference outlets, each put in the focus's place, 2 differ from the others in some word.",
        ),
    ],
)
def test_other_outlets_in_the_focus_place(row: dict[str, Any], sentence: str) -> None:
    made = summary({"kind": "random halves", "splits": 0, "reason": "1 article"})
    made = pl.concat([made, summary({"kind": "placebo focus", "splits": 3, **row})])
    assert doubt_sentence(made, "word") == (
        f"Where there is nothing to find, words could not be tested: 1 article. {sentence}"
    )


def test_usual_tests_beside_ours() -> None:
    told = usual_tests(
        summary(
            {"kind": "random halves", "procedure": "ours", "splits": 0, "reason": "5 articles in the focus"},
            {"kind": "random halves", "procedure": "G²", "splits_with_calls": 38, "mean_calls": 6.6},
            {"kind": "shuffled labels", "procedure": "ours", "splits_with_calls": 0},
            {"kind": "shuffled labels", "procedure": "G²", "splits": 0},
        )
    )
    assert told.plain == (
        "Random halves of one outlet's articles: G² called something in 38 of 40 splits, 6.60 "
        "words on average; "
        "ours could not be run (5 articles in one half).",
        "Shuffled names of outlets: ours called nothing in 40 splits; G² could not be run (no "
        "test was possible).",
    )
    assert "could not be run" in usual_tests(summary({"kind": "placebo focus", "procedure": "ours"})).summary


def test_what_could_have_been_shown() -> None:
    tables = pl.concat([invented(3, 20, 1), invented(3, 20, 2, ratio=6.0).with_columns(category=pl.lit("c"))])
    made = contrast(tables, "o0").filter(reference=ALL_REFERENCES)
    beside = power_beside(smallest_ratio(tables, "o0"), made)
    assert dict(beside.schema) == dict(POWER_BESIDE)
    assert beside["finding"].to_list() == [False, True]
    told = could_have_shown(beside)
    assert told.summary.startswith(
        "Of 1 contrast that cannot be told from chance none is thereby shown to be alike"
    )
    assert f"about {beside['up'][0]:.1f} times as often as the reference, or more" in told.plain[0]
    written = cells(table_html(beside))
    assert written[0][4].endswith(f"{beside['up'][0]:.1f} × or more")
    assert [row[6] for row in written] == ["○ no", "● yes"]
    assert could_have_shown(beside.filter("finding")).summary.startswith(
        "Every contrast that was tested stands out"
    )
    none = power_beside(
        smallest_ratio(tables, "o0").with_columns(reason=pl.lit("3 articles")),
        made.with_columns(q=pl.lit(None, pl.Float64)),
    )
    assert (
        could_have_shown(none).summary == "Nothing was tested, so nothing could have been shown: 3 articles."
    )


@pytest.mark.parametrize(
    ("up", "down", "end"),
    [
        (
            4.04,
            None,
            "about 4.0 times as often as the reference, or more; that they are rarer could not have been "
            "shown, not even by their absence.",
        ),
        (
            None,
            0.25,
            "about a quarter as often, or less; no ratio above 1 would have been shown as often as that.",
        ),
        (None, None, "no difference at all would have been shown as often as that."),
    ],
)
def test_limits_that_are_missing(up: float | None, down: float | None, end: str) -> None:
    row = dict.fromkeys(POWER_BESIDE) | {
        "measure": "rate:x",
        "category": "all",
        "scale": "ratio",
        "power": 0.8,
    }
    row |= {"up": up, "down": down, "q": 0.4, "finding": False}
    table = pl.DataFrame([row], schema=dict(POWER_BESIDE))
    assert could_have_shown(table).plain[0] == f"X: {end}"


def test_figures_name_what_they_show_and_are_the_same_twice() -> None:
    table = which_survive(MAIN, VERSIONS)
    one, two = figures.survival(table), figures.survival(table)
    assert not isinstance(one, str)
    assert not isinstance(two, str)
    assert one.png == two.png
    assert one.alt.startswith("Forest plot of 3 findings in other versions: ")
    assert "“alarm” terms, 6.2 ×, a finding again in 1 of 3 versions" in one.alt
    empty = pl.DataFrame(schema=dict(POWER_BESIDE))
    assert figures.power(empty) == "No difference could have been shown of any measure, so nothing is drawn."
    rows = [
        dict.fromkeys(POWER_BESIDE)
        | {"measure": m, "category": "all", "scale": s, "power": 0.8, "up": 2.0, "down": d, "finding": False}
        for m, s, d in (("rate:x", "ratio", 0.5), ("valence", "difference", -2.0))
    ]
    drawn = figures.power(pl.DataFrame(rows, schema=dict(POWER_BESIDE)))
    assert not isinstance(drawn, str)
    assert "all x 0.50 times and 2.0 times; word valence −2.00 and +2.00" in drawn.alt


def test_real_checks_end_in_sentences_without_forbidden_words() -> None:
    table = invented(3, 20, 4)
    articles = table.select("article_id", "outlet", "event", published=pl.lit(None, pl.Datetime))
    kinds = ["random halves", "shuffled labels", "halves by event", "halves by time", "placebo focus"]
    made = null_check(contrast_procedure(table), articles, kind=kinds, focus="o0", splits=5)
    told = str(doubt(null_summary(made)))
    assert told.count("\n- ") == 5
    assert not {word for word in FORBIDDEN if f" {word} " in told.lower()}


def test_keywords_are_doubted_with_their_terms_in_the_panel() -> None:
    made = doubt_keywords(open_study(), "categories")
    told = made.sentences.summary
    assert told.startswith("Of 2 categories that stand out in the study's voice, 2 stand in every version")
    assert set(made.moved["category"]) == {"domination", "illegitimacy"}
    assert made.panel["finding"].to_list() == ["“domination”", "“illegitimacy”"]
    assert made.panel["shrunken by the even prior, 1 of each term"][0].startswith("● ")
    assert made.panel["each reference outlet left out"][0] == "● stands in 5 of 5"
    assert "with function words compared, too" not in made.panel.columns


def test_no_keyword_that_stands_out_is_a_sentence_and_empty_tables() -> None:
    made = doubt_keywords(open_study(), "terms")
    assert "There is no lexicon entry to doubt: by its rate none stands out" in str(made.sentences)
    assert made.panel.is_empty()
    assert made.moved.is_empty()


def test_a_finding_that_no_version_tests_is_not_among_those_that_stand() -> None:
    versions = {"without copies": contrasts({"estimate": 5.0}, {"category": "alarm", **DESCRIBED})}
    told = what_survives(which_survive(contrasts({}, {"category": "alarm"}), versions))
    assert "1 stands in every version that could be tested: “domination” terms" in told.summary
    assert told.summary.endswith("1 could be tested in no version: “alarm” terms.")
    assert len(told.plain) == 1


def test_without_a_second_reference_no_other_outlet_is_spoken_of() -> None:
    names = {name: dtype for name, (dtype, _) in PLACEBO_FINDINGS.items()}
    alone = pl.DataFrame([("rate:loaded_terms, domination", 1.0, 0, 0, 0)], schema=names, orient="row")
    panel = survival_panel(which_survive(MAIN, VERSIONS), ranges(), alone, MAIN, ["Post"])
    assert "other outlets with as large a difference" not in panel.columns


def test_many_outlets_left_out_are_one_version() -> None:
    outlets = [f"Outlet {n}" for n in range(12)]
    stays = contrasts({}, {"category": "alarm"}, VALENCE | {"q": 0.01})
    falls = contrasts({}, {"category": "alarm", **NULL}, VALENCE | {"q": 0.01})
    versions = {f"without {name}": falls if n < 5 else stays for n, name in enumerate(outlets)}
    table = which_survive(MAIN, versions)
    by_name = {text.split(",")[0]: text for text in what_survives(table, outlets=outlets).plain}
    assert "7 of 12 versions" in by_name["“alarm” terms"]
    assert "not in: without any one of 5 reference outlets (1.2 ×)." in by_name["“alarm” terms"]
    panel = survival_panel(table, ranges(), pl.DataFrame(), MAIN, outlets)
    fallen = panel.filter(pl.col("finding").str.contains("alarm"))["each reference outlet left out"].item()
    assert fallen == "○ stands in 7 of 12"
    few, every = figures.survival(table, outlets=outlets), figures.survival(table)
    assert not isinstance(few, str) and not isinstance(every, str)
    assert few.png != every.png
    assert few.alt == every.alt
    assert "the one that does most" in few.caption and "the one that does most" not in every.caption


def test_placebo_outlets_are_those_with_most_articles_where_there_are_more() -> None:
    row = {"kind": "placebo focus", "procedure": "x", "splits": 20, "splits_with_calls": 3}
    told = doubt_sentence(summary(row | {"focus_calls": 4, "as_many": 0}), "measure")
    assert "of the 20 reference outlets with most articles, each put in its place, none differs" in str(told)


def test_a_remark_that_all_rows_share_is_told_once() -> None:
    base = dict.fromkeys(POWER_BESIDE) | {"scale": "ratio", "power": 0.8, "up": 2.0, "down": 0.5, "q": 0.4}
    base |= {"measure": "rate:x", "finding": False, "family_size": 65, "reason": "no p is that small"}
    rows = [base | {"category": name} for name in ("alarm", "praise")]
    table = pl.DataFrame(rows, schema=dict(POWER_BESIDE))
    assert could_have_shown(table).plain[-1] == (
        "As the only finding none could have been shown: no p is that small."
    )
    assert "no p is that small" not in table_html(table)
    other = pl.DataFrame([rows[0], rows[1] | {"reason": "too few"}], schema=dict(POWER_BESIDE))
    assert table_html(other).count("no p is that small") == 1
    assert len(could_have_shown(other).plain) == 2
