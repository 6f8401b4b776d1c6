"""How sources are introduced: classes of the words that say that somebody speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import finish, frame
from analysis.measures.voices.cited import cited, largest_sides, lumped, weights_by

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

CLASSES = ("neutral", "endorsing", "distancing", "attacking", "praising", "committing", "mental")
GROUPINGS = ("outlet", "side")
SIDES = 5


def cue_classes(annotated: Annotated, by: str = "outlet", *, sides: int = SIDES) -> pl.DataFrame:
    """Count the cues of each class, in every article.

    Parameters
    ----------
    by : ``outlet`` (all cues together; every row has its outlet) or ``side`` (apart for each side of the
        sources, see ``source_mix``)
    sides : with ``by="side"``, how many sides have rows of their own; the largest in the corpus

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``: measure ``share:cue_class``; category is the class, or
        'side: class'; numerator in cues of the class, denominator in cues that have a class (of that side).
        Only the outlet's own cues: those that a source uses of another are not. A quotation that its
        cue breaks in two counts once, and one without a cue not at all.

    Raises
    ------
    InputError
        an unknown grouping

    Note
    ----
    A class belongs to the cue, not to what is said: *claimed* keeps its distance by the usual reading of
    reporting verbs, and an outlet may use it out of habit.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> cues = cue_classes(annotate(articles))
    >>> cues.filter(category="neutral").select("numerator", "denominator").row(0)
    (1.0, 1.0)
    """
    if by not in GROUPINGS:
        expected = f"one of {', '.join(GROUPINGS)}{did_you_mean(by, GROUPINGS)}"
        raise InputError("measure", "argument 'by'", f"'{by}'", expected, "correct the name")
    table = annotated.gather(lambda part: weights_by(cited(part), ["article_id", "side", "cue_class"]))
    names = largest_sides(table, sides) if by == "side" else []
    group = lumped(names) if by == "side" else pl.lit("")
    table = table.filter(pl.col("cue_class").is_not_null()).with_columns(group=group)
    classes = sorted({*CLASSES, *table["cue_class"]})
    keys = ["article_id", "group"]
    of_class = weights_by(table, [*keys, "cue_class"]).rename({"weight": "numerator"})
    cues = weights_by(table, keys).rename({"weight": "denominator"})
    labels = pl.DataFrame(
        [(f"{g}: {c}" if g else c, g, c) for g in (names or [""]) for c in classes],
        schema=dict.fromkeys(("category", "group", "cue_class"), pl.String),
        orient="row",
    )
    rows = (
        frame(annotated, "attributed", "all", labels["category"].to_list())
        .join(labels, on="category", how="left", maintain_order="left")
        .join(of_class, on=[*keys, "cue_class"], how="left", maintain_order="left")
        .join(cues, on=keys, how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0.0), measure=pl.lit("share:cue_class"))
    )
    return finish(rows)
