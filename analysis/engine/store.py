"""Results of tasks on disk: each a folder that is there whole or not at all, with a manifest."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from analysis.folders import made_aside, put_in_place

MANIFEST = "manifest.json"
READ, ANNOTATED = "read", "annotated"
LEFT_BEHIND = 24 * 3600.0
"""Seconds after which what a stopped run left half-written is taken away."""


def write_entry(target: Path, fill: Callable[[Path], Mapping[str, Any]]) -> None:
    """Write an entry: ``fill`` writes files into a folder beside it and returns what the manifest says.

    An entry that another run has put there meanwhile stays: it holds the same.

    Raises
    ------
    RunError
        the disk is full or cannot be written to
    """
    with made_aside(target) as aside:
        facts = fill(aside)
        sizes = {file.name: file.stat().st_size for file in sorted(aside.iterdir())}
        text = json.dumps({**facts, "sizes": sizes}, ensure_ascii=False)
        (aside / MANIFEST).write_text(text, encoding="utf-8")
        put_in_place(aside, target, stays=is_whole)


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
