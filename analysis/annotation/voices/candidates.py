"""What the model looks at to tell which word is the head of a source.

Every word of the cue's sentence outside the content is a candidate; the one with the highest sum of weights
is taken. Training tells the head (the last word before the first comma or preposition of a gold source) from
the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.annotation.voices.features import (
    BOUNDARY,
    CUE_LEVELS,
    DISTANCES,
    SEGMENT,
    Batch,
    Floats,
    Ints,
    Slots,
    distance,
    few,
    last_in_group,
    next_in_group,
    shift,
    steps,
)
from analysis.annotation.voices.tokens import CLASS, CLASSES

MOST = 40
"""Candidates at most on each side of the cue (or, without one, of the content)."""


class Anchor(NamedTuple):
    """What a source is looked for: token numbers in a batch, ends exclusive.

    ``sentence`` is where to look; ``content`` what is said; ``cue`` the cue, or None; ``ruled`` the head that
    the rules found, or -1.
    """

    sentence: tuple[int, int]
    content: tuple[int, int]
    cue: tuple[int, int] | None
    ruled: int


@dataclass(frozen=True)
class Candidates:
    """Candidate tokens of some anchors: ``token`` and the number of its ``anchor``, in order."""

    token: Ints
    anchor: Ints


def _columns(anchors: Sequence[Anchor]) -> Ints:
    """Return anchors as columns: sentence, content and cue, with two rows each, and the head by the rules."""
    rows = [(*a.sentence, *a.content, *(a.cue or (-1, -1)), a.ruled) for a in anchors]
    return np.array(rows, dtype=np.int64).reshape(-1, 7).T


def candidates(batch: Batch, anchors: Sequence[Anchor]) -> Candidates:
    """Return the candidates of each anchor."""
    columns = _columns(anchors)
    sentence, content, cue = columns[:2], columns[2:4], columns[4:6]
    middle = np.where(cue >= 0, cue, content)
    first = np.maximum(sentence[0], middle[0] - MOST)
    length = np.maximum(np.minimum(sentence[1], middle[1] + MOST) - first, 0)
    number = np.repeat(np.arange(len(anchors)), length)
    token = np.arange(len(number)) - (np.cumsum(length) - length - first)[number]
    kept = ((token < content[0][number]) | (token >= content[1][number])) & batch.spoken[token]
    return Candidates(token[kept], number[kept])


def add_source_slots(
    slots: Slots, batch: Batch, cue: Floats, anchors: Sequence[Anchor], found: Candidates
) -> None:
    """Add what the model looks at to tell the heads of sources: one value per candidate."""
    at = found.token
    level = np.searchsorted(np.array(CUE_LEVELS, dtype=np.float32), cue)
    marks = np.cumsum(SEGMENT[batch.kind])
    near = {step: batch.kind.take(at + step, mode="clip") for step in (-3, -2, -1, 0, 1, 2, 3)}
    word = few(batch.word)
    begins, _, opens, closes, first, last, ruled = _columns(anchors).take(found.anchor, axis=1)
    content, where = _place(at, (opens, closes), marks), (first, last)
    cued = where[0] >= 0
    near_cue = _place(at, where, marks)
    # Without a cue: as far as can be, wherever in the batch the text stands.
    beside = _Place(
        near_cue.side, np.where(cued, near_cue.distance, len(DISTANCES)), np.where(cued, near_cue.marks, 3)
    )
    side = np.where(cued, beside.side, 3)
    for step, values in near.items():
        slots.add(f"class {step:+d}", ("class", values))
    slots.add("word", ("few words", word[at]))
    slots.add("word -1", ("few words", shift(word, -1)[at]))
    slots.add("word +1", ("few words", shift(word, 1)[at]))
    slots.add("classes -1 0", ("class", near[-1]), ("class", near[0]))
    slots.add("classes 0 +1", ("class", near[0]), ("class", near[1]))
    slots.add("class, side", ("class", near[0]), ("4", side))
    slots.add("class +1, side", ("class", near[1]), ("4", side))
    slots.add("level", ("6", level[at]), ("6", shift(level, 1)[at]))
    slots.add("level +2", ("6", shift(level, 2)[at]), ("6", shift(level, -1)[at]))
    slots.add("cue side, distance", ("4", side), ("11", beside.distance))
    slots.add("cue side, marks", ("4", side), ("4", beside.marks), ("11", beside.distance))
    slots.add("content side, distance", ("3", content.side), ("11", content.distance))
    slots.add(
        "content side, cue side", ("3", content.side), ("4", side), ("4", beside.marks), ("4", content.marks)
    )
    first, last = np.maximum(where[0], 0), np.maximum(where[1] - 1, 0)
    slots.add("cue", ("cue", np.where(cued, batch.cue[first], 0)), ("4", side))
    slots.add("cue word", ("few words", np.where(cued, word[first], 0)), ("4", side))
    before = np.where(cued, batch.kind[np.maximum(first - 1, 0)], 0)
    after = np.where(cued, batch.kind[np.minimum(last + 1, len(marks) - 1)], 0)
    slots.add("before cue, side", ("class", before), ("4", side), ("11", beside.distance))
    slots.add("after cue, side", ("class", after), ("4", side), ("11", beside.distance))
    says = np.where(ruled < 0, 0, np.where(ruled == at, 1, np.where(ruled > at, 2, 3)))
    slots.add("ruled", ("4", says), ("4", side))
    slots.add("ruled, class", ("4", says), ("class", near[0]))
    slots.add("ruled, distance", ("4", says), ("11", distance(ruled - at, ruled >= 0)))
    _add_between(slots, batch, level, (at, side), where)
    slots.add("quote", ("3", batch.quote[at]), ("4", side))
    slots.add("place", ("11", steps(at - begins)), ("4", side))
    slots.add("pattern", ("pattern", batch.pattern[at]), ("4", side))


def _add_between(
    slots: Slots, batch: Batch, level: Ints, places: tuple[Ints, Ints], where: tuple[Ints, Ints]
) -> None:
    """What stands between a candidate and the cue: verbs, other cues, names, the last boundary."""
    kind, (at, side) = batch.kind, places
    first, last = np.maximum(where[0], 0), np.maximum(where[1] - 1, 0)
    low, high = np.where(side == 0, at, last) + 1, np.where(side == 0, first, at)
    for name, mask in (("verbs", _VERB[kind]), ("cues", level >= _LIKELY), ("names", _NAME[kind])):
        total = np.concatenate([[0], np.cumsum(mask)])
        inside = np.where((side == 0) | (side == 2), np.clip(total[high] - total[low], 0, 5), 0)
        slots.add(f"{name} between", ("6", inside), ("4", side))
        if name == "names":
            slots.add("names between, class", ("6", inside), ("class", kind[at]))
    before = last_in_group(BOUNDARY[kind], batch.text, True)
    cut = np.where(side == 0, before[first], -1)
    slots.add("last boundary", ("class", np.where(cut > at, kind[np.maximum(cut, 0)], 0)), ("4", side))
    following = next_in_group(BOUNDARY[kind], batch.text, True)[at]
    slots.add("next boundary", ("class", np.where(following >= 0, kind[following], 0)), ("4", side))
    opened = before[at]
    which = np.where(opened >= 0, kind[opened], 0)
    slots.add("boundary before", ("class", which), ("4", side))
    slots.add("boundary before, distance", ("class", which), ("11", distance(at - opened, opened >= 0)))


_LIKELY = 3
"""The level from which a token counts as a likely cue: a probability above 0.3."""
_VERB = np.zeros(len(CLASSES), dtype=bool)
_VERB[[CLASS[name] for name in ("be", "have", "do", "modal", "-ed")]] = True
_NAME = np.zeros(len(CLASSES), dtype=bool)
_NAME[[CLASS[name] for name in ("Name", "capitals", "he", "she", "they", "role", "unnamed", "title")]] = True


@dataclass(frozen=True)
class _Place:
    """Where candidates stand beside a stretch: 0 before, 1 inside, 2 after; how far; marks between."""

    side: Ints
    distance: Ints
    marks: Ints


def _place(at: Ints, stretch: tuple[Ints, Ints], marks: Ints) -> _Place:
    first, last = stretch
    side = np.where(at < first, 0, np.where(at < last, 1, 2))
    edge = np.where(side == 0, first, np.maximum(last - 1, 0))
    edge = np.clip(edge, 0, len(marks) - 1)
    return _Place(side, steps(np.abs(at - edge)), np.minimum(np.abs(marks[at] - marks[edge]), 3))


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
