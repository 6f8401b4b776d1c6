"""The clauses of a contrast: how the focus compares with the reference, and the counts behind it."""

from __future__ import annotations

from analysis.measures import kind_of
from analysis.measures.naming import PREFIX as NAMING
from analysis.presentation.writing.format import (
    MINUS,
    count,
    is_missing,
    plural,
    ratio,
    times,
    with_the,
)
from analysis.presentation.writing.share_words import share_clause
from analysis.presentation.writing.values import both_values
from analysis.presentation.writing.wording import (
    PARTS,
    Row,
    other_side,
    subject,
    verb,
    voice_phrase,
    weighing,
    wording,
)

SIGNS = f"+{MINUS}"
FAR = 100
"""An interval of a ratio whose ends are as far from each other says nothing of its size."""


def comparison(row: Row) -> str:
    """Say how the focus compares with the reference: as often, as many, points apart, or above and below."""
    of = {"rate": _rates, "share": _shares, "number": _numbers, "score": _scores}
    return of[kind_of(str(row["measure"])).name](row)


def how_many_times(row: Row) -> str:
    """Write a ratio as a phrase before ``as often``; where it may be far off, the nearer end of its interval.

    One hit beside hundreds gives a ratio that its interval takes apart: 434, from 6.0 to 31,465.

    >>> how_many_times({"estimate": 2.5, "low": 1.5, "high": 4.2})
    '2.5 times'
    >>> how_many_times({"estimate": 434.0, "low": 6.0, "high": 31465.0})
    'at least 6.0 times'
    """
    low, high = row["low"], row["high"]
    if not is_missing(low) and not is_missing(high) and high > FAR * low > 0:
        if low > 1:
            return f"at least {ratio(low)} times"
        if high < 1:
            return f"at most {ratio(high)} times"
    return times(row["estimate"])


def counts_clause(row: Row) -> str:
    """Return the counts of both sides after a colon; nothing for means."""
    name = kind_of(str(row["measure"])).name
    if name == "rate":
        return f": {_rate_counts(row)}"
    if name == "share":
        return f": {_of(row, 'focus')} against {_of(row, 'reference')}"
    if name == "number" and not is_missing(row["focus_hits"]):
        return f": {_per_article(row, 'focus')} against {_per_article(row, 'reference')}"
    return ""


def _of(row: Row, side: str) -> str:
    base = kind_of(str(row["measure"])).base
    return f"{count(row[f'{side}_hits'])} of {plural(row[f'{side}_words'], base)}"


def _per_article(row: Row, side: str) -> str:
    return f"{count(row[f'{side}_hits'])} in {plural(row[f'{side}_words'], 'article')}"


def _rate_counts(row: Row) -> str:
    ours = f"{plural(row['focus_hits'], 'hit')} in {plural(row['focus_words'], 'word')}"
    theirs = f"{plural(row['reference_hits'], 'hit')} in {plural(row['reference_words'], 'word')}"
    mine, others, _ = both_values(row)
    return f"{ours}, {mine} per 1,000, against {theirs}, {others} per 1,000{weighing(row)}"


def _rates(row: Row) -> str:
    """Say how often, beside the reference; a ratio below 1 is put as a fraction."""
    head = f"{subject(row)} {verb(row, 'uses', 'use')}"
    where, other = voice_phrase(row), other_side(row)
    if row["estimate"] is None:
        if row["focus_hits"]:
            return f"{head} {wording(row)} {where}; {other} {_do(row)} not"
        return f"{head} no {wording(row)} {where}, and neither {_do(row)} {other}"
    if row["estimate"] == 0:
        return f"{head} no {wording(row)} {where}; {other} {_do(row)}"
    return f"{head} {wording(row)} {where} {how_many_times(row)} as often as {other}"


def _do(row: Row) -> str:
    return "does" if row["reference_articles"] == 1 else "do"


def _shares(row: Row) -> str:
    if kind_of(str(row["measure"])).base == "name":
        head, others = _names(row)
    else:
        head, others = _parts_of_a_whole(row)
    gap = row["estimate"]
    if is_missing(gap):
        return f"{head}; no reference value can be given"
    size = both_values(row)[2].lstrip(SIGNS)
    if not float(size.removesuffix(" points")):
        return f"{head}, no different from {others}"
    return f"{head}, {size} {'more' if gap > 0 else 'less'} than {others}"


def _names(row: Row) -> tuple[str, str]:
    """Return which name the focus uses for something, and the other side's share of that name."""
    referent, plain = str(row["measure"]).removeprefix(NAMING), {**row, "voice": "all"}
    named = f"{subject(plain)} that {verb(row, 'names', 'name')} “{referent}” {voice_phrase(row)}"
    value, other, _ = both_values(row)
    return (
        f"{named} {verb(row, 'uses', 'use')} “{row['category']}” in {value} of the cases",
        f"the {other} in {other_side(plain)} that name it{weighing(row)}",
    )


def _parts_of_a_whole(row: Row) -> tuple[str, str]:
    """Return what a part of the focus's words or attributions is, and the same part of the other side's."""
    part = PARTS.get(str(row["part"]), "")
    value, other, _ = both_values(row)
    clause = share_clause(str(row["measure"]), str(row["category"]), value, part)
    head = f"In {subject(row, capital=False)}, {clause}"
    return head, f"the {other} in {other_side(row)}{weighing(row)}"


def _numbers(row: Row) -> str:
    measure = str(row["measure"])
    mean = "" if row["focus_articles"] == 1 else " on average"
    value, other, _ = both_values(row)
    if row["focus_articles"] == 1 and float(row["focus_value"]).is_integer():
        value = count(row["focus_value"])
    if measure == "number:sources":
        head = f"{subject(row)} {verb(row, 'cites', 'cite')} {value} different sources{mean}"
    else:
        by = ", by words" if measure.endswith(":words") else ""
        head = f"{subject(row)} {verb(row, 'has', 'have')} an effective number of {value} sources{mean}{by}"
    if is_missing(row["estimate"]):
        return f"{head}, beside {other} in {other_side(row)}{weighing(row)}"
    size = times(row["estimate"]) if row["estimate"] > 0 else "not"
    return f"{head}, {size} as many as the {other} in {other_side(row)}{weighing(row)}"


def _scores(row: Row) -> str:
    if kind_of(str(row["measure"])).base == "mention":
        return _stance(row)
    value, other, apart = both_values(row)
    score = f"{subject(row)} {verb(row, 'has', 'have')} a mean {wording(row)} of {value}"
    n = plural(row["focus_words"], "word")
    gap = row["estimate"]
    if is_missing(gap):
        return f"{score} {voice_phrase(row)} ({n}); no reference value can be given"
    size = apart.lstrip(SIGNS)
    than = f"{size} {'above' if gap > 0 else 'below'}" if float(size) else "no different from"
    return f"{score} {voice_phrase(row)} ({n}), {than} {other} in {other_side(row)}{weighing(row)}"


def _stance(row: Row) -> str:
    """Say how the focus speaks of a target; articles are those that mention it."""
    plain, target = {**row, "voice": "all"}, with_the(str(row["category"]))
    who = f"{subject(plain)} that {verb(row, 'mentions', 'mention')} {target} {voice_phrase(row)}"
    n = plural(row["focus_words"], "mention")
    value, theirs, apart = both_values(row)
    mean = f"{who} {verb(row, 'has', 'have')} a mean stance of {value} toward {target} ({n})"
    gap = row["estimate"]
    if is_missing(gap):
        return f"{mean}; no reference value can be given"
    size, more = apart.lstrip(SIGNS), "more" if gap > 0 else "less"
    than = f"{size} {more} favourable than the" if float(size) else "no different from"
    do = "does" if row["reference_articles"] == 1 else "do"
    other = f"{theirs} in {other_side(plain)} that {do} so"
    outlets = int(row["reference_outlets"] or 0)
    mean_of = f"; mean of {plural(outlets, 'outlet')}" if outlets > 1 else ""
    return f"{mean}, {than} {other} ({plural(row['reference_words'], 'mention')}{mean_of})"
