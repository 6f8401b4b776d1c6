"""How words for and against stand to a target."""

from __future__ import annotations

import pytest

from analysis.annotation.stance import STANCE_CATEGORIES, StanceReader
from tests.annotation.stance.said import place

READER = StanceReader.load(model=None)


def relations(marked: str, **more: tuple[str, ...]) -> dict[str, str]:
    """Return the relation of each term that says something."""
    _, _, votes = READER.evidence(place(marked, **more))
    return {vote.hit.term: vote.relation for vote in votes}


@pytest.mark.parametrize(
    ("marked", "term", "expected"),
    [
        ("Halmere condemned [Tarsovia].", "condemn", "object"),
        ("[Halmere] condemned Tarsovia.", "condemn", "holder"),
        ("[Tarsovia] was condemned by Halmere.", "condemn", "object"),
        ("Tarsovia was condemned by [Halmere].", "condemn", "holder"),
        ("[Tarsovia] has been repeatedly condemned.", "condemn", "object"),
        ("[Tarsovia] has repeatedly condemned the plan.", "condemn", "holder"),
        ("[Tarsovia] is condemning the plan.", "condemn", "holder"),
        ("[Mr. Orr], condemned by all sides, left.", "condemn", "object"),
        ("[Mr. Orr], who condemned the plan, left.", "condemn", "holder"),
        ("[Tarsovia] faced criticism from Halmere.", "criticism", "object"),
        ("The speech was full of criticism of [Tarsovia].", "criticism of", "of"),
        ("[Tarsovia] is an aggressor.", "aggressor", "said"),
        ("[Tarsovia], the aggressor, agreed.", "aggressor", "said"),
        ("The aggressor [Tarsovia] agreed.", "aggressor", "said"),
        ("[Tarsovia]'s critics met.", "critic", "object"),
        ("[Mr. Orr] is opposed to the plan.", "opposed to", "holder"),
        ("The minister lied, and [Tarsovia] waited.", "lied", "after"),
    ],
)
def test_relations_follow_word_order(marked: str, term: str, expected: str) -> None:
    found = relations(marked)
    if term == "critic":
        term = next(name for name in found if name.startswith("critic"))
    assert found[term] == expected


def test_violence_before_a_name_is_by_it_only_if_it_says_so() -> None:
    assert relations("The [Tarsovia] attack went on.")["attack"] == "left"
    assert relations("The [Tarsovian] attack went on.")["attack"] == "holder"
    assert relations("The attack on [Tarsovia] went on.")["attack"] == "on"


def test_another_actor_between_takes_the_word() -> None:
    marked = "[Tarsovia] told us that Halmere was condemned."
    assert relations(marked, others=("Halmere",))["condemn"] in ("before", "left")


def test_words_inside_names_say_nothing() -> None:
    assert relations("[The Aggressor Party] met.") == {}
    assert relations("[Tarsovia] met the Aggressor Party.", others=("the Aggressor Party",)) == {}


def test_categories_have_the_sign_and_role_of_the_card() -> None:
    signs = {name: direction.sign for name, direction in STANCE_CATEGORIES.items()}
    assert len(signs) == 15
    assert sum(signs.values()) == -1
    assert STANCE_CATEGORIES["cooperation"].role == "both"
