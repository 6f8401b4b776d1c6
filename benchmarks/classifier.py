"""Outlet classifier: random halves, halves of unequal length, and a peer (logistic regression).

``python benchmarks/classifier.py [splits]``; about five minutes with 100 splits.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from scipy import sparse

from analysis.annotation import annotate
from analysis.comparison.classifier.design import Design, design_of
from analysis.comparison.classifier.linear import balanced, balanced_accuracy, folds_of, tf_idf, told_right
from analysis.comparison.classifier.outlets import FOLDS, tell_apart_counts
from analysis.comparison.classifier.words import features
from analysis.corpus import read_articles
from analysis.measures.terms.masked_words import UnmaskedWords, count_unmasked_words
from analysis.study import Inference

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
APART = 1_000_000
"""Folds and permutations draw from other seeds than the halves do: from one they would not be independent."""
Vectors = Callable[[sparse.csr_array, np.ndarray], sparse.csr_array]


def read_words(name: str) -> UnmaskedWords:
    """Annotate a corpus and count what masking leaves of its own voice."""
    articles, _ = read_articles(CORPORA / name)
    return count_unmasked_words(annotate(articles))


def of_length_one(counts: sparse.csr_array, _: np.ndarray) -> sparse.csr_array:
    """Return the usual TF-IDF: (1 + log count) × rarity, vectors of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True).fit_transform(counts).tocsr()


def halves(read: UnmaskedWords, outlet: str, seed: int, kept: float = 1.0) -> UnmaskedWords:
    """Deal an outlet's articles to two halves; the first keeps each of its words with this chance."""
    random = np.random.default_rng(seed)
    counts = read.counts.of_outlets([outlet])
    first = np.zeros(counts.articles.height, dtype=bool)
    first[random.permutation(len(first))[: len(first) // 2]] = True
    dense = counts.counts.toarray().astype(np.int64)
    dense[first] = random.binomial(dense[first], kept)
    words = counts.articles.with_columns(words=pl.Series(dense.sum(axis=1)))
    named = {a: "first" if f else "second" for a, f in zip(words["article_id"], first, strict=True)}
    thinned = replace(counts, articles=words, counts=sparse.csr_array(dense.astype(float)))
    return replace(read, counts=thinned.with_outlets(named))


def null_halves(read: UnmaskedWords, splits: int) -> None:
    """Random halves of each outlet in turn: p, accuracy, and how often the interval holds a half."""
    outlets = sorted(read.counts.articles["outlet"].unique())
    rows = []
    for split in range(splits):
        dealt = halves(read, outlets[split % len(outlets)], split)
        score = tell_apart_counts(
            dealt, ["first"], ["second"], inference=Inference(resamples=399), seed=split + APART
        )
        rows.append(score.score.select("balanced_accuracy", "low", "high", "chance", "p").row(0))
    accuracy, low, high, chance, p = np.array(rows, dtype=float).T
    calls, half = np.mean(p < 0.05), np.mean(p < 0.5)
    print(f"random halves, {splits} splits: p < .05 in {calls:.3f}, p < .5 in {half:.3f}")
    print(f"  accuracy {accuracy.mean():.3f} (sd {accuracy.std():.3f}), chance {chance.mean():.3f}")
    print(f"  interval holds a half in {np.mean((low <= 0.5) & (high >= 0.5)):.3f}")


def coverage(read: UnmaskedWords, focus: str, reference: str, each: int, draws: int) -> None:
    """How often the interval holds the mean accuracy of so many articles a side, drawn from all there are."""
    rows = []
    for draw in range(draws):
        random = np.random.default_rng([draw, each])
        chosen: list[str] = []
        for outlet in (focus, reference):
            known = read.counts.articles.filter(outlet=outlet)["article_id"].to_numpy()
            chosen += random.choice(known, each, replace=False).tolist()
        counts = read.counts.rows(read.counts.articles["article_id"].is_in(chosen).to_numpy())
        part = replace(read, counts=counts)
        score = tell_apart_counts(
            part, [focus], [reference], inference=Inference(resamples=199), seed=draw + APART
        )
        rows.append(score.score.select("balanced_accuracy", "low", "high", "p").row(0))
    accuracy, low, high, p = np.array(rows, dtype=float).T
    truth = accuracy.mean()
    held, calls = np.mean((low <= truth) & (high >= truth)), np.mean(p < 0.05)
    print(f"{focus} against {reference}, {each} articles each, {draws} draws: accuracy {truth:.3f},")
    print(f"  interval holds it in {held:.3f}, p < .05 in {calls:.2f}")


def unequal_lengths(read: UnmaskedWords, splits: int) -> None:
    """Halves of which one is thinned to a third of its words: what length alone tells."""
    outlets = sorted(read.counts.articles["outlet"].unique())
    found: dict[str, list[float]] = {"shares": [], "length 1": []}
    for split in range(splits):
        half = halves(read, outlets[split % len(outlets)], split, kept=1 / 3)
        for name, vectors in (("shares", tf_idf), ("length 1", of_length_one)):
            found[name].append(accuracy_of(half, ["first"], ["second"], vectors, split)[0])
    for name, values in found.items():
        print(f"one half thinned to a third, {name}: accuracy {np.mean(values):.3f}")


def accuracy_of(
    read: UnmaskedWords, focus: list[str], reference: list[str], vectors: Vectors, seed: int
) -> tuple[float, float, Design, sparse.csr_array]:
    """Return accuracy and seconds of the closed form, the design and the vectors."""
    counts = read.counts.of_outlets([*focus, *reference])
    counts = counts.rows(counts.words > 0)
    articles = counts.articles.with_columns(copy_of=pl.lit(None, dtype=pl.String))
    design = design_of(articles, focus, reference, FOLDS, seed)
    counts = counts.columns(features(counts, design))
    made = vectors(counts.counts, counts.words)
    start = time.perf_counter()
    outlet = design.outlet[None]
    right = told_right(design, folds_of(made, design.fold), outlet)
    seconds = time.perf_counter() - start
    return float(balanced_accuracy(design, right, outlet)[0]), seconds, design, made


def peer(name: str, read: UnmaskedWords, focus: str, seeds: int = 5) -> None:
    """Logistic regression on the same folds and vectors, and on vectors of length 1."""
    from sklearn.linear_model import LogisticRegression

    reference = sorted(set(read.counts.articles["outlet"]) - {focus})
    rows: dict[str, list[tuple[float, float]]] = {}
    for seed in range(seeds):
        for kind, vectors in (("shares", tf_idf), ("length 1", of_length_one)):
            accuracy, seconds, design, made = accuracy_of(read, [focus], reference, vectors, seed)
            rows.setdefault(f"ridge, {kind}", []).append((accuracy, seconds))
            made = made.copy()
            made.indices, made.indptr = made.indices.astype(np.int32), made.indptr.astype(np.int32)
            weight = np.abs(balanced(design.outlet[None], design.n_focus, len(design.outlets))[0])
            start = time.perf_counter()
            told = np.zeros(len(weight), dtype=bool)
            for fold in range(FOLDS):
                train = design.fold != fold
                model = LogisticRegression(solver="liblinear")
                model.fit(made[train], design.in_focus[train], sample_weight=weight[train] * len(weight) / 2)
                told[~train] = model.predict(made[~train]) == design.in_focus[~train]
            seconds = time.perf_counter() - start
            accuracy = float(balanced_accuracy(design, told[None], design.outlet[None])[0])
            rows.setdefault(f"logistic, {kind}", []).append((accuracy, seconds))
    for kind, values in rows.items():
        accuracy, seconds = np.mean(values, axis=0)
        print(f"{name}, {kind}: accuracy {accuracy:.3f}, ten folds {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    basil, polnear = read_words("basil.jsonl"), read_words("polnear.jsonl.gz")
    peer("BASIL, Fox News", basil, "Fox News")
    peer("BASIL, HuffPost", basil, "HuffPost")
    peer("PolNeAR, Breitbart", polnear, "Breitbart", seeds=2)
    null_halves(polnear, 5 * number)
    for each in (10, 20, 40):
        coverage(polnear, "Breitbart", "Politico", each, number)
    unequal_lengths(polnear, number // 4)
