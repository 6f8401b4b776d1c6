"""Valence of many stretches at once, and after straightening quote marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.annotate import annotate
from analysis.annotation.pieces import Spellings
from analysis.annotation.sentiment import load_scorer
from analysis.annotation.valence import Valence
from analysis.corpus import read_article_text
from analysis.study import SCORER_CHOICES

VALENCES = {name: Valence(name) for name in SCORER_CHOICES}
PARTS = [
    "“disaster”",
    "good",
    "“not",
    "don’t",
    "praise!",
    "?",
    " ",
    " ",
    " ",
    "ferry",
    "\n",
    "☂",
    ":)",
    "very",
    "VERY",
    "no",
    "this",
    "but",
    "kind",
    "least",
    "—",
    "harbour.",
]


@pytest.mark.parametrize("name", SCORER_CHOICES)
@given(st.data())
def test_stretches_are_scored_as_if_each_stood_alone(name: str, data: st.DataObject) -> None:
    texts = data.draw(
        st.lists(st.lists(st.sampled_from(PARTS), max_size=14).map("".join), min_size=1, max_size=3)
    )
    valence = VALENCES[name]
    valence.forget()
    pieces = Spellings([valence]).cut(texts)
    inside = [n for n, character in enumerate(pieces.text) if not character.isspace()]
    if not inside:
        return
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(inside), st.integers(1, 40)), max_size=6))
    starts = np.array([start for start, _ in pairs], dtype=np.int64)
    ends = np.array([min(start + size, len(pieces.text) - 1) for start, size in pairs], dtype=np.int64)
    expected = [valence.score(pieces.text[a:b]) for a, b in zip(starts, ends, strict=True)]
    assert valence.scores(pieces, starts, ends).tolist() == expected


@pytest.mark.parametrize(
    ("curly", "plain"),
    [
        ("The vote was a “disaster”.", 'The vote was a "disaster".'),
        ("They don’t like the pact.", "They don't like the pact."),
    ],
)
def test_straight_quotes_are_scored_as_the_library_scores_them(curly: str, plain: str) -> None:
    library, straight = load_scorer("vaderSentiment"), load_scorer("straight quotes")
    assert straight.score(curly) == straight.score(plain) == library.score(plain)
    assert library.score(curly) == load_scorer().score(curly) != library.score(plain)
    assert straight.compound(curly) == straight.score(curly).compound


def test_a_study_may_straighten_quotes() -> None:
    articles, _ = read_article_text("The vote was a “disaster”, Ms Orr said.")
    before, after = (annotate(articles, scorer=scorer) for scorer in ("built-in", "straight quotes"))
    assert before.sentences["valence"].to_list() == [0.0]
    assert after.sentences["valence"].to_list() == [load_scorer().score('a "disaster"').compound]
    assert after.hits.equals(before.hits)
