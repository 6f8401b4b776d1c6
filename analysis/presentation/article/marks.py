"""The text of one article as HTML: voices, loaded terms and stance marked in it.

Marks may overlap in any way. A block is cut at every start and end of a mark; neighbouring pieces of one
speaker are then wrapped together, voices outside and hits inside, so that the nesting is valid by
construction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape as escape_markup
from itertools import pairwise, takewhile
from typing import TypeVar

from analysis.presentation.writing.format import MINUS

STYLES = 12
"""Different underlines in ``article.css`` (classes ``u0`` to ``u11``)."""

VOICED = {"quoted": "quotation", "reported": "report"}
_LABELS = {"scare": "scare", "source": "who", "cue": "cue"}
_INNERMOST = ("source", "cue")
_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 12, 13)}
_REPLACED = [*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]
_VISIBLE = _CONTROLS | {0x7F: 0x2421} | dict.fromkeys([*_REPLACED, 0xFFFE, 0xFFFF], 0xFFFD)


def escape(text: str) -> str:
    """Return text that is safe between tags and in attribute values.

    Control characters are shown as their pictures; characters that reorder the text after them, and those
    that HTML cannot hold, as a replacement character.

    >>> escape('<b title="x">\\x00 \\u202e')
    '&lt;b title=&quot;x&quot;&gt;␀ \ufffd'
    """
    return escape_markup(text.translate(_VISIBLE), quote=True)


@dataclass(frozen=True, slots=True)
class Run:
    """A marked stretch: ``kind`` is quoted, reported, scare, source or cue.

    ``said`` is what a listener hears of its speaker; ``note`` the number of the note that begins with it;
    ``nested``: it stands within the words of another speaker.
    """

    start: int
    end: int
    kind: str
    said: str = ""
    note: int | None = None
    nested: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A lexicon hit: its number in the article, number of its underline, label and what a reader is told."""

    start: int
    end: int
    number: int
    style: int
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A mention with what is said toward it: 1 for, -1 against; 0 shows nothing, but has a place.

    ``number`` of the reading in the article; ``said`` is what a listener hears, ``more`` what else is told.
    """

    start: int
    end: int
    number: int
    sign: int
    said: str
    more: str = ""


Marked = TypeVar("Marked", Run, Mark)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]


def marked_text(
    text: str,
    block: tuple[int, int],
    runs: Iterable[Run],
    marks: Iterable[Mark],
    ids: str,
    *,
    signs: Sequence[Sign] = (),
) -> str:
    """Return the text of a block as HTML with its marks.

    Parameters
    ----------
    block : offsets of its start and end
    runs, marks : in any order, overlapping or not; what lies outside the block is cut off
    ids : prefix of the ids in this page; hit 3 is ``<ids>at-3`` here and links to ``<ids>hit-3``, the words
        of note 3 are ``<ids>w3`` and link to ``<ids>n3``
    signs : each stands behind its mention, ``<ids>to-3``, and links to ``<ids>stance-3``

    Returns
    -------
    str
        HTML for inside a paragraph or heading. Without elements of class ``note`` its text is the article's

    Example
    -------
    >>> marked_text("The regime left.", (0, 16), [], [Mark(4, 10, 1, 0, "Il", "illegitimacy")], "a-")
    'The <a class="hit u0" id="a-at-1" href="#a-hit-1" title="illegitimacy" data-label="Il">regime</a> left.'
    """
    found: list[str] = []
    now: list[Run] = []
    begun: set[int] = set()
    for piece in _pieces(*block, runs, marks, signs):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(now, piece.runs, strict=False)))
        found += [_close(run) for run in reversed(now[same:])]
        for run in piece.runs[same:]:
            # Only where runs cross each other is one opened twice; its id stands once.
            found.append(_open(run, ids, run.note if run.note not in begun else None))
            begun.add(run.note or 0)
        now[same:] = piece.runs[same:]
        found.append(_hits(text, piece, ids))
        found += [_sign(sign, ids) for sign in signs if sign.end == piece.end]
    found += [_close(run) for run in reversed(now)]
    return "".join(found)


def _open(run: Run, ids: str, note: int | None) -> str:
    """Begin a run; who hears the page is told of every start and end, who sees it follows the numbers."""
    if run.kind not in VOICED:
        return f'<span class="{_LABELS[run.kind]}">'
    classes = f"{run.kind} nested" if run.nested else run.kind
    if note is None:
        return f'<span class="{classes}"><span class="note vh">{run.kind}: </span>'
    sign = "?" if run.inferred else ""
    told = f'<span class="vh">{escape(run.said)}, note </span>{note}{sign}'
    return f'<span class="{classes}" id="{ids}w{note}"><a class="note ref" href="#{ids}n{note}">{told}</a>'


def _close(run: Run) -> str:
    if run.kind not in VOICED:
        return "</span>"
    return f'<span class="note vh"> (end of {VOICED[run.kind]})</span></span>'


def _sign(sign: Sign, ids: str) -> str:
    """Return the sign behind a mention: a link of its own, never inside that of a hit."""
    place = f'id="{ids}to-{sign.number}"'
    if not sign.sign:
        return f"<span {place}></span>"
    shown = f'<span aria-hidden="true">{"+" if sign.sign > 0 else MINUS}</span>'
    told = f'<span class="vh"> ({escape(sign.said)})</span>'
    link = f'href="#{ids}stance-{sign.number}" title="{escape(sign.said)}; {escape(sign.more)}"'
    return f'<a class="note toward" {place} {link}>{shown}{told}</a>'


def _pieces(
    start: int, end: int, runs: Iterable[Run], marks: Iterable[Mark], signs: Iterable[Sign]
) -> Iterator[_Piece]:
    """Cut a block at every edge of a mark, and where a sign stands."""
    inside = [run for run in runs if _touches(run, start, end)]
    voices = [run for run in inside if run.kind not in _INNERMOST]
    labels = [run for run in inside if run.kind in _INNERMOST]
    inside_marks = [mark for mark in marks if _touches(mark, start, end)]
    everything: list[Run | Mark] = [*inside, *inside_marks]
    edges = {start, end}.union(*({max(start, each.start), min(end, each.end)} for each in everything))
    cuts = sorted(edges.union(sign.end for sign in signs if start < sign.end <= end))
    open_at = (_open_at(voices, cuts), _open_at(labels, cuts), _open_at(inside_marks, cuts))
    for (left, right), around, label, hits in zip(pairwise(cuts), *open_at, strict=False):
        yield _Piece(left, right, (*around, *label[-1:]), hits)


def _touches(mark: Run | Mark, start: int, end: int) -> bool:
    return max(mark.start, start) < min(mark.end, end)


def _open_at(stretches: Iterable[Marked], cuts: Sequence[int]) -> Iterator[tuple[Marked, ...]]:
    """Yield what is open at each cut, the latest start last."""
    waiting = deque(sorted(stretches, key=lambda s: (s.start, -s.end)))
    now: list[Marked] = []
    for cut in cuts:
        now = [s for s in now if s.end > cut]
        while waiting and waiting[0].start <= cut:
            now.append(waiting.popleft())
        yield tuple(now)


def _hits(text: str, piece: _Piece, ids: str) -> str:
    """Return one piece; where a hit begins it gets its id, where it ends its label."""
    plain = escape(text[piece.start : piece.end])
    if not piece.marks:
        return plain
    shown = piece.marks[-1]
    begins = [mark for mark in piece.marks if mark.start == piece.start]
    ends = [mark.label for mark in piece.marks if mark.end == piece.end]
    others = "".join(f'<span id="{ids}at-{mark.number}"></span>' for mark in begins[:-1])
    own_id = f' id="{ids}at-{begins[-1].number}"' if begins else ""
    label = f' data-label="{escape(" ".join(ends))}"' if ends else ""
    told = escape("; ".join(mark.told for mark in piece.marks))
    link = f'href="#{ids}hit-{shown.number}" title="{told}"{label}'
    return f'{others}<a class="hit u{shown.style % STYLES}"{own_id} {link}>{plain}</a>'
