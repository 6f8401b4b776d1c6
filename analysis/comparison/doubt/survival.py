"""Which findings survive when the same question is asked in another way."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from analysis.comparison.families import findings
from analysis.comparison.tables import ALL_REFERENCES
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import KEYS
from analysis.measures.tables import schema

_STRING, _INT, _FLOAT, _BOOL = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()

SURVIVAL: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name of the measure of the finding"),
    "category": (_STRING, "category or term of the finding"),
    "voice": (_STRING, "voice of the finding"),
    "part": (_STRING, "part of the finding"),
    "scale": (_STRING, "ratio (1 means alike) or difference (0 means alike)"),
    "variation": (_STRING, "what was done otherwise"),
    "main_estimate": (_FLOAT, "estimate of the finding; null for a ratio to 0"),
    "main_low": (_FLOAT, "lower end of its interval"),
    "main_high": (_FLOAT, "upper end of its interval"),
    "main_q": (_FLOAT, "its q"),
    "estimate": (_FLOAT, "estimate in the variation; null where there is none, or for a ratio to 0"),
    "low": (_FLOAT, "lower end of its interval; null where there is none"),
    "high": (_FLOAT, "upper end of its interval; null where there is none"),
    "q": (_FLOAT, "q inside the variation's own family; null where no test was run"),
    "family_size": (_INT, "tests in the variation's family"),
    "still_finding": (_BOOL, "whether it is a finding there too; null where no test was run"),
    "same_direction": (_BOOL, "whether the focus is on the same side of alike; null without values there"),
    "reason": (_STRING, "why it cannot be compared, or was not tested; null if it was"),
}

SURVIVAL_COUNTS: Mapping[str, tuple[pl.DataType, str]] = {
    "findings": (_INT, "findings of the study; of one finding, variations"),
    "tested": (_INT, "of these, those that could be tested"),
    "still_findings": (_INT, "of those tested, findings again, in the same direction"),
    "turned": (_INT, "of all, those whose direction turned, tested or not"),
    "untested": (_INT, "those that could not be tested"),
}
"""Beside these the variation, or measure, category, voice and part of a finding."""


def which_survive(
    main: pl.DataFrame, variations: Mapping[str, pl.DataFrame], *, level: float = 0.95
) -> pl.DataFrame:
    """Look every finding up in other versions of the same contrast.

    Parameters
    ----------
    main : ``CONTRASTS`` of the study, or a table with the columns of it that are used here (measure,
        category, voice, part, reference, scale, estimate, low, high, q, family_size, values and reason)
    variations : what was done otherwise → ``CONTRASTS``
    level : of the intervals; a finding has q at most 1 - level and an interval without 'alike'

    Returns
    -------
    DataFrame
        ``SURVIVAL``: a row per finding of ``main`` and variation. Rows belong together if measure,
        category, voice and part are equal; a voice, part or measure that is the only one of its table on
        both sides is what was varied, and may differ.

    Note
    ----
    Variations are views of the same articles, so that agreement between them is no replication.

    Example
    -------
    >>> from analysis.comparison.contrast import contrast
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> made = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", 9 + i % 3 - 6 * (o == "Sun"), 900)
    ...         for o in ("Herald", "Sun") for i in range(20)]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> main, few = contrast(rates, "Herald"), contrast(rates[:25], "Herald")
    >>> table = which_survive(main, {"fewer articles": few})
    >>> table.select("still_finding", "same_direction", "reason").row(0)
    (None, True, '5 articles in the reference, at least 8 needed')
    """
    columns = schema(SURVIVAL)
    ours = findings(main.filter(pl.col("reference") == ALL_REFERENCES), level).with_columns(
        direction=_direction()
    )
    tables = [
        _beside(ours, main, table, level).with_columns(variation=pl.lit(name))
        for name, table in variations.items()
    ]
    empty = pl.DataFrame(schema=columns)
    return pl.concat(
        [empty, *(table.select(pl.col(c).cast(d) for c, d in columns.items()) for table in tables)]
    )


def _direction() -> pl.Expr:
    return (pl.col("focus_value") - pl.col("reference_value")).sign()


def _beside(ours: pl.DataFrame, main: pl.DataFrame, variation: pl.DataFrame, level: float) -> pl.DataFrame:
    """Lay the rows of one variation beside the findings."""
    there = variation.filter(pl.col("reference") == ALL_REFERENCES)
    varied = [
        key
        for key in ("measure", "voice", "part")
        if there[key].n_unique() == 1 and main[key].n_unique() == 1 and there[key][0] != main[key][0]
    ]
    keys = [key for key in KEYS if key not in varied]
    found = findings(there, level).select(*KEYS, is_finding=pl.lit(True))
    there = there.join(found, on=list(KEYS), how="left").select(
        *keys,
        "estimate",
        "low",
        "high",
        "q",
        "family_size",
        "reason",
        *[pl.col("scale").alias("scale_there")],
        still=pl.when(pl.col("q").is_not_null()).then(pl.col("is_finding").fill_null(False)),
        direction_there=_direction(),
        there=pl.lit(True),
    )
    here = ours.select(
        *KEYS, "scale", "direction", *(pl.col(c).alias(f"main_{c}") for c in ("estimate", "low", "high", "q"))
    )
    comparable = pl.col("there").is_not_null() & (pl.col("scale_there") == pl.col("scale"))
    why = (
        pl.when(pl.col("there").is_null())
        .then(pl.lit("not in this variation"))
        .when(pl.col("scale_there") != pl.col("scale"))
        .then(pl.lit("compared on another scale there"))
        .when(pl.col("q").is_null())
        .then(pl.coalesce("reason", pl.lit("not tested there")))
    )
    joined = here.join(there, on=keys, how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(comparable).then(pl.col(c)).alias(c) for c in ("estimate", "low", "high", "q", "family_size")
    ).with_columns(
        still_finding=pl.when(comparable).then(pl.col("still")),
        same_direction=pl.when(comparable).then(pl.col("direction_there") == pl.col("direction")),
        reason=why,
    )


def survival_counts(survival: pl.DataFrame, by: str = "variation") -> pl.DataFrame:
    """Count what survived, by variation or by finding.

    Parameters
    ----------
    survival : of ``which_survive``
    by : ``variation`` or ``finding``

    Returns
    -------
    DataFrame
        the columns of ``by``, then ``SURVIVAL_COUNTS``, in the order of ``survival``

    Raises
    ------
    InputError
        another ``by``

    Example
    -------
    >>> made = {"variation": ["quoted words too"] * 2, "still_finding": [True, None],
    ...         "same_direction": [True, False]}
    >>> survival_counts(pl.DataFrame(made)).row(0)
    ('quoted words too', 2, 1, 1, 1, 1)
    """
    groups = {"variation": ["variation"], "finding": list(KEYS)}
    if by not in groups:
        expected = f"one of {', '.join(groups)}{did_you_mean(by, groups)}"
        raise InputError("survival", "argument 'by'", f"'{by}'", expected, "correct the name")
    still = pl.col("still_finding")
    return survival.group_by(groups[by], maintain_order=True).agg(
        findings=pl.len().cast(pl.Int64),
        tested=still.is_not_null().sum().cast(pl.Int64),
        still_findings=(still & pl.col("same_direction")).fill_null(False).sum().cast(pl.Int64),
        turned=(~pl.col("same_direction")).fill_null(False).sum().cast(pl.Int64),
        untested=still.is_null().sum().cast(pl.Int64),
    )
