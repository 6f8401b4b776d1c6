"""Keyness: planted terms, both directions, bad input, and what stays when rows, sides or outlets change."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import sparse

from analysis import open_study
from analysis.comparison import findings
from analysis.comparison.terms.keyness import keyness, keyness_left_out, keyness_of_counts
from analysis.comparison.terms.shrinkage import Prior
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.errors import InputError
from analysis.study import Inference
from tests.measures.shards import in_parts

from .term_tables import overdispersed, term_counts

LOW = Inference(resamples=99, min_articles=2, min_hits=1, min_events=3)
ANY = Vocabulary(min_count=1, min_articles_with=1)
FLOATS = [name for name, (dtype, _) in KEYNESS.items() if dtype == pl.Float64()]


def row_of(table: pl.DataFrame, term: str) -> dict[str, object]:
    return table.row(by_predicate=pl.col("term") == term, named=True)


def test_a_planted_term_is_found_in_its_direction_and_the_others_are_not() -> None:
    table = keyness_of_counts(overdispersed([60, 60], factors=[4.0, 0.2], seed=5), "o0")
    found = findings(table.with_columns(measure=pl.lit("rate:words"), category="term"))
    assert set(found["term"]) == {"t000", "t001"}
    up, down = row_of(table, "t000"), row_of(table, "t001")
    assert up["log2_ratio"] > 1 > -1 > down["log2_ratio"]  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["words", "terms"])
def test_counts_are_those_of_the_articles(kind: str) -> None:
    counts = overdispersed([9, 12], kind=kind, seed=2)
    dense, ours = counts.counts.toarray(), counts.articles["outlet"].to_numpy() == "o0"
    for row in keyness_of_counts(counts, "o0", inference=LOW).rows(named=True):
        column = dense[:, counts.terms.index(row["term"])]
        assert (row["focus_hits"], row["reference_hits"]) == (column[ours].sum(), column[~ours].sum())
        assert row["focus_articles_with"] == (column[ours] > 0).sum()
        assert row["reference_articles_with"] == (column[~ours] > 0).sum()
        assert row["focus_rate"] == pytest.approx(1000 * column[ours].sum() / counts.words[ours].sum())


def test_leaving_one_article_out_is_what_it_says() -> None:
    counts = overdispersed([5, 4, 1], terms=4, seed=3, rate=0.02)
    rules = Vocabulary(1, 1, prior=Prior("flat", each=0.5))
    table = keyness_of_counts(counts, "o0", vocabulary=rules, inference=LOW)
    n = counts.articles.height
    for row in table.rows(named=True):
        values = [_shrunken(counts, np.arange(n) != i, row["term"]) for i in range(n)]
        assert row["without_one_low"] == pytest.approx(min(values))
        assert row["without_one_high"] == pytest.approx(max(values))
        assert row["log2_ratio"] == pytest.approx(_shrunken(counts, np.ones(n, dtype=bool), row["term"]))


def _shrunken(counts: object, left: np.ndarray, term: str) -> float:  # type: ignore[type-arg]
    """Shrunken log2 ratio by hand: mean of outlet rates times all words of the side, and half a hit."""
    outlets = counts.articles["outlet"].to_numpy()  # type: ignore[attr-defined]
    column = counts.counts.toarray()[:, counts.terms.index(term)]  # type: ignore[attr-defined]
    words, ours = counts.words, outlets == "o0"  # type: ignore[attr-defined]
    sides = []
    for side in (ours, ~ours):
        names = [name for name in np.unique(outlets[side]) if (left & (outlets == name)).any()]
        rates = [column[left & (outlets == n)].sum() / words[left & (outlets == n)].sum() for n in names]
        total = words[side].sum()
        sides.append((np.mean(rates) * total + 0.5) / (total + 0.5 * 4))
    return math.log2(sides[0] / sides[1])


def test_a_term_on_one_side_only_is_a_row_with_a_bound() -> None:
    counts = overdispersed([20, 20], terms=40, seed=4)
    dense = counts.counts.toarray()
    dense[counts.articles["outlet"].to_numpy() == "o0", 0] = 0
    dense[counts.articles["outlet"].to_numpy() == "o1", 1] = 0
    table = keyness_of_counts(replace(counts, counts=sparse.csr_array(dense)), "o0", vocabulary=ANY)
    only_reference, only_focus = row_of(table, "t000"), row_of(table, "t001")
    assert (only_reference["estimate"], only_reference["low"]) == (0.0, None)
    assert only_reference["high"] < 1  # type: ignore[operator]
    assert only_focus["estimate"] is None
    assert only_focus["high"] is None
    assert only_focus["low"] > 1  # type: ignore[operator]
    assert {only_focus["focus_dispersion"] is None, only_focus["reference_dispersion"] is None} == {
        False,
        True,
    }


def test_what_is_left_out_is_counted() -> None:
    ws = open_study()
    rules = Vocabulary(min_count=12, min_articles_with=5, stopwords=frozenset(["the", "a"]))
    left = dict(keyness_left_out(ws.annotated, ws.focus, ws.references, vocabulary=rules).rows_by_key("rule"))
    table = keyness(ws.annotated, ws.focus, ws.references, vocabulary=rules)
    assert left["compared"][0][0] == table.height
    assert left["stopwords (2 listed)"][0][0] == 2
    assert not {"the", "a"} & set(table["term"])
    assert (table["focus_hits"] + table["reference_hits"]).min() >= 12
    assert (table["focus_articles_with"] + table["reference_articles_with"]).min() >= 5
    phrases = keyness(ws.annotated, ws.focus, ws.references, kind="phrases", vocabulary=rules)["term"]
    assert not [phrase for phrase in phrases if phrase.split()[0] == "the" or phrase.split()[-1] == "the"]


@pytest.mark.parametrize("kind", ["words", "terms"])
def test_swapping_the_sides_mirrors(kind: str) -> None:
    counts = overdispersed([12, 15], factors=[3.0], kind=kind)
    one, two = (keyness_of_counts(counts, side, vocabulary=ANY).sort("term") for side in ("o0", "o1"))
    assert one["p"].to_list() == pytest.approx(two["p"].to_list())
    assert one["log2_ratio"].to_list() == pytest.approx((-two["log2_ratio"]).to_list())
    assert one["log2_low"].to_list() == pytest.approx((-two["log2_high"]).to_list())
    assert one["z"].to_list() == pytest.approx((-two["z"]).to_list())
    assert one["g2"].to_list() == pytest.approx(two["g2"].to_list())
    assert one["focus_dispersion"].to_list() == pytest.approx(two["reference_dispersion"].to_list())


def test_too_few_articles_are_described() -> None:
    table = keyness_of_counts(overdispersed([1, 30]), "o0")
    assert set(table["status"]) == {"described"}
    assert table["reason"][0].startswith("1 article in the focus")
    assert table.select("p", "q", "low", "high", "log2_low").null_count().row(0) == (table.height,) * 5
    assert table["log2_ratio"].null_count() == 0


def test_an_empty_voice_is_a_plain_sentence() -> None:
    counts = overdispersed([10, 10])
    words = pl.when(pl.col("outlet") == "o0").then(0).otherwise("words")
    silent = np.where((counts.articles["outlet"] == "o0").to_numpy()[:, None], 0.0, counts.counts.toarray())
    empty = replace(
        counts, articles=counts.articles.with_columns(words=words), counts=sparse.csr_array(silent)
    )
    table = keyness_of_counts(empty, "o0")
    assert set(table["reason"]) == {"no words of this voice and part on one side"}
    assert set(table["status"]) == {"described"}


def test_an_unknown_outlet_is_refused() -> None:
    with pytest.raises(InputError, match="o9"):
        keyness_of_counts(overdispersed([9, 9]), "o9")


def test_events_are_the_unit_where_articles_share_them() -> None:
    """Every event doubled in every outlet: twice the articles, the same events, no smaller p."""
    random = np.random.default_rng(8)
    events = [f"e{i}" for i in range(24)] * 2
    outlets = ["o0"] * 24 + ["o1"] * 24
    counts = random.poisson(2.0 * random.gamma(1, 1, (48, 50)))
    words = random.integers(200, 900, 48).tolist()
    once = keyness_of_counts(term_counts(counts, words, outlets, events), "o0").sort("term")
    double = term_counts(np.vstack([counts, counts]), words * 2, outlets * 2, events * 2)
    twice = keyness_of_counts(double, "o0").sort("term")
    assert "by event" in once["method"].drop_nulls()[0]
    assert once["log2_ratio"].to_list() == pytest.approx(twice["log2_ratio"].to_list(), abs=0.3)
    assert np.median(twice["p"].to_numpy() / once["p"].to_numpy()) > 0.8


@st.composite
def corpora(draw: st.DrawFn) -> object:
    n = draw(st.integers(3, 14))
    kind = draw(st.sampled_from(["words", "terms"]))
    terms = draw(st.integers(1, 5))
    value = st.integers(0, 5)
    counts = np.array(draw(st.lists(st.lists(value, min_size=terms, max_size=terms), min_size=n, max_size=n)))
    words = [int(row.sum()) + draw(st.integers(0, 40)) for row in counts]
    outlets = ["A", "B", *(draw(st.sampled_from("ABC")) for _ in range(n - 2))]
    events = [draw(st.sampled_from(["e1", "e2", None])) for _ in range(n)] if draw(st.booleans()) else None
    return term_counts(counts, words, outlets, events, kind)


@settings(max_examples=120, deadline=None)
@given(corpora(), st.sampled_from([Prior(), Prior("flat", each=0.5)]))
def test_any_corpus_gives_finite_numbers_in_order(counts: object, prior: Prior) -> None:
    table = keyness_of_counts(counts, "A", vocabulary=Vocabulary(1, 1, prior=prior), inference=LOW)  # type: ignore[arg-type]
    assert table.columns == list(KEYNESS)
    for row in table.rows(named=True):
        assert all(row[name] is None or math.isfinite(row[name]) for name in FLOATS)
        assert row["status"] == "inferred" or row["reason"]
        if row["p"] is not None:
            assert 0 <= row["smallest_p"] <= row["p"] <= row["q"] <= 1
        if row["low"] is not None and row["high"] is not None:
            assert row["low"] <= row["estimate"] <= row["high"]
        if row["log2_low"] is not None:
            assert row["log2_low"] <= row["log2_ratio"] <= row["log2_high"]
        for side in ("focus", "reference"):
            assert row[f"{side}_dispersion"] is None or 0 <= row[f"{side}_dispersion"] <= 1


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_terms_does_not_matter(counts: object, random: object) -> None:
    order = list(range(len(counts.terms)))  # type: ignore[attr-defined]
    random.shuffle(order)  # type: ignore[attr-defined]
    one = keyness_of_counts(counts, "A", vocabulary=ANY, inference=LOW).sort("term")  # type: ignore[arg-type]
    two = keyness_of_counts(counts.columns(order), "A", vocabulary=ANY, inference=LOW).sort("term")  # type: ignore[attr-defined]
    assert_frame_equal(one, two)


@pytest.mark.parametrize("kind", ["words", "terms"])
def test_tests_alone_are_the_same_tests(kind: str) -> None:
    counts = overdispersed([20, 30, 1], factors=[60.0, 60.0], kind=kind, seed=6)
    whole, brief = (keyness_of_counts(counts, "o0", inference=LOW, only=only) for only in (None, ()))
    tested = ["term", "log2_ratio", "p", "q", "status", "reason"]
    assert_frame_equal(whole.select(tested), brief.select(tested))
    may_be_called = pl.col("p") <= 0.05
    intervals = ["term", "estimate", "low", "high"]
    assert_frame_equal(*(table.filter(may_be_called).select(intervals) for table in (whole, brief)))
    assert brief.filter(may_be_called).height and brief.filter(~may_be_called)["low"].null_count()
    assert_frame_equal(findings(whole).select(tested), findings(brief).select(tested))
    assert brief["without_one_low"].null_count() == brief.height > whole["without_one_low"].null_count()
    assert brief["log2_low"].null_count() == brief.height


@pytest.mark.parametrize("kind", ["words", "terms"])
def test_terms_that_are_asked_for_have_their_intervals(kind: str) -> None:
    counts = overdispersed([20, 30, 1], factors=[60.0, 60.0], kind=kind, seed=6)
    whole = keyness_of_counts(counts, "o0", inference=LOW)
    asked = whole.filter(pl.col("status") == "inferred").tail(2)["term"].to_list()
    brief = keyness_of_counts(counts, "o0", inference=LOW, only=[*asked, "no such term"])
    numbers = [
        "term",
        "estimate",
        "low",
        "high",
        "log2_ratio",
        "log2_low",
        "log2_high",
        "standard_error",
        "q",
    ]
    found, expected = (table.filter(pl.col("term").is_in(asked)).select(numbers) for table in (brief, whole))
    assert_frame_equal(found, expected)
    assert found.height == 2 and (found["q"] > 0.05).all() and not found["log2_low"].null_count()
    assert brief.filter(~pl.col("term").is_in(asked))["log2_low"].null_count() == brief.height - 2


@pytest.mark.parametrize("size", [3, 50])
def test_parts_of_any_size_give_the_same_table(size: int) -> None:
    ws = open_study()
    whole = keyness(ws.annotated, ws.focus, ws.references)
    assert keyness(in_parts(ws.annotated, size), ws.focus, ws.references).equals(whole)


@settings(max_examples=60, deadline=None)
@given(corpora(), st.integers(1, 30))
def test_terms_may_be_gone_through_in_any_number(counts: object, some: int) -> None:
    whole = keyness_of_counts(counts, "A", vocabulary=ANY, inference=LOW)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("analysis.comparison.terms.sides.COUNTS", some)
        patched.setattr("analysis.comparison.terms.sides.SUMMED", 1)
        again = keyness_of_counts(counts, "A", vocabulary=ANY, inference=LOW)  # type: ignore[arg-type]
    assert again.equals(whole)
