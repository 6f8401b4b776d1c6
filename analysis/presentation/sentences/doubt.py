"""What null checks say, in sentences: does the procedure call differences where there is nothing to find?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from analysis.comparison.doubt.null_splits import BY_EVENT, BY_TIME, MOST_OUTLETS, PLACEBO, RANDOM, SHUFFLED
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.writing.format import count, listed, percent, plural, rate, share

Row = Mapping[str, Any]
EMPTY = (RANDOM, SHUFFLED)
"""Kinds in which there is nothing to find by design."""
NOT_RUN = {
    RANDOM: "Random halves of one outlet's articles",
    BY_TIME: "Earlier against later articles of one outlet",
    BY_EVENT: "Half of the events against the other half",
    SHUFFLED: "Shuffled names of outlets",
    PLACEBO: "Another outlet in the focus's place",
}


def doubt(summary: pl.DataFrame, of: str = "measure", level: float = 0.95) -> Sentences:
    """Say how often something was called where there is nothing to find, and how other outlets compare.

    Parameters
    ----------
    summary : ``NULL_SUMMARY`` of one procedure
    of : what the procedure compares, in the singular: ``measure`` or ``word``
    level : of the intervals, and of the tests

    Returns
    -------
    Sentences
        ``summary`` counts the checks in which there is nothing to find; one sentence per kind of check
    """
    rows = summary.to_dicts()
    # Where no check could be run the head says so, and why, once.
    plain = tuple(_sentence(row, of, level) for row in rows) if any(row["splits"] for row in rows) else ()
    return Sentences(_head(rows, of, level), plain=plain)


def doubt_sentence(summary: pl.DataFrame, of: str = "measure", level: float = 0.95) -> str:
    """Return the null checks of one procedure as a line of text, to stand below its findings.

    Parameters
    ----------
    summary, of, level : as in ``doubt``
    """
    rows = summary.to_dicts()
    placebo = [_sentence(row, of, level) for row in rows if row["kind"] == PLACEBO and row["splits"]]
    return " ".join([_head(rows, of, level), *placebo])


def usual_tests(summaries: pl.DataFrame) -> Sentences:
    """Say how often tests that take words for independent call something on the same splits.

    Parameters
    ----------
    summaries : of ``null_summaries``; the first procedure is this suite's, the others are the usual ones
    """
    names = summaries["procedure"].unique(maintain_order=True).to_list()
    plain = []
    for kind in EMPTY:
        rows = {row["procedure"]: row for row in summaries.filter(kind=kind).to_dicts()}
        told = [f"{name} {_called(rows[name])}" for name in names if name in rows and rows[name]["splits"]]
        missing = [name for name in names if name in rows and not rows[name]["splits"]]
        if told:
            quiet = (
                f"; {listed(missing)} could not be run ({first_reason(rows[missing[0]])})" if missing else ""
            )
            plain.append(f"{NOT_RUN[kind]}: {'; '.join(told)}{quiet}.")
    if not plain:
        return Sentences("The usual tests of words could not be run beside ours on this corpus.")
    head = "The usual tests of words, on the same articles, where there is nothing to find"
    return Sentences(f"{head}:", plain=tuple(plain))


def _called(row: Row) -> str:
    """Say in how many splits something was called."""
    n, k = row["splits"], row["splits_with_calls"]
    many = f", {rate(row['mean_calls'])} words on average" if k else ""
    return f"called {'something' if k else 'nothing'} in {_of(k, n) if k else count(n)} splits{many}"


def _of(k: int, n: int) -> str:
    return f"{count(k)} of {count(n)}"


def _head(rows: Sequence[Row], of: str, level: float) -> str:
    empty = [row for row in rows if row["kind"] in EMPTY]
    n, k = (sum(row[name] for row in empty) for name in ("splits", "splits_with_calls"))
    if not empty:
        return "No check with nothing to find was made."
    if not n:
        return f"Where there is nothing to find, {of}s could not be tested: {first_reason(empty[0])}."
    alpha = 1.0 - level
    names = {RANDOM: "random halves", SHUFFLED: "shuffled names"}
    how = listed([names[row["kind"]] for row in empty if row["splits"]])
    told = f"something in {_of(k, n)}" if k else f"nothing in {count(n)}"
    usual = max(round(alpha * n), 1)
    return (
        f"Where there is nothing to find ({how}), the tests of {of}s called {told} trials; "
        f"at {percent(alpha)}, {count(usual)} would be no surprise."
    )


def _sentence(row: Row, of: str, level: float) -> str:
    kind = str(row["kind"])
    if not row["splits"]:
        return f"{NOT_RUN[kind]}: not tested ({first_reason(row)})."
    make = _SENTENCES[kind]
    left = row["untested"]
    also = f" {_left(kind, left)} could not be tested ({first_reason(row)})." if left else ""
    return f"{make(row, of, level)}.{also}"


def _left(kind: str, n: int) -> str:
    return f"{plural(n, 'outlet' if kind in (BY_TIME, PLACEBO) else 'split')} more"


def _share(row: Row, level: float) -> str:
    size = f"{share(row['share'])}, {percent(level)} interval {_ends(row)}"
    return f"({size})"


def _ends(row: Row) -> str:
    """Write an interval of a share; the sign stands once."""
    return f"{share(row['low']).removesuffix(' %')} to {share(row['high'])}"


def _anything(row: Row, trials: str) -> str:
    k, n = row["splits_with_calls"], row["splits"]
    if not k:
        return f"In none of {count(n)} {trials} was anything called"
    return f"In {_of(k, n)} {trials} something was called"


def _dealt(trials: str) -> Callable[[Row, str, float], str]:
    """Return how checks that are dealt at random are put into words."""
    return lambda row, _, level: f"{_anything(row, trials)} {_share(row, level)}"


def _time(row: Row) -> str:
    k, n = row["splits_with_calls"], row["splits"]
    told = "none" if not k else count(k)
    changed = ", which may be the news that changed" if k else ""
    between = "Between the earlier and the later half of an outlet's own articles"
    return f"{between} something was called for {told} of {plural(n, 'outlet')}{changed}"


def _placebo(row: Row, of: str) -> str:
    n, k, focus = row["splits"], row["splits_with_calls"], row["focus_calls"]
    # Two outlets that stand in for the focus are compared with each other, twice.
    outlets = plural(n, "reference outlet")
    if n == 2:
        outlets += " (of which each is the other's reference)"
    elif n == MOST_OUTLETS:
        outlets = f"the {outlets} with most articles"
    if focus is None:
        differ = f"{count(k)} {'differ' if k > 1 else 'differs'}" if k else "none differs"
        in_what = f"in {'some' if k else 'any'} {of}"
        return f"Of {outlets}, each put in the focus's place, {differ} from the others {in_what}"
    if not focus:
        differ = "differ from the others" if k > 1 else "differs from the others"
        return (
            f"The focus differs in no {of}; of {outlets}, each put in its place, "
            f"{f'{count(k)} {differ} in some' if k else f'none {differ} in any'}"
        )
    many = row["as_many"]
    differ = "differ" if many > 1 else "differs"
    return (
        f"The focus differs in {plural(focus, of)}; of {outlets}, each put in its place, "
        f"{count(many) if many else 'none'} {differ} in at least as many"
    )


_SENTENCES: Mapping[str, Callable[[Row, str, float], str]] = {
    RANDOM: _dealt("random halves of one outlet's articles"),
    BY_TIME: lambda row, _of, _level: _time(row),
    BY_EVENT: _dealt("random halves of the events, with every outlet on both sides,"),
    SHUFFLED: _dealt("trials with shuffled names of outlets"),
    PLACEBO: lambda row, of, _level: _placebo(row, of),
}


def first_reason(row: Row) -> str:
    """Return the first of the reasons; halves have no focus and no reference."""
    if not row["reason"]:
        return "no test was possible"
    reason = str(row["reason"]).split("; ")[0]
    if row["kind"] in (RANDOM, BY_TIME, BY_EVENT):
        reason = reason.replace("in the focus", "in one half").replace(
            "in the reference", "in the other half"
        )
    return reason
