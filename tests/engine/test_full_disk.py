"""A full disk: one clear error, nothing half-written that is taken for whole, and a run that goes on."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from analysis.engine.store import is_whole, write_entry
from analysis.errors import RunError
from tests.engine.runs import annotated_in_parts, digest, rows, write_rows


def test_error_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write_rows(tmp_path / "a.jsonl", rows(0, 30))
    expected = digest(annotated_in_parts(corpus, tmp_path / "s1", tmp_path / "t1"))
    write = pl.DataFrame.write_parquet
    written = []

    def limited(table: pl.DataFrame, file: Path) -> None:
        written.append(file)
        if len(written) > 40:
            file.write_bytes(b"PAR1 half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(table, file)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", limited)
    with pytest.raises(RunError, match=r"cannot write to .*No space left.*the parts that are done are kept"):
        annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t2")
    assert not list(tmp_path.rglob(".*"))
    assert not (tmp_path / "t2").exists()
    assert all(
        is_whole(entry) for kind in ("read", "annotated") for entry in (tmp_path / "s2" / kind).iterdir()
    )
    monkeypatch.undo()
    assert digest(annotated_in_parts(corpus, tmp_path / "s2", tmp_path / "t2")) == expected


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk cannot be mounted here (needs root)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_small_disk(small_disk: Path, tmp_path: Path) -> None:
    corpus = write_rows(tmp_path / "a.jsonl", rows(0, 120))
    with pytest.raises(RunError, match="cannot write to"):
        annotated_in_parts(corpus, small_disk / "store", small_disk / "tables")
    done = [entry for kind in ("read", "annotated") for entry in (small_disk / "store" / kind).glob("*")]
    assert done
    assert all(map(is_whole, done))
    assert not (small_disk / "tables").exists()


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="cannot write to"):
        write_entry(tmp_path / "file" / "entry", lambda folder: {})
