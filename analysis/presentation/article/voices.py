"""The stretches of one article that are not plainly the outlet's own words, nested as the speakers are.

The spans of the annotated tables lie side by side: each word belongs to its innermost speaker. Here the
words around a nested quotation become one stretch again, with the nested one inside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from analysis.annotation.annotated import Annotated
from analysis.presentation.article.sources import Row, article_of, attributions_of, chain_of

Part = tuple[int, int, str]
QUOTE_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』`"
_Key = tuple[str, int | None]


@dataclass(slots=True)
class Stretch:
    """A run of one speaker inside one block; ``kind`` is quoted, reported or scare."""

    start: int
    end: int
    kind: str
    attribution: int | None
    depth: int
    outer: Stretch | None


class Placed(Protocol):
    """What has a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


def by_block(placed: Iterable[P], parts: Sequence[Part]) -> list[list[P]]:
    """Return what touches each block, in order; what crosses into the next block is in both."""
    starts = [start for start, _, _ in parts]
    found: list[list[P]] = [[] for _ in parts]
    for one in placed:
        first = max(0, bisect_right(starts, one.start) - 1)
        for number in range(first, min(len(parts), max(first + 1, bisect_left(starts, one.end)))):
            found[number].append(one)
    return found


def stretches_of(one: Annotated, parts: Sequence[Part]) -> list[list[Stretch]]:
    """Return the stretches of every block, outer before inner, in the order of the text."""
    text = article_of(one)["text"]
    attributions = attributions_of(one)
    spans = [
        _Span(start, end, _keys(voice, number, scare, attributions))
        for start, end, voice, number, scare in one.spans.select(
            "start", "end", "voice", "attribution", "scare"
        )
        .sort("start", "end")
        .rows()
    ]
    return [
        _with_quote_marks(text, _nested(inside, part), part)
        for inside, part in zip(by_block(spans, parts), parts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    keys: tuple[_Key, ...]


def _keys(voice: str, number: int | None, scare: bool, attributions: dict[int, Row]) -> tuple[_Key, ...]:
    """Return what a span stands in, the outermost first; nothing for plain own voice."""
    if voice == "own":
        return (("scare", None),) if scare else ()
    outer = chain_of(number, attributions)[:-1]
    return (*((attributions[each]["kind"], each) for each in outer), (voice, number))


def _nested(spans: Sequence[_Span], part: Part) -> list[Stretch]:
    """Join neighbouring spans of one speaker, also around what is nested in them."""
    first, last, _ = part
    found: list[Stretch] = []
    now: list[Stretch] = []
    for span in spans:
        start, end = max(first, span.start), min(last, span.end)
        same = 0
        for stretch, key in zip(now, span.keys, strict=False):
            if (stretch.kind, stretch.attribution) != key:
                break
            stretch.end = max(stretch.end, end)
            same += 1
        del now[same:]
        for kind, number in span.keys[same:]:
            now.append(Stretch(start, end, kind, number, len(now), now[-1] if now else None))
            found.append(now[-1])
    return [stretch for stretch in found if stretch.start < stretch.end]


def _with_quote_marks(text: str, stretches: list[Stretch], part: Part) -> list[Stretch]:
    """Take the quote marks of quotations, which no span holds, into their stretches; inner ones first."""
    first, last, _ = part
    for one in sorted(stretches, key=lambda stretch: -stretch.depth):
        if one.kind != "reported":
            most = 1 if one.depth else 2
            low, high = max(first, one.start - most), min(last, one.end + most)
            while one.start > low and text[one.start - 1] in QUOTE_MARKS:
                one.start -= 1
            while one.end < high and text[one.end] in QUOTE_MARKS:
                one.end += 1
        if one.outer:
            one.outer.start, one.outer.end = min(one.outer.start, one.start), max(one.outer.end, one.end)
    _part_neighbours(stretches)
    return stretches


def _part_neighbours(stretches: Sequence[Stretch]) -> None:
    """A quote mark between two stretches belongs to the quotation; between two quotations to each its own."""
    latest: dict[int, Stretch] = {}
    for one in stretches:
        before = latest.get(one.depth)
        latest[one.depth] = one
        if before is None or before.outer is not one.outer or before.end <= one.start:
            continue
        edge = (before.end + one.start + 1) // 2
        if "reported" in (before.kind, one.kind):
            edge = one.start if before.kind == "reported" else before.end
        if before.start < edge < one.end:
            before.end = one.start = edge
    for one in stretches:
        if one.outer:
            one.start, one.end = max(one.start, one.outer.start), min(one.end, one.outer.end)
