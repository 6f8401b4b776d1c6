"""The framing profile as HTML: rows by question, what could be tested first, the rest on demand."""

from __future__ import annotations

import html
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import findings
from analysis.measures import kind_of
from analysis.measures.framing import QUESTIONS
from analysis.presentation.tables.columns import (
    apart,
    has_intervals,
    interval,
    interval_head,
    pair_of_articles,
    pair_of_bases,
    pair_of_counts,
    reference_head,
    row_key,
    what,
)
from analysis.presentation.tables.html import Column, render_table
from analysis.presentation.tables.openers import contrast_opener, first_rows
from analysis.presentation.writing.format import NONE, count, is_missing, plural, probability
from analysis.presentation.writing.values import both_values
from analysis.presentation.writing.wording import VOICE_NAMES, in_voices

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
    shown = ""
    if others.is_empty() or table["q"].count():
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
    found = {row_key(row) for row in findings(table, level).to_dicts()}
    return render_table(
        rows,
        _columns(table, level),
        caption,
        opener=first_rows(opener, rows),
        group=_question,
        marked=lambda row: row_key(row) in found,
        limit=len(rows),
    )


def _columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return few columns, so that a page shows them all: the voice stands with the measure."""
    found = {row_key(row) for row in findings(table, level).to_dicts()}
    return [
        Column("Measure", partial(_named, found), numeric=False, first=True),
        Column("Focus", lambda row: both_values(row)[0]),
        Column(reference_head(table), lambda row: both_values(row)[1]),
        Column("Ratio or difference", apart),
        *([Column(interval_head(level), interval)] if has_intervals(table) else []),
        *([Column("q", lambda row: probability(row["q"]))] if table["q"].count() else []),
        *([Column("Placebos as far", _placebos)] if table["placebo_of"].sum() else []),
        *([Column("Holds until left out", _undone)] if table["undone_by"].count() else []),
        Column("Counts, focus : reference", _counts),
    ]


def _named(found: set[tuple[Any, ...]], row: dict[str, Any]) -> str:
    mark = "● " if row_key(row) in found else "" if is_missing(row["q"]) else "○ "
    voice = f", {VOICE_NAMES[row['voice']]}" if in_voices(row) else ""
    return f"{mark}{what(row)}{voice}"


def _counts(row: dict[str, Any]) -> str:
    kind = kind_of(row["measure"])
    if kind.base == "mention":
        return f"{pair_of_bases(row)} mentions"
    return f"{pair_of_articles(row)} articles" if not kind.counts else pair_of_counts(row)


def _placebos(row: dict[str, Any]) -> str:
    as_far, of = row["placebo_as_far"], row["placebo_of"]
    return NONE if as_far is None or not of else f"{count(as_far)} of {count(of)}"


def _undone(row: dict[str, Any]) -> str:
    if row["undone_by"] is None:
        return NONE
    return f"{count(row['undone_by'])} of {plural(row['undone_of'], row['undone_unit'])}"


def _question(row: dict[str, Any]) -> str:
    return QUESTIONS[row["question"]]
