"""What stands beside a cue: the words around it, and whether a clause or a quotation begins behind it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    PREPOSITION,
    QUOTE,
    STOPS,
    class_set,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS
from analysis.annotation.voices.text.tokens import Scan

PASSED = class_set("time adverb -ly")
_SUBJECTS = words.word_set("that he she it they we i there")
_MARKS = class_set(":")
_NAMES = class_set("Name capitals country government")
_ENDED = STOPS | {COMMA}
_SOON, _FAR = 4, 9


def low_at(scan: Scan, number: int) -> str:
    return scan.lows[number] if 0 <= number < len(scan.lows) else ""


def kind_at(scan: Scan, number: int) -> int:
    return scan.kinds[number] if 0 <= number < len(scan.kinds) else CLASS["."]


def following(scan: Scan, at: int, most: int) -> Sequence[str]:
    """The words from a token on, up to the first mark."""
    step, last = at, min(at + most, len(scan.kinds))
    while step < last and scan.kinds[step] not in _ENDED:
        step += 1
    return scan.lows[at:step]


def preceding(scan: Scan, at: int, most: int) -> Sequence[str]:
    """The words before a token, back to the last full stop."""
    step = at
    while step > max(0, at - most) and scan.kinds[step - 1] not in STOPS:
        step -= 1
    return scan.lows[step:at]


def clause_opens(scan: Scan, at: int) -> bool:
    """Whether a clause or a quotation begins at a token, past ``on Monday`` and ``Thursday``."""
    while kind_at(scan, at) in PASSED:
        at += 1
    kind = kind_at(scan, at)
    if low_at(scan, at) in _SUBJECTS or kind in _MARKS:
        return True
    if kind == COMMA:
        return kind_at(scan, at + 1) == QUOTE
    if kind == QUOTE:
        return scan.text[scan.starts[at + 1]].isupper() if at + 1 < len(scan.kinds) else False
    if kind in PREPOSITION:
        return "that" in following(scan, at, _FAR)
    return kind in _NAMES and any(kind_at(scan, n) in AUXILIARY for n in range(at + 1, at + _SOON))


def ends_clause(scan: Scan, site: Site) -> bool:
    """``The pact is dead, she maintained.``: nothing follows a verb in the active voice."""
    past = site.form.shape in ("past", "third") and not site.passive
    return past and kind_at(scan, site.last + 1) in _ENDED and kind_at(scan, site.first - 1) not in _ENDED
