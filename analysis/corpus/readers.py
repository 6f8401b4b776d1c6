"""One file in, its records out. Nothing that can be read is lost; what cannot is noted with its line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from analysis.corpus.csv_files import read_csv
from analysis.corpus.files import (
    PAGE_SUFFIXES,
    REFUSED_SUFFIXES,
    TEXT_SUFFIXES,
    WORD_SUFFIX,
    read_bytes,
    suffix,
)
from analysis.corpus.pages import looks_like_html, read_page
from analysis.corpus.plain import read_plain_text
from analysis.corpus.records import LogEntry, Reading, Record, refused
from analysis.corpus.word_files import read_word_file

EXPORT_ADVICE = (
    "export the articles again in a form that is read: Factiva 'HTML' (full article plus indexing), ProQuest "
    "'Text only' or CSV, Nexis CSV, a spreadsheet as 'CSV UTF-8'; or save each article as .docx or .txt"
)


def read_file(path: Path, name: str) -> Reading:
    """Read one file by what its suffix says; ``name`` is how the log calls it."""
    kind = suffix(path)
    if kind in REFUSED_SUFFIXES:
        return refused(name, None, f"a file that ends in {kind} is not read; {EXPORT_ADVICE}")
    try:
        if kind == ".parquet":
            return _read_parquet(path, name)
        data, damage = read_bytes(path)
    except OSError as error:
        return refused(name, None, f"the file cannot be opened ({error.strerror})")
    reading = _read_data(data, kind, name)
    if not reading.records and not reading.log:
        return refused(name, None, damage or "no article in this file")
    if damage:
        return Reading(reading.records, (LogEntry(name, None, "refused", damage), *reading.log))
    return reading


def _read_data(data: bytes, kind: str, name: str) -> Reading:
    if not data.strip():
        return refused(name, None, "the file is empty")
    if kind == WORD_SUFFIX:
        return read_word_file(data, name)
    if data[:4] in (b"%PDF", b"PK\x03\x04", b"{\\rt", b"\xd0\xcf\x11\xe0"):
        return refused(name, 1, f"this is no text but a PDF, Word, RTF or ZIP file; {EXPORT_ADVICE}")
    if kind in PAGE_SUFFIXES:
        return read_page(data, name)
    text, log = decode(data, name)
    kind = kind if kind != "" else _guess_kind(text)
    if kind in TEXT_SUFFIXES:
        records = read_page(text, name) if looks_like_html(text) else read_plain_text(text, name)
    elif kind in (".csv", ".tsv"):
        records = read_csv(text, name)
    elif kind == ".json":
        records = _read_json(text, name)
    elif kind in (".jsonl", ".ndjson"):
        records = _read_json_lines(text, name)
    else:
        return refused(name, None, f"a file that ends in {kind} is not read; {EXPORT_ADVICE}")
    return Reading(records.records, (*log, *records.log))


def _guess_kind(text: str) -> str:
    start = text.lstrip()[:1]
    return {"{": ".jsonl", "[": ".json"}.get(start, ".txt")


def decode(data: bytes, name: str) -> tuple[str, tuple[LogEntry, ...]]:
    """Return bytes as text: UTF-8 (or UTF-16 with a mark), else Windows-1252; repairs noted with line."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    text, others, wrong = decode_lines(data)
    return text, encoding_notes(name, others, wrong)


def decode_lines(data: bytes, first_line: int = 1) -> tuple[str, bool, tuple[int, ...]]:
    """Return bytes as text, each line by itself: as UTF-8, else as Windows-1252.

    With it, whether a line beyond ASCII is UTF-8, and the numbers of the lines that are not.
    """
    try:
        return data.decode("utf-8"), not data.isascii(), ()
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    wrong = tuple(number for number, part in enumerate(lines, first_line) if not _is_utf8(part))
    others = any(not part.isascii() and _is_utf8(part) for part in lines)
    text = "\n".join(p.decode("utf-8") if _is_utf8(p) else p.decode("cp1252", "replace") for p in lines)
    return text, others, wrong


def encoding_notes(name: str, others: bool, wrong: Sequence[int]) -> tuple[LogEntry, ...]:
    """Return the log entries for a file with ``wrong`` lines; one where no other line is UTF-8 either."""
    if wrong and not others:
        detail = f"the file is not UTF-8 (first at line {wrong[0]}); read as Windows-1252"
        return (LogEntry(name, wrong[0], "repaired", detail),)
    detail = "bytes that are not UTF-8; this line was read as Windows-1252"
    return tuple(LogEntry(name, line, "repaired", detail) for line in wrong)


def _is_utf8(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class Lines:
    """What a stretch of a JSON Lines file gave; ``utf8`` and ``wrong`` as in `decode_lines`."""

    reading: Reading
    utf8: bool
    wrong: tuple[int, ...]


def read_lines(data: bytes, name: str, first_line: int, *, marked: bool) -> Lines:
    """Read a stretch of a JSON Lines file that can be cut (`blocks.can_be_cut`).

    ``marked``: the file begins with a byte order mark, and so is UTF-8 throughout.
    """
    if marked:
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        return Lines(_read_json_lines(text, name, first_line), True, ())
    text, others, wrong = decode_lines(data, first_line)
    return Lines(_read_json_lines(text, name, first_line), others, wrong)


def _read_json_lines(text: str, name: str, first_line: int = 1) -> Reading:
    records: list[Record] = []
    log: list[LogEntry] = []
    lines = text.split("\n")
    last_line = first_line + len(lines) - 1
    for number, line in enumerate(lines, first_line):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            if number == 1 and (whole := _whole_json(text)) is not None:
                return _records_of_json(whole, name)
            reason = "the last line is cut off" if number == last_line else "not valid JSON"
            log.append(LogEntry(name, number, "refused", f"{reason} ({error})"))
            continue
        if isinstance(value, dict):
            records.append(Record(name, number, value))
        elif number == 1 and isinstance(value, list):
            return _records_of_json(value, name)
        else:
            log.append(LogEntry(name, number, "refused", "valid JSON, but not an object with named values"))
    return Reading(tuple(records), tuple(log))


def _whole_json(text: str) -> Any:
    """Return the value of a text that is one JSON document over several lines, else None."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _read_json(text: str, name: str) -> Reading:
    try:
        return _records_of_json(json.loads(text), name)
    except ValueError as error:
        if "Extra data" in str(error):
            return _read_json_lines(text, name)
        line = getattr(error, "lineno", 1)
        return refused(
            name, line, f"not valid JSON ({error}); export the file again, or save one article per line"
        )


def _records_of_json(value: Any, name: str) -> Reading:
    """Take the articles out of a JSON document: a list, or an object that holds a list of them."""
    if isinstance(value, dict):
        lists = [
            v for v in value.values() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)
        ]
        value = max(lists, key=len) if lists and "text" not in value else [value]
    if not isinstance(value, list):
        return refused(name, 1, "valid JSON, but neither a list of articles nor an object that holds one")
    records = tuple(Record(name, i, v) for i, v in enumerate(value, 1) if isinstance(v, dict))
    wrong = tuple(
        LogEntry(name, i, "refused", f"item {i} of the list is not an object with named values")
        for i, v in enumerate(value, 1)
        if not isinstance(v, dict)
    )
    return Reading(records, wrong)


def _read_parquet(path: Path, name: str) -> Reading:
    data, damage = read_bytes(path)
    try:
        table = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        return refused(name, None, f"not a readable Parquet file ({damage or str(error).splitlines()[0]})")
    return _records_of_rows(table, name, 1)


def read_rows(path: Path, name: str, start: int, end: int) -> Reading:
    """Read the rows from ``start`` up to ``end`` of a Parquet file."""
    try:
        table = pl.scan_parquet(path, glob=False).slice(start, end - start).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        place = f"rows {start + 1} to {end}"
        return refused(name, start + 1, f"{place} cannot be read ({str(error).splitlines()[0]})")
    return _records_of_rows(table, name, start + 1)


def _records_of_rows(table: pl.DataFrame, name: str, first_line: int) -> Reading:
    rows: Iterator[Mapping[str, Any]] = table.iter_rows(named=True)
    return Reading(tuple(Record(name, number, row) for number, row in enumerate(rows, first_line)))
