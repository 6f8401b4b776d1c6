"""How evenly a term is spread over articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.measures.cells import Floats

if TYPE_CHECKING:
    from scipy import sparse


def normalised_deviation_of_proportions(counts: sparse.csr_array, words: Floats) -> Floats:
    """Return Gries's DP, normalised: 0 is spread like the words themselves, 1 all in the shortest article.

    DP is half the sum over articles of |share of the words - share of the term's occurrences| (Gries 2008),
    with the articles' true lengths; divided by 1 - the smallest share of words (Lijffijt and Gries 2012).

    Parameters
    ----------
    counts : occurrences, articles × terms
    words : words of each article

    Returns
    -------
    ndarray
        one per term; NaN where a term does not occur, or with one article only

    >>> from scipy import sparse
    >>> counts = sparse.csr_array(np.array([[1.0, 4.0], [1.0, 0.0], [2.0, 0.0]]))
    >>> normalised_deviation_of_proportions(counts, np.array([100.0, 100.0, 200.0])).round(3).tolist()
    [0.0, 1.0]
    """
    share = words / words.sum()
    columns = counts.tocoo()
    total = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    expected = share[columns.row]
    observed = columns.data / total[columns.col]
    # An article without the term adds its share of words; start from all of them and correct the others.
    corrections = np.abs(expected - observed) - expected
    distance = 1.0 + np.bincount(columns.col, corrections, minlength=counts.shape[1])
    largest = 1.0 - share.min()
    if largest <= 0:
        return np.full(counts.shape[1], np.nan)
    return np.where(total > 0, (distance / 2.0 / largest).clip(0.0, 1.0), np.nan)
