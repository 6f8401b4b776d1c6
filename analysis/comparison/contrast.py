"""Contrast focus and reference outlets, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.comparison.families import correct_family
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.permutation import Permutations
from analysis.comparison.ranks import with_article_ranks
from analysis.comparison.rows import Pair, Row, contrast_rows
from analysis.comparison.tables import ALL_REFERENCES, schema
from analysis.measures.cells import KEYS, Prepared, cells_of
from analysis.measures.counting import as_tuple
from analysis.study import DEFAULT_SEED, Inference


def contrast(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    family: str | None = None,
    each: bool = True,
    seed: int = DEFAULT_SEED,
    early: bool = False,
) -> pl.DataFrame:
    """Contrast focus outlets with reference outlets for every measure, category, voice and part of a table.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``; tables of several measures may be concatenated
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally
    inference : resamples, level, and the minimums below which a row is only described
    family : name of the family whose tests are corrected together; the focus names it by default
    each : also against each reference outlet alone; without, a corpus of many outlets is done much sooner
    seed : of the permutations
    early : a test stops as soon as it is plain that its p stays above 1 - level. What is called is the same;
        a p above it, and a q made of such, is rougher

    Returns
    -------
    DataFrame
        ``CONTRASTS`` of ``comparison.tables``: per measure one row against all references equally weighted,
        which is tested and corrected (Benjamini-Hochberg), and one exploratory row (interval, no p)
        against each reference outlet alone. Rates compare as a ratio, valence as a difference. An outlet's
        value is the ratio of its sums. The unit of intervals and tests is the event where articles of
        the compared outlets share events, else the article; never the word.

    Raises
    ------
    InputError
        an outlet that is not in the table, or on both sides; an article twice in one measure

    Note
    ----
    An interval or p speaks of these outlets' articles in this corpus, under the assumption that units are
    independent of each other. It does not say that the outlets differ elsewhere, nor why.

    Example
    -------
    >>> import polars as pl
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> articles = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", 4 + i % 2 - 3 * (o == "Sun"), 900)
    ...             for o in ("Herald", "Sun") for i in range(20)]
    >>> rates = pl.DataFrame(articles, schema=[*names, "numerator", "denominator"], orient="row")
    >>> table = contrast(rates, "Herald")
    >>> table.select("reference", "estimate", "p").rows()[0]
    ('all references, equally weighted', 3.0, 0.0009995002498750624)
    """
    settings = inference or Inference()
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    permutations = Permutations(seed, early)
    rows: list[Row] = []
    for cells in cells_of(used):
        rows += contrast_rows(cells, Pair(ours, theirs, ALL_REFERENCES), settings, permutations)
        for outlet in theirs if each else ():
            rows += contrast_rows(cells, Pair(ours, (outlet,), outlet), settings, None)
    return contrasts_table(rows, used, ours, theirs, family)


def contrasts_table(
    rows: list[Row],
    used: pl.DataFrame,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    family: str | None = None,
) -> pl.DataFrame:
    """Return rows as ``CONTRASTS``, in order and corrected; a focus of one article gets its rank.

    ``used`` are the rows per article of both sides.
    """
    table = pl.DataFrame(rows, schema=schema(), orient="row")
    if used.filter(pl.col("outlet").is_in(ours))["article_id"].n_unique() == 1:
        table = with_article_ranks(table, used, ours)
    return _finished(table, ours, theirs, family)


def contrast_prepared(
    prepared: Prepared,
    focus: Sequence[str],
    reference: Sequence[str],
    settings: Inference,
    permutations: Permutations,
) -> pl.DataFrame:
    """Contrast as ``contrast`` does, without each reference alone, what was laid out before.

    For many labellings of one corpus; focus and reference are outlets that have articles.
    """
    ours, theirs = tuple(sorted(focus)), tuple(sorted(reference))
    rows: list[Row] = []
    for cells in prepared.cells({*ours, *theirs}):
        rows += contrast_rows(cells, Pair(ours, theirs, ALL_REFERENCES), settings, permutations)
    return _finished(pl.DataFrame(rows, schema=schema(), orient="row"), ours, theirs, None)


def _finished(
    table: pl.DataFrame, ours: tuple[str, ...], theirs: tuple[str, ...], family: str | None
) -> pl.DataFrame:
    """Put rows in order and correct their tests as one family."""
    order = {ALL_REFERENCES: 0} | {name: i + 1 for i, name in enumerate(theirs)}
    place = pl.col("reference").replace_strict(order, return_dtype=pl.Int64)
    return correct_family(table.sort(*KEYS, place), family=family or f"contrast of {' + '.join(ours)}")
