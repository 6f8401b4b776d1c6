"""Tasks on a Dask cluster: the same tasks as on one machine, in a folder that all machines share."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from analysis.errors import InputError, RunError
from analysis.folders import RESUME, disk_error

Task = TypeVar("Task")
Result = TypeVar("Result")
QUEUED = 2
"""Tasks handed to the cluster for each worker process."""
SUMMED = 16
"""Results that are added up at once, on the cluster."""
RETRIES = 3
SECONDS = 60


class DaskPool:
    """The workers of a running cluster, by the address of its scheduler.

    Parameters
    ----------
    address : such as ``tcp://10.0.0.5:8786``
    folder : where tasks write; workers have to see it under the same path
    inputs : files that tasks read; workers have to see them under the same paths
    seconds : how long a scheduler that does not answer is waited for, also in the middle of a run

    Raises
    ------
    InputError
        Dask is not installed
    RunError
        no scheduler, no worker, or a worker that does not see the folder or a file
    """

    def __init__(
        self, address: str, folder: Path, inputs: Sequence[Path] = (), *, seconds: float = SECONDS
    ) -> None:
        try:
            from distributed import Client
        except ImportError:
            action = "pip install 'dask[distributed]'"
            raise InputError("[engine]", "scheduler", "no Dask", "Dask, an optional part", action) from None
        self.address = address
        try:
            self._client = Client(address, timeout=seconds, set_as_default=False)
            self._client.wait_for_workers(1, timeout=SECONDS)
        except (OSError, ValueError) as error:
            self.close()
            raise RunError(
                f"no Dask scheduler with a worker answers at {address} ({error})",
                "start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`",
            ) from None
        try:
            self._check_folder(folder, inputs)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; what it was still to do for this run is dropped."""
        client = getattr(self, "_client", None)
        if client is not None:
            client.close(timeout=2)

    def _check_folder(self, folder: Path, inputs: Sequence[Path]) -> None:
        probe = folder / f".seen-{uuid.uuid4().hex}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe.touch()
        except OSError as error:
            raise disk_error(folder, error) from error
        try:
            files = [str(probe), *map(str, inputs)]
            for worker, missing in self._client.run(first_missing, files).items():
                if missing is not None:
                    path = folder if missing == str(probe) else missing
                    raise RunError(
                        f"the Dask worker {worker} does not see {path}",
                        "give all machines one folder under the same path, for the corpus and for what "
                        "FRAMING_CACHE names",
                    )
        finally:
            probe.unlink(missing_ok=True)

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Do tasks, at most two for each worker process handed out at once.

        Raises
        ------
        RunError
            the scheduler is lost, or tasks end their workers again and again
        """
        for number, future in self._futures(function, tasks):
            yield number, self._result(future)

    def total(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        add: Callable[[list[Result]], Result],
        done: Callable[[int], None],
    ) -> Result:
        """Return the sum of all results by ``add``, which the cluster adds up a few at a time."""
        held: list[Any] = []
        for number, future in self._futures(function, tasks):
            held.append(future)
            done(number)
            if len(held) == SUMMED:
                held = [self._client.submit(add, held, pure=False, retries=RETRIES)]
        if not held:
            return add([])
        total: Result = self._result(self._client.submit(add, held, pure=False, retries=RETRIES))
        return total

    def _futures(
        self, function: Callable[[Task], Result], tasks: Sequence[Task]
    ) -> Iterator[tuple[int, Any]]:
        """Yield the future of each task as it is done."""
        from distributed import as_completed

        numbers: dict[Any, int] = {}
        waiting = iter(enumerate(tasks))
        running = as_completed(loop=self._client.loop)

        def hand_out(most: int) -> None:
            while len(numbers) < most and (following := next(waiting, None)) is not None:
                number, task = following
                future = self._client.submit(function, task, pure=False, retries=RETRIES)
                numbers[future.key] = number
                running.add(future)

        hand_out(self._most())
        while numbers:
            future = next(running)
            number = numbers.pop(future.key)
            if future.status != "finished":
                self._result(future)
            hand_out(self._most())
            yield number, future

    def _most(self) -> int:
        return QUEUED * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def _result(self, future: Any) -> Any:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise RunError(
                f"a task ended its Dask worker again and again ({error})",
                f"see whether memory ran out on the workers; {RESUME}",
            ) from None
        except (CancelledError, OSError, TimeoutError) as error:
            raise RunError(
                f"the Dask scheduler at {self.address} was lost ({type(error).__name__})",
                f"start the cluster again; {RESUME}",
            ) from None


def first_missing(files: Sequence[str]) -> str | None:
    """Return the first of some files that this machine does not see."""
    return next((file for file in files if not Path(file).is_file()), None)
