"""Which columns of keyness are shown, and the small tables that go with it."""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.presentation.tables.columns import estimate, interval, interval_head, standing
from analysis.presentation.tables.html import Column
from analysis.presentation.tables.keyness_rows import AS_RATE
from analysis.presentation.writing.format import (
    NONE,
    count,
    difference,
    is_missing,
    plural,
    probability,
    reach,
)
from analysis.presentation.writing.values import compared
from analysis.presentation.writing.wording import shown_term

Row = dict[str, Any]
HEADS = {"words": "Word", "phrases": "Phrase", "terms": "Lexicon entry", "categories": "Category"}


def keyness_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of the rows that ``top_terms`` chose."""
    head = HEADS[table["kind"][0]] if table.height else "Term"
    of = f" (of {_pair('articles')(table.row(0, named=True))})" if table.height else ""
    return [
        Column(head, shown_term, numeric=False, first=True),
        Column("More often in", lambda row: row["more_in"] or NONE, numeric=False),
        Column("Hits, focus : reference", _pair("hits")),
        Column(f"In articles{of}", _pair("articles_with")),
        Column("Per 1,000 words", _rates),
        Column(f"Ratio ({interval_head(level)})", _ratio),
        Column("q", lambda row: probability(row["q"])),
        Column("What can be said", lambda row: standing(row, row["found"], level), numeric=False),
        Column("log2 ratio, shrunken", lambda row: difference(row["log2_ratio"])),
        Column("with any one article left out", _without_one),
        Column("Dispersion (DP)", _dispersion),
        Column("G² / z (words as independent)", _word_based),
    ]


def _ratio(row: Row) -> str:
    size, ends = estimate(row | AS_RATE), interval(row | AS_RATE)
    return size if ends == NONE else ends if size == NONE else f"{size} ({ends})"


def _rates(row: Row) -> str:
    return " : ".join(compared("rate:words", row["focus_rate"], row["reference_rate"], row["estimate"])[:2])


def _pair(name: str) -> Any:
    return lambda row: f"{count(row[f'focus_{name}'])} : {count(row[f'reference_{name}'])}"


def _without_one(row: Row) -> str:
    low, high = row["without_one_low"], row["without_one_high"]
    return NONE if is_missing(low) or is_missing(high) else reach(difference(low), difference(high))


def _dispersion(row: Row) -> str:
    return " : ".join(_decimals(row[f"{side}_dispersion"], 2) for side in ("focus", "reference"))


def _word_based(row: Row) -> str:
    return f"{_decimals(row['g2'], 1)} / {_decimals(row['z'], 1)}"


def _decimals(value: float | None, digits: int) -> str:
    return NONE if is_missing(value) else f"{value:,.{digits}f}".replace("-", "−")


def left_out_columns() -> list[Column]:
    """Return the columns of ``LEFT_OUT``."""
    return [
        Column("Rule", lambda row: row["rule"], numeric=False, first=True),
        Column("Terms", lambda row: count(row["terms"])),
        Column("Their occurrences on both sides", lambda row: count(row["occurrences"])),
    ]


def keyness_note(table: pl.DataFrame, level: float = 0.95) -> str:
    """Say how a table of keyness was made: prior, test, family, and what the columns mean.

    >>> from analysis.comparison.terms.table import KEYNESS
    >>> keyness_note(pl.DataFrame(schema={name: dtype for name, (dtype, _) in KEYNESS.items()}))
    ''
    """
    if table.is_empty():
        return ""
    methods = table["method"].drop_nulls()
    prior, test = table["prior"][0], "No test was run. "
    if methods.len():
        size, family = table["family_size"].drop_nulls()[0], table["family"].drop_nulls()[0]
        test = f"Test: {methods[0]}; {plural(size, 'test')} corrected together (“{family}”). "
        test += f"Stands out: q of at most {1 - level:.3g} and an interval without 1. "
    return (
        f"{test}The shrunken ratio adds to both sides what its prior says ({prior}): for ranking. "
        "Dispersion is Gries's DP, normalised: 0 is even over the articles, 1 is all in one. G² and z are "
        "what other tools report; they take each word for independent of the others, and decide nothing here."
    )
