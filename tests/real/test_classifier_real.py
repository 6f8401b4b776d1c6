"""The outlet classifier on BASIL and PolNeAR; skipped where the corpora are missing."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from analysis.annotation import Annotated, annotate
from analysis.comparison import tell_apart
from analysis.comparison.classifier.outlets import tell_apart_counts
from analysis.corpus import read_articles
from analysis.measures import count_unmasked_words
from analysis.study import Inference

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
SPLITS = 60

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")


@cache
def basil() -> Annotated:
    return annotate(read_articles(CORPORA / "basil.jsonl")[0])


def test_fox_news_is_told_from_two_others_by_more_than_names() -> None:
    annotated = basil()
    start = time.perf_counter()
    found = tell_apart(annotated, "Fox News", inference=Inference(resamples=200))
    assert time.perf_counter() - start < 10
    row = found.score.row(0, named=True)
    assert row["p"] <= 0.02
    assert 0.6 < row["balanced_accuracy"] < 0.8
    assert (row["unit"], row["focus_units"], row["folds"]) == ("event", 45, 10)
    left = count_unmasked_words(annotated).counts
    assert not {"huffpost", "foxnews", "obama", "trump", "mr", "sen", "monday", "washington"} & set(
        left.terms
    )


def test_random_halves_of_one_outlet_are_not_told_apart() -> None:
    articles, _ = read_articles(CORPORA / "polnear.jsonl.gz")
    read = count_unmasked_words(annotate(articles.filter(pl.col("outlet") == "Politico")))
    ids = read.counts.articles["article_id"].to_list()
    p, accuracy = [], []
    for split in range(SPLITS):
        first = set(np.random.default_rng(split).permutation(ids)[: len(ids) // 2])
        named = {article: "first" if article in first else "second" for article in ids}
        dealt = type(read)(read.counts.with_outlets(named), read.masked)
        score = tell_apart_counts(
            dealt, ["first"], ["second"], inference=Inference(resamples=99), seed=split + 1_000_000
        ).score
        p.append(score["p"][0])
        accuracy.append(score["balanced_accuracy"][0])
    # At 5 %: 3 of 60 splits, more than 8 with probability 0.003.
    assert sum(value <= 0.05 for value in p) <= 8
    assert np.mean(accuracy) == pytest.approx(0.5, abs=0.03)
