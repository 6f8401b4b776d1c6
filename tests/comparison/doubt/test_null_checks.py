"""A procedure run on splits: counts of tests and calls, and nothing that is not finite."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.null_checks import NULL_CHECK, null_check
from analysis.comparison.doubt.null_splits import KINDS
from analysis.comparison.doubt.null_summaries import (
    NULL_SUMMARY,
    PLACEBO_FINDINGS,
    clopper_pearson,
    null_summaries,
    null_summary,
    placebo_by_finding,
)
from analysis.comparison.doubt.procedures import (
    VERDICTS,
    contrast_procedure,
    keyness_procedure,
    verdicts,
    word_test_procedure,
)
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.errors import InputError
from analysis.measures.terms.counts import TermCounts
from analysis.study import Inference

from ..tables import invented, per_article
from ..terms.term_tables import overdispersed

QUICK = Inference(resamples=199)
LOW = Inference(resamples=99, min_articles=2, min_hits=1, min_events=3)


def articles_of(table: pl.DataFrame) -> pl.DataFrame:
    day = pl.datetime(2024, 1, 1) + pl.duration(days=pl.int_range(pl.len()) % 17)
    return (
        table.select("article_id", "outlet", "event").unique().sort("article_id").with_columns(published=day)
    )


def test_random_halves_of_like_articles_call_little() -> None:
    table = pl.concat(
        invented(2, 40, seed).with_columns(category=pl.lit(f"c{seed}")) for seed in range(6)
    ).with_columns(pl.col("article_id"), event=pl.lit(None, dtype=pl.String))
    made = null_check(
        contrast_procedure(table, inference=QUICK), articles_of(table), kind="random halves", splits=60
    )
    assert dict(made.schema) == {name: dtype for name, (dtype, _) in NULL_CHECK.items()}
    assert made["tests"].to_list() == [6] * 60
    row = null_summary(made).row(0, named=True)
    # 5 % of 60 splits are 3; more than 9 would happen once in 2,000 runs of a sound procedure.
    assert row["splits_with_calls"] <= 9
    assert (row["splits"], row["untested"], row["reason"]) == (60, 0, None)
    assert (row["low"], row["high"]) == clopper_pearson(row["splits_with_calls"], 60)


def test_a_planted_focus_differs_more_than_each_placebo() -> None:
    table = invented(5, 40, 2, ratio=5.0)
    run = contrast_procedure(table, inference=QUICK)
    made = null_check(run, articles_of(table), kind="placebo focus", focus="o0")
    assert made["role"].to_list() == ["focus", *["stand-in"] * 4]
    assert made["called"][0] == "all"
    row = null_summary(made).row(0, named=True)
    assert (row["focus_calls"], row["splits"], row["as_many"], row["low"]) == (
        1,
        4,
        row["splits_with_calls"],
        None,
    )
    placebo = placebo_by_finding(run, articles_of(table), "o0")
    assert dict(placebo.schema) == {name: dtype for name, (dtype, _) in PLACEBO_FINDINGS.items()}
    assert placebo.select("outlets", "as_far").row(0) == (4, 0)
    assert placebo["size"][0] == pytest.approx(math.log2(contrast(table, "o0")["estimate"][0]))


def test_without_a_finding_no_outlet_differs_as_much() -> None:
    table = invented(4, 12, 5)
    run = contrast_procedure(table, inference=QUICK)
    row = null_summary(null_check(run, articles_of(table), kind="placebo focus", focus="o0")).row(
        0, named=True
    )
    assert (row["focus_calls"], row["as_many"]) == (0, None)
    assert placebo_by_finding(run, articles_of(table), "o0").is_empty()


def test_a_zero_cell_has_the_size_of_its_bound() -> None:
    table = invented(3, 20, 3).with_columns(
        numerator=pl.when(pl.col("outlet") == "o0").then(0.0).otherwise(pl.col("numerator"))
    )
    rows = contrast(table, "o0", ["o1"])
    assert verdicts(rows)["size"][0] == pytest.approx(-math.log2(rows["high"][0]))


def test_names_hold_what_varies() -> None:
    table = invented(2, 12, 1)
    both = pl.concat([table, table.with_columns(voice=pl.lit("all"))])
    assert verdicts(contrast(both, "o0"))["name"].to_list() == ["all", "own"]
    assert verdicts(contrast(table, "o0"))["name"].to_list() == ["all"]


def test_too_few_articles_are_said_and_counted() -> None:
    table = invented(2, 6, 1)
    made = null_check(contrast_procedure(table), articles_of(table), kind="random halves", splits=4)
    row = null_summary(made).row(0, named=True)
    assert (row["splits"], row["untested"], row["share"], row["high"]) == (0, 4, None, None)
    assert "3 articles in the focus, at least 8 needed" in row["reason"]


def test_term_counts_can_be_plugged_in_without_counting_again() -> None:
    random = np.random.default_rng(0)
    matrix = sparse.csr_array(random.poisson(2.0, (40, 3)).astype(float))
    table = per_article([("AB"[i % 2], None, 1, 100) for i in range(40)])
    counts = TermCounts(
        "words", "own", "all", ("x", "y", "z"), articles_of(table).with_columns(words=pl.lit(100)), matrix
    )

    def welch(
        outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame:
        relabelled = counts.with_outlets(outlet_of)
        one, two = (relabelled.of_outlets(side).counts.toarray() for side in (focus, reference))
        p = stats.ttest_ind(one, two, equal_var=False).pvalue
        return pl.DataFrame(
            {"name": counts.terms, "size": abs(one.mean(0) - two.mean(0)), "p": p, "finding": p * 3 <= 0.05}
        ).with_columns(reason=pl.lit(None, dtype=pl.String))

    made = null_check(welch, counts.articles, kind="random halves", splits=30)
    assert made["focus_articles"].to_list() == [10] * 30
    assert made["smallest_p"].n_unique() > 20
    assert counts.with_outlets({}).articles["outlet"].to_list() == ["A", "B"] * 20


def test_keyness_cries_no_wolf_on_halves_and_finds_what_an_outlet_has() -> None:
    """Words of one outlet: few calls in random halves; as the focus, three planted words are called."""
    counts = overdispersed([40, 40, 40], terms=80, factors=[5.0, 5.0, 0.1], seed=11)
    run = keyness_procedure(counts)
    halves = null_check(run, counts.articles, kind="random halves", splits=40, seed=2)
    assert halves["tests"].min() > 60  # type: ignore[operator]
    # At 5 % two of 40 splits; seven or more with probability 0.003.
    assert (halves["calls"] > 0).sum() <= 6
    placebo = null_check(run, counts.articles, kind="placebo focus", focus="o0")
    assert placebo.filter(role="focus")["calls"].item() >= 3
    assert placebo.filter(role="stand-in")["calls"].max() <= 1  # type: ignore[operator]


def test_the_usual_tests_call_where_ours_does_not() -> None:
    counts = overdispersed([60], terms=60, seed=3)
    articles = counts.articles.select("article_id", "outlet", "event", published=pl.lit(None))
    rules = Vocabulary(min_count=10, min_articles_with=2)
    runs = {
        "ours": keyness_procedure(counts, vocabulary=rules),
        "g2": word_test_procedure(counts, "g2", vocabulary=rules),
        "z": word_test_procedure(counts, "z", vocabulary=rules),
    }
    checks = {name: null_check(run, articles, kind="random halves", splits=20) for name, run in runs.items()}
    table = null_summaries(checks)
    assert table["procedure"].to_list() == ["ours", "g2", "z"]
    calling = dict(table.select("procedure", "splits_with_calls").rows())
    assert calling["g2"] >= 15
    assert calling["ours"] <= 3


def test_word_tests_are_those_of_the_keyness_table() -> None:
    counts = overdispersed([20, 15], terms=20, factors=[4.0, 0.2])
    rules = Vocabulary(min_count=10, min_articles_with=2)
    table = keyness_of_counts(counts, "o0", vocabulary=rules).sort("term")
    assert table.height > 5
    for statistic, sides in (("g2", stats.chi2(1).sf), ("z", lambda z: 2 * stats.norm.sf(abs(z)))):
        found = word_test_procedure(counts, statistic, vocabulary=rules)({}, ("o0",), ("o1",)).sort("name")
        assert dict(found.schema) == {name: dtype for name, (dtype, _) in VERDICTS.items()}
        assert found["name"].to_list() == table["term"].to_list()
        assert found["p"].to_numpy() == pytest.approx(sides(table[statistic].to_numpy()))
        q = stats.false_discovery_control(found["p"].to_numpy())
        assert found["finding"].to_list() == (q <= 0.05).tolist()
    with pytest.raises(InputError, match="did you mean 'g2'"):
        word_test_procedure(counts, "G2")


def test_several_kinds_are_run_one_after_the_other() -> None:
    table = invented(3, 20, 4)
    run, kinds = contrast_procedure(table, inference=QUICK), ["placebo focus", "halves by time"]
    both = null_check(run, articles_of(table), kind=kinds, focus="o0")
    apart = [null_check(run, articles_of(table), kind=kind, focus="o0") for kind in kinds]
    assert both.equals(pl.concat(apart))
    named = null_summaries({"a": both, "b": both})
    assert named["procedure"].to_list() == ["a", "b"] * 2
    assert named["kind"].to_list() == [kinds[0]] * 2 + [kinds[1]] * 2


def test_clopper_pearson() -> None:
    # R 4.3: binom.test(7, 50)$conf.int
    assert clopper_pearson(7, 50) == pytest.approx((0.05819170, 0.26739600), abs=1e-7)
    exact = stats.binomtest(3, 100).proportion_ci(0.9, "exact")
    assert clopper_pearson(3, 100, 0.9) == pytest.approx((exact.low, exact.high))
    assert clopper_pearson(0, 60) == pytest.approx((0.0, 1 - 0.025 ** (1 / 60)))
    assert clopper_pearson(5, 5)[1] == 1.0


@st.composite
def corpora(draw: st.DrawFn) -> pl.DataFrame:
    events = st.sampled_from(["e1", "e2", "e3", None]) if draw(st.booleans()) else st.none()
    article = st.tuples(st.sampled_from("ABC"), events, st.integers(0, 4), st.sampled_from([0, 40, 900]))
    entries = draw(st.lists(article, max_size=24))
    return per_article([*entries, ("A", None, 1, 50), ("B", "e1", 0, 50)])


@settings(max_examples=40, deadline=None)
@given(corpora(), st.sampled_from(sorted(KINDS)))
def test_any_corpus_gives_rows_or_reasons(table: pl.DataFrame, kind: str) -> None:
    run = contrast_procedure(table, inference=LOW)
    focus = "A" if kind in ("shuffled labels", "placebo focus") else ()
    made = null_check(run, articles_of(table), kind=kind, focus=focus, splits=3)
    assert made.height > 0
    for row in made.rows(named=True):
        assert (row["tests"] > 0) == (row["reason"] is None)
        assert 0 <= row["calls"] <= row["tests"]
        assert (row["called"] is None) == (row["calls"] == 0)
        assert row["smallest_p"] is None or 0 < row["smallest_p"] <= row["largest_p"] <= 1
    summary = null_summary(made)
    assert dict(summary.schema) == {name: dtype for name, (dtype, _) in NULL_SUMMARY.items()}
    row = summary.row(0, named=True)
    assert row["splits"] + row["untested"] == made.filter(role="stand-in").height
    if row["high"] is not None:
        assert row["low"] <= row["share"] <= row["high"]
    assert list(run({}, ("A",), ("nowhere",)).columns) == list(VERDICTS)


def test_a_relabelled_procedure_gives_what_contrast_gives_of_a_relabelled_table() -> None:
    table = pl.concat([invented(4, 12, 3), invented(4, 12, 4).with_columns(category=pl.lit("other"))])
    names = table["article_id"].unique().sort().to_list()
    outlet_of = {name: f"o{number % 4}" for number, name in enumerate(names) if number % 3}
    renamed = pl.col("article_id").replace_strict(outlet_of, default=pl.col("outlet"))
    direct = contrast(table.with_columns(outlet=renamed), "o1", ["o2", "o3"], inference=QUICK, each=False)
    found = contrast_procedure(table, inference=QUICK)(outlet_of, ("o1",), ("o2", "o3"))
    assert found.equals(verdicts(direct))
