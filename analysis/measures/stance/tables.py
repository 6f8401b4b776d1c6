"""The tables of stance, and the words for who speaks and which way."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

_STRING, _INT, _FLOAT, _BOOL = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()

OUTLET = "the outlet"
"""Source of what stands in own voice."""
UNNAMED = "unnamed"
"""Source of attributed words whose source has no name."""
DIRECTIONS: Mapping[str, int] = {"favourable": 1, "unfavourable": -1, "neutral": 0}
SCORE_DECIMALS = 6
"""Of scores and confidences, so that sums, rounded, are the same in whatever order mentions are added."""
LEAST_CONFIDENCE = 0.5
"""A mention counts as favourable or unfavourable where that is more probable than not.

Of 0.4, 0.5 and 0.6 this value gave the counts that agree best with the author's feeling in BASIL (rank
correlation in all voices 0.30, 0.34 and 0.31); the differences are far within the interval.
"""

STANCE_MENTIONS: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "key"),
    "sentence": (_INT, "sentence of the first word"),
    "span": (_INT, "span of the first word"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "target": (_STRING, "actor or side that is mentioned"),
    "surface": (_STRING, "words as they stand in the text"),
    "resolved": (_BOOL, "true where context decided; false for a literal alias"),
    "voice": (_STRING, "own, quoted or reported"),
    "part": (_STRING, "headline, standfirst, lead or body"),
    "source": (_STRING, "whose words it stands in; 'unnamed' without a name; null: the outlet's own"),
    "source_side": (
        _STRING,
        "side that the source is or speaks for, or the source where it is a target itself; null where none "
        "is known",
    ),
    "own_side": (_BOOL, "the source speaks of its own side, or of itself where it is a target"),
    "naming_source": (_BOOL, "it stands in the words that name a source, or say that it speaks"),
    "polarity": (_INT, "most probable polarity: -1 against the target, 0 neither, 1 for it"),
    "score": (_FLOAT, "expected polarity, -1 to 1, six decimals"),
    "confidence": (_FLOAT, "probability that the polarity is right, 0 to 1"),
    "direction": (
        _STRING,
        "favourable, unfavourable or neutral: the polarity if it is sure enough, else neutral",
    ),
}

_COUNTS: Mapping[str, tuple[pl.DataType, str]] = {
    "mentions": (_INT, "mentions of the target"),
    "favourable": (_INT, "mentions with something said for the target"),
    "unfavourable": (_INT, "mentions with something said against it"),
    "neutral": (_INT, "mentions with neither"),
}

STANCE: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "source": (_STRING, "'the outlet' for own voice; else who is cited, or 'unnamed'"),
    "source_side": (_STRING, "side that the source is or speaks for; null where none is known"),
    "own_side": (_BOOL, "the source speaks of its own side"),
    "target": (_STRING, "actor or side"),
    "voice": (_STRING, "own, quoted or reported"),
    **_COUNTS,
    "score": (_FLOAT, "mean expected polarity, -1 to 1"),
    "confidence": (_FLOAT, "mean probability that the polarity is right"),
}

STANCE_SUMS: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "target": (_STRING, "actor or side"),
    "voice": (_STRING, "own, quoted, reported, attributed or all"),
    **_COUNTS,
    "total": (_FLOAT, "sum of expected polarity over mentions"),
    "score": (_FLOAT, "mean expected polarity, -1 to 1"),
}

WHO_ABOUT_WHOM: Mapping[str, tuple[pl.DataType, str]] = {
    "outlet": (_STRING, "outlet; 'all' for all together"),
    "source": (_STRING, "'the outlet' for own voice; else the side of who is cited, or 'other'"),
    "target": (_STRING, "actor or side, or 'other'"),
    **_COUNTS,
    "articles": (_INT, "articles with such mentions"),
    "outlets": (_INT, "outlets with such mentions"),
    "score": (_FLOAT, "mean expected polarity, -1 to 1"),
    "low": (_FLOAT, "lower end of its interval; null where only described"),
    "high": (_FLOAT, "upper end of its interval; null where only described"),
}


def counts() -> list[pl.Expr]:
    """Return the counts of mentions by direction, for an aggregation of ``STANCE_MENTIONS``."""
    directions = [(pl.col("direction") == name).sum().alias(name) for name in DIRECTIONS]
    return [pl.len().alias("mentions"), *directions]
