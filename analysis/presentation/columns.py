"""Which columns of the known tables are shown, under which heads, written how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.comparison import findings
from analysis.presentation.format import (
    NONE,
    count,
    difference,
    is_missing,
    probability,
    rate,
    ratio,
    valence,
    words_of,
)
from analysis.presentation.tables_html import Column
from analysis.presentation.wording import VOICE_NAMES

Row = dict[str, Any]


def contrast_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of a table of contrasts; those that never vary are left to the caption."""
    found = {_key(row) for row in findings(table, level).to_dicts()}
    columns = [Column("Wording", what, numeric=False, first=True)]
    if table["voice"].n_unique() > 1:
        columns.append(Column("Voice", lambda row: VOICE_NAMES[row["voice"]], numeric=False))
    if table["part"].n_unique() > 1:
        columns.append(Column("Part", lambda row: row["part"], numeric=False))
    if table["reference"].n_unique() > 1:
        columns.append(Column("Reference", lambda row: row["reference"], numeric=False))
    return [
        *columns,
        Column("Focus", lambda row: _value(row, "focus_value")),
        Column("Reference mean", lambda row: _value(row, "reference_value")),
        Column("Ratio or difference", estimate),
        Column(f"{level:.0%} interval".replace("%", " %"), interval),
        Column("q", lambda row: probability(row["q"])),
        Column("Hits, focus : reference", lambda row: _pair(row, "hits")),
        Column("Articles", lambda row: _pair(row, "articles")),
        Column("What can be said", lambda row: _standing(row, _key(row) in found), numeric=False),
    ]


def outlet_columns(table: pl.DataFrame, focus: Sequence[str], level: float) -> list[Column]:
    """Return the columns of a table of rates or valence by outlet."""
    rates = table["hits"].null_count() < table.height
    columns = [
        Column("Outlet", lambda row: row["outlet"] + (" ◆" if row["outlet"] in focus else ""), False, True)
    ]
    if table["category"].n_unique() > 1:
        columns.append(Column("Wording", what, numeric=False))
    if table["measure"].n_unique() > 1 and not rates:
        columns.append(Column("Proper names", _masked, numeric=False))
    if table["voice"].n_unique() > 1:
        columns.append(Column("Voice", lambda row: VOICE_NAMES[row["voice"]], numeric=False))
    if table["part"].n_unique() > 1:
        columns.append(Column("Part", lambda row: row["part"], numeric=False))
    value = "Per 1,000 words" if rates else "Mean word valence"
    columns += [
        Column(value, lambda row: _by_measure(row, row["value"])),
        Column(f"{level:.0%} interval".replace("%", " %"), _outlet_interval),
    ]
    if rates:
        columns += [
            Column("Hits", lambda row: count(row["hits"])),
            Column(
                "Articles with a hit",
                lambda row: f"{count(row['articles_with'])} of {count(row['articles'])}",
            ),
        ]
    else:
        columns.append(Column("Articles", lambda row: count(row["articles"])))
    return [*columns, Column("Words", lambda row: count(row["words"]))]


def what(row: Row) -> str:
    """Name a row's wording for a table."""
    if row["measure"].startswith("rate:"):
        lexicon = words_of(row["measure"].removeprefix("rate:"))
        return f"all {lexicon}" if row["category"] == "all" else words_of(row["category"])
    return {"valence": "word valence", "valence_raw": "word valence, names counted"}.get(
        row["measure"], words_of(row["measure"])
    )


def estimate(row: Row) -> str:
    """Write a ratio or a difference.

    >>> estimate({"estimate": 2.5, "scale": "ratio"}), estimate({"estimate": None, "scale": "ratio"})
    ('2.5 ×', '–')
    """
    if is_missing(row["estimate"]):
        return NONE
    return f"{ratio(row['estimate'])} ×" if row["scale"] == "ratio" else difference(row["estimate"])


def interval(row: Row) -> str:
    """Write an interval; a one-sided bound as at most or at least."""
    low, high = row["low"], row["high"]
    write = ratio if row["scale"] == "ratio" else difference
    if is_missing(low) and is_missing(high):
        return NONE
    if is_missing(high):
        return f"at least {write(low)}"
    if is_missing(low) or (row["scale"] == "ratio" and row["estimate"] == 0):
        return f"at most {write(high)}"
    return f"{write(low)} to {write(high)}"


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("measure", "category", "voice", "part", "focus", "reference"))


def _value(row: Row, name: str) -> str:
    return rate(row[name]) if row["scale"] == "ratio" else valence(row[name])


def _by_measure(row: Row, value: float | None) -> str:
    return valence(value) if row["hits"] is None else rate(value)


def _masked(row: Row) -> str:
    return "counted" if row["measure"] == "valence_raw" else "masked"


def _outlet_interval(row: Row) -> str:
    if is_missing(row["low"]) or is_missing(row["high"]):
        return NONE
    return f"{_by_measure(row, row['low'])} to {_by_measure(row, row['high'])}"


def _pair(row: Row, name: str) -> str:
    ours, theirs = row[f"focus_{name}"], row[f"reference_{name}"]
    return NONE if ours is None else f"{count(ours)} : {count(theirs)}"


def _standing(row: Row, found: bool) -> str:
    if found:
        return "● stands out"
    if row["status"] == "described":
        return "described only"
    return "not tested" if is_missing(row["q"]) else "○ chance could do it"
