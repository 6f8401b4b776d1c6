"""Terms that stand on one side of a study only, with a plain reason where they cannot be looked for."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison import ONE_SIDED, ONE_SIDED_EVENTS, OneSided, one_sided_terms
from analysis.comparison.events.one_sided import WORDINGS
from analysis.comparison.events.one_sided_tables import COMPARED
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.workspace import Workspace


def one_side(
    workspace: Workspace,
    kind: str = "words",
    *,
    stopwords: Collection[str] = (),
    voice: str | None = None,
    lexicon: str | None = None,
    family: str | None = None,
) -> OneSided:
    """Return the terms that a study's focus lacks on an event, or has alone.

    Parameters
    ----------
    kind, stopwords, lexicon, family : as in ``comparison.one_sided_terms``
    voice : the study's where none is given

    Returns
    -------
    OneSided
        without rows, and with a reason, where words or phrases are asked for in a corpus without text

    Example
    -------
    >>> from analysis import open_study
    >>> one_side(open_study(), "categories").reason is None
    True
    """
    study, annotated = workspace.study, workspace.annotated
    if kind in WORDINGS and not annotated.has_text:
        reason = (
            f"{kind} are not compared event by event: they need running text, and this corpus is without it"
        )
        return OneSided(
            pl.DataFrame(schema=schema(ONE_SIDED)),
            pl.DataFrame(schema=schema(ONE_SIDED_EVENTS)),
            pl.DataFrame(schema=schema(COMPARED)),
            reason,
        )
    return one_sided_terms(
        annotated,
        workspace.focus,
        workspace.references,
        kind=kind,
        voice=voice or study.voice,
        lexicon=lexicon,
        stopwords=stopwords,
        inference=study.inference,
        family=family,
        seed=study.seed,
    )
