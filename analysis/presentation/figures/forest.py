"""Contrasts as a forest: ratios on a log axis, differences on an axis of their own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import ALL_REFERENCES, findings
from analysis.measures import kind_of
from analysis.presentation.figures.dots import Dot, Frame, draw_dots, make_frame, rows_height
from analysis.presentation.figures.drawing import CHANCE, FONT, Drawing, render
from analysis.presentation.tables.columns import what
from analysis.presentation.writing.format import count, is_missing, listed, percent, plural, ratio
from analysis.presentation.writing.values import contrast_text
from analysis.presentation.writing.wording import VOICE_NAMES, in_voices

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
TENS = (0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000)
WIDEST = 125.0
"""Ratios beyond it, and beyond its inverse, are drawn as arrows."""
MOST_ROWS = 40
MOST_TICKS = 12
LETTER = 0.55
"""Width of a letter beside its height, about."""
Row = dict[str, Any]


def contrasts(table: pl.DataFrame, level: float = 0.95) -> Drawing:
    """Draw contrasts with their intervals; what chance could produce is hollow and grey.

    Parameters
    ----------
    table : ``CONTRASTS``; rows against all references are drawn, and where rows against each reference alone
        are in the table, these stand behind as small ticks
    level : of the intervals
    """
    main = table.filter(pl.col("reference") == ALL_REFERENCES)
    main = table if main.is_empty() else main
    found = {row_key(row) for row in findings(main, level).to_dicts()}
    single = table.filter(pl.col("reference") != ALL_REFERENCES)
    few = main is not table and single["reference"].n_unique() <= MOST_TICKS
    alone = single.to_dicts() if few else []
    empty = (pl.col("focus_hits") == 0) & (pl.col("reference_hits") == 0)
    held = main.filter(~empty.fill_null(False))
    rows = sorted(held.to_dicts(), key=lambda row: (row_key(row) not in found, -_far(row)))[:MOST_ROWS]
    several = main["voice"].n_unique() > 1
    groups = {
        axis: [dot_of(r, found, alone, several) for r in _ordered(rows, kind)] for kind, axis in AXES.items()
    }

    def draw(width: float) -> Figure:
        drawn = {axis: dots for axis, dots in groups.items() if dots} or {_score_axis: []}
        every = [dot for dots in drawn.values() for dot in dots]
        frame, axes = make_frame(
            width, [rows_height(dots, width) for dots in drawn.values()], every, "articles"
        )
        for place, (axis, dots) in zip(axes, drawn.items(), strict=True):
            axis(place, dots, frame)
        return frame.figure

    caption = contrast_caption(main, level, bool(alone), main.height - held.height)
    if cut := held.height - len(rows):
        caption += f" {plural(cut, 'more measure')} in the table only."
    return render(draw, contrast_alt(main, found), caption)


def _far(row: Row) -> float:
    """Return how far an estimate is from "alike": of a ratio its logarithm; 0 without one."""
    if is_missing(row["estimate"]) or (row["scale"] == "ratio" and row["estimate"] <= 0):
        return 0.0
    estimate = float(row["estimate"])
    return abs(math.log(estimate) if row["scale"] == "ratio" else estimate)


def _ordered(rows: Sequence[Row], kind: str) -> list[Row]:
    """Sort by size; the whole lexicon comes first, rows without an estimate last."""
    chosen = [row for row in rows if axis_of(row) == kind]
    return sorted(
        chosen,
        key=lambda r: (
            r["category"] != "all",
            is_missing(r["estimate"]),
            -(r["estimate"] or 0),
            r["category"],
            r["voice"],
        ),
    )


def axis_of(row: Row) -> str:
    """Return on which of ``AXES`` a row is drawn."""
    kind = kind_of(row["measure"])
    return "stance" if kind.base == "mention" else kind.name


def dot_of(row: Row, found: set[tuple[Any, ...]], alone: Sequence[Row], several: bool) -> Dot:
    label = what(row) + (f", {VOICE_NAMES[row['voice']]}" if several and in_voices(row) else "")
    value = None if is_missing(row["estimate"]) else row["estimate"]
    kind = "focus" if row_key(row) in found else "muted"
    low, high = row["low"], row["high"]
    counted = row["scale"] == "ratio" and not is_missing(row["focus_hits"])
    of = "hits" if counted else "articles"
    note = f"{count(row[f'focus_{of}'])} : {count(row[f'reference_{of}'])}"
    if row["scale"] == "ratio":
        value = value if value else None
        low = low if low else None
    same = ("measure", "category", "voice", "part")
    others = tuple(
        other["estimate"]
        for other in alone
        if all(other[name] == row[name] for name in same) and other["estimate"]
    )
    only_here = bool(row["focus_hits"])
    return Dot(label, value, low, high, note, kind, others, kind == "focus", _remark(row), only_here)


def _remark(row: Row) -> str:
    if row["scale"] != "ratio" or is_missing(row["focus_hits"]):
        return ""
    if not row["focus_hits"] and not row["reference_hits"]:
        return "none on either side"
    return "none in the focus" if not row["focus_hits"] else "none in the reference"


def _rate_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    ratio_axis(axes, dots, frame, "often", "hits")


def _number_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    ratio_axis(axes, dots, frame, "many", "sources")


def ratio_axis(
    axes: Axes, dots: Sequence[Dot], frame: Frame, how: str, note: str, *, widest: float = WIDEST
) -> None:
    """Draw ratios on a log axis: ``how`` ends the phrase "times as …"; ``note`` heads the notes."""
    axes.set_xscale("log")
    ends = [x for dot in dots for x in (dot.value, dot.low, dot.high) if x] or [1.0]
    low, high = max(min(*ends, 0.45) / 1.15, 1 / widest), min(max(*ends, 2.2) * 1.15, widest)
    draw_dots(axes, dots, frame, (low, high), note)
    known = TICKS if low >= 1 / WIDEST and high <= WIDEST else TENS
    ticks = [tick for tick in known if low <= tick <= high]
    if frame.narrow and len(ticks) > 5:
        tens = [tick for tick in ticks if math.log10(tick).is_integer()]
        ticks = tens if len(tens) > 2 else [tick for tick in ticks if tick in (*tens, 0.5, 2)]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.xaxis.set_tick_params(which="minor", length=0)
    axes.set_xticks([], minor=True)
    axes.axvline(1, color="#555555", linewidth=1, zorder=0)
    axes.set_xlabel(
        f"times as {how} as the reference"
        if frame.narrow
        else f"times as {how} as the reference (1: alike; equal steps are equal ratios)"
    )
    _sides(axes, *(("rarer", "more often") if how == "often" else ("fewer", "more")), 1.0)


def _score_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    _difference_axis(axes, dots, frame)
    axes.set_xlabel("difference of valence" if frame.narrow else "difference of mean word valence (0: alike)")
    _sides(axes, "more negative", "more positive", 0.0)


def _stance_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    _difference_axis(axes, dots, frame)
    axes.set_xlabel("difference of stance" if frame.narrow else "difference of mean stance (0: alike)")
    _sides(axes, "less favourable", "more favourable", 0.0)


def _share_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    _difference_axis(axes, dots, frame)
    axes.xaxis.set_major_formatter(lambda x, _: f"{100 * x:+g}".replace("-", "−") if x else "0")
    axes.set_xlabel("percentage points" if frame.narrow else "difference in percentage points (0: alike)")
    _sides(axes, "less", "more", 0.0)


def _difference_axis(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    ends = [abs(x) for dot in dots for x in (dot.value, dot.low, dot.high) if x is not None]
    edge = max([*ends, 0.05]) * 1.15
    draw_dots(axes, dots, frame, (-edge, edge), "articles")
    axes.axvline(0, color="#555555", linewidth=1, zorder=0)


AXES = {
    "rate": _rate_axis,
    "number": _number_axis,
    "share": _share_axis,
    "score": _score_axis,
    "stance": _stance_axis,
}
"""How each kind of measure is drawn, from top to bottom."""


def _sides(axes: Axes, left: str, right: str, at: float) -> None:
    """Name both sides of the line, moved inside the axes where the line is near an edge."""
    box, size = axes.get_window_extent(), FONT - 1.5
    texts = f"← {left}", f"{right} →"
    lengths = [len(text) * size * LETTER * box.width / _points(axes) for text in texts]
    line = axes.transData.transform((at, 0))[0] - box.x0
    gap = 5 * box.width / _points(axes)
    between = min(max(line, lengths[0] + gap), box.width - lengths[1] - gap)
    for text, side, place in zip(texts, ("right", "left"), (between - gap, between + gap), strict=True):
        axes.text(
            place / box.width,
            1.01,
            text,
            transform=axes.transAxes,
            ha=side,
            va="bottom",
            fontsize=size,
            color=CHANCE,
        )


def _points(axes: Axes) -> float:
    """Return the width of the axes in points."""
    figure = axes.get_figure(root=True)
    return float(axes.get_position().width * figure.get_figwidth() * 72) if figure else 1.0


def row_key(row: Row) -> tuple[Any, ...]:
    """Return what a row is known by."""
    return tuple(row[name] for name in ("measure", "category", "voice", "part", "focus", "reference"))


def contrast_alt(main: pl.DataFrame, found: set[tuple[Any, ...]]) -> str:
    if main.is_empty():
        return "Empty figure: no contrast to show."
    rows = main.to_dicts()
    told = [f"{_named(row)} {_size(row)}" for row in rows if row_key(row) in found]
    open_rows = sum(row["q"] is not None for row in rows) - len(told)
    described = sum(row["status"] == "described" for row in rows)
    stands = f"Standing out from chance: {listed(told)}." if told else "None stands out from chance."
    kinds = sorted({VOICE_NAMES[row["voice"]] for row in rows if in_voices(row)})
    of = f", {listed(kinds)}" if kinds else ""
    return (
        f"Forest plot of {plural(len(rows), 'contrast')} of {rows[0]['focus']} with the reference{of}. "
        f"{stands} {count(open_rows)} tested without standing out, {count(described)} described only."
    )


def _named(row: Row) -> str:
    return f"{what(row)} ({VOICE_NAMES[row['voice']]})" if in_voices(row) else what(row)


def _size(row: Row) -> str:
    if row["scale"] == "difference":
        return contrast_text(row["measure"], row["estimate"])
    often = "times as often" if in_voices(row) else "times as many"
    if is_missing(row["estimate"]):
        return f"at least {ratio(row['low'])} {often}"
    if row["estimate"] == 0:
        return f"at most {ratio(row['high'])} {often}"
    return f"{ratio(row['estimate'])} {often}"


def contrast_caption(main: pl.DataFrame, level: float, alone: bool, left: int) -> str:
    if main.is_empty():
        return "There is nothing to compare."
    bases = ("focus_articles", "reference_articles", "reference_outlets")
    ours, theirs, outlets = main.select(pl.col(*bases).max().fill_null(0)).row(0)
    # Rows of names and of actors count only the articles that hold some.
    up_to = "up to " if any(main[base].n_unique() > 1 for base in bases) else ""
    ticks = " Small ticks: the same against each reference outlet alone." if alone else ""
    out = f" {plural(left, 'measure')} without a hit on either side left out." if left else ""
    other = f"{up_to}{plural(theirs, 'article')}, {plural(outlets, 'outlet')}"
    kinds = {kind_of(measure).name for measure in main["measure"]}
    counts = "Hits" if "rate" in kinds else "Sources or articles" if "number" in kinds else "Articles"
    return (
        f"{main['focus'][0]} ({up_to}{plural(ours, 'article')}) against the reference ({other}). "
        "Filled diamond: stands out after correction. Hollow circle: chance could produce it, or there is "
        f"too little to test. Lines: {percent(level)} intervals; an arrow says that the interval is open or "
        f"runs beyond the axis. {counts} at the right: focus : reference.{ticks}{out}"
    )
