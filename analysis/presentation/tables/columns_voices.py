"""Columns of the tables about voices: shares side by side, focus beside reference, who says a term."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import polars as pl

from analysis.measures import kind_of
from analysis.presentation.tables.columns import (
    interval_head,
    kinds_of,
    pair_of_articles,
    pair_of_counts,
    voice_and_part,
    what,
)
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import NONE, count, is_missing
from analysis.presentation.writing.share_words import MADE_OF
from analysis.presentation.writing.values import interval_text, value_text

Row = dict[str, Any]
MOST_WIDE = 8
"""Categories that have room beside each other."""
ORDER = ("own", "quoted", "reported", "attributed", "scare")


def is_wide(table: pl.DataFrame) -> bool:
    """Whether a table by outlet is of few shares of one whole, which read best beside each other."""
    one = table["measure"].n_unique() == table["part"].n_unique() == 1
    return one and kinds_of(table) == {"share"} and 1 < table["category"].n_unique() <= MOST_WIDE


def wide_rows(table: pl.DataFrame) -> list[Row]:
    """Return a row per outlet with the shares of every category under its name, in the order of the table."""
    rows: dict[str, Row] = {}
    for row in table.iter_rows(named=True):
        joined = rows.setdefault(row["outlet"], {key: row[key] for key in ("outlet", "words", "articles")})
        joined[row["category"]] = row
    return list(rows.values())


def wide_columns(table: pl.DataFrame, focus: Sequence[str]) -> list[Column]:
    """Return the columns of a wide table of shares: one per category, its interval in brackets."""
    measure = table["measure"][0]
    columns = [
        Column("Outlet", lambda row: row["outlet"] + (" ◆" if row["outlet"] in focus else ""), False, True)
    ]
    found = table["category"].unique(maintain_order=True).to_list()
    for category in sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)):
        # Of names the caption says of what.
        named = kind_of(measure).base == "name"
        label = f"“{category}”" if named else what({"measure": measure, "category": category})
        columns.append(Column(f"{label[0].upper()}{label[1:]}", partial(_share, category)))
    base = MADE_OF[kind_of(measure).base].capitalize()
    return [
        *columns,
        Column(base, lambda row: count(row["words"])),
        Column("Articles", lambda row: count(row["articles"])),
    ]


def _share(category: str, row: Row) -> str:
    cell = row.get(category)
    if cell is None or is_missing(cell["value"]):
        return NONE
    ends = interval_text(cell["measure"], cell["low"], cell["high"])
    value = value_text(cell["measure"], cell["value"])
    return value if ends == NONE else f"{value} ({ends.replace(' %', '')})"


def side_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of a table by side: one row for each measure, the two sides beside each other."""
    kinds = kinds_of(table)
    columns = [Column("Wording" if kinds <= {"rate", "score"} else "Measure", what, False, True)]
    columns += voice_and_part(table)
    for side in ("focus", "reference"):
        columns += [
            Column(side.capitalize(), partial(_side_value, side)),
            Column(interval_head(level), partial(_side_interval, side)),
        ]
    return [
        *columns,
        Column("Counts, focus : reference", pair_of_counts),
        Column("Articles", pair_of_articles),
    ]


def side_rows(table: pl.DataFrame) -> list[Row]:
    """Return a table by side with one row for each measure, columns of a side under its name."""
    keys = ["measure", "category", "voice", "part"]
    rows: dict[tuple[Any, ...], Row] = {}
    for row in table.iter_rows(named=True):
        joined = rows.setdefault(tuple(row[key] for key in keys), {key: row[key] for key in keys})
        joined |= {f"{row['side']}_{name}": row[name] for name in row if name not in (*keys, "side")}
    return list(rows.values())


def who_columns() -> list[Column]:
    """Return the columns of a table of who says a term."""
    return [
        Column("Who says it", _speaker, numeric=False, first=True),
        Column("Outlet", lambda row: row["outlet"], numeric=False),
        Column("Kind of source", lambda row: row["source_type"] or NONE, numeric=False),
        Column("How it was found", lambda row: row["confidence"] or NONE, numeric=False),
        Column("Hits", lambda row: count(row["hits"])),
        Column("Articles", lambda row: count(row["articles"])),
    ]


def _side_value(side: str, row: Row) -> str:
    return value_text(row["measure"], row[f"{side}_value"])


def _side_interval(side: str, row: Row) -> str:
    return interval_text(row["measure"], row[f"{side}_low"], row[f"{side}_high"])


def _speaker(row: Row) -> str:
    if row["voice"] == "own":
        return "the outlet itself, in scare quotes" if row["scare"] else "the outlet itself"
    return f"{row['source_name'] or 'source not found'} ({row['voice']})"
