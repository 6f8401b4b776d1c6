"""Articles of focus and reference laid out for many terms at once: weights, units and cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.sides import Sides, both_sides
from analysis.measures.cells import Cells, Floats, Ints, unit_name
from analysis.measures.terms.counts import TermCounts

if TYPE_CHECKING:
    from scipy import sparse

BLOCK = 500_000
"""Numbers in a dense block of terms: few enough for the cache, which makes whole tables twice as fast."""

SUMMED = 16
"""Blocks that are summed to cells together."""
COUNTS = 250_000
"""Counts that are gone through together, some 25 MB with all that is made of them."""


@dataclass(frozen=True)
class TermSides:
    """The articles of one contrast.

    ``outlet`` and ``unit`` number the articles' outlets and units; ``weight`` is what an article's own
    average counts in focus - reference, when outlets of a side weigh equally; ``to_cells`` sums articles to
    cells (one outlet in one unit). ``clustered``: some unit holds several articles.
    """

    counts: TermCounts
    focus: tuple[str, ...]
    reference: tuple[str, ...]
    outlets: tuple[str, ...]
    outlet: Ints
    unit: Ints
    weight: Floats
    clustered: bool
    frame: Cells
    to_cells: sparse.csr_array

    @property
    def in_focus(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whether an article is the focus's."""
        return self.weight > 0

    def some_terms(self) -> Iterator[tuple[slice, TermSides]]:
        """Yield the same articles with some terms after others, each time with about ``COUNTS`` counts."""
        by_term = self.counts.by_term()
        before = by_term.counts.indptr[:-1]
        begins = np.flatnonzero(np.diff(before // COUNTS, prepend=-1)).tolist()
        for start, end in pairwise([*begins, len(before)]):
            counts = by_term.counts[:, start:end].tocsr()
            some = replace(by_term, terms=by_term.terms[start:end], counts=counts)
            yield slice(start, end), replace(self, counts=some)

    def blocks(self) -> Iterator[tuple[slice, Floats]]:
        """Yield the counts as dense blocks (articles × some terms) with their place."""
        size = max(1, BLOCK // max(1, self.counts.articles.height))
        columns = self.counts.by_term().counts
        for start in range(0, len(self.counts.terms), size):
            place = slice(start, min(start + size, len(self.counts.terms)))
            yield place, columns[:, place].toarray()

    def cell_blocks(self, measure: str) -> Iterator[tuple[slice, Sides]]:
        """Yield the two sides of some terms after others, with their place."""
        columns = self.counts.by_term().counts
        words = self.to_cells @ self.counts.words
        size, number = max(1, BLOCK // len(words)), len(self.counts.terms)
        for first in range(0, number, SUMMED * size):
            in_cells = (self.to_cells @ columns[:, first : first + SUMMED * size]).tocsc()
            for start in range(first, min(first + SUMMED * size, number), size):
                place = slice(start, min(start + size, number))
                some = in_cells[:, start - first : place.stop - first].toarray()
                yield place, self._sides(self._cells(some, words, self.counts.terms[place], measure))

    def sides(self, values: Floats, words: Floats, names: tuple[str, ...], measure: str) -> Sides:
        """Return the two sides of values of the articles (a row each), with one column per name."""
        return self._sides(self._cells(self.to_cells @ values, self.to_cells @ words, names, measure))

    def _cells(self, numerator: Floats, words: Floats, names: tuple[str, ...], measure: str) -> Cells:
        keys = tuple((measure, name, self.counts.voice, self.counts.part) for name in names)
        frame = self.frame
        return Cells(
            keys, frame.outlets, frame.outlet, frame.unit, numerator, words, frame.articles, frame.events
        )

    def _sides(self, cells: Cells) -> Sides:
        in_focus = np.array([name in self.focus for name in self.outlets], dtype=bool)
        return both_sides(cells, in_focus)


def term_sides(counts: TermCounts, focus: tuple[str, ...], reference: tuple[str, ...]) -> TermSides | None:
    """Lay out the articles of some outlets that have words of the counts' voice and part.

    ``None`` where a side has no such article.
    """
    from scipy import sparse  # heavy to import

    used = counts.of_outlets([*focus, *reference])
    used = used.rows(used.words > 0)
    outlets, outlet = np.unique(used.articles["outlet"].to_numpy().astype(str), return_inverse=True)
    ours = np.isin(outlets, focus)
    if not ours.any() or ours.all():
        return None
    names = used.articles.select(unit_name()).to_series().to_numpy().astype(str)
    unit = np.unique(names, return_inverse=True)[1].astype(np.int64)
    is_event = used.articles["event"].is_not_null().to_numpy()
    cell_keys, cell = np.unique(outlet.astype(np.int64) * (unit.max() + 1) + unit, return_inverse=True)
    first = np.zeros(len(cell_keys), dtype=np.int64)
    first[cell[::-1]] = np.arange(len(cell))[::-1]
    n = len(cell)
    to_cells = sparse.csr_array((np.ones(n), (cell, np.arange(n))), shape=(len(cell_keys), n))
    number = np.bincount(outlet)
    side = np.where(ours, 1.0 / ours.sum(), -1.0 / (~ours).sum())
    frame = Cells(
        (),
        tuple(str(name) for name in outlets),
        outlet[first].astype(np.int64),
        unit[first],
        np.zeros((len(cell_keys), 0)),
        to_cells @ used.words,
        np.bincount(cell).astype(np.int64),
        is_event[first].astype(np.int64),
    )
    return TermSides(
        used,
        focus,
        reference,
        frame.outlets,
        outlet.astype(np.int64),
        unit,
        (side / number)[outlet],
        bool(np.bincount(unit).max() > 1),
        frame,
        to_cells,
    )
