"""Per-article numbers summed to cells: one outlet in one unit (an event, or an article without one)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
KEYS = ("measure", "category", "voice", "part")


@dataclass(frozen=True)
class Cells:
    """Sums per outlet and unit, sorted by outlet, then unit; several measures share the same words.

    ``numerator`` has a row per cell and a column per entry of ``columns`` (measure, category, voice, part).
    """

    columns: tuple[tuple[str, str, str, str], ...]
    outlets: tuple[str, ...]
    outlet: Ints
    unit: Ints
    numerator: Floats
    words: Floats
    articles: Ints
    events: Ints  # 1 where the unit is an event, 0 where it is an article without one

    @property
    def starts(self) -> Ints:
        """First cell of each outlet."""
        return np.searchsorted(self.outlet, np.arange(len(self.outlets))).astype(np.int64)

    @property
    def sizes(self) -> Ints:
        """Number of units of each outlet."""
        return np.bincount(self.outlet, minlength=len(self.outlets)).astype(np.int64)

    def only(self, outlets: Collection[str]) -> Cells:
        """Return the cells of some outlets."""
        chosen = np.isin(np.array(self.outlets, dtype=str), list(outlets))
        return self if chosen.all() else self.rows(chosen[self.outlet])

    def rows(self, keep: Bools) -> Cells:
        """Return some cells, by a mask; outlets and units without a cell are gone."""
        outlets, outlet = np.unique(self.outlet[keep], return_inverse=True)
        return Cells(
            self.columns,
            tuple(self.outlets[i] for i in outlets),
            outlet.astype(np.int64),
            np.unique(self.unit[keep], return_inverse=True)[1].astype(np.int64),
            self.numerator[keep],
            self.words[keep],
            self.articles[keep],
            self.events[keep],
        )


def unit_of(table: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, outlet, event and ``unit`` (text) of every article of a per-article table.

    The unit is the event; an article without one is its own unit.
    """
    articles = table.select("article_id", "outlet", "event").unique().sort("article_id")
    if articles["article_id"].is_duplicated().any():
        double = articles.filter(pl.col("article_id").is_duplicated())["article_id"][0]
        raise InputError(
            "measure", "column 'outlet'", f"article '{double}' twice", "one outlet and event", "name it once"
        )
    return articles.with_columns(unit=unit_name())


def unit_name() -> pl.Expr:
    """Name the unit of an article: its event, or itself where it has none."""
    return (
        pl.when(pl.col("event").is_null())
        .then(pl.lit("article ") + pl.col("article_id"))
        .otherwise(pl.lit("event ") + pl.col("event"))
    )


_Member = tuple[tuple[str, str, str, str], Ints, Floats, Floats]
"""Key of a measure; rows of its articles, its numbers and words."""


@dataclass(frozen=True)
class Prepared:
    """A per-article table laid out once, to be summed to cells under many labellings of its articles.

    ``articles`` has the columns article_id, outlet, event and unit; ``groups`` holds the measures that have
    the same articles and words.
    """

    articles: pl.DataFrame
    groups: tuple[tuple[_Member, ...], ...]

    @staticmethod
    def of(table: pl.DataFrame) -> Prepared:
        """Lay out a table; raises what ``cells_of`` raises."""
        articles = unit_of(table)
        row = articles.select("article_id").with_row_index("row")
        numbered = table.join(row, on="article_id").sort("row")
        groups: dict[bytes, list[_Member]] = {}
        for key, part in sorted(numbered.partition_by(*KEYS, as_dict=True).items()):
            numbers = part["row"].cast(pl.Int64).to_numpy()
            if (np.diff(numbers) == 0).any():
                found = f"an article twice in {', '.join(map(str, key))}"
                raise InputError("measure", "rows", found, "one row", "concatenate different measures")
            words = part["denominator"].to_numpy()
            used = words > 0
            rows = numbers[used]
            name = (str(key[0]), str(key[1]), str(key[2]), str(key[3]))
            shared = "\0".join(name[2:]).encode() + rows.tobytes() + words[used].tobytes()
            member = (name, rows, part["numerator"].to_numpy()[used], words[used])
            groups.setdefault(shared, []).append(member)
        return Prepared(articles, tuple(tuple(members) for members in groups.values()))

    def with_outlets(self, outlet_of: Mapping[str, str]) -> Prepared:
        """Return the same with other outlets; articles that are not named keep theirs."""
        if not outlet_of:
            return self
        renamed = pl.col("article_id").replace_strict(
            dict(outlet_of), default=pl.col("outlet"), return_dtype=pl.String
        )
        return replace(self, articles=self.articles.with_columns(outlet=renamed))

    def cells(self, outlets: Collection[str] | None = None) -> list[Cells]:
        """Sum to cells, of some outlets or of all, one ``Cells`` for measures that have the same words."""
        articles = _Articles.of(self.articles, outlets)
        return [_sum_to_cells(articles, members) for members in self.groups]


def cells_of(table: pl.DataFrame) -> list[Cells]:
    """Sum a per-article table to cells, one ``Cells`` for all measures that have the same words.

    Articles without words of the voice and part are left out. The result does not depend on row order.

    Raises
    ------
    InputError
        an article that stands twice under one measure, category, voice and part
    """
    return Prepared.of(table).cells()


@dataclass(frozen=True)
class _Articles:
    """Numbers of outlet and unit of every article, the outlets' names, and whether the unit is an event."""

    outlets: tuple[str, ...]
    outlet: Ints
    unit: Ints
    is_event: Bools
    used: Bools

    @staticmethod
    def of(articles: pl.DataFrame, chosen: Collection[str] | None) -> _Articles:
        outlets, outlet = np.unique(articles["outlet"].to_numpy().astype(str), return_inverse=True)
        unit = np.unique(articles["unit"].to_numpy().astype(str), return_inverse=True)[1]
        wanted = np.ones(len(outlets), dtype=bool) if chosen is None else np.isin(outlets, list(chosen))
        return _Articles(
            tuple(str(name) for name in outlets),
            outlet.astype(np.int64),
            unit.astype(np.int64),
            articles["event"].is_not_null().to_numpy(),
            wanted[outlet],
        )


def _sum_to_cells(articles: _Articles, members: Sequence[_Member]) -> Cells:
    keep = articles.used[members[0][1]]
    rows, words = members[0][1][keep], members[0][3][keep]
    numerators = np.stack([member[2][keep] for member in members], axis=1).astype(np.float64)
    outlets, outlet = np.unique(articles.outlet[rows], return_inverse=True)
    units, unit = np.unique(articles.unit[rows], return_inverse=True)
    cells, cell = np.unique(outlet * max(len(units), 1) + unit, return_inverse=True)
    order = np.argsort(cell, kind="stable")
    starts = np.searchsorted(cell[order], np.arange(len(cells)))

    def total(values: Floats) -> Floats:
        empty = np.zeros((0, *values.shape[1:]))
        return np.add.reduceat(values[order], starts, axis=0) if len(cells) else empty

    first = order[starts] if len(cells) else order
    return Cells(
        tuple(member[0] for member in members),
        tuple(articles.outlets[number] for number in outlets),
        outlet[first].astype(np.int64),
        unit[first].astype(np.int64),
        total(numerators),
        total(words.astype(np.float64)),
        total(np.ones(len(rows))).astype(np.int64),
        articles.is_event[rows][first].astype(np.int64),
    )
