"""One panel: which findings survive when the same question is asked in other ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

import polars as pl

from analysis.comparison import ALL_REFERENCES, LEAVE_ONE_OUT
from analysis.comparison.doubt.procedures import verdict_name
from analysis.measures.cells import KEYS
from analysis.measures.tables import schema
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.tables.columns import estimate, interval
from analysis.presentation.writing.format import NONE, count, is_missing, listed, plural
from analysis.presentation.writing.values import contrast_interval, contrast_text
from analysis.presentation.writing.wording import VOICE_NAMES, in_voices, wording

Row = dict[str, Any]
TIMES = "\u00a0×"
STANDS, CHANCE, NOT_TESTED = "●", "○", "–"
EVERY_VERSION = "every version that could be tested"
OUTLETS_NAMED = 3
"""Reference outlets that are named where a finding falls without them; of more the number is told."""

ARTICLE_RANGES: Mapping[str, pl.DataType] = {
    **schema(LEAVE_ONE_OUT),
    **dict.fromkeys(("title", "outlet", "url"), pl.String()),
}
"""``LEAVE_ONE_OUT`` with the article that moves the estimate most."""


def survival_panel(
    survival: pl.DataFrame,
    ranges: pl.DataFrame,
    placebo: pl.DataFrame,
    tested: pl.DataFrame,
    outlets: Sequence[str] = (),
) -> pl.DataFrame:
    """Return one row per finding and what becomes of it in each version, as marks with words.

    Parameters
    ----------
    survival : ``SURVIVAL`` of ``which_survive``
    ranges : ``LEAVE_ONE_OUT`` of the same measures, left out by article
    placebo : ``PLACEBO_FINDINGS`` of the study's measures
    tested : ``CONTRASTS`` of the study's measures, which the placebo's names refer to
    outlets : reference outlets; the versions without one of them share a column

    Returns
    -------
    DataFrame
        texts only: ● a finding there too, ○ one that chance could produce there, or that turned, – not tested
    """
    main = tested.filter(pl.col("reference") == ALL_REFERENCES)
    names = dict(main.select(pl.concat_str(KEYS, separator="\0"), verdict_name(main).alias("name")).rows())
    as_far = {row["name"]: row for row in placebo.to_dicts()}
    moved = {_key(row): row for row in ranges.to_dicts()}
    rows = []
    found_all = findings_of(survival)
    for found, name in zip(found_all, finding_names(found_all), strict=True):
        key = _key(found[0])
        alone = [row for row in found if row["variation"] in _without(outlets)]
        row = {"finding": name, "in the study": f"{STANDS} {size(_main(found[0]))}"}
        row |= {line["variation"]: cell(line) for line in found if line not in alone}
        if alone:
            row[_left_out(len(alone), len(outlets))] = _outlets_cell(alone)
        if key in moved:
            row["any one article left out"] = _range_cell(moved[key])
        other = as_far.get(names.get("\0".join(key), ""))
        if other and other["outlets"]:
            row["other outlets with as large a difference"] = _placebo_cell(other)
        rows.append(row)
    columns = dict.fromkeys(name for row in rows for name in row) or dict.fromkeys(
        ("finding", "in the study")
    )
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row").fill_null(NONE)


def findings_of(survival: pl.DataFrame) -> list[list[Row]]:
    """Return the rows of each finding, in the order of the findings."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in survival.to_dicts():
        found.setdefault(_key(row), []).append(row)
    return list(found.values())


def finding_names(found: Sequence[Sequence[Row]]) -> list[str]:
    """Name findings as ``wording`` does, each with its voice where they speak of several."""
    spoken = {rows[0]["voice"] for rows in found if in_voices(rows[0])}
    several = len(spoken) > 1
    return [
        wording(rows[0]) + (f" ({VOICE_NAMES[rows[0]['voice']]})" if several and in_voices(rows[0]) else "")
        for rows in found
    ]


def what_survives(
    survival: pl.DataFrame, one: str = "finding", many: str = "findings", outlets: Sequence[str] = ()
) -> Sentences:
    """Say which findings stand in every version of the same contrast, and where the others fall.

    Parameters
    ----------
    survival : ``SURVIVAL`` of ``which_survive``
    one, many : what the findings are called, such as word and words
    outlets : reference outlets; where many of them matter, their number stands for their names
    """
    found = findings_of(survival)
    if not found and one != "finding":
        return Sentences(
            f"There is no {one} to doubt: by its rate none stands out from chance in the study, or none "
            "could be tested."
        )
    if not found:
        return Sentences(
            "There is no finding to doubt: in the study nothing stands out from chance, or nothing could be "
            "tested; what could have been seen stands further down on this page."
        )
    named = list(zip(finding_names(found), found, strict=True))
    told_of = {name: [stands(row) for row in rows if stands(row) is not None] for name, rows in named}
    firm = [name for name, verdicts in told_of.items() if verdicts and all(verdicts)]
    frail = [name for name, verdicts in told_of.items() if not all(verdicts)]
    untested = [name for name, verdicts in told_of.items() if not verdicts]
    told = [
        f"{count(len(group))} {alone if len(group) == 1 else together}: {listed(group)}"
        for group, alone, together in (
            (firm, f"stands in {EVERY_VERSION}", f"stand in {EVERY_VERSION}"),
            (frail, "does not stand in some version", "do not stand in some version"),
            (untested, "could be tested in no version", "could be tested in no version"),
        )
        if group
    ]
    which = "" if one == "finding" else " that stands out" if len(found) == 1 else " that stand out"
    where = " of the profile" if one == "finding" else " in the study's voice"
    summary = f"Of {plural(len(found), one, many)}{which}{where}, {'; '.join(told)}."
    tried = [(name, rows) for name, rows in named if told_of[name]]
    return Sentences(summary, plain=tuple(_sentence(name, rows, _without(outlets)) for name, rows in tried))


def _sentence(name: str, rows: Sequence[Row], outlets: Set[str]) -> str:
    tested = [row for row in rows if stands(row) is not None]
    fallen = _told_fallen([row for row in tested if not stands(row)], outlets)
    # A version that has no such row at all (of other terms, say) leaves nothing to test.
    untested = [row["variation"] for row in rows if stands(row) is None and row["same_direction"] is not None]
    left = sum(stands(row) is True for row in tested)
    told = "no finding" if len(tested) == 1 and fallen else "a finding again"
    text = f"{name[0].upper()}{name[1:]}, {size(_main(rows[0]))} in the study: {told} in "
    if len(tested) == 1:
        text += ", ".join(["the one version that could be tested", *fallen])
    else:
        text += f"{count(left) if left else 'none'} of {count(len(tested))} versions that could be tested"
        text += f"; not in: {'; '.join(fallen)}" if fallen else ""
    if untested:
        text += f". Not tested: {'; '.join(untested)}"
    return text + "."


def _told_fallen(rows: Sequence[Row], outlets: Set[str]) -> list[str]:
    """Name the versions with their estimates; many outlets left out in turn are one version."""
    alone = [row for row in rows if row["variation"] in outlets]
    many = len(alone) > OUTLETS_NAMED
    told = [f"{row['variation']} ({size(row)})" for row in rows if not (many and row in alone)]
    if many:
        sizes = list(
            dict.fromkeys(size(row) for row in sorted(alone, key=lambda row: row["estimate"] or 0.0))
        )
        span = sizes[0] if len(sizes) == 1 else f"{sizes[0].removesuffix(TIMES)} to {sizes[-1]}"
        told.append(f"without any one of {count(len(alone))} reference outlets ({span})")
    return told


def article_ranges(ranges: pl.DataFrame, survival: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return what one article can do to each finding, and the article that does most.

    Parameters
    ----------
    ranges : ``LEAVE_ONE_OUT``, left out by article
    survival : ``SURVIVAL``, which names the findings
    articles : the articles table

    Returns
    -------
    DataFrame
        ``ARTICLE_RANGES``, a row per finding; the title is null where the corpus is without text
    """
    found = survival.select(KEYS).unique(maintain_order=True)
    named = articles.select("article_id", *(c for c in ("title", "outlet", "url") if c in articles.columns))
    missing = [pl.lit(None, pl.String).alias(c) for c in ("title", "url") if c not in articles.columns]
    table = found.join(ranges, on=list(KEYS), how="inner", maintain_order="left").join(
        named.with_columns(missing),
        left_on="moves_most",
        right_on="article_id",
        how="left",
        maintain_order="left",
    )
    return table.select(pl.col(name).cast(dtype) for name, dtype in ARTICLE_RANGES.items())


def stands(row: Row) -> bool | None:
    """Whether a finding is one in this version too, in the same direction; ``None`` where no test was run."""
    if row["still_finding"] is None:
        return None
    return bool(row["still_finding"] and row["same_direction"])


def cell(row: Row) -> str:
    """Write what became of a finding in one version: a mark, the estimate, and words."""
    told = stands(row)
    if told:
        return f"{STANDS} {size(row)}, stands"
    turned = row["same_direction"] is False
    if told is not None:
        return f"{CHANCE} {size(row)}, {'turned' if turned else 'could be chance'}"
    if row["same_direction"] is None:
        return f"{NOT_TESTED} not in this version"
    return f"{NOT_TESTED} {size(row)}, not tested{', turned' if turned else ''}"


def size(row: Row) -> str:
    """Write the estimate; where a side has no hit, its bound."""
    if is_missing(row["estimate"]) or (row["scale"] == "ratio" and row["estimate"] == 0):
        bound = interval(row)
        return bound if bound == NONE else f"{bound}{TIMES}"
    return estimate(row)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in KEYS)


def _main(row: Row) -> Row:
    """Return a row with the numbers of the finding itself."""
    return row | {name: row[f"main_{name}"] for name in ("estimate", "low", "high", "q")}


def _without(outlets: Sequence[str]) -> set[str]:
    return {f"without {outlet}" for outlet in outlets}


def _left_out(tried: int, outlets: int) -> str:
    """Name the column; of many outlets only the largest are left out in turn.

    >>> _left_out(5, 5), _left_out(12, 105)
    ('each reference outlet left out', 'each of the 12 largest reference outlets left out')
    """
    which = "reference outlet" if tried == outlets else f"of the {count(tried)} largest reference outlets"
    return f"each {which} left out"


def _outlets_cell(rows: Sequence[Row]) -> str:
    tested = [row for row in rows if stands(row) is not None]
    if not tested:
        return f"{NOT_TESTED} not tested"
    fallen = [row["variation"] for row in tested if not stands(row)]
    n = len(tested)
    mark = CHANCE if fallen else STANDS
    text = f"{mark} stands in {count(n - len(fallen))} of {count(n)}"
    if len(fallen) > OUTLETS_NAMED:
        return text
    return f"{text}, not {'; '.join(fallen)}" if fallen else text


def _range_cell(row: Row) -> str:
    if row["reason"]:
        return f"{NOT_TESTED} {row['reason']}"
    text = range_text(row)
    if row["turns"]:
        return f"{CHANCE} {text}, turns without {plural(row['turns'], 'article')}"
    return f"{STANDS} {text}, never turns"


def range_text(row: Row) -> str:
    """Write the range of the estimate when one article is left out."""
    if is_missing(row["lowest"]):
        return NONE
    measure, low, high = str(row["measure"]), row["lowest"], row["highest"]
    ends = {contrast_text(measure, end) for end in (low, high)}
    text = contrast_interval(measure, low, high) if len(ends) > 1 else ends.pop()
    return f"{text}{TIMES if row['scale'] == 'ratio' else ''}"


def _placebo_cell(row: Row) -> str:
    mark = CHANCE if row["as_far"] else STANDS
    return f"{mark} {count(row['as_far'])} of {count(row['outlets'])}"
