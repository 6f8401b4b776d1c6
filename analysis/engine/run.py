"""A corpus from files to annotated tables in parts, each kept on disk as soon as it is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from analysis.annotation.annotate import entries_table, lexicon_table
from analysis.annotation.dataset import BY_ARTICLE, is_annotated, write_marker
from analysis.annotation.dataset import part_file as dataset_file
from analysis.annotation.lexicons import load_lexicons
from analysis.collector import paused_collector
from analysis.corpus.blocks import BLOCK_BYTES, Block, cut_corpus
from analysis.corpus.decisions import Decisions, articles_of, corpus_notes, decide, sort_articles
from analysis.corpus.facts import Facts, facts_from, runs_of_text
from analysis.corpus.parts import PART_SCHEMA
from analysis.corpus.read import check_what_was_read, log_table, named_files, sort_log
from analysis.corpus.selection import SelectionLike
from analysis.corpus.settling import PLAIN, Manner, unsettled
from analysis.corpus.shingles import Hashes
from analysis.corpus.tables import ARTICLES, schema
from analysis.engine.keys import annotation_digest, key_of, reading_digest
from analysis.engine.pool import Pool
from analysis.engine.store import ANNOTATED, READ, is_whole, manifest
from analysis.engine.tasks import (
    AnnotateTask,
    Annotating,
    Counts,
    Reading,
    ReadTask,
    add_counts,
    annotate_task,
    kept_found,
    kept_tally,
    part_file,
    read_task,
    reading_settings,
)
from analysis.folders import link, made_aside, put_in_place

Progress = Callable[[int, int | None], None]
PARTS = "parts.json"
"""File in the folder of annotated tables that names the entries of the store that they are made of."""


@dataclass(frozen=True)
class Request:
    """A corpus and how it is to be read; ``columns`` and ``select`` as in `read_articles`."""

    corpus: tuple[str, ...]
    columns: Mapping[str, str]
    outlet_aliases: tuple[str, ...]
    select: SelectionLike
    keep_empty: bool
    block_bytes: int = BLOCK_BYTES

    @property
    def reading(self) -> Reading:
        """What the reading of a block depends on."""
        columns = tuple(sorted(self.columns.items()))
        return Reading(columns, self.outlet_aliases, tuple(self.select.query), self.block_bytes)


@dataclass(frozen=True)
class ReadParts:
    """A corpus that was read: its parts (entry of the store, number in it), decisions, reading log."""

    parts: tuple[tuple[Path, int], ...]
    decisions: Decisions
    log: pl.DataFrame


def read_parts(request: Request, store: Path, pool: Pool, progress: Progress | None = None) -> ReadParts:
    """Read a corpus block by block into the store, and decide on all of it; no text is held meanwhile.

    Parameters
    ----------
    store : folder that keeps what is done; with several machines, one that all of them share
    progress : called with the number of articles read so far, and at the end with that of all

    Raises
    ------
    InputError, as `read_articles`
    RunError
        a full disk, worker processes that end again and again
    """
    names = named_files(list(request.corpus))
    entries = _read_blocks(cut_corpus(names, request.block_bytes), request, store, pool, progress)
    kept = [
        (entry, number, part) for entry in entries for number, part in enumerate(manifest(entry)["parts"])
    ]
    found = [kept_found(part) for _, _, part in kept]
    check_what_was_read(list(request.corpus), list(names), found, request.columns)
    parts = tuple((entry, number) for entry, number, _ in kept)
    with paused_collector():
        facts = [
            one
            for place, (entry, number) in enumerate(parts)
            for one in facts_from(pl.read_parquet(part_file(entry, "facts", number)), place)
        ]
        decisions = decide(
            facts,
            select=request.select,
            aliases=reading_settings(request.reading).aliases,
            keep_empty=request.keep_empty,
            full_runs=lambda articles: _full_runs(articles, parts),
        )
    logs = [pl.read_parquet(part_file(entry, "log", number)) for entry, number in parts]
    noted = {name for log in logs for name in log["source_file"].unique()}
    notes = corpus_notes(found, [kept_tally(part) for _, _, part in kept], noted)
    log = sort_log(pl.concat([*logs, log_table([*notes, *decisions.log])]))
    return ReadParts(parts, decisions, log)


def _read_blocks(
    blocks: Sequence[Block], request: Request, store: Path, pool: Pool, progress: Progress | None
) -> list[Path]:
    """Return the entry of each block; where the whole corpus has more to say on it, of the last reading."""
    code = reading_digest(request.outlet_aliases)
    tasks = [_read_task(block, request.reading, PLAIN, store, code) for block in blocks]
    read: dict[int, int] = {}
    unread: Collection[int] = range(len(tasks))
    while unread:
        numbers = list(unread)
        for place, articles in pool.run(read_task, [tasks[number] for number in numbers]):
            read[numbers[place]] = articles
            if progress:
                progress(sum(read.values()), None)
        found = [[kept_found(part) for part in manifest(task.target)["parts"]] for task in tasks]
        again = unsettled(found, request.columns)
        for number, manner in again.items():
            read_so = tasks[number].target
            tasks[number] = _read_task(blocks[number], request.reading, manner, store, code)
            if manner.ends:
                tasks[number] = replace(tasks[number], before=read_so)
        unread = again.keys()
    if progress:
        progress(sum(read.values()), sum(read.values()))
    return [task.target for task in tasks]


def _read_task(block: Block, reading: Reading, manner: Manner, store: Path, code: str) -> ReadTask:
    place = {name: value for name, value in asdict(block).items() if name not in ("files", "size")}
    key = key_of(place, asdict(reading), asdict(manner), code)
    return ReadTask(block, reading, manner, store / READ / key)


def _full_runs(articles: Sequence[Facts], parts: Sequence[tuple[Path, int]]) -> list[Hashes]:
    """Return all runs of words of some articles, from their texts, a part at a time."""
    by_part: dict[int, list[int]] = {}
    for place, one in enumerate(articles):
        by_part.setdefault(one.part, []).append(place)
    runs: dict[int, Hashes] = {}
    for part, places in sorted(by_part.items()):
        entry, number = parts[part]
        table = pl.read_parquet(part_file(entry, "articles", number), columns=["title", "text"])
        for place in places:
            runs[place] = runs_of_text(*table.row(articles[place].row))
    return [runs[place] for place in range(len(articles))]


def articles_without_text(read: ReadParts) -> pl.DataFrame:
    """Return the articles that stay, in their order, with an empty ``text``."""
    columns = [name for name in PART_SCHEMA if name != "text"]
    tables = []
    for place, kept in read.decisions.kept.items():
        entry, number = read.parts[place]
        table = pl.read_parquet(part_file(entry, "articles", number), columns=columns)
        table = table.with_columns(text=pl.lit(None, dtype=pl.String))
        tables.append(articles_of(table, kept, read.decisions.own))
    return sort_articles(pl.concat(tables or [pl.DataFrame(schema=schema(ARTICLES))]))


def annotate_corpus(
    read: ReadParts,
    target: Path,
    store: Path,
    pool: Pool,
    *,
    lexicons: Sequence[str] = ("loaded_terms",),
    scorer: str = "built-in",
    progress: Progress | None = None,
) -> Path:
    """Annotate the articles that stay, a part at a time, and put the tables together in ``target``.

    Parameters
    ----------
    target : folder of the tables (`Annotated.read`), one file per part and table; it appears when all is done
    progress : called with the number of articles annotated and of all

    Raises
    ------
    InputError
        a wrong lexicon
    RunError
        a full disk, worker processes that end again and again
    """
    loaded = load_lexicons(lexicons)
    hashes = tuple((lexicon.name, lexicon.sha256) for lexicon in loaded)
    annotating = Annotating(tuple(lexicons), hashes, scorer)
    code = annotation_digest()
    tasks = [_annotate_task(read, part, annotating, store, code) for part in read.decisions.kept]
    waiting = [task for task in tasks if not is_whole(task.target)]
    total = sum(len(task.kept) for task in tasks)
    done = total - sum(len(task.kept) for task in waiting)

    def finished(number: int) -> None:
        nonlocal done
        done += len(waiting[number].kept)
        if progress:
            progress(done, total)

    if progress:
        progress(done, total)
    names = {task.target for task in waiting}
    before: list[Counts] = [manifest(t.target)["counts"] for t in tasks if t.target not in names]
    counts = add_counts([*before, pool.total(annotate_task, waiting, add_counts, finished)])
    used = sorted({entry.name for entry, _ in read.parts} | {task.target.name for task in tasks})
    return _put_together(
        target,
        [task.target for task in tasks],
        {
            "reading_log": read.log,
            "entries": entries_table(loaded),
            "lexicons": lexicon_table(loaded, counts),
        },
        used,
    )


def _annotate_task(
    read: ReadParts, part: int, annotating: Annotating, store: Path, code: str
) -> AnnotateTask:
    entry, number = read.parts[part]
    kept, own = read.decisions.kept[part], read.decisions.own
    decided = [(one.row, one.article_id, one.copy_of) for one in kept]
    types = [(name, str(dtype)) for name, dtype in own.items()]
    key = key_of(entry.name, number, decided, types, annotating.hashes, annotating.scorer, code)
    source = part_file(entry, "articles", number)
    return AnnotateTask(source, kept, own, annotating, store / ANNOTATED / key)


def _put_together(
    target: Path, entries: Sequence[Path], tables: Mapping[str, pl.DataFrame], used: Sequence[str]
) -> Path:
    """Make the folder of annotated tables beside its place, then rename it."""
    with made_aside(target) as aside:
        for name in BY_ARTICLE:
            (aside / name).mkdir()
            for number, entry in enumerate(entries):
                link(entry / f"{name}.parquet", dataset_file(aside, name, number))
        for name, table in tables.items():
            table.write_parquet(aside / f"{name}.parquet")
        (aside / PARTS).write_text(json.dumps(list(used)) + "\n", encoding="utf-8")
        write_marker(aside, parts=len(entries))
        put_in_place(aside, target, stays=is_annotated)
    return target


def parts_used(folders: Iterable[Path]) -> set[str]:
    """Return the keys of the store's entries that folders of annotated tables are made of."""
    files = (folder / PARTS for folder in folders)
    return {key for file in files if file.is_file() for key in json.loads(file.read_text(encoding="utf-8"))}
