"""Who does the tasks: this process, several processes of this machine, or (`cluster`) a Dask cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, TypeVar

from analysis.errors import RunError
from analysis.folders import RESUME

Task = TypeVar("Task")
Result = TypeVar("Result")
QUEUED = 2
"""Tasks handed to the pool for each worker: one at work and one in waiting."""
BREAKS = 3
"""The pool is started again until it has broken this often without finishing a task."""


class Pool(Protocol):
    """Does tasks; results come as they are done, with the number of the task."""

    def run(
        self, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Result]]: ...

    def total(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        add: Callable[[list[Result]], Result],
        done: Callable[[int], None],
    ) -> Result:
        """Return the sum of all results by ``add``; ``done`` is called with the number of each task done."""
        ...


class LocalPool:
    """One process (this one), or several that are started when they are first needed.

    >>> with LocalPool(1) as pool:
    ...     sorted(pool.run(abs, [-2, -1]))
    [(0, 2), (1, 1)]
    """

    def __init__(self, workers: int = 1) -> None:
        self.workers = max(1, workers)
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Do tasks, at most two a worker handed out at once.

        Raises
        ------
        RunError
            worker processes end again and again without finishing a task
        """
        if self.workers == 1 or len(tasks) <= 1:
            yield from ((number, function(task)) for number, task in enumerate(tasks))
            return
        waiting = deque(range(len(tasks)))
        breaks = 0
        while waiting:
            running: dict[Future[Result], int] = {}
            try:
                for number, result in self._until_broken(function, tasks, waiting, running):
                    breaks = 0
                    yield number, result
            except BrokenProcessPool:
                waiting.extendleft(sorted(running.values(), reverse=True))
                self._stop()
                breaks += 1
                if breaks == BREAKS:
                    raise RunError(
                        f"worker processes ended {BREAKS} times without finishing a task",
                        f"see whether memory ran out, or use fewer workers (--workers 1); {RESUME}",
                    ) from None
            except BaseException:
                self._stop()
                raise

    def _until_broken(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        waiting: deque[int],
        running: dict[Future[Result], int],
    ) -> Iterator[tuple[int, Result]]:
        executor = self._started()
        while waiting or running:
            while waiting and len(running) < QUEUED * self.workers:
                number = waiting.popleft()
                try:
                    running[executor.submit(function, tasks[number])] = number
                except BrokenProcessPool:
                    waiting.appendleft(number)
                    raise
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(finished, key=running.__getitem__):
                result = future.result()
                yield running.pop(future), result

    def total(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        add: Callable[[list[Result]], Result],
        done: Callable[[int], None],
    ) -> Result:
        """Return the sum of all results by ``add``, which are added one by one as they come."""
        sum_so_far = add([])
        for number, result in self.run(function, tasks):
            sum_so_far = add([sum_so_far, result])
            done(number)
        return sum_so_far

    def _started(self) -> ProcessPoolExecutor:
        import multiprocessing

        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.workers, context)
        return self._executor

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
