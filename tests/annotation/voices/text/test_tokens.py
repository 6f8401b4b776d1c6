"""Words and marks: where they stand, and the classes that rules and model know them by."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices.text.classes import CLASSES, FIRST_WORD, class_of, lower
from analysis.annotation.voices.text.lexis import Lexis
from analysis.annotation.voices.text.tokens import Scan, scan, scan_all
from analysis.text import WORD


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("that", "that"),
        ("That", "that"),
        ("Orr", "Name"),
        ("Orr's", "Name's"),
        ("Orr’s", "Name's"),
        ("NATO", "organisation"),
        ("LIVE", "capitals"),
        ("minister", "role"),
        ("Minister", "role"),
        ("sailed", "-ed"),
        ("sailing", "-ing"),
        ("slowly", "-ly"),
        ("ferry", "word"),
        ("12", "number"),
        ("“", '"'),
        ("''", '"'),
        ("‘", "'"),
        ("—", "-"),
        ("--", "-"),
        ("…", "…"),
        ("€", "$"),
        ("☃", "other mark"),
    ],
)
def test_classes(surface: str, name: str) -> None:
    assert CLASSES[class_of(surface, lower(surface))] == name


@given(st.text(min_size=1, max_size=60))
def test_words_and_marks_of_any_text(text: str) -> None:
    scanned = scan(text, Lexis())
    spans = list(zip(scanned.starts, scanned.ends, strict=True))
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for (start, end), low in zip(spans, scanned.lows, strict=True):
        assert lower(text[start:end]) in (low, low + ".")
    # Every word of the denominator begins a token that is a word, and nothing else does.
    words = {match.start() for match in WORD.finditer(text)}
    assert words == {
        start for start, kind in zip(scanned.starts, scanned.kinds, strict=True) if kind >= FIRST_WORD
    }


def test_a_full_stop_belongs_to_titles_and_initials() -> None:
    scanned = scan("Mr. J. Orr left. Gov. Farr stayed.", Lexis())
    text = scanned.text
    surfaces = [text[a:b] for a, b in zip(scanned.starts, scanned.ends, strict=True)]
    assert surfaces == ["Mr.", "J.", "Orr", "left", ".", "Gov.", "Farr", "stayed", "."]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He met J.", ["met", "J", "."]),
        ("He met J. \n", ["met", "J", "."]),
        ("He met (Mr.J.", ["(", "Mr.", "J", "."]),
        ("He met J.)", ["J.", ")"]),
        ("He met Mr..", ["Mr", ".."]),
        ("He left the U.S.", ["the", "U.S."]),
    ],
)
def test_a_full_stop_at_the_end_of_a_text_belongs_to_no_word(text: str, ends: list[str]) -> None:
    lexis = Lexis()
    for found in (scan(f"{text} Orr left.", lexis), *scan_all([text, text], lexis)):
        surfaces = [found.text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
        if found.text == text:
            assert surfaces[-len(ends) :] == ends
        else:
            assert "." not in surfaces[:-1]


def test_the_number_of_a_token_by_its_offset() -> None:
    scanned = scan("Ms Orr left.", Lexis())
    assert [scanned.index(offset) for offset in (0, 1, 3, 7, 11, 12)] == [0, 1, 1, 2, 3, 4]


CUES = {"said": {"": ()}, "Mr": {"said": {}}}


def columns(scanned: Scan) -> list[object]:
    return [
        *(scanned.text, scanned.offsets.tolist(), scanned.starts, scanned.ends, scanned.lows),
        *(scanned.traits, scanned.kinds, scanned.uses, scanned.titles),
    ]


@given(st.lists(st.text(st.sampled_from("Mr. saidO ,\n\u2003\ud800"), max_size=20), max_size=6))
def test_texts_that_are_scanned_together_are_scanned_alike(texts: list[str]) -> None:
    together = scan_all(texts, Lexis(CUES))
    assert [columns(found) for found in together] == [columns(scan(text, Lexis(CUES))) for text in texts]
