"""Keyness of a study, with what was left out and why: one object per kind of term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.tests import WHOLE_VOCABULARIES
from analysis.comparison.terms.vocabulary import LEFT_OUT, Vocabulary, count_left_out
from analysis.measures import count_terms
from analysis.measures.tables import schema
from analysis.presentation.sentences.keyness import left_out_sentence

if TYPE_CHECKING:
    from analysis.workspace import Workspace

WITHOUT_TEXT = "Phrases are not compared: they need running text, and this corpus is without it."
EVERY_ENTRY = (
    "Every entry of the lexicon that occurs on either side is compared; the counts decide which are tested."
)


@dataclass(frozen=True)
class Keywords:
    """``table`` is ``KEYNESS``, ``left_out`` is ``LEFT_OUT`` (no rows for lexicon entries).

    ``settings`` says in a sentence what is compared and what is not.
    """

    table: pl.DataFrame
    left_out: pl.DataFrame
    settings: str


def keywords(
    workspace: Workspace,
    kind: str = "words",
    *,
    vocabulary: Vocabulary | None = None,
    voice: str | None = None,
    lexicon: str | None = None,
    family: str | None = None,
) -> Keywords:
    """Return keyness of a study's focus and reference, counted once.

    Parameters
    ----------
    kind, lexicon : as in ``measures.count_terms``
    vocabulary, family : as in ``comparison.keyness``
    voice : the study's where none is given

    Returns
    -------
    Keywords
        without rows where phrases are asked for in a corpus without text

    Example
    -------
    >>> from analysis import open_study
    >>> keywords(open_study(), "categories").table["term"][0]
    'domination'
    """
    study, annotated = workspace.study, workspace.annotated
    if kind == "phrases" and not annotated.has_text:
        return Keywords(
            pl.DataFrame(schema=schema(KEYNESS)), pl.DataFrame(schema=schema(LEFT_OUT)), WITHOUT_TEXT
        )
    rules = vocabulary or Vocabulary()
    counts = count_terms(annotated, kind, voice=voice or study.voice, lexicon=lexicon)
    counts = counts.of_outlets([*workspace.focus, *workspace.references])
    table = keyness_of_counts(
        counts,
        workspace.focus,
        workspace.references,
        vocabulary=rules,
        inference=study.inference,
        family=family,
        seed=study.seed,
    )
    if kind not in WHOLE_VOCABULARIES:
        return Keywords(table, pl.DataFrame(schema=schema(LEFT_OUT)), EVERY_ENTRY)
    left_out = count_left_out(counts, rules)
    return Keywords(table, left_out, left_out_sentence(left_out, kind))
