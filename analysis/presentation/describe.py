"""Plain sentences computed from a table, so that prose cannot drift from the numbers."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from analysis.comparison import findings
from analysis.measures.tables import BY_OUTLET
from analysis.presentation.describe_outlets import outlet_sentences
from analysis.presentation.format import (
    count,
    difference,
    equals,
    is_missing,
    listed,
    percent,
    plural,
    rate,
    ratio,
    times,
    valence,
)
from analysis.presentation.wording import Row, other_side, subject, verb, voice_phrase, weighing, wording

HEADS = {
    "findings": "What chance alone would rarely give",
    "undecided": "What cannot be told from chance in this corpus",
    "exploratory": "Not tested: for looking around",
    "described": "Described only",
}


@dataclass(frozen=True)
class Sentences:
    """Sentences about one table, sorted by what can be said of it; ``summary`` counts them."""

    summary: str
    findings: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    exploratory: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    folded: frozenset[str] = field(default=frozenset({"undecided", "exploratory", "described"}))

    def groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the groups that hold a sentence, by name."""
        return tuple((name, getattr(self, name)) for name in HEADS if getattr(self, name))

    def __str__(self) -> str:
        lines = [self.summary]
        for name, sentences in self.groups():
            lines += ["", f"{HEADS[name]}:", *(f"- {sentence}" for sentence in sentences)]
        return "\n".join(lines)

    def html(self) -> str:
        """Return the sentences as HTML; the longer lists open on demand."""
        parts = [f"<p class='ww-summary'>{html.escape(self.summary)}</p>"]
        for name, sentences in self.groups():
            head = f"{HEADS[name]} ({len(sentences)})"
            items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
            if name in self.folded and len(sentences) > 1:
                parts.append(
                    f"<details class='ww-{name}'><summary>{head}</summary><ul>{items}</ul></details>"
                )
            else:
                parts.append(f"<p class='ww-head'>{HEADS[name]}</p><ul class='ww-{name}'>{items}</ul>")
        return f"<div class='ww ww-sentences'>{''.join(parts)}</div>"

    def _repr_html_(self) -> str:
        return self.html()


def describe(table: pl.DataFrame, *, focus: str | Sequence[str] = (), level: float = 0.95) -> Sentences:
    """Put a table of contrasts, or of rates or valence by outlet, into sentences.

    Parameters
    ----------
    table : ``CONTRASTS`` of ``comparison.tables``, or ``BY_OUTLET`` of ``measures.tables``
    focus : with a table by outlet, the outlets to speak of
    level : of the intervals in the table; a finding needs q of at most 1 - level

    Returns
    -------
    Sentences
        one sentence per row, each with its counts; sorted into findings, what cannot be told from chance,
        exploratory rows and rows that are only described

    Raises
    ------
    ValueError
        a table of another kind

    Example
    -------
    >>> from analysis.comparison.tables import schema
    >>> import polars as pl
    >>> print(describe(pl.DataFrame(schema=schema())))
    The table holds no contrast.
    """
    if set(BY_OUTLET) <= set(table.columns):
        names = (focus,) if isinstance(focus, str) else tuple(focus)
        return Sentences(*outlet_sentences(table, names, level))
    if "estimate" not in table.columns:
        raise ValueError("describe needs a table of contrasts, or one of rates or valence by outlet")
    found = findings(table, level).to_dicts()
    keys = {_key(row) for row in found}
    rest = [row for row in table.to_dicts() if _key(row) not in keys]
    tested = [row for row in rest if not is_missing(row["q"])]
    untested = [row for row in rest if is_missing(row["q"])]
    return Sentences(
        summary=_summary(found, tested, untested),
        findings=tuple(_sentence(row, level) + "." for row in found),
        undecided=tuple(_undecided(row, level) + "." for row in tested),
        exploratory=tuple(_sentence(row, level) + "." for row in untested if row["status"] == "inferred"),
        described=tuple(_described(row) + "." for row in untested if row["status"] != "inferred"),
    )


def _key(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("measure", "category", "voice", "part", "focus", "reference"))


def _summary(found: Sequence[Row], undecided: Sequence[Row], untested: Sequence[Row]) -> str:
    tested = len(found) + len(undecided)
    rows = tested + len(untested)
    if not rows:
        return "The table holds no contrast."
    about = subject([*found, *undecided, *untested][0], capital=False)
    if not tested:
        described = sum(row["status"] != "inferred" for row in untested)
        how = "described only" if described == rows else "shown without a test"
        return (
            f"{plural(rows, 'contrast')} of {about} with the reference {'is' if rows == 1 else 'are'} {how}."
        )
    start = f"Of {plural(tested, 'tested contrast')} of {about} with the reference,"
    if not found:
        if tested > 1:
            return f"{start} none can be told from chance in this corpus."
        return f"The one tested contrast of {about} with the reference cannot be told from chance."
    kinds = listed(sorted({f"{wording(row)} ({row['voice']} voice)" for row in found}))
    more = f"{count(len(undecided))} cannot be told from it"
    stand = f"{count(len(found))} {'stands' if len(found) == 1 else 'stand'} out from chance: {kinds}"
    return f"{start} {stand}; {more}." if undecided else f"{start} all {stand}."


def _sentence(row: Row, level: float) -> str:
    return _rate_sentence(row, level) if row["scale"] == "ratio" else _difference_sentence(row, level)


def _comparison(row: Row) -> str:
    """Say how often, beside the reference; a ratio below 1 is put as a fraction."""
    use = verb(row, "uses", "use")
    head = f"{subject(row)} {use}"
    where, other = voice_phrase(row), other_side(row)
    if row["estimate"] is None:
        if row["focus_hits"]:
            return f"{head} {wording(row)} {where}; {other} {'does' if row['reference_articles'] == 1 else 'do'} not"
        return f"{head} no {wording(row)} {where}, and neither {_do(row)} {other}"
    if row["estimate"] == 0:
        return f"{head} no {wording(row)} {where}; {other} {_do(row)}"
    return f"{head} {wording(row)} {where} {times(row['estimate'])} as often as {other}"


def _do(row: Row) -> str:
    return "does" if row["reference_articles"] == 1 else "do"


def _rate_sentence(row: Row, level: float) -> str:
    return f"{_comparison(row)} ({_evidence(row, level)}): {_rate_counts(row)}"


def _rate_counts(row: Row) -> str:
    ours = f"{plural(row['focus_hits'], 'hit')} in {plural(row['focus_words'], 'word')}"
    theirs = f"{plural(row['reference_hits'], 'hit')} in {plural(row['reference_words'], 'word')}"
    mine, others = rate(row["focus_value"]), rate(row["reference_value"])
    return f"{ours}, {mine} per 1,000, against {theirs}, {others} per 1,000{weighing(row)}"


def _difference_sentence(row: Row, level: float) -> str:
    return f"{_valence_comparison(row)} ({_evidence(row, level)})"


def _valence_comparison(row: Row) -> str:
    score = (
        f"{subject(row)} {verb(row, 'has', 'have')} a mean {wording(row)} of {valence(row['focus_value'])}"
    )
    n = plural(row["focus_words"], "word")
    others = f"{valence(row['reference_value'])} in {other_side(row)}{weighing(row)}"
    gap = row["estimate"]
    if is_missing(gap):
        return f"{score} {voice_phrase(row)} ({n}); no reference value can be given"
    size = difference(abs(gap)).lstrip("+")
    apart = "no different from" if size == "0.00" else f"{size} {'above' if gap > 0 else 'below'}"
    return f"{score} {voice_phrase(row)} ({n}), {apart} {others}"


def _evidence(row: Row, level: float) -> str:
    """Write ratio, interval and q."""
    parts = [_estimate(row), _interval(row, level)]
    if not is_missing(row["q"]):
        size = int(row["family_size"] or 1)
        parts.append(equals("q", row["q"]) + (f" among {count(size)} tests" if size > 1 else ""))
    return ", ".join(filter(None, parts))


def _estimate(row: Row) -> str:
    if is_missing(row["estimate"]) or row["estimate"] == 0 or row["scale"] != "ratio":
        return ""
    return f"ratio {ratio(row['estimate'])}"


def _interval(row: Row, level: float) -> str:
    low, high = row["low"], row["high"]
    write = ratio if row["scale"] == "ratio" else difference
    if is_missing(low) and is_missing(high):
        return ""
    if is_missing(low) or (row["scale"] == "ratio" and row["estimate"] == 0):
        return f"at most {write(high)} times as often, one-sided bound" if row["scale"] == "ratio" else ""
    if is_missing(high):
        return f"at least {write(low)} times as often, one-sided bound" if row["scale"] == "ratio" else ""
    what = "" if row["scale"] == "ratio" else " of the difference"
    return f"{percent(level)} interval{what} {write(low)} to {write(high)}"


def _undecided(row: Row, level: float) -> str:
    """Say that chance may have done it, and what the interval leaves open."""
    ratio_row = row["scale"] == "ratio"
    head = _comparison(row) if ratio_row else _valence_comparison(row)
    alike = 1.0 if ratio_row else 0.0
    low, high = row["low"], row["high"]
    size = int(row["family_size"] or 1)
    outside = (not is_missing(low) and low > alike) or (not is_missing(high) and high < alike)
    if outside:
        corrected = (
            f"once {count(size)} tests are corrected together" if size > 1 else "by its permutation test"
        )
        why = f"{corrected} ({_evidence(row, level)})"
    elif is_missing(low) or is_missing(high):
        why = f"({_evidence(row, level)})"
    else:
        write = ratio if ratio_row else difference
        unit = " times as often" if ratio_row else ""
        among = f" among {count(size)} tests" if size > 1 else ""
        span = f"{write(low)} to {write(high)}{unit}"
        why = f"({equals('q', row['q'])}{among}); the {percent(level)} interval leaves open {span}"
    counts = f": {_rate_counts(row)}" if ratio_row else ""
    return f"{head}, which cannot be told from chance in this corpus {why}{counts}"


def _described(row: Row) -> str:
    counts = f": {_rate_counts(row)}" if row["scale"] == "ratio" else ""
    head = _comparison(row) if row["scale"] == "ratio" else _valence_comparison(row)
    if not row["focus_words"]:
        return f"{subject(row)} {verb(row, 'holds', 'hold')} no words of this voice and part, so nothing is compared"
    of = "articles" if row["focus_articles"] == 1 and (row["rank_of"] or 0) > 1 else "outlets"
    ranked = row["rank"] and (row["rank_of"] or 0) > 1 and row["focus_value"] != row["reference_value"]
    rank = f"; rank {row['rank']} of {row['rank_of']} {of}, 1 being the highest" if ranked else ""
    reason = f" ({row['reason']})" if row["reason"] else ""
    return f"{head}{counts}{rank}; described only{reason}"
