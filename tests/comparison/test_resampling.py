"""Weights are multinomial, ratios those of corpora that are really drawn, ranks counted as defined."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.comparison import resampling
from analysis.comparison.resampling import resample_weights, resampled_ratios, shared_unit
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.rank_stability import RANK_STABILITY, rank_stability
from analysis.comparison.terms.shrinkage import Prior
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.errors import InputError
from analysis.measures.terms.counts import TermCounts


def corpus(outlets: str, events: list[str | None], seed: int = 0, terms: int = 7) -> TermCounts:
    random = np.random.default_rng(seed)
    n = len(outlets)
    articles = pl.DataFrame(
        {
            "article_id": [f"a{i:03}" for i in range(n)],
            "outlet": list(outlets),
            "event": pl.Series(events, dtype=pl.String),
            "published": pl.Series([None] * n, dtype=pl.Datetime),
            "words": random.integers(20, 90, n),
        }
    )
    counts = sparse.csr_array(random.poisson(random.gamma(0.5, 2.0, terms), (n, terms)).astype(float))
    return TermCounts("words", "own", "all", tuple(f"t{i}" for i in range(terms)), articles, counts)


PLAIN = corpus("AAAABBBBBBCCC", [None] * 13)
EVENTS = corpus("AABBCCABAC", [f"e{i % 4}" for i in range(8)] + [None, None])


def ratios(
    counts: TermCounts, resamples: int = 40, **settings: object
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    blocks = list(resampled_ratios(counts, "A", resamples=resamples, **settings))  # type: ignore[arg-type]
    return np.concatenate([np.column_stack([b.observed, b.resampled]) for b in blocks])


def test_articles_are_drawn_inside_their_outlet() -> None:
    weights = resample_weights(PLAIN.articles, 200)
    for outlet in "ABC":
        rows = (PLAIN.articles["outlet"] == outlet).to_numpy()
        assert (weights[:, rows].sum(axis=1) == rows.sum()).all()
    # A multinomial cell with n trials and chance 1 / n has variance 1 - 1 / n.
    many = resample_weights(PLAIN.articles, 20_000, 1)[:, :4]
    assert many.mean() == pytest.approx(1.0)
    assert many.var(axis=0) == pytest.approx(np.full(4, 0.75), rel=0.05)
    assert np.cov(many[:, 0], many[:, 1])[0, 1] == pytest.approx(-0.25, abs=0.03)


def test_events_are_drawn_with_all_their_articles() -> None:
    weights = resample_weights(EVENTS.articles, 100)
    by_event = {
        e: (EVENTS.articles["event"] == e).fill_null(False).to_numpy() for e in ("e0", "e1", "e2", "e3")
    }
    for rows in by_event.values():
        assert (weights[:, rows] == weights[:, rows][:, :1]).all()
    assert (sum(weights[:, rows][:, 0] for rows in by_event.values()) == 4).all()
    assert (weights[:, 8:] == 1).all()


def test_the_unit_is_the_event_where_outlets_share_events() -> None:
    assert shared_unit(EVENTS.articles) == "event"
    assert shared_unit(PLAIN.articles) == "article"
    alone = EVENTS.articles.with_columns(event="outlet")
    assert shared_unit(alone) == "article"
    by_article = resample_weights(EVENTS.articles, 50, unit="article")
    assert (by_article[:, (EVENTS.articles["outlet"] == "C").to_numpy()].sum(axis=1) == 3).all()


@pytest.mark.parametrize("counts", [PLAIN, EVENTS])
def test_ratios_are_those_of_corpora_that_are_really_drawn(counts: TermCounts) -> None:
    weights = resample_weights(counts.articles, 40)
    made = ratios(counts, prior=Prior("flat", each=0.5))
    dense, words = counts.counts.toarray(), counts.words
    outlet = counts.articles["outlet"].to_numpy()
    column = 1
    for weight in weights:
        rows = np.repeat(np.arange(len(words)), weight.astype(int))
        rates = {o: [dense[r := rows[outlet[rows] == o]].sum(0) / words[r].sum()] for o in set(outlet[rows])}
        if "A" not in rates or len(rates) < 2:
            continue
        side = [rates["A"][0], np.mean([rates[o][0] for o in rates if o != "A"], axis=0)]
        n = [words[outlet == "A"].sum(), words[outlet != "A"].sum()]
        shrunk = [(rate * size + 0.5) / (size + 3.5) for rate, size in zip(side, n, strict=True)]
        assert made[:, column] == pytest.approx(np.log2(shrunk[0] / shrunk[1]))
        column += 1
    assert column == made.shape[1]


def test_blocks_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, ranks = ratios(PLAIN), rank_stability(PLAIN, "A", top=2, resamples=40)
    monkeypatch.setattr(resampling, "BLOCK", 82)
    assert len(list(resampled_ratios(PLAIN, "A", resamples=40))) == 4
    assert (ratios(PLAIN) == whole).all()
    assert rank_stability(PLAIN, "A", top=2, resamples=40).equals(ranks)
    assert (ratios(PLAIN, terms=np.array([5, 2])) == whole[[5, 2]]).all()


def test_ranks_and_percentiles_by_brute_force() -> None:
    made = rank_stability(PLAIN, "A", top=2, resamples=60)
    assert {name: dtype for name, (dtype, _) in RANK_STABILITY.items()} == dict(made.schema)
    drawn = ratios(PLAIN, 60)[:, 1:]
    highest = np.array([[(drawn[:, b] > drawn[t, b]).sum() < 2 for b in range(60)] for t in range(7)])
    lowest = np.array([[(drawn[:, b] < drawn[t, b]).sum() < 2 for b in range(60)] for t in range(7)])
    assert made["top_focus"].to_numpy() == pytest.approx(highest.mean(axis=1))
    assert made["top_reference"].to_numpy() == pytest.approx(lowest.mean(axis=1))
    assert made["resampled_median"].to_numpy() == pytest.approx(np.median(drawn, axis=1))
    assert made["resampled_high"].to_numpy() == pytest.approx(np.percentile(drawn, 97.5, axis=1))
    assert made["unit"].unique().to_list() == ["article"]


@pytest.mark.parametrize("prior", [Prior(), Prior("informative", words=200.0), Prior("flat", each=0.5)])
def test_the_observed_ratio_is_that_of_keyness(prior: Prior) -> None:
    counts = PLAIN.columns(np.flatnonzero(PLAIN.occurrences))
    table = keyness_of_counts(counts, "A", vocabulary=Vocabulary(1, 1, prior=prior)).sort("term")
    ours = rank_stability(counts, "A", resamples=5, prior=prior)
    assert ours["term"].to_list() == table["term"].to_list()
    assert ours["log2_ratio"].to_list() == pytest.approx(table["log2_ratio"].to_list())


def test_one_article_a_side_does_not_move() -> None:
    made = rank_stability(corpus("AB", [None, None]), "A", top=1, resamples=20)
    assert (made["resampled_low"] == made["resampled_high"]).all()
    assert made["resamples"].unique().to_list() == [20]


def test_wrong_arguments() -> None:
    with pytest.raises(InputError, match="did you mean 'event'"):
        resample_weights(PLAIN.articles, unit="events")
    with pytest.raises(InputError, match="1 or more"):
        resample_weights(PLAIN.articles, 0)
    with pytest.raises(InputError, match="'X'"):
        rank_stability(PLAIN, "X")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["e1", "e2", None])), max_size=12),
    st.integers(0, 5),
    st.integers(0, 9),
)
def test_any_corpus_gives_finite_numbers(rows: list[tuple[str, str | None]], terms: int, seed: int) -> None:
    rows = [*rows, ("A", "e1"), ("B", None)]
    counts = corpus("".join(o for o, _ in rows), [e for _, e in rows], seed, terms)
    made = rank_stability(counts, "A", top=2, resamples=15)
    assert made["term"].to_list() == list(counts.terms)
    for row in made.rows(named=True):
        assert np.isfinite(row["log2_ratio"])
        if row["resamples"]:
            assert row["resampled_low"] <= row["resampled_median"] <= row["resampled_high"]
            assert 0 <= row["top_focus"] <= 1
        else:
            assert row["resampled_low"] is row["top_focus"] is None
