"""What the project does in ``make bench``, beside what peers do (``ways_peers.py``), on the same inputs.

Every function gets ready what is not timed and returns what is timed. An invented article comes first, so
that imports and models are there; words of the inputs are met for the first time in the measurement.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy import sparse
from ways_peers_numbers import summary

from analysis.annotation.annotate import annotate
from analysis.annotation.article_pass import PASS_TABLES, Annotator
from analysis.annotation.lexicons import load_lexicon, load_lexicons
from analysis.annotation.matching import Matcher
from analysis.annotation.pieces import BETWEEN
from analysis.annotation.sentences import split_sentences
from analysis.annotation.sentiment import SentimentScorer
from analysis.annotation.valence import Valence
from analysis.annotation.voices import VoiceFinder
from analysis.comparison.resampling import resampled_ratios
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.shrinkage import fightin_words_z
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.corpus import read_articles
from analysis.measures.terms.counts import TermCounts
from analysis.text import WORD

Work = Callable[[], Any]
ARTICLE = "The ferry\n\n“Nobody was glad,” Ida Orr said. She added that the regime of Halmere was a plague."


def versions(_way: str) -> str:
    """Return the Python that measures."""
    return f"Python {sys.version.split()[0]}"


def _read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def sentiment(folder: Path) -> Work:
    """Return all four scores of each sentence."""
    sentences, score = _read(folder, "sentences"), SentimentScorer().score
    return lambda: list(map(score, sentences))


def sentences(folder: Path) -> Work:
    """Return how many sentences each text has."""
    texts = _read(folder, "texts")
    split_sentences(ARTICLE)
    return lambda: [len(split_sentences(text)) for text in texts]


def words(folder: Path) -> Work:
    """Return how many words each text has; their offsets are found."""
    texts = _read(folder, "texts")
    return lambda: [len([word.span() for word in WORD.finditer(text)]) for text in texts]


def phrases(folder: Path) -> Work:
    """Return how often each term stands in the first few texts, and in all."""
    texts, terms = _read(folder, "texts"), _read(folder, "terms")
    matcher = Matcher([load_lexicon(folder / "terms.csv")])
    matcher.find(ARTICLE)
    number, few = {term: i for i, term in enumerate(terms)}, len(_read(folder, "few"))
    numbers = np.array([number[entry.term] for _, entry in matcher.owners])

    def work() -> dict[str, list[int]]:
        bounds = np.cumsum([0, *(len(text) + 1 for text in texts)])
        starts, _, owners = matcher.find_all(BETWEEN.join([*texts, ""]), (bounds[:-1], bounds[1:] - 1))
        found = numbers[owners]
        first = found[starts < bounds[few]]
        return {
            "few": np.bincount(first, minlength=len(terms)).tolist(),
            "all": np.bincount(found, minlength=len(terms)).tolist(),
        }

    return work


def pipeline(folder: Path) -> Work:
    """Read and annotate the articles; voices by the model."""
    _invented(folder)
    return lambda: _tables(annotate(read_articles(folder / "articles.jsonl")[0]))


def _invented(folder: Path) -> None:
    """Read and annotate an invented article, so that imports and models are there."""
    place = folder / "invented.jsonl"
    place.write_text(json.dumps({"outlet": "Osterby Post", "text": ARTICLE}) + "\n", encoding="utf-8")
    annotate(read_articles(place)[0])


def _tables(annotated: Any) -> list[int]:
    return [getattr(annotated, name).height for name in PASS_TABLES]


def pipeline_rules(folder: Path) -> Work:
    """Read and annotate the articles; voices by the rules alone, to the same tables."""
    _invented(folder)
    lexicons = load_lexicons(["loaded_terms"])
    matcher = Matcher([*lexicons, load_lexicon("valence_masks")])
    annotator = Annotator(matcher, VoiceFinder.load(model=None), Valence())

    def work() -> list[int]:
        articles, _ = read_articles(folder / "articles.jsonl")
        tables = annotator.chunk(articles.select("article_id", "title", "text").rows())
        return [tables[name].height for name in PASS_TABLES]

    return work


def voices(folder: Path) -> Work:
    """Find the voices of all texts by the model; their sentences are given."""
    return _voices(folder, VoiceFinder.load())


def voices_rules(folder: Path) -> Work:
    """Find the voices of all texts by the rules alone; their sentences are given."""
    return _voices(folder, VoiceFinder.load(model=None))


def _voices(folder: Path, finder: VoiceFinder) -> Work:
    pairs = [(text, split_sentences(text)) for text in _read(folder, "texts")]
    finder.find([(ARTICLE, split_sentences(ARTICLE))])
    return lambda: sum(len(attributions) for attributions, _ in finder.find(pairs))


def _counts(folder: Path, name: str) -> TermCounts:
    matrix = sparse.csr_array(sparse.load_npz(folder / f"{name}.npz"))
    articles = pl.read_ipc(folder / f"{name}.articles.arrow")
    return TermCounts(
        "words", "own", "all", tuple(f"w{i:06}" for i in range(matrix.shape[1])), articles, matrix
    )


def keyness_z(folder: Path) -> Work:
    """Return z of every term, from the matrix; the first half of the rows is the focus."""
    counts = _counts(folder, "keyness").counts
    half = counts.shape[0] // 2

    def work() -> list[float]:
        hits = np.stack([np.asarray(part.sum(axis=0)).ravel() for part in (counts[:half], counts[half:])])
        return [float(z) for z in fightin_words_z(hits, hits.sum(axis=1))]

    return work


def keyness_table(folder: Path) -> Work:
    """Return z of every term from the whole table of keyness: tests by article, intervals and the rest."""
    counts, every = _counts(folder, "keyness"), Vocabulary(min_count=0, min_articles_with=0)
    keyness_of_counts(counts.columns(range(20)), "focus", vocabulary=every)

    def work() -> list[float]:
        table = keyness_of_counts(counts, "focus", vocabulary=every)
        return [float(z) for z in table.sort("term")["z"]]

    return work


def resamples_dense(folder: Path) -> Work:
    """Return how the ratios of a small corpus move when articles are drawn again."""
    return _resamples(folder, "dense")


def resamples_sparse(folder: Path) -> Work:
    """Return the same of a large one."""
    return _resamples(folder, "sparse")


def _resamples(folder: Path, name: str) -> Work:
    counts, (number, compared) = _counts(folder, name), _read(folder, "resamples")[name]
    list(resampled_ratios(counts.columns(range(20)), "focus", resamples=2))

    def work() -> list[list[float]]:
        blocks = [
            summary(block.resampled[:, :compared])
            for block in resampled_ratios(counts, "focus", resamples=number)
        ]
        return [[value for block in blocks for value in block[i]] for i in range(3)]

    return work
