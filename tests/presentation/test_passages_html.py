"""The passages that a row opens to."""

from __future__ import annotations

from analysis import annotate, read_article_text
from analysis.presentation.passages_html import opened_passages


def test_a_term_with_a_category_s_name_opens_to_its_own_passages() -> None:
    articles, _ = read_article_text("A title\n\nThe aggression began in May. The provocation came in June.")
    annotated = annotate(articles)
    sides = (("all", tuple(annotated.outlets)),)
    row = {"measure": "rate:loaded_terms", "voice": "own"}
    as_term = opened_passages(annotated, {**row, "term": "aggression"}, sides)
    as_category = opened_passages(annotated, {**row, "category": "aggression"}, sides)
    assert "aggression</mark>" in as_term
    assert "provocation</mark>" in as_category
