"""Attributions and their words as annotated tables, from a few columns; everything in them is invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.annotation import Annotated
from analysis.annotation.tables import TABLES, schema
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.corpus.tables import schema as corpus_schema

Said = dict[str, Any]
DEFAULTS: Said = {"words": 10, "kind": "quoted", "confidence": "marked", "cue_class": "neutral"}
SIDES = {"Tarsovia": "Tarsovia", "Halmere": "Halmere", "Ida Orr": "Tarsovia"}


def filled(name: str, rows: Sequence[Said]) -> pl.DataFrame:
    """Return an annotated table from some of its columns."""
    columns = schema(name)
    return pl.DataFrame([{c: row.get(c) for c in columns} for row in rows], schema=columns)


def annotated_with(articles: dict[str, Sequence[Said]], outlets: dict[str, str] | None = None) -> Annotated:
    """Return tables in which each article has 20 own words and these attributions, one sentence each.

    An attribution names any columns of the attributions table, and ``words`` of its content.
    """
    attributions: list[Said] = []
    spans: list[Said] = []
    sentences: list[Said] = []
    for article, said in articles.items():
        key: Said = {"article_id": article}
        own = {"sentence": 0, "span": 0, "voice": "own", "scare": False, "n_words": 20}
        spans.append(key | own)
        for number, given in enumerate(said):
            row = DEFAULTS | {"attribution": number, "cue_start": 100 * number, "source_start": 0} | given
            attributions.append(key | row)
            place = {"sentence": number + 1, "span": 0, "voice": row["kind"], "scare": False}
            spans.append(key | place | {"attribution": number, "n_words": row["words"]})
        sentences += [key | {"sentence": s, "part": "body"} for s in range(len(said) + 1)]
    listed = [
        {"article_id": key, "outlet": (outlets or {}).get(key, "Herald"), "text": "x", "n_words": 20}
        for key in articles
    ]
    made = {name: filled(name, []) for name in TABLES}
    made |= {
        "attributions": filled("attributions", attributions),
        "spans": filled("spans", spans),
        "sentences": filled("sentences", sentences),
        "entries": filled(
            "entries",
            [
                {"lexicon": "actors", "category": actor, "term": actor, "side": s}
                for actor, s in SIDES.items()
            ],
        ),
    }
    made["lexicons"] = filled("lexicons", [{"lexicon": "loaded_terms", "kind": "terms"}])
    columns = corpus_schema(ARTICLES)
    return Annotated.of(
        articles=pl.DataFrame([{c: row.get(c) for c in columns} for row in listed], schema=columns),
        reading_log=pl.DataFrame(schema=corpus_schema(READING_LOG)),
        **made,
    )
