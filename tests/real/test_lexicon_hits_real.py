"""Lists of words against BASIL's spans and BABE's sentences; skipped where the corpora are missing."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from analysis.annotation.lexicons import load_lexicon
from analysis.annotation.matching import Matcher

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")


@cache
def benchmark() -> ModuleType:
    """Import benchmarks/lexicon_hits.py, which imports its neighbour."""
    spec = importlib.util.spec_from_file_location("lexicon_hits", ROOT / "benchmarks" / "lexicon_hits.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["lexicon_hits"] = module
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def test_spans_are_where_the_annotators_put_them() -> None:
    """178 own-voice lexical spans in 135 articles, as Fan et al. (2019) give them; each on its own words."""
    articles = benchmark().basil()
    with (CORPORA / "basil.gold.jsonl").open(encoding="utf-8") as lines:
        gold = [json.loads(line)["spans"] for line in lines]
    assert sum(len(article.lexical) for article in articles) == 178
    for article, spans in zip(articles, gold, strict=True):
        assert len(article.marked) == len(spans)
        assert all(
            article.text[start:end] == span["txt"]
            for (start, end), span in zip(article.marked, spans, strict=True)
            if span["id"] != "title"
        )


def test_union_touches_half_of_the_spans_at_forty_hits_or_fewer() -> None:
    hits = benchmark()
    lists = [load_lexicon(name) for name in ("loaded_terms", "stance_words", "appraisal_words")]
    matcher = Matcher(lists)
    counts = []
    for article in hits.basil():
        found = hits.places(article.text, article.sentences, lists, matcher)
        union = hits.merged([(s, e) for places in found.values() for s, e, _ in places])
        counts.append(hits.span_counts(article, union))
    share, cost = hits.share_and_cost(np.array(counts))
    assert share >= 0.50
    assert cost <= 40


def test_counts_of_hits_tell_biased_sentences_without_learned_words() -> None:
    hits = benchmark()
    with (CORPORA / "babe.gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    labels = np.array([row["label_bias"] == "Biased" for row in rows])
    outlets = np.array([row["outlet"] for row in rows])
    lists = [load_lexicon(name) for name in hits.LISTS]
    features, names = hits.babe_features([row["text"] for row in rows], lists)
    assert names[-2:] == ["|VADER|", "length"]
    plain = hits.auc(labels, features[:, :-2].sum(axis=1))
    assert plain >= 0.70
    assert hits.auc(labels, hits.held_out_scores(features, labels, outlets)) >= plain
