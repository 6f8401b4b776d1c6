"""The passages behind stance: what is said toward a target, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import VOICE_GROUPS, as_tuple, groups
from analysis.measures.passages import PASSAGES, Names, among, choose, context_of
from analysis.measures.stance.tables import DIRECTIONS, OUTLET
from analysis.measures.voices.cited import OTHER
from analysis.study import DEFAULT_SEED

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated


def stance_passages(
    annotated: Annotated,
    mentions: pl.DataFrame,
    *,
    target: Names = None,
    source: Names = None,
    direction: Names = None,
    outlet: Names = None,
    voice: Names = None,
    least_confidence: float = 0.0,
    width: int = 20,
    per_article: int = 2,
    limit: int = 20,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Return the mentions behind a number of stance, with the words around them.

    Parameters
    ----------
    mentions : what ``stance_mentions`` gave
    target, outlet, voice : keep only these; one name or several; ``None`` keeps all
    source : 'the outlet', sides that are cited, or 'other' for cited sources of no known side
    direction : favourable, unfavourable or neutral
    least_confidence : leave out readings that are less sure
    width : words on each side; a passage does not leave its paragraph
    per_article, limit, seed : as in ``passages``

    Returns
    -------
    DataFrame
        ``PASSAGES``: ``term`` is the target, ``category`` the direction. Null without text.

    Raises
    ------
    InputError
        an unknown voice or direction

    Example
    -------
    >>> from analysis import annotate, read_article_text, stance_mentions
    >>> articles, _ = read_article_text('Talks\\n\\n"Russia is a brutal aggressor," Ms Orr said.')
    >>> annotated = annotate(articles)
    >>> found = stance_passages(annotated, stance_mentions(annotated), target="Russia")
    >>> found.select("hit", "category", "source_name").rows()
    [('Russia', 'unfavourable', 'Orr')]
    """
    for name in as_tuple(direction):
        if name not in DIRECTIONS:
            expected = f"one of {', '.join(DIRECTIONS)}{did_you_mean(name, DIRECTIONS)}"
            raise InputError("passages", "argument 'direction'", f"'{name}'", expected, "correct the name")
    asked = as_tuple(voice)
    voices = groups(asked, VOICE_GROUPS, "voice")["voice_member"].unique().to_list() if asked else []
    side = pl.col("source_side").fill_null(OTHER)
    articles = annotated.articles.select("article_id", "outlet", "published", "title", "event")
    found = (
        mentions.with_columns(
            term="target",
            source_name="source",
            source=pl.when(pl.col("voice") == "own").then(pl.lit(OUTLET)).otherwise(side),
            category="direction",
            negated=pl.lit(False),
        )
        .filter(among(term=target, source=source, category=direction, voice=voices))
        .filter(pl.col("confidence") >= least_confidence)
        .join(articles, on="article_id")
        .filter(among(outlet=outlet))
    )
    chosen = choose(found, per_article, limit, seed)
    texts = annotated.texts(chosen["article_id"])
    places = chosen.select("article_id", "start", "end").rows()
    context = [context_of(width, texts.get(key), start, end) for key, start, end in places]
    around = pl.DataFrame(
        context, schema=dict.fromkeys(("before", "hit", "after"), pl.String()), orient="row"
    )
    return (
        pl.concat([chosen, around], how="horizontal")
        .sort("outlet", "published", "article_id", "start", nulls_last=True)
        .select(pl.col(name).cast(dtype) for name, (dtype, _) in PASSAGES.items())
    )
