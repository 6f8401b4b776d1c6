"""How long do 1,000 article resamples of a whole vocabulary take, and how much memory?

    python benchmarks/resampling.py [--articles 5000] [--terms 50000] [--resamples 1000] [--out FILE.json]

A corpus is made up: Zipf's law over the vocabulary, article lengths log-normal with a median of 400 words,
six outlets. ``rank_stability`` gives every term its median ratio, percentiles and time among the top 50.
Beside it stands what one would write first: for every resample ``sklearn.utils.resample`` of the rows (kept
sparse, as dense rows would not fit), sums per outlet, ratios, ranks; a few resamples are timed and
multiplied. Target: at most 60 s and 4 GB on two cores.
"""

from __future__ import annotations

import argparse
import json
import resource
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from scipy import sparse
from sklearn.utils import resample
from timing import processor_seconds

from analysis.comparison.terms.rank_stability import rank_stability
from analysis.measures.terms.counts import TermCounts

OUTLETS, TOP = 6, 50
PEER_RESAMPLES = 10


def zipf_corpus(articles: int, terms: int, seed: int = 1) -> TermCounts:
    """Draw counts whose term frequencies follow Zipf's law; the first outlet is the focus."""
    random = np.random.default_rng(seed)
    chance = 1.0 / np.arange(1, terms + 1)
    lengths = np.ceil(random.lognormal(6.0, 0.6, articles)).astype(np.int64)
    rows = np.repeat(np.arange(articles), lengths)
    columns = np.searchsorted(np.cumsum(chance) / chance.sum(), random.random(len(rows)))
    counts = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(articles, terms)).tocsr()
    table = pl.DataFrame(
        {
            "article_id": [f"{i:06}" for i in range(articles)],
            "outlet": [f"outlet {i % OUTLETS}" for i in range(articles)],
            "event": pl.Series([None] * articles, dtype=pl.String),
            "words": lengths,
        }
    )
    return TermCounts("words", "own", "all", tuple(f"w{i:06}" for i in range(terms)), table, counts)


def peer(counts: TermCounts, resamples: int) -> None:
    """Draw articles again in a plain loop."""
    outlet = counts.articles["outlet"].to_numpy()
    words = counts.words
    ratios = np.zeros((resamples, len(counts.terms)), dtype=np.float32)
    for number in range(resamples):
        rates = []
        for name in np.unique(outlet):
            rows = resample(np.flatnonzero(outlet == name), random_state=number)
            total = words[rows].sum()
            rates.append((counts.counts[rows].sum(axis=0) + 0.5) / total)
        ratios[number] = np.log2(rates[0]) - np.log2(np.mean(rates[1:], axis=0))
        np.argsort(ratios[number])
    np.percentile(ratios, (2.5, 50, 97.5), axis=0)


def peak_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--terms", type=int, default=50_000)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    counts = zipf_corpus(asked.articles, asked.terms)
    before = peak_gigabytes()
    work = partial(rank_stability, counts, "outlet 0", top=TOP, resamples=asked.resamples)
    seconds, table = processor_seconds(work)
    row = {
        "articles": asked.articles,
        "terms": table.height,
        "counts_that_are_not_0": int(counts.counts.nnz),
        "resamples": asked.resamples,
        "seconds": round(seconds, 1),
        "peak_gigabytes": round(peak_gigabytes(), 2),
        "of_which_before": round(before, 2),
    }
    taken, _ = processor_seconds(partial(peer, counts, PEER_RESAMPLES))
    row["peer_seconds"] = round(taken / PEER_RESAMPLES * asked.resamples, 1)
    row["peer_over_ours"] = round(row["peer_seconds"] / seconds, 1)
    for name, value in row.items():
        print(f"{name:24} {value:>10}")
    if asked.out:
        asked.out.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
