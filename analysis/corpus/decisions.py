"""What only the whole corpus can decide: which articles stay, under which id, and which are copies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import polars as pl

from analysis.corpus.drafts import Tally
from analysis.corpus.facts import NEAR_MIN_WORDS, Facts
from analysis.corpus.outlets import UNKNOWN, canonical_outlet
from analysis.corpus.own_columns import column_series, column_types
from analysis.corpus.parts import Found
from analysis.corpus.records import LogEntry
from analysis.corpus.repeats import drop_repeats, unique_ids
from analysis.corpus.selection import Selection, SelectionLike, select_articles
from analysis.corpus.settling import file_notes
from analysis.corpus.shingles import Hashes
from analysis.corpus.tables import ARTICLES, schema
from analysis.errors import InputError, did_you_mean

FullRuns = Callable[[Sequence[Facts]], list[Hashes]]
MOST_NAMED = 12
"""Columns that a note names."""
NO_TEXT = "no row of this file has a text; if a column holds it, name it under [columns]"
FEW_WORDS = 5
"""A text with fewer words is noted where others are full articles."""


@dataclass(frozen=True)
class Kept:
    """An article that stays: the row of its part's table, its id, and the article that it is a copy of."""

    row: int
    article_id: str
    copy_of: str | None


@dataclass(frozen=True)
class Decisions:
    """The articles that stay, by part; their outlets; name and dtype of the user's other columns; the log."""

    kept: Mapping[int, tuple[Kept, ...]]
    outlets: tuple[str, ...]
    own: Mapping[str, pl.DataType]
    log: tuple[LogEntry, ...]


def decide(
    facts: Sequence[Facts],
    *,
    select: SelectionLike | None,
    aliases: Mapping[str, str],
    keep_empty: bool,
    full_runs: FullRuns,
) -> Decisions:
    """Decide on all articles of a corpus; neither their order nor that of the parts matters.

    Parameters
    ----------
    facts : of every article of every part
    select : which articles are studied; that an article holds a word of the query stands in its facts
    full_runs : gives all runs of words of some articles, to compare those that may be repeats

    Raises
    ------
    InputError
        ``select`` names an outlet that is not in the corpus
    """
    articles, log = _with_text(facts, keep_empty)
    articles, notes = select_articles(articles, _canonical(select, aliases, articles))
    log += notes
    articles, notes = _in_english(articles)
    log += notes
    ranked = sorted(articles, key=Facts.order)

    def runs_of(numbers: Sequence[int]) -> dict[int, Hashes]:
        return dict(zip(numbers, full_runs([ranked[number] for number in numbers]), strict=True))

    compared = drop_repeats(ranked, runs_of)
    unique, notes = unique_ids(compared.articles)
    kept: dict[int, list[Kept]] = {}
    for number, article in enumerate(unique):
        origin = compared.copies.get(number)
        copy_of = None if origin is None else unique[origin].article_id
        kept.setdefault(article.part, []).append(Kept(article.row, article.article_id, copy_of))
    by_row = {part: tuple(sorted(rows, key=lambda one: one.row)) for part, rows in sorted(kept.items())}
    own = column_types(article.own for article in unique)
    outlets = tuple(sorted({article.outlet for article in unique}))
    return Decisions(
        by_row,
        outlets,
        own,
        (*log, *compared.log, *notes, *_short(unique), *_columns_not_recognised(facts, unique)),
    )


def _columns_not_recognised(facts: Sequence[Facts], articles: Sequence[Facts]) -> list[LogEntry]:
    """Name the columns that may hold what no article has, of the whole corpus and of files without texts."""
    if not articles:
        return _not_recognised(facts)
    by_file: dict[str, list[Facts]] = {}
    for one in facts:
        by_file.setdefault(one.source_file, []).append(one)
    without = {
        file: own
        for file, rows in sorted(by_file.items())
        if not any(one.has_text or one.has_title for one in rows)
        and (own := column_types(one.own for one in rows))
    }
    notes = [
        LogEntry(file, None, "noted", f"{NO_TEXT} of a study file: {_some_of(own)}")
        for file, own in without.items()
    ]
    return [*notes, *_not_recognised(articles)]


def _some_of(columns: Collection[str]) -> str:
    more = f" and {len(columns) - MOST_NAMED:,} more" if len(columns) > MOST_NAMED else ""
    return ", ".join(f"'{name}'" for name in sorted(columns)[:MOST_NAMED]) + more


def _not_recognised(articles: Sequence[Facts]) -> list[LogEntry]:
    """Say so where no article has a text, an outlet or a date, and there are columns that may hold it."""
    own = column_types(article.own for article in articles)
    there = {
        "text": any(facts.has_text or facts.has_title for facts in articles),
        "outlet": any(facts.outlet != UNKNOWN for facts in articles),
        "published": any(facts.published for facts in articles),
    }
    missing = [name for name, found in there.items() if not found]
    if not articles or not own or not missing:
        return []
    said = f"no article has {' or '.join(missing)}; if a column holds it, name it under [columns]"
    detail = f"{said} of a study file: {_some_of(own)}"
    return [LogEntry(None, None, "noted", detail)]


def _short(articles: Sequence[Facts]) -> list[LogEntry]:
    """Note texts of a few words in a corpus most of whose texts are full articles."""
    if not articles or median(facts.n_plain for facts in articles) < NEAR_MIN_WORDS:
        return []
    detail = f"a text of fewer than {FEW_WORDS} words beside full articles; it counts"
    return [
        LogEntry(facts.source_file, facts.source_line, "noted", detail, facts.article_id)
        for facts in articles
        if facts.n_plain < FEW_WORDS
    ]


def _with_text(articles: Sequence[Facts], keep_empty: bool) -> tuple[list[Facts], list[LogEntry]]:
    """Drop articles without text, unless under half of the titled rows have text: a corpus of headlines."""
    titled = [facts for facts in articles if facts.has_title]
    full = sum(facts.has_text for facts in titled)
    headlines = bool(titled) and full < 0.5 * len(titled)
    kept, log = [], []
    for facts in articles:
        if facts.has_text or (facts.has_title and (headlines or keep_empty)):
            kept.append(facts)
        else:
            detail = "a title but no text" if facts.has_title else "neither text nor title"
            log.append(LogEntry(facts.source_file, facts.source_line, "no text", detail, facts.article_id))
    if headlines:
        share = f"{full:,} of {len(titled):,} rows with a title have text"
        detail = f"a corpus of headlines: {share}; titles count as text"
        log.append(LogEntry(None, None, "noted", detail))
    return kept, log


def _canonical(
    select: SelectionLike | None, aliases: Mapping[str, str], articles: Sequence[Facts]
) -> SelectionLike | None:
    """Return the selection with canonical outlet names; an outlet that is not in the corpus is an error."""
    if select is None:
        return None
    known = sorted({facts.outlet for facts in articles})
    outlets = tuple(canonical_outlet(name, aliases) for name in select.outlets)
    for given, outlet in zip(select.outlets, outlets, strict=True):
        if known and outlet.casefold() not in map(str.casefold, known):
            expected = f"an outlet of the corpus: {', '.join(known[:12])}{did_you_mean(given, known)}"
            raise InputError("[select]", "key 'outlets'", f"'{given}'", expected, "correct the name")
    return Selection(select.start, select.end, outlets, tuple(select.sections), tuple(select.query))


def _in_english(articles: Sequence[Facts]) -> tuple[list[Facts], list[LogEntry]]:
    """Set articles in another language aside; a text too short to tell counts as English."""
    kept, log = [], []
    for facts in articles:
        if facts.language in (None, "en"):
            kept.append(facts)
        else:
            detail = f"the text is in another language ({facts.language}); only English is analysed"
            place = facts.source_file, facts.source_line
            log.append(LogEntry(*place, "other language", detail, facts.article_id))
    return kept, log


def corpus_notes(
    found: Iterable[Found], tallies: Iterable[Tally], noted: Collection[str | None]
) -> list[LogEntry]:
    """Return the log entries that need all parts: on whole files, and the tallies as one.

    ``noted`` are the files that the parts' own log names.
    """
    return [*file_notes(found, noted), *Tally.sum(tallies).entries()]


def seen_columns(found: Iterable[Found]) -> frozenset[str]:
    """Return every column name of the corpus."""
    return frozenset().union(*(one.seen for one in found))


def articles_of(table: pl.DataFrame, kept: Sequence[Kept], own: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Return the articles of one part, in their order, from its table and the decisions on it.

    Parameters
    ----------
    table : `parts.Part.table`
    own : name and dtype of the user's other columns
    """
    chosen = table[[one.row for one in kept]]
    return sort_articles(
        chosen.with_columns(
            pl.Series("article_id", [one.article_id for one in kept], dtype=pl.String),
            pl.Series("copy_of", [one.copy_of for one in kept], dtype=pl.String),
        )
        .select(*schema(ARTICLES))
        .with_columns(column_series(chosen["own"].to_list(), own))
    )


def sort_articles(articles: pl.DataFrame) -> pl.DataFrame:
    """Return articles by outlet, time (unknown last) and id."""
    return articles.sort("outlet", "published", "article_id", nulls_last=True)
