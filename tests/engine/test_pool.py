"""Worker processes: results whatever happens to them, or one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.engine import LocalPool
from analysis.errors import InputError, RunError
from tests.engine.chores import die, die_once, refuse, square


def test_every_task_once() -> None:
    with LocalPool(2) as pool:
        assert sorted(pool.run(square, range(9))) == [(n, n * n) for n in range(9)]
        assert pool.total(square, [1, 2, 3], sum, lambda number: None) == 14
    assert LocalPool(2).total(square, [], sum, lambda number: None) == 0


def test_killed_worker_changes_nothing(tmp_path: Path) -> None:
    tasks = [(tmp_path / "died", number) for number in range(8)]
    with LocalPool(2) as pool:
        assert sorted(pool.run(die_once, tasks)) == [(n, n) for n in range(8)]
    assert (tmp_path / "died").exists()


def test_workers_that_always_die_end_in_one_error() -> None:
    with LocalPool(2) as pool, pytest.raises(RunError, match=r"worker processes ended 3 times.*--workers 1"):
        list(pool.run(die, [1, 2, 3]))


def test_errors_of_workers_arrive_as_they_are() -> None:
    with LocalPool(2) as pool, pytest.raises(InputError, match=r"x\.csv, line \d: found a; expected b"):
        list(pool.run(refuse, [1, 2, 3]))
