"""Workers of the engine: does their memory stay flat, and are two as fast as twice one?

    python benchmarks/workers.py memory [10000 40000] [--workers 2]   # peak memory of a worker at each size
    python benchmarks/workers.py speed [20000] [--rounds 3]           # one process and two, in turn
    python benchmarks/workers.py dask [20000] [--rounds 3]            # two processes, and two workers of Dask

Articles of some 190 words are put together from sentences of AllSides in an order that never came before, so
that none is a repeat of another, each with two names that are new. Each run is a new process that opens them
as a study with an empty cache, hence by blocks. Memory is ``VmHWM`` of Linux. On a machine that others use,
wall time says little; so processor time stands beside it: ``on idle cores`` is that of one process over that
of the leading process and the busiest of two workers, which is how long the two would take if nobody else
were there and nothing waited. Workers of Dask are there before the run, as on a cluster; processes are
started by it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from bench_inputs import SOURCE
from open_corpus import Figures
from simulate import new_name

from analysis.annotation.sentences import split_sentences
from analysis.workspace import CACHE_VARIABLE

SENTENCES, PARAGRAPH, OUTLETS = 8, 3, 6
"""Sentences of an article and of a paragraph, outlets."""
OPEN = Path(__file__).with_name("open_corpus.py")


def real_sentences() -> list[str]:
    """Return the sentences of the real articles, those with a quote mark of their own among them."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] or "" for line in lines]
    found = (text[a:b] for text in texts for a, b in split_sentences(text))
    return list(dict.fromkeys(sentence for sentence in found if "\n" not in sentence))


def draw_lines(sentences: Sequence[str], articles: int, seed: int) -> Iterator[str]:
    """Yield articles as JSON Lines; each has sentences in random order and two names that no other has.

    >>> line = next(draw_lines(["It rained.", "Nobody came."], 1, 1))
    >>> json.loads(line)["id"], "Babababa Orr of Bebababa" in line
    ('drawn-00000000', True)
    """
    draw = np.random.default_rng(seed)
    for number in range(articles):
        chosen = [sentences[place] for place in draw.integers(0, len(sentences), SENTENCES)]
        person, place = new_name(2 * number), new_name(2 * number + 1)
        chosen.append(f"“It was late,” {person} Orr of {place} said.")
        starts = range(0, len(chosen), PARAGRAPH)
        text = "\n\n".join(" ".join(chosen[start : start + PARAGRAPH]) for start in starts)
        row = {
            "id": f"drawn-{number:08}",
            "outlet": f"Outlet {number % OUTLETS}",
            "title": f"{person} stays in {place}",
            "text": text,
        }
        yield json.dumps(row) + "\n"


def write_corpus(file: Path, sentences: Sequence[str], articles: int, seed: int = 1) -> Path:
    """Write drawn articles to a file and return it."""
    file.write_text("".join(draw_lines(sentences, articles, seed)), encoding="utf-8")
    return file


def run(corpus: Path, workers: int, scheduler: str | None = None) -> Figures:
    """Open a corpus as a study in a new process with an empty cache."""
    with tempfile.TemporaryDirectory(dir=corpus.parent) as cache:
        command = [sys.executable, str(OPEN), str(corpus), str(workers), *([scheduler] if scheduler else [])]
        environment = os.environ | {CACHE_VARIABLE: cache}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def compare_memory(corpora: Sequence[Path], workers: int) -> None:
    """Print peak memory at each size, and the last over the first."""
    peaks = []
    for corpus in corpora:
        found = run(corpus, workers)
        peaks.append(found["worker_megabytes"])
        each = 1e3 * (found["leading"] + found["workers"]) / found["articles"]
        print(
            f"{found['articles']:>9,.0f} articles: a worker at most {peaks[-1]:.0f} MB, the leading process "
            f"{found['leading_megabytes']:.0f} MB; {each:.2f} ms of processor time each",
            flush=True,
        )
    print(f"a worker's memory at the last over the first: {peaks[-1] / peaks[0]:.3f}")


def compare_speed(corpus: Path, rounds: int) -> None:
    """Print for each round how many times as long one process takes as two."""
    for _ in range(rounds):
        one, two = run(corpus, 1), run(corpus, 2)
        print(
            f"one {one['wall']:.1f} s ({one['leading']:.1f} s of processor time), two {two['wall']:.1f} s "
            f"({two['workers']:.1f} in workers, {two['busiest']:.1f} in the busiest, {two['leading']:.1f} in "
            f"the leading process): wall {one['wall'] / two['wall']:.2f}, on idle cores "
            f"{one['leading'] / (two['busiest'] + two['leading']):.2f}",
            flush=True,
        )


def compare_dask(corpus: Path, rounds: int) -> None:
    """Print for each round how many times as long two processes take as two workers of Dask."""
    from distributed import LocalCluster

    for _ in range(rounds):
        local = run(corpus, 2)["wall"]
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            dask = run(corpus, 2, cluster.scheduler_address)["wall"]
        print(
            f"two processes {local:.1f} s, Dask with two workers {dask:.1f} s: {local / dask:.2f}", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["memory", "speed", "dask"])
    parser.add_argument("given", nargs="*", help="numbers of articles")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.given] or ([10_000, 40_000] if asked.what == "memory" else [20_000])
    sentences = real_sentences()
    with tempfile.TemporaryDirectory() as place:
        corpora = [write_corpus(Path(place) / f"{n}.jsonl", sentences, n, asked.seed) for n in sizes]
        if asked.what == "memory":
            compare_memory(corpora, asked.workers)
        elif asked.what == "dask":
            compare_dask(corpora[0], asked.rounds)
        else:
            compare_speed(corpora[0], asked.rounds)


if __name__ == "__main__":
    main()
