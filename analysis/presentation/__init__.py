"""Room 5: tables, figures and sentences for people."""

from analysis.presentation import figures
from analysis.presentation.article_choice import chosen_article
from analysis.presentation.both_ways import both_ways, what_changes
from analysis.presentation.describe import Sentences, describe
from analysis.presentation.show import show
from analysis.presentation.summaries import (
    against_all,
    extreme_sentences,
    log_entries,
    outlets_table,
    reading_table,
    term_counts,
    untested,
    voices_table,
)
from analysis.presentation.widgets import browse_passages, browse_who_says, paste_article

__all__ = [
    "Sentences",
    "against_all",
    "both_ways",
    "browse_passages",
    "browse_who_says",
    "chosen_article",
    "describe",
    "extreme_sentences",
    "figures",
    "log_entries",
    "outlets_table",
    "paste_article",
    "reading_table",
    "show",
    "term_counts",
    "untested",
    "voices_table",
    "what_changes",
]
