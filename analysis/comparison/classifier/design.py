"""Which articles stay together when a classifier is tested, and which outlet labels may change places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma

import numpy as np
import polars as pl

from analysis.comparison.resampling import shared_unit
from analysis.measures.cells import Bools, Ints


@dataclass(frozen=True)
class Design:
    """Articles in the order of their table.

    ``outlet`` numbers their outlets, of which the first ``n_focus`` are the focus's; ``group`` numbers what
    stays together (articles on one event, copies, or one article); ``fold`` is the part of each; ``unit`` is
    event or article.
    """

    outlet: Ints
    outlets: tuple[str, ...]
    n_focus: int
    group: Ints
    fold: Ints
    unit: str

    @property
    def in_focus(self) -> Bools:
        return self.outlet < self.n_focus

    def units(self) -> tuple[int, int]:
        """Return how many groups the focus and the reference have."""
        ours, theirs = (len(np.unique(self.group[side])) for side in (self.in_focus, ~self.in_focus))
        return ours, theirs

    def drawn(self, most: int, seed: int) -> Bools:
        """Return which articles to read where there are more than ``most``: whole groups, drawn at random.

        Of a group of more than a tenth of ``most`` so many articles are drawn: a few events with thousands of
        articles would else leave one event, or none, and perhaps no article of a side.
        """
        if len(self.group) <= most:
            return np.ones(len(self.group), dtype=bool)
        random = np.random.default_rng(np.random.SeedSequence([seed, 2]))
        shuffled = random.permutation(len(self.group))
        by_group = shuffled[np.argsort(self.group[shuffled], kind="stable")]
        sizes = np.bincount(self.group)
        place = np.arange(len(by_group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        cap = max(most // 10, 1)
        few = np.zeros(len(self.group), dtype=bool)
        few[by_group[place < cap]] = True
        order = random.permutation(len(sizes))
        kept = order[np.cumsum(np.minimum(sizes, cap)[order]) <= most]
        return few & np.isin(self.group, kept)


def design_of(
    articles: pl.DataFrame, focus: Sequence[str], reference: Sequence[str], folds: int, seed: int
) -> Design:
    """Lay out folds: events and copies whole, and outlets spread over them as evenly as can be.

    Parameters
    ----------
    articles : columns article_id, outlet, event and copy_of, of the outlets of both sides only
    folds : most folds; no more than there are groups on the side with fewer
    """
    outlets = (*focus, *reference)
    number = {name: i for i, name in enumerate(outlets)}
    outlet = np.array([number[name] for name in articles["outlet"]], dtype=np.int64)
    group = _groups(articles)
    sizes = [len(np.unique(group[side])) for side in (outlet < len(focus), outlet >= len(focus))]
    fold = _dealt(outlet, group, max(1, min(folds, *sizes)), seed)
    return Design(outlet, outlets, len(focus), group, fold, shared_unit(articles))


def _groups(articles: pl.DataFrame) -> Ints:
    """Number the groups: articles that are linked by an event or as copies, also over several steps."""
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    row = {article_id: i for i, article_id in enumerate(articles["article_id"])}
    first: dict[str, int] = {}
    links = [
        (i, first.setdefault(event, i)) for i, event in enumerate(articles["event"]) if event is not None
    ]
    # Copies of an article that is not on either side belong together all the same.
    origins: dict[str, int] = {}
    for i, origin in enumerate(articles["copy_of"]):
        if origin is not None:
            links.append((i, row.get(origin, origins.setdefault(origin, i))))
    n = len(row)
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    graph = sparse.coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _dealt(outlet: Ints, group: Ints, folds: int, seed: int) -> Ints:
    """Deal groups out at random, those of the same outlets in turn, so that each fold has some."""
    random = np.random.default_rng(np.random.SeedSequence(seed))
    members: dict[int, set[int]] = {}
    for one, name in zip(group.tolist(), outlet.tolist(), strict=True):
        members.setdefault(one, set()).add(name)
    draws = random.random(len(members))
    order = sorted(members, key=lambda one: (sorted(members[one]), draws[one]))
    fold_of = np.empty(len(members), dtype=np.int64)
    fold_of[order] = np.arange(len(order)) % folds
    return np.asarray(fold_of[group])


def permuted_outlets(design: Design, resamples: int, seed: int, batch: int) -> Iterator[Ints]:
    """Yield batches of outlet numbers (batch, articles) with labels permuted.

    Labels change places among the cells (one outlet's articles in one group) of a group that several outlets
    share, and else among the groups of single outlets in one fold, whose articles stay together. Inside a
    fold, since outlets are spread evenly over folds: labels that change places between them would be spread
    less evenly than the true ones, and harder to tell.
    """
    (_, outlets), cell, strata = _cells(design)
    by_stratum = np.argsort(strata, kind="stable")
    random = np.random.default_rng(np.random.SeedSequence([seed, 1]))
    for start in range(0, resamples, batch):
        keys = strata + random.random((min(batch, resamples - start), len(strata)))
        order = np.empty(keys.shape, dtype=np.int64)
        order[:, by_stratum] = np.argsort(keys, axis=1)
        yield outlets[order][:, cell]


def smallest_p(design: Design, resamples: int) -> float:
    """Return the smallest p that so many permutations, and so many distinct ones, can give."""
    (_, outlets), _, strata = _cells(design)
    side = outlets < design.n_focus
    ways = 0.0
    for stratum in np.unique(strata):
        here = side[strata == stratum]
        n, k = len(here), int(here.sum())
        ways += lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return min(1.0, max(1.0 / (resamples + 1.0), exp(-ways)))


def _cells(design: Design) -> tuple[tuple[Ints, Ints], Ints, Ints]:
    """Return group and outlet of the cells, the cell of each article, and which cells may change places.

    Those with one number may: the number is that of the group where outlets share it, else of the fold.
    """
    cells, cell = np.unique(np.stack([design.group, design.outlet]), axis=1, return_inverse=True)
    fold_of = np.zeros(int(design.group.max()) + 1, dtype=np.int64)
    fold_of[design.group] = design.fold
    shared = np.bincount(cells[0])[cells[0]] > 1
    strata = np.where(shared, len(design.group) + cells[0], fold_of[cells[0]])
    return (cells[0], cells[1]), cell.ravel(), strata
