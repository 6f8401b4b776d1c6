"""Who is cited: kinds of sources, how many, how evenly, and for which side they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.counting import SUM_DECIMALS, finish, frame
from analysis.measures.voices.cited import TYPES, cited, largest_sides, lumped, weights_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.annotation.annotated import Annotated

SIDES = 10
SEVERAL = 0.05
"""Part of the articles with a source that have to cite twice for the evenness of sources to mean anything."""


def source_mix(
    annotated: Annotated, *, weight: str = "attributions", nested: bool = False, sides: int = SIDES
) -> pl.DataFrame:
    """Describe the sources of every article: types, names, number, evenness, sides.

    Parameters
    ----------
    weight : what a source's part of an article is measured in. ``attributions`` (the default) counts how
        often a source is cited, as content analyses of sourcing do (Sigal 1973; Gans 1979); a quotation whose
        end was found wrongly changes it by nothing. ``words`` counts how much room a source gets
    nested : whether those whom a source cites count, too. By default only those whom the outlet cites
        itself: the choice of these is the outlet's
    sides : how many sides have rows of their own; the largest in the corpus

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``, for ``by_outlet`` and ``contrast``:

        - ``share:source_type``: attributions to each type, 'unknown' where no
          source was found, or its kind could not be told
        - ``share:named``: attributions to somebody called by name: a person, an organisation, a state or
          government, or a medium. A role alone ("the minister"), a document, "officials", an unresolved
          pronoun and a missing source are not
        - ``share:top_source``: attributions to the most cited source of the article, among those with one
        - ``share:side``: attributions to each side. The side is the actor that the source's words name, or
          its title or apposition, or whom this actor speaks for in the actor list. 'other': none of these,
          or a smaller side
        - ``number:sources``: different sources of the article, 0 where nobody is cited
        - ``number:effective_sources``: exp of the Shannon entropy of the sources' parts (Hill 1973; Jost
          2006): 3 sources that are cited alike count 3, and near 1 if one of them has almost everything.
          Articles with a source only. This and ``share:top_source`` are left out where hardly any article
          (under ``SEVERAL``) cites more than once, as in headlines: then both are 1 by themselves

        Denominators are attributions (or attributed words, then the measure's name ends with ``:words``), or
        1 per article. Only ids, types and actors are used, so that tables without text give the same.

    Raises
    ------
    InputError
        an unknown weight

    Note
    ----
    Sources found by a machine are incomplete: 'unknown' says how incomplete. Attributions with no source
    known count in no number of sources.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> mix = source_mix(annotate(articles))
    >>> mix.filter(measure="share:named").select("numerator", "denominator").row(0)
    (1.0, 1.0)
    """
    ends = ":words" if weight == "words" else ""
    keys = ["article_id", "source_type", "named", "side"]
    weights = annotated.gather(lambda part: weights_by(cited(part, weight, nested), keys))
    sources = annotated.gather(lambda part: _per_source(cited(part, weight, nested)))
    names = largest_sides(weights, sides)
    by_side = weights.with_columns(category=lumped(names))
    by_type = weights.with_columns(category="source_type")
    named = weights.filter("named").with_columns(category=pl.lit("all"))
    total = weights_by(weights, ["article_id"]).rename({"weight": "denominator"})
    parts = [
        _share(annotated, f"share:source_type{ends}", by_type, total, TYPES),
        _share(annotated, f"share:named{ends}", named, total, ["all"]),
        _share(annotated, f"share:side{ends}", by_side, total, names),
        *_by_source(annotated, sources, ends),
    ]
    return pl.concat(parts)


def _share(
    annotated: Annotated, measure: str, table: pl.DataFrame, total: pl.DataFrame, categories: Sequence[str]
) -> pl.DataFrame:
    """Sum the weights of each category over those of the whole."""
    keys = ["article_id", "category"]
    of_kind = weights_by(table, keys).rename({"weight": "numerator"})
    rows = (
        frame(annotated, "attributed", "all", categories)
        .join(of_kind, on=keys, how="left", maintain_order="left")
        .join(total, on="article_id", how="left", maintain_order="left")
        .with_columns(pl.col("numerator", "denominator").fill_null(0.0), measure=pl.lit(measure))
    )
    return finish(rows)


def _per_source(table: pl.DataFrame) -> pl.DataFrame:
    """Return number, effective number and weights of the sources of each article that has one."""
    keys = ["article_id", "source_id"]
    sources = (
        table.filter(pl.col("source_id").is_not_null())
        .group_by(keys, maintain_order=True)
        .agg(pl.col("weight").sum(), cited=pl.len())
        .sort(keys)
    )
    share = pl.col("weight") / pl.col("weight").sum()
    entropy = -pl.when(share > 0).then(share * share.log()).otherwise(0.0).sum().round(SUM_DECIMALS)
    return sources.group_by("article_id", maintain_order=True).agg(
        cited=pl.col("cited").sum(),
        number=pl.len().cast(pl.Float64),
        effective=entropy.exp().clip(1.0, pl.len()),
        top=pl.col("weight").max(),
        sourced=pl.col("weight").sum(),
    )


def _by_source(annotated: Annotated, found: pl.DataFrame, ends: str) -> list[pl.DataFrame]:
    """Return the share of the top source, the number of sources and their effective number."""
    one, some = pl.lit(1.0), pl.col("sourced").fill_null(0.0)
    cited_at_all = pl.when(some > 0).then(one).otherwise(0.0)
    with_words = annotated.gather(lambda part: part.scan("sentences").select("article_id").unique())
    read = pl.when(pl.col("article_id").is_in(with_words["article_id"].implode()))
    measures = {
        f"share:top_source{ends}": ("attributed", pl.col("top"), some),
        "number:sources": ("all", pl.col("number"), read.then(one).otherwise(0.0)),
        f"number:effective_sources{ends}": (
            "attributed",
            pl.when(some > 0).then(pl.col("effective")),
            cited_at_all,
        ),
    }
    if found.height > 1 and found.filter(pl.col("cited") > 1).height < SEVERAL * found.height:
        measures = {name: how for name, how in measures.items() if name == "number:sources"}
    return [
        finish(
            frame(annotated, voice, "all", ["all"])
            .join(found, on="article_id", how="left", maintain_order="left")
            .with_columns(numerator=above.fill_null(0.0), denominator=below, measure=pl.lit(measure))
        )
        for measure, (voice, above, below) in measures.items()
    ]
