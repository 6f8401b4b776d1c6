"""What is remembered of words from text to text changes nothing of what is found in them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices import chunks
from analysis.annotation.voices.chunks import Chunks
from analysis.annotation.voices.lexis import CAPITALISED, TITLE, Lexis
from analysis.annotation.voices.tokens import scan


def test_chunks_that_are_forgotten_are_cut_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_MOST", 12)
    shared = Lexis()
    texts = [
        "Mr. Orr said the ferry was late.",
        "Ida Orr, of Halmere, left it.",
        "The ferry was late, Mr. Orr said.",
    ]
    for text in texts * 3:
        again, alone = scan(text, shared), scan(text, Lexis())
        assert (again.starts, again.ends, again.lows) == (alone.starts, alone.ends, alone.lows)
        assert again.kinds == alone.kinds
        assert len(shared.chunks) == len(shared.chunks.counts)


@given(st.lists(st.text(max_size=20), max_size=6))
def test_a_lexis_only_remembers(texts: list[str]) -> None:
    shared = Lexis()
    for text in texts:
        again, alone = scan(text, shared), scan(text, Lexis())
        assert (again.starts, again.ends, again.lows, again.kinds) == (
            *(alone.starts, alone.ends, alone.lows, alone.kinds),
        )
    assert len(shared.lows) == len(shared.kinds) == len(shared) + 1


WORDS = [
    "the",
    "“Orr’s",
    "harbour-master's",
    "twenty-four-hours",
    "Ωmega",
    "\xff\xa0ÿ",
    "Mr.",
    "x" * 40,
    "\x00",
    "\ud800",
]


@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=18)).map(" ".join), max_size=6))
def test_chunks_are_those_of_split_and_keep_their_numbers(texts: list[str]) -> None:
    shared = Chunks(Lexis().cut)
    for text in texts * 2:
        begins, numbers, parted = shared.read(f"{text} ", np.array([0, len(text) + 1]))
        found = text.split()
        assert [text[begin:].split(None, 1)[0] for begin in begins.tolist()] == found
        assert numbers.tolist() == [shared[chunk] for chunk in found[:-1]] + [
            shared[f"{c}\n"] for c in found[-1:]
        ]
        assert parted.tolist() == [0, len(found)]


def test_lower_case_forms_and_traits_as_arrays_grow_with_the_lexis() -> None:
    known = Lexis()
    for number in range(3000):
        row = known[f"Orr{number}"]
        if number % 700 == 0:
            assert known.objects()[0][row] == f"orr{number}"
    lows, traits = (column[: len(known.lows)].tolist() for column in known.objects())
    assert (lows, traits) == (known.lows, known.traits)


def test_what_words_may_do() -> None:
    known = Lexis({"said": {"": (), "to": {}}, "in": {"remarks": {}}})
    rows = [known[word] for word in ("Said", "in", "remarks", "to", "Mrs", "ferry")]
    assert [known.uses[row] for row in rows] == [CAPITALISED, 0, 0, 0, CAPITALISED | TITLE, 0]
    assert [known.first[row] for row in rows] == [1, 2, 0, 0, 0, 0]
    assert [known.second[row] for row in rows] == [0, 0, 2, 1, 0, 0]
