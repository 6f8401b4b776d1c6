"""Articles or events drawn again with replacement: a matrix of weights times a sparse matrix of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.terms.shrinkage import Prior
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import Floats, Ints
from analysis.measures.counting import as_tuple
from analysis.measures.terms.counts import TermCounts
from analysis.study import DEFAULT_SEED

if TYPE_CHECKING:
    from scipy import sparse

BLOCK = 250_000
"""Ratios held at once (terms × resamples), few enough for the cache; does not change results."""
UNITS = ("article", "event")
EVEN = Prior()


def resample_weights(
    articles: pl.DataFrame, resamples: int = 1000, seed: int = DEFAULT_SEED, *, unit: str | None = None
) -> Floats:
    """Draw articles again inside their outlets, or events over all outlets; say how often each was drawn.

    Parameters
    ----------
    articles : columns article_id, outlet and event, a row per article
    resamples : rows of the matrix
    seed : of the draws
    unit : ``article``, or ``event`` (all articles of an event together; an article without one is drawn among
        the articles of its outlet without one). By default the event where outlets share events

    Returns
    -------
    array
        resamples × articles (in the order of the rows): how often each article stands in each resample,
        multinomial with equal chances (Efron 1979)

    Raises
    ------
    InputError
        an unknown unit, fewer than one resample

    Example
    -------
    >>> articles = pl.DataFrame({"article_id": ["a", "b", "c"], "outlet": ["Sun", "Sun", "Herald"],
    ...                          "event": pl.Series([None] * 3, dtype=pl.String)})
    >>> weights = resample_weights(articles, 4)
    >>> weights.shape, weights[:, :2].sum(axis=1).tolist(), weights[:, 2].tolist()
    ((4, 3), [2.0, 2.0, 2.0, 2.0], [1.0, 1.0, 1.0, 1.0])
    """
    if unit is not None and unit not in UNITS:
        expected = f"one of {', '.join(UNITS)}{did_you_mean(unit, UNITS)}"
        raise InputError("resample", "argument 'unit'", f"'{unit}'", expected, "correct the name")
    if resamples < 1:
        raise InputError("resample", "argument 'resamples'", str(resamples), "1 or more", "ask for more")
    chosen = unit or shared_unit(articles)
    by_event = pl.lit(chosen == "event") & pl.col("event").is_not_null()
    places = articles.select(
        stratum=pl.when(by_event).then(pl.lit("")).otherwise("outlet " + pl.col("outlet")),
        unit=pl.when(by_event).then("event " + pl.col("event")).otherwise("article " + pl.col("article_id")),
    ).with_row_index("row")
    random = np.random.default_rng(np.random.SeedSequence(seed))
    weights = np.zeros((resamples, articles.height))
    for _, stratum in sorted(places.partition_by("stratum", as_dict=True).items()):
        names, members = np.unique(stratum["unit"].to_numpy(), return_inverse=True)
        drawn = random.multinomial(len(names), np.full(len(names), 1.0 / len(names)), size=resamples)
        weights[:, stratum["row"].to_numpy()] = drawn[:, members]
    return weights


def shared_unit(articles: pl.DataFrame) -> str:
    """Return ``event`` where outlets share events, else ``article``.

    >>> shared_unit(pl.DataFrame({"outlet": ["Sun", "Herald"], "event": ["e1", "e1"]}))
    'event'
    """
    outlets = articles.drop_nulls("event").group_by("event").agg(pl.col("outlet").n_unique())["outlet"]
    return "event" if (outlets > 1).any() else "article"


@dataclass(frozen=True)
class RatioBlock:
    """Some terms, by their numbers, with smoothed log2 ratios: observed, and terms × resamples.

    A resample in which a side has no words is left out.
    """

    terms: Ints
    observed: Floats
    resampled: Floats


def resampled_ratios(
    counts: TermCounts,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    resamples: int = 1000,
    seed: int = DEFAULT_SEED,
    prior: Prior = EVEN,
    unit: str | None = None,
    terms: Ints | None = None,
) -> Iterator[RatioBlock]:
    """Yield the log2 ratio of every term in every resample, some terms at a time.

    Parameters
    ----------
    counts : of ``count_terms``
    focus, reference : outlets, as in ``contrast``; outlets of a side weigh equally
    resamples, seed, unit : as in ``resample_weights``
    prior : as in ``keyness``, whose ``log2_ratio`` is the observed one
    terms : numbers of the terms that are wanted; all by default. The ratios do not depend on it

    Yields
    ------
    RatioBlock
        some terms, in the order asked for

    Raises
    ------
    InputError
        as in ``contrast`` and ``resample_weights``

    Note
    ----
    A side's rate is the mean over its outlets of hits / words. Weights, 1 / words of the resample and
    1 / outlets are one dense matrix per side; its product with the sparse counts of a block of terms is the
    whole resampling. Memory: 2 × resamples × articles and some blocks of ``BLOCK`` numbers.
    """
    ours, theirs = chosen_outlets(counts.articles, as_tuple(focus), as_tuple(reference))
    used = counts.of_outlets((*ours, *theirs))
    weights = resample_weights(used.articles, resamples, seed, unit=unit)
    weights = np.concatenate([np.ones((1, used.articles.height)), weights])
    factors = [_side_factors(used, side, weights) for side in (ours, theirs)]
    drawn = np.isfinite(factors[0]).all(axis=1) & np.isfinite(factors[1]).all(axis=1)
    factors = [np.ascontiguousarray(factor[drawn].T) for factor in factors]
    outlet = used.articles["outlet"]
    rows = [outlet.is_in(list(side)).to_numpy() for side in (ours, theirs)]
    words = [float(used.words[row].sum()) for row in rows]
    pseudo, pseudo_words = prior.pseudo_counts(used.occurrences, used.words)
    columns = [used.counts[row].tocsc() for row in rows]
    wanted = np.arange(len(used.terms)) if terms is None else np.asarray(terms, dtype=np.int64)
    size = max(1, BLOCK // (resamples + 1))
    for start in range(0, len(wanted), size):
        chosen = wanted[start : start + size]
        hits = [
            _expected_hits(side[:, chosen], factor, n, pseudo[chosen])
            for side, factor, n in zip(columns, factors, words, strict=True)
        ]
        longer = np.log2((words[0] + pseudo_words[chosen]) / (words[1] + pseudo_words[chosen]))
        ratio = np.divide(hits[0], hits[1], out=hits[0])
        np.log2(ratio, out=ratio)
        ratio -= longer[:, None]
        yield RatioBlock(chosen, ratio[:, 0], ratio[:, 1:])


def _expected_hits(counts: sparse.csc_array, factor: Floats, words: float, pseudo: Floats) -> Floats:
    """Return what a side's rates would give in its observed words, with pseudo-occurrences added."""
    hits = np.asarray(counts.T @ factor)
    hits *= words
    hits += pseudo[:, None]
    return hits


def _side_factors(counts: TermCounts, side: tuple[str, ...], weights: Floats) -> Floats:
    """Return what a hit in each article of a side adds to its rate: weight / (words of its outlet × outlets).

    Outlets that a resample leaves without words are left out of its mean; without any the row is NaN.
    """
    outlet = counts.articles["outlet"].to_numpy()
    in_side = np.isin(outlet, side)
    factors = np.zeros(weights.shape)
    present = np.zeros(len(weights))
    for name in side:
        rows = outlet == name
        words = weights[:, rows] @ counts.words[rows]
        present += words > 0
        factors[:, rows] = weights[:, rows] / np.where(words > 0, words, 1.0)[:, None]
    own = factors[:, in_side]
    own /= np.where(present > 0, present, np.nan)[:, None]
    return own
