"""The tables of the pass over some articles, made column by column from what it has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
import polars as pl

from analysis.annotation.layout import Article, Layout
from analysis.annotation.pieces import Floats, Numbers, Pieces
from analysis.annotation.tables import PARTS, VOICES, schema
from analysis.annotation.valence import Valence, blank
from analysis.annotation.voices import Attribution
from analysis.annotation.voices.sources.actors import Mention, actors_of_sources, number_sources
from analysis.annotation.word_counts import first_and_count
from analysis.annotation.word_forms import WordForms, Words

Places = tuple[Numbers, Numbers, Numbers]
"""Starts, ends and owners of matches."""


@dataclass(frozen=True)
class Read:
    """What the pass has read of some articles; ``ids`` are their ``article_id``."""

    ids: pl.Series
    pieces: Pieces
    words: Words
    forms: WordForms
    layout: Layout


def valences(read: Read, valence: Valence) -> tuple[Floats, Floats]:
    """Return the valence of sentences and of spans; many sentences are one span."""
    sentences, spans = read.layout.sentences, read.layout.spans
    whole = spans.starts == sentences.starts[spans.sentences]
    whole &= spans.ends == sentences.ends[spans.sentences]
    parts = (~whole).nonzero()[0]
    starts = np.concatenate([sentences.starts, spans.starts[parts]])
    ends = np.concatenate([sentences.ends, spans.ends[parts]])
    scores, count = valence.scores(read.pieces, starts, ends), len(sentences.starts)
    of_spans = scores[spans.sentences]
    of_spans[parts] = scores[count:]
    return scores[:count], of_spans


def sentences_table(read: Read, scores: Floats) -> pl.DataFrame:
    """Return the sentences with their valence."""
    layout, found = read.layout, read.layout.sentences
    bounds = layout.bounds[found.articles]
    n_words = np.bincount(layout.spans.sentences, layout.spans.n_words, minlength=len(found.starts))
    return table(
        "sentences",
        read.ids.gather(found.articles),
        found.numbers,
        _named(PARTS, found.parts),
        found.starts - bounds,
        found.ends - bounds,
        n_words.astype(np.int64),
        scores,
    )


def spans_table(read: Read, scores: Floats, masked: Floats) -> pl.DataFrame:
    """Return the spans with their valence, and that without names that carry valence by accident."""
    layout, spans = read.layout, read.layout.spans
    articles = layout.sentences.articles[spans.sentences]
    bounds = layout.bounds[articles]
    return table(
        "spans",
        read.ids.gather(articles),
        layout.sentences.numbers[spans.sentences],
        spans.numbers,
        spans.starts - bounds,
        spans.ends - bounds,
        _named(VOICES, spans.voices),
        _or_null(spans.attributions),
        spans.scare.astype(bool),
        spans.n_words,
        scores,
        masked,
    )


def without_masked(scores: Floats, read: Read, valence: Valence, masks: Places) -> Floats:
    """Return the scores of the spans with names that carry valence by accident blanked out."""
    spans, (starts, ends, _) = read.layout.spans, masks
    holding = read.layout.span_at(starts)
    inside: dict[int, list[tuple[int, int]]] = {}
    for place in ((starts >= spans.starts[holding]) & (ends <= spans.ends[holding])).nonzero()[0].tolist():
        inside.setdefault(int(holding[place]), []).append((int(starts[place]), int(ends[place])))
    masked = scores.copy()
    for span, ranges in inside.items():
        masked[span] = valence.score(
            blank(read.pieces.text, int(spans.starts[span]), int(spans.ends[span]), ranges)
        )
    return masked


def words_table(read: Read) -> pl.DataFrame:
    """Return how often each word stands in each voice and part of each article."""
    layout, words, forms = read.layout, read.words, read.forms.forms
    sentences, spans = layout.sentences, layout.spans
    groups = spans.voices * len(PARTS) + sentences.parts[spans.sentences]
    keys = groups.repeat(spans.n_words) * len(forms) + words.forms
    places, counts = first_and_count(keys, words.starts.searchsorted(layout.bounds))
    articles = layout.bounds.searchsorted(words.starts[places], "right") - 1
    group, form = np.divmod(keys[places], len(forms))
    voice, part = np.divmod(group, len(PARTS))
    return table(
        "words",
        read.ids.gather(articles),
        _named(VOICES, voice),
        _named(PARTS, part),
        _once_each(forms, form),
        counts,
    )


def attributions_table(
    articles: Sequence[Article], found: Sequence[Sequence[Attribution]], mentions: Sequence[Sequence[Mention]]
) -> pl.DataFrame:
    """Return the attributions of each article, with the actors that their sources are or speak for.

    ``mentions`` are the actors that each article names, in order.
    """
    ids: list[int | None] = []
    actors: list[str | None] = []
    for article, own, named in zip(articles, found, mentions, strict=True):
        numbers = number_sources(article.text, own)
        ids += numbers
        actors += actors_of_sources(article.text, own, numbers, named)
    owners = [article for article, own in zip(articles, found, strict=True) for _ in own]
    every = list(chain.from_iterable(found))

    def column(name: str) -> list[Any]:
        return list(map(attrgetter(name), every))

    def surfaces(places: Sequence[tuple[int, int] | None]) -> list[str | None]:
        rows = zip(owners, places, strict=True)
        return [article.text[place[0] : place[1]] if place else None for article, place in rows]

    sources, cues = column("source"), column("cue")
    return table(
        "attributions",
        [article.article_id for article in owners],
        [number for own in found for number in range(len(own))],
        *map(column, ("parent", "kind", "confidence")),
        surfaces(sources),
        *map(column, ("source_name", "source_type")),
        surfaces(cues),
        *map(column, ("cue_class", "start", "end")),
        *([place and place[end] for place in places] for places in (sources, cues) for end in (0, 1)),
        column("unbalanced"),
        ids,
        actors,
    )


def table(name: str, *columns: Any) -> pl.DataFrame:
    """Return a table of the schema of this name from its columns in order."""
    typed = schema(name)
    return pl.DataFrame(dict(zip(typed, columns, strict=True)), schema=typed)


def _named(names: Sequence[str], numbers: Numbers) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(numbers)


def _once_each(names: Sequence[str], numbers: Numbers) -> pl.Series:
    """Return the same where ``names`` are many; strings are made once of each that occurs."""
    occurs = np.zeros(len(names), dtype=bool)
    occurs[numbers] = True
    places = np.cumsum(occurs) - 1
    return _named([names[number] for number in occurs.nonzero()[0].tolist()], places[numbers])


def _or_null(numbers: Numbers) -> pl.Series:
    """Return numbers as a series in which -1 is null."""
    given = pl.Series(numbers)
    return given.set(given < 0, None)
