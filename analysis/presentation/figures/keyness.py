"""Keyness as figures: the terms that set the two sides apart most, and all terms by frequency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.presentation.figures.dots import Dot, make_frame, rows_height
from analysis.presentation.figures.drawing import Drawing, render
from analysis.presentation.figures.forest import ratio_axis
from analysis.presentation.tables.columns import interval_head
from analysis.presentation.tables.keyness_rows import MORE, NOUNS, noun, top_terms
from analysis.presentation.writing.format import count, listed, plural, ratio
from analysis.presentation.writing.wording import shown_term

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROWS_EACH_WAY = 12
WIDEST = 10_000.0
Row = dict[str, Any]


def keyness(table: pl.DataFrame, level: float = 0.95, rows: int = ROWS_EACH_WAY) -> Drawing:
    """Draw the terms that stand out or come first, as many in each direction, as ratios with intervals.

    Parameters
    ----------
    table : ``KEYNESS``
    level : of the intervals
    rows : most terms of each direction
    """
    chosen = top_terms(table, rows, level).to_dicts()
    ordered = sorted(chosen, key=lambda row: (row["more_in"] != MORE, -_size(row), row["term"]))
    dots = [_dot(row) for row in ordered]

    def draw(width: float) -> Figure:
        frame, (axes,) = make_frame(width, [rows_height(dots, width)], dots, "hits")
        ratio_axis(axes, dots, frame, "often", "hits", widest=WIDEST)
        return frame.figure

    return render(draw, _alt(ordered), _caption(table, ordered, level))


def _size(row: Row) -> float:
    return float("inf") if row["estimate"] is None else float(row["estimate"])


def _dot(row: Row) -> Dot:
    missing = "focus" if not row["focus_hits"] else "reference"
    note = f"{count(row['focus_hits'])} : {count(row['reference_hits'])}"
    kind = "focus" if row["found"] else "muted"
    remark = f"none in the {missing}" if not row["estimate"] else ""
    return Dot(
        shown_term(row),
        row["estimate"] or None,
        row["low"] or None,
        row["high"],
        note,
        kind,
        (),
        row["found"],
        remark,
        missing == "reference",
    )


def _alt(rows: Sequence[Row]) -> str:
    if not rows:
        return "Empty figure: no term to show."
    told = [f"{shown_term(row)} {_told(row)}" for row in rows if row["found"]]
    stands = f"Standing out from chance: {'; '.join(told)}." if told else "None stands out from chance."
    ways = []
    for way, name in ((True, "more often in the focus"), (False, "more often in the reference")):
        names = [shown_term(row) for row in rows if (row["more_in"] == MORE) == way]
        if names:
            ways.append(f"{name}, from the top: {listed(names)}")
    return (
        f"Forest plot of {noun(rows[0]['kind'], len(rows))}, {rows[0]['focus']} against the reference. "
        f"{stands} {'; '.join(ways)[:1].upper()}{'; '.join(ways)[1:]}."
    )


def _told(row: Row) -> str:
    if row["estimate"] is None:
        return f"at least {ratio(row['low'])} times as often"
    if row["estimate"] == 0:
        return f"at most {ratio(row['high'])} times as often"
    return f"{ratio(row['estimate'])} times as often"


def _caption(table: pl.DataFrame, rows: Sequence[Row], level: float) -> str:
    if not rows:
        return "There is nothing to compare."
    row = rows[0]
    tested = table.filter(pl.col("p").is_not_null()).height
    of = f"{noun(row['kind'], table.height)} compared, {count(tested)} of them tested"
    sides = (
        f"{row['focus']} ({plural(row['focus_articles'], 'article')}) against the reference "
        f"({plural(row['reference_articles'], 'article')})"
    )
    return (
        f"{sides}: as many {NOUNS[row['kind']][1]} each way, those that stand out first, then by p ({of}). "
        "Filled diamond: stands out after correction. Hollow circle: chance could produce it, or there is "
        f"too little to test. Lines: {interval_head(level)}s; an arrow says that the interval is open or "
        "runs beyond the axis. Hits at the right: focus : reference."
    )
