"""Which columns of comparisons inside events are shown: the same event, and terms on one side only."""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.comparison import ALL_REFERENCES, findings
from analysis.comparison.events.one_sided_tables import NOT_IN_FOCUS, ONLY_IN_FOCUS
from analysis.presentation.tables.columns import (
    estimate,
    interval,
    interval_head,
    standing,
    voice_and_part,
    what,
)
from analysis.presentation.tables.html import Column
from analysis.presentation.tables.keyness_rows import ROWS_EACH_WAY
from analysis.presentation.writing.format import NONE, count, is_missing, probability

Row = dict[str, Any]
PLAIN, PLAIN_SHARED = "plain_", "plain_shared_"


def same_event_rows(table: pl.DataFrame, level: float = 0.95) -> list[Row]:
    """Return the rows of ``SAME_EVENT`` against all references, with ``scale`` and ``found`` (a finding).

    Parameters
    ----------
    table : ``SAME_EVENT``
    level : of the intervals in the table; a finding needs q of at most 1 - level and an interval without 1
    """
    numbered = (
        table.filter(reference=ALL_REFERENCES).with_columns(scale=pl.lit("ratio")).with_row_index("row")
    )
    found = findings(numbered, level)["row"].to_list()
    return numbered.with_columns(found=pl.col("row").is_in(found)).drop("row").to_dicts()


def same_event_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of ``same_event_rows``."""
    head = interval_head(level)
    return [
        Column("Wording", what, numeric=False, first=True),
        *voice_and_part(table),
        Column(f"Ratio inside shared events ({head})", ratio_inside),
        Column("q", lambda row: probability(row["q"])),
        Column(f"Ratio over all articles ({head})", lambda row: ratio_inside(counted(row, PLAIN))),
        Column(
            f"Ratio over all articles on shared events ({head})",
            lambda row: ratio_inside(counted(row, PLAIN_SHARED)),
        ),
        Column("Shared events (with a hit)", _shared),
        Column(
            "Events of one side only, focus : reference",
            lambda row: f"{count(row['focus_only_events'])} : {count(row['reference_only_events'])}",
        ),
        Column("What can be said", _said, numeric=False),
    ]


def counted(row: Row, way: str) -> Row:
    """Return a row of ``SAME_EVENT`` whose ratio and interval are those of another way of counting."""
    return row | {name: row[f"{way}{name}"] for name in ("estimate", "low", "high")}


def ratio_inside(row: Row) -> str:
    """Write a ratio with its interval in brackets.

    >>> ratio_inside({"measure": "rate:x", "scale": "ratio", "estimate": 2.5, "low": 1.5, "high": 4.2})
    '2.5 × (1.5 to 4.2)'
    """
    size, ends = estimate(row), interval(row)
    return size if ends == NONE else ends if size == NONE else f"{size} ({ends})"


def _shared(row: Row) -> str:
    events = count(row["shared_events"])
    return events if row["shared_with_hits"] is None else f"{events} ({count(row['shared_with_hits'])})"


def _said(row: Row) -> str:
    """Say whether a row stands out; of one that was not tested, why."""
    told, reason = standing(row, row["found"]), row["reason"]
    if not reason or not is_missing(row["q"]):
        return told
    return reason if reason.startswith(told) else f"{told}: {reason}"


def one_sided_rows(table: pl.DataFrame, rows: int = ROWS_EACH_WAY, level: float = 0.95) -> list[Row]:
    """Return the first rows of ``ONE_SIDED`` in each direction, as many in both, with ``found``.

    Parameters
    ----------
    table : ``ONE_SIDED``, sorted by p in each direction, as ``one_sided_terms`` gives it
    rows : most rows of each direction; where one has fewer, the other is cut to them, unless it has none
    level : a finding needs q of at most 1 - level
    """
    marked = table.with_columns(found=one_sided_found(level))
    sides = [marked.filter(direction=direction) for direction in (NOT_IN_FOCUS, ONLY_IN_FOCUS)]
    least = min(side.height for side in sides) or rows
    return pl.concat([side.head(min(rows, least)) for side in sides]).to_dicts()


def one_sided_found(level: float) -> pl.Expr:
    """Whether a row of ``ONE_SIDED`` is a finding."""
    return (pl.col("q") <= 1.0 - level + 1e-12).fill_null(False)


def one_sided_columns() -> list[Column]:
    """Return the columns of ``one_sided_rows``."""
    return [
        Column("Term (other forms)", _with_forms, numeric=False, first=True),
        Column("Where", lambda row: row["direction"], numeric=False),
        Column("Events, of those it could be", _events),
        Column("Expected by chance", lambda row: f"{row['expected']:.2f}"),
        Column("Carried by, on how many", lambda row: row["carried_by"], numeric=False),
        Column("q", lambda row: probability(row["q"])),
        Column("What can be said", _said, numeric=False),
    ]


def _events(row: Row) -> str:
    return f"{count(row['events'])} of {count(row['comparable_events'])}"


def _with_forms(row: Row) -> str:
    others = [form for form in str(row["forms"] or "").split(", ") if form not in ("", row["term"])]
    return f"{row['term']} ({', '.join(others)})" if others else str(row["term"])
