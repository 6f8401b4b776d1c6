"""Two passages word by word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison import Token, differences, only_here

TEXT = st.text(st.sampled_from("abcAB .,'’-“1\n<&"), max_size=60)


def only(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens if token.where.startswith("only")]


def test_case_forms_and_place_make_no_difference() -> None:
    ours, theirs = differences(
        "On Monday the Forces closed Halmere’s port", "Halmere's port closed Monday; force fled"
    )
    assert (only(ours), only(theirs)) == (["On", "the"], ["fled"])


def test_a_word_that_stands_twice_is_once_only_here() -> None:
    ours, _ = differences("rain and rain and more rain", "rain and rain")
    assert only(ours) == ["and", "more", "rain"]


def test_loaded_words_are_marked_where_they_stand() -> None:
    ours, theirs = differences(
        "The regime met a puppet regime", "The government met it", ["regime", "puppet regime", "regime"]
    )
    assert [token.text for token in ours if token.loaded] == ["regime", "puppet", " ", "regime"]
    assert not any(token.loaded for token in theirs)


def test_runs_end_at_marks_and_leave_function_words_at_their_ends_out() -> None:
    ours, _ = differences("In the old, grim town of Kelm, and on the hill, it rained", "It rained")
    runs = ["".join(token.text for token in ours[first:last]) for first, last in only_here(ours)]
    assert runs == ["old", "grim town of Kelm", "hill"]


@given(TEXT, TEXT)
def test_the_sides_rebuild_the_passages_and_mirror_each_other(first: str, second: str) -> None:
    ours, theirs = differences(first, second)
    assert "".join(token.text for token in ours) == first
    assert "".join(token.text for token in theirs) == second
    same = [sum(token.where == "same" for token in tokens) for tokens in (ours, theirs)]
    assert same[0] == same[1]
    assert {t.where for t in ours} <= {"same", "only first", "between"}
    assert {t.where for t in theirs} <= {"same", "only second", "between"}


@given(TEXT)
def test_a_passage_does_not_differ_from_itself(text: str) -> None:
    ours, _ = differences(text, text)
    assert Counter(token.where for token in ours)["only first"] == 0
