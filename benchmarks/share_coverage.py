"""How often does the 95 % interval of a share, or of a difference of shares, hold the truth?

    python benchmarks/share_coverage.py [--draws 4000] [--out FILE.json]

Shares of articles are drawn from beta distributions, so no corpus is needed. ``voice``: words that somebody
else speaks, mean 0.4, standard deviation 0.15 between articles of a few hundred words. ``common type`` and
``rare type``: attributions to one type of source, mean 0.3 (0.2) and 0.06 (0.1), with a negative binomial
number of attributions per article, 4 on average, articles without any left out. Beside ours: the plain t
interval with the usual n / (n - 1), and Wilson's, which takes words or attributions as independent. The
difference is against one and against five reference outlets of as many articles; beside ours Welch's.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from analysis.comparison.sides import Sides, difference_interval, share_difference_interval, sides_of
from analysis.measures.cells import Cells, Floats
from analysis.measures.ratios import (
    CAUTIOUS,
    design_effect,
    effective_trials,
    outlet_degrees_of_freedom,
    residuals,
    share_limits,
    t_quantile,
)

SHAPES = {"voice": (0.4, 0.15), "common type": (0.3, 0.2), "rare type": (0.06, 0.1)}
LEVEL, Z = 0.95, 1.96


def lengths(random: np.random.Generator, shape: str, n: int) -> Floats:
    """Words or attributions of n articles, at least one each."""
    if shape == "voice":
        return np.ceil(random.lognormal(6.2, 0.6, n))
    drawn = random.poisson(4 * random.gamma(2, 0.5, 20 * n))
    return drawn[drawn > 0][:n].astype(float)


def simulate(random: np.random.Generator, shape: str, n: int, k: int, gap: float) -> tuple[Sides, float]:
    """Draw a focus and k references of n articles each; the focus's mean is ``gap`` higher."""
    mean, spread = SHAPES[shape]
    total = n * (1 + k)
    base = lengths(random, shape, total)
    outlet = np.repeat(np.arange(1 + k), n)
    centre = np.where(outlet == 0, mean + gap, mean)
    size = centre * (1 - centre) / spread**2 - 1
    p = random.beta(centre * size, (1 - centre) * size)
    # Words come in stretches: a share of words has no further spread, one of attributions is binomial.
    numerator = np.round(p * base) if shape == "voice" else random.binomial(base.astype(int), p).astype(float)
    ones = np.ones(total, dtype=np.int64)
    names = tuple("abcdefgh"[: 1 + k])
    key = ("share:voice" if shape == "voice" else "share:source_type", "x", "all", "all")
    cells = Cells((key,), names, outlet, np.arange(total), numerator[:, None], base, ones, 0 * ones)
    sides = sides_of(cells, ["a"], names[1:])
    assert sides is not None
    return sides, mean + gap


def one_share(sides: Sides) -> list[tuple[float, float]]:
    """Return our interval of the focus's share, the plain t interval, and Wilson's."""
    own = sides.cells.only(["a"])
    sums = type(sides.sums)(sides.sums.numerator[:1], sides.sums.words[:1], sides.sums.rate[:1])
    p, n = float(sums.rate[0, 0]), len(own.words)
    quantile = t_quantile(LEVEL, outlet_degrees_of_freedom(own, sums))
    half = quantile * np.sqrt((residuals(own, sums, CAUTIOUS) ** 2).sum())
    units = 1.0 / ((own.words / own.words.sum()) ** 2).sum()
    trials = effective_trials(own.words.sum(), units, design_effect(own, sums))
    low, high = share_limits(sums.rate[0], half, trials, LEVEL)
    raw = (own.numerator[:, 0] - p * own.words) / own.words.sum()
    plain = float(t_quantile(LEVEL, np.array([n - 1.0]))[0] * np.sqrt((raw**2).sum() * n / (n - 1)))
    base = own.words.sum()
    middle = (p + Z**2 / (2 * base)) / (1 + Z**2 / base)
    wide = Z * np.sqrt(p * (1 - p) / base + Z**2 / (4 * base**2)) / (1 + Z**2 / base)
    return [(float(low[0]), float(high[0])), (p - plain, p + plain), (middle - wide, middle + wide)]


def coverage(shape: str, n: int, k: int, gap: float, draws: int) -> dict[str, object]:
    """Return coverage in percent of the intervals of one share and of the difference."""
    random = np.random.default_rng(20240115)
    share, gaps, outside, widths = np.zeros(3), np.zeros(2), 0, []
    for _ in range(draws):
        sides, truth = simulate(random, shape, n, k, gap)
        intervals = one_share(sides)
        share += [low <= truth <= high for low, high in intervals]
        outside += intervals[1][0] < 0
        for i, method in enumerate((share_difference_interval, difference_interval)):
            _, low, high = method(sides, LEVEL)
            gaps[i] += low[0] <= gap <= high[0]
            if i == 0:
                widths.append(float(high[0] - low[0]) / 2)
    percent = (100 * np.concatenate([share, gaps]) / draws).round(1).tolist()
    names = ("share_ours", "share_plain_t", "share_wilson", "difference_ours", "difference_welch")
    row: dict[str, object] = {"shape": shape, "articles": n, "references": k, "gap": gap}
    row |= dict(zip(names, percent, strict=True))
    return row | {
        "plain_t_below_0": round(100 * outside / draws, 1),
        "half_width_points": round(100 * float(np.median(widths)), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=4000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    rows = []
    for shape in SHAPES:
        for k, gap in ((1, 0.0), (5, 0.0), (5, 0.1)):
            for n in (8, 20, 45):
                row = coverage(shape, n, k, gap, asked.draws)
                rows.append(row)
                print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
    for name in ("share_ours", "difference_ours"):
        held = np.array([row[name] for row in rows], dtype=float)
        print(f"{name}: median {np.median(held):.1f} %, from {held.min():.1f} to {held.max():.1f} %")
    if asked.out:
        asked.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
