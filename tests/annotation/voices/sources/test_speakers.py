"""Which quotations are somebody's words, which are scare quotes or titles, and who carries on."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import in_voice, only, said, scare, voices

SCARE_QUOTES = [
    ('The so-called "grey zone" grew.', "grey zone"),
    ('The "peace plan" lies on the table.', "peace plan"),
    ('The United States has a "grey zone" of its own.', "grey zone"),
    ('The reportedly "grey" zone grew.', "grey"),
]
WORKS = [
    'The film "The Long Night" opened on Monday.',
    'Ida Orr, a host of "The Morning Hour," smiled.',
    'A report titled "The island and its ferry" came out.',
    'The plays "The Salt Bride" and "Night Ferry" opened on Monday.',
    'Ferry opens\n\n"The Salt Bride," a film by Ida Orr, opened on Monday.',
    "Ferry opens\n\nIda Orr smiled on “Morning Hour” on Monday.",
]


@pytest.mark.parametrize(("text", "words"), SCARE_QUOTES)
def test_words_that_nobody_says_are_scare_quotes(text: str, words: str, rules: VoiceFinder) -> None:
    assert said(text, rules) == []
    assert scare(text, rules) == [words]


@pytest.mark.parametrize(("text", "words"), SCARE_QUOTES[:-1])
def test_scare_quotes_stay_own_voice_with_the_model(text: str, words: str, with_model: VoiceFinder) -> None:
    assert said(text, with_model) == []
    assert scare(text, with_model) == [words]


@pytest.mark.parametrize("text", WORKS)
def test_a_title_of_a_work_is_no_speech_and_no_scare_quote(text: str, finder: VoiceFinder) -> None:
    assert said(text, finder) == []
    assert scare(text, finder) == []


def test_words_beside_a_work_are_scare_quotes_still(rules: VoiceFinder) -> None:
    assert scare('The film "The Long Night" showed the "grey zone" of Osterby.', rules) == ["grey zone"]


@pytest.mark.parametrize(
    "text",
    [
        'Ida Orr\'s book "The island and its ferry" sold well.',
        'Tom Lund read the article "A gift to them all" on Monday.',
    ],
)
def test_a_title_in_small_letters_is_no_speech(text: str, rules: VoiceFinder) -> None:
    assert said(text, rules) == []


def test_a_nickname_is_no_speech(rules: VoiceFinder) -> None:
    assert said('Tom Lund, nicknamed "the Duck", won the race.', rules) == []


def test_a_title_inside_reported_speech_is_reported(finder: VoiceFinder) -> None:
    text = 'Ida Orr told the hosts of the show "Morning Hour" that she was tired.'
    one = only(text, finder)
    assert (one.kind, one.source) == ("reported", "Ida Orr")
    assert one.content.endswith("that she was tired")


def test_a_whole_quoted_sentence_goes_on_with_the_speaker_before(finder: VoiceFinder) -> None:
    found = said('"We will go," Ida Orr said. "We will not come back."\n\n"Nobody will miss us."', finder)
    assert [one.kind for one in found] == ["quoted"] * 3
    assert {one.name for one in found} == {"Ida Orr"}
    assert found[0].confidence == "marked"


def test_a_speaker_who_carries_on_is_inferred(rules: VoiceFinder) -> None:
    found = said('"We will go," Ida Orr said. "We will not come back."\n\n"Nobody will miss us."', rules)
    assert [one.confidence for one in found] == ["marked", "inferred", "inferred"]


def test_a_whole_quoted_sentence_after_a_sentence_with_a_speaker(rules: VoiceFinder) -> None:
    text = '"Go," Ida Orr said.\n\nTom Lund disagreed. "We will never leave this island."'
    assert [one.name for one in said(text, rules)] == ["Ida Orr", "Tom Lund"]


def test_a_signature_ends_before_its_full_stop(finder: VoiceFinder) -> None:
    one = only('"We will never leave this island."\n\n- Orr.\n\nThe ferry left.', finder)
    assert one.source == "Orr"


@pytest.mark.parametrize(
    "text",
    [
        'Ida Orr issued a statement. "We will never leave this island."',
        '"Will we ever leave this island?" Ida Orr went on, and left.',
    ],
)
def test_a_speaker_in_the_sentence_beside_a_quotation(text: str, with_model: VoiceFinder) -> None:
    assert only(text, with_model, "quoted").source == "Ida Orr"


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('Ida Orr said: "We will go to the island."', "Ida Orr", "said"),
        ('Ida Orr was blunt: "We will go to the island."', "Ida Orr", None),
        ('Ida Orr went on:\n\n"We will go to the island."\n\nThe ferry left.', "Ida Orr", "went on"),
    ],
)
def test_colon_lead_ins(text: str, source: str, cue: str | None, rules: VoiceFinder) -> None:
    one = only(text, rules)
    assert (one.content, one.source, one.cue) == ("We will go to the island.", source, cue)


def test_quote_marks_and_what_stands_around_them_are_own_voice(finder: VoiceFinder) -> None:
    assert in_voice('"We will go," said Ida Orr.', finder, "own") == ['"', '" said Ida Orr.']


def test_a_label_that_keeps_its_distance_is_no_cue_of_speech(rules: VoiceFinder) -> None:
    found, _ = voices('The reportedly "grey" zone and the self-styled "mayor" grew.', rules)
    assert found == []


def test_a_noun_is_no_cue_of_the_quotation_after_it(finder: VoiceFinder) -> None:
    found = said('The claims of the "grey men" grew, Ida Orr said.', finder)
    assert [(one.kind, one.content, one.cue, one.parent) for one in found] == [
        ("reported", 'The claims of the "grey men" grew', "said", None),
        ("quoted", "grey men", "said", 'The claims of the "grey men" grew'),
    ]
