"""Folders are there whole or not at all, also where two runs end at the same time or the disk is full."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.errors import InputError, RunError
from analysis.folders import made_aside, put_in_place, scratch_folder
from analysis.workspace import ROOT

PROGRAM = """
import sys
from pathlib import Path
from analysis.folders import made_aside, put_in_place
for turn in range(200):
    with made_aside(Path(sys.argv[1])) as aside:
        for name in ("first", "second"):
            (aside / name).write_text(sys.argv[2])
        put_in_place(aside, Path(sys.argv[1]))
"""


def _files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


def _write(target: Path, text: str) -> None:
    with made_aside(target) as aside:
        (aside / "one").write_text(text, encoding="utf-8")
        put_in_place(aside, target)


def test_what_stood_there_is_replaced_and_nothing_is_left_beside(tmp_path: Path) -> None:
    for text in ("old", "new"):
        _write(tmp_path / "tables", text)
    assert _files(tmp_path / "tables") == {"one": "new"}
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]
    assert (tmp_path / "tables").stat().st_mode & 0o777 == 0o755


def test_behind_a_link_the_folder_is_replaced(tmp_path: Path) -> None:
    """Written beside the link, it could not be renamed to another disk."""
    (tmp_path / "disk" / "real").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "disk" / "real")
    with made_aside(tmp_path / "link") as aside:
        assert aside.parent == tmp_path / "disk"
        (aside / "one").write_text("new", encoding="utf-8")
        put_in_place(aside, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert _files(tmp_path / "disk" / "real") == {"one": "new"}


def test_what_holds_the_same_stays(tmp_path: Path) -> None:
    _write(tmp_path / "entry", "first")
    with made_aside(tmp_path / "entry") as aside:
        put_in_place(aside, tmp_path / "entry", stays=lambda place: place.is_dir())
    assert _files(tmp_path / "entry") == {"one": "first"}


def test_two_runs_at_the_same_time_leave_one_whole_folder(tmp_path: Path) -> None:
    """The second found the folder of the first in its way and ended in an error."""
    target = tmp_path / "tables"
    runs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(target), text], cwd=ROOT, stderr=subprocess.PIPE)
        for text in ("one", "two")
    ]
    for run in runs:
        _, errors = run.communicate()
        assert run.returncode == 0, errors.decode()
    assert _files(target) in ({"first": text, "second": text} for text in ("one", "two"))
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]


def test_where_the_new_folder_cannot_be_placed_the_earlier_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "tables", "old")
    rename = Path.rename

    def failing(source: Path, target: Path) -> Path:
        if target == tmp_path / "tables" and not source.name.endswith("-earlier"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(RunError, match="cannot write to"):
        _write(tmp_path / "tables", "new")
    assert _files(tmp_path / "tables") == {"one": "old"}
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]


@pytest.fixture(scope="module")
def annotated() -> Annotated:
    articles, _ = read_article_text("The ferry sank, Ms Orr said.")
    return annotate(articles)


def test_files_that_came_while_tables_were_written_are_not_deleted(
    annotated: Annotated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.annotation import dataset

    marker = dataset.write_marker

    def slow(folder: Path, **settings: bool) -> None:
        marker(folder, parts=1, **{name: value for name, value in settings.items() if name != "parts"})
        (tmp_path / "tables").mkdir()
        (tmp_path / "tables" / "thesis.txt").write_text("mine", encoding="utf-8")

    monkeypatch.setattr(dataset, "write_marker", slow)
    with pytest.raises(InputError, match="files of another kind"):
        annotated.write(tmp_path / "tables")
    assert _files(tmp_path / "tables") == {"thesis.txt": "mine"}


def test_a_full_disk_is_one_error(
    annotated: Annotated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotated.write(tmp_path / "tables")
    before = {file.name: file.read_bytes() for file in (tmp_path / "tables").iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("polars.DataFrame.write_parquet", full)
    with pytest.raises(RunError, match=r"cannot write to .*No space left on device.*To go on"):
        annotated.write(tmp_path / "tables")
    assert {file.name: file.read_bytes() for file in (tmp_path / "tables").iterdir()} == before
    assert [file.name for file in tmp_path.iterdir()] == ["tables"]


def test_scratch_folder_blames_the_disk_for_what_the_disk_did() -> None:
    with pytest.raises(RunError, match=r"temporary folder: .*No space"), scratch_folder() as full:
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(FileNotFoundError, match="spans"), scratch_folder() as place:
        (place / "one").write_text("1", encoding="utf-8")
        raise FileNotFoundError("spans.parquet")
    assert not full.exists() and not place.exists()


def test_scratch_folder_without_a_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(RunError, match="gone"), scratch_folder():
        pass
