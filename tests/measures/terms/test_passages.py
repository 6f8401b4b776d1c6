"""Passages behind words and phrases: the places that are counted, in both directions, and nothing else."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Annotated, annotate, open_study, read_article_text
from analysis.errors import InputError
from analysis.measures import PASSAGES, count_terms, passages, term_passages

TEXT = (
    "A headline on the border\n\nThe border-guards closed the border. “The border is ours,” Ms Orr said.\n\n"
    "The Border reopened; the\nborder stayed calm."
)


def of(*articles: tuple[str, str]) -> Annotated:
    tables = [
        read_article_text(text)[0].with_columns(outlet=pl.lit(outlet), article_id=pl.lit(f"a{i}"))
        for i, (outlet, text) in enumerate(articles)
    ]
    return annotate(pl.concat(tables))


@pytest.fixture(scope="module")
def border() -> Annotated:
    return of(("Herald", TEXT), ("Post", "Title\n\nNothing happened at the border."))


def hits(table: pl.DataFrame) -> list[str]:
    return table["hit"].to_list()


def test_a_word_is_found_as_it_is_counted(border: Annotated) -> None:
    found = term_passages(border, "border", outlet="Herald", voice="own", per_article=9, limit=9)
    assert hits(found) == ["border", "border", "Border", "border"]
    assert found.schema == {name: dtype for name, (dtype, _) in PASSAGES.items()}
    assert found["category"].null_count() == found["negated"].null_count() == 4
    quoted = term_passages(border, "border", voice="quoted", per_article=9)
    assert quoted.select("voice", "source_name", "outlet").rows() == [("quoted", "Orr", "Herald")]


def test_a_phrase_may_run_over_a_line_but_not_over_a_mark(border: Annotated) -> None:
    found = term_passages(border, "the border", kind="phrases", voice="own", per_article=9, limit=9)
    assert hits(found) == ["the border", "the border", "The Border", "the border", "the border"]
    assert term_passages(border, "reopened the", kind="phrases").is_empty()
    assert term_passages(border, "border guards", kind="phrases").is_empty()


@pytest.mark.parametrize("kind", ["words", "phrases"])
def test_every_count_of_the_sample_leads_to_its_places(kind: str) -> None:
    annotated = open_study().annotated
    counts = count_terms(annotated, kind)
    totals = dict(zip(counts.terms, counts.counts.sum(axis=0), strict=True))
    terms = sorted(totals)[:: len(totals) // 25]
    found = term_passages(annotated, terms, kind=kind, per_article=10_000, limit=10_000)
    made = dict(found.group_by("term").len().rows())
    assert made == {term: int(totals[term]) for term in terms}


def test_limits_hold_for_each_term_and_the_order_is_that_asked_for() -> None:
    annotated = open_study().annotated
    found = term_passages(annotated, ["minister", "grain"], per_article=1, limit=3)
    assert found["term"].to_list() == ["minister"] * 3 + ["grain"] * 3
    assert found.group_by("term").agg(pl.col("article_id").n_unique())["article_id"].to_list() == [3, 3]
    assert found.equals(term_passages(annotated, ["minister", "grain"], per_article=1, limit=3))


def test_entries_of_a_lexicon_are_those_of_passages() -> None:
    annotated = open_study().annotated
    found = term_passages(annotated, "domination", kind="categories", per_article=1, limit=5)
    assert found.equals(passages(annotated, category="domination", voice="own", per_article=1, limit=5))


def test_without_text_a_word_has_empty_rows_and_a_phrase_none() -> None:
    annotated = open_study().annotated.without_text()
    found = term_passages(annotated, "minister", limit=4)
    assert found.height == 4
    assert found.select("before", "hit", "after", "sentence").null_count().row(0) == (4, 4, 4, 4)
    assert term_passages(annotated, "foreign minister", kind="phrases").is_empty()


def test_an_unknown_kind_and_voice_are_refused(border: Annotated) -> None:
    with pytest.raises(InputError, match="did you mean 'words'"):
        term_passages(border, "border", kind="word")
    with pytest.raises(InputError, match="argument 'voice'"):
        term_passages(border, "border", voice="mine")
    assert term_passages(border, [], kind="words").is_empty()


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet='aB’-. \n"“”', max_size=60))
def test_any_text_is_searched_as_it_is_counted(text: str) -> None:
    made = of(("Herald", f"Title\n\nword {text}"))
    for kind in ("words", "phrases"):
        counts = count_terms(made, kind, voice="all")
        found = term_passages(made, counts.terms, kind=kind, voice="all", per_article=99, limit=99)
        assert found.height == int(counts.counts.sum())
