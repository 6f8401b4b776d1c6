"""Same event: rows, reasons, the plain figures beside, and what holds for any corpus."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison import ALL_REFERENCES, contrast
from analysis.comparison.events.same_event import SAME_EVENT, same_event
from analysis.errors import InputError
from analysis.study import Inference

from ..tables import invented, per_article

QUICK = Inference(resamples=199)
LOW = Inference(resamples=99, min_articles=2, min_hits=1, min_events=3)


def main_row(table: pl.DataFrame) -> dict[str, object]:
    rows = table.filter(reference=ALL_REFERENCES)
    assert rows.height == 1
    return rows.row(0, named=True)


def test_rows_and_columns() -> None:
    table = same_event(invented(4, 15, 1, events=True), "o0", inference=QUICK)
    assert dict(table.schema) == {name: dtype for name, (dtype, _) in SAME_EVENT.items()}
    assert table["reference"].to_list() == [ALL_REFERENCES, "o1", "o2", "o3"]
    assert table["p"].is_not_null().to_list() == [True, False, False, False]
    assert table["family_size"].to_list() == [1, None, None, None]
    row = table.row(0, named=True)
    assert row["focus_value"] / row["reference_value"] == pytest.approx(row["estimate"])


def test_topic_mix_does_not_pass_for_wording() -> None:
    """On every event both write alike; the focus covers the loud ones at length."""
    entries = []
    for i in range(12):
        loud = i < 6
        rate = (20 + i) / 1000 if loud else (2 + i % 3) / 1000
        for outlet, words in (("A", 4000 if loud else 500), ("B", 500 if loud else 4000)):
            entries.append(
                (
                    outlet,
                    f"e{i:02}",
                    round(rate * words * (1.1 if (i % 2 == 0) == (outlet == "A") else 0.9)),
                    words,
                )
            )
    row = main_row(same_event(per_article(entries), "A"))
    assert row["estimate"] == pytest.approx(1.0, abs=0.1)
    assert row["plain_shared_estimate"] == row["plain_estimate"]
    assert row["plain_low"] > 1.5  # type: ignore[operator]
    assert row["p"] > 0.3  # type: ignore[operator]


def test_plain_figures_are_those_of_contrast() -> None:
    table = invented(3, 14, 2, ratio=2.0, events=True)
    alone = per_article([("o0", "own", 9, 300), ("o1", None, 2, 400)]).with_columns(
        article_id=pl.format("x{}", "article_id")
    )
    table = pl.concat([table, alone])
    row = main_row(same_event(table, "o0", inference=QUICK))
    plain = contrast(table, "o0", inference=QUICK).row(0, named=True)
    assert [row[f"plain_{k}"] for k in ("estimate", "low", "high")] == [
        plain[k] for k in ("estimate", "low", "high")
    ]
    assert (row["shared_events"], row["focus_only_events"], row["reference_only_events"]) == (14, 1, 0)
    assert row["without_event"] == 1
    assert row["plain_shared_estimate"] != row["plain_estimate"]


def test_a_planted_ratio_is_found() -> None:
    row = main_row(same_event(invented(3, 30, 2, ratio=4.0, events=True), "o0"))
    assert row["low"] < 4.0 < row["high"]  # type: ignore[operator]
    assert row["p"] == pytest.approx(2 / 2001)


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([(o, None, 9, 99) for o in "AB" for _ in range(9)], "no article has an event"),
        ([(o, f"{o}{i}", 9, 99) for o in "AB" for i in range(9)], "no event that both sides cover"),
        ([("A", f"e{i}", 9, 99) for i in range(20)] + [("B", "e1", 9, 99)], "1 event covered by both sides"),
        ([(o, f"e{i}", 2, 99) for o in "AB" for i in range(9)], "9 events covered by both sides"),
        ([(o, f"e{i}", 0, 99) for o in "AB" for i in range(12)], "no hit on both sides together"),
        ([(o, f"e{i}", 8 * (i == 3), 99) for o in "AB" for i in range(12)], "all hits are on one event"),
        ([(o, f"e{i}", 2, 99) for o in "AB" for i in range(12)], "the same on every event"),
        ([("A", f"e{i}", 2, 99) for i in range(12)] + [("B", f"e{i}", 0, 0) for i in range(12)], "no event"),
    ],
)
def test_thin_data_is_described_with_the_reason(
    entries: list[tuple[str, str | None, float, float]], reason: str
) -> None:
    row = main_row(same_event(per_article(entries), "A", inference=QUICK))
    assert row["status"] == "described"
    assert reason in str(row["reason"])
    assert row["low"] is row["high"] is row["p"] is None


def test_few_events_with_hits_cannot_be_tested() -> None:
    entries = [(o, f"e{i:02}", float(i < 4) * (3 + i + (o == "A")), 99 + i) for o in "AB" for i in range(20)]
    row = main_row(same_event(per_article(entries), "A", inference=QUICK))
    assert row["smallest_p"] == pytest.approx(2 / 2**4)
    assert (row["p"], row["shared_with_hits"], row["status"]) == (None, 4, "inferred")
    assert "not tested" in str(row["reason"])


@pytest.mark.parametrize("measure", ["share:voice", "valence"])
def test_shares_and_scores_are_left_to_contrast(measure: str) -> None:
    entries = [(o, f"e{i}", i % 5, 99) for o in "AB" for i in range(12)]
    row = main_row(same_event(per_article(entries, measure), "A", inference=QUICK))
    assert "`contrast` compares it" in str(row["reason"])
    assert row["estimate"] is row["plain_estimate"] is None


def test_numbers_per_article_are_ratios_too() -> None:
    entries = [(o, f"e{i}", 1 + i % 3 + 2 * (o == "A"), 1) for o in "AB" for i in range(12)]
    row = main_row(same_event(per_article(entries, "number:sources"), "A", inference=QUICK))
    assert row["status"] == "inferred"
    assert row["focus_value"] == pytest.approx(4.0)


def test_unknown_outlet() -> None:
    with pytest.raises(InputError, match="did you mean"):
        same_event(invented(2, 3, 1), "o00")


@st.composite
def corpora(draw: st.DrawFn) -> pl.DataFrame:
    events = st.sampled_from(["e1", "e2", "e3", "e4", "e5", "e6", None])
    words = st.one_of(st.just(0), st.integers(1, 900))
    article = st.tuples(st.sampled_from("ABC"), events, st.integers(0, 6), words)
    entries = draw(st.lists(article, min_size=4, max_size=40))
    entries += [(outlet, None, 1, 50) for outlet in "ABC"]
    return per_article([(o, e, min(h, w), w) for o, e, h, w in entries])


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_swapping_sides_inverts_the_ratio_and_keeps_p(table: pl.DataFrame) -> None:
    one = main_row(same_event(table, "A", ["B", "C"], inference=LOW))
    two = main_row(same_event(table, ["B", "C"], "A", inference=LOW))
    assert (one["status"], one["shared_events"]) == (two["status"], two["shared_events"])
    assert one["p"] == two["p"]
    for here, there in (("estimate", "estimate"), ("low", "high"), ("high", "low")):
        if one[here] is None:
            assert not two[there]
        elif one[here] == 0:
            assert two[there] is None
        else:
            assert one[here] == pytest.approx(1 / two[there])  # type: ignore[operator]


@settings(max_examples=30, deadline=None)
@given(corpora(), st.randoms())
def test_row_order_does_not_matter(table: pl.DataFrame, random: object) -> None:
    order = list(range(table.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert same_event(table, "A", inference=LOW).equals(same_event(table[order], "A", inference=LOW))


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_numbers_are_finite_and_in_order(table: pl.DataFrame) -> None:
    for row in same_event(table, "A", inference=LOW).rows(named=True):
        assert all(not isinstance(value, float) or math.isfinite(value) for value in row.values())
        if row["low"] is not None and row["high"] is not None:
            assert row["low"] <= row["estimate"] <= row["high"]
        if row["status"] == "described":
            assert row["reason"]
            assert row["low"] is row["high"] is row["p"] is None
        if row["p"] is not None:
            assert row["smallest_p"] <= row["p"] <= row["q"] <= 1
        assert min(row["shared_events"], row["focus_only_events"], row["reference_only_events"]) >= 0
