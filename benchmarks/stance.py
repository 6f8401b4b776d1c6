"""Measure the reader of stance against the human annotations of SEESAW and NewsMTSC.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/stance.py      # make bench-stance

Rules alone, rules with the model, and VADER's score of the sentence stand side by side.

- pairs: SEESAW's ``valid`` part, which the model has not seen: polarity of a given pair, by the sign of the
  score; macro-F1 of for and against. Names are looked for in the sentence, whose pronouns are not resolved
- summed: the scores of an article's pairs with one target added up, where two or more are annotated and
  their signs do not cancel out; macro-F1 of the sign
- targets: NewsMTSC in five folds by article (the model is trained five times): macro-F1 of against,
  neither, for. For VADER, 0.05 and -0.05 part the classes, as its authors propose

Intervals resample events (SEESAW) or articles (NewsMTSC).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from stance_gold import Gold, newsmtsc, seesaw
from train_stance import fold_of, held_out, told

from analysis.annotation.stance import StanceReader, StanceReading
from analysis.annotation.stance.scan import Scanner
from analysis.annotation.valence import Valence

RESAMPLES = 1000
SEED = 1
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def macro_f1(counts: Floats) -> float:
    """Return macro-F1 from a table of counts, annotated by found."""
    hit = np.diag(counts)
    return float(np.mean(2 * hit / np.maximum(1, counts.sum(axis=0) + counts.sum(axis=1))))


def with_interval(gold: Ints, ours: Ints, unit: Sequence[str], classes: Sequence[int]) -> str:
    """Return macro-F1 with its 95 % interval over resampled units, as text."""
    _, number = np.unique(np.array(unit), return_inverse=True)
    tables = np.zeros((number.max() + 1, len(classes), len(classes)))
    index = {value: n for n, value in enumerate(classes)}
    for u, g, o in zip(number.tolist(), gold.tolist(), ours.tolist(), strict=True):
        tables[u, index[g], index[o]] += 1
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(tables), (RESAMPLES, len(tables)))
    drawn = [macro_f1(tables[rows].sum(axis=0)) for rows in draws]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return f"{macro_f1(tables.sum(axis=0)):.3f} ({low:.3f} to {high:.3f})"


def signs(scores: Floats) -> Ints:
    """Return 1 for scores above 0, otherwise -1."""
    return np.where(scores > 0, 1, -1)


def summed(pairs: Sequence[Gold], scores: Floats) -> tuple[Ints, Ints, list[str]]:
    """Return annotated sign, our sign and event of each article and target with two or more stances."""
    sums: dict[tuple[str, str], list[float]] = {}
    events = {}
    for pair, score in zip(pairs, scores.tolist(), strict=True):
        entry = sums.setdefault((pair.article, pair.target), [0.0, 0.0, 0.0])
        events[pair.article, pair.target] = pair.event
        entry[0] += pair.polarity
        entry[1] += score
        entry[2] += 1
    kept = [key for key, entry in sums.items() if entry[2] >= 2 and entry[0]]
    gold, ours = (np.array([sums[key][n] for key in kept]) for n in (0, 1))
    return signs(gold), signs(ours), [events[key] for key in kept]


def five_folds(gold: Sequence[Gold], pairs: Sequence[Gold]) -> list[StanceReading]:
    """Return readings of NewsMTSC by models that had not seen the article."""
    everything = [*gold, *pairs]
    found, left = told(everything, Scanner())
    polarity = np.array([g.polarity for g in everything])
    fold = np.array([fold_of(g.event) for g in everything])
    forced = np.arange(len(polarity)) >= len(gold)
    return held_out(found, left, polarity, fold, forced)[: len(gold)]


def tenths(gold: Ints, readings: Sequence[StanceReading]) -> None:
    """Print how often readings were right, from the least to the most confident tenth."""
    sure = np.array([reading.confidence for reading in readings])
    right = np.array([reading.polarity for reading in readings]) == gold
    order = np.argsort(sure)
    for n, part in enumerate(np.array_split(order, 10), start=1):
        print(f"  tenth {n:2}, confidence from {sure[part].min():.2f}: {right[part].mean():.3f} right")
    most = order[-int(0.3 * len(order)) :]
    print(f"  most confident 30 %: {right[most].mean():.3f} right")


def main() -> None:
    valid, gold = seesaw("valid"), newsmtsc()
    readers = {"rules alone": StanceReader.load(model=None), "with model": StanceReader.load()}
    vader = Valence()
    read = {name: reader.read([pair.place for pair in valid]) for name, reader in readers.items()}
    scores = {"VADER": np.array([vader.score(pair.place.sentence) for pair in valid])}
    scores |= {name: np.array([r.score for r in found]) for name, found in read.items()}
    annotated, events = np.array([pair.polarity for pair in valid]), [pair.event for pair in valid]
    report: dict[str, dict[str, str]] = {"SEESAW valid, pairs": {}, "SEESAW valid, summed": {}}
    for name, score in scores.items():
        report["SEESAW valid, pairs"][name] = with_interval(annotated, signs(score), events, (-1, 1))
        report["SEESAW valid, summed"][name] = with_interval(*summed(valid, score), (-1, 1))
    polarity, articles = np.array([g.polarity for g in gold]), [g.article for g in gold]
    places = [g.place for g in gold]
    compound = np.array([vader.score(place.sentence) for place in places])
    found = {
        "VADER": np.where(np.abs(compound) < 0.05, 0, np.sign(compound)).astype(np.int64),
        "rules alone": np.array([r.polarity for r in readers["rules alone"].read(places)]),
    }
    readings = five_folds(gold, seesaw("train"))
    found["with model"] = np.array([r.polarity for r in readings])
    report["NewsMTSC, five folds"] = {
        name: with_interval(polarity, ours, articles, (-1, 0, 1)) for name, ours in found.items()
    }
    print(f"{len(valid):,} pairs of {len(set(events))} events")
    print(f"{len(gold):,} targets of {len(set(articles)):,} articles")
    print(f"{'macro-F1, 95 % intervals':26}" + "".join(f"{name:>26}" for name in scores))
    for row, cells in report.items():
        print(f"{row:26}" + "".join(f"{cells[name]:>26}" for name in scores))
    print("NewsMTSC, five folds, by confidence:")
    tenths(polarity, readings)
    print("SEESAW valid, pairs, sign of the score, by its size:")
    sized = [(r.score, abs(r.score)) for r in read["with model"]]
    tenths(annotated, [StanceReading(1 if score > 0 else -1, score, size) for score, size in sized])
    speed(lambda: readers["with model"].read(places), len(places))


def speed(run: Callable[[], object], count: int) -> None:
    """Print places a second of processor time."""
    started = time.process_time()
    run()
    print(f"{count / (time.process_time() - started):,.0f} places a second, one core")


if __name__ == "__main__":
    main()
