"""Stance per article: what each source says toward each target, sums, and scores that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures.counting import (
    SUM_DECIMALS,
    VOICE_GROUPS,
    as_tuple,
    finish,
    frame,
    groups,
    per_voice_and_part,
)
from analysis.measures.stance.mentions import stance_mentions
from analysis.measures.stance.tables import DIRECTIONS, OUTLET, STANCE, STANCE_SUMS, counts
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

MEASURE = "stance"
_KEYS = ("article_id", "source", "source_side", "own_side", "target", "voice")


def stance_toward(
    annotated: Annotated,
    targets: Sequence[str] | str | None = None,
    *,
    model: Any = "built-in",
    coreference: bool = True,
    mentions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Count what each source of an article says for and against each target.

    Parameters
    ----------
    targets, model, coreference : as in ``stance_mentions``
    mentions : what ``stance_mentions`` gave, so that it is not read again

    Returns
    -------
    DataFrame
        ``STANCE`` of ``measures.stance.tables``, a row per article, source, target and voice. Mentions are
        counted by their direction; ``score`` is the mean of the expected polarity, in which doubtful ones
        weigh little.

    Raises
    ------
    InputError
        an unknown target; tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('Talks\\n\\n"Russia is a brutal aggressor," Ms Orr said.')
    >>> stance_toward(annotate(articles)).select("source", "target", "unfavourable").rows()
    [('Orr', 'Russia', 1)]
    """
    read = read_again(annotated, targets, mentions, model=model, coreference=coreference)
    articles = annotated.articles.select("article_id", "outlet", "event")
    means = [pl.col(name).sum().round(SUM_DECIMALS) / pl.len() for name in ("score", "confidence")]
    return (
        read.with_columns(pl.col("source").fill_null(OUTLET))
        .group_by(_KEYS, maintain_order=True)
        .agg(*counts(), *means)
        .join(articles, on="article_id", how="left", maintain_order="left")
        .sort("article_id", "target", "voice", "source", "source_side", nulls_last=True)
        .select(pl.col(name).cast(dtype) for name, dtype in schema(STANCE).items())
    )


def sum_stance(
    stance: pl.DataFrame, voice: str | Sequence[str] = "all", *, own_side: bool = True
) -> pl.DataFrame:
    """Sum stance to articles and targets.

    Parameters
    ----------
    stance : what ``stance_toward`` gave
    voice : own, quoted, reported, attributed or all; or several of them
    own_side : also what sources say of their own side

    Returns
    -------
    DataFrame
        ``STANCE_SUMS`` of ``measures.stance.tables``, a row per article, target and voice with mentions

    Raises
    ------
    InputError
        an unknown voice

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('Talks\\n\\n"Russia is a brutal aggressor," Ms Orr said.')
    >>> sum_stance(stance_toward(annotate(articles))).select("target", "mentions", "unfavourable").rows()
    [('Russia', 1, 1)]
    """
    kept = stance if own_side else stance.filter(~pl.col("own_side"))
    members = groups(voice, VOICE_GROUPS, "voice")
    keys = ["article_id", "outlet", "event", "target", "voice"]
    totals = (pl.col("score") * pl.col("mentions")).sum().round(SUM_DECIMALS).alias("total")
    return (
        kept.rename({"voice": "voice_member"})
        .join(members, on="voice_member")
        .sort(*keys, "source", "source_side", nulls_last=True)
        .group_by(keys, maintain_order=True)
        .agg(*(pl.col(name).sum() for name in ("mentions", *DIRECTIONS)), totals)
        .with_columns(score=pl.col("total") / pl.col("mentions"))
        .select(pl.col(name).cast(dtype) for name, dtype in schema(STANCE_SUMS).items())
    )


def stance_scores(
    annotated: Annotated,
    targets: Sequence[str] | str | None = None,
    voice: str | Sequence[str] = "own",
    part: str | Sequence[str] = "all",
    *,
    model: Any = "built-in",
    coreference: bool = True,
    mentions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Sum expected polarity toward targets over mentions, in every article.

    Parameters
    ----------
    targets, model, coreference : as in ``stance_mentions``
    voice : own, quoted, reported, attributed (quoted and reported) or all; or several of them
    part : headline, standfirst, lead, body or all; or several of them
    mentions : what ``stance_mentions`` gave, so that it is not read again

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``: measure ``stance``, category the target; numerator the sum of
        expected polarity, denominator mentions; 0 and 0 where the target is not mentioned. ``by_outlet``,
        ``by_side``, ``contrast`` and ``part_gaps`` take it.

    Raises
    ------
    InputError
        an unknown target, voice or part; tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('Talks\\n\\n"Russia is a brutal aggressor," Ms Orr said.')
    >>> scores = stance_scores(annotate(articles), "Russia", voice=["own", "quoted"])
    >>> scores.select("voice", "denominator").rows()
    [('own', 0.0), ('quoted', 1.0)]
    """
    read = read_again(annotated, targets, mentions, model=model, coreference=coreference)
    names = read["target"].unique().to_list() if targets is None else as_tuple(targets)
    sums = per_voice_and_part(
        read.lazy().with_columns(category="target"),
        voice,
        part,
        ["article_id", "category"],
        numerator=pl.col("score").sum(),
        denominator=pl.len().cast(pl.Float64),
    ).collect()
    table = (
        frame(annotated, voice, part, names)
        .join(sums, on=["article_id", "category", "voice", "part"], how="left", maintain_order="left")
        .with_columns(
            pl.col("numerator").fill_null(0.0).round(SUM_DECIMALS),
            pl.col("denominator").fill_null(0.0),
            measure=pl.lit(MEASURE),
        )
    )
    return finish(table)


def read_again(
    annotated: Annotated,
    targets: Sequence[str] | str | None,
    mentions: pl.DataFrame | None,
    *,
    model: Any = "built-in",
    coreference: bool = True,
) -> pl.DataFrame:
    """Return the mentions that were given, of these targets; without any, read them."""
    if mentions is None:
        return stance_mentions(annotated, targets, model=model, coreference=coreference)
    return mentions if targets is None else mentions.filter(pl.col("target").is_in(list(as_tuple(targets))))
