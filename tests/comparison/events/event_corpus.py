"""Invented annotated tables for comparisons event by event, laid out without the annotation pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.tables import TABLES, schema
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.corpus.tables import schema as corpus_schema
from analysis.text import count_words

Place = tuple[str, str | None]  # outlet, event
LOADED = ("regime", "puppet")


def event_corpus(
    articles: Sequence[tuple[Place, Sequence[str]]], authors: Mapping[str, str] | None = None
) -> Annotated:
    """Return tables with one own-voice span per sentence; the hits are of LOADED."""
    rows: dict[str, list[dict[str, object]]] = {"articles": [], "sentences": [], "spans": [], "hits": []}
    for number, ((outlet, event), sentences) in enumerate(articles):
        key = {"article_id": f"a{number:04}"}
        text = " ".join(sentences)
        rows["articles"].append(
            key | {"outlet": outlet, "event": event, "text": text, "authors": (authors or {}).get(outlet)}
        )
        start = 0
        for place, sentence in enumerate(sentences):
            where = {"sentence": place, "start": start, "end": start + len(sentence)}
            words = {"n_words": count_words(sentence)}
            rows["sentences"].append(key | where | words | {"part": "body"})
            rows["spans"].append(key | where | words | {"span": 0, "voice": "own", "scare": False})
            for term in LOADED:
                if term in sentence.split():
                    hit = {"lexicon": "loaded_terms", "category": "order", "term": term}
                    rows["hits"].append(key | where | hit | {"span": 0, "surface": term})
            start += len(sentence) + 1
    entries = [{"lexicon": "loaded_terms", "category": "order", "term": term} for term in LOADED]
    used = [{"lexicon": "loaded_terms", "kind": "terms", "entries": len(LOADED)}]
    tables = {name: _table(schema(name), rows.get(name, [])) for name in TABLES}
    tables |= {
        "articles": _table(corpus_schema(ARTICLES), rows["articles"]),
        "reading_log": _table(corpus_schema(READING_LOG), []),
        "entries": _table(schema("entries"), entries),
        "lexicons": _table(schema("lexicons"), used),
    }
    return Annotated.of(**tables)


def _table(types: Mapping[str, pl.DataType], rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(types), orient="row")
