"""Sentences about comparisons inside events: the same event, and terms on one side only."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.comparison import OneSided
from analysis.comparison.events.one_sided_tables import NOT_IN_FOCUS, ONLY_IN_FOCUS
from analysis.presentation.tables.columns_events import PLAIN, counted, one_sided_found, same_event_rows
from analysis.presentation.writing.format import count, is_missing, listed, plural
from analysis.presentation.writing.wording import VOICE_NAMES, Row, wording

NAMED = 8


def inside_events_sentence(table: pl.DataFrame | OneSided, level: float) -> str:
    """Return the sentence about ``SAME_EVENT``, or about terms on one side only."""
    if isinstance(table, OneSided):
        return one_sided_sentence(table, level)
    return same_event_sentence(table, level)


def same_event_sentence(table: pl.DataFrame, level: float) -> str:
    """Say what stands out inside shared events, what does over all articles, and where the two disagree.

    Both ways are set beside each other by their intervals, since the plain ratio has no test here. That one
    interval leaves out "alike" and the other does not is no proof that they differ, and the sentence says so.
    """
    rows = same_event_rows(table, level)
    if not rows:
        return "There is nothing to compare inside events."
    reason = no_shared_event(rows)
    if reason:
        return f"Nothing can be compared inside events: {reason}."
    tested = [row for row in rows if not is_missing(row["q"])]
    inside = f"Inside {_events(tested or rows)} that both sides cover,"
    found = [row for row in tested if row["found"]]
    stand = f"{_names(found)} stand out from chance" if found else ""
    start = (
        f"{inside} {stand or 'nothing stands out from chance'} among {plural(len(tested), 'tested ratio')}"
    )
    if not tested:
        start = f"{inside} no ratio could be tested"
    return f"{start}; {_beside(rows, found, level)}"


def no_shared_event(rows: Sequence[Row]) -> str | None:
    """Return why there is no event that both sides cover; nothing where there is one."""
    if not rows or any(row["shared_events"] for row in rows):
        return None
    known = any(row["focus_only_events"] or row["reference_only_events"] for row in rows)
    return "no event is covered by both sides" if known else "no article has an event"


def _beside(rows: Sequence[Row], found: Sequence[Row], level: float) -> str:
    """Set the plain intervals beside those inside events, where both ways have one."""
    over_all = [row for row in rows if _has_interval(_plain(row))]
    if not over_all:
        return "over all articles no ratio has an interval either."
    plain = [row for row in over_all if _side(_plain(row))]
    unchecked = [row for row in plain if not _has_interval(row)]
    over = f"counted over all articles, {_leave_out(plain, found)}"
    if unchecked:
        over += f" (inside shared events there is too little to check {_names(unchecked)})"
    both = [row for row in over_all if _has_interval(row)]
    return f"{over}. {_agreement(both, level)}" if both else f"{over}."


def _leave_out(plain: Sequence[Row], found: Sequence[Row]) -> str:
    """Name the plain intervals without "alike"; those that were just named are not named again."""
    if not plain:
        return "every interval holds “alike”"
    again = [row for row in found if row in plain]
    if len(again) < max(len(found), 1):
        names = _names(plain)
    else:
        rest = [row for row in plain if row not in found]
        names = "the same" + (f" and of {_names(rest)}" if rest else "")
    one = len(plain) == 1
    return f"the {'interval' if one else 'intervals'} of {names} {'leaves' if one else 'leave'} out “alike”"


def _agreement(rows: Sequence[Row], level: float) -> str:
    """Say where the intervals of the two ways are on different sides of "alike", and why that may be."""
    only_plain = [row for row in rows if _side(_plain(row)) and not _side(row)]
    by_test = [row for row in only_plain if not is_missing(row["q"]) and row["q"] <= 1.0 - level]
    kinds = (
        ([row for row in only_plain if row not in by_test], "only over all articles"),
        ([row for row in rows if _side(row) and not _side(_plain(row))], "only inside shared events"),
        ([row for row in rows if _side(row) * _side(_plain(row)) < 0], "in opposite directions"),
    )
    start = (
        f"For {_names(by_test)} test and interval inside shared events do not agree: q is small, and the "
        "interval holds “alike”. "
        if by_test
        else ""
    )
    differ = [row for chosen, _ in kinds for row in chosen]
    if not differ:
        return f"{start}{'Otherwise' if by_test else 'By their intervals'} the two ways of counting agree."
    told = "; ".join(f"{_names(chosen)} stand apart from “alike” {how}" for chosen, how in kinds if chosen)
    start += f"The two ways of counting disagree by their intervals: {told}."
    if any(row["focus_only_events"] or row["reference_only_events"] for row in differ):
        return f"{start} Topic mix, which is what events each side covers, may be the reason; so may chance."
    return (
        f"{start} Both sides cover the same events there, so the choice of events is not the reason; how "
        "much they write about each, articles without an event, or chance may be."
    )


def _events(rows: Sequence[Row]) -> str:
    numbers = sorted({int(row["shared_events"]) for row in rows})
    if len(numbers) > 1:
        return f"the {count(numbers[0])} to {count(numbers[-1])} events"
    return "the one event" if numbers == [1] else f"the {count(numbers[0])} events"


def _names(rows: Sequence[Row]) -> str:
    return listed([f"{wording(row)} ({VOICE_NAMES[row['voice']]})" for row in rows])


def _plain(row: Row) -> Row:
    return counted(dict(row), PLAIN)


def _has_interval(row: Row) -> bool:
    return not (is_missing(row["low"]) and is_missing(row["high"]))


def _side(row: Row) -> int:
    """Return 1 where an interval is above a ratio of 1, -1 where below, 0 where it holds 1."""
    above = not is_missing(row["low"]) and row["low"] > 1.0
    below = not is_missing(row["high"]) and row["high"] < 1.0
    return int(above) - int(below)


def one_sided_sentence(found: OneSided, level: float) -> str:
    """Say how many terms stand on one side only, and which do so more often than chance would explain."""
    if found.reason:
        return f"{found.reason[0].upper()}{found.reason[1:]}."
    events, what = found.compared["number"][0], str(found.compared["what"][0])
    on = (
        f"On the {count(events)} {what}"
        if events != 1
        else f"On the one {what.replace('events', 'event', 1)}"
    )
    if found.terms.is_empty():
        return f"{on}, no term is on one side only."
    sides = {
        direction: found.terms.filter(direction=direction) for direction in (NOT_IN_FOCUS, ONLY_IN_FOCUS)
    }
    seen = " and ".join(
        f"{plural(side.height, 'term')} {'is' if side.height == 1 else 'are'} {direction} on some event"
        for direction, side in sides.items()
    )
    sizes = found.terms["family_size"].drop_nulls()
    start = f"{on}, {seen}"
    if sizes.is_empty():
        return f"{start}. With so few events none can be tested: they are described only."
    told = [
        f"{_quoted(terms)} {'is' if len(terms) == 1 else 'are'} {direction}"
        for direction, side in sides.items()
        if (terms := side.filter(one_sided_found(level))["term"].to_list())
    ]
    among = f"Among {plural(sizes[0], 'test')}"
    if not told:
        return f"{start}. {among} none stands out: chance could do it."
    return f"{start}. {among}, {' and '.join(told)} on more events than chance would explain."


def compared_sentence(found: OneSided) -> str:
    """Print what was compared and what was left out, with numbers; no rule that left out nothing."""
    told = [row for row in found.compared.rows() if row[1] or not row[0].startswith("terms left out")]
    return "; ".join(f"{what}: {count(number)}" for what, number in told)


def _quoted(terms: Sequence[str]) -> str:
    shown = [f"“{term}”" for term in terms[:NAMED]]
    more = len(terms) - NAMED
    return listed([*shown, f"{count(more)} more"] if more > 0 else shown)
