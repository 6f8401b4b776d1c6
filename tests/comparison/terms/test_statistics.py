"""Statistics of single terms against published values and other programs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.special import polygamma
from scipy.stats import chi2_contingency

from analysis.comparison.terms.dispersion import normalised_deviation_of_proportions
from analysis.comparison.terms.moderated import _trigamma_inverse, moderated_variance
from analysis.comparison.terms.shrinkage import Prior, fightin_words_z, log_likelihood
from analysis.comparison.terms.sides import term_sides
from analysis.errors import InputError
from tests.comparison.terms.term_tables import term_counts

PARTS = (
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
)
"""The small corpus of Gries (2008, 2020): letters are words, strings are its five parts."""


@pytest.mark.parametrize(("word", "published"), [("a", 0.2195122), ("b", 0.0), ("e", 0.0243902)])
def test_dispersion_of_the_published_example(word: str, published: float) -> None:
    sizes = np.array([len(part.split()) for part in PARTS], dtype=float)
    counts = sparse.csr_array([[float(part.split().count(word))] for part in PARTS])
    found = normalised_deviation_of_proportions(counts, sizes)[0]
    if word == "a":
        # Gries 2008 prints DP = 0.18, Gries 2020 DPnorm = 0.22.
        assert found == pytest.approx(published, abs=1e-6)
        assert found * (1 - sizes.min() / sizes.sum()) == pytest.approx(0.18)
    else:
        shares = sizes / sizes.sum()
        hits = counts.toarray().ravel()
        by_hand = np.abs(shares - hits / hits.sum()).sum() / 2 / (1 - shares.min())
        assert found == pytest.approx(by_hand)


def test_dispersion_of_nothing_and_of_one_article_is_not_a_number() -> None:
    counts = sparse.csr_array(np.array([[0.0, 3.0], [0.0, 1.0]]))
    assert np.isnan(normalised_deviation_of_proportions(counts, np.array([10.0, 20.0]))).tolist() == [
        True,
        False,
    ]
    assert np.isnan(normalised_deviation_of_proportions(counts[:1], np.array([10.0]))).all()


hits = st.integers(0, 60)


@given(hits, hits, st.integers(100, 5000), st.integers(100, 5000))
def test_log_likelihood_is_scipys(a: int, b: int, n: int, m: int) -> None:
    ours = log_likelihood(np.array([[float(a)], [float(b)]]), np.array([float(n), float(m)]))[0]
    if a + b == 0:
        assert ours == 0
        return
    theirs = chi2_contingency([[a, n - a], [b, m - b]], correction=False, lambda_="log-likelihood")[0]
    assert ours == pytest.approx(theirs, abs=1e-8)


def test_fightin_words_is_convokits() -> None:
    """ConvoKit 5.0.0, FightingWords(prior=0.1), on invented texts of four words."""
    hits = np.array([[12.0, 6.0, 4.0, 0.0], [3.0, 0.0, 6.0, 4.0]])
    z = fightin_words_z(hits, hits.sum(axis=1), Prior("flat", each=0.1))
    assert z == pytest.approx([2.139273, 1.225646, -2.061204, -1.433522], abs=1e-5)


def test_informative_prior_keeps_the_frequencies_of_the_corpus() -> None:
    prior = Prior("informative", words=500)
    pseudo, words = prior.pseudo_counts(np.array([50.0, 25.0, 25.0]), np.array([60.0, 40.0]))
    assert (pseudo.tolist(), words.tolist()) == ([250.0, 125.0, 125.0], [500.0] * 3)


def test_even_prior_draws_rare_terms_more() -> None:
    """Equal sides of 1,000 words: 3 : 0 becomes (3 + 1) / (0 + 1), 30 : 0 becomes 31, 30 : 30 stays 1."""
    hits = np.array([[3.0, 30.0, 30.0], [0.0, 0.0, 30.0]])
    pseudo, words = Prior().pseudo_counts(hits.sum(axis=0), np.array([1000.0, 1000.0]))
    rates = (hits + pseudo) / (1000 + words)
    assert (rates[0] / rates[1]).tolist() == pytest.approx([4.0, 31.0, 1.0])


@pytest.mark.parametrize("wrong", [{"kind": "beta"}, {"words": 0.0}, {"each": -1.0}])
def test_a_wrong_prior_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match="prior"):
        Prior(**wrong)  # type: ignore[arg-type]


@given(st.floats(1e-4, 50.0))
def test_trigamma_is_inverted(value: float) -> None:
    assert polygamma(1, _trigamma_inverse(value)) == pytest.approx(value, rel=1e-8)


def test_moderation_finds_the_prior_that_was_put_in() -> None:
    """Variances scale·(d0/χ²(d0))·χ²(d)/d with d0 = 4: Smyth (2004) gives 4 + d degrees of freedom back."""
    random = np.random.default_rng(7)
    mean = np.exp(random.normal(0, 1, 8000))
    true = mean**1.5 * 4 / random.chisquare(4, 8000)
    own = true * random.chisquare(10, 8000) / 10
    moderated, degrees = moderated_variance(own, np.full(8000, 10.0), mean)
    assert degrees[0] == pytest.approx(14, abs=0.4)
    assert np.mean(np.log(moderated / true) ** 2) < 0.8 * np.mean(np.log(own / true) ** 2)


def test_moderation_lies_between_a_variance_and_its_curve_and_never_weighs_more_than_the_data() -> None:
    random = np.random.default_rng(3)
    own, mean = random.chisquare(8, 200) / 8, np.ones(200)
    moderated, degrees = moderated_variance(own, np.full(200, 8.0), mean)
    assert degrees.max() <= 16
    order = np.argsort(own)
    assert (np.diff(moderated[order]) >= 0).all()
    assert moderated.min() > own.min()
    assert moderated.max() < own.max()


def test_few_variances_are_left_alone() -> None:
    own, degrees = np.arange(1.0, 21.0), np.full(20, 5.0)
    same, df = moderated_variance(own, degrees, np.ones(20))
    assert same.tolist() == own.tolist()
    assert df.tolist() == degrees.tolist()


def test_a_side_without_words_in_this_voice_has_no_term_sides() -> None:
    counts = term_counts(np.ones((4, 2)), [0, 0, 50, 60], ["Sun", "Sun", "Herald", "Herald"])
    assert term_sides(counts, ("Sun",), ("Herald",)) is None
    some = term_counts(np.ones((4, 2)), [0, 40, 50, 60], ["Sun", "Sun", "Herald", "Herald"])
    sides = term_sides(some, ("Sun",), ("Herald",))
    assert sides is not None and sides.counts.articles["words"].to_list() == [40, 50, 60]
