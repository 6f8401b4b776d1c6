"""The tables of the pass over some articles, made column by column from what it has read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from analysis.annotation.layout import Layout
from analysis.annotation.pieces import Floats, Numbers, Pieces
from analysis.annotation.tables import PARTS, VOICES, schema
from analysis.annotation.valence import Valence, blank
from analysis.annotation.voices import Attribution
from analysis.annotation.voices.source_actors import actors_of_sources, number_sources
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
        [forms[number] for number in form.tolist()],
        counts,
    )


def attributions_table(
    articles: Sequence[tuple[str, str | None, str]],
    found: Sequence[Sequence[Attribution]],
    mentions: pl.DataFrame,
) -> pl.DataFrame:
    """Return the attributions of each article, with the actors that their sources are or speak for."""
    named: dict[str, list[tuple[int, int, str]]] = {}
    columns = (mentions[column].to_list() for column in ("article_id", "start", "end", "actor"))
    for article_id, *mention in zip(*columns, strict=True):
        named.setdefault(article_id, []).append(tuple(mention))
    rows: list[tuple[Any, ...]] = []
    for (article_id, _, text), own in zip(articles, found, strict=True):
        ids = number_sources(text, own)
        actors = actors_of_sources(text, own, ids, sorted(named.get(article_id, ())))
        for number, a in enumerate(own):
            source, cue = a.source or (None, None), a.cue or (None, None)
            words = (_slice(text, a.source), a.source_name, a.source_type, _slice(text, a.cue), a.cue_class)
            place = (a.start, a.end, *source, *cue, a.unbalanced)
            key = (article_id, number, a.parent, a.kind, a.confidence)
            rows.append((*key, *words, *place, ids[number], actors[number]))
    return pl.DataFrame(rows, schema=schema("attributions"), orient="row")


def _slice(text: str, where: tuple[int, int] | None) -> str | None:
    return text[where[0] : where[1]] if where else None


def table(name: str, *columns: Any) -> pl.DataFrame:
    """Return a table of the schema of this name from its columns in order."""
    typed = schema(name)
    return pl.DataFrame(dict(zip(typed, columns, strict=True)), schema=typed)


def _named(names: Sequence[str], numbers: Numbers) -> pl.Series:
    return pl.Series(names).gather(numbers)


def _or_null(numbers: Numbers) -> pl.Series:
    """Return numbers as a series in which -1 is null."""
    given = pl.Series(numbers)
    return given.set(given < 0, None)
