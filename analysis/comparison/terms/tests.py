"""Which test terms get: that of whole vocabularies, or permutations for a small declared family."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.comparison.permutation import enough_of, permutation_p, smallest_p
from analysis.comparison.terms.numbers import RATE
from analysis.comparison.terms.score_test import score_test
from analysis.comparison.terms.sides import TermSides
from analysis.measures.cells import Floats, Ints
from analysis.study import Inference

WHOLE_VOCABULARIES = ("words", "phrases")


@dataclass(frozen=True)
class TermTests:
    """p of the terms that were tested; ``p`` is ``None`` where the design cannot reach the level."""

    p: Floats | None
    smallest: float
    method: str


def p_values(
    sides: TermSides,
    chosen: Ints,
    direction: Floats,
    settings: Inference,
    seed: int,
    *,
    early: bool = False,
) -> TermTests:
    """Test some of the terms.

    Parameters
    ----------
    chosen : numbers of the terms that are tested, as one family
    direction : of every term, where the interval of its ratio points (``term_numbers``)
    settings, seed : resamples, level and seed
    early : permutations stop where p is sure to stay above 1 - level (``permutation_p``)

    Returns
    -------
    TermTests
        Words and phrases: ``score_test``, whose p is raised to 1 - level where the ratio does not point the
        same way. Terms and categories: permutations of outlet labels.
    """
    unit = "event" if sides.clustered else "article"
    some = (
        sides
        if len(chosen) == len(sides.counts.terms)
        else replace(sides, counts=sides.counts.columns(chosen))
    )
    if some.counts.kind in WHOLE_VOCABULARIES:
        scored, points_to = score_test(some)
        agree = (points_to == direction[chosen]) & (points_to != 0)
        scored = np.where(agree, scored, np.maximum(scored, 1.0 - settings.level))
        return TermTests(
            scored, 0.0, f"square roots of rates, adjusted for length; moderated variance by {unit}"
        )
    both = some.sides(some.counts.counts.toarray(), some.counts.words, some.counts.terms, RATE)
    smallest = smallest_p(both, settings.resamples)
    possible = smallest <= 1.0 - settings.level
    enough = enough_of(settings) if early else None
    p = permutation_p(both, settings.resamples, seed, enough=enough) if possible else None
    where = "inside events" if unit == "event" else "over articles"
    number = f"{'at most ' if early else ''}{settings.resamples} resamples"
    return TermTests(p, smallest, f"permutation of outlets {where}, {number}; variance by {unit}")
