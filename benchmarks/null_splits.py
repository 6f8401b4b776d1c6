"""How often does a contrast find something where there is nothing to find?

    python benchmarks/null_splits.py [--splits 200] [--out FILE.json]

One outlet of PolNeAR is split at random into outlets of the same articles, which are then contrasted by the
public ``contrast`` and ``findings`` for twelve word groups. Beside it stands the usual keyness test
(log-likelihood G², Dunning 1993, with the same correction), which takes words as independent. Simulated
counts are negative binomial with the lengths of real articles. With events, all articles of an event share a
random level, and references may differ among themselves (the null hypothesis: the focus is like their mean).
Target: at most 5 % of the null data sets with any finding, single tests at p <= 0.05 in about 5 % or less.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))
from null_data import CORPORA, Counts, read_counts

from analysis.comparison import ALL_REFERENCES, benjamini_hochberg, contrast, findings
from analysis.study import Inference

Draw = Callable[[np.random.Generator], pl.DataFrame]
SETTINGS = Inference(resamples=999)


def per_article(
    hits: NDArray[np.float64], words: NDArray[np.float64], outlet: list[str], event: list[str | None]
) -> pl.DataFrame:
    """Lay counts out as a ``PER_ARTICLE`` table; the first outlet in the alphabet is the focus."""
    articles = pl.DataFrame(
        {
            "article_id": [f"{i:05}" for i in range(len(words))],
            "outlet": outlet,
            "event": pl.Series(event, dtype=pl.String),
            "denominator": words,
        }
    )
    columns = [
        articles.with_columns(
            measure=pl.lit("rate:groups"),
            category=pl.lit(f"{group:02}"),
            voice=pl.lit("all"),
            part=pl.lit("all"),
            numerator=pl.Series(hits[:, group]),
        )
        for group in range(hits.shape[1])
    ]
    return pl.concat(columns)


def random_outlets(counts: Counts, outlet: str, size: int | None, references: int = 1) -> Draw:
    """Deal the articles of one outlet to a focus and some references at random."""
    pool = np.flatnonzero(counts.outlets == outlet)
    each = size or len(pool) // (references + 1)

    def draw(random: np.random.Generator) -> pl.DataFrame:
        chosen = random.permutation(pool)[: each * (references + 1)]
        names = [f"outlet {i // each}" for i in range(len(chosen))]
        return per_article(counts.hits[chosen], counts.words[chosen], names, [None] * len(chosen))

    return draw


def negative_binomial(
    counts: Counts, units: int, references: int, *, size: float, events: bool, differ: float
) -> Draw:
    """Draw overdispersed counts; references differ by a log-normal factor whose mean the focus has."""
    rates = np.tile([0.5, 1.0, 2.0, 4.0], 3) / 1000

    def draw(random: np.random.Generator) -> pl.DataFrame:
        n = units * (references + 1)
        outlet, unit = np.tile(np.arange(references + 1), units), np.repeat(np.arange(units), references + 1)
        words = np.ceil(random.choice(counts.words, n) / 2)
        level = np.exp(random.normal(-0.32, 0.8, (units, len(rates)))) if events else np.ones((units, 1))
        factor = np.exp(random.normal(0, differ, (references + 1, len(rates))))
        factor[0] = factor[1:].mean(axis=0)
        mean = words[:, None] * rates * level[unit] * factor[outlet]
        hits = random.poisson(mean * random.gamma(size, 1 / size, mean.shape)).astype(float)
        names = [f"outlet {o}" for o in outlet]
        return per_article(hits, words, names, [f"e{u}" if events else None for u in unit])

    return draw


def g2_finds(table: pl.DataFrame) -> bool:
    """Whether log-likelihood keyness with Benjamini-Hochberg finds any group."""
    from scipy.stats import chi2

    sums = table.with_columns(focus=pl.col("outlet") == pl.col("outlet").min()).group_by("category", "focus")
    sides = sums.agg(pl.col("numerator").sum(), pl.col("denominator").sum()).sort("category", "focus")
    hits = sides["numerator"].to_numpy().reshape(-1, 2)
    words = sides["denominator"].to_numpy().reshape(-1, 2)
    expected = words * (hits.sum(axis=1) / words.sum(axis=1))[:, None]
    log = np.log(np.where(hits > 0, hits, 1) / np.where(hits > 0, expected, 1))
    g2 = 2 * (hits * log).sum(axis=1)
    return bool((benjamini_hochberg(chi2.sf(g2, 1)) <= 0.05).any())


def measure(name: str, draw: Draw, splits: int) -> dict[str, object]:
    """Return false-alarm rates over many null data sets."""
    random = np.random.default_rng(20240115)
    any_finding = keyness = tests = alarms = intervals = 0
    for split in range(splits):
        table = draw(random)
        rows = contrast(table, table["outlet"].min(), inference=SETTINGS, seed=split)
        rows = rows.filter(pl.col("reference") == ALL_REFERENCES, pl.col("p").is_not_null())
        any_finding += findings(rows).height > 0
        keyness += g2_finds(table)
        tests += rows.height
        alarms += int((rows["p"] <= 0.05).sum())
        intervals += rows.filter(
            (pl.col("low") > 1).fill_null(False) | (pl.col("high") < 1).fill_null(False)
        ).height
    row: dict[str, object] = {
        "data": name,
        "splits": splits,
        "tests_a_split": round(tests / splits, 1),
        "p_at_most_0.05_percent": round(100 * alarms / max(tests, 1), 1),
        "interval_without_1_percent": round(100 * intervals / max(tests, 1), 1),
        "splits_with_a_finding_percent": round(100 * any_finding / splits, 1),
        "splits_with_a_G2_finding_percent": round(100 * keyness / splits, 1),
    }
    print(
        f"{name:58} tests {tests:5}  p<=0.05 {row['p_at_most_0.05_percent']:4} %  interval "
        f"{row['interval_without_1_percent']:4} %  any finding {row['splits_with_a_finding_percent']:5} %  "
        f"any G2 {row['splits_with_a_G2_finding_percent']:5} %",
        flush=True,
    )
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--splits", type=int, default=200)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    if not CORPORA.is_dir():
        sys.exit(f"{CORPORA} is not there: this benchmark needs real articles")
    counts = read_counts()
    rows = []
    for outlet in ("nyt", "breitbart"):
        for size in (None, 30, 15, 8):
            name = f"{outlet}, random halves" if size is None else f"{outlet}, {size} articles a side"
            rows.append(measure(name, random_outlets(counts, outlet, size), asked.splits))
    rows.append(measure("nyt, 8 against 5 x 8", random_outlets(counts, "nyt", 8, 5), asked.splits))
    for units, references, events, differ in (
        (8, 1, False, 0.0),
        (15, 5, False, 0.5),
        (10, 5, True, 0.0),
        (10, 5, True, 0.5),
        (45, 2, True, 0.5),
    ):
        draw = negative_binomial(counts, units, references, size=1.0, events=events, differ=differ)
        kind = "events" if events else "articles"
        name = f"negative binomial, {units} {kind}, {references} references, spread {differ}"
        rows.append(measure(name, draw, asked.splits))
    if asked.out:
        asked.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
