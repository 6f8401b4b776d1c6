"""Choosing and pasting in JupyterLab; nothing is shown under the headless runner: a page has no menus."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import passages, who_says
from analysis.presentation.sentences.describe import describe
from analysis.presentation.shown import HEADLESS_VARIABLE
from analysis.presentation.style import content_css
from analysis.presentation.tables.kinds import table_html
from analysis.presentation.tables.passages import passage_list
from analysis.presentation.writing.format import words_of

if TYPE_CHECKING:
    from analysis.workspace import Workspace

ANY = "any"


def browse_passages(workspace: Workspace) -> None:
    """Show menus of outlet, voice and category, and the passages that fit them."""
    if os.environ.get(HEADLESS_VARIABLE):
        return
    import ipywidgets

    annotated = workspace.annotated
    lexicons = annotated.lexicons.filter(pl.col("kind") == "terms")["lexicon"].to_list()
    categories = (
        annotated.entries.filter(pl.col("lexicon").is_in(lexicons))["category"].unique().sort().to_list()
    )
    outlet = ipywidgets.Dropdown(
        options=[ANY, *annotated.outlets], value=workspace.focus[0], description="Outlet"
    )
    voice = ipywidgets.Dropdown(
        options=[ANY, "own", "quoted", "reported"],
        value=workspace.study.voice if workspace.study.voice in ("own", "quoted", "reported") else ANY,
        description="Voice",
    )
    lexicon = ipywidgets.Dropdown(options=lexicons, description="Lexicon")
    category = ipywidgets.Dropdown(
        options=[(ANY, ANY), *((words_of(c), c) for c in categories)], description="Category"
    )
    output = ipywidgets.Output()

    def update(_: Any = None) -> None:
        found = passages(
            annotated,
            outlet=None if outlet.value == ANY else outlet.value,
            voice=None if voice.value == ANY else voice.value,
            category=None if category.value == ANY else category.value,
            lexicon=lexicon.value,
        )
        with output:
            output.clear_output(wait=True)
            _html(f"<style>{content_css()}</style><div class='ww ww-passages'>{passage_list(found)}</div>")

    for menu in (outlet, voice, lexicon, category):
        menu.observe(update, names="value")
    update()
    _show(ipywidgets.VBox([ipywidgets.HBox([outlet, voice, lexicon, category]), output]))


def browse_who_says(workspace: Workspace) -> None:
    """Show menus of lexicon and term, who says the chosen term, and its passages."""
    if os.environ.get(HEADLESS_VARIABLE):
        return
    import ipywidgets

    annotated = workspace.annotated
    lexicons = annotated.lexicons.filter(pl.col("kind") == "terms")["lexicon"].to_list()
    lexicon = ipywidgets.Dropdown(options=lexicons, description="Lexicon")
    term = ipywidgets.Combobox(placeholder="choose or type a term", description="Term")
    output = ipywidgets.Output()

    def offer(_: Any = None) -> None:
        hits = annotated.table("hits", "term", where=pl.col("lexicon") == lexicon.value)
        found = hits["term"].value_counts()
        term.options = tuple(found.sort("count", "term", descending=[True, False])["term"])
        term.value = term.options[0] if term.options else ""

    def update(_: Any = None) -> None:
        with output:
            output.clear_output(wait=True)
            if term.value not in term.options:
                _html("<p>Choose a term that stands in this corpus.</p>")
                return
            said = who_says(annotated, term=term.value, lexicon=lexicon.value)
            found = passages(annotated, term=term.value, lexicon=lexicon.value)
            parts = [
                describe(said, focus=workspace.focus).html(),
                table_html(said, f"Who says “{term.value}”"),
                f"<div class='ww ww-passages'>{passage_list(found)}</div>",
            ]
            _html(f"<style>{content_css()}</style>{''.join(parts)}")

    lexicon.observe(offer, names="value")
    term.observe(update, names="value")
    offer()
    update()
    _show(ipywidgets.VBox([ipywidgets.HBox([lexicon, term]), output]))


def paste_article(workspace: Workspace) -> None:
    """Show a box to paste an article into; reading it shows voices, loaded terms and sources."""
    if os.environ.get(HEADLESS_VARIABLE):
        return
    import ipywidgets

    from analysis.annotation import annotate
    from analysis.corpus import read_article_text
    from analysis.presentation.article.page import article_fragment

    box = ipywidgets.Textarea(
        placeholder="Paste an article: headline, empty line, text. A copied page will do.",
        layout=ipywidgets.Layout(width="100%", height="12rem"),
    )
    button = ipywidgets.Button(description="Read", button_style="primary")
    output = ipywidgets.Output()

    def read(_: Any = None) -> None:
        with output:
            output.clear_output(wait=True)
            if not box.value.strip():
                _html("<p>Paste some text first.</p>")
                return
            try:
                articles, log = read_article_text(box.value)
                study = workspace.study
                tables = annotate(articles, study.lexicons, scorer=study.scorer, reading_log=log)
                article_id = tables.articles["article_id"][0]
                _html(article_fragment(tables, article_id, reference=workspace.annotated))
            except Exception as error:  # a widget has no traceback: the message must be seen
                _html(f"<p>This text could not be read: {html.escape(str(error))}</p>")

    button.on_click(read)
    _show(ipywidgets.VBox([box, button, output]))


def _html(markup: str) -> None:
    _show({"text/html": markup}, raw=True)


def _show(x: Any, *, raw: bool = False) -> None:
    from IPython.display import display

    display(x, raw=raw)  # type: ignore[no-untyped-call]
