"""Terms by sentence agree with terms by article; forms of one word are joined."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from analysis.annotation import annotate
from analysis.annotation.annotated import Annotated
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures.terms.counts import count_terms
from analysis.measures.terms.sentences import count_sentence_terms

TEXT = """Ferry rules

The regime's men met on 4 May. "A plague on the U.S. delegates," Ms Orr said, "and on the regime".

She added that the well-known ferry talks, the third of them, had failed. Nobody else spoke.
"""


@pytest.mark.parametrize("kind", ["words", "phrases", "terms", "categories"])
@pytest.mark.parametrize("voice", ["own", "attributed", "all"])
def test_sums_are_the_counts_per_article(kind: str, voice: str) -> None:
    articles, _ = read_article_text(TEXT)
    annotated = annotate(articles.with_columns(event=pl.lit("ferry")))
    by_sentence = count_sentence_terms(annotated, kind, voice=voice, join_forms=False)
    whole = count_terms(annotated, kind, voice=voice)
    expected = {
        (article, term): whole.counts[i, j]
        for i, article in enumerate(whole.articles["article_id"])
        for j, term in enumerate(whole.terms)
        if whole.counts[i, j]
    }
    found: dict[tuple[str, str], float] = {}
    for i, article in enumerate(by_sentence.sentences["article_id"]):
        for j in np.flatnonzero(by_sentence.counts[[i]].toarray()[0]):
            key = (article, by_sentence.terms[j])
            found[key] = found.get(key, 0) + by_sentence.counts[i, j]
    assert found == expected != {}
    words = by_sentence.sentences.group_by("article_id").agg(pl.col("words").sum()).sort("article_id")
    assert words.rows() == whole.articles.select("article_id", "words").rows()


def test_forms_are_joined_under_the_most_frequent(annotated: Annotated) -> None:
    found = count_sentence_terms(annotated, voice="all")
    assert "talks" in found.terms
    assert found.forms[found.terms.index("regime")] == "regime"


def test_words_need_text_and_entries_do_not(annotated: Annotated) -> None:
    bare = annotated.without_text()
    with pytest.raises(InputError, match="tables without text"):
        count_sentence_terms(bare)
    assert count_sentence_terms(bare, "terms").counts.sum() > 0


def test_unknown_kind(annotated: Annotated) -> None:
    with pytest.raises(InputError, match="did you mean 'words'"):
        count_sentence_terms(annotated, "word")


def test_articles_without_an_event_are_left_out(annotated: Annotated) -> None:
    assert count_sentence_terms(annotated, "terms").sentences["article_id"].unique().sort().to_list() == [
        "a1",
        "a2",
        "b1",
    ]
