"""Dates as exports and pages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.dates import ImpossibleDateError, Orders, parse_date
from analysis.corpus.moments import is_moment, leading_moments


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-15", "2024-01-15T00:00"),
        ("2024-01-15T17:18+0000", "2024-01-15T17:18"),
        ("2024-01-15T17:18:03.5Z", "2024-01-15T17:18"),
        ("2024-01-15 17:18:00-05:00", "2024-01-15T22:18"),
        ("20240115", "2024-01-15T00:00"),
        (20240115, "2024-01-15T00:00"),
        ("20240115T171800Z", "2024-01-15T17:18"),
        (1705339080, "2024-01-15T17:18"),
        (1705339080000.0, "2024-01-15T17:18"),
        ("15 January 2024", "2024-01-15T00:00"),
        ("January 15, 2024 Monday", "2024-01-15T00:00"),
        ("Mon, 15 Jan 2024 10:00:00 GMT", "2024-01-15T10:00"),
        ("15.01.2024", "2024-01-15T00:00"),
        ("01.02.2024", "2024-02-01T00:00"),
        ("01/02/2024", "2024-01-02T00:00"),
        ("Jan. 15, 2024 12:18 p.m. EST", "2024-01-15T17:18"),
        ("12:05 am, 15 Jan 2024", "2024-01-15T00:05"),
        (date(2024, 1, 15), "2024-01-15T00:00"),
    ],
)
def test_known_forms(value: object, expected: str) -> None:
    found = parse_date(value)
    assert found is not None
    assert found.isoformat(timespec="minutes") == f"{expected}+00:00"


@pytest.mark.parametrize(
    "value", ["2024-02-31", "0000-00-00", "1 Jan 0001", "soon", "2524-01-01", "99/99/2024", "1:2"]
)
def test_impossible_dates(value: str) -> None:
    with pytest.raises(ImpossibleDateError):
        parse_date(value)


@pytest.mark.parametrize("value", [None, "", "  ", "null", "N/A", float("nan")])
def test_empty_values(value: object) -> None:
    assert parse_date(value) is None


def test_one_date_in_another_order_does_not_turn_the_column() -> None:
    assert not Orders.of(["03/04/2024", "13/04/2024", *["04/25/2024"] * 3]).day_first


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        (
            ["03/04/2024", "05/05/2024"],
            "such as 03/04/2024 that can be read both ways are read month first (no date tells): 1;",
        ),
        (
            ["03/04/2024", "13/04/2024", "04/25/2024"],
            "are read day first (1 have the day first and 1 the month)",
        ),
        (["03/04/2024", "13/04/2024"], None),
        (["2024-04-03", "3 April 2024", "04/25/2024"], None),
    ],
)
def test_dates_that_can_be_read_both_ways_are_doubted(values: list[str], doubt: str | None) -> None:
    found = Orders.sum([Orders.of(values[:1]), Orders.of(values[1:])]).doubt()
    assert doubt in found if doubt and found else found == doubt


def test_days_as_spreadsheets_count_them() -> None:
    assert parse_date("45352") == parse_date(45352.6) == datetime(2024, 3, 1, tzinfo=UTC)
    with pytest.raises(ImpossibleDateError):
        parse_date("12345")


def test_day_first_is_decided_by_the_column() -> None:
    assert Orders.of(["03/04/2024", None, "25/04/2024"]).day_first
    assert not Orders.of(["03/04/2024", "04/25/2024"]).day_first
    assert parse_date("03/04/2024", day_first=True) == datetime(2024, 4, 3, tzinfo=UTC)
    assert parse_date("04/25/2024", day_first=True) == datetime(2024, 4, 25, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2099, 12, 31)))
def test_iso_times_come_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_date(whole.isoformat()) == whole
    assert parse_date(whole.strftime("%d %B %Y, %H:%M:%S GMT")) == whole


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_nothing_else_than_a_date_error(value: object) -> None:
    try:
        found = parse_date(value)
    except ImpossibleDateError:
        return
    assert found is None or found.tzinfo is not None


def test_lines_that_are_times() -> None:
    assert is_moment("17 September 2023, 20:04 GMT")
    assert is_moment("Published: March 3, 2024 | Updated: March 4, 2024 10:05")
    assert is_moment("Last updated on 3 March 2024")
    assert not is_moment("17 September 2023 was a Sunday.")
    assert not is_moment("In March 2024 the talks began.")


def test_update_is_told_from_publication() -> None:
    times, rest = leading_moments("Updated 4 March 2024, 10:05 GMT Talks began.")
    assert [(update, f"{time:%d %H:%M}") for update, time in times] == [(True, "04 10:05")]
    assert rest == "Talks began."
