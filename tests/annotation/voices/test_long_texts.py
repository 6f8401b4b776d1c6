"""A text longer than any article gives what its stretches give, and cutting loses nothing of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.pieces import Spellings
from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder, long_texts
from analysis.annotation.voices.long_texts import cut, stretches_of
from analysis.annotation.voices.records import Run

PIECES = st.sampled_from(
    ["It rained. ", "Ida Orr said: “No.” ", "“Stay,” she said. ", "He stressed.Nobody", "\n\n", "\n", "Port "]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
PARAGRAPHS = [
    "Ida Orr, the mayor, said it was late. “We stay,” she said.",
    "The port is shut. “Why now?” asked Ben Tarn, who added that he “would not go”.",
    "According to the harbour master, the sham vote was held.",
]


@pytest.fixture(scope="module")
def finder() -> VoiceFinder:
    return VoiceFinder.load()


@given(TEXTS, st.integers(1, 60))
def test_stretches_hold_all_of_a_text(text: str, longest: int) -> None:
    sentences = split_sentences(text)
    bounds = stretches_of((text, sentences), longest)
    assert bounds[0] == 0 and bounds[-1] == len(text)
    assert all(a < b for a, b in pairwise(bounds)) or not text
    assert {*bounds[1:-1]} <= {start for start, _ in sentences}
    parts, begins = cut((text, sentences), longest)
    assert "".join(part for part, _ in parts) == text
    moved = [(a + at, b + at) for (_, own), at in zip(parts, begins, strict=True) for a, b in own]
    assert moved == sentences
    for part, own in parts:
        assert len(part) <= longest or not any(part[a - 1].isspace() for a, _ in own[1:])
    pieces = Spellings([]).cut(["Before. ", text, "After."])
    parted = pieces.parted([[0], begins, [0]])
    alone = Spellings([]).cut(["Before. ", *(part for part, _ in parts), "After."])
    assert parted.numbers.tolist() == alone.numbers.tolist()
    assert np.isin(parted.bounds[2 : 1 + len(parts)], parted.starts).all()


def test_each_stretch_is_a_text_of_its_own(finder: VoiceFinder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(PARAGRAPHS)
    monkeypatch.setattr("analysis.annotation.voices.long_texts.cut.__defaults__", (90,))
    (found, runs), (plain, _) = finder.find([(text, split_sentences(text)), ("No.", [(0, 3)])])
    assert plain == []
    surfaces = [(text[slice(*a.source)] if a.source else None, text[a.start : a.end]) for a in found]
    alone = []
    for paragraph in PARAGRAPHS:
        ((own, _),) = finder.find([(paragraph, split_sentences(paragraph))])
        alone += [
            (paragraph[slice(*a.source)] if a.source else None, paragraph[a.start : a.end]) for a in own
        ]
    assert surfaces == alone and len(alone) >= 5
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])] and runs[-1].end == len(text)
    for run in runs:
        assert (
            run.attribution is None or found[run.attribution].start <= run.start < found[run.attribution].end
        )
    parents = [(one, found[one.parent]) for one in found if one.parent is not None]
    assert parents and all(parent.start <= one.start <= one.end <= parent.end for one, parent in parents)


def test_a_short_text_is_not_cut() -> None:
    text = ("It rained. It rained.", [(0, 10), (11, 21)])
    assert cut(text) == ([text], [0])
    assert long_texts.join(iter([([], [Run(0, 21, "own", None, False)])]), [0]) == (
        [],
        [Run(0, 21, "own", None, False)],
    )
