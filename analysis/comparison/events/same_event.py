"""The same event in both sides' words: the stratified ratio beside the plain one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.comparison.events.stratified import (
    Stratified,
    log_labellings,
    score_statistic,
    shared_events,
    shared_sides,
    stratified_ratio,
)
from analysis.comparison.families import with_q
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.permutation import permutation_p
from analysis.comparison.rows import EXPLORATORY, Pair, Row, contrast_rows, count_side, finite, too_few_hits
from analysis.comparison.sides import Sides
from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import KEYS, Cells, cells_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED, Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

SAME_EVENT: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name, such as rate:loaded_terms"),
    "category": (_STRING, "category or term; 'all' where there is one only"),
    "voice": (_STRING, "own, quoted, reported, attributed or all"),
    "part": (_STRING, "headline, standfirst, lead, body or all"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "one reference outlet, or 'all references, equally weighted'"),
    "estimate": (
        _FLOAT,
        "focus rate / reference rate inside shared events (Mantel-Haenszel); null where undefined",
    ),
    "low": (_FLOAT, "lower end of its interval; null where there is none (one-sided bound, or described)"),
    "high": (_FLOAT, "upper end of its interval; null where there is none"),
    "p": (
        _FLOAT,
        "two-sided p, the larger of labels permuted inside events and t; null where no test was run",
    ),
    "q": (_FLOAT, "p corrected inside its family (Benjamini-Hochberg); null where no test was run"),
    "family": (_STRING, "tests that are corrected together; null where no test was run"),
    "family_size": (_INT, "tests in the family"),
    "smallest_p": (_FLOAT, "smallest p that this design can reach"),
    "plain_estimate": (_FLOAT, "focus value / reference value over all articles, as in ``contrast``"),
    "plain_low": (_FLOAT, "lower end of its interval"),
    "plain_high": (_FLOAT, "upper end of its interval"),
    "plain_shared_estimate": (_FLOAT, "the same ratio over the articles on shared events only"),
    "plain_shared_low": (_FLOAT, "lower end of its interval"),
    "plain_shared_high": (_FLOAT, "upper end of its interval"),
    "focus_value": (_FLOAT, "hits per 1,000 words (or number per article) on shared events, weighted alike"),
    "reference_value": (_FLOAT, "the same; focus value / reference value is the estimate"),
    "focus_hits": (_INT, "hits on shared events"),
    "focus_words": (_INT, "words of the voice and part (of a number, articles) on shared events"),
    "focus_articles": (_INT, "articles on shared events"),
    "focus_outlets": (_INT, "outlets with such articles"),
    "reference_hits": (_INT, "the same"),
    "reference_words": (_INT, "the same"),
    "reference_articles": (_INT, "the same"),
    "reference_outlets": (_INT, "the same"),
    "shared_events": (_INT, "events with words of the voice and part on both sides"),
    "shared_with_hits": (_INT, "those of them with a hit on either side: only these decide"),
    "focus_only_events": (_INT, "events that only the focus covers"),
    "reference_only_events": (_INT, "events that only the reference covers"),
    "without_event": (_INT, "articles of both sides that belong to no event"),
    "method": (_STRING, "how interval and p were computed"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described, or what to know about the row; null if nothing"),
}


def same_event(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    family: str | None = None,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Compare rates inside the events that both sides cover, beside the plain comparison of all articles.

    Two outlets that write alike about every event still differ in their plain rates where one covers more
    wars and the other more trade fairs. Inside events that cannot pass for wording.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``, with events
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally inside
        each event
    inference : resamples, level, and the minimums (events that both sides cover, hits on them) below which a
        row is only described
    family : name of the family whose tests are corrected together; the focus names it by default
    seed : of the permutations

    Returns
    -------
    DataFrame
        ``SAME_EVENT``: per measure one row against all references, tested and corrected, and one exploratory
        row (interval, no p) against each reference outlet alone, on the events shared with it. The estimate
        is the Mantel-Haenszel ratio (``stratified_ratio``); the p-value is the larger one of two: outlet
        labels permuted inside events, with the Mantel-Haenszel difference studentised (``score_statistic``),
        and Student's t of the log ratio, to which the interval belongs. Shares and scores are described
        with a reason: ``contrast`` already compares them with the event as its unit.

    Raises
    ------
    InputError
        an outlet that is not in the table, or on both sides; an article twice in one measure

    Note
    ----
    The stratified ratio speaks of the shared events only. An outlet that chooses which events to cover makes
    a choice too; ``focus_only_events`` and ``reference_only_events`` count it, nothing here tests it.

    Example
    -------
    >>> import polars as pl
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> articles = [(f"{o}{i}", o, f"e{i}", "rate:x", "all", "own", "all", (1 + i) * (1 + (o == "Sun")), 900)
    ...             for o in ("Herald", "Sun") for i in range(12)]
    >>> rates = pl.DataFrame(articles, schema=[*names, "numerator", "denominator"], orient="row")
    >>> same_event(rates, "Herald").select("reference", "estimate", "shared_events").rows()[0]
    ('all references, equally weighted', 0.5, 12)
    """
    settings = inference or Inference()
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    rows: list[Row] = []
    for cells in cells_of(used):
        rows += _rows(cells, Pair(ours, theirs, ALL_REFERENCES), settings, seed)
        for outlet in theirs:
            rows += _rows(cells, Pair(ours, (outlet,), outlet), settings, None)
    types = schema(SAME_EVENT)
    table = pl.DataFrame(rows, schema=types, orient="row")
    order = {ALL_REFERENCES: 0} | {name: i + 1 for i, name in enumerate(theirs)}
    table = table.sort(*KEYS, pl.col("reference").replace_strict(order, return_dtype=pl.Int64))
    return with_q(table, family or f"same event, {' + '.join(ours)}").select(list(types))


def _rows(cells: Cells, pair: Pair, settings: Inference, seed: int | None) -> list[Row]:
    """Return one row per measure of ``cells``; without a seed the rows are exploratory (no test)."""
    both = cells.rows(shared_events(cells, pair.focus, pair.reference))
    sides = shared_sides(cells, pair.focus, pair.reference)
    found = stratified_ratio(sides, settings.level) if sides is not None else None
    plain = contrast_rows(cells, pair, settings, None)
    shared = contrast_rows(both, pair, settings, None)
    rows = []
    for column, key in enumerate(cells.columns):
        row: Row = dict(zip(KEYS, key, strict=True))
        row |= {"focus": " + ".join(pair.focus), "reference": pair.name, "status": "described"}
        row |= _coverage(cells, both, pair)
        for side in ("focus", "reference"):
            row |= {f"{side}_{what}": shared[column][f"{side}_{what}"] for what in COUNTED}
        reasons = _reasons(row, key[0], settings)
        if kind_of(key[0]).scale == "ratio":
            for name, other in (("plain", plain[column]), ("plain_shared", shared[column])):
                row |= {f"{name}_{what}": other.get(what) for what in ("estimate", "low", "high")}
            if found is not None:
                row |= _values(found, column, kind_of(key[0]).per)
        row["reason"] = "; ".join(reasons) or None
        rows.append(row)
    if sides is not None and found is not None:
        _infer(rows, sides, found, settings, seed)
    return rows


COUNTED = ("hits", "words", "articles", "outlets")


def _coverage(cells: Cells, both: Cells, pair: Pair) -> Row:
    """Count the events of both sides, of one side only, and articles without an event."""
    ours, theirs = count_side(cells, pair.focus), count_side(cells, pair.reference)
    shared = len(np.unique(both.unit))
    used = cells.only((*pair.focus, *pair.reference))
    return {
        "shared_events": shared,
        "focus_only_events": ours.events - shared,
        "reference_only_events": theirs.events - shared,
        "without_event": int(used.articles[used.events == 0].sum()),
    }


def _values(found: Stratified, column: int, per: float) -> Row:
    return {
        "estimate": finite(found.estimate[column]),
        "focus_value": float(found.focus[column]) * per,
        "reference_value": float(found.reference[column]) * per,
        "shared_with_hits": int(found.events_with_hits[column]),
    }


def _reasons(row: Row, measure: str, settings: Inference) -> list[str]:
    """Say in plain words why a row can only be described."""
    kind = kind_of(measure)
    if kind.scale != "ratio":
        return [f"a {kind.name} is not a rate: `contrast` compares it, with the event as its unit"]
    events = row["shared_events"]
    if not events:
        each = row["focus_only_events"] or row["reference_only_events"]
        return ["no event that both sides cover" if each else "no article has an event"]
    reasons = []
    if isinstance(events, int) and events < settings.min_events:
        number = "1 event" if events == 1 else f"{events} events"
        reasons.append(f"{number} covered by both sides, at least {settings.min_events} needed")
    if not kind.counts:
        return reasons
    hits, words = (row[f"focus_{what}"] + row[f"reference_{what}"] for what in ("hits", "words"))  # type: ignore[operator]
    return reasons + too_few_hits(hits, words, kind, settings)


def _infer(rows: list[Row], sides: Sides, found: Stratified, settings: Inference, seed: int | None) -> None:
    """Fill in interval, p and method where no reason stands against it."""
    wanted = []
    for column, row in enumerate(rows):
        if row["reason"] is not None:
            continue
        low, high = finite(found.low[column]), finite(found.high[column])
        if (low is None and high is None) or low == high:
            row["reason"] = (
                "all hits are on one event"
                if row["shared_with_hits"] == 1
                else ("the ratio is the same on every event, so no interval")
            )
            continue
        bound = low is None or high is None
        interval = "bound from a negative binomial zero limit" if bound else "t interval"
        row |= {"low": low, "high": high, "status": "inferred"}
        row["method"] = f"Mantel-Haenszel log ratio over events, {interval}, jackknife over events"
        row["reason"] = EXPLORATORY if seed is None else None
        wanted.append(column)
    if seed is not None and wanted:
        _test(rows, wanted, sides, found, settings, seed=seed)


def _test(
    rows: list[Row], wanted: list[int], sides: Sides, found: Stratified, settings: Inference, *, seed: int
) -> None:
    """Fill in p where the design can reach the level.

    Exchanging labels asks whether both sides are alike in every respect, and so calls sides that only vary
    unequally too often; the p of the interval does not, and is itself too small with few events. The larger
    one counts.
    """
    chosen = sides.columns(wanted)
    smallest = np.minimum(
        1.0, 2.0 * np.maximum(1.0 / (settings.resamples + 1.0), np.exp(-log_labellings(chosen)))
    )
    p = np.fmax(permutation_p(chosen, settings.resamples, seed, score_statistic), found.p[wanted])
    for column, least, value in zip(wanted, smallest.tolist(), p.tolist(), strict=True):
        row = rows[column]
        row["smallest_p"] = least
        if least > 1.0 - settings.level:
            row["reason"] = f"not tested: the smallest p that this design can reach is {least:.2g}"
        else:
            row["p"] = max(value, least)
            row["method"] = (
                f"{row['method']}; p the larger of t and {settings.resamples} permutations inside events"
            )
