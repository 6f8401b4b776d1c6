"""The same text twice: dropped within an outlet, marked as a copy across outlets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from analysis.corpus.facts import NEAR_MIN_WORDS, SHORT, Facts
from analysis.corpus.records import LogEntry
from analysis.corpus.shingles import Hashes, RunsOf, overlaps

NEAR = 0.9
"""Within an outlet: resemblance of the runs of five words from which a text is a near-exact repeat."""
COPY = 0.8
"""Across outlets: containment of the shorter text's runs in the longer's from which it is a copy."""
COPY_LENGTH = 0.5
"""Across outlets the shorter text must have at least this share of the longer one's runs."""
COPY_HEADLINE_WORDS = 6
COPY_HEADLINE_DAYS = 3


@dataclass(frozen=True)
class Compared:
    """The articles that stay, ``copies`` (number of an article: that of its origin), and what was dropped."""

    articles: tuple[Facts, ...]
    copies: dict[int, int]
    log: tuple[LogEntry, ...]


def drop_repeats(ranked: Sequence[Facts], runs_of: RunsOf) -> Compared:
    """Drop repeats within each outlet, the earliest staying (then the smallest id); mark copies across them.

    Texts are compared without title, case, punctuation and spacing. Within an outlet a text is a repeat if it
    is equal, or (from 50 words) resembles an earlier one by 0.9 or more of their runs of five words. A text
    under 25 words is compared with its title, and is a repeat only if address or day are also the same, or
    neither is known: outlets reuse headlines. Across outlets an article is a copy of the earliest article of
    another outlet that shares 0.8 of the runs of the shorter one (itself at least half as long as the other):
    wire reprints with another first line or without a paragraph. ``ranked`` are in the order of
    `Facts.order`; ``runs_of`` gives the runs of words of the texts with the given numbers.
    """
    origin = _equal_texts(ranked)
    unique = [number for number in range(len(ranked)) if number not in origin]
    long = [number for number in unique if ranked[number].n_plain >= NEAR_MIN_WORDS]
    near, copies = _near(ranked, long, runs_of)
    origin.update(near)
    for number, first in _same_headlines(ranked, unique):
        copies.setdefault(number, first)
    return _result(ranked, origin, copies)


def _equal_texts(ranked: Sequence[Facts]) -> dict[int, int]:
    """Return the numbers of exact repeats and of what each repeats."""
    groups: dict[tuple[str, bytes], list[int]] = defaultdict(list)
    for number, facts in enumerate(ranked):
        groups[facts.outlet, facts.whole].append(number)
    origin: dict[int, int] = {}
    for numbers in groups.values():
        kept: list[int] = []
        for number in numbers:
            long = ranked[number].n_plain >= SHORT
            first = next((k for k in kept if long or _same_occasion(ranked[k], ranked[number])), None)
            if first is None:
                kept.append(number)
            else:
                origin[number] = first
    return origin


def _same_occasion(a: Facts, b: Facts) -> bool:
    """Say whether two equal short texts are one publication: same address or day, or nothing to tell by."""
    if a.url and b.url and _address(a.url) == _address(b.url):
        return True
    if a.published and b.published:
        return a.published.date() == b.published.date()
    return not (a.url and b.url)


def _address(url: str) -> str:
    return re.split(r"[?#]", url, maxsplit=1)[0].rstrip("/").replace("http://", "https://")


def _near(
    ranked: Sequence[Facts], long: Sequence[int], runs_of: RunsOf
) -> tuple[dict[int, int], dict[int, int]]:
    """Return near-exact repeats within outlets and copies across them, each with the earlier article."""

    def runs(numbers: Sequence[int]) -> dict[int, Hashes]:
        found = runs_of([long[number] for number in numbers])
        return {number: found[long[number]] for number in numbers}

    origin: dict[int, int] = {}
    candidates: dict[int, int] = {}
    for pair in overlaps([ranked[number].sampled for number in long], runs, COPY):
        first, second = long[pair.first], long[pair.second]
        shorter, longer = sorted((ranked[first].n_runs, ranked[second].n_runs))
        if ranked[first].outlet == ranked[second].outlet:
            if pair.resemblance >= NEAR and first not in origin:
                origin.setdefault(second, first)
        elif shorter >= COPY_LENGTH * longer:
            candidates.setdefault(second, first)
    return origin, candidates


def _same_headlines(ranked: Sequence[Facts], unique: Iterable[int]) -> list[tuple[int, int]]:
    """Return texts too short for runs of words that another outlet carried before within three days."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for number in unique:
        if COPY_HEADLINE_WORDS <= ranked[number].n_plain < NEAR_MIN_WORDS:
            groups[ranked[number].whole].append(number)
    found = []
    for numbers in groups.values():
        for place, number in enumerate(numbers):
            earlier = (k for k in numbers[:place] if _another_outlet_at_once(ranked[k], ranked[number]))
            first = next(earlier, None)
            if first is not None:
                found.append((number, first))
    return found


def _another_outlet_at_once(a: Facts, b: Facts) -> bool:
    if a.outlet == b.outlet:
        return False
    if a.published and b.published:
        return abs(a.published - b.published) <= timedelta(days=COPY_HEADLINE_DAYS)
    return True


def _result(ranked: Sequence[Facts], origin: dict[int, int], copies: dict[int, int]) -> Compared:
    log = []
    for number, first in sorted(origin.items()):
        facts, stays = ranked[number], ranked[first]
        detail = f"the same text as {stays.article_id} ({stays.place}) from the same outlet"
        log.append(LogEntry(facts.source_file, facts.source_line, "repeat", detail, facts.article_id))
    kept = [number for number in range(len(ranked)) if number not in origin]
    place = {number: position for position, number in enumerate(kept)}
    standing = {}
    for number, first in copies.items():
        source = _stays(first, origin)
        if number in place and source in place and ranked[source].outlet != ranked[number].outlet:
            standing[place[number]] = place[source]
    return Compared(tuple(ranked[number] for number in kept), standing, tuple(log))


def _stays(number: int, origin: dict[int, int]) -> int:
    while number in origin:
        number = origin[number]
    return number


def unique_ids(articles: Sequence[Facts]) -> tuple[list[Facts], list[LogEntry]]:
    """Give articles that share an id a number at its end, in order of time, and note it."""
    taken = {facts.article_id for facts in articles}
    seen: set[str] = set()
    done, log = [], []
    for facts in articles:
        name, number = facts.article_id, 2
        while name in seen or (number > 2 and name in taken):
            name, number = f"{facts.article_id}-{number}", number + 1
        if name != facts.article_id:
            detail = f"the id {facts.article_id} stands at another article too; this one is now {name}"
            log.append(LogEntry(facts.source_file, facts.source_line, "repaired", detail, name))
        seen.add(name)
        done.append(facts if name == facts.article_id else replace(facts, article_id=name))
    return done, log
