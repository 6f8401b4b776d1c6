"""Inside events: how often is a difference called where there is none, and found where there is one?

    python benchmarks/same_event.py [--data-sets 17] [--out FILE.json]

Simulated events with unequal levels (log-normal), an article of every outlet on each, negative binomial
counts. 60 measures a data set. Equal rates: share of tests with p <= .05, share of them called (interval
without 1, too), and how often the interval holds 1. Twofold rate in the focus: share called, beside the
plain contrast of the same articles, which has the event as its unit, too.
"""

from __future__ import annotations

import argparse
import json
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl

from analysis.comparison import contrast, same_event
from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.study import Inference

MEASURES = 60
SETTINGS = Inference(resamples=499)
DESIGNS = {
    "alike": ((1.0, 1.0), (1.0, 1.0)),
    "dispersions 4 : 1": ((0.4, 1.6), (1.0, 1.0)),
    "dispersions 1 : 4": ((1.6, 0.4), (1.0, 1.0)),
    "lengths 1 : 3": ((1.0, 1.0), (0.5, 1.5)),
    "lengths 3 : 1": ((1.0, 1.0), (1.5, 0.5)),
}
"""Sizes of the negative binomial and factors of length, of focus and reference."""


def simulate(
    random: np.random.Generator, *, events: int, references: int, ratio: float, design: str
) -> pl.DataFrame:
    """Return ``PER_ARTICLE`` with an article of the focus and of each reference on every event."""
    sizes, lengths = DESIGNS[design]
    outlet = np.repeat(np.arange(1 + references), events)
    event = np.tile(np.arange(events), 1 + references)
    ours = outlet == 0
    words = (random.lognormal(6.3, 0.5, len(outlet)) * np.where(ours, *lengths)).round() + 50
    level = random.lognormal(0.0, 0.8, (events, MEASURES))
    mean = words[:, None] * 0.004 * level[event] * np.where(ours, ratio, 1.0)[:, None]
    size = np.broadcast_to(np.where(ours, *sizes)[:, None], mean.shape)
    hits = random.poisson(mean * random.gamma(size, 1.0 / size))
    rows = len(outlet) * MEASURES
    made = {
        "article_id": np.repeat(np.arange(len(outlet)), MEASURES).astype(str),
        "outlet": np.repeat(np.array([f"o{o}" for o in outlet]), MEASURES),
        "event": np.repeat(np.array([f"e{e:02}" for e in event]), MEASURES),
        "measure": ["rate:x"] * rows,
        "category": np.tile(np.array([f"c{m:02}" for m in range(MEASURES)]), len(outlet)),
        "voice": ["own"] * rows,
        "part": ["all"] * rows,
        "numerator": hits.ravel().astype(float),
        "denominator": np.repeat(words, MEASURES),
    }
    return pl.DataFrame(made, schema=schema(PER_ARTICLE))


def _calls(table: pl.DataFrame) -> pl.DataFrame:
    """Return the tested rows with whether p is small, whether called, and whether the interval holds 1."""
    tested = table.filter((pl.col("reference") == ALL_REFERENCES) & pl.col("p").is_not_null())
    outside = (pl.col("low") > 1).fill_null(False) | (pl.col("high") < 1).fill_null(False)
    small = pl.col("p") <= 0.05
    return tested.select(small=small, called=small & outside, held=~outside)


def bench(data_sets: int, *, events: int, references: int, ratio: float, design: str) -> dict[str, object]:
    """Return shares in percent over all measures of some data sets."""
    random = np.random.default_rng(20240115)
    inside, plain = [], []
    for seed in range(data_sets):
        table = simulate(random, events=events, references=references, ratio=ratio, design=design)
        inside.append(_calls(same_event(table, "o0", inference=SETTINGS, seed=seed)))
        if ratio != 1.0:
            plain.append(_calls(contrast(table, "o0", inference=SETTINGS, seed=seed)))
    made = pl.concat(inside)
    row: dict[str, object] = {"events": events, "references": references, "ratio": ratio, "design": design}
    row |= {"tests": made.height, "called": _percent(made["called"])}
    if ratio == 1.0:
        return row | {"p_small": _percent(made["small"]), "interval_holds_1": _percent(made["held"])}
    return row | {"called_plain": _percent(pl.concat(plain)["called"])}


def _percent(values: pl.Series) -> float:
    return round(100.0 * float(values.mean()), 1)  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-sets", type=int, default=17)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    settings = [(1.0, design) for design in DESIGNS] + [(2.0, "alike")]
    rows = []
    for references, events, (ratio, design) in product((1, 4), (10, 20, 45), settings):
        rows.append(bench(asked.data_sets, events=events, references=references, ratio=ratio, design=design))
        print("  ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    if asked.out:
        asked.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
