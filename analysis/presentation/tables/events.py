"""Comparisons inside events as HTML: the same event, and terms on one side only."""

from __future__ import annotations

import html

import polars as pl

from analysis.comparison import OneSided
from analysis.presentation.sentences.events import compared_sentence, no_shared_event
from analysis.presentation.tables.columns_events import (
    one_sided_columns,
    one_sided_rows,
    same_event_columns,
    same_event_rows,
)
from analysis.presentation.tables.html import Opener, more_rows, render_table


def same_event_html(
    table: pl.DataFrame, caption: str | None, level: float, file: str | None, opener: Opener | None = None
) -> str:
    """Return ``SAME_EVENT`` as HTML: rows against all references; the reason where no event is shared."""
    rows, title = same_event_rows(table, level), caption or "Inside the events that both sides cover"
    reason = no_shared_event(rows)
    if reason:
        return _note(f"{title}: no table, since {reason}.")
    return render_table(rows, same_event_columns(table, level), title, opener=opener, file=file)


def one_sided_html(found: OneSided, caption: str, level: float, file: str | None) -> str:
    """Return terms on one side only as HTML, as many in both directions, and what was compared."""
    if found.reason:
        return _note(f"{caption}: no table, since {found.reason}.")
    rows = one_sided_rows(found.terms, level=level)
    table = render_table(rows, one_sided_columns(), caption)
    compared = _note(f"What was compared: {compared_sentence(found)}.")
    return table + more_rows(found.terms.height - len(rows), file) + compared


def _note(text: str) -> str:
    return f"<p class='ww ww-note'>{html.escape(text)}</p>"
