"""Whose Words: how one news outlet tells a story beside the others that told the same story.

Names are imported when they are first used, so that ``import analysis`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotation import Annotated, annotate
    from analysis.annotation.voices import attributions
    from analysis.comparison import (
        Prior,
        Vocabulary,
        article_standing,
        by_side,
        contrast,
        contrast_procedure,
        correct_family,
        findings,
        keyness,
        keyness_left_out,
        keyness_procedure,
        keyness_variations,
        leave_one_out,
        null_check,
        null_summaries,
        null_summary,
        one_sided_terms,
        placebo_by_finding,
        profile_variations,
        rank_stability,
        remembered,
        same_event,
        smallest_ratio,
        term_contrasts,
        which_survive,
        without_copies,
        word_test_procedure,
    )
    from analysis.corpus import read_article_text, read_articles
    from analysis.errors import InputError
    from analysis.measures import (
        by_outlet,
        count_terms,
        cue_classes,
        passages,
        per_article_profile,
        per_article_rates,
        per_article_valence,
        source_mix,
        term_rates,
        valence_by_outlet,
        voice_shares,
        voices_of_categories,
        who_says,
        who_says_by_outlet,
    )
    from analysis.presentation import describe, figures, show
    from analysis.workspace import Workspace, open_study

_ROOMS = {
    "Annotated": "annotation",
    "InputError": "errors",
    "Prior": "comparison",
    "Vocabulary": "comparison",
    "Workspace": "workspace",
    "annotate": "annotation",
    "article_standing": "comparison",
    "attributions": "annotation.voices",
    "by_outlet": "measures",
    "by_side": "comparison",
    "contrast": "comparison",
    "contrast_procedure": "comparison",
    "correct_family": "comparison",
    "count_terms": "measures",
    "cue_classes": "measures",
    "describe": "presentation",
    "figures": "presentation",
    "findings": "comparison",
    "keyness": "comparison",
    "keyness_left_out": "comparison",
    "keyness_procedure": "comparison",
    "keyness_variations": "comparison",
    "leave_one_out": "comparison",
    "null_check": "comparison",
    "null_summaries": "comparison",
    "null_summary": "comparison",
    "one_sided_terms": "comparison",
    "open_study": "workspace",
    "passages": "measures",
    "per_article_profile": "measures",
    "per_article_rates": "measures",
    "per_article_valence": "measures",
    "placebo_by_finding": "comparison",
    "rank_stability": "comparison",
    "remembered": "comparison",
    "profile_variations": "comparison",
    "read_article_text": "corpus",
    "read_articles": "corpus",
    "same_event": "comparison",
    "show": "presentation",
    "smallest_ratio": "comparison",
    "source_mix": "measures",
    "term_rates": "measures",
    "valence_by_outlet": "measures",
    "voice_shares": "measures",
    "voices_of_categories": "measures",
    "term_contrasts": "comparison",
    "which_survive": "comparison",
    "who_says": "measures",
    "who_says_by_outlet": "measures",
    "without_copies": "comparison",
    "word_test_procedure": "comparison",
}

__all__ = [
    "Annotated",
    "InputError",
    "Prior",
    "Vocabulary",
    "Workspace",
    "annotate",
    "article_standing",
    "attributions",
    "by_outlet",
    "by_side",
    "contrast",
    "contrast_procedure",
    "correct_family",
    "count_terms",
    "cue_classes",
    "describe",
    "figures",
    "findings",
    "keyness",
    "keyness_left_out",
    "keyness_procedure",
    "keyness_variations",
    "leave_one_out",
    "null_check",
    "null_summaries",
    "null_summary",
    "one_sided_terms",
    "open_study",
    "passages",
    "per_article_profile",
    "per_article_rates",
    "per_article_valence",
    "placebo_by_finding",
    "profile_variations",
    "rank_stability",
    "read_article_text",
    "read_articles",
    "remembered",
    "same_event",
    "show",
    "smallest_ratio",
    "source_mix",
    "term_contrasts",
    "term_rates",
    "valence_by_outlet",
    "voice_shares",
    "voices_of_categories",
    "which_survive",
    "who_says",
    "who_says_by_outlet",
    "without_copies",
    "word_test_procedure",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
