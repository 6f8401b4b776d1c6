"""Which runs of words articles of several outlets share, and where these stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.annotation.pieces import spread
from analysis.measures.cells import Bools, Ints
from analysis.measures.shared.keys import Keys, PartRuns, SmallInts

FURNITURE = 5
"""A run that one outlet has in so many articles is a byline, a caption or a copyright line."""
COMPARED = 1_000_000
"""Places of runs in two articles each that are looked at together, some 100 MB."""


@dataclass(frozen=True)
class PartShared:
    """The runs of a part that several outlets have.

    ``article`` (numbered over all parts) and ``run`` have a row for each run that an article has, by article.
    ``at`` has the first word of every place where a run stands, by row; the places of row r are
    ``at[first[r]:first[r + 1]]``.
    """

    article: SmallInts
    run: SmallInts
    first: Ints
    at: SmallInts

    @staticmethod
    def of(part: PartRuns, several: Keys, first_article: int) -> PartShared:
        """Find the runs of a part among ``several`` keys in ascending order, by which they are numbered."""
        number = several.searchsorted(part.key)
        number[number == len(several)] = 0
        shared = several[number] == part.key if len(several) else np.zeros(len(number), dtype=bool)
        at = part.at[shared]
        here = part.article[part.span[at]].astype(np.int64) + first_article
        rows, row = np.unique(here * len(several) + number[shared], return_inverse=True)
        article, run = np.divmod(rows, max(len(several), 1))
        first = np.append(0, np.cumsum(np.bincount(row, minlength=len(rows))))
        at = at[np.argsort(row, kind="stable")]
        return PartShared(article.astype(np.int32), run.astype(np.int32), first, at)

    def places(self, row: Ints, other: Ints) -> tuple[Ints, Ints]:
        """Return the places of some rows with what stands beside each, in the order of both."""
        number = np.diff(self.first)[row]
        at, other = self.at[spread(number, self.first[row])], other.repeat(number)
        order = np.lexsort((at, other))
        return at[order].astype(np.int64), other[order]


@dataclass(frozen=True)
class _Members:
    """For each run the articles that have it, or their outlets: ``member[first[run]:first[run + 1]]``."""

    first: Ints
    member: SmallInts

    @staticmethod
    def of(parts: list[tuple[SmallInts, SmallInts]], runs: int) -> _Members:
        """Put members and their runs together; each part is forgotten once it is there."""
        number = np.zeros(runs, dtype=np.int64)
        for _, run in parts:
            here, found = np.unique(run, return_counts=True)
            number[here] += found
        first = np.append(0, np.cumsum(number))
        free, member = first[:-1].copy(), np.empty(first[-1], dtype=np.int32)
        while parts:
            members, run = parts.pop()
            here, found = np.unique(run, return_counts=True)
            member[spread(found, free[here])] = members[np.argsort(run, kind="stable")]
            free[here] += found
        return _Members(first, member)

    def number(self, run: SmallInts) -> Ints:
        return self.first[run + 1] - self.first[run]

    def beside(self, row: Ints, run: SmallInts) -> tuple[Ints, Ints]:
        """Return each of some rows once for every member of its run, and these members."""
        number = self.number(run)
        return row.repeat(number), self.member[spread(number, self.first[run])].astype(np.int64)


class Sharing:
    """Says of the runs of a part which outlets share them.

    Parameters
    ----------
    parts : article and run of every part (``PartShared``), which are taken out of the list; memory grows with
        their rows, 4 to 8 bytes each
    quoted : of every run
    outlet_of : number of the outlet of every article
    together : unquoted runs that two articles must share
    """

    def __init__(
        self, parts: list[tuple[SmallInts, SmallInts]], quoted: Bools, outlet_of: Ints, together: int
    ) -> None:
        self._outlet_of, self._outlets = outlet_of, int(outlet_of.max(initial=0)) + 1
        self._together = together
        self._articles = _Members.of(parts, len(quoted))
        kept = np.ones(len(quoted), dtype=bool)
        # Two articles that share one such run share enough.
        alone = quoted | (together == 1)
        owners = []
        for run, outlet, number in self._runs_and_outlets():
            kept[run[(number >= FURNITURE) & ~quoted[run]]] = False
            here = alone[run] & kept[run]
            owners.append((outlet[here].astype(np.int32), run[here].astype(np.int32)))
        self._alone, self._counted = kept & alone, kept & ~alone
        self._owners = _Members.of(owners, len(quoted))

    def _runs_and_outlets(self) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Yield the runs with each of their outlets, and how many articles that is, some runs at a time."""
        first = self._articles.first
        begins = np.flatnonzero(np.diff(first[:-1] // COMPARED, prepend=-1)).tolist()
        for begin, end in pairwise([*begins, len(first) - 1]):
            run = np.arange(begin, end).repeat(np.diff(first[begin : end + 1]))
            outlet = self._outlet_of[self._articles.member[first[begin] : first[end]]]
            pairs, number = np.unique(run * self._outlets + outlet, return_counts=True)
            yield *np.divmod(pairs, self._outlets), number

    def others(self, part: PartShared) -> tuple[Ints, Ints]:
        """Return the rows of a part that articles of other outlets share, and these outlets."""
        found = [self._others_alone(part), *self._others_counted(part)]
        row, other = (np.concatenate(column) for column in zip(*found, strict=True))
        return row, other

    def _others_alone(self, part: PartShared) -> tuple[Ints, Ints]:
        rows = np.flatnonzero(self._alone[part.run])
        row, other = self._owners.beside(rows, part.run[rows])
        foreign = self._outlet_of[part.article[row]] != other
        return row[foreign], other[foreign]

    def _others_counted(self, part: PartShared) -> Iterator[tuple[Ints, Ints]]:
        rows = np.flatnonzero(self._counted[part.run])
        article = part.article[rows]
        before = np.append(0, np.cumsum(self._articles.number(part.run[rows])))
        begins = np.flatnonzero(np.diff(article, prepend=-1))
        # Articles stay whole.
        begins = begins[np.diff(before[begins] // COMPARED, prepend=-1) > 0]
        for begin, end in pairwise([*begins.tolist(), len(rows)]):
            row, there = self._articles.beside(rows[begin:end], part.run[rows[begin:end]])
            other = self._outlet_of[there]
            foreign = self._outlet_of[part.article[row]] != other
            row, there, other = row[foreign], there[foreign], other[foreign]
            pair = part.article[row].astype(np.int64) * len(self._outlet_of) + there
            _, place, shared = np.unique(pair, return_inverse=True, return_counts=True)
            near = shared[place] >= self._together
            row, other = np.divmod(np.unique(row[near] * self._outlets + other[near]), self._outlets)
            yield row, other
