"""One-sided terms of all events as tables: event by event, and summed over events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from analysis.comparison.events.one_sided_event import FOCUS, Compared, EventText
from analysis.comparison.events.one_sided_tables import (
    NOT_IN_FOCUS,
    ONE_SIDED,
    ONE_SIDED_EVENTS,
    ONLY_IN_FOCUS,
)
from analysis.comparison.events.poisson_binomial import poisson_binomial_tail
from analysis.measures.tables import schema
from analysis.measures.terms.sentences import SentenceTerms

JOINT = "\x1f"


@dataclass(frozen=True)
class Found:
    """What was compared on one event in one direction; ``outlets`` are its reference outlets by unit."""

    direction: str
    event: str
    outlets: tuple[str, ...]
    text: EventText
    compared: Compared


def by_event(found: Sequence[Found], counted: SentenceTerms) -> pl.DataFrame:
    """Return ``ONE_SIDED_EVENTS``: the terms that are one-sided, by direction, event, chance and term.

    Outlets in ``carried_by`` are still joined by ``JOINT``.
    """
    columns: dict[str, list[object]] = {name: [] for name in ONE_SIDED_EVENTS}
    for item in found:
        compared, text = item.compared, item.text
        sizes = np.bincount(text.unit, text.words)
        names = ("the focus", *item.outlets)
        chosen = np.flatnonzero(compared.one_sided)
        occurrences = compared.occurrences[:, chosen]
        carried = [np.flatnonzero(column).tolist() for column in occurrences.T]
        same = {
            "direction": item.direction,
            "event": item.event,
            "reference_outlets": len(item.outlets),
            "focus_words": round(float(sizes[FOCUS])),
            "reference_words": round(float(sizes[FOCUS + 1 :].sum())),
        }
        for name, value in same.items():
            columns[name] += [value] * len(chosen)
        columns["term"] += [counted.terms[number] for number in compared.terms[chosen].tolist()]
        columns["carried_by"] += [JOINT.join(names[unit] for unit in units) for units in carried]
        columns["carriers"] += [len(units) for units in carried]
        columns["occurrences"] += occurrences.sum(axis=0).astype(np.int64).tolist()
        columns["chance"] += compared.chance[chosen].tolist()
    types = schema(ONE_SIDED_EVENTS)
    return pl.DataFrame(columns, schema=types).sort("direction", "event", "chance", "term")


def over_events(
    found: Sequence[Found], counted: SentenceTerms, one_sided: pl.DataFrame, level: float
) -> pl.DataFrame:
    """Return ``ONE_SIDED`` without q, also of terms that are one-sided on no event.

    ``one_sided`` is the table of ``by_event``. A term whose smallest possible p is above ``level`` (0.05) is
    not tested, since it could not be found (Tarone 1990).
    """
    carriers = (
        one_sided.with_columns(pl.col("carried_by").str.split(JOINT))
        .explode("carried_by")
        .group_by("direction", "term", "carried_by")
        .len()
        .sort("direction", "term", "len", "carried_by", descending=[False, False, True, False])
        .group_by("direction", "term", maintain_order=True)
        .agg(carried_by=pl.format("{} {}", "carried_by", "len").str.join("; "))
    )
    places = one_sided.group_by("direction", "term").agg(
        pl.col("occurrences").sum(), on_events=pl.col("event").sort().str.join("; ")
    )
    tests = pl.concat([_tests(found, counted, d, level) for d in (NOT_IN_FOCUS, ONLY_IN_FOCUS)])
    forms = pl.DataFrame({"term": counted.terms, "forms": counted.forms}, schema_overrides=TEXTS)
    events = pl.col("comparable_events")
    number = pl.when(events == 1).then(pl.lit("1 event")).otherwise(pl.format("{} events", events))
    least = pl.col("smallest_p").round_sig_figs(2)
    untested = pl.format("the smallest p that {} can give is {}", number, least)
    status = pl.when(pl.col("p").is_null())
    types = schema(ONE_SIDED)
    table = (
        tests.join(carriers, on=["direction", "term"], how="left")
        .join(places, on=["direction", "term"], how="left")
        .join(forms, on="term", how="left")
        .with_columns(
            status=status.then(pl.lit("described")).otherwise(pl.lit("inferred")),
            reason=status.then(untested),
            q=pl.lit(None, pl.Float64),
            family=pl.lit(None, pl.String),
            family_size=pl.lit(None, pl.Int64),
            beyond=pl.col("events") - pl.col("expected"),
        )
        .sort("direction", "p", "beyond", "term", descending=[False, False, True, False], nulls_last=True)
    )
    return table.select(pl.col(name).cast(dtype) for name, dtype in types.items())


TEXTS = {"term": pl.String, "forms": pl.String}


def _tests(found: Sequence[Found], counted: SentenceTerms, direction: str, level: float) -> pl.DataFrame:
    """Sum one direction over events: observed, comparable, expected, smallest p and p of each term."""
    compared = [item.compared for item in found if item.direction == direction]
    terms = np.concatenate([np.zeros(0, dtype=np.int64), *(item.terms for item in compared)])
    here = np.concatenate([np.zeros(0, dtype=bool), *(item.one_sided for item in compared)])
    chance = np.concatenate([np.zeros(0), *(item.chance for item in compared)])
    order = np.argsort(terms, kind="stable")
    chance = chance[order]
    numbers, starts, comparable = np.unique(terms[order], return_index=True, return_counts=True)
    observed = np.bincount(terms[here], minlength=len(counted.terms))[numbers]
    smallest = np.exp(np.add.reduceat(np.log(chance), starts)) if len(numbers) else chance
    expected = np.add.reduceat(chance, starts) if len(numbers) else chance
    p: list[float | None] = [None] * len(numbers)
    for place in np.flatnonzero(smallest <= level).tolist():
        chances = chance[starts[place] : starts[place] + comparable[place]]
        p[place] = poisson_binomial_tail(chances, int(observed[place]))
    return pl.DataFrame(
        {
            "direction": [direction] * len(numbers),
            "term": [counted.terms[number] for number in numbers],
            "events": observed,
            "comparable_events": comparable,
            "expected": expected,
            "smallest_p": smallest,
            "p": p,
        },
        schema_overrides={"direction": pl.String, "term": pl.String, "p": pl.Float64},
    )
