"""Ranges with one left out are those of contrasts that are made again without it."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.copies import without_copies
from analysis.comparison.doubt.leave_one_out import LEAVE_ONE_OUT, leave_one_out
from analysis.comparison.tables import ALL_REFERENCES
from analysis.errors import InputError

from ..tables import invented, per_article


def estimate(table: pl.DataFrame) -> float | None:
    outlets = set(table.filter(pl.col("denominator") > 0)["outlet"])
    if "A" not in outlets or len(outlets) < 2:
        return None
    value = contrast(table, "A").filter(reference=ALL_REFERENCES)["estimate"][0]
    return None if value is None else float(value)


@st.composite
def corpora(draw: st.DrawFn) -> pl.DataFrame:
    measure = draw(st.sampled_from(["rate:x", "valence"]))
    events = st.sampled_from(["e1", "e2", "e3", None])
    article = st.tuples(st.sampled_from("ABC"), events, st.integers(0, 3), st.sampled_from([0, 10, 70]))
    entries = [*draw(st.lists(article, min_size=1, max_size=12)), ("A", "e1", 1, 20), ("B", None, 1, 20)]
    scaled = [(o, e, min(h, w) if measure == "rate:x" else (h - 1) * w / 7, w) for o, e, h, w in entries]
    return per_article(scaled, measure)


@settings(max_examples=50, deadline=None)
@given(corpora(), st.sampled_from(["article", "event", "outlet"]))
def test_brute_force_agrees(table: pl.DataFrame, unit: str) -> None:
    used = table.filter(pl.col("denominator") > 0)
    left = {
        "article": pl.col("article_id"),
        "event": pl.coalesce("event", "article " + pl.col("article_id")),
        "outlet": pl.col("outlet"),
    }[unit]
    names = sorted(used.select(left=left)["left"].unique())
    if unit == "outlet":
        names = [name for name in names if name != "A" and "C" in set(table["outlet"])]
    brute = {name: estimate(used.filter(left != name)) for name in names}
    row = leave_one_out(table, "A", unit=unit).row(0, named=True)
    defined = {name: value for name, value in brute.items() if value is not None}
    assert (row["units"], row["undefined"]) == (len(brute), len(brute) - len(defined))
    assert row["estimate"] == pytest.approx(estimate(table))
    assert all(
        value is None or not isinstance(value, float) or math.isfinite(value) for value in row.values()
    )
    if not defined:
        assert row["lowest"] is None
        assert row["reason"]
        return
    assert row["lowest"] == pytest.approx(min(defined.values()), abs=1e-12)
    assert row["highest"] == pytest.approx(max(defined.values()), abs=1e-12)
    assert defined[row["without_for_lowest"]] == pytest.approx(row["lowest"], abs=1e-12)
    if row["moves_most"] is not None:
        expected = brute[row["moves_most"]]
        assert row["without_it"] == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_the_article_that_carries_a_finding_is_named() -> None:
    entries = [("A", None, 40 if i == 3 else 1, 500) for i in range(8)] + [("B", None, 1, 500)] * 8
    row = leave_one_out(per_article(entries), "A").row(0, named=True)
    assert (row["moves_most"], row["without_it"]) == ("a0003", pytest.approx(1.0))
    assert row["estimate"] == pytest.approx(47 / 8)
    assert row["turns"] == 1


def test_the_only_hits_of_the_reference() -> None:
    entries = [("A", None, 1, 100)] * 4 + [("B", None, 3 * (i == 0), 100) for i in range(4)]
    row = leave_one_out(per_article(entries), "A").row(0, named=True)
    assert (row["moves_most"], row["without_it"], row["undefined"]) == ("a0004", None, 1)


def test_one_article_on_one_side() -> None:
    row = leave_one_out(per_article([("A", None, 2, 100)] + [("B", None, 1, 100)] * 3), "A").row(
        0, named=True
    )
    assert (row["moves_most"], row["without_it"], row["undefined"]) == ("a0000", None, 1)


@pytest.mark.parametrize(
    ("entries", "unit", "reason"),
    [
        ([("A", None, 0, 0), ("B", None, 1, 100)], "article", "no words of this voice and part in the focus"),
        ([("A", None, 1, 9), ("B", None, 0, 100)], "article", "no hit in the reference, so no ratio"),
        ([("A", None, 1, 9), ("B", None, 2, 9)], "article", "no estimate without any one article"),
        ([("A", None, 1, 9), ("B", None, 2, 9)], "outlet", "there is no outlet that could be left out"),
    ],
)
def test_reasons(entries: list[tuple[str, str | None, float, float]], unit: str, reason: str) -> None:
    row = leave_one_out(per_article(entries), "A", unit=unit).row(0, named=True)
    assert row["reason"] == reason
    assert row["lowest"] is row["highest"] is row["without_it"] is None


def test_identical_articles_move_nothing() -> None:
    row = leave_one_out(per_article([(o, None, 2, 100) for o in "AABB"]), "A").row(0, named=True)
    assert (row["lowest"], row["highest"], row["moves_most"]) == (1.0, 1.0, None)


def test_columns_and_row_order() -> None:
    table = invented(3, 10, 4, events=True)
    made = leave_one_out(table, "o0", unit="event")
    assert dict(made.schema) == {name: dtype for name, (dtype, _) in LEAVE_ONE_OUT.items()}
    assert made.equals(leave_one_out(table.reverse(), "o0", unit="event"))
    with pytest.raises(InputError, match="did you mean 'event'"):
        leave_one_out(table, "o0", unit="events")


def test_copies_are_left_out_and_the_first_stays() -> None:
    table = invented(2, 2, 1)
    articles = pl.DataFrame({"article_id": table["article_id"], "copy_of": [None, None, "a0000", None]})
    assert without_copies(table, articles)["article_id"].to_list() == ["a0000", "a0001", "a0003"]
    with pytest.raises(InputError, match="copy_of"):
        without_copies(table, articles.drop("copy_of"))
