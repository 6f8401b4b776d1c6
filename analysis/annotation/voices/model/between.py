"""What stands between a candidate for a source and the cue or the content, as slots of the model.

A place is a pair: the tokens of the candidates, and the side of the stretch on which each stands (0 before
it, 1 inside, 2 after it; 3 where there is none). A token that is not there has the number -1, and taking with
clipping gives it the values of the first one, which is padding: 0.
"""

from __future__ import annotations

import numpy as np

from analysis.annotation.voices.model.features import Batch, Slots
from analysis.annotation.voices.text.classes import CLASS, CLASSES
from analysis.annotation.voices.text.places import Bools, Ints, distance, shift

Place = tuple[Ints, Ints]


def _classes(*names: str) -> Bools:
    found = np.zeros(len(CLASSES), dtype=bool)
    found[[CLASS[name] for name in names]] = True
    return found


_LIKELY = 3
"""The level from which a token counts as a likely cue: a probability above 0.3."""
_VERB = _classes("be", "have", "do", "modal", "-ed")
_NAME = _classes("Name", "capitals", "he", "she", "they", "role", "unnamed", "title")
_QUOTE = _classes('"')
_RELATIVE = _classes("who", "which", "that", "whom")


def add_between(slots: Slots, batch: Batch, level: Ints, places: Place, where: tuple[Ints, Ints]) -> None:
    """What stands between a candidate and the cue: verbs, other cues, names, the last boundary."""
    kind, (at, side) = batch.kind, places
    first, last = np.maximum(where[0], 0), np.maximum(where[1] - 1, 0)
    low, high = np.where(side == 0, at, last) + 1, np.where(side == 0, first, at)
    outside = (side == 0) | (side == 2)
    here = kind.take(at)
    for name, mask in (("verbs", _VERB.take(kind)), ("cues", level >= _LIKELY), ("names", _NAME.take(kind))):
        inside = np.where(outside, _inside(mask, low, high), 0)
        slots.add(f"{name} between", ("6", inside), ("4", side))
        if name == "names":
            slots.add("names between, class", ("6", inside), ("class", here))
    before = batch.texts.last(batch.boundary, True)
    cut = np.where(side == 0, before.take(first), -1)
    slots.add("last boundary", ("class", np.where(cut > at, kind.take(np.maximum(cut, 0)), 0)), ("4", side))
    following = batch.texts.next(batch.boundary, True).take(at)
    slots.add("next boundary", ("class", kind.take(following, mode="clip")), ("4", side))
    opened = before.take(at)
    which = kind.take(opened, mode="clip")
    slots.add("boundary before", ("class", which), ("4", side))
    slots.add("boundary before, distance", ("class", which), ("11", distance(at - opened, opened >= 0)))


def add_to_content(
    slots: Slots, batch: Batch, level: Ints, places: Place, content: tuple[Ints, Ints]
) -> None:
    """What stands between a candidate and the content; which likely cues stand beside the candidate."""
    kind, (at, side) = batch.kind, places
    first, last = content[0], np.maximum(content[1] - 1, 0)
    low, high = np.where(side == 0, at, last) + 1, np.where(side == 0, first, at)
    likely = (level >= _LIKELY) & batch.spoken
    begins = likely & ~shift(likely, -1)
    cues, names = _inside(begins, low, high), _inside(_NAME.take(kind), low, high)
    slots.add("cues to content", ("6", cues), ("3", side))
    slots.add("names to content", ("6", names), ("3", side), ("6", cues))
    slots.add("verbs to content", ("6", _inside(_VERB.take(kind), low, high)), ("3", side))
    slots.add("quotes to content", ("6", _inside(_QUOTE.take(kind), low, high)), ("3", side))
    slots.add("relatives to content", ("6", _inside(_RELATIVE.take(kind), low, high)), ("3", side))
    here = kind.take(at)
    back = np.maximum(np.minimum(batch.sentence.take(first) - batch.sentence.take(at), 2), -1) + 1
    slots.add("sentences to content", ("4", back), ("class", here))
    slots.add("sentences, cues", ("4", back), ("6", cues))
    paragraphs = np.abs(batch.paragraph.take(first) - batch.paragraph.take(at))
    slots.add("paragraphs to content", ("4", np.minimum(paragraphs, 3)), ("4", back))
    said = batch.quote.take(np.minimum(first + 1, len(kind) - 1))
    slots.add("said, cues", ("3", said), ("6", cues), ("3", side))
    slots.add("said, class", ("3", said), ("class", here), ("3", side))
    slots.add("said, distance", ("3", said), ("3", side), ("11", distance(high - low + 1, at >= 0)))
    slots.add("quoted", ("3", batch.quote.take(at)), ("3", said), ("3", side))
    _add_cues_beside(slots, batch, (begins, likely), places, (first, cues))


def _add_cues_beside(
    slots: Slots, batch: Batch, likely: tuple[Bools, Bools], places: Place, content: tuple[Ints, Ints]
) -> None:
    """The likely cue after a candidate and the one before it; ``content``: its first token, cues up to it."""
    word, (at, side), (first, cues) = batch.few, places, content
    ahead = batch.sentences.next(likely[0], True).take(at)
    there = ahead >= 0
    slots.add("cue ahead", ("few words", word.take(ahead, mode="clip")), ("3", side))
    slots.add("cue ahead, kind", ("cue", batch.cue.take(ahead, mode="clip")), ("3", side))
    slots.add("cue ahead, distance", ("11", distance(ahead - at, there)), ("3", side), ("6", cues))
    gap = np.where(side == 0, first - ahead, there)
    slots.add("cue ahead, gap", ("11", distance(np.maximum(gap, 0), there & (gap > 0))), ("3", side))
    behind = batch.sentences.last(likely[1], True).take(at)
    slots.add("cue behind, distance", ("11", distance(at - behind, behind >= 0)), ("3", side), ("6", cues))
    slots.add("cue behind", ("few words", word.take(behind, mode="clip")), ("3", side))


def add_segment(slots: Slots, batch: Batch, places: Place) -> None:
    """The stretch between marks in which a candidate stands: how it begins and ends."""
    kind, (at, side) = batch.kind, places
    mark = batch.sentences.last(batch.segment).take(at)
    start = batch.sentences.first.take(at)
    first = np.where(mark >= 0, np.minimum(mark + 1, len(kind) - 1), start)
    slots.add("segment, side", ("few words", batch.few.take(first)), ("3", side))
    slots.add("segment, distance", ("11", distance(at - first, at >= 0)), ("class", kind.take(first)))
    end = batch.sentences.next(batch.segment).take(at)
    slots.add("segment end", ("11", distance(end - at, end >= 0)), ("class", kind.take(end, mode="clip")))


def _inside(mask: Bools, low: Ints, high: Ints) -> Ints:
    """How many tokens from ``low`` to ``high`` (exclusive) are of a kind, up to 5."""
    total = np.zeros(len(mask) + 1, dtype=np.int64)
    np.cumsum(mask, out=total[1:])
    return np.asarray(np.minimum(total.take(np.maximum(high, low)) - total.take(low), 5))
