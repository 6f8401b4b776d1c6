"""Measure how fast lexicon entries are found, beside CountVectorizer and a plain Aho-Corasick automaton.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/phrases_speed.py [rounds]

Processor time of one core, medians of rounds in which all ways take turns on the same articles. Ours finds
the matches and decides overlaps, with the words of the texts given or scanned anew; CountVectorizer counts
the same terms, as phrases of up to their longest; the automaton alone finds strings and knows no words.
2,000 terms are drawn from all lists, those with inflections under each form; the last row has all lists.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from statistics import median

import numpy as np
from ahocorasick_rs import AhoCorasick
from polnear import CORPORA
from sklearn.feature_extraction.text import CountVectorizer

from analysis.annotation.lexicons import Lexicon, load_lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.pieces import Numbers, Pieces, Spellings
from analysis.annotation.sentences import split_sentences
from analysis.annotation.word_forms import WordForms, Words
from analysis.text import WORD, fold

ROUNDS, ARTICLES, CHUNK, TERMS = 5, 600, 64, 2_000
LISTS = ("loaded_terms", "appraisal_words", "actors", "naming", "stance_words", "markers")
Chunk = tuple[Pieces, Words, tuple[Numbers, Numbers]]


def articles() -> list[str]:
    """Return the texts of the first AllSides articles."""
    with gzip.open(CORPORA / "allsides-foreign.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, ARTICLES)]


def chunks(texts: Sequence[str], column: WordForms) -> list[Chunk]:
    """Return the texts as the pass over articles has them when it looks for entries."""
    spellings, found = Spellings([column]), []
    for first in range(0, len(texts), CHUNK):
        some = texts[first : first + CHUNK]
        pieces = spellings.cut(some)
        placed = [
            (start + bound, end + bound)
            for text, bound in zip(some, pieces.bounds.tolist(), strict=False)
            for start, end in split_sentences(text)
        ]
        starts, ends = np.array(placed, dtype=np.int64).T.copy()
        found.append((pieces, column.words(pieces), (starts, ends)))
    return found


def in_chunks(matcher: Matcher, given: Sequence[Chunk]) -> None:
    for pieces, words, sentences in given:
        matcher.find_all(pieces.text, sentences, (words.starts, words.ends))


def with_words(matcher: Matcher, texts: Sequence[str], given: Sequence[Chunk]) -> None:
    column = WordForms()
    spellings = Spellings([column])
    for number, (_, _, sentences) in enumerate(given):
        pieces = spellings.cut(texts[number * CHUNK : (number + 1) * CHUNK])
        words = column.words(pieces)
        matcher.find_all(pieces.text, sentences, (words.starts, words.ends))


def plainly(machine: AhoCorasick, texts: Sequence[str]) -> None:
    for text in texts:
        machine.find_matches_as_indexes(fold(text), overlapping=True)


def report(label: str, lexicons: Sequence[Lexicon], texts: Sequence[str], rounds: int) -> None:
    """Print the rate of each way and its ratio to ours."""
    given, matcher = chunks(texts, WordForms()), Matcher(lexicons)
    forms = sorted({form for lexicon in lexicons for entry in lexicon.entries for form in entry.forms})
    longest = max(form.count(" ") for form in forms) + 1
    counter = CountVectorizer(vocabulary=forms, ngram_range=(1, longest), token_pattern=WORD.pattern)
    ways: dict[str, Callable[[], object]] = {
        "ours, words given": partial(in_chunks, matcher, given),
        "ours, words scanned anew": partial(with_words, matcher, texts, given),
        "CountVectorizer": partial(counter.transform, texts),
        "ahocorasick_rs alone": partial(plainly, AhoCorasick(forms), texts),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.process_time()
            way()
            taken[name].append(time.process_time() - started)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{label}: {len(forms):,} forms, {size:.1f} MB")
    for name, seconds in taken.items():
        ratio = median(s / ours for s, ours in zip(seconds, taken["ours, words given"], strict=True))
        print(f"  {name:26}{size / median(seconds):7.1f} MB/s, takes {ratio:.2f} times as long as ours")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    texts, lists = articles(), [load_lexicon(name) for name in LISTS]
    every = [(lexicon, entry) for lexicon in lists for entry in lexicon.entries if not entry.match_case]
    drawn = random.Random(7).sample(every, TERMS)
    some = [
        Lexicon(own.name, own.kind, tuple(entry for lexicon, entry in drawn if lexicon is own), "")
        for own in lists
    ]
    report(f"{TERMS:,} terms", some, texts, rounds)
    report("all lists", lists, texts, rounds)


if __name__ == "__main__":
    main()
