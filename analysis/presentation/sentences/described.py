"""Sentences of rows that were only described: what they share is said once, the telling ones come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.measures import kind_of
from analysis.presentation.writing.contrast_sentences import described_sentence
from analysis.presentation.writing.format import is_missing, listed
from analysis.presentation.writing.wording import VOICE_NAMES, Row, in_voices, wording

END = 0.2
"""A rank in the first or last fifth is one at an end."""
SEVERAL = 5
"""Rows from which a reason that most of them share is said once, above them."""
MOSTLY = ", unless a sentence says otherwise"
MANY = 10
"""Hits from which their absence on the other side is worth a place near the top."""


def described_sentences(rows: Sequence[Row]) -> tuple[str, tuple[str, ...]]:
    """Put described rows into sentences.

    Parameters
    ----------
    rows : of ``CONTRASTS`` with status described

    Returns
    -------
    tuple
        the reasons that all rows share, or most of them, if there are several, else an empty text; and the
        sentences, which name other reasons. Of an article that is ranked among others, rows at an end of the
        ranks come first. Rows without a hit on either side are one sentence at the end
    """
    empty = [row for row in rows if _without_hits(row)]
    if len(empty) == 1 and kind_of(str(empty[0]["measure"])).base != "name":
        empty = []
    told = [row for row in rows if row not in empty]
    shared, by_all = _shared(told)
    if shared and all(row["focus_articles"] == 1 for row in told):
        told.sort(key=_place)
    sentences = [described_sentence(_without(row, shared), with_reason=not shared) + "." for row in told]
    if empty:
        sentences.append(f"No hit on either side: {listed(_names(empty))}.")
    return "; ".join(shared) + ("" if by_all else MOSTLY), tuple(sentences)


def _shared(rows: Sequence[Row]) -> tuple[list[str], bool]:
    """Return the reasons of all of several rows, or else those of most of many; and whether all have them."""
    if len(rows) < 2:
        return [], True
    parts = [str(row["reason"] or "").split("; ") for row in rows]
    if by_all := [part for part in parts[0] if part and all(part in other for other in parts)]:
        return by_all, True
    reasons, often = Counter(str(row["reason"] or "") for row in rows).most_common(1)[0]
    most = reasons and len(rows) >= SEVERAL and 2 * often > len(rows)
    return (reasons.split("; "), False) if most else ([], True)


def _without(row: Row, shared: Sequence[str]) -> Row:
    """Return a row with those of its reasons that are not told above."""
    own = [part for part in str(row["reason"] or "").split("; ") if part and part not in shared]
    return {**row, "reason": "; ".join(own) or None}


def _without_hits(row: Row) -> bool:
    """Whether counts are 0 on both sides, though there were words, or names, for them."""
    if not kind_of(str(row["measure"])).counts or not (row["focus_words"] and row["reference_words"]):
        return False
    return not row["focus_hits"] and not row["reference_hits"]


def _names(rows: Sequence[Row]) -> list[str]:
    several = len({row["voice"] for row in rows}) > 1
    return [
        wording(row) + (f" ({VOICE_NAMES[row['voice']]})" if several and in_voices(row) else "")
        for row in rows
    ]


def _place(row: Row) -> tuple[int, float]:
    """Order the rows of one article: at an end of the ranks, absent here and frequent there, the rest."""
    hits = 0.0 if is_missing(row["focus_hits"]) else float(row["focus_hits"])
    none_here = kind_of(str(row["measure"])).counts and not hits
    if none_here:
        others = float(row["reference_hits"] or 0)
        return (1, -others) if others >= MANY else (3, -others)
    rank, of = row["rank"], row["rank_of"]
    if rank and of and min(rank - 1, of - rank) < END * of:
        return 0, -hits
    return 2, -hits
