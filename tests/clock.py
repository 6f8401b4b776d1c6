"""How long something takes, for tests that hold a time against that of less work."""

from __future__ import annotations

import time
from collections.abc import Callable


def least_seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of three calls: a collection of garbage, say, comes in one of them."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)
