"""Event by event: what each event (or article) of the focus adds to each finding, as small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import kind_of
from analysis.measures.cells import KEYS
from analysis.presentation.figures.dots import wrap_label
from analysis.presentation.figures.drawing import CHANCE, FOCUS, FONT, INK, Drawing, render
from analysis.presentation.tables.columns import what
from analysis.presentation.tables.same_story import event_name
from analysis.presentation.writing.format import count, number, plural
from analysis.presentation.writing.wording import VOICE_NAMES, in_voices

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PANELS, MOST_BARS = 9, 200
UNITS = {"rate": " (hits)"}
PANEL_INCHES, HEAD_INCHES = 1.15, 0.62
Panel = tuple[str, list[dict[str, Any]]]


def event_bars(table: pl.DataFrame) -> Drawing | str:
    """Draw a panel per finding: one bar per event, its excess over what the reference's value would give.

    A line of text where there is no finding, or where there are more articles than bars can be told apart.

    Parameters
    ----------
    table : ``EXCESS``, of the findings
    """
    if table.is_empty():
        return "Nothing stands out, so there are no events to draw it by."
    bars = table.group_by(KEYS).len()["len"].max()
    if isinstance(bars, int) and bars > MOST_BARS:
        return (
            f"Not drawn: {count(bars)} bars, one per event or article without one, could not be told apart."
        )
    several = table["voice"].n_unique() > 1
    panels: list[Panel] = []
    for _, part in table.group_by(*KEYS, maintain_order=True):
        rows = part.sort("excess", "unit", descending=[True, False]).to_dicts()
        voice = f", {VOICE_NAMES[rows[0]['voice']]}" if several and in_voices(rows[0]) else ""
        unit = UNITS.get(kind_of(rows[0]["measure"]).name, "")
        panels.append((what(rows[0]) + voice + unit, rows))
    shown = panels[:MOST_PANELS]

    def draw(width: float) -> Figure:
        return _figure(width, shown)

    left = len(panels) - len(shown)
    more = f" {plural(left, 'finding')} more left out." if left else ""
    caption = (
        "One bar per event of the focus (per article, where it has no event), largest first: how much more, "
        "or less, it holds than the reference's value would give its words. A difference that one bar "
        f"carries is one event's.{more}"
    )
    return render(draw, _alt(shown), caption)


def _alt(panels: Sequence[Panel]) -> str:
    told = []
    for name, rows in panels:
        over = sum(row["excess"] > 0 for row in rows)
        top = max(rows, key=lambda row: abs(row["excess"]))
        furthest = event_name({"event": top["unit"]}).replace("One event", "one of them")
        told.append(
            f"{name}: {count(over)} of {count(len(rows))} above the reference's value, furthest off "
            f"{furthest} ({_plain(top['numerator'])} where {_plain(top['expected'])} would be alike)"
        )
    return f"Bars in {plural(len(panels), 'panel')}, one per finding. {'; '.join(told)}."


def _plain(value: float) -> str:
    return number(value) if value >= 0 else f"−{number(-value)}"


def _figure(width: float, panels: Sequence[Panel]) -> Figure:
    from matplotlib.figure import Figure

    columns = 1 if width < 5 else 3
    rows = max(-(-len(panels) // columns), 1)
    height = rows * (PANEL_INCHES + HEAD_INCHES) + 0.1
    figure = Figure(figsize=(width, height))
    left, gap = 0.42, 0.45
    across = (width - left - 0.08 - gap * (columns - 1)) / columns
    for place, (name, bars) in enumerate(panels):
        row, column = divmod(place, columns)
        bottom = height - (row + 1) * (PANEL_INCHES + HEAD_INCHES) + 0.2
        x = left + column * (across + gap)
        axes = figure.add_axes((x / width, bottom / height, across / width, PANEL_INCHES / height))
        _panel(axes, bars)
        title = wrap_label(name, narrow=columns > 1)
        axes.set_title(title, loc="left", fontsize=FONT - 0.5, fontweight="bold", color=INK, pad=3)
    return figure


def _panel(axes: Axes, bars: Sequence[dict[str, Any]]) -> None:
    for place, row in enumerate(bars):
        above = row["excess"] >= 0
        axes.bar(
            place,
            row["excess"],
            width=0.8,
            color=FOCUS if above else "white",
            edgecolor=FOCUS if above else CHANCE,
            linewidth=0.8,
        )
    axes.axhline(0, color="#555555", linewidth=0.8)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.locator_params(axis="y", nbins=4)
    axes.tick_params(axis="y", length=0, labelsize=FONT - 2)
    axes.grid(axis="y", color="#ececec", linewidth=0.8)
    axes.set_axisbelow(True)
