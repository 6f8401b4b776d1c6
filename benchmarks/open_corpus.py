"""Open a corpus as a study in this process, and print what that took: a run that `workers.py` starts.

    python benchmarks/open_corpus.py CORPUS WORKERS [SCHEDULER]

Worker processes load the program that started them once more. So this one, as `python -m analysis` does,
loads nothing at its head that they do not need.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from threading import Event, Thread

EVERY = 0.2
"""Seconds between two looks at the workers."""
Figures = dict[str, float]


def run_here(corpus: Path, workers: int, scheduler: str | None = None) -> Figures:
    """Open a corpus as a study, on a Dask cluster where a scheduler is given.

    Returns articles, seconds and megabytes; of the workers of a cluster nothing is known here.
    """
    from analysis.workspace import open_study

    seen: dict[int, tuple[float, float]] = {}
    stop = Event()
    watch = Thread(target=_watch, args=(seen, stop))
    watch.start()
    start, used = time.perf_counter(), time.process_time()
    processes = None if scheduler else workers
    annotated = open_study(corpus, workers=processes, scheduler=scheduler, need_focus=False).annotated
    wall, own = time.perf_counter() - start, time.process_time() - used
    stop.set()
    watch.join()
    seconds, peaks = zip(*seen.values(), strict=True) if seen else ((0.0,), (0.0,))
    return {
        "articles": annotated.articles.height,
        "wall": wall,
        "leading": own,
        "workers": sum(seconds),
        "busiest": max(seconds),
        "leading_megabytes": _of_status("self"),
        "worker_megabytes": max(peaks),
    }


def _watch(seen: dict[int, tuple[float, float]], stop: Event) -> None:
    """Note processor seconds and peak memory of each worker until told to stop."""
    from multiprocessing import active_children

    tick = os.sysconf("SC_CLK_TCK")
    while not stop.wait(EVERY):
        for child in active_children():
            try:
                fields = Path(f"/proc/{child.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
                seconds = (int(fields[11]) + int(fields[12])) / tick
                seen[child.pid or 0] = seconds, _of_status(str(child.pid))
            except (OSError, IndexError):  # it has just ended
                continue


def _of_status(process: str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1e3


if __name__ == "__main__":
    corpus, workers, *scheduler = sys.argv[1:]
    print(json.dumps(run_here(Path(corpus), int(workers), *scheduler)))
