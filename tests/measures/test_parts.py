"""A corpus in parts gives the same measures as the same corpus in one piece."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis import open_study
from analysis.annotation import Annotated
from analysis.measures import (
    count_terms,
    cue_classes,
    find_shared_runs,
    naming_shares,
    passages,
    per_article_rates,
    per_article_valence,
    propose_terms,
    share_passages,
    shared_text,
    source_mix,
    stance_mentions,
    term_passages,
    valence_passages,
    voice_shares,
    voices_of_categories,
    who_says,
    who_says_by_outlet,
    with_and_without,
)
from analysis.measures.terms.sentences import count_sentence_terms

VOICES = ("own", "quoted", "attributed", "all")


@pytest.fixture(scope="module")
def whole() -> Annotated:
    return open_study().annotated


@pytest.fixture(scope="module")
def parts(whole: Annotated, tmp_path_factory: pytest.TempPathFactory) -> Annotated:
    """The sample, shuffled into seven parts of which the last has a single article, on disk."""
    ids = whole.articles.sample(fraction=1.0, shuffle=True, seed=4)["article_id"].to_list()
    cuts = [0, 1, 12, 13, 25, 31, len(ids) - 1, len(ids)]
    chosen = [whole.only(ids[a:b]).parts[0] for a, b in pairwise(cuts)]
    return Annotated.read(
        Annotated(tuple(chosen), whole.whole).write(tmp_path_factory.mktemp("in") / "parts")
    )


MEASURES: dict[str, Callable[[Annotated], pl.DataFrame]] = {
    "rates": lambda tables: per_article_rates(tables, voice=VOICES, part=("headline", "all")),
    "rates of terms": lambda tables: per_article_rates(tables, by="term"),
    "valence": lambda tables: per_article_valence(tables, voice=VOICES),
    "voices": voice_shares,
    "voices of categories": voices_of_categories,
    "names": lambda tables: naming_shares(tables, voice=VOICES),
    "sources": source_mix,
    "sources by words": lambda tables: source_mix(tables, weight="words"),
    "cues by side": lambda tables: cue_classes(tables, by="side"),
    "who says": who_says,
    "who says by outlet": who_says_by_outlet,
    "passages": lambda tables: passages(tables, limit=9, per_article=1),
    "passages of cues": lambda tables: share_passages(tables, "share:cue_class", "neutral"),
    "passages of voices": lambda tables: share_passages(tables, "share:voice", "scare"),
    "passages of words": lambda tables: term_passages(tables, ["harbour", "pact"], voice="all"),
    "extreme valence": valence_passages,
    "proposals": lambda tables: propose_terms(tables, ["war"], min_count=2).table,
    "shared text": lambda tables: shared_text(tables, find_shared_runs(tables)),
    "shared runs": lambda tables: find_shared_runs(tables).runs,
    "with and without": lambda tables: with_and_without(tables, find_shared_runs(tables)),
}


@pytest.mark.parametrize("name", MEASURES)
def test_measure_of_parts(name: str, whole: Annotated, parts: Annotated) -> None:
    expected = MEASURES[name](whole)
    assert not expected.is_empty()
    assert_frame_equal(MEASURES[name](parts), expected, check_exact=True)


@pytest.mark.parametrize("kind", ["words", "phrases", "terms"])
def test_counts_of_parts(kind: str, whole: Annotated, parts: Annotated) -> None:
    expected, found = count_terms(whole, kind), count_terms(parts, kind)
    assert found.terms == expected.terms
    assert_frame_equal(found.articles, expected.articles)
    assert (found.counts != expected.counts).nnz == 0


@pytest.mark.parametrize("kind", ["words", "terms"])
def test_sentences_of_parts(kind: str, whole: Annotated, parts: Annotated) -> None:
    expected, found = count_sentence_terms(whole, kind), count_sentence_terms(parts, kind)
    assert (found.terms, found.forms) == (expected.terms, expected.forms)
    assert_frame_equal(found.sentences, expected.sentences)
    assert (found.counts != expected.counts).nnz == 0


def test_stance_of_parts(whole: Annotated, parts: Annotated) -> None:
    # The model multiplies matrices of all mentions at once: their size decides the last digits.
    assert_frame_equal(stance_mentions(parts), stance_mentions(whole), rel_tol=1e-9, abs_tol=1e-12)
