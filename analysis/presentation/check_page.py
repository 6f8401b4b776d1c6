"""What reading a corpus found, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.corpus import corpus_overview
from analysis.corpus.tables import LOG_KINDS
from analysis.presentation.writing.format import plural, reach
from analysis.study import Study

MOST_LINES = 40
MOST_PLACES = 12


def reading_report(study: Study, articles: pl.DataFrame, log: pl.DataFrame) -> str:
    """Return outlets with counts, copies, then the entries of the reading log with file and line.

    Of entries of one kind that say different things ``MOST_LINES`` are shown, of places that say the same
    ``MOST_PLACES``; what is left out is counted.

    >>> from analysis import read_article_text
    >>> articles, log = read_article_text("A title\\n\\nA text.")
    >>> print(reading_report(Study("A study", ("x.txt",)), articles, log).splitlines()[0])
    A study
    """
    lines = [study.title, f"sampling: {study.sampling}", ""]
    lines += [f"{plural(articles.height, 'article')}, {plural(int(articles['n_words'].sum()), 'word')}"]
    copied = dict(articles.drop_nulls("copy_of")["outlet"].value_counts().iter_rows())
    for row in corpus_overview(articles).iter_rows(named=True):
        days = [f"{row[end]:%Y-%m-%d}" for end in ("first", "last") if row[end]]
        dates = reach(*days) if days else "no dates"
        events = f", {plural(row['events'], 'event')}" if row["events"] else ""
        size = f"{plural(row['articles'], 'article')}, {plural(row['words'], 'word')}"
        more = _undated(row["undated"], row["articles"]) + _copied(copied.get(row["outlet"], 0))
        lines.append(f"  {row['outlet']}: {size}{events}, {dates}{more}")
    lines += _copies(articles)
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


def _copied(copies: int) -> str:
    return f"; {plural(copies, 'copy', 'copies')} of another outlet's" if copies else ""


def _copies(articles: pl.DataFrame) -> list[str]:
    """Return each article that is a copy of one of another outlet, with the place of both."""
    copies = articles.drop_nulls("copy_of").join(
        articles.select("article_id", "outlet", "source_file", "source_line"),
        left_on="copy_of",
        right_on="article_id",
        suffix="_first",
        maintain_order="left",
    )
    if copies.is_empty():
        return []
    told = [
        f"  {row['source_file']}:{row['source_line']}  {row['outlet']}: the text of {row['outlet_first']}, "
        f"{row['source_file_first']}:{row['source_line_first']}"
        for row in copies.iter_rows(named=True)
    ]
    head = f"copies (kept; the same text as an earlier article of another outlet): {copies.height:,}"
    return ["", head, *_shortened(told)]


def _entries(log: pl.DataFrame) -> list[str]:
    """Return entries as lines; those of one file that say the same are one line that names their places."""
    said = log.group_by("source_file", "detail", maintain_order=True).agg(pl.col("source_line").drop_nulls())
    told = []
    for file, detail, numbers in said.iter_rows():
        place = f"{file}:{line_ranges(numbers)}" if numbers else f"{file or '-'}"
        told.append(f"  {place}  {detail}")
    return _shortened(told)


def _shortened(lines: Sequence[str]) -> list[str]:
    left = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"  and {left:,} more such lines"] if left > 0 else [])]


def line_ranges(numbers: Sequence[int]) -> str:
    """Write numbers of lines, neighbours as a range; those beyond ``MOST_PLACES`` are counted.

    >>> line_ranges([7, 3, 4, 5, 5, 12])
    '3-5, 7, 12'
    >>> line_ranges(range(1, 101, 2))
    '1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 38 more'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown, left = runs[:MOST_PLACES], sum(last - first + 1 for first, last in runs[MOST_PLACES:])
    told = ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in shown)
    return f"{told} and {left:,} more" if left else told
