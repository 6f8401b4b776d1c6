"""The least and greatest rate of each outlet and term when any one article is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.measures.cells import Floats, Ints

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.comparison.terms.sides import TermSides


def rates_without_one(sides: TermSides) -> Floats:
    """Return the low and the high end of each rate, (2, outlets, terms), in hits per word.

    An outlet that has one article only has infinite ends, the low one above the high one.
    """
    shape = (len(sides.outlets), len(sides.counts.terms))
    ends = np.stack([np.full(shape, np.inf), np.full(shape, -np.inf)])
    articles = [np.flatnonzero(sides.outlet == number) for number in range(len(sides.outlets))]
    for place, some in sides.some_terms():
        for number, rows in enumerate(articles):
            if len(rows) > 1:
                counts = some.counts.counts[rows].tocsc()
                ends[:, number, place] = _ends(counts, sides.counts.words[rows])
    return ends


def _ends(counts: sparse.csc_array, words: Floats) -> tuple[Floats, Floats]:
    """Return the ends of one outlet's rates; ``counts`` is (articles, terms).

    Of the articles without the term only the shortest and the longest matter: each takes away nothing but
    words. Those with the term are looked at one by one.
    """
    hits, total = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel(), float(words.sum())
    low, high = np.full(len(hits), np.inf), np.full(len(hits), -np.inf)
    for order in (np.argsort(words, kind="stable"), np.argsort(-words, kind="stable")):
        first = _first_without(counts, order)
        some = first < len(words)
        rate = hits[some] / (total - words[order[first[some]]])
        low[some], high[some] = np.minimum(low[some], rate), np.maximum(high[some], rate)
    column = np.repeat(np.arange(len(hits)), np.diff(counts.indptr))
    rate = (hits[column] - counts.data) / (total - words[counts.indices])
    np.minimum.at(low, column, rate)
    np.maximum.at(high, column, rate)
    return low, high


def _first_without(counts: sparse.csc_array, order: Ints) -> Ints:
    """Return for each term the first place in an order of the articles that does not have it."""
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    lengths = np.diff(counts.indptr)
    column = np.repeat(np.arange(len(lengths)), lengths)
    ranks = rank[counts.indices]
    ranks = ranks[np.lexsort((ranks, column))]
    expected = np.arange(len(ranks)) - np.repeat(counts.indptr[:-1], lengths)
    first: Ints = lengths.astype(np.int64)
    gap = ranks != expected
    np.minimum.at(first, column[gap], expected[gap])
    return first
