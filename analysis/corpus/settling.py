"""What only all parts of a corpus tell about reading it: how a file writes, what outlets put around texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import polars as pl

from analysis.corpus.columns import is_usual, recognise
from analysis.corpus.dates import Orders
from analysis.corpus.edges import Ends, known_ends, without_edges
from analysis.corpus.facts import Facts, facts_of
from analysis.corpus.language import detect_language
from analysis.corpus.parts import Found, Part, Way
from analysis.corpus.readers import encoding_notes
from analysis.corpus.records import Draft, LogEntry
from analysis.corpus.word_count import count_words_of


@dataclass(frozen=True)
class Manner:
    """What all of the corpus says on how a block is to be read: the way of its file (None: as its own rows
    suggest), and the last words and lines that are cut from what was read so, by outlet (`edges`)."""

    way: Way | None = None
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


PLAIN = Manner()
"""How a block is read first."""


def file_ways(found: Iterable[Found], columns: Mapping[str, str]) -> dict[str, Way]:
    """Return the way in which each file is read of which there are several parts.

    Columns are recognised by all parts together, and so is how dates are written, by those that read the same
    columns.
    """
    by_file: dict[str, list[Found]] = {}
    for one in found:
        if one.file is not None:
            by_file.setdefault(one.file, []).append(one)
    ways = {}
    for file, parts in by_file.items():
        chosen = recognise(frozenset().union(*(part.filled for part in parts)), columns)
        dated = chosen.get("published")
        alike = (part.orders for part in parts if part.way.chosen.get("published") == dated)
        ways[file] = Way(chosen, Orders.sum(alike).day_first)
    return ways


def is_read_so(found: Found, way: Way) -> bool:
    """Whether a part was read in a way that gives the same articles as ``way`` would.

    A usual column that is empty throughout a part makes no difference to it.
    """
    if found.way.day_first != way.day_first:
        return False
    for ours in found.way.chosen.keys() | way.chosen.keys():
        mine = found.way.chosen.get(ours, ())
        there = tuple(name for name in way.chosen.get(ours, ()) if name in found.seen)
        empty = not mine and all(name not in found.filled and is_usual(name) for name in there)
        if tuple(name for name in mine if name in found.seen) != there and not empty:
            return False
    return True


def unsettled(found: Sequence[Sequence[Found]], columns: Mapping[str, str]) -> dict[int, Manner]:
    """Return the blocks on which there is more to say, and the manner; empty when all is settled.

    A manner with ``ends`` asks for nothing but to cut them from what was read (`without_ends`), any other to
    read the block again.

    Parameters
    ----------
    found : for each block, what its parts show
    """
    ways = file_ways([one for block in found for one in block], columns)
    again = {
        number: Manner(ways[one.file])
        for number, block in enumerate(found)
        for one in block
        if one.file is not None and not is_read_so(one, ways[one.file])
    }
    if again:
        return again
    texts: Counter[str] = Counter()
    ends: Counter[tuple[str, str]] = Counter()
    for one in (one for block in found for one in block):
        texts.update(one.texts)
        ends.update(one.ends)
    known = known_ends(ends, texts)
    for number, block in enumerate(found):
        wanted = _ends_there(block, known)
        if block and block[0].cut != wanted:
            file = block[0].file
            again[number] = Manner(None if file is None else ways[file], wanted)
    return again


def _ends_there(block: Sequence[Found], known: Ends) -> dict[str, tuple[str, ...]]:
    """Return those of the known last words that stand in a block, so that others leave it as it is."""
    there = {end for one in block for end in one.ends}
    wanted = {
        outlet: sorted(last for last in lasts if (outlet, last) in there) for outlet, lasts in known.items()
    }
    return {outlet: tuple(lasts) for outlet, lasts in sorted(wanted.items()) if lasts}


def file_notes(found: Iterable[Found], noted: Collection[str | None]) -> list[LogEntry]:
    """Return the log entries that need all parts of a file: encoding, doubtful dates, no article in it.

    ``noted`` are the files that the log names already.
    """
    by_file: dict[str, list[Found]] = {}
    for one in found:
        if one.file is not None:
            by_file.setdefault(one.file, []).append(one)
    notes: list[LogEntry] = []
    for file, parts in by_file.items():
        wrong = sorted(line for part in parts for line in part.wrong)
        own = encoding_notes(file, any(part.utf8 for part in parts), wrong)
        notes += own
        if doubt := Orders.sum(part.orders for part in parts).doubt():
            notes.append(LogEntry(file, None, "noted", doubt))
        if not own and file not in noted and not any(part.records for part in parts):
            notes.append(LogEntry(file, None, "refused", "no article in this file"))
    return notes


_OF_TEXT = ("language", "url", "matches", "n_plain", "n_runs", "whole", "content", "sampled")
"""The facts that hang on the text."""
_IN_TABLE = tuple(one.name for one in fields(Draft) if one.name not in ("body", "has_text", "own"))


def without_ends(part: Part, ends: Mapping[str, tuple[str, ...]], query: re.Pattern[str] | None) -> Part:
    """Return a part whose texts lose what their outlets put around many texts.

    Only those that lose something are gone through again.

    Parameters
    ----------
    part : as it was read, with nothing cut yet
    ends : what is cut, by outlet
    query : of the selection, which asks the shorter texts anew
    """
    tally = replace(part.tally, cut=Counter(), timed=part.tally.timed.copy())
    cut: dict[int, Draft] = {}
    rows = part.table.with_row_index("row").filter(pl.col("outlet").is_in(list(ends)))
    for row in rows.iter_rows(named=True):
        draft = _draft_of(row, part.facts[row["row"]])
        shorter = without_edges(draft, ends, tally)
        if shorter is not draft:
            cut[row["row"]] = shorter
    facts = list(part.facts)
    for place, new in zip(cut, facts_of(list(cut.values()), 0, query), strict=True):
        facts[place] = replace(facts[place], **{name: getattr(new, name) for name in _OF_TEXT})
    texts = [draft.text for draft in cut.values()]
    table = part.table.with_columns(
        part.table["text"].scatter(list(cut), texts),
        part.table["n_words"].scatter(list(cut), count_words_of(texts)),
        part.table["language"].scatter(list(cut), [facts[place].language for place in cut]),
    )
    return replace(part, table=table, facts=tuple(facts), tally=tally, found=replace(part.found, cut=ends))


def _draft_of(row: Mapping[str, Any], facts: Facts) -> Draft:
    """Return the draft that a row of a part's table was made of, but for the user's columns."""
    body = row["text"][len(row["title"]) + 2 :] if row["title"] else row["text"]
    draft = Draft(**{name: row[name] for name in _IN_TABLE}, body=body, has_text=facts.has_text)
    # The table has the language that a text of some length shows, else the one that the input gave.
    return draft if detect_language(row["text"]) is None else replace(draft, language=None)
