"""Annotating real articles: the founding article, and KCNA beside Reuters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analysis import annotate, per_article_rates, read_articles

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no real articles at {CORPORA}")


@pytest.fixture(scope="module")
def founding() -> dict[str, Any]:
    command = [sys.executable, "-m", "analysis", "article", str(CORPORA / "founding-article.txt"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    record: dict[str, Any] = json.loads(done.stdout)
    return record


def test_founding_article_is_read_once(founding: dict[str, Any]) -> None:
    article = founding["article"]
    assert article["outlet"] == "Sputnik International"
    assert article["published"].startswith("2024-01-15T17:18")
    assert article["updated"].startswith("2024-01-17T09:43")
    body = sum(row["n_words"] for row in founding["sentences"] if row["part"] != "headline")
    assert abs(body - 962) <= 0.02 * 962


def test_founding_article_has_one_hit_of_each_phrase(founding: dict[str, Any]) -> None:
    surfaces = sorted(hit["surface"].lower() for hit in founding["hits"])
    expected = [
        "cancer tumor",
        "chauvinistic",
        "cold war-style",
        "hegemony-oriented",
        "special military operation",
    ]
    assert surfaces == expected
    terms = {hit["surface"].lower(): hit["term"] for hit in founding["hits"]}
    assert terms["hegemony-oriented"] == "hegemon*"


def test_founding_article_quotes_are_told_from_its_own_words(founding: dict[str, Any]) -> None:
    spans = {(row["sentence"], row["span"]): row for row in founding["spans"]}
    names = {row["attribution"]: row["source_name"] for row in founding["attributions"]}
    voice = {hit["surface"].lower(): spans[hit["sentence"], hit["span"]] for hit in founding["hits"]}
    assert voice["cancer tumor"]["voice"] == "quoted"
    assert names[voice["cancer tumor"]["attribution"]] == "DPRK"
    assert voice["hegemony-oriented"]["voice"] == "quoted"
    assert voice["special military operation"]["voice"] == "reported"
    assert "Lavrov" in names[voice["special military operation"]["attribution"]]


def test_hegemony_in_kcna_and_reuters() -> None:
    """Slow (about a minute): 1,059 and 2,571 articles are read and the agencies' annotated."""
    articles, _ = read_articles([CORPORA / "kcna-raw.jsonl.gz", CORPORA / "allsides-foreign.jsonl.gz"])
    chosen = annotate(articles.filter(pl.col("outlet").is_in(["KCNA", "Reuters"])))
    rates = per_article_rates(chosen, voice="all", by="term", terms=["hegemon*"])
    found = rates.group_by("outlet").agg(pl.col("numerator").sum(), pl.len().alias("articles"))
    assert {outlet: (hits, n) for outlet, hits, n in found.rows()}["KCNA"] == (56, 1059)
    assert found.filter(outlet="Reuters")["numerator"].item() == 1
