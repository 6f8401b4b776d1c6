"""The table of ratios: what stands in a line, what is missing, what fails."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bench() -> ModuleType:
    return import_module("bench")


def two_seconds(bench: ModuleType, module: str, way: str) -> object:
    """Stand in for a measurement: peers take 6 seconds, we take 2; ripgrep is not there."""
    if way == "ripgrep":
        return bench.Measured(missing="rg is not on the path")
    return bench.Measured(6.0 if module == "ways_peers" else 2.0, [1, 2], f"{way} 1.0")


def test_a_line_has_the_ratio_for_equal_work_and_says_what_is_missing(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = import_module("bench_rows")
    monkeypatch.setattr(bench, "measure", lambda module, way, _: two_seconds(bench, module, way))
    peers = (
        rows.Peer("vader", "vaderSentiment", 4, rows.identical),
        rows.Peer("wc", "wc", part="repeated texts", limit=True),
        rows.Peer("ripgrep", "ripgrep"),
    )
    lines = bench.lines_of(
        rows.Row("words", "word scan", peers, "words"), tmp_path, 3, {"few": 1, "characters": 2, "words": 100}
    )
    assert [line["ratio"] for line in lines] == ["3", "0.15", "not measured"]
    assert lines[0]["results"] == "all 2 identical"
    assert lines[0]["ours"] == "50 words/s"
    assert lines[0]["versions"] == "vader 1.0"
    assert lines[2]["results"] == "rg is not on the path"


def test_only_ratios_below_their_bound_fail(bench: ModuleType) -> None:
    rows = import_module("bench_rows")
    row = rows.Row("words", "word scan", (rows.Peer("a", "A"), rows.Peer("b", "B")), fails_below=3)
    line = {"what": "word scan", "beside": "A"}
    assert (
        bench.too_slow([row], [line | {"ratio": "3.1"}, {"what": "word scan", "beside": "B", "ratio": "0.1"}])
        == []
    )
    assert bench.too_slow([row], [line | {"ratio": "not measured"}]) == []
    assert bench.too_slow([row], [line | {"ratio": "2.9"}]) == ["word scan: 2.9 × A, at least 3 asked for"]


def test_every_way_of_every_row_exists(bench: ModuleType) -> None:
    ours, peers = import_module("ways_ours"), import_module("ways_peers")
    for row in bench.ROWS:
        assert callable(getattr(ours, row.ours))
        for peer in row.peers:
            assert callable(getattr(peers, peer.way))


def test_a_way_is_measured_in_a_process_of_its_own(bench: ModuleType, tmp_path: Path) -> None:
    texts = ["The ferry left. Nobody was glad.", "Ms Orr stayed."]
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    measured = bench.measure("ways_ours", "sentences", tmp_path)
    assert measured.result == [2, 1]
    assert measured.seconds >= 0
    assert bench.measure("ways_peers", "punkt", tmp_path).missing


def test_terms_of_the_phrase_row_never_overlap() -> None:
    inputs = import_module("bench_inputs")
    text = "an act moved a bill south. and moves begin well. " * 3
    terms = inputs.choose_terms([text])
    words = [word for term in terms for word in term.split()]
    pairs = [term.split() for term in terms if " " in term]
    assert pairs
    assert {first for first, _ in pairs}.isdisjoint(second for _, second in pairs)
    assert not {term for term in terms if " " not in term} & {word for pair in pairs for word in pair}
    assert set(words) <= set(text.replace(".", "").split())
