"""How numbers and names are written: every rounding rule of the suite stands here.

Counts are whole with a comma at the thousands. Rates have two decimals below 10 and one above. Ratios
have two significant digits, whole numbers from 10. Valence has two decimals. Ratios beside 1 and
differences beside 0 have one or two more; two values whose difference or ratio would read otherwise than it
is written have one more (`values.compared`). Shares are whole per cent, with one decimal below 10 % and above
99 %; their differences are in percentage points, with one decimal below 10. Numbers per article have one
decimal, below 1 two. A p or q below 0.001 is written ``< 0.001``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

MINUS = "−"
NONE = "–"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FRACTIONS = (
    (9 / 10, "nine tenths"),
    (4 / 5, "four fifths"),
    (3 / 4, "three quarters"),
    (2 / 3, "two thirds"),
    (3 / 5, "three fifths"),
    (1 / 2, "half"),
    (2 / 5, "two fifths"),
    (1 / 3, "a third"),
    (1 / 4, "a quarter"),
    (1 / 5, "a fifth"),
    (1 / 6, "a sixth"),
    (1 / 7, "a seventh"),
    (1 / 8, "an eighth"),
    (1 / 9, "a ninth"),
    (1 / 10, "a tenth"),
)


def is_missing(value: float | None) -> bool:
    """Whether there is no number to write."""
    return value is None or math.isnan(value)


def count(value: float | None) -> str:
    """Write a count.

    >>> count(12345)
    '12,345'
    """
    return NONE if value is None or math.isnan(value) else _sign(f"{round(value):,}")


def day(date: datetime) -> str:
    """Write a day so that it does not break at the end of a line.

    >>> day(datetime(2024, 3, 1)).split()
    ['1', 'Mar', '2024']
    """
    return f"{date.day}\u00a0{MONTHS[date.month - 1]}\u00a0{date.year}"


def rate(value: float | None) -> str:
    """Write hits per 1,000 words.

    >>> rate(2.345), rate(18.27), rate(0.0)
    ('2.35', '18.3', '0')
    """
    if value is None or math.isnan(value):
        return NONE
    if value == 0:
        return "0"
    return f"{value:,.1f}" if value >= 9.995 else f"{value:.2f}"


def ratio(value: float | None) -> str:
    """Write a ratio with two significant digits; more beside 1, so that a bound shows its side.

    >>> ratio(6.234), ratio(0.3456), ratio(23.4), ratio(1.04), ratio(0.9991), ratio(1.0002), ratio(0.004)
    ('6.2', '0.35', '23', '1.04', '0.999', '1.0002', '0.0040')
    """
    if value is None or math.isnan(value):
        return NONE
    if value <= 0:
        return "0"
    if value >= 10:
        return f"{value:,.0f}"
    if 0.95 < value < 1.05 and value != 1:
        written = (f"{value:.{digits}f}" for digits in range(2, 8))
        return next((text for text in written if float(text) != 1), "1.00")
    digits = 1 - math.floor(math.log10(value))
    text = f"{value:.{digits}f}"
    return text if digits <= 1 or float(text) < 1 else f"{value:.1f}"


def difference(value: float | None) -> str:
    """Write a difference of valence with its sign.

    >>> difference(-0.123), difference(0.2), difference(0.001)
    ('−0.12', '+0.20', '+0.001')
    """
    if value is None or math.isnan(value):
        return NONE
    if 0.0005 <= abs(value) < 0.005:
        return _sign(f"{value:+.3f}")
    text = f"{value:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else _sign(text)


def valence(value: float | None) -> str:
    """Write a valence between -1 and 1.

    >>> valence(-0.123), valence(0.2), valence(-0.001)
    ('−0.12', '0.20', '0.00')
    """
    if value is None or math.isnan(value):
        return NONE
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else _sign(text)


def probability(value: float | None) -> str:
    """Write a p or q.

    >>> probability(0.0004), probability(0.012), probability(0.4), probability(0.999)
    ('< 0.001', '0.012', '0.40', '1.00')
    """
    if value is None or math.isnan(value):
        return NONE
    if value < 0.001:
        return "< 0.001"
    return f"{value:.3f}" if value < 0.0995 else f"{value:.2f}"


def equals(name: str, value: float | None) -> str:
    """Write ``q = 0.012`` or ``q < 0.001``.

    >>> equals("q", 0.0002), equals("q", 0.3)
    ('q < 0.001', 'q = 0.30')
    """
    text = probability(value)
    return f"{name} {text}" if text.startswith("<") else f"{name} = {text}"


def percent(value: float, digits: int = 0) -> str:
    """Write a share.

    >>> percent(0.95), percent(0.975, 1)
    ('95 %', '97.5 %')
    """
    return f"{value * 100:.{digits}f} %"


def share(value: float | None) -> str:
    """Write a share of a whole.

    >>> share(0.374), share(0.0312), share(0.0), share(1.0), share(0.9972), share(0.0002)
    ('37 %', '3.1 %', '0 %', '100 %', '99.7 %', '< 0.1 %')
    """
    if value is None or math.isnan(value):
        return NONE
    if value in (0, 1):
        return f"{value * 100:.0f} %"
    if 0 < value < 0.0005:
        return "< 0.1 %"
    if 0.9995 <= value < 1:
        return "> 99.9 %"
    return f"{value * 100:.1f} %" if value < 0.0995 or value > 0.99 else f"{value * 100:.0f} %"


def share_of(part: float, whole: float) -> str:
    """Write a part of a whole as a share; "–" where there is no whole.

    >>> share_of(1, 4), share_of(0, 0)
    ('25 %', '–')
    """
    return share(part / whole if whole else None)


def points(value: float | None, *, unit: bool = True) -> str:
    """Write a difference of shares in percentage points, with its sign.

    >>> points(0.123), points(-0.0312), points(0.01), points(0.0), points(0.3, unit=False)
    ('+12 points', '−3.1 points', '+1.0 points', '0 points', '+30')
    """
    if value is None or math.isnan(value):
        return NONE
    size = value * 100
    text = f"{size:+.0f}" if abs(size) >= 9.95 else f"{size:+.1f}"
    text = "0" if text in ("+0.0", "-0.0") else _sign(text)
    return f"{text} points" if unit else text


def reach(low: str, high: str) -> str:
    """Write two ends that are put into words already; once where they read alike.

    >>> reach("0.31", "0.37"), reach("0.37", "0.37")
    ('0.31 to 0.37', '0.37')
    """
    return low if low == high else f"{low} to {high}"


def number(value: float | None) -> str:
    """Write a mean number per article.

    >>> number(3.46), number(0.0), number(12.0), number(0.411)
    ('3.5', '0', '12.0', '0.41')
    """
    if value is None or math.isnan(value):
        return NONE
    return "0" if value == 0 else f"{value:.2f}" if value < 0.995 else f"{value:,.1f}"


def times(value: float) -> str:
    """Write a ratio as a phrase before ``as often``; below 1 as a fraction.

    >>> times(6.2), times(0.34), times(1 / 3), times(0.03), times(1.01), times(0.41)
    ('6.2 times', 'about a third', 'a third', 'less than a tenth', 'about', 'about two fifths')
    """
    if 0.95 <= value < 1.05:
        return "about"
    if value >= 1:
        return f"{ratio(value)} times"
    if value < 0.09:
        return "less than a tenth"
    share, words = min(_FRACTIONS, key=lambda item: abs(math.log(item[0] / value)))
    return words if abs(share - value) < 0.004 else f"about {words}"


def plural(n: float, one: str, many: str | None = None) -> str:
    """Write a count with its noun.

    >>> plural(1, "hit"), plural(2, "hit"), plural(0, "category", "categories")
    ('1 hit', '2 hits', '0 categories')
    """
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Join names as prose does.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


def words_of(name: str) -> str:
    """Write a category name or column name as words.

    >>> words_of("disease_and_filth")
    'disease and filth'
    """
    return name.replace("_", " ").strip()


def _sign(text: str) -> str:
    return text.replace("-", MINUS)


_THE = frozenset(
    (
        *("Agency", "Alliance", "Assembly", "Bank", "Bureau", "Commission", "Committee", "Congress", "Corps"),
        *("Council", "Court", "Department", "Emirates", "Federation", "Front", "Fund", "Group", "Houthis"),
        *("House", "Kingdom", "Kremlin", "League", "Maldives", "Ministry", "Nations", "Netherlands"),
        *("Organisation", "Organization", "Parliament", "Party", "Pentagon", "Philippines", "Quad"),
        *("Republic", "Senate", "States", "Taliban", "Union", "Vatican"),
    )
)
"""Last words, before any "of", of names that English gives an article."""


def with_the(name: str) -> str:
    """Put the article before a name that has one in running text.

    >>> with_the("United States"), with_the("Workers' Party of Korea"), with_the("Tarsovia")
    ('the United States', "the Workers' Party of Korea", 'Tarsovia')
    """
    head = name.split(" of ", maxsplit=1)[0].rsplit(" ", maxsplit=1)[-1]
    return f"the {name}" if head in _THE and not name.lower().startswith("the ") else name
