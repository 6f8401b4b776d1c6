"""Two values and their difference as a reader subtracts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.presentation.writing.format import MINUS
from analysis.presentation.writing.values import compared

SCORES = st.floats(-1, 1)
SHARES = st.floats(0, 1)


def as_number(text: str) -> float:
    return float(text.removesuffix(" points").removesuffix(" %").replace(MINUS, "-").replace("+", ""))


@given(SCORES, SCORES)
def test_written_scores_lie_as_far_apart_as_is_said(one: float, other: float) -> None:
    mine, others, apart = map(as_number, compared("valence", one, other, one - other))
    assert abs(mine - others - apart) <= 0.01 + 1e-9
    if mine == others:
        assert abs(apart) <= 0.001


@given(SHARES, SHARES)
def test_written_shares_lie_as_far_apart_as_is_said(one: float, other: float) -> None:
    texts = compared("share:voice", one, other, one - other)
    if not any("<" in text or ">" in text for text in texts):
        mine, others, apart = map(as_number, texts)
        assert abs(mine - others - apart) <= 1.0 + 1e-9
        assert (one - other) * apart >= 0


@given(st.floats(0.002, 900), st.floats(0.002, 900), st.sampled_from(["rate:x", "number:sources"]))
def test_written_values_give_the_ratio_that_is_said(one: float, other: float, measure: str) -> None:
    """0.19 beside 0.03 is not 6.8 times as much."""
    mine, theirs, _ = compared(measure, one, other, one / other)
    quotient = float(mine.replace(",", "")) / float(theirs.replace(",", ""))
    assert abs(quotient / (one / other) - 1) <= 0.05 + 1e-9


def test_a_ratio_and_what_is_missing_are_written_as_ever() -> None:
    assert compared("rate:x", 1.004, 1.003, 1.001) == ("1.00", "1.00", "1.001")
    assert compared("valence", None, 0.2, None) == ("–", "0.20", "–")
    assert compared("share:voice", 0.0, 0.0004, -0.0004) == ("0 %", "< 0.1 %", "0 points")
