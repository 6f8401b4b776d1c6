"""An outlet classifier for people: how well it tells, by what, and what it cannot say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.comparison import CLASSIFIED_OUTLETS, CLASSIFIER_WORDS, Classified
from analysis.measures import MASKED_WORDS
from analysis.measures.terms.masked_words import LEFT
from analysis.presentation.tables.html import Column, Opener
from analysis.presentation.tables.keyness import term_opener
from analysis.presentation.writing.format import (
    NONE,
    count,
    equals,
    is_missing,
    listed,
    percent,
    rate,
    share,
    share_of,
)
from analysis.presentation.writing.wording import VOICE_NAMES, articles_of, subject, weighing

if TYPE_CHECKING:
    from analysis.annotation import Annotated

Row = dict[str, Any]
NAMED_EACH_WAY = 5
OUTLETS_NAMED = 8
DOUBT = "Articles that can be told apart need not differ in stance, and what is masked may differ as well."


def classified_sentences(found: Classified, level: float) -> tuple[str, tuple[str, ...]]:
    """Return what the classifier comes to, and a few sentences beside it.

    Parameters
    ----------
    found : what ``comparison.tell_apart`` gave
    level : of its interval
    """
    row = found.score.row(0, named=True)
    if is_missing(row["balanced_accuracy"]):
        return (
            f"Whether a classifier can tell the focus from the reference is not known: {row['reason']}.",
            (),
        )
    told = not is_missing(row["p"]) and row["p"] <= 1.0 - level
    carried = [*_words(found.words), DOUBT] if told else []
    drawn = [f"{row['reason']}."] if not is_missing(row["p"]) and row["reason"] else []
    return _score(row, level), (_outlets(found.outlets), *drawn, *carried, _masked(row))


def _score(row: Row, level: float) -> str:
    about = f"the {VOICE_NAMES[row['voice']]} of {subject({**row, 'voice': 'all'}, capital=False)}"
    outlets = str(row["reference"]).split(" + ")
    name = outlets[0] if len(outlets) == 1 else "reference"
    others = articles_of(int(row["reference_articles"]), name) + weighing({"reference_outlets": len(outlets)})
    told = share(row["balanced_accuracy"])
    start = f"A linear classifier tells {about} from those of {others} in {told} of the cases"
    if row["status"] != "inferred":
        return f"{start} (balanced accuracy); described only: {row['reason']}."
    ends = f"{percent(level)} interval {share(row['low'])} to {share(row['high'])}"
    chance = f"by chance {share(row['chance'])}"
    if is_missing(row["p"]):
        return f"{start} (balanced accuracy, {ends}; {chance}); {row['reason']}."
    evidence = f"(balanced accuracy, {ends}; {chance}, {equals('p', row['p'])})"
    if row["p"] > 1.0 - level:
        return f"{start} {evidence}: this cannot be told from chance."
    return f"{start} {evidence}: house style and subject are in it, too."


def _outlets(table: pl.DataFrame) -> str:
    """Say how many articles of each outlet were told right; of many outlets the best and the worst."""
    ours, theirs = (table.filter(side=side).sort("share", "outlet") for side in ("focus", "reference"))
    told = [_told(row) for row in ours.to_dicts()]
    if theirs.height <= OUTLETS_NAMED:
        others = listed([_told(row) for row in theirs.to_dicts()])
    else:
        ends = [_told(row) for row in (theirs.row(0, named=True), theirs.row(-1, named=True))]
        others = f"from {ends[0]} to {ends[1]}"
    return f"Told right: of the focus, {listed(told)}; of the reference, {others}."


def _told(row: Row) -> str:
    return f"{row['outlet']} {count(row['right'])} of {count(row['articles'])}"


def _words(table: pl.DataFrame) -> list[str]:
    """Name the words that carry the classifier most, as many for each side."""
    if table.is_empty():
        return []
    named = [
        listed([f"“{term}”" for term in table.filter(speaks_for=side)["term"].head(NAMED_EACH_WAY)])
        for side in ("focus", "reference")
    ]
    return [f"What carries it most: for the focus {named[0]}; for the reference {named[1]}."]


def _masked(row: Row) -> str:
    words = int(row["words"]) + int(row["masked"])
    start = f"{count(row['masked'])} of {count(words)} words ({share_of(row['masked'], words)})"
    return (
        f"{start} were masked first: names, datelines, bylines and credits, lines that an outlet repeats, "
        "forms of address, dates and numbers."
    )


def classified_kind(table: pl.DataFrame) -> tuple[list[Row], list[Column], str] | None:
    """Return rows, columns and caption of a table of the classifier; ``None`` of any other table."""
    columns = set(table.columns)
    if set(CLASSIFIER_WORDS) <= columns:
        return table.to_dicts(), _word_columns(table), "Words that carry the classifier"
    if set(CLASSIFIED_OUTLETS) == columns:
        return table.to_dicts(), _outlet_columns(), "Articles told right"
    if set(MASKED_WORDS) == columns:
        return table.to_dicts(), _masked_columns(table), "What was masked"
    return None


def _word_columns(table: pl.DataFrame) -> list[Column]:
    first = table.row(0, named=True) if table.height else None
    of = f" (of {_pair('articles', first)})" if first else ""
    return [
        Column("Word", lambda row: row["term"], numeric=False, first=True),
        Column("Speaks for", lambda row: row["speaks_for"], numeric=False),
        Column("Share of the distance", lambda row: share(row["carries"])),
        Column("Hits, focus : reference", lambda row: _pair("hits", row)),
        Column(f"In articles{of}", lambda row: _pair("articles_with", row)),
        Column("Per 1,000 words", lambda row: f"{rate(row['focus_rate'])} : {rate(row['reference_rate'])}"),
        Column("Weight", lambda row: _weight(row["weight"])),
        Column("Folds with this sign", lambda row: count(row["same_sign"])),
    ]


def _pair(name: str, row: Row) -> str:
    return f"{count(row[f'focus_{name}'])} : {count(row[f'reference_{name}'])}"


def _weight(value: float | None) -> str:
    """Write a weight with two significant digits: weights are small, since there are many words.

    >>> _weight(0.00042), _weight(-0.0031), _weight(0.0)
    ('+0.00042', '−0.0031', '0')
    """
    if value is None or is_missing(value):
        return NONE
    if not value:
        return "0"
    digits = max(1 - math.floor(math.log10(abs(value))), 0)
    return f"{value:+.{digits}f}".replace("-", "−")


def _outlet_columns() -> list[Column]:
    return [
        Column("Outlet", lambda row: row["outlet"], numeric=False, first=True),
        Column("Side", lambda row: row["side"], numeric=False),
        Column("Articles", lambda row: count(row["articles"])),
        Column("Told right", lambda row: count(row["right"])),
        Column("Share", lambda row: share(row["share"])),
    ]


def _masked_columns(table: pl.DataFrame) -> list[Column]:
    total = float(table["words"].sum())
    return [
        Column(
            "Rule",
            lambda row: "not masked" if row["rule"] == LEFT else row["rule"],
            numeric=False,
            first=True,
        ),
        Column("Words", lambda row: count(row["words"])),
        Column("Share", lambda row: share_of(row["words"], total)),
        Column("Articles", lambda row: count(row["articles"])),
    ]


def classified_opener(annotated: Annotated, rows: list[Row]) -> Opener | None:
    """Open each word to passages of both sides, wherever it stands in the voice, masked places too."""
    return term_opener(annotated, [row | {"kind": "words", "part": "all"} for row in rows])
