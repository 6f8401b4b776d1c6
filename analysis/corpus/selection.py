"""Which articles of a corpus are studied: by day, outlet, section and query words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from analysis.corpus.facts import Facts
from analysis.corpus.records import LogEntry
from analysis.text import fold


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

    ``start`` and ``end`` are included days (UTC). ``outlets`` are canonical names or aliases, ``sections``
    are compared without case. ``query``: an article must hold at least one of the words or phrases, whatever
    their case; ``*`` at the end stands for any rest of the word.
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
            parts.append(
                r"(?<!\w)" + r"\s+".join(words) + (r"\w*" if item.strip().endswith("*") else r"(?!\w)")
            )
    return re.compile("|".join(parts) or r"(?!)")


def select_articles(
    articles: Sequence[Facts], select: SelectionLike | None
) -> tuple[list[Facts], list[LogEntry]]:
    """Return the articles that are studied, and one log entry per reason with its count.

    ``select.outlets`` must be canonical names already.
    """
    if select is None:
        return list(articles), []
    reason = _reason_for(select)
    kept: list[Facts] = []
    left_out: Counter[str] = Counter()
    for facts in articles:
        why = reason(facts)
        if why is None:
            kept.append(facts)
        else:
            left_out[why] += 1
    notes = [
        LogEntry(None, None, "not selected", f"{count:,} {'article' if count == 1 else 'articles'} {why}")
        for why, count in sorted(left_out.items())
    ]
    return kept, notes


def _reason_for(select: SelectionLike) -> Callable[[Facts], str | None]:
    outlets = {fold(name) for name in select.outlets}
    sections = {fold(name).strip() for name in select.sections}

    def reason(facts: Facts) -> str | None:
        if outside := _outside_days(select, facts.published):
            return outside
        if outlets and fold(facts.outlet) not in outlets:
            return "from outlets that [select] does not name"
        if sections and fold(facts.section or "").strip() not in sections:
            return "from sections that [select] does not name"
        if not facts.matches:
            return "without any of the query words"
        return None

    return reason


def _outside_days(select: SelectionLike, published: datetime | None) -> str | None:
    if published is None:
        return (
            "without a date, while [select] asks for a range of days" if select.start or select.end else None
        )
    if select.start and published.date() < select.start:
        return f"published before {select.start}"
    if select.end and published.date() > select.end:
        return f"published after {select.end}"
    return None
