"""Pairs of passages as cards: marked without colour alone, escaped, named, no more than asked for."""

from __future__ import annotations

import html
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import annotate
from analysis.comparison import SAME_STORY, SameStory, differences, same_story
from analysis.corpus import read_article_text
from analysis.measures.tables import schema
from analysis.presentation import show
from analysis.presentation.style import content_css
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.tables.same_story import event_name, marked, same_story_html
from analysis.workspace import Workspace, open_study

HOSTILE = "<script>alert('1')</script> & \"puppets\" of the Halmere regime closed the harbour gates at noon"
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_study()


@pytest.fixture(scope="module")
def pairs(sample: Workspace) -> pl.DataFrame:
    return same_story(sample.annotated, sample.focus, sample.references).pairs


def hostile() -> SameStory:
    tables = []
    for outlet, text in (
        ("<b>Sun</b>", HOSTILE),
        ("Post", "The Halmere council closed the harbour gates at noon"),
    ):
        table, _ = read_article_text("A headline\n\nA first line stands here.")
        named = {
            "outlet": outlet,
            "event": "<i>vote</i>",
            "article_id": outlet,
            "text": text,
            "title": "<u>x</u>",
        }
        named["url"] = "javascript:alert(1)" if outlet == "Post" else "https://sun.example/?a='&b=<"
        tables.append(table.with_columns(pl.lit(value).alias(key) for key, value in named.items()))
    return same_story(annotate(pl.concat(tables)), "Post")


def test_a_table_of_pairs_is_shown_as_cards(pairs: pl.DataFrame, sample: Workspace) -> None:
    markup = table_html(pairs, "Side by side", sample, "08-same-story")
    assert markup.count("<article class='ww-pair'>") == 12
    assert f"{pairs.height - 12} more rows are not shown; all are in tables/08-same-story.csv" in markup
    assert markup.count("(focus)") == 12
    assert markup == same_story_html(pairs, "Side by side", "tables/08-same-story.csv")
    first = pairs.row(0, named=True)
    card = markup.split("<article", 2)[1]
    assert card.index(first["focus_outlet"]) < card.index(first["reference_outlet"])
    for word in (*first["focus_loaded"], *first["reference_loaded"]):
        assert f"<mark>{word}</mark>" in card


def test_article_text_stays_text() -> None:
    found = hostile()
    assert found.pairs.height == 1
    markup = same_story_html(found.pairs, "<em>")
    tags = set(re.findall(r"</?([a-z0-9]+)", markup))
    assert tags == {"div", "p", "ol", "li", "article", "header", "h4", "span", "b", "mark", "a"}
    assert markup.count("<a ") == 1
    assert "href='https://sun.example/?a=&#x27;&amp;b=&lt;'" in markup
    assert "&lt;" in markup
    assert "&lt;em&gt;" in markup


@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_do_not_change_the_passage(first: str, second: str) -> None:
    for tokens, text in zip(differences(first, second, second.split()[:1]), (first, second), strict=True):
        markup = marked(tokens)
        assert set(TAG.findall(markup)) <= {"<b class='ww-only'>", "</b>", "<mark>", "</mark>"}
        assert html.unescape(TAG.sub("", markup)) == text


def test_the_rest_of_the_sentence_is_grey_and_its_words_are_not_only_here(pairs: pl.DataFrame) -> None:
    row = dict.fromkeys(SAME_STORY) | {
        "event": "vote", "voice": "attributed", "focus_outlet": "Sun", "reference_outlet": "Post",
        "focus_before": "Ida Orr admitted that “", "focus_passage": "nine mills burnt", "focus_after": ".”",
        "reference_before": "… after nine hours in Kelm", "reference_passage": "mills burnt in Kelm",
        "reference_after": "", "focus_speaker": "quoted", "reference_speaker": "reported",
        "focus_source_name": "Ida Orr", "focus_loaded": [], "reference_loaded": [], "shared_run": 2,
    }  # fmt: skip
    markup = same_story_html(pl.DataFrame([row], schema=schema(SAME_STORY)))
    grey = "<span class='ww-rest'>"
    assert f"{grey}Ida Orr admitted that “</span>nine mills burnt{grey}.”</span>" in markup
    assert f"{grey}… after nine hours in Kelm</span> mills burnt in <b class='ww-only'>Kelm</b>" in markup
    assert "quoted: Ida Orr · the article" in markup
    assert "reported: source not found · the article" in markup
    assert "(Only here: Kelm.)" in markup


def test_a_copy_says_that_it_is_one(pairs: pl.DataFrame) -> None:
    assert "copied" not in same_story_html(pairs)
    copied = pairs.head(1).with_columns(shared_run=pl.lit(11, pl.Int64))
    assert "copied: 11 words on end are the same" in same_story_html(copied)


def test_no_pair_has_its_reason(capsys: pytest.CaptureFixture[str], sample: Workspace) -> None:
    articles = sample.annotated.scan("articles").with_columns(event=pl.lit(None, pl.String))
    found = same_story(sample.annotated.with_tables(articles=articles), sample.focus)
    assert "no passages, since no article has an event." in same_story_html(found.pairs, reason=found.reason)
    show(found, "08-same-story")
    assert capsys.readouterr().out == "no article has an event\n"


def test_pairs_are_written_with_the_report(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, sample: Workspace
) -> None:
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path))
    found = same_story(sample.annotated, sample.focus)
    show(found, "08-same-story")
    written = pl.read_parquet(f"{tmp_path}/tables/08-same-story.parquet")
    assert written.equals(found.pairs)
    assert pl.read_csv(f"{tmp_path}/tables/08-same-story.csv").height == found.pairs.height


@pytest.mark.parametrize("name", ["85475456-f38e-4c30-895d-ca2c8180df1c", "0042", "a1b2c3d4e5f6"])
def test_a_number_names_no_event(name: str) -> None:
    assert event_name({"event": name}) == "One event"


def test_differences_do_not_hang_on_colour() -> None:
    css = content_css()
    rule = css[css.index(".ww-told b,") :].split("}")[0]
    assert "font-weight: 700" in rule
    assert "underline" in rule
    assert "border: 1px solid" in css[css.index(".ww-told mark") :].split("}")[0]
