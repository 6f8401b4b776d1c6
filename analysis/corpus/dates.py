"""Dates as exports write them, turned into UTC times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "kst": 9,
    "jst": 9, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "ct": -6, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "pt": -8,
}  # fmt: skip

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+({MONTH_NAMES})\b\.?,?[\s-]+(\d{{4}})")
_MONTH_DAY = re.compile(rf"\b({MONTH_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:+-])(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?(?![\d:])")
_OFFSET = re.compile(r"(?<=\d)\s*([+-])(\d{2}):?(\d{2})?(?!\d)")
ZONE_NAMES = "|".join(sorted(_ZONES, key=len, reverse=True))
_ZONE = re.compile(rf"(?<![a-z])({ZONE_NAMES})(?![a-z])")

_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}(?!\d)")

FIRST_YEAR, LAST_YEAR = 1600, 2100


class ImpossibleDateError(ValueError):
    """The value is meant as a date but names no day that exists, or no known way of writing one."""


def parse_date(value: Any, day_first: bool = False) -> datetime | None:
    """Return a UTC time, or None for an empty value.

    A time without a zone is taken as UTC; a day without a time gives midnight. ``day_first`` says how
    03/04/2024 is read; points (03.04.2024) always mean day first. A number of five digits is a day as
    spreadsheets count them (45352: 1 March 2024).

    Raises
    ------
    ImpossibleDateError
        31 February, a year before 1600 or after 2100, or text that holds no date

    >>> parse_date("Jan 15, 2024 12:18 PM EST").isoformat()
    '2024-01-15T17:18:00+00:00'
    >>> parse_date(20251021).isoformat()
    '2025-10-21T00:00:00+00:00'
    """
    if isinstance(value, datetime):
        moment = _in_range(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(value, date):
        return _in_range(datetime(value.year, value.month, value.day, tzinfo=UTC))
    text = _as_text(value)
    if text.casefold() in {"", "null", "none", "nan", "nat", "n/a", "na", "unknown", "undated"}:
        return None
    if re.fullmatch(r"[3-7]\d{4}(?:\.\d+)?", text):
        return _in_range(datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=int(float(text))))
    if re.fullmatch(r"\d{9,10}|\d{12,13}|\d{16}", text) and not re.match(
        r"(19|20)\d{6}(\d{4}|\d{6})?$", text
    ):
        return _from_epoch(int(text))
    return _from_words(text.casefold(), day_first)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(math.floor(value)) if math.isfinite(value) else ""
    return str(value).strip()


def _from_epoch(number: int) -> datetime:
    seconds = number / (1 if number < 10**11 else 1_000 if number < 10**14 else 1_000_000)
    return _in_range(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=min(seconds, 1e11)))


def _from_words(text: str, day_first: bool) -> datetime:
    year, month, day, rest, compact_clock = _day(text, day_first)
    hour, minute, second = compact_clock or (0, 0, 0)
    clock = _CLOCK.search(rest)
    if clock and not compact_clock:
        hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
        if clock[4]:
            hour = hour % 12 + (12 if clock[4].startswith("p") else 0)
    try:
        moment = _in_range(datetime(year, month, day, tzinfo=UTC))
    except ImpossibleDateError:
        raise
    except ValueError as error:
        raise ImpossibleDateError(f"{text!r}: {error}") from None
    if hour > 23 or minute > 59 or second > 59:
        return _in_range(moment)
    shift = _zone(rest[clock.end(2) :]) if clock else _zone(rest) if compact_clock else timedelta()
    return _in_range((moment + timedelta(hours=hour, minutes=minute, seconds=second)).replace(
        tzinfo=timezone(shift)
    ).astimezone(UTC))  # fmt: skip


def _day(text: str, day_first: bool) -> tuple[int, int, int, str, tuple[int, int, int] | None]:
    """Return year, month, day, the text without them, and a clock that is written into the day."""
    if found := _ISO.search(text):
        numbers = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_MONTH.search(text):
        numbers = int(found[3]), _MONTHS[found[2]], int(found[1])
    elif found := _MONTH_DAY.search(text):
        numbers = int(found[3]), _MONTHS[found[1]], int(found[2])
    elif found := _NUMBERS.search(text):
        numbers = _ordered(found, day_first)
    elif found := _COMPACT.search(text):
        clock = (int(found[4]), int(found[5]), int(found[6] or 0)) if found[4] else None
        return int(found[1]), int(found[2]), int(found[3]), text[found.end() :], clock
    else:
        raise ImpossibleDateError(f"{text!r}: no date in a known form")
    return *numbers, f"{text[: found.start()]} {text[found.end() :].lstrip('t,')}", None


def _ordered(found: re.Match[str], day_first: bool) -> tuple[int, int, int]:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 2000 if year < 100 else 0
    day_first = first > 12 or (second <= 12 and (day_first or "." in found[0]))
    return (year, second, first) if day_first else (year, first, second)


def _zone(text: str) -> timedelta:
    if found := _OFFSET.search("0" + text):
        size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return size if found[1] == "+" else -size
    found = _ZONE.search(text)
    return timedelta(hours=_ZONES[found[1]]) if found else timedelta()


def _in_range(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ImpossibleDateError(f"{moment:%Y-%m-%d}: the year is out of range")
    return moment


class Orders(NamedTuple):
    """How a column writes days like 03/04/2024: how many values can only be read with the day first, how many
    only with the month first, and how many both ways.

    >>> Orders.of(["03/04/2024", "25/04/2024"])
    Orders(day=1, month=0, either=1)
    """

    day: int = 0
    month: int = 0
    either: int = 0

    @classmethod
    def of(cls, values: Iterable[Any]) -> Orders:
        """Count the values of a column; a day and a month of one number count for none."""
        counts = [0, 0, 0]
        for found in map(_SLASHED.match, map(str, values)):
            first, second = (int(found[1]), int(found[2])) if found else (0, 0)
            if first != second:
                counts[0 if first > 12 else 1 if second > 12 else 2] += 1
        return cls(*counts)

    @classmethod
    def sum(cls, orders: Iterable[Sequence[int]]) -> Orders:
        """Return those of several stretches of a column together."""
        return cls(*map(sum, zip(*orders, (0, 0, 0), strict=True)))

    @property
    def day_first(self) -> bool:
        """Whether what can be read both ways is read with the day first: as most others of the column are."""
        return 0 < self.day >= self.month

    def doubt(self) -> str | None:
        """Return what is to be noted where the column does not tell, or tells both, how it is meant."""
        if not self.either or bool(self.day) != bool(self.month):
            return None
        read = f"{'day' if self.day_first else 'month'} first"
        why = f"{self.day:,} have the day first and {self.month:,} the month" if self.day else "no date tells"
        return (
            f"dates such as 03/04/2024 that can be read both ways are read {read} ({why}): {self.either:,}; "
            "if that is wrong, write them as 2024-04-03"
        )
