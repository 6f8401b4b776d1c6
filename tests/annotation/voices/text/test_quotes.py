"""Quote marks of every style, paired, nested, repeated and missing."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import Said, in_voice, only, said, voices


@pytest.mark.parametrize(
    "pair", ['""', "“”", "''", "‘’", "«»", "„“", "「」", "‹›", ("''", "''"), ("“", '"'), ("``", "''")]
)
def test_every_kind_of_mark(pair: str | tuple[str, str], finder: VoiceFinder) -> None:
    text = f"Ida Orr said: {pair[0]}We will not go to the island.{pair[1]} Then she left."
    one = only(text, finder, "quoted")
    assert (one.content, one.source, one.cue, one.confidence) == (
        *("We will not go to the island.", "Ida Orr", "said", "marked"),
    )


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("“”", "‘’"), ('""', "''"), ("‘’", "“”"), ("«»", "„“"), ("「」", "『』"), ("''", '""')],
)
def test_marks_inside_other_marks(outer: str, inner: str, finder: VoiceFinder) -> None:
    nested = f"Our critics say {inner[0]}you will pay the price{inner[1]} and laugh,"
    found = said(f"{outer[0]}{nested}{outer[1]} Ida Orr said.", finder)
    assert [(one.content, one.source, one.parent) for one in found] == [
        (nested, "Ida Orr", None),
        ("you will pay the price", "Our critics", nested),
    ]


def test_nested_words_stay_with_the_outer_speaker_unless_a_cue_says_who_else(finder: VoiceFinder) -> None:
    one = only("\"We live in the 'grey zone' here,\" Ida Orr said.", finder)
    assert one.content == "We live in the 'grey zone' here,"
    text = "\"Our critics say 'you will pay the price' and laugh,\" Ida Orr said."
    _, runs = voices(text, finder)
    inner = [run for run in runs if run.attribution == 1]
    assert [text[run.start : run.end] for run in inner] == ["you will pay the price"]


@pytest.mark.xfail(strict=True, reason="'told me' is no cue of a nested quotation: its object stands between")
@pytest.mark.parametrize("inner", ["‘’", "“”"])
def test_nested_words_that_somebody_was_told(inner: str, finder: VoiceFinder) -> None:
    outer = "‘’" if inner == "“”" else "“”"
    text = f"{outer[0]}Tom told me {inner[0]}we will pay{inner[1]} and left,{outer[1]} Ida Orr said."
    assert [one.source for one in said(text, finder)] == ["Ida Orr", "Tom"]


@pytest.mark.parametrize(
    "text",
    [
        "‘It’s the workers’ pay,’ Ida Orr said.",
        "'It's the workers' pay,' Ida Orr said.",
        "“It’s the workers’ pay,” Ida Orr said.",
    ],
)
def test_apostrophes_end_no_quotation(text: str, finder: VoiceFinder) -> None:
    assert only(text, finder).content == text[1 : text.index("pay,") + 4]


def test_apostrophes_feet_inches_and_markup_are_no_quotations(finder: VoiceFinder) -> None:
    text = "It's the workers' pay in the '90s, isn't it? He's 6'3\" tall, rock 'n' roll."
    found, runs = voices(text, finder)
    assert found == []
    assert all(run.voice == "own" and not run.scare for run in runs)
    _, runs = voices('<a href="page one" id="x">The island</a>', finder)
    assert not any(run.scare for run in runs)


@pytest.mark.parametrize(
    "text",
    [
        "The player is 5'10\" tall, the net 12\" wide and the court 78' long.",
        "A 6\" pipe and a 4' ladder stood in a 20'x30' shed.",
    ],
)
def test_feet_and_inches_are_no_quotations(text: str, rules: VoiceFinder) -> None:
    found, runs = voices(text, rules)
    assert found == [] and not any(run.scare for run in runs)


def test_a_quotation_across_a_line_break(finder: VoiceFinder) -> None:
    one = only('Policy reflects a "\nblind way of thinking," Ida Orr said.', finder, "quoted")
    assert (one.content, one.source) == ("\nblind way of thinking,", "Ida Orr")


@pytest.mark.parametrize(
    "text",
    [
        '"We will go," Ida Orr said, "and we will not come back."',
        "“We will go,” Ida Orr said on Monday, “and we will not come back.”",
        "‘We will go,’ Ida Orr said, ‘and we will not come back.’",
    ],
)
def test_a_quotation_that_its_cue_breaks(text: str, finder: VoiceFinder) -> None:
    assert [(one.kind, one.content, one.source, one.cue) for one in said(text, finder)] == [
        ("quoted", "We will go,", "Ida Orr", "said"),
        ("quoted", "and we will not come back.", "Ida Orr", "said"),
    ]


def test_the_second_half_of_a_quotation_that_an_inverted_cue_breaks(rules: VoiceFinder) -> None:
    found = said('"We will go," said Ida Orr, "and we will not come back."', rules)
    assert [one.source for one in found] == ["Ida Orr", "Ida Orr"]


@pytest.mark.parametrize("opening", ['"', "“", "''", "‘"])
def test_a_mark_repeated_at_each_paragraph(opening: str, finder: VoiceFinder) -> None:
    closing = {"“": "”", "‘": "’"}.get(opening, opening)
    text = f"Ida Orr said: {opening}One of us left.\n\n{opening}Two of us stayed.{closing}\n\nThe rest slept."
    if opening == "‘":
        text = "‘One of us left.\n\n‘Two of us stayed,’ Ida Orr said.\n\nThe rest slept."
    one = only(text, finder)
    assert (one.source, one.unbalanced) == ("Ida Orr", False)
    spoken = " ".join(in_voice(text, finder, "quoted"))
    assert "One of us left." in spoken and "Two of us stayed" in spoken
    assert opening not in spoken and "The rest" not in spoken


def test_a_missing_closing_mark_ends_with_the_paragraph_and_is_flagged(finder: VoiceFinder) -> None:
    one = only('Ida Orr said: "We will go.\n\nThe ferry left.', finder)
    assert (one.content, one.unbalanced) == ("We will go.", True)


def test_a_missing_closing_mark_before_the_cue(finder: VoiceFinder) -> None:
    found = said('"We will go, she said.\n\n"We know," Ida Orr said.', finder)
    assert [(one.content, one.unbalanced) for one in found] == [("We will go,", True), ("We know,", False)]


def test_a_missing_opening_mark(finder: VoiceFinder) -> None:
    one = only('We will go," Ida Orr said. The ferry left.', finder)
    assert (one.content, one.source, one.unbalanced) == ("We will go,", "Ida Orr", True)


def test_marks_after_a_missing_one_are_paired_again(finder: VoiceFinder) -> None:
    text = 'Ida Orr said: "We will go.\n\nThe ferry left the port.\n\n"We know," Tom Lund said.'
    found: list[Said] = said(text, finder)
    assert [(one.content, one.source, one.unbalanced) for one in found] == [
        ("We will go.", "Ida Orr", True),
        ("We know,", "Tom Lund", False),
    ]
