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
    "isnʼt",
    "a_b",
    "\x1c",
    "\u2003",
    "\xa0",
    "İ",
    "𝒜1",
    "twenty-four-hours",
    "x" * 40,
    "\xffÿ",
    "\x00",
    "\ud800",
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


@given(TEXTS)
def test_a_piece_keeps_its_number(texts: list[str]) -> None:
    spellings = Spellings([])
    expected: dict[str, int] = {}
    for some in (texts, texts[::-1], texts):
        found = [piece for text in some for piece in text.split()]
        numbers = [expected.setdefault(piece, len(expected)) for piece in found]
        assert spellings.cut(some).numbers.tolist() == numbers
    assert spellings == expected


@given(TEXTS, st.integers(0, 4), st.integers(0, 4))
def test_pieces_of_some_texts_are_a_part_of_those_of_all(texts: list[str], first: int, count: int) -> None:
    last = min(first + count, len(texts))
    first = min(first, last)
    spellings = Spellings([])
    part, alone = spellings.cut(texts).part(first, last), spellings.cut(texts[first:last])
    moved = part.bounds[0]
    for name in ("bounds", "starts", "ends"):
        assert (getattr(part, name) - moved).tolist() == getattr(alone, name).tolist()
    assert part.numbers.tolist() == alone.numbers.tolist()


def test_a_column_that_comes_later_is_told_of_all_spellings() -> None:
    column = WordForms()
    spellings = Spellings([])
    spellings.cut(["It rained."])
    spellings.tell(column)
    pieces = spellings.cut(["The ferry left. It rained."])
    assert [column.forms[n] for n in column.words(pieces).forms] == ["the", "ferry", "left", "it", "rained"]


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
