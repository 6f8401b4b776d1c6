"""Words counted on arrays are the words that the expression finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.word_count import count_words_of
from analysis.text import count_words

PADDING = " the ferry left" * 30
TROUBLE = [*"aéZ1٣²中𝒜😀.,-‐'’_ ", "U.S.", "1.5"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. and U.S.-led", 4),
        ("D-N.Y., R-Ky., anti-U.S.-led, x-a.b and a.b-c.d.", 9),
        ("e.g. a, the U.S.A and J. Orr of x.y.z.", 10),
        ("$1.5bn, 1,000 and 3.4.5", 5),
        ("at 5.30p.m. sharp", 4),
        ("anti-U.S.A. and 1.2-3.4a", 4),
        ("Russia’s hegemony-oriented well‐known o'clock", 4),
        ("中文 word 𝒜𝒜 ٣.٣ x²", 5),
    ],
)
def test_what_joins_and_parts_words(text: str, words: int) -> None:
    assert count_words(text) == words
    assert count_words_of(["", text, f"{PADDING} {text}", f"{text} {PADDING}"]) == [
        0,
        words,
        words + 90,
        words + 90,
    ]


@given(st.lists(st.lists(st.one_of(st.sampled_from(TROUBLE), st.characters()), max_size=60), max_size=4))
def test_it_counts_what_the_expression_finds(given: list[list[str]]) -> None:
    texts = ["".join(signs) for signs in given]
    assert count_words_of(texts) == [count_words(text) for text in texts]
