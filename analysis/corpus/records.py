"""What passes between the steps of reading: raw records, articles in the making, notes for the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True)
class Draft:
    """An article in the making: recognised and cleaned, but not yet compared with the others.

    ``body`` is the text without the title in front; ``has_text`` says whether the input gave any text;
    ``own`` holds the user's other columns.
    """

    article_id: str
    outlet: str
    published: datetime | None
    updated: datetime | None
    title: str | None
    authors: str | None
    section: str | None
    url: str | None
    event: str | None
    language: str | None
    body: str
    has_text: bool
    source_file: str
    source_line: int
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Title, blank line, body; the one alone where the other is missing."""
        return "\n\n".join(part for part in (self.title, self.body) if part)
