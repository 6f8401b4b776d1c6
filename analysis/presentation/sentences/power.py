"""How large a difference would have been shown: beside each contrast, and in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from analysis.comparison import POWER, findings
from analysis.measures import kind_of
from analysis.measures.cells import KEYS
from analysis.measures.tables import schema
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.writing.format import is_missing, percent, plural, ratio, times
from analysis.presentation.writing.values import contrast_text
from analysis.presentation.writing.wording import wording

Row = Mapping[str, Any]

POWER_BESIDE: Mapping[str, pl.DataType] = {
    **schema(POWER),
    **dict.fromkeys(("estimate", "low", "high", "q"), pl.Float64()),
    "finding": pl.Boolean(),
}
"""``POWER`` beside the numbers of the contrast itself."""


def power_beside(power: pl.DataFrame, tested: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Return what would have been shown beside what was: a row per contrast, the whole lexicon first.

    Parameters
    ----------
    power : ``POWER`` of ``smallest_ratio``
    tested : ``CONTRASTS`` of the same measures against all references
    level : of the intervals; a finding needs q of at most 1 - level

    Returns
    -------
    DataFrame
        ``POWER_BESIDE``
    """
    found = findings(tested, level).select(*KEYS, finding=pl.lit(True))
    numbers = tested.select(*KEYS, "estimate", "low", "high", "q").join(found, on=list(KEYS), how="left")
    table = power.join(numbers, on=list(KEYS), how="inner", maintain_order="left")
    order = [
        pl.col("scale") != "ratio",
        pl.all_horizontal(pl.col("up", "down").is_null()),
        pl.col("category") != "all",
        "category",
    ]
    return (
        table.with_columns(pl.col("finding").fill_null(False))
        .sort(order, maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in POWER_BESIDE.items())
    )


def could_have_shown(beside: pl.DataFrame) -> Sentences:
    """Say how large the differences would have to be of what cannot be told from chance.

    Parameters
    ----------
    beside : of ``power_beside``
    """
    rows = beside.to_dicts()
    tested = [row for row in rows if not is_missing(row["q"])]
    undecided = [row for row in tested if not row["finding"]]
    if not tested:
        why = next(
            (str(row["reason"]).split("; ")[0] for row in rows if row["reason"]), "there are no contrasts"
        )
        return Sentences(f"Nothing was tested, so nothing could have been shown: {why}.")
    if not undecided:
        return Sentences("Every contrast that was tested stands out, so that none is left undecided.")
    power = percent(rows[0]["power"])
    summary = (
        f"Of {plural(len(undecided), 'contrast')} that cannot be told from chance none is thereby shown to "
        f"be alike: only differences about as large as these would have been shown with {power} chance, each "
        "tested alone."
    )
    told = [f"{_sentence(row)}." for row in undecided]
    if shared := shared_reason(rows):
        told.append(f"As the only finding none could have been shown: {shared}.")
    return Sentences(summary, plain=tuple(told))


def shared_reason(rows: Sequence[Row]) -> str:
    """Return why no row could have been the only finding, where it is the same for all of several."""
    reasons = {row["reason"] for row in rows}
    limits = (row[f"family_{end}"] for row in rows for end in ("up", "down"))
    alike = len(rows) > 1 and len(reasons) == 1 and all(map(is_missing, limits))
    return str(reasons.pop() or "") if alike else ""


def _sentence(row: Row) -> str:
    name = wording(row)
    head = f"{name[0].upper()}{name[1:]}"
    if is_missing(row["up"]) and is_missing(row["down"]):
        return f"{head}: no difference at all would have been shown as often as that"
    if row["scale"] != "ratio":
        return f"{head}: {_differences(row)}"
    how = "many" if kind_of(str(row["measure"])).name == "number" else "often"
    more = f"about {ratio(row['up'])} times as {how} as the reference, or more" if row["up"] else None
    fewer = f"{_fraction(row['down'])} as {how}, or less" if row["down"] else None
    if more and fewer:
        return f"{head}: {more}; or {fewer}"
    if more:
        return f"{head}: {more}; that they are rarer could not have been shown, not even by their absence"
    return f"{head}: {fewer}; no ratio above 1 would have been shown as often as that"


def _fraction(value: float) -> str:
    text = times(value)
    return text if text.startswith(("about", "less")) else f"about {text}"


def _differences(row: Row) -> str:
    measure = str(row["measure"])
    ends = [contrast_text(measure, row[name]) for name in ("up", "down") if not is_missing(row[name])]
    return f"a difference of about {' or '.join(ends)}, or farther from 0"
