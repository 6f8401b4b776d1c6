"""Room 5: tables, figures and sentences for people.

Names are imported when they are first used: one article's page needs neither figures nor questions.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from analysis.presentation.shown import show
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

_MODULES = {
    "ComparedNames": "questions.compared_names",
    "CopiedText": "questions.copied_text",
    "DoubtedKeywords": "questions.keyword_doubts",
    "Keywords": "questions.keywords",
    "Proposed": "questions.proposed",
    "Sentences": "sentences.describe",
    "TracedStance": "questions.stance",
    "against_all": "tables.summaries",
    "article_ranges": "questions.survival",
    "both_ways": "questions.both_ways",
    "browse_passages": "widgets",
    "browse_who_says": "widgets",
    "cautions": "sentences.cautions",
    "chosen_article": "article.choice",
    "compare_names": "questions.compared_names",
    "copied_text": "questions.copied_text",
    "could_have_shown": "sentences.power",
    "describe": "sentences.describe",
    "doubt": "sentences.doubt",
    "doubt_keywords": "questions.keyword_doubts",
    "doubt_sentence": "sentences.doubt",
    "extreme_sentences": "tables.summaries",
    "headline_gaps": "questions.compared_names",
    "keywords": "questions.keywords",
    "log_entries": "tables.summaries",
    "of_several_parts": "tables.summaries",
    "one_side": "questions.one_side",
    "outlets_table": "tables.summaries",
    "paste_article": "widgets",
    "power_beside": "sentences.power",
    "propose": "questions.proposed",
    "reading_table": "tables.summaries",
    "show": "shown",
    "standing": "tables.standing",
    "survival_panel": "questions.survival",
    "term_counts": "tables.summaries",
    "top_terms": "tables.keyness_rows",
    "trace_stance": "questions.stance",
    "untested": "tables.summaries",
    "usual_tests": "sentences.doubt",
    "voices_table": "tables.summaries",
    "what_changes": "questions.both_ways",
    "what_survives": "questions.survival",
}


def __getattr__(name: str) -> Any:
    if name == "figures":
        return import_module("analysis.presentation.figures")
    if name not in _MODULES:
        raise AttributeError(f"module 'analysis.presentation' has no attribute {name!r}")
    return getattr(import_module(f"analysis.presentation.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
