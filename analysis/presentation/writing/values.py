"""Numbers of a row as its measure writes them: rates, shares, numbers per article and scores."""

from __future__ import annotations

from analysis.measures import kind_of
from analysis.presentation.writing.format import (
    NONE,
    count,
    difference,
    is_missing,
    number,
    points,
    rate,
    ratio,
    share,
    valence,
)

_VALUES = {"rate": rate, "share": share, "number": number, "score": valence}


def value_text(measure: str, value: float | None) -> str:
    """Write a value of a measure.

    >>> value_text("rate:loaded_terms", 2.345), value_text("share:voice", 0.374), value_text("valence", -0.2)
    ('2.35', '37 %', '−0.20')
    """
    return _VALUES[kind_of(measure).name](value)


def contrast_text(measure: str, value: float | None, *, unit: bool = True) -> str:
    """Write a ratio or a difference, or an end of its interval.

    >>> contrast_text("rate:loaded_terms", 6.2), contrast_text("share:voice", 0.12)
    ('6.2', '+12 points')
    """
    kind = kind_of(measure)
    if kind.scale == "ratio":
        return ratio(value)
    return points(value, unit=unit) if kind.name == "share" else difference(value)


def interval_text(measure: str, low: float | None, high: float | None) -> str:
    """Write an interval of a value.

    >>> interval_text("share:voice", 0.21, 0.3), interval_text("valence", None, None)
    ('21 % to 30 %', '–')
    """
    if is_missing(low) or is_missing(high):
        return NONE
    return f"{value_text(measure, low)} to {value_text(measure, high)}"


def contrast_interval(measure: str, low: float | None, high: float | None) -> str:
    """Write a two-sided interval of a ratio or difference; the unit stands once.

    >>> contrast_interval("share:voice", -0.012, 0.13), contrast_interval("rate:x", 0.5, 2.0)
    ('−1.2 to +13 points', '0.50 to 2.0')
    """
    return f"{contrast_text(measure, low, unit=False)} to {contrast_text(measure, high)}"


def counts_text(measure: str, hits: float | None, base: float | None) -> str:
    """Write the counts behind a value: hits, or for a share so many of so many.

    >>> counts_text("rate:x", 3, 900), counts_text("share:named", 3, 12), counts_text("valence", None, 9)
    ('3', '3 of 12', '–')
    """
    if is_missing(hits):
        return NONE
    return f"{count(hits)} of {count(base)}" if kind_of(measure).name == "share" else count(hits)
