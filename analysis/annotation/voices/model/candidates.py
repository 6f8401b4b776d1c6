"""What the model looks at to tell which word is the head of a source.

Every word of the cue's sentence outside the content is a candidate, and of the sentences beside it where a
quotation has no cue; the one with the highest sum of weights is taken. Training tells the head (the last word
before the first comma or preposition of a gold source) from the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.annotation.voices.model.between import add_between, add_segment, add_to_content
from analysis.annotation.voices.model.features import Batch, Slots, cue_levels
from analysis.annotation.voices.text.places import DISTANCES, Floats, Ints, distance, steps

MOST = 40
"""Candidates at most on each side of the cue (or, without one, of the content)."""


class Anchor(NamedTuple):
    """What a source is looked for: token numbers in a batch, ends exclusive.

    ``first`` to ``last`` is where to look; ``begin`` to ``end`` what is said; ``opens`` to ``closes`` the
    cue, -1 without one; ``ruled`` the head that the rules found, or -1.
    """

    first: int
    last: int
    begin: int
    end: int
    opens: int
    closes: int
    ruled: int


def columns(anchors: Sequence[Anchor]) -> Ints:
    """Return anchors as an array with a row for each of their fields."""
    values = chain.from_iterable(anchors)
    found = np.fromiter(values, dtype=np.int64, count=len(Anchor._fields) * len(anchors))
    return np.ascontiguousarray(found.reshape(-1, len(Anchor._fields)).T)


@dataclass(frozen=True)
class Candidates:
    """Candidate tokens of some anchors: ``token`` and the number of its ``anchor``, in order."""

    token: Ints
    anchor: Ints


def candidates(batch: Batch, anchors: Ints) -> Candidates:
    """Return the candidates of each anchor; ``anchors``: what ``columns`` gives for them."""
    sentence, content, cue = anchors[:2], anchors[2:4], anchors[4:6]
    middle = np.where(cue >= 0, cue, content)
    first = np.maximum(sentence[0], middle[0] - MOST)
    length = np.maximum(np.minimum(sentence[1], middle[1] + MOST) - first, 0)
    number = np.repeat(np.arange(anchors.shape[1]), length)
    token = np.arange(len(number)) - np.repeat(np.cumsum(length) - length - first, length)
    kept = (token < np.repeat(content[0], length)) | (token >= np.repeat(content[1], length))
    kept &= batch.spoken.take(token)
    return Candidates(token[kept], number[kept])


def add_source_slots(slots: Slots, batch: Batch, cue: Floats, anchors: Ints, found: Candidates) -> None:
    """Add what the model looks at to tell the heads of sources: one value per candidate."""
    at = found.token
    level, marks = cue_levels(cue), batch.marks
    # Padding is wider than these steps, so that they stay inside the batch.
    near = {step: batch.kind.take(at + step) for step in (-3, -2, -1, 0, 1, 2, 3)}
    word = batch.few
    begins, _, opens, closes, first, last, ruled = anchors.take(found.anchor, axis=1)
    said_at, where = (opens, closes), (first, last)
    content = _place(at, said_at, marks)
    cued = where[0] >= 0
    near_cue = _place(at, where, marks)
    # Without a cue: as far as can be, wherever in the batch the text stands.
    beside = _Place(
        near_cue.side, np.where(cued, near_cue.distance, len(DISTANCES)), np.where(cued, near_cue.marks, 3)
    )
    side = np.where(cued, beside.side, 3)
    _add_words(slots, batch, near, at)
    slots.add("class, side", ("class", near[0]), ("4", side))
    slots.add("class +1, side", ("class", near[1]), ("4", side))
    slots.add("level", ("6", level.take(at)), ("6", level.take(at + 1)))
    slots.add("level +2", ("6", level.take(at + 2)), ("6", level.take(at - 1)))
    slots.add("cue side, distance", ("4", side), ("11", beside.distance))
    slots.add("cue side, marks", ("4", side), ("4", beside.marks), ("11", beside.distance))
    slots.add("content side, distance", ("3", content.side), ("11", content.distance))
    slots.add(
        "content side, cue side", ("3", content.side), ("4", side), ("4", beside.marks), ("4", content.marks)
    )
    first, last = np.maximum(where[0], 0), np.maximum(where[1] - 1, 0)
    form = np.where(cued, batch.cue.take(first), 0)
    slots.add("cue", ("cue", form), ("4", side))
    slots.add("cue word", ("few words", np.where(cued, word.take(first), 0)), ("4", side))
    before = np.where(cued, batch.kind.take(np.maximum(first - 1, 0)), 0)
    after = np.where(cued, batch.kind.take(np.minimum(last + 1, len(marks) - 1)), 0)
    slots.add("before cue, side", ("class", before), ("4", side), ("11", beside.distance))
    slots.add("after cue, side", ("class", after), ("4", side), ("11", beside.distance))
    says = np.where(ruled < 0, 0, np.where(ruled == at, 1, np.where(ruled > at, 2, 3)))
    slots.add("ruled", ("4", says), ("4", side))
    slots.add("ruled, class", ("4", says), ("class", near[0]))
    slots.add("ruled, distance", ("4", says), ("11", distance(ruled - at, ruled >= 0)))
    add_between(slots, batch, level, (at, side), where)
    add_to_content(slots, batch, level, (at, content.side), said_at)
    add_segment(slots, batch, (at, content.side))
    said = batch.quote.take(np.minimum(said_at[0] + 1, len(marks) - 1))
    slots.add("ruled, said", ("4", says), ("3", said), ("4", side), ("4", beside.marks))
    slots.add("ruled, next", ("4", says), ("class", near[1]))
    slots.add("classes -1 +1, side", ("class", near[-1]), ("class", near[1]), ("4", side))
    slots.add("cue, class", ("cue", form), ("class", near[0]))
    slots.add("quote", ("3", batch.quote.take(at)), ("4", side))
    slots.add("place", ("11", steps(at - begins)), ("4", side))
    slots.add("pattern", ("pattern", batch.pattern.take(at)), ("4", side))


def _add_words(slots: Slots, batch: Batch, near: Mapping[int, Ints], at: Ints) -> None:
    """The candidate and the words beside it; ``near``: their classes."""
    word = batch.few
    for step, values in near.items():
        slots.add(f"class {step:+d}", ("class", values))
    slots.add("word", ("few words", word.take(at)))
    slots.add("word -1", ("few words", word.take(at - 1)))
    slots.add("word +1", ("few words", word.take(at + 1)))
    slots.add("classes -1 0", ("class", near[-1]), ("class", near[0]))
    slots.add("classes 0 +1", ("class", near[0]), ("class", near[1]))
    slots.add("classes +1 +2", ("class", near[1]), ("class", near[2]))
    slots.add("classes -2 -1", ("class", near[-2]), ("class", near[-1]))


@dataclass(frozen=True)
class _Place:
    """Where candidates stand beside a stretch: 0 before, 1 inside, 2 after; how far; marks between."""

    side: Ints
    distance: Ints
    marks: Ints


def _place(at: Ints, stretch: tuple[Ints, Ints], marks: Ints) -> _Place:
    first, last = stretch
    side = ((at >= first).view(np.uint8) + (at >= last).view(np.uint8)).astype(np.int64)
    edge = np.where(side == 0, first, np.maximum(last - 1, 0))
    edge = np.minimum(np.maximum(edge, 0), len(marks) - 1)
    return _Place(side, steps(np.abs(at - edge)), np.minimum(np.abs(marks.take(at) - marks.take(edge)), 3))


def best(found: Candidates, logits: Floats, count: int) -> list[tuple[int, float]]:
    """Return for each anchor the candidate with the highest logit and that logit; -1 without candidates.

    >>> some = Candidates(np.array([4, 6, 9]), np.array([0, 0, 2]))
    >>> best(some, np.array([0.5, 2.0, -1.0], dtype=np.float32), 3)
    [(6, 2.0), (-1, -inf), (9, -1.0)]
    """
    chosen = [(-1, float("-inf"))] * count
    if len(logits):
        own, starts, sizes = np.unique(found.anchor, return_index=True, return_counts=True)
        highest = np.flatnonzero(logits == np.repeat(np.maximum.reduceat(logits, starts), sizes))
        places = highest[np.searchsorted(highest, starts)]  # of equal ones the first
        pairs = zip(found.token[places].tolist(), logits[places].tolist(), strict=True)
        for anchor, pair in zip(own.tolist(), pairs, strict=True):
            chosen[anchor] = pair
    return chosen
