"""Matching: word edges, hyphens, wildcards, longest match, literal senses."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.lexicons import LITERAL, Entry, Lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.pieces import Spellings
from analysis.annotation.sentences import split_sentences
from analysis.annotation.word_forms import WordForms
from analysis.text import fold


def entry(term: str, *, case: bool = False, unless: tuple[str, ...] = ()) -> Entry:
    return Entry(term, "c", None, (fold(term.rstrip("*")),), term.endswith("*"), case, unless)


def found(text: str, *entries: Entry) -> list[str]:
    return [text[m.start : m.end] for m in Matcher([Lexicon("l", "terms", entries, "")]).find(text)]


def test_hyphens_dashes_apostrophes_and_case() -> None:
    term = entry("cold war style")
    for text in ("Cold War-style", "COLD WAR STYLE", "cold‑war‑style", "Cold War–style"):
        assert found(text, term) == [text]
    assert found("the cold war — style matters", term) == []
    assert found("cold war. Style", term) == []
    assert found("Kim’s rogue's", entry("kim"), entry("rogue")) == ["Kim", "rogue"]


def test_star_takes_the_rest_of_the_word() -> None:
    assert found("a “hegemony-oriented” way", entry("hegemon*")) == ["hegemony-oriented"]
    assert found("hegemon", entry("hegemon*")) == ["hegemon"]
    assert found("antihegemony", entry("hegemon*")) == []


def test_parts_of_hyphenated_words_match() -> None:
    assert found("US-backed Moscow-Pyongyang ties", entry("US", case=True), entry("moscow")) == [
        "US",
        "Moscow",
    ]


def test_case_only_where_asked() -> None:
    assert found("give us the US", entry("US", case=True)) == ["US"]


def test_longest_wins_and_nothing_overlaps() -> None:
    guinea, equatorial = entry("guinea"), entry("equatorial guinea")
    assert found("Equatorial Guinea and Guinea", guinea, equatorial) == ["Equatorial Guinea", "Guinea"]


def test_a_literal_phrase_keeps_a_shorter_entry_from_matching() -> None:
    literal = Entry("sanctions regime", LITERAL, None, ("sanctions regime",), False, False, ())
    assert found("the sanctions regime on the regime", entry("regime"), literal) == ["regime"]


def test_no_match_across_a_paragraph() -> None:
    assert found("a puppet\n\nregime", entry("puppet regime")) == []
    assert found("a puppet\nregime", entry("puppet regime")) == ["puppet\nregime"]


def test_unless_is_read_in_the_same_sentence() -> None:
    cancer = entry("cancer", unless=("hospital*", "breast"))
    matcher = Matcher([Lexicon("l", "terms", (cancer,), "")])
    text = "A cancer on the region. The hospitals treat cancer."
    matches = matcher.find(text, [(0, 23), (24, len(text))])
    assert [m.start for m in matches] == [2]


WORDS = st.sampled_from(
    ["cold", "war", "style", "puppet", "regime", "İ", "ß", "US", "us", "-", "’s", ".", "\n\n", " "]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_matches_are_ordered_and_do_not_overlap(text: str) -> None:
    entries = (
        entry("cold war"),
        entry("war"),
        entry("puppet*"),
        entry("puppet regime"),
        entry("US", case=True),
    )
    matches = Matcher([Lexicon("l", "terms", entries, "")]).find(text)
    for match, following in itertools.pairwise(matches):
        assert match.end <= following.start
    for match in matches:
        surface = fold(text[match.start : match.end])
        assert any(surface.startswith(form) for form in match.entry.forms)


PASSAGES = st.lists(
    st.sampled_from(
        ["The regimes", "a sanctions regime", "US", "us", "it is time to", "the hospital", "cancer"]
    )
    | st.sampled_from(
        ["Puppet", "-", "’s", ". ", "\n\n", " ", " puppet\u2009regime", "İ", "ʼ", "hegemony-led"]
    ),
    max_size=14,
).map("".join)


@given(st.lists(PASSAGES, min_size=1, max_size=4))
def test_many_texts_at_once_have_the_matches_of_each(texts: list[str]) -> None:
    entries = (
        entry("regime*"),
        entry("regimes"),
        entry("US", case=True),
        entry("it is time"),
        entry("cancer", unless=("hospital*",)),
        entry("puppet regime"),
        entry("hegemon*"),
        entry("hegemony"),
        Entry("sanctions regime", LITERAL, None, ("sanctions regime",), False, False, ()),
    )
    matcher = Matcher([Lexicon("l", "terms", entries, ""), Lexicon("m", "terms", entries[:1], "")])
    column = WordForms()
    pieces = Spellings([column]).cut(texts)
    words, sentences = column.words(pieces), [split_sentences(text) for text in texts]
    bounds = pieces.bounds.tolist()
    placed = [(a + bound, b + bound) for own, bound in zip(sentences, bounds, strict=False) for a, b in own]
    starts, ends = np.array(placed, dtype=np.int64).reshape(-1, 2).T
    found = matcher.find_all(pieces.text, (starts, ends), (words.starts, words.ends))
    assert [c.tolist() for c in matcher.find_all(pieces.text, (starts, ends))] == [c.tolist() for c in found]
    expected = [
        (match.start + bound, match.end + bound, match.lexicon.name, match.entry.term)
        for text, own, bound in zip(texts, sentences, bounds, strict=False)
        for match in matcher.find(text, own)
    ]
    rows = zip(*(column.tolist() for column in found), strict=True)
    named = [(a, b, matcher.owners[owner][0].name, matcher.owners[owner][1].term) for a, b, owner in rows]
    assert named == expected
