"""Standing of one article: rank, the reference and its leave-one-out ranges, and plain reasons."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison import ALL_REFERENCES, contrast
from analysis.comparison.standing import STANDING, article_standing
from analysis.errors import InputError

from .tables import per_article

ENTRIES = [
    ("A", "e1", 6, 1000),  # a0000
    ("B", "e1", 2, 1000),
    ("B", "e1", 6, 1000),
    ("C", "e1", 0, 500),
    ("C", "e2", 99, 500),
    ("A", "e1", 50, 500),
]


def row(entries: list[tuple[str, str | None, float, float]], measure: str = "rate:x") -> dict[str, object]:
    table = article_standing(per_article(entries, measure), "a0000")
    assert dict(table.schema) == {name: dtype for name, (dtype, _) in STANDING.items()}
    assert table.height == 1
    return table.row(0, named=True)


def test_among_articles_on_the_same_event() -> None:
    found = row(ENTRIES)
    assert (found["value"], found["hits"], found["words"]) == (6.0, 6, 1000)
    # Ties share the better rank; the outlet's own other article is no reference.
    assert (found["rank"], found["rank_of"], found["among"]) == (1, 4, "articles on the same event")
    assert (found["reference_articles"], found["reference_outlets"], found["reference_with_none"]) == (
        3,
        2,
        1,
    )
    assert found["reference_value"] == pytest.approx((4 + 0) / 2)
    # Without an article of B: (6 + 0) / 2 or (2 + 0) / 2; without C's only one, C is gone: 4.
    assert found["without_article_low"] == pytest.approx(1.0)
    assert found["without_article_high"] == pytest.approx(4.0)
    assert (found["without_outlet_low"], found["without_outlet_high"]) == pytest.approx((0.0, 4.0))
    assert found["reason"] is None


def test_among_all_articles_where_nobody_else_covers_the_event() -> None:
    found = row([("A", "e9", 6, 1000), *ENTRIES[1:]])
    assert (found["rank"], found["rank_of"], found["among"]) == (2, 5, "all articles")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([("A", None, 0, 0), ("B", None, 1, 50)], "the article has no words"),
        ([("A", None, 1, 50), ("B", None, 0, 0)], "no reference article has words"),
        ([("A", None, 1, 50), ("B", None, 1, 50)], "one reference article: none can be left out"),
        ([("A", None, 1, 50), ("B", None, 1, 50), ("B", None, 2, 50)], "one reference outlet"),
    ],
)
def test_what_is_missing_is_said(entries: list[tuple[str, str | None, float, float]], reason: str) -> None:
    assert reason in str(row(entries)["reason"])


def test_scores_have_no_hits() -> None:
    found = row([("A", None, -3.0, 10), ("B", None, 1.0, 10), ("C", None, 0.0, 10)], "valence")
    assert (found["hits"], found["reference_with_none"]) == (None, None)
    assert (found["value"], found["rank"], found["reference_value"]) == (-0.3, 3, pytest.approx(0.05))


def test_rank_is_that_of_contrast() -> None:
    table = per_article(ENTRIES[:5])
    main = contrast(table, "A").filter(reference=ALL_REFERENCES).row(0, named=True)
    found = article_standing(table, "a0000").row(0, named=True)
    assert (main["rank"], main["rank_of"]) == (found["rank"], found["rank_of"])


def test_wrong_article_or_reference() -> None:
    table = per_article(ENTRIES)
    with pytest.raises(InputError, match="did you mean"):
        article_standing(table, "a000")
    with pytest.raises(InputError, match="not in the focus"):
        article_standing(table, "a0000", "A")


ARTICLE = st.tuples(
    st.sampled_from("ABC"), st.sampled_from(["e1", "e2", None]), st.integers(0, 5), st.integers(0, 90)
)


@given(st.lists(ARTICLE, min_size=1, max_size=12), st.randoms())
def test_any_corpus(entries: list[tuple[str, str | None, int, int]], random: object) -> None:
    table = per_article([*entries, ("D", None, 0, 0)])
    found = article_standing(table, "a0000")
    order = list(range(table.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert found.equals(article_standing(table[order], "a0000"))
    one = found.row(0, named=True)
    assert all(not isinstance(value, float) or math.isfinite(value) for value in one.values())
    if one["rank"] is not None:
        assert 1 <= one["rank"] <= one["rank_of"] == one["reference_articles"] + 1
    for name in ("article", "outlet"):
        low, high = one[f"without_{name}_low"], one[f"without_{name}_high"]
        assert (low is None) == (high is None)
        assert low is None or low <= high
    if one["without_outlet_low"] is not None:
        # The mean lies between the means without each outlet.
        assert one["without_outlet_low"] - 1e-9 <= one["reference_value"] <= one["without_outlet_high"] + 1e-9
    assert (one["rank"] is None) <= (one["reason"] is not None)


def test_one_row_per_measure() -> None:
    both = pl.concat([per_article(ENTRIES), per_article(ENTRIES, category="other")])
    assert article_standing(both, "a0000")["category"].to_list() == ["all", "other"]
