"""What the model looks at to tell cues, and words that are somebody's: one value per token in each slot."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.annotation.voices.model.features import HEAD, Batch, Slots, cue_levels
from analysis.annotation.voices.text.places import Bools, Floats, Groups, Ints, Near, distance, shift, steps

_SIZES = np.array([5, 10, 20, 30, 45])
_SENTENCE_LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])


def add_cue_slots(slots: Slots, batch: Batch) -> None:
    """Add what the model looks at to tell whether a word is part of a cue."""
    word, ending, kind, cue = (Near(values) for values in (batch.word, batch.ending, batch.kind, batch.cue))
    for step in range(-2, 3):
        slots.add(f"word {step:+d}", ("word", word.at(step)))
    slots.add("ending", ("ending", batch.ending))
    slots.add("ending -1", ("ending", ending.at(-1)))
    for step in range(-4, 4):
        slots.add(f"class {step:+d}", ("class", kind.at(step)))
    for left, right in ((-1, 1), (-2, -1), (1, 2), (0, 1), (-1, 0)):
        slots.add(f"classes {left:+d} {right:+d}", ("class", kind.at(left)), ("class", kind.at(right)))
    slots.add("cue", ("cue", batch.cue))
    slots.add("cue -1", ("cue", cue.at(-1)))
    slots.add("cue +1", ("cue", cue.at(1)))
    slots.add("cue, class +1", ("cue", batch.cue), ("class", kind.at(1)))
    slots.add("class -1, cue", ("class", kind.at(-1)), ("cue", batch.cue))
    slots.add("takes", ("takes", batch.takes))
    slots.add("takes, class +1", ("takes", batch.takes), ("class", kind.at(1)))
    slots.add("takes, pattern", ("takes", batch.takes), ("pattern", batch.site))
    slots.add("word, pattern", ("few words", batch.few), ("pattern", batch.site))
    slots.add("pattern", ("pattern", batch.site))
    slots.add("pattern here", ("pattern", batch.pattern), ("pattern", Near(batch.pattern).at(1)))
    _add_quotes(slots, batch)
    slots.add("place", ("16", np.minimum(batch.places - batch.sentences.first, 15)))


def _add_quotes(slots: Slots, batch: Batch) -> None:
    quote = Near(batch.quote)
    slots.add("quotes", ("3", batch.quote), ("3", quote.at(-1)), ("3", quote.at(1)))


class _Side(NamedTuple):
    """The cue on one side of every token: where it is (0 without one), and how far."""

    at: Ints
    distance: Ints
    level: Ints
    marks: Ints
    there: Bools

    def beside(self, values: Ints, step: int) -> Ints:
        """Values some tokens beside the cue; 0 without one."""
        places = self.at + step
        np.putmask(places, ~self.there, 0)
        return values.take(places)


def _side(found: Ints, batch: Batch, level: Ints) -> _Side:
    there, marks = found >= 0, batch.marks
    at = np.maximum(found, 0)
    far = steps(np.abs(batch.places - at))
    np.putmask(far, ~there, 11)
    between = np.minimum(np.abs(marks - marks.take(at)), 3)
    np.putmask(between, ~there, 4)
    return _Side(at, far, level.take(at), between, there)


def add_content_slots(slots: Slots, batch: Batch, cue: Floats) -> None:
    """Add what the model looks at to tell whether a word is somebody's; ``cue``: probability of a cue.

    Marks and padding are no cues: their probability is 0.
    """
    word, level = batch.few, cue_levels(cue)
    words, kind, levels, likely = Near(word), Near(batch.kind), Near(level), Near(cue)
    for step in range(-2, 3):
        slots.add(f"word {step:+d}", ("few words", words.at(step)))
    for step in range(-3, 4):
        slots.add(f"class {step:+d}", ("class", kind.at(step)))
    slots.add("classes -1 0", ("class", kind.at(-1)), ("class", kind.at(0)))
    slots.add("classes 0 +1", ("class", kind.at(0)), ("class", kind.at(1)))
    for step in range(-2, 3):
        slots.add(f"cue level {step:+d}", ("6", levels.at(step)))
    head = (cue > HEAD) & batch.spoken & (cue >= likely.at(-1)) & (cue > likely.at(1))
    left = _side(batch.sentences.last(head, True), batch, level)
    right = _side(batch.sentences.next(head, True), batch, level)
    _add_cues(slots, batch, word, left, right)
    _add_boundaries(slots, batch, word, left)
    _add_sentences(slots, batch, cue, head, word)
    _add_rules(slots, batch, left, level)


def _add_cues(slots: Slots, batch: Batch, word: Ints, left: _Side, right: _Side) -> None:
    kind = batch.kind
    for name, side in (("left", left), ("right", right)):
        slots.add(f"{name} cue word", ("few words", word.take(side.at)))
        slots.add(f"{name} cue", ("cue", batch.cue.take(side.at)), ("2", side.there))
        slots.add(f"{name} takes", ("takes", batch.takes.take(side.at)), ("5", side.marks))
        slots.add(f"{name} distance, level", ("12", side.distance), ("6", side.level))
        slots.add(f"{name} distance, marks", ("12", side.distance), ("5", side.marks))
        slots.add(f"{name} pattern", ("pattern", batch.site.take(side.at)), ("5", side.marks))
    after, second = left.beside(kind, 1), left.beside(kind, 2)
    slots.add("after left", ("class", after), ("12", left.distance))
    slots.add("after left twice", ("class", after), ("class", second))
    slots.add("after left, marks", ("class", after), ("5", left.marks))
    slots.add("left takes, after left", ("takes", batch.takes.take(left.at)), ("class", after))
    before, second, following = (right.beside(kind, step) for step in (-1, -2, 1))
    slots.add("before right, marks", ("class", before), ("5", right.marks))
    slots.add("around right", ("class", before), ("class", following))
    slots.add("after right, marks", ("class", following), ("5", right.marks))
    slots.add("before right twice", ("class", before), ("class", second))
    slots.add("distances", ("12", left.distance), ("12", right.distance))
    slots.add("marks, levels", ("5", left.marks), ("5", right.marks), ("6", left.level), ("6", right.level))


def _add_boundaries(slots: Slots, batch: Batch, word: Ints, left: _Side) -> None:
    kind, sentences = batch.kind, batch.sentences
    found = sentences.last(batch.boundary, True)
    there, at = found >= 0, np.maximum(found, 0)
    which = kind.take(at)
    slots.add("boundary, after left", ("class", which), ("2", left.there & (found > left.at)))
    slots.add("boundary, distance", ("class", which), ("11", distance(batch.places - at, there)))
    slots.add("boundary, word", ("few words", word.take(np.where(there, at + 1, 0))))
    slots.add("boundaries", ("class", kind.take(np.maximum(at - 1, 0))), ("class", which))
    following = sentences.next(batch.boundary)
    slots.add("next boundary", ("class", kind.take(np.maximum(following, 0))))
    segment = sentences.last(batch.segment)
    first = np.where(segment >= 0, np.minimum(segment + 1, len(kind) - 1), sentences.first)
    slots.add("segment, word", ("few words", word.take(first)))
    slots.add("segment, marks", ("class", kind.take(first)), ("5", left.marks))


def _add_sentences(slots: Slots, batch: Batch, cue: Floats, head: Bools, word: Ints) -> None:
    kind, sentence, groups = batch.kind, batch.sentence, batch.sentences
    starts, lengths, spread = groups.starts, groups.lengths, groups.spread
    of_text = batch.text.take(starts)

    def beside(values: Ints, step: int) -> Ints:
        """Values of a neighbouring sentence of the same text plus 1, for each token; 0 without one."""
        same = shift(of_text, step, -1) == of_text
        return spread(np.where(same, shift(values, step) + 1, 0))

    best = np.searchsorted(_SENTENCE_LEVELS, np.maximum.reduceat(cue, starts))
    heads = np.minimum(np.add.reduceat(head, starts, dtype=np.int64), 3)
    state = _quote_states(batch, starts)
    level, quoted, quotes = spread(best), spread(state), beside(state, -1)
    previous = beside(best, -1)
    slots.add("sentence level", ("6", level), ("4", spread(heads)))
    slots.add("sentences beside", ("7", previous), ("7", beside(best, 1)))
    slots.add("sentence quote", ("3", quoted), ("3", batch.quote))
    slots.add("quotes beside", ("4", quotes), ("4", beside(state, 1)))
    slots.add("quotes, level", ("3", quoted), ("4", quotes), ("6", level))
    _add_quotes(slots, batch)
    slots.add("sentence, word", ("few words", spread(word.take(starts))))
    second = kind.take(np.minimum(starts + 1, len(kind) - 1))
    slots.add("sentence, opening", ("class", spread(kind.take(starts))), ("class", spread(second)))
    slots.add("sentence, end", ("class", spread(kind.take(starts + lengths - 1))))
    here = batch.places - groups.first
    slots.add("place", ("11", steps(here)))
    slots.add("place from end", ("11", steps(spread(lengths - 1) - here)))
    slots.add("length", ("6", spread(np.searchsorted(_SIZES, lengths - 1))))
    first, opened = sentence.take(Groups(batch.paragraph).first), sentence.take(batch.texts.first)
    slots.add("in paragraph", ("4", np.minimum(sentence - first, 3)), ("7", previous))
    slots.add("in text", ("4", np.minimum(sentence - opened, 3)))


def _quote_states(batch: Batch, starts: Ints) -> Ints:
    """For each sentence: 0 without words in quote marks, 1 with some, 2 where all its words are in them."""
    quoted = (batch.quote > 0) & batch.spoken
    some = np.logical_or.reduceat(quoted, starts)
    every = np.logical_and.reduceat(quoted | ~batch.spoken, starts)
    return some.astype(np.int64) + (some & every)


def _add_rules(slots: Slots, batch: Batch, left: _Side, level: Ints) -> None:
    pattern, near = batch.pattern, Near(batch.pattern)
    slots.add("pattern", ("pattern", pattern), ("3", batch.quote))
    slots.add("pattern, neighbours", ("pattern", near.at(-1)), ("pattern", near.at(1)))
    slots.add("pattern, distance", ("pattern", pattern), ("12", left.distance))
    slots.add("pattern, level", ("pattern", pattern), ("6", left.level), ("6", level))
    slots.add("pattern, marks", ("pattern", pattern), ("5", left.marks))
