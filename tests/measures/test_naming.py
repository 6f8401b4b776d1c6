"""Naming: which name is chosen, counted by referent, voice and part."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis import annotate, read_article_text
from analysis.annotation import Annotated
from analysis.errors import InputError
from analysis.measures import naming_shares, referents, shared_referents
from analysis.measures.counting import most_shared
from analysis.measures.kinds import kind_of
from analysis.measures.naming import REFERENTS, mirrored_once

NAMES = """referent,name,term,inflect
the ferry,boat,boat,noun
the ferry,wreck,floating wreck,noun
the ferry,literal,boat race,noun
the strike,strike,strike,noun
the strike,stoppage,stoppage,noun
the boat people,boat people,boat people,
"""
TEXTS = {
    "Herald": 'The wreck\n\nThe boat left. "It is a floating wreck," Ida Orr said. A boat race followed.',
    "Sun": "The boat\n\nThe boats came. Boat people saw a floating wreck.",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Annotated:
    file = tmp_path_factory.mktemp("names") / "mine.csv"
    file.write_text(NAMES, encoding="utf-8")
    articles = [
        read_article_text(text)[0].with_columns(article_id=pl.lit(outlet), outlet=pl.lit(outlet))
        for outlet, text in TEXTS.items()
    ]
    return annotate(pl.concat(articles), [file])


def counts(table: pl.DataFrame) -> list[tuple[str, str, float, float]]:
    rows = table.sort("article_id", "category").select("article_id", "category", "numerator", "denominator")
    return rows.rows()  # type: ignore[return-value]


def test_the_longest_name_counts_and_voices_are_told_apart(named: Annotated) -> None:
    assert counts(naming_shares(named, "the ferry", "own")) == [
        ("Herald", "boat", 1, 1),
        ("Herald", "wreck", 0, 1),
        ("Sun", "boat", 3, 4),
        ("Sun", "wreck", 1, 4),
    ]
    assert counts(naming_shares(named, "the ferry", "quoted"))[:2] == [
        ("Herald", "boat", 0, 1),
        ("Herald", "wreck", 1, 1),
    ]


def test_the_same_words_may_name_two_referents(named: Annotated) -> None:
    table = naming_shares(named, ["the boat people", "the ferry"], "own")
    people = table.filter(measure="share:naming:the boat people")
    assert people["numerator"].sum() == 1
    assert kind_of(people["measure"][0]).base == "name"


def test_a_referent_of_two_lists_is_one_and_the_longest_name_of_either_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("referent,name,term\nthe ferry,boat,boat\n", encoding="utf-8")
    second.write_text("referent,name,term\nthe ferry,wreck,boat of rust\n", encoding="utf-8")
    articles, _ = read_article_text("The port\n\nThe boat of rust passed a boat.")
    made = annotate(articles, [first, second])
    assert [row[1:] for row in counts(naming_shares(made, "the ferry"))] == [("boat", 1, 2), ("wreck", 1, 2)]


def test_no_referent_is_no_row(named: Annotated) -> None:
    assert naming_shares(named, []).is_empty()


def test_parts_count_alone(named: Annotated) -> None:
    table = naming_shares(named, "the ferry", "own", ["headline", "standfirst", "lead", "body"])
    headline = table.filter(part="headline", article_id="Sun", category="boat")
    assert headline.select("numerator", "denominator").row(0) == (1, 1)
    whole = naming_shares(named, "the ferry", "own")
    assert table["numerator"].sum() == whole["numerator"].sum()


def test_names_of_a_referent_make_up_the_whole(named: Annotated) -> None:
    table = naming_shares(named, None, ["own", "quoted", "reported", "attributed", "all"])
    sums = table.group_by("article_id", "measure", "voice").agg(
        pl.col("numerator").sum(), pl.col("denominator").first()
    )
    assert (sums["numerator"] == sums["denominator"]).all()


def test_referents_are_counted_on_both_sides(named: Annotated) -> None:
    table = referents(named, "all")
    assert dict(table.schema) == {name: dtype for name, (dtype, _) in REFERENTS.items()}
    assert table.row(0) == ("the ferry", 2, 6, 2, 2, "boat")
    assert shared_referents(named, ["Herald"], ["Sun"], "all", least=2) == ["the ferry"]
    assert shared_referents(named, ["Herald"], ["Sun"], "all", least=3) == []


def test_tables_without_text_give_the_same(named: Annotated) -> None:
    assert naming_shares(named.without_text(), None, "all").equals(naming_shares(named, None, "all"))


def test_what_is_not_known_is_refused(named: Annotated, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'the ferry'"):
        naming_shares(named, "the fery")
    with pytest.raises(InputError, match="did you mean 'headline'"):
        referents(named, "own", "headlin")
    with pytest.raises(InputError, match="argument 'voice'"):
        naming_shares(named, voice="owned")


def test_the_side_with_fewer_rows_decides_and_others_do_not_count() -> None:
    rows = pl.DataFrame(
        {
            "outlet": ["Sun"] * 5 + ["Echo"] * 6 + ["Wire"] * 9,
            "name": [*"aaabb", *"abbbcc", *"c" * 9],
        }
    )
    assert most_shared(rows, "name", ["Sun"], ["Echo"], most=8, least=1) == ["b", "a"]
    assert most_shared(rows, "name", ["Sun"], ["Echo"], most=1, least=1) == ["b"]
    assert most_shared(rows, "name", ["Sun"], ["Echo"], most=8, least=3) == []


def test_of_two_names_one_is_left_out_whatever_only_other_voices_hold() -> None:
    """A third name, without a hit in this voice, kept both names, and the same test was run twice."""
    names = {"boat": [1.0, 3.0], "wreck": [1.0, 0.0], "hulk": [0.0, 0.0]}
    shares = pl.DataFrame(
        [
            {"measure": "share:naming:the ferry", "category": name, "numerator": n, "denominator": 4.0}
            for name, counted in names.items()
            for n in counted
        ]
    )
    assert mirrored_once(shares)["category"].unique(maintain_order=True).to_list() == ["wreck", "hulk"]
    three = shares.with_columns(pl.col("numerator") + 1)
    assert mirrored_once(three).height == three.height
