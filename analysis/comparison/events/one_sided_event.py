"""One event: which terms only one side carries, and how likely that is where all outlets write alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.events.stretches import holds, wrapped_stretches
from analysis.measures.cells import Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy import sparse

FOCUS = 0
ORDERS = 4


@dataclass(frozen=True)
class EventText:
    """Sentences of one event: words, unit (0 the focus, then each reference outlet), counts of terms.

    Sorted by unit. ``terms`` are the numbers of the columns of ``counts`` in the whole vocabulary.
    """

    words: Floats
    unit: Ints
    counts: sparse.csr_array
    terms: Ints

    @property
    def units(self) -> int:
        """The focus and the reference outlets that cover the event."""
        return int(self.unit[-1]) + 1

    def columns(self, chosen: Ints) -> EventText:
        """Return the same text with some of its terms."""
        return replace(self, counts=self.counts[:, chosen], terms=self.terms[chosen])

    def per_unit(self) -> Floats:
        """Return the occurrences of every term in every unit."""
        from scipy import sparse  # kept out of ``import analysis``

        n = len(self.unit)
        which = sparse.csr_array((np.ones(n), (self.unit, np.arange(n))), shape=(self.units, n))
        return np.asarray((which @ self.counts).toarray())


@dataclass(frozen=True)
class Compared:
    """Terms of one event and direction: whether the term is one-sided here, and the chance of that."""

    terms: Ints
    one_sided: Bools
    chance: Floats
    occurrences: Floats  # (units, terms)


def not_in_focus(event: EventText, at_least: int, draws: int, random: np.random.Generator) -> Compared:
    """Compare the terms that ``at_least`` outlets of the event carry, the focus among them or not.

    The chance that the focus lacks such a term: stretches as long as the focus's text are drawn from the
    articles of each reference outlet, and the shares without the term are summed over outlets. The focus
    itself, with or without the term, is one outlet more: (focus lacks it + sum) / (reference outlets + 1).
    Given how many outlets carry the term this is right on average where all write alike, and never 0: k
    outlets say no more than k coins.

    An outlet with less text than the focus is taken whole. Its text joined with another outlet's would hold
    what either of them wrote, which no single article does: with such draws a long focus lacks up to three
    times as many terms as expected where nothing differs. Taken whole, it lacks fewer than expected, so the
    chance is rather too high than too low.
    """
    occurrences = event.per_unit()
    chosen = np.flatnonzero((occurrences > 0).sum(axis=0) >= at_least)
    occurrences = occurrences[:, chosen]
    lacking = occurrences[FOCUS] == 0
    length = event.words[event.unit == FOCUS].sum()
    each = -(-draws // (event.units - 1))
    absent = lacking.astype(np.float64)
    for unit in range(FOCUS + 1, event.units) if len(chosen) else ():
        here = event.unit == unit
        starts = random.integers(0, int(here.sum()), each)
        drawn = wrapped_stretches(event.words[here], length, starts)
        absent += 1.0 - holds(drawn, event.counts[here][:, chosen]).mean(axis=0)
    could = absent > 0  # not where every outlet carries the term in every stretch
    chance = absent[could] / event.units
    return Compared(event.terms[chosen[could]], lacking[could], chance, occurrences[:, could])


def only_in_focus(event: EventText, draws: int, random: np.random.Generator) -> Compared:
    """Compare the terms that exactly one outlet of the event carries.

    The chance that this outlet is the focus, 1 / (outlets) where texts are equally long; a long text has more
    room for what nobody else wrote. The articles of the event, the focus's too, are laid end to end, and each
    outlet gets the odds that a stretch as long as its own text holds the term, however its occurrences
    cluster: odds of the focus / sum of odds is the probability of the focus, given one carrier among
    independent outlets.
    """
    occurrences = event.per_unit()
    chosen = np.flatnonzero((occurrences > 0).sum(axis=0) == 1)
    occurrences = occurrences[:, chosen]
    lengths = np.bincount(event.unit, event.words).astype(np.float64)
    odds = _odds_of_holding(event, event.counts[:, chosen], lengths, draws, random)
    return Compared(event.terms[chosen], occurrences[FOCUS] > 0, odds[FOCUS] / odds.sum(axis=0), occurrences)


def _odds_of_holding(
    event: EventText, counts: sparse.csr_array, lengths: Floats, draws: int, random: np.random.Generator
) -> Floats:
    """Return the odds that a stretch of each length holds each term, never 0 (lengths, terms).

    Each of ``ORDERS`` random orders of the outlets gets its part of the draws.
    """
    if not counts.shape[1]:
        return np.ones((len(lengths), 0))
    each = -(-draws // ORDERS)
    held = np.zeros((len(lengths), counts.shape[1]))
    for _ in range(ORDERS):
        order = np.argsort(random.permutation(event.units)[event.unit], kind="stable")
        words, ordered = event.words[order], counts[order]
        starts = random.integers(0, len(order), each)
        for number, length in enumerate(lengths):
            held[number] += holds(wrapped_stretches(words, length, starts), ordered).sum(axis=0)
    return np.asarray((held + 0.5) / (ORDERS * each - held + 0.5))
