"""The pass over an article: every word in one voice, offsets that hold, tables that survive the disk."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.annotation import Annotated, annotate
from analysis.annotation.annotated import TEXT_COLUMNS
from analysis.annotation.dataset import MARKER
from analysis.annotation.tables import TABLES, VOICES, schema
from analysis.annotation.valence import blank
from analysis.corpus.tables import ARTICLES
from analysis.corpus.tables import schema as corpus_schema
from analysis.errors import InputError
from analysis.text import WORD, count_words

STORY = (
    "Minister calls pact a puppet show\n\n"
    "The regime in Mirnau has “no shame at all”, Ms Orr said on Monday. "
    "It was not a sham vote, she added.\n\n"
    "The so-called “observers” left early. United Nations staff stayed."
)


def articles(*texts: str, titles: tuple[str | None, ...] = ()) -> pl.DataFrame:
    rows = [
        {
            "article_id": f"a{number}",
            "outlet": "Herald" if number % 2 else "Courier",
            "title": titles[number] if titles else None,
            "text": text,
            "n_words": count_words(text),
        }
        for number, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema=corpus_schema(ARTICLES))


@pytest.fixture(scope="module")
def story() -> Annotated:
    return annotate(articles(STORY, titles=("Minister calls pact a puppet show",)))


def check_invariants(annotated: Annotated) -> None:
    text_of = annotated.texts(annotated.articles["article_id"])
    for name in TABLES:
        assert getattr(annotated, name).schema == schema(name)
    for name in ("hits", "mentions"):
        for row in getattr(annotated, name).iter_rows(named=True):
            assert text_of[row["article_id"]][row["start"] : row["end"]] == row["surface"]
    for row in annotated.attributions.iter_rows(named=True):
        text = text_of[row["article_id"]]
        assert 0 <= row["start"] <= row["end"] <= len(text)
        for part in ("source", "cue"):
            if row[part] is not None:
                assert text[row[f"{part}_start"] : row[f"{part}_end"]] == row[part]
    by_voice = annotated.spans.group_by("article_id").agg(pl.col("n_words").sum())
    counted = {key: n for key, n in by_voice.rows() if n}
    assert counted == {key: count_words(text) for key, text in text_of.items() if count_words(text)}
    assert annotated.words["n"].sum() == sum(count_words(text) for text in text_of.values())
    assert set(annotated.spans["voice"]) <= set(VOICES)
    assert annotated.sentences["n_words"].sum() == annotated.spans["n_words"].sum()
    keys = annotated.spans.select("article_id", "sentence", "span")
    assert keys.is_unique().all()
    assert annotated.hits.join(keys, on=keys.columns, how="anti").is_empty()


def test_invariants_on_a_story(story: Annotated) -> None:
    check_invariants(story)


def test_voices_hits_and_negation(story: Annotated) -> None:
    hits = story.hits.join(story.spans, on=["article_id", "sentence", "span"]).sort("start")
    found = {row["surface"]: (row["voice"], row["negated"]) for row in hits.iter_rows(named=True)}
    assert found["regime"] == ("reported", False)
    assert found["sham"][1] is True
    quoted = story.spans.filter(voice="quoted")
    assert [STORY[start:end] for start, end in quoted.select("start", "end").rows()] == ["no shame at all"]
    scare = story.spans.filter(pl.col("scare"))
    assert [STORY[start : start + 9] for start in scare["start"]] == ["observers"]


def test_parts(story: Annotated) -> None:
    assert story.sentences["part"].to_list() == ["headline", "lead", "lead", "body", "body"]


def test_names_are_masked_in_one_score_only(story: Annotated) -> None:
    row = story.spans.filter(pl.col("valence") != pl.col("valence_masked"))
    assert [STORY[start:end] for start, end in row.select("start", "end").rows()] == [
        "United Nations staff stayed."
    ]
    assert row["valence_masked"].to_list() == [0.0]


def test_blanking_keeps_the_number_of_words() -> None:
    text = "not the United Nations, good"
    assert blank(text, 0, len(text), [(8, 22)]) == "not the name name, good"
    assert blank(text, 0, 10, [(8, 22)]) == "not the Un"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(max_size=80) | st.sampled_from(['"', "“", "”", "'", "\n\n", " said Orr. ", "regime"]),
        max_size=12,
    )
)
def test_any_text_annotates(pieces: list[str]) -> None:
    check_invariants(annotate(articles("".join(pieces))))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(4)))
def test_order_of_articles_does_not_matter(order: list[int]) -> None:
    texts = [STORY, "The puppet regime fell.", "Nothing.", ""]
    table = articles(*texts)
    expected, shuffled = annotate(table), annotate(table[order])
    for name in TABLES:
        left, right = getattr(expected, name), getattr(shuffled, name)
        assert_frame_equal(left, right, check_row_order=False)


def test_tables_survive_the_disk(story: Annotated, tmp_path: Path) -> None:
    read = Annotated.read(story.write(tmp_path / "tables"))
    for name in ("articles", "reading_log", *TABLES):
        assert_frame_equal(getattr(story, name), getattr(read, name))
        assert_frame_equal(story.scan(name), read.scan(name))
    assert sorted(tmp_path.iterdir()) == [tmp_path / "tables"]


def test_without_text_no_string_of_the_articles_is_left(story: Annotated, tmp_path: Path) -> None:
    folder = story.write(tmp_path / "tables", with_text=False)
    read = Annotated.read(folder)
    assert not read.has_text
    for name, columns in TEXT_COLUMNS.items():
        for column in columns:
            assert read.scan(name).select(pl.col(column).is_null().all()).collect().item()
    assert_frame_equal(read.spans, story.spans)
    for file in folder.rglob("*.parquet"):
        assert b"shame at all" not in file.read_bytes()


def test_refuses_folders_of_another_kind(story: Annotated, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="choose another folder"):
        story.write(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    with pytest.raises(InputError, match="annotate the corpus again"):
        Annotated.read(tmp_path)


def test_refuses_damaged_tables(story: Annotated, tmp_path: Path) -> None:
    folder = story.write(tmp_path / "tables")
    (folder / "hits.parquet").write_bytes(b"PAR1 cut off")
    with pytest.raises(InputError, match=r"hits\.parquet"):
        Annotated.read(folder)
    (folder / MARKER).write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(InputError, match="format 99"):
        Annotated.read(folder)


def test_other_outlets_same_tables(story: Annotated) -> None:
    renamed = story.with_outlets({"a0": "Elsewhere"})
    assert renamed.outlets == ("Elsewhere",)
    assert story.outlets == ("Courier",)
    assert_frame_equal(renamed.hits, story.hits)
    with pytest.raises(KeyError, match="no article"):
        story.with_outlets({"zzz": "x"})


def test_annotated_cannot_be_changed(story: Annotated) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        story.hits = story.mentions  # type: ignore[misc]


def test_word_pattern() -> None:
    text = "hegemony-oriented Russia’s U.S. 1,000 1st 3.5 x-ray don't"
    assert WORD.findall(text) == text.split()


def test_the_place_of_a_dateline_is_no_mention() -> None:
    first = "MOSCOW, Jan. 5 (Osterby Wire) - Talks in Moscow opened."
    second = "BEIJING, Jan. 6 (Osterby Wire) - Talks in Beijing opened."
    found = annotate(articles(f"{first}\n\n{second}")).mentions.select("start", "surface").rows()
    places = (first.index("Moscow"), len(first) + 2 + second.index("Beijing"))
    assert found == [(places[0], "Moscow"), (places[1], "Beijing")]
