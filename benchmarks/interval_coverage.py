"""How often does the 95 % interval of a rate ratio hold the true ratio?

    python benchmarks/interval_coverage.py [--draws 2000] [--out FILE.json]

Counts are negative binomial with the lengths of real articles (PolNeAR) and rates of 1, 4 and 10 hits per
1,000 words. ``size`` says how bursty they are: the word groups of ``null_data`` have sizes from 0.2 (words of
one topic) to 3.5 (words of style) on PolNeAR, printed first. ``fitted`` mixes these twelve in equal parts,
as real words are mixed; 0.3 and 3 are the ends. Beside ours: the percentile bootstrap over articles, and the
log ratio with Poisson variance, which takes words as independent; and the interval of one outlet's rate
(``by_outlet``). Only data sets with at least 10 hits count, as in ``contrast``; a missing end of an interval
is 0 or infinity.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import polars as pl
from null_data import CORPORA, Counts, negative_binomial_size, read_counts

from analysis.comparison.sides import Sides, ratio_interval, sides_of
from analysis.measures.by_outlet import _intervals
from analysis.measures.cells import Cells, Floats

TOGETHER = 48


def simulate(
    random: np.random.Generator, counts: Counts, *, n: int, rate: float, size: Floats, k: int, ratio: float
) -> Sides:
    """Draw TOGETHER data sets with the same lengths: a focus and k references of n articles each."""
    total = n * (1 + k)
    words = random.choice(counts.words, total)
    outlet = np.repeat(np.arange(1 + k), n)
    mean = words * rate / 1000 * np.where(outlet == 0, ratio, 1.0)
    hits = random.poisson(mean[:, None] * random.gamma(size, 1 / size, (total, TOGETHER))).astype(float)
    names = tuple("abcdefgh"[: 1 + k])
    keys = tuple(("rate:x", str(i), "own", "all") for i in range(TOGETHER))
    ones = np.ones(total, dtype=np.int64)
    cells = Cells(keys, names, outlet, np.arange(total), hits, words, ones, 0 * ones)
    sides = sides_of(cells, ["a"], names[1:])
    assert sides is not None
    return sides


def percentile_bootstrap(
    random: np.random.Generator, sides: Sides, resamples: int = 400
) -> tuple[Floats, Floats]:
    """Resample articles inside outlets; the 2.5 and 97.5 percentiles of the ratio."""
    cells = sides.cells
    values = []
    for _ in range(resamples):
        rates = []
        for start, n in zip(cells.starts, cells.sizes, strict=True):
            rows = start + random.integers(0, n, n)
            rates.append(cells.numerator[rows].sum(axis=0) / cells.words[rows].sum())
        above, below = np.array(rates[0]), np.mean(rates[1:], axis=0)
        values.append(np.divide(above, below, out=np.full_like(above, np.inf), where=below > 0))
    low, high = np.sort(values, axis=0)[[int(0.025 * resamples), int(0.975 * resamples) - 1]]
    return low, high


def poisson_interval(sides: Sides) -> tuple[Floats, Floats]:
    """Log ratio with the Poisson variance of the counts; NaN without hits."""
    focus, reference = sides.focus[:, None], sides.reference[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = sides.focus_value / sides.reference_value
        hits, words = sides.sums.numerator, sides.sums.words[:, None]
        part = (focus / sides.focus_value) ** 2 + (reference / sides.reference_value) ** 2
        half = 1.96 * np.sqrt((part * hits / words**2).sum(axis=0))
        return estimate / np.exp(half), estimate * np.exp(half)


def rates_held(sides: Sides, rate: float) -> int:
    """Return in how many data sets the interval of the last outlet's rate holds the true rate."""
    table = _intervals(sides.cells, 0.95, 2, 2).filter(pl.col("outlet") == sides.cells.outlets[-1])
    return int(((table["low"] <= rate) & (rate <= table["high"])).sum())


def coverage(counts: Counts, draws: int, sizes: dict[str, Floats], **shape: float | str) -> dict[str, object]:
    """Return coverage in percent of ours and of the two others, and our median half width as a factor."""
    random = np.random.default_rng(20240115)
    held = np.zeros(3)
    total, widths, zero, of_rate = 0, [], 0, 0
    n, k, rate, ratio = (float(shape[name]) for name in ("n", "k", "rate", "ratio"))
    size = np.resize(sizes[str(shape["size"])], TOGETHER)
    times = max(1, draws // TOGETHER)
    for _ in range(times):
        sides = simulate(random, counts, n=int(n), rate=rate, size=size, k=int(k), ratio=ratio)
        of_rate += rates_held(sides, rate)
        enough = sides.cells.numerator.sum(axis=0) >= 10
        _, low, high = ratio_interval(sides, 0.95)
        ours = np.where(np.isnan(low), 0.0, low), np.where(np.isnan(high), np.inf, high)
        methods = [ours, percentile_bootstrap(random, sides), poisson_interval(sides)]
        for i, (start, end) in enumerate(methods):
            held[i] += ((start <= ratio) & (ratio <= end) & enough).sum()
        total += int(enough.sum())
        two_sided = enough & np.isfinite(low) & np.isfinite(high)
        zero += int((enough & ~two_sided).sum())
        widths += (np.log(high[two_sided] / low[two_sided]) / 2).tolist()
    percent = (100 * held / max(total, 1)).round(1).tolist()
    return shape | {
        "data_sets": total,
        "ours": percent[0],
        "of_one_rate": round(100 * of_rate / (times * TOGETHER), 1),
        "percentile_bootstrap": percent[1],
        "poisson": percent[2],
        "times_or_divided_by": round(float(np.exp(np.median(widths))), 2) if widths else None,
        "zero_cells_percent": round(100 * zero / max(total, 1), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    if not CORPORA.is_dir():
        sys.exit(f"{CORPORA} is not there: this benchmark needs real articles")
    counts = read_counts()
    fitted = negative_binomial_size(counts)
    for group, size in zip(counts.groups, fitted, strict=True):
        print(f"{group:10} negative binomial size {size:.2f}")
    sizes = {"fitted": fitted, "0.3": np.array([0.3]), "3": np.array([3.0])}
    rows = []
    for k, ratio in ((1, 1.0), (1, 4.0), (5, 1.0)):
        for size in sizes:
            for rate in (1.0, 4.0, 10.0):
                for n in (8, 15, 30, 100):
                    row = coverage(counts, asked.draws, sizes, k=k, ratio=ratio, size=size, rate=rate, n=n)
                    rows.append(row)
                    print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    for name in sizes:
        ours = np.array([row["ours"] for row in rows if row["size"] == name], dtype=float)
        print(f"{name}: median {np.median(ours):.1f} %, from {ours.min():.1f} to {ours.max():.1f} %")
    if asked.out:
        asked.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
