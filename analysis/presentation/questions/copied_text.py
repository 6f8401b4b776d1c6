"""Text that other outlets have, too, with a plain reason where it cannot be looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures import BY_OUTLET, WITH_AND_WITHOUT, find_shared_runs, shared_text, with_and_without
from analysis.measures.by_outlet import by_outlet
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.workspace import Workspace


@dataclass(frozen=True)
class CopiedText:
    """``by_outlet`` (``BY_OUTLET``): shares of words that another outlet has, too. ``terms``
    (``WITH_AND_WITHOUT``): loaded terms with and without them. Without rows, ``sentence`` says why.
    """

    sentence: str
    by_outlet: pl.DataFrame
    terms: pl.DataFrame


def copied_text(workspace: Workspace) -> CopiedText:
    """Look for runs of words that articles of several outlets share, and count loaded terms without them.

    Example
    -------
    >>> from analysis import open_study
    >>> copied_text(open_study()).by_outlet.height > 0
    True
    """
    annotated, inference = workspace.annotated, workspace.study.inference
    shares = pl.DataFrame(schema=schema(BY_OUTLET))
    terms = pl.DataFrame(schema=schema(WITH_AND_WITHOUT))
    if not annotated.has_text:
        why = "Shared text is not looked for: it needs running text, and this corpus is without it."
        return CopiedText(why, shares, terms)
    shared = find_shared_runs(annotated)
    minimums = {"min_articles": inference.min_articles, "min_events": inference.min_events}
    found = by_outlet(shared_text(annotated, shared), level=inference.level, **minimums)
    if not found["hits"].sum():
        why = "No article has a run of words that an article of another outlet has, too."
        return CopiedText(why, shares, terms)
    counted = with_and_without(annotated, shared)
    return CopiedText("", found, counted if counted["words_shared"].sum() else terms)
