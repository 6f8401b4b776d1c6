"""One name per source in an article, and the type of each source."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said


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


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the rower, Britt Aalen", "Britt Aalen"),
        ("one of the wounded, Britt Aalen", "Britt Aalen"),
        ("another rower for his brother, Britt Aalen", "another rower for his brother"),
        ("the rowers, Britt Aalen", "the rowers"),
    ],
)
def test_who_is_named_behind_a_noun_and_a_comma_is_called_so(
    source: str, name: str, rules: VoiceFinder
) -> None:
    found = names(f'"We rowed without him, badly," said {source}. The ferry left.', rules)
    assert found == [name]


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


@pytest.mark.parametrize("source", ["Orr allies", "Ms Orr's lawyer", "The Orr campaign"])
def test_who_goes_by_a_name_does_not_bear_it(source: str, finder: VoiceFinder) -> None:
    text = f'Ida Orr came. "We will sail on Monday," {source} said.'
    assert [one.name for one in said(text, finder, "quoted")] != ["Ida Orr"]


NO_NAMES = [
    "Highly appreciating the crew, he said that the ferry would sail.",
    "Giving guidance to the crew, he said that the ferry would sail.",
    "Children are on board. He saw the children and said that the ferry would sail.",
    "Pointing to the port, he said that the ferry would sail.",
]


@pytest.mark.parametrize("opening", NO_NAMES)
def test_a_word_that_only_begins_a_sentence_is_no_name(opening: str, finder: VoiceFinder) -> None:
    text = f"{opening} He added that it was safe."
    word = opening.split(maxsplit=1)[0]
    assert word not in {one.name for one in said(text, finder)}


def test_a_name_that_looks_like_an_adverb_stays_a_name(finder: VoiceFinder) -> None:
    assert [(one.name, one.type) for one in said("Connelly said that the ferry would sail.", finder)] == [
        ("Connelly", "person")
    ]


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("The U.S.", "U.S.", "state or government"),
        ("Kim Jong Un", "Kim Jong Un", "person"),
        ("Respected Comrade Kim Jong Un", "Kim Jong Un", "person"),
        ("The UN", "UN", "organisation"),
        ("Osterby Sinmun", "Osterby Sinmun", "media"),
        ("The Tarsovian Air Force", "Tarsovian Air Force", "state or government"),
        ("The South Korean president", None, "role"),
        ("President-elect Ida Orr", "Ida Orr", "person"),
        ("Secretary-General Ida Orr", "Ida Orr", "person"),
        ("Ambassador to the United Nations Ida Orr", "Ida Orr", "person"),
        ("The Ministry of Foreign Affairs of Tarsovia", None, "state or government"),
        ("EU High Representative for Foreign Affairs and Security Policy Ida Orr", "Ida Orr", "person"),
        ("Osterby CEO Ida Orr", "Ida Orr", "person"),
        ("France's Ida Orr", "Ida Orr", "person"),
        ("Ida Orr MP", "Ida Orr", "person"),
        ("The Osterby NPP", None, "organisation"),
        ("The Osterby Border Guard Service", None, "state or government"),
        ("The UN agency", None, "organisation"),
        ("Most Americans", None, "unnamed"),
        ("Social media users", None, "unnamed"),
        ("Deputy PM", None, "role"),
        ("Ambassador to the UN Ida Orr", "Ida Orr", "person"),
        ("Ambassador to the U.N. Ida Orr", "Ida Orr", "person"),
        ("The adviser to the mayor of Odesa Ida Orr", "Ida Orr", "person"),
        ("The Osterby Times in an editorial", "Osterby Times", "media"),
        ("The QRS", "QRS", "organisation"),
        ("France's QRS", None, "organisation"),
        ("The Tarsov news agency", "Tarsov news agency", "media"),
        ("Tarsov state TV", "Tarsov state TV", "media"),
        ("The Osterby Guard", "Osterby Guard", "state or government"),
        ("The Orr report", "The Orr report", "document"),
        ("The Orr voyage", "Orr voyage", None),
        ("An editorial", "editorial", "document"),
        ("The airline", "airline", "organisation"),
        ("Danes", "Danes", "unnamed"),
        ("South Koreans", "South Koreans", "unnamed"),
        ("The British", "The British", "unnamed"),
        ("The Confederation of Danes", "Confederation of Danes", "organisation"),
        ("Attackers", "Attackers", "unnamed"),
        ("Police", "Police", "state or government"),
    ],
)
def test_what_names_a_person_and_what_does_not(
    source: str, name: str | None, expected: str | None, rules: VoiceFinder
) -> None:
    (one,) = said(f"{source} said that the ferry would sail.", rules)
    assert one.type == expected
    assert name is None or one.name == name


NAMESAKES = [
    "Melania Orr, his wife, came with Mr. Orr to the port. ",
    "His wife Melania Orr came to the port with President Orr. ",
    "Lena Orr, his daughter, came to the port. Orr’s daughter waved. ",
]


@pytest.mark.parametrize("text", NAMESAKES)
def test_a_surname_does_not_go_to_a_relative_of_who_bears_it(text: str, finder: VoiceFinder) -> None:
    assert said(text + "Orr said that the ferry would sail.", finder)[-1].name == "Orr"


def test_a_surname_goes_to_the_one_who_is_nobodys_wife(finder: VoiceFinder) -> None:
    text = (
        "President Bram Orr came with his wife Melania Orr. Melania Orr wore red. Melania Orr waved. "
        "Orr said that the ferry would sail."
    )
    assert said(text, finder)[-1].name == "Bram Orr"


def test_a_woman_who_is_introduced_as_a_wife_keeps_her_surname(finder: VoiceFinder) -> None:
    text = "His wife Ida Orr came to the port. Orr said that the ferry would sail."
    assert said(text, finder)[-1].name == "Ida Orr"


@pytest.mark.parametrize(
    "text",
    [
        "Ida Orr came. Ida Orr left. Ida M. Orr said that the ferry would sail. Orr said that it was safe.",
        "Ida Orr Makes Speech\n\nIda Orr came. Ida Orr said that the ferry would sail. Orr said it was safe.",
        "Did Orr know? Ida Orr said that the ferry would sail. Orr said that it was safe.",
    ],
)
def test_one_person_has_one_name(text: str, finder: VoiceFinder) -> None:
    assert {one.name for one in said(text, finder)} == {"Ida Orr"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bram Orr Jr., a lawyer, came with Mayor Orr. ", "Orr"),
        ("Bram Orr Jr. came with Senator Orr. ", "Orr"),
        ("Bram Orr Jr. came with Orr, the mayor, to Osterby. ", "Orr"),
        ("Senator Bram Orr Jr. came. Sen. Orr waved. ", "Bram Orr Jr."),
        ("Gen. Bram Orr Jr. came. General Orr waved. ", "Bram Orr Jr."),
        ("Bram Orr Jr., the mayor, came. Mayor Orr waved. ", "Bram Orr Jr."),
        ("Bram Orr Jr. came to Osterby. Mr. Orr waved. ", "Bram Orr Jr."),
    ],
)
def test_a_surname_is_a_son_s_unless_another_has_an_office(text: str, name: str, rules: VoiceFinder) -> None:
    assert said(text + "Orr said that the ferry would sail.", rules)[-1].name == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Michael Bloomberg came to Osterby. Bloomberg", ("Michael Bloomberg", "person")),
        (
            "Michael Bloomberg came to Osterby. Mr. Bloomberg waved. Mr. Bloomberg",
            ("Michael Bloomberg", "person"),
        ),
        ("Michael Bloomberg came to Osterby. Mr. Bloomberg waved. Bloomberg", ("Bloomberg", "media")),
        ("Jim Jordan came to Osterby. Mr. Jordan waved. Jordan", ("Jordan", "state or government")),
        (
            "The Ida Orr Foundation came to Osterby. Ida Orr waved. The foundation",
            ("foundation", "organisation"),
        ),
    ],
)
def test_a_body_and_a_person_of_one_name(text: str, expected: tuple[str, str], rules: VoiceFinder) -> None:
    found = said(f"A headline\n\n{text} said that the ferry would sail.", rules)[-1]
    assert (found.name, found.type) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Orr Says Ferry Will Sail\n\nMr. Orr came to Osterby. ",
        "A headline\n\nORR SAILS\n\nMr. Orr came to Osterby. ",
    ],
)
def test_a_verb_of_a_headline_is_no_surname(text: str, rules: VoiceFinder) -> None:
    assert said(text + "Orr said that the ferry would sail.", rules)[-1].name == "Orr"


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("The official", "a senior port official"),
        ("The port official", "a senior port official"),
        ("The army official", "army official"),
    ],
)
def test_an_unnamed_source_is_taken_up_by_who_is_described_alike(
    who: str, name: str, rules: VoiceFinder
) -> None:
    text = "On Monday, a senior port official said that the ferry was old. "
    assert said(f"{text}{who} said that the ferry would sail.", rules)[-1].name == name
