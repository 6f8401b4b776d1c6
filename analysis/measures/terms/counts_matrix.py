"""Counts of terms by article, part by part, put into one sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.annotation.pieces import spread
from analysis.measures.cells import Ints

if TYPE_CHECKING:
    from scipy import sparse


def counts_matrix(
    articles: pl.DataFrame, counted: Iterable[pl.DataFrame]
) -> tuple[tuple[str, ...], sparse.csr_array]:
    """Return the terms in alphabetical order, and how often each stands in each article.

    Parameters
    ----------
    articles : one row of the matrix each
    counted : article_id, term and n, part by part; kept as numbers, so that memory is that of the matrix
    """
    row_of = articles.select("article_id").with_row_index("row")
    number = pl.DataFrame(schema={"term": pl.String, "column": pl.UInt32})
    parts: list[_Rows] = []
    for table in counted:
        new = table.select(pl.col("term").unique().sort()).join(number, on="term", how="anti")
        number = pl.concat(
            [number, new.with_row_index("column", offset=number.height).select("term", "column")]
        )
        placed = table.join(row_of, on="article_id").join(number, on="term")
        parts.append(_Rows.of(placed))
    ordered = number.sort("term")
    place = np.empty(number.height, dtype=np.int32)
    place[ordered["column"].to_numpy()] = np.arange(number.height, dtype=np.int32)
    return tuple(ordered["term"].to_list()), _matrix(parts, articles.height, place)


@dataclass(frozen=True)
class _Rows:
    """Counts of some articles: their ``rows``, how many each has, and the columns and numbers of them all."""

    rows: Ints
    lengths: Ints
    column: NDArray[np.int32]
    n: NDArray[Any]

    @staticmethod
    def of(placed: pl.DataFrame) -> _Rows:
        ordered = placed.sort("row", maintain_order=True)
        rows, lengths = np.unique(ordered["row"].to_numpy(), return_counts=True)
        n = ordered["n"].cast(pl.Int32) if ordered["n"].dtype.is_integer() else ordered["n"]
        column = ordered["column"].cast(pl.Int32)
        return _Rows(rows.astype(np.int64), lengths.astype(np.int64), column.to_numpy(), n.to_numpy())


def _matrix(parts: list[_Rows], height: int, place: NDArray[np.int32]) -> sparse.csr_array:
    """Put the counts of parts into one matrix; each part is forgotten once it is there."""
    from scipy import sparse  # heavy to import

    lengths = np.zeros(height, dtype=np.int64)
    for part in parts:
        lengths[part.rows] += part.lengths
    ends = np.cumsum(lengths)
    free = ends - lengths
    size = int(lengths.sum())
    columns, values = np.empty(size, dtype=np.int32), np.empty(size)
    while parts:
        part = parts.pop()
        at = spread(part.lengths, free[part.rows])
        columns[at], values[at] = place[part.column], part.n
        free[part.rows] += part.lengths
    # Where bounds are of 64 bits, so is every column.
    bounds = np.append(0, ends).astype(np.int32 if size < np.iinfo(np.int32).max else np.int64)
    matrix = sparse.csr_array((values, columns, bounds), shape=(height, len(place)))
    matrix.sum_duplicates()
    return matrix
