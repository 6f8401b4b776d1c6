"""Ways of citing that US newspapers seldom use: wire datelines, headline lists, reproduced statements."""

from __future__ import annotations

import pytest

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, VoiceFinder, find_voices
from analysis.annotation.voices.text.datelines import dateline_end

RULES = VoiceFinder.load(model=None)
WITH_MODEL = VoiceFinder.load()


def found_in(text: str, finder: VoiceFinder = RULES) -> list[Attribution]:
    return find_voices(text, split_sentences(text), finder)[0]


def contents(text: str, finder: VoiceFinder = RULES) -> list[tuple[str, str | None]]:
    """Content and source of each attribution, as they stand."""
    return [
        (text[a.start : a.end], text[slice(*a.source)] if a.source else None) for a in found_in(text, finder)
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "HALMERE (Osterby Wire) - ",
        "Halmere, April 12 (OWNA) -- ",
        "HALMERE, Tarsovia, 12 April — ",
        "HALMERE — ",
        "12.04.22 08:15 - ",
    ],
)
def test_a_dateline_is_nobodys_words(dateline: str) -> None:
    text = f"{dateline}The pact is dead, Bram Orr said."
    assert dateline_end(text, 0, len(text)) == len(dateline)
    for finder in (RULES, WITH_MODEL):
        assert contents(text, finder) == [("The pact is dead", "Bram Orr")]


@pytest.mark.parametrize(
    "text", ["Halmere is a port - a small one.", "Orr (the mayor) left.", "A 12.5 - 3 lead."]
)
def test_a_dash_does_not_make_a_dateline(text: str) -> None:
    assert dateline_end(text, 0, len(text)) == 0


@pytest.mark.parametrize(
    ("headline", "content", "source"),
    [
        ("Halmere loses two ferries – Port Ministry", "Halmere loses two ferries", "Port Ministry"),
        ("Halmere loses a ferry - port administration", "Halmere loses a ferry", "port administration"),
        (
            "Bram Orr: Ferries will sail (12.04.22 08:15) « Ports | Osterby.NET",
            "Ferries will sail",
            "Bram Orr",
        ),
        ("The ferries of Halmere: Two of them sank, - Orr (12.04.22 08:15)", "Two of them sank", "Orr"),
        ("Orr: The ferries will sail again, - Orr", "The ferries will sail again", "Orr"),
        ("Ida Orr: The ferries will sail again.", "The ferries will sail again", "Ida Orr"),
    ],
)
def test_a_headline_that_cites_with_a_colon_or_a_dash(headline: str, content: str, source: str) -> None:
    for finder in (RULES, WITH_MODEL):
        assert [(c.rstrip(","), s) for c, s in contents(headline, finder)] == [(content, source)]


def test_the_standfirst_of_a_headline_list_may_cite_too() -> None:
    standfirst = "In Halmere, two ferries have sunk since the storm began"
    text = f"Two ferries sink near Halmere\n\n{standfirst} — Port Ministry."
    assert (standfirst, "Port Ministry") in contents(text, WITH_MODEL)


def test_a_verb_with_a_capital_is_a_cue_in_a_title_case_headline_alone() -> None:
    headline = "Halmere Senator Orr Says She Backs Ferry Deal"
    assert contents(headline) == [("She Backs Ferry Deal", "Halmere Senator Orr")]
    assert contents("Ferry Deal Would Mean Peace, Orr Says") == [("Ferry Deal Would Mean Peace", "Orr")]
    assert contents("The paper Halmere Says is sold on the quay of the old town.") == []


def test_a_noun_in_a_name_cites_nobody() -> None:
    assert contents("The Ministry of Defence of Tarsovia stands on the quay.") == []


STATEMENT = (
    "The ferry is ours, and so is the quay.\nWhoever takes it will pay.\n"
    "Bram Orr said last year that it was sold.\nNobody believes him."
)


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("Ida Orr, mayor of Osterby, released the following press statement on Monday:", "Ida Orr"),
        (
            "A spokesperson for the Port Ministry of Tarsovia issued the following statement "
            '"The ferry is ours" on Monday:',
            "A spokesperson for the Port Ministry of Tarsovia",
        ),
        (
            "The respected Ida Orr made a speech.\nThe full text of the speech is as follows:",
            "The respected Ida Orr",
        ),
        ("Here is the full text of an article issued by a port analyst on Monday:", "a port analyst"),
        ("The council received a message from Ida Orr on Monday.\nThe message said:", "Ida Orr"),
    ],
)
def test_an_article_that_opens_as_a_document_is_its_authors_words(lead: str, source: str) -> None:
    text = f"Statement on the Ferry\n\nOsterby, April 12 (OWNA) -- {lead}\n{STATEMENT}"
    for finder in (RULES, WITH_MODEL):
        last = contents(text, finder)[-1]
        assert last == (STATEMENT, source)


def test_a_statement_further_down_does_not_take_the_rest_of_the_article() -> None:
    story = "\n".join(f"The ferry number {n} sailed to the island." for n in range(8))
    lead = "Ida Orr released the following statement:"
    text = f"Ferries sail\n\n{story}\n{lead}\nWe sail.\nThe ferries came back.\nNight fell."
    assert not any(a.end == len(text) for a in found_in(text))


def test_a_block_ends_where_the_outlet_speaks_again() -> None:
    text = (
        "Ida Orr spoke at the quay. She went on:\nWe built this ferry with our hands.\n"
        "It sailed for ten years.\nI will not sell it.\nShe left after her speech."
    )
    (block,) = [a for a in found_in(text) if a.kind == "quoted"]
    content = "We built this ferry with our hands.\nIt sailed for ten years.\nI will not sell it."
    assert text[block.start : block.end] == content


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("a spokesperson for the Port Ministry", "a spokesperson for the Port Ministry", "role"),
        ("the General Staff", "General Staff", "state or government"),
        ("the Azure Regiment", "Azure Regiment", "state or government"),
        ("the Red Cross", "Red Cross", "organisation"),
        ("the Tarsovian Republic", "Tarsovian Republic", "state or government"),
        ("some miners", "some miners", "unnamed"),
        ("a lawyer for Ida Orr", "a lawyer for Ida Orr", "unnamed"),
        ("Mrs May", "May", "person"),
    ],
)
def test_names_and_types_of_sources(source: str, name: str, kind: str) -> None:
    (found,) = found_in(f"On the quay, {source} said the ferry was sold.")
    assert (found.source_name, found.source_type) == (name, kind)


def test_a_surname_is_a_person_where_a_title_stands_before_it_elsewhere() -> None:
    found = found_in("Orr said the ferry was sold. President Orr left the quay.")
    assert (found[0].source_name, found[0].source_type) == ("Orr", "person")


def test_the_official_is_the_unnamed_one_who_spoke_before() -> None:
    text = (
        "Ida Orr said the ferry was sold. A port official said the quay was empty. "
        "The official said it was night."
    )
    assert [(a.source_name, a.source_type) for a in found_in(text)][2] == ("A port official", "unnamed")


def test_they_are_those_who_spoke_last_if_they_were_several() -> None:
    several, one = (
        found_in(f"{source} said the ferry was sold. They said the quay was empty.")[1]
        for source in ("Some miners", "Ida Orr")
    )
    assert (several.source_name, several.source_type) == ("Some miners", "unnamed")
    assert one.source_name is None
