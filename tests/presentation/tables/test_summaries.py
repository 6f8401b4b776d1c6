"""Small tables of the corpus, terms and extreme sentences; widgets under the headless runner."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from analysis import open_study, passages
from analysis.measures import PASSAGES
from analysis.presentation import (
    browse_passages,
    browse_who_says,
    chosen_article,
    extreme_sentences,
    outlets_table,
    paste_article,
    reading_table,
    show,
    term_counts,
    untested,
    voices_table,
)
from analysis.presentation.tables.kinds import table_html
from analysis.workspace import Workspace
from tests.presentation.sentences.contrast_rows import contrasts


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_study()


def test_outlets_and_voices_count_every_word(workspace: Workspace) -> None:
    outlets = outlets_table(workspace)
    assert outlets["outlet"][0] == workspace.focus[0] and outlets["side"][0] == "focus"
    assert outlets["articles"].sum() == workspace.annotated.articles.height
    voices = voices_table(workspace.annotated)
    spoken = voices.select(pl.sum_horizontal("own words", "quoted words", "reported words").sum()).item()
    assert spoken == outlets["words"].sum() == workspace.annotated.articles["n_words"].sum()
    assert reading_table(workspace.annotated)["times"].sum() == workspace.annotated.reading_log.height


def test_terms_in_both_directions_with_the_same_number_of_rows(workspace: Workspace) -> None:
    table = term_counts(workspace, voice="own", rows=7)
    assert table["more in"].to_list() == ["focus"] * 7 + ["reference"] * 7
    assert (table.filter(pl.col("more in") == "focus")["focus hits"] > 0).all()
    assert (table.filter(pl.col("more in") == "reference")["reference hits"] > 0).all()
    rates = table.select("focus per 1,000", "reference per 1,000").rows()
    assert all(ours > theirs for ours, theirs in rates[:7])
    assert all(ours < theirs for ours, theirs in rates[7:])
    row = table.row(0, named=True)
    found = passages(
        workspace.annotated, term=row["term"], voice="own", outlet=workspace.focus, limit=99, per_article=99
    )
    assert found.height == row["focus hits"]
    assert found["article_id"].n_unique() == row["focus articles"]


def test_a_term_of_one_side_only_is_not_last(tmp_path: Path) -> None:
    """Where 40 hits stand against none, a term with 8 against 2 sets the sides apart less."""
    said = [("Herald", "heroic")] * 40 + [("Herald", "reckless")] * 8 + [("Post", "reckless")] * 2
    said += [("Post", "busy")] * 40
    rows = [
        json.dumps(
            {"id": str(n), "outlet": outlet, "title": f"Port {n}", "text": f"The {word} crew {n} left."}
        )
        for n, (outlet, word) in enumerate(said)
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(rows), encoding="utf-8")
    workspace = open_study(tmp_path / "corpus.jsonl", focus=["Herald"])
    assert term_counts(workspace, voice="all")["term"].to_list()[0] == "heroic*"


def test_extreme_sentences_take_turns(workspace: Workspace) -> None:
    low = extreme_sentences(workspace.annotated, workspace.references, lowest=True, limit=5)
    high = extreme_sentences(workspace.annotated, workspace.references, lowest=False, limit=5)
    assert low.columns == list(PASSAGES)
    assert low["article_id"].n_unique() == high["article_id"].n_unique() == 5
    assert all("−" in category for category in low["category"])
    assert not any("−" in category for category in high["category"])
    assert all(len(category.partition(".")[2]) == 2 for category in [*low["category"], *high["category"]])


def test_rows_open_to_passages_of_their_own_outlets(workspace: Workspace) -> None:
    table = contrasts({"focus": workspace.focus[0], "category": "domination"})
    page = table_html(table, None, workspace)
    known = {
        side: set(
            passages(
                workspace.annotated,
                category="domination",
                voice="own",
                outlet=list(outlets),
                limit=100,
                per_article=9,
            )["hit"]
        )
        for side, outlets in (("focus", workspace.focus), ("reference", workspace.references))
    }
    ours, theirs = page.split("<p class='ww-side'>")[1:]
    for side, shown in (("focus", ours), ("reference", theirs)):
        marked = set(re.findall(r"<mark>(.*?)</mark>", shown))
        assert marked and marked <= known[side]


def test_untested_rows_have_no_p(workspace: Workspace) -> None:
    table = untested(contrasts({}))
    assert table["p"].null_count() == table["q"].null_count() == 1
    assert table["reason"][0] == "exploratory: an interval, no test"
    assert "not tested" in table_html(table)


def test_the_article_is_that_of_the_study(workspace: Workspace) -> None:
    tables, article_id = chosen_article(workspace)
    assert article_id == workspace.study.article.id
    assert article_id in tables.articles["article_id"]


def test_widgets_are_silent_under_the_headless_runner(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FRAMING_HEADLESS", "1")
    browse_passages(workspace)
    browse_who_says(workspace)
    paste_article(workspace)
    assert capsys.readouterr().out == ""
    show("shown <b>as text</b>")
    assert capsys.readouterr().out == "shown <b>as text</b>\n"


def test_menus_and_paste_box_can_be_made(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_HEADLESS", raising=False)
    shown: list[object] = []
    monkeypatch.setattr("analysis.presentation.widgets._show", lambda x, raw=False: shown.append(x))
    browse_passages(workspace)
    paste_article(workspace)
    box, button, _ = shown[-1].children  # type: ignore[attr-defined]
    button.click()
    assert "Paste some text first" in str(shown[-1])
    box.value = 'A headline\n\nThe regime is "a plague", Ms Orr said on Monday.'
    button.click()
    assert "regime" in str(shown[-1])
    box.value = "A headline\n\n<script>alert(1)</script> said the minister."
    button.click()
    assert "<script>" not in str(shown[-1])


def test_a_chosen_term_shows_who_says_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_HEADLESS", raising=False)
    shown: list[object] = []
    monkeypatch.setattr("analysis.presentation.widgets._show", lambda x, raw=False: shown.append(x))
    browse_who_says(workspace)
    menus, output = shown[-1].children  # type: ignore[attr-defined]
    _, term = menus.children
    assert term.value == term.options[0]
    assert f"Who says “{term.value}”" in str(shown[0])
    term.value = "no such term"
    assert "Choose a term that stands in this corpus" in str(shown[-2] if shown[-1] is output else shown[-1])


def test_rows_of_shares_open_to_cited_passages(workspace: Workspace) -> None:
    row = {
        "measure": "share:side",
        "category": "Tarsovia",
        "voice": "attributed",
        "focus": workspace.focus[0],
    }
    page = table_html(contrasts(row), None, workspace)
    assert "passages: sources for Tarsovia" in page
    assert "<mark>" in page
    assert "<details>" not in table_html(contrasts(row | {"measure": "number:sources"}), None, workspace)
