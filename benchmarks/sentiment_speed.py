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
import time
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from polnear import CORPORA

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


def timed(scorer: Scorer, given: list[str]) -> tuple[float, list[Sentiment]]:
    """Return the processor time of scoring, and the scores."""
    started = time.process_time()
    scores = list(map(scorer.score, given))
    return time.process_time() - started, scores


def report(name: str, rounds: int) -> None:
    """Print both ratios and how many sentences differ, for one corpus."""
    given = list(islice(sentences(name), MOST))
    library, taken = LibraryScorer(), []
    for _ in range(rounds):
        ours = SentimentScorer()
        (by_library, expected), (cold, scores), (warm, _) = (
            timed(scorer, given) for scorer in (library, ours, ours)
        )
        taken.append((by_library, cold, warm))
    different = sum(repr(a) != repr(b) for a, b in zip(scores, expected, strict=True))
    ratios = [median(row[0] / row[i] for row in taken) for i in (1, 2)]
    each = [1e6 * median(row[i] for row in taken) / len(given) for i in range(3)]
    print(f"{name}: {len(given):,} sentences, {different} differ")
    print(f"  ratio cold {ratios[0]:.2f}, warm {ratios[1]:.2f}")
    print(f"  µs a sentence: library {each[0]:.1f}, cold {each[1]:.1f}, warm {each[2]:.1f}", flush=True)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for name in FILES:
        report(name, rounds)


if __name__ == "__main__":
    main()
