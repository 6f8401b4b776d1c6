"""One sentence per contrast: counts, rates, ratio or difference, interval and q."""

from __future__ import annotations

from analysis.presentation.format import (
    count,
    difference,
    equals,
    is_missing,
    percent,
    plural,
    rate,
    ratio,
    times,
    valence,
)
from analysis.presentation.wording import Row, other_side, subject, verb, voice_phrase, weighing, wording


def contrast_sentence(row: Row, level: float) -> str:
    """Return the sentence of a row with an interval, without its full stop."""
    return _rate_sentence(row, level) if row["scale"] == "ratio" else _difference_sentence(row, level)


def _comparison(row: Row) -> str:
    """Say how often, beside the reference; a ratio below 1 is put as a fraction."""
    use = verb(row, "uses", "use")
    head = f"{subject(row)} {use}"
    where, other = voice_phrase(row), other_side(row)
    if row["estimate"] is None:
        if row["focus_hits"]:
            return f"{head} {wording(row)} {where}; {other} {_do(row)} not"
        return f"{head} no {wording(row)} {where}, and neither {_do(row)} {other}"
    if row["estimate"] == 0:
        return f"{head} no {wording(row)} {where}; {other} {_do(row)}"
    return f"{head} {wording(row)} {where} {times(row['estimate'])} as often as {other}"


def _do(row: Row) -> str:
    return "does" if row["reference_articles"] == 1 else "do"


def _rate_sentence(row: Row, level: float) -> str:
    return f"{_comparison(row)}{_in_brackets(_evidence(row, level))}: {_rate_counts(row)}"


def _rate_counts(row: Row) -> str:
    ours = f"{plural(row['focus_hits'], 'hit')} in {plural(row['focus_words'], 'word')}"
    theirs = f"{plural(row['reference_hits'], 'hit')} in {plural(row['reference_words'], 'word')}"
    mine, others = rate(row["focus_value"]), rate(row["reference_value"])
    return f"{ours}, {mine} per 1,000, against {theirs}, {others} per 1,000{weighing(row)}"


def _difference_sentence(row: Row, level: float) -> str:
    return f"{_valence_comparison(row)}{_in_brackets(_evidence(row, level))}"


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


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


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


def undecided_sentence(row: Row, level: float) -> str:
    """Say that chance may have done it, and what the interval leaves open."""
    ratio_row = row["scale"] == "ratio"
    head = _comparison(row) if ratio_row else _valence_comparison(row)
    alike = 1.0 if ratio_row else 0.0
    low, high = row["low"], row["high"]
    size = int(row["family_size"] or 1)
    outside = (not is_missing(low) and low > alike) or (not is_missing(high) and high < alike)
    if outside:
        # The interval may leave out "alike" where the test, of another statistic, does not reject it.
        only_corrected = size > 1 and not is_missing(row["p"]) and row["p"] <= 1.0 - level
        corrected = (
            f"once {count(size)} tests are corrected together"
            if only_corrected
            else "by its permutation test"
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


def described_sentence(row: Row) -> str:
    """Return the sentence of a row that was only described: counts, rank and the reason."""
    counts = f": {_rate_counts(row)}" if row["scale"] == "ratio" else ""
    head = _comparison(row) if row["scale"] == "ratio" else _valence_comparison(row)
    if not row["focus_words"]:
        hold = verb(row, "holds", "hold")
        return f"{subject(row)} {hold} no words of this voice and part, so nothing is compared"
    of = "articles" if row["focus_articles"] == 1 and (row["rank_of"] or 0) > 1 else "outlets"
    differs = row["focus_value"] != row["reference_value"]
    # Without a hit the rank is shared with every other article or outlet that has none.
    tied_at_none = row["scale"] == "ratio" and not row["focus_hits"]
    ranked = row["rank"] and (row["rank_of"] or 0) > 1 and differs and not tied_at_none
    rank = f"; rank {row['rank']} of {row['rank_of']} {of}, 1 being the highest" if ranked else ""
    reason = f" ({row['reason']})" if row["reason"] else ""
    return f"{head}{counts}{rank}; described only{reason}"
