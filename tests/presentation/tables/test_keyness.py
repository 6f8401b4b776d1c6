"""Keyness for people: as many each way, findings first, what cannot be told says so, G² as a warning."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure

from analysis import describe, open_study
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.vocabulary import LEFT_OUT, Vocabulary
from analysis.presentation import figures, keywords, top_terms
from analysis.presentation.figures.keyness_map import _labels as map_labels
from analysis.presentation.tables.keyness_rows import called_by_words
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.writing.wording import FORBIDDEN
from tests.comparison.terms.term_tables import overdispersed, term_counts

RULES = Vocabulary(min_count=1, min_articles_with=1)


def compared(table: pl.DataFrame, **cells: object) -> pl.DataFrame:
    return table.with_columns(pl.lit(value, KEYNESS[name][0]).alias(name) for name, value in cells.items())


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    """Three terms ten times as frequent in the focus, two ten times rarer, fifty-five alike."""
    counts = overdispersed((40, 40, 40), factors=(10, 10, 10, 0.1, 0.1), size=2.0, seed=4)
    return keyness_of_counts(counts, "o0", vocabulary=RULES, family="05 words")


def test_as_many_each_way_and_findings_first(table: pl.DataFrame) -> None:
    top = top_terms(table, 4)
    assert top["more_in"].to_list() == ["focus"] * 4 + ["reference"] * 4
    assert set(top.filter("found")["term"]) == {"t000", "t001", "t002", "t003", "t004"}
    assert top["found"].to_list() == [True] * 3 + [False] + [True] * 2 + [False] * 2
    above = top.filter(more_in="focus")
    assert (above["focus_rate"] > above["reference_rate"]).all()


def test_the_shorter_direction_decides_and_an_empty_one_does_not(table: pl.DataFrame) -> None:
    few = pl.concat([table.filter(pl.col("estimate") > 1), table.filter(pl.col("estimate") < 1).head(2)])
    assert top_terms(few, 9)["more_in"].to_list() == ["focus"] * 2 + ["reference"] * 2
    assert top_terms(table.filter(pl.col("estimate") > 1), 3).height == 3
    assert top_terms(table.head(0)).is_empty()


def test_phrases_inside_one_another_are_shown_once_unless_they_are_findings_of_their_own(
    table: pl.DataFrame,
) -> None:
    names = ["the foreign minister", "foreign minister", "minister of state", "state"]
    some = top_terms(table, 30).filter(~pl.col("found"), more_in="focus").head(4).select(list(KEYNESS))
    phrases = some.with_columns(term=pl.Series(names), kind=pl.lit("phrases"))
    assert top_terms(phrases)["term"].to_list() == ["the foreign minister", "minister of state"]
    told = compared(phrases, q=0.001, low=2.0, high=9.0, estimate=3.0, reference_hits=0)
    few = told.with_columns(focus_hits=pl.Series([20, 30, 40, 90]))
    assert set(top_terms(few)["term"]) == set(names)
    same = few.with_columns(focus_hits=pl.Series([26, 30, 40, 90]))
    assert set(top_terms(same)["term"]) == set(names) - {"foreign minister"}
    assert describe(same).findings[-1] == "The table's file holds 1 more that is more frequent."


def test_sentences_count_name_and_compare_with_g2(table: pl.DataFrame) -> None:
    told, called = describe(table), called_by_words(table)
    assert told.summary == (
        "Of 60 words tested in the own words of the 40 o0 articles in this corpus beside the 80 reference "
        "articles (mean of 2 outlets), 3 are more frequent and 2 are rarer than chance would explain; 55 "
        f"cannot be told from chance. G², which takes words for independent, would call {called}."
    )
    assert len(told.findings) == 5
    row = table.filter(term="t000").row(0, named=True)
    (sentence,) = [text for text in told.findings if "“t000”" in text]
    assert f"{row['focus_hits']:,} hits in {row['focus_articles_with']} of 40 articles, against" in sentence
    assert "95 % interval" in sentence and "among 60 tests" in sentence


def test_g2_is_corrected_like_p() -> None:
    """scipy.stats.chi2.sf(3.841459, 1) is 0.05: two tests at 0.05 are both called, one is not."""
    one = pl.DataFrame({"p": [0.5, 0.5], "g2": [3.842, 3.842]})
    assert called_by_words(one) == 2
    assert called_by_words(one.with_columns(g2=pl.Series([3.842, 0.0]))) == 0
    assert called_by_words(one.with_columns(p=pl.lit(None, pl.Float64))) == 0


def test_nothing_found_says_so() -> None:
    counts = overdispersed((12, 12), terms=40, seed=4)
    told = describe(keyness_of_counts(counts, "o0", vocabulary=RULES))
    assert "none can be told from chance. G², which takes words for independent, would call " in told.summary
    assert not told.findings


def test_zero_cells_and_one_direction(table: pl.DataFrame) -> None:
    found = table.filter(term="t000")
    only_here = compared(found, estimate=None, low=4.0, high=None, reference_hits=0, reference_rate=0.0)
    told = describe(only_here)
    assert "1 is more frequent and none is rarer than chance would explain. G²" in told.summary
    assert (
        "is used, and not in the reference (at least 4.0 times as often, one-sided bound" in told.findings[0]
    )
    assert told.findings[0].endswith("against none in 80 articles.")
    none_here = compared(found, estimate=0.0, low=None, high=0.2, focus_hits=0, focus_rate=0.0)
    assert (
        "is not used, but is in the reference (at most 0.20 times as often" in describe(none_here).findings[0]
    )


def test_more_findings_than_are_named(table: pl.DataFrame) -> None:
    every = compared(table, q=0.001, low=2.0, high=9.0, estimate=3.0, focus_rate=3.0, reference_rate=1.0)
    told = describe(every)
    assert len(told.findings) == 13
    assert told.findings[-1] == "The table's file holds 48 more that are more frequent."


def test_one_article_is_described() -> None:
    counts = overdispersed((1, 12), terms=20)
    table = keyness_of_counts(counts, "o0", vocabulary=RULES)
    assert describe(table).summary == (
        f"{table.height} words in the own words of the one o0 article in this corpus are described only: "
        "1 article in the focus, at least 8 needed."
    )
    assert "described only" in table_html(table)


def test_a_design_that_cannot_reach_the_level_is_shown_without_a_test(table: pl.DataFrame) -> None:
    note = "not tested: the smallest p that this design can reach is 0.1"
    untested = compared(table, p=None, q=None, method=None, reason=note)
    assert describe(untested).summary == (
        "60 words in the own words of the 40 o0 articles in this corpus are shown without a test: the "
        "smallest p that this design can reach is 0.1."
    )
    assert "No test was run." in table_html(untested)


def test_an_empty_voice_and_an_empty_vocabulary() -> None:
    nothing = term_counts(np.array([[0.0], [3.0]]), [0, 90], ["o0", "o1"])
    table = keyness_of_counts(nothing, "o0", vocabulary=RULES)
    assert describe(table).summary.endswith("is described only: no words of this voice and part on one side.")
    for empty in (table, table.head(0)):
        assert "no rows" in table_html(empty)
        assert figures.keyness(empty).caption == "There is nothing to compare."
        assert figures.keyness_map(empty).caption == "There is nothing to compare."
    assert describe(table.head(0)).summary == "There is no term to compare."


def test_too_few_hits_are_not_told_by_the_count_of_one_row() -> None:
    counts = term_counts(
        np.eye(20, 5) + np.eye(20, 5, -9), [100] * 20, ["o0"] * 10 + ["o1"] * 10, kind="terms"
    )
    told = describe(keyness_of_counts(counts, "o0", vocabulary=RULES)).summary
    assert told.startswith(
        "5 lexicon entries in the own words of the 10 o0 articles in this corpus are described"
    )


def test_table_shows_what_the_issue_asks_for_and_its_settings(table: pl.DataFrame) -> None:
    markup = table_html(table, "Words", name="05-words").replace("\u00a0", " ")
    for text in (
        "stands out",
        "chance could do it",
        "In articles (of 40 : 80)",
        "G² / z (words as independent)",
        "Dispersion (DP)",
    ):
        assert text in markup
    assert "30 more rows are not shown; all are in tables/05-words.csv" in markup
    assert "even prior, 1 of each term" in markup
    assert "60 tests corrected together (“05 words”)" in markup
    assert markup.count("<th scope='row'>") == 30


def test_what_is_left_out_is_told_and_shown() -> None:
    left = keywords(open_study(), vocabulary=Vocabulary(stopwords=frozenset({"the"}))).left_out
    assert list(left.columns) == list(LEFT_OUT)
    assert "1 by stopwords (1 listed)" in describe(left).summary
    assert "under 10 occurrences" in table_html(left)


@pytest.mark.parametrize("kind", ["words", "phrases", "terms", "categories"])
def test_every_shown_row_of_the_sample_opens_to_both_sides(kind: str) -> None:
    workspace = open_study()
    found = keywords(workspace, kind)
    markup = table_html(found.table, "Rows", workspace)
    shown = top_terms(found.table)
    assert markup.count("<tr class='ww-more'>") == shown.height
    both = shown.filter(pl.col("focus_hits") > 0, pl.col("reference_hits") > 0).height
    assert markup.count("<p class='ww-side'>") == shown.height + both


def test_a_corpus_without_text_has_words_and_says_why_no_phrases() -> None:
    workspace = open_study()
    blank = replace(workspace, annotated=workspace.annotated.without_text())
    phrases = keywords(blank, "phrases")
    assert phrases.table.is_empty() and phrases.left_out.is_empty()
    assert phrases.settings.startswith("Phrases are not compared: they need running text")
    words = keywords(blank, "words")
    assert words.table.equals(keywords(workspace, "words").table)
    assert "this corpus is without text" in table_html(words.table, "Words", blank)


def test_terms_are_escaped_and_quoted(table: pl.DataFrame) -> None:
    odd = table.with_columns(term=pl.when(pl.col("term") == "t000").then(pl.lit("<lies>")).otherwise("term"))
    assert "<lies>" not in table_html(odd) + describe(odd).html()
    told = re.sub("“[^”]*”", "", str(describe(odd)))
    assert not [word for word in FORBIDDEN if re.search(rf"\b{word}\b", told, re.IGNORECASE)]


def test_figures_tell_what_they_show(table: pl.DataFrame) -> None:
    forest, scatter = figures.keyness(table), figures.keyness_map(table)
    assert forest.alt.startswith(
        "Forest plot of 24 words, o0 against the reference. Standing out from chance: "
    )
    assert "o0 (40 articles) against the reference (80 articles): as many words each way" in forest.caption
    assert scatter.alt.startswith(
        "Scatter plot of 60 words by frequency and shrunken log2 ratio, which runs from"
    )
    assert "60 words: o0 (40 articles) against the reference (80 articles)" in scatter.caption
    assert scatter.png == figures.keyness_map(table).png


def test_a_ratio_that_its_interval_takes_apart_is_told_by_the_nearer_end(table: pl.DataFrame) -> None:
    """One hit beside 372 was told as 434 times as often, with an interval from 6.0 to 31,465."""
    told = describe(compared(table, estimate=434.0, low=6.0, high=31465.0, q=0.001)).findings[0]
    assert "is used at least 6.0 times as often as in the reference (ratio 434," in told


@pytest.mark.parametrize(("found", "named"), [(False, 0), (True, 1)])
def test_names_on_the_map_cover_no_other_point_but_for_what_stands_out(found: bool, named: int) -> None:
    """A name that hid the point above it seemed to be that of the one beside it."""
    axes = Figure(figsize=(7.6, 4.4)).add_axes((0.1, 0.1, 0.8, 0.8))
    words = {"focus_words": 1000, "reference_words": 1000, "reference_hits": 0, "found": found}
    middle = {"term": "attorney", "kind": "words", "focus_hits": 20, "log2_ratio": 0.0, **words}
    around = [
        middle | {"focus_hits": hits, "log2_ratio": level / 10, "found": False}
        for hits in range(10, 40)
        for level in range(-10, 11)
    ]
    axes.set_xscale("log")
    axes.set_xlim(2, 50)
    axes.set_ylim(-4, 4)
    map_labels(axes, [middle], [middle, *around], 100)
    assert len(axes.texts) == named


def test_a_keyword_from_the_name_of_an_outlet_says_so(table: pl.DataFrame) -> None:
    named = compared(table, focus="Tarsov T000", reference="The Post + Sun")
    told = [
        text for text in describe(named).findings if text.endswith("It holds a word of an outlet's name.")
    ]
    assert [text.split("”")[0] for text in told] == ["“t000"]
    many = " + ".join(["The T000", *(f"Post {n}" for n in range(12))])
    beside_many = describe(compared(table, focus="Tarsov", reference=many)).findings
    assert not any("outlet's name" in text for text in beside_many)
