"""A corpus in: files read, columns recognised, texts cleaned, doubtful articles listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from analysis.corpus.columns import check_columns, column_names, pick, recognise
from analysis.corpus.dates import is_day_first
from analysis.corpus.drafts import Tally, make_draft
from analysis.corpus.edges import without_edges
from analysis.corpus.files import REFUSED_SUFFIXES, CorpusPath, corpus_files, relative_names, suffix
from analysis.corpus.language import detect_language
from analysis.corpus.outlets import canonical_outlet, read_aliases
from analysis.corpus.pages import looks_like_html, read_page
from analysis.corpus.plain import read_plain_text
from analysis.corpus.readers import EXPORT_ADVICE, read_file
from analysis.corpus.records import Draft, LogEntry, Reading
from analysis.corpus.repeats import Compared, drop_repeats, unique_ids
from analysis.corpus.selection import Selection, SelectionLike, select_drafts
from analysis.corpus.tables import ARTICLES, READING_LOG, schema
from analysis.errors import InputError, did_you_mean
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
    progress : called with the number of articles cleaned and of all

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
    files = corpus_files(path)
    names = relative_names(files, path)
    readings = [read_file(file, names[file]) for file in files]
    _refuse_if_all_are_refused(files, readings)
    seen = column_names(record for reading in readings for record in reading.records)
    check_columns(columns, seen, _shown(path))
    aliases = read_aliases(outlet_aliases)
    return _articles_of(_Request(readings, columns, aliases, select, keep_empty, progress))


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
    return _articles_of(_Request([reading], None, read_aliases(), None, True, None))


def _shown(path: CorpusPath) -> str:
    return str(path) if isinstance(path, str | Path) else ", ".join(map(str, path))


def _refuse_if_all_are_refused(files: Sequence[Path], readings: Sequence[Reading]) -> None:
    if any(reading.records for reading in readings):
        return
    kinds = {suffix(file) for file in files}
    if kinds <= set(REFUSED_SUFFIXES):
        found = f"only files that end in {', '.join(sorted(kinds))}"
        raise InputError(
            files[0], "", found, "articles as JSON Lines, CSV, Parquet, text or HTML", EXPORT_ADVICE
        )


@dataclass(frozen=True)
class _Request:
    """What the files gave, and how the caller wants it read."""

    readings: Sequence[Reading]
    columns: Mapping[str, str] | None
    aliases: Mapping[str, str]
    select: SelectionLike | None
    keep_empty: bool
    progress: Progress | None


def _articles_of(request: _Request) -> tuple[pl.DataFrame, pl.DataFrame]:
    drafts, log = _drafts(request)
    drafts, notes = _with_text(drafts, request.keep_empty)
    log.extend(notes)
    drafts, notes = without_edges(drafts)
    log.extend(notes)
    drafts, notes = select_drafts(drafts, _canonical(request.select, request.aliases, drafts))
    log.extend(notes)
    drafts, notes = _in_english(drafts)
    log.extend(notes)
    compared = drop_repeats(drafts)
    unique, notes = unique_ids(compared.articles)
    log.extend((*compared.log, *notes))
    return _articles_table(unique, compared), _log_table(log)


def _drafts(request: _Request) -> tuple[list[Draft], list[LogEntry]]:
    progress = request.progress
    total = sum(len(reading.records) for reading in request.readings)
    log = [entry for reading in request.readings for entry in reading.log]
    tally = Tally()
    drafts: list[Draft] = []
    for reading in request.readings:
        chosen = recognise(reading.records, request.columns)
        dated = chosen.get("published")
        day_first = is_day_first([pick(r.values, dated) for r in reading.records]) if dated else False
        for record in reading.records:
            drafts.append(make_draft(record, chosen, request.aliases, day_first, tally))
            if progress and (len(drafts) % 100 == 0 or len(drafts) == total):
                progress(len(drafts), total)
    return drafts, log + tally.entries()


def _with_text(drafts: Sequence[Draft], keep_empty: bool) -> tuple[list[Draft], list[LogEntry]]:
    """Drop articles without text, unless under half of the titled rows have text: a corpus of headlines."""
    titled = [draft for draft in drafts if draft.title]
    full = sum(draft.has_text for draft in titled)
    headlines = bool(titled) and full < 0.5 * len(titled)
    kept, log = [], []
    for draft in drafts:
        if draft.has_text or (draft.title and (headlines or keep_empty)):
            kept.append(draft)
        else:
            detail = "a title but no text" if draft.title else "neither text nor title"
            log.append(LogEntry(draft.source_file, draft.source_line, "no text", detail, draft.article_id))
    if headlines:
        share = f"{full:,} of {len(titled):,} rows with a title have text"
        detail = f"a corpus of headlines: {share}; titles count as text"
        log.append(LogEntry(None, None, "noted", detail))
    return kept, log


def _canonical(
    select: SelectionLike | None, aliases: Mapping[str, str], drafts: Sequence[Draft]
) -> SelectionLike | None:
    """Return the selection with canonical outlet names; an outlet that is not in the corpus is an error."""
    if select is None:
        return None
    known = sorted({draft.outlet for draft in drafts})
    outlets = tuple(canonical_outlet(name, aliases) for name in select.outlets)
    for given, outlet in zip(select.outlets, outlets, strict=True):
        if known and outlet.casefold() not in map(str.casefold, known):
            expected = f"an outlet of the corpus: {', '.join(known[:12])}{did_you_mean(given, known)}"
            raise InputError("[select]", "key 'outlets'", f"'{given}'", expected, "correct the name")
    return Selection(select.start, select.end, outlets, tuple(select.sections), tuple(select.query))


def _in_english(drafts: Sequence[Draft]) -> tuple[list[Draft], list[LogEntry]]:
    """Set articles in another language aside; a text too short to tell counts as English."""
    kept, log = [], []
    for draft in drafts:
        language = detect_language(draft.text, draft.language)
        if language in (None, "en"):
            kept.append(replace(draft, language=language))
        else:
            detail = f"the text is in another language ({language}); only English is analysed"
            entry = LogEntry(draft.source_file, draft.source_line, "other language", detail, draft.article_id)
            log.append(entry)
    return kept, log


def _articles_table(drafts: Sequence[Draft], compared: Compared) -> pl.DataFrame:
    ours = schema(ARTICLES)
    texts = [draft.text for draft in drafts]
    computed: dict[str, list[Any]] = {
        "text": texts,
        "n_words": [len(WORD.findall(text)) for text in texts],
        "copy_of": [
            drafts[compared.copies[n]].article_id if n in compared.copies else None
            for n in range(len(drafts))
        ],
    }
    values = {name: computed.get(name) or [getattr(d, name, None) for d in drafts] for name in ours}
    own_names = dict.fromkeys(name for draft in drafts for name in draft.own)
    own = [_own_series(name, [draft.own.get(name) for draft in drafts]) for name in own_names]
    table = pl.DataFrame(values, schema=ours).with_columns(own)
    return table.sort("outlet", "published", "article_id", nulls_last=True)


def _own_series(name: str, values: Sequence[Any]) -> pl.Series:
    """Return a user's column; values of several types become text."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) > 1 and not kinds <= {int, float}:
        return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)
    if kinds == {int, float}:
        return pl.Series(name, values, dtype=pl.Float64, strict=False)
    return pl.Series(name, values, strict=False)


def _log_table(entries: Sequence[LogEntry]) -> pl.DataFrame:
    rows = [{name: getattr(entry, name) for name in READING_LOG} for entry in entries]
    table = pl.DataFrame(rows, schema=schema(READING_LOG))
    return table.sort("source_file", "source_line", "what", "article_id", "detail", nulls_last=False)


def log_counts(log: pl.DataFrame) -> dict[str, int]:
    """Return how many entries of each kind a reading log has.

    >>> log_counts(_log_table([LogEntry("a.csv", 1, "repeat", "twice")]))
    {'repeat': 1}
    """
    return dict(sorted(Counter(log["what"].to_list()).items()))
