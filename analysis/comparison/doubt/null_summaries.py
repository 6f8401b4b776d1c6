"""How often a procedure cried wolf, and how many other outlets differ as much as the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.doubt.null_splits import BY_TIME, PLACEBO, splits_of
from analysis.comparison.doubt.procedures import Procedure
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

NULL_SUMMARY: Mapping[str, tuple[pl.DataType, str]] = {
    "kind": (_STRING, "kind of null check"),
    "splits": (_INT, "splits, or outlets in the focus's place, in which something was tested"),
    "untested": (_INT, "splits in which nothing could be tested; not counted below"),
    "splits_with_calls": (_INT, "splits with at least one call"),
    "share": (_FLOAT, "splits_with_calls / splits; null without splits"),
    "low": (
        _FLOAT,
        "lower end of its interval (Clopper and Pearson): chance of the dealing only, not of other corpora; "
        "null where splits are not dealt at random",
    ),
    "high": (_FLOAT, "upper end"),
    "mean_tests": (_FLOAT, "tests per split"),
    "mean_calls": (_FLOAT, "calls per split"),
    "most_calls": (_INT, "calls of the split with most"),
    "smallest_p": (_FLOAT, "smallest p of all splits"),
    "focus_calls": (_INT, "calls of the true focus; null but for a placebo focus"),
    "as_many": (
        _INT,
        "outlets with at least as many calls as the focus; null where it has none, and but for a placebo",
    ),
    "reason": (_STRING, "why nothing, or not every split, was tested; null if all were"),
}

PLACEBO_FINDINGS: Mapping[str, tuple[pl.DataType, str]] = {
    "name": (_STRING, "what the focus was found to differ in"),
    "size": (_FLOAT, "how far the focus is from alike: |log2 ratio| or |difference|"),
    "outlets": (_INT, "reference outlets for which this can be said in the focus's place"),
    "as_far": (_INT, "of these, those as far from alike or farther; small outlets vary more by chance"),
    "also_called": (_INT, "of these, those whose difference is a finding too"),
}


def clopper_pearson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper and Pearson 1934).

    >>> [round(end, 4) for end in clopper_pearson(3, 100)]
    [0.0062, 0.0852]
    """
    from scipy.special import betaincinv

    tail = (1.0 - level) / 2.0
    low = betaincinv(successes, trials - successes + 1, tail) if successes else 0.0
    high = betaincinv(successes + 1, trials - successes, 1.0 - tail) if successes < trials else 1.0
    return float(low), float(high)


def null_summary(checks: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Count the splits of ``NULL_CHECK`` tables, one row per kind.

    Parameters
    ----------
    checks : of ``null_check``; tables of several kinds may be concatenated
    level : of the interval of ``share``

    Returns
    -------
    DataFrame
        ``NULL_SUMMARY``

    Example
    -------
    >>> from analysis.comparison.doubt.null_checks import NULL_CHECK
    >>> made = pl.DataFrame({"kind": ["random halves"] * 4, "tests": [12] * 4, "calls": [0, 0, 0, 1]})
    >>> rest = [pl.lit(None, d).alias(c) for c, (d, _) in NULL_CHECK.items() if c not in made.columns]
    >>> table = made.with_columns(rest).with_columns(role=pl.lit("stand-in"))
    >>> null_summary(table).select("splits_with_calls", "share", pl.col("high").round(3)).rows()
    [(1, 0.25, 0.806)]
    """
    rows = [
        _summary(str(kind), table, level)
        for (kind,), table in checks.partition_by("kind", as_dict=True, maintain_order=True).items()
    ]
    return pl.DataFrame(rows, schema=schema(NULL_SUMMARY), orient="row")


def null_summaries(checks: Mapping[str, pl.DataFrame], level: float = 0.95) -> pl.DataFrame:
    """Summarise the checks of several procedures in one table.

    Parameters
    ----------
    checks : name of the procedure → ``NULL_CHECK``
    level : as in ``null_summary``

    Returns
    -------
    DataFrame
        the column ``procedure``, then ``NULL_SUMMARY``; kinds stand together, in the order of the first table

    Example
    -------
    >>> null_summaries({}).columns[:2]
    ['procedure', 'kind']
    """
    tables = [
        null_summary(table, level).with_columns(procedure=pl.lit(name)) for name, table in checks.items()
    ]
    columns = {"procedure": _STRING, **schema(NULL_SUMMARY)}
    whole = pl.concat([pl.DataFrame(schema=columns), *(table.select(list(columns)) for table in tables)])
    order = {kind: i for i, kind in enumerate(whole["kind"].unique(maintain_order=True))}
    return whole.sort(pl.col("kind").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)


def _summary(kind: str, table: pl.DataFrame, level: float) -> dict[str, object]:
    stand_ins = table.filter(role="stand-in")
    tested = stand_ins.filter(pl.col("tests") > 0)
    calling = tested.filter(pl.col("calls") > 0).height
    row: dict[str, object] = {
        "kind": kind,
        "splits": tested.height,
        "untested": stand_ins.height - tested.height,
        "splits_with_calls": calling,
        "share": calling / tested.height if tested.height else None,
        "mean_tests": tested["tests"].mean(),
        "mean_calls": tested["calls"].mean(),
        "most_calls": tested["calls"].max(),
        "smallest_p": tested["smallest_p"].min(),
        "reason": "; ".join(table["reason"].drop_nulls().unique(maintain_order=True).head(3)) or None,
    }
    if kind not in (BY_TIME, PLACEBO) and tested.height:
        row["low"], row["high"] = clopper_pearson(calling, tested.height, level)
    focus = table.filter((pl.col("role") == "focus") & (pl.col("tests") > 0))
    if focus.height:
        row["focus_calls"] = calls = focus["calls"][0]
        row["as_many"] = tested.filter(pl.col("calls") >= calls).height if calls else None
    return row


def placebo_by_finding(
    procedure: Procedure,
    annotated: Annotated | pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
) -> pl.DataFrame:
    """Return how many reference outlets, each in the focus's place, differ as much as the focus, by finding.

    Parameters
    ----------
    procedure, annotated, focus, reference : as in ``null_check``

    Returns
    -------
    DataFrame
        ``PLACEBO_FINDINGS``: a row per finding of the focus

    Raises
    ------
    InputError
        as in ``null_check``

    Example
    -------
    >>> from analysis.comparison.doubt.procedures import contrast_procedure
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> hits = {"Herald": 9, "Sun": 3, "Mail": 4}
    >>> made = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", hits[o] + i % 3, 900)
    ...         for o in hits for i in range(20)]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> articles = rates.select("article_id", "outlet", "event", published=pl.lit(None))
    >>> placebo_by_finding(contrast_procedure(rates), articles, "Herald").drop("size").row(0)
    ('all', 2, 0, 2)
    """
    articles = annotated if isinstance(annotated, pl.DataFrame) else annotated.articles
    made = splits_of(articles, PLACEBO, as_tuple(focus), as_tuple(reference), splits=0, seed=0)
    ran = [procedure(s.outlet_of, s.focus, s.reference) for s in made if s.reason is None]
    ours = ran[0].filter(pl.col("finding")).select("name", "size")
    others = pl.concat([ran[0].clear(), *ran[1:]]).filter(pl.col("size").is_not_null())
    counts = (
        ours.join(others.rename({"size": "there"}), on="name")
        .group_by("name")
        .agg(
            outlets=pl.len(),
            as_far=(pl.col("there") >= pl.col("size")).sum(),
            also_called=pl.col("finding").sum(),
        )
    )
    columns = schema(PLACEBO_FINDINGS)
    return (
        ours.join(counts, on="name", how="left", maintain_order="left")
        .with_columns(pl.col("outlets", "as_far", "also_called").fill_null(0))
        .select(pl.col(name).cast(dtype) for name, dtype in columns.items())
    )
