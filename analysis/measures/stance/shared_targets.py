"""Which actors a comparison of stance can speak of: those that both sides mention often enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.counting import VOICE_GROUPS, groups, most_shared

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

MOST_OF_ALL = 0.5
"""A side with a larger part of all mentions is not one target but many."""


def told_apart(annotated: Annotated, most: float = MOST_OF_ALL) -> list[str] | None:
    """Return the targets to read: every side; of one that has most of all mentions, each actor for itself.

    In a corpus of one country's politics nearly all actors are of one side, and stance toward it would say
    nothing. The choice looks at how often actors are mentioned, never at how.

    Parameters
    ----------
    most : part of all mentions beyond which a side is told apart

    Returns
    -------
    list or None
        for ``find_targets`` and ``stance_mentions``; ``None`` where no side has most mentions: every side

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Talks\\n\\nTrump met Obama and Pelosi. Russia kept away.")
    >>> "Donald Trump" in told_apart(annotate(articles))
    True
    """
    actors = annotated.entries.filter(pl.col("side").is_not_null()).select("category", "side").unique()
    named = annotated.gather(lambda part: part.scan("mentions").group_by("actor").agg(n=pl.len()))
    sides = named.join(actors, left_on="actor", right_on="category")
    counts = sides.group_by("side").agg(pl.col("n").sum())
    largest = counts.filter(pl.col("n") > most * pl.col("n").sum())
    if largest.is_empty():
        return None
    apart = actors.filter(pl.col("side") == largest["side"][0])["category"]
    return sorted({*actors["side"], *apart})


def shared_targets(
    annotated: Annotated,
    mentions: pl.DataFrame,
    focus: Sequence[str],
    reference: Sequence[str],
    voice: str = "own",
    *,
    most: int = 8,
    least: int = 10,
) -> list[str]:
    """Return the targets that both sides mention often enough to be compared.

    Parameters
    ----------
    mentions : ``STANCE_MENTIONS``
    focus, reference : outlets of the two sides
    voice : own, quoted, reported, attributed or all
    most : how many
    least : mentions on each side; the choice looks at how often a target is mentioned, never at how

    Returns
    -------
    list
        targets, by the mentions of the side that has fewer

    Raises
    ------
    InputError
        an unknown voice

    Example
    -------
    >>> from analysis import open_study, stance_mentions
    >>> ws = open_study()
    >>> shared_targets(ws.annotated, stance_mentions(ws.annotated), ws.focus, ws.references, most=1)
    ['Tarsovia']
    """
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    spoken = mentions.filter(pl.col("voice").is_in(members)).join(
        annotated.articles.select("article_id", "outlet"), on="article_id"
    )
    return most_shared(spoken, "target", focus, reference, most=most, least=least)
