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
    """p of the terms that were tested; ``p`` is ``None`` where the design cannot reach the level.

    ``points_to`` says for a test of scores whether the focus uses each term more (1) or less (-1).
    """

    p: Floats | None
    smallest: float
    method: str
    points_to: Floats | None = None

    def agreeing(self, direction: Floats, level: float) -> TermTests:
        """Return the tests with p raised to 1 - level where a score and the term's ratio point apart.

        ``direction`` : of the same terms, where the interval of the ratio points (``term_numbers``); those
        whose p is above 1 - level need none
        """
        if self.p is None or self.points_to is None:
            return self
        agree = (self.points_to == direction) & (self.points_to != 0)
        return replace(self, p=np.where(agree, self.p, np.maximum(self.p, 1.0 - level)))


def p_values(
    sides: TermSides,
    chosen: Ints,
    settings: Inference,
    seed: int,
    *,
    early: bool = False,
) -> TermTests:
    """Test some of the terms.

    Parameters
    ----------
    chosen : numbers of the terms that are tested, as one family
    settings, seed : resamples, level and seed
    early : permutations stop where p is sure to stay above 1 - level (``permutation_p``)

    Returns
    -------
    TermTests
        Words and phrases: ``score_test``, to be made ``agreeing`` with the ratios. Terms and categories:
        permutations of outlet labels.
    """
    unit = "event" if sides.clustered else "article"
    some = (
        sides
        if len(chosen) == len(sides.counts.terms)
        else replace(sides, counts=sides.counts.columns(chosen))
    )
    if some.counts.kind in WHOLE_VOCABULARIES:
        scored, points_to = score_test(some)
        method = f"square roots of rates, adjusted for length; moderated variance by {unit}"
        return TermTests(scored, 0.0, method, points_to)
    both = some.sides(some.counts.counts.toarray(), some.counts.words, some.counts.terms, RATE)
    smallest = smallest_p(both, settings.resamples)
    possible = smallest <= 1.0 - settings.level
    enough = enough_of(settings) if early else None
    p = permutation_p(both, settings.resamples, seed, enough=enough) if possible else None
    where = "inside events" if unit == "event" else "over articles"
    number = f"{'at most ' if early else ''}{settings.resamples} resamples"
    return TermTests(p, smallest, f"permutation of outlets {where}, {number}; variance by {unit}")
