"""Real articles as counts for the null and coverage benchmarks: words per article, hits of word groups."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.text import WORD, fold

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

# Everyday groups of unequal frequency; what they mean does not matter here, only how their counts spread.
WORD_GROUPS = {
    "conflict": "war attack attacks fight battle threat threats enemy violence terror terrorism",
    "money": "money tax taxes budget billion million dollars economy jobs trade",
    "law": "law court judge lawsuit legal constitution justice ruling investigation charges",
    "praise": "great best strong success win winning hope proud honor support",
    "blame": "wrong failed failure worst bad crisis problem problems corrupt dishonest lie lies",
    "crowd": "people voters americans women men workers families public crowd supporters",
    "doubt": "may might could perhaps possibly likely seems apparently suggested",
    "force": "must never always absolutely clearly certainly completely totally",
    "border": "border immigration immigrants refugees illegal visa deportation wall",
    "press": "media press reporters news interview newspaper television tweet twitter",
    "faith": "god church religious christian muslim muslims faith pope",
    "loaded": "regime hegemony puppet propaganda tyranny extremist radical elites establishment",
}


@dataclass(frozen=True)
class Counts:
    """Articles of a corpus as numbers: outlet, words, and hits with one column per word group."""

    outlets: NDArray[np.str_]
    words: NDArray[np.float64]
    hits: NDArray[np.float64]
    groups: tuple[str, ...]


def read_counts(name: str = "polnear.jsonl.gz") -> Counts:
    """Read a corpus of ../shared/corpora and count its words and word groups."""
    group_of = {word: i for i, words in enumerate(WORD_GROUPS.values()) for word in words.split()}
    outlets, lengths, hits = [], [], []
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = Counter(match.group() for match in WORD.finditer(fold(row["text"] or "")))
            if not words:
                continue
            found = np.zeros(len(WORD_GROUPS))
            for word, group in group_of.items():
                found[group] += words[word]
            outlets.append(row["outlet"])
            lengths.append(sum(words.values()))
            hits.append(found)
    return Counts(np.array(outlets), np.array(lengths, dtype=float), np.array(hits), tuple(WORD_GROUPS))


def negative_binomial_size(counts: Counts) -> NDArray[np.float64]:
    """Return the negative binomial size of each word group: variance = mean + mean² / size (moments)."""
    size = np.zeros(len(counts.groups))
    for g in range(len(counts.groups)):
        excess = square = 0.0
        for outlet in np.unique(counts.outlets):
            here = counts.outlets == outlet
            mean = counts.words[here] * counts.hits[here, g].sum() / counts.words[here].sum()
            excess += ((counts.hits[here, g] - mean) ** 2 - mean).sum()
            square += (mean**2).sum()
        size[g] = square / max(excess, 1e-9)
    return size
