"""A corpus in: files read, columns recognised, texts cleaned, doubtful rows listed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from analysis.corpus.cleaning import clean_line, clean_text
from analysis.corpus.columns import as_text, own_columns, pick, recognise
from analysis.corpus.dates import ImpossibleDateError, parse_date
from analysis.corpus.files import CorpusPath, corpus_files, relative_names
from analysis.corpus.readers import read_file
from analysis.corpus.records import LogEntry
from analysis.corpus.selection import SelectionLike, select_rows
from analysis.corpus.tables import ARTICLES, READING_LOG, schema
from analysis.text import WORD

Progress = Callable[[int, int | None], None]


def read_articles(
    path: CorpusPath,
    columns: Mapping[str, str] | None = None,
    *,
    outlet_aliases: Sequence[str | Path] = (),
    select: SelectionLike | None = None,
    keep_empty: bool = False,
    progress: Progress | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read a corpus."""
    files = corpus_files(path)
    names = relative_names(files, path)
    log: list[LogEntry] = []
    rows: list[dict[str, Any]] = []
    for file in files:
        reading = read_file(file, names[file])
        log.extend(reading.log)
        chosen = recognise(reading.records, columns)
        for record in reading.records:
            values = {ours: pick(record.values, theirs) for ours, theirs in chosen.items()}
            title = clean_line(as_text(values.get("title")) or "").text or None
            body = clean_text(as_text(values.get("text")) or "").text
            try:
                published = parse_date(values.get("published"))
            except ImpossibleDateError:
                published = None
            text = "\n\n".join(filter(None, [title, body]))
            outlet = as_text(values.get("outlet")) or "unknown"
            digest = hashlib.sha256("\0".join([outlet, title or "", body]).encode()).hexdigest()[:16]
            rows.append({
                "article_id": as_text(values.get("article_id")) or digest, "outlet": outlet, "published": published,
                "updated": None, "title": title, "authors": as_text(values.get("authors")),
                "section": as_text(values.get("section")), "url": as_text(values.get("url")),
                "event": as_text(values.get("event")), "language": "en", "text": text, "n_words": len(WORD.findall(text)),
                "copy_of": None, "source_file": record.source_file, "source_line": record.source_line,
                **own_columns(record.values, chosen),
            })  # fmt: skip
    kept, notes = select_rows(rows, select)
    log.extend(notes)
    return _articles(kept), _log(log)


def _articles(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    ours = schema(ARTICLES)
    table = pl.DataFrame([{k: r[k] for k in ours} for r in rows], schema=ours)
    extra = {k: None for r in rows for k in r if k not in ours}
    own = [pl.Series(k, [r.get(k) for r in rows], strict=False) for k in extra]
    return table.with_columns(own).sort("outlet", "published", "article_id", nulls_last=True)


def _log(entries: Sequence[LogEntry]) -> pl.DataFrame:
    return pl.DataFrame([{k: getattr(e, k) for k in READING_LOG} for e in entries], schema=schema(READING_LOG))
