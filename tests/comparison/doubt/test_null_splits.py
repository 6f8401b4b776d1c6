"""Who is dealt to which side: whole events together, every article once, or a plain reason."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import polars as pl
import pytest

from analysis.comparison.doubt.null_splits import KINDS, Split, splits_of
from analysis.errors import InputError

Row = tuple[str, str | None, int | None]  # outlet, event, day of the month


def articles(rows: list[Row]) -> pl.DataFrame:
    days = [None if day is None else datetime(2024, 1, day, tzinfo=UTC) for _, _, day in rows]
    return pl.DataFrame(
        {
            "article_id": [f"a{i:03}" for i in range(len(rows))],
            "outlet": [outlet for outlet, _, _ in rows],
            "event": pl.Series([event for _, event, _ in rows], dtype=pl.String),
            "published": pl.Series(days, dtype=pl.Datetime("us", "UTC")),
        }
    )


def deal(rows: list[Row], kind: str, focus: str = "", splits: int = 20) -> list[Split]:
    return splits_of(articles(rows), kind, (focus,) if focus else (), (), splits=splits, seed=3)


def sides(split: Split) -> tuple[set[str], set[str]]:
    first, second = (
        {a for a, o in split.outlet_of.items() if o in s} for s in (split.focus, split.reference)
    )
    return first, second


PLAIN: list[Row] = [(o, None, i + 1) for o in "AB" for i in range(9)]
SHARED: list[Row] = [(o, f"e{i % 6}", i + 1) for o in "ABC" for i in range(12)]


def test_random_halves_take_turns_and_use_every_article_once() -> None:
    made = deal(PLAIN, "random halves")
    assert [s.stands_in for s in made[:3]] == ["half of A", "half of B", "half of A"]
    for split in made:
        first, second = sides(split)
        assert (len(first), len(second)) == (4, 5)
        assert not first & second
    assert len({frozenset(sides(s)[0]) for s in made}) > 10


def test_random_halves_keep_events_together() -> None:
    table = articles(SHARED)
    event = dict(table.select("article_id", "event").rows())
    for split in deal(SHARED, "random halves"):
        first, second = sides(split)
        assert not {event[a] for a in first} & {event[a] for a in second}
        assert len(first) == len(second) == 6


def test_halves_of_named_outlets_only() -> None:
    assert {s.stands_in for s in deal(PLAIN, "random halves", "B")} == {"half of B"}


def test_halves_by_time_are_earlier_and_later_and_one_day_stays_together() -> None:
    days = [1, 2, 3, 3, 3, 4]
    (split,) = deal([("A", None, day) for day in days] + [("A", None, None)], "halves by time")
    assert sides(split) == ({"a000", "a001"}, {"a002", "a003", "a004", "a005"})


def test_halves_by_time_give_one_split_per_outlet() -> None:
    assert len(deal(PLAIN, "halves by time")) == 2


def test_halves_by_event_hold_all_outlets() -> None:
    event = dict(articles(SHARED).select("article_id", "event").rows())
    for split in deal(SHARED, "halves by event"):
        first, second = sides(split)
        assert len(first) == len(second) == 18
        assert not {event[a] for a in first} & {event[a] for a in second}


def test_labels_that_cannot_reach_the_focus_are_not_shuffled() -> None:
    """One article without an event beside outlets that share all of theirs: every shuffle is the corpus."""
    rows = [("A", None, 1), ("B", "e1", 1), ("C", "e1", 1), ("B", "e2", 2), ("C", "e2", 2)]
    (only,) = deal(rows, "shuffled labels", "A")
    assert only.reason == "no article of A can change its outlet: it shares no event with another"
    assert not only.outlet_of
    assert all(split.reason is None for split in deal([*rows, ("B", None, 3)], "shuffled labels", "A"))


def test_shuffled_labels_keep_the_outlets_of_each_event() -> None:
    rows = [*SHARED, ("A", None, 1), ("B", None, 1), ("B", "alone", 2), ("B", "alone", 3)]
    table = articles(rows)
    moved = Counter[str]()
    for split in deal(rows, "shuffled labels", "A"):
        made = table.with_columns(new=pl.col("article_id").replace_strict(dict(split.outlet_of)))
        for (event,), group in made.filter(pl.col("event") != "alone").group_by("event"):
            if event is not None:
                assert sorted(group["outlet"]) == sorted(group["new"])
        assert made.filter(event="alone")["new"].n_unique() == 1
        moved["alone"] += made.filter(event="alone")["new"][0] == "A"
        moved["shared"] += made.filter(outlet="A", new="B").height > 0
        assert (split.focus, split.reference) == (("A",), ("B", "C"))
    assert 0 < moved["alone"] < 20
    assert moved["shared"] == 20


def test_placebo_leaves_the_focus_out_and_shows_it_first() -> None:
    made = deal(SHARED, "placebo focus", "B")
    assert [(s.is_focus, s.focus, s.reference) for s in made] == [
        (True, ("B",), ("A", "C")),
        (False, ("A",), ("C",)),
        (False, ("C",), ("A",)),
    ]


@pytest.mark.parametrize(
    ("kind", "rows", "reason"),
    [
        ("random halves", [("A", None, 1)], "A has 1 article, which cannot be halved"),
        ("random halves", [("A", "e", 1)] * 3, "all 3 articles of A are on one event, which stays together"),
        ("random halves", [], "there are no articles"),
        ("halves by time", [("A", None, None)] * 4, "A has no dated articles, so there is no earlier half"),
        (
            "halves by time",
            [("A", None, 2)] * 4,
            "A has one day or one event only, so there is no earlier half",
        ),
        ("halves by event", [("A", None, 2)] * 4, "the articles have no events, so events cannot be halved"),
        (
            "halves by event",
            [("A", "e", 2)] * 4,
            "the articles have one event only, so events cannot be halved",
        ),
    ],
)
def test_what_cannot_be_dealt_has_a_reason(kind: str, rows: list[Row], reason: str) -> None:
    assert [s.reason for s in deal(rows, kind)] == [reason]


def test_two_outlets_have_no_placebo() -> None:
    assert "one reference outlet only" in str(deal(PLAIN, "placebo focus", "A")[1].reason)


def test_an_outlet_that_cannot_be_halved_does_not_stop_the_others() -> None:
    made = deal([*PLAIN, ("C", None, 1)], "random halves", splits=6)
    assert [s.reason is None for s in made] == [False, *[True] * 6]


def test_wrong_arguments() -> None:
    with pytest.raises(InputError, match="did you mean 'halves by time'"):
        deal(PLAIN, "halves by times")
    with pytest.raises(InputError, match="'X'"):
        deal(PLAIN, "random halves", "X")
    with pytest.raises(InputError, match="name the focus"):
        deal(PLAIN, "placebo focus")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_seed_decides(kind: str) -> None:
    assert deal(SHARED, kind, "A") == deal(SHARED, kind, "A")


def test_of_many_outlets_the_largest_take_the_place() -> None:
    sizes = {"Big": 9, "Middle": 6, "Small": 2, "Focus": 4}
    rows = [(f"{name}{i}", name, None, None) for name, n in sizes.items() for i in range(n)]
    types = [pl.String(), pl.String(), pl.String(), pl.Datetime("us", "UTC")]
    columns = dict(zip(("article_id", "outlet", "event", "published"), types, strict=True))
    table = pl.DataFrame(rows, schema=columns, orient="row")
    settings = {"splits": 6, "seed": 1, "most_outlets": 2}
    placebo = splits_of(table, "placebo focus", ("Focus",), ("Big", "Middle", "Small"), **settings)
    assert [split.stands_in for split in placebo] == ["Focus", "Big", "Middle"]
    assert placebo[1].reference == ("Middle", "Small"), "the others stay the reference, also the small ones"
    halves = splits_of(table, "random halves", ("Focus",), ("Big", "Middle", "Small"), **settings)
    assert {split.stands_in for split in halves} == {"half of Big", "half of Middle"}
