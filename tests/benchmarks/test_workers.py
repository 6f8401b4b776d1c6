"""Workers of the engine: articles that nobody has seen, memory and time of each run."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest


def test_drawn_articles_are_all_kept_and_come_out_the_same_again(tmp_path: Path) -> None:
    workers, read = import_module("workers"), import_module("analysis.corpus").read_articles
    sentences = [f"Ida Orr saw {n} ferries leave Osterby in the rain of day {n}." for n in range(200)]
    lines = list(workers.draw_lines(sentences, 60, 1))
    assert lines == list(workers.draw_lines(sentences, 60, 1))
    assert len({json.loads(line)["text"] for line in lines}) == 60
    corpus = tmp_path / "drawn.jsonl"
    corpus.write_text("".join(lines), encoding="utf-8")
    articles, _ = read(corpus)
    assert articles.height == 60
    assert articles["copy_of"].null_count() == 60


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="Linux says how much memory was used")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_run_gives_articles_seconds_and_megabytes(tmp_path: Path, processes: int) -> None:
    workers = import_module("workers")
    sentences = [f"Ida Orr saw {n} ferries leave port {n}." for n in range(400)]
    corpus = tmp_path / "drawn.jsonl"
    corpus.write_text("".join(workers.draw_lines(sentences, 90, 1)), encoding="utf-8")
    study = tmp_path / "study.toml"
    study.write_text(
        'title = "Drawn"\ncorpus = "drawn.jsonl"\n[engine]\nblock_bytes = 10000\n', encoding="utf-8"
    )
    found = workers.run(study, processes)
    assert found["articles"] == 90
    assert found["leading_megabytes"] > 20
    assert (found["workers"] > 0) == (processes == 2)
    assert found["busiest"] <= found["workers"]
