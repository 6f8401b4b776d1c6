"""Results of tasks on disk: each a folder that is there whole or not at all, with a manifest."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from analysis.errors import RunError

MANIFEST = "manifest.json"
READ, ANNOTATED = "read", "annotated"
LEFT_BEHIND = 24 * 3600.0
"""Seconds after which what a stopped run left half-written is taken away."""
RESUME = "the parts that are done are kept, and the same command goes on from there"


def write_entry(target: Path, fill: Callable[[Path], Mapping[str, Any]]) -> None:
    """Write an entry: ``fill`` writes files into a folder beside it and returns what the manifest says.

    An entry that another run has put there meanwhile stays: it holds the same.

    Raises
    ------
    RunError
        the disk is full or cannot be written to
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            facts = fill(aside)
            sizes = {file.name: file.stat().st_size for file in sorted(aside.iterdir())}
            text = json.dumps({**facts, "sizes": sizes}, ensure_ascii=False)
            (aside / MANIFEST).write_text(text, encoding="utf-8")
            aside.chmod(0o755)
            put_in_place(aside, target, is_whole)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except (OSError, pl.exceptions.ComputeError) as error:
        raise disk_error(target.parent, error) from error


def disk_error(folder: Path, error: Exception) -> RunError:
    """Return the error for a folder that cannot be written to."""
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return RunError(f"cannot write to {folder}: {said}", f"make room there, or see to its rights; {RESUME}")


def put_in_place(aside: Path, target: Path, stands: Callable[[Path], bool]) -> None:
    """Rename a finished folder to its place, unless another run has put one there that ``stands``."""
    for _ in range(3):
        try:
            aside.rename(target)
        except OSError:
            if stands(target):
                return
            shutil.rmtree(target, ignore_errors=True)
        else:
            return
    aside.rename(target)


def is_whole(entry: Path) -> bool:
    """Whether an entry is there, with every file as long as its manifest says."""
    try:
        sizes = manifest(entry)["sizes"]
        return all((entry / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def manifest(entry: Path) -> dict[str, Any]:
    """Return what the manifest of an entry says."""
    found: dict[str, Any] = json.loads((entry / MANIFEST).read_text(encoding="utf-8"))
    return found


def link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def prune_store(store: Path, used: Collection[str], before: float) -> None:
    """Remove entries whose key is not ``used`` and that are older than ``before`` (seconds since 1970), and
    what stopped runs left half-written a day ago."""
    for kind in (READ, ANNOTATED):
        for entry in (store / kind).iterdir() if (store / kind).is_dir() else ():
            half = entry.name.startswith(".")
            limit = time.time() - LEFT_BEHIND if half else before
            if entry.name not in used and _changed(entry) < limit:
                shutil.rmtree(entry, ignore_errors=True)


def _changed(entry: Path) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:  # another run has just removed or renamed it
        return float("inf")
