"""Proposals for a lexicon: words of the corpus that stand near given seeds, or are used like them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.annotation.stopwords import stopwords as built_in_stopwords
from analysis.errors import InputError, did_you_mean
from analysis.folders import scratch_folder
from analysis.measures.cells import Bools, Floats, Ints
from analysis.measures.tables import schema
from analysis.measures.terms.word_sequences import KeptSequences, join_phrases, keep_sequences
from analysis.measures.terms.word_space import frequent_phrases, word_vectors
from analysis.study import DEFAULT_SEED
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
CONTEXTS, MOST_WORDS = 5_000, 30_000
WINDOW = 5
SIMILARITY_DECIMALS = 9
LEAST_SIMILAR = 0.01
"""Cosine from which a word counts as used like the seeds at all."""
LEAST_NEAR = 2
"""Once near a seed is no habit."""

PROPOSALS: Mapping[str, tuple[pl.DataType, str]] = {
    "term": (_STRING, "word, or phrase of two words"),
    "hits": (_INT, "occurrences in the voice"),
    "articles": (_INT, "articles that hold it"),
    "near_seeds": (_INT, "occurrences at most so many words from a seed, in its sentence"),
    "association": (
        _FLOAT,
        "log-likelihood ratio of standing near a seed; 0 where that is no more often than by chance",
    ),
    "association_rank": (_INT, "rank by association; null where it is 0, or near a seed once only"),
    "similarity": (_FLOAT, "cosine with the mean of the seeds: -1 to 1, 1 is used alike"),
    "similarity_rank": (_INT, "rank by similarity"),
    "known": (_STRING, "lexicons and categories that hold it already; null where none does"),
}


@dataclass(frozen=True)
class Proposals:
    """``table`` is ``PROPOSALS``; ``seeds`` and ``settings`` say where it comes from, for the card."""

    table: pl.DataFrame
    seeds: tuple[str, ...]
    settings: str
    voice: str


def propose_terms(
    annotated: Annotated,
    seeds: Collection[str],
    *,
    voice: str = "all",
    limit: int = 40,
    min_count: int = 5,
    min_articles: int = 3,
    stopwords: Collection[str] | None = None,
    dimensions: int = 100,
    seed: int = DEFAULT_SEED,
) -> Proposals:
    """Propose words and phrases of a corpus for a lexicon, given some of its kind; a person accepts them.

    Two lists in one table. *Association*: what stands within five words of a seed more often than by chance,
    by the log-likelihood ratio (Dunning 1993, ``nltk.metrics.BigramAssocMeasures``). *Similarity*: what is
    used in the same surroundings, by the cosine in a space learned on this corpus (``word_vectors``).

    Parameters
    ----------
    annotated : tables with text
    seeds : words or phrases, such as "hegemony" and "cancer tumor"; capitals do not matter
    voice : whose words are read
    limit : most terms of each list
    min_count, min_articles : rarer terms are not proposed
    stopwords : words that are never proposed; the built-in function words by default
    dimensions : of the space
    seed : of the decomposition

    Returns
    -------
    Proposals
        sorted by the better of the two ranks

    Raises
    ------
    InputError
        tables without text, no seed, a seed that is not in the corpus
    RunError
        no room on the disk

    Note
    ----
    Text is read once, part by part; some 24 bytes a word, numbers only, are kept in a temporary folder
    meanwhile. Memory: a part, what grows with the words that there are, and the space, which is bounded.

    Scores order a list to be read; they say nothing of chance, since words of one article are not
    independent. Small corpora give poor spaces: under some 100,000 words trust association first.

    Example
    -------
    >>> from analysis import open_study
    >>> made = propose_terms(open_study().annotated, ["hegemony"], min_count=3, limit=3)
    >>> made.seeds, made.table.height <= 6
    (('hegemony',), True)
    """
    asked = _seeds(annotated, seeds)
    left_out = built_in_stopwords() if stopwords is None else frozenset(map(unify_word, stopwords))
    with scratch_folder() as folder:
        plain = keep_sequences(annotated, voice, folder)
        # A phrase that holds a seed would take places away from it.
        own = {word for name in asked for word in name.split()}
        sequences = join_phrases(plain, [*asked, *frequent_phrases(plain, left_out | own, min_count)], folder)
        places = _places(sequences, asked)
        enough = (sequences.counts >= min_count) & (sequences.articles >= min_articles)
        enough[places] = False
        chosen = _candidates(sequences, enough, left_out)
        near, association = _association(sequences, chosen, places)
        similarity = _similarity(sequences, chosen, places, dimensions, seed)
    table = pl.DataFrame(
        {
            "term": [sequences.words[i] for i in chosen],
            "hits": sequences.counts[chosen],
            "articles": sequences.articles[chosen],
            "near_seeds": near,
            "association": association,
            # What one or several threads of a matrix library disagree on lies beyond.
            "similarity": similarity.round(SIMILARITY_DECIMALS),
        }
    )
    settings = (
        f"{sequences.size:,} words ({voice}) of {annotated.articles.height:,} articles; at least "
        f"{min_count} occurrences in {min_articles} articles; window of {WINDOW} words; "
        f"{dimensions} dimensions"
    )
    return Proposals(_ranked(table, annotated, limit), tuple(asked), settings, voice)


def _seeds(annotated: Annotated, seeds: Collection[str]) -> list[str]:
    if not annotated.has_text:
        raise InputError("proposals", "the tables", "no text", "text", "annotate the corpus with text")
    names = [seeds] if isinstance(seeds, str) else list(seeds)
    made = [" ".join(unify_word(m.group()) for m in WORD.finditer(name)) for name in names]
    if not made or not all(made):
        raise InputError(
            "proposals", "argument 'seeds'", f"{names}", "one or more words or phrases", "name some"
        )
    return list(dict.fromkeys(made))


def _places(sequences: KeptSequences, asked: Sequence[str]) -> Ints:
    """Return the numbers of the seeds."""
    number = {word: i for i, word in enumerate(sequences.words)}
    for name in asked:
        if name not in number:
            expected = f"a word or phrase of the corpus{did_you_mean(name, number)}"
            raise InputError(
                "proposals", "argument 'seeds'", f"'{name}'", expected, "choose another, or other words"
            )
    return np.array([number[name] for name in asked], dtype=np.int64)


def _candidates(sequences: KeptSequences, enough: Bools, left_out: frozenset[str]) -> Ints:
    """Return the words that may be proposed, the most frequent first."""
    counts = sequences.counts
    fit = [
        i
        for i in np.flatnonzero(enough).tolist()
        if sequences.words[i] not in left_out and any(map(str.isalpha, sequences.words[i]))
    ]
    fit.sort(key=lambda i: (-counts[i], sequences.words[i]))
    return np.array(fit[:MOST_WORDS], dtype=np.int64)


def _association(sequences: KeptSequences, chosen: Ints, seeds: Ints) -> tuple[Ints, Floats]:
    """Return how often each word stands near a seed, and the log-likelihood ratio of that."""
    from nltk.metrics import BigramAssocMeasures  # heavy to import

    counts = sequences.counts
    beside = np.zeros(len(counts), dtype=np.int64)
    for part in sequences.parts():
        is_seed = np.isin(part.number, seeds)
        near = np.zeros(len(part.number), dtype=bool)
        for first, second in part.neighbours(WINDOW):
            near[second] |= is_seed[first]
            near[first] |= is_seed[second]
        beside += np.bincount(part.number[near & ~is_seed], minlength=len(counts))
    total, all_near = int(counts.sum() - counts[seeds].sum()), int(beside.sum())
    scores = []
    for i in chosen.tolist():
        more = beside[i] * total > all_near * counts[i]
        marginals = (all_near, int(counts[i]))
        score = BigramAssocMeasures.likelihood_ratio(int(beside[i]), marginals, total) if more else 0.0
        scores.append(max(float(score), 0.0))
    return beside[chosen], np.array(scores, dtype=np.float64)


def _similarity(sequences: KeptSequences, chosen: Ints, seeds: Ints, dimensions: int, seed: int) -> Floats:
    """Return the cosine of each word with the mean of the seeds' vectors."""
    counts = sequences.counts
    frequent = np.argsort(-counts, kind="stable")[:CONTEXTS]
    contexts = frequent[counts[frequent] >= 2].astype(np.int64)
    vectors = word_vectors(
        sequences,
        np.concatenate([seeds, chosen]),
        contexts=contexts,
        window=WINDOW,
        dimensions=dimensions,
        seed=seed,
    )
    mean = vectors[: len(seeds)].mean(axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(vectors[len(seeds) :] @ (mean / length if length > 0 else mean), dtype=np.float64)


def _ranked(table: pl.DataFrame, annotated: Annotated, limit: int) -> pl.DataFrame:
    known = (
        annotated.entries.join(annotated.lexicons.select("lexicon", "kind"), on="lexicon")
        .filter(pl.col("kind") != "actors")
        .with_columns(term=pl.col("term").str.to_lowercase())
        .group_by("term")
        .agg(known=pl.format("{}: {}", "lexicon", "category").unique().sort().str.join("; "))
    )
    score = pl.when(pl.col("near_seeds") >= LEAST_NEAR).then("association").otherwise(0.0)
    telling = score > 0
    ranked = table.with_columns(
        association_rank=pl.when(telling).then(score.rank("ordinal", descending=True)),
        # A seed that stands too rarely has no place in the space; then all are alike at 0.
        similarity_rank=pl.when(pl.col("similarity") > LEAST_SIMILAR).then(
            pl.col("similarity").rank("ordinal", descending=True)
        ),
    )
    best = pl.min_horizontal("association_rank", "similarity_rank")
    kept = ranked.filter(best <= limit).sort(best, "term")
    return kept.join(known, on="term", how="left", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in schema(PROPOSALS).items()
    )
