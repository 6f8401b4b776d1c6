"""Keyness in other versions: what changes, what cannot change, and what happens where a side is gone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from polars.testing import assert_frame_equal

from analysis import which_survive
from analysis.comparison import TERM_CONTRASTS, keyness_variations, term_contrasts
from analysis.comparison.doubt.procedures import keyness_procedure, remembered
from analysis.comparison.doubt.variations import COPIES, EVERY
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.shrinkage import Prior
from analysis.comparison.terms.variations import FUNCTION_WORDS, PRIORS, shrunken_contrasts
from analysis.comparison.terms.vocabulary import Vocabulary

from .term_tables import overdispersed, term_counts

COUNTS = overdispersed([30, 30, 30], factors=(8.0, 6.0, 0.1))
TABLE = keyness_of_counts(COUNTS, "o0")
EVERY_WORD = replace(COUNTS, voice="all")


def articles(copies: dict[str, str] | None = None) -> pl.DataFrame:
    of = pl.col("article_id").replace_strict(copies or {}, default=None, return_dtype=pl.String)
    return COUNTS.articles.select("article_id", copy_of=of)


def versions(**settings: object) -> dict[str, pl.DataFrame]:
    given = {"articles": articles(), "priors": (), **settings}
    return keyness_variations(COUNTS, EVERY_WORD, "o0", **given)  # type: ignore[arg-type]


def test_a_term_keeps_its_numbers_as_a_contrast() -> None:
    made = term_contrasts(TABLE)
    assert dict(made.schema) == {name: dtype for name, (dtype, _) in TERM_CONTRASTS.items()}
    assert made["category"].to_list() == TABLE["term"].to_list()
    assert made["measure"].unique().to_list() == ["keyness:words"]
    for name in ("estimate", "low", "high", "p", "q", "reason"):
        assert made[name].equals(TABLE[name])


def test_the_shrunken_ratio_has_its_own_interval_and_the_same_test() -> None:
    made = shrunken_contrasts(TABLE)
    assert np.allclose(made["estimate"].to_numpy(), 2 ** TABLE["log2_ratio"].to_numpy())
    assert np.allclose(made["low"].to_numpy(), 2 ** TABLE["log2_low"].to_numpy())
    assert made["q"].equals(TABLE["q"])


def test_a_stronger_prior_draws_ratios_nearer_to_alike() -> None:
    priors = (Prior("even", each=1e-6), Prior("even", each=5.0), Prior("even", each=500.0))
    found = which_survive(term_contrasts(TABLE), versions(priors=priors))
    none, some, much = (
        found.filter(variation=f"shrunken by the {prior}")["estimate"].log().abs().to_numpy()
        for prior in priors
    )
    assert len(none) > 0
    assert (none > some).all()
    assert (some > much).all()


def test_versions_are_made_only_where_they_differ() -> None:
    assert list(versions()) == [EVERY, "without o1", "without o2"]
    stopwords = frozenset(["t003"])
    with_stopwords = versions(vocabulary=Vocabulary(stopwords=stopwords))
    assert FUNCTION_WORDS in with_stopwords
    assert "t003" in with_stopwords[FUNCTION_WORDS]["category"]
    assert "t003" not in with_stopwords[EVERY]["category"]
    assert COPIES in versions(articles=articles({"a0001": "a0031"}))
    assert list(versions(leave_out=1)) == [EVERY, "without o1"]
    assert list(versions(reference="o1")) == [EVERY]


def test_without_copies_is_keyness_of_the_other_articles() -> None:
    gone = {f"a{i:04}": "a0089" for i in range(0, 30, 3)}
    made = versions(articles=articles(gone))[COPIES]
    keep = ~COUNTS.articles["article_id"].is_in(list(gone)).to_numpy()
    assert made.equals(term_contrasts(keyness_of_counts(COUNTS.rows(keep), "o0")))


def test_a_side_that_is_gone_leaves_an_empty_version() -> None:
    every = {f"a{i:04}": "a0089" for i in range(30)}
    made = versions(articles=articles(every))
    assert made[COPIES].is_empty()
    found = which_survive(term_contrasts(TABLE), made).filter(variation=COPIES)
    assert found["reason"].unique().to_list() == ["not in this variation"]


def test_counts_per_article_are_those_of_the_matrix() -> None:
    made = COUNTS.per_article(["t002", "not there"])
    assert made["category"].unique().to_list() == ["t002"]
    assert made["numerator"].sum() == COUNTS.occurrences[2]
    assert made["denominator"].sum() == COUNTS.words.sum()
    none = term_counts(np.ones((2, 1)), [10, 20], ["a", "b"]).per_article([])
    assert none.is_empty()


def test_a_remembered_procedure_gives_the_same_and_runs_once() -> None:
    calls = []
    plain = keyness_procedure(COUNTS)

    def counted(*given: object) -> pl.DataFrame:
        calls.append(given)
        return plain(*given)  # type: ignore[arg-type]

    once = remembered(counted)
    for _ in range(2):
        assert once({}, ("o0",), ("o1",)).equals(plain({}, ("o0",), ("o1",)))
    assert len(calls) == 1
    relabelled = {"a0000": "o1"}
    assert once(relabelled, ("o0",), ("o1",)).equals(plain(relabelled, ("o0",), ("o1",)))
    assert len(calls) == 2


def test_what_becomes_of_the_terms_asked_for_is_the_same() -> None:
    main = term_contrasts(TABLE.head(4))
    every = which_survive(main, versions(priors=PRIORS))
    asked = which_survive(main, versions(priors=PRIORS, only=TABLE["term"].head(4).to_list()))
    assert_frame_equal(asked, every, rel_tol=1e-12)
    assert every["low"].null_count() < every.height
