"""The text of one article as HTML: voices, loaded terms and valence marked in it.

Marks may overlap in any way. A block is cut at every start and end of a mark; neighbouring pieces of one
voice are then wrapped together, voice outside and hits inside, so that the nesting is valid by construction.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape as escape_markup
from itertools import groupby, pairwise
from typing import TypeVar

from analysis.presentation.format import valence

STYLES = 12
"""Different underlines in ``article.css`` (classes ``u0`` to ``u11``)."""

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
    """A stretch of marked voice: ``kind`` is quoted, reported or scare; ``note`` names the source."""

    start: int
    end: int
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A lexicon hit: its number in the article, number of its underline, label and what a reader is told."""

    start: int
    end: int
    number: int
    style: int
    label: str
    told: str


Stretch = TypeVar("Stretch", Run, Mark)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    run: Run | None
    marks: tuple[Mark, ...]


def marked_text(
    text: str, block: tuple[int, int], runs: Iterable[Run], marks: Iterable[Mark], ids: str
) -> str:
    """Return the text of a block as HTML with its marks.

    Parameters
    ----------
    block : offsets of its start and end
    runs, marks : in any order, overlapping or not; what lies outside the block is cut off
    ids : prefix of the ids in this page; hit 3 is ``<ids>at-3`` here and links to ``<ids>hit-3``

    Returns
    -------
    str
        HTML for inside a paragraph or heading. Without elements of class ``note`` its text is the article's

    Example
    -------
    >>> marked_text("The regime left.", (0, 16), [], [Mark(4, 10, 1, 0, "Il", "illegitimacy")], "a-")
    'The <a class="hit u0" id="a-at-1" href="#a-hit-1" title="illegitimacy" data-label="Il">regime</a> left.'
    """
    found = []
    said = ""
    for run, group in groupby(_pieces(*block, runs, marks), key=lambda piece: piece.run):
        inside = "".join(_hits(text, piece, ids) for piece in group)
        if run is None:
            found.append(inside)
        elif run.kind == "scare":
            found.append(f'<span class="scare" title="quote marks, nobody cited">{inside}</span>')
        else:
            found.append(f'{_note(run, said)}<span class="{run.kind}">{inside}{_close(run)}</span>')
            said = run.note
    return "".join(found)


def _note(run: Run, said: str) -> str:
    """Name the source where it changes; readers who hear the page are told of every start and end."""
    if run.note != said:
        return f'<span class="note source">{escape(run.note)}</span>'
    return f'<span class="note vh">{escape(run.kind)}: </span>'


def _close(run: Run) -> str:
    return f'<span class="note vh"> (end of {"quotation" if run.kind == "quoted" else "report"})</span>'


def _pieces(start: int, end: int, runs: Iterable[Run], marks: Iterable[Mark]) -> Iterator[_Piece]:
    """Cut a block at every edge of a mark."""
    inside_runs = [run for run in runs if _touches(run, start, end)]
    inside_marks = [mark for mark in marks if _touches(mark, start, end)]
    places = [(run.start, run.end) for run in inside_runs] + [(mark.start, mark.end) for mark in inside_marks]
    edges = {start, end}.union(*({max(start, first), min(end, last)} for first, last in places))
    cuts = sorted(edges)
    open_runs, open_marks = _open_at(inside_runs, cuts), _open_at(inside_marks, cuts)
    for (left, right), covering, hits in zip(pairwise(cuts), open_runs, open_marks, strict=False):
        yield _Piece(left, right, covering[-1] if covering else None, hits)


def _touches(mark: Run | Mark, start: int, end: int) -> bool:
    return max(mark.start, start) < min(mark.end, end)


def _open_at(stretches: Iterable[Stretch], cuts: Sequence[int]) -> Iterator[tuple[Stretch, ...]]:
    """Yield what is open at each cut, the latest start last."""
    waiting = deque(sorted(stretches, key=lambda s: (s.start, -s.end)))
    now: list[Stretch] = []
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


def strip(sentences: Sequence[tuple[int, int, float | None]], start: int, end: int) -> str:
    """Return the valence of the sentences of a block as a thin upright strip.

    Each sentence has a bar at about its height in the block: to the left of the line below 0, to the right
    above.

    Parameters
    ----------
    sentences : start, end and valence (-1 to 1, or None) of each sentence of the block
    start, end : offsets of the block
    """
    scored = [(first, last, value) for first, last, value in sentences if value is not None]
    if not scored:
        return ""
    height = max(1, end - start)
    bars = "".join(_bar(first - start, last - first, value, height) for first, last, value in scored)
    values = ", ".join(valence(value) for _, _, value in scored)
    many = "sentence" if len(scored) == 1 else f"{len(scored)} sentences"
    box = 'viewBox="0 0 20 100" preserveAspectRatio="none"'
    return (
        f'<svg class="strip" role="img" aria-label="Valence of the {many} below: {values}" {box}>'
        f'<path class="zero" d="M10 0V100"/>{bars}</svg>'
    )


def _bar(offset: int, length: int, value: float, height: int) -> str:
    value = max(-1.0, min(1.0, value))
    side = "up" if value > 0 else "down"
    x, width = (10.0, 10 * value) if value > 0 else (10 + 10 * value, -10 * value)
    y, tall = 100 * offset / height, max(0.4, 100 * length / height - 1.5)
    title = f"<title>{valence(value)}</title>"
    return (
        f'<rect class="{side}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{tall:.2f}">{title}</rect>'
    )
