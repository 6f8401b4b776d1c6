"""Where the words of a source end, and which words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.sources.spans import mended

from ..said import only


def mend(text: str, words: str) -> str | None:
    """What becomes of a source whose words stand in a text, and of which the content is its end."""
    start = text.index(words)
    found = mended(text, (start, start + len(words)), Draft(len(text) - 1, len(text), "reported"))
    return text[slice(*found)] if found is not None else None


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        (
            "The chief of the Democratic People's Republic of Tarsovia spoke.",
            "The chief of the Democratic",
            "The chief of the Democratic People's Republic of Tarsovia",
        ),
        ("The Islamic Republic of Halmere spoke.", "The Islamic Republic", "The Islamic Republic of Halmere"),
        ("The Republic of Halmere spoke.", "The Republic of", "The Republic of Halmere"),
        ("In the Republic, the mayor spoke.", "the Republic", "the Republic"),
        ("then-U.S. Ambassador Ida Orr spoke.", "S. Ambassador Ida Orr", "then-U.S. Ambassador Ida Orr"),
        ("Ida Orr of the U.S.-Halmere Institute spoke.", "Ida Orr of the U", "Ida Orr of the U.S."),
        ("Osterby Post.The mayor spoke.", "Osterby Post", "Osterby Post"),
    ],
)
def test_a_name_is_whole(text: str, words: str, whole: str) -> None:
    assert mend(text, words) == whole


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        (
            "The spokesman of the ministry released a white paper.",
            "The spokesman of the ministry released",
            None,
        ),
        ("The spokesman released Monday the statement.", "The spokesman released", "The spokesman"),
        ("Two people briefed on the talks spoke.", "Two people briefed", "Two people"),
        ("The accused spoke.", "The accused", "The accused"),
        ("A pair of miners came to ask for pay.", "A pair of miners came", "A pair of miners"),
        ("Speakers at the rally spoke.", "Speakers at the", "Speakers"),
        (
            "An Osterby Times poll last week spoke.",
            "An Osterby Times poll last week",
            "An Osterby Times poll",
        ),
        ("The data released on Monday show it.", "The data released", "The data released"),
        (
            "The army of Halmere reliably defends it.",
            "The army of Halmere reliably",
            "The army of Halmere",
        ),
        ("Her elderly family says so.", "Her elderly family", "Her elderly family"),
        ("Ida Orr on Monday says so.", "Ida Orr on", "Ida Orr"),
        ("The father of three said so.", "The father of three said", "The father of three"),
    ],
)
def test_no_verb_adverb_or_link_ends_a_source(text: str, words: str, left: str | None) -> None:
    assert mend(text, words) == (left or words.rsplit(" ", 1)[0])


@pytest.mark.parametrize(
    "words", ["development", "noble", "strongly", "anti-U.S.", "an anti-Halmere", "after"]
)
def test_words_that_cannot_speak_are_no_source(words: str) -> None:
    assert mend(f"It is {words} now.", words) is None


@pytest.mark.parametrize(
    "words", ["experts", "he", "they've", "police", "both", "spokeswoman", "Orr", "the crowd", "which"]
)
def test_words_that_can_speak_stay(words: str) -> None:
    assert mend(f"It is {words} now.", words) == words


@given(st.text(alphabet="aU.S-n Republicof's", max_size=30), st.integers(0, 30), st.integers(1, 10))
def test_a_source_stays_in_its_text(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        found = mended(text, (start, start + length), Draft(len(text), len(text), "reported"))
        assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_a_source_that_the_content_touches_does_not_grow() -> None:
    text = "The Republic of Halmere spoke."
    assert mended(text, (0, 12), Draft(16, 29, "reported")) == (0, 12)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Choe Son Hui, foreign minister of Tarsovia, said that the pact was dead.", "Choe Son Hui"),
        (
            "A spokesman for the Foreign Ministry of the Democratic People's Republic of Tarsovia said that "
            "the pact was dead.",
            "spokesman for the Foreign Ministry of the Democratic People's Republic of Tarsovia",
        ),
    ],
)
def test_whole_names_of_speakers(text: str, name: str, finder: VoiceFinder) -> None:
    assert (only(text, finder).name or "").removeprefix("A ") == name
