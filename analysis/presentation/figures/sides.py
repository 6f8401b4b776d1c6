"""Focus and reference beside each other, a row per category: shares, and rates voice by voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import kind_of
from analysis.presentation.figures.dots import wrap_label
from analysis.presentation.figures.drawing import FOCUS, FONT, REFERENCE, Drawing, render
from analysis.presentation.tables.columns import what
from analysis.presentation.tables.columns_voices import side_rows
from analysis.presentation.writing.format import count, listed, percent, plural
from analysis.presentation.writing.share_words import MADE_OF
from analysis.presentation.writing.values import value_text
from analysis.presentation.writing.wording import VOICE_NAMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS = 16
LAST = ("other", "unknown")
ROW_INCHES, APART = 0.46, 0.17
Row = dict[str, Any]


def sides(table: pl.DataFrame, focus: Sequence[str] = (), level: float = 0.95) -> Drawing:
    """Draw focus (diamond) and reference (circle) of every category, with intervals.

    Parameters
    ----------
    table : ``BY_SIDE`` of one measure and part. Several voices get a panel each, with one scale
    focus : names of the focus outlets
    level : of the intervals
    """
    rows = side_rows(table)
    spoken = {
        row["voice"] for row in rows if row["focus_value"] is not None or row["reference_value"] is not None
    }
    voices = [voice for voice in VOICE_NAMES if voice in spoken]
    cells = {(row["category"], row["voice"]): row for row in rows}
    order = _ordered(rows)
    kept = [name for name in order if any(_shown(cells.get((name, voice))) for voice in voices)][:MOST_ROWS]
    limit = _limit([cells[name, voice] for name in kept for voice in voices if (name, voice) in cells])
    name = " + ".join(focus) or "focus"
    plan = _Plan(kept, voices, cells, limit, name)

    def draw(width: float) -> Figure:
        return _figure(width, plan)

    left = len(order) - len(kept)
    return render(draw, _alt(kept, voices, cells, name), _caption(rows, name, level, left))


def _shown(row: Row | None) -> bool:
    return row is not None and bool(row["focus_value"] or row["reference_value"])


def _ordered(rows: Sequence[Row]) -> list[str]:
    """Largest first, by the higher of the two sides in any voice; leftovers last."""
    size: dict[str, float] = {}
    for row in rows:
        top = max(row["focus_value"] or 0.0, row["reference_value"] or 0.0)
        size[row["category"]] = max(size.get(row["category"], 0.0), top)
    return sorted(size, key=lambda name: (name in LAST, -size[name], name))


def _limit(rows: Sequence[Row]) -> float:
    """The end of the axis: wide enough for the intervals, unless they run far beyond all values."""
    values = [row[f"{side}_value"] or 0.0 for row in rows for side in ("focus", "reference")]
    ends = [row[f"{side}_high"] or 0.0 for row in rows for side in ("focus", "reference")]
    top = min(max([*ends, *values, 0.0]), 2.2 * max([*values, 0.0])) or 1.0
    return min(top * 1.05, 1.0) if rows and kind_of(rows[0]["measure"]).name == "share" else top * 1.05


@dataclass(frozen=True)
class _Plan:
    """What is drawn: categories from top to bottom, a panel per voice, and the row of each pair of them."""

    names: Sequence[str]
    voices: Sequence[str]
    cells: dict[tuple[str, str], Row]
    limit: float
    focus: str


def _figure(width: float, plan: _Plan) -> Figure:
    from matplotlib.figure import Figure

    names, voices, cells = plan.names, plan.voices, plan.cells
    narrow = width < 5
    first = next(iter(cells.values()), None)
    labels = [wrap_label(what(first | {"category": name}), narrow) for name in names] if first else []
    longest = max((len(line) for label in labels for line in label.split("\n")), default=8)
    left, right = min(longest * FONT * 0.58 / 72 + 0.2, width * 0.46), 0.2
    panel = max(len(names), 1) * ROW_INCHES
    columns = 1 if narrow else max(len(voices), 1)
    stacked = max(len(voices), 1) if narrow else 1
    gap, above, below = 0.2, 0.55 if len(voices) > 1 else 0.35, 0.55
    height = stacked * (panel + above) + below
    figure = Figure(figsize=(width, height))
    wide = (width - left - right - gap * (columns - 1)) / columns
    for number, voice in enumerate(voices or [""]):
        column, down = (0, number) if narrow else (number, 0)
        bottom = height - (down + 1) * (panel + above)
        place = ((left + column * (wide + gap)) / width, bottom / height, wide / width, panel / height)
        axes = figure.add_axes(place)
        _panel(axes, plan, voice)
        axes.set_yticks(range(len(names)), labels if column == 0 else [""] * len(names))
        if len(voices) > 1:
            axes.set_title(VOICE_NAMES[voice], fontsize=FONT, loc="left", pad=4)
        if down == stacked - 1 and column == 0 and first:
            axes.set_xlabel(_unit(first), loc="left")
    top = 1 - 0.08 / height
    mine: dict[str, Any] = {"color": FOCUS, "fontweight": "bold", "fontsize": FONT - 0.5, "va": "top"}
    figure.text(left / width, top, f"◆ {plan.focus}", **mine)
    theirs: dict[str, Any] = {"color": REFERENCE, "fontsize": FONT - 0.5, "va": "top", "ha": "right"}
    figure.text(1 - right / width, top, "○ reference", **theirs)
    return figure


def _panel(axes: Axes, plan: _Plan, voice: str) -> None:
    names, cells, limit = plan.names, plan.cells, plan.limit
    axes.set_xlim(-0.025 * limit, limit)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.grid(axis="x", color="#ececec", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.locator_params(axis="x", nbins=4)
    for edge in range(1, len(names)):
        axes.axhline(edge - 0.5, color="#e4e4e4", linewidth=0.6, zorder=0)
    for place, name in enumerate(names):
        row = cells.get((name, voice))
        if row is not None:
            if kind_of(row["measure"]).name == "share":
                axes.xaxis.set_major_formatter(lambda x, _: f"{100 * x:g}")
            _mark(axes, place - APART, row, "focus", limit)
            _mark(axes, place + APART, row, "reference", limit)


def _mark(axes: Axes, place: float, row: Row, side: str, limit: float) -> None:
    value, low, high = (row[f"{side}_{name}"] for name in ("value", "low", "high"))
    colour, marker = (FOCUS, "D") if side == "focus" else (REFERENCE, "o")
    if value is None:
        return
    if low is not None and high is not None:
        axes.plot([low, min(high, limit)], [place, place], color=colour, linewidth=1.7, zorder=2)
        if high > limit:
            axes.plot([limit], [place], marker=">", color=colour, markersize=5, clip_on=False, zorder=3)
    face = colour if side == "focus" else "white"
    axes.plot(
        [value],
        [place],
        marker=marker,
        markersize=6.5,
        markerfacecolor=face,
        markeredgecolor=colour,
        markeredgewidth=1.5,
        clip_on=False,
        zorder=4,
    )


def _unit(row: Row) -> str:
    kind = kind_of(row["measure"])
    if kind.name == "share":
        attributed = "attributed " if row["measure"].endswith(":words") else ""
        return f"% of {attributed}{MADE_OF[kind.base]}"
    return {"rate": "hits per 1,000 words of the same voice", "number": "per article"}.get(
        kind.name, "mean word valence"
    )


def _alt(names: Sequence[str], voices: Sequence[str], cells: dict[tuple[str, str], Row], focus: str) -> str:
    shown = [cells[name, voice] for voice in voices for name in names if (name, voice) in cells]
    if not shown:
        return "Empty figure: nothing of this kind was counted on either side."
    several = len(voices) > 1
    told = []
    for row in shown:
        spoken = f", {VOICE_NAMES[row['voice']]}" if several else ""
        mine, others = (value_text(row["measure"], row[f"{side}_value"]) for side in ("focus", "reference"))
        told.append(f"{what(row)}{spoken} {mine} : {others}")
    panels = f" in {len(voices)} panels" if several else ""
    return (
        f"Dot plot{panels} of {focus} beside the reference in {_unit(shown[0])}, focus : reference. "
        f"{'; '.join(told)}."
    )


def _caption(rows: Sequence[Row], focus: str, level: float, left: int) -> str:
    if not rows:
        return "There is nothing to show."
    ours, theirs = (max(row[f"{side}_articles"] for row in rows) for side in ("focus", "reference"))
    outlets = max(row["reference_outlets"] for row in rows)
    mean = f", the mean of {plural(outlets, 'outlet')}" if outlets > 1 else ""
    none = f" {count(left)} without any on either side left out." if left else ""
    bases = listed(sorted({MADE_OF[kind_of(row["measure"]).base] for row in rows}))
    arrow = "; an arrow runs beyond the axis" if kind_of(rows[0]["measure"]).name == "rate" else ""
    return (
        f"Diamond: {focus} ({plural(ours, 'article')}). Circle: reference ({plural(theirs, 'article')}"
        f"{mean}). Lines: {percent(level)} intervals{arrow}; none where too few articles hold such "
        f"{bases}.{none}"
    )
