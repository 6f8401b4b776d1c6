"""Headline against lead against body, inside the same articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from analysis.annotation.tables import PARTS
from analysis.comparison.outlets import check_outlets
from analysis.comparison.rows import Pair, Row, contrast_rows
from analysis.errors import InputError, did_you_mean
from analysis.measures import kind_of
from analysis.measures.cells import cells_of, unit_of
from analysis.measures.tables import schema
from analysis.study import Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
SIDES = ("first", "second")
OF_SIDE = ("value", "hits", "words")

PART_GAPS: Mapping[str, tuple[pl.DataType, str]] = {
    "outlet": (_STRING, "outlet"),
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term; 'all' where there is one only"),
    "voice": (_STRING, "voice"),
    "first": (_STRING, "part that is compared: headline, standfirst, lead or body"),
    "second": (_STRING, "part that it is compared with"),
    "scale": (_STRING, "ratio (1 means alike) or difference (0 means alike)"),
    "estimate": (_FLOAT, "first value / second value, or first value - second value; null where undefined"),
    "low": (_FLOAT, "lower end of its interval; null where there is none"),
    "high": (_FLOAT, "upper end of its interval; null where there is none"),
    "first_value": (_FLOAT, "hits per 1,000 words, share or mean valence of the first part"),
    "second_value": (_FLOAT, "the same of the second part"),
    "first_hits": (_INT, "hits; of a share, the names of this kind; null for means"),
    "second_hits": (_INT, "the same"),
    "first_words": (_INT, "words of the first part; of a share, names"),
    "second_words": (_INT, "the same"),
    "articles": (_INT, "articles that have both"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described, or that it was not tested"),
}


def part_gaps(
    per_article: pl.DataFrame,
    first: str = "headline",
    second: str = "body",
    *,
    outlets: Sequence[str] = (),
    inference: Inference | None = None,
) -> pl.DataFrame:
    """Compare two parts of the same articles, outlet by outlet.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` with rows of both parts
    first, second : headline, standfirst, lead or body
    outlets : all of the table without any
    inference : level, and the minimums below which a row is only described

    Returns
    -------
    DataFrame
        ``PART_GAPS``, a row per outlet, measure, category and voice; only articles that have words (or names)
        in both parts count. Intervals as in ``contrast``, with the event, or the article without one, as the
        unit: what an article adds to both parts cancels. Not tested. Of a rate, a part with fewer hits than
        half of ``min_hits``, in which alike parts would have no more either, is described only: headlines
        hold few words, so that a hit or two say nothing of a ratio.

    Raises
    ------
    InputError
        an unknown part or outlet, a part that is compared with itself or that the table lacks

    Example
    -------
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> made = [(f"a{i}", "Herald", None, "rate:x", "all", "own", part, hits, words) for i in range(12)
    ...         for part, hits, words in (("headline", 1.0 + (i % 3 == 0), 10.0), ("body", 2.0, 400.0))]
    >>> rates = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> gaps = part_gaps(rates)
    >>> gaps.select("outlet", pl.col("estimate", "low").round(1), "articles").row(0)
    ('Herald', 26.7, 20.9, 12)
    """
    _check(per_article, first, second)
    settings = inference or Inference()
    known = sorted(per_article["outlet"].unique())
    check_outlets(outlets, known, "outlets")
    rows: list[Row] = []
    for outlet in outlets or known:
        table = per_article.filter((pl.col("outlet") == outlet) & pl.col("part").is_in([first, second]))
        rows += _rows(table, outlet, Pair((first,), (second,), second), settings)
    return pl.DataFrame(rows, schema=schema(PART_GAPS), orient="row")


def _check(per_article: pl.DataFrame, first: str, second: str) -> None:
    for name, part in (("first", first), ("second", second)):
        have = [known for known in PARTS if known in per_article["part"]]
        if part not in have:
            expected = f"a part of the table: {', '.join(have) or 'none'}{did_you_mean(part, PARTS)}"
            raise InputError("part gaps", f"argument '{name}'", f"'{part}'", expected, "count it, or correct")
    if first == second:
        raise InputError("part gaps", "argument 'second'", f"'{second}'", "another part", "name two parts")


def _rows(table: pl.DataFrame, outlet: str, pair: Pair, settings: Inference) -> list[Row]:
    """Return the rows of one outlet; its parts stand where outlets stand, its articles where events do."""
    shares_events = unit_of(table)["event"].drop_nulls().is_duplicated().any()
    if not shares_events:
        settings = replace(settings, min_events=settings.min_articles)
    keys = ["article_id", "measure", "category", "voice"]
    # An article without one of the parts counts for neither, and leaves a row that says so.
    both = (pl.col("denominator") > 0).sum().over(keys) == 2
    as_outlets = table.with_columns(
        pl.when(both).then(pl.col("numerator", "denominator")).otherwise(0.0),
        article_id=pl.concat_str("article_id", "part", separator="\0"),
        outlet="part",
        event=pl.coalesce("event", pl.col("article_id")),
        part=pl.lit("all"),
    )
    rows = []
    for cells in cells_of(as_outlets):
        for row in contrast_rows(cells, pair, settings, None):
            made: Row = {name: row.get(name) for name in PART_GAPS}
            made |= {"outlet": outlet, "first": pair.focus[0], "second": pair.reference[0]}
            for side, given in zip(SIDES, ("focus", "reference"), strict=True):
                made |= {f"{side}_{what}": row[f"{given}_{what}"] for what in OF_SIDE}
            made["articles"] = row["focus_articles"]
            made["reason"] = _reason(row["reason"], shares_events)
            if made["status"] == "inferred" and (few := _few_in_a_part(made, settings)):
                made |= {"low": None, "high": None, "status": "described", "reason": few}
            rows.append(made)
    return rows


def _few_in_a_part(row: Row, settings: Inference) -> str | None:
    """Say that a part holds few hits of a rate, and would hold few if it were worded as the other."""
    kind = kind_of(str(row["measure"]))
    if kind.name != "rate":
        return None
    hits = {side: int(str(row[f"{side}_hits"])) for side in SIDES}
    words = {side: int(str(row[f"{side}_words"])) for side in SIDES}
    needed = settings.min_hits / 2
    for side in SIDES:
        alike = sum(hits.values()) * words[side] / sum(words.values())
        if hits[side] < needed and alike < needed:
            found = "1 hit" if hits[side] == 1 else f"{hits[side]} hits"
            return f"{found} in the {row[side]}, {alike:.1f} if worded alike, at least {needed:g} needed"
    return None


def _reason(reason: object, shares_events: bool) -> str | None:
    """Say the reason of a contrast of the parts; both have the same articles."""
    if not isinstance(reason, str):
        return None
    told = dict.fromkeys(
        part.replace("in the focus", "in both").replace("in the reference", "in both")
        for part in reason.split("; ")
    )
    text = "; ".join(told).replace("of this voice and part", "of this voice")
    return text if shares_events else text.replace("event", "article")
