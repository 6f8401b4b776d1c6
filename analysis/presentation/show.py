"""Show a table, a figure or sentences in a notebook, and write them to the report's folder."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import BY_SIDE, SAME_EVENT, STANDING, OneSided
from analysis.comparison.keyness_table import KEYNESS
from analysis.comparison.vocabulary import LEFT_OUT
from analysis.measures import BY_OUTLET, PASSAGES, WHO_SAYS
from analysis.presentation.both_ways import BOTH_WAYS, both_columns
from analysis.presentation.columns import contrast_columns, outlet_columns
from analysis.presentation.columns_doubt import doubt_kind
from analysis.presentation.columns_keyness import left_out_columns
from analysis.presentation.columns_voices import (
    is_wide,
    side_columns,
    side_rows,
    who_columns,
    wide_columns,
    wide_rows,
)
from analysis.presentation.describe import Sentences
from analysis.presentation.events_html import one_sided_html, same_event_html
from analysis.presentation.figures.drawing import Drawing
from analysis.presentation.format import plural
from analysis.presentation.keyness_html import keyness_html
from analysis.presentation.passages_html import opened_passages, passage_list
from analysis.presentation.standing_rows import standing_columns
from analysis.presentation.style import content_css
from analysis.presentation.tables_html import (
    ROWS_SHOWN,
    Column,
    Opener,
    generic_columns,
    render_table,
)

if TYPE_CHECKING:
    from analysis.workspace import Workspace

OUT_VARIABLE = "FRAMING_OUT"
HEADLESS_VARIABLE = "FRAMING_HEADLESS"
FORMULA = re.compile(r"^[=+\-@\t\r]")
ROWS_THAT_OPEN = 40


def show(
    x: pl.DataFrame | OneSided | Drawing | Sentences | str,
    name: str | None = None,
    caption: str | None = None,
    passages: Workspace | None = None,
    fold: bool = False,
) -> None:
    """Show a table, a figure, sentences or a line of text; in a report run, also write it to a file.

    Parameters
    ----------
    x : a DataFrame, terms on one side only, a figure of ``figures``, the sentences of ``describe``, or a
        text (never taken for HTML)
    name : file name without ending, such as ``"02-contrasts"``. Where the environment variable FRAMING_OUT
        names a folder, a table goes to ``tables/`` (CSV and Parquet) and a figure to ``figures/`` (PNG, SVG)
    caption : what the table shows
    passages : the workspace of the study; rows of rates, contrasts and keyness then open to passages. Of
        keyness the ``top_terms`` are shown, as many in both directions; the file holds all
    fold : show a table closed, under its caption

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
        _display(f"<p class='ww'>{html.escape(x)}</p>", x)
    elif isinstance(x, OneSided):
        _write_table(x.terms, name)
        level = passages.study.inference.level if passages else 0.95
        title = caption or "On one side only"
        _display(one_sided_html(x, title, level, _file(name)), x.reason or str(x.terms))
    elif isinstance(x, pl.DataFrame):
        _write_table(x, name)
        empty = f"<p class='ww ww-note'>{html.escape(caption or 'Table')}: no rows.</p>"
        markup = empty if x.is_empty() else table_html(x, caption, passages, name)
        _display(_folded(markup, caption or "Table", x.height) if fold and x.height else markup, str(x))
    else:
        raise TypeError(f"show takes a polars DataFrame, a figure or sentences, not {type(x).__name__}")


def table_html(
    table: pl.DataFrame,
    caption: str | None = None,
    workspace: Workspace | None = None,
    name: str | None = None,
) -> str:
    """Return a table as HTML, with the columns and heads that suit its kind."""
    file = _file(name)
    if set(PASSAGES) <= set(table.columns):
        head = f"<p class='ww-side'>{html.escape(caption)}</p>" if caption else ""
        return f"<div class='ww ww-passages'>{head}{passage_list(table)}</div>"
    rows = table.to_dicts()
    level = workspace.study.inference.level if workspace else 0.95
    if {"estimate", "focus_value", "scale"} <= set(table.columns):
        title = caption or f"{focus_name(table)} against the reference"
        opener = _contrast_opener(workspace) if workspace else None
        return render_table(
            rows, contrast_columns(table, level), title, opener=_first_rows(opener, rows), file=file
        )
    if set(BY_OUTLET) <= set(table.columns):
        return _outlets_html(table, caption, workspace, level, file)
    if set(KEYNESS) <= set(table.columns) or set(SAME_EVENT) <= set(table.columns):
        return _compared_html(table, caption, workspace, level, file)
    known = _known_kind(table, level)
    if known is not None:
        kind_rows, columns, title = known
        return render_table(kind_rows, columns, caption or title, file=file)
    terms = workspace if {"term", "category"} <= set(table.columns) else None
    opener = _first_rows(_term_opener(terms) if terms else None, rows)
    return render_table(rows, generic_columns(table), caption or "Table", opener=opener, file=file)


def _file(name: str | None) -> str | None:
    return f"tables/{name}.csv" if name else None


def _compared_html(
    table: pl.DataFrame, caption: str | None, workspace: Workspace | None, level: float, file: str | None
) -> str:
    """Return keyness, or rates inside shared events, as HTML."""
    if set(SAME_EVENT) <= set(table.columns):
        return same_event_html(table, caption, level, file)
    title = caption or f"{focus_name(table)} against the reference"
    return keyness_html(table, title, workspace, level, file)


def _outlets_html(
    table: pl.DataFrame, caption: str | None, workspace: Workspace | None, level: float, file: str | None
) -> str:
    """Return measures by outlet as HTML, a row per outlet where measures are few."""
    focus = workspace.focus if workspace else ()
    if is_wide(table):
        return render_table(
            wide_rows(table),
            wide_columns(table, focus),
            f"{caption or 'By outlet'} (in brackets: {level:.0%} intervals)".replace("%", " %"),
            marked=lambda row: row["outlet"] in focus,
            file=file,
        )
    rows = table.to_dicts()
    rows.sort(
        key=lambda row: (row["measure"], row["category"], row["voice"], row["part"], -(row["value"] or 0))
    )
    if len(rows) > ROWS_SHOWN:
        rows.sort(key=lambda row: row["outlet"] not in focus)
    opener = _outlet_opener(workspace) if workspace else None
    return render_table(
        rows,
        outlet_columns(table, focus, level),
        caption or "By outlet",
        opener=_first_rows(opener, rows),
        marked=lambda row: row["outlet"] in focus,
        file=file,
    )


def _known_kind(table: pl.DataFrame, level: float) -> tuple[list[dict[str, Any]], list[Column], str] | None:
    """Return rows, columns and caption of a table whose rows do not open."""
    columns = set(table.columns)
    if set(BOTH_WAYS) <= columns:
        return table.to_dicts(), both_columns(table, level), "Counted two ways"
    if set(BY_SIDE) <= columns:
        return side_rows(table), side_columns(table, level), "Focus and reference"
    if set(LEFT_OUT) <= columns:
        return table.to_dicts(), left_out_columns(), "What is compared and what is left out"
    if set(WHO_SAYS) <= columns:
        return table.to_dicts(), who_columns(), "Who says it"
    if set(STANDING) <= columns:
        return table.to_dicts(), standing_columns(table), "The article among the others"
    return doubt_kind(table, level)


def _folded(markup: str, caption: str, rows: int) -> str:
    summary = html.escape(f"{caption} ({plural(rows, 'row')})")
    return f"<details class='ww ww-fold'><summary>{summary}</summary>{markup}</details>"


def focus_name(table: pl.DataFrame) -> str:
    """Return the focus of a table of contrasts."""
    return str(table["focus"][0]) if table.height else "Focus"


def _first_rows(opener: Opener | None, rows: list[dict[str, Any]]) -> Opener | None:
    """Let only the first rows open, so that a long table stays a quick page."""
    if opener is None:
        return None
    opening = {id(row) for row in rows[:ROWS_THAT_OPEN]}
    return lambda row: opener(row) if id(row) in opening else ""


def _contrast_opener(workspace: Workspace) -> Opener:
    def opened(row: dict[str, Any]) -> str:
        others = (
            workspace.references if row["reference"].startswith("all references") else (row["reference"],)
        )
        sides = ((" and ".join(workspace.focus), workspace.focus), ("reference", others))
        return opened_passages(workspace.annotated, row, sides)

    return opened


def _outlet_opener(workspace: Workspace) -> Opener:
    def opened(row: dict[str, Any]) -> str:
        return opened_passages(workspace.annotated, row, ((row["outlet"], (row["outlet"],)),))

    return opened


def _term_opener(workspace: Workspace) -> Opener:
    entries = workspace.annotated.entries.select("category", "term", "lexicon").rows()
    lexicon_of = {(category, term): lexicon for category, term, lexicon in entries}

    def opened(row: dict[str, Any]) -> str:
        lexicon = lexicon_of.get((row["category"], row["term"]))
        if lexicon is None:
            return ""
        known = {"measure": f"rate:{lexicon}", "term": row["term"], "voice": workspace.study.voice}
        sides = ((" and ".join(workspace.focus), workspace.focus), ("reference", workspace.references))
        return opened_passages(workspace.annotated, known, sides, most=2)

    return opened


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
