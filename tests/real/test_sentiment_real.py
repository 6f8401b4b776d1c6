"""The built-in scorer against vaderSentiment on sentences of real articles; skipped without them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.sentiment import Scorer, load_scorer

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
EVERY = 40
"""One line in so many is read of large files."""

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")


@cache
def scorers() -> tuple[Scorer, Scorer]:
    return load_scorer(), load_scorer("vaderSentiment")


def texts(name: str) -> Iterator[str]:
    """Yield all text under any key, from one line in EVERY of large files and one in four of the others."""
    raw = (CORPORA / name).read_bytes()
    lines = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode().splitlines()
    for row in map(json.loads, islice(lines, 0, None, EVERY if len(lines) > 600 else 4)):
        yield from (value for value in row.values() if isinstance(value, str))


@pytest.mark.parametrize(
    "name",
    [
        *("allsides-foreign.jsonl.gz", "polnear.jsonl.gz", "kcna-raw.jsonl.gz", "ruwa-headlines.jsonl.gz"),
        *("basil.jsonl", "seesaw.jsonl", "newswcl50.jsonl"),
        *("newsmtsc.gold.jsonl", "babe.gold.jsonl", "sputnik-kyivindependent-headlines.jsonl"),
    ],
)
def test_sentences_score_as_the_library_scores_them(name: str) -> None:
    ours, library = scorers()
    compared = 0
    for text in texts(name):
        for sentence in {text[start:end] for start, end in split_sentences(text)}:
            assert repr(ours.score(sentence)) == repr(library.score(sentence)), sentence
            compared += 1
    assert compared > 40


def test_whole_articles_and_pages_score_alike_too() -> None:
    ours, library = scorers()
    page = (CORPORA / "founding-article.txt").read_text(encoding="utf-8")
    for text in [page, *islice(texts("kcna-raw.jsonl.gz"), 40)]:
        assert repr(ours.score(text)) == repr(library.score(text))
