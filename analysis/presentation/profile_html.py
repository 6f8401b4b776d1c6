"""The framing profile as HTML: rows by question, what could be tested first, the rest on demand."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures.framing import QUESTIONS
from analysis.presentation.columns import contrast_columns
from analysis.presentation.format import plural
from analysis.presentation.openers import contrast_opener, first_rows
from analysis.presentation.tables_html import render_table

if TYPE_CHECKING:
    from analysis.workspace import Workspace


def profile_html(
    table: pl.DataFrame,
    caption: str,
    workspace: Workspace | None,
    level: float,
    *,
    file: str | None,
    mentions: pl.DataFrame | None,
) -> str:
    """Return ``PROFILE`` as HTML; rows without a hit on either side are in the file only."""
    tested = pl.col("q").is_not_null()
    nothing = (pl.col("focus_hits") == 0) & (pl.col("reference_hits") == 0)
    others = table.filter(~tested & ~nothing.fill_null(False))
    shown = _rows(table.filter(tested), caption, workspace, level, mentions)
    if others.is_empty():
        return shown
    below = _rows(others, f"{caption}: described only", workspace, level, mentions)
    note = f"; all rows are in {file}" if file else ""
    summary = html.escape(f"Described only ({plural(others.height, 'row')}{note})")
    return f"{shown}<details class='ww ww-fold'><summary>{summary}</summary>{below}</details>"


def _rows(
    table: pl.DataFrame,
    caption: str,
    workspace: Workspace | None,
    level: float,
    mentions: pl.DataFrame | None,
) -> str:
    rows = table.to_dicts()
    opener = contrast_opener(workspace, mentions) if workspace else None
    return render_table(
        rows,
        contrast_columns(table, level),
        caption,
        opener=first_rows(opener, rows),
        group=_question,
        limit=len(rows),
    )


def _question(row: dict[str, Any]) -> str:
    return QUESTIONS[row["question"]]
