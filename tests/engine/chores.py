"""Tasks for worker processes, in a module that they can import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from analysis.errors import InputError


def square(number: int) -> int:
    return number * number


def die_once(task: tuple[Path, int]) -> int:
    marker, number = task
    if number == 3 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def refuse(number: int) -> int:
    raise InputError("x.csv", f"line {number}", "a", "b", "c")


def slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds
