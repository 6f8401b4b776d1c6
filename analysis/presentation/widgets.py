"""Choosing and pasting in JupyterLab. Under the headless runner these show nothing, since a page would not either."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import passages
from analysis.presentation.format import words_of
from analysis.presentation.passages_html import passage_list
from analysis.presentation.show import HEADLESS_VARIABLE
from analysis.presentation.style import content_css

if TYPE_CHECKING:
    from analysis.workspace import Workspace

ANY = "any"


def browse_passages(workspace: Workspace) -> None:
    """Show menus of outlet, voice and category, and the passages that fit them."""
    if os.environ.get(HEADLESS_VARIABLE):
        return
    import ipywidgets
    from IPython.display import HTML, display

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
        chosen = {"outlet": outlet.value, "voice": voice.value, "category": category.value}
        found = passages(
            annotated,
            **{name: None if value == ANY else value for name, value in chosen.items()},
            lexicon=lexicon.value,
            limit=20,
        )
        with output:
            output.clear_output(wait=True)
            display(
                HTML(f"<style>{content_css()}</style><div class='ww ww-passages'>{passage_list(found)}</div>")
            )

    for menu in (outlet, voice, lexicon, category):
        menu.observe(update, names="value")
    update()
    display(ipywidgets.VBox([ipywidgets.HBox([outlet, voice, lexicon, category]), output]))


def paste_article(workspace: Workspace) -> None:
    """Show a box to paste an article into; reading it shows voices, loaded terms and sources."""
    if os.environ.get(HEADLESS_VARIABLE):
        return
    import ipywidgets
    from IPython.display import HTML, display

    from analysis.annotation import annotate
    from analysis.corpus import read_article_text
    from analysis.presentation.article_page import article_fragment

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
                display(HTML("<p>Paste some text first.</p>"))
                return
            try:
                articles, log = read_article_text(box.value)
                tables = annotate(articles, workspace.study.lexicons, reading_log=log)
                article_id = tables.articles["article_id"][0]
                display(HTML(article_fragment(tables, article_id, reference=workspace.annotated)))
            except Exception as error:  # a widget has no traceback: the message must be seen
                display(HTML(f"<p>This text could not be read: {html.escape(str(error))}</p>"))

    button.on_click(read)
    display(ipywidgets.VBox([box, button, output]))
