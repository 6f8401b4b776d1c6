"""Tables as HTML, with the columns, heads and passages that suit their kind."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import BY_SIDE, CLASSIFIER_WORDS, PROFILE, SAME_EVENT, SAME_STORY, STANDING
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.vocabulary import LEFT_OUT
from analysis.measures import BY_OUTLET, PASSAGES, PROPOSALS, WHO_SAYS
from analysis.presentation.questions.both_ways import BOTH_WAYS, both_columns
from analysis.presentation.questions.proposed import proposal_opener, proposed_kind
from analysis.presentation.tables.classified import classified_kind, classified_opener
from analysis.presentation.tables.columns import contrast_columns, outlet_columns
from analysis.presentation.tables.columns_doubt import doubt_kind
from analysis.presentation.tables.columns_keyness import left_out_columns
from analysis.presentation.tables.columns_voices import (
    is_wide,
    side_columns,
    side_rows,
    who_columns,
    wide_columns,
    wide_rows,
)
from analysis.presentation.tables.events import same_event_html
from analysis.presentation.tables.html import (
    ROWS_SHOWN,
    Column,
    Opener,
    generic_columns,
    render_table,
)
from analysis.presentation.tables.keyness import keyness_html
from analysis.presentation.tables.naming import naming_kind
from analysis.presentation.tables.openers import (
    ROWS_THAT_OPEN,
    contrast_opener,
    first_rows,
    outlet_opener,
    term_opener,
)
from analysis.presentation.tables.passages import passage_list
from analysis.presentation.tables.profile import profile_html
from analysis.presentation.tables.same_story import same_story_html
from analysis.presentation.tables.stance import stance_kind
from analysis.presentation.tables.standing import standing_columns
from analysis.presentation.writing.format import percent

if TYPE_CHECKING:
    from analysis.workspace import Workspace


def table_html(
    table: pl.DataFrame,
    caption: str | None = None,
    workspace: Workspace | None = None,
    name: str | None = None,
    *,
    mentions: pl.DataFrame | None = None,
    focus: Sequence[str] = (),
) -> str:
    """Return a table as HTML, with the columns and heads that suit its kind; rows of ``focus`` come first."""
    file = table_file(name)
    if focus and "outlet" in table.columns:
        table = table.sort(~pl.col("outlet").is_in(list(focus)), maintain_order=True)
    if set(PASSAGES) <= set(table.columns):
        head = f"<p class='ww-side'>{html.escape(caption)}</p>" if caption else ""
        return f"<div class='ww ww-passages'>{head}{passage_list(table)}</div>"
    rows = table.to_dicts()
    level = workspace.study.inference.level if workspace else 0.95
    if {"estimate", "focus_value", "scale"} <= set(table.columns):
        return _contrasts_html(table, caption, workspace, level, file, mentions=mentions)
    if set(BY_OUTLET) <= set(table.columns):
        return _outlets_html(table, caption, workspace, level, file, mentions=mentions, focus=focus)
    if any(set(kind) <= set(table.columns) for kind in (KEYNESS, SAME_EVENT, SAME_STORY)):
        return _compared_html(table, caption, workspace, level, file)
    known = _known_kind(table, level)
    if known is not None:
        kind_rows, columns, title = known
        opener = _known_opener(table, kind_rows, workspace, mentions)
        return render_table(kind_rows, columns, caption or title, opener=opener, file=file)
    terms = workspace if {"term", "category"} <= set(table.columns) else None
    opener = first_rows(term_opener(terms) if terms else None, rows)
    return render_table(rows, generic_columns(table), caption or "Table", opener=opener, file=file)


def rows_of(table: pl.DataFrame) -> int:
    """Return how many rows ``table_html`` makes of a table: shares of a whole, and both sides, share one."""
    if set(BY_SIDE) <= set(table.columns):
        return len(side_rows(table))
    wide = set(BY_OUTLET) <= set(table.columns) and is_wide(table)
    return table["outlet"].n_unique() if wide else table.height


def table_file(name: str | None) -> str | None:
    """Return where a report keeps the table of a name."""
    return f"tables/{name}.csv" if name else None


def _contrasts_html(
    table: pl.DataFrame,
    caption: str | None,
    workspace: Workspace | None,
    level: float,
    file: str | None,
    *,
    mentions: pl.DataFrame | None,
) -> str:
    """Return contrasts as HTML; those of the profile by question."""
    title = caption or f"{focus_name(table)} against the reference"
    if set(PROFILE) <= set(table.columns):
        return profile_html(table, title, workspace, level, file=file, mentions=mentions)
    opener = contrast_opener(workspace, mentions) if workspace else None
    rows = table.to_dicts()
    return render_table(
        rows, contrast_columns(table, level), title, opener=first_rows(opener, rows), file=file
    )


def _compared_html(
    table: pl.DataFrame, caption: str | None, workspace: Workspace | None, level: float, file: str | None
) -> str:
    """Return keyness, rates inside shared events, or passages of the same story as HTML."""
    if set(SAME_STORY) <= set(table.columns):
        return same_story_html(table, caption, file)
    if set(SAME_EVENT) <= set(table.columns):
        opener = contrast_opener(workspace) if workspace else None
        return same_event_html(table, caption, level, file, opener)
    title = caption or f"{focus_name(table)} against the reference"
    return keyness_html(table, title, workspace, level, file)


def _brackets(table: pl.DataFrame, level: float) -> str:
    """Say what stands in brackets behind a share, where anything does."""
    return f" (in brackets: {percent(level)} intervals)" if table["low"].count() else ""


def _outlets_html(
    table: pl.DataFrame,
    caption: str | None,
    workspace: Workspace | None,
    level: float,
    file: str | None,
    *,
    mentions: pl.DataFrame | None,
    focus: Sequence[str],
) -> str:
    """Return measures by outlet as HTML, a row per outlet where measures are few.

    Of a table with more rows than are shown, those of the focus come first, and those of outlets that have
    nothing of the kind last.
    """
    focus, wide = tuple(workspace.focus if workspace else focus), is_wide(table)
    many = (table["outlet"].n_unique() if wide else table.height) > ROWS_SHOWN
    if many:
        ours = pl.col("outlet").is_in(focus)
        table = table.sort(~ours, pl.col("value").is_null(), maintain_order=True)
    if wide:
        return render_table(
            wide_rows(table),
            wide_columns(table, focus),
            f"{caption or 'By outlet'}{_brackets(table, level)}",
            marked=lambda row: row["outlet"] in focus,
            file=file,
        )
    rows = table.to_dicts()
    keys = ("measure", "category", "voice", "part")
    rows.sort(key=lambda row: (*(row[k] for k in keys), row["value"] is None, -(row["value"] or 0)))
    if many:
        rows.sort(key=lambda row: (row["outlet"] not in focus, row["value"] is None))
    opener = outlet_opener(workspace, mentions) if workspace else None
    return render_table(
        rows,
        outlet_columns(table, focus, level),
        caption or "By outlet",
        opener=first_rows(opener, rows),
        marked=lambda row: row["outlet"] in focus,
        file=file,
    )


def _known_kind(table: pl.DataFrame, level: float) -> tuple[list[dict[str, Any]], list[Column], str] | None:
    """Return rows, columns and caption of a table of another kind."""
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
    others = (
        naming_kind(table, level),
        stance_kind(table, level),
        proposed_kind(table),
        classified_kind(table),
    )
    return next(filter(None, others), None) or doubt_kind(table, level)


def _known_opener(
    table: pl.DataFrame,
    rows: list[dict[str, Any]],
    workspace: Workspace | None,
    mentions: pl.DataFrame | None,
) -> Opener | None:
    """Return what opens rows of these kinds: proposals, words of a classifier, who says what about whom."""
    if workspace is None:
        return None
    if set(PROPOSALS) <= set(table.columns):
        return proposal_opener(workspace.annotated, rows[:ROWS_THAT_OPEN])
    if set(CLASSIFIER_WORDS) <= set(table.columns):
        return first_rows(classified_opener(workspace.annotated, rows[:ROWS_THAT_OPEN]), rows)
    return first_rows(outlet_opener(workspace, mentions), rows) if mentions is not None else None


def focus_name(table: pl.DataFrame) -> str:
    """Return the focus of a table of contrasts."""
    return str(table["focus"][0]) if table.height else "Focus"
