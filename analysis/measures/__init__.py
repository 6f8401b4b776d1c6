"""Annotated tables to one number per article, voice and part, and to rates, shares and valence per outlet."""

from __future__ import annotations

from analysis.measures.by_outlet import by_outlet, term_rates, valence_by_outlet
from analysis.measures.counting import chosen_lexicon
from analysis.measures.framing import QUESTIONS, framing_measures, question_of
from analysis.measures.kinds import Kind, kind_of
from analysis.measures.markers import marker_rates
from analysis.measures.naming import REFERENTS, naming_shares, referents, shared_referents
from analysis.measures.passages import PASSAGES, passages, valence_passages
from analysis.measures.per_article import per_article_rates, per_article_valence
from analysis.measures.profile import per_article_profile
from analysis.measures.shared.runs import SHARED_PAIRS, SHARED_RUNS, SharedRuns, find_shared_runs
from analysis.measures.shared.text import WITH_AND_WITHOUT, shared_text, with_and_without
from analysis.measures.stance.kept_mentions import kept_stance_mentions
from analysis.measures.stance.mentions import stance_mentions
from analysis.measures.stance.passages import stance_passages
from analysis.measures.stance.scores import stance_scores, stance_toward, sum_stance
from analysis.measures.stance.shared_targets import shared_targets, told_apart
from analysis.measures.stance.tables import STANCE, STANCE_MENTIONS, STANCE_SUMS, WHO_ABOUT_WHOM
from analysis.measures.stance.who_about_whom import who_about_whom
from analysis.measures.tables import BY_OUTLET, PER_ARTICLE
from analysis.measures.terms.accepted_terms import accept_terms
from analysis.measures.terms.counts import TermCounts, count_terms
from analysis.measures.terms.masked_text import MASKED, masked_places
from analysis.measures.terms.masked_words import MASKED_WORDS, UnmaskedWords, count_unmasked_words
from analysis.measures.terms.passages import term_passages
from analysis.measures.terms.proposals import PROPOSALS, Proposals, propose_terms
from analysis.measures.voices.cue_classes import cue_classes
from analysis.measures.voices.passages import share_passages
from analysis.measures.voices.shares import voice_shares, voices_of_categories
from analysis.measures.voices.sources import source_mix
from analysis.measures.voices.who_says import WHO_SAYS, who_says, who_says_by_outlet

__all__ = [
    "BY_OUTLET",
    "MASKED",
    "MASKED_WORDS",
    "PASSAGES",
    "PER_ARTICLE",
    "PROPOSALS",
    "QUESTIONS",
    "REFERENTS",
    "SHARED_PAIRS",
    "SHARED_RUNS",
    "STANCE",
    "STANCE_MENTIONS",
    "STANCE_SUMS",
    "WHO_ABOUT_WHOM",
    "WHO_SAYS",
    "WITH_AND_WITHOUT",
    "Kind",
    "Proposals",
    "SharedRuns",
    "TermCounts",
    "UnmaskedWords",
    "accept_terms",
    "by_outlet",
    "chosen_lexicon",
    "count_terms",
    "count_unmasked_words",
    "cue_classes",
    "find_shared_runs",
    "framing_measures",
    "kept_stance_mentions",
    "kind_of",
    "marker_rates",
    "masked_places",
    "naming_shares",
    "passages",
    "per_article_profile",
    "per_article_rates",
    "per_article_valence",
    "propose_terms",
    "question_of",
    "referents",
    "share_passages",
    "shared_referents",
    "shared_targets",
    "shared_text",
    "source_mix",
    "stance_mentions",
    "stance_passages",
    "stance_scores",
    "stance_toward",
    "sum_stance",
    "term_passages",
    "term_rates",
    "told_apart",
    "valence_by_outlet",
    "valence_passages",
    "voice_shares",
    "voices_of_categories",
    "who_about_whom",
    "who_says",
    "who_says_by_outlet",
    "with_and_without",
]
