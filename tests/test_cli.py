"""The commands, run as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.annotation import Annotated

ROOT = Path(__file__).resolve().parents[1]
PAGE = "Minister calls pact a puppet show\n\nThe regime has “no shame at all”, Ms Orr said on Monday.\n"


def run(
    *arguments: str, stdin: str = "", cache: Path | None = None, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"FRAMING_CACHE": str(cache)} if cache else {}) | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    rows = [
        {"id": f"{outlet}{n}", "outlet": outlet, "title": f"Story {n}", "published": f"2024-03-{n + 1:02}"}
        | {"text": f"{outlet} number {n} writes of the regime and of other things on a quiet day of spring."}
        for outlet in ("Herald", "Courier")
        for n in range(9)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows) + '\n{"id": "cut', encoding="utf-8")
    return file


def test_check_writes_the_whole_log_and_refuses_a_corpus_without_texts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Zeitung;Inhalt\nHerald;A text.\n", encoding="utf-8")
    done = run("check", str(tmp_path / "a.csv"), "--log", str(tmp_path / "log.csv"))
    assert done.returncode == 2
    assert "found no article with a text" in done.stderr
    assert "'Inhalt', 'Zeitung'" in done.stdout
    assert "a.csv,2," in (tmp_path / "log.csv").read_text(encoding="utf-8")


def test_new_then_check(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("new", str(folder)).returncode == 0
    (folder / "articles" / "one.txt").write_text(PAGE, encoding="utf-8")
    text = (folder / "study.toml").read_text(encoding="utf-8")
    done = run("check", str(folder))
    assert done.returncode == 2, "the outlet of the template is not in the corpus"
    assert "1 article, " in done.stdout, "what was read is told all the same"
    assert "key 'focus'" in done.stderr
    (folder / "study.toml").write_text(
        text.replace('focus    = "Name of an outlet"', "focus = []"), encoding="utf-8"
    )
    done = run("check", str(folder))
    assert done.returncode == 0, done.stderr


def test_report_finds_the_sample_from_any_folder(tmp_path: Path) -> None:
    done = run("report", "--focus", "Nobody", "--out", str(tmp_path / "x"), folder=tmp_path)
    assert done.returncode == 2
    assert "key 'focus'" in done.stderr and "Tarsov Herald" in done.stderr


def test_check_looks_at_the_lexicons_too(corpus: Path, tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    text = f'title = "t"\ncorpus = "{corpus.as_posix()}"\nfocus = []\nlexicons = ["loaded_term"]\n'
    study.write_text(text, encoding="utf-8")
    done = run("check", str(study), cache=tmp_path / "cache")
    assert done.returncode == 2
    assert "did you mean 'loaded_terms'?" in done.stderr


def test_a_report_needs_outlets_beside_the_focus(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text(f"outlet,text\nHerald,{PAGE.split(maxsplit=1)[0]} went to Halmere.\n", encoding="utf-8")
    done = run("report", str(file), "--focus", "Herald", "--out", str(tmp_path / "x"), cache=tmp_path / "c")
    assert done.returncode == 2
    assert "found only Herald; expected outlets beside the focus" in done.stderr
    assert "running notebooks" not in done.stderr


def test_check_lists_what_was_refused_with_file_and_line(corpus: Path, tmp_path: Path) -> None:
    done = run("check", str(corpus), cache=tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert "articles.jsonl:19" in done.stdout
    assert "18 articles" in done.stdout


def test_annotate_writes_tables_that_can_be_a_corpus(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    done = run("annotate", str(corpus), "--out", str(out), "--without-text", cache=tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    read = Annotated.read(out)
    assert read.articles.height == 18
    assert not read.has_text
    assert run("check", str(out)).returncode == 0


def test_article_from_standard_input_as_json() -> None:
    done = run("article", "-", "--json", stdin=PAGE)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    tables = {"sentences", "attributions", "spans", "hits", "mentions", "reading_log"}
    assert set(record) == {"article", "voices", "sources", "stance", "stance_mentions"} | tables
    text = record["article"]["text"]
    assert [hit["surface"] for hit in record["hits"]] == [text[h["start"] : h["end"]] for h in record["hits"]]
    assert {span["voice"] for span in record["spans"]} == {"own", "quoted", "reported"}


def test_article_as_text_and_page(tmp_path: Path) -> None:
    file, page = tmp_path / "page.txt", tmp_path / "page.html"
    file.write_text(PAGE.replace("pact", "<script>alert(1)</script>"), encoding="utf-8")
    done = run("article", str(file), "--html", str(page))
    assert done.returncode == 0, done.stderr
    assert "<script>alert(1)" not in page.read_text(encoding="utf-8")
    assert "loaded terms" in run("article", str(file)).stdout


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("check", "nowhere.jsonl"), ["nowhere.jsonl", "no such file"]),
        (
            ("report", "data/sample/study.toml", "--focus", "Tarsov Heral", "--out", "x"),
            ["did you mean 'Tarsov Herald'"],
        ),
        (("article", "nowhere.txt"), ["nowhere.txt"]),
        (
            ("annotate", "data/sample", "--out", "x", "--workers", "2", "--scheduler", "tcp://h:1"),
            ["--workers 2 and --scheduler tcp://h:1", "one of the two"],
        ),
    ],
)
def test_input_errors_end_with_2_and_one_message(
    arguments: tuple[str, ...], parts: list[str], tmp_path: Path
) -> None:
    done = run(*arguments, cache=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("error:") == 1
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr
    assert not (ROOT / "x").exists()


def test_a_bare_corpus_needs_a_focus(corpus: Path, tmp_path: Path) -> None:
    done = run("report", str(corpus), "--out", str(tmp_path / "out"), cache=tmp_path / "cache")
    assert done.returncode == 2
    assert "--focus" in done.stderr
    assert "Courier, Herald" in done.stderr


def test_disk_that_cannot_be_written_ends_with_1_and_one_message(corpus: Path, tmp_path: Path) -> None:
    done = run("annotate", str(corpus), "--out", str(tmp_path / "tables"), cache=corpus)
    assert done.returncode == 1
    assert done.stderr.count("error:") == 1
    assert "Traceback" not in done.stderr
    assert "cannot write to" in done.stderr
