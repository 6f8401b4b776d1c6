"""Sections of page one that hold tables: the corpus, the reading log, the lexicons."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl

from analysis.corpus import corpus_overview
from analysis.corpus.tables import LOG_KINDS
from analysis.presentation.tables.html import Column, render_table
from analysis.presentation.writing.format import NONE, count, day, plural
from analysis.workspace import Workspace

LOG_ROWS = 200
LOG_FILE = "tables/reading_log.csv"
SHORT_HASH = 12


def section(title: str, *body: str, style: str = "") -> str:
    """Return a section with its heading; the heading's id is its words joined by hyphens.

    >>> section("The corpus", "<p>Small.</p>").splitlines()[1]
    '<h2 id="The-corpus">The corpus</h2>'
    """
    name = "-".join(title.split())
    inside = "\n".join(body)
    kind = f' class="{style}"' if style else ""
    head = f'<h2 id="{name}">{escape(title)}</h2>'
    return f'<section{kind} aria-labelledby="{name}">\n{head}\n{inside}\n</section>'


def corpus_section(workspace: Workspace) -> str:
    """Return the outlets with their articles, words, events and days; focus first."""
    articles = workspace.annotated.articles
    focus, references = set(workspace.focus), set(workspace.references)
    sides = dict.fromkeys(set(workspace.annotated.outlets) - references, " (not compared)")
    sides |= dict.fromkeys(focus, " (focus)")
    rows = sorted(corpus_overview(articles).to_dicts(), key=lambda row: row["outlet"] not in focus)
    columns = [
        Column("Outlet", lambda row: row["outlet"] + sides.get(row["outlet"], ""), numeric=False, first=True),
        Column("Articles", lambda row: count(row["articles"])),
        Column("Words", lambda row: count(row["words"])),
        Column("Events", lambda row: count(row["events"])),
        Column("Published", _days, numeric=False),
    ]
    if not any(row["events"] for row in rows):
        columns = [column for column in columns if column.head != "Events"]
    total = f"{plural(articles.height, 'article')}, {plural(int(articles['n_words'].sum()), 'word')}"
    caption = f"{total} of {plural(len(rows), 'outlet')}"
    return section(
        "The corpus", render_table(rows, columns, caption, marked=lambda row: row["outlet"] in focus)
    )


def _days(row: dict[str, Any]) -> str:
    if not row["first"]:
        return "not known"
    first, last = day(row["first"]), day(row["last"])
    days = first if first == last else f"{first} to {last}"
    return f"{days}; {count(row['undated'])} without a date" if row["undated"] else days


def reading_section(workspace: Workspace) -> str:
    """Return what was refused, left out, repaired or noted: a count per kind, each opens to file and line."""
    log = workspace.annotated.reading_log
    title = "What happened in reading"
    if log.is_empty():
        return section(title, "<p>Nothing was repaired, refused, dropped or set aside.</p>")
    kinds = [*LOG_KINDS, *sorted(set(log["what"].drop_nulls()) - set(LOG_KINDS))]
    opening = f'Each kind opens to file and line. The whole log is in <a href="{LOG_FILE}">{LOG_FILE}</a>.'
    rows = "".join(_log_kind(kind, log.filter(pl.col("what") == kind)) for kind in kinds)
    return section(title, f"<p>{opening}</p>", f'<div class="log wide">{rows}\n</div>')


def _log_kind(kind: str, entries: pl.DataFrame) -> str:
    if entries.is_empty():
        return ""
    columns = [
        Column("File", lambda row: row["source_file"] or "–", numeric=False, first=True),
        Column("Line", lambda row: NONE if row["source_line"] is None else str(row["source_line"])),
        Column("Article", lambda row: row["article_id"] or "–", numeric=False),
        Column("What happened", lambda row: row["detail"] or "–", numeric=False),
    ]
    meaning = LOG_KINDS.get(kind, "")
    head = f'<span class="count">{count(entries.height)}</span> {escape(kind)}'
    head += f" <small>({escape(meaning)})</small>" if meaning else ""
    table = render_table(entries.to_dicts(), columns, f"Reading log: {kind}", limit=LOG_ROWS, file=LOG_FILE)
    return f"\n<details><summary>{head}</summary>\n{table}\n</details>"


def lexicon_section(workspace: Workspace) -> str:
    """Return the lexicons with size, coverage of this corpus, and the start of the file's hash."""
    columns = [
        Column("Lexicon", lambda row: row["lexicon"], numeric=False, first=True),
        Column("Kind", lambda row: row["kind"], numeric=False),
        Column("Entries", lambda row: count(row["entries"])),
        Column("Found", lambda row: count(row["entries_found"])),
        Column("Hits", lambda row: count(row["hits"])),
        Column("SHA-256", lambda row: f"{row['sha256'][:SHORT_HASH]}…", numeric=False),
    ]
    caption = "Entries of each lexicon, how many of them stand in this corpus, and how often"
    note = '<p class="small">The whole hashes are in <a href="methods.md">methods.md</a>.</p>'
    rows = workspace.annotated.lexicons.sort("lexicon").to_dicts()
    return section("Lexicons", render_table(rows, columns, caption), note)
