"""A corpus in: files read, columns recognised, texts cleaned, doubtful articles listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from analysis.corpus.blocks import BLOCK_BYTES, Block, cut_corpus
from analysis.corpus.columns import check_columns
from analysis.corpus.decisions import articles_of, corpus_notes, decide, seen_columns, sort_articles
from analysis.corpus.facts import Facts, runs_of_text
from analysis.corpus.files import REFUSED_SUFFIXES, CorpusPath, corpus_files, relative_names, suffix
from analysis.corpus.outlets import read_aliases
from analysis.corpus.pages import looks_like_html, read_page
from analysis.corpus.parts import (
    PART_SCHEMA,
    Found,
    Part,
    ReadingSettings,
    part_of_reading,
    read_block,
)
from analysis.corpus.plain import read_plain_text
from analysis.corpus.readers import EXPORT_ADVICE
from analysis.corpus.records import LogEntry, Reading
from analysis.corpus.selection import SelectionLike, query_pattern
from analysis.corpus.settling import unsettled, without_ends
from analysis.corpus.shingles import Hashes
from analysis.corpus.tables import READING_LOG, schema
from analysis.errors import InputError

Progress = Callable[[int, int | None], None]


def read_articles(
    path: CorpusPath,
    columns: Mapping[str, str] | None = None,
    *,
    outlet_aliases: Sequence[str | Path] = (),
    select: SelectionLike | None = None,
    keep_empty: bool = False,
    progress: Progress | None = None,
    block_bytes: int = BLOCK_BYTES,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read a corpus: every article that can be read, and a log of everything repaired, refused or left out.

    Parameters
    ----------
    path : a file, a folder, a glob, or a list of these. JSON Lines, JSON, CSV, TSV and Parquet hold many
    articles a
        file; plain text and HTML hold one (a ProQuest text export many); each may be gzipped
    columns : our names and the file's own, such as ``{"text": "story"}``, where usual names do not tell
    outlet_aliases : CSV files with the header ``outlet,alias``, beside the project's own list
    select : which articles are studied (`Selection`)
    keep_empty : in a corpus of full articles, count articles that have a title and no text
    progress : called with the number of articles read so far, and at the end with that of all
    block_bytes : about how much input is read at once; the result does not depend on it

    Returns
    -------
    articles, reading_log
        with the columns of ``analysis.corpus.tables`` and the user's other columns; articles are sorted by
        outlet, time and id, whatever the order of files and rows

    Raises
    ------
    InputError
        no file, only files of a kind that is not read, or a wrong ``columns``, ``select`` or alias file

    Example
    -------
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "articles.csv"
    >>> _ = file.write_text("Source;Headline;Full text\\nHerald;Talks fail;The talks failed on Monday.")
    >>> articles, log = read_articles(file)
    >>> articles["text"][0]
    'Talks fail\\n\\nThe talks failed on Monday.'
    """
    names = named_files(path)
    settings = replace(reading_settings(columns, outlet_aliases, select), block_bytes=block_bytes)
    parts = _read(cut_corpus(names, block_bytes), settings, progress)
    check_what_was_read(path, list(names), [part.found for part in parts], columns)
    return _tables(parts, settings, select, keep_empty)


def named_files(path: CorpusPath) -> dict[Path, str]:
    """Return the files of a corpus, in order, with the names that the log uses."""
    files = corpus_files(path)
    return relative_names(files, path)


def reading_settings(
    columns: Mapping[str, str] | None,
    outlet_aliases: Sequence[str | Path] = (),
    select: SelectionLike | None = None,
) -> ReadingSettings:
    """Return what the reading of every block depends on."""
    query = query_pattern(select.query) if select and select.query else None
    return ReadingSettings(columns or {}, read_aliases(outlet_aliases), query)


def check_what_was_read(
    path: CorpusPath, files: Sequence[Path], found: Sequence[Found], columns: Mapping[str, str] | None
) -> None:
    """Refuse a corpus of which no file is of a kind that is read, and ``columns`` that it has not."""
    _refuse_if_all_are_refused(files, found)
    check_columns(columns, seen_columns(found), _shown(path))


def read_article_text(text: str, source_file: str = "-") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read one article that was pasted or piped in: plain text, a scraped page, or HTML.

    Returns the same two tables as `read_articles`; an empty text gives no article and an entry in the log.

    >>> articles, log = read_article_text("Talks fail\\n\\nThe talks failed on Monday.")
    >>> articles["title"].to_list()
    ['Talks fail']
    """
    if not text.strip():
        reading = Reading(log=(LogEntry(source_file, None, "refused", "the text is empty"),))
    elif looks_like_html(text):
        reading = read_page(text, source_file)
    else:
        reading = read_plain_text(text, source_file)
    settings = reading_settings(None)
    return _tables([part_of_reading(reading, settings)], settings, None, True)


def _shown(path: CorpusPath) -> str:
    return str(path) if isinstance(path, str | Path) else ", ".join(map(str, path))


def _refuse_if_all_are_refused(files: Sequence[Path], found: Sequence[Found]) -> None:
    if any(one.records for one in found):
        return
    kinds = {suffix(file) for file in files}
    if kinds <= set(REFUSED_SUFFIXES):
        seen = f"only files that end in {', '.join(sorted(kinds))}"
        raise InputError(
            files[0], "", seen, "articles as JSON Lines, CSV, Parquet, text, Word or HTML", EXPORT_ADVICE
        )


def _read(blocks: Sequence[Block], settings: ReadingSettings, progress: Progress | None) -> list[Part]:
    """Read all blocks, and do what the whole corpus has more to say on some."""
    parts: list[list[Part]] = []
    done = 0
    for block in blocks:
        parts.append([])
        for part in read_block(block, settings):
            parts[-1].append(part)
            done += len(part.facts)
            if progress:
                progress(done, None)
    while again := unsettled([[part.found for part in block] for block in parts], settings.columns):
        for number, manner in again.items():
            if manner.ends:
                parts[number] = [without_ends(part, manner.ends, settings.query) for part in parts[number]]
            else:
                parts[number] = list(read_block(blocks[number], settings, manner.way))
    if progress:
        progress(done, done)
    return [part for block in parts for part in block]


def _tables(
    parts: Sequence[Part], settings: ReadingSettings, select: SelectionLike | None, keep_empty: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    def full_runs(articles: Sequence[Facts]) -> list[Hashes]:
        rows = [parts[one.part].table.row(one.row, named=True) for one in articles]
        return [runs_of_text(row["title"], row["text"]) for row in rows]

    facts = [
        replace(one, part=number) if number else one
        for number, part in enumerate(parts)
        for one in part.facts
    ]
    decisions = decide(
        facts, select=select, aliases=settings.aliases, keep_empty=keep_empty, full_runs=full_runs
    )
    empty = pl.DataFrame(schema=dict(PART_SCHEMA))
    tables = [articles_of(parts[n].table, kept, decisions.own) for n, kept in decisions.kept.items()]
    articles = sort_articles(pl.concat(tables or [articles_of(empty, (), {})]))
    log = [entry for part in parts for entry in part.log]
    noted = {entry.source_file for entry in log}
    log += corpus_notes([part.found for part in parts], [part.tally for part in parts], noted)
    return articles, log_table([*log, *decisions.log])


def log_table(entries: Sequence[LogEntry]) -> pl.DataFrame:
    """Return entries as the reading log, in the order of file and line."""
    rows = [{name: getattr(entry, name) for name in READING_LOG} for entry in entries]
    return sort_log(pl.DataFrame(rows, schema=schema(READING_LOG)))


def sort_log(table: pl.DataFrame) -> pl.DataFrame:
    """Return the reading log in the order of file and line."""
    return table.sort("source_file", "source_line", "what", "article_id", "detail", nulls_last=False)


def log_counts(log: pl.DataFrame) -> dict[str, int]:
    """Return how many entries of each kind a reading log has.

    >>> log_counts(log_table([LogEntry("a.csv", 1, "repeat", "twice")]))
    {'repeat': 1}
    """
    return dict(sorted(Counter(log["what"].to_list()).items()))
