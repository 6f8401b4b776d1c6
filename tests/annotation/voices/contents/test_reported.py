"""Indirect speech: which words are reported, and where they begin and end."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import in_voice, only, said


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Ida Orr said that the ferry would sail.", "that the ferry would sail", "Ida Orr", "said"),
        ("Ida Orr said the ferry would sail.", "the ferry would sail", "Ida Orr", "said"),
        ("The ferry would sail, Ida Orr said.", "The ferry would sail", "Ida Orr", "said"),
        ("The ferry would sail, said Ida Orr.", "The ferry would sail", "Ida Orr", "said"),
        ("According to Ida Orr, the ferry would sail.", "the ferry would sail", "Ida Orr", "According to"),
        ("The ferry would sail, according to Ida Orr.", "The ferry would sail", "Ida Orr", "according to"),
        ("In the view of Ida Orr, the ferry is late.", "the ferry is late", "Ida Orr", "In the view of"),
        ("Ida Orr denied that the ferry had sunk.", "that the ferry had sunk", "Ida Orr", "denied"),
        ("Ida Orr denied sinking the ferry.", "sinking the ferry", "Ida Orr", "denied"),
        ("Ida Orr urged Halmere to reopen the port.", "Halmere to reopen the port", "Ida Orr", "urged"),
        ("Ida Orr warned against closing the port.", "closing the port", "Ida Orr", "warned against"),
        ("Ida Orr pledged to reopen the port.", "to reopen the port", "Ida Orr", "pledged"),
        ("Ida Orr threatened to close the port.", "to close the port", "Ida Orr", "threatened"),
        ("Ida Orr refused to leave the hall.", "to leave the hall", "Ida Orr", "refused"),
        ("Ida Orr asked why the ferry was late.", "why the ferry was late", "Ida Orr", "asked"),
        ("Ida Orr believes that the pact is dead.", "that the pact is dead", "Ida Orr", "believes"),
        ("Ida Orr hopes the pact will hold.", "the pact will hold", "Ida Orr", "hopes"),
        ("Halmere wants to leave the pact.", "to leave the pact", "Halmere", "wants"),
        ("Ida Orr fears that the ferry will sink.", "that the ferry will sink", "Ida Orr", "fears"),
        ("Ida Orr plans to leave the pact.", "to leave the pact", "Ida Orr", "plans"),
        ("Ida Orr is sure that the ferry will sail.", "that the ferry will sail", "Ida Orr", "sure"),
        ("Ida Orr was proud of the ferry.", "the ferry", "Ida Orr", "proud"),
    ],
)
def test_content_beside_its_cue(text: str, content: str, source: str, cue: str, finder: VoiceFinder) -> None:
    one = only(text, finder)
    assert (one.kind, one.content, one.source, one.cue) == ("reported", content, source, cue)
    assert (one.confidence, one.parent) == ("cued", None)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Ida Orr's claim that the ferry was safe.", "that the ferry was safe", "Ida Orr", "claim"),
        (
            *(
                "“It will sail,” Ida Orr said. Her insistence that the ferry is safe.",
                "that the ferry is safe",
            ),
            *("Her", "insistence"),
        ),
        ("Halmere's obsession with the island.", "the island", "Halmere", "obsession"),
        ("Tarsovia's decision to close the port.", "to close the port", "Tarsovia", "decision"),
    ],
)
def test_noun_and_attitude_cues(text: str, content: str, source: str, cue: str, finder: VoiceFinder) -> None:
    one = only(text, finder, "reported")
    assert (one.content, one.source, one.cue) == (content, source, cue)


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("Ida Orr said that the ferry was safe.", "neutral"),
        ("Ida Orr pointed out that the ferry was safe.", "endorsing"),
        ("Ida Orr claimed that the ferry was safe.", "distancing"),
        ("Ida Orr denounced the ferry.", "attacking"),
        ("Ida Orr praised the ferry.", "praising"),
        ("Ida Orr pledged to sail.", "committing"),
        ("Ida Orr believes that the ferry is safe.", "mental"),
    ],
)
def test_the_class_of_the_cue(text: str, cue_class: str, finder: VoiceFinder) -> None:
    assert only(text, finder).cue_class == cue_class


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ida Orr said the ferry would sail, but the harbour master kept it in port.", "but the harbour"),
        ("Ida Orr said the ferry would sail; Tom Lund left the hall.", "Tom Lund left the hall"),
        ("Ida Orr said the ferry would sail, although it had never sailed.", "although it had never"),
        ("OSTERBY, 12 April — Ida Orr said the ferry would sail.", "OSTERBY, 12 April — Ida Orr said"),
        ("The ferry would sail, said Ida Orr, who was born in Halmere.", ", said Ida Orr, who was born"),
        ("Ida Orr told reporters on Monday that the ferry would sail.", "told reporters on Monday"),
        ("Ida Orr said on Monday the ferry would sail.", "Ida Orr said on Monday"),
        ("Ida Orr said in a letter that the ferry would sail.", "Ida Orr said in a letter"),
        ("The ferry would sail. Ida Orr left.", "The ferry would sail. Ida Orr left."),
        (
            "The ferry would sail, Ida Orr said, severely criticising the mayor of the town.",
            ", Ida Orr said, severely criticising",
        ),
        ("Ida Orr believes a ferry that sank was old. Tom Lund left.", "Ida Orr believes"),
    ],
)
def test_where_reported_words_end(text: str, own: str, rules: VoiceFinder) -> None:
    assert any(own in stretch for stretch in in_voice(text, rules, "own"))


def test_each_of_two_speakers_has_their_clause(finder: VoiceFinder) -> None:
    text = "Ida Orr said that the ferry would sail, while Tom Lund said that it would sink."
    assert [(one.content, one.source) for one in said(text, finder)] == [
        ("that the ferry would sail", "Ida Orr"),
        ("that it would sink", "Tom Lund"),
    ]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        (
            "Tarsovia wants to buy the port, Halmere claims",
            "Tarsovia wants to buy the port",
            "Halmere",
            "claims",
        ),
        (
            "Tarsovia has no plans to sell the port, the Halmere ministry has said",
            "Tarsovia has no plans to sell the port",
            "the Halmere ministry",
            "said",
        ),
        (
            "The mayor fears that the ferry will sink, researchers say",
            "The mayor fears that the ferry will sink",
            "researchers",
            "say",
        ),
        ("The mayor urged Ms Orr to go, Halmere argues", "The mayor urged Ms Orr to go", "Halmere", "argues"),
    ],
)
def test_a_clause_with_a_cue_of_its_own_ends_before_who_says_so(
    text: str, content: str, source: str, cue: str, finder: VoiceFinder
) -> None:
    (one,) = said(text, finder)
    assert (one.content, one.source, one.cue) == (content, source, cue)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Orr believes a ferry that sank was old.", "a ferry that sank was old"),
        ("Ida Orr denounced the Halmere-T.U. drill in the bay.", "the Halmere-T.U. drill in the bay"),
        (
            "Halmere supports a bid for Osterby to join the pact, says Ida Orr",
            "Halmere supports a bid for Osterby to join the pact",
        ),
    ],
)
def test_where_content_begins_and_ends(text: str, content: str, finder: VoiceFinder) -> None:
    assert only(text, finder).content == content


def test_a_participle_goes_on_with_the_source_of_the_clause(finder: VoiceFinder) -> None:
    found = said('"We will go," Ida Orr said, adding that the ferry was ready.', finder)
    assert [(one.kind, one.content, one.source, one.cue) for one in found] == [
        ("quoted", "We will go,", "Ida Orr", "said"),
        ("reported", "that the ferry was ready", "Ida Orr", "adding"),
    ]


def test_content_on_both_sides_of_its_cue(rules: VoiceFinder) -> None:
    found = said("The ferry would sail, she added, and the port would stay open.", rules)
    assert [(one.content, one.cue) for one in found] == [
        ("The ferry would sail", "added"),
        ("and the port would stay open", "added"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The state of the port is poor.",
        "The ferry made a second stop at the reports desk.",
        "The play was staged in Osterby.",
        "It rained in Halmere on Sunday, and the ferry stayed in port.",
    ],
)
def test_words_that_are_no_cues_where_they_stand(text: str, rules: VoiceFinder) -> None:
    assert said(text, rules) == []


def wanted(reason: str, text: str, *expected: tuple[str, str]) -> object:
    """What the issue asks for and the rules do not find yet."""
    return pytest.param(text, list(expected), marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ida Orr accused Tarsovia of sinking the ferry.",
            [
                ("Tarsovia of sinking the ferry", "Ida Orr"),
            ],
        ),
        (
            "Tom Lund was accused by Ida Orr of sinking the ferry.",
            [
                ("sinking the ferry", "Ida Orr"),
            ],
        ),
        (
            "Ida Orr called on Halmere to reopen the port.",
            [
                ("Halmere to reopen the port", "Ida Orr"),
            ],
        ),
        (
            "Tarsovia's decision to close the port has surprised many.",
            [("to close the port", "Tarsovia")],
        ),
        wanted(
            "a noun phrase that content hangs on ends at its verb",
            "Ida Orr's claim that the ferry was safe drew laughter.",
            ("that the ferry was safe", "Ida Orr"),
        ),
        (
            "Halmere's obsession with the island has grown.",
            [
                ("the island", "Halmere"),
            ],
        ),
        wanted(
            "a noun phrase that content hangs on ends at its verb",
            "Tarsovia's decision to close the port surprised many.",
            ("to close the port", "Tarsovia"),
        ),
        wanted(
            "'the claim by X that' is not read",
            "The claim by Ida Orr that the ferry was safe helped.",
            ("that the ferry was safe", "Ida Orr"),
        ),
        wanted(
            "'the decision by X to' is not read",
            "The decision by Halmere to close the port came late.",
            ("to close the port", "Halmere"),
        ),
        wanted(
            "a claim inside what somebody rejects is not nested",
            "The mayor rejected Ida Orr's claim that the ferry was safe.",
            ("Ida Orr's claim that the ferry was safe", "The mayor"),
            ("that the ferry was safe", "Ida Orr"),
        ),
        (
            "The ferry, Ida Orr said, would sail on Monday.",
            [
                ("The ferry", "Ida Orr"),
                ("would sail on Monday", "Ida Orr"),
            ],
        ),
        (
            "In Halmere, according to Ida Orr, the ferry is late.",
            [
                ("In Halmere", "Ida Orr"),
                ("the ferry is late", "Ida Orr"),
            ],
        ),
        (
            "The ferry would sail, Ida Orr told reporters on Monday.",
            [
                ("The ferry would sail", "Ida Orr"),
            ],
        ),
        (
            "The port reflects the state of the country, acknowledged the expert.",
            [
                ("The port reflects the state of the country", "the expert"),
            ],
        ),
        (
            "The ferry is safe, Ida Orr, Professor of the Osterby University, told the Osterby Post.",
            [
                ("The ferry is safe", "Ida Orr"),
            ],
        ),
        wanted(
            "'per' takes no content on its left",
            "The ferry would sail on Monday, per the ministry.",
            ("The ferry would sail on Monday", "the ministry"),
        ),
        (
            "Ida Orr said: the ferry will sail on Monday.",
            [
                ("the ferry will sail on Monday", "Ida Orr"),
            ],
        ),
        (
            "Ida Orr told Tom Lund the ferry would sail.",
            [
                ("the ferry would sail", "Ida Orr"),
            ],
        ),
        (
            "Ida Orr is convinced that the pact is dead.",
            [
                ("that the pact is dead", "Ida Orr"),
            ],
        ),
        wanted(
            "a clause that the outlet adds about a noun is taken into the content",
            "Ida Orr said the ferry, which was built in Osterby in 1970, would sail.",
            ("the ferry", "Ida Orr"),
            ("would sail", "Ida Orr"),
        ),
        wanted(
            "a sentence that goes on with a source's words needs a cue of its own",
            "The ferry is old, Ida Orr said. It has sunk twice, and none will buy it, she added. It must go.",
            ("The ferry is old", "Ida Orr"),
            ("It has sunk twice, and none will buy it", "she"),
            ("It must go", "she"),
        ),
    ],
)
def test_reported_words(text: str, expected: list[tuple[str, str]], rules: VoiceFinder) -> None:
    assert [(one.content, one.source) for one in said(text, rules)] == expected


@pytest.mark.parametrize(
    "text",
    [
        'The deal is a "gift" to the east, said the mayor.',
        '"We will sail," said a man with a dog.',
        "Ida Orr said the ferry would sail; Tom Lund left the hall.",
    ],
)
def test_the_model_adds_no_stray_words(text: str, with_model: VoiceFinder, rules: VoiceFinder) -> None:
    assert len(said(text, with_model)) == len(said(text, rules))


def test_a_stretch_without_a_cue_is_not_cued(with_model: VoiceFinder) -> None:
    found = said('The United States has a "grey zone" of its own.', with_model)
    assert all(one.cue is not None for one in found if one.confidence == "cued")
