"""Sources where the order of cue and words puts them."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import only, said, voices


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('"We will go," said Ida Orr.', "Ida Orr", "said"),
        ('"We will go," Ida Orr said on Monday.', "Ida Orr", "said"),
        ('"We will go," Ida Orr, the mayor of Osterby, told reporters.', "Ida Orr", "told"),
        (
            '"We will go," said the spokesman for the ministry, who left.',
            "the spokesman for the ministry",
            "said",
        ),
        ('"Will you go?" she asked.', "she", "asked"),
        ('On Monday, Ida Orr left the hall, saying "it is over".', "Ida Orr", "saying"),
        ('OSTERBY, 12 April — Ida Orr said "it is over" and left.', "Ida Orr", "said"),
        ('"We will go to the island," Ida Orr said on condition of anonymity.', "Ida Orr", "said"),
        ('"We will go to the island," per Ida Orr.', "Ida Orr", "per"),
    ],
)
def test_the_source_of_a_quotation(text: str, source: str, cue: str, finder: VoiceFinder) -> None:
    one = only(text, finder, "quoted")
    assert (one.source, one.cue) == (source, cue)


# The words around the fragment are the same speaker's, reported: two attributions with one source.
FRAGMENTS = [
    ('According to Ida Orr, the deal is "a gift to them".', "Ida Orr", "According to", "the deal is"),
    ('The deal is "a gift to them", according to Ida Orr.', "Ida Orr", "according to", "The deal is"),
    ('The mayor denounced the deal as a "gift".', "The mayor", "denounced", "the deal"),
    ('The deal is a "gift" to the east, said the mayor.', "the mayor", "said", "The deal is a"),
    (
        'Ida Orr, who leads the union, has repeatedly said the deal is "dead".',
        "Ida Orr",
        "said",
        "the deal is",
    ),
    ('Ida Orr warned he thinks the deal is "dead".', "Ida Orr", "warned", "he thinks the deal is"),
    ('Ida Orr said that voters found "a gift to them" in it.', "Ida Orr", "said", "that voters found"),
]


def test_that_alone_before_a_quotation_is_no_content(finder: VoiceFinder) -> None:
    (one,) = said('Ida Orr went on to say that "nothing is lost".', finder)
    assert (one.kind, one.source, one.cue) == ("quoted", "Ida Orr", "went on to say")


@pytest.mark.parametrize(("text", "source", "cue", "reported"), FRAGMENTS)
def test_a_quoted_fragment_of_a_reported_clause(
    text: str, source: str, cue: str, reported: str, rules: VoiceFinder
) -> None:
    found = said(text, rules)
    assert sorted(one.kind for one in found) == ["quoted", "reported"]
    assert [(one.source, one.cue) for one in found] == [(source, cue)] * 2
    clause = next(one.content for one in found if one.kind == "reported")
    assert clause.startswith(reported)


@pytest.mark.parametrize(
    "text",
    [
        'The deal is a "gift" to the east, Ida Orr said.',
        'Ida Orr said that voters found "a gift to them" in it.',
        'Ida Orr said the "gift" would cost them.',
    ],
)
def test_a_fragment_inside_a_reported_clause_is_nested_in_it(text: str, finder: VoiceFinder) -> None:
    clause, fragment = said(text, finder)
    assert (clause.kind, clause.parent, fragment.kind) == ("reported", None, "quoted")
    assert fragment.parent == clause.content
    assert fragment.source == clause.source == "Ida Orr"


@pytest.mark.parametrize(
    "text",
    [
        'Ida Orr said the deal is "a gift to them".',
        'According to Ida Orr, the deal is "a gift to them".',
        'Ida Orr insisted the pact is dead and "nobody will miss it".',
    ],
)
def test_a_fragment_at_the_end_of_a_reported_clause_is_nested_in_it(text: str, finder: VoiceFinder) -> None:
    clause, fragment = said(text, finder)
    assert fragment.parent == clause.content


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('Ida Orr called it "a gift to them" after it grew five per cent.', "called"),
        ('Ida Orr was sure of the claim and called it "a gift to them".', "called"),
        ('Ida Orr said that voters found "a gift to them" in it.', "said"),
        ('The deal is "a gift to them all", Ida Orr said in favour of it.', "said"),
    ],
)
def test_words_that_cue_indirect_content_alone_do_not_take_a_quotation(
    text: str, quoted: str, finder: VoiceFinder
) -> None:
    one = only(text, finder, "quoted")
    assert (one.source, one.cue) == ("Ida Orr", quoted)


@pytest.mark.parametrize(
    "text",
    [
        'The deal is "a gift to them all", Ida Orr said in favour of it.',
        "The claims of the miners grew.",
        "Tarsovia has a fear of the sea.",
        "Asked about the ferry, Ida Orr said it would sail.",
        '"We will sail on Monday," critics of the pact said.',
    ],
)
def test_content_is_not_its_own_source(text: str, rules: VoiceFinder) -> None:
    found, _ = voices(text, rules)
    assert all(a.source is None or a.source[1] <= a.start or a.end <= a.source[0] for a in found)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ida Orr, speaking in Osterby on Monday, said the ferry would sail.", "Ida Orr"),
        ("Asked about the ferry, Ida Orr said it would sail.", "Ida Orr"),
        ("The ferry would sail, said Ida Orr, who was born in Halmere.", "Ida Orr"),
        ("The ferry is old, said a source who asked not to be named.", "a source"),
        (
            "The minister of transport, Ida Orr, said the ferry would sail.",
            "The minister of transport, Ida Orr",
        ),
        ("A source close to the talks said the ferry would sail.", "A source close to the talks"),
        ("In the view of Ida Orr, the ferry is late.", "Ida Orr"),
        ("“It will sail,” Ida Orr said. Her insistence that the ferry is safe helped.", "Her"),
        ("Ida Orr is sure that the ferry will sail.", "Ida Orr"),
    ],
)
def test_the_source_of_reported_words(text: str, source: str, finder: VoiceFinder) -> None:
    assert source in [one.source for one in said(text, finder, "reported")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Tarsovian side said that the ferry was old.", "The Tarsovian side"),
        ("The British side said that the ferry was old.", "The British side"),
        (
            "The commander of the Osterby fleet said that the ferry was old.",
            "The commander of the Osterby fleet",
        ),
        ("Halmere's top military spy said that the ferry was old.", "Halmere's top military spy"),
        ("A volunteer from France said that the ferry was old.", "A volunteer from France"),
        ("Ferry sinks near Osterby\n\nThe mayor of Osterby said that it was old.", "The mayor of Osterby"),
        ("The British said that the ferry was old.", "The British"),
    ],
)
def test_a_source_is_the_whole_phrase(text: str, source: str, finder: VoiceFinder) -> None:
    assert [one.source for one in said(text, finder)] == [source]


def test_a_question_put_to_the_source_is_not_hers(rules: VoiceFinder) -> None:
    found = said("Asked about the ferry, Ida Orr said it would sail.", rules)
    assert [(one.content, one.source) for one in found] == [("it would sail", "Ida Orr")]


@pytest.mark.parametrize("verb", ["said", "found"])
def test_a_noun_that_is_a_cue_can_be_the_source_of_a_verb(verb: str, rules: VoiceFinder) -> None:
    one = only(f"The report {verb} that the ferry was old.", rules)
    assert (one.source, one.cue) == ("The report", verb)


def test_a_verb_before_a_possessive_is_no_part_of_the_source(rules: VoiceFinder) -> None:
    assert only("Nobody liked Halmere's obsession with the island.", rules).source == "Halmere"


@pytest.mark.xfail(strict=True, reason="a noun cue without a possessive takes its content for its source")
def test_the_holder_of_an_attitude_stands_before_it(rules: VoiceFinder) -> None:
    assert only("Tarsovia has a fear of the sea.", rules).source == "Tarsovia"


def test_a_surname_is_no_tower_and_no_first_name(rules: VoiceFinder) -> None:
    text = "Reporters met at Orr Tower. Orr Blake came, and so did Ida Orr. Ms. Orr said the ferry is old."
    (found,) = said(text, rules)
    assert found.name == "Ida Orr"
    alone = "Reporters met at Orr Tower on Monday. Mr. Orr said the ferry is old."
    assert [one.name for one in said(alone, rules)] == ["Orr"]
