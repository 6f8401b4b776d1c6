"""The cost model, its table in the README, and the simulation."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_has_the_table_of_the_measured_figures() -> None:
    scale = import_module("scale")
    measured = scale.Measured(**json.loads(scale.FIGURES.read_text(encoding="utf-8")))
    table = scale.cost_table(measured)
    assert table in (ROOT / "README.md").read_text(encoding="utf-8"), "run: python benchmarks/scale.py"


def test_costs_are_multiples_of_the_slope_and_limits_give_way_in_turn() -> None:
    scale = import_module("scale")
    measured = scale.Measured(
        6e3, 3e3, kept_bytes=4e3, leading_bytes=2e3, keyness_bytes=4e4, core_seconds=0.01
    )
    assert [(limit.name, limit.articles) for limit in scale.limits(measured)] == [
        ("keyness", 400_000),
        ("leading", 8_000_000),
        ("time", pytest.approx(17_280_000)),
        ("disk", 100_000_000),
    ]
    assert scale.answer(scale.limits(measured)[2], 10**9, measured) == "time: 116 cores for one day"


@pytest.mark.skipif(not Path("/proc/self/clear_refs").is_file(), reason="Linux says how much memory was used")
def test_one_more_article_costs_time_disk_and_memory(tmp_path: Path) -> None:
    scale, simulate = import_module("scale"), import_module("simulate")
    lines = [json.dumps(row) + "\n" for row in simulate.sample_articles()]
    articles, text, tables, kept, seconds = scale._one(tmp_path / "sample", lines)
    assert articles == len(lines)
    assert tables > text
    assert kept > tables
    assert seconds > 0
    assert scale.keyness_slope(tmp_path / "sample" / "cache" / "tables", 100) > 0


def test_drawn_articles_have_new_ids_and_new_names_and_come_out_the_same_again() -> None:
    simulate = import_module("simulate")
    sample = simulate.sample_articles()
    first, second = (simulate.draw_articles(sample, start, 40, 1) for start in (0, 40))
    assert [row["id"] for row in first + second] == [f"drawn-{n:010}" for n in range(80)]
    assert first == simulate.draw_articles(sample, 0, 40, 1)
    names = [simulate.new_name(n) for n in range(10_000)]
    assert len(set(names)) == len(names)
    assert all(simulate.new_name(2 * n) in row["text"] for n, row in enumerate(first))


def test_the_simulation_goes_over_all_articles() -> None:
    simulate = import_module("simulate")
    lines = list(simulate.simulate(50, 20, 1))
    assert [line["done"] for line in lines] == [20, 40, 50]
    assert all(line["milliseconds"] > 0 and line["table_bytes"] > 0 for line in lines)
