"""One name per source in an article, and the type of each source."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from .said import said


def names(text: str, finder: VoiceFinder) -> list[str | None]:
    return [one.name for one in said(text, finder)]


def test_names_fold_to_the_full_name(finder: VoiceFinder) -> None:
    found = said(
        'Deputy Minister Ida Orr said the ferry was "ready". Orr said it was "new". She added: "It is ours." '
        'The minister stressed that it was "safe".',
        finder,
    )
    assert {one.name for one in found} == {"Ida Orr"}
    assert {one.type for one in found} == {"person"}
    assert [one.content for one in found if one.kind == "quoted"] == ["ready", "new", "It is ours.", "safe"]


def test_a_surname_and_a_vague_role_fold_to_the_full_name(finder: VoiceFinder) -> None:
    text = (
        "Bram Orr, a pundit in Osterby, said that trade had grown. Orr added that the port was full. The "
        "pundit said that more would come. He hoped that it would last."
    )
    assert names(text, finder) == ["Bram Orr"] * 4


def test_a_pronoun_does_not_point_to_somebody_it_cannot_mean(finder: VoiceFinder) -> None:
    text = 'Ms. Ida Orr said it was "over". Mr. Tom Lund said it was "not over". "We shall see," she said.'
    assert said(text, finder)[-1].name == "Ida Orr"


@pytest.mark.parametrize(
    "text",
    [
        "Ida Orr said that the ferry would sail. She added that it was safe.",
        '"We will go," Ida Orr said. She added that the ferry was ready.',
        "Minister Ida Orr said that the ferry would sail. The minister stressed that it was safe.",
    ],
)
def test_pronouns_and_roles_go_to_the_last_fitting_source(text: str, finder: VoiceFinder) -> None:
    assert names(text, finder) == ["Ida Orr", "Ida Orr"]


def test_a_role_goes_to_a_deputy_of_that_role(finder: VoiceFinder) -> None:
    text = (
        "Foreign Vice-Minister Ida Orr said that the ferry would sail. The minister added that it was safe."
    )
    assert names(text, finder) == ["Ida Orr", "Ida Orr"]


def test_the_former_and_the_latter(finder: VoiceFinder) -> None:
    text = "Ida Orr and Tom Lund met. The former said the ferry was old. The latter said it was new."
    assert names(text, finder) == ["Ida Orr", "Tom Lund"]


def test_it_goes_to_the_document_before(rules: VoiceFinder) -> None:
    text = "The statement said the ferry would sail. It added that the port was open."
    assert names(text, rules) == ["The statement", "The statement"]


def test_a_role_goes_to_somebody_who_was_introduced_by_it(rules: VoiceFinder) -> None:
    text = 'Ida Orr, the harbour minister, came. "We will sail," the minister said.'
    assert names(text, rules) == ["Ida Orr"]


TYPES = [
    ("Ida Orr", "person"),
    ("the Kremlin", "state or government"),
    ("Russia", "state or government"),
    ("Moscow", "state or government"),
    ("the army", "state or government"),
    ("the Osterby ministry", "state or government"),
    ("the Osterby Times", "media"),
    ("the Tarsov Herald", "media"),
    ("critics", "unnamed"),
    ("officials", "unnamed"),
    ("many", "unnamed"),
    ("a senior official", "unnamed"),
    ("a source", "unnamed"),
    ("the report", "document"),
    ("the statement", "document"),
    ("the Dockers Union", "organisation"),
    ("the company", "organisation"),
    ("the mayor", "role"),
    ("the harbour minister", "role"),
]


# Words that the rules for indirect speech take for cues: see the tests that are expected to fail.
NOUN_CUES = ("the report", "the statement")


@pytest.mark.parametrize(("source", "expected"), TYPES)
def test_types_of_sources_of_direct_speech(source: str, expected: str, finder: VoiceFinder) -> None:
    (one,) = said(f'"We will sail on Monday," {source} said.', finder, "quoted")
    assert (one.source, one.type) == (source, expected)


@pytest.mark.parametrize(("source", "expected"), [row for row in TYPES if row[0] not in NOUN_CUES])
def test_types_of_sources_of_indirect_speech(source: str, expected: str, finder: VoiceFinder) -> None:
    (one,) = said(f"On Monday, {source} said that the ferry was old.", finder)
    assert (one.source, one.type) == (source, expected)


@pytest.mark.parametrize(
    "text",
    [
        "State media said the ferry would sail.",
        "On Monday, state media said the ferry would sail.",
        '"We will sail on Monday," state media said.',
    ],
)
def test_state_media_speak(text: str, rules: VoiceFinder) -> None:
    (one,) = said(text, rules)
    assert ((one.source or "").lower(), one.type) == ("state media", "media")


def test_a_source_close_to_something_is_unnamed(finder: VoiceFinder) -> None:
    (one,) = said("A source close to the talks said the ferry would sail.", finder)
    assert one.type == "unnamed"


@pytest.mark.parametrize("source", ["officials", "Western officials", "critics of the pact", "many"])
def test_collective_sources_keep_their_words(source: str, finder: VoiceFinder) -> None:
    (one,) = said(f'"We will sail on Monday," {source} said.', finder, "quoted")
    assert one.source == source
    assert one.name in (None, source)
