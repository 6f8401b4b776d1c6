"""Timing: ways in turn, ratios inside a round."""

from __future__ import annotations

import time
from importlib import import_module


def test_ways_are_taken_in_turn_and_first_rounds_left_out() -> None:
    timing, taken = import_module("timing"), []
    ways = {"theirs": lambda: taken.append("theirs"), "ours": lambda: taken.append("ours")}
    rounds = timing.in_turn(ways, 2, unmeasured=1)
    assert taken == ["theirs", "ours"] * 3
    assert [set(one) for one in rounds] == [{"theirs", "ours"}] * 2


def test_the_ratio_is_the_median_of_ratios_not_the_ratio_of_medians() -> None:
    timing = import_module("timing")
    rounds = [{"a": 2.0, "b": 1.0}, {"a": 30.0, "b": 10.0}, {"a": 40.0, "b": 40.0}]
    assert timing.median_ratio(rounds, "a", "b") == 2.0
    assert timing.median_seconds(rounds, "a") == 30.0


def test_waiting_takes_no_processor_time() -> None:
    timing = import_module("timing")
    slept, _ = timing.processor_seconds(lambda: time.sleep(0.2))
    worked, total = timing.processor_seconds(lambda: sum(range(3_000_000)))
    assert slept < worked
    assert total == sum(range(3_000_000))


def test_peak_memory_counts_from_the_last_call() -> None:
    timing = import_module("timing")
    timing.peak_megabytes()
    held = bytearray(200_000_000)
    with_it = timing.peak_megabytes()
    del held
    timing.peak_megabytes()
    assert with_it - timing.peak_megabytes() > 150
