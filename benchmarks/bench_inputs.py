"""The inputs of ``make bench``: real articles, terms drawn from them, made-up matrices of counts.

Every way reads them from one folder, so that the project and its peers work on the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from polnear import CORPORA
from scipy import sparse

from analysis.annotation.lexicons import load_lexicon
from analysis.annotation.sentences import split_sentences
from analysis.comparison.resampling import EVEN, resample_weights
from analysis.text import WORD, fold

SOURCE = CORPORA / "allsides-foreign.jsonl.gz"
TERMS, REPEATS, FEW = 2_000, 20, 10
KEYNESS = (100, 50_000)
"""Articles and terms of the matrix of keyness."""
DENSE, SPARSE = (500, 5_000), (5_000, 50_000)
RESAMPLES, SPARSE_RESAMPLES = 1_000, 25
"""Resamples that are asked for, and those that a peer is measured on where all would take minutes."""


def write_texts(folder: Path, articles: int) -> dict[str, int]:
    """Write articles, texts, sentences and terms; return characters of all texts and of the first few, words.

    ``articles.jsonl`` holds articles as the corpus has them, ``repeated.txt`` the texts ``REPEATS`` times.
    """
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, islice(lines, articles)) if row["text"]]
    texts = [row["text"] for row in rows]
    folded = [fold(text) for text in texts]
    sentences = [text[a:b] for text in texts for a, b in split_sentences(text)]
    terms = choose_terms(folded)
    lexicon = {form for entry in load_lexicon("loaded_terms").entries for form in entry.forms}
    short = sorted(form for form in lexicon if len(form.split()) <= 2)
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "repeated.txt").write_text("\n".join(texts * REPEATS), encoding="utf-8")
    (folder / "terms.csv").write_text(
        "term,category\n" + "".join(f"{t},bench\n" for t in terms), encoding="utf-8"
    )
    few = folded[:FEW]
    given = {"texts": texts, "folded": folded, "few": few, "sentences": sentences, "terms": terms}
    for name, value in (given | {"lexicon": short, "word": WORD.pattern}).items():
        _write(folder, name, value)
    return {
        "characters": sum(map(len, texts)),
        "few": sum(map(len, few)),
        "words": sum(len(WORD.findall(text)) for text in texts),
        "articles": len(texts),
    }


def choose_terms(folded: Sequence[str]) -> list[str]:
    """Return words and pairs of words of some texts, half of each, of which no two can overlap.

    First and second words of pairs are parted by their first letter, and neither stands alone; so counting
    the longest match and counting every match give the same.
    """
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in folded:
        found = [word for word in WORD.findall(text) if word.isascii() and word.isalpha() and len(word) > 1]
        words.update(found)
        for first, second in pairwise(found):
            if first < "m" <= second and f"{first} {second}" in text:
                pairs[f"{first} {second}"] += 1
    chosen = [pair for pair, _ in pairs.most_common(TERMS // 2)]
    taken = {word for pair in chosen for word in pair.split()}
    alone = [word for word, _ in words.most_common() if word not in taken]
    return sorted([*chosen, *alone[: TERMS - len(chosen)]])


def write_matrices(folder: Path) -> None:
    """Write counts that follow Zipf's law, every term at least once, and what each resample draws."""
    _write_counts(folder, "keyness", *KEYNESS)
    compared = {"dense": (RESAMPLES, RESAMPLES), "sparse": (RESAMPLES, SPARSE_RESAMPLES)}
    for name, (articles, terms) in (("dense", DENSE), ("sparse", SPARSE)):
        table, counts = _write_counts(folder, name, articles, terms)
        weights = resample_weights(table, RESAMPLES).astype(np.int64)[: compared[name][1]]
        outlet = table["outlet"].to_numpy() != "focus"
        words = table["words"].cast(pl.Float64).to_numpy()
        pseudo, pseudo_words = EVEN.pseudo_counts(np.asarray(counts.sum(axis=0)).ravel(), words)
        np.savez(
            folder / f"{name}.draws.npz",
            drawn=np.stack([np.repeat(np.arange(articles), row) for row in weights]),
            words=words,
            outlet=outlet.astype(np.int64),
            pseudo=pseudo,
            pseudo_words=pseudo_words,
            totals=np.array([words[~outlet].sum(), words[outlet].sum()]),
        )
    _write(folder, "resamples", compared)


def _write_counts(folder: Path, name: str, articles: int, terms: int) -> tuple[pl.DataFrame, Any]:
    random = np.random.default_rng(1)
    chance = 1.0 / np.arange(1, terms + 1)
    lengths = np.ceil(random.lognormal(6.0, 0.6, articles)).astype(np.int64)
    drawn = np.searchsorted(np.cumsum(chance) / chance.sum(), random.random(lengths.sum()))
    columns = np.concatenate([drawn, np.arange(terms)])
    rows = np.concatenate([np.repeat(np.arange(articles), lengths), random.integers(0, articles, terms)])
    counts = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(articles, terms)).tocsr()
    table = pl.DataFrame(
        {
            "article_id": [f"{i:06}" for i in range(articles)],
            "outlet": ["focus" if i < articles // 2 else "reference" for i in range(articles)],
            "event": pl.Series([None] * articles, dtype=pl.String),
            "published": pl.Series([None] * articles, dtype=pl.Datetime),
            "words": np.bincount(rows, minlength=articles),
        }
    )
    sparse.save_npz(folder / f"{name}.npz", counts)
    table.write_ipc(folder / f"{name}.articles.arrow")
    return table, counts


def _write(folder: Path, name: str, value: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
