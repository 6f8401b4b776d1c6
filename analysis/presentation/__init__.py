"""Room 5: tables, figures and sentences for people."""

from analysis.presentation import figures
from analysis.presentation.article_choice import chosen_article
from analysis.presentation.both_ways import both_ways, what_changes
from analysis.presentation.cautions import cautions
from analysis.presentation.compared_names import ComparedNames, compare_names, headline_gaps
from analysis.presentation.describe import Sentences, describe
from analysis.presentation.doubt_words import doubt, doubt_sentence, usual_tests
from analysis.presentation.keyness_rows import top_terms
from analysis.presentation.keyword_doubts import DoubtedKeywords, doubt_keywords
from analysis.presentation.keywords import Keywords, keywords
from analysis.presentation.one_side import one_side
from analysis.presentation.power_words import could_have_shown, power_beside
from analysis.presentation.proposed import Proposed, propose
from analysis.presentation.show import show
from analysis.presentation.stance import TracedStance, trace_stance
from analysis.presentation.standing_rows import standing
from analysis.presentation.summaries import (
    against_all,
    extreme_sentences,
    log_entries,
    of_several_parts,
    outlets_table,
    reading_table,
    term_counts,
    untested,
    voices_table,
)
from analysis.presentation.survival_panel import article_ranges, survival_panel, what_survives
from analysis.presentation.widgets import browse_passages, browse_who_says, paste_article

__all__ = [
    "ComparedNames",
    "DoubtedKeywords",
    "Keywords",
    "Proposed",
    "Sentences",
    "TracedStance",
    "against_all",
    "article_ranges",
    "both_ways",
    "browse_passages",
    "browse_who_says",
    "cautions",
    "chosen_article",
    "compare_names",
    "could_have_shown",
    "describe",
    "doubt",
    "doubt_keywords",
    "doubt_sentence",
    "extreme_sentences",
    "figures",
    "headline_gaps",
    "keywords",
    "log_entries",
    "of_several_parts",
    "one_side",
    "outlets_table",
    "paste_article",
    "power_beside",
    "propose",
    "reading_table",
    "show",
    "standing",
    "survival_panel",
    "term_counts",
    "top_terms",
    "trace_stance",
    "untested",
    "usual_tests",
    "voices_table",
    "what_changes",
    "what_survives",
]
