"""Corpora in which there is nothing to find, or another outlet in the focus's place: who is on which side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from analysis.comparison.outlets import check_outlets, chosen_outlets
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import unit_name

MOST_OUTLETS = 20
ARTICLE_COLUMNS = ("article_id", "outlet", "event", "published")


@dataclass(frozen=True)
class Split:
    """Other outlets for some articles (the others keep theirs), and the two sides to compare.

    ``stands_in`` is what stood in the focus's place. ``reason`` says why there is nothing to compare.
    ``is_focus``: nothing was changed; this is the true focus, beside which the others are seen.
    """

    stands_in: str
    outlet_of: Mapping[str, str] = field(default_factory=dict)
    focus: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    reason: str | None = None
    is_focus: bool = False


@dataclass(frozen=True)
class _Corpus:
    """The articles of the outlets of both sides, and how often they are dealt anew."""

    articles: pl.DataFrame
    focus: tuple[str, ...]
    reference: tuple[str, ...]
    splits: int
    seed: int
    most_outlets: int

    @property
    def random(self) -> np.random.Generator:
        """A generator that starts anew."""
        return np.random.default_rng(np.random.SeedSequence(self.seed))

    def largest(self, outlets: tuple[str, ...]) -> tuple[str, ...]:
        """Those with most articles, in the order given."""
        sizes = dict(self.articles.group_by("outlet").len().iter_rows())
        kept = sorted(outlets, key=lambda name: (-sizes.get(name, 0), name))[: self.most_outlets]
        return tuple(name for name in outlets if name in kept)

    def by_outlet(self) -> list[tuple[str, pl.DataFrame]]:
        """Outlets, the focus first, with their articles; of many only the largest."""
        names = self.largest((*self.focus, *self.reference))
        return [(name, self.articles.filter(pl.col("outlet") == name)) for name in names]


def splits_of(
    articles: pl.DataFrame,
    kind: str,
    focus: tuple[str, ...],
    reference: tuple[str, ...],
    *,
    splits: int,
    seed: int,
    most_outlets: int = MOST_OUTLETS,
) -> list[Split]:
    """Return the splits of one kind; see ``null_check`` for the kinds and arguments.

    Raises
    ------
    InputError
        an unknown kind or outlet, an outlet on both sides, no focus where the kind needs one
    """
    if kind not in KINDS:
        expected = f"one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        raise InputError("null check", "argument 'kind'", f"'{kind}'", expected, "correct the name")
    table = articles.select(ARTICLE_COLUMNS).sort("article_id")
    if table.is_empty():
        return [Split("", reason="there are no articles")]
    if kind in (SHUFFLED, PLACEBO):
        ours, theirs = chosen_outlets(table, focus, reference)
    else:
        known = sorted(table["outlet"].unique())
        check_outlets((*focus, *reference), known, "focus")
        ours, theirs = tuple(dict.fromkeys((*focus, *reference))) or tuple(known), ()
    used = table.filter(pl.col("outlet").is_in([*ours, *theirs]))
    return KINDS[kind](_Corpus(used, ours, theirs, splits, seed, most_outlets))


def _units(articles: pl.DataFrame) -> pl.DataFrame:
    """Return one row per event, or article without one: its article_ids, outlets and first day."""
    return (
        articles.group_by(unit=unit_name())
        .agg("article_id", "outlet", event=pl.col("event").first(), published=pl.col("published").min())
        .sort("unit")
    )


def _halves(name: str, first: pl.DataFrame, second: pl.DataFrame, labels: tuple[str, str]) -> Split:
    ids = [half["article_id"].explode().to_list() for half in (first, second)]
    outlet_of = {article: label for label, half in zip(labels, ids, strict=True) for article in half}
    return Split(name, outlet_of, (labels[0],), (labels[1],))


def _too_few(outlet: str, articles: pl.DataFrame, units: pl.DataFrame) -> str | None:
    """Say why an outlet cannot be dealt to two halves."""
    if units.height > 1:
        return None
    if articles.height == 1:
        return f"{outlet} has 1 article, which cannot be halved"
    return f"all {articles.height} articles of {outlet} are on one event, which stays together"


def _random_halves(corpus: _Corpus) -> list[Split]:
    random = corpus.random
    pools: list[tuple[str, pl.DataFrame]] = []
    made: list[Split] = []
    for outlet, own in corpus.by_outlet():
        units = _units(own)
        if reason := _too_few(outlet, own, units):
            made.append(Split(f"half of {outlet}", reason=reason))
        else:
            pools.append((outlet, units))
    for split in range(corpus.splits if pools else 0):
        outlet, units = pools[split % len(pools)]
        dealt = units[random.permutation(units.height).tolist()]
        labels = f"one half of {outlet}", f"the other half of {outlet}"
        half = units.height // 2
        made.append(_halves(f"half of {outlet}", dealt[:half], dealt[half:], labels))
    return made


def _halves_by_time(corpus: _Corpus) -> list[Split]:
    made = []
    for outlet, own in corpus.by_outlet():
        units = _units(own.filter(pl.col("published").is_not_null())).sort("published", "unit")
        name = f"earlier half of {outlet}"
        times = units["published"]
        ends = [i for i in range(1, units.height) if times[i] != times[i - 1]]
        if not ends:
            missing = "has no dated articles" if units.is_empty() else "has one day or one event only"
            reason = _too_few(outlet, own, _units(own)) or f"{outlet} {missing}, so there is no earlier half"
            made.append(Split(name, reason=reason))
            continue
        before = units["article_id"].list.len().cum_sum().to_numpy()
        end = min(ends, key=lambda i: abs(2 * int(before[i - 1]) - int(before[-1])))
        labels = name, f"later half of {outlet}"
        made.append(_halves(name, units[:end], units[end:], labels))
    return made


def _halves_by_event(corpus: _Corpus) -> list[Split]:
    events = _units(corpus.articles.filter(pl.col("event").is_not_null()))
    name = "half of the events"
    if events.height < 2:
        number = "no events" if events.is_empty() else "one event only"
        return [Split(name, reason=f"the articles have {number}, so events cannot be halved")]
    random = corpus.random
    half = events.height // 2
    labels = "one half of the events", "the other half of the events"
    orders = (events[random.permutation(events.height).tolist()] for _ in range(corpus.splits))
    return [_halves(name, order[:half], order[half:], labels) for order in orders]


def _shuffled_labels(corpus: _Corpus) -> list[Split]:
    """Permute labels inside events; what one outlet alone covered changes places as a whole."""
    units = _units(corpus.articles)
    shared = units.filter(pl.col("outlet").list.n_unique() > 1)
    alone = units.filter(pl.col("outlet").list.n_unique() == 1)
    names = " + ".join(corpus.focus)
    if not _can_change(shared["outlet"].to_list(), alone["outlet"].list.first().to_list(), corpus.focus):
        reason = f"no article of {names} can change its outlet: it shares no event with another"
        return [Split(names, reason=reason)]
    strata = list(zip(shared["article_id"].to_list(), shared["outlet"].to_list(), strict=True))
    blocks, owners = alone["article_id"].to_list(), alone["outlet"].list.first().to_list()
    random = corpus.random
    made = []
    for _ in range(corpus.splits):
        outlet_of: dict[str, str] = {}
        for ids, outlets in strata:
            order = random.permutation(len(ids))
            outlet_of |= {ids[i]: outlets[j] for i, j in enumerate(order)}
        for ids, j in zip(blocks, random.permutation(len(blocks)), strict=True):
            outlet_of |= dict.fromkeys(ids, owners[j])
        made.append(Split(names, outlet_of, corpus.focus, corpus.reference))
    return made


def _can_change(shared: list[list[str]], alone: list[str], focus: tuple[str, ...]) -> bool:
    """Whether a shuffle can bring another article to the focus: else all shuffles are the true corpus."""
    return any(len({name in focus for name in group}) > 1 for group in (*shared, alone))


def _placebo_focus(corpus: _Corpus) -> list[Split]:
    theirs = corpus.reference
    made = [Split(" + ".join(corpus.focus), {}, corpus.focus, theirs, is_focus=True)]
    if len(theirs) < 2:
        reason = "one reference outlet only: with the focus left out there is nothing to compare it with"
        return [*made, Split(theirs[0], reason=reason)]
    rest: Sequence[tuple[str, tuple[str, ...]]] = [
        (o, tuple(t for t in theirs if t != o)) for o in corpus.largest(theirs)
    ]
    return [*made, *(Split(outlet, {}, (outlet,), others) for outlet, others in rest)]


RANDOM, BY_TIME, BY_EVENT = "random halves", "halves by time", "halves by event"
SHUFFLED, PLACEBO = "shuffled labels", "placebo focus"
KINDS: Mapping[str, Callable[[_Corpus], list[Split]]] = {
    RANDOM: _random_halves,
    BY_TIME: _halves_by_time,
    BY_EVENT: _halves_by_event,
    SHUFFLED: _shuffled_labels,
    PLACEBO: _placebo_focus,
}
