"""Which columns of the known tables are shown, under which heads, written how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from analysis.comparison import findings
from analysis.measures import kind_of
from analysis.measures.markers import KIND as MARKERS
from analysis.measures.stance.scores import MEASURE as STANCE
from analysis.presentation.tables.html import Column
from analysis.presentation.writing.format import NONE, count, is_missing, probability, with_the, words_of
from analysis.presentation.writing.share_words import MADE_OF, share_label
from analysis.presentation.writing.values import (
    both_values,
    contrast_interval,
    contrast_text,
    counts_text,
    interval_text,
    value_text,
)
from analysis.presentation.writing.wording import MARKER_NAMES, VOICE_NAMES, in_voices, wording

Row = dict[str, Any]
VALUE_HEADS = {
    "rate": "Per 1,000 words",
    "share": "Share",
    "number": "Per article",
    "score": "Mean word valence",
}


def contrast_columns(table: pl.DataFrame, level: float) -> list[Column]:
    """Return the columns of a table of contrasts; those that never vary or are empty are left out."""
    found = {row_key(row) for row in findings(table, level).to_dicts()}
    kinds = kinds_of(table)
    stance = set(table["measure"]) == {STANCE}
    wordings = "Stance" if stance else "Wording" if kinds <= {"rate", "score"} else "Measure"
    columns = [Column(wordings, what, False, True)]
    columns += voice_and_part(table)
    if table["reference"].n_unique() > 1:
        columns.append(Column("Reference", lambda row: row["reference"], numeric=False))
    head = "Counts, focus : reference" if "share" in kinds else "Hits, focus : reference"
    counts = [] if kinds == {"score"} else [Column(head, pair_of_counts)]
    if stance:
        counts = [Column("Mentions, focus : reference", pair_of_bases)]
    ratios = {"Ratio" if kind in ("rate", "number") else "difference" for kind in kinds}
    return [
        *columns,
        Column("Focus", lambda row: both_values(row)[0]),
        Column(reference_head(table), lambda row: both_values(row)[1]),
        Column(" or ".join(sorted(ratios)).capitalize() or "Ratio or difference", apart),
        *([Column(interval_head(level), interval)] if has_intervals(table) else []),
        *([Column("q", lambda row: probability(row["q"]))] if table["q"].count() else []),
        *counts,
        Column("Articles", pair_of_articles),
        Column("What can be said", lambda row: standing(row, row_key(row) in found, level), numeric=False),
    ]


def reference_head(table: pl.DataFrame) -> str:
    """Return the head of the reference's values, which are a mean where it is several outlets."""
    return "Reference mean" if (table["reference_outlets"].max() or 0) != 1 else "Reference value"


def has_intervals(table: pl.DataFrame) -> bool:
    """Whether a row of contrasts has an interval or a bound."""
    return bool(table["low"].count() or table["high"].count())


def outlet_columns(table: pl.DataFrame, focus: Sequence[str], level: float) -> list[Column]:
    """Return the columns of a table of measures by outlet."""
    kinds = kinds_of(table)
    columns = [
        Column("Outlet", lambda row: row["outlet"] + (" ◆" if row["outlet"] in focus else ""), False, True)
    ]
    stance = set(table["measure"]) == {STANCE}
    if stance:
        columns.append(Column("Stance", what, numeric=False))
    elif kinds == {"score"}:
        if table["measure"].n_unique() > 1:
            columns.append(Column("Proper names", _masked, numeric=False))
    elif table.select("measure", "category").n_unique() > 1:
        head = "Wording" if kinds == {"rate"} else "Measure"
        columns.append(Column(head, what, numeric=False))
    value = VALUE_HEADS[next(iter(kinds))] if len(kinds) == 1 else "Value"
    value = "Mean" if stance else value
    return [
        *columns,
        *voice_and_part(table),
        Column(value, lambda row: value_text(row["measure"], row["value"])),
        Column(interval_head(level), lambda row: interval_text(row["measure"], row["low"], row["high"])),
        *_outlet_counts(table, kinds),
    ]


def what(row: Row) -> str:
    """Name what a row measures, for a table."""
    measure, category = row["measure"], row["category"]
    if measure.startswith("keyness:"):
        return wording(row)
    if measure == f"rate:{MARKERS}" and category in MARKER_NAMES:
        return MARKER_NAMES[category]
    if measure.startswith("rate:"):
        lexicon = words_of(measure.removeprefix("rate:"))
        return f"all {lexicon}" if category == "all" else words_of(category)
    if kind_of(measure).name in ("share", "number"):
        return share_label(measure, category)
    if measure == STANCE:
        return f"toward {with_the(category)}"
    return {"valence": "word valence", "valence_raw": "word valence, names counted"}.get(
        measure, words_of(measure)
    )


def estimate(row: Row) -> str:
    """Write a ratio or a difference.

    >>> estimate({"estimate": 2.5, "measure": "rate:x"})
    '2.5 ×'
    >>> estimate({"estimate": 0.1, "measure": "share:voice"})
    '+10 points'
    """
    if is_missing(row["estimate"]):
        return NONE
    times = " ×" if kind_of(row["measure"]).scale == "ratio" else ""
    return f"{contrast_text(row['measure'], row['estimate'])}{times}"


def apart(row: Row, one: str = "focus", other: str = "reference") -> str:
    """Write the ratio or difference that stands beside the values of both sides.

    >>> apart({"measure": "rate:x", "focus_value": 5.0, "reference_value": 2.0, "estimate": 2.5})
    '2.5 ×'
    """
    written = both_values(row, one, other)[2]
    return written if written == NONE or kind_of(row["measure"]).scale != "ratio" else f"{written} ×"


def interval(row: Row) -> str:
    """Write an interval; a one-sided bound as at most or at least."""
    low, high, measure = row["low"], row["high"], row["measure"]
    if is_missing(low) and is_missing(high):
        return NONE
    if is_missing(high):
        return f"at least {contrast_text(measure, low)}"
    if is_missing(low) or (row["scale"] == "ratio" and row["estimate"] == 0):
        return f"at most {contrast_text(measure, high)}"
    return contrast_interval(measure, low, high)


def kinds_of(table: pl.DataFrame) -> set[str]:
    return {kind_of(measure).name for measure in table["measure"].unique()}


def interval_head(level: float) -> str:
    return f"{level:.0%} interval".replace("%", " %")


def voice_and_part(table: pl.DataFrame) -> list[Column]:
    """Return columns of voice and part where they vary; shares name their voice themselves."""
    columns = []
    spoken = {row["voice"] for row in table.select("measure", "voice").unique().to_dicts() if in_voices(row)}
    if len(spoken) > 1:
        columns.append(Column("Voice", lambda row: VOICE_NAMES[row["voice"]], numeric=False))
    if table["part"].n_unique() > 1:
        columns.append(Column("Part", lambda row: row["part"], numeric=False))
    return columns


def _outlet_counts(table: pl.DataFrame, kinds: set[str]) -> list[Column]:
    articles = Column("Articles", lambda row: count(row["articles"]))
    with_any = Column(
        "Articles with any" if "share" in kinds else "Articles with a hit",
        lambda row: f"{count(row['articles_with'])} of {count(row['articles'])}",
    )
    words = Column("Words", lambda row: count(row["words"]))
    if kinds == {"share"}:
        bases = {MADE_OF[kind_of(measure).base] for measure in table["measure"].unique()}
        head = bases.pop().capitalize() if len(bases) == 1 else "Counts"
        of = Column(head, lambda row: counts_text(row["measure"], row["hits"], row["words"]))
        return [of, with_any]
    if "share" in kinds or "number" in kinds:
        return [
            Column("Counts", lambda row: counts_text(row["measure"], row["hits"], row["words"])),
            articles,
        ]
    if "rate" in kinds:
        return [Column("Hits", lambda row: count(row["hits"])), with_any, words]
    if set(table["measure"]) == {STANCE}:
        return [articles, Column("Mentions", lambda row: count(row["words"]))]
    return [articles, words]


def row_key(row: Row) -> tuple[Any, ...]:
    """Return what a contrast is known by."""
    return tuple(row[name] for name in ("measure", "category", "voice", "part", "focus", "reference"))


def _masked(row: Row) -> str:
    return "counted" if row["measure"] == "valence_raw" else "masked"


def pair_of_counts(row: Row) -> str:
    ours, theirs = (
        counts_text(row["measure"], row[f"{side}_hits"], row[f"{side}_words"])
        for side in ("focus", "reference")
    )
    return NONE if ours == NONE else f"{ours} : {theirs}"


def pair_of_bases(row: Row) -> str:
    """Write what the denominators count on both sides."""
    return f"{count(row['focus_words'])} : {count(row['reference_words'])}"


def pair_of_articles(row: Row) -> str:
    return f"{count(row['focus_articles'])} : {count(row['reference_articles'])}"


def standing(row: Row, found: bool, level: float | None = None) -> str:
    """Say what can be said of a row that is, or is not, among the findings.

    With ``level``, what the test alone would call, and its interval does not, says so.

    >>> standing({"status": "inferred", "q": 0.01, "scale": "ratio"}, False, 0.95)
    '○ interval includes 1'
    """
    if found:
        return "● stands out"
    if row["status"] == "described":
        return "described only"
    if is_missing(row["q"]):
        return "not tested"
    if level is None or row["q"] > 1.0 - level + 1e-12:
        return "○ chance could do it"
    return f"○ interval includes {1 if row['scale'] == 'ratio' else 0}"
