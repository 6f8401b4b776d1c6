"""Which article notebook 10 reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from analysis.measures import per_article_rates

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace


def chosen_article(workspace: Workspace) -> tuple[Annotated, str]:
    """Return the tables that hold the study's article, and its id.

    The study's ``[article]`` names a file or an id. Without it, the focus article whose rate of loaded terms
    is the median: neither the mildest nor the strongest stands for the outlet. Where several have that rate,
    as headlines without any such term do, it is the longest of them, in which there is most to see.

    Raises
    ------
    InputError
        a file that cannot be read
    """
    from analysis.workspace import open_article

    choice, annotated = workspace.study.article, workspace.annotated
    if choice.file is not None:
        terms = [name for name in workspace.study.lexicons if not name.endswith("actors.csv")]
        tables = open_article(str(choice.file), terms, workspace.study.scorer)
        return tables, tables.articles["article_id"][0]
    if choice.id is not None:
        return annotated, choice.id
    rates = per_article_rates(annotated, None, "all", by="total").filter(
        pl.col("outlet").is_in(list(workspace.focus)) & (pl.col("denominator") > 0)
    )
    if rates.is_empty():
        return annotated, annotated.articles["article_id"].sort()[0]
    rates = rates.with_columns(rate=pl.col("numerator") / pl.col("denominator")).sort("rate")
    middling = rates.filter(pl.col("rate") == rates["rate"][(rates.height - 1) // 2])
    return annotated, middling.sort("denominator", "article_id", descending=[True, False])["article_id"][0]
