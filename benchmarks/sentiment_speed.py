"""Measure the built-in scorer of valence beside vaderSentiment on the same sentences.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/sentiment_speed.py [rounds]      # make bench-sentiment

Processor time of one core; all four scores of every sentence. Each round scores the sentences by the
library, by a built-in scorer that is new and has met no word (cold), and by the same once more (warm); the
ratio is the median over rounds of the library's time over ours. Building the scorers is left out on both
sides: both read the same lexicon. Every score is compared too.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from polnear import CORPORA
from timing import median_ratio, median_seconds, processor_seconds

from analysis.annotation.sentences import split_sentences
from analysis.annotation.sentiment import LibraryScorer, Scorer, Sentiment, SentimentScorer

ROUNDS = 5
MOST = 20_000
FILES = (
    *("allsides-foreign.jsonl.gz", "polnear.jsonl.gz", "kcna-raw.jsonl.gz", "basil.jsonl"),
    *("ruwa-headlines.jsonl.gz", "babe.gold.jsonl"),
)


def sentences(name: str) -> Iterator[str]:
    """Yield the sentences of a corpus in the order of its articles."""
    opened: Callable[..., object] = gzip.open if name.endswith(".gz") else open
    with opened(CORPORA / name, "rt", encoding="utf-8") as lines:  # type: ignore[attr-defined]
        for row in map(json.loads, lines):
            text = row["text"] or ""
            yield from (text[start:end] for start, end in split_sentences(text))


def score_all(scorer: Scorer, given: list[str]) -> list[Sentiment]:
    """Return the scores of some sentences."""
    return list(map(scorer.score, given))


def report(name: str, rounds: int) -> None:
    """Print both ratios and how many sentences differ, for one corpus."""
    given = list(islice(sentences(name), MOST))
    library, taken = LibraryScorer(), []
    scores: dict[str, list[Sentiment]] = {}
    for _ in range(rounds):
        ours = SentimentScorer()
        scorers: dict[str, Scorer] = {"library": library, "cold": ours, "warm": ours}
        taken.append({})
        for way, scorer in scorers.items():
            taken[-1][way], scores[way] = processor_seconds(partial(score_all, scorer, given))
    different = sum(repr(a) != repr(b) for a, b in zip(scores["cold"], scores["library"], strict=True))
    print(f"{name}: {len(given):,} sentences, {different} differ")
    cold, warm = (median_ratio(taken, "library", way) for way in ("cold", "warm"))
    print(f"  ratio cold {cold:.2f}, warm {warm:.2f}")
    each = (f"{way} {1e6 * median_seconds(taken, way) / len(given):.1f}" for way in scorers)
    print(f"  µs a sentence: {', '.join(each)}", flush=True)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for name in FILES:
        report(name, rounds)


if __name__ == "__main__":
    main()
