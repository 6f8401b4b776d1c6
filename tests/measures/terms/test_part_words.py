"""Words as numbers: the same as found span by span, also where a span cuts a word."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.measures.terms.counts import count_terms, runs_of_words
from analysis.measures.terms.part_words import read_words
from analysis.text import WORD, unify_word
from analysis.workspace import open_study
from tests.comparison.events.event_corpus import event_corpus
from tests.measures.shards import in_parts

Word = tuple[str, str, int, int]


def by_hand(annotated: Annotated, voice: str) -> list[Word]:
    spans = annotated.spans.filter(pl.col("voice") == voice).sort("article_id", "start")
    texts = annotated.texts(spans["article_id"].unique())
    return [
        (key, unify_word(match.group()), *match.span())
        for key, start, end in spans.select("article_id", "start", "end").rows()
        for match in WORD.finditer(texts[key], start, end)
    ]


def phrases_by_hand(annotated: Annotated, voice: str) -> dict[tuple[str, str], int]:
    spans = annotated.spans.filter(pl.col("voice") == voice)
    texts = annotated.texts(spans["article_id"].unique())
    found: Counter[tuple[str, str]] = Counter()
    for key, start, end in spans.select("article_id", "start", "end").rows():
        for run in runs_of_words(texts[key], start, end):
            words = [word for word, _, _ in run]
            for length in (2, 3):
                found.update((key, " ".join(words[i : i + length])) for i in range(len(run) - length + 1))
    return found


def phrases(annotated: Annotated, voice: str) -> dict[tuple[str, str], int]:
    counted = count_terms(annotated, "phrases", voice=voice)
    keys, places = counted.articles["article_id"].to_list(), counted.counts.tocoo()
    rows = zip(places.row.tolist(), places.col.tolist(), places.data.tolist(), strict=True)
    return {(keys[row], counted.terms[column]): int(n) for row, column, n in rows}


def read(annotated: Annotated, voice: str) -> list[Word]:
    found = []
    for part in read_words(annotated, pl.col("voice") == voice):
        ids = part.spans["article_id"].to_list()
        columns = (part.number.tolist(), part.span.tolist(), part.start.tolist(), part.end.tolist())
        for number, span, start, end in zip(*columns, strict=True):
            found.append((ids[span], part.forms[number], start, end))
    return found


def test_the_words_of_the_sample_are_found_in_every_voice() -> None:
    sample = open_study().annotated
    for voice in ("own", "quoted", "reported"):
        assert read(sample, voice) == by_hand(sample, voice)
        assert sorted(read(in_parts(sample, 3), voice)) == sorted(by_hand(sample, voice))
        assert phrases(sample, voice) == phrases_by_hand(sample, voice)


@given(
    st.lists(
        st.tuples(st.text("aB1 .,-’'…é\n\x1c\u00a0", max_size=30), st.lists(st.integers(0, 30), max_size=6)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=300)
def test_spans_may_cut_words_anywhere(given: list[tuple[str, list[int]]]) -> None:
    corpus = event_corpus([(("Sun", None), [text]) for text, _ in given])
    rows = []
    for number, (text, cuts) in enumerate(given):
        bounds = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
        for place, (start, end) in enumerate(pairwise(bounds)):
            voice = ("own", "quoted", "reported")[place % 3]
            rows.append((f"a{number:04}", 0, place, start, end, voice))
    names = ["article_id", "sentence", "span", "start", "end", "voice"]
    spans = pl.DataFrame(rows, schema=names, orient="row")
    types = corpus.spans.schema
    spans = spans.select(
        (pl.col(name) if name in names else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in types.items()
    )
    cut = corpus.with_tables(spans=spans)
    for voice in ("own", "quoted", "reported"):
        assert read(cut, voice) == by_hand(cut, voice)
        assert phrases(cut, voice) == phrases_by_hand(cut, voice)


def test_articles_without_text_are_left_out() -> None:
    tables = annotate(read_article_text("Rain\n\nIt rains.")[0])
    assert read(tables.without_text(), "own") == []
