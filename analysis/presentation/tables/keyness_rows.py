"""Which rows of keyness are shown, and what is said of each: as many in both directions."""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.comparison import benjamini_hochberg, findings
from analysis.comparison.terms.shrinkage import log_likelihood_p
from analysis.presentation.writing.format import plural

Row = dict[str, Any]
ROWS_EACH_WAY = 15
SAME_HITS = 0.8
"""Share of its hits from which a phrase says the same as one that it holds or is a part of."""
AS_RATE = {"measure": "rate:terms"}
"""What makes a row of keyness read as a rate where columns of contrasts write it."""
MORE, FEWER = "focus", "reference"
NOUNS = {
    "words": ("word", "words"),
    "phrases": ("phrase", "phrases"),
    "terms": ("lexicon entry", "lexicon entries"),
    "categories": ("category", "categories"),
}


def marked_rows(table: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Return keyness with ``more_in`` (focus, reference, or null where alike) and ``found`` (a finding).

    Findings come first, then the rest, each by p and then by the shrunken ratio: p of many terms is the same
    where their ratio says nothing.
    """
    numbered = table.with_row_index("row")
    found = findings(numbered, level)["row"].to_list()
    gap = pl.col("focus_rate") - pl.col("reference_rate")
    more_in = pl.when(gap > 0).then(pl.lit(MORE)).when(gap < 0).then(pl.lit(FEWER))
    return (
        numbered.with_columns(more_in=more_in, found=pl.col("row").is_in(found))
        .sort(
            pl.col("found").not_(),
            "p",
            pl.col("log2_ratio").abs(),
            "term",
            descending=[False, False, True, False],
            nulls_last=True,
        )
        .drop("row")
    )


def top_terms(table: pl.DataFrame, rows: int = ROWS_EACH_WAY, level: float = 0.95) -> pl.DataFrame:
    """Return the terms that set focus and reference apart most, as many in each direction.

    Parameters
    ----------
    table : ``KEYNESS``
    rows : most terms of each direction; where one direction has fewer, the other is cut to them, unless it
        has none
    level : of the intervals in the table; a finding needs q of at most 1 - level

    Returns
    -------
    DataFrame
        ``KEYNESS`` with ``more_in`` ('focus' or 'reference') and ``found`` (whether chance alone would rarely
        give it): those more frequent in the focus, then the others; in each, findings first, then by p. Of
        phrases that hold each other the first is taken (``without_repeats``)

    Example
    -------
    >>> from analysis import open_study
    >>> from analysis.comparison.terms.keyness import keyness
    >>> ws = open_study()
    >>> table = top_terms(keyness(ws.annotated, ws.focus, kind="categories"), 1)
    >>> table.select("term", "more_in").rows()
    [('domination', 'focus'), ('illegitimacy', 'reference')]
    """
    sides = _sides(marked_rows(table, level), rows)
    least = min(side.height for side in sides) or rows
    return pl.concat([side.head(min(rows, least)) for side in sides])


def found_terms(table: pl.DataFrame, rows: int = ROWS_EACH_WAY, level: float = 0.95) -> pl.DataFrame:
    """Return the terms that stand out, up to ``rows`` of each direction, however many the other has.

    Parameters
    ----------
    table, rows, level : as in ``top_terms``
    """
    marked = marked_rows(table, level).filter("found")
    return pl.concat(_sides(marked, rows)) if marked.height else marked


def _sides(marked: pl.DataFrame, rows: int) -> list[pl.DataFrame]:
    return [without_repeats(marked.filter(more_in=side), rows) for side in (MORE, FEWER)]


def without_repeats(marked: pl.DataFrame, rows: int) -> pl.DataFrame:
    """Return the first rows of one direction; phrases that repeat one above them are passed over.

    A phrase repeats another that it holds or is a part of; a finding only if it has nearly the same hits.
    """
    if marked.is_empty() or marked["kind"][0] != "phrases":
        return marked.head(rows)
    chosen: list[tuple[str, int]] = []
    kept: list[int] = []
    hits = marked["focus_hits"] + marked["reference_hits"]
    for i, (term, found, n) in enumerate(zip(marked["term"], marked["found"], hits, strict=True)):
        padded = f" {term} "
        nested = [m for other, m in chosen if padded in other or other in padded]
        if not any(not found or min(n, m) >= SAME_HITS * max(n, m) for m in nested):
            chosen.append((padded, n))
            kept.append(i)
        if len(kept) == rows:
            break
    return marked[kept]


def called_by_words(table: pl.DataFrame, level: float = 0.95) -> int:
    """Return how many tested terms G² would call: chi-square with one degree of freedom, corrected alike.

    It takes every word for a draw of its own, which words in an article are not (Dunning 1993).
    """
    tested = table.filter(pl.col("p").is_not_null())["g2"].drop_nulls().to_numpy()
    if not len(tested):
        return 0
    q = benjamini_hochberg(log_likelihood_p(tested))
    return int((q <= 1.0 - level + 1e-12).sum())


def noun(kind: str, n: float) -> str:
    """Write a number of words, phrases or entries.

    >>> noun("terms", 1), noun("words", 1200)
    ('1 lexicon entry', '1,200 words')
    """
    return plural(n, *NOUNS[kind])
