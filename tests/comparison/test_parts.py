"""Headline against body inside the same articles."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.comparison import PART_GAPS, part_gaps
from analysis.errors import InputError
from analysis.measures.tables import PER_ARTICLE, schema


def table(
    rows: list[tuple[str, str, float, float]], measure: str = "valence", event: str | None = None
) -> pl.DataFrame:
    made = [(a, "Herald", event, measure, "all", "own", part, h, w) for a, part, h, w in rows]
    return pl.DataFrame(made, schema=schema(PER_ARTICLE), orient="row")


def test_the_gap_of_equal_articles_is_the_paired_t_interval() -> None:
    random = np.random.default_rng(3)
    body = random.normal(0, 1, 14)
    head = body + random.normal(0.5, 0.3, 14)
    rows = [(f"a{i:02}", "headline", h * 10, 10.0) for i, h in enumerate(head)]
    rows += [(f"a{i:02}", "body", b * 100, 100.0) for i, b in enumerate(body)]
    gaps = part_gaps(table(rows))
    row = gaps.row(0, named=True)
    assert dict(gaps.schema) == {name: dtype for name, (dtype, _) in PART_GAPS.items()}
    paired = stats.ttest_rel(head, body).confidence_interval()
    assert (row["low"], row["high"]) == pytest.approx((paired.low, paired.high), abs=1e-9)
    assert row["articles"] == 14
    assert row["reason"] == "exploratory: an interval, no test"


def test_only_articles_with_both_parts_count() -> None:
    rows = [(f"a{i:02}", part, 1.0, 10.0) for i in range(12) for part in ("headline", "body")]
    rows += [("alone", "headline", 9.0, 10.0), ("alone", "body", 0.0, 0.0)]
    row = part_gaps(table(rows, "rate:x")).row(0, named=True)
    assert (row["articles"], row["first_hits"], row["first_words"]) == (12, 12, 120)


def test_too_few_articles_are_described_as_articles() -> None:
    rows = [(f"a{i}", part, 3.0, 10.0) for i in range(4) for part in ("headline", "body")]
    row = part_gaps(table(rows, "rate:x")).row(0, named=True)
    assert row["status"] == "described"
    assert row["reason"] == "4 articles in both, at least 8 needed"


def test_articles_without_both_parts_leave_a_row_with_its_reason() -> None:
    rows = [(f"a{i:02}", "headline", 1.0, 10.0) for i in range(12)]
    rows += [(f"a{i:02}", "body", 0.0, 0.0) for i in range(12)]
    row = part_gaps(table(rows, "rate:x")).row(0, named=True)
    assert (row["status"], row["articles"]) == ("described", 0)
    assert row["reason"] == "no words of this voice in both"


def test_a_hit_or_two_in_short_headlines_have_no_interval() -> None:
    """Of 2.7 times as often, 0.064 to 115, nothing is left but the one hit in the headlines."""
    rows = [(f"a{i:02}", "headline", float(i == 3), 8.0) for i in range(12)]
    rows += [(f"a{i:02}", "body", 1.0, 240.0) for i in range(12)]
    row = part_gaps(table(rows, "rate:x")).row(0, named=True)
    assert (row["status"], row["low"], row["high"]) == ("described", None, None)
    assert row["reason"] == "1 hit in the headline, 0.4 if worded alike, at least 5 needed"
    assert row["estimate"] == pytest.approx(2.5)


@pytest.mark.parametrize(("headline", "body"), [((1.0, 8.0), (1.0, 240.0)), ((0.0, 80.0), (1.0, 80.0))])
def test_few_hits_are_told_where_others_were_to_be_expected(
    headline: tuple[float, float], body: tuple[float, float]
) -> None:
    rows = [(f"a{i:02}", "headline", *headline) for i in range(12)]
    rows += [(f"a{i:02}", "body", body[0] + i % 3, body[1]) for i in range(12)]
    assert part_gaps(table(rows, "rate:x"))["status"].to_list() == ["inferred"]


def test_unknown_parts_are_refused() -> None:
    rows = [("a", part, 3.0, 10.0) for part in ("headline", "body")]
    with pytest.raises(InputError, match="did you mean 'headline'"):
        part_gaps(table(rows), "headlin")
    with pytest.raises(InputError, match="'lead'"):
        part_gaps(table(rows), "headline", "lead")
    with pytest.raises(InputError, match="another part"):
        part_gaps(table(rows), "body", "body")
    with pytest.raises(InputError, match="'Sun'"):
        part_gaps(table(rows), outlets=["Sun"])
