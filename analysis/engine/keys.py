"""Hashes of what results depend on: what is kept is used again exactly where it would come out again."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READING_LIBRARIES = ("ahocorasick_rs", "ftfy", "lxml", "polars", "py3langid", "trafilatura")
ANNOTATION_LIBRARIES = ("ahocorasick_rs", "polars", "vaderSentiment")


def reading_digest(alias_files: Iterable[str] = ()) -> str:
    """Return a hash of what reading depends on beside corpus and settings: code, outlet lists, libraries."""
    code = sorted((ROOT / "analysis" / "corpus").rglob("*.py"))
    # Outlets are folded, and names that were glued to their titles parted.
    lists = [ROOT / "data" / "lexicons" / name for name in ("outlets.csv", "actors.csv")]
    return _digest([*code, ROOT / "analysis" / "text.py", *lists, *map(Path, alias_files)], READING_LIBRARIES)


def annotation_digest() -> str:
    """Return a hash of what annotating depends on beside its input: code, lists, models, libraries."""
    code = sorted((ROOT / "analysis" / "annotation").rglob("*.py"))
    lists = sorted((ROOT / "data" / "lexicons").glob("*.csv"))
    models = sorted((ROOT / "data" / "models").glob("*.txt"))
    return _digest([*code, ROOT / "analysis" / "text.py", *lists, *models], ANNOTATION_LIBRARIES)


def key_of(*values: Any) -> str:
    """Return a hash of values that JSON can hold, of 32 hexadecimal digits.

    >>> key_of("a", 1) == key_of("a", 1), key_of("a", 1) == key_of("a1")
    (True, False)
    """
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _digest(files: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = hashlib.sha256(f"Python {sys.version_info[0]}.{sys.version_info[1]}".encode())
    for file in files:
        digest.update(file.read_bytes())
    digest.update(" ".join(f"{name} {version(name)}" for name in libraries).encode())
    return digest.hexdigest()
