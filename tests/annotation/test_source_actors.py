"""Sources numbered and tied to actors: in their own words, under other names, in titles and appositions."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate, load_lexicon
from analysis.annotation.voices.sources.actors import actors_of_sources, number_sources
from analysis.corpus import read_article_text
from analysis.errors import InputError

ACTORS = """actor,kind,alias,side
Tarsovia,state,Tarsovia,
Tarsovia,state,Tarsovian,
Halmere,state,Halmere,
Bram Coll,official,Bram Coll,Halmere
Bram Coll,official,Coll,Halmere
Osterby Institute,organisation,Osterby Institute,
"""


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lexicons") / "actors.csv"
    file.write_text(ACTORS, encoding="utf-8")
    return file


def attributions(text: str, actors: Path) -> Annotated:
    articles, _ = read_article_text("A headline\n\n" + text)
    return annotate(articles, [actors])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ('"We will stay," the Tarsovian foreign minister said.', "Tarsovia"),
        ('"We will stay," said Tarsovian Foreign Minister Ida Orr.', "Tarsovia"),
        ('Ida Orr, the foreign minister of Tarsovia, came. "We will stay," Ms Orr said.', "Tarsovia"),
        ('Tarsovia\'s foreign minister, Ida Orr, came. "We will stay," Ms Orr said.', "Tarsovia"),
        ('"We will stay," said Ida Orr of the Osterby Institute.', "Osterby Institute"),
        ('Bram Coll came late. "We will stay," Mr Coll said.', "Bram Coll"),
        ('In Tarsovia Ida Orr was cheered. "We will stay," Ida Orr said.', None),
        ('Ida Orr, who had left Tarsovia, came. "We will stay," Ida Orr said.', None),
        ('"We will stay," a farmer said in Halmere.', None),
        ('"We will stay," said Ida Orr, director of the Tarsovia program of a college.', None),
        ('"We will stay," said Ida Orr, a director who deals with Tarsovia.', None),
        ('"We will stay," said Tarsovia analyst Ida Orr.', None),
        ('"We will stay," said Tarsovian Ambassador to Halmere Ida Orr.', "Tarsovia"),
        ('"We will stay," said the ambassador to Halmere.', None),
        ('"They will stay," said experts studying Halmere.', None),
        ('"They will stay," said a Halmere-based historian.', None),
        ('"They will stay," said a professor at the Osterby Institute.', None),
        ('"They will stay," Tarsovian experts said.', None),
        ('"They will stay," a Tarsovian newspaper said.', None),
        ('"They will stay," the Tarsovian news agency said.', None),
        ('"They will stay," Tarsovian state media said.', "Tarsovia"),
        ('"They will stay," the Tarsovian press said.', None),
        ('"They will stay," the Tarsovian press secretary said.', "Tarsovia"),
        ('"They will stay," said the Tarsovian opposition leader Ida Orr.', None),
        ('"They will stay," said the pro-Tarsovian militia.', None),
        ('"They will stay," said the Tarsovian-backed militia.', None),
        ("The Tarsovian ministry has closed the port. It said that nobody would stay.", "Tarsovia"),
        ('"They will stay," said a volunteer from Tarsovia.', None),
        ('"They will stay," said an analyst based in Tarsovia.', None),
        ('"They will stay," said the Tarsovian foreign ministry.', "Tarsovia"),
        ('Ida Orr, the envoy of Tarsovia to Halmere, came. "We will stay," Ms Orr said.', "Tarsovia"),
    ],
)
def test_actor_of_a_source(text: str, actor: str | None, actors: Path) -> None:
    assert attributions(text, actors).attributions["source_actor"].to_list() == [actor]


def test_one_number_per_source_and_none_without_one(actors: Path) -> None:
    text = (
        '"We will stay," said Ida Orr. "They will go," said Lena Farr.\n\n'
        '"Nobody goes," Ms Orr said. "We wait," officials said.'
    )
    table = attributions(text, actors).attributions
    assert table["source_name"].to_list()[:3] == ["Ida Orr", "Lena Farr", "Ida Orr"]
    assert table["source_id"].to_list() == [0, 1, 0, 2]
    alone = attributions('"We will stay," he said.', actors).attributions
    assert alone["source"].to_list() == ["he"]
    assert alone["source_id"].to_list() == [None]


def test_number_and_actor_survive_without_text(actors: Path) -> None:
    tables = attributions('"We will stay," said Tarsovian Foreign Minister Ida Orr.', actors)
    bare = tables.without_text().attributions
    columns = ["source_id", "source_actor"]
    assert bare.select(columns).equals(tables.attributions.select(columns))
    assert bare["source_name"].null_count() == bare.height


def test_side_of_an_actor(actors: Path, tmp_path: Path) -> None:
    entries = attributions("Nothing.", actors).entries.filter(pl.col("lexicon") == "actors")
    sides = dict(entries.select("category", "side").unique().rows())
    assert sides == {
        "Tarsovia": "Tarsovia",
        "Halmere": "Halmere",
        "Bram Coll": "Halmere",
        "Osterby Institute": "Osterby Institute",
    }
    articles, _ = read_article_text("A headline\n\nNothing.")
    terms = annotate(articles).entries.filter(pl.col("lexicon") == "loaded_terms")
    assert terms["side"].null_count() == terms.height
    two = tmp_path / "two.csv"
    two.write_text(ACTORS + "Bram Coll,official,Bram,Tarsovia\n", encoding="utf-8")
    with pytest.raises(InputError, match="one side for all rows"):
        load_lexicon(two)


def test_every_side_of_the_lists_is_an_actor_of_the_list() -> None:
    for name in ("actors", "data/sample/actors.csv"):
        lexicon = load_lexicon(name)
        assert {entry.side for entry in lexicon.entries if entry.side} <= set(lexicon.categories)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Tarsovian ",
                "minister ",
                "Ida Orr",
                ", ",
                "Mr Coll",
                " of ",
                '"',
                "said ",
                "he ",
                ".\n\n",
                "x ",
            ]
        ),
        max_size=30,
    )
)
def test_any_text_gets_numbers_from_0_without_gaps(pieces: list[str]) -> None:
    from analysis.annotation import load_lexicons
    from analysis.annotation.article_pass import Annotator

    annotator = Annotator.load(load_lexicons(["data/sample/actors.csv"]))
    rows = annotator.chunk([("a", None, "".join(pieces))])["attributions"]
    ids = set(rows["source_id"].drop_nulls())
    assert ids == set(range(len(ids)))


def test_nothing_to_number() -> None:
    assert number_sources("", []) == []
    assert actors_of_sources("", [], [], []) == []
