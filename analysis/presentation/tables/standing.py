"""Where the article of notebook 10 stands among the reference articles, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import article_standing
from analysis.measures import per_article_profile
from analysis.presentation.tables.columns import voice_and_part, what
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import NONE, count, is_missing, reach
from analysis.presentation.writing.values import value_text

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace

Row = dict[str, Any]
ITSELF = "the article"


def standing(workspace: Workspace, tables: Annotated, article_id: str) -> pl.DataFrame:
    """Rank one article among the reference articles of a study, in the study's voice.

    Parameters
    ----------
    tables, article_id : as ``chosen_article`` gives them; the article need not be of the corpus

    Returns
    -------
    DataFrame
        ``STANDING``, for the measures of the profile: described, without a test. Categories that no article
        holds are left out
    """
    voice = workspace.study.voice
    corpus = per_article_profile(workspace.annotated, voice).filter(pl.col("article_id") != article_id)
    # An article from outside may bear the name of a reference outlet; it is ranked among them all the same.
    alone = (
        per_article_profile(tables, voice).filter(article_id=article_id).with_columns(outlet=pl.lit(ITSELF))
    )
    known = corpus["category"].unique().implode()
    table = article_standing(
        pl.concat([corpus, alone.filter(pl.col("category").is_in(known))]), article_id, workspace.references
    )
    in_none = (pl.col("hits") == 0) & (pl.col("reference_with_none") == pl.col("reference_articles"))
    return table.filter((pl.col("category") == "all") | ~in_none.fill_null(False))


def standing_columns(table: pl.DataFrame) -> list[Column]:
    """Return the columns of an article's standing."""
    return [
        Column("Measure", what, numeric=False, first=True),
        *voice_and_part(table),
        Column("Hits", lambda row: NONE if is_missing(row["hits"]) else count(row["hits"])),
        Column("This article", lambda row: value_text(row["measure"], row["value"])),
        Column("Rank (1 is highest)", _rank),
        Column("Reference mean", lambda row: value_text(row["measure"], row["reference_value"])),
        Column("with any one article left out", lambda row: _range(row, "without_article")),
        Column("with any one outlet left out", lambda row: _range(row, "without_outlet")),
        Column("Among", lambda row: row["among"] or row["reason"] or NONE, numeric=False),
    ]


def _rank(row: Row) -> str:
    """Write the rank; an article without a hit shares it with all others that have none."""
    if row["hits"] == 0 and row["reference_with_none"] == row["reference_articles"]:
        return "none in any"
    if row["hits"] == 0 and row["reference_with_none"]:
        return f"none, as in {count(row['reference_with_none'])} of {count(row['reference_articles'])} others"
    return NONE if is_missing(row["rank"]) else f"{count(row['rank'])} of {count(row['rank_of'])}"


def _range(row: Row, name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if is_missing(low) or is_missing(high):
        return NONE
    return reach(value_text(row["measure"], low), value_text(row["measure"], high))
