"""Direct speech without quote marks: interviews, dialogue after dashes, block quotations."""

from __future__ import annotations

import pytest

from analysis.annotation.sentences import paragraphs
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.contents.unmarked import unmarked_speech

from ..said import in_voice, said


def test_questions_and_answers(finder: VoiceFinder) -> None:
    text = "Q: Will you go?\n\nA: We will not.\n\nQ: Why not?\n\nA: The boat is old."
    assert [(one.kind, one.content) for one in said(text, finder)] == [
        ("quoted", "Will you go?"),
        ("quoted", "We will not."),
        ("quoted", "Why not?"),
        ("quoted", "The boat is old."),
    ]


def test_the_labels_of_questions_and_answers_are_no_names(with_model: VoiceFinder) -> None:
    text = "Q: Will you go?\n\nA: We will not.\n\nQ: Why not?\n\nA: The boat is old."
    assert {one.source for one in said(text, with_model)} == {None}


@pytest.mark.parametrize(
    ("first", "second"), [("MOOR", "ORR"), ("Edda Moor", "Bram Orr"), ("HOST", "MS ORR")]
)
def test_an_interview_with_names(first: str, second: str, finder: VoiceFinder) -> None:
    text = (
        f"{first}: Will you go to the island?\n\n{second}: We will not go there.\n\n"
        f"{first}: Why not?\n\n{second}: The boat is old."
    )
    found = said(text, finder)
    assert [(one.kind, one.source) for one in found] == [("quoted", first), ("quoted", second)] * 2
    assert found[1].content == "We will not go there."


@pytest.mark.parametrize("dash", ["— ", "—", "― "])
def test_dialogue_after_dashes(dash: str, finder: VoiceFinder) -> None:
    text = f"The two met on the pier.\n\n{dash}Will you go?\n\n{dash}We will not.\n\nThe ferry left."
    assert in_voice(text, finder, "quoted") == ["Will you go?", "We will not."]


@pytest.mark.parametrize(
    "lead", ["Ida Orr wrote in a letter:", "Ida Orr said on Monday:", "In a post, Ida Orr wrote:"]
)
def test_a_block_quotation(lead: str, finder: VoiceFinder) -> None:
    words = "We will not go to the island, and nobody can make us go."
    text = f"{lead}\n\n{words}\n\nThe ferry left."
    found = said(text, finder, "quoted")
    assert [(one.content, one.name) for one in found] == [(words, "Ida Orr")]


@pytest.mark.parametrize(
    "text",
    [
        "NOTE: The ferry is old.\n\nThe port is full.",
        "When: Monday.\n\nWhere: Osterby.\n\nWhen: Tuesday.\n\nWhere: Halmere.",
        "The list:\n\n— the ferry\n\n— the port\n\nThe rest is well.",
        "The ferry sails on these days:\n\nMonday and Tuesday.",
        "Osterby — The ferry left the port.\n\nNobody saw it.",
    ],
)
def test_lists_notes_and_datelines_are_no_speech(text: str, rules: VoiceFinder) -> None:
    assert unmarked_speech(text, paragraphs(text)) == []
    assert in_voice(text, rules, "quoted") == []


def test_speech_without_quote_marks_is_never_marked(finder: VoiceFinder) -> None:
    turns = "COOPER: Will you go?\n\nORR: We will not go.\n\nCOOPER: When?\n\nORR: Never."
    assert {one.confidence for one in said(turns, finder)} == {"cued"}
    statement = (
        "Ferry stops\n\nIda Orr issued the following statement:\n\nWe will not sail. The ferry is old."
    )
    (one,) = [one for one in said(statement, finder) if one.kind == "quoted"]
    assert (one.source, one.confidence) == ("Ida Orr", "inferred")
