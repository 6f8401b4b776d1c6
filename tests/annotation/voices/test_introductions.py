"""The roles by which people are introduced."""

from __future__ import annotations

import pytest

from analysis.annotation.voices.introductions import introduced, introductions


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
    assert introduced(introductions(text, {"Ida Orr": [place]}), role, len(text)) == "Ida Orr"


def test_a_role_of_somebody_else_does_not() -> None:
    text = "Ida Orr, who wrote to the minister, came. Ida Orr, a friend of the minister, left."
    assert introductions(text, {"Ida Orr": [0, 42]}) == {}


def test_the_last_one_before_a_place_is_meant() -> None:
    known = {"mayor": [(5, "Ida Orr"), (90, "Tom Lund")]}
    assert introduced(known, "mayor", 4) is None
    assert introduced(known, "mayor", 60) == "Ida Orr"
    assert introduced(known, "mayor", 100) == "Tom Lund"
    assert introduced(known, "minister", 100) is None
