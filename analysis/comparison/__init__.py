"""Numbers per article to contrasts with uncertainty."""

from __future__ import annotations

from analysis.comparison.by_side import BY_SIDE, by_side
from analysis.comparison.classifier.outlets import Classified, tell_apart
from analysis.comparison.classifier.tables import CLASSIFIED, CLASSIFIED_OUTLETS, CLASSIFIER_WORDS
from analysis.comparison.contrast import contrast
from analysis.comparison.distributions import DISTRIBUTIONS, compare_distributions
from analysis.comparison.doubt.copies import without_copies
from analysis.comparison.doubt.leave_one_out import LEAVE_ONE_OUT, leave_one_out
from analysis.comparison.doubt.null_checks import NULL_CHECK, null_check
from analysis.comparison.doubt.null_summaries import (
    NULL_SUMMARY,
    PLACEBO_FINDINGS,
    null_summaries,
    null_summary,
    placebo_by_finding,
)
from analysis.comparison.doubt.power import POWER, smallest_ratio
from analysis.comparison.doubt.procedures import (
    Procedure,
    contrast_procedure,
    keyness_procedure,
    remembered,
    word_test_procedure,
)
from analysis.comparison.doubt.survival import SURVIVAL, survival_counts, which_survive
from analysis.comparison.doubt.undoing import EXCESS, excess_by_unit, undone_by
from analysis.comparison.doubt.variations import profile_variations
from analysis.comparison.events.one_sided import OneSided, one_sided_terms
from analysis.comparison.events.one_sided_tables import ONE_SIDED, ONE_SIDED_EVENTS
from analysis.comparison.events.same_event import SAME_EVENT, same_event
from analysis.comparison.events.same_story import SameStory, same_story
from analysis.comparison.events.same_story_rows import SAME_STORY
from analysis.comparison.events.word_differences import Token, differences, only_here
from analysis.comparison.families import benjamini_hochberg, correct_family, findings
from analysis.comparison.parts import PART_GAPS, part_gaps
from analysis.comparison.profile import PROFILE, FramingProfile, framing_profile
from analysis.comparison.standing import STANDING, article_standing
from analysis.comparison.tables import ALL_REFERENCES, CONTRASTS
from analysis.comparison.terms.keyness import keyness, keyness_left_out, keyness_of_counts
from analysis.comparison.terms.rank_stability import RANK_STABILITY, rank_stability
from analysis.comparison.terms.shrinkage import Prior
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.variations import TERM_CONTRASTS, keyness_variations, term_contrasts
from analysis.comparison.terms.vocabulary import LEFT_OUT, Vocabulary

__all__ = [
    "ALL_REFERENCES",
    "BY_SIDE",
    "CLASSIFIED",
    "CLASSIFIED_OUTLETS",
    "CLASSIFIER_WORDS",
    "CONTRASTS",
    "DISTRIBUTIONS",
    "EXCESS",
    "KEYNESS",
    "LEAVE_ONE_OUT",
    "LEFT_OUT",
    "NULL_CHECK",
    "NULL_SUMMARY",
    "ONE_SIDED",
    "ONE_SIDED_EVENTS",
    "PART_GAPS",
    "PLACEBO_FINDINGS",
    "POWER",
    "PROFILE",
    "RANK_STABILITY",
    "SAME_EVENT",
    "SAME_STORY",
    "STANDING",
    "SURVIVAL",
    "TERM_CONTRASTS",
    "Classified",
    "FramingProfile",
    "OneSided",
    "Prior",
    "Procedure",
    "SameStory",
    "Token",
    "Vocabulary",
    "article_standing",
    "benjamini_hochberg",
    "by_side",
    "compare_distributions",
    "contrast",
    "contrast_procedure",
    "correct_family",
    "differences",
    "excess_by_unit",
    "findings",
    "framing_profile",
    "keyness",
    "keyness_left_out",
    "keyness_of_counts",
    "keyness_procedure",
    "keyness_variations",
    "leave_one_out",
    "null_check",
    "null_summaries",
    "null_summary",
    "one_sided_terms",
    "only_here",
    "part_gaps",
    "placebo_by_finding",
    "profile_variations",
    "rank_stability",
    "remembered",
    "same_event",
    "same_story",
    "smallest_ratio",
    "survival_counts",
    "tell_apart",
    "term_contrasts",
    "undone_by",
    "which_survive",
    "without_copies",
    "word_test_procedure",
]
