"""Annotating in parts: the same tables as in memory, the same bytes however it went, nothing done twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.annotation import Annotated, annotate
from analysis.annotation.article_pass import PASS_TABLES
from analysis.annotation.tables import TABLES
from analysis.corpus import Selection, read_articles
from analysis.corpus.blocks import cut_corpus
from analysis.corpus.read import named_files
from analysis.engine import LocalPool, parts_used, prune_store, read_parts
from analysis.engine.run import articles_without_text
from analysis.engine.store import is_whole
from analysis.workspace import CACHE_VARIABLE
from tests.engine.runs import CountingPool, annotated_in_parts, digest, request, rows, write_rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_rows(tmp_path / "corpus" / "a.jsonl", rows(0, 40))
    write_rows(tmp_path / "corpus" / "b.jsonl", [*rows(40, 60, score=1), *rows(3, 5)])
    (tmp_path / "corpus" / "c.txt").write_text("Odd page\n\nThe sham vote was held.", encoding="utf-8")
    return tmp_path / "corpus"


def test_same_tables_as_in_memory(corpus: Path, tmp_path: Path) -> None:
    articles, log = read_articles(corpus)
    expected = annotate(articles, reading_log=log)
    found = Annotated.read(annotated_in_parts(corpus, tmp_path / "store", tmp_path / "tables"))
    assert len(found.parts) > 5
    assert_frame_equal(found.articles, expected.articles)
    assert found.texts(["a007"]) == expected.texts(["a007"])
    assert_frame_equal(found.reading_log, log)
    for name in TABLES:
        left, right = getattr(found, name), getattr(expected, name)
        assert_frame_equal(left, right, check_row_order=name in ("lexicons", "entries"))
    assert found.lexicons["hits"].sum() > 20


def test_two_processes_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    one = annotated_in_parts(corpus, tmp_path / "store", tmp_path / "tables")
    with LocalPool(2) as pool:
        two = annotated_in_parts(corpus, tmp_path / "store2", tmp_path / "tables2", pool)
    assert digest(one) == digest(two)
    assert digest(tmp_path / "store") == digest(tmp_path / "store2")


@pytest.mark.parametrize("stop_at", [0, 3, 9, 12])
def test_stopped_run_goes_on_at_the_missing_parts(corpus: Path, tmp_path: Path, stop_at: int) -> None:
    whole = CountingPool()
    expected = digest(annotated_in_parts(corpus, tmp_path / "s1", tmp_path / "t1", whole))
    with pytest.raises(KeyboardInterrupt):
        annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t2", CountingPool(stop_at))
    assert not (tmp_path / "t2").exists()
    again = CountingPool()
    assert digest(annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t2", again)) == expected
    # Reading tasks look themselves up; annotating ones are handed out only where they are missing.
    left = whole.done["annotate_task"] - max(0, stop_at - whole.done["read_task"])
    assert again.done.get("annotate_task", 0) == left


def test_changed_lexicon_reads_nothing_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated_in_parts(corpus, tmp_path / "store", tmp_path / "t1")
    terms = tmp_path / "terms.csv"
    terms.write_text("term,category\nport*,places\n", encoding="utf-8")
    monkeypatch.setattr("analysis.engine.tasks.read_block", None)
    pool = CountingPool()
    found = Annotated.read(
        annotated_in_parts(corpus, tmp_path / "store", tmp_path / "t2", pool, lexicons=(str(terms),))
    )
    assert pool.done["annotate_task"] == len(found.parts)
    assert found.lexicons.filter(lexicon="terms")["hits"].to_list() == [60]


def test_new_file_leaves_the_other_parts_alone(corpus: Path, tmp_path: Path) -> None:
    annotated_in_parts(corpus, tmp_path / "store", tmp_path / "t1")
    write_rows(corpus / "d.jsonl", rows(60, 70))
    pool = CountingPool()
    grown = annotated_in_parts(corpus, tmp_path / "store", tmp_path / "t2", pool)
    assert pool.done["annotate_task"] <= 3
    fresh = annotated_in_parts(corpus, tmp_path / "other", tmp_path / "t3")
    assert digest(grown) == digest(fresh)


def test_half_written_parts_are_not_taken_for_whole(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    expected = digest(annotated_in_parts(corpus, store, tmp_path / "t1"))
    read = sorted((store / "read").iterdir())
    done = sorted((store / "annotated").iterdir())
    for entry, name in ((read[0], "articles-00000.parquet"), (done[0], "hits.parquet")):
        file = entry / name
        content = file.read_bytes()
        file.unlink()  # not in place: the tables of the first run have the same file
        file.write_bytes(content[:-7])
        assert not is_whole(entry)
    (done[1] / "manifest.json").unlink()
    assert digest(annotated_in_parts(corpus, store, tmp_path / "t2")) == expected
    assert all(map(is_whole, [*read, *done]))


def test_two_runs_into_one_folder(corpus: Path, tmp_path: Path) -> None:
    expected = digest(annotated_in_parts(corpus, tmp_path / "s1", tmp_path / "t1"))
    program = (
        "import sys; from pathlib import Path; from tests.engine.runs import annotated_in_parts;"
        "annotated_in_parts(*map(Path, sys.argv[1:4]))"
    )
    command = [sys.executable, "-c", program, str(corpus), str(tmp_path / "s2"), str(tmp_path / "t2")]
    runs = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors.decode()
    assert digest(tmp_path / "t2") == expected
    assert digest(tmp_path / "s2") == digest(tmp_path / "s1")
    assert not list(tmp_path.rglob(".*"))


def test_selection_and_empty_corpora(corpus: Path, tmp_path: Path) -> None:
    select = Selection(outlets=("herald",), query=("puppet",))
    articles, log = read_articles(corpus, select=select)
    with LocalPool(1) as pool:
        read = read_parts(request(corpus, select=select), tmp_path / "store", pool)
        nothing = read_parts(request(corpus, select=Selection(query=("zebra",))), tmp_path / "store", pool)
    found = articles_without_text(read)
    assert list(read.decisions.outlets) == sorted(found["outlet"].unique())
    assert_frame_equal(found.drop("text"), articles.drop("text"))
    assert found["text"].null_count() == found.height
    assert_frame_equal(read.log, log)
    assert not nothing.decisions.kept
    assert articles_without_text(nothing).is_empty()


def test_progress_counts_articles(corpus: Path, tmp_path: Path) -> None:
    from analysis.engine import annotate_corpus

    reading: list[tuple[int, int | None]] = []
    annotating: list[tuple[int, int | None]] = []
    with LocalPool(1) as pool:
        store = tmp_path / "store"
        read = read_parts(request(corpus), store, pool, lambda *now: reading.append(now))
        annotate_corpus(read, tmp_path / "t", store, pool, progress=lambda *now: annotating.append(now))
        annotate_corpus(read, tmp_path / "t", store, pool, progress=lambda *now: annotating.append(now))
    assert reading[-1] == (63, 63)
    assert [now for now, _ in reading] == sorted(now for now, _ in reading)
    assert annotating[0] == (0, 61)
    assert annotating[-2:] == [(61, 61), (61, 61)]


def test_progress_counts_articles_that_are_read_again_once(tmp_path: Path) -> None:
    days = ["01/02/2031", *["02/03/2031"] * 6, "31/03/2031"]
    given = [row | {"date": day} for row, day in zip(rows(0, 8), days, strict=True)]
    corpus = write_rows(tmp_path / "a.jsonl", given)
    reading: list[tuple[int, int | None]] = []
    again = CountingPool()
    read_parts(request(corpus, block_bytes=400), tmp_path / "store", again, lambda *now: reading.append(now))
    assert again.done["read_task"] > len(list(cut_corpus(named_files([str(corpus)]), 400)))
    assert reading[-1] == (8, 8)
    assert [now for now, _ in reading] == sorted(now for now, _ in reading)


def test_pruning_keeps_what_is_used_or_new(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = annotated_in_parts(corpus, store, tmp_path / "t1")
    used = parts_used([first, tmp_path])
    assert used == {entry.name for kind in ("read", "annotated") for entry in (store / kind).iterdir()}
    write_rows(corpus / "d.jsonl", rows(60, 70))
    annotated_in_parts(corpus, store, tmp_path / "t2")
    (store / "read" / ".half").mkdir()
    prune_store(store, used, before=0)
    assert (
        len(list((store / "annotated").iterdir())) > len(json.loads((first / "parts.json").read_text())) / 2
    )
    prune_store(store, used, before=float("inf"))
    assert {path.name for path in store.rglob("*") if path.is_dir()} - {"read", "annotated", ".half"} == used
    assert pl.read_parquet(tmp_path / "t2" / "articles").height == 71


@pytest.mark.slow  # four million words are annotated, half a minute
def test_one_article_of_20_mb_among_small_ones(tmp_path: Path) -> None:
    sample, _ = read_articles(ROOT / "data/sample/articles")
    once = "\n\n".join(sample.filter(pl.col("text").str.len_chars() > 500)["text"])
    giant = {"id": "giant", "outlet": "Post", "title": "All of it"}
    given = rows(0, 40)
    given.insert(20, giant | {"text": "\n\n".join([once] * (20_000_000 // len(once.encode()) + 1))})
    corpus = write_rows(tmp_path / "corpus.jsonl", given)
    assert corpus.stat().st_size > 20_000_000
    target = tmp_path / "tables"
    peak = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    annotates = f"from analysis.cli import main\ntry: main()\nfinally: {peak}"
    command = [
        sys.executable,
        "-c",
        annotates,
        "annotate",
        str(corpus),
        "--out",
        str(target),
        "--workers",
        "1",
    ]
    environment = os.environ | {CACHE_VARIABLE: str(tmp_path / "cache")}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    # Kilobytes; a whole pass over it in one piece takes three gigabytes.
    assert 200_000 < int(done.stdout.split()[-1]) < 1_600_000
    found = Annotated.read(target)
    assert found.articles.height == 41 and found.reading_log.is_empty()
    beside = annotate(read_articles(write_rows(tmp_path / "small.jsonl", rows(0, 40)))[0])
    for name in PASS_TABLES:
        table = getattr(found, name)
        small = table.filter(pl.col("article_id") != "giant")
        assert_frame_equal(small, getattr(beside, name), check_row_order=False)
        assert table.height > small.height or name == "mentions"
    words = found.articles.filter(article_id="giant")["n_words"].item()
    assert words > 3_000_000
    assert found.spans.filter(article_id="giant")["n_words"].sum() == words
    assert found.words.filter(article_id="giant")["n"].sum() == words
