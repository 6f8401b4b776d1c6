"""What a worker does: read a block, or annotate a part. Tasks hold paths, ranges and ids, never text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from analysis.annotation.annotate import annotate_tables, count_found
from analysis.annotation.article_pass import Annotator
from analysis.annotation.lexicons import load_lexicons
from analysis.corpus.blocks import Block
from analysis.corpus.dates import Orders
from analysis.corpus.decisions import Kept, articles_of
from analysis.corpus.drafts import Tally
from analysis.corpus.facts import facts_from, facts_table
from analysis.corpus.outlets import read_aliases
from analysis.corpus.parts import Found, Part, ReadingSettings, Way, read_block
from analysis.corpus.read import log_table
from analysis.corpus.records import LogEntry
from analysis.corpus.selection import query_pattern
from analysis.corpus.settling import Manner, without_ends
from analysis.engine.store import is_whole, manifest, write_entry
from analysis.errors import RunError

Counts = dict[str, dict[str, int]]
"""Numbers by name in several lists: hits of each lexicon's terms, mentions of actors, articles by outlet."""


@dataclass(frozen=True)
class Reading:
    """Settings of reading as a task carries them; hashable, so that a process prepares them once."""

    columns: tuple[tuple[str, str], ...]
    alias_files: tuple[str, ...]
    query: tuple[str, ...]
    block_bytes: int


@dataclass(frozen=True)
class ReadTask:
    """A block to read into ``target``, in a manner that the whole corpus may have settled; ``before`` is the
    entry of the block as it was read when there is only something to cut from it."""

    block: Block
    reading: Reading
    manner: Manner
    target: Path
    before: Path | None = None


@dataclass(frozen=True)
class Annotating:
    """Settings of annotating: lexicons as the study names them, all used ones by name and hash, scorer."""

    lexicons: tuple[str, ...]
    hashes: tuple[tuple[str, str], ...]
    scorer: str


@dataclass(frozen=True)
class AnnotateTask:
    """Articles of one part, to annotate into ``target``."""

    part: Path
    kept: tuple[Kept, ...]
    own: Mapping[str, pl.DataType]
    annotating: Annotating
    target: Path


def read_task(task: ReadTask) -> int:
    """Read a block, unless that is done, and return the number of its articles.

    Raises
    ------
    RunError
        the block is not what it was when the corpus was cut, or cannot be read by this worker
    """
    if not is_whole(task.target):
        if task.before is None and not task.block.is_unchanged():
            raise RunError(
                f"{task.block.files[0][0]} was changed during the run, or a worker cannot read it",
                "leave the corpus alone during a run, and give all machines the same files",
            )

        def fill(folder: Path) -> dict[str, Any]:
            settings = reading_settings(task.reading)
            if task.before is None:
                parts = read_block(task.block, settings, task.manner.way)
            else:
                read = kept_parts(task.before)
                parts = (without_ends(part, task.manner.ends, settings.query) for part in read)
            return {"parts": [_keep(part, number, folder) for number, part in enumerate(parts)]}

        write_entry(task.target, fill)
    return sum(part["articles"] for part in manifest(task.target)["parts"])


@lru_cache(maxsize=2)
def reading_settings(reading: Reading) -> ReadingSettings:
    """Return the settings that a task's reading stands for."""
    query = query_pattern(reading.query) if reading.query else None
    aliases = read_aliases(reading.alias_files)
    return ReadingSettings(dict(reading.columns), aliases, query, reading.block_bytes)


def part_file(entry: Path, kind: str, number: int) -> Path:
    """Return the file of one part of a read block; ``kind`` is articles, facts or log."""
    return entry / f"{kind}-{number:05}.parquet"


def _keep(part: Part, number: int, folder: Path) -> dict[str, Any]:
    part.table.write_parquet(part_file(folder, "articles", number))
    facts_table(part.facts).write_parquet(part_file(folder, "facts", number))
    log_table([*part.log, *part.tally.log]).write_parquet(part_file(folder, "log", number))
    found = part.found
    return {
        "articles": len(part.facts),
        "found": asdict(found)
        | {
            "seen": sorted(found.seen),
            "filled": sorted(found.filled),
            "ends": [[*end, n] for end, n in found.ends.items()],
        },
        "tally": {
            "folded": [[*names, n] for names, n in part.tally.folded.items()],
            "from_address": part.tally.from_address,
            "from_folder": part.tally.from_folder,
            "title_ends": part.tally.title_ends,
            "cut": [[*end, n] for end, n in part.tally.cut.items()],
            "timed": part.tally.timed,
            "without_outlet": part.tally.without_outlet,
        },
    }


def kept_parts(entry: Path) -> Iterator[Part]:
    """Yield the parts of a block that was read."""
    for number, kept in enumerate(manifest(entry)["parts"]):
        table, facts, log = (
            pl.read_parquet(part_file(entry, kind, number)) for kind in ("articles", "facts", "log")
        )
        entries = tuple(LogEntry(**row) for row in log.iter_rows(named=True))
        yield Part(table, tuple(facts_from(facts, 0)), entries, kept_tally(kept), kept_found(kept))


def kept_found(kept: Mapping[str, Any]) -> Found:
    """Return what a part shows of its file, from the manifest."""
    found = dict(kept["found"])
    chosen = {ours: tuple(names) for ours, names in found["way"]["chosen"].items()}
    way = Way(chosen, found["way"]["day_first"])
    sets = {name: frozenset(found[name]) for name in ("seen", "filled")}
    plain = {
        "wrong": tuple(found["wrong"]),
        "way": way,
        "orders": Orders(*found["orders"]),
        "ends": {(outlet, last): n for outlet, last, n in found["ends"]},
        "cut": {outlet: tuple(lasts) for outlet, lasts in found["cut"].items()},
    }
    return Found(**(found | sets | plain))


def kept_tally(kept: Mapping[str, Any]) -> Tally:
    """Return the counts of a part, from the manifest; its entries stand in its log."""
    given = kept["tally"]
    return Tally(
        folded=Counter({(name, outlet): n for name, outlet, n in given["folded"]}),
        from_address=Counter(given["from_address"]),
        from_folder=Counter(given["from_folder"]),
        title_ends=Counter(given["title_ends"]),
        cut=Counter({(outlet, place, words): n for outlet, place, words, n in given["cut"]}),
        timed=Counter(given["timed"]),
        without_outlet=given["without_outlet"],
    )


def annotate_task(task: AnnotateTask) -> Counts:
    """Annotate a part, unless that is done, and return its counts."""
    with _one_at_a_time:
        return _annotate(task)


# A Dask worker may run several threads in one process; they would only wait for one another, and hold
# several blocks in memory meanwhile.
_one_at_a_time = Lock()


def _annotate(task: AnnotateTask) -> Counts:
    if not is_whole(task.target):
        articles = articles_of(pl.read_parquet(task.part), task.kept, task.own)

        def fill(folder: Path) -> dict[str, Any]:
            tables = annotate_tables(annotator(task.annotating), articles)
            for name, table in {"articles": articles, **tables}.items():
                table.rechunk().write_parquet(folder / f"{name}.parquet")
            rows = {"articles": articles.height, **{name: table.height for name, table in tables.items()}}
            return {"rows": rows, "counts": count_found(tables)}

        write_entry(task.target, fill)
    counts: Counts = manifest(task.target)["counts"]
    return counts


@lru_cache(maxsize=1)
def annotator(annotating: Annotating) -> Annotator:
    """Return the annotator of this process; building it costs more than an article.

    Raises
    ------
    RunError
        a lexicon reads otherwise here than where the run was started
    """
    lexicons = load_lexicons(annotating.lexicons)
    for lexicon, expected in zip(lexicons, annotating.hashes, strict=True):
        if (lexicon.name, lexicon.sha256) != expected:
            raise RunError(
                f"the lexicon {lexicon.name} is another one for a worker than where the run was started",
                "leave lexicons alone during a run, and give all machines the same files",
            )
    return Annotator.load(lexicons, annotating.scorer)


def add_counts(several: list[Counts]) -> Counts:
    """Return the sum of counts.

    >>> add_counts([{"hits": {"a": 1}}, {"hits": {"a": 2, "b": 1}}])
    {'hits': {'a': 3, 'b': 1}}
    """
    total: Counts = {}
    for counts in several:
        for name, numbers in counts.items():
            held = total.setdefault(name, {})
            for key, n in numbers.items():
                held[key] = held.get(key, 0) + n
    return total
