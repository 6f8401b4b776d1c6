"""Show a table, a figure or sentences in a notebook, and write them to the report's folder."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison import OneSided, SameStory
from analysis.presentation.figures.drawing import Drawing
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.style import content_css
from analysis.presentation.tables.events import one_sided_html
from analysis.presentation.tables.kinds import rows_of, table_file, table_html
from analysis.presentation.tables.same_story import same_story_html
from analysis.presentation.writing.format import plural

if TYPE_CHECKING:
    from analysis.workspace import Workspace

OUT_VARIABLE = "FRAMING_OUT"
HEADLESS_VARIABLE = "FRAMING_HEADLESS"
FORMULA = re.compile(r"^[=+\-@\t\r]")


def show(
    x: pl.DataFrame | OneSided | SameStory | Drawing | Sentences | str,
    name: str | None = None,
    caption: str | None = None,
    passages: Workspace | None = None,
    fold: bool = False,
    *,
    mentions: pl.DataFrame | None = None,
    quiet: bool = False,
    focus: Sequence[str] = (),
) -> None:
    """Show a table, a figure, sentences or a line of text; in a report run, also write it to a file.

    Parameters
    ----------
    x : a DataFrame, terms on one side only, passages of the same story, a figure of ``figures``, the
        sentences of ``describe``, or a text (never taken for HTML; nothing is
        shown of an empty one)
    name : file name without ending, such as ``"02-contrasts"``. Where the environment variable FRAMING_OUT
        names a folder, a table goes to ``tables/`` (CSV and Parquet) and a figure to ``figures/`` (PNG, SVG)
    caption : what the table shows
    passages : the workspace of the study; rows of rates, contrasts and keyness then open to passages. Of
        keyness the ``top_terms`` are shown, as many in both directions; the file holds all
    fold : show a table closed, under its caption
    mentions : what ``stance_mentions`` gave; rows of stance then open to passages, too
    focus : outlets whose rows come first, marked, where ``passages`` does not name them
    quiet : show nothing of a table without rows, or of terms on one side that could not be compared, where a
        sentence beside it says so

    Raises
    ------
    TypeError
        something else than a table, a figure or sentences

    Example
    -------
    >>> show(pl.DataFrame({"outlet": ["Herald"], "articles": [3]}))     # doctest: +SKIP
    """
    if isinstance(x, Drawing):
        _write_drawing(x, name)
        _display(x.html(), x.alt)
    elif isinstance(x, Sentences):
        _display(x.html(), str(x))
    elif isinstance(x, str):
        if not x:
            return
        _display(f"<p class='ww'>{html.escape(x)}</p>", x)
    elif isinstance(x, OneSided):
        _write_table(x.terms, name)
        if quiet and x.reason:
            return
        level = passages.study.inference.level if passages else 0.95
        title = caption or "On one side only"
        _display(one_sided_html(x, title, level, table_file(name)), x.reason or str(x.terms))
    elif isinstance(x, SameStory):
        _write_table(x.pairs, name)
        title = caption or "Same story, other words"
        _display(same_story_html(x.pairs, title, table_file(name), reason=x.reason), x.reason or str(x.pairs))
    elif isinstance(x, pl.DataFrame):
        _write_table(x, name)
        if quiet and _holds_nothing(x):
            return
        empty = f"<p class='ww ww-note'>{html.escape(caption or 'Table')}: no rows.</p>"
        markup = (
            empty if x.is_empty() else table_html(x, caption, passages, name, mentions=mentions, focus=focus)
        )
        _display(_folded(markup, caption or "Table", rows_of(x)) if fold and x.height else markup, str(x))
    else:
        raise TypeError(f"show takes a polars DataFrame, a figure or sentences, not {type(x).__name__}")


def _holds_nothing(table: pl.DataFrame) -> bool:
    """Whether a table has no rows, or compares inside events that no two sides share."""
    return table.is_empty() or ("shared_events" in table.columns and not table["shared_events"].sum())


def _folded(markup: str, caption: str, rows: int) -> str:
    summary = html.escape(f"{caption} ({plural(rows, 'row')})")
    return f"<details class='ww ww-fold'><summary>{summary}</summary>{markup}</details>"


def _display(markup: str, text: str) -> None:
    from IPython.core.getipython import get_ipython
    from IPython.display import display

    if get_ipython() is None:
        print(text)
        return
    style = "" if os.environ.get(HEADLESS_VARIABLE) else f"<style>{content_css()}</style>"
    display({"text/html": style + markup, "text/plain": text}, raw=True)  # type: ignore[no-untyped-call]


def _out(folder: str) -> Path | None:
    out = os.environ.get(OUT_VARIABLE)
    if not out:
        return None
    made = Path(out) / folder
    made.mkdir(parents=True, exist_ok=True)
    return made


def _write_drawing(drawing: Drawing, name: str | None) -> None:
    folder = _out("figures")
    if folder and name:
        (folder / f"{name}.png").write_bytes(drawing.png)
        (folder / f"{name}.svg").write_text(drawing.svg, encoding="utf-8")


def _write_table(table: pl.DataFrame, name: str | None) -> None:
    folder = _out("tables")
    if folder and name:
        table.write_parquet(folder / f"{name}.parquet")
        safe_csv(table).write_csv(folder / f"{name}.csv")


def safe_csv(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose text cells no spreadsheet takes for a formula; numbers stay numbers.

    >>> safe_csv(pl.DataFrame({"a": ["=1+1", "plain"], "n": [-1, 2]}))["a"].to_list()
    ["'=1+1", 'plain']
    """
    columns = []
    for column, dtype in table.schema.items():
        cell = pl.col(column)
        if isinstance(dtype, pl.List):
            cell = cell.list.eval(pl.element().cast(pl.String)).list.join("; ")
        if isinstance(dtype, (pl.String, pl.List)):
            cell = pl.when(cell.str.contains(FORMULA.pattern)).then("'" + cell).otherwise(cell)
        columns.append(cell.alias(f"'{column}" if FORMULA.match(column) else column))
    return table.select(columns)
