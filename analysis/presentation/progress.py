"""How far a long step is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import TaskID

Report = Callable[[int, int | None], None]
SECONDS_BETWEEN_LINES = 5.0
SECONDS_BEFORE_GUESS = 2.0


@contextmanager
def reporter(verb: str, noun: str = "articles", *, stream: TextIO | None = None) -> Iterator[Report]:
    """Give a function ``report(done, total)`` that says how far a step is, on standard error.

    Parameters
    ----------
    verb, noun : what is done and to what, such as "annotating" and "articles"
    stream : where to write; standard error without it

    Example
    -------
    >>> with reporter("annotating", stream=sys.stdout) as report:
    ...     report(1, 320)
    ...     report(320, 320)
    annotating: 1 of 320 articles
    annotating: 320 of 320 articles
    """
    with reporters((verb,), noun, stream=stream) as (report,):
        yield report


@contextmanager
def reporters(
    verbs: Sequence[str], noun: str = "articles", *, stream: TextIO | None = None
) -> Iterator[tuple[Report, ...]]:
    """Give a function as `reporter` does for each of several steps that follow one another.

    >>> with reporters(("reading", "annotating"), stream=sys.stdout) as (reading, annotating):
    ...     reading(320, 320)
    ...     annotating(320, 320)
    reading: 320 of 320 articles
    annotating: 320 of 320 articles
    """
    chosen = stream or sys.stderr
    if chosen.isatty():
        with _bars(verbs, noun, chosen) as reports:
            yield reports
    else:
        yield tuple(PlainLines(verb, noun, chosen) for verb in verbs)


class PlainLines:
    """Writes at most one line every five seconds, beside the first and the last.

    Parameters
    ----------
    clock : seconds that only grow; replaced in tests
    """

    def __init__(
        self, verb: str, noun: str, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.verb, self.noun, self.stream, self.clock = verb, noun, stream, clock
        self.first: tuple[float, int] | None = None
        self.written: float | None = None
        self.finished = False

    def __call__(self, done: int, total: int | None = None) -> None:
        """Write a line, where one is due."""
        now = self.clock()
        # The pace counts from the first report: starting processes is no part of it.
        since, before = self.first = self.first or (now, done)
        last = total is not None and done >= total
        if self.finished or (
            self.written is not None and not last and now - self.written < SECONDS_BETWEEN_LINES
        ):
            return
        self.written, self.finished = now, last
        of = f" of {total:,}" if total is not None else ""
        line = f"{self.verb}: {done:,}{of} {self.noun}"
        if total is not None and not last and done > before and now - since >= SECONDS_BEFORE_GUESS:
            pace = pace_text((done - before) / (now - since))
            line += f"{pace}, {time_left(now - since, done - before, total - before)} left"
        print(line, file=self.stream, flush=True)


def pace_text(pace: float) -> str:
    """Return how much is done a second, with a comma before it; nothing where that is less than one.

    >>> pace_text(364.2), pace_text(0.14)
    (', 364 a second', '')
    """
    return f", {pace:,.0f} a second" if pace >= 1 else ""


def time_left(elapsed: float, done: int, total: int) -> str:
    """Return the time that the rest will take at the pace so far.

    >>> time_left(6.0, 120, 360)
    '12 s'
    >>> time_left(60.0, 1, 4)
    '3 min'
    """
    seconds = elapsed / done * (total - done)
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"


@contextmanager
def _bars(verbs: Sequence[str], noun: str, stream: TextIO) -> Iterator[tuple[Report, ...]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn

    class Pace(TextColumn):
        def render(self, task: Task) -> Any:
            return pace_text(task.speed or 0).removeprefix(", ") if not task.finished else ""

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(noun),
        Pace(""),
        TimeRemainingColumn(compact=True),
    )
    progress = Progress(*columns, console=Console(file=stream))

    def reporting(verb: str) -> Report:
        tasks: list[TaskID] = []

        def report(done: int, total: int | None = None) -> None:
            if not tasks:  # a step that was already done leaves no empty bar behind
                progress.start()
                tasks.append(progress.add_task(verb, total=total))
            progress.update(tasks[0], completed=done, total=total)

        return report

    try:
        yield tuple(reporting(verb) for verb in verbs)
    finally:
        progress.stop()
