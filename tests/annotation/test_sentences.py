from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.sentences import paragraphs, split_parts, split_sentences
from tests.clock import least_seconds


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mr. Orr met Gen. Ida Lund on Jan. 5. He left.",
            ["Mr. Orr met Gen. Ida Lund on Jan. 5.", "He left."],
        ),
        ("It is made in the U.S. The rest is not.", ["It is made in the U.S.", "The rest is not."]),
        ("The U.S. Navy said so. J. K. Orr agreed.", ["The U.S. Navy said so.", "J. K. Orr agreed."]),
        ('"Why now?" she asked. "It ended."', ['"Why now?" she asked.', '"It ended."']),
        (
            "“Why?” Ms. Orr asked. “Stop!” The man left.",
            ["“Why?” Ms. Orr asked.", "“Stop!”", "The man left."],
        ),
        ("He said: “I went. I left.” Good.", ["He said: “I went.", "I left.”", "Good."]),
        ("It cost $1.5 million. No. 4 paid.", ["It cost $1.5 million.", "No. 4 paid."]),
        ("At 5 p.m. Tuesday it rained.", ["At 5 p.m. Tuesday it rained."]),
        ("We waited . . . and left. Then... Nothing.", ["We waited . . . and left.", "Then...", "Nothing."]),
        (
            "They cooperate.He agreed “in full.”The rest",
            ["They cooperate.", "He agreed “in full.”", "The rest"],
        ),
        ("See www.example.Com/page now.", ["See www.example.Com/page now."]),
        ("Ferry sinks\n\nA ferry sank", ["Ferry sinks", "A ferry sank"]),
        ("The line that\na link broke ends. Next.", ["The line that\na link broke ends.", "Next."]),
        ("Items:\n• one\n• two", ["Items:", "• one", "• two"]),
        ("他走了。她来了。", ["他走了。", "她来了。"]),
        ("the talks. he added that", ["the talks.", "he added that"]),
        ("They sold ore. Orr fell ill. Lund left.", ["They sold ore.", "Orr fell ill.", "Lund left."]),
        (
            "A man from Salem, Ore. Lund knew fell Ill. Orr left.",
            ["A man from Salem, Ore. Lund knew fell Ill. Orr left."],
        ),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_closing_mark_on_the_next_line_belongs_to_the_sentence() -> None:
    assert sentences('He spoke of "a plan."\nThen he left.') == ['He spoke of "a plan."', "Then he left."]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from(" .!?…\"'“”‘’\n\u2028Aa1"), max_size=200))
def test_any_text_gives_ordered_trimmed_sentences_that_lose_nothing(text: str) -> None:
    found = split_sentences(text)
    position = 0
    for start, end in found:
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", [". ", '."', "Mr. ", "\n \n", "a.b.", '?" A '])
def test_time_grows_linearly(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        return least_seconds(lambda: split_sentences(text))

    seconds(1000)
    small, large = seconds(4000), seconds(40_000)
    assert large < 40 * max(small, 0.002)


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("One\nline.\n \nTwo.\n\n\nThree") == [(0, 9), (12, 16), (19, 24)]


def test_parts_of_an_article() -> None:
    text = "Ferry sinks\n\nA ferry sank.\n\nNobody was hurt.\n\nIt was old."
    assert [part for _, _, part in split_parts(text, "Ferry sinks")] == ["headline", "lead", "body", "body"]
    assert [part for _, _, part in split_parts(text, None)] == ["lead", "body", "body", "body"]
    assert split_parts(text, "Another title")[0][2] == "lead"


def test_parts_of_a_headline_list() -> None:
    assert [part for _, _, part in split_parts("Ferry sinks", "Ferry sinks")] == ["headline"]
    found = split_parts("Ferry sinks\n\nNobody was hurt off the coast", "Ferry sinks")
    assert [part for _, _, part in found] == ["headline", "standfirst"]


def test_empty_text_has_no_sentences_and_no_parts() -> None:
    assert split_sentences(" \n ") == []
    assert split_parts("", "") == []
