"""Quote marks paired into quotations, in one pass over the marks of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.voices.text.marks import FAMILY, LEAN, TOKEN, Mark, find_marks

_TAG_LINE = re.compile(
    r"(?<=[,?!])\s+(?:(?:he|she|they|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}) "
    r"(?:said|says|told|added|wrote|asked)"
    r"|(?:said|says|added|wrote|asked) (?:he|she|they|[A-Z][\w'’-]+))\b"
)


@dataclass(slots=True)
class Quotation:
    """Words between quote marks, or what is left of them where a mark is missing.

    ``start`` and ``end`` are the content; ``open_mark`` and ``close_mark`` the marks (None where missing);
    ``marks`` holds every mark of this quotation, such as those repeated at each paragraph. ``outer`` is the
    number of the quotation around it.
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
class _Open:
    mark: Mark
    number: int
    marks: list[tuple[int, int]]


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Return all quotations of a text, in the order of their opening marks.

    A mark that is never closed ends with its paragraph (or before the "he said" in it) and is flagged, unless
    the next paragraph begins with an opening mark of the same family: then the quotation goes on there.

    >>> [(q.start, q.end) for q in find_quotations('He said "no" twice', [(0, 18)])]
    [(9, 11)]
    """
    pairing = _Pairing(text)
    for position, paragraph in enumerate(paragraphs):
        following = paragraphs[position + 1][0] if position + 1 < len(paragraphs) else None
        pairing.add_paragraph(paragraph, following)
    return _number([q for q in pairing.found if q is not None and text[q.start : q.end].strip()])


class _Pairing:
    """The quotations that are open while the marks of a text are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation | None] = []
        self.stack: list[_Open] = []

    def add_paragraph(self, paragraph: tuple[int, int], following: int | None) -> None:
        """Pair the marks of one paragraph; what goes on in the following one stays on the stack."""
        marks = find_marks(self.text, *paragraph)
        if not self.stack and not marks:
            return
        if self.stack and marks and marks[0].start == paragraph[0]:
            self.stack[0].marks.append(marks.pop(0).span)
        carried = self.stack[0].mark if self.stack else None
        closers = _singles_that_close(self.text, marks, carried)
        openers = set(closers.values())
        for index, mark in enumerate(marks):
            if mark.family != "single":
                self._take(mark, marks, index, paragraph[0])
            elif mark.start in closers:
                self._take_single(mark, closers[mark.start])
            elif (mark.start in openers and self._depth("single") is None) or (
                mark.lean == "open" and not self.stack and self._goes_on(mark, paragraph, following)
            ):
                self._push(mark)
        if self.stack and self._goes_on(self.stack[0].mark, paragraph, following):
            del self.stack[1:]
        elif self.stack:
            self._drop(0, paragraph[1])

    def _take(self, mark: Mark, marks: Sequence[Mark], index: int, beginning: int) -> None:
        depth = self._depth(mark.family)
        if depth is None:
            if mark.lean in ("open", "either"):
                self._push(mark)
            elif mark.lean == "close" and self.text[mark.start - 1 : mark.start] in (",", ".", "?", "!"):
                self._stray(mark, beginning)
        elif mark.lean == "open":
            if not _nests(marks, index, mark.family):
                self._drop(depth, mark.start)
            self._push(mark)
        else:
            self._close(depth, mark)

    def _take_single(self, mark: Mark, opened_at: int) -> None:
        depth = self._depth("single")
        if depth is not None and self.stack[depth].mark.start == opened_at:
            self._close(depth, mark)

    def _depth(self, family: str) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].mark.family == family:
                return depth
        return None

    def _push(self, mark: Mark) -> None:
        self.found.append(None)
        self.stack.append(_Open(mark, len(self.found) - 1, [mark.span]))

    def _close(self, depth: int, mark: Mark) -> None:
        opened = self.stack[depth]
        del self.stack[depth:]
        marks = (*opened.marks, mark.span)
        first = opened.mark
        self.found[opened.number] = Quotation(
            first.end, mark.start, first.span, mark.span, marks, first.family, None, False
        )

    def _drop(self, depth: int, limit: int) -> None:
        """End a quotation that was never closed."""
        opened = self.stack[depth]
        del self.stack[depth:]
        first = opened.mark
        spoken = _TAG_LINE.search(self.text, first.end, limit)
        end = spoken.start() if spoken else limit
        while end > first.end and self.text[end - 1].isspace():
            end -= 1
        self.found[opened.number] = Quotation(
            first.end, end, first.span, None, tuple(opened.marks), first.family, None, True
        )

    def _stray(self, mark: Mark, beginning: int) -> None:
        """A closing mark that nothing opened: the quotation may have begun with the paragraph."""
        last = self.found[-1] if self.found else None
        start = max(beginning, last.end + 1) if last is not None else beginning
        self.found.append(
            Quotation(start, mark.start, None, mark.span, (mark.span,), mark.family, None, True)
        )

    def _goes_on(self, mark: Mark, paragraph: tuple[int, int], following: int | None) -> bool:
        """Whether the next paragraph repeats an opening mark like this one."""
        first = TOKEN.match(self.text, following) if following is not None else None
        if first is None or FAMILY[first.group()] != mark.family:
            return False
        spoken = _TAG_LINE.search(self.text, max(mark.end, paragraph[1] - 60), paragraph[1])
        if spoken and mark.start >= paragraph[0]:
            return False  # "We will go, she said.": the closing mark is missing
        if mark.family == "single":
            return mark.start <= paragraph[0] and first.group() == mark.glyph
        after = self.text[first.end() : first.end() + 1]
        return LEAN.get(first.group(), "open") == "open" and bool(after) and not after.isspace()


def _nests(marks: Sequence[Mark], index: int, family: str) -> bool:
    """Whether two marks of the family close one after the other next, so that this one opens inside."""
    coming = [m.lean for m in marks[index + 1 : index + 8] if m.family == family][:2]
    return coming == ["close", "close"]


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


def _singles_that_close(text: str, marks: Sequence[Mark], carried: Mark | None) -> dict[int, int]:
    """Pair single marks; return the start of each closing mark with the start of its opening mark.

    A possessive (``the workers' pay``) is passed over where a likelier closing mark follows before the next
    opening mark.
    """
    pairs: dict[int, int] = {}
    opened = carried if carried is not None and carried.family == "single" else None
    doubtful: Mark | None = None
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
