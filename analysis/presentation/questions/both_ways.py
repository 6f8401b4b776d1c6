"""The same contrasts counted two ways: in the study's voice, and in another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from analysis.comparison import findings
from analysis.measures import kind_of
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.tables.columns import apart, interval, what
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import NONE, count, is_missing, listed, plural
from analysis.presentation.writing.values import both_values
from analysis.presentation.writing.wording import VOICE_NAMES, wording

Row = dict[str, Any]
_STRING, _FLOAT, _BOOL = pl.String(), pl.Float64(), pl.Boolean()
KEYS = ("measure", "category", "part", "focus", "reference")
KEPT = ("focus_value", "reference_value", "estimate", "low", "high", "q")

BOTH_WAYS: Mapping[str, pl.DataType] = {
    **dict.fromkeys((*KEYS, "scale", "first_voice", "second_voice"), _STRING),
    **{f"{way}_{name}": _FLOAT for way in ("first", "second") for name in KEPT},
    "first_finding": _BOOL,
    "second_finding": _BOOL,
}


def both_ways(first: pl.DataFrame, second: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Join two tables of the same contrasts in two voices, and say which rows are findings in each.

    Parameters
    ----------
    first : ``CONTRASTS`` in the study's voice
    second : ``CONTRASTS`` of the same measures in another voice, such as all words
    level : of the intervals; a finding needs q of at most 1 - level

    Returns
    -------
    DataFrame
        ``BOTH_WAYS``, a row for each measure, category and part that is in both, in the order of ``first``
    """
    ways = []
    for way, table in (("first", first), ("second", second)):
        numbered = table.with_row_index("row")
        found = findings(numbered, level)["row"] if table.height else pl.Series([], dtype=pl.UInt32)
        ways.append(
            numbered.select(
                *KEYS,
                "scale",
                pl.col("voice").alias(f"{way}_voice"),
                *(pl.col(name).alias(f"{way}_{name}") for name in KEPT),
                pl.col("row").is_in(found.to_list()).alias(f"{way}_finding"),
            )
        )
    joined = ways[0].join(ways[1].drop("scale"), on=list(KEYS), how="inner", maintain_order="left")
    return joined.select(pl.col(name).cast(dtype) for name, dtype in BOTH_WAYS.items())


def what_changes(both: pl.DataFrame) -> Sentences:
    """Say which findings stand either way, and which only in one of the two voices.

    Parameters
    ----------
    both : what ``both_ways`` gave
    """
    if both.is_empty():
        return Sentences("There is nothing to count in two ways.")
    first, second = (VOICE_NAMES[both[f"{way}_voice"][0]] for way in ("first", "second"))
    rows = both.to_dicts()
    groups = {
        "both": [row for row in rows if row["first_finding"] and row["second_finding"]],
        "first": [row for row in rows if row["first_finding"] and not row["second_finding"]],
        "second": [row for row in rows if row["second_finding"] and not row["first_finding"]],
    }
    ours, theirs = (len(groups["both"]) + len(groups[way]) for way in ("first", "second"))
    start = f"Of {plural(len(rows), 'contrast')}, {count(ours)} {_stand(ours)} out in {first}"
    counted = f"{start} and {count(theirs)} when counted in {second}"
    if both.select(pl.all_horizontal(pl.col("first_q", "second_q").is_null().all())).item():
        return Sentences(f"Nothing could be tested, counted in {first} or in {second}.")
    if not ours and not theirs:
        return Sentences(f"Counted in {first} or in {second}: nothing stands out from chance either way.")
    told = [
        f"both ways {_names(groups['both'])}" if groups["both"] else "",
        f"in {first} only {_names(groups['first'])}" if groups["first"] else "",
        f"in {second} only {_names(groups['second'])}" if groups["second"] else "",
    ]
    if len(rows) == 1 and ours and theirs:
        name = wording(rows[0])
        stand = "stand" if name.endswith("terms") else "stands"
        same = f"{name[0].upper()}{name[1:]} {stand} out in {first} and when counted in {second}"
        return Sentences(f"{same}: nothing changes.")
    same = "" if groups["first"] or groups["second"] else "; nothing changes"
    return Sentences(f"{counted}: {'; '.join(filter(None, told))}{same}.")


def both_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of a table of ``both_ways``."""
    columns = [Column("Wording", what, numeric=False, first=True)]
    if table["part"].n_unique() > 1:
        columns.append(Column("Part", lambda row: row["part"], numeric=False))
    head, scales = f"{level:.0%}".replace("%", " %"), {kind_of(measure).scale for measure in table["measure"]}
    size = " or ".join(sorted(scales, reverse=True)).capitalize() or "Ratio"
    for way in ("first", "second"):
        voice = VOICE_NAMES[table[f"{way}_voice"][0]] if table.height else way
        columns += [
            Column(f"{voice.capitalize()}, focus : reference", partial(_values, way)),
            Column(f"{size} ({head} interval)", partial(_contrast, way)),
        ]
    return [*columns, Column("Stands out", _stands, numeric=False)]


def _stand(n: int) -> str:
    return "stands" if n == 1 else "stand"


def _names(rows: Sequence[Row]) -> str:
    return listed(sorted({wording(row) for row in rows}))


def _of(way: str, row: Row) -> Row:
    return {**row, **{name: row[f"{way}_{name}"] for name in KEPT}}


def _values(way: str, row: Row) -> str:
    mine, others, _ = both_values(_of(way, row))
    return f"{mine} : {others}"


def _contrast(way: str, row: Row) -> str:
    told = _of(way, row)
    size, ends = apart(told), interval(told)
    return size if ends == NONE else ends if size == NONE else f"{size} ({ends})"


def _stands(row: Row) -> str:
    names = [VOICE_NAMES[row[f"{way}_voice"]] for way in ("first", "second") if row[f"{way}_finding"]]
    if is_missing(row["first_q"]) and is_missing(row["second_q"]):
        return "not tested"
    return {0: "in neither", 1: f"only in {names[0]}" if names else "", 2: "● in both"}[len(names)]
