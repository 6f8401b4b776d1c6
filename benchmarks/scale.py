"""What a corpus of 10,000 to a billion articles costs, from figures measured on a few thousand.

    python benchmarks/scale.py              # the table in the README, from the figures in scale.json
    python benchmarks/scale.py --measure    # measure anew on real articles and write scale.json

Reading, annotating and writing the tables is measured on two numbers of articles; the slope between them is
the cost of one more article, free of what is paid once. The model multiplies it; whether costs per article
stay the same with size is what ``simulate.py`` looks at. Limits are those of a laptop (``CORES`` and below).
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import polars as pl
from polnear import CORPORA
from timing import processor_seconds

from analysis.annotation.annotate import annotate
from analysis.annotation.annotated import Annotated
from analysis.annotation.dataset import BY_ARTICLE
from analysis.corpus import read_articles

FIGURES = Path(__file__).with_name("scale.json")
SOURCE = CORPORA / "allsides-foreign.jsonl.gz"
FEW, MANY = 250, 1_000
SIZES = tuple(10**power for power in range(4, 10))
CORES, MEMORY, DISK, DAY = 2, 16e9, 1e12, 86_400.0
"""A laptop: cores, bytes of memory that a program can have, bytes of disk; seconds of a day."""


@dataclass(frozen=True)
class Measured:
    """Costs of one more article: bytes of its text, of its tables on disk, of the largest one in memory,
    core-seconds."""

    text_bytes: float
    table_bytes: float
    held_bytes: float
    core_seconds: float


@dataclass(frozen=True)
class Limit:
    """Something that a laptop has so much of: what needs it, from how many articles on it is used up."""

    name: str
    articles: float


def limits(measured: Measured) -> list[Limit]:
    """Return what gives way on a laptop as a corpus grows, in the order in which it does.

    >>> [limit.name for limit in limits(Measured(6e3, 3e3, 6e4, 1e-2))]
    ['memory', 'time', 'disk']
    """
    found = [
        Limit("memory", MEMORY / measured.held_bytes),
        Limit("time", DAY * CORES / measured.core_seconds),
        Limit("disk", DISK / (measured.text_bytes + measured.table_bytes)),
    ]
    return sorted(found, key=lambda limit: limit.articles)


def answer(limit: Limit, articles: int, measured: Measured) -> str:
    """Return in words what gives way at a number of articles."""
    if limit.name == "memory":
        return f"memory: the largest table, held whole, needs {in_bytes(articles * measured.held_bytes)}"
    if limit.name == "time":
        cores = articles * measured.core_seconds / DAY
        return f"time: {cores:,.0f} cores for one day"
    return f"disk: {in_bytes(articles * (measured.text_bytes + measured.table_bytes))} in all"


def cost_table(measured: Measured) -> str:
    """Return the costs of 10⁴ to 10⁹ articles as a Markdown table.

    >>> print(cost_table(Measured(6e3, 3e3, 6e4, 1e-2)).splitlines()[2])
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
        few, many = (_one(folder / str(size), given[:size]) for size in (FEW, MANY))
    return Measured(*((b - a) / (many[0] - few[0]) for a, b in zip(few[1:], many[1:], strict=True)))


def _one(folder: Path, lines: list[str]) -> tuple[float, ...]:
    """Return articles, bytes of text, of tables on disk and of the largest in memory, core-seconds."""
    folder.mkdir()
    file = folder / "articles.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    work: Callable[[], Annotated] = partial(_read_annotate_write, file, folder / "tables")
    seconds, annotated = processor_seconds(work)
    on_disk = sum(table.stat().st_size for table in (folder / "tables").rglob("*.parquet"))
    held = max(annotated.scan(name).collect().estimated_size() for name in BY_ARTICLE if name != "articles")
    text = annotated.scan("articles").select(pl.col("text").str.len_bytes().sum()).collect().item()
    return annotated.articles.height, text, on_disk, held, seconds


def _read_annotate_write(file: Path, target: Path) -> Annotated:
    articles, log = read_articles(file)
    annotated = annotate(articles, reading_log=log)
    annotated.write(target)
    return annotated


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measure", action="store_true")
    if parser.parse_args().measure:
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
