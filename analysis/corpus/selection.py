"""Which articles of a corpus are studied: by day, outlet, section and query words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from analysis.corpus.records import LogEntry
from analysis.text import fold

Row = Mapping[str, Any]


class SelectionLike(Protocol):
    """What ``select`` needs; ``analysis.study.Select`` fits."""

    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...
    @property
    def outlets(self) -> tuple[str, ...]: ...
    @property
    def sections(self) -> tuple[str, ...]: ...
    @property
    def query(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Selection:
    """Which articles are studied; empty means all.

    ``start`` and ``end`` are included days (UTC). ``outlets`` are canonical names or aliases, ``sections`` are
    compared without case. ``query``: an article must hold at least one of the words or phrases, whatever their
    case; ``*`` at the end stands for any rest of the word.
    """

    start: date | None = None
    end: date | None = None
    outlets: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    query: tuple[str, ...] = ()


def query_pattern(query: Iterable[str]) -> re.Pattern[str]:
    """Compile query words and phrases; the pattern is for folded text (`analysis.text.fold`).

    >>> bool(query_pattern(["missile*", "peace talks"]).search("two missiles were fired"))
    True
    """
    parts = []
    for item in query:
        words = [re.escape(word) for word in fold(item.strip().rstrip("*")).split()]
        if words:
            parts.append(r"(?<!\w)" + r"\s+".join(words) + (r"\w*" if item.strip().endswith("*") else r"(?!\w)"))
    return re.compile("|".join(parts) or r"(?!)")


def select_rows[R: Row](rows: Sequence[R], select: SelectionLike | None) -> tuple[list[R], list[LogEntry]]:
    """Return the rows that are studied, and one log entry per reason with its count."""
    if select is None:
        return list(rows), []
    reason = _reasons(select)
    kept: list[R] = []
    out: Counter[str] = Counter()
    for row in rows:
        why = reason(row)
        if why is None:
            kept.append(row)
        else:
            out[why] += 1
    return kept, [LogEntry(None, None, "not selected", f"{n:,} articles {why}") for why, n in sorted(out.items())]
