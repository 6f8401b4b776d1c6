"""Annotated tables as a dataset: parts in order, schemas checked in every part, text only where asked for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.annotation import Annotated, annotate
from analysis.annotation.annotated import TEXT_COLUMNS
from analysis.annotation.dataset import BY_ARTICLE, WHOLE, is_annotated, part_file, write_marker
from analysis.corpus.tables import ARTICLES
from analysis.corpus.tables import schema as corpus_schema
from analysis.errors import InputError

TEXTS = {
    "c": ("Herald", "Vote held\n\nThe regime fell, Ms Orr said."),
    "a": ("Courier", "Ferry sinks\n\nNothing loaded stands here."),
    "b": ("Courier", "Talks end\n\nThe puppet regime left."),
}


def articles(*keys: str) -> pl.DataFrame:
    rows = [{"article_id": key, "outlet": TEXTS[key][0], "text": TEXTS[key][1]} for key in keys]
    return pl.DataFrame(rows, schema=corpus_schema(ARTICLES))


@pytest.fixture(scope="module")
def one() -> Annotated:
    return annotate(articles("c", "a", "b"))


@pytest.fixture(scope="module")
def parts(one: Annotated) -> Annotated:
    """The same articles, each a part; the second has no hit."""
    made = [annotate(articles(key)).parts[0] for key in ("c", "a", "b")]
    return Annotated(tuple(made), one.whole)


@pytest.fixture
def folder(parts: Annotated, tmp_path: Path) -> Path:
    return parts.write(tmp_path / "odd [name]=1 *")


def _read(file: Path) -> pl.DataFrame:
    return pl.read_parquet(file, glob=False, hive_partitioning=False)


def test_parts_are_one_table_in_their_order(one: Annotated, parts: Annotated, folder: Path) -> None:
    read = Annotated.read(folder)
    assert len(read.parts) == 3
    assert parts.parts[1]["hits"].collect().is_empty()
    for name in (*BY_ARTICLE, *WHOLE):
        for made in (parts, read):
            assert_frame_equal(made.scan(name).collect(), one.scan(name).collect())
            assert_frame_equal(made.scan(name).collect(engine="streaming"), one.scan(name).collect())
            assert_frame_equal(getattr(made, name), getattr(one, name))
    again = read.write(folder.parent / "again")
    first, second = (
        {file.relative_to(place): file.read_bytes() for file in place.rglob("*") if file.is_file()}
        for place in (folder, again)
    )
    assert first == second
    assert {file.as_posix() for file in first} >= {"annotated.json", "hits/part-00002.parquet"}


def test_a_dataset_without_text(parts: Annotated, tmp_path: Path) -> None:
    folder = parts.write(tmp_path / "bare", with_text=False)
    read = Annotated.read(folder)
    assert not read.has_text
    assert read.texts(["a", "b"]) == {}
    for name, columns in TEXT_COLUMNS.items():
        assert read.scan(name).select(pl.col(columns).is_null().all()).collect().row(0) == (True,) * len(
            columns
        )
    assert not any(b"regime fell" in file.read_bytes() for file in folder.rglob("*.parquet"))


@pytest.mark.parametrize("kind", ["one", "parts"])
def test_articles_are_sorted_and_text_comes_when_asked_for(kind: str, request: pytest.FixtureRequest) -> None:
    annotated: Annotated = request.getfixturevalue(kind)
    assert annotated.articles.columns == [name for name in ARTICLES if name != "text"]
    assert annotated.articles["article_id"].to_list() == ["a", "b", "c"]
    assert annotated.texts(["c", "zzz", "c"]) == {"c": TEXTS["c"][1]}
    assert annotated.texts([]) == {}
    assert annotated.has_text
    assert annotate(articles()).has_text  # nothing is missing where nothing is


def test_tables_of_some_articles(one: Annotated, parts: Annotated) -> None:
    for made in (one.only(["b", "c"]), parts.only(["b", "c"])):
        for name in BY_ARTICLE:
            expected = one.scan(name).filter(pl.col("article_id") != "a").collect()
            assert_frame_equal(made.scan(name).collect(), expected)
        assert made.entries.height == one.entries.height


def test_other_outlets_in_every_part(parts: Annotated) -> None:
    renamed = parts.with_outlets({"a": "Sun", "c": "Courier"})
    assert dict(renamed.articles.select("article_id", "outlet").rows()) == {
        "a": "Sun", "b": "Courier", "c": "Courier"
    }  # fmt: skip
    assert renamed.scan("articles").collect_schema() == parts.scan("articles").collect_schema()
    assert renamed.texts(["a"]) == parts.texts(["a"])
    with pytest.raises(KeyError, match="no article"):
        parts.with_outlets({"zzz": "x"})


def test_replaced_tables_stand_for_all_parts(parts: Annotated) -> None:
    fewer = parts.with_tables(hits=parts.hits.head(1))
    assert fewer.hits.height == 1
    assert_frame_equal(fewer.words, parts.words)


def test_every_part_is_checked_before_a_row_is_read(folder: Path) -> None:
    spans, hits = part_file(folder, "spans", 1), part_file(folder, "hits", 2)
    _read(spans).with_columns(pl.col("start").cast(pl.String)).write_parquet(spans)
    with pytest.raises(InputError, match=r"part-00001\.parquet.*column 'start'.*String"):
        Annotated.read(folder)
    spans.write_bytes(spans.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"spans.part-00001\.parquet.*no readable table"):
        Annotated.read(folder)
    _read(part_file(folder, "spans", 0)).write_parquet(spans)
    Annotated.read(folder)
    hits.unlink()
    with pytest.raises(InputError, match=r"hits.part-00002\.parquet.*annotate the corpus again"):
        Annotated.read(folder)


def test_the_marker_says_how_many_parts_there_are(folder: Path) -> None:
    write_marker(folder, parts=4)
    with pytest.raises(InputError, match=r"part-00003\.parquet"):
        Annotated.read(folder)
    (folder / "annotated.json").unlink()
    assert not is_annotated(folder)


def test_columns_of_the_user_may_differ_between_parts(folder: Path) -> None:
    for part, (name, value) in enumerate([("desk", 7), ("desk", "city"), ("x", 1)]):
        file = part_file(folder, "articles", part)
        _read(file).with_columns(pl.lit(value).alias(name)).write_parquet(file)
    read = Annotated.read(folder)
    assert read.scan("articles").select("article_id", "desk", "x").collect().rows() == [
        ("c", "7", None), ("a", "city", None), ("b", None, 1)
    ]  # fmt: skip
    assert read.articles["desk"].to_list() == ["city", None, "7"]


def test_gather_stacks_the_parts(one: Annotated, parts: Annotated) -> None:
    def counted(tables: Annotated) -> pl.LazyFrame:
        return tables.scan("words").group_by("article_id").agg(pl.col("n").sum())

    assert parts.gather(counted)["article_id"].to_list() == ["c", "a", "b"]
    assert_frame_equal(parts.gather(counted).sort("article_id"), one.gather(counted).sort("article_id"))
    assert [part.articles["article_id"].item() for part in parts.batches()] == ["c", "a", "b"]


def test_table_reads_columns_and_rows(parts: Annotated) -> None:
    found = parts.table("hits", "article_id", pl.col("term").alias("t"), where=pl.col("article_id") != "b")
    assert set(found.rows()) == {("c", "regime")}
    assert_frame_equal(parts.table("spans"), parts.spans)


@pytest.mark.parametrize("damage", ["data", "gone"])
def test_damage_found_when_rows_are_read(tmp_path: Path, parts: Annotated, damage: str) -> None:
    read = Annotated.read(parts.write(tmp_path / "tables"))
    file = part_file(tmp_path / "tables", "words", 1)
    if damage == "gone":
        file.unlink()
    else:
        content = bytearray(file.read_bytes())
        footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
        content[4:footer] = bytes(byte ^ 0x5A for byte in content[4:footer])
        file.write_bytes(content)
    with pytest.raises(InputError, match="annotate the corpus again") as error:
        read.gather(lambda part: part.scan("words").select("word", "n"))
    assert error.value.file == str(file)
    assert read.hits.height == parts.hits.height


def test_a_wrong_query_is_no_damage(tmp_path: Path, one: Annotated) -> None:
    read = Annotated.read(one.write(tmp_path / "tables"))
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        read.table("words", "no such column")
