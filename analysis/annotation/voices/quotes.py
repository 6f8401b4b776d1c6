"""Quote marks paired into quotations, whatever the glyphs, in one pass over the marks of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"''|``|‘‘|’’|,,(?=[^\W\d_])|[\"“”„‟＂‶〝〞«»‹›「」『』'‘’‚`´]")
_FAMILY = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "＂", "‶", "〝", "〞", "''", "``", "‘‘", "’’", ",,"], "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
    **dict.fromkeys("'‘’‚`´", "single"),
}
_LEAN = {
    **dict.fromkeys(["“", "„", "‟", "``", "‘‘", "‚", "「", "『", "«", "‹", "〝", ",,"], "open"),
    **dict.fromkeys(["”", "’’", "」", "』", "»", "›", "〞"], "close"),
}
_ELISIONS = re.compile(
    r"['’‘](?:\d0s|\d\ds?|em|tis|twas|twere|til|till|cause|n|bout|round|cos|ere|nuff|sup)\b['’]?", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_BEFORE_OPENING = frozenset("([{—–-/:;=…\u200b\ufeff")
_AFTER_CLOSING = frozenset(")]}.,;:!?—–-/…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quote marks, or what is left of them where a mark is missing.

    ``start`` and ``end`` are the content; ``open_mark`` and ``close_mark`` the marks (None where missing);
    ``marks`` holds every mark of this quotation, such as those repeated at each paragraph. ``outer`` is the number
    of the quotation around it.
    """

    start: int
    end: int
    open_mark: tuple[int, int] | None
    close_mark: tuple[int, int] | None
    marks: tuple[tuple[int, int], ...]
    family: str
    outer: int | None
    unbalanced: bool


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    lean: str  # open, close or either
    glyph: str


@dataclass(slots=True)
class _Open:
    mark: _Mark
    number: int
    marks: list[tuple[int, int]]


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Return all quotations of a text, in the order of their opening marks.

    A mark that is never closed ends with its paragraph and is flagged, unless the next paragraph begins with
    an opening mark of the same family: then the quotation goes on there.

    >>> [(q.start, q.end) for q in find_quotations('He said "no" twice', [(0, 18)])]
    [(9, 11)]
    """
    found: list[Quotation | None] = []
    carried: _Open | None = None
    for position, (start, end) in enumerate(paragraphs):
        following = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
        carried = _pair(text, _marks(text, start, end), (start, end), following, carried, found)
    return _number([q for q in found if q is not None and q.end > q.start])


def _number(quotations: list[Quotation]) -> list[Quotation]:
    """Order by opening and point each quotation to the one around it."""
    numbered: list[Quotation] = []
    around: list[int] = []
    for q in sorted(quotations, key=lambda q: (q.start, -q.end)):
        while around and numbered[around[-1]].end <= q.start:
            around.pop()
        inside = bool(around) and q.end <= numbered[around[-1]].end
        if around and not inside:
            continue  # crossing pairs: the earlier one stays
        outer = around[-1] if around else None
        around.append(len(numbered))
        numbered.append(
            Quotation(q.start, q.end, q.open_mark, q.close_mark, q.marks, q.family, outer, q.unbalanced)
        )
    return numbered


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the marks of a paragraph that may be quote marks, each with the way it leans."""
    marks: list[_Mark] = []
    markup = [m.span() for m in _TAG.finditer(text, start, end)] if "<" in text[start:end] else []
    for token in _TOKEN.finditer(text, start, end):
        glyph = token.group()
        while markup and markup[0][1] <= token.start():
            markup.pop(0)
        if markup and markup[0][0] <= token.start():
            continue
        family = _FAMILY[glyph]
        before = text[token.start() - 1] if token.start() > start else " "
        after = text[token.end()] if token.end() < end else " "
        if family == "single":
            lean = _single_lean(text, token, before, after)
        else:
            lean = _lean(glyph, before, after)
        if glyph in ('"', "''") and lean != "open" and before.isdigit() and not after.isalpha():
            lean = "inch"
        if lean:
            marks.append(_Mark(token.start(), token.end(), family, lean, glyph))
    return marks


def _lean(glyph: str, before: str, after: str) -> str:
    opens = (before.isspace() or before in _BEFORE_OPENING or before in "'‘’") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in "'’")
    if before.isspace() and after in ".,;:!?)":
        opens, closes = False, True
    given = _LEAN.get(glyph)
    if given == "open" and closes and not opens and before not in "([—–-":
        return "close" if glyph in "“‟«‹" else "open"
    if given == "close" and opens and not closes and before not in ".,!?…":
        return "open" if glyph in "”»›" else "close"
    if given:
        return given
    return "open" if opens and not closes else "close" if closes and not opens else "either"


def _single_lean(text: str, token: re.Match[str], before: str, after: str) -> str:
    """Lean of a single mark, or an empty string for an apostrophe or a foot mark."""
    glyph = token.group()
    if glyph in "`´" and before.isalnum() and after.isalnum():
        return ""
    opens = (before.isspace() or before in _BEFORE_OPENING or before in '"“„«') and not (
        after.isspace() or after in ".,;:!?)"
    )
    if opens and glyph != "’":
        return "" if _ELISIONS.match(text, token.start()) else "open"
    if glyph == "‚":
        return ""
    if before.isspace() or after.isalnum() or glyph == "‘":
        return "" if glyph != "‘" or not before.isspace() else "open"
    return "" if before.isdigit() else "close"


def _pair(
    text: str,
    marks: list[_Mark],
    paragraph: tuple[int, int],
    following: tuple[int, int] | None,
    carried: _Open | None,
    found: list[Quotation | None],
) -> _Open | None:
    """Pair the marks of one paragraph; return the quotation that goes on in the next one."""
    stack: list[_Open] = []
    if carried is not None:
        stack.append(carried)
        if marks and marks[0].start == paragraph[0]:
            first = marks.pop(0)
            carried.marks.append((first.start, first.end))
    closers = _singles_that_close(text, marks)
    for index, mark in enumerate(marks):
        depth = _depth_of(stack, mark.family)
        if mark.family == "single":
            if depth is not None and mark.start in closers:
                if stack[depth].mark.start == closers[mark.start]:
                    _close(stack, depth, mark, found)
            elif mark.lean == "open" and depth is None and mark.start in closers.values():
                _push(stack, mark, found)
            elif mark.lean == "open" and not stack and _goes_on(text, mark, paragraph, following):
                _push(stack, mark, found)
            continue
        if depth is None:
            if mark.lean in ("open", "either"):
                _push(stack, mark, found)
            elif mark.lean == "close" and text[mark.start - 1 : mark.start] in tuple(",.?!"):
                _stray(paragraph, mark, found)
        elif mark.lean == "open" and not _nests(marks, index, mark.family):
            # The quotation before was never closed.
            _drop(stack, depth, mark.start, found, text)
            _push(stack, mark, found)
        elif mark.lean == "open":
            _push(stack, mark, found)
        else:
            _close(stack, depth, mark, found)
    return _end_paragraph(text, stack, paragraph, following, found)


def _depth_of(stack: list[_Open], family: str) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].mark.family == family:
            return depth
    return None


def _push(stack: list[_Open], mark: _Mark, found: list[Quotation | None]) -> None:
    found.append(None)
    stack.append(_Open(mark, len(found) - 1, [(mark.start, mark.end)]))


def _close(stack: list[_Open], depth: int, mark: _Mark, found: list[Quotation | None]) -> None:
    opened = stack[depth]
    del stack[depth:]
    marks = (*opened.marks, (mark.start, mark.end))
    span = (opened.mark.start, opened.mark.end)
    found[opened.number] = Quotation(
        opened.mark.end, mark.start, span, (mark.start, mark.end), marks, opened.mark.family, None, False
    )


def _drop(stack: list[_Open], depth: int, limit: int, found: list[Quotation | None], text: str) -> None:
    """End a quotation that was never closed before ``limit``."""
    opened = stack[depth]
    del stack[depth:]
    end = limit
    while end > opened.mark.end and text[end - 1].isspace():
        end -= 1
    span = (opened.mark.start, opened.mark.end)
    found[opened.number] = Quotation(
        opened.mark.end, end, span, None, tuple(opened.marks), opened.mark.family, None, True
    )


def _stray(paragraph: tuple[int, int], mark: _Mark, found: list[Quotation | None]) -> None:
    """A closing mark that nothing opened: the quotation may have begun with the paragraph."""
    start = max([paragraph[0], *(q.end + 1 for q in found[-1:] if q is not None and q.end > paragraph[0])])
    span = (mark.start, mark.end)
    found.append(Quotation(start, mark.start, None, span, (span,), mark.family, None, True))


def _nests(marks: Sequence[_Mark], index: int, family: str) -> bool:
    """Whether two marks of the family close one after the other next, so that this one opens inside."""
    coming = [m.lean for m in marks[index + 1 : index + 8] if m.family == family][:2]
    return coming == ["close", "close"]


def _goes_on(text: str, mark: _Mark, paragraph: tuple[int, int], following: tuple[int, int] | None) -> bool:
    """Whether the next paragraph repeats an opening mark like this one."""
    if following is None:
        return False
    first = _TOKEN.match(text, following[0])
    if first is None or _FAMILY[first.group()] != mark.family:
        return False
    if mark.family == "single":
        return mark.start == paragraph[0] and first.group() == mark.glyph
    after = text[first.end() : first.end() + 1]
    return _LEAN.get(first.group(), "open") == "open" and bool(after) and not after.isspace()


def _end_paragraph(
    text: str,
    stack: list[_Open],
    paragraph: tuple[int, int],
    following: tuple[int, int] | None,
    found: list[Quotation | None],
) -> _Open | None:
    if not stack:
        return None
    outermost = stack[0]
    if _goes_on(text, outermost.mark, paragraph, following):
        del stack[1:]
        return outermost
    _drop(stack, 0, paragraph[1], found, text)
    return None


def _singles_that_close(text: str, marks: Sequence[_Mark]) -> dict[int, int]:
    """Pair single marks; return the start of each closing mark with the start of its opening mark.

    A possessive (``the workers' pay``) is passed over where a likelier closing mark follows before the next
    opening mark.
    """
    pairs: dict[int, int] = {}
    opened: _Mark | None = None
    doubtful: _Mark | None = None
    for mark in marks:
        if mark.family != "single":
            continue
        if mark.lean == "open":
            if opened and doubtful:
                pairs[doubtful.start] = opened.start
            opened, doubtful = mark, None
        elif opened:
            if text[mark.start - 1] in "sS" and text[mark.end : mark.end + 2].strip().isalpha():
                doubtful = doubtful or mark
            else:
                pairs[mark.start] = opened.start
                opened = doubtful = None
    if opened and doubtful:
        pairs[doubtful.start] = opened.start
    return pairs
