"""Words at the ends of a ranking, when articles are drawn again."""

from __future__ import annotations

import numpy as np

from analysis import Vocabulary, open_study
from analysis.presentation import doubt_keywords
from analysis.presentation.questions.steady_ranks import steady_ranks, steady_sentence
from analysis.presentation.tables.kinds import table_html
from tests.comparison.terms.term_tables import overdispersed, term_counts

EVERY = Vocabulary(min_count=1, min_articles_with=1)


def test_a_planted_word_stays_and_one_of_a_single_article_does_not() -> None:
    counts = overdispersed((20, 20), terms=40, seed=3, factors=(12.0,))
    burst = counts.counts.toarray()
    outlets = counts.articles["outlet"].to_list()
    burst[:, 1] = 0
    burst[outlets.index("o0"), 1] = 60
    made = term_counts(burst, counts.words.tolist(), outlets)
    ranks = steady_ranks(made, ["o0"], ["o1"], EVERY, draws=200, seed=1)
    assert ranks["top"].unique().to_list() == [4]
    stays = {row["term"]: row["stays"] for row in ranks.filter(end="focus").to_dicts()}
    assert stays["t000"] > 0.95
    # An article of 20 is in about 64 of 100 draws.
    assert 0.5 < stays["t001"] < 0.8
    assert steady_sentence(ranks).endswith("of 200 draws of articles with replacement.")
    assert "of the 8 words at the two ends (4 each)" in steady_sentence(ranks)


def test_too_few_words_have_no_ends() -> None:
    few = term_counts(np.ones((4, 5)), [50] * 4, ["A", "A", "B", "B"])
    assert steady_ranks(few, ["A"], ["B"], EVERY, draws=10).is_empty()
    assert steady_sentence(steady_ranks(few, ["A"], ["B"], EVERY, draws=10)) == ""


def test_the_page_says_it_of_what_stands_out() -> None:
    ws = open_study()
    doubted = doubt_keywords(ws, "categories", vocabulary=EVERY, draws=30)
    assert any(line.startswith("Ranked by the shrunken ratio,") for line in doubted.sentences.plain)
    assert "Stays at its end of the ranking" in table_html(doubted.moved)
    assert "stays" not in doubt_keywords(ws, "categories", vocabulary=EVERY).moved.columns
