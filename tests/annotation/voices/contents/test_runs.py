"""Runs of somebody's words: where the logits of words in doubt do not part them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices.contents.runs import (
    BEGINNING,
    BEGINS_CONTENT,
    END,
    LENIENT,
    others_words,
)
from analysis.annotation.voices.model.features import Batch
from analysis.annotation.voices.text.classes import CLASS

Numbers = list[float]
LOGITS = st.lists(st.sampled_from([-3.0, -1.0, -0.4, 0.3, 0.8, 2.0]), min_size=1, max_size=9)


def words(sentences: list[int], marks: Sequence[int] = (), asking: Sequence[int] = ()) -> Batch:
    """Words in sentences behind a token of padding, but for ``marks``; ``asking`` are "of"."""
    count = sum(sentences) + 1
    zero = np.zeros(count, dtype=np.int64)
    kind = np.full(count, CLASS["word"])
    kind[[0, *marks]] = 0
    kind[[*asking]] = CLASS["of"]
    sentence = np.concatenate([[0], np.repeat(np.arange(len(sentences)), sentences)])
    return Batch(zero, zero, kind, zero, zero, zero, zero, zero, kind > 0, sentence, zero, zero)


def found(logits: Numbers, contents: list[tuple[int, int]], sentences: list[int] | None = None) -> str:
    batch = words(sentences or [len(logits)])
    firsts, lasts = [first for first, _ in contents], [last for _, last in contents]
    said = others_words(batch, np.array([0.0, *logits], dtype=np.float32), firsts, lasts)
    return "".join("x" if one else "." for one in said[1:])


@pytest.mark.parametrize(
    ("logits", "contents", "expected"),
    [
        ([-2, 2, 2, -0.5, 2, 2, -2], [], ".xxxxx."),  # a word in doubt inside a clause
        ([-2, 2, 2, -2, -2, 2, 2], [], ".xx..xx"),  # another's words between
        ([-2, -2, 0.5, -2, -2], [], "....."),  # a scrap
        ([-2, -2, 0.5, -2, -2], [(3, 4)], "..x.."),  # the same where a content begins
        ([-2, -0.5, 2, 2, -2], [(2, 5)], ".xxx."),  # an article in doubt at the beginning
        ([2, 2, -0.3, -0.3, -2], [(1, 5)], "xxxx."),  # on to where the content ends
    ],
)
def test_runs(logits: Numbers, contents: list[tuple[int, int]], expected: str) -> None:
    assert found(logits, contents) == expected


def test_a_sentence_is_parted_by_itself() -> None:
    assert found([2, 2, -0.9, 2, 2], [], [3, 2]) == "xx.xx"
    assert found([2, 2, -0.9, 2, 2], [], [5]) == "xxxxx"


def test_a_mark_is_what_the_word_before_it_is() -> None:
    logits = np.array([0, 2, 9, 2, -2, 9, -2], dtype=np.float32)
    assert others_words(words([6], (2, 5)), logits, [], []).tolist()[1:] == [True] * 3 + [False] * 3


def test_no_run_ends_behind_a_word_that_asks_for_another() -> None:
    logits = np.array([0, 2, 2, -0.9, -0.9, -0.9], dtype=np.float32)
    assert others_words(words([5]), logits, [], []).tolist()[1:] == [True, True, False, False, False]
    assert others_words(words([5], asking=[2]), logits, [], []).tolist()[1:] == [True] * 5


def gain(said: tuple[int, ...], logits: Numbers, contents: list[tuple[int, int]]) -> float:
    """What a way to part a sentence adds up to, as the module's docstring has it."""
    begins, ends = {first for first, _ in contents}, {last for _, last in contents}
    total, before = 0.0, 0
    for number, (state, logit) in enumerate(zip(said, logits, strict=True), 1):
        if state > before:
            total -= BEGINS_CONTENT if number in begins else BEGINNING * (number > 1)
        if number > 1 and state < before:
            total -= 0 if number in ends else END
        total += state * (logit + LENIENT)
        before = state
    return total


@given(LOGITS, st.lists(st.tuples(st.integers(1, 5), st.integers(6, 9)), max_size=2))
def test_no_other_way_to_part_a_sentence_adds_up_to_more(
    logits: Numbers, contents: list[tuple[int, int]]
) -> None:
    contents = [(first, min(last, len(logits))) for first, last in contents if first < len(logits)]
    said = tuple(one == "x" for one in found(logits, contents))
    if max(logits) + LENIENT > 0:
        places = {place for content in contents for place in content}
        signs = [logit + LENIENT > 0 for logit in logits]
        whole = [
            n for n in range(1, len(logits)) if signs[n] == signs[n - 1] and n + 1 not in places
        ]  # a run is not parted
        ways = product((0, 1), repeat=len(logits))
        best = max(gain(way, logits, contents) for way in ways if all(way[n] == way[n - 1] for n in whole))
        assert gain(said, logits, contents) == pytest.approx(best)
    else:
        assert not any(said)
