"""One way of timing for all benchmarks: processor time, ways taken in turn, ratios inside a round.

Seconds differ between machines, and on a shared one from minute to minute. A ratio of two ways that were
taken one after the other differs much less, so every figure is the median over rounds of such a ratio.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

Result = TypeVar("Result")
Round = Mapping[str, float]
"""Processor seconds of each way in one round."""


def processor_seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the processor time of a call and of the programs that it runs, and what it returned.

    >>> seconds, result = processor_seconds(lambda: sum(range(10)))
    >>> seconds >= 0, result
    (True, 45)
    """
    started = time.process_time() + _of_programs()
    result = work()
    return time.process_time() + _of_programs() - started, result


def _of_programs() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_megabytes() -> float:
    """Return the most memory of this process since the last call (on Linux; elsewhere since its start)."""
    status, refs = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.is_file():
        unit = 1e6 if sys.platform == "darwin" else 1e3
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
    refs.write_text("5", encoding="ascii")
    return int(found[1]) / 1e3 if found else float("nan")


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int, *, unmeasured: int = 0) -> list[Round]:
    """Take every way once a round, one after the other; the first ``unmeasured`` rounds are left out."""
    measured = [
        {name: processor_seconds(way)[0] for name, way in ways.items()} for _ in range(rounds + unmeasured)
    ]
    return measured[unmeasured:]


def ratios(rounds: Sequence[Round], peer: str, ours: str) -> list[float]:
    """Return for each round how many times as long the peer took."""
    return [taken[peer] / taken[ours] for taken in rounds]


def median_ratio(rounds: Sequence[Round], peer: str, ours: str) -> float:
    """Return the median over rounds of how many times as long the peer took.

    >>> median_ratio([{"theirs": 4.0, "ours": 2.0}, {"theirs": 3.0, "ours": 1.0}], "theirs", "ours")
    2.5
    """
    return median(ratios(rounds, peer, ours))


def median_seconds(rounds: Sequence[Round], way: str) -> float:
    """Return the median processor time of a way."""
    return median(taken[way] for taken in rounds)
