"""The rows of one contrast: counts, values, interval and p, or the reason why not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.comparison.permutation import Permutations, enough_of, permutation_p, smallest_p
from analysis.comparison.sides import (
    Sides,
    difference_interval,
    ratio_interval,
    share_difference_interval,
    sides_of,
)
from analysis.measures.cells import Cells, Floats, Ints
from analysis.measures.kinds import Kind, kind_of
from analysis.study import Inference

Row = dict[str, object]
EXPLORATORY = "exploratory: an interval, no test"
LEAST_EVENTS_WITH_HITS = 5


@dataclass(frozen=True)
class Pair:
    """Outlets of the two sides, and the name of the reference in the table."""

    focus: tuple[str, ...]
    reference: tuple[str, ...]
    name: str


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
    cells: Cells, pair: Pair, settings: Inference, permutations: Permutations | None
) -> list[Row]:
    """Return one row per measure of ``cells``; without permutations they are exploratory (no test)."""
    ours, theirs = count_side(cells, pair.focus), count_side(cells, pair.reference)
    sides = sides_of(cells, pair.focus, pair.reference)
    unit = "event" if clustered(cells, (*pair.focus, *pair.reference)) else "article"
    reasons = why_described(cells.only((*pair.focus, *pair.reference)), ours, theirs, settings)
    rows = []
    for column, key in enumerate(cells.columns):
        row: Row = dict(zip(("measure", "category", "voice", "part"), key, strict=True))
        row |= {"focus": " + ".join(pair.focus), "reference": pair.name, "status": "described"}
        kind = kind_of(key[0])
        row["scale"] = kind.scale
        row |= _counts("focus", ours, column, kind)
        row |= _counts("reference", theirs, column, kind)
        row |= _estimate(row)
        if permutations is not None:
            row |= _rank(sides, column)
        row["reason"] = reasons[column]
        rows.append(row)
    if sides is not None:
        _infer(rows, sides, unit, settings, permutations)
    return rows


def why_described(cells: Cells, ours: Count, theirs: Count, settings: Inference) -> list[str | None]:
    """Return for each measure of the cells of both sides why it is only described, or ``None``."""
    with_hits = events_with_hits(cells) if clustered(cells, cells.outlets) else None
    return [
        reasons_of(
            kind_of(measure),
            ours,
            theirs,
            hits=float(ours.hits[column] + theirs.hits[column]),
            events_with=None if with_hits is None else int(with_hits[column]),
            settings=settings,
        )
        for column, (measure, *_) in enumerate(cells.columns)
    ]


def reasons_of(
    kind: Kind, ours: Count, theirs: Count, *, hits: float, events_with: int | None, settings: Inference
) -> str | None:
    """Return why a measure with so many hits is only described, or ``None``.

    ``events_with`` is the number of events with a hit, ``None`` where the unit is the article.
    """
    unit = "article" if events_with is None else "event"
    reasons = too_few_units(ours, theirs, kind, unit=unit, settings=settings)
    if kind.counts and ours.words and theirs.words:
        reasons += too_few_hits(hits, ours.words + theirs.words, kind, settings)
    if not reasons and events_with is not None and kind.scale == "ratio":
        reasons = too_few_events(events_with, kind, settings)
    return "; ".join(reasons) or None


def clustered(cells: Cells, outlets: tuple[str, ...]) -> bool:
    """Whether articles of these outlets share events, so that the unit is the event."""
    used = cells.only(outlets)
    return bool((used.articles > 1).any()) or len(np.unique(used.unit)) < len(used.unit)


def events_with_hits(cells: Cells) -> Ints:
    """Return on how many units there is a hit, for each measure."""
    some = np.zeros((int(cells.unit.max(initial=-1)) + 1, len(cells.columns)), dtype=bool)
    np.logical_or.at(some, cells.unit, cells.numerator > 0)
    return np.asarray(some.sum(axis=0), dtype=np.int64)


def too_few_events(with_hits: int, kind: Kind, settings: Inference) -> list[str]:
    """Say that all hits lie on too few events.

    What an event does to both sides cancels, so hits on two or three events leave almost no spread, and an
    interval that is far too narrow.
    """
    needed = min(LEAST_EVENTS_WITH_HITS, settings.min_events)
    if with_hits >= needed:
        return []
    noun = "sources" if kind.name == "number" else "hits"
    events = "1 event" if with_hits == 1 else f"{with_hits} events"
    return [f"{noun} on {events} only, at least {needed} needed"]


def _counts(side: str, count: Count, column: int, kind: Kind) -> Row:
    value = None if count.value is None else float(count.value[column])
    return {
        f"{side}_value": None if value is None else value * kind.per,
        f"{side}_hits": round(float(count.hits[column])) if kind.counts else None,
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


def too_few_units(ours: Count, theirs: Count, kind: Kind, *, unit: str, settings: Inference) -> list[str]:
    """Say in plain words which side has too few articles or events for inference."""
    reasons = []
    for side, count in (("focus", ours), ("reference", theirs)):
        if count.words == 0:
            missing = "words of this voice and part" if kind.base == "word" else f"{kind.base}s"
            reasons.append(f"no {missing} in the {side}")
        elif count.articles < settings.min_articles:
            articles = "1 article" if count.articles == 1 else f"{count.articles} articles"
            reasons.append(f"{articles} in the {side}, at least {settings.min_articles} needed")
        elif unit == "event" and count.units < settings.min_events:
            events = "1 event" if count.units == 1 else f"{count.units} events"
            reasons.append(f"{events} in the {side}, at least {settings.min_events} needed")
    return reasons


def too_few_hits(hits: float, base: float, kind: Kind, settings: Inference) -> list[str]:
    """Say that there are too few hits; of a share, too few on either side of it."""
    few = min(hits, base - hits) if kind.name == "share" else hits
    if few >= settings.min_hits:
        return []
    needed = f"on both sides together, at least {settings.min_hits} needed"
    if kind.name != "share":
        noun = "source" if kind.name == "number" else "hit"
        number = {0: f"no {noun}", 1: f"1 {noun}"}.get(round(hits), f"{hits:.0f} {noun}s")
        return [f"{number} {needed}"]
    exceptions = f"all but {few:.0f}" if few else "all"
    number = exceptions if hits > few else f"{few:.0f}" if few else "none"
    return [f"{number} of {base:,.0f} {kind.base}s {'is' if number == '1' else 'are'} of this kind {needed}"]


def _infer(
    rows: list[Row], sides: Sides, unit: str, settings: Inference, permutations: Permutations | None
) -> None:
    """Fill in interval, p and method where no reason stands against it."""
    wanted = [column for column, row in enumerate(rows) if row["reason"] is None]
    if not wanted:
        return
    ratios = ratio_interval(sides, settings.level)
    differences = difference_interval(sides, settings.level)
    any_share = any(kind_of(str(row["measure"])).name == "share" for row in rows)
    shares = share_difference_interval(sides, settings.level) if any_share else differences
    for column in wanted:
        row = rows[column]
        kind = kind_of(str(row["measure"]))
        of_scores = shares if kind.name == "share" else differences
        _, low, high = ratios if kind.scale == "ratio" else of_scores
        row["low"], row["high"] = finite(low[column]), finite(high[column])
        if row["low"] == row["high"]:
            row |= {"low": None, "high": None, "reason": f"no variation between {unit}s, so no interval"}
            continue
        row |= {"status": "inferred", "method": f"{_interval_method(row, kind)}, variance by {unit}"}
        if permutations is None:
            row["reason"] = EXPLORATORY
    wanted = [column for column in wanted if rows[column]["status"] == "inferred"]
    if permutations is not None and wanted:
        _test([rows[column] for column in wanted], sides.columns(wanted), unit, settings, permutations)


def _interval_method(row: Row, kind: Kind) -> str:
    if kind.name == "share":
        return "difference of shares, t intervals on the logit scale joined (MOVER)"
    if kind.scale == "difference":
        return "difference, t interval"
    one_sided = row["low"] is None or row["high"] is None or row["estimate"] == 0 == row["focus_hits"]
    return f"log ratio, {'bound from a negative binomial zero limit' if one_sided else 't interval'}"


def _test(rows: list[Row], sides: Sides, unit: str, settings: Inference, permutations: Permutations) -> None:
    """Fill in p for rows that stand for the columns of ``sides``, where the design can reach the level."""
    smallest = smallest_p(sides, settings.resamples)
    possible = smallest <= 1.0 - settings.level
    early, orders = permutations.early, permutations.orders
    drawn = partial(permutation_p, sides, settings.resamples, permutations.seed, kept=orders)
    p = drawn(enough=enough_of(settings) if early else None) if possible else None
    where = "inside events" if unit == "event" else "over articles"
    number = f"{'at most ' if early else ''}{settings.resamples} resamples"
    for column, row in enumerate(rows):
        row["smallest_p"] = smallest
        if p is None:
            row["reason"] = f"not tested: the smallest p that this design can reach is {smallest:.2g}"
        else:
            row["p"] = float(p[column])
            row["method"] = f"{row['method']}; permutation of outlets {where}, {number}"


def finite(value: float) -> float | None:
    """Return a number for a table: null where it does not exist."""
    return float(value) if math.isfinite(value) else None
