"""Quote marks: what may open or close a quotation, and what is an apostrophe, a foot mark or markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# It begins with one set of characters, so that re skips to the next of them in no time.
TOKEN = re.compile(
    r"[\"“”„‟＂‶〝〞«»‹›「」『』'‘’‚`´,](?:(?<=')'|(?<=`)`|(?<=‘)‘|(?<=’)’|(?<=,),(?=[^\W\d_])|(?<!,))"
)
FAMILY = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "＂", "‶", "〝", "〞", "''", "``", "‘‘", "’’", ",,"], "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("'‘’‚`´", "single"),
}
LEAN = {
    **dict.fromkeys(["“", "„", "‟", "``", "‘‘", "‚", "「", "『", "«", "‹", "〝", ",,"], "open"),
    **dict.fromkeys(["”", "’’", "」", "』", "»", "›", "〞"], "close"),
}
_ELISIONS = re.compile(
    r"['’‘](?:\d0s|\d\ds?|em|tis|twas|twere|til|till|cause|n|bout|round|cos|ere|nuff|sup)\b['’]?",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_BEFORE_OPENING = frozenset("([{—–-/:;=…\u200b\ufeff")
_AFTER_CLOSING = frozenset(")]}.,;:!?—–-/…")


@dataclass(slots=True)
class Mark:
    """A mark that may be a quote mark; ``lean`` is open, close, either or inch."""

    start: int
    end: int
    family: str
    lean: str
    glyph: str

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return (self.start, self.end)


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of a paragraph that may be quote marks, each with the way it leans.

    >>> [(mark.glyph, mark.lean) for mark in find_marks('It is "so", he said', 0, 19)]
    [('"', 'open'), ('"', 'close')]
    """
    marks: list[Mark] = []
    markup = [m.span() for m in _TAG.finditer(text, start, end)] if text.find("<", start, end) >= 0 else []
    tag = 0
    for token in TOKEN.finditer(text, start, end):
        first, last = token.span()
        while tag < len(markup) and markup[tag][1] <= first:
            tag += 1
        if tag < len(markup) and markup[tag][0] <= first:
            continue
        glyph = text[first:last]
        family = FAMILY[glyph]
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        single = family == "single"
        lean = _single_lean(text, first, before, after) if single else _lean(glyph, before, after)
        if lean:
            marks.append(Mark(first, last, family, lean, glyph))
    return marks


@lru_cache(maxsize=8_000)
def _lean(glyph: str, before: str, after: str) -> str:
    """Lean of a mark that is no single one, by the characters beside it."""
    lean = _lean_of_quote(glyph, before, after)
    inches = glyph in ('"', "''") and lean != "open" and before.isdigit() and not after.isalpha()
    return "inch" if inches else lean


def _lean_of_quote(glyph: str, before: str, after: str) -> str:
    opens = (before.isspace() or before in _BEFORE_OPENING or before in "'‘’") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in "'’")
    if before.isspace() and after in ".,;:!?)":
        opens, closes = False, True
    given = LEAN.get(glyph)
    if given == "open" and closes and not opens and before not in "([—–-":
        return "close" if glyph in "“‟«‹" else "open"
    if given == "close" and opens and not closes and before not in ".,!?…":
        return "open" if glyph in "”»›" else "close"
    if given:
        return given
    return "open" if opens and not closes else "close" if closes and not opens else "either"


def _single_lean(text: str, at: int, before: str, after: str) -> str:
    """Lean of a single mark, or an empty string for an apostrophe or a foot mark."""
    glyph = text[at]
    if glyph in "`´" and before.isalnum() and after.isalnum():
        return ""
    opens = (before.isspace() or before in _BEFORE_OPENING or before in '"“„«') and not (
        after.isspace() or after in ".,;:!?)"
    )
    if opens and glyph != "’":
        return "" if _ELISIONS.match(text, at) else "open"
    if glyph == "‚":
        return ""
    if before.isspace() or after.isalnum() or glyph == "‘":
        return "" if glyph != "‘" or not before.isspace() else "open"
    return "" if before.isdigit() else "close"
