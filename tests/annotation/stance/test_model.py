"""The file of weights: what is written is read, and what is damaged is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.annotation.stance import StanceModel, load_model, stance_accuracy, write_model
from analysis.annotation.stance.model import FORMAT, MODEL_FILE, Band
from analysis.errors import InputError


def small() -> StanceModel:
    """Return a model of three features."""
    table = np.array([[0.5, -0.25], [1.5, 0.0], [-2.0, 3.0]])
    return StanceModel({"bias": 0, "score": 1, "w not left": 2}, table, (Band("made up", 0.5, 0.6, 10, 6),))


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    write_model(small(), tmp_path / "m.txt")
    read = load_model(tmp_path / "m.txt")
    assert read.bands == small().bands
    given = [{"bias": 1.0, "score": 0.5, "unknown": 3.0}, {"w not left": 1.0}, {}]
    assert read.probabilities(given) == pytest.approx(small().probabilities(given))


def test_probabilities_are_those_of_a_softmax() -> None:
    [row] = small().probabilities([{"bias": 1.0, "score": 2.0}])
    grown = np.exp([0.5 + 3.0, 0.0, -0.25])
    assert row == pytest.approx(grown / grown.sum())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "line 1"),
        ("voices model, format 1\n", "line 1"),
        (f"{FORMAT}\n[weights]\n0.5\tbias\n", "line 3"),
        (f"{FORMAT}\n[weights]\nnan\t1\tbias\n", "line 3"),
        (f"{FORMAT}\n[bands]\na\t0\t1\t2\n", "line 3"),
        (f"{FORMAT}\n[weights]\n", "weights"),
        (f"{FORMAT}\n[weights]\n1\t1\tbias\n1\t1\tbias\n", "weights"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(tmp_path: Path, text: str, found: str) -> None:
    (tmp_path / "m.txt").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=found):
        load_model(tmp_path / "m.txt")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="model=None"):
        load_model(tmp_path / "none.txt")


def test_the_built_in_file_is_small_and_names_nobody() -> None:
    assert MODEL_FILE.stat().st_size <= 400_000
    terms = [name for name in load_model().rows if name.startswith(("term", "w ", "near", "beside"))]
    assert len(terms) > 1000
    for name in ("obama", "trump", "clinton", "putin", "russia", "china", "israel", "congress"):
        assert not [term for term in terms if name in term and "anti " not in term], name


def test_accuracy_rises_with_confidence() -> None:
    table = stance_accuracy()
    assert table["readings"].sum() > 8000
    assert table["accuracy"].tail(1).item() > 0.85
    assert table["accuracy"].head(1).item() < 0.65
    assert (table["low"] <= table["accuracy"]).all()
    assert (table["accuracy"] <= table["high"]).all()
    assert stance_accuracy(small()).row(0)[:6] == ("made up", 0.5, 0.6, 10, 6, 0.6)
