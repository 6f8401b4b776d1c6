"""The same tables cut into parts of some articles each, in an order of their own."""

from __future__ import annotations

import random
from dataclasses import replace

import polars as pl

from analysis.annotation import Annotated
from analysis.annotation.dataset import BY_ARTICLE


def in_parts(annotated: Annotated, size: int, seed: int = 0) -> Annotated:
    """Return the tables in parts of ``size`` articles, which are drawn at random."""
    ids = annotated.articles["article_id"].sort().to_list()
    random.Random(seed).shuffle(ids)
    tables = {name: annotated.scan(name).collect() for name in BY_ARTICLE}
    parts = []
    for first in range(0, len(ids), size):
        here = pl.col("article_id").is_in(pl.Series(ids[first : first + size]).implode())
        parts.append({name: table.filter(here).lazy() for name, table in tables.items()})
    return replace(annotated, parts=tuple(parts))
