"""Annotated tables to one number per article, voice and part, and to rates, shares and valence per outlet."""

from __future__ import annotations

from analysis.measures.accepted_terms import accept_terms
from analysis.measures.attribution_passages import share_passages
from analysis.measures.by_outlet import by_outlet, term_rates, valence_by_outlet
from analysis.measures.cue_classes import cue_classes
from analysis.measures.kinds import Kind, kind_of
from analysis.measures.naming import REFERENTS, naming_shares, referents, shared_referents
from analysis.measures.passages import PASSAGES, passages, valence_passages
from analysis.measures.per_article import per_article_rates, per_article_valence
from analysis.measures.profile import per_article_profile
from analysis.measures.proposals import PROPOSALS, Proposals, propose_terms
from analysis.measures.sources import source_mix
from analysis.measures.tables import BY_OUTLET, PER_ARTICLE
from analysis.measures.term_counts import TermCounts, count_terms
from analysis.measures.term_passages import term_passages
from analysis.measures.voices import voice_shares, voices_of_categories
from analysis.measures.who_says import WHO_SAYS, who_says, who_says_by_outlet

__all__ = [
    "BY_OUTLET",
    "PASSAGES",
    "PER_ARTICLE",
    "PROPOSALS",
    "REFERENTS",
    "WHO_SAYS",
    "Kind",
    "Proposals",
    "TermCounts",
    "accept_terms",
    "by_outlet",
    "count_terms",
    "cue_classes",
    "kind_of",
    "naming_shares",
    "passages",
    "per_article_profile",
    "per_article_rates",
    "per_article_valence",
    "propose_terms",
    "referents",
    "share_passages",
    "shared_referents",
    "source_mix",
    "term_passages",
    "term_rates",
    "valence_by_outlet",
    "valence_passages",
    "voice_shares",
    "voices_of_categories",
    "who_says",
    "who_says_by_outlet",
]
