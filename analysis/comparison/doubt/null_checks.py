"""Does a procedure cry wolf on this corpus? It is run where nothing is to be found, and on other outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.doubt.null_splits import MOST_OUTLETS, Split, splits_of
from analysis.comparison.doubt.procedures import Procedure
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
NAMED = 5
"""Calls that are named in a row of the table."""

NULL_CHECK: Mapping[str, tuple[pl.DataType, str]] = {
    "kind": (
        _STRING,
        "random halves, halves by time, halves by event, shuffled labels or placebo focus",
    ),
    "split": (_INT, "number of the split, from 0"),
    "role": (_STRING, "focus for the true focus, which a placebo is seen beside; else stand-in"),
    "stands_in": (_STRING, "what stood in the focus's place"),
    "focus_articles": (_INT, "articles on that side"),
    "reference_articles": (_INT, "articles on the other side"),
    "tests": (_INT, "tests that could be run"),
    "calls": (_INT, "differences that were called (findings)"),
    "smallest_p": (_FLOAT, "smallest p; null without a test"),
    "largest_p": (_FLOAT, "largest p; null without a test"),
    "called": (_STRING, f"names of up to {NAMED} calls, joined by '; '; null without a call"),
    "reason": (_STRING, "why nothing was tested; null if something was"),
}


def null_check(
    procedure: Procedure,
    annotated: Annotated | pl.DataFrame,
    *,
    kind: str | Sequence[str],
    focus: str | Sequence[str] = (),
    reference: str | Sequence[str] = (),
    splits: int = 200,
    seed: int = DEFAULT_SEED,
    most_outlets: int = MOST_OUTLETS,
) -> pl.DataFrame:
    """Run a procedure on data sets of this corpus in which there is nothing to find, or on other outlets.

    Parameters
    ----------
    procedure : see ``procedures.Procedure``
    annotated : tables of the corpus, or a table with article_id, outlet, event and published
    kind :
        ``random halves``: the articles of one outlet are dealt to two sides, whole events together; outlets
        take turns. ``halves by time``: one split per outlet, earlier against later; articles of one moment or
        event stay together. ``halves by event``: all articles on one half of the events against all on the
        other. ``shuffled labels``: outlets change places inside events; events or articles of one outlet
        alone change places as wholes. ``placebo focus``: the true focus (role ``focus``), then each reference
        outlet in its place against the others, the focus left out
    focus, reference : outlets. The halves are of these outlets, and of all where none is named; the other
        kinds need a focus
    splits : how many, where splits are drawn at random
    seed : of the splits
    most_outlets : where there are more outlets, only those with most articles are halved or take the focus's
        place; a corpus of a hundred outlets would else take hours

    Returns
    -------
    DataFrame
        ``NULL_CHECK``, a row per split; ``null_summary`` counts them

    Raises
    ------
    InputError
        an unknown kind or outlet, no focus where one is needed

    Note
    ----
    Random halves and shuffled labels have nothing to find by design. Halves by time or event may truly
    differ (the news changed); how much they do is what any difference between outlets must be seen against.
    An outlet with fewer articles than the focus differs less often only because it is harder to see. Give
    the procedure the settings and seed of the study, and the row of the true focus has the study's findings.

    Example
    -------
    >>> from analysis.comparison.doubt.procedures import contrast_procedure
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> made = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", 4 + i % 3, 900)
    ...         for o in ("Herald", "Sun") for i in range(20)]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> articles = rates.select("article_id", "outlet", "event", published=pl.lit(None))
    >>> table = null_check(contrast_procedure(rates), articles, kind="random halves", splits=10)
    >>> table.select("stands_in", "focus_articles", "tests", "calls").rows()[:2]
    [('half of Herald', 10, 1, 0), ('half of Sun', 10, 1, 0)]
    """
    articles = annotated if isinstance(annotated, pl.DataFrame) else annotated.articles
    sizes = dict(articles.group_by("outlet").len().rows())
    rows = []
    for name in as_tuple(kind):
        made = splits_of(
            articles,
            name,
            as_tuple(focus),
            as_tuple(reference),
            splits=splits,
            seed=seed,
            most_outlets=most_outlets,
        )
        rows += [_row(procedure, split, sizes) | {"kind": name, "split": i} for i, split in enumerate(made)]
    return pl.DataFrame(rows, schema=schema(NULL_CHECK), orient="row")


def _row(procedure: Procedure, split: Split, sizes: Mapping[str, int]) -> dict[str, object]:
    row: dict[str, object] = {
        "role": "focus" if split.is_focus else "stand-in",
        "stands_in": split.stands_in,
        "tests": 0,
        "calls": 0,
        "reason": split.reason,
    }
    if split.reason:
        return row
    number = Counter(split.outlet_of.values()) if split.outlet_of else sizes
    row["focus_articles"] = sum(number[outlet] for outlet in split.focus)
    row["reference_articles"] = sum(number[outlet] for outlet in split.reference)
    found = procedure(split.outlet_of, split.focus, split.reference)
    tested = found.filter(pl.col("p").is_not_null())
    calls = tested.filter("finding")["name"].to_list()
    row |= {"tests": tested.height, "calls": len(calls), "called": "; ".join(calls[:NAMED]) or None}
    row |= {"smallest_p": tested["p"].min(), "largest_p": tested["p"].max()}
    if tested.is_empty():
        why = Counter(found["reason"].drop_nulls()).most_common(1)
        row["reason"] = why[0][0] if why else "no words of this voice and part on one of the sides"
    return row
