"""Who says what about whom: a panel for the focus and one for the reference, a cell per source and target."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures.stance.tables import OUTLET
from analysis.measures.voices.cited import OTHER
from analysis.presentation.figures.dots import wrap_label
from analysis.presentation.figures.drawing import CHANCE, FONT, INK, LINE, Drawing, render
from analysis.presentation.writing.format import count, difference, listed, plural

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEAST = 5
"""Fewer mentions than this have no mean worth a colour."""
FULL = 0.6
"""Mean stance at which the colour is at its fullest."""
AGAINST, FOR = (0.90, 0.49, 0.24), (0.25, 0.60, 0.84)
"""Okabe-Ito's vermillion and blue, light enough for dark letters."""
ROW_INCHES, COLUMN_INCHES = 0.47, 0.95
LETTER = 0.62
"""Width of a letter in its size, with some room."""

Cells = Mapping[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True)
class _Panel:
    name: str
    cells: Cells


def stance_matrix(table: pl.DataFrame, least: int = LEAST) -> Drawing:
    """Draw mean stance of every source toward every target; the number says what the colour says.

    Parameters
    ----------
    table : ``WHO_ABOUT_WHOM``; one panel for each ``outlet``, in the order of the table
    least : cells of fewer mentions show their number of mentions only
    """
    rows = table.to_dicts()
    sources, targets = _ordered(rows, "source"), _ordered(rows, "target")
    panels = [
        _Panel(name, {(row["source"], row["target"]): row for row in rows if row["outlet"] == name})
        for name in dict.fromkeys(row["outlet"] for row in rows)
    ]

    def draw(width: float) -> Figure:
        return _figure(width, panels, sources, targets, least)

    caption = (
        "Rows: who speaks. Columns: about whom. Numbers: mean stance, −1 (every mention against) to +1 "
        "(every mention for), with the number of mentions below; darker is further from 0. "
        f"Grey: under {least} mentions, no mean."
    )
    return render(draw, _alt(panels, least), caption)


def _ordered(rows: Sequence[dict[str, Any]], name: str) -> list[str]:
    """The outlet first, then by mentions, 'other' last."""
    size: dict[str, int] = {}
    for row in rows:
        size[row[name]] = size.get(row[name], 0) + row["mentions"]
    return sorted(size, key=lambda key: (key != OUTLET, key == OTHER, -size[key], key))


def _alt(panels: Sequence[_Panel], least: int) -> str:
    told = []
    for panel in panels:
        known = [row for row in panel.cells.values() if row["mentions"] >= least]
        ordered = sorted(known, key=lambda row: (-abs(row["score"]), row["source"], row["target"]))[:6]
        if ordered:
            cells = "; ".join(
                f"{row['source']} about {row['target']} {difference(row['score'])} "
                f"({plural(row['mentions'], 'mention')})"
                for row in ordered
            )
            told.append(f"{panel.name}, furthest from 0: {cells}.")
    if not told:
        return "Empty figure: nobody is spoken of often enough."
    names = listed([panel.name for panel in panels])
    return f"Matrix of mean stance, sources by targets, for {names}. {' '.join(told)}"


def _figure(
    width: float, panels: Sequence[_Panel], sources: Sequence[str], targets: Sequence[str], least: int
) -> Figure:
    from matplotlib.figure import Figure

    narrow = width < 5
    labels = [wrap_label(name, narrow) for name in sources]
    longest = max((len(line) for label in labels for line in label.split("\n")), default=8)
    left = min(longest * FONT * 0.6 / 72 + 0.25, width * 0.36)
    inside = max(len(sources), 1) * ROW_INCHES
    across = min(width - left - 0.1, max(len(targets), 1) * COLUMN_INCHES)
    size = FONT - 2 if narrow else FONT - 1
    heads, upright = column_heads(targets, across / max(len(targets), 1), size)
    lines = max((head.count("\n") + 1 for head in heads), default=1)
    tall = max(map(len, heads), default=1) * LETTER * size / 72 if upright else lines * 1.25 * size / 72
    above, gap = 0.45 + tall, 0.15
    height = max(len(panels), 1) * (inside + above) + gap
    figure = Figure(figsize=(width, height))
    for number, panel in enumerate(panels):
        bottom = height - (number + 1) * (inside + above)
        axes = figure.add_axes((left / width, bottom / height, across / width, inside / height))
        _grid(axes, sources, targets)
        axes.set_yticks(range(len(sources)), labels)
        axes.set_xticks(range(len(targets)), heads, rotation=90 if upright else 0)
        axes.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False, pad=2)
        for tick in axes.get_xticklabels():
            tick.set_fontsize(size)
        title = (bottom + inside + above - 0.12) / height
        figure.text(0.01, title, panel.name, fontweight="bold", fontsize=FONT + 0.5, va="top")
        for y, source in enumerate(sources):
            for x, target in enumerate(targets):
                _cell(axes, (x, y), panel.cells.get((source, target)), least, narrow=narrow, tight=upright)
    return figure


def column_heads(names: Sequence[str], inches: float, size: float) -> tuple[list[str], bool]:
    """Break names into lines that fit a column; where a word does not, they stand upright in one line.

    >>> column_heads(["United States", "Halmere"], 0.8, 9.0)
    (['United\\nStates', 'Halmere'], False)
    >>> column_heads(["Halmere"], 0.3, 9.0)
    (['Halmere'], True)
    """
    fit = int(inches * 72 / (LETTER * size))
    longest = max((len(word) for name in names for word in name.split()), default=0)
    if longest > fit:
        return list(names), True
    return ["\n".join(textwrap.wrap(name, max(fit, 1), break_on_hyphens=False)) for name in names], False


def _grid(axes: Axes, sources: Sequence[str], targets: Sequence[str]) -> None:
    axes.set_xlim(-0.5, max(len(targets), 1) - 0.5)
    axes.set_ylim(max(len(sources), 1) - 0.5, -0.5)
    axes.tick_params(axis="both", length=0)
    axes.spines["bottom"].set_visible(False)
    for edge in range(len(sources) + 1):
        axes.axhline(edge - 0.5, color=LINE, linewidth=0.6, zorder=0)


def _cell(
    axes: Axes,
    place: tuple[int, int],
    row: dict[str, Any] | None,
    least: int,
    *,
    narrow: bool,
    tight: bool,
) -> None:
    """Write one cell; in columns too tight for their heads, without the 0 before the point."""
    small, (x, y) = FONT - (3 if narrow else 2.2), place
    middle: dict[str, Any] = {"ha": "center", "va": "center"}
    if row is None or not row["mentions"]:
        axes.text(x, y, "·", color=CHANCE, fontsize=small, **middle)
        return
    told = f"n = {count(row['mentions'])}" if not narrow else count(row["mentions"])
    if row["mentions"] < least:
        axes.text(x, y, told, color=CHANCE, fontsize=small, **middle)
        return
    rows = _rows(axes)
    top, bottom = 1 - (y + 0.04) / rows, 1 - (y + 0.96) / rows
    axes.axvspan(x - 0.47, x + 0.47, ymin=bottom, ymax=top, color=tint(row["score"]), zorder=1)
    mean, size = difference(round(row["score"], 2)), FONT - (3 if tight else 1 if narrow else 0)
    mean = mean.replace("0.", ".") if tight else mean
    axes.text(x, y - 0.14, mean, color=INK, fontsize=size, zorder=2, **middle)
    axes.text(x, y + 0.25, told, color="#333333", fontsize=small, zorder=2, **middle)


def _rows(axes: Axes) -> float:
    low, high = axes.get_ylim()
    return abs(high - low)


def tint(score: float) -> tuple[float, float, float]:
    """Return the colour of a mean stance: white at 0, fuller toward the ends.

    >>> tint(0.0)
    (1.0, 1.0, 1.0)
    """
    full = FOR if score > 0 else AGAINST
    weight = min(abs(score) / FULL, 1.0)
    red, green, blue = (1.0 - weight * (1.0 - part) for part in full)
    return (red, green, blue)
