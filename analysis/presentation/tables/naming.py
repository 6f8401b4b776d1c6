"""Naming and parts for people: referents, whole distributions, gaps between parts."""

from __future__ import annotations

from typing import Any

import polars as pl

from analysis.comparison.distributions import DISTRIBUTIONS
from analysis.comparison.parts import PART_GAPS
from analysis.measures import kind_of
from analysis.measures.naming import PREFIX, REFERENTS
from analysis.presentation.tables.columns import apart, interval, interval_head, voice_and_part, what
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import (
    NONE,
    count,
    equals,
    is_missing,
    listed,
    percent,
    plural,
    probability,
    share,
    times,
)
from analysis.presentation.writing.values import both_values, contrast_interval, counts_text
from analysis.presentation.writing.wording import VOICE_NAMES, articles_of, in_voices, wording

Row = dict[str, Any]
Groups = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def naming_kind(table: pl.DataFrame, level: float) -> tuple[list[Row], list[Column], str] | None:
    """Return rows, columns and caption of a table about naming or parts; ``None`` of any other table."""
    columns = set(table.columns)
    if set(DISTRIBUTIONS) <= columns:
        rows = table.sort("q", "distance", descending=[False, True], nulls_last=True).to_dicts()
        return rows, _distribution_columns(level), "Whole distributions"
    if set(PART_GAPS) <= columns:
        # A name or an actor that none of the articles has in both parts shows nothing.
        seen = table.filter(pl.col("articles") > 0)
        return seen.to_dicts(), _gap_columns(seen, level), "One part against another"
    if set(REFERENTS) <= columns:
        return table.to_dicts(), _referent_columns(), "Referents"
    return None


def _referent_columns() -> list[Column]:
    return [
        Column("Referent", lambda row: row["referent"], numeric=False, first=True),
        Column("Names found", lambda row: count(row["names_found"])),
        Column("Most frequent name", lambda row: row["most_frequent"] or NONE, numeric=False),
        Column("Hits", lambda row: count(row["hits"])),
        Column("Articles", lambda row: count(row["articles"])),
        Column("Outlets", lambda row: count(row["outlets"])),
    ]


def _distribution_columns(level: float) -> list[Column]:
    return [
        Column("Referent", whole, numeric=False, first=True),
        Column("Names found", lambda row: count(row["categories"])),
        Column("Distance", lambda row: share(row["distance"])),
        Column("By chance", lambda row: share(row["distance_by_chance"])),
        Column("q", lambda row: probability(row["q"])),
        Column("Names, focus : reference", lambda row: _pair(row, "hits")),
        Column("Articles", lambda row: _pair(row, "articles")),
        Column("What can be said", lambda row: _standing(row, level), numeric=False),
    ]


def _gap_columns(table: pl.DataFrame, level: float) -> list[Column]:
    first = table["first"][0] if table.height else "first"
    several = table["second"].n_unique() > 1
    beside = [Column("Beside the", lambda row: row["second"], numeric=False)] if several else []
    second = "there" if several else table["second"][0] if table.height else "second"
    outlet = [Column("Outlet", lambda row: row["outlet"], numeric=False, first=True)]
    return [
        *outlet,
        Column("Measure", what, numeric=False),
        *voice_and_part(table.with_columns(part=pl.lit("all"))),
        *beside,
        Column(first.capitalize(), lambda row: both_values(row, "first", "second")[0]),
        Column(second.capitalize(), lambda row: both_values(row, "first", "second")[1]),
        Column("Ratio or difference", lambda row: apart(row, "first", "second")),
        Column(interval_head(level), interval),
        Column("Counts", _gap_counts),
        Column("Articles", lambda row: count(row["articles"])),
        Column("Remark", _remark, numeric=False),
    ]


def _gap_counts(row: Row) -> str:
    counts = [counts_text(row["measure"], row[f"{s}_hits"], row[f"{s}_words"]) for s in ("first", "second")]
    return NONE if NONE in counts else " : ".join(counts)


def _remark(row: Row) -> str:
    return NONE if row["status"] == "inferred" else str(row["reason"] or "described only")


def _pair(row: Row, name: str) -> str:
    return f"{count(row[f'focus_{name}'])} : {count(row[f'reference_{name}'])}"


def _found(row: Row, level: float) -> bool:
    return not is_missing(row["q"]) and row["q"] <= 1.0 - level + 1e-12


def _standing(row: Row, level: float) -> str:
    if is_missing(row["q"]):
        return str(row["reason"] or "described only")
    return "● stands out" if _found(row, level) else "○ chance could do it"


def whole(row: Row) -> str:
    """Name what is divided: a referent, or another whole.

    >>> whole({"measure": "share:naming:war in Ukraine"}), whole({"measure": "share:source_type"})
    ('war in Ukraine', 'source type')
    """
    measure = str(row["measure"])
    if measure.startswith(PREFIX):
        return measure.removeprefix(PREFIX)
    return measure.removeprefix("share:").replace("_", " ").replace(":", ", by ")


def distribution_sentences(table: pl.DataFrame, level: float) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return a summary, a sentence per referent that stands out, and one per referent that does not."""
    rows = table.to_dicts()
    tested = [row for row in rows if not is_missing(row["q"])]
    found = sorted((row for row in tested if _found(row, level)), key=lambda row: row["q"])
    others = [row for row in tested if not _found(row, level)]
    described = f" {plural(len(rows) - len(tested), 'referent is', 'referents are')} described only."
    more = described if len(rows) > len(tested) else ""
    if not tested:
        return (f"No referent could be tested.{more}" if rows else "No referent is compared."), (), ()
    about = plural(len(tested), "referent")
    if not found:
        summary = f"Of {about}, none is named differently by focus and reference beyond chance.{more}"
    else:
        names = listed([f"“{whole(row)}”" for row in found])
        verb = "is" if len(found) == 1 else "are"
        summary = (
            f"Of {about}, {count(len(found))} {verb} named differently by focus and reference: {names}.{more}"
        )
    return (
        summary,
        tuple(_distance_sentence(row) for row in found),
        tuple(_distance_sentence(row) for row in others),
    )


def _distance_sentence(row: Row) -> str:
    return (
        f"“{whole(row)}”: {share(row['distance'])} of the names of one side would have to be others for both "
        f"to choose alike, where chance alone gives {share(row['distance_by_chance'])} "
        f"({equals('q', row['q'])} among {plural(row['family_size'], 'test')}): "
        f"{plural(row['focus_hits'], 'name')} in {plural(row['focus_articles'], 'article')} against "
        f"{count(row['reference_hits'])} in {count(row['reference_articles'])}."
    )


def gap_sentences(table: pl.DataFrame, level: float) -> Groups:
    """Return a summary and, as exploratory ones, a sentence per gap with an interval."""
    rows = [row for row in table.to_dicts() if row["status"] == "inferred"]
    if not table.height:
        return "No part is compared with another.", (), (), ()
    parts = f"{table['first'][0]} and {' or '.join(table['second'].unique(maintain_order=True))}"
    left = table.height - len(rows)
    apart = [row for row in rows if _apart(row)]
    more = f" {plural(left, 'row is', 'rows are')} described only." if left else ""
    if not rows:
        return f"No gap between {parts} has an interval.{more}", (), (), ()
    verb = "leave" if len(apart) > 1 else "leaves"
    told = f"{count(len(apart)) if apart else 'none'} {verb} out “alike”"
    summary = f"Of {plural(len(rows), 'gap')} between {parts} of the same articles, {told}; not tested.{more}"
    return summary, (), (), tuple(_gap_sentence(row, level) for row in rows)


def _apart(row: Row) -> bool:
    alike = 1.0 if row["scale"] == "ratio" else 0.0
    low, high = row["low"], row["high"]
    return (not is_missing(low) and low > alike) or (not is_missing(high) and high < alike)


def _gap_sentence(row: Row, level: float) -> str:
    measure = str(row["measure"])
    voice = f" ({VOICE_NAMES[row['voice']]})" if in_voices(row) else ""
    values = both_values(row, "first", "second")
    per = " per 1,000 words" if kind_of(measure).name == "rate" else ""
    who = articles_of(int(row["articles"]), str(row["outlet"]))
    head = (
        f"In {who}, {wording(row)}{voice}: {values[0]}{per} in the {row['first']}, {values[1]} in the "
        f"{row['second']}"
    )
    return f"{head}{_size(row, level)}."


def _size(row: Row, level: float) -> str:
    measure = str(row["measure"])
    if is_missing(row["low"]) or is_missing(row["high"]):
        ends = interval(row)
        unit = " times as often" if row["scale"] == "ratio" else ""
        return "" if ends == NONE else f" ({ends}{unit}, one-sided bound)"
    ends = contrast_interval(measure, row["low"], row["high"])
    if row["scale"] == "ratio" and row["estimate"]:
        return f", {times(row['estimate'])} as often ({percent(level)} interval {ends})"
    return f", a gap of {both_values(row, 'first', 'second')[2]} ({percent(level)} interval {ends})"
