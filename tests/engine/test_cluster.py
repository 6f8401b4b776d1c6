"""A Dask cluster: the same bytes as on one machine, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.engine import DaskPool, LocalPool
from analysis.engine.tasks import add_counts
from analysis.errors import InputError, RunError
from tests.engine.chores import die, die_once, refuse, slow, square
from tests.engine.runs import annotated_in_parts, digest, rows, write_rows

pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("dask")
ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    """A scheduler and workers as processes of their own, as on a cluster."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self.environment = os.environ | {"DASK_LOGGING__DISTRIBUTED": "error"}
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        while not file.exists() or not file.stat().st_size:
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        options = ("--nthreads", "1", "--nworkers", str(workers), "--no-dashboard", "--death-timeout", "300")
        self.workers = self._start("worker", self.address, *options, "--local-directory", str(folder))

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=quiet, stderr=quiet)

    def stop(self) -> None:
        for process in (self.workers, self.scheduler):
            process.terminate()
        for process in (self.workers, self.scheduler):
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"), 2)
    yield made
    made.stop()


def test_same_bytes_as_on_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    corpus = write_rows(tmp_path / "a.jsonl", rows(0, 60))
    expected = annotated_in_parts(corpus, tmp_path / "s1", tmp_path / "t1", LocalPool(1))
    with DaskPool(cluster.address, tmp_path / "s2", [corpus]) as pool:
        found = annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t2", pool)
        again = annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t3", pool)
    assert digest(found) == digest(again) == digest(expected)
    assert digest(tmp_path / "s1") == digest(tmp_path / "s2")


def test_sums_are_made_on_the_cluster(cluster: Cluster, tmp_path: Path) -> None:
    done: list[int] = []
    with DaskPool(cluster.address, tmp_path) as pool:
        assert pool.total(square, range(40), sum, done.append) == sum(n * n for n in range(40))
        assert pool.total(square, [], add_counts, done.append) == {}
        assert sorted(done) == list(range(40))
        with pytest.raises(InputError, match="found a; expected b"):
            list(pool.run(refuse, [1]))


def test_killed_worker_changes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    tasks = [(tmp_path / "died", number) for number in range(8)]
    with DaskPool(cluster.address, tmp_path) as pool:
        assert sorted(pool.run(die_once, tasks)) == [(n, n) for n in range(8)]
    assert (tmp_path / "died").exists()


def test_worker_that_does_not_see_the_folder(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"the Dask worker tcp://.* does not see .*other\.jsonl"):
        DaskPool(cluster.address, tmp_path, [tmp_path / "other.jsonl"])
    assert not list(tmp_path.iterdir())


def test_no_scheduler(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no Dask scheduler with a worker answers at tcp://127\.0\.0\.1:9"):
        DaskPool("tcp://127.0.0.1:9", tmp_path, seconds=1)
    with pytest.raises(RunError, match="no Dask scheduler"):
        DaskPool("nonsense://x", tmp_path, seconds=1)


@pytest.mark.slow  # starts a cluster of its own, to lose it
def test_lost_scheduler_is_one_error_and_the_run_goes_on(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, 1)
    try:
        with DaskPool(cluster.address, tmp_path / "store", seconds=5) as pool:
            threading.Timer(1.5, cluster.scheduler.kill).start()
            with pytest.raises(RunError, match="was lost"):
                list(pool.run(slow, [0.2] * 60))
    finally:
        cluster.stop()


@pytest.mark.slow  # a worker is given three more chances, each a new process
def test_task_that_always_kills_its_worker(cluster: Cluster, tmp_path: Path) -> None:
    with DaskPool(cluster.address, tmp_path) as pool, pytest.raises(RunError, match="again and again"):
        list(pool.run(die, [1]))
