"""Sentences and spans of some articles as arrays: where they lie, in which part, in whose voice.

Offsets are into the articles' texts joined by ``pieces.BETWEEN``; an article's own begin at its bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.annotation.pieces import Numbers
from analysis.annotation.sentences import split_parts
from analysis.annotation.tables import PARTS, VOICES
from analysis.annotation.voices import Run
from analysis.annotation.word_forms import Words

_PART = {part: number for number, part in enumerate(PARTS)}
_VOICE = {voice: number for number, voice in enumerate(VOICES)}
Offsets = tuple[int, int]


class Article(NamedTuple):
    """What the pass reads of an article."""

    article_id: str
    title: str | None
    text: str
    paragraphs: list[Offsets]


@dataclass(frozen=True)
class Sentences:
    """One item for each sentence; ``numbers`` count from 0 in each article, ``parts`` are places in PARTS."""

    articles: Numbers
    numbers: Numbers
    starts: Numbers
    ends: Numbers
    parts: Numbers


@dataclass(frozen=True)
class Spans:
    """One item for each run of one voice inside a sentence.

    ``sentences`` are places in ``Sentences``; ``numbers`` count from 0 in each of them; ``voices`` are places
    in VOICES; ``attributions`` are -1 where there is none; ``scare`` is 1 for words in scare quotes.
    """

    sentences: Numbers
    numbers: Numbers
    starts: Numbers
    ends: Numbers
    voices: Numbers
    attributions: Numbers
    scare: Numbers
    n_words: Numbers


@dataclass(frozen=True)
class Layout:
    """Sentences and spans of some articles, and where each article begins in the joined text."""

    bounds: Numbers
    sentences: Sentences
    spans: Spans

    def span_at(self, offsets: Numbers) -> Numbers:
        """Return the span that each offset lies in or behind, or its article's first one."""
        articles = self.bounds.searchsorted(offsets, "right") - 1
        first = self.sentences.articles[self.spans.sentences].searchsorted(articles)
        return np.maximum(self.spans.starts.searchsorted(offsets, "right") - 1, first)


def lay_out(
    articles: Sequence[Article],
    sentences: Sequence[Sequence[Offsets]],
    runs: Sequence[Sequence[Run]],
    bounds: Numbers,
    words: Words,
) -> Layout:
    """Return the layout of some articles, each of which has a word.

    Parameters
    ----------
    articles : with their texts
    sentences : what ``split_sentences`` gave for each
    runs : those of one voice, which cover each text
    bounds : where each text begins in the joined text
    words : the words of all texts
    """
    parts = [split_parts(article.text, article.title, article.paragraphs) for article in articles]
    placed = _sentences(sentences, parts, bounds)
    return Layout(bounds, placed, _spans(placed, runs, words, bounds))


def _sentences(
    found: Sequence[Sequence[Offsets]], parts: Sequence[Sequence[tuple[int, int, str]]], bounds: Numbers
) -> Sentences:
    articles = np.arange(len(found)).repeat([len(own) for own in found])
    starts, ends = (_column(offsets) for offsets in zip(*chain.from_iterable(found), strict=True))
    bound = bounds[articles]
    begins, _, names = zip(*chain.from_iterable(parts), strict=True)
    part_starts = _column(begins) + bounds[:-1].repeat([len(own) for own in parts])
    numbers = _column([_PART[name] for name in names])
    part = numbers[part_starts.searchsorted(starts + bound, "right") - 1]
    return Sentences(articles, _ranks(articles), starts + bound, ends + bound, part)


def _spans(sentences: Sentences, found: Sequence[Sequence[Run]], words: Words, bounds: Numbers) -> Spans:
    """Group words by sentence and by the run that they start in; every word is in exactly one span."""
    first, last, voice, attribution, marked = zip(*chain.from_iterable(found), strict=True)
    bound = bounds[:-1].repeat([len(own) for own in found])
    run_starts, run_ends = _column(first) + bound, _column(last) + bound
    voices, scare = _column([_VOICE[name] for name in voice]), _column(marked)
    attributions = _column([-1 if number is None else number for number in attribution])
    sentence = sentences.starts.searchsorted(words.starts, "right") - 1
    run = run_starts.searchsorted(words.starts, "right") - 1
    begins = np.ones(len(words.starts), dtype=bool)
    begins[1:] = (sentence[1:] != sentence[:-1]) | (run[1:] != run[:-1])
    firsts = begins.nonzero()[0]
    n_words = np.diff(firsts, append=len(begins))
    sentence, run, lasts = sentence[firsts], run[firsts], words.ends[firsts + n_words - 1]
    # Final punctuation belongs to the span: VADER reads exclamation and question marks.
    ends = np.maximum(lasts, np.minimum(run_ends[run], sentences.ends[sentence]))
    told = (voices[run], attributions[run], scare[run])
    return Spans(sentence, _ranks(sentence), words.starts[firsts], ends, *told, n_words)


def _column(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int64)


def _ranks(keys: Numbers) -> Numbers:
    """Return the place of each item among those of its key, which stand together in rising order."""
    ranks: Numbers = np.arange(len(keys)) - keys.searchsorted(keys)
    return ranks
