"""What rows of tables open to: passages of each side, as the kind of the table asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures.stance.scores import MEASURE as STANCE
from analysis.presentation.questions.stance import REFERENCE
from analysis.presentation.tables.html import Opener
from analysis.presentation.tables.passages import opened_passages
from analysis.presentation.tables.stance import Sides, opened_stance

if TYPE_CHECKING:
    from analysis.workspace import Workspace

ROWS_THAT_OPEN = 40


def first_rows(opener: Opener | None, rows: list[dict[str, Any]]) -> Opener | None:
    """Let only the first rows open, so that a long table stays a quick page."""
    if opener is None:
        return None
    opening = {id(row) for row in rows[:ROWS_THAT_OPEN]}
    return lambda row: opener(row) if id(row) in opening else ""


def contrast_opener(workspace: Workspace, mentions: pl.DataFrame | None = None) -> Opener:
    """Open a contrast to passages of focus and reference; one of stance needs the mentions that were read."""

    def opened(row: dict[str, Any]) -> str:
        others = (
            workspace.references if row["reference"].startswith("all references") else (row["reference"],)
        )
        sides = ((" and ".join(workspace.focus), workspace.focus), ("reference", others))
        return _opened(workspace, row, sides, mentions)

    return opened


def outlet_opener(workspace: Workspace, mentions: pl.DataFrame | None = None) -> Opener:
    """Open a measure of an outlet, or a cell of who says what about whom, to its passages."""

    def opened(row: dict[str, Any]) -> str:
        sides = {REFERENCE: workspace.references, " + ".join(workspace.focus): workspace.focus}
        outlets = sides.get(row["outlet"], (row["outlet"],))
        return _opened(workspace, row, ((row["outlet"], outlets),), mentions)

    return opened


def _opened(workspace: Workspace, row: dict[str, Any], sides: Sides, mentions: pl.DataFrame | None) -> str:
    if row.get("measure", STANCE) != STANCE:
        return opened_passages(workspace.annotated, row, sides)
    return "" if mentions is None else opened_stance(workspace.annotated, mentions, row, sides)


def term_opener(workspace: Workspace) -> Opener:
    """Open a term to passages of focus and reference in the voice of the study."""
    entries = workspace.annotated.entries.select("category", "term", "lexicon").reverse().rows()
    # The study's own lexicons stand first in the table of entries, and theirs is a term of two lists.
    lexicon_of = {(category, term): lexicon for category, term, lexicon in entries}

    def opened(row: dict[str, Any]) -> str:
        lexicon = lexicon_of.get((row["category"], row["term"]))
        if lexicon is None:
            return ""
        known = {"measure": f"rate:{lexicon}", "term": row["term"], "voice": workspace.study.voice}
        known |= {
            f"{side}_hits": row[f"{side} hits"] for side in ("focus", "reference") if f"{side} hits" in row
        }
        sides = ((" and ".join(workspace.focus), workspace.focus), ("reference", workspace.references))
        return opened_passages(workspace.annotated, known, sides, most=2)

    return opened
