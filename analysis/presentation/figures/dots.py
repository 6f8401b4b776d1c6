"""Dots with intervals, one labelled row each: what every comparison figure is made of."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.presentation.figures.drawing import CHANCE, FOCUS, FONT, INK, LINE, REFERENCE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW_INCHES = 0.36
NARROW_ROW_INCHES = 0.5
BOLD = 1.14
"""How much wider bold letters are."""
MARKERS = {"focus": "D", "plain": "o", "muted": "o"}
COLOURS = {"focus": FOCUS, "plain": REFERENCE, "muted": CHANCE}


@dataclass(frozen=True)
class Dot:
    """One row: label, value, interval and a note at the right; ``others`` are small marks behind.

    ``remark`` stands where there is neither value nor interval: at the right if ``remark_right``, else at the
    left.

    ``kind`` is focus (filled diamond), plain (filled dot) or muted (hollow dot). An end that is missing
    while the other stands is drawn as an arrow.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""
    kind: str = "plain"
    others: tuple[float, ...] = ()
    strong: bool = False
    remark: str = ""
    remark_right: bool = False


@dataclass(frozen=True)
class Frame:
    """Where the axes stand in the figure, in inches."""

    figure: Figure
    left: float
    right: float
    width: float
    narrow: bool


def make_frame(
    width: float,
    heights: Sequence[float],
    dots: Sequence[Dot],
    note_head: str = "",
    *,
    bottom: float = 0.55,
    gap: float = 0.62,
    top: float = 0.3,
) -> tuple[Frame, list[Axes]]:
    """Return a figure with one axes per height (inches), all with the margins that the labels need."""
    from matplotlib.figure import Figure

    narrow = width < 5
    letter = FONT * 0.6 / 72
    longest = max(
        (
            len(line) * (BOLD if dot.strong else 1.0)
            for dot in dots
            for line in wrap_label(dot.label, narrow).split("\n")
        ),
        default=8,
    )
    # A letter and a half more, since short words may be of wide letters.
    left = min((longest + 1.5) * letter + 0.28, width * 0.45)
    notes = max((len(text) for text in (*(dot.note for dot in dots), note_head)), default=0)
    right = 0.15 if narrow else min(notes * letter * 0.92 + 0.3, width * 0.3)
    total = sum(heights) + gap * (len(heights) - 1) + bottom + top
    figure = Figure(figsize=(width, total))
    axes, edge = [], total - top
    for height in heights:
        edge -= height
        axes.append(
            figure.add_axes((left / width, edge / total, (width - left - right) / width, height / total))
        )
        edge -= gap
    return Frame(figure, left, right, width, narrow), axes


def wrap_label(label: str, narrow: bool) -> str:
    """Break a long label over two lines; what does not fit is left out of its middle.

    >>> wrap_label("regions of Halmere under Tarsovian control: people's republic", narrow=False)
    "regions of Halmere under…\\ncontrol: people's republic"
    >>> wrap_label("regions of Halmere under Tarsovian control: self-proclaimed republic", narrow=False)
    'regions of Halmere under…\\nself-proclaimed republic'
    """
    width = 18 if narrow else 30
    lines = textwrap.wrap(label, width)
    if len(lines) < 3:
        return "\n".join(lines) or label
    # The end tells the rows of one thing apart.
    end = textwrap.wrap(label[::-1], width, break_on_hyphens=False)[0][::-1]
    start = textwrap.wrap(label, width - 1)[0]
    return f"{start}…\n{end}"


def rows_height(dots: Sequence[Dot], width: float) -> float:
    """Return the height in inches that the rows need."""
    return max(len(dots), 1) * (NARROW_ROW_INCHES if width < 5 else ROW_INCHES) + 0.15


def draw_dots(
    axes: Axes, dots: Sequence[Dot], frame: Frame, limits: tuple[float, float], note_head: str
) -> None:
    """Draw the rows from top to bottom."""
    axes.set_xlim(*limits)
    axes.set_ylim(len(dots) - 0.4, -0.6)
    axes.grid(axis="x", color="#ececec", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0, pad=12)
    axes.tick_params(axis="x", color=LINE)
    axes.set_yticks(range(len(dots)), [wrap_label(dot.label, frame.narrow) for dot in dots])
    for tick, dot in zip(axes.get_yticklabels(), dots, strict=True):
        tick.set_fontweight("bold" if dot.strong else "normal")
        tick.set_color(FOCUS if dot.strong and dot.kind == "focus" else INK)
    for place, dot in enumerate(dots):
        _draw_dot(axes, place, dot, limits)
        _draw_note(axes, place, dot, frame, note_head)
    if note_head and not frame.narrow:
        axes.text(
            1.02,
            -0.62,
            note_head,
            transform=axes.get_yaxis_transform(),
            fontsize=FONT - 1.5,
            color=CHANCE,
            va="bottom",
        )


def _draw_note(axes: Axes, place: int, dot: Dot, frame: Frame, head: str) -> None:
    across = axes.get_yaxis_transform()
    if frame.narrow:
        note = f"{dot.note} {head}" if " " not in head and dot.note else dot.note
        axes.text(
            1.0,
            place + 0.36,
            note,
            transform=across,
            fontsize=FONT - 2,
            color="#555555",
            va="center",
            ha="right",
        )
    else:
        axes.text(1.02, place, dot.note, transform=across, fontsize=FONT - 1, color="#444444", va="center")


def _draw_dot(axes: Axes, place: int, dot: Dot, limits: tuple[float, float]) -> None:
    colour, marker = COLOURS[dot.kind], MARKERS[dot.kind]
    if dot.value is None and dot.low is None and dot.high is None:
        across = axes.get_yaxis_transform()
        at, side = (0.99, "right") if dot.remark_right else (0.01, "left")
        axes.text(
            at, place, dot.remark, transform=across, color=CHANCE, fontsize=FONT - 1.5, va="center", ha=side
        )
        return
    inside = [value for value in dot.others if limits[0] <= value <= limits[1]]
    if inside:
        axes.plot(
            inside, [place] * len(inside), "|", color="#8a8a8a", markersize=7, markeredgewidth=1, zorder=1
        )
    low, high = dot.low, dot.high
    if low is not None or high is not None:
        start = limits[0] if low is None else max(low, limits[0])
        end = limits[1] if high is None else min(high, limits[1])
        axes.plot([start, end], [place, place], color=colour, linewidth=1.8, solid_capstyle="butt", zorder=2)
        if low is None or low < limits[0]:
            axes.plot([limits[0]], [place], marker="<", color=colour, markersize=6, clip_on=False, zorder=3)
        if high is None or high > limits[1]:
            axes.plot([limits[1]], [place], marker=">", color=colour, markersize=6, clip_on=False, zorder=3)
        if dot.value is None or dot.value < limits[0]:
            bound = high if low is None or (dot.value is not None and dot.value <= 0) else low
            if bound is not None:
                axes.plot(
                    [bound], [place], marker="|", color=colour, markersize=10, markeredgewidth=2, zorder=3
                )
    if dot.value is not None and limits[0] <= dot.value <= limits[1]:
        face = "white" if dot.kind == "muted" else colour
        axes.plot(
            [dot.value],
            [place],
            marker=marker,
            markersize=7.5,
            markerfacecolor=face,
            markeredgecolor=colour,
            markeredgewidth=1.6,
            clip_on=False,
            zorder=4,
        )
