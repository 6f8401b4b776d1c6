"""What the linear model looks at: for each token of a text, one value in each of some slots.

A slot is a table of weights with one axis per thing that is looked at together ("the class of the word and of
the word after it"). Nothing here is learned: weights are made by ``benchmarks/train_voices.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices import words
from analysis.annotation.voices.tokens import CLASS, CLASSES

Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]

PAD = 4
"""Empty tokens between two texts, so that no window reaches from one into the other."""

N_WORDS = 2500
"""Words of the vocabulary that the larger part of the slots tells apart; the others count as rare."""

CUE_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.75)
HEAD = 0.3
"""Probability from which a word is taken for a cue."""
DISTANCES = np.array([1, 2, 3, 4, 6, 9, 13, 18, 25, 40])
_STEPS = np.searchsorted(DISTANCES, np.arange(DISTANCES[-1] + 2))
_SIZES = np.array([5, 10, 20, 30, 45])
_SENTENCE_LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
SEGMENT = np.zeros(len(CLASSES), dtype=bool)
SEGMENT[[CLASS[name] for name in (",", "-", ":", ";", "(", ")", '"')]] = True
BOUNDARY = SEGMENT.copy()
_BOUNDARY_WORDS = words.word_set(
    "that to and but or as for by with on in at from about if because whether how why what when where while "
    "who which although though since after before until so"
)
BOUNDARY[[CLASS[name] for name in sorted(_BOUNDARY_WORDS)]] = True


@dataclass(frozen=True)
class Batch:
    """Tokens of one or more texts, one after the other, with padding around each.

    The first token is padding, where everything is 0: what is asked about nothing is asked of it.

    All arrays have one entry per token. ``word`` is the row of the vocabulary, ``ending`` that of the
    endings, ``kind`` the class, ``cue`` and ``takes`` what the cue list says, ``site`` the pattern by which
    the rules found content for a cue here, ``pattern`` that of the content that this token lies in (0: none);
    ``quote`` is 1 inside quote marks and 2 inside single ones; ``spoken`` is true for words; ``sentence`` and
    ``paragraph`` count on over all texts, ``text`` numbers the texts.
    """

    word: Ints
    ending: Ints
    kind: Ints
    cue: Ints
    takes: Ints
    site: Ints
    pattern: Ints
    quote: Ints
    spoken: Bools
    sentence: Ints
    paragraph: Ints
    text: Ints


class Slot(NamedTuple):
    """``values`` are numbers below the product of the sizes of ``axes``."""

    name: str
    axes: tuple[str, ...]
    values: Ints


class Slots:
    """Collects slots; ``sizes`` are those of the named axes."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes, self.found = sizes, list[Slot]()

    def take(self, slot: Slot) -> None:
        """Keep a slot."""
        self.found.append(slot)

    def size(self, axis: str) -> int:
        """Return how many values an axis has: a named one, or a number as text."""
        return int(axis) if axis.isdigit() else self.sizes[axis]

    def add(self, name: str, *parts: tuple[str, Ints]) -> None:
        """Add a slot that looks at some things together: pairs of axis and values."""
        values = parts[0][1]
        for axis, more in parts[1:]:
            values = values * self.size(axis) + more
        self.take(Slot(name, tuple(axis for axis, _ in parts), values))


def shift(values: Ints, step: int, fill: int = 0) -> Ints:
    """Return the values ``step`` tokens further on.

    >>> shift(np.array([1, 2, 3]), 1).tolist(), shift(np.array([1, 2, 3]), -1).tolist()
    ([2, 3, 0], [0, 1, 2])
    """
    moved = np.full_like(values, fill)
    if step > 0:
        moved[:-step] = values[step:]
    elif step < 0:
        moved[-step:] = values[:step]
    else:
        moved[:] = values
    return moved


def last_in_group(mask: Bools, group: Ints, strictly: bool = False) -> Ints:
    """Return for each place the last one at or before it (or before it) where ``mask`` holds, or -1.

    Only places of the same group count; ``group`` never falls.

    >>> last_in_group(np.array([True, False, False]), np.array([0, 0, 1])).tolist()
    [0, 0, -1]
    """
    here = np.maximum.accumulate(np.where(mask, np.arange(len(mask)), -1))
    if strictly:
        here = shift(here, -1, -1)
    return np.where((here >= 0) & (group[here] == group), here, -1)


def next_in_group(mask: Bools, group: Ints, strictly: bool = False) -> Ints:
    """Return for each place the next one at or after it (or after it) where ``mask`` holds, or -1."""
    last = len(mask) - 1
    found = last_in_group(mask[::-1], -group[::-1], strictly)[::-1]
    return np.where(found >= 0, last - found, -1)


def group_starts(group: Ints) -> Ints:
    """Return for each place where its group begins; groups are numbered from 0, without gaps.

    >>> group_starts(np.array([0, 0, 1, 1, 1])).tolist()
    [0, 0, 2, 2, 2]
    """
    return np.asarray(np.searchsorted(group, np.arange(group[-1] + 1))[group])


def steps(tokens: Ints) -> Ints:
    """Return which of DISTANCES some numbers of tokens reach: 0 up to the first, 10 beyond the last.

    >>> steps(np.array([0, 1, 5, 99])).tolist()
    [0, 0, 4, 10]
    """
    return np.asarray(_STEPS[np.minimum(tokens, len(_STEPS) - 1)])


def add_cue_slots(slots: Slots, batch: Batch) -> None:
    """Add what the model looks at to tell whether a word is part of a cue."""
    kind, word = batch.kind, batch.word
    near = {step: shift(kind, step) for step in range(-4, 4)}
    for step in range(-2, 3):
        slots.add(f"word {step:+d}", ("word", shift(word, step)))
    slots.add("ending", ("ending", batch.ending))
    slots.add("ending -1", ("ending", shift(batch.ending, -1)))
    for step, values in near.items():
        slots.add(f"class {step:+d}", ("class", values))
    for left, right in ((-1, 1), (-2, -1), (1, 2), (0, 1), (-1, 0)):
        slots.add(f"classes {left:+d} {right:+d}", ("class", near[left]), ("class", near[right]))
    slots.add("cue", ("cue", batch.cue))
    slots.add("cue -1", ("cue", shift(batch.cue, -1)))
    slots.add("cue +1", ("cue", shift(batch.cue, 1)))
    slots.add("cue, class +1", ("cue", batch.cue), ("class", near[1]))
    slots.add("class -1, cue", ("class", near[-1]), ("cue", batch.cue))
    slots.add("takes", ("takes", batch.takes))
    slots.add("takes, class +1", ("takes", batch.takes), ("class", near[1]))
    slots.add("takes, pattern", ("takes", batch.takes), ("pattern", batch.site))
    slots.add("word, pattern", ("few words", few(word)), ("pattern", batch.site))
    slots.add("pattern", ("pattern", batch.site))
    slots.add("pattern here", ("pattern", batch.pattern), ("pattern", shift(batch.pattern, 1)))
    quote = batch.quote
    slots.add("quotes", ("3", quote), ("3", shift(quote, -1)), ("3", shift(quote, 1)))
    start = group_starts(batch.sentence)
    slots.add("place", ("16", np.minimum(np.arange(len(word)) - start, 15)))


def few(word: Ints) -> Ints:
    """Return word rows with all but the commonest words counted as rare."""
    return np.where(word < N_WORDS, word, 0)


class _Side(NamedTuple):
    """The cue on one side of every token: where it is (0 without one), and how far."""

    at: Ints
    distance: Ints
    level: Ints
    marks: Ints
    there: Bools


def _side(found: Ints, here: Ints, level: Ints, marks: Ints) -> _Side:
    there = found >= 0
    at = np.maximum(found, 0)
    return _Side(
        at,
        np.where(there, steps(np.abs(here - at)), 11),
        level[at],
        np.where(there, np.minimum(np.abs(marks - marks[at]), 3), 4),
        there,
    )


def add_content_slots(slots: Slots, batch: Batch, cue: Floats) -> None:
    """Add what the model looks at to tell whether a word is somebody's; ``cue``: probability of a cue."""
    kind, word = batch.kind, few(batch.word)
    here, sentence = np.arange(len(kind)), batch.sentence
    level = np.searchsorted(np.array(CUE_LEVELS, dtype=np.float32), cue)
    for step in range(-2, 3):
        slots.add(f"word {step:+d}", ("few words", shift(word, step)))
    for step in range(-3, 4):
        slots.add(f"class {step:+d}", ("class", shift(kind, step)))
    slots.add("classes -1 0", ("class", shift(kind, -1)), ("class", kind))
    slots.add("classes 0 +1", ("class", kind), ("class", shift(kind, 1)))
    for step in range(-2, 3):
        slots.add(f"cue level {step:+d}", ("6", shift(level, step)))
    head = (cue > HEAD) & batch.spoken & (cue >= shift_floats(cue, -1)) & (cue > shift_floats(cue, 1))
    marks = np.cumsum(SEGMENT[kind])
    left = _side(last_in_group(head, sentence, True), here, level, marks)
    right = _side(next_in_group(head, sentence, True), here, level, marks)
    _add_cues(slots, batch, word, left, right)
    _add_boundaries(slots, batch, word, left, here)
    _add_sentences(slots, batch, cue, head, word)
    _add_rules(slots, batch, left, level)


def distance(tokens: Ints, there: Bools) -> Ints:
    """Return the step of a distance; the last one where there is nothing to be distant from.

    >>> distance(np.array([1, 5, 99, 1]), np.array([True, True, True, False])).tolist()
    [0, 4, 10, 10]
    """
    return np.where(there, steps(np.abs(tokens)), len(DISTANCES))


def shift_floats(values: Floats, step: int) -> Floats:
    """Return the values ``step`` tokens further on, 0 beyond the ends."""
    moved = np.zeros_like(values)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved


def _beside(values: Ints, side: _Side, step: int) -> Ints:
    """Values some tokens beside the cue of a side; 0 without one."""
    return np.asarray(values[np.where(side.there, side.at + step, 0)])


def _add_cues(slots: Slots, batch: Batch, word: Ints, left: _Side, right: _Side) -> None:
    kind = batch.kind
    for name, side in (("left", left), ("right", right)):
        slots.add(f"{name} cue word", ("few words", word[side.at]))
        slots.add(f"{name} cue", ("cue", batch.cue[side.at]), ("2", side.there * 1))
        slots.add(f"{name} takes", ("takes", batch.takes[side.at]), ("5", side.marks))
        slots.add(f"{name} distance, level", ("12", side.distance), ("6", side.level))
        slots.add(f"{name} distance, marks", ("12", side.distance), ("5", side.marks))
        slots.add(f"{name} pattern", ("pattern", batch.site[side.at]), ("5", side.marks))
    after, second = _beside(kind, left, 1), _beside(kind, left, 2)
    slots.add("after left", ("class", after), ("12", left.distance))
    slots.add("after left twice", ("class", after), ("class", second))
    slots.add("after left, marks", ("class", after), ("5", left.marks))
    slots.add("left takes, after left", ("takes", batch.takes[left.at]), ("class", after))
    before, second, following = (_beside(kind, right, step) for step in (-1, -2, 1))
    slots.add("before right, marks", ("class", before), ("5", right.marks))
    slots.add("around right", ("class", before), ("class", following))
    slots.add("after right, marks", ("class", following), ("5", right.marks))
    slots.add("before right twice", ("class", before), ("class", second))
    slots.add("distances", ("12", left.distance), ("12", right.distance))
    slots.add("marks, levels", ("5", left.marks), ("5", right.marks), ("6", left.level), ("6", right.level))


def _add_boundaries(slots: Slots, batch: Batch, word: Ints, left: _Side, here: Ints) -> None:
    kind, sentence = batch.kind, batch.sentence
    boundary = BOUNDARY[kind]
    found = last_in_group(boundary, sentence, True)
    there, at = found >= 0, np.maximum(found, 0)
    which = kind[at]
    slots.add("boundary, after left", ("class", which), ("2", (left.there & (found > left.at)) * 1))
    slots.add("boundary, distance", ("class", which), ("11", distance(here - at, there)))
    slots.add("boundary, word", ("few words", word[np.where(there, at + 1, 0)]))
    slots.add("boundaries", ("class", kind[np.maximum(at - 1, 0)]), ("class", which))
    following = next_in_group(boundary, sentence)
    slots.add("next boundary", ("class", kind[np.maximum(following, 0)]))
    start = group_starts(sentence)
    segment = last_in_group(SEGMENT[kind], sentence)
    first = np.where(segment >= 0, np.minimum(segment + 1, len(kind) - 1), start)
    slots.add("segment, word", ("few words", word[first]))
    slots.add("segment, marks", ("class", kind[first]), ("5", left.marks))


def _add_sentences(slots: Slots, batch: Batch, cue: Floats, head: Bools, word: Ints) -> None:
    kind, sentence = batch.kind, batch.sentence
    count = int(sentence[-1]) + 1
    starts = np.searchsorted(sentence, np.arange(count))
    ends = np.append(starts[1:], len(kind)) - 1
    start, end = starts[sentence], ends[sentence]
    here = np.arange(len(kind))
    best = np.searchsorted(_SENTENCE_LEVELS, np.maximum.reduceat(np.where(batch.spoken, cue, 0), starts))
    heads = np.minimum(np.add.reduceat(head * 1, starts), 3)
    of_text = batch.text[starts]
    quoted = (batch.quote > 0) & batch.spoken
    some = np.maximum.reduceat(quoted * 1, starts)
    every = np.minimum.reduceat(np.where(batch.spoken, quoted, True) * 1, starts)
    state = some + some * every

    def beside(values: Ints, step: int) -> Ints:
        """Values of a neighbouring sentence of the same text plus 1; 0 without one."""
        return np.where(shift(of_text, step, -1) == of_text, shift(values, step) + 1, 0)

    previous, following = beside(best, -1), beside(best, 1)
    slots.add("sentence level", ("6", best[sentence]), ("4", heads[sentence]))
    slots.add("sentences beside", ("7", previous[sentence]), ("7", following[sentence]))
    slots.add("sentence quote", ("3", state[sentence]), ("3", batch.quote))
    quotes = beside(state, -1)
    slots.add("quotes beside", ("4", quotes[sentence]), ("4", beside(state, 1)[sentence]))
    slots.add("quotes, level", ("3", state[sentence]), ("4", quotes[sentence]), ("6", best[sentence]))
    slots.add("quotes", ("3", batch.quote), ("3", shift(batch.quote, -1)), ("3", shift(batch.quote, 1)))
    slots.add("sentence, word", ("few words", word[start]))
    slots.add(
        "sentence, opening", ("class", kind[start]), ("class", kind[np.minimum(start + 1, len(kind) - 1)])
    )
    slots.add("sentence, end", ("class", kind[end]))
    slots.add("place", ("11", steps(here - start)))
    slots.add("place from end", ("11", steps(end - here)))
    slots.add("length", ("6", np.searchsorted(_SIZES, ends - starts)[sentence]))
    first, opening = sentence[group_starts(batch.paragraph)], sentence[group_starts(batch.text)]
    slots.add("in paragraph", ("4", np.minimum(sentence - first, 3)), ("7", previous[sentence]))
    slots.add("in text", ("4", np.minimum(sentence - opening, 3)))


def _add_rules(slots: Slots, batch: Batch, left: _Side, level: Ints) -> None:
    pattern = batch.pattern
    slots.add("pattern", ("pattern", pattern), ("3", batch.quote))
    slots.add("pattern, neighbours", ("pattern", shift(pattern, -1)), ("pattern", shift(pattern, 1)))
    slots.add("pattern, distance", ("pattern", pattern), ("12", left.distance))
    slots.add("pattern, level", ("pattern", pattern), ("6", left.level), ("6", level))
    slots.add("pattern, marks", ("pattern", pattern), ("5", left.marks))


def axis_sizes(alphabets: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the sizes of the named axes from the names of their values."""
    sizes = {name: len(values) for name, values in alphabets.items()}
    return sizes | {"few words": min(N_WORDS, sizes["word"])}
