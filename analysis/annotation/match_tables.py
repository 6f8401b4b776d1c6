"""The tables of hits and mentions, from the places where lexicon entries stand."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from analysis.annotation.entry_forms import Spans
from analysis.annotation.layout import Layout
from analysis.annotation.matching import Matcher
from analysis.annotation.pass_tables import Places, Read, table
from analysis.annotation.pieces import Flags, Numbers
from analysis.annotation.voices.sources.actors import Mention
from analysis.annotation.word_forms import NEGATION_WINDOW


class Matches(NamedTuple):
    """Tables of hits and mentions, places of masks, and the actors that each article names, in order."""

    hits: pl.DataFrame
    mentions: pl.DataFrame
    masks: Places
    actors: list[list[Mention]]


def match_tables(read: Read, matcher: Matcher, places: Places, datelines: Spans) -> Matches:
    """Return what comes of the places where entries stand.

    The place that a dateline names is where a report was written, and no mention of an actor.
    """
    kinds = matcher.kinds[places[2]]
    masks = _chosen(places, kinds == "masks")
    actors = _chosen(places, (kinds == "actors") & ~_inside(places[0], datelines))
    hits = _chosen(places, (kinds != "masks") & (kinds != "actors"))
    found = table(
        "hits",
        *_where(read.ids, read.layout, hits),
        *matcher.names[hits[2]],
        _surfaces(read.pieces.text, hits),
        _negated(hits[0], read),
    )
    where, named = _where(read.ids, read.layout, actors), matcher.names["category"].gather(actors[2])
    mentions = table(
        "mentions",
        *where,
        named,
        _surfaces(read.pieces.text, actors),
        np.zeros(len(named), dtype=bool),
    )
    each = list(zip(where[-2].tolist(), where[-1].tolist(), named.to_list(), strict=True))
    cuts = actors[0].searchsorted(read.layout.bounds).tolist()
    return Matches(found, mentions, masks, [sorted(each[a:b]) for a, b in pairwise(cuts)])


def _chosen(places: Places, chosen: Flags) -> Places:
    starts, ends, owners = places
    return starts[chosen], ends[chosen], owners[chosen]


def _inside(starts: Numbers, stretches: Spans) -> Flags:
    if not len(stretches[0]):
        return np.zeros(len(starts), dtype=bool)
    last = np.maximum(stretches[0].searchsorted(starts, "right") - 1, 0)
    inside: Flags = (stretches[0][last] <= starts) & (starts < stretches[1][last])
    return inside


def _where(ids: pl.Series, layout: Layout, places: Places) -> tuple[Any, ...]:
    """Return the first columns of hits and mentions: article_id, sentence, span, start, end."""
    starts, ends, _ = places
    span = layout.span_at(starts)
    sentence = layout.spans.sentences[span]
    articles = layout.sentences.articles[sentence]
    bounds = layout.bounds[articles]
    numbers = (layout.sentences.numbers[sentence], layout.spans.numbers[span])
    return (ids.gather(articles), *numbers, starts - bounds, ends - bounds)


def _surfaces(text: str, places: Places) -> list[str]:
    return [text[start:end] for start, end in zip(places[0].tolist(), places[1].tolist(), strict=True)]


def _negated(starts: Numbers, read: Read) -> Flags:
    """Return whether a negation stands among the words right before, in the same sentence."""
    words, sentences = read.words, read.layout.sentences
    before = np.concatenate([[0], np.cumsum(read.forms.negates[words.forms])])
    sentence = np.maximum(sentences.starts.searchsorted(starts, "right") - 1, 0)
    last = np.maximum(words.starts.searchsorted(starts, "right") - 1, 0)
    first = np.maximum(words.starts.searchsorted(sentences.starts[sentence]), last - NEGATION_WINDOW)
    negated: Flags = before[last] > before[np.minimum(first, last)]
    return negated
