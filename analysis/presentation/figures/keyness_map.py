"""All compared terms by how frequent they are and how far apart the two sides are; a few are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.presentation.figures.drawing import CHANCE, FOCUS, FONT, INK, Drawing, render
from analysis.presentation.tables.keyness_rows import NOUNS, marked_rows, noun, top_terms
from analysis.presentation.writing.format import count, difference, listed, plural
from analysis.presentation.writing.wording import shown_term

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_LABELS, MANY = 24, 100
LABELS_EACH_WAY = 5
HEIGHT = 4.4
TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
Row = dict[str, Any]
Box = tuple[float, float, float, float]


def keyness_map(table: pl.DataFrame, level: float = 0.95) -> Drawing:
    """Draw every compared term: frequency on both sides together against the shrunken log2 ratio.

    Parameters
    ----------
    table : ``KEYNESS``. Findings are filled and named; so are the first few of both directions. A name that
        finds no free place is left out
    level : a finding needs q of at most 1 - level
    """
    rows = marked_rows(table, level).filter(pl.col("log2_ratio").is_not_null()).to_dicts()
    named = _named(table, rows, level)
    limit = max([abs(row["log2_ratio"]) for row in rows] or [1.0]) * 1.12

    def draw(width: float) -> Figure:
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width, HEIGHT))
        left, right = 0.62 / width, 1 - 0.2 / width
        axes = figure.add_axes((left, 0.55 / HEIGHT, right - left, 1 - 0.75 / HEIGHT))
        _axes(axes, rows, limit, width < 5)
        for found in (False, True):
            _points(axes, [row for row in rows if row["found"] == found], found)
        _labels(axes, named, rows, figure.dpi)
        return figure

    return render(draw, _alt(rows), _caption(rows))


def _named(table: pl.DataFrame, rows: Sequence[Row], level: float) -> list[Row]:
    """Return the rows to name: findings, and as many of both directions as come first."""
    found = [row for row in rows if row["found"]][:MOST_LABELS]
    first = top_terms(table, LABELS_EACH_WAY, level).filter(pl.col("log2_ratio").is_not_null()).to_dicts()
    known = {row["term"] for row in found}
    return found + [row for row in first if row["term"] not in known]


def _frequency(row: Row) -> float:
    words, hits = (int(row[f"focus_{name}"]) + int(row[f"reference_{name}"]) for name in ("words", "hits"))
    return 1000.0 * hits / max(words, 1)


def _axes(axes: Axes, rows: Sequence[Row], limit: float, narrow: bool) -> None:
    axes.set_xscale("log")
    frequencies = [_frequency(row) for row in rows] or [0.1, 10.0]
    low, high = min(frequencies) / 1.35, max(frequencies) * 1.6
    axes.set_xlim(low, high)
    axes.set_ylim(-limit, limit)
    ticks = [tick for tick in TICKS if low <= tick <= high][:: 2 if narrow else 1]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.grid(color="#ececec", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.axhline(0, color="#555555", linewidth=1, zorder=1)
    axes.yaxis.set_major_formatter(lambda y, _: f"{y:+g}".replace("-", "−") if y else "0")
    axes.set_xlabel("per 1,000 words" if narrow else "occurrences per 1,000 words, both sides together")
    axes.set_ylabel("log2 ratio, shrunken" if narrow else "log2 ratio, shrunken (0: alike)")
    for y, align, text in ((0.985, "top", "↑ more often in the focus"), (0.015, "bottom", "↓ rarer")):
        where: dict[str, Any] = {"transform": axes.transAxes, "va": align}
        axes.text(0.99, y, text, ha="right", fontsize=FONT - 1.5, color=CHANCE, **where)


def _points(axes: Axes, rows: Sequence[Row], found: bool) -> None:
    axes.plot(
        [_frequency(row) for row in rows],
        [row["log2_ratio"] for row in rows],
        linestyle="none",
        marker="D" if found else "o",
        markersize=4 if not found or len(rows) > MANY else 6,
        markerfacecolor=FOCUS if found else "white",
        markeredgecolor=FOCUS if found else "#8a8a8a",
        markeredgewidth=1.2 if found else 0.8,
        zorder=4 if found else 2,
    )


def _labels(axes: Axes, named: Sequence[Row], rows: Sequence[Row], dpi: float) -> None:
    """Write names beside their points; those without a free place stay away.

    A name may cover no other point, of which it would seem to be the name; where it stands out itself, no
    other that does.
    """
    from matplotlib.patheffects import withStroke

    def places(of: Sequence[Row], half: float) -> list[Box]:
        found = (axes.transData.transform((_frequency(row), row["log2_ratio"])) * 72 / dpi for row in of)
        return [(x - half, y - half, x + half, y + half) for x, y in found]

    points = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in places(named, 4)]
    others = {found: places([row for row in rows if row["found"] or not found], 2) for found in (False, True)}
    window = axes.get_window_extent()
    left, low, right, high = (float(edge) * 72 / dpi for edge in window.extents)
    frame: Box = (left, low, right, high)
    taken = places(named, 4)
    for row, (x, y) in zip(named, points, strict=True):
        text = shown_term(row)
        size = FONT - 1
        wide, tall = len(text) * size * 0.62, size * 1.1
        for dx, dy in ((6, -tall / 2), (-6 - wide, -tall / 2), (-wide / 2, 6), (-wide / 2, -6 - tall)):
            box = (x + dx, y + dy, x + dx + wide, y + dy + tall)
            covered = taken + others[row["found"]]
            if _inside(box, frame) and not any(_overlap(box, other) for other in covered):
                taken.append(box)
                axes.annotate(
                    text,
                    (_frequency(row), row["log2_ratio"]),
                    xytext=(dx, dy + tall / 2),
                    textcoords="offset points",
                    fontsize=size,
                    fontweight="bold" if row["found"] else "normal",
                    color=FOCUS if row["found"] else INK,
                    va="center",
                    path_effects=[withStroke(linewidth=2.5, foreground="white")],
                    zorder=5,
                )
                break


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _alt(rows: Sequence[Row]) -> str:
    if not rows:
        return "Empty figure: no term to show."
    found = [row for row in rows if row["found"]]
    told = [f"{shown_term(row)} ({difference(row['log2_ratio'])})" for row in found[:MOST_LABELS]]
    more = f" and {count(len(found) - len(told))} more" if len(found) > len(told) else ""
    stands = f"Standing out from chance: {listed(told)}{more}." if told else "None stands out from chance."
    sizes = [row["log2_ratio"] for row in rows]
    many = noun(rows[0]["kind"], len(rows))
    return (
        f"Scatter plot of {many} by frequency and shrunken log2 ratio, which runs from "
        f"{difference(min(sizes))} to {difference(max(sizes))}. {stands}"
    )


def _caption(rows: Sequence[Row]) -> str:
    if not rows:
        return "There is nothing to compare."
    row = rows[0]
    ours, theirs = (plural(row[f"{side}_articles"], "article") for side in ("focus", "reference"))
    many, names = noun(row["kind"], len(rows)), NOUNS[row["kind"]][1]
    return (
        f"{many}: {row['focus']} ({ours}) against the reference ({theirs}). Filled diamond: stands out after "
        "correction. Hollow circle: chance could produce it, or there is too little to test. Named: "
        f"{names} that stand out, and the first of each direction by p, as far as there is room."
    )
