"""What a cue reports ends where somebody else acts behind it."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "It rests on a promise to join the Pact, and her overlords in Osterby will keep her to it.",
            "to join the Pact",
        ),
        ("Halmere vowed to close the port, and its miners have left.", "to close the port"),
        (
            "Ida Orr said the ferry was old, and Tom Lund left the hall.",
            "the ferry was old, and Tom Lund left the hall",
        ),
        ("If Halmere demands the port, Tarsovia will close the mine.", "the port"),
        ("While Ida Orr said that the ferry was old, the port has no other.", "that the ferry was old"),
        (
            "But even as Ida Orr insisted that the ferry was old, the port had no other.",
            "that the ferry was old",
        ),
        ("Asked if the ferry was old, Tom Lund shrugged, and the mayor has left.", "if the ferry was old"),
        ("Noting that the ferry was old, the mayor has closed the port.", "that the ferry was old"),
        (
            "In addition to stating that the ferry was old, Ida Orr has closed the port.",
            "that the ferry was old",
        ),
        (
            "Noting that if the ferry was old, the port would close, she left the hall.",
            "that if the ferry was old, the port would close",
        ),
    ],
)
def test_content_ends_before_the_clause_of_others(text: str, content: str, finder: VoiceFinder) -> None:
    assert content in [one.content for one in said(text, finder)]


def test_what_others_do_may_be_part_of_what_stands_before_its_source(finder: VoiceFinder) -> None:
    (found,) = said("Halmere vows to close the port, and its miners will leave, the mayor said.", finder)[:1]
    assert found.content == "Halmere vows to close the port, and its miners will leave"
    assert found.source == "the mayor"


def test_whoever_is_named_first_and_tells_something_opens_no_clause(finder: VoiceFinder) -> None:
    (found,) = said("But Ida Orr said that in Osterby, the ferry has sunk.", finder)
    assert found.content == "that in Osterby, the ferry has sunk"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('A town that calls itself "free" has taken up the habits of the Pact.', "habits"),
        ('The minister called the plan "dead" and has left the hall for the port of Osterby.', "left"),
        ('The mayor labeled the ferry "a wreck," and the port has been closed to it since May.', "closed"),
    ],
)
def test_a_label_ends_with_its_quote_marks(text: str, content: str, with_model: VoiceFinder) -> None:
    assert not any(content in one.content for one in said(text, with_model))


def test_a_label_inside_what_is_said_does_not_end_it(finder: VoiceFinder) -> None:
    found = said('Ida Orr said that what is called "the wreck" has left the port.', finder)
    assert 'that what is called "the wreck" has left the port' in [one.content for one in found]
