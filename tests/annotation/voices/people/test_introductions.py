"""The roles by which people are introduced."""

from __future__ import annotations

import pytest

from analysis.annotation.voices.people.introductions import Role, introduced, introductions, roles_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ida Orr, the harbour minister, came.", "minister"),
        ("Ida Orr, minister of transport since May, came.", "minister"),
        ("Minister Ida Orr came.", "minister"),
        ("The harbour minister Ida Orr came.", "minister"),
    ],
)
def test_a_role_beside_a_name_introduces(text: str, role: str) -> None:
    place = text.index("Minister") if text.startswith("Minister") else text.index("Ida")
    assert introduced([introductions(text, {"Ida Orr": [place]})], Role(role, ""), len(text)) == "Ida Orr"


def test_a_role_of_somebody_else_does_not() -> None:
    text = "Ida Orr, who wrote to the minister, came. Ida Orr, a friend of the minister, left."
    assert introductions(text, {"Ida Orr": [0, 42]}) == {}


def test_the_last_one_before_a_place_is_meant() -> None:
    known = {"mayor": [(5, "Ida Orr", ""), (90, "Tom Lund", "")]}
    assert introduced([known], Role("mayor", ""), 4) is None
    assert introduced([known], Role("mayor", ""), 60) == "Ida Orr"
    assert introduced([known], Role("mayor", ""), 100) == "Tom Lund"
    assert introduced([known], Role("minister", ""), 100) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the president", "Tom Lund"),
        ("the russian president", "Bram Orr"),
        ("the us president", "Tom Lund"),
        ("the french president", None),
        ("the former president", "Kai Moen"),
        ("the vice president", "Ida Blom"),
    ],
)
def test_a_president_is_not_that_of_another_state(words: str, name: str | None) -> None:
    text = (
        "Russian President Bram Orr met US President Tom Lund. Former President Kai Moen stayed. "
        "Vice President Ida Blom left."
    )
    people = {full: [text.index(full)] for full in ("Bram Orr", "Tom Lund", "Kai Moen", "Ida Blom")}
    (role,) = roles_of(words.split())
    assert introduced([introductions(text, people)], role, len(text)) == name


@pytest.mark.parametrize(("counts", "name"), [({}, "Tom Lund"), ({"Bram Orr": 9}, "Bram Orr")])
def test_of_presidents_who_are_named_alike_the_first_of_no_state_is_meant(
    counts: dict[str, int], name: str
) -> None:
    known = {"president": [(5, "Bram Orr", "russ"), (60, "Tom Lund", ""), (90, "Kai Moen", "")]}
    assert introduced([known], Role("president", ""), 200, lambda full: counts.get(full, 2)) == name


def test_who_only_meets_a_mayor_is_none() -> None:
    text = "Ida Orr, addressing mayor Tom Lund, spoke."
    assert introductions(text, {"Ida Orr": [0]}) == {}
