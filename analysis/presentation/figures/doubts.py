"""Findings in every version of the same contrast, and intervals beside what could have been shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, log
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.presentation.figures.dots import Dot, Frame, draw_dots, make_frame, rows_height
from analysis.presentation.figures.drawing import Drawing, render
from analysis.presentation.figures.forest import ratio_axis
from analysis.presentation.questions.survival import finding_names, findings_of, size, stands
from analysis.presentation.tables.columns import what
from analysis.presentation.writing.format import count, equals, is_missing, listed, percent, plural
from analysis.presentation.writing.values import contrast_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Row = dict[str, Any]
MOST_ROWS = 44
MOST_CONTRASTS = 30
MOST_OUTLETS = 6
"""Of more reference outlets that are left out in turn, only the one that does most is drawn."""


def survival(table: pl.DataFrame, level: float = 0.95, outlets: Sequence[str] = ()) -> Drawing | str:
    """Draw every finding with its versions below it; a line of text where there is no finding.

    Parameters
    ----------
    table : ``SURVIVAL``
    level : of the intervals
    outlets : reference outlets; of many that are left out in turn the version nearest to alike is drawn
    """
    found = findings_of(table)
    if not found:
        return "There is no finding, so that no version of one is drawn."
    drawn = [_few_outlets(_there(rows), outlets) for rows in found]
    shown = [
        i for i in range(len(found)) if not i or sum(len(rows) + 1 for rows in drawn[: i + 1]) <= MOST_ROWS
    ]
    names = finding_names(found)
    named = [(found[i][0], drawn[i], names[i]) for i in shown]
    groups = [
        [dot for main, rows, name in named for dot in _finding(main, rows, name) if main["scale"] == scale]
        for scale in ("ratio", "difference")
    ]
    left = len(found) - len(shown)
    more = f" {plural(left, 'more finding')} in the table only." if left else ""
    caption = (
        "Bold: the finding as it is in the study. Below it the same contrast in other versions. Filled "
        "diamond: a finding there too. Hollow circle: chance could produce it there, it turned, or it was "
        "not tested. "
        f"Lines: {percent(level)} intervals.{_least(drawn, found)}{more}"
    )
    return _forest(groups, _survival_alt([(names[i], found[i]) for i in shown]), caption)


def power(table: pl.DataFrame, level: float = 0.95) -> Drawing | str:
    """Draw the interval of each contrast with small ticks at the smallest difference that would have shown.

    Parameters
    ----------
    table : of ``power_beside``
    level : of the intervals
    """
    rows = [row for row in table.to_dicts() if not is_missing(row["up"]) or not is_missing(row["down"])]
    if not rows:
        return "No difference could have been shown of any measure, so nothing is drawn."
    groups = [
        [_power_dot(row) for row in rows[:MOST_CONTRASTS] if row["scale"] == s]
        for s in ("ratio", "difference")
    ]
    chance = percent(rows[0]["power"])
    caption = (
        f"Small ticks: from there outward a difference would have been shown with {chance} chance, tested "
        "alone. Between them a difference may stay unseen. Filled diamond: stands out. Hollow circle: chance "
        f"could produce it. Lines: {percent(level)} intervals."
    )
    told = [
        f"{what(row)} {listed([_limit(row, e) for e in ('down', 'up') if not is_missing(row[e])])}"
        for row in rows
    ]
    alt = (
        f"Forest plot of {plural(len(rows), 'contrast')} with what could have been shown: {'; '.join(told)}."
    )
    return _forest(groups, alt, caption)


def _there(rows: Sequence[Row]) -> list[Row]:
    """Return the versions that have such a row at all."""
    return [row for row in rows if row["same_direction"] is not None]


def _few_outlets(rows: Sequence[Row], outlets: Sequence[str]) -> list[Row]:
    """Keep of many versions without an outlet the one that does most: a fall, else the nearest to alike."""
    names = {f"without {outlet}" for outlet in outlets}
    alone = [row for row in rows if row["variation"] in names]
    if len(alone) <= MOST_OUTLETS:
        return list(rows)
    least = min(alone, key=lambda row: (stands(row) is not False, _apart(row)))
    label = f"{least['variation']}, nearest to alike of {count(len(alone))}"
    return [*(row for row in rows if row["variation"] not in names), least | {"variation": label}]


def _least(drawn: Sequence[Sequence[Row]], found: Sequence[Sequence[Row]]) -> str:
    """Say what stands for many outlets, where a version does."""
    if all(len(few) == len(_there(rows)) for few, rows in zip(drawn, found, strict=True)):
        return ""
    return " Of many reference outlets that are left out in turn: the one that does most."


def _apart(row: Row) -> float:
    """Return how far an estimate is from alike."""
    value = row["estimate"]
    if is_missing(value) or (row["scale"] == "ratio" and value <= 0):
        return inf
    return abs(log(value)) if row["scale"] == "ratio" else abs(value)


def _finding(main: Row, rows: Sequence[Row], name: str) -> list[Dot]:
    head = _dot(main | {key: main[f"main_{key}"] for key in ("estimate", "low", "high", "q")}, name, True)
    return [head, *(_dot(line, line["variation"], bool(stands(line))) for line in rows)]


def _dot(row: Row, label: str, filled: bool) -> Dot:
    ratio = row["scale"] == "ratio"
    value, low, high = ((row[n] or None) if ratio else row[n] for n in ("estimate", "low", "high"))
    strong = "variation" not in row or label != row["variation"]
    note = "not tested" if is_missing(row["q"]) else equals("q", row["q"])
    return Dot(label, value, low, high, note, "focus" if filled else "muted", (), strong)


def _power_dot(row: Row) -> Dot:
    ratio = row["scale"] == "ratio"
    value, low, high = ((row[n] or None) if ratio else row[n] for n in ("estimate", "low", "high"))
    others = tuple(row[end] for end in ("down", "up") if not is_missing(row[end]))
    kind = "focus" if row["finding"] else "muted"
    return Dot(what(row), value, low, high, "", kind, others, kind == "focus")


def _forest(groups: Sequence[Sequence[Dot]], alt: str, caption: str) -> Drawing:
    axis: tuple[Callable[[Axes, Sequence[Dot], Frame], None], ...] = (_ratios, _differences)
    drawn = [(draw, dots) for draw, dots in zip(axis, groups, strict=True) if dots]

    def draw(width: float) -> Figure:
        every = [dot for _, dots in drawn for dot in dots]
        heights = [rows_height(dots, width) for _, dots in drawn]
        frame, axes = make_frame(width, heights, every)
        for place, (make, dots) in zip(axes, drawn, strict=True):
            make(place, dots, frame)
        return frame.figure

    return render(draw, alt, caption)


def _ratios(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    ratio_axis(axes, dots, frame, "often", "")


def _differences(axes: Axes, dots: Sequence[Dot], frame: Frame) -> None:
    ends = [abs(x) for dot in dots for x in (dot.value, dot.low, dot.high, *dot.others) if x is not None]
    edge = max([*ends, 0.05]) * 1.15
    draw_dots(axes, dots, frame, (-edge, edge), "")
    axes.axvline(0, color="#555555", linewidth=1, zorder=0)
    axes.set_xlabel("difference (0: alike)")


def _limit(row: Row, end: str) -> str:
    return contrast_text(row["measure"], row[end]) + (" times" if row["scale"] == "ratio" else "")


def _survival_alt(found: Sequence[tuple[str, Sequence[Row]]]) -> str:
    told = []
    for name, rows in found:
        tested = [row for row in rows if stands(row) is not None]
        kept = sum(bool(stands(row)) for row in tested)
        main = rows[0] | {name: rows[0][f"main_{name}"] for name in ("estimate", "low", "high", "q")}
        told.append(
            f"{name}, {size(main)}, a finding again in {count(kept)} of {plural(len(tested), 'version')}"
        )
    return f"Forest plot of {plural(len(found), 'finding')} in other versions: {'; '.join(told)}."
