"""What a corpus of 10,000 to a billion articles costs, from figures measured on a few thousand.

    python benchmarks/scale.py              # the table in the README, from the figures in scale.json
    python benchmarks/scale.py --measure    # measure anew on real articles and write scale.json

Two corpora of different size are read, annotated and written by the engine, in one process; the slope between
them is the cost of one more article, free of what is paid once. The model multiplies it; whether costs per
article stay the same with size is what ``simulate.py`` and ``workers.py`` look at. Limits are those of a
laptop (``CORES`` and below). Memory of the measure that needs most, keyness of all words, is the slope
between the tables of the larger corpus and ``COPIES`` copies of them under new ids, each in a new process,
and that of the leading process the slope between two corpora of drawn articles (``workers.py``); both on
Linux.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import polars as pl
from measure_memory import write_copies
from polnear import CORPORA
from timing import peak_megabytes, processor_seconds
from workers import real_sentences, run, write_corpus

from analysis.annotation.annotated import Annotated
from analysis.comparison import keyness
from analysis.engine import LocalPool, Request, annotate_corpus, read_parts
from analysis.study import Select
from analysis.workspace import SAMPLE_STUDY, open_study

FIGURES = Path(__file__).with_name("scale.json")
SOURCE = CORPORA / "allsides-foreign.jsonl.gz"
WARM, FEW, MANY, COPIES = 50, 500, 2_500, 8
DRAWN = (10_000, 40_000)
SIZES = tuple(10**power for power in range(4, 10))
CORES, MEMORY, DISK, DAY = 2, 16e9, 1e12, 86_400.0
"""A laptop: cores, bytes of memory that a program can have, bytes of disk; seconds of a day."""


@dataclass(frozen=True)
class Measured:
    """Costs of one more article: bytes of its text, of its tables on disk and of all that the cache keeps,
    bytes of memory that keyness of all words needs, core-seconds, bytes that the leading process holds."""

    text_bytes: float
    table_bytes: float
    kept_bytes: float
    keyness_bytes: float
    core_seconds: float
    leading_bytes: float


@dataclass(frozen=True)
class Limit:
    """Something that a laptop has so much of: what needs it, from how many articles on it is used up."""

    name: str
    articles: float


def limits(measured: Measured) -> list[Limit]:
    """Return what gives way on a laptop as a corpus grows, in the order in which it does.

    >>> [limit.name for limit in limits(Measured(6e3, 3e3, 8e3, 6e4, 1e-2, 3e3))]
    ['keyness', 'leading', 'time', 'disk']
    """
    found = [
        Limit("keyness", MEMORY / measured.keyness_bytes),
        Limit("leading", MEMORY / measured.leading_bytes),
        Limit("time", DAY * CORES / measured.core_seconds),
        Limit("disk", DISK / (measured.text_bytes + measured.kept_bytes)),
    ]
    return sorted(found, key=lambda limit: limit.articles)


def answer(limit: Limit, articles: int, measured: Measured) -> str:
    """Return in words what gives way at a number of articles."""
    if limit.name == "keyness":
        return f"memory: keyness of all words needs {in_bytes(articles * measured.keyness_bytes)}"
    if limit.name == "leading":
        return f"memory: the leading process needs {in_bytes(articles * measured.leading_bytes)}"
    if limit.name == "time":
        cores = articles * measured.core_seconds / DAY
        return f"time: {cores:,.0f} cores for one day"
    return f"disk: {in_bytes(articles * (measured.text_bytes + measured.kept_bytes))} in all"


def cost_table(measured: Measured) -> str:
    """Return the costs of 10⁴ to 10⁹ articles as a Markdown table.

    >>> print(cost_table(Measured(6e3, 3e3, 8e3, 6e4, 1e-2, 3e3)).splitlines()[2])
    | 10,000 | 60 MB | 30 MB | 1.7 minutes | 50 seconds | nothing |
    """
    lines = [
        "| articles | text | tables on disk | one core | two cores | what gives way on a laptop |",
        "|---|---|---|---|---|---|",
    ]
    for articles in SIZES:
        seconds = articles * measured.core_seconds
        broken = [limit for limit in limits(measured) if limit.articles < articles]
        cells = (
            f"{articles:,}",
            in_bytes(articles * measured.text_bytes),
            in_bytes(articles * measured.table_bytes),
            in_time(seconds),
            in_time(seconds / CORES),
            "; ".join(answer(limit, articles, measured) for limit in broken) or "nothing",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def in_bytes(size: float) -> str:
    """Return a size in words.

    >>> in_bytes(6e7), in_bytes(2.5e12)
    ('60 MB', '2.5 TB')
    """
    for unit, name in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if size >= unit:
            return f"{size / unit:.2g} {name}" if size < 99.5 * unit else f"{size / unit:,.0f} {name}"
    return f"{size / 1e3:.0f} kB"


def in_time(seconds: float) -> str:
    """Return a time in words.

    >>> in_time(30), in_time(5400), in_time(1.7e7)
    ('30 seconds', '1.5 hours', '197 days')
    """
    for unit, name in ((365.25 * DAY, "years"), (DAY, "days"), (3600.0, "hours"), (60.0, "minutes")):
        if seconds >= 1.5 * unit:
            return (
                f"{seconds / unit:.2g} {name}" if seconds < 99.5 * unit else f"{seconds / unit:,.0f} {name}"
            )
    return f"{seconds:.0f} seconds"


def measure() -> Measured:
    """Measure the costs of one more article on real ones."""
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        given = list(islice(lines, MANY))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _, few, many = (_one(folder / str(size), given[:size]) for size in (WARM, FEW, MANY))
        keyness_bytes = keyness_slope(folder / str(MANY) / "cache" / "tables", COPIES)
    text, table, kept, seconds = (
        (b - a) / (many[0] - few[0]) for a, b in zip(few[1:], many[1:], strict=True)
    )
    return Measured(text, table, kept, keyness_bytes, seconds, leading_growth())


def _one(folder: Path, lines: list[str]) -> tuple[float, ...]:
    """Return the number of articles, their bytes of text, of tables and of the cache, and core-seconds."""
    folder.mkdir()
    corpus, cache = folder / "articles.jsonl", folder / "cache"
    corpus.write_text("".join(lines), encoding="utf-8")
    seconds, _ = processor_seconds(partial(_run, corpus, cache))
    annotated = Annotated.read(cache / "tables")
    text = annotated.scan("articles").select(pl.col("text").str.len_bytes().sum()).collect().item()
    on_disk = _size(cache / "tables")
    return annotated.articles.height, text, on_disk, on_disk + _size(cache / "read"), seconds


def _run(corpus: Path, cache: Path) -> Path:
    request = Request((str(corpus),), {}, (), Select(), keep_empty=False)
    with LocalPool(1) as pool:
        read = read_parts(request, cache, pool)
        return annotate_corpus(read, cache / "tables", cache, pool)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def leading_growth() -> float:
    """Return by how many bytes an article makes the process grow that leads two workers."""
    sentences, held = real_sentences(), []
    with tempfile.TemporaryDirectory() as place:
        for size in DRAWN:
            corpus = write_corpus(Path(place) / f"{size}.jsonl", sentences, size)
            held.append(1e6 * run(corpus, CORES)["leading_megabytes"])
    return (held[1] - held[0]) / (DRAWN[1] - DRAWN[0])


def keyness_slope(tables: Path, copies: int) -> float:
    """Return by how many bytes keyness of words grows with an article, from tables and copies of them."""
    annotated = Annotated.read(tables)
    more = tables.with_name("copies")
    write_copies(more, annotated, copies, together=1)
    grown = []
    for folder in (tables, more):
        command = [sys.executable, __file__, "--keyness", str(folder)]
        grown.append(float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout))
    return (grown[1] - grown[0]) / (annotated.articles.height * (copies - 1))


def keyness_growth(folder: Path) -> float:
    """Return by how many bytes the memory of this process grows while keyness of words is computed."""
    tables = Annotated.read(folder)
    outlets = tables.articles.group_by("outlet").len().sort("len", "outlet")
    sample = open_study(SAMPLE_STUDY)
    keyness(sample.annotated, sample.focus)
    peak_megabytes()
    before = peak_megabytes()
    keyness(tables, outlets["outlet"][-1])
    return 1e6 * (peak_megabytes() - before)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--keyness", type=Path, help="measure keyness of these tables in this process")
    asked = parser.parse_args()
    if asked.keyness:
        print(keyness_growth(asked.keyness))
        return
    if asked.measure:
        figures = json.dumps(
            {name: float(f"{value:.3g}") for name, value in asdict(measure()).items()}, indent=1
        )
        FIGURES.write_text(figures + "\n", encoding="utf-8")
    measured = Measured(**json.loads(FIGURES.read_text(encoding="utf-8")))
    print(cost_table(measured))
    for limit in limits(measured):
        print(f"{limit.name} gives way at {limit.articles:,.0f} articles")


if __name__ == "__main__":
    main()
