"""Tables about stance for people: who says what about whom, accuracy, and what their rows open to."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.annotation.stance import ACCURACY_SCHEMA
from analysis.measures import stance_passages
from analysis.measures.stance.tables import WHO_ABOUT_WHOM
from analysis.presentation.tables.columns import interval_head
from analysis.presentation.tables.html import Column
from analysis.presentation.tables.passages import passage_list
from analysis.presentation.writing.format import (
    NONE,
    count,
    difference,
    is_missing,
    percent,
    plural,
    share,
    with_the,
)

if TYPE_CHECKING:
    from analysis.annotation import Annotated

Row = dict[str, Any]
Sides = Sequence[tuple[str, Sequence[str]]]
EACH = 2
"""Passages for and against, of each side."""
CONFIDENT = 0.5
"""Passages show readings that are more likely right than not."""


def stance_kind(table: pl.DataFrame, level: float) -> tuple[list[Row], list[Column], str] | None:
    """Return rows, columns and caption of a table about stance; ``None`` of any other table."""
    columns = set(table.columns)
    if set(WHO_ABOUT_WHOM) <= columns:
        return table.to_dicts(), _matrix_columns(table, level), "Who says what about whom"
    if set(ACCURACY_SCHEMA) <= columns:
        return table.to_dicts(), _accuracy_columns(), "How often the reading is right"
    return None


def _matrix_columns(table: pl.DataFrame, level: float) -> list[Column]:
    several = table["outlet"].n_unique() > 1
    outlet = [Column("Side", lambda row: row["outlet"], numeric=False, first=True)] if several else []
    counts = [
        Column(name.capitalize(), partial(_counted, name))
        for name in ("favourable", "unfavourable", "neutral")
    ]
    return [
        *outlet,
        Column("Who speaks", lambda row: row["source"], numeric=False, first=not several),
        Column("About", lambda row: row["target"], numeric=False),
        Column("Mean stance", lambda row: _score(row["score"])),
        Column(interval_head(level), _interval),
        *counts,
        Column("Mentions", lambda row: count(row["mentions"])),
        Column("Articles", lambda row: count(row["articles"])),
    ]


def _counted(name: str, row: Row) -> str:
    return count(row[name])


def _score(value: float | None) -> str:
    return NONE if value is None else difference(round(value, 2))


def _interval(row: Row) -> str:
    if is_missing(row["low"]) or is_missing(row["high"]):
        return NONE
    return f"{_score(row['low'])} to {_score(row['high'])}"


def _accuracy_columns() -> list[Column]:
    return [
        Column("Measured on", lambda row: row["data"], numeric=False, first=True),
        Column(
            "Confidence", lambda row: f"{percent(row['confidence_from'])} to {percent(row['confidence_to'])}"
        ),
        Column("Readings", lambda row: count(row["readings"])),
        Column("Right", lambda row: share(row["accuracy"])),
        Column("95 % interval", lambda row: f"{share(row['low'])} to {share(row['high'])}"),
    ]


def opened_stance(annotated: Annotated, mentions: pl.DataFrame, row: Mapping[str, Any], sides: Sides) -> str:
    """Return what a row of stance opens to: as many passages for and against, of each side.

    Parameters
    ----------
    annotated, mentions : as in ``stance_passages``
    row : ``category`` or ``target`` names the target; ``voice``, and ``source`` of a cell, are kept
    sides : name and outlets of each side
    """
    target = row.get("target") or row["category"]
    wanted: dict[str, Any] = {"target": target, "per_article": 1, "limit": EACH, "source": row.get("source")}
    if row.get("voice", "all") != "all":
        wanted["voice"] = row["voice"]
    lists, shown = [], 0
    for side, outlets in sides:
        for direction in ("favourable", "unfavourable"):
            found = stance_passages(
                annotated,
                mentions,
                outlet=list(outlets),
                direction=direction,
                least_confidence=CONFIDENT,
                **wanted,
            )
            if found.height:
                lists.append(f"<p class='ww-side'>{html.escape(f'{side}: {direction}')}</p>")
                lists.append(passage_list(found))
                shown += found.height
    if not shown:
        return ""
    summary = html.escape(f"{plural(shown, 'passage')}: stance toward {with_the(target)}")
    return f"<details><summary>{summary}</summary><div class='ww-passages'>{''.join(lists)}</div></details>"
