"""The framing profile as a forest: a block per question, ratios and differences on axes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import findings
from analysis.measures.framing import QUESTIONS
from analysis.presentation.figures.dots import Dot, make_frame, rows_height
from analysis.presentation.figures.drawing import FONT, Drawing, render
from analysis.presentation.figures.forest import (
    AXES,
    axis_of,
    contrast_alt,
    contrast_caption,
    dot_of,
    row_key,
)
from analysis.presentation.writing.format import count, listed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 12
"""Rows of one block: what stands out, then the surest."""
Row = dict[str, Any]
Block = tuple[str, str, list[Dot]]


def profile(table: pl.DataFrame, alone: pl.DataFrame | None = None, level: float = 0.95) -> Drawing | str:
    """Draw the contrasts of the profile that were tested, by question; a line of text where none was.

    Parameters
    ----------
    table : ``PROFILE``
    alone : ``CONTRASTS`` against each reference outlet alone; these stand behind as small ticks
    level : of the intervals
    """
    found = {row_key(row) for row in findings(table, level).to_dicts()}
    # In the order of the table, which is that of certainty.
    shown = table.filter(pl.col("q").is_not_null())
    if shown.is_empty():
        return "No measure of the profile could be tested, so none is drawn."
    single = [] if alone is None else alone.to_dicts()
    blocks = _blocks(shown.to_dicts(), found, single)

    def draw(width: float) -> Figure:
        return _figure(width, blocks)

    drawn = sum(len(dots) for _, _, dots in blocks)
    caption = contrast_caption(shown, level, len({row["reference"] for row in single}) > 1, 0)
    return render(draw, contrast_alt(shown, found), caption + _left_out(table, shown.height - drawn))


def _left_out(table: pl.DataFrame, tested: int) -> str:
    """Say what the table has that is not drawn: tested rows without room, and described ones."""
    nothing = (pl.col("focus_hits") == 0) & (pl.col("reference_hits") == 0)
    described = table.filter(pl.col("q").is_null() & ~nothing.fill_null(False)).height
    parts = [f"{count(tested)} that chance could produce"] if tested else []
    parts += [f"{count(described)} that could only be described"] if described else []
    if not parts:
        return ""
    only = tested + described == 1
    return f" {'Measure' if only else 'Measures'} not drawn: {listed(parts)}; see the table."


def _blocks(rows: list[Row], found: set[tuple[Any, ...]], single: list[Row]) -> list[Block]:
    """Return question, axis and dots of every block."""
    blocks: list[Block] = []
    for question, title in QUESTIONS.items():
        asked = [row for row in rows if row["question"] == question]
        several = len({row["voice"] for row in asked}) > 1
        for axis in AXES:
            chosen = [row for row in asked if axis_of(row) == axis][:MOST_ROWS]
            if chosen:
                blocks.append((title, axis, [dot_of(row, found, single, several) for row in chosen]))
    return blocks


def _figure(width: float, blocks: list[Block]) -> Figure:
    dots = [dot for _, _, dots in blocks for dot in dots]
    heights = [rows_height(block, width) for _, _, block in blocks] or [rows_height([], width)]
    frame, axes = make_frame(width, heights, dots, "", gap=0.98, top=0.62)
    last = ""
    for place, (title, axis, block) in zip(axes, blocks, strict=False):
        AXES[axis](place, block, frame)
        if title != last:
            top = place.get_position().y1 + 0.34 / frame.figure.get_figheight()
            frame.figure.text(0.01, top, title, fontsize=FONT + 1, fontweight="bold", va="center")
            last = title
    if not blocks:
        axes[0].set_axis_off()
    return frame.figure
