"""The stance of a study's articles toward the actors that both sides mention: one object for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.contrast import contrast
from analysis.comparison.tables import CONTRASTS
from analysis.measures import kept_stance_mentions, stance_scores, who_about_whom
from analysis.measures.stance.shared_targets import shared_targets
from analysis.measures.stance.tables import STANCE_MENTIONS, WHO_ABOUT_WHOM
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.presentation.tables.summaries import against_all
from analysis.presentation.writing.format import listed, with_the

if TYPE_CHECKING:
    from analysis.workspace import Workspace

REFERENCE = "reference outlets"
NO_TEXT = "Stance is read in the text of the articles, and this corpus is without text."


@dataclass(frozen=True)
class TracedStance:
    """Stance in the voice of the study, and who says what about whom in all voices.

    ``mentions`` is ``STANCE_MENTIONS`` of all actors; ``chosen`` are the targets compared; ``scores`` is
    ``PER_ARTICLE`` and ``contrasts`` ``CONTRASTS`` of them against all references; ``matrix`` is
    ``WHO_ABOUT_WHOM`` with two rows of cells: the focus, and the reference outlets together. ``read`` is
    false, and all tables empty, for a corpus without text.
    """

    mentions: pl.DataFrame
    chosen: tuple[str, ...]
    scores: pl.DataFrame
    contrasts: pl.DataFrame
    matrix: pl.DataFrame
    read: bool = True

    def __str__(self) -> str:
        if not self.read:
            return NO_TEXT
        if not self.chosen:
            return "No actor is mentioned often enough on both sides to be compared."
        return f"Compared: {listed([with_the(name) for name in self.chosen])}."


def trace_stance(workspace: Workspace, *, most: int = 8, least: int = 10) -> TracedStance:
    """Compare what focus and reference say toward the actors that both mention, in the voice of the study.

    Parameters
    ----------
    workspace : an open study
    most : targets at most
    least : mentions on each side; the choice looks at how often an actor is mentioned, never at how

    Returns
    -------
    TracedStance
        the contrasts are one family of tests. Empty tables where no actor is mentioned often enough, and
        where the corpus is without text

    Example
    -------
    >>> from analysis import open_study
    >>> trace_stance(open_study(), most=1).chosen
    ('Tarsovia',)
    """
    study, annotated, voice = workspace.study, workspace.annotated, workspace.study.voice
    sides = workspace.focus, workspace.references
    if not annotated.has_text:
        return _nothing(pl.DataFrame(schema=schema(STANCE_MENTIONS)), read=False)
    mentions = kept_stance_mentions(annotated)
    chosen = shared_targets(annotated, mentions, *sides, voice, most=most, least=least)
    if not chosen:
        return _nothing(mentions)
    scores = stance_scores(annotated, chosen, voice, mentions=mentions)
    compared = contrast(
        scores, *sides, inference=study.inference, family="06 stance", each=False, seed=study.seed
    )
    matrix = _two_sides(workspace, mentions.filter(pl.col("target").is_in(chosen)))
    return TracedStance(mentions, tuple(chosen), scores, against_all(compared), matrix)


def _nothing(mentions: pl.DataFrame, *, read: bool = True) -> TracedStance:
    scores, contrasts, matrix = (
        pl.DataFrame(schema=schema(table)) for table in (PER_ARTICLE, CONTRASTS, WHO_ABOUT_WHOM)
    )
    return TracedStance(mentions, (), scores, contrasts, matrix, read)


def _two_sides(workspace: Workspace, mentions: pl.DataFrame) -> pl.DataFrame:
    """Return who says what about whom for the focus, and for the reference outlets taken together."""
    name = " + ".join(workspace.focus)
    articles = workspace.annotated.articles
    reference = articles.filter(pl.col("outlet").is_in(list(workspace.references)))
    ours = articles.filter(pl.col("outlet").is_in(list(workspace.focus)))
    sides = dict.fromkeys(reference["article_id"], REFERENCE) | dict.fromkeys(ours["article_id"], name)
    kept = mentions.filter(pl.col("article_id").is_in(list(sides)))
    table = who_about_whom(
        workspace.annotated.with_outlets(sides),
        by="outlet",
        most_targets=kept["target"].n_unique(),
        mentions=kept,
    )
    return table.sort(pl.col("outlet") != name, maintain_order=True)
