"""Targets: actors folded to sides, overlaps, noun phrases, and tables without text."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.annotation import Annotated, annotate, find_targets
from analysis.annotation.tables import schema
from analysis.corpus import read_article_text
from analysis.errors import InputError

ACTORS = """actor,kind,alias,side
Tarsovia,state,Tarsovia,
Tarsovia,state,Tarsovian,
Tarsovia,capital_or_government,Mirnau,
Halmere,state,Halmere,
Bram Coll,leader,Bram Coll,Tarsovia
"""
TEXT = (
    "Mirnau refuses\n\nTarsovian Foreign Minister Bram Coll met Halmere. The country waits. "
    "Mirnau has no port. The country waits."
)


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Annotated:
    file = tmp_path_factory.mktemp("lexicons") / "actors.csv"
    file.write_text(ACTORS, encoding="utf-8")
    first, _ = read_article_text(TEXT)
    second, _ = read_article_text("The port\n\nBram Coll spoke. Coll left.")
    return annotate(pl.concat([first, second]), [file])


def found(table: pl.DataFrame) -> list[tuple[str, str, bool]]:
    return table.select("actor", "surface", "resolved").rows()  # type: ignore[return-value]


def test_actors_count_for_their_side_and_a_noun_phrase_is_one_mention(annotated: Annotated) -> None:
    table = find_targets(annotated)
    assert dict(table.schema) == schema("mentions")
    one = table.filter(pl.col("article_id") == annotated.articles["article_id"][0])
    assert found(one) == [
        ("Tarsovia", "Mirnau", False),
        ("Tarsovia", "Tarsovian Foreign Minister Bram Coll", False),
        ("Halmere", "Halmere", False),
        ("Tarsovia", "Mirnau", False),
        ("Tarsovia", "The country", True),
    ]


def test_an_actor_that_is_asked_for_is_counted_apart(annotated: Annotated) -> None:
    both = find_targets(annotated, ["Bram Coll", "Tarsovia"])
    assert sorted(both["actor"].unique()) == ["Bram Coll", "Tarsovia"]
    assert set(both.filter(actor="Bram Coll")["surface"]) == {"Bram Coll", "Coll"}
    assert find_targets(annotated, "Bram Coll").equals(both.filter(actor="Bram Coll"))
    assert find_targets(annotated, "Halmere").height == 1


def test_without_text_literal_aliases_only(annotated: Annotated) -> None:
    bare = find_targets(annotated.without_text())
    assert not bare["resolved"].any()
    assert bare["surface"].null_count() == bare.height == annotated.mentions.height
    keys = ["article_id", "sentence", "span", "start", "end"]
    assert bare.select(keys).sort(keys).equals(annotated.mentions.select(keys).sort(keys))


def test_without_coreference_nothing_is_resolved(annotated: Annotated) -> None:
    table = find_targets(annotated, coreference=False)
    assert not table["resolved"].any()
    literal = find_targets(annotated).filter(~pl.col("resolved"))
    assert table.equals(literal)


def test_the_order_of_articles_does_not_matter(annotated: Annotated) -> None:
    turned = Annotated.of(
        **{name: annotated.scan(name).reverse() for name in ("articles", *annotated_tables())}
    )
    assert find_targets(turned).equals(find_targets(annotated))


def annotated_tables() -> list[str]:
    from analysis.annotation.tables import TABLES

    return ["reading_log", *TABLES]


def test_sentence_and_span_are_those_of_the_first_word(annotated: Annotated) -> None:
    spans = annotated.spans.select("article_id", "sentence", "span", first="start", last="end")
    joined = find_targets(annotated).join(spans, on=["article_id", "sentence", "span"], how="left")
    assert joined["first"].null_count() == 0
    assert (joined["first"] <= joined["start"]).all()
    assert (joined["start"] < joined["last"]).all()


def test_an_unknown_target_is_refused(annotated: Annotated) -> None:
    with pytest.raises(InputError, match="did you mean 'Tarsovia'"):
        find_targets(annotated, "Tarsova")


def test_the_congress_of_a_party_is_not_that_of_the_united_states() -> None:
    """A longer name of nobody here keeps the shorter alias from matching inside it."""
    articles, _ = read_article_text(
        "The meeting\n\nThe Eighth Congress of the Workers' Party of Korea set it. The Party Congress met. "
        "The African National Congress lost. Congress passed a bill. The 115th Congress met."
    )
    table = annotate(articles).mentions.filter(pl.col("actor") == "US Congress")
    assert table["surface"].to_list() == ["Congress", "Congress"]
    assert "literal" not in annotate(articles).mentions["actor"].to_list()
    assert find_targets(annotate(articles)).filter(actor="North Korea").height == 1


def test_an_institute_for_american_studies_is_not_american() -> None:
    text = "The note\n\nThe Institute for American Studies of the DPRK said that talks were over."
    articles, _ = read_article_text(text)
    assert annotate(articles).mentions["actor"].to_list() == ["North Korea"]
    assert annotate(articles).attributions["source_actor"].drop_nulls().unique().to_list() == ["North Korea"]


def test_a_party_and_an_army_count_by_their_short_names_too() -> None:
    articles, _ = read_article_text(
        "The note\n\nThe WPK met. Officers of the KPA came. A pilot of the kpa left."
    )
    assert find_targets(annotate(articles))["actor"].to_list() == ["North Korea"] * 2
