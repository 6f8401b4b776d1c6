"""Pieces of text and the words in them: where ``str.split`` and the pattern of a word find them."""

from __future__ import annotations

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.pieces import Spellings
from analysis.annotation.word_forms import WordForms
from analysis.text import WORD, unify_word

SAMPLES = [
    "U.S.-backed",
    "1,000",
    "no-one’s",
    "“Don’t”",
    "a_b",
    "\x1c",
    "\u2003",
    "\xa0",
    "İ",
    "𝒜1",
    "—",
    " ",
    "\n",
]
TEXTS = st.lists(
    st.lists(st.sampled_from(SAMPLES) | st.text(max_size=4), max_size=12).map("".join), max_size=4
)


@given(TEXTS)
def test_pieces_are_what_split_gives(texts: list[str]) -> None:
    pieces = Spellings([]).cut(texts)
    found = list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert [pieces.text[start:end] for start, end in found] == [p for text in texts for p in text.split()]
    for text, bound in zip(texts, pieces.bounds.tolist(), strict=False):
        assert pieces.text[bound : bound + len(text)] == text


def test_white_space_is_all_that_split_knows() -> None:
    every = "x".join(map(chr, range(sys.maxunicode + 1)))
    pieces = Spellings([]).cut([every])
    expected = [match.start() for match in re.finditer(r"\S+", every)]
    assert pieces.starts.tolist() == expected
    assert len(pieces.numbers) == len(every.split())


@given(TEXTS, st.sampled_from([0, 8, 1 << 20]))
def test_words_are_those_of_the_pattern_however_little_is_remembered(texts: list[str], kept: int) -> None:
    column = WordForms()
    spellings = Spellings([column], kept)
    for some in (texts, ["Not again."], texts):
        pieces = spellings.cut(some)
        words = column.words(pieces)
        expected = [
            (match.start() + bound, match.end() + bound, unify_word(match.group()))
            for text, bound in zip(some, pieces.bounds.tolist(), strict=False)
            for match in WORD.finditer(text)
        ]
        forms = [column.forms[number] for number in words.forms]
        assert list(zip(words.starts.tolist(), words.ends.tolist(), forms, strict=True)) == expected


def test_spellings_are_forgotten_when_there_are_many() -> None:
    column = WordForms()
    spellings = Spellings([column], kept=100)
    for number in range(200):
        spellings.cut([f"ferry{number} pier{number}"])
    assert len(spellings) < 30
    assert len(column.forms) < 30


def test_negations_are_known_by_their_form() -> None:
    column = WordForms()
    Spellings([column]).cut(["Not isn’t isnʼt NEVER knot"])
    assert column.negates.tolist() == [True, True, True, True, False]
