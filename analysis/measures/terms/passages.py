"""Passages behind a word or phrase that no lexicon lists: what every row of keyness leads back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import VOICE_GROUPS, groups
from analysis.measures.passages import (
    PASSAGES,
    Names,
    among,
    choose,
    context_of,
    draw,
    passages,
    with_sources,
)
from analysis.measures.tables import schema
from analysis.measures.terms.counts import KINDS, runs_of_words
from analysis.study import DEFAULT_SEED
from analysis.text import fold

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

BLOCK = 1000
"""Articles whose text is held at a time; reading ends when each outlet has shown enough."""
_Span = tuple[int, str, int | None, int, int]
_PLACE = {"term": pl.String, "article_id": pl.String, "sentence": pl.Int64, "voice": pl.String}
_PLACE |= {"attribution": pl.Int64, "start": pl.Int64, "end": pl.Int64}


def term_passages(
    annotated: Annotated,
    terms: str | Collection[str],
    *,
    kind: str = "words",
    outlet: Names = None,
    voice: str = "own",
    lexicon: str | None = None,
    width: int = 12,
    per_article: int = 1,
    limit: int = 4,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Return some passages of each of some words, phrases or lexicon entries, in one voice.

    Parameters
    ----------
    terms : as ``count_terms`` names them
    kind, voice, lexicon : as in ``count_terms``
    outlet : keep only these; ``None`` keeps all
    width, per_article, seed : as in ``passages``
    limit : most passages of each term. So many articles of each outlet are drawn by a seeded hash and read;
        among what they hold, ``passages.choose`` decides

    Returns
    -------
    DataFrame
        ``PASSAGES``, by term in the order asked for, then outlet, time and place. ``category`` and
        ``negated`` are null for words and phrases. In a corpus without text ``before``, ``hit`` and ``after``
        are null, a word has a row per article that holds it, ``sentence`` null, and phrases have no row.

    Raises
    ------
    InputError
        an unknown kind or voice

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('Title\\n\\nThe border is closed, guards at the border said.')
    >>> found = term_passages(annotate(articles), "the border", kind="phrases", voice="all", width=2)
    >>> found.select("before", "hit", "after").rows()
    [('', 'The border', 'is closed')]
    """
    if kind not in KINDS:
        expected = f"one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        raise InputError("passages", "argument 'kind'", f"'{kind}'", expected, "correct the name")
    names = [terms] if isinstance(terms, str) else list(dict.fromkeys(terms))
    if kind in ("terms", "categories"):
        by = "term" if kind == "terms" else "category"
        settings = {"width": width, "per_article": per_article, "limit": limit, "seed": seed}
        spoken = None if voice == "all" else voice
        made = [
            passages(annotated, **{by: name}, outlet=outlet, voice=spoken, lexicon=lexicon, **settings)  # type: ignore[arg-type]
            for name in names
        ]
        return pl.concat([_empty(), *made])
    voices = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    articles = annotated.articles.filter(among(outlet=outlet)).select(
        "article_id", "outlet", "published", "title", "event"
    )
    asked = _Asked(names, voices, articles, width, per_article, limit, seed)
    found = _found(annotated, asked) if annotated.has_text else _unread(annotated, asked)
    return _finish(annotated, asked, found)


@dataclass(frozen=True)
class _Asked:
    """What is looked for, where, and how much of it is shown."""

    terms: list[str]
    voices: list[str]
    articles: pl.DataFrame
    width: int
    per_article: int
    limit: int
    seed: int


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema=schema(PASSAGES))


def _holding(annotated: Annotated, asked: _Asked) -> pl.DataFrame:
    """Return (term, article_id, outlet) of the articles that hold every word of a term in these voices."""
    pairs = [(term, word) for term in asked.terms for word in dict.fromkeys(term.split(" "))]
    needed = pl.DataFrame(pairs, schema={"term": pl.String, "word": pl.String}, orient="row")
    spoken = pl.col("voice").is_in(asked.voices) & pl.col("word").is_in(needed["word"].implode())
    spoken_words = annotated.gather(
        lambda tables: tables.scan("words").filter(spoken).select("article_id", "word").unique()
    )
    return (
        spoken_words.join(needed, on="word")
        .group_by("term", "article_id")
        .agg(words=pl.len())
        .join(needed.group_by("term").agg(needed=pl.len()), on="term")
        .filter(pl.col("words") == pl.col("needed"))
        .join(asked.articles.select("article_id", "outlet"), on="article_id")
        .select("term", "article_id", "outlet")
    )


def _found(annotated: Annotated, asked: _Asked) -> pl.DataFrame:
    """Return the places of each term in the articles that are read for it."""
    holding = _holding(annotated, asked)
    read_again = partial(_Texts.of, annotated, asked)
    if holding["article_id"].n_unique() <= BLOCK:
        texts = read_again(holding["article_id"])
        read_again = partial(_the_same, texts)
    rows: list[tuple[object, ...]] = []
    for part in holding.partition_by("term"):
        left = sorted(part.rows(), key=lambda row: draw(asked.seed, *row))
        read: Counter[str] = Counter()
        while left:
            texts = read_again([article_id for _, article_id, _ in left[:BLOCK]])
            for term, article_id, outlet in left[:BLOCK]:
                if read[outlet] < asked.limit:
                    places = texts.places(term, article_id)
                    read[outlet] += bool(places)
                    rows += places
            left = [row for row in left[BLOCK:] if read[row[2]] < asked.limit]
    return pl.DataFrame(rows, schema=_PLACE, orient="row")


def _the_same(texts: _Texts, _: Iterable[str]) -> _Texts:
    return texts


@dataclass(frozen=True)
class _Texts:
    """Articles that are read for terms; ``folded`` spans are made when their article is asked for."""

    texts: Mapping[str, str]
    spans: Mapping[str, Sequence[_Span]]
    folded: dict[str, list[str]]

    @staticmethod
    def of(annotated: Annotated, asked: _Asked, article_ids: Iterable[str]) -> _Texts:
        ids = pl.Series(list(article_ids), dtype=pl.String).unique()
        return _Texts(annotated.texts(ids), _spans(annotated, asked, ids), {})

    def places(self, term: str, article_id: str) -> list[tuple[object, ...]]:
        """Return where a term stands in an article, as rows of ``_PLACE``."""
        text, spans = self.texts.get(article_id), self.spans.get(article_id, [])
        if text is None:
            return []
        if article_id not in self.folded:
            self.folded[article_id] = [_folded(text[start:end]) for *_, start, end in spans]
        wanted = _folded(term)
        return [
            (term, article_id, *span[:3], start, end)
            for span, folded in zip(spans, self.folded[article_id], strict=True)
            if wanted in folded
            for start, end in _places(text, span[3], span[4], term)
        ]


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _spans(annotated: Annotated, asked: _Asked, article_ids: pl.Series) -> dict[str, list[_Span]]:
    """Return sentence, voice, attribution, start and end of the spans of these articles."""
    here = pl.col("voice").is_in(asked.voices) & pl.col("article_id").is_in(article_ids.implode())
    columns = ("article_id", "sentence", "voice", "attribution", "start", "end")
    kept = annotated.table("spans", *columns, where=here).sort("article_id", "start")
    spans: dict[str, list[_Span]] = {}
    for article_id, *span in kept.iter_rows():
        spans.setdefault(article_id, []).append(tuple(span))
    return spans


def _places(text: str, start: int, end: int, term: str) -> Iterator[tuple[int, int]]:
    """Yield where a word or phrase stands in a span, as it is counted."""
    wanted = term.split(" ")
    length = len(wanted)
    for run in runs_of_words(text, start, end):
        words = [word for word, _, _ in run]
        for first in range(len(run) - length + 1):
            if words[first : first + length] == wanted:
                yield run[first][1], run[first + length - 1][2]


def _unread(annotated: Annotated, asked: _Asked) -> pl.DataFrame:
    """Return a row per word, article and voice, with no place in the article; none for phrases."""
    holding = _holding(annotated, asked).filter(~pl.col("term").str.contains(" ", literal=True))
    spoken = pl.col("voice").is_in(asked.voices) & pl.col("word").is_in(holding["term"].unique().implode())
    nowhere = {"sentence": None, "attribution": None, "start": 0, "end": 0}
    return (
        annotated.table("words", "article_id", "voice", pl.col("word").alias("term"), where=spoken)
        .unique()
        .join(holding.select("term", "article_id"), on=["term", "article_id"])
        .sort("term", "article_id", "voice")
        .with_columns(pl.lit(value).alias(name) for name, value in nowhere.items())
        .select(pl.col(name).cast(dtype) for name, dtype in _PLACE.items())
    )


def _finish(annotated: Annotated, asked: _Asked, found: pl.DataFrame) -> pl.DataFrame:
    """Choose among the places of each term and cut the passages."""
    known = with_sources(annotated, found.join(asked.articles, on="article_id"))
    parts = {key[0]: part for key, part in known.partition_by("term", as_dict=True).items()}
    tables = [_empty()]
    for term in asked.terms:
        if term not in parts:
            continue
        chosen = choose(parts[term], asked.per_article, asked.limit, asked.seed)
        texts = annotated.texts(chosen["article_id"])
        places = chosen.select("article_id", "start", "end").rows()
        around = [context_of(asked.width, texts.get(key), start, end) for key, start, end in places]
        columns = dict.fromkeys(("before", "hit", "after"), pl.String)
        context = pl.DataFrame(around, schema=columns, orient="row")
        whole = pl.concat([chosen, context], how="horizontal").with_columns(
            category=pl.lit(None), negated=pl.lit(None)
        )
        tables.append(
            whole.sort("outlet", "published", "article_id", "start", nulls_last=True).select(
                pl.col(name).cast(dtype) for name, (dtype, _) in PASSAGES.items()
            )
        )
    return pl.concat(tables)
