"""Room 5: tables, figures and sentences for people."""

from analysis.presentation import figures
from analysis.presentation.article.choice import chosen_article
from analysis.presentation.questions.both_ways import both_ways, what_changes
from analysis.presentation.questions.compared_names import ComparedNames, compare_names, headline_gaps
from analysis.presentation.questions.copied_text import CopiedText, copied_text
from analysis.presentation.questions.keyword_doubts import DoubtedKeywords, doubt_keywords
from analysis.presentation.questions.keywords import Keywords, keywords
from analysis.presentation.questions.one_side import one_side
from analysis.presentation.questions.proposed import Proposed, propose
from analysis.presentation.questions.stance import TracedStance, trace_stance
from analysis.presentation.questions.survival import article_ranges, survival_panel, what_survives
from analysis.presentation.sentences.cautions import cautions
from analysis.presentation.sentences.describe import Sentences, describe
from analysis.presentation.sentences.doubt import doubt, doubt_sentence, usual_tests
from analysis.presentation.sentences.power import could_have_shown, power_beside
from analysis.presentation.show import show
from analysis.presentation.tables.keyness_rows import top_terms
from analysis.presentation.tables.standing import standing
from analysis.presentation.tables.summaries import (
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
from analysis.presentation.widgets import browse_passages, browse_who_says, paste_article

__all__ = [
    "ComparedNames",
    "CopiedText",
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
    "copied_text",
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
