"""What holds for any corpus: mirror, row order, finite numbers."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison import ALL_REFERENCES, contrast
from analysis.study import Inference

from .tables import per_article

LOW = Inference(resamples=99, min_articles=2, min_hits=1, min_events=3)
NUMBERS = ("estimate", "low", "high", "p", "q", "smallest_p", "focus_value", "reference_value")


@st.composite
def corpora(draw: st.DrawFn) -> pl.DataFrame:
    measure = draw(st.sampled_from(["rate:x", "valence"]))
    events = st.sampled_from(["e1", "e2", "e3", "e4", "e5", None])
    event = st.none() if draw(st.booleans()) else events
    words = st.one_of(st.just(0), st.integers(1, 900))
    article = st.tuples(st.sampled_from("ABC"), event, st.integers(0, 6), words)
    entries = draw(st.lists(article, min_size=4, max_size=30))
    entries += [(outlet, None, 1, 50) for outlet in "ABC"]
    scaled = [
        (o, e, float(min(h, w)) if measure == "rate:x" else (h - 3) / 5 * w, float(w))
        for o, e, h, w in entries
    ]
    return per_article(scaled, measure)


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_swapping_focus_and_reference_mirrors(table: pl.DataFrame) -> None:
    one = contrast(table, "A", ["B", "C"], inference=LOW).filter(reference=ALL_REFERENCES).row(0, named=True)
    two = contrast(table, ["B", "C"], "A", inference=LOW).filter(reference=ALL_REFERENCES).row(0, named=True)
    assert one["p"] == two["p"]
    assert one["status"] == two["status"]
    if one["scale"] == "difference":
        assert one["estimate"] == pytest.approx(-two["estimate"])
        if one["low"] is not None:
            assert (one["low"], one["high"]) == (pytest.approx(-two["high"]), pytest.approx(-two["low"]))
        return
    for here, there in (("estimate", "estimate"), ("low", "high"), ("high", "low")):
        if one[here] is None:
            assert not two[there]
        elif one[here] == 0:
            assert two[there] is None
        else:
            assert one[here] == pytest.approx(1 / two[there])


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms())
def test_row_order_does_not_matter(table: pl.DataFrame, random: object) -> None:
    order = list(range(table.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert contrast(table, "A", inference=LOW).equals(contrast(table[order], "A", inference=LOW))


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_numbers_are_finite_and_in_order(table: pl.DataFrame) -> None:
    for row in contrast(table, "A", inference=LOW).rows(named=True):
        assert all(row[name] is None or math.isfinite(row[name]) for name in NUMBERS)
        if row["low"] is not None and row["high"] is not None:
            assert row["low"] <= row["estimate"] <= row["high"]
        if row["status"] == "described":
            assert row["reason"]
            assert row["low"] is row["high"] is row["p"] is None
        if row["p"] is not None:
            assert row["smallest_p"] <= row["p"] <= row["q"] <= 1
        assert row["reference_words"] >= 0
