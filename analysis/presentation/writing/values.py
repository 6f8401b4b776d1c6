"""Numbers of a row as its measure writes them: rates, shares, numbers per article and scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.measures import kind_of
from analysis.presentation.writing.format import (
    MINUS,
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

MANY = 10
"""Steps of the last digit from which a difference may be one off."""
CLOSE, MOST_MORE = 0.05, 6
"""What the quotient of two written values may be off their ratio by; digits that they may have more."""
EVEN = 1e-9
"""What sums of rounded numbers may be off by."""
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


def compared(measure: str, one: float | None, other: float | None, gap: float | None) -> tuple[str, str, str]:
    """Write two values and their ratio or difference.

    Rounded, two values may lie farther apart than their difference says, or read alike where they differ.
    Then all three have a digit more, and the two values of a ratio that they do not give.

    >>> compared("valence", -0.0257, -0.0029, -0.0228), compared("valence", 0.31, 0.1, 0.21)
    (('−0.026', '−0.003', '−0.023'), ('0.31', '0.10', '+0.21'))
    >>> compared("share:voice", 0.0018, 0.0014, 0.0004), compared("share:voice", 0.304, 0.246, 0.059)
    (('0.18 %', '0.14 %', '+0.04 points'), ('30.4 %', '24.6 %', '+5.9 points'))
    >>> compared("share:voice", 0.0577, 0.0864, -0.0288), compared("share:voice", 0.0199, 0.02, -0.0001)
    (('5.8 %', '8.6 %', '−2.9 points'), ('2.0 %', '2.0 %', '0 points'))
    >>> compared("share:voice", 0.606, 0.558, 0.048), compared("rate:x", 1.03, 0.82, 1.26)
    (('61 %', '56 %', '+4.8 points'), ('1.03', '0.82', '1.3'))
    >>> compared("rate:x", 0.186, 0.0274, 6.79)
    ('0.19', '0.027', '6.8')
    """
    texts = value_text(measure, one), value_text(measure, other), contrast_text(measure, gap)
    if one is None or other is None or gap is None:
        return texts
    if kind_of(measure).scale == "ratio":
        return *_divisible((one, other), texts[:2], gap), texts[2]
    is_share = kind_of(measure).name == "share"
    unit, sign = (100, " %") if is_share else (1, "")
    written = [text.removesuffix(sign).replace(MINUS, "-") for text in texts[:2]]
    if NONE in texts or any(text[0] in "<>" for text in written):
        return texts
    decimals = [len(text.partition(".")[2]) for text in written]
    step, told = 10 ** -min(decimals), float(texts[2].removesuffix(" points").replace(MINUS, "-"))
    off = abs(float(written[0]) - float(written[1]) - unit * gap)
    # A difference of many steps may be one off: nobody reads a 5.8 beside 8.6 as other than 2.9 apart.
    adds_up = off <= (0.5 if unit * abs(gap) < MANY * step else 1.0) * step + EVEN
    finer = [f"{unit * value:.{max(decimals) + 1}f}" for value in (one, other)]
    alike, none = written[0] == written[1], told == 0
    if (alike and none) or (adds_up and not alike and not none) or finer[0] == finer[1]:
        return texts
    size = f"{unit * gap:+.{max(decimals) + 1}f}".replace("-", MINUS)
    return _finer(finer[0], sign), _finer(finer[1], sign), f"{size} points" if is_share else size


def _divisible(values: tuple[float, float], texts: tuple[str, str], ratio_: float) -> tuple[str, str]:
    """Write two values with more digits, the rougher one first, until their quotient is their ratio."""
    if NONE in texts or not all(value > 0 for value in (*values, ratio_)):
        return texts
    told = list(texts)
    for _ in range(MOST_MORE):
        written = [float(text.replace(",", "")) for text in told]
        if all(written) and abs(written[0] / written[1] / ratio_ - 1) <= CLOSE:
            break
        off = [abs(text - value) / value for text, value in zip(written, values, strict=True)]
        rough = off.index(max(off))
        decimals = 1 + len(told[rough].partition(".")[2])
        told[rough] = f"{values[rough]:,.{decimals}f}"
    return told[0], told[1]


def _finer(text: str, sign: str) -> str:
    return f"{text.removeprefix('-') if float(text) == 0 else text}{sign}".replace("-", MINUS)


def both_values(row: Mapping[str, Any], one: str = "focus", other: str = "reference") -> tuple[str, str, str]:
    """Write the values of both sides of a contrast, and its ratio or difference, as `compared` does."""
    return compared(str(row["measure"]), row[f"{one}_value"], row[f"{other}_value"], row["estimate"])


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
    >>> contrast_interval("share:voice", -0.0002, 0.006)
    '−0.02 to +0.6 points'
    """
    ends = contrast_text(measure, low, unit=False), contrast_text(measure, high)
    if kind_of(measure).name == "share":
        ends = _side(low, ends[0]), _side(high, ends[1])
    return " to ".join(ends)


def _side(end: float | None, text: str) -> str:
    """Write an end that would read as 0 with a digit more, so that it shows which side of 0 it is on."""
    finer = "" if end is None or is_missing(end) else f"{100 * end:+.2f}"
    if not text.startswith("0") or finer in ("", "+0.00", "-0.00"):
        return text
    return finer.replace("-", MINUS) + text.removeprefix("0")


def counts_text(measure: str, hits: float | None, base: float | None) -> str:
    """Write the counts behind a value: hits, or for a share so many of so many.

    >>> counts_text("rate:x", 3, 900), counts_text("share:named", 3, 12), counts_text("valence", None, 9)
    ('3', '3 of 12', '–')
    """
    if is_missing(hits):
        return NONE
    return f"{count(hits)} of {count(base)}" if kind_of(measure).name == "share" else count(hits)
