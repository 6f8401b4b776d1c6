"""Log ratios with a Dirichlet prior, and the word-based statistics that other tools report."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.errors import InputError
from analysis.measures.cells import Floats

PRIORS = ("even", "informative", "flat")


@dataclass(frozen=True)
class Prior:
    """A Dirichlet prior over the terms: pseudo-occurrences, and the pseudo-words that they stand in.

    ``even`` gives every term ``each`` pseudo-occurrences at the rate that it has on both sides together (the
    gamma marginal of a Dirichlet prior, its strength chosen for the term): a ratio that rests on few
    occurrences is drawn strongly to 1, one that rests on many hardly. ``informative`` (Monroe, Colaresi and
    Quinn 2008) deals ``words`` pseudo-words to the terms by their frequency on both sides together: all
    ratios are drawn to 1 alike, since rare terms get little of it. ``flat`` gives every term ``each``, out of
    as many pseudo-words as that makes.

    Raises
    ------
    InputError
        an unknown kind, or a strength of 0 or less

    >>> str(Prior()), str(Prior("informative"))
    ('even prior, 1 of each term', 'informative Dirichlet prior, 10,000 words')
    """

    kind: str = "even"
    words: float = 10_000.0
    each: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in PRIORS:
            expected = f"one of {', '.join(PRIORS)}"
            raise InputError("keyness", "argument 'prior'", f"'{self.kind}'", expected, "correct the name")
        if not (self.words > 0 and self.each > 0):
            raise InputError(
                "keyness", "argument 'prior'", "a strength of 0 or less", "more than 0", "raise it"
            )

    def __str__(self) -> str:
        if self.kind == "informative":
            return f"informative Dirichlet prior, {self.words:,.0f} words"
        return f"{self.kind} {'Dirichlet ' if self.kind == 'flat' else ''}prior, {self.each:g} of each term"

    def pseudo_counts(self, occurrences: Floats, words: Floats) -> tuple[Floats, Floats]:
        """Return the pseudo-occurrences of each term, and the pseudo-words they stand in.

        ``occurrences`` are those of each term on both sides together, of which a term without any is taken to
        have a half; ``words`` those of the sides, or of the articles.
        """
        rate = np.maximum(occurrences, 0.5) / max(float(words.sum()), 1.0)
        if self.kind == "informative":
            return rate * self.words, np.full(len(rate), self.words)
        pseudo = np.full(len(rate), self.each)
        return pseudo, pseudo / rate if self.kind == "even" else np.full(len(rate), self.each * len(rate))


FIGHTIN_WORDS_PRIOR = Prior("flat", each=0.1)


def log_likelihood(hits: Floats, words: Floats) -> Floats:
    """Return G², which takes words for independent (Dunning 1993), with the sign left off.

    Parameters
    ----------
    hits : occurrences, a row per side and a column per term
    words : words of each side

    Returns
    -------
    ndarray
        G² of the table of hits and other words by side, one per term

    >>> log_likelihood(np.array([[10.0], [30.0]]), np.array([1000.0, 1000.0])).round(3).tolist()
    [10.669]
    """
    total = 0.0
    for observed in (hits, words[:, None] - hits):
        expected = words[:, None] * (observed.sum(axis=0) / words.sum())
        safe = np.where(observed > 0, observed, 1.0)
        total = total + (observed * np.log(safe / np.where(observed > 0, expected, 1.0))).sum(axis=0)
    return np.asarray(2.0 * total).clip(min=0.0)


def log_likelihood_p(g2: Floats) -> Floats:
    """Return p of G², chi-squared with one degree of freedom.

    >>> log_likelihood_p(np.array([3.841459])).round(6).tolist()
    [0.05]
    """
    from scipy.special import chdtrc

    return np.asarray(chdtrc(1, g2))


def fightin_words_z(hits: Floats, words: Floats, prior: Prior = FIGHTIN_WORDS_PRIOR) -> Floats:
    """Return z of the log odds ratio with a Dirichlet prior (Monroe, Colaresi and Quinn 2008, eq. 16 to 22).

    It takes words for independent; positive where row 0 has more.

    Parameters
    ----------
    hits, words : as for ``log_likelihood``; focus first
    prior : flat, 0.1 of each term, as in ConvoKit, where nothing else is asked for

    >>> fightin_words_z(np.array([[10.0], [30.0]]), np.array([1000.0, 1000.0])).round(2).tolist()
    [-3.06]
    """
    pseudo, pseudo_words = prior.pseudo_counts(hits.sum(axis=0), words)
    raised = hits + pseudo
    others = words[:, None] + pseudo_words - raised
    log_odds = np.log(raised) - np.log(np.maximum(others, 1e-9))
    return np.asarray((log_odds[0] - log_odds[1]) / np.sqrt((1.0 / raised).sum(axis=0)))
