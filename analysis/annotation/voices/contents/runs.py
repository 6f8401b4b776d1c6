"""Which words are somebody's, run by run: a voice begins and ends where the rules see a boundary, if it can.

The model looks at one word at a time, so that a word in doubt leaves a hole in a content, or stands alone as
a scrap of one. Here runs of words that are likely own, or likely others', are put together so that the logits
of what is others', less what its beginnings and ends cost, add up to most (the algorithm of Viterbi 1967).
Inside a clause they cost; where a content of the rules begins or ends, or a sentence, they do not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.annotation.voices.contents.openings import class_set
from analysis.annotation.voices.model.features import Batch
from analysis.annotation.voices.text.classes import CLASSES, FIRST_WORD
from analysis.annotation.voices.text.places import Bools, Floats, gaps

BEGINNING, END = 1.0, 0.6
"""What a beginning and an end cost where the rules see none, as a logit."""
UNENDED = 3.0
"""What a boundary costs behind a word that asks for another one (*out of*, *his*), before "of" and
inside a name."""
UNENDED_PHRASE = 2.0
"""What an end costs before another preposition."""
BEGINS_CONTENT = -0.8
"""What it costs to begin where a content of the rules does: less than nothing."""
LENIENT = 0.25
"""What each word gains, so that these costs do not leave others fewer words than they have."""


def _costs(usual: float, *others: tuple[float, str]) -> Floats:
    """Return what a boundary costs beside a token of each class."""
    costs = np.full(len(CLASSES), usual, dtype=np.float32)
    for cost, names in others:
        costs[sorted(class_set(names))] = cost
    return costs


_PREPOSITIONS = "to for by with on in at from about against preposition"
_END_BEHIND = _costs(
    END,
    (
        UNENDED,
        f"{_PREPOSITIONS} of as the a an possessive be have do modal and or but that determiner this these",
    ),
)
_END_BEFORE = _costs(END, (UNENDED_PHRASE, _PREPOSITIONS), (UNENDED, "of"))
_BEGINNING_BEFORE = _costs(BEGINNING, (UNENDED, "of"))
_BEGINNING_BEHIND = _costs(BEGINNING, (UNENDED, "that how why whether"))
_IN_NAMES = _costs(0, (1, "Name capitals"))


def others_words(batch: Batch, logits: Floats, firsts: Sequence[int], lasts: Sequence[int]) -> Bools:
    """Return for each token of a batch whether it is somebody's; a mark is what the word before it is.

    Parameters
    ----------
    batch : texts with padding around them
    logits : of being somebody's, for each token
    firsts : tokens with which contents of the rules begin
    lasts : tokens before which contents may end: those after their last ones, and "and" before another cue
    """
    words = batch.kind >= FIRST_WORD
    values = np.where(words, logits + np.float32(LENIENT), np.float32(0))
    likely = values > 0
    starts = batch.sentences.starts
    asked = np.logical_or.reduceat(likely, starts)
    if not asked.any():
        return likely
    begins, ends = np.zeros((2, len(values) + 1), dtype=bool)
    begins[firsts] = True
    ends[lasts] = True
    places = words.nonzero()[0]
    signs = likely.take(places)
    cuts = (begins | ends)[:-1]
    cuts[places[1:][signs[1:] != signs[:-1]]] = True
    cuts &= batch.sentences.spread(asked)
    cuts[starts] = True
    runs = cuts.nonzero()[0]
    before, behind = batch.kind.take(runs - 1), batch.kind.take(runs)
    name = UNENDED * _IN_NAMES.take(before) * _IN_NAMES.take(behind)
    opening = np.maximum(np.maximum(_BEGINNING_BEHIND.take(before), _BEGINNING_BEFORE.take(behind)), name)
    closing = np.maximum(np.maximum(_END_BEHIND.take(before), _END_BEFORE.take(behind)), name)
    opening[batch.sentences.begins.take(runs)] = 0
    opening[begins.take(runs)] = BEGINS_CONTENT
    closing[(ends[:-1] | batch.sentences.begins).take(runs)] = 0
    said = _best(np.add.reduceat(values, runs).tolist(), opening.tolist(), closing.tolist())
    return np.frombuffer(said, dtype=np.bool_).repeat(gaps(runs, len(values)))


def _best(sums: Sequence[float], opening: Sequence[float], closing: Sequence[float]) -> bytes:
    """Return for each run 1 if it is others', as adds up to most.

    Parameters
    ----------
    sums : what the words of each run add up to
    opening, closing : what it costs to begin with a run, and to end before it

    >>> _best([2.0, -1.0, 2.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0])
    b'\\x01\\x01\\x01'
    """
    own, said = 0.0, float("-inf")
    before_own, before_said = bytearray(len(sums)), bytearray(len(sums))
    for number, (value, begin, end) in enumerate(zip(sums, opening, closing, strict=True)):
        left, entered = said - end, own - begin
        if left > own:
            own, before_own[number] = left, 1
        if said >= entered:
            before_said[number] = 1
        else:
            said = entered
        said += value
    found, state = bytearray(len(sums)), int(said > own)
    for number in range(len(sums) - 1, -1, -1):
        found[number] = state
        state = (before_said if state else before_own)[number]
    return bytes(found)
