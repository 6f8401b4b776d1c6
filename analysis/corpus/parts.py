"""A block read: its articles as a table, their facts, its notes, and how the columns were understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from analysis.corpus.blocks import BLOCK_BYTES, Block, can_be_cut, cut_lines, is_streamed
from analysis.corpus.columns import column_names, filled_columns, pick, recognise
from analysis.corpus.dates import Orders
from analysis.corpus.drafts import Tally, make_draft
from analysis.corpus.edges import last_words, whole_lines, without_time
from analysis.corpus.facts import Facts, facts_of
from analysis.corpus.files import unpacked
from analysis.corpus.own_columns import pack
from analysis.corpus.readers import Lines, read_file, read_lines, read_rows
from analysis.corpus.records import Draft, LogEntry, Reading, Record
from analysis.corpus.tables import ARTICLES, schema
from analysis.corpus.word_count import count_words_of

PART_SCHEMA: Mapping[str, pl.DataType] = {
    **{name: dtype for name, dtype in schema(ARTICLES).items() if name != "copy_of"},
    "own": pl.String(),
}
"""Columns of the table of a part: those of articles, and the user's other columns as JSON."""


@dataclass(frozen=True)
class ReadingSettings:
    """What reading a block depends on beside its bytes: columns, outlet aliases (key → name), query words.

    ``block_bytes``: about how much of a file that cannot be cut makes a part.
    """

    columns: Mapping[str, str]
    aliases: Mapping[str, str]
    query: re.Pattern[str] | None = None
    block_bytes: int = BLOCK_BYTES


@dataclass(frozen=True)
class Way:
    """How a file is read: our names and the columns that hold them, and whether days come before months."""

    chosen: Mapping[str, tuple[str, ...]]
    day_first: bool


@dataclass(frozen=True)
class Found:
    """What a part shows of its file, and the way in which it was read; ``file`` is None for whole files.

    ``seen`` and ``filled`` are columns, ``orders`` how its dates are written; ``utf8`` and ``wrong`` as in
    `readers.decode_lines`; ``records`` counts what was read. ``texts`` counts texts by outlet, ``ends`` their
    last words and whole lines by outlet (before any was cut), ``cut`` those that `settling` had cut.
    """

    file: str | None
    seen: frozenset[str]
    filled: frozenset[str] = frozenset()
    orders: Orders = field(default_factory=Orders)
    utf8: bool = False
    wrong: tuple[int, ...] = ()
    records: int = 0
    way: Way = field(default_factory=lambda: Way({}, False))
    texts: Mapping[str, int] = field(default_factory=dict)
    ends: Mapping[tuple[str, str], int] = field(default_factory=dict)
    cut: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """What is read at once of a block: table, facts (a row of the table each), log, tally."""

    table: pl.DataFrame
    facts: tuple[Facts, ...]
    log: tuple[LogEntry, ...]
    tally: Tally
    found: Found


def read_block(block: Block, settings: ReadingSettings, way: Way | None = None) -> Iterator[Part]:
    """Read a block, a part at a time.

    A stretch of a file is read in the way that its own rows suggest, unless ``way`` says how the whole file
    is to be read (`settling.unsettled`).
    """
    (path, name), *others = block.files
    if block.kind == "lines":
        with Path(path).open("rb") as stream:
            stream.seek(block.start)
            data = stream.read(block.end - block.start)
        lines = read_lines(data, name, block.first_line, marked=block.marked)
        yield _part_of_stretch(name, lines, settings, way)
    elif block.kind == "rows":
        rows = read_rows(Path(path), name, block.start, block.end)
        yield _part_of_stretch(name, Lines(rows, True, ()), settings, way)
    elif not others and is_streamed(Path(path)):
        yield from _streamed(Path(path), name, settings, way)
    else:
        yield from _whole_files([(Path(path), name) for path, name in block.files], settings)


def _part_of_stretch(name: str, lines: Lines, settings: ReadingSettings, way: Way | None) -> Part:
    records = lines.reading.records
    filled = frozenset(filled_columns(records))
    if way is None:
        way, orders = _way(records, filled, settings)
    else:
        orders = _orders(records, way.chosen)
    drafting = _Drafting(settings)
    drafting.add(records, way)
    seen = frozenset(column_names(records))
    found = Found(name, seen, filled, orders, lines.utf8, lines.wrong, way=way)
    return drafting.part(lines.reading.log, found)


def _way(records: Sequence[Record], filled: frozenset[str], settings: ReadingSettings) -> tuple[Way, Orders]:
    chosen = recognise(filled, settings.columns)
    orders = _orders(records, chosen)
    return Way(chosen, orders.day_first), orders


def _orders(records: Sequence[Record], chosen: Mapping[str, tuple[str, ...]]) -> Orders:
    dated = chosen.get("published")
    return Orders.of(pick(record.values, dated) for record in records) if dated else Orders()


def _streamed(path: Path, name: str, settings: ReadingSettings, way: Way | None) -> Iterator[Part]:
    """Read a gzipped JSON Lines file in pieces; one that cannot be cut is read whole."""
    damage: list[str] = []
    line = 1
    pieces = cut_lines(unpacked(path, damage), settings.block_bytes)
    first = next(pieces, b"")
    if not can_be_cut(first):
        yield from _whole_files([(path, name)], settings)
        return
    marked = first.startswith(b"\xef\xbb\xbf")
    for data in _chain(first, pieces):
        yield _part_of_stretch(name, read_lines(data, name, line, marked=marked), settings, way)
        line += data.count(b"\n")
    if damage:
        entry = LogEntry(name, None, "refused", damage[0])
        yield _Drafting(settings).part((entry,), Found(None, frozenset()))


def part_of_reading(reading: Reading, settings: ReadingSettings) -> Part:
    """Return the part of a text that was read without a file."""
    way, _ = _way(reading.records, frozenset(filled_columns(reading.records)), settings)
    drafting = _Drafting(settings)
    drafting.add(reading.records, way)
    return drafting.part(reading.log, Found(None, frozenset()))


def _chain(first: bytes, others: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _whole_files(files: Sequence[tuple[Path, str]], settings: ReadingSettings) -> Iterator[Part]:
    drafting = _Drafting(settings)
    log: list[LogEntry] = []
    seen: set[str] = set()
    for path, name in files:
        reading = read_file(path, name)
        log += reading.log
        seen |= column_names(reading.records)
        way, orders = _way(reading.records, frozenset(filled_columns(reading.records)), settings)
        if doubt := orders.doubt():
            log.append(LogEntry(name, None, "noted", doubt))
        for records in _portions(reading.records):
            drafting.add(records, way)
            if drafting.characters >= settings.block_bytes:
                yield drafting.part(log, Found(None, frozenset(seen)))
                drafting, log = _Drafting(settings), []
    if drafting.rows or log:
        yield drafting.part(log, Found(None, frozenset(seen)))


def _portions(records: Sequence[Record], size: int = 64) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), size):
        yield records[start : start + size]


class _Drafting:
    """Gathers the articles of a part."""

    def __init__(self, settings: ReadingSettings) -> None:
        self.settings = settings
        self.tally = Tally()
        self.rows: list[tuple[Any, ...]] = []
        self.facts: list[Facts] = []
        self.texts: Counter[str] = Counter()
        self.ends: Counter[tuple[str, str]] = Counter()
        self.characters = 0

    def add(self, records: Sequence[Record], way: Way) -> None:
        for some in _portions(records):
            drafts = [self._draft(record, way) for record in some]
            facts = facts_of(drafts, len(self.rows), self.settings.query)
            self.facts += facts
            self.rows += map(_row, drafts, facts)
            self.characters += sum(len(draft.body) for draft in drafts)

    def _draft(self, record: Record, way: Way) -> Draft:
        given = make_draft(record, way.chosen, self.settings.aliases, way.day_first, self.tally)
        self.texts[given.outlet] += bool(given.body)
        if last := last_words(given.body):
            self.ends[given.outlet, last] += 1
        for key, _ in whole_lines(given.body, bool(given.title)):
            self.ends[given.outlet, key] += 1
        return without_time(given, self.tally)

    def part(self, log: Iterable[LogEntry], found: Found) -> Part:
        columns = {name: [row[place] for row in self.rows] for place, name in enumerate(_GIVEN)}
        columns["n_words"] = count_words_of(columns["text"])
        table = pl.DataFrame({name: columns[name] for name in PART_SCHEMA}, schema=dict(PART_SCHEMA))
        counted = replace(found, records=len(self.rows), texts=dict(self.texts), ends=dict(self.ends))
        return Part(table, tuple(self.facts), tuple(log), self.tally, counted)


_GIVEN = tuple(name for name in PART_SCHEMA if name != "n_words")


def _row(draft: Draft, facts: Facts) -> tuple[Any, ...]:
    """Return the columns of ``_GIVEN``."""
    computed = {"text": draft.text, "language": facts.language, "own": pack(draft.own)}
    return tuple(computed[name] if name in computed else getattr(draft, name) for name in _GIVEN)
