"""Passages as HTML: keyword in context, with outlet, day and who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.annotation.tables import VOICES
from analysis.measures import kind_of, passages, share_passages
from analysis.measures.naming import PREFIX as NAMING
from analysis.measures.passages import draw
from analysis.presentation.tables.summaries import extreme_sentences
from analysis.presentation.writing.format import count, plural, words_of
from analysis.presentation.writing.share_words import share_wording
from analysis.study import DEFAULT_SEED

if TYPE_CHECKING:
    from analysis.annotation import Annotated

MOST = 4
NOT_OPENED = ("share:top_source", "share:wire_copy", "share:shared_quotes")
"""Shares that no single passages stand for, or whose passages would republish an agency's text."""
SAID = ("all", "attributed", "scare", *VOICES)
"""Categories of shares that the head of the passages names, or the voice that is told beside each."""
OPENING, CLOSING = ("(", "[", "“", "‘"), (".", ",", ";", ":", "!", "?", ")", "]", "”", "’")
"""Marks that stand close to the word after, or before, them."""
_LINKED_BEFORE, _LINKED_AFTER = re.compile(r"\w[-‐/]$"), re.compile(r"[-‐/]\w")
"""A hit that is a part of a longer word, as in "anti-regime"."""


def passage_list(table: pl.DataFrame) -> str:
    """Return passages as an HTML list; article text stays text.

    Parameters
    ----------
    table : ``PASSAGES`` of ``measures.passages``

    Example
    -------
    >>> from analysis.measures.passages import PASSAGES
    >>> passage_list(pl.DataFrame(schema={name: dtype for name, (dtype, _) in PASSAGES.items()}))
    "<p class='ww-note'>No passage.</p>"
    """
    if table.is_empty():
        return "<p class='ww-note'>No passage.</p>"
    items = "".join(f"<li>{_passage(row)}</li>" for row in table.iter_rows(named=True))
    return f"<ul class='ww-kwic'>{items}</ul>"


def _passage(row: dict[str, Any]) -> str:
    if row["hit"] is None:
        context = f"<q>{html.escape(str(row['term']))}</q> (this corpus is without text)"
    else:
        before, hit, after = (
            html.escape(" ".join((row[part] or "").split())) for part in ("before", "hit", "after")
        )
        # A whole sentence needs no mark.
        left = "" if not before or before.endswith(OPENING) or _LINKED_BEFORE.search(before) else " "
        right = "" if not after or after.startswith(CLOSING) or _LINKED_AFTER.match(after) else " "
        context = f"{before}{left}<mark>{hit}</mark>{right}{after}" if before or after else hit
    day = f", {row['published']:%Y-%m-%d}" if row["published"] else ""
    negated = "; negated" if row["negated"] else ""
    category = f" · {words_of(row['category'])}" if row["category"] and row["category"] not in SAID else ""
    tail = f"{row['outlet']}{day}{category} · {who_speaks(row)}{negated}"
    return f"<span class='ww-context'>{context}</span> <span class='ww-source'>{html.escape(tail)}</span>"


def who_speaks(row: dict[str, Any]) -> str:
    """Name the voice and, where one is known, the source.

    >>> who_speaks({"voice": "quoted", "source_name": "the minister"})
    'quoted: the minister'
    >>> who_speaks({"voice": "own", "source_name": None})
    'own words'
    """
    if row["voice"] == "own":
        return "own words"
    return f"{row['voice']}: {row['source_name'] or 'source not found'}"


def opened_passages(
    annotated: Annotated,
    row: dict[str, Any],
    sides: Sequence[tuple[str, Sequence[str]]],
    most: int = MOST,
) -> str:
    """Return what a row of a rate or contrast table opens to: some passages of each side.

    Parameters
    ----------
    row : measure, voice, and category or term are read from it
    sides : name and outlets of each side
    """
    measure = str(row["measure"])
    if measure.startswith("valence"):
        return _opened_extremes(annotated, row, sides)
    if measure.startswith(NAMING):
        return _opened_names(annotated, row, sides, most)
    if measure.startswith(("share:", "number:")):
        return _opened_shares(annotated, row, sides, most)
    if not measure.startswith("rate:"):
        return ""
    name = measure.removeprefix("rate:")
    # A term may bear the name of a category ("aggression"), so a row of terms names it as one.
    category = row.get("term") or row["category"]
    categories = set(annotated.entries.filter(pl.col("lexicon") == name)["category"])
    is_category = "term" not in row and category in categories
    wanted: dict[str, Any] = {"lexicon": name, "limit": most, "per_article": 1}
    wanted["voice"] = None if row["voice"] == "all" else row["voice"]
    wanted["seed"] = _draw_of(measure, category, row["voice"])
    if category != "all":
        wanted["category" if is_category else "term"] = category
    lists, shown = [], 0
    for side, outlets in sides:
        found = passages(annotated, outlet=list(outlets), **wanted)
        shown += found.height
        if found.height:
            head = f"<p class='ww-side'>{html.escape(side)}</p>" if len(sides) > 1 else ""
            lists.append(head + passage_list(found))
    if not shown:
        return ""
    what = "loaded terms" if category == "all" else words_of(str(category))
    summary = html.escape(f"{so_many_passages(shown, row)}: {what}")
    return f"<details><summary>{summary}</summary><div class='ww-passages'>{''.join(lists)}</div></details>"


def so_many_passages(shown: int, row: Mapping[str, Any]) -> str:
    """Say how many passages a row opens to, and of how many, where it counts what they show.

    >>> so_many_passages(4, {"measure": "rate:x", "hits": 30}), so_many_passages(2, {"measure": "rate:x"})
    ('4 of 30 passages', '2 passages')
    """
    kind = kind_of(str(row.get("measure") or "rate:words"))
    counted = [row.get(name) for name in ("hits", "focus_hits", "reference_hits")]
    hits = sum(int(number) for number in counted if number)
    if (kind.base == "word" and kind.name != "rate") or hits <= shown:
        return plural(shown, "passage")
    return f"{count(shown)} of {plural(hits, 'passage')}"


def _draw_of(*row: object) -> int:
    """Return the seed of a row's passages: by one seed, rows that overlap would all open to the same few."""
    return draw(DEFAULT_SEED, *row)


def _opened_names(
    annotated: Annotated, row: dict[str, Any], sides: Sequence[tuple[str, Sequence[str]]], most: int
) -> str:
    """Open a share of names to passages that use this name."""
    measure, name = str(row["measure"]), str(row["category"])
    chosen = (pl.col("category") == measure.removeprefix(NAMING)) & (pl.col("name") == name)
    entries = annotated.entries.filter(chosen)
    if entries.is_empty():
        return ""
    wanted: dict[str, Any] = {"lexicon": entries["lexicon"][0], "category": entries["category"][0]}
    wanted |= {"term": entries["term"].to_list(), "limit": most, "per_article": 1}
    wanted["voice"] = None if row["voice"] == "all" else row["voice"]
    tables = [(side, passages(annotated, outlet=list(outlets), **wanted)) for side, outlets in sides]
    return _details(tables, share_wording(measure, name), row)


def _opened_shares(
    annotated: Annotated, row: dict[str, Any], sides: Sequence[tuple[str, Sequence[str]]], most: int
) -> str:
    """Open a share to passages that it counts; the outlet's own words would be the article."""
    measure, category = str(row["measure"]), str(row["category"])
    if not measure.startswith("share:") or measure.startswith(NOT_OPENED):
        return ""
    if (measure, category) == ("share:voice", "own"):
        return ""
    wanted: dict[str, Any] = {"limit": most, "seed": _draw_of(measure, category)}
    tables = [
        (side, share_passages(annotated, measure, category, outlet=list(outlets), **wanted))
        for side, outlets in sides
    ]
    return _details(tables, share_wording(measure, category), row)


def _details(tables: Sequence[tuple[str, pl.DataFrame]], what: str, row: Mapping[str, Any]) -> str:
    """Return passages of each side under a summary; nothing where there is none."""
    named = [
        (f"<p class='ww-side'>{html.escape(side)}</p>" if len(tables) > 1 else "") + passage_list(table)
        for side, table in tables
        if table.height
    ]
    shown = sum(table.height for _, table in tables)
    summary = html.escape(f"{so_many_passages(shown, row)}: {what}")
    inside = f"<div class='ww-passages'>{''.join(named)}</div>"
    return f"<details><summary>{summary}</summary>{inside}</details>" if shown else ""


def _opened_extremes(
    annotated: Annotated, row: dict[str, Any], sides: Sequence[tuple[str, Sequence[str]]]
) -> str:
    """Open a row of valence to the ends of the scale, as many from each."""
    lists = []
    for side, outlets in sides:
        for end, lowest in (("most negative", True), ("most positive", False)):
            found = extreme_sentences(annotated, outlets, voice=str(row["voice"]), lowest=lowest, limit=2)
            if found.height:
                lists.append(f"<p class='ww-side'>{html.escape(side)}: {end}</p>{passage_list(found)}")
    if not lists:
        return ""
    inside = f"<div class='ww-passages'>{''.join(lists)}</div>"
    return f"<details><summary>the ends of the scale</summary>{inside}</details>"
