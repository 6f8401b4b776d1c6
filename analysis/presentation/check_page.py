"""What reading a corpus found, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.corpus import corpus_overview
from analysis.corpus.tables import LOG_KINDS
from analysis.presentation.writing.format import plural, reach
from analysis.study import Study


def reading_report(study: Study, articles: pl.DataFrame, log: pl.DataFrame) -> str:
    """Return outlets with counts, then every entry of the reading log with file and line.

    >>> from analysis import read_article_text
    >>> articles, log = read_article_text("A title\\n\\nA text.")
    >>> print(reading_report(Study("A study", ("x.txt",)), articles, log).splitlines()[0])
    A study
    """
    lines = [study.title, f"sampling: {study.sampling}", ""]
    lines += [f"{plural(articles.height, 'article')}, {plural(int(articles['n_words'].sum()), 'word')}"]
    for row in corpus_overview(articles).iter_rows(named=True):
        days = [f"{row[end]:%Y-%m-%d}" for end in ("first", "last") if row[end]]
        dates = reach(*days) if days else "no dates"
        events = f", {plural(row['events'], 'event')}" if row["events"] else ""
        size = f"{plural(row['articles'], 'article')}, {plural(row['words'], 'word')}"
        lines.append(f"  {row['outlet']}: {size}{events}, {dates}{_undated(row['undated'], row['articles'])}")
    if log.is_empty():
        return "\n".join([*lines, "", "nothing was repaired, refused or dropped"])
    for kind, meaning in LOG_KINDS.items():
        entries = log.filter(pl.col("what") == kind)
        if entries.height:
            lines += ["", f"{kind} ({meaning}): {entries.height:,}"]
            lines += _entries(entries)
    return "\n".join(lines)


def _undated(undated: int, articles: int) -> str:
    return f"; {undated:,} without a date" if 0 < undated < articles else ""


def _entries(log: pl.DataFrame) -> list[str]:
    """Return entries as lines; those of one file that say the same are one line that names all places."""
    said = log.group_by("source_file", "detail", maintain_order=True).agg(pl.col("source_line").drop_nulls())
    told = []
    for file, detail, numbers in said.iter_rows():
        place = f"{file}:{line_ranges(numbers)}" if numbers else f"{file or '-'}"
        told.append(f"  {place}  {detail}")
    return told


def line_ranges(numbers: Sequence[int]) -> str:
    """Write numbers of lines, neighbours as a range.

    >>> line_ranges([7, 3, 4, 5, 5, 12])
    '3-5, 7, 12'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
