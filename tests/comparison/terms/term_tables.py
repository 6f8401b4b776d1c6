"""Counts of invented terms per article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import polars as pl
from scipy import sparse

from analysis.measures import TermCounts


def term_counts(
    counts: np.ndarray,  # type: ignore[type-arg]
    words: Sequence[float],
    outlets: Sequence[str],
    events: Sequence[str | None] | None = None,
    kind: str = "words",
) -> TermCounts:
    articles = pl.DataFrame(
        {
            "article_id": [f"a{i:04}" for i in range(len(words))],
            "outlet": list(outlets),
            "event": pl.Series(events or [None] * len(words), dtype=pl.String),
            "published": [datetime(2024, 1, 1, tzinfo=UTC)] * len(words),
            "words": pl.Series(words).cast(pl.Int64),
        }
    )
    terms = tuple(f"t{j:03}" for j in range(counts.shape[1]))
    return TermCounts(kind, "own", "all", terms, articles, sparse.csr_array(counts.astype(float)))


def overdispersed(
    articles: Sequence[int],
    *,
    terms: int = 60,
    seed: int = 1,
    size: float = 0.7,
    rate: float = 0.004,
    factors: Sequence[float] = (),
    kind: str = "words",
) -> TermCounts:
    """Outlets o0, o1, … with so many articles; o0 uses the first terms ``factors`` times as often."""
    random = np.random.default_rng(seed)
    outlet = np.repeat(np.arange(len(articles)), articles)
    words = np.ceil(random.lognormal(6, 0.4, len(outlet))) + 30
    mean = np.outer(words, np.full(terms, rate))
    for term, factor in enumerate(factors):
        mean[outlet == 0, term] *= factor
    counts = random.poisson(mean * random.gamma(size, 1 / size, mean.shape))
    return term_counts(counts, words.tolist(), [f"o{i}" for i in outlet], kind=kind)
