"""Per-article tables with invented numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from analysis.measures.tables import PER_ARTICLE, schema

Entry = tuple[str, str | None, float, float]  # outlet, event, numerator, denominator


def per_article(entries: Iterable[Entry], measure: str = "rate:x", category: str = "all") -> pl.DataFrame:
    rows = [
        (f"a{i:04}", outlet, event, measure, category, "own", "all", float(h), float(w))
        for i, (outlet, event, h, w) in enumerate(entries)
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


def invented(
    outlets: int, articles: int, seed: int, *, ratio: float = 1.0, events: bool = False
) -> pl.DataFrame:
    """Overdispersed counts; outlet o0 uses the terms ``ratio`` times as often as the others."""
    random = np.random.default_rng(seed)
    entries: list[Entry] = []
    for outlet in range(outlets):
        for article in range(articles):
            words = int(random.lognormal(6, 0.5)) + 30
            mean = words * 0.005 * (ratio if outlet == 0 else 1.0) * random.gamma(2, 0.5)
            event = f"e{article}" if events else None
            entries.append((f"o{outlet}", event, random.poisson(mean), words))
    return per_article(entries)
