"""Annotated tables to one number per article, voice and part, and to rates and valence per outlet."""

from __future__ import annotations

from analysis.measures.by_outlet import by_outlet, term_rates, valence_by_outlet
from analysis.measures.passages import PASSAGES, passages, valence_passages
from analysis.measures.per_article import per_article_rates, per_article_valence
from analysis.measures.tables import BY_OUTLET, PER_ARTICLE

__all__ = [
    "BY_OUTLET",
    "PASSAGES",
    "PER_ARTICLE",
    "by_outlet",
    "passages",
    "per_article_rates",
    "per_article_valence",
    "term_rates",
    "valence_by_outlet",
    "valence_passages",
]
