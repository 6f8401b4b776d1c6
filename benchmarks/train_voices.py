"""Train the linear model of voices on the ``train`` part of PolNeAR, and choose on folds of it.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/train_voices.py            # five folds of train: F1 by threshold, heads of sources
    python benchmarks/train_voices.py --write    # all of train: writes data/models/voices.txt

Two logistic regressions: is this word part of a cue; is it part of a content. A multinomial one: which word
is the head of the source of a content. The second and third see what the first says, so on train they see
what a model that was trained without the article says (five folds).
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from polnear import Gold, articles
from scipy import optimize, sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices.contents.content import PATTERNS
from analysis.annotation.voices.contents.stretches import Labels
from analysis.annotation.voices.cues.listed import Cues, load_cues
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.find import CUES_FILE, MODEL_FILE, VoiceFinder
from analysis.annotation.voices.model.anchors import anchors
from analysis.annotation.voices.model.batch import ENDING, Encoder, cue_name, takes_name
from analysis.annotation.voices.model.candidates import Candidates, add_source_slots, best, candidates
from analysis.annotation.voices.model.features import (
    PAD,
    Batch,
    Slots,
    axis_sizes,
)
from analysis.annotation.voices.model.linear import Model, Weights, offsets_of, sigmoid, write_model
from analysis.annotation.voices.model.word_slots import add_content_slots, add_cue_slots
from analysis.annotation.voices.reading import Reading, read
from analysis.annotation.voices.text.classes import CLASSES
from analysis.annotation.voices.text.tokens import Scan, scan
from analysis.annotation.voices.text.traits import CAPITAL
from analysis.annotation.voices.text_voices import TextVoices

FOLDS = 5
SEED = 0
CUE_STRENGTH, CONTENT_STRENGTH, SOURCE_STRENGTH = 0.2, 0.02, 0.3
"""C of scikit-learn: the smaller, the more the weights are shrunk."""
CUE_STEPS, CONTENT_STEPS, SOURCE_STEPS = 60, 100, 100
SMALLEST = {"cue": 0.02, "content": 0.02, "source": 0.05}
"""Weights nearer to 0 than this are left out of the file."""
THRESHOLDS = (0.1, 0.0, -0.1, -0.2, -0.35, -0.5)
THRESHOLD = -0.1
"""Near the best F1 on the folds, and where precision and recall are alike, so that shares are not tilted."""
MOST_CAPITAL = 0.6
"""A word that begins with a capital in more than this share of its places inside sentences is a name."""
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Examples:
    """Train articles as one batch; arrays have an entry per token, ``fold`` is -1 on padding."""

    batch: Batch
    cue: Bools
    content: Bools
    spoken: Bools
    fold: NDArray[np.int64]
    encoder: Encoder
    readings: list[Reading]


def examples(split: str, finder: VoiceFinder, cues: Cues) -> Examples:
    """Read a split; ``spoken`` are the words that the rules call direct speech."""
    rows = list(articles(split))
    readings, labels = [], []
    for _, text, gold in rows:
        sentences = split_sentences(text)
        reading = read(scan(text, finder.lexis), sentences, finder.root)
        _, runs = finder.find([(text, sentences)])[0]
        quoted = [(run.start, run.end) for run in runs if run.voice == "quoted"]
        readings.append(reading)
        labels.append(_labels(reading.scan, gold, quoted))
    encoder = Encoder(alphabets(readings, cues), finder.lexis)
    order = np.random.default_rng(SEED).permutation(len(rows))
    folds = np.empty(len(rows), dtype=np.int64)
    folds[order] = np.arange(len(rows)) % FOLDS
    pads = np.full(PAD, -1)
    fold = np.concatenate(
        [*(np.concatenate([pads, np.full(len(x[0]), f)]) for x, f in zip(labels, folds, strict=True)), pads]
    )
    cue, content, spoken = (_padded([x[n] for x in labels]) for n in range(3))
    return Examples(encoder.batch(readings), cue, content, spoken, fold, encoder, readings)


def _labels(
    scan: Scan, gold: Sequence[Gold], quoted: Sequence[tuple[int, int]]
) -> tuple[Bools, Bools, Bools]:
    def mark(spans: Sequence[tuple[int, int]]) -> Bools:
        marked = np.zeros(len(scan.rows), dtype=bool)
        for start, end in spans:
            marked[scan.index(start) : scan.index(end)] = True
        return marked

    return mark([s for g in gold for s in g.cue]), mark([s for g in gold for s in g.content]), mark(quoted)


def _padded(arrays: Sequence[Bools]) -> Bools:
    pad = np.zeros(PAD, dtype=bool)
    return np.concatenate([*(np.concatenate([pad, array]) for array in arrays), pad])


def alphabets(readings: Sequence[Reading], cues: Cues) -> dict[str, list[str]]:
    """Return the names of the values of each axis: words of five articles or more, commoner ones first.

    Proper names are left out: who is in the news in one year says nothing of how speech is reported.
    """
    words: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for reading in readings:
        scan, firsts = reading.scan, set(reading.sentences)
        words.update(set(scan.lows))
        endings.update(low[-ENDING:] for low in scan.lows)
        inside.update(low for n, low in enumerate(scan.lows) if n not in firsts)
        inner = (n for n, trait in enumerate(scan.traits) if trait & CAPITAL and n not in firsts)
        capital.update(scan.lows[n] for n in inner)
    for name in [word for word in words if capital[word] > MOST_CAPITAL * inside[word] and word != "i"]:
        del words[name]
    forms = [form for entries in cues.forms.values() for form in entries]

    def common(counts: Counter[str], least: int) -> list[str]:
        return ["", *(w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least)]

    return {
        "word": common(words, 5),
        "ending": common(endings, 30),
        "class": ["", *CLASSES[1:]],
        "cue": ["", *sorted({cue_name(form) for form in forms})],
        "takes": ["", *sorted({takes_name(form) for form in forms})],
        "pattern": ["", *PATTERNS],
    }


@dataclass(frozen=True)
class Design:
    """The slots of a part as a sparse matrix of ones."""

    matrix: sparse.csr_matrix
    offsets: dict[str, int]
    axes: dict[str, tuple[str, ...]]


def design(slots: Slots, rows: Bools) -> Design:
    """Build the matrix of the tokens that ``rows`` picks."""
    axes = {slot.name: slot.axes for slot in slots.found}
    offsets, total = offsets_of(axes, slots.sizes)
    columns = [(slot.values + offsets[slot.name])[rows] for slot in slots.found]
    index = np.stack(columns, axis=1).astype(np.int32)
    count, width = index.shape
    ones = np.ones(count * width, dtype=np.float32)
    pointers = np.arange(0, count * width + 1, width)
    return Design(sparse.csr_matrix((ones, index.ravel(), pointers), shape=(count, total)), offsets, axes)


def fit(made: Design, rows: Bools, labels: Bools, strength: float, steps: int) -> Weights:
    """Fit one logistic regression."""
    learner = LogisticRegression(C=strength, max_iter=steps, tol=1e-5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        learner.fit(made.matrix[rows], labels[rows])
    table = learner.coef_[0].astype(np.float32)
    return Weights(table, made.offsets, made.axes, float(learner.intercept_[0]))


@dataclass(frozen=True)
class Choices:
    """Candidates for sources, those of one content beside each other: which is the head, whose they are."""

    design: Design
    head: Bools
    anchor: NDArray[np.int64]
    token: NDArray[np.int64]


def source_examples(data: Examples, cue: Floats, sizes: dict[str, int]) -> Choices:
    """Return the candidates for the source of every piece of gold content.

    A quotation inside a longer content stands for itself too, as it does where contents are found.
    """
    texts: list[TextVoices] = []
    drafts: list[list[Draft]] = []
    heads, at = [], 0
    for (_, text, gold), reading in zip(articles("train"), data.readings, strict=True):
        at += PAD
        end = at + len(reading.quote)
        labels = Labels(data.content[at:end], cue[at:end])
        voices = TextVoices(reading, split_sentences(text), labels, at)
        texts.append(voices)
        drafts.append([])
        spoken = [(q.start, q.end) for q in voices.quotations if q.outer is None]
        for g in gold:
            head = g.head(text)
            token = -1 if head is None else at + reading.scan.index(head[0])
            pieces = set(g.content)
            pieces |= {q for q in spoken for s, e in g.content if s < q[0] and q[1] < e}
            for start, stop in sorted(pieces):
                drafts[-1].append(voices.draft_of(start, stop))
                heads.append(token)
        at = end
    places = anchors(texts, drafts)
    found = candidates(data.batch, places)
    slots = Slots(sizes)
    add_source_slots(slots, data.batch, cue, places, found)
    made = design(slots, np.ones(len(found.token), dtype=bool))
    return Choices(made, np.array(heads)[found.anchor] == found.token, found.anchor, found.token)


def fit_choice(made: Choices, rows: Bools, strength: float, steps: int) -> Weights:
    """Fit a multinomial logistic regression: which candidate is the head, or none (logit 0)."""
    matrix, head, anchor = made.design.matrix[rows], made.head[rows], made.anchor[rows]
    first = np.flatnonzero(np.diff(anchor, prepend=-1))
    number = np.cumsum(np.diff(anchor, prepend=-1) != 0) - 1
    transposed = matrix.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table, bias = weights[:-1], weights[-1]
        logits = matrix @ table.astype(np.float32) + bias
        top = np.maximum(np.maximum.reduceat(logits, first), 0)
        grown = np.exp(logits - top[number])
        total = np.add.reduceat(grown, first) + np.exp(-top)
        value = strength * (np.sum(np.log(total) + top) - logits[head].sum()) + 0.5 * table @ table
        error = strength * (grown / total[number] - head)
        return float(value), np.append(transposed @ error.astype(np.float32) + table, error.sum())

    start, options = np.zeros(matrix.shape[1] + 1), {"maxiter": steps}
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return Weights(found[:-1].astype(np.float32), made.design.offsets, made.design.axes, float(found[-1]))


def right_heads(made: Choices, fold: NDArray[np.int64]) -> float:
    """Return how often the head is chosen where it is among the candidates, on five folds."""
    logits = np.zeros(len(made.head), dtype=np.float32)
    of_fold = fold[made.token]
    for number in range(FOLDS):
        weights = fit_choice(made, of_fold != number, SOURCE_STRENGTH, SOURCE_STEPS)
        rows = of_fold == number
        logits[rows] = made.design.matrix[rows] @ weights.table + weights.bias
    chosen = best(Candidates(made.token, made.anchor), logits, int(made.anchor.max()) + 1)
    heads = zip(made.anchor[made.head].tolist(), made.token[made.head].tolist(), strict=True)
    return float(np.mean([chosen[anchor][0] == token for anchor, token in heads]))


def f1(gold: Bools, ours: Bools) -> float:
    """Return the harmonic mean of precision and recall."""
    return float(2 * (gold & ours).sum() / max(1, gold.sum() + ours.sum()))


def main() -> None:
    cues = load_cues(CUES_FILE)
    finder = VoiceFinder.load(cues, model=None)
    data = examples("train", finder, cues)
    batch, words = data.batch, data.batch.spoken
    alphabet = {axis: list(rows) for axis, rows in data.encoder.rows.items()}
    sizes = axis_sizes(alphabet)
    collected = Slots(sizes)
    add_cue_slots(collected, batch)
    cue_design = design(collected, words)
    fold, cue, content = data.fold[words], data.cue[words], data.content[words]
    probability = np.zeros(len(words), dtype=np.float32)
    for number in range(FOLDS):
        weights = fit(cue_design, fold != number, cue, CUE_STRENGTH, CUE_STEPS)
        logits = cue_design.matrix[fold == number] @ weights.table + weights.bias
        probability[np.flatnonzero(words)[fold == number]] = sigmoid(logits)
    print("cue words, F1 at 0.3:", round(f1(cue, probability[words] > 0.3), 3), flush=True)
    collected = Slots(sizes)
    add_content_slots(collected, batch, probability)
    made = design(collected, words)
    choices = source_examples(data, probability, sizes)
    if "--write" not in sys.argv:
        logit = np.zeros(int(words.sum()), dtype=np.float32)
        for number in range(FOLDS):
            weights = fit(made, fold != number, content, CONTENT_STRENGTH, CONTENT_STEPS)
            logit[fold == number] = made.matrix[fold == number] @ weights.table + weights.bias
        spoken, outside = data.spoken[words], batch.quote[words] != 1
        for threshold in THRESHOLDS:
            ours = (logit > threshold) | spoken
            print(threshold, round(f1(content, ours), 4), round(f1(content & outside, ours & outside), 4))
        print("heads of sources among the candidates:", round(right_heads(choices, data.fold), 3))
        return
    everywhere = np.ones(len(content), dtype=bool)
    parts = {
        "cue": fit(cue_design, everywhere, cue, CUE_STRENGTH, CUE_STEPS),
        "content": fit(made, everywhere, content, CONTENT_STRENGTH, CONTENT_STEPS),
        "source": fit_choice(choices, np.ones(len(choices.head), dtype=bool), SOURCE_STRENGTH, SOURCE_STEPS),
    }
    for part, weights in parts.items():
        weights.table[np.abs(weights.table) < SMALLEST[part]] = 0
    MODEL_FILE.parent.mkdir(exist_ok=True)
    write_model(Model(alphabet, *parts.values(), THRESHOLD), MODEL_FILE)
    kept = sum(int(np.count_nonzero(weights.table)) for weights in parts.values())
    print(f"{kept:,} weights, {MODEL_FILE.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
