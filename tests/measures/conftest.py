"""A small invented corpus as annotated tables, built by hand so that every count can be checked by eye."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.annotation.annotated import Annotated
from analysis.annotation.tables import TABLES, schema
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.corpus.tables import schema as corpus_schema

TEXTS = {
    "a1": ('Ferry rules\n\nThe regime met. "A plague on Orr", said Lind. It was grim.', "Herald", "e1"),
    "a2": ("The harbour opened on time and nobody complained at all.", "Herald", "e2"),
    "b1": ("Regime talks\n\nTalks with the regime and a puppet regime went on.", "Courier", "e1"),
    "b2": ("Short note", "Courier", None),
}
# article, sentence, span, part, text of the span, voice, valence, valence_masked
SPANS = [
    ("a1", 0, 0, "headline", "Ferry rules", "own", 0.0, 0.0),
    ("a1", 1, 0, "lead", "The regime met.", "own", -0.2, 0.0),
    ("a1", 2, 0, "lead", '"A plague on Orr"', "quoted", -0.5, -0.4),
    ("a1", 2, 1, "lead", ", said Lind.", "own", 0.0, 0.0),
    ("a1", 3, 0, "lead", "It was grim.", "own", -0.4, -0.4),
    ("a2", 0, 0, "lead", TEXTS["a2"][0], "own", 0.3, 0.3),
    ("b1", 0, 0, "headline", "Regime talks", "own", 0.0, 0.0),
    ("b1", 1, 0, "lead", "Talks with the regime", "own", 0.0, 0.0),
    ("b1", 1, 1, "lead", "and a puppet regime went on.", "reported", -0.1, -0.1),
]
HITS = [
    ("a1", 1, 0, "order", "regime", "regime", False),
    ("a1", 2, 0, "illness", "plague", "plague", False),
    ("b1", 0, 0, "order", "regime", "Regime", False),
    ("b1", 1, 0, "order", "regime", "regime", False),
    ("b1", 1, 1, "order", "puppet regime", "puppet regime", True),
]
ENTRIES = [("order", "regime", "West"), ("order", "puppet regime", "East"), ("illness", "plague", None)]
ENTRIES += [("illness", "cancer*", "East")]


def _table(name: str, rows: list[tuple[object, ...]], columns: list[str]) -> pl.DataFrame:
    given = pl.DataFrame(rows, schema={c: schema(name)[c] for c in columns}, orient="row")
    rest = [pl.lit(None, dtype).alias(c) for c, dtype in schema(name).items() if c not in columns]
    return given.with_columns(rest).select(list(schema(name)))


@pytest.fixture
def annotated() -> Annotated:
    articles = pl.DataFrame(
        [(key, outlet, event, text, text.split("\n")[0]) for key, (text, outlet, event) in TEXTS.items()],
        schema=["article_id", "outlet", "event", "text", "title"],
        orient="row",
    )
    rest = [pl.lit(None, d).alias(c) for c, d in corpus_schema(ARTICLES).items() if c not in articles.columns]
    places: dict[tuple[str, int, int], int] = {}
    spans, sentences, at = [], {}, 0
    for article, sentence, span, part, text, voice, valence, masked in SPANS:
        at = TEXTS[article][0].index(text, 0 if (sentence, span) == (0, 0) else at)
        places[article, sentence, span] = at
        n_words = sum(any(c.isalpha() for c in word) for word in text.split())
        attribution = 0 if voice != "own" else None
        row = (
            article,
            sentence,
            span,
            at,
            at + len(text),
            voice,
            attribution,
            False,
            n_words,
            valence,
            masked,
        )
        spans.append(row)
        sentences[article, sentence] = part
    hits = []
    for article, sentence, span, category, term, surface, negated in HITS:
        start = TEXTS[article][0].index(surface, places[article, sentence, span])
        row = (article, sentence, span, start, start + len(surface), "loaded_terms", category, term, surface)
        hits.append((*row, negated))
    tables = {name: _table(name, [], []) for name in TABLES} | {
        "spans": _table("spans", spans, list(schema("spans"))),
        "sentences": _table(
            "sentences", [(*key, part) for key, part in sentences.items()], ["article_id", "sentence", "part"]
        ),
        "hits": _table("hits", hits, list(schema("hits"))),
        "attributions": _table(
            "attributions", [("a1", 0, "lind")], ["article_id", "attribution", "source_name"]
        ),
        "entries": _table(
            "entries",
            [("loaded_terms", *entry, None, None, None) for entry in ENTRIES],
            list(schema("entries")),
        ),
        "lexicons": _table("lexicons", [("loaded_terms", "terms")], ["lexicon", "kind"]),
    }
    return Annotated.of(
        articles=articles.with_columns(rest).select(list(corpus_schema(ARTICLES))),
        reading_log=pl.DataFrame(schema=corpus_schema(READING_LOG)),
        **tables,
    )
