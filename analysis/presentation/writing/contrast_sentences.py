"""One sentence per contrast: counts, values, ratio or difference, interval and q."""

from __future__ import annotations

from analysis.comparison.ranks import ONE_ARTICLE
from analysis.measures import kind_of
from analysis.presentation.writing.format import count, equals, is_missing, percent, plural
from analysis.presentation.writing.row_clauses import comparison, counts_clause
from analysis.presentation.writing.share_words import MADE_OF
from analysis.presentation.writing.values import contrast_interval, contrast_text
from analysis.presentation.writing.wording import Row, subject, verb

WIDE_OPEN = 0.9
"""An interval of a difference of shares that is as wide says nothing: one article bears its variance."""


def contrast_sentence(row: Row, level: float) -> str:
    """Return the sentence of a row with an interval, without its full stop."""
    return f"{comparison(row)}{_in_brackets(evidence(row, level))}{counts_clause(row)}{_undoing(row)}"


def undecided_sentence(row: Row, level: float) -> str:
    """Say that chance may have done it, and what the interval leaves open."""
    alike = 1.0 if row["scale"] == "ratio" else 0.0
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
        why = f"{corrected} ({evidence(row, level)})"
    elif is_missing(low) or is_missing(high):
        why = f"({evidence(row, level)})"
    else:
        unit = f" times as {_quantity(row)}" if row["scale"] == "ratio" else ""
        among = f" among {count(size)} tests" if size > 1 else ""
        span = f"{contrast_interval(str(row['measure']), low, high)}{unit}"
        told_q = f"{equals('q', row['q'])}{among}"
        by_test = not is_missing(row["q"]) and row["q"] <= 1.0 - level
        alone = f"by test and interval together (the test alone would tell it, {told_q})"
        left = "leaves nearly everything open" if _says_nothing(row) else f"leaves open {span}"
        why = f"{alone if by_test else f'({told_q})'}; the {percent(level)} interval {left}"
    told = "which cannot be told from chance in this corpus"
    return f"{comparison(row)}, {told} {why}{counts_clause(row)}"


def _says_nothing(row: Row) -> bool:
    """Whether the interval of a difference of shares has an end at or near what no share can pass."""
    share = str(row["measure"]).startswith("share:") and row["scale"] == "difference"
    return share and bool(row["high"] - row["low"] >= WIDE_OPEN)


def described_sentence(row: Row, *, with_reason: bool = True) -> str:
    """Return the sentence of a row that was only described: counts, rank and, unless told, the reason."""
    kind = kind_of(str(row["measure"]))
    if not row["focus_words"]:
        hold = verb(row, "holds", "hold")
        what = "words of this voice and part" if kind.base == "word" else MADE_OF[kind.base]
        return f"{subject(row)} {hold} no {what}, so nothing is compared"
    of = "articles" if str(row["reason"] or "").startswith(ONE_ARTICLE) else "outlets"
    differs = row["focus_value"] != row["reference_value"]
    # Without a hit the rank is shared with every other article or outlet that has none.
    tied_at_none = kind.counts and not row["focus_hits"]
    # Of two, the comparison before it says which is higher.
    ranked = row["rank"] and (row["rank_of"] or 0) > 2 and differs and not tied_at_none
    rank = f"; rank {row['rank']} of {row['rank_of']} {of}, 1 being the highest" if ranked else ""
    reason = f" ({row['reason']})" if row["reason"] else ""
    described = f"; described only{reason}" if with_reason else reason
    return f"{comparison(row)}{counts_clause(row)}{rank}{described}"


def evidence(row: Row, level: float) -> str:
    """Write ratio, interval and q."""
    parts = [_estimate(row), _interval(row, level)]
    if not is_missing(row["q"]):
        size = int(row["family_size"] or 1)
        parts.append(equals("q", row["q"]) + (f" among {plural(size, 'test')}" if size > 1 else ""))
    return ", ".join(filter(None, parts))


def _undoing(row: Row) -> str:
    """Say how much of the focus can be left out before a finding of the profile no longer holds."""
    fewest, whole, unit = (row.get(name) for name in ("undone_by", "undone_of", "undone_unit"))
    if not fewest or not whole:
        return ""
    number, says, are = ("one", "says", "is") if fewest == 1 else (count(fewest), "say", "are")
    of = f"{number} of the focus's {plural(whole, str(unit))}"
    return f". It holds until the {of} that {says} most for it {are} left out"


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _estimate(row: Row) -> str:
    if is_missing(row["estimate"]) or row["estimate"] == 0 or row["scale"] != "ratio":
        return ""
    return f"ratio {contrast_text(str(row['measure']), row['estimate'])}"


def _quantity(row: Row) -> str:
    return "many" if kind_of(str(row["measure"])).name == "number" else "often"


def _interval(row: Row, level: float) -> str:
    low, high, measure = row["low"], row["high"], str(row["measure"])
    is_ratio = row["scale"] == "ratio"
    if is_missing(low) and is_missing(high):
        return ""
    bound = f"times as {_quantity(row)}, one-sided bound"
    if is_missing(low) or (is_ratio and row["estimate"] == 0):
        return f"at most {contrast_text(measure, high)} {bound}" if is_ratio else ""
    if is_missing(high):
        return f"at least {contrast_text(measure, low)} {bound}" if is_ratio else ""
    what = "" if is_ratio else " of the difference"
    return f"{percent(level)} interval{what} {contrast_interval(measure, low, high)}"
