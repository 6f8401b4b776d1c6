"""The passages that a row opens to."""

from __future__ import annotations

from analysis import annotate, read_article_text
from analysis.measures import term_passages
from analysis.presentation.passages_html import opened_passages, passage_list


def test_a_term_with_a_category_s_name_opens_to_its_own_passages() -> None:
    articles, _ = read_article_text("A title\n\nThe aggression began in May. The provocation came in June.")
    annotated = annotate(articles)
    sides = (("all", tuple(annotated.outlets)),)
    row = {"measure": "rate:loaded_terms", "voice": "own"}
    as_term = opened_passages(annotated, {**row, "term": "aggression"}, sides)
    as_category = opened_passages(annotated, {**row, "category": "aggression"}, sides)
    assert "aggression</mark>" in as_term
    assert "provocation</mark>" in as_category


def test_a_hit_inside_a_longer_word_is_not_torn_from_it() -> None:
    articles, _ = read_article_text(
        "A title\n\nAn anti-regime crowd and regime-run firms met - regime - at noon."
    )
    annotated = annotate(articles)
    shown = term_passages(annotated, "regime", kind="terms", per_article=9, limit=9)
    assert shown.height == 3
    markup = passage_list(shown)
    assert "anti-<mark>regime</mark> crowd" in markup
    assert "and <mark>regime</mark>-run" in markup
    assert "met - <mark>regime</mark> - at" in markup
