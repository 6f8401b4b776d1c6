"""Random halves of one outlet of real articles: contrasts find nothing more often than they may."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from analysis.comparison import ALL_REFERENCES, contrast, findings
from analysis.study import Inference

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
SPLITS = 60


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not there")
def test_random_halves_of_one_outlet() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from null_data import read_counts
        from null_splits import random_outlets
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    draw = random_outlets(read_counts(), "breitbart", 20)
    random = np.random.default_rng(1)
    tests = alarms = with_finding = 0
    for split in range(SPLITS):
        table = contrast(draw(random), "outlet 0", inference=Inference(resamples=399), seed=split)
        tested = table.filter(pl.col("reference") == ALL_REFERENCES, pl.col("p").is_not_null())
        tests += tested.height
        alarms += int((tested["p"] <= 0.05).sum())
        with_finding += findings(table).height > 0
    assert tests > SPLITS * 8
    # At 5 % each: 3 of 60 splits, more than 8 with probability 0.003; groups of one split hang together.
    assert alarms / tests < 0.08
    assert with_finding <= 8
