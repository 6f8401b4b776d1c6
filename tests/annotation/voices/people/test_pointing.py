"""Whom "he", "she", "it" and "they" point to."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import said

TAIL = ' said that the ferry was "old".'


def last_name(text: str, finder: VoiceFinder) -> str | None:
    return said(text, finder)[-1].name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # The subject of the sentence before, not who is named in it beside.
        ("Bram Orr met Tom Lund in Osterby. He" + TAIL, "Bram Orr"),
        ("Bram Orr came in spite of Senator Tom Lund. He" + TAIL, "Bram Orr"),
        ("Bram Orr wrote to Tom Lund. The letter was long. He" + TAIL, "Bram Orr"),
        ("Two months ago, Bram Orr met Tom Lund. He" + TAIL, "Bram Orr"),
        # Who spoke last, where he speaks in the main clause.
        ("Bram Orr came, but Tom Lund said that it was late. He" + TAIL, "Tom Lund"),
        ("Bram Orr left after Tom Lund said that it was late. He" + TAIL, "Bram Orr"),
        # Nobody who is named in a quotation only.
        (
            '"We shall ask Senator Tom Lund about it," Bram Orr said. "Tom Lund knows the ferry," he added.',
            "Bram Orr",
        ),
        # The same sentence.
        ("Bram Orr came to Osterby since he said that the ferry was old.", "Bram Orr"),
        ("Although Bram Orr came, he" + TAIL, "Bram Orr"),
        ("As he came to Osterby, Bram Orr" + TAIL, "Bram Orr"),
        ("At Bram Orr's trial in Osterby, he" + TAIL, "Bram Orr"),
        ("Bram Orr came. In a letter to Senator Tom Lund, he" + TAIL, "Bram Orr"),
        # Women and men.
        ("Tom Lund asked Ida Orr about the ferry. She" + TAIL, "Ida Orr"),
        ("Michael Orr met Sarah Lund in Osterby. She" + TAIL, "Sarah Lund"),
        # Somebody without a name.
        ("Bram Orr came. A senior official said that the port was open. She" + TAIL, "A senior official"),
    ],
)
def test_he_and_she(text: str, name: str, rules: VoiceFinder) -> None:
    assert last_name(text, rules) == name


@pytest.mark.parametrize(
    "text",
    [
        "Highly praised ships came to Osterby. He" + TAIL,
        "The ferry left Osterby. He" + TAIL,
        "Bram Orr asked him if he" + TAIL,
        'A spokesman said that it was late. "It is late," she said.',
        "Ida Orr met Mary Lund. He" + TAIL,
    ],
)
def test_he_is_open_where_nobody_fits(text: str, rules: VoiceFinder) -> None:
    found = said(text, rules)[-1]
    assert (found.name, found.type) == (None, "person")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry said that the port was open. It" + TAIL, "ministry"),
        ("The ministry opened the port. It" + TAIL, "ministry"),
        ("The ministry said that Bram Orr came. It" + TAIL, "ministry"),
        (
            "Miners in Osterby said that the port was open. They said that the ferry was old.",
            "Miners in Osterby",
        ),
        ("Bram Orr said that the port was open. It" + TAIL, None),
        ("Bram Orr said that the port was open. They" + TAIL, None),
    ],
)
def test_it_and_they(text: str, name: str | None, rules: VoiceFinder) -> None:
    assert last_name(text, rules) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What acts before, where its words name a body and not only hold its name.
        ("The Osterby Times printed a letter. It" + TAIL, "Osterby Times"),
        ("The streets of Moscow were full. It" + TAIL, None),
        ("A copy of the treaty was sent to Osterby. It" + TAIL, "copy of the treaty"),
        ("The ministry spoke to the press. The ferry left because it" + TAIL, None),
        ("The Moscow attacks were long. It" + TAIL, None),
        ("Moscow police were late. They" + TAIL, "Moscow police"),
        # Several people, or a body of people; a state that only acts may be "they", or others are.
        ("Protesters came to Osterby. They" + TAIL, "Protesters"),
        ("The delegation came to Osterby. They" + TAIL, "delegation"),
        ("The group came to Osterby. They" + TAIL, "group"),
        ("Moscow sent two ships. They" + TAIL, None),
        ("Moscow and Beijing sent two ships. It" + TAIL, None),
        ("The Justice and Work Ministry sent two ships. It" + TAIL, None),
        ("Some members of Congress came to Osterby. They" + TAIL, "Some members of Congress"),
    ],
)
def test_it_and_they_for_who_acts(text: str, name: str | None, rules: VoiceFinder) -> None:
    assert last_name(text, rules) == name


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that the port was open. It was unclear how long the ferry would stay.",
        "The ministry said that the port was open. It is hard to say how long the ferry will stay.",
        "The ministry said that the port was open. The fog makes it difficult to say when it will sail.",
        "The ministry said that the port was open. It is not immediately known who will sail.",
    ],
)
def test_it_may_stand_for_nobody(text: str, rules: VoiceFinder) -> None:
    found = said(text, rules)[1:]
    assert all(
        (one.source, one.name) == (None, None) for one in found if (one.source or "it").lower() == "it"
    )


@pytest.mark.parametrize("who", ["The people of Osterby came", "Some refugees came"])
def test_he_is_nobody_of_several(who: str, rules: VoiceFinder) -> None:
    assert last_name(f"{who}. He" + TAIL, rules) is None


def test_a_source_keeps_its_name_with_himself_behind_it(rules: VoiceFinder) -> None:
    assert last_name("Ida Orr came. Orr herself" + TAIL, rules) == "Ida Orr"
    assert last_name("Ida Orr came. Orr's claim that the ferry was old was heard.", rules) == "Ida Orr"


def test_a_speaker_is_not_he_in_his_own_words(rules: VoiceFinder) -> None:
    text = "“Tom Lund is old. He said ‘we will pay’ and left,” Bram Orr said."
    (found,) = [one for one in said(text, rules) if one.source == "He"]
    assert found.name != "Bram Orr"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The leader of the union, Ida Orr, said that the ferry was old.", "Ida Orr"),
        ("The top Republican on the panel, Sen. Ida Orr of Maine, said that the ferry was old.", "Ida Orr"),
        ("Osterby TV's Ida Orr said that the ferry was old.", "Ida Orr"),
        ("Michael Bloomberg said that the ferry was old.", "Michael Bloomberg"),
        ("Jim Jordan said that the ferry was old.", "Jim Jordan"),
        ("Mrs. Orr came, and Tom Orr stayed. Mrs. Orr said that the ferry was old.", "Orr"),
    ],
)
def test_who_is_named(text: str, name: str, rules: VoiceFinder) -> None:
    found = said(text, rules)[-1]
    assert (found.name, found.type) == (name, "person")


@pytest.mark.parametrize("name", ["Central Europe", "Missouri Republican", "WATCH Osterby"])
def test_a_place_or_a_body_is_no_person(name: str, rules: VoiceFinder) -> None:
    assert said(f"Then {name} said that the ferry was old.", rules)[-1].type != "person"
