"""Keyness as HTML: as many terms in both directions, each opening to passages, and how they were compared."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import term_passages
from analysis.presentation.tables.columns_keyness import keyness_columns, keyness_note
from analysis.presentation.tables.html import Opener, more_rows, render_table
from analysis.presentation.tables.keyness_rows import top_terms
from analysis.presentation.tables.passages import MOST, passage_list, so_many_passages
from analysis.presentation.writing.format import words_of

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace


def keyness_html(
    table: pl.DataFrame, caption: str, workspace: Workspace | None, level: float, file: str | None
) -> str:
    """Return the ``top_terms`` of keyness as HTML; ``file`` holds the others."""
    chosen = top_terms(table, level=level)
    rows = chosen.to_dicts()
    opener = term_opener(workspace.annotated, rows) if workspace else None
    markup = render_table(rows, keyness_columns(chosen, level), caption, opener=opener)
    note = html.escape(keyness_note(table, level))
    return (
        markup
        + more_rows(table.height - len(rows), file)
        + (f"<p class='ww ww-note'>{note}</p>" if note else "")
    )


def term_opener(annotated: Annotated, rows: Sequence[dict[str, Any]]) -> Opener | None:
    """Return what opens rows of ``KEYNESS``: passages of both sides, looked for in one go.

    Parameters
    ----------
    rows : the rows that will open; of one kind, voice and pair of sides
    """
    if not rows or rows[0]["part"] != "all":
        return None
    first = rows[0]
    kind, terms = str(first["kind"]), [str(row["term"]) for row in rows]
    lists: dict[str, list[str]] = {term: [] for term in terms}
    shown: Counter[str] = Counter()
    for side in ("focus", "reference"):
        outlets = str(first[side]).split(" + ")
        head = html.escape(first[side] if side == "focus" else side)
        found = term_passages(
            annotated,
            terms,
            kind=kind,
            outlet=outlets,
            voice=str(first["voice"]),
            lexicon=_lexicon(annotated, kind, terms),
            limit=MOST,
        )
        by = {"terms": "term", "categories": "category"}.get(kind, "term")
        for (term,), table in found.partition_by(by, as_dict=True, maintain_order=True).items():
            lists[str(term)].append(f"<p class='ww-side'>{head}</p>{passage_list(table)}")
            shown[str(term)] += table.height

    def opened(row: dict[str, Any]) -> str:
        term = str(row["term"])
        if not shown[term]:
            return ""
        summary = html.escape(
            f"{so_many_passages(shown[term], row)}: {words_of(term) if kind == 'categories' else term}"
        )
        inside = f"<div class='ww-passages'>{''.join(lists[term])}</div>"
        return f"<details><summary>{summary}</summary>{inside}</details>"

    return opened


def _lexicon(annotated: Annotated, kind: str, terms: Sequence[str]) -> str | None:
    """Return the lexicon that holds these entries: the first that holds one of them."""
    column = "category" if kind == "categories" else "term"
    found = annotated.entries.filter(pl.col(column).is_in(list(terms)))["lexicon"]
    return str(found[0]) if kind in ("terms", "categories") and found.len() else None
