"""Progress: lines where there is no terminal, a bar where there is one."""

from __future__ import annotations

import io

from analysis.presentation.progress import PlainLines, reporter, time_left


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_at_most_one_line_every_five_seconds_beside_first_and_last() -> None:
    stream, clock = io.StringIO(), Clock()
    report = PlainLines("annotating", "articles", stream, clock)
    for done in range(0, 321):
        clock.now = done * 0.1
        report(done, 320)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "annotating: 0 of 320 articles"
    assert lines[1] == "annotating: 50 of 320 articles, 10 a second, 27 s left"
    assert lines[-1] == "annotating: 320 of 320 articles"
    assert len(lines) == 8


def test_what_takes_seconds_each_has_no_pace() -> None:
    stream, clock = io.StringIO(), Clock()
    report = PlainLines("running notebooks", "notebooks", stream, clock)
    for done in range(3):
        clock.now = done * 6.0
        report(done, 11)
    assert stream.getvalue().splitlines()[-1] == "running notebooks: 2 of 11 notebooks, 54 s left"


def test_last_line_once() -> None:
    stream = io.StringIO()
    report = PlainLines("reading", "articles", stream, Clock())
    report(5, 5)
    report(5, 5)
    assert stream.getvalue() == "reading: 5 of 5 articles\n"


def test_total_unknown() -> None:
    stream = io.StringIO()
    with reporter("reading", stream=stream) as report:
        report(1200, None)
    assert stream.getvalue() == "reading: 1,200 articles\n"


def test_nothing_reported_nothing_written() -> None:
    stream = io.StringIO()
    with reporter("reading", stream=stream):
        pass
    assert stream.getvalue() == ""


def test_long_times_are_minutes() -> None:
    assert time_left(600, 1, 2) == "10 min"
    assert time_left(0.001, 1, 2) == "1 s"


def test_bar_on_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with reporter("running", "notebooks", stream=stream) as report:
        report(1, 3)
        report(3, 3)
    assert "3/3" in stream.getvalue()
    assert "running" in stream.getvalue()


def test_slow_start_is_no_part_of_the_pace() -> None:
    stream, clock = io.StringIO(), Clock()
    report = PlainLines("annotating", "articles", stream, clock)
    clock.now = 60.0
    report(64, 1064)
    clock.now = 70.0
    report(564, 1064)
    assert stream.getvalue().splitlines()[1] == "annotating: 564 of 1,064 articles, 50 a second, 10 s left"
