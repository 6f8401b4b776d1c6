"""What words without a name of their own stand for, where they are the head of a source."""

from __future__ import annotations

import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.people.naming import Naming

from ..said import said


def shown(text: str, pointer: str, finder: VoiceFinder) -> tuple[str | None, str | None, str | None]:
    """Return source, name and type where a word of the text is the head that the model picks."""
    sentences = split_sentences(text)
    (voices,) = finder.group([(text, sentences)]).voices
    start = text.index(f" {pointer} ") + 1
    draft = Draft(len(text) - 3, len(text) - 1, "reported", source=(start, start + len(pointer)))
    (found,) = Naming(voices.own, sentences, voices.starts).attributions([draft])
    assert found.pointer in (None, draft.source)
    return text[slice(*found.source)] if found.source else None, found.source_name, found.source_type


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ("The Tarsov ministry, which fears a delay, is shut.", "which", "The Tarsov ministry"),
        ("A report that calls the ferry old is out.", "that", "A report"),
        ("Critics of the pact who fear a delay are few.", "who", "Critics of the pact"),
    ],
)
def test_a_relative_pronoun_shows_the_noun_before_it(
    text: str, pointer: str, expected: str, rules: VoiceFinder
) -> None:
    source, name, _ = shown(text, pointer, rules)
    assert source == expected
    assert name is not None
    assert name.lower() in expected.lower()


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("It rained, and that made the crew fear a delay.", "that"),
        ("On Monday there were questions about the ferry.", "there"),
        ("Despite the desire for change the ferry is old.", "the"),
        ("This was a question about the ferry.", "a"),
        ("Nobody knows if those ferries will sail again.", "those"),
        ("On such a day one would expect a delay.", "one"),
        ("It rained in its hope for a delay.", "its"),
        ("It rained on their hope for a delay.", "their"),
        ("It rained on his hope for a delay.", "his"),
        ("They met it in the Halmere-style fear of a delay.", "Halmere-style"),
        ("They came with a Tarsov-backed hope of a delay.", "Tarsov-backed"),
    ],
)
def test_a_word_that_refers_to_nobody_is_no_source(text: str, pointer: str, rules: VoiceFinder) -> None:
    assert shown(text, pointer, rules) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "pointer", "name", "kind"),
    [
        ("Bram Orr came. Today Orr told of his hope for a delay.", "his", "Bram Orr", "person"),
        ("Ida Orr and Bram Lund came, and her hope is a delay.", "her", "Ida Orr", "person"),
        (
            "The company has lost its hope for a delay.",
            "its",
            "company",
            "organisation",
        ),
        ("Officials hid their hope for a delay.", "their", None, "unnamed"),
    ],
)
def test_a_possessive_goes_to_who_is_named_in_its_sentence(
    text: str, pointer: str, name: str | None, kind: str, rules: VoiceFinder
) -> None:
    assert shown(text, pointer, rules)[1:] == (name, kind)


def test_his_is_no_woman(rules: VoiceFinder) -> None:
    assert shown("Ida Orr met Bram Lund, and his hope is a delay.", "his", rules)[1] == "Bram Lund"


def test_most_said_is_unnamed(rules: VoiceFinder) -> None:
    (one,) = said("Of the crew, most said that the ferry would sail.", rules)
    assert (one.name, one.type) == (None, "unnamed")
