"""Measure how many words a second voices are found at, beside vaderSentiment on the same sentences.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/voices_speed.py [rounds]      # part of make bench-voices

Processor time of one core. In each round vaderSentiment scores the sentences of the texts, then voices are
found in them, with the model and with the rules alone: all texts at once, and headlines one by one too. A
first round, in which words are met for the first time, is not counted. The ratio is the median over rounds of
our words a second over vaderSentiment's, which varies less between machines, and on a shared one, than either
of them. At the end one text of 2 and one of 20 million characters show that time grows with length alone.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import islice

from polnear import CORPORA, articles
from timing import in_turn, median_ratio, median_seconds, processor_seconds
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.long_texts import Text
from analysis.text import count_words

ROUNDS = 7
VADER = "vaderSentiment"
BLOCK = (
    "“We will not go to the island,” Ida Orr said. She added that the ferry was old."
    + " The ferry left the port of Osterby and the harbour master saw it go." * 4
    + "\n\n"
)


def texts(name: str, most: int) -> list[str]:
    """Return the first texts of a corpus that are not empty."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row["text"] for row in map(json.loads, islice(lines, most)) if row["text"]]


def headlines(most: int) -> list[str]:
    """Return the first Sputnik headlines."""
    path = CORPORA / "sputnik-kyivindependent-headlines.jsonl"
    with path.open(encoding="utf-8") as lines:
        return [row["headline"] for row in map(json.loads, islice(lines, most))]


def score(analyzer: SentimentIntensityAnalyzer, pairs: list[Text]) -> None:
    """Score the sentences of some texts."""
    for text, sentences in pairs:
        for start, end in sentences:
            analyzer.polarity_scores(text[start:end])


def one_by_one(finder: VoiceFinder, pairs: list[Text]) -> None:
    """Find the voices of each text in a call of its own."""
    for pair in pairs:
        finder.find([pair])


def report(name: str, found: list[str], finders: dict[str, VoiceFinder], rounds: int, alone: bool) -> None:
    """Print words a second, and their ratio to vaderSentiment's, for some texts."""
    pairs: list[Text] = [(text, split_sentences(text)) for text in found]
    words = sum(map(count_words, found))
    ways: dict[str, Callable[[], object]] = {VADER: partial(score, SentimentIntensityAnalyzer(), pairs)}
    for label, finder in finders.items():
        ways[label] = partial(finder.find, pairs)
        if alone:
            ways[f"{label}, one by one"] = partial(one_by_one, finder, pairs)
    measured = in_turn(ways, rounds, unmeasured=1)
    print(f"{name}: {len(pairs)} texts, {words:,} words")
    for label in ways:
        taken, ratio = median_seconds(measured, label), median_ratio(measured, VADER, label)
        each = f"{1e6 * taken / len(pairs):,.0f} µs a text"
        print(f"  {label:24}{words / taken:10,.0f} words a second, ratio {ratio:.3f}, {each}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    finders = {"with model": VoiceFinder.load(), "rules": VoiceFinder.load(model=None)}
    report("PolNeAR dev", [text for _, text, _ in articles("dev")], finders, rounds, False)
    report("AllSides, foreign affairs", texts("allsides-foreign", 150), finders, rounds, False)
    report("KCNA", texts("kcna-raw", 200), finders, rounds, False)
    report("headlines", headlines(1200), finders, rounds, True)
    for blocks in (5_000, 50_000):
        text = BLOCK * blocks
        pair = (text, split_sentences(text))
        taken, _ = processor_seconds(partial(finders["with model"].find, [pair]))
        size = f"{len(text) / 1e6:.0f} million characters, {2 * blocks:,} quote marks"
        print(f"one text of {size}: {count_words(text) / taken:,.0f} words a second")


if __name__ == "__main__":
    main()
