"""Which terms are compared, and what is left out and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from analysis.comparison.terms.shrinkage import Prior
from analysis.measures.cells import Bools, Ints
from analysis.measures.tables import schema
from analysis.measures.terms.counts import TermCounts

LEFT_OUT: Mapping[str, tuple[pl.DataType, str]] = {
    "rule": (pl.String(), "why the terms are not compared, or 'compared'"),
    "terms": (pl.Int64(), "terms"),
    "occurrences": (pl.Int64(), "their occurrences on both sides together"),
}


@dataclass(frozen=True)
class Vocabulary:
    """What is compared: the least occurrences and articles on both sides together, stopwords, prior.

    A phrase that begins or ends with a stopword is left out with it.
    """

    min_count: int = 10
    min_articles_with: int = 3
    stopwords: frozenset[str] = frozenset()
    prior: Prior = field(default_factory=Prior)


def kept_terms(counts: TermCounts, vocabulary: Vocabulary) -> Ints:
    """Return the numbers of the terms that are compared.

    Parameters
    ----------
    counts : of the compared outlets only
    vocabulary : the rules
    """
    often = (counts.occurrences > 0) & (counts.occurrences >= vocabulary.min_count)
    kept = np.flatnonzero(often & (counts.articles_with >= vocabulary.min_articles_with))
    # Last, since most terms are rare, and these are words to be looked up one by one.
    return kept[~stopped_terms([counts.terms[number] for number in kept], vocabulary.stopwords)]


def count_left_out(counts: TermCounts, vocabulary: Vocabulary) -> pl.DataFrame:
    """Return how many terms are compared, and how many are left out by each rule.

    Parameters
    ----------
    counts, vocabulary : as in ``kept_terms``; each term is counted under the first rule that it fails

    Returns
    -------
    DataFrame
        ``LEFT_OUT``; terms that occur in none of the articles are not spoken of
    """
    occurrences = counts.occurrences
    articles = counts.articles_with
    stopped = stopped_terms(counts.terms, vocabulary.stopwords)
    left = occurrences > 0
    rows = []
    for rule, fails in (
        (f"stopwords ({len(vocabulary.stopwords):,} listed)", stopped),
        (f"under {vocabulary.min_count:,} occurrences", occurrences < vocabulary.min_count),
        (f"in under {vocabulary.min_articles_with:,} articles", articles < vocabulary.min_articles_with),
        ("compared", np.ones(len(left), dtype=bool)),
    ):
        here = left & fails
        rows.append((rule, int(here.sum()), int(occurrences[here].sum())))
        left &= ~fails
    return pl.DataFrame(rows, schema=schema(LEFT_OUT), orient="row")


def stopped_terms(terms: Sequence[str], stopwords: Collection[str]) -> Bools:
    """Return which terms begin or end with a stopword.

    >>> stopped_terms(["the", "end of the", "the end", "end of days"], {"the", "of"}).tolist()
    [True, True, True, False]
    """
    if not stopwords:
        return np.zeros(len(terms), dtype=bool)
    ends = ((words[0], words[-1]) for words in (term.split(" ") for term in terms))
    return np.array([first in stopwords or last in stopwords for first, last in ends], dtype=bool)
