"""The annotated tables of a corpus: immutable, lazy, written to and read from a folder of Parquet files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from analysis.annotation.dataset import (
    BY_ARTICLE,
    WHOLE,
    Tables,
    collect,
    scan_folder,
    write_folder,
)
from analysis.corpus.tables import ARTICLES

TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("text", "title"),
    "hits": ("surface",),
    "mentions": ("surface",),
    "attributions": ("source", "source_name", "cue"),
}
"""Columns that hold strings of the articles; ``write(with_text=False)`` leaves them empty."""


@dataclass(frozen=True, eq=False, repr=False)
class Annotated:
    """The tables of the design, read when they are asked for; see ``analysis.annotation.tables``.

    ``gather`` computes part by part, and ``table`` reads some columns and rows: neither needs more memory
    than one part and what comes out. The attributes (``hits``, ``words``, …) read a whole table. ``articles``
    comes without its text: ask ``texts`` for the articles whose passages are shown, and ``batches`` where
    the text of every article is read.

    Parameters
    ----------
    parts : the tables by article, cut into parts of whole articles
    whole : the tables of the whole corpus

    Example
    -------
    >>> from analysis.annotation import annotate
    >>> from analysis.corpus import read_article_text
    >>> tables = annotate(read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')[0])
    >>> tables.gather(lambda part: part.scan("spans").group_by("voice").agg(pl.len())).sort("voice").rows()
    [('own', 2), ('quoted', 1), ('reported', 1)]
    """

    parts: tuple[Tables, ...]
    whole: Tables

    @classmethod
    def of(cls, **tables: pl.DataFrame | pl.LazyFrame) -> Annotated:
        """Return annotated tables from all ten tables by name, in one part."""
        lazy = {name: table.lazy() for name, table in tables.items()}
        return cls(({name: lazy[name] for name in BY_ARTICLE},), {name: lazy[name] for name in WHOLE})

    def scan(self, table: str) -> pl.LazyFrame:
        """Return a table to read lazily; ``articles`` holds ``text`` here, in the order of the parts.

        Raises
        ------
        KeyError
            no table of this name
        """
        if table in self.whole:
            return self.whole[table]
        scans = [part[table] for part in self.parts]
        return scans[0] if len(scans) == 1 else pl.concat(scans)

    def batches(self) -> Iterator[Annotated]:
        """Yield the tables part by part; each holds whole articles."""
        if len(self.parts) == 1:
            yield self
        else:
            yield from (Annotated((part,), self.whole) for part in self.parts)

    def gather(self, query: Callable[[Annotated], pl.LazyFrame | pl.DataFrame]) -> pl.DataFrame:
        """Compute a table from each part and stack the results, in the order of parts.

        Parameters
        ----------
        query : from annotated tables of one part to a table with the same columns for every part

        Raises
        ------
        InputError
            a file that cannot be read any more
        """
        return pl.concat([collect(query(part).lazy()) for part in self.batches()])

    def table(self, name: str, *columns: str | pl.Expr, where: pl.Expr | None = None) -> pl.DataFrame:
        """Return columns of a table; nothing else is read.

        Parameters
        ----------
        name, columns : of the table; all columns without any
        where : which rows; of a condition on columns of the table
        """
        kept = self.scan(name) if where is None else self.scan(name).filter(where)
        return collect(kept.select(columns) if columns else kept)

    @cached_property
    def articles(self) -> pl.DataFrame:
        """Articles without ``text``, by outlet, time of publication and id."""
        table = self.scan("articles").drop("text")
        return collect(table.sort("outlet", "published", "article_id", nulls_last=True))

    @cached_property
    def reading_log(self) -> pl.DataFrame:
        """What reading repaired, refused or dropped."""
        return collect(self.scan("reading_log"))

    @property
    def sentences(self) -> pl.DataFrame:
        """All sentences."""
        return collect(self.scan("sentences"))

    @property
    def attributions(self) -> pl.DataFrame:
        """All attributions."""
        return collect(self.scan("attributions"))

    @property
    def spans(self) -> pl.DataFrame:
        """All spans."""
        return collect(self.scan("spans"))

    @property
    def hits(self) -> pl.DataFrame:
        """All hits of all lexicons."""
        return collect(self.scan("hits"))

    @property
    def mentions(self) -> pl.DataFrame:
        """All mentions of actors."""
        return collect(self.scan("mentions"))

    @property
    def words(self) -> pl.DataFrame:
        """All counts of words."""
        return collect(self.scan("words"))

    @cached_property
    def lexicons(self) -> pl.DataFrame:
        """The lexicons that the corpus was annotated with."""
        return collect(self.scan("lexicons"))

    @cached_property
    def entries(self) -> pl.DataFrame:
        """The entries of those lexicons."""
        return collect(self.scan("entries"))

    @cached_property
    def has_text(self) -> bool:
        """Whether the articles' text is in the tables."""
        text = self.scan("articles").select("text")
        found = collect(text.filter(pl.col("text").is_not_null()).head(1))
        return not found.is_empty() or collect(text.head(1)).is_empty()

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Outlet names in alphabetical order."""
        return tuple(sorted(self.articles["outlet"].unique()))

    @property
    def term_hits(self) -> pl.DataFrame:
        """Hits of the study's own lexicons: without names, stance words and markers."""
        return collect(self.scan_term_hits())

    def scan_term_hits(self) -> pl.LazyFrame:
        """Return ``term_hits`` to read lazily."""
        own = self.lexicons.filter(pl.col("kind") == "terms")["lexicon"]
        return self.scan("hits").filter(pl.col("lexicon").is_in(own.implode()))

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the text of these articles; those that have none are left out.

        Parameters
        ----------
        article_ids : in any order; repeats count once
        """
        wanted = pl.Series(sorted(set(article_ids)), dtype=pl.String)
        chosen = pl.col("article_id").is_in(wanted.implode()) & pl.col("text").is_not_null()
        return dict(self.table("articles", "article_id", "text", where=chosen).iter_rows())

    def only(self, article_ids: Iterable[str]) -> Annotated:
        """Return the tables of these articles."""
        wanted = pl.Series(sorted(set(article_ids)), dtype=pl.String).implode()
        return self._each(
            {name: lambda table: table.filter(pl.col("article_id").is_in(wanted)) for name in BY_ARTICLE}
        )

    def with_tables(self, **tables: pl.DataFrame | pl.LazyFrame) -> Annotated:
        """Return annotated tables of which some are replaced, in one part; ``articles`` needs its text."""
        return Annotated.of(**({name: self.scan(name) for name in (*BY_ARTICLE, *WHOLE)} | tables))

    def with_outlets(self, outlet_of: Mapping[str, str]) -> Annotated:
        """Return the same tables with other outlets; articles that are not named keep theirs.

        Parameters
        ----------
        outlet_of : article_id → outlet

        Raises
        ------
        KeyError
            an article_id that is not in the corpus
        """
        if not outlet_of:
            return self
        known = set(self.table("articles", "article_id")["article_id"])
        missing = [key for key in outlet_of if key not in known]
        if missing:
            raise KeyError(f"no article with article_id {missing[0]!r} in these tables")
        given = {"article_id": list(outlet_of), "other_outlet": list(outlet_of.values())}
        others = pl.LazyFrame(given, schema={"article_id": pl.String, "other_outlet": pl.String})

        def renamed(articles: pl.LazyFrame) -> pl.LazyFrame:
            both = articles.join(others, on="article_id", how="left", maintain_order="left")
            return both.with_columns(outlet=pl.coalesce("other_outlet", "outlet")).drop("other_outlet")

        return self._each({"articles": renamed})

    def without_text(self) -> Annotated:
        """Return the tables without any string of the articles; every rate can still be computed."""
        log = self.whole["reading_log"].with_columns(detail=pl.lit(None, dtype=pl.String))
        blanked = self._each({name: _blank(columns) for name, columns in TEXT_COLUMNS.items()})
        ours = blanked._each({"articles": lambda table: table.select(list(ARTICLES))})
        return replace(ours, whole={**self.whole, "reading_log": log})

    def write(self, folder: Path | str, *, with_text: bool = True) -> Path:
        """Write a Parquet file per table and part; the folder appears whole or not at all.

        Raises
        ------
        InputError
            the folder exists and holds something else
        RunError
            the disk is full or cannot be written to
        """
        kept = self if with_text else self.without_text()
        return write_folder(folder, kept.parts, kept.whole, with_text=with_text)

    @staticmethod
    def read(folder: Path | str) -> Annotated:
        """Return lazy scans of what ``write`` wrote; no row is read yet.

        Raises
        ------
        InputError
            no annotated tables there, another format, a missing file or column
        """
        return Annotated(*scan_folder(folder))

    def _each(self, change: Mapping[str, Callable[[pl.LazyFrame], pl.LazyFrame]]) -> Annotated:
        changed = [{name: change[name](part[name]) for name in change} for part in self.parts]
        parts = tuple({**part, **new} for part, new in zip(self.parts, changed, strict=True))
        return replace(self, parts=parts)


def _blank(columns: Iterable[str]) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    nulls = [pl.lit(None, dtype=pl.String).alias(column) for column in columns]
    return lambda table: table.with_columns(nulls)
