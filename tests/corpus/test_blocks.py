"""Corpora cut into blocks: the same articles and the same log however they are cut."""

from __future__ import annotations

import gzip
import json
import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.corpus import read_articles
from analysis.corpus.blocks import Block, cut_corpus, cut_lines, fits_one_block
from analysis.corpus.files import read_bytes

ENGLISH = "The harbor of Halmere was closed on Monday after a storm, and the ferries will not sail, it said."


def row(number: int, **others: Any) -> dict[str, Any]:
    text = f"{ENGLISH} Number {number} of them said so to {number * 7} reporters."
    return {"id": f"a{number}", "outlet": "Herald", "title": f"Harbor {number}", "text": text, **others}


def write_lines(file: Path, rows: list[dict[str, Any]], end: str = "\n") -> Path:
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows) + end, encoding="utf-8")
    return file


def whole_and_cut(path: Path, block_bytes: int = 700, **options: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read at once and in blocks, which has to give the same, and return it."""
    articles, log = read_articles(path, **options)
    cut, cut_log = read_articles(path, block_bytes=block_bytes, **options)
    assert_frame_equal(articles, cut)
    assert_frame_equal(log, cut_log)
    return articles, log


def test_blocks_end_at_line_ends_and_cover_the_file(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "x.jsonl", [row(n) for n in range(30)])
    data = file.read_bytes()
    blocks = cut_corpus({file: "x.jsonl"}, 700)
    assert len(blocks) > 5
    assert b"".join(data[block.start : block.end] for block in blocks) == data
    for block in blocks:
        assert data[: block.start].count(b"\n") == block.first_line - 1
        assert data[block.end - 1 : block.end] == b"\n"
    articles, _ = whole_and_cut(file)
    assert sorted(articles["source_line"]) == list(range(1, 31))


@given(st.binary(max_size=60), st.integers(1, 20), st.integers(1, 9))
def test_cutting_loses_nothing(data: bytes, block_bytes: int, step: int) -> None:
    chunks = [data[start : start + step] for start in range(0, len(data), step)]
    pieces = list(cut_lines(chunks, block_bytes))
    assert b"".join(pieces) == data
    assert all(piece.endswith(b"\n") and len(piece) >= block_bytes for piece in pieces[:-1])
    assert pieces == list(cut_lines([data], block_bytes))


def test_lines_added_at_the_end_leave_earlier_blocks_alone(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "x.jsonl", [row(n) for n in range(30)])
    before = cut_corpus({file: "x.jsonl"}, 700)
    write_lines(file, [row(n) for n in range(40)])
    after = cut_corpus({file: "x.jsonl"}, 700)
    assert after[: len(before) - 1] == before[:-1]


def test_new_file_changes_one_group(tmp_path: Path) -> None:
    def groups() -> set[Block]:
        names = {file: file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*.txt"))}
        return set(cut_corpus(names, 20_000))

    for folder in ("courier", "herald"):
        (tmp_path / folder).mkdir()
        for number in range(3000):
            (tmp_path / folder / f"{number:04}.txt").write_text(f"{number}", encoding="utf-8")
    before = groups()
    assert len(before) > 12
    assert all(len({Path(path).parent for path, _ in block.files}) == 1 for block in before)
    (tmp_path / "courier" / "0000-b.txt").write_text("new", encoding="utf-8")
    assert len(groups() - before) == 1


def test_damage_is_listed_by_line_in_every_block(tmp_path: Path) -> None:
    lines = [json.dumps(row(n), ensure_ascii=False).encode() for n in range(20)]
    lines[3] = b"{broken"
    lines[11] = b"[1, 2]"
    lines[15] = '{"id": "w", "outlet": "Herald", "text": "caf\xe9 \x93opens\x94 on Monday"}'.encode("latin-1")
    lines.append(lines[0][:50])
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\n".join(lines))
    _, log = whole_and_cut(file)
    assert log.select("source_line", "what").rows() == [
        (4, "refused"), (12, "refused"), (16, "repaired"), (21, "refused"),
    ]  # fmt: skip
    assert "read as Windows-1252" in log["detail"][2]
    assert log["detail"][3].startswith("the last line is cut off")


def test_one_line_in_utf8_says_that_the_file_is(tmp_path: Path) -> None:
    lines = [json.dumps(row(n)).encode() for n in range(20)]
    for number in (2, 14):
        lines[number] = (
            f'{{"id": "w{number}", "outlet": "Herald", "text": "a caf\xe9 opens on day {number}"}}'.encode(
                "cp1252"
            )
        )
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\n".join(lines))
    _, log = whole_and_cut(file)
    assert log["detail"].to_list() == ["the file is not UTF-8 (first at line 3); read as Windows-1252"]
    lines[9] = '{"id": "u", "outlet": "Herald", "text": "a café opens on Friday"}'.encode()
    file.write_bytes(b"\n".join(lines))
    _, log = whole_and_cut(file)
    assert log["source_line"].to_list() == [3, 15]


def test_columns_are_recognised_by_the_whole_file(tmp_path: Path) -> None:
    # Rows with "body" alone would take it for the text, beside "story_text" further down.
    early = [{"id": n, "body": f"{ENGLISH} {n}", "desk": None, "story_text": ""} for n in range(10)]
    late = [{"id": n, "story_text": f"{ENGLISH} {n}", "desk": "World", "body": "x"} for n in range(10, 20)]
    file = write_lines(tmp_path / "x.jsonl", early + late)
    articles, log = whole_and_cut(file)
    assert articles.height == 10
    assert set(log["what"]) == {"no text", "noted"}


def test_day_first_is_told_by_the_whole_file(tmp_path: Path) -> None:
    rows = [row(n, date=f"0{1 + n % 9}/04/2031") for n in range(20)]
    rows[17]["date"] = "25/04/2031"
    articles, _ = whole_and_cut(write_lines(tmp_path / "x.jsonl", rows))
    assert set(articles["published"].dt.month()) == {4}


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("packed", [True, False])
def test_marks_and_packing(tmp_path: Path, mark: bytes, packed: bool) -> None:
    data = mark + "".join(json.dumps(row(n)) + "\n" for n in range(30)).encode()
    file = tmp_path / "x.jsonl"
    file.write_bytes(gzip.compress(data[:900]) + gzip.compress(data[900:]) if packed else data)
    articles, log = whole_and_cut(file)
    assert articles.height == 30
    assert log.is_empty()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("packed", [True, False])
def test_json_document_under_a_false_name_is_read_whole(tmp_path: Path, packed: bool, encoding: str) -> None:
    data = json.dumps([row(n) for n in range(30)], indent=1).encode(encoding)
    file = tmp_path / "x.jsonl"
    file.write_bytes(gzip.compress(data) if packed else data)
    assert whole_and_cut(file)[0].height == 30


def test_cut_off_gzip_in_many_pieces(tmp_path: Path) -> None:
    data = "".join(json.dumps(row(n, noise=f"{n**9:030x}")) + "\n" for n in range(2000)).encode()
    packed = gzip.compress(data)
    file = tmp_path / "x.jsonl"
    file.write_bytes(packed[: len(packed) // 2])
    articles, log = whole_and_cut(file, 20_000)
    assert 0 < articles.height < 2000
    assert sum("the gzip file is cut off" in detail for detail in log["detail"]) == 1
    file.write_bytes(packed + b"rubbish")
    assert read_bytes(file) == (data, None)


def test_rows_of_parquet_in_stretches(tmp_path: Path) -> None:
    extra = {"seen": date(2031, 5, 1), "at": datetime(2031, 5, 1, 12, 30), "score": 1.5, "n": 3, "ok": True}
    file = tmp_path / "x.parquet"
    pl.DataFrame([row(n, **extra) for n in range(300)]).write_parquet(file)
    assert len(cut_corpus({file: "x.parquet"}, 700)) > 5
    articles, log = whole_and_cut(file)
    assert articles.height == 300
    assert log["what"].to_list() == ["noted"]  # no column of a usual name holds the date
    assert [str(articles.schema[name]) for name in extra] == [
        "Date", "Datetime(time_unit='us', time_zone=None)", "Float64", "Int64", "Boolean",
    ]  # fmt: skip


def test_columns_of_mixed_types_over_blocks(tmp_path: Path) -> None:
    rows = [row(n, score=n, tag="x") for n in range(20)] + [row(n, score=0.5, tag=7) for n in range(20, 40)]
    articles, _ = whole_and_cut(write_lines(tmp_path / "x.jsonl", rows))
    assert articles.schema["score"] == pl.Float64
    assert set(articles["tag"]) == {"x", "7"}


def test_repeats_and_ids_over_blocks(tmp_path: Path) -> None:
    rows = [row(n) for n in range(20)]
    long = " ".join(f"word{n} and" for n in range(80))
    rows += [row(1, text=long, title="Other"), {**row(30, text=long), "outlet": "Courier"}, row(2)]
    articles, log = whole_and_cut(write_lines(tmp_path / "x.jsonl", rows))
    other = articles.filter(pl.col("title") == "Other")["article_id"].to_list()
    assert articles.filter(pl.col("copy_of").is_not_null())["copy_of"].to_list() == other
    assert {"a1", "a1-2"} <= set(articles["article_id"])
    assert log["what"].to_list() == ["repaired", "repeat"]


@pytest.mark.slow  # four million words
def test_one_article_of_20_mb_among_small_ones(tmp_path: Path) -> None:
    rows = [row(n) for n in range(40)]
    rows[20]["text"] = "\n\n".join(f"{ENGLISH} {n}" for n in range(200_000))
    file = write_lines(tmp_path / "x.jsonl", rows)
    blocks = cut_corpus({file: "x.jsonl"}, 2000)
    assert [block.end - block.start > 19_000_000 for block in blocks].count(True) == 1
    articles, log = read_articles(file, block_bytes=2000)
    assert articles.height == 40
    assert articles["n_words"].max() == 200_000 * 20 + 2
    assert log.is_empty()


def test_empty_cut_off_and_unreadable_shards_are_listed(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [row(n) for n in range(20)])
    (tmp_path / "b.jsonl").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text(json.dumps(row(20)) + "\n" + json.dumps(row(21))[:40])
    pl.DataFrame([row(n) for n in range(30, 60)]).write_parquet(tmp_path / "d.parquet")
    whole = (tmp_path / "d.parquet").read_bytes()
    (tmp_path / "d.parquet").write_bytes(whole[:-200])
    (tmp_path / "e.jsonl").write_text("\n" * 2000)
    articles, log = whole_and_cut(tmp_path)
    assert articles.height == 21
    assert log.filter(pl.col("what") == "refused")["source_file"].to_list() == [
        "b.jsonl", "c.jsonl", "d.parquet", "e.jsonl",
    ]  # fmt: skip


def test_damaged_rows_of_parquet_are_listed_and_the_others_read(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    pl.DataFrame([row(n) for n in range(400)]).write_parquet(
        file, row_group_size=100, compression="uncompressed"
    )
    data = bytearray(file.read_bytes())
    place = data.index(b"Number 150 of them")
    data[place : place + 3000] = b"\xff" * 3000
    file.write_bytes(data)
    articles, log = read_articles(file, block_bytes=6000)
    assert 250 <= articles.height < 400
    lost = [detail for detail in log["detail"] if "cannot be read" in detail]
    assert lost
    assert lost[0].startswith("rows 1")


def test_last_words_are_counted_over_blocks(tmp_path: Path) -> None:
    rows = [row(n) for n in range(60)]
    for number, one in enumerate(rows):
        one["text"] = f"Reporters number {number * 7} were told, after a night of storm: {ENGLISH}"
    for number in range(0, 60, 2):
        rows[number]["text"] += " View news."
    for number in range(1, 9, 2):
        rows[number]["text"] = f"03.02.31 11:45 - {rows[number]['text']} Ms Orr agreed."
    articles, log = whole_and_cut(write_lines(tmp_path / "x.jsonl", rows))
    assert articles["text"].str.ends_with("it said.").sum() == 56
    assert log["detail"].to_list() == [
        "a time cut from the start of 4 texts of Herald",
        "“View news.” cut from the end of 30 texts of Herald",
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), block_bytes=st.integers(50, 4000))
def test_any_cut_gives_the_same(tmp_path: Path, seed: int, block_bytes: int) -> None:
    pick = random.Random(seed)
    rows = []
    for number in range(pick.randrange(1, 25)):
        one = row(number % 9, outlet=pick.choice(["nyt", "NYT", "Herald", None]))
        one |= pick.choice([{}, {"date": "03/04/2031"}, {"published": "25/04/2031"}, {"section": ""}])
        one |= pick.choice([{}, {"tag": number}, {"tag": "x"}, {"body": "A short text."}, {"text": None}])
        rows.append(one)
    file = tmp_path / f"{seed}.jsonl"
    write_lines(file, rows, end=pick.choice(["", "\n", "\n\n"]))
    whole_and_cut(file, block_bytes)


def test_small_corpora_are_not_cut(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "x.jsonl", [row(n) for n in range(30)])
    assert fits_one_block([file])
    assert not fits_one_block([file], 700)
    assert len(cut_corpus({file: "x.jsonl"})) == 1
