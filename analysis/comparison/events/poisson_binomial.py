"""How many of several unequal chances come true."""

from __future__ import annotations

import numpy as np

from analysis.measures.cells import Floats


def poisson_binomial_tail(chances: Floats, at_least: int) -> float:
    """Return the probability that ``at_least`` or more of independent events happen.

    Exact, by convolution (Hong 2013, formula for the distribution by recursion); the last state collects
    everything from ``at_least`` on, so small tails do not suffer from cancellation.

    >>> poisson_binomial_tail(np.array([0.5, 0.5, 0.5]), 2)
    0.5
    """
    state = np.zeros(at_least + 1)
    state[0] = 1.0
    for chance in chances:
        moved = state[:-1] * chance
        state[:-1] -= moved
        state[1:] += moved
    return float(min(1.0, state[-1]))
