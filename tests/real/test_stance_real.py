"""Stance on the annotated sentences beside the repository; skipped where they are missing."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from analysis.annotation.stance import StanceReader

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")


@pytest.fixture(scope="module")
def bench(monkeypatch_module: pytest.MonkeyPatch) -> ModuleType:
    """Import benchmarks/stance.py, which imports its neighbours."""
    monkeypatch_module.syspath_prepend(str(ROOT / "benchmarks"))
    for name in ("stance", "stance_gold", "train_stance"):
        sys.modules.pop(name, None)
    return importlib.import_module("stance")


@pytest.fixture(scope="module")
def monkeypatch_module() -> object:
    """Undo what the module changed."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_pairs_of_events_that_the_model_has_not_seen(bench: ModuleType) -> None:
    pairs = bench.seesaw("valid")
    gold, events = np.array([pair.polarity for pair in pairs]), [pair.event for pair in pairs]
    floors = {
        "rules": (StanceReader.load(model=None), 0.61, 0.72),
        "model": (StanceReader.load(), 0.65, 0.76),
    }
    for reader, of_pairs, of_sums in floors.values():
        scores = np.array([reading.score for reading in reader.read([pair.place for pair in pairs])])
        assert float(bench.with_interval(gold, bench.signs(scores), events, (-1, 1))[:5]) > of_pairs
        assert float(bench.with_interval(*bench.summed(pairs, scores), (-1, 1))[:5]) > of_sums


@pytest.mark.slow  # about ten seconds: a model is trained without the fold that it is measured on
def test_targets_of_articles_that_the_model_has_not_seen(bench: ModuleType) -> None:
    gold = bench.newsmtsc()
    found, left = bench.told(gold, bench.Scanner())
    polarity = np.array([g.polarity for g in gold])
    fold = np.array([bench.fold_of(g.event) for g in gold])
    train = importlib.import_module("train_stance")
    matrix, names = train.design(found)
    model = train.fit(
        matrix[fold != 0], polarity[fold != 0], np.zeros(int((fold != 0).sum()), dtype=bool), names
    )
    rows = np.flatnonzero(fold == 0)
    readings = train.settle(model.probabilities([found[n] for n in rows]), left[rows])
    ours, articles = np.array([r.polarity for r in readings]), [gold[n].article for n in rows]
    assert float(bench.with_interval(polarity[rows], ours, articles, (-1, 0, 1))[:5]) > 0.62
