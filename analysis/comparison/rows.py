"""The rows of one contrast: counts, values, interval and p, or the reason why not."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from analysis.comparison.permutation import permutation_p, smallest_p
from analysis.comparison.sides import Sides, difference_interval, ratio_interval, sides_of
from analysis.measures.cells import Cells, Floats
from analysis.measures.counting import PER_1000
from analysis.study import Inference

Row = dict[str, object]
EXPLORATORY = "exploratory: an interval, no test"


@dataclass(frozen=True)
class Count:
    """What one side holds: hits per measure, and words, articles, outlets, events and units for all."""

    hits: Floats
    words: float
    articles: int
    outlets: int
    events: int
    units: int
    value: Floats | None


def count_side(cells: Cells, outlets: tuple[str, ...]) -> Count:
    """Count one side of a contrast; ``value`` is the mean of its outlets' ratios, ``None`` without words."""
    side = cells.only(outlets)
    value = None
    if side.outlets:
        words = np.add.reduceat(side.words, side.starts)
        value = (np.add.reduceat(side.numerator, side.starts, axis=0) / words[:, None]).mean(axis=0)
    return Count(
        hits=side.numerator.sum(axis=0),
        words=float(side.words.sum()),
        articles=int(side.articles.sum()),
        outlets=len(side.outlets),
        events=len(np.unique(side.unit[side.events == 1])),
        units=len(np.unique(side.unit)),
        value=value,
    )


def contrast_rows(
    cells: Cells,
    focus: tuple[str, ...],
    reference: tuple[str, ...],
    name: str,
    settings: Inference,
    seed: int | None,
) -> list[Row]:
    """Return one row per measure of ``cells``; without a seed the rows are exploratory (no test)."""
    ours, theirs = count_side(cells, focus), count_side(cells, reference)
    sides = sides_of(cells, focus, reference)
    unit = "event" if _clustered(cells, (*focus, *reference)) else "article"
    rows = []
    for column, key in enumerate(cells.columns):
        row: Row = dict(zip(("measure", "category", "voice", "part"), key, strict=True))
        row |= {"focus": " + ".join(focus), "reference": name, "status": "described"}
        row["scale"] = "ratio" if key[0].startswith("rate:") else "difference"
        row |= _counts("focus", ours, column, row["scale"] == "ratio")
        row |= _counts("reference", theirs, column, row["scale"] == "ratio")
        row |= _estimate(row)
        if seed is not None:
            row |= _rank(sides, column)
        row["reason"] = _too_little(ours, theirs, column, row, unit, settings)
        rows.append(row)
    if sides is not None:
        _infer(rows, sides, unit, settings, seed)
    return rows


def _clustered(cells: Cells, outlets: tuple[str, ...]) -> bool:
    used = cells.only(outlets)
    return bool((used.articles > 1).any()) or len(np.unique(used.unit)) < len(used.unit)


def _counts(side: str, count: Count, column: int, ratio: bool) -> Row:
    value = None if count.value is None else float(count.value[column])
    return {
        f"{side}_value": value * PER_1000 if ratio and value is not None else value,
        f"{side}_hits": round(float(count.hits[column])) if ratio else None,
        f"{side}_words": round(count.words),
        f"{side}_articles": count.articles,
        f"{side}_outlets": count.outlets,
        f"{side}_events": count.events,
    }


def _estimate(row: Row) -> Row:
    above, below = row["focus_value"], row["reference_value"]
    if not isinstance(above, float) or not isinstance(below, float):
        return {"estimate": None}
    if row["scale"] == "difference":
        return {"estimate": above - below}
    return {"estimate": above / below if below > 0 else None}


def _rank(sides: Sides | None, column: int) -> Row:
    """Rank the focus among itself and the reference outlets; 1 is the highest value."""
    if sides is None:
        return {}
    others = sides.sums.rate[sides.reference > 0, column]
    above = int((others > sides.focus_value[column] + 1e-15).sum())
    return {"rank": above + 1, "rank_of": len(others) + 1}


def _too_little(
    ours: Count, theirs: Count, column: int, row: Row, unit: str, settings: Inference
) -> str | None:
    """Say in plain words why a row is only described; ``None`` where nothing stands against inference."""
    reasons = []
    for side, count in (("focus", ours), ("reference", theirs)):
        if count.words == 0:
            reasons.append(f"no words of this voice and part in the {side}")
        elif count.articles < settings.min_articles:
            articles = "1 article" if count.articles == 1 else f"{count.articles} articles"
            reasons.append(f"{articles} in the {side}, at least {settings.min_articles} needed")
        elif unit == "event" and count.units < settings.min_events:
            events = "1 event" if count.units == 1 else f"{count.units} events"
            reasons.append(f"{events} in the {side}, at least {settings.min_events} needed")
    if row["scale"] == "ratio" and ours.words and theirs.words:
        hits = round(float(ours.hits[column] + theirs.hits[column]))
        if hits < settings.min_hits:
            count_text = {0: "no hit", 1: "1 hit"}.get(hits, f"{hits} hits")
            reasons.append(f"{count_text} on both sides together, at least {settings.min_hits} needed")
    return "; ".join(reasons) or None


def _infer(rows: list[Row], sides: Sides, unit: str, settings: Inference, seed: int | None) -> None:
    """Fill in interval, p and method where no reason stands against it."""
    wanted = np.array([row["reason"] is None for row in rows])
    if not wanted.any():
        return
    ratios = ratio_interval(sides, settings.level)
    differences = difference_interval(sides, settings.level)
    for column in np.flatnonzero(wanted):
        row = rows[column]
        _, low, high = ratios if row["scale"] == "ratio" else differences
        row["low"], row["high"] = _finite(low[column]), _finite(high[column])
        if row["low"] == row["high"]:
            row |= {"low": None, "high": None, "reason": f"no variation between {unit}s, so no interval"}
            wanted[column] = False
            continue
        one_sided = row["low"] is None or row["high"] is None
        interval = "bound from a negative binomial zero limit" if one_sided else "t interval"
        scale = "log ratio" if row["scale"] == "ratio" else "difference"
        row |= {"status": "inferred", "method": f"{scale}, {interval}, variance by {unit}"}
        if seed is None:
            row["reason"] = EXPLORATORY
    if seed is not None and wanted.any():
        _test(rows, wanted, sides, unit, settings, seed)


def _test(
    rows: list[Row],
    wanted: np.ndarray[tuple[int], np.dtype[np.bool_]],
    sides: Sides,
    unit: str,
    settings: Inference,
    seed: int,
) -> None:
    smallest = smallest_p(sides, settings.resamples)
    columns = np.flatnonzero(wanted)
    for column in columns:
        rows[column]["smallest_p"] = smallest
    if smallest > 1.0 - settings.level:
        for column in columns:
            rows[column]["reason"] = (
                f"not tested: the smallest p that this design can reach is {smallest:.2g}"
            )
        return
    cells = replace(sides.cells, numerator=sides.cells.numerator[:, columns])
    part = replace(
        sides,
        cells=cells,
        sums=replace(
            sides.sums, numerator=sides.sums.numerator[:, columns], rate=sides.sums.rate[:, columns]
        ),
    )
    where = "inside events" if unit == "event" else "over articles"
    for column, p in zip(columns, permutation_p(part, settings.resamples, seed), strict=True):
        rows[column]["p"] = float(p)
        rows[column]["method"] = (
            f"{rows[column]['method']}; permutation of outlets {where}, {settings.resamples:,} resamples"
        )


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
