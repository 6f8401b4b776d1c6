"""Opening a study: focus and references, the cache and its key."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from analysis.annotation.tables import TABLES
from analysis.errors import InputError, RunError
from analysis.study import Select
from analysis.workspace import (
    annotated_tables,
    cache_folder,
    cache_key,
    check_corpus,
    load_study,
    open_article,
    open_study,
)
from tests.engine.runs import rows, write_rows


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "articles.jsonl"
    rows = [
        {"id": n, "outlet": n, "title": "A title", "text": f"{n} wrote of the regime."}
        for n in ("nyt", "BBC", "Echo")
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_names_are_folded_as_in_reading(corpus: Path) -> None:
    ws = open_study(corpus, ["NYT"])
    assert ws.focus == ("New York Times",)
    assert ws.references == ("BBC News", "Echo")


def test_unknown_focus(corpus: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'Echo'"):
        open_study(corpus, ["Ecko"])


def test_part_of_an_outlets_name_is_hinted_at(corpus: Path) -> None:
    with pytest.raises(InputError, match="did you mean 'New York Times'"):
        open_study(corpus, ["York"])


def test_focus_and_reference_do_not_overlap(corpus: Path) -> None:
    study = corpus.parent / "study.toml"
    study.write_text(
        'title="t"\ncorpus="articles.jsonl"\nfocus="Echo"\nreference=["echo"]\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="key 'reference'"):
        open_study(study)


def test_second_opening_reads_the_cache(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_study(corpus, ["Echo"]).annotated
    monkeypatch.setattr("analysis.workspace.annotate", None)
    second = open_study(corpus, ["Echo"]).annotated
    for name in TABLES:
        assert_frame_equal(getattr(first, name), getattr(second, name))


def test_key_changes_with_all_that_matters_and_nothing_else(corpus: Path) -> None:
    study = load_study(corpus)
    key = cache_key(study)
    assert cache_key(replace(study, title="another", seed=9)) == key
    assert cache_key(replace(study, select=Select(query=("regime",)))) != key
    assert cache_key(replace(study, columns={"text": "title"})) != key
    assert cache_key(replace(study, scorer="vaderSentiment")) != key
    assert cache_key(replace(study, scorer="straight quotes")) != key
    corpus.write_text(corpus.read_text(encoding="utf-8").replace("regime", "government"), encoding="utf-8")
    assert cache_key(study) != key


def test_cache_keeps_the_newest(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.workspace.IN_USE", -1)
    study = load_study(corpus)
    for number in range(10):
        annotated_tables(replace(study, select=Select(query=(f"regime{number}", "wrote"))))
    assert len(list(cache_folder().iterdir())) == 8


def test_annotated_tables_are_a_corpus(corpus: Path) -> None:
    ws = open_study(corpus, ["Echo"])
    folder = ws.annotated.write(corpus.parent / "tables", with_text=False)
    again = open_study(folder, ["Echo"])
    assert again.references == ws.references
    assert_frame_equal(again.annotated.spans, ws.annotated.spans)


def test_a_corpus_without_an_article_says_why(corpus: Path) -> None:
    corpus.write_text('{"id": "cut off', encoding="utf-8")
    with pytest.raises(InputError, match=r"no article \(refused: 1\)"):
        open_study(corpus, ["Echo"])


def test_a_selection_of_annotated_tables_is_refused_not_ignored(corpus: Path) -> None:
    open_study(corpus, ["Echo"]).annotated.write(corpus.parent / "tables")
    study = corpus.parent / "study.toml"
    study.write_text(
        'title="t"\ncorpus="tables"\nfocus="Echo"\n[select]\nquery=["regime"]\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="select before annotating"):
        open_study(study)


def test_a_file_of_many_articles_is_not_one_article(corpus: Path) -> None:
    with pytest.raises(InputError, match="found 3 articles"):
        open_article(str(corpus))


def large(corpus: Path, **engine: int) -> Path:
    """Make a study on a corpus that is annotated in parts."""
    write_rows(corpus, rows(0, 30))
    study = corpus.parent / "study.toml"
    settings = "".join(f"{key} = {value}\n" for key, value in ({"block_bytes": 1500} | engine).items())
    text = f'title = "t"\ncorpus = "{corpus.name}"\nfocus = "Herald"\n[engine]\n{settings}'
    study.write_text(text, encoding="utf-8")
    return study


def test_large_corpus_is_annotated_in_parts_once(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = large(corpus)
    seen: list[tuple[int, int | None]] = []
    first = open_study(study, progress=lambda *now: seen.append(now))
    assert len(first.annotated.parts) > 3
    assert first.references == ("Courier", "Post")
    assert seen[-1] == (30, 30)
    articles, log = check_corpus(load_study(study))
    assert articles.height == 30
    assert log.is_empty()
    monkeypatch.setattr("analysis.workspace.read_parts", None)
    assert_frame_equal(open_study(study).annotated.hits, first.annotated.hits)


def test_block_size_changes_parts_not_articles(corpus: Path) -> None:
    in_parts, at_once = (
        open_study(large(corpus)).annotated,
        open_study(large(corpus, block_bytes=10**6)).annotated,
    )
    assert len(at_once.parts) == 1
    assert_frame_equal(in_parts.articles, at_once.articles)
    assert_frame_equal(in_parts.words, at_once.words, check_row_order=False)


def test_cache_that_cannot_be_written_is_one_error(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(corpus))
    for study in (corpus, large(corpus)):
        with pytest.raises(RunError, match="cannot write to"):
            open_study(study, ["Herald"])


def test_large_corpus_without_an_article_says_why(corpus: Path) -> None:
    study = large(corpus)
    corpus.write_text("{}\n" * 800, encoding="utf-8")
    with pytest.raises(InputError, match=r"no article \(no text: 800"):
        open_study(study)


@pytest.mark.parametrize("is_large", [False, True])
def test_a_wrong_focus_is_an_error_before_anything_is_annotated(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    study = large(corpus) if is_large else corpus
    monkeypatch.setattr("analysis.workspace.annotate", None)
    monkeypatch.setattr("analysis.workspace.annotate_corpus", None)
    with pytest.raises(InputError, match="expected an outlet of the corpus"):
        open_study(study, ["Nobody"])
    with pytest.raises(InputError, match="key 'focus'"):
        open_study(corpus)


def test_a_corpus_without_outlets_says_how_to_name_their_column(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Story;Paper\nThe harbor was closed on Monday, they said.;Herald\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"name its column under \[columns\]"):
        open_study(file, ["Herald"])


@pytest.mark.parametrize(("key", "value"), [("id", "nobody"), ("file", "nowhere.txt")])
def test_an_article_that_is_not_there_is_an_error_at_once(corpus: Path, key: str, value: str) -> None:
    study = corpus.parent / "study.toml"
    text = f'title = "t"\ncorpus = "{corpus.as_posix()}"\nfocus = "Echo"\n[article]\n{key} = "{value}"\n'
    study.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=f"key 'article.{key}'"):
        open_study(study)


def test_old_entries_go_and_those_in_use_stay(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.workspace.CACHE_ENTRIES", 1)
    study = load_study(corpus)
    annotated_tables(study)
    old = cache_folder() / cache_key(study)
    annotated_tables(replace(study, select=Select(outlets=("Echo",))))
    assert old.is_dir()
    os.utime(old, (0, 0))
    annotated_tables(replace(study, select=Select(outlets=("BBC News",))))
    assert not old.exists()
