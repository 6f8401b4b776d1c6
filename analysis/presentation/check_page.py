"""What reading a corpus found, as plain text for a terminal."""

from __future__ import annotations

import polars as pl

from analysis.corpus import corpus_overview
from analysis.corpus.tables import LOG_KINDS
from analysis.study import Study


def reading_report(study: Study, articles: pl.DataFrame, log: pl.DataFrame) -> str:
    """Return outlets with counts, then every entry of the reading log with file and line.

    >>> from analysis import read_article_text
    >>> articles, log = read_article_text("A title\\n\\nA text.")
    >>> print(reading_report(Study("A study", ("x.txt",)), articles, log).splitlines()[0])
    A study
    """
    lines = [study.title, f"sampling: {study.sampling}", ""]
    lines += [f"{articles.height:,} articles, {articles['n_words'].sum():,} words"]
    for row in corpus_overview(articles).iter_rows(named=True):
        dates = f"{row['first']:%Y-%m-%d} to {row['last']:%Y-%m-%d}" if row["first"] else "no dates"
        events = f", {row['events']:,} events" if row["events"] else ""
        lines.append(
            f"  {row['outlet']}: {row['articles']:,} articles, {row['words']:,} words{events}, {dates}"
        )
    if log.is_empty():
        return "\n".join([*lines, "", "nothing was repaired, refused or dropped"])
    for kind, meaning in LOG_KINDS.items():
        entries = log.filter(pl.col("what") == kind)
        if entries.height:
            lines += ["", f"{kind} ({meaning}): {entries.height:,}"]
            lines += [_entry(row) for row in entries.iter_rows(named=True)]
    return "\n".join(lines)


def _entry(row: dict[str, object]) -> str:
    place = (
        f"{row['source_file']}:{row['source_line']}" if row["source_line"] else f"{row['source_file'] or '-'}"
    )
    return f"  {place}  {row['detail']}"
