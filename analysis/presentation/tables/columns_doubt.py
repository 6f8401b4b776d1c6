"""Columns of the tables that doubt a result: versions, null checks, power, one article left out."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from analysis.comparison import NULL_SUMMARY, SURVIVAL
from analysis.presentation.questions.survival import ARTICLE_RANGES, cell, range_text
from analysis.presentation.sentences.doubt import first_reason
from analysis.presentation.sentences.power import POWER_BESIDE, shared_reason
from analysis.presentation.tables.columns import estimate, interval, interval_head, voice_and_part, what
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import NONE, count, is_missing, percent, probability, rate, share
from analysis.presentation.writing.values import contrast_text, value_text

Row = dict[str, Any]


def doubt_kind(table: pl.DataFrame, level: float) -> tuple[list[Row], list[Column], str] | None:
    """Return rows, columns and caption of a table that doubts a result; ``None`` of any other table."""
    columns = set(table.columns)
    rows = table.to_dicts()
    if set(SURVIVAL) <= columns:
        return rows, survival_columns(table, level), "Findings in other versions"
    if set(NULL_SUMMARY) <= columns:
        return rows, null_columns(table, level), "Null checks"
    if set(POWER_BESIDE) <= columns:
        return rows, power_columns(table, level), "What could have been shown"
    if set(ARTICLE_RANGES) <= columns:
        return rows, range_columns(table), "One article left out"
    return None


def survival_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of findings in other versions, a row per finding and version."""
    return [
        Column("Finding", what, numeric=False, first=True),
        *voice_and_part(table),
        Column("Version", lambda row: row["variation"], numeric=False),
        Column("Ratio or difference", estimate),
        Column(interval_head(level), interval),
        Column("q", lambda row: probability(row["q"])),
        Column("What becomes of it", cell, numeric=False),
        Column("Remark", partial(_survival_remark, level), numeric=False),
    ]


def _survival_remark(level: float, row: Row) -> str:
    """Say why what the test alone would call is no finding: its interval does not leave out "alike"."""
    if row["reason"]:
        return str(row["reason"])
    alike = 1.0 if row["scale"] == "ratio" else 0.0
    ends = row["low"], row["high"]
    if is_missing(row["q"]) or row["q"] > 1.0 - level or any(is_missing(end) for end in ends):
        return NONE
    return "the interval takes in “alike”" if ends[0] <= alike <= ends[1] else NONE


def null_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of null checks, with the procedure where several stand in the table."""
    procedure = Column("What was compared", lambda row: row["procedure"], numeric=False)
    return [
        Column("Check", lambda row: row["kind"], numeric=False, first=True),
        *([procedure] if "procedure" in table.columns else []),
        Column("Tested", lambda row: count(row["splits"])),
        Column("Something called", lambda row: count(row["splits_with_calls"]) if row["splits"] else NONE),
        Column("Share", lambda row: share(row["share"])),
        Column(interval_head(level), _share_interval),
        Column("Calls on average", lambda row: _mean(row["mean_calls"])),
        Column("Tests on average", lambda row: count(row["mean_tests"])),
        Column("Remark", lambda row: first_reason(row) if row["reason"] else NONE, numeric=False),
    ]


def power_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of what was found beside what could have been shown."""
    power = percent(table["power"][0]) if table.height else "80 %"
    size = table["family_size"][0] if table.height else 1
    # A remark that all rows share stands in the sentences above the table.
    alone = [
        Column(f"As the only finding of {count(size)}", lambda row: _limits(row, "family_")),
        Column("Remark", lambda row: row["reason"] or NONE, numeric=False),
    ]
    before, after = ([], []) if shared_reason(table.to_dicts()) else (alone[:1], alone[1:])
    return [
        Column("Measure", what, numeric=False, first=True),
        *voice_and_part(table),
        Column("Both sides", lambda row: value_text(row["measure"], row["value"])),
        Column("In the study", estimate),
        Column(interval_head(level), interval),
        Column(f"Shown with {power} chance", lambda row: _limits(row, "")),
        *before,
        Column("Stands out", lambda row: "● yes" if row["finding"] else "○ no" if row["q"] else NONE, False),
        *after,
    ]


def range_columns(table: pl.DataFrame) -> list[Column]:
    """Return the columns of one article left out; its title leads to its address."""
    steady = Column("Stays at its end of the ranking", lambda row: share(row["stays"]))
    return [
        Column("Finding", what, numeric=False, first=True),
        *voice_and_part(table),
        Column("In the study", estimate),
        Column("Any one article left out", range_text),
        Column("Without the one that does most", lambda row: estimate(row | {"estimate": row["without_it"]})),
        Column(
            "That article",
            lambda row: row["title"] or row["moves_most"] or NONE,
            numeric=False,
            link=lambda row: row["url"],
        ),
        Column("Outlet", lambda row: row["outlet"] or NONE, numeric=False),
        Column("Articles that turn it", lambda row: f"{count(row['turns'])} of {count(row['units'])}"),
        *([steady] if "stays" in table.columns else []),
    ]


def _share_interval(row: Row) -> str:
    return NONE if is_missing(row["low"]) else f"{share(row['low'])} to {share(row['high'])}"


def _mean(value: float | None) -> str:
    return NONE if value is None else rate(value)


def _limits(row: Row, which: str) -> str:
    """Write both limits; one that is missing says so."""
    ends = [(row[f"{which}down"], "or less"), (row[f"{which}up"], "or more")]
    times = " ×" if row["scale"] == "ratio" else ""
    told = [
        f"{contrast_text(row['measure'], end)}{times} {side}" for end, side in ends if not is_missing(end)
    ]
    return "; ".join(told) or NONE
