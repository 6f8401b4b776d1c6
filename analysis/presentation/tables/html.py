"""Tables as HTML: caption, scope, numbers to the right, rows that open to passages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from analysis.presentation.writing.format import NONE, count, words_of

Opener = Callable[[dict[str, Any]], str]
ROWS_SHOWN = 60
SHORT, LONG = 22, 60
HASH = 12
TINY = 0.005
NO_BREAK = "\u00a0"
MARKS = ("●", "○")
BREAKS = (("", "("), (",", ""), (";", ""))
PAIR_OF_ENDS = 11
GAP, ROOM = 2, 120
WEB = re.compile(r"https?://[^\s]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """One column as it is shown: ``write`` turns a whole row into the cell's text.

    ``link`` gives the address that the text leads to, or ``None``; only addresses of the web are followed.
    """

    head: str
    write: Callable[[dict[str, Any]], str]
    numeric: bool = True
    first: bool = False
    link: Callable[[dict[str, Any]], str | None] | None = None


def render_table(
    rows: Sequence[dict[str, Any]],
    columns: Sequence[Column],
    caption: str,
    *,
    opener: Opener | None = None,
    marked: Callable[[dict[str, Any]], bool] | None = None,
    group: Callable[[dict[str, Any]], str] | None = None,
    limit: int = ROWS_SHOWN,
    file: str | None = None,
) -> str:
    """Return a table as HTML; every text is escaped.

    Parameters
    ----------
    rows : dictionaries, one per row
    columns : how each column is headed and written; the one with ``first`` heads its row
    caption : what the table shows
    opener : returns the HTML that a row opens to, or an empty string
    marked : whether a row is set in bold (the focus)
    group : names the group of a row; rows of a group stand together, under its name
    limit : most rows shown; a line below names the rest
    file : name of the file that holds every row

    Example
    -------
    >>> print(render_table([{"a": "<b>"}], [Column("A", lambda row: row["a"], False, True)], "A table"))
    ... # doctest: +ELLIPSIS
    <div class='ww ww-scroll' role='region' tabindex='0' aria-label='Table: A table'>...&lt;b&gt;...</div>
    """
    head = "".join(f"<th scope='col'{_class(column)}>{_head(column.head)}</th>" for column in columns)
    wide = " ww-wide" if _letters(rows[:limit], columns) > ROOM else ""
    body: list[str] = []
    last = None
    for row in rows[:limit]:
        if group and group(row) != last:
            last = group(row)
            opening = "</tbody><tbody>" if body else ""
            body.append(f"{opening}{_group_row(last, len(columns))}")
        cells = "".join(_cell(column, row) for column in columns)
        strong = " class='ww-focus'" if marked and marked(row) else ""
        opened = opener(row) if opener else ""
        body.append(f"<tr{strong}>{cells}</tr>")
        if opened:
            body.append(f"<tr class='ww-more'><td colspan='{len(columns)}'>{opened}</td></tr>")
    if not rows:
        body.append(f"<tr><td colspan='{len(columns)}'>no rows</td></tr>")
    label = html.escape(f"Table: {caption}", quote=True)
    table = (
        f"<table><caption><span>{html.escape(caption)}</span></caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )
    region = f"<div class='ww ww-scroll{wide}' role='region' tabindex='0' aria-label='{label}'>{table}</div>"
    return region + more_rows(len(rows) - limit, file)


def generic_columns(table: pl.DataFrame) -> list[Column]:
    """Return columns for a table of no known kind: names as words, numbers to the right."""
    return [_generic(name, dtype, i == 0) for i, (name, dtype) in enumerate(table.schema.items())]


def _generic(name: str, dtype: pl.DataType, first: bool) -> Column:
    head = words_of(name)
    title = head[:1].upper() + head[1:]
    if name == "sha256":
        return Column("SHA-256", lambda row: f"{plain(row[name])[:HASH]}…", False, first)
    if name == "source_line":
        return Column(title, lambda row: NONE if row[name] is None else str(row[name]), True, first)
    if name == "category":
        return Column(title, lambda row: words_of(plain(row[name])), False, first)
    return Column(title, lambda row: plain(row[name]), dtype.is_numeric(), first)


def plain(value: Any) -> str:  # noqa: PLR0911
    """Write any value: whole numbers with commas, fractions with two decimals, days without a time.

    >>> plain(1234), plain(0.5), plain(None), plain(True), plain(["a", "b"])
    ('1,234', '0.50', '–', 'yes', 'a, b')
    >>> plain(0.0), plain(0.0028), plain(-0.01)
    ('0', '0.0028', '−0.01')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return count(value)
    if isinstance(value, float):
        tiny = 0 < abs(value) < TINY
        return (f"{value:.2g}" if tiny else f"{value:,.2f}" if value else "0").replace("-", "−")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (list, tuple, pl.Series)):
        return ", ".join(plain(item) for item in value)
    return str(value)


def _group_row(name: str, columns: int) -> str:
    head = f"<th scope='rowgroup' colspan='{columns}'>{html.escape(name)}</th>"
    return f"<tr class='ww-group'>{head}</tr>"


def _cell(column: Column, row: dict[str, Any]) -> str:
    text = column.write(row)
    if column.first:
        return f"<th scope='row'>{html.escape(text)}</th>"
    # Short cells stay on one line and long ones keep a width to read in: narrow screens scroll instead.
    width = "ww-short" if len(text) <= SHORT else "ww-long" if len(text) >= LONG else ""
    if column.numeric and " " in (tied := _tied(text)):
        text, width = tied, "ww-ties"
    elif not column.numeric and width == "ww-short" and ("," in text or text.startswith(MARKS)):
        width = ""
    text = html.escape(text)
    address = column.link(row) if column.link else None
    if address and WEB.match(address):
        text = f"<a href='{html.escape(address, quote=True)}' rel='noreferrer'>{text}</a>"
    return f"<td{_class(column, width)}>{text}</td>"


def _head(text: str) -> str:
    """Escape a head and tie its colons, so that none begins a line and two numbers stay together.

    >>> _head("Hits, focus : reference").split(" "), _head("(of 8 : 1,730)").split(" ")
    (['Hits,', 'focus\\xa0:', 'reference'], ['(of', '8\\xa0:\\xa01,730)'])
    """
    tied = html.escape(text).replace(" : ", f"{NO_BREAK}: ")
    return re.sub(rf"(?<=\d{NO_BREAK}:) (?=\d)", NO_BREAK, tied)


def _tied(text: str) -> str:
    """Tie numbers to what they belong to; where its table lacks room, a cell breaks between two numbers.

    >>> _tied("7.0 × (1.8 to 28)").split(" "), _tied("+1.64 to +1.97").split(" ")
    (['7.0\\xa0×', '(1.8\\xa0to\\xa028)'], ['+1.64\\xa0to', '+1.97'])
    >>> _tied("0.42 × or less; 1.8 × or more").split(" "), _tied("3.0 to 16").split(" ")
    (['0.42\\xa0×\\xa0or\\xa0less;', '1.8\\xa0×\\xa0or\\xa0more'], ['3.0\\xa0to\\xa016'])
    """
    tied = text.replace(" ", NO_BREAK)
    for before, after in BREAKS:
        tied = tied.replace(f"{before}{NO_BREAK}{after}", f"{before} {after}")
    if len(text) > PAIR_OF_ENDS and "(" not in text:
        tied = tied.replace(f"{NO_BREAK}to{NO_BREAK}", f"{NO_BREAK}to ")
    return tied.replace(f"{NO_BREAK}:{NO_BREAK}", f"{NO_BREAK}: ") if len(text) > SHORT else tied


def _letters(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> int:
    """Return how many letters stand beside each other in a table's longest cells, spaces between included."""
    heads = (max(map(len, column.head.split()), default=0) for column in columns)
    cells = (max((len(column.write(row)) for row in rows), default=0) for column in columns)
    return sum(min(max(head, cell), LONG // 2) + GAP for head, cell in zip(heads, cells, strict=True))


def _class(column: Column, width: str = "") -> str:
    names = " ".join(filter(None, ("ww-n" if column.numeric and not column.first else "", width)))
    return f" class='{names}'" if names else ""


def more_rows(more: int, file: str | None) -> str:
    """Return the line below a table that says how many rows it does not show."""
    if more <= 0:
        return ""
    where = f"; all are in {file}" if file else ""
    return f"<p class='ww ww-note'>{count(more)} more rows are not shown{html.escape(where)}.</p>"
