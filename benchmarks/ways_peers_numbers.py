"""What peers do with matrices of counts in ``make bench``; see ``ways_peers.py``, which names them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[], Any]


def _matrix(folder: Path, name: str) -> Any:
    from scipy import sparse

    return sparse.load_npz(folder / f"{name}.npz")


class _Counted:
    """Stands in the place of a CountVectorizer that has counted already."""

    def __init__(self, matrix: Any) -> None:
        self.matrix, self.vocabulary_ = matrix, {f"w{i:06}": i for i in range(matrix.shape[1])}

    def fit_transform(self, _texts: list[str]) -> Any:
        return self.matrix


def convokit(folder: Path) -> Work:
    """Return z of every term by ConvoKit's FightingWords; the first half of the rows is the first class."""
    from convokit.fighting_words import FightingWords

    matrix = _matrix(folder, "keyness")
    model = FightingWords(cv=_Counted(matrix), text_func=str, prior=0.1)
    half = [""] * (matrix.shape[0] // 2)

    def work() -> list[float]:
        z = model._bayes_compare_language(half, half)
        return [float(z[term]) for term in sorted(z)]

    return work


def dense_rows(folder: Path) -> Work:
    """Return the ratios when articles are drawn again, by row index into a dense array."""
    return _rows(folder, "dense", _matrix(folder, "dense").toarray())


def sparse_rows(folder: Path) -> Work:
    """Return the same by row index into a sparse matrix, of the first resamples only."""
    return _rows(folder, "sparse", _matrix(folder, "sparse").tocsr())


def _rows(folder: Path, name: str, counts: Any) -> Work:
    import numpy as np

    given = np.load(folder / f"{name}.draws.npz")
    drawn, words, outlet = given["drawn"], given["words"], given["outlet"]
    pseudo, pseudo_words, totals = given["pseudo"], given["pseudo_words"], given["totals"]

    def rate(rows: Any) -> Any:
        return np.asarray(counts[rows].sum(axis=0)).ravel() / words[rows].sum()

    def work() -> list[list[float]]:
        made = np.empty((len(drawn), counts.shape[1]))
        longer = np.log2((totals[0] + pseudo_words) / (totals[1] + pseudo_words))
        for number, rows in enumerate(drawn):
            rates = [rate(rows[outlet[rows] == k]) for k in range(outlet.max() + 1)]
            ours = rates[0] * totals[0] + pseudo
            theirs = np.mean(rates[1:], axis=0) * totals[1] + pseudo
            made[number] = np.log2(ours / theirs) - longer
        return summary(made.T)

    return work


def summary(ratios: Any) -> list[list[float]]:
    """Return mean, lowest and highest ratio of each term (terms × resamples)."""
    return [ratios.mean(axis=1).tolist(), ratios.min(axis=1).tolist(), ratios.max(axis=1).tolist()]
