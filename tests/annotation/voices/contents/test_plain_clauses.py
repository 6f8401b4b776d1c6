"""Clauses that are said as a whole: "said … that …" and "…, the Post stresses in an editorial"."""

from __future__ import annotations

import pytest

from analysis.annotation.voices import VoiceFinder

from ..said import brief, only, said

FAR = (
    "The respected President Bram Orr said in an important speech on the occasion of the 70th anniversary "
    "of the founding of Tarsovia that urgent efforts should be made to further enrich and build on the "
    "successes achieved this year by making the most of the remaining months, and the most important thing "
    "to this end is to raise the loyalty of all the members and other working people and service personnel "
    "and lead these spirits to successful fruition."
)
EDITORIAL = (
    "The officials, leading personnel of the country and standard-bearers in implementing the policies of "
    "the Workers' Union of Tarsovia (WUT), should skillfully apply the leadership method of the Union, "
    "Osterby Sinmun stresses in an editorial Saturday."
)


def test_a_clause_whose_that_stands_far_behind_its_cue(finder: VoiceFinder) -> None:
    one = only(FAR, finder)
    assert one.content == FAR[FAR.index("that urgent") : -1]
    assert (one.cue, one.name) == ("said", "Bram Orr")


def test_a_clause_before_a_source_that_stresses_it(finder: VoiceFinder) -> None:
    one = only(EDITORIAL, finder)
    assert one.content == EDITORIAL[: EDITORIAL.index(", Osterby")]
    assert (one.cue, one.source) == ("stresses", "Osterby Sinmun")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ida Orr said that the pact was old and that the port would close.",
            "that the pact was old and that the port would close",
        ),
        (
            "Ida Orr said that the pact was old, but that the port would stay open.",
            "that the pact was old, but that the port would stay open",
        ),
        (
            "She said with great satisfaction that the ice rink was built wonderfully.",
            "that the ice rink was built wonderfully",
        ),
        (
            "Ida Orr told radio host Tom Lund that the pact would harm Halmere.",
            "that the pact would harm Halmere",
        ),
    ],
)
def test_a_that_clause_is_one_content(text: str, content: str, finder: VoiceFinder) -> None:
    assert only(text, finder).content == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Noting that independence, justice and peace are guaranteed by the matchless capability, and our "
            "eternal victory by our limitless strength, she called for waging a struggle.",
            [
                "that independence, justice and peace are guaranteed by the matchless capability, and our "
                "eternal victory by our limitless strength",
                "waging a struggle",
            ],
        ),
        (
            "Ida Orr said that the pact was dead, and stressed the need to build a port.",
            ["that the pact was dead", "the need to build a port"],
        ),
    ],
)
def test_a_clause_ends_where_another_cue_takes_over(
    text: str, expected: list[str], finder: VoiceFinder
) -> None:
    assert [one.content for one in said(text, finder)] == expected
    assert len({one.source for one in said(text, finder)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayor recognised the man that had left the port of Osterby in the spring.",
        "The ferry is old, a charge the port rejects.",
    ],
)
def test_a_that_which_describes_leads_to_no_clause(text: str, finder: VoiceFinder) -> None:
    assert all(not content.startswith(("that had", "The ferry")) for _, content, _ in brief(text, finder))
