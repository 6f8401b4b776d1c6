"""CSV files as exports write them: other signs than commas, lines above the header, open quote marks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from analysis.corpus.columns import is_usual
from analysis.corpus.records import LogEntry, Reading, Record

MOST_ABOVE = 10
"""So many lines are searched for the header."""
csv.field_size_limit(1 << 30)


def read_csv(text: str, name: str) -> Reading:
    """Return the rows of a file with a header, each with the line it starts at.

    >>> [record.values for record in read_csv("sep=;\\nDate;Title\\n2024-03-01;Talks fail", "x.csv").records]
    [{'Date': '2024-03-01', 'Title': 'Talks fail'}]
    """
    text = text.replace("\0", "")
    above = _lines_above(text)
    text = text.split("\n", above)[above]
    rows = ((line + above, row, unclosed) for line, row, unclosed in _csv_rows(text, _delimiter(text)))
    header_line, header, _ = next(rows, (1, [], False))
    header = [cell.strip().lstrip("\ufeff") or f"column_{i}" for i, cell in enumerate(header, 1)]
    records: list[Record] = []
    log: list[LogEntry] = []
    if above:
        log.append(
            LogEntry(name, 1, "repaired", f"what stands above the header, in line {above + 1}, left out")
        )
    for line, row, unclosed in rows:
        if unclosed:
            detail = "a quote mark is never closed; the line was read by itself"
            log.append(LogEntry(name, line, "repaired", detail))
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(header) :]):
            detail = f"{len(row)} values where the header names {len(header)}; the row was not read"
            log.append(LogEntry(name, line, "refused", detail))
            continue
        if len(row) < len(header):
            detail = f"{len(row)} values where the header names {len(header)}; the others are empty"
            log.append(LogEntry(name, line, "repaired", detail))
        cells = [*row[: len(header)], *[""] * (len(header) - len(row))]
        records.append(Record(name, line, dict(zip(header, cells, strict=True))))
    if not records:
        log.append(LogEntry(name, header_line, "refused", "a header without rows"))
    return Reading(tuple(records), tuple(log))


def _lines_above(text: str) -> int:
    """Return how many lines stand above the header: "sep=;", the name of an export, the day it was made.

    The header is the first line then that has two usual names of columns; not if the first has any.
    """
    for number, line in enumerate(text.split("\n", MOST_ABOVE)[:MOST_ABOVE]):
        usual = sum(is_usual(cell) for cell in line.split(_delimiter(line)))
        if usual >= (2 if number else 1):
            return number
    return 0


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield each row with the line it starts at; quoted values may run over several lines.

    A quote mark that is never closed would swallow all lines after it: such a line is read by itself, and the
    third value says so.
    """
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(iter(lines[start:]), delimiter=delimiter)
        begin = start
        for row in reader:
            end = start + reader.line_num
            if end == len(lines) and end > begin + 1 and "".join(lines[begin:]).count('"') % 2:
                yield begin + 1, lines[begin].replace('"', "").rstrip("\r\n").split(delimiter), True
                end = begin + 1
                start = end
                break
            yield begin + 1, row, False
            begin = end
        else:
            return


def _delimiter(text: str) -> str:
    """Return the sign that parts the header: the most frequent of tab, semicolon, comma and bar."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    return max("\t;,|", key=lambda sign: (first.count(sign), sign == ","))
