"""What the corpus holds: articles by outlet and event, or by outlet and month."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

import polars as pl

from analysis.presentation.figures.dots import wrap_label
from analysis.presentation.figures.drawing import FOCUS, FONT, INK, REFERENCE, Drawing, render
from analysis.presentation.writing.format import count, listed, plural, words_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from analysis.annotation import Annotated

MOST_OUTLETS, MOST_COLUMNS = 20, 24
CIRCLE = 0.96
"""The part of the way to the next circle that one may take."""


def coverage(annotated: Annotated, focus: Sequence[str] = ()) -> Drawing:
    """Draw how many articles each outlet has per event, or per month where there are no or too many events.

    Parameters
    ----------
    annotated : the annotated tables
    focus : outlets to mark; they stand first
    """
    articles = annotated.articles
    events = articles["event"].drop_nulls().n_unique()
    by, column = ("event", pl.col("event").fill_null("no event"))
    if not 0 < events <= MOST_COLUMNS:
        by, column = _period(articles)
    cells = articles.group_by("outlet", column.alias("column")).len().sort("outlet", "column")
    order = articles.group_by("outlet").len().with_columns(ours=pl.col("outlet").is_in(list(focus)))
    outlets = order.sort("ours", "len", "outlet", descending=[True, True, False])["outlet"].to_list()
    shown = outlets[:MOST_OUTLETS]
    columns = sorted(cells["column"].unique(), key=lambda name: (name.startswith("no "), name))[
        -MOST_COLUMNS:
    ]
    numbers = {(row[0], row[1]): row[2] for row in cells.rows()}

    def draw(width: float) -> Figure:
        # On a narrow screen events stand in rows, since their names are longer than outlets are many.
        turned = width < 5 and len(columns) > len(shown)
        across, down = (shown, columns) if turned else (columns, shown)
        pairs = {(d, a): numbers.get((a, d) if turned else (d, a), 0) for d in down for a in across}
        return _matrix(width, across, down, pairs, focus)

    known = [column for column in columns if not column.startswith("no ")]
    total, with_all = articles.height, _complete(numbers, shown, known)
    left = len(outlets) - len(shown)
    more = (
        f" {plural(left, 'outlet')} with fewer articles {'is' if left == 1 else 'are'} left out."
        if left
        else ""
    )
    size = f"{plural(len(outlets), 'outlet')} by {plural(len(known), by)}"
    have = "has" if with_all < 2 else "have"
    alt = (
        f"Matrix of {plural(total, 'article')}: {size}. "
        f"{plural(with_all, 'outlet') if with_all else 'No outlet'} of those shown {have} articles in every "
        f"{by}."
    )
    marked = f" In bold: {listed(list(focus))}." if focus else ""
    caption = f"Articles by outlet and {by}; the number in a circle says how many. A gap: none.{marked}{more}"
    return render(draw, alt, caption)


def _period(articles: pl.DataFrame) -> tuple[str, pl.Expr]:
    """Return months, or years where there are many."""
    days = articles["published"].drop_nulls()
    years = days.dt.year().n_unique() if days.len() else 1
    by, form = ("month", "%Y-%m") if years <= 2 else ("year", "%Y")
    return by, pl.col("published").dt.strftime(form).fill_null("no date")


def _complete(numbers: dict[tuple[str, str], int], outlets: Sequence[str], columns: Sequence[str]) -> int:
    return sum(all((outlet, column) in numbers for column in columns) for outlet in outlets)


def _matrix(
    width: float,
    across: Sequence[str],
    down: Sequence[str],
    pairs: dict[tuple[str, str], int],
    focus: Sequence[str],
) -> Figure:
    from matplotlib.figure import Figure

    narrow = width < 5
    letter = FONT * 0.56 / 72
    longest = max(
        (len(part) for name in down for part in wrap_label(words(name), narrow).split("\n")), default=5
    )
    left = min(longest * letter + 0.2, width * 0.42)
    right = 0.35
    spacing = (width - left - right) / (len(across) + 0.2)
    # Names at a slant need a line's height and a half beside one another; upright ones, one.
    upright = spacing < 1.5 * FONT / 72
    each = max(1, ceil(1.1 * FONT / 72 / spacing))
    rise = 1.0 if upright else 0.75
    head = min(max((len(words(name)) for name in across), default=4) * letter * rise + 0.3, 1.7)
    cell = 0.36 if not narrow else 0.42
    height = len(down) * cell + 0.1 + head
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes(
        (left / width, 0.05 / height, (width - left - right) / width, (height - head - 0.1) / height)
    )
    axes.set_xlim(-0.6, len(across) - 0.4)
    axes.set_ylim(len(down) - 0.5, -0.5)
    most = max([*pairs.values(), 1])
    room = CIRCLE * 72 * min(cell, spacing)
    for row, d in enumerate(down):
        for column, a in enumerate(across):
            n = pairs[d, a]
            if n:
                ours = d in focus or a in focus
                letters = 0.62 * len(count(n))
                size = min(FONT - 2.5 if n < 1000 else FONT - 4, (room - 1) / letters)
                area = min(max(90 + 210 * n / most, (letters * size + 3) ** 2), room**2)
                axes.scatter([column], [row], s=area, color=FOCUS if ours else REFERENCE, linewidths=0)
                axes.text(
                    column,
                    row,
                    count(n),
                    color="white",
                    ha="center",
                    va="center_baseline",
                    fontsize=size,
                    fontweight="bold",
                )
    axes.set_yticks(range(len(down)), [wrap_label(words(name), narrow) for name in down])
    slant = {"rotation": 90} if upright else {"rotation": 45, "ha": "left", "rotation_mode": "anchor"}
    axes.set_xticks(range(0, len(across), each), [words(name) for name in across[::each]], **slant)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    for label in (*axes.get_yticklabels(), *axes.get_xticklabels()):
        ours = label.get_text().replace("\n", " ") in focus
        label.set_fontweight("bold" if ours else "normal")
        label.set_color(FOCUS if ours else INK)
    return figure


def words(name: str) -> str:
    """Shorten and write a slug as words."""
    text = words_of(name.replace("-", " ") if " " not in name and not name[:4].isdigit() else name)
    return text if len(text) <= 28 else text[:27] + "…"
