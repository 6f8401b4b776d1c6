"""Whose words: one bar per outlet, divided into own, quoted and reported words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.presentation.figures.dots import wrap_label
from analysis.presentation.figures.drawing import CHANCE, FOCUS, FONT, INK, Drawing, render
from analysis.presentation.writing.format import count, listed, plural, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_OUTLETS = 24
VOICES = ("own", "quoted", "reported")
FILLS = {"own": "#ececec", "quoted": "#a9d3f0", "reported": "#f6cf9c"}
HATCHES = {"own": "", "quoted": "////", "reported": "...."}
LETTER = FONT * 0.6 / 72
"""Inches that a letter takes, about."""
LINE = 11
"""Points between two lines of headings."""
BAR_INCHES, BAR = 0.38, 0.72

Bar = dict[str, float]


def voice_bars(table: pl.DataFrame, focus: Sequence[str] = ()) -> Drawing:
    """Draw the shares of own, quoted and reported words by outlet; told apart by hatching as well as colour.

    Parameters
    ----------
    table : ``BY_OUTLET`` of ``voice_shares``, one part
    focus : outlets to mark
    """
    known = table.filter((pl.col("measure") == "share:voice") & pl.col("value").is_not_null())
    bars = {
        str(outlet[0]): dict(rows.select("category", "value").rows())
        for outlet, rows in known.group_by("outlet")
    }
    articles = dict(known.select("outlet", "articles").unique().rows())
    kept = sorted(bars, key=lambda name: (name not in focus, -articles[name], name))[:MOST_OUTLETS]
    order = sorted(kept, key=lambda name: (bars[name].get("own", 0.0), name))

    def draw(width: float) -> Figure:
        return _figure(width, order, bars, articles, focus)

    left = len(bars) - len(order)
    out = f" {plural(left, 'outlet')} with fewer articles left out." if left else ""
    marked = f" In bold: {listed(list(focus))}." if focus else ""
    caption = (
        "Words by who speaks them: the outlet itself, somebody quoted, somebody reported. Most of others’ "
        f"words at the top. At the right: articles.{marked}{out}"
    )
    return render(draw, _alt(order, bars, focus), caption)


def _alt(order: Sequence[str], bars: dict[str, Bar], focus: Sequence[str]) -> str:
    if not order:
        return "Empty figure: no outlet has words to show."
    told = [_told(name, bars[name]) for name in order if name in focus]
    ours = f" {'; '.join(told)}." if told else ""
    return (
        f"Stacked bars of own, quoted and reported words of {plural(len(order), 'outlet')}.{ours} "
        f"Most own words: {_told(order[-1], bars[order[-1]])}; fewest: {_told(order[0], bars[order[0]])}."
    )


def _told(name: str, bar: Bar) -> str:
    return f"{name} {', '.join(f'{share(bar.get(voice, 0.0))} {voice}' for voice in VOICES)}"


def _figure(
    width: float,
    order: Sequence[str],
    bars: dict[str, Bar],
    articles: dict[str, int],
    focus: Sequence[str],
) -> Figure:
    from matplotlib.figure import Figure

    narrow = width < 5
    labels = [wrap_label(name, narrow) for name in order]
    longest = max((len(line) for label in labels for line in label.split("\n")), default=8)
    left, right = min(longest * LETTER + 0.2, width * 0.42), 0.45
    inside = max(len(order), 1) * (BAR_INCHES + (0.1 if narrow else 0.0))
    height = inside + 0.9
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((left / width, 0.5 / height, (width - left - right) / width, inside / height))
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(order), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(order)), labels)
    for tick, name in zip(axes.get_yticklabels(), order, strict=True):
        tick.set_fontweight("bold" if name in focus else "normal")
        tick.set_color(FOCUS if name in focus else INK)
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_xlabel("% of all words")
    room = width - left - right
    if order:
        _headings(axes, bars[order[0]], room)
    for place, name in enumerate(order):
        _bar(axes, place, bars[name], room, " %" if narrow else "")
        across = axes.get_yaxis_transform()
        axes.text(1.02, place, count(articles[name]), transform=across, va="center", fontsize=FONT - 1.5)
    return figure


def _headings(axes: Axes, bar: Bar, room: float) -> None:
    """Write the voices over the first bar; one line higher where two would overlap."""
    start, done, level = 0.0, 0.0, 0
    for voice in VOICES:
        size = bar.get(voice, 0.0)
        middle, half = start + size / 2, (len(voice) + 1) * LETTER / 2
        start += size
        if not size:
            continue
        level = level + 1 if middle * room - half < done else 0
        done = middle * room + half
        axes.annotate(
            voice,
            (middle, -BAR / 2),
            xytext=(0, 3 + level * LINE),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=FONT - 0.5,
            color=CHANCE,
            annotation_clip=False,
        )


def _bar(axes: Axes, place: int, bar: Bar, room: float, without: str) -> None:
    """Draw a bar with the share of each part that has room for it; ``without`` is left out at its end."""
    start = 0.0
    for voice in VOICES:
        size = bar.get(voice, 0.0)
        axes.barh(
            place,
            size,
            height=BAR,
            left=start,
            color=FILLS[voice],
            hatch=HATCHES[voice],
            edgecolor="#4a4a4a",
            linewidth=0.7,
        )
        told = share(size).removesuffix(without)
        if (len(told) + 0.5) * LETTER <= size * room:
            axes.text(
                start + size / 2,
                place,
                told,
                ha="center",
                va="center_baseline",
                fontsize=FONT - 1,
                fontweight="bold",
                bbox={"boxstyle": "round,pad=0.16", "facecolor": "white", "edgecolor": "none"},
            )
        start += size
