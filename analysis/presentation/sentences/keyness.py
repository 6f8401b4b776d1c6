"""Sentences about keyness: how many terms stand out each way, which, and what G² would have called."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.presentation.tables.keyness_rows import (
    AS_RATE,
    MORE,
    called_by_words,
    marked_rows,
    noun,
    without_repeats,
)
from analysis.presentation.writing.contrast_sentences import evidence
from analysis.presentation.writing.format import count, plural, share_of
from analysis.presentation.writing.row_clauses import how_many_times
from analysis.presentation.writing.wording import (
    PARTS,
    VOICE_NAMES,
    Row,
    articles_of,
    shown_term,
    subject,
    weighing,
)

NAMED_EACH_WAY = 12
MOST_OUTLETS = 12
"""Outlets of a side whose names are looked for in its keywords."""


def keyness_sentences(table: pl.DataFrame, level: float) -> tuple[str, tuple[str, ...]]:
    """Return the summary and a sentence per finding, at most so many in each direction."""
    if table.is_empty():
        return "There is no term to compare.", ()
    marked = marked_rows(table, level)
    found = marked.filter("found")
    sides = [found.filter(pl.col("more_in") == MORE), found.filter(pl.col("more_in") != MORE)]
    named = [without_repeats(side, NAMED_EACH_WAY) for side in sides]
    told = [_finding(row, level) for side in named for row in side.to_dicts()]
    more, fewer = (side.height - some.height for side, some in zip(sides, named, strict=True))
    if more or fewer:
        rest = " and ".join(
            f"{count(n)} more that {'is' if n == 1 else 'are'} {how}"
            for n, how in ((more, "more frequent"), (fewer, "rarer"))
            if n
        )
        told.append(f"The table's file holds {rest}.")
    return _summary(marked, [side.height for side in sides], level), tuple(told)


def _summary(table: pl.DataFrame, found: Sequence[int], level: float) -> str:
    row, kind = table.row(0, named=True), str(table["kind"][0])
    tested = table.filter(pl.col("p").is_not_null()).height
    where = f"in the {VOICE_NAMES[row['voice']]} of {subject({**row, 'voice': 'all'}, capital=False)}"
    where += f" {PARTS[row['part']]}" if row["part"] in PARTS else ""
    if not tested:
        inferred = table.filter(status="inferred")
        reason = _shared_reason(table if inferred.is_empty() else inferred).removeprefix("not tested: ")
        how = "described only" if inferred.is_empty() else "shown without a test"
        is_are = "is" if table.height == 1 else "are"
        return f"{noun(kind, table.height)} {where} {is_are} {how}{f': {reason}' if reason else ''}."
    rest = table.height - tested
    untested = (
        f" {count(rest)} more {'is' if rest == 1 else 'are'} described only: "
        "too few hits, or hits on too few events."
        if rest
        else ""
    )
    called = called_by_words(table, level)
    words = f" G², which takes words for independent, would call {count(called) if called else 'none'}."
    start = f"Of {noun(kind, tested)} tested {where} beside {_reference(row)},"
    if tested == 1 and not any(found):
        one = noun(kind, 1).removeprefix("1 ")
        start = f"The one {one} tested {where} beside {_reference(row)}"
        return f"{start} cannot be told from chance.{words}{untested}"
    if not any(found):
        return f"{start} none can be told from chance.{words}{untested}"
    more, fewer = found
    told = [
        f"{count(n)} {'is' if n == 1 else 'are'} {how}"
        for n, how in ((more, "more frequent"), (fewer, "rarer"))
        if n
    ]
    missing = "" if more and fewer else f" and none is {'rarer' if more else 'more frequent'}"
    left = tested - more - fewer
    chance = f"; {count(left)} cannot be told from chance" if left else ""
    return f"{start} {' and '.join(told)}{missing} than chance would explain{chance}.{words}{untested}"


def _reference(row: Row) -> str:
    outlets = str(row["reference"]).split(" + ")
    name = outlets[0] if len(outlets) == 1 else "reference"
    mean = weighing({"reference_outlets": len(outlets)})
    return f"{articles_of(int(row['reference_articles'] or 0), name)}{mean}"


def _shared_reason(table: pl.DataFrame) -> str:
    """Return why no term is tested: what all rows say; where each says something else, its gist."""
    reasons = [set(reason.split("; ")) for reason in table["reason"].drop_nulls().unique()]
    shared = set.intersection(*reasons) if reasons else set()
    return "; ".join(sorted(shared)) or ("too few hits of each on both sides together" if reasons else "")


def _finding(row: Row, level: float) -> str:
    """Say how often a term is used on both sides."""
    if row["estimate"] is None:
        how = "is used, and not in the reference"
    elif row["estimate"] == 0:
        how = "is not used, but is in the reference"
    else:
        how = f"is used {how_many_times(row)} as often as in the reference"
    counts = f"{_hits(row, 'focus')}, against {_hits(row, 'reference')}"
    said = f"“{shown_term(row)}” {how} ({evidence({**row, **AS_RATE}, level)}): {counts}."
    return f"{said} It holds a word of an outlet's name." if _names_an_outlet(row) else said


def _names_an_outlet(row: Row) -> bool:
    """Whether a term holds a word of the name of an outlet of either side: house style, hardly wording.

    A side of very many outlets is left out: a word of one name ("week") hardly moves its mean.
    """
    if row["kind"] not in ("words", "phrases"):
        return False
    sides = [str(row[side]).casefold().split(" + ") for side in ("focus", "reference")]
    names = {word for names in sides if len(names) <= MOST_OUTLETS for name in names for word in name.split()}
    return bool((names - {"the", "and", "of"}) & set(str(row["term"]).split()))


def _hits(row: Row, side: str) -> str:
    articles = plural(row[f"{side}_articles"], "article")
    if not row[f"{side}_hits"]:
        return f"none in {articles}"
    return f"{plural(row[f'{side}_hits'], 'hit')} in {count(row[f'{side}_articles_with'])} of {articles}"


def left_out_sentence(table: pl.DataFrame, kind: str = "terms") -> str:
    """Say how many words or phrases are compared and how many each rule leaves out.

    >>> rows = [("stopwords (2 listed)", 2, 60), ("under 10 occurrences", 7, 10), ("compared", 1, 30)]
    >>> left_out_sentence(pl.DataFrame(rows, schema=["rule", "terms", "occurrences"], orient="row"), "words")
    ... # doctest: +NORMALIZE_WHITESPACE
    'Of 10 different words on both sides, 1 is compared (30 % of all occurrences). Left out, each by the first
    rule that it fails: 2 by stopwords (2 listed), 7 under 10 occurrences.'
    """
    compared = table.filter(rule="compared")
    n, hits = int(compared["terms"].sum()), int(compared["occurrences"].sum())
    share = share_of(hits, int(table["occurrences"].sum()))
    rules = ", ".join(
        f"{count(terms) if terms else 'none'} {'by ' if rule.startswith('stopwords') else ''}{rule}"
        for rule, terms in table.select("rule", "terms").rows()
        if rule != "compared"
    )
    of = plural(int(table["terms"].sum()), f"different {kind[:-1]}", f"different {kind}")
    told = f"{count(n)} {'is' if n == 1 else 'are'} compared"
    return (
        f"Of {of} on both sides, {told} ({share} of all occurrences). "
        f"Left out, each by the first rule that it fails: {rules}."
    )
