"""Train the linear model of stance on NewsMTSC and the ``train`` part of SEESAW.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/train_stance.py            # five folds, by article and by event: F1 for some strengths
    python benchmarks/train_stance.py --write    # all of it: writes data/models/stance.txt

A multinomial logistic regression. SEESAW's pairs are never "neither"; features of pairs with a holder stand
twice, once for themselves, so that the two tasks share what they have in common (Daumé 2007).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.metrics import f1_score
from stance_gold import Gold, newsmtsc, seesaw

from analysis.annotation.stance import StanceReading
from analysis.annotation.stance.model import MODEL_FILE, Band, StanceModel, write_model
from analysis.annotation.stance.reader import examine, settle
from analysis.annotation.stance.scan import Scanner

FOLDS = 5
STRENGTH = 0.03
"""C of scikit-learn: the smaller, the more the weights are shrunk."""
STEPS = 400
FEWEST = 5
"""Features of fewer places are left out."""
SMALLEST = 0.012
"""Features whose two weights are both nearer to 0 than this are left out of the file."""
BANDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001)
HELD_OUT = "NewsMTSC, five folds by article"
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def fold_of(key: str) -> int:
    """Return the fold of an article or event, the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS


def told(gold: Sequence[Gold], scanner: Scanner) -> tuple[list[Mapping[str, float]], Floats]:
    """Return features of each place, and what doubts leave."""
    texts = {text for g in gold for text in (g.place.sentence, g.place.previous)}
    scans = {text: scanner.scan(text) for text in texts}
    pairs = [examine(g.place, scans) for g in gold]
    return [found for found, _ in pairs], np.array([left for _, left in pairs])


def design(found: Sequence[Mapping[str, float]]) -> tuple[sparse.csr_matrix, list[str]]:
    """Return the matrix of the features that are common enough, and their names."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{k: v for k, v in row.items() if v} for row in found]).tocsr()
    kept = np.flatnonzero(np.diff(matrix.tocsc().indptr) >= FEWEST)
    return matrix[:, kept], [vectorizer.feature_names_[n] for n in kept]


def fit(
    matrix: sparse.csr_matrix, polarity: Ints, forced: NDArray[np.bool_], names: Sequence[str]
) -> StanceModel:
    """Fit one model: softmax over three classes, over two where ``forced``; weights relative to "neither".

    A pair of SEESAW is known to be for or against, so it must not teach that "neither" is rare.
    """
    count, size = matrix.shape
    transposed = matrix.T.tocsr()
    label = np.zeros((count, 3))
    label[np.arange(count), polarity + 1] = 1
    closed = np.zeros((count, 3))
    closed[forced, 1] = -np.inf

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(size, 3)
        logits = matrix @ weights + closed
        total = np.logaddexp.reduce(logits, axis=1)
        value = total.sum() - logits[label == 1].sum()
        error = np.exp(logits - total[:, None]) - label
        gradient = transposed @ error + weights / STRENGTH
        return float(value + (weights**2).sum() / 2 / STRENGTH), np.asarray(gradient).ravel()

    start = np.zeros(3 * size)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights = found.x.reshape(size, 3)
    rows = {name: n for n, name in enumerate(names)}
    return StanceModel(rows, weights[:, [0, 2]] - weights[:, [1]], ())


def held_out(
    found: Sequence[Mapping[str, float]], left: Floats, polarity: Ints, fold: Ints, forced: NDArray[np.bool_]
) -> list[StanceReading]:
    """Return for each place what models that had not seen its fold say."""
    matrix, names = design(found)
    result = np.zeros((len(found), 3))
    for number in range(FOLDS):
        model = fit(matrix[fold != number], polarity[fold != number], forced[fold != number], names)
        rows = np.flatnonzero(fold == number)
        result[rows] = model.probabilities([found[n] for n in rows])
    return settle(result, left)


def bands(readings: Sequence[StanceReading], polarity: Ints) -> tuple[Band, ...]:
    """Return how often held-out readings were right, by confidence."""
    sure = np.array([reading.confidence for reading in readings])
    right = np.array([reading.polarity for reading in readings]) == polarity
    made = []
    for low, high in pairwise(BANDS):
        inside = (sure >= low) & (sure < high)
        made.append(Band(HELD_OUT, low, min(high, 1.0), int(inside.sum()), int(right[inside].sum())))
    return tuple(band for band in made if band.readings)


def main() -> None:
    gold, pairs = newsmtsc(), seesaw("train")
    found, left = told([*gold, *pairs], Scanner())
    polarity = np.array([g.polarity for g in [*gold, *pairs]])
    fold = np.array([fold_of(g.event) for g in [*gold, *pairs]])
    forced = np.arange(len(polarity)) >= len(gold)
    readings = held_out(found, left, polarity, fold, forced)
    first = len(gold)
    by_place = f1_score(polarity[:first], [r.polarity for r in readings[:first]], average="macro")
    by_pair = f1_score(
        polarity[first:], [1 if r.score > 0 else -1 for r in readings[first:]], average="macro"
    )
    print(f"five folds: NewsMTSC {by_place:.4f}, SEESAW train {by_pair:.4f}", flush=True)
    made = bands(readings[:first], polarity[:first])
    for band in made:
        share = band.right / band.readings
        print(f"{band.low:.1f} to {band.high:.1f}: {band.readings:5} readings, {share:.3f} right")
    if "--write" in sys.argv:
        matrix, names = design(found)
        model = fit(matrix, polarity, forced, names)
        kept = [n for n in range(len(names)) if np.abs(model.table[n]).max() >= SMALLEST]
        rows = {names[n]: k for k, n in enumerate(kept)}
        write_model(StanceModel(rows, model.table[kept], made), MODEL_FILE)
        print(f"{len(kept):,} of {len(names):,} features, {MODEL_FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
