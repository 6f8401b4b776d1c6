"""What words of a corpus stand together: frequent phrases, and a small space of what stands around words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.measures.cells import Bools, Floats, Ints
from analysis.measures.terms.word_sequences import KeptSequences, Sequences, SmallInts

if TYPE_CHECKING:
    from scipy import sparse

SMOOTHING = 0.75
"""Exponent of the context frequencies (Levy, Goldberg and Dagan 2015): rare contexts do not look telling."""
CELLS = 1_000_000
"""Numbers of the space that are computed together."""


def frequent_phrases(
    sequences: KeptSequences, stopwords: frozenset[str], min_count: int, least: float = 0.5
) -> list[str]:
    """Return the pairs of neighbouring words that stand together far more often than apart.

    Normalised pointwise mutual information (Bouma 2009) of at least ``least``, ``min_count`` occurrences, no
    stopword and no word without a letter.
    """
    words, counts = sequences.words, sequences.counts
    fit = np.zeros(len(words), dtype=bool)
    for number in np.flatnonzero(counts >= min_count).tolist():
        fit[number] = words[number] not in stopwords and any(map(str.isalpha, words[number]))
    pairs, together, n = _pairs(sequences, fit)
    often = together >= min_count
    found = []
    for pair, number in zip(pairs[often].tolist(), together[often], strict=True):
        first, second = divmod(pair, len(words))
        share = number / max(n, 1)
        mutual = np.log(share * n * n / (counts[first] * counts[second])) / -np.log(share)
        if mutual >= least:
            found.append(f"{words[first]} {words[second]}")
    return sorted(found)


def _pairs(sequences: KeptSequences, fit: Bools) -> tuple[Ints, Ints, int]:
    """Return the pairs of fit words side by side, how often each stands, and how many pairs of any words.

    A pair is a number: that of the first word × the number of words, and that of the second.
    """
    pairs, counts, total = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0
    waiting: list[tuple[Ints, Ints]] = []
    for part in sequences.parts():
        beside = np.flatnonzero(np.diff(part.sentence) == 0)
        total += len(beside)
        first, second = part.number[beside].astype(np.int64), part.number[beside + 1]
        both = fit[first] & fit[second]
        waiting.append(np.unique(first[both] * len(fit) + second[both], return_counts=True))
        # Seldom, so that what was counted is not gone through with every part.
        if sum(len(new) for new, _ in waiting) > len(pairs):
            pairs, counts = _merged([(pairs, counts), *waiting])
            waiting = []
    return *_merged([(pairs, counts), *waiting]), total


def _merged(tables: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    keys, counts = (np.concatenate(column) for column in zip(*tables, strict=True))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.add.reduceat(counts[order], first) if len(first) else counts


def word_vectors(
    sequences: KeptSequences, rows: Ints, *, contexts: Ints, window: int, dimensions: int, seed: int
) -> Floats:
    """Return a vector of length 1 for each of the words ``rows`` (words, dimensions).

    Truncated singular value decomposition of the positive pointwise mutual information between the words
    and the words ``contexts`` around them (Bullinaria and Levy 2007; Levy, Goldberg and Dagan 2015).
    """
    from sklearn.decomposition import TruncatedSVD  # heavy to import

    matrix = _positive_mutual_information(_together(sequences, rows, contexts, window))
    size = min(dimensions, min(matrix.shape) - 1)
    if size < 1:
        return np.ones((len(rows), 1))
    vectors = TruncatedSVD(size, random_state=seed).fit_transform(matrix)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1.0), dtype=np.float64)


def _together(sequences: KeptSequences, rows: Ints, contexts: Ints, window: int) -> sparse.csr_array:
    """Count how often each of ``contexts`` stands near each of ``rows``."""
    from scipy import sparse

    row_of, column_of = (np.full(len(sequences.words), -1, dtype=np.int32) for _ in range(2))
    row_of[rows], column_of[contexts] = np.arange(len(rows)), np.arange(len(contexts))
    total = sparse.csr_array((len(rows), len(contexts)), dtype=np.int32)
    waiting = total
    for part in sequences.parts():
        waiting = waiting + _together_in(part, row_of, column_of, window, total.shape)
        # Seldom, so that what was counted is not gone through with every part.
        if waiting.nnz > total.nnz:
            total, waiting = total + waiting, sparse.csr_array(total.shape, dtype=np.int32)
    return total + waiting


def _together_in(
    part: Sequences, row_of: SmallInts, column_of: SmallInts, window: int, shape: tuple[int, int]
) -> sparse.csr_array:
    from scipy import sparse

    row, column = row_of[part.number], column_of[part.number]
    rows, columns = [], []
    for first, second in part.neighbours(window):
        for here, there in ((first, second), (second, first)):
            kept = (row[here] >= 0) & (column[there] >= 0)
            rows.append(row[here[kept]])
            columns.append(column[there[kept]])
    at = np.concatenate(rows), np.concatenate(columns)
    return sparse.coo_array((np.ones(len(at[0]), dtype=np.int32), at), shape=shape).tocsr()


def _positive_mutual_information(together: sparse.csr_array) -> sparse.csr_array:
    from scipy import sparse

    by_row = np.asarray(together.sum(axis=1), dtype=np.float64).ravel()
    by_column = np.asarray(together.sum(axis=0), dtype=np.float64).ravel() ** SMOOTHING
    share = by_column / max(by_column.sum(), 1.0)
    row = np.repeat(np.arange(len(by_row), dtype=np.int32), np.diff(together.indptr))
    information, kept = [np.zeros(0)], [np.zeros(0, dtype=bool)]
    for start in range(0, together.nnz, CELLS):
        place = slice(start, start + CELLS)
        column = together.indices[place]
        found = np.log(together.data[place] / (by_row[row[place]] * share[column]))
        kept.append(found > 0)
        information.append(found[kept[-1]])
    positive = np.concatenate(kept)
    at = row[positive], together.indices[positive]
    return sparse.coo_array((np.concatenate(information), at), shape=together.shape).tocsr()
