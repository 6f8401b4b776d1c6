"""Stance toward targets in real articles: a state agency as anyone would expect it, and intervals."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis import annotate, contrast, read_articles, stance_mentions, stance_scores, stance_toward
from analysis.measures import sum_stance, who_about_whom
from analysis.measures.stance.tables import OUTLET

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no real articles at {CORPORA}")


@pytest.mark.parametrize("model", [None, "built-in"])
def test_kcna_is_for_the_north_and_against_its_adversaries(model: str | None) -> None:
    articles, _ = read_articles([CORPORA / "kcna-raw.jsonl.gz"])
    annotated = annotate(articles.sort("article_id").sample(250, seed=3))
    read = stance_mentions(annotated, ["North Korea", "South Korea", "United States", "Japan"], model=model)
    table = who_about_whom(annotated, mentions=read).filter(source=OUTLET)
    cells = {row["target"]: row for row in table.iter_rows(named=True)}
    assert cells["North Korea"]["favourable"] > 2 * cells["North Korea"]["unfavourable"]
    assert cells["North Korea"]["low"] > 0
    for adversary in ("South Korea", "United States"):
        assert cells[adversary]["unfavourable"] > 2 * cells[adversary]["favourable"]
        assert cells[adversary]["score"] < 0


def test_basil_outlets_compare_with_intervals() -> None:
    articles, _ = read_articles([CORPORA / "basil.jsonl"])
    annotated = annotate(articles)
    targets = ["Donald Trump", "Barack Obama", "Republican Party", "Democratic Party"]
    read = stance_mentions(annotated, targets)
    rows = contrast(stance_scores(annotated, targets, mentions=read), "Fox News")
    against_all = rows.filter(pl.col("p").is_not_null())
    assert against_all.height == len(targets)
    assert against_all["low"].null_count() == 0
    assert (against_all["low"] < against_all["estimate"]).all()
    sums = sum_stance(stance_toward(annotated, mentions=read))
    assert sums["mentions"].sum() == read.height
