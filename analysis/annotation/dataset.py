"""Where annotated tables stand on disk: a Parquet file per table and part, and a marker, written last.

A folder holds ``annotated.json`` and

- ``reading_log.parquet``, ``lexicons.parquet``, ``entries.parquet``: tables of the whole corpus;
- for each table by article either one file (``hits.parquet``) or a folder of parts
  (``hits/part-00000.parquet``, ``hits/part-00001.parquet``, …).

Part *k* of every table holds the rows of the same articles, also where it has no row, so that parts can be
read one after the other. The order of parts is the order of rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from analysis.annotation.tables import TABLES, schema
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.corpus.tables import schema as corpus_schema
from analysis.errors import InputError
from analysis.folders import made_aside, put_in_place

FORMAT = 1
MARKER = "annotated.json"
WHOLE = ("reading_log", "lexicons", "entries")
"""Tables of the whole corpus; they are small."""
BY_ARTICLE = ("articles", *(name for name in TABLES if name not in WHOLE))
"""Tables that grow with the number of articles."""

Tables = Mapping[str, pl.LazyFrame]


def is_annotated(folder: Path | str) -> bool:
    """Whether a folder holds annotated tables.

    >>> is_annotated(".")
    False
    """
    return (Path(folder) / MARKER).is_file()


def part_file(folder: Path | str, table: str, part: int) -> Path:
    """Return the file of one part of a table, for a folder whose tables stand in parts.

    >>> part_file("tables", "hits", 7).as_posix()
    'tables/hits/part-00007.parquet'
    """
    return Path(folder) / table / f"part-{part:05d}.parquet"


def write_marker(folder: Path | str, *, parts: int, with_text: bool = True) -> None:
    """Declare a folder whole; call it when all tables are there.

    Parameters
    ----------
    parts : files of each table by article; 1 also where tables stand without folders
    """
    record = {"format": FORMAT, "with_text": with_text, "parts": parts}
    (Path(folder) / MARKER).write_text(json.dumps(record) + "\n", encoding="utf-8")


def write_folder(folder: Path | str, parts: Sequence[Tables], whole: Tables, *, with_text: bool) -> Path:
    """Write tables, a file per table and part; the folder appears whole or not at all.

    Raises
    ------
    InputError
        the folder exists and holds something else
    RunError
        the disk is full or cannot be written to
    """
    target = Path(folder)
    _refuse_foreign(target)
    with made_aside(target) as aside:
        _write_tables(aside, parts, whole)
        write_marker(aside, parts=len(parts), with_text=with_text)
        put_in_place(aside, target, check=_refuse_foreign)
    return target


def _refuse_foreign(target: Path) -> None:
    """Refuse to replace what is neither empty nor annotated tables."""
    if target.exists() and not is_annotated(target) and (not target.is_dir() or any(target.iterdir())):
        found = "files of another kind"
        raise InputError(target, "", found, "an empty or a new folder", "choose another folder")


def _write_tables(folder: Path, parts: Sequence[Tables], whole: Tables) -> None:
    for name in WHOLE:
        collect(whole[name]).write_parquet(folder / f"{name}.parquet")
    for name in BY_ARTICLE:
        for number, part in enumerate(parts):
            file = folder / f"{name}.parquet" if len(parts) == 1 else part_file(folder, name, number)
            file.parent.mkdir(exist_ok=True)
            collect(part[name]).write_parquet(file)


def table_schema(table: str) -> dict[str, pl.DataType]:
    """Return the columns that a table has in every corpus; articles may have more.

    >>> table_schema("articles")["n_words"]
    Int64
    """
    if table in TABLES:
        return schema(table)
    return corpus_schema(ARTICLES if table == "articles" else READING_LOG)


def scan_folder(folder: Path | str) -> tuple[tuple[Tables, ...], Tables]:
    """Return lazy scans of the parts of the tables by article, and of the tables of the whole corpus.

    Only the marker and each file's schema are read. A column of the user's own is null where a part lacks
    it, and text where parts have it in different types.

    Raises
    ------
    InputError
        no annotated tables there, another format, a missing file or column
    """
    source = Path(folder)
    if not is_annotated(source):
        found = f"no {MARKER}"
        raise InputError(source, "", found, "a folder that `annotate` wrote", "annotate the corpus again")
    marker = json.loads((source / MARKER).read_text(encoding="utf-8"))
    if marker.get("format") != FORMAT:
        found = f"format {marker.get('format')}"
        raise InputError(source, MARKER, found, f"format {FORMAT}", "annotate the corpus again")
    whole = {name: _scan(name, [source / f"{name}.parquet"])[0] for name in WHOLE}
    scans = {name: _scan(name, _files(source, name, marker.get("parts", 1))) for name in BY_ARTICLE}
    parts = zip(*scans.values(), strict=True)
    return tuple(dict(zip(BY_ARTICLE, part, strict=True)) for part in parts), whole


def collect(table: pl.LazyFrame) -> pl.DataFrame:
    """Return the rows of a lazy table.

    Raises
    ------
    InputError
        a file that was whole when its schema was read and cannot be read now

    >>> collect(pl.LazyFrame({"n": [1, 2]}).filter(pl.col("n") > 1)).rows()
    [(2,)]
    """
    try:
        return table.collect()
    except (OSError, pl.exceptions.ComputeError, pl.exceptions.PanicException) as error:
        damaged = next(filter(_is_damaged, _SCANNED.findall(table.explain(optimized=False))), None)
        if damaged is None:
            raise
        found = f"damaged or missing data ({error})"
        raise InputError(damaged, "", found, "a Parquet file", "annotate the corpus again") from None


_SCANNED = re.compile(r"Parquet SCAN \[(.*?)\]$", re.MULTILINE)


def _is_damaged(file: str) -> bool:
    try:
        pl.scan_parquet(file, glob=False, hive_partitioning=False).collect(engine="streaming")
    except (OSError, pl.exceptions.ComputeError, pl.exceptions.PanicException):
        return True
    return False


def _files(folder: Path, table: str, parts: int) -> list[Path]:
    if parts == 1 and not (folder / table).is_dir():
        return [folder / f"{table}.parquet"]
    return [part_file(folder, table, part) for part in range(parts)]


def _scan(table: str, files: list[Path]) -> list[pl.LazyFrame]:
    wanted = table_schema(table)
    # Without glob, a folder may have brackets or stars in its name.
    scans = [pl.scan_parquet(file, glob=False, hive_partitioning=False) for file in files]
    schemas = [_checked_schema(file, scan, wanted) for file, scan in zip(files, scans, strict=True)]
    columns = dict(schemas[0])
    for found in schemas[1:]:
        for name, dtype in found.items():
            if columns.setdefault(name, dtype) != dtype:
                columns[name] = pl.String()
    return [_aligned(scan, found, columns) for scan, found in zip(scans, schemas, strict=True)]


def _checked_schema(file: Path, scan: pl.LazyFrame, wanted: Mapping[str, pl.DataType]) -> pl.Schema:
    try:
        found = scan.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(
            file, "", f"no readable table ({error})", "a Parquet file", "annotate the corpus again"
        ) from None
    for name, dtype in wanted.items():
        if found.get(name) != dtype:
            given = str(found.get(name, "no such column"))
            raise InputError(file, f"column '{name}'", given, str(dtype), "annotate the corpus again")
    return found


def _aligned(
    scan: pl.LazyFrame, found: Mapping[str, pl.DataType], columns: Mapping[str, pl.DataType]
) -> pl.LazyFrame:
    if list(found.items()) == list(columns.items()):
        return scan
    return scan.select(
        pl.col(name).cast(dtype) if name in found else pl.lit(None, dtype).alias(name)
        for name, dtype in columns.items()
    )
