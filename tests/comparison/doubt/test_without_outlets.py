"""Contrasts without each outlet, made together, are those made one by one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.without_outlets import contrasts_without_each
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.study import Inference

QUICK = Inference(resamples=299, min_articles=2, min_hits=1, min_events=3)
MEASURES = (("rate:x", "own"), ("rate:x", "quoted"), ("valence", "own"), ("share:voice", "all"))


def measured(outlets: int, articles: int, seed: int, *, events: bool, focus_articles: int) -> pl.DataFrame:
    """Outlets of few articles, not all of them with words of each voice, one measure in one outlet only."""
    random = np.random.default_rng(seed)
    rows = []
    for outlet in range(outlets):
        for n in range(focus_articles if outlet == 0 else 1 + (articles + outlet) % articles):
            event = f"e{n}" if events else None
            for measure, voice in MEASURES:
                if random.random() < 0.2:
                    continue
                words = float(random.integers(0, 4) * 100)
                number = float(random.integers(0, 9)) if words else 0.0
                rows.append(
                    (f"o{outlet} {n}", f"o{outlet}", event, measure, "all", voice, "all", number, words)
                )
            if outlet == 1:
                rows.append(
                    (f"o{outlet} {n}", f"o{outlet}", event, "rate:alone", "all", "own", "all", 2.0, 100.0)
                )
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


@settings(max_examples=30, deadline=None)
@given(
    st.integers(3, 12),
    st.integers(1, 5),
    st.integers(0, 10_000),
    st.booleans(),
    st.sampled_from([1, 4, 9]),
)
def test_as_one_by_one(outlets: int, articles: int, seed: int, events: bool, focus_articles: int) -> None:
    table = measured(outlets, articles, seed, events=events, focus_articles=focus_articles)
    names = sorted(table["outlet"].unique())
    if "o0" not in names or len(names) < 3:
        return
    together = contrasts_without_each(table, "o0", inference=QUICK, seed=seed)
    assert list(together) == names[1:]
    for outlet, found in together.items():
        others = [name for name in names[1:] if name != outlet]
        alone = contrast(table, "o0", others, inference=QUICK, each=False, seed=seed, early=True)
        assert_frame_equal(found, alone, rel_tol=1e-12, abs_tol=1e-12)
        exact = [pl.col("p", "q", "status", "reason", "method", "family_size", "rank")]
        assert found.select(exact).equals(alone.select(exact))


def test_one_reference_outlet_cannot_be_left_out() -> None:
    table = measured(2, 3, 1, events=False, focus_articles=4)
    assert contrasts_without_each(table, "o0", inference=QUICK) == {}


def test_what_is_measured_in_the_left_out_outlet_only_is_no_row() -> None:
    table = measured(4, 3, 1, events=False, focus_articles=4)
    made = contrasts_without_each(table, "o0", ("o1", "o2"), inference=QUICK)
    assert "rate:alone" in made["o2"]["measure"] and "rate:alone" not in made["o1"]["measure"]
    assert made["o1"].filter(pl.col("reference_outlets") > 0)["reference_outlets"].unique().to_list() == [1]
    assert made["o2"]["focus_value"].drop_nulls()[0] == pytest.approx(
        contrast(table, "o0", "o1", inference=QUICK, each=False)["focus_value"].drop_nulls()[0]
    )
