"""Rates and valence by outlet, and categories with every outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.presentation.figures.dots import Dot, draw_dots, make_frame, rows_height
from analysis.presentation.figures.drawing import CHANCE, FOCUS, FONT, REFERENCE, Drawing, render
from analysis.presentation.writing.format import count, listed, percent, plural, rate, valence, words_of
from analysis.presentation.writing.wording import VOICE_NAMES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_OUTLETS = 24
MOST_CATEGORIES = 24
WIDEST = 1.5
"""Times the highest rate to which an axis reaches at most."""


def rates_by_outlet(table: pl.DataFrame, focus: Sequence[str] = (), level: float = 0.95) -> Drawing:
    """Draw hits per 1,000 words by outlet: a dot with its interval, the focus as a diamond.

    Parameters
    ----------
    table : ``BY_OUTLET``, one measure, category, voice and part
    focus : outlets to mark
    level : of the intervals, for the caption
    """
    return _outlet_figure(table, focus, level, "hits per 1,000 words")


def valence_by_outlet(table: pl.DataFrame, focus: Sequence[str] = (), level: float = 0.95) -> Drawing:
    """Draw mean word valence by outlet; see ``rates_by_outlet``."""
    return _outlet_figure(table, focus, level, "mean word valence (−1 to 1)")


def _outlet_figure(table: pl.DataFrame, focus: Sequence[str], level: float, unit: str) -> Drawing:
    rows = table.filter(pl.col("value").is_not_null()).sort("value", "outlet", descending=[True, False])
    shown = _chosen(rows, focus)
    is_rate = unit.startswith("hits")
    write = rate if is_rate else valence
    dots = [_dot(row, focus, is_rate) for row in shown]
    ends = [x for dot in dots for x in (dot.value, dot.low, dot.high) if x is not None] or [0.0]
    if is_rate:
        # One hit in few words has an interval that would leave the others no room.
        widest = WIDEST * max(dot.value or 0.0 for dot in dots) if dots else 0.0
        limits = (0.0, max(min(max(ends), widest), 0.1) * 1.06)
    else:
        edge = max(max(abs(x) for x in ends) * 1.15, 0.05)
        limits = (-edge, edge)
    about, head = _about(rows, is_rate), "hits · articles" if is_rate else "articles"

    def draw(width: float) -> Figure:
        frame, (axes,) = make_frame(width, [rows_height(dots, width)], dots, head)
        draw_dots(axes, dots, frame, limits, head)
        axes.set_xlabel(unit)
        if not is_rate:
            axes.axvline(0, color="#777777", linewidth=1, zorder=0)
        return frame.figure

    alt = _alt(shown, focus, about, write, len(shown))
    beyond = "; an arrow says that one runs beyond the axis" if max(ends) > limits[1] else ""
    marked = f" Diamond: {listed(list(focus))}." if focus else ""
    caption = (
        f"{about[0].upper() + about[1:]}; highest first. Lines: {percent(level)} intervals; none is drawn "
        f"where there are too few articles for one{beyond}.{marked}{_left_out(rows.height - len(shown))}"
    )
    return render(draw, alt, caption)


def _left_out(n: int) -> str:
    be = "is" if n == 1 else "are"
    return f" {plural(n, 'outlet')} with fewer articles {be} left out." if n > 0 else ""


def _chosen(rows: pl.DataFrame, focus: Sequence[str]) -> list[dict[str, Any]]:
    """Return the focus and the outlets with most articles, highest value first."""
    order = rows.with_columns(ours=pl.col("outlet").is_in(list(focus))).sort(
        "ours", "articles", "outlet", descending=[True, True, False]
    )
    kept = order.head(MOST_OUTLETS)["outlet"]
    return rows.filter(pl.col("outlet").is_in(kept.to_list())).to_dicts()


def _dot(row: dict[str, Any], focus: Sequence[str], is_rate: bool) -> Dot:
    ours = row["outlet"] in focus
    note = f"{count(row['hits'])} · {count(row['articles'])}" if is_rate else count(row["articles"])
    return Dot(
        row["outlet"], row["value"], row["low"], row["high"], note, "focus" if ours else "plain", strong=ours
    )


def _about(rows: pl.DataFrame, is_rate: bool) -> str:
    if rows.is_empty():
        return "nothing"
    row = rows.row(0, named=True)
    part = "" if row["part"] == "all" else f", {row['part']} only"
    voice = VOICE_NAMES[row["voice"]]
    if not is_rate:
        masked = ", proper names counted" if row["measure"] == "valence_raw" else ""
        return f"mean word valence of {voice}{part}{masked}"
    lexicon = words_of(row["measure"].removeprefix("rate:"))
    name = lexicon if row["category"] == "all" else f"“{words_of(row['category'])}” terms"
    return f"{name} per 1,000 words, {voice}{part}"


def _alt(shown: list[dict[str, Any]], focus: Sequence[str], about: str, write: Any, outlets: int) -> str:
    if not shown:
        return f"Empty figure: no outlet has words to show {about}."
    ours = [f"{row['outlet']} {write(row['value'])}" for row in shown if row["outlet"] in focus]
    told = f" Marked: {listed(ours)}." if ours else ""
    top, low = shown[0], shown[-1]
    return (
        f"Dot plot of {about}, for {plural(outlets, 'outlet')}.{told} "
        f"Highest: {top['outlet']} {write(top['value'])}; lowest: {low['outlet']} {write(low['value'])}."
    )


def categories_by_outlet(table: pl.DataFrame, focus: Sequence[str] = ()) -> Drawing:
    """Draw every category in a row of its own with every outlet as a mark, the focus as a diamond.

    Parameters
    ----------
    table : ``BY_OUTLET`` by category, one voice and part
    focus : outlets to mark
    """
    names = list(focus)
    ours = table.filter(pl.col("outlet").is_in(names)).group_by("category").agg(pl.col("value").mean())
    mean = dict(ours.rows())
    order = sorted(table["category"].unique(), key=lambda name: (-(mean.get(name) or 0.0), name))[
        :MOST_CATEGORIES
    ]
    values = {
        name: table.filter(
            (pl.col("category") == name) & pl.col("value").is_not_null() & ~pl.col("outlet").is_in(names)
        )["value"].to_list()
        for name in order
    }
    dots = [Dot(words_of(name), mean.get(name), kind="focus", note="") for name in order]
    top = max([*(v for vs in values.values() for v in vs), *(m for m in mean.values() if m), 0.1]) * 1.06
    voice = VOICE_NAMES[table["voice"].first() or "all"]  # type: ignore[index]

    def draw(width: float) -> Figure:
        frame, (axes,) = make_frame(width, [rows_height(dots, width) * 0.85], dots, bottom=0.55)
        draw_dots(axes, dots, frame, (0.0, top), "")
        for place, name in enumerate(order):
            axes.plot(
                values[name],
                [place] * len(values[name]),
                "o",
                markersize=6.5,
                markerfacecolor="none",
                markeredgecolor=REFERENCE,
                markeredgewidth=1.2,
                alpha=0.85,
                clip_on=False,
                zorder=3,
            )
        axes.set_xlabel("hits per 1,000 words")
        _key(axes, focus)
        return frame.figure

    highest = [
        words_of(name) for name in order if mean.get(name) and mean[name] > max(values[name], default=0.0)
    ]
    lowest = [
        words_of(name) for name in order if values[name] and (mean.get(name) or 0.0) < min(values[name])
    ]
    told = [
        f"highest of all in {listed(highest)}" if highest else "",
        f"lowest of all in {listed(lowest)}" if lowest else "",
    ]
    stands = "; ".join(filter(None, told)) or "never highest or lowest of all"
    outlets = table["outlet"].n_unique()
    alt = (
        f"Strip plot of {plural(len(order), 'category', 'categories')} of loaded terms in {voice}, "
        f"one mark for each of {plural(outlets, 'outlet')}. "
        f"{listed(names) if names else 'The focus'} is {stands}."
    )
    caption = (
        f"Rate of each category in {voice}. Diamond: {listed(names)}; circles: every other outlet. "
        "No intervals are drawn here: the contrasts have them."
    )
    return render(draw, alt, caption)


def _key(axes: Any, focus: Sequence[str]) -> None:
    across = axes.transAxes
    axes.text(
        1.0,
        1.02,
        f"◆ {' + '.join(focus)}",
        transform=across,
        color=FOCUS,
        fontsize=FONT - 1,
        ha="right",
        va="bottom",
        fontweight="bold",
    )
    axes.text(
        0.0,
        1.02,
        "○ other outlets",
        transform=across,
        color=CHANCE,
        fontsize=FONT - 1,
        ha="left",
        va="bottom",
    )
