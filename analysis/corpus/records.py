"""What passes between the steps of reading: raw records, and notes for the reading log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Record:
    """One article as a file gives it: values under the file's own column names."""

    source_file: str
    source_line: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class LogEntry:
    """One row of the reading log; ``what`` is a key of ``tables.LOG_KINDS``."""

    source_file: str | None
    source_line: int | None
    what: str
    detail: str
    article_id: str | None = None


@dataclass(frozen=True)
class Reading:
    """What one file gave."""

    records: tuple[Record, ...] = ()
    log: tuple[LogEntry, ...] = ()


def refused(source_file: str, line: int | None, detail: str) -> Reading:
    """Return the reading of a file that gave nothing but an entry in the log."""
    return Reading(log=(LogEntry(source_file, line, "refused", detail),))
