"""Words of a corpus as numbers: sequences in sentences, frequent phrases as one word, a small space."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.measures.cells import Floats, Ints
from analysis.measures.counting import VOICE_GROUPS, groups
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated

SMOOTHING = 0.75
"""Exponent of the context frequencies (Levy, Goldberg and Dagan 2015): rare contexts do not look telling."""


@dataclass(frozen=True)
class Sequences:
    """The words of every sentence and voice as numbers, one after the other.

    ``words[number[i]]`` is the word at place i; ``sentence[i]`` and ``article[i]`` say where it stands.
    """

    words: tuple[str, ...]
    number: Ints
    sentence: Ints
    article: Ints

    @property
    def counts(self) -> Ints:
        """Occurrences of each word."""
        return np.bincount(self.number, minlength=len(self.words)).astype(np.int64)


def read_sequences(annotated: Annotated, voice: str) -> Sequences:
    """Return the words of a voice as they are counted (``unify_word``); text is read part by part.

    Memory grows with the words of the voice: what stands near what is counted over all.
    """
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    spoken = pl.col("voice").is_in(members)
    numbers: dict[str, int] = {}
    number, sentence, article = array("q"), array("q"), array("q")
    keys: list[str] = []
    run = 0
    for tables in annotated.batches():
        spans = tables.table("spans", "article_id", "start", "end", where=spoken).sort("article_id", "start")
        texts = tables.texts(spans["article_id"].unique())
        places = spans.group_by("article_id", maintain_order=True).agg("start", "end")
        for article_id, starts, ends in places.rows():
            for start, end in zip(starts, ends, strict=True):
                words = [unify_word(m.group()) for m in WORD.finditer(texts[article_id], start, end)]
                number.extend(numbers.setdefault(word, len(numbers)) for word in words)
                sentence.extend([run] * len(words))
                article.extend([len(keys)] * len(words))
                run += 1
            keys.append(article_id)
    read = Sequences(tuple(numbers), *(np.array(x, dtype=np.int64) for x in (number, sentence, article)))
    return read if keys == sorted(keys) else _ordered(read, keys)


def _ordered(sequences: Sequences, keys: Sequence[str]) -> Sequences:
    """Return the words by id of the article, numbered as they come: parts may stand in another order."""
    rank = np.argsort(np.argsort(np.array(keys, dtype=object)))
    order = np.argsort(rank[sequences.article], kind="stable")
    old, first = np.unique(sequences.number[order], return_index=True)
    as_they_come = old[np.argsort(first)]
    new = np.empty(len(sequences.words), dtype=np.int64)
    new[as_they_come] = np.arange(len(as_they_come))
    return Sequences(
        tuple(sequences.words[i] for i in as_they_come),
        new[sequences.number[order]],
        sequences.sentence[order],
        sequences.article[order],
    )


def join_phrases(sequences: Sequences, phrases: Sequence[str]) -> Sequences:
    """Return the same words with each of ``phrases`` as one word.

    Where phrases overlap the first in the text counts, and of those that begin there the longest. A phrase
    that does not stand in the text is no word.
    """
    known = {word: i for i, word in enumerate(sequences.words)}
    by_first: dict[int, list[tuple[int, ...]]] = {}
    for phrase in dict.fromkeys(phrases):
        parts = tuple(known.get(word, -1) for word in phrase.split(" "))
        if len(parts) > 1 and -1 not in parts:
            by_first.setdefault(parts[0], []).append(parts)
    for found in by_first.values():
        found.sort(key=len, reverse=True)
    words, number, sentence = list(sequences.words), sequences.number.tolist(), sequences.sentence
    joined: dict[tuple[int, ...], int] = {}
    kept = np.ones(len(number), dtype=bool)
    free = 0
    for place in np.flatnonzero(np.isin(sequences.number, list(by_first))).tolist():
        if place < free:
            continue
        for parts in by_first[number[place]]:
            end = place + len(parts)
            if tuple(number[place:end]) == parts and sentence[place] == sentence[end - 1]:
                if parts not in joined:
                    joined[parts] = len(words)
                    words.append(" ".join(words[i] for i in parts))
                number[place], free = joined[parts], end
                kept[place + 1 : end] = False
                break
    return Sequences(
        tuple(words), np.array(number, dtype=np.int64)[kept], sentence[kept], sequences.article[kept]
    )


def frequent_phrases(
    sequences: Sequences, stopwords: frozenset[str], min_count: int, least: float = 0.5
) -> list[str]:
    """Return the pairs of neighbouring words that stand together far more often than apart.

    Normalised pointwise mutual information (Bouma 2009) of at least ``least``, ``min_count`` occurrences, no
    stopword and no word without a letter.
    """
    beside = np.flatnonzero(np.diff(sequences.sentence) == 0)
    pairs = Counter(
        zip(sequences.number[beside].tolist(), sequences.number[beside + 1].tolist(), strict=True)
    )
    counts, n = sequences.counts, max(len(beside), 1)
    found = []
    for (first, second), together in pairs.items():
        if together < min_count:
            continue
        words = sequences.words[first], sequences.words[second]
        if any(word in stopwords or not any(map(str.isalpha, word)) for word in words):
            continue
        share = together / n
        mutual = np.log(share * n * n / (counts[first] * counts[second])) / -np.log(share)
        if mutual >= least:
            found.append(" ".join(words))
    return sorted(found)


def neighbours(sequences: Sequences, window: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the places of words and of those that stand ``1 … window`` words after them in the sentence."""
    for distance in range(1, window + 1):
        same = sequences.sentence[distance:] == sequences.sentence[:-distance]
        first = np.flatnonzero(same).astype(np.int64)
        yield first, first + distance


def word_vectors(
    sequences: Sequences, rows: Ints, *, contexts: Ints, window: int, dimensions: int, seed: int
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


def _together(sequences: Sequences, rows: Ints, contexts: Ints, window: int) -> sparse.csr_array:
    from scipy import sparse

    row_of, column_of = (np.full(len(sequences.words), -1, dtype=np.int64) for _ in range(2))
    row_of[rows], column_of[contexts] = np.arange(len(rows)), np.arange(len(contexts))
    total = sparse.csr_array((len(rows), len(contexts)))
    for first, second in neighbours(sequences, window):
        for here, there in ((first, second), (second, first)):
            row, column = row_of[sequences.number[here]], column_of[sequences.number[there]]
            kept = (row >= 0) & (column >= 0)
            ones = np.ones(int(kept.sum()))
            total = total + sparse.coo_array((ones, (row[kept], column[kept])), shape=total.shape).tocsr()
    return total


def _positive_mutual_information(together: sparse.csr_array) -> sparse.csr_array:
    from scipy import sparse

    cells = together.tocoo()
    by_row = np.asarray(together.sum(axis=1), dtype=np.float64).ravel()
    by_column = np.asarray(together.sum(axis=0), dtype=np.float64).ravel() ** SMOOTHING
    share = by_column / max(by_column.sum(), 1.0)
    information = np.log(cells.data / (by_row[cells.row] * share[cells.col]))
    kept = information > 0
    return sparse.coo_array(
        (information[kept], (cells.row[kept], cells.col[kept])), shape=together.shape
    ).tocsr()
