"""Whose Words: how one news outlet tells a story beside the others that told the same story.

Names are imported when they are first used, so that ``import analysis`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotation import Annotated, annotate
    from analysis.annotation.voices import attributions
    from analysis.comparison import by_side, contrast, correct_family, findings
    from analysis.corpus import read_article_text, read_articles
    from analysis.errors import InputError
    from analysis.measures import (
        by_outlet,
        cue_classes,
        passages,
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
    "Workspace": "workspace",
    "annotate": "annotation",
    "attributions": "annotation.voices",
    "by_outlet": "measures",
    "by_side": "comparison",
    "contrast": "comparison",
    "correct_family": "comparison",
    "cue_classes": "measures",
    "describe": "presentation",
    "figures": "presentation",
    "findings": "comparison",
    "open_study": "workspace",
    "passages": "measures",
    "per_article_rates": "measures",
    "per_article_valence": "measures",
    "read_article_text": "corpus",
    "read_articles": "corpus",
    "show": "presentation",
    "source_mix": "measures",
    "term_rates": "measures",
    "valence_by_outlet": "measures",
    "voice_shares": "measures",
    "voices_of_categories": "measures",
    "who_says": "measures",
    "who_says_by_outlet": "measures",
}

__all__ = [
    "Annotated",
    "InputError",
    "Workspace",
    "annotate",
    "attributions",
    "by_outlet",
    "by_side",
    "contrast",
    "correct_family",
    "cue_classes",
    "describe",
    "figures",
    "findings",
    "open_study",
    "passages",
    "per_article_rates",
    "per_article_valence",
    "read_article_text",
    "read_articles",
    "show",
    "source_mix",
    "term_rates",
    "valence_by_outlet",
    "voice_shares",
    "voices_of_categories",
    "who_says",
    "who_says_by_outlet",
]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
