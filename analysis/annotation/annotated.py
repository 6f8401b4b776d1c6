"""The annotated tables of a corpus: immutable, written to and read from a folder of Parquet files."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from analysis.annotation.tables import TABLES, schema
from analysis.corpus.tables import ARTICLES, READING_LOG
from analysis.corpus.tables import schema as corpus_schema
from analysis.errors import InputError

FORMAT = 1
MARKER = "annotated.json"
TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("text", "title"),
    "hits": ("surface",),
    "mentions": ("surface",),
    "attributions": ("source", "source_name", "cue"),
}
"""Columns that hold strings of the articles; ``write(with_text=False)`` leaves them empty."""


@dataclass(frozen=True)
class Annotated:
    """One attribute per table of the design; see ``analysis.annotation.tables`` for the columns."""

    articles: pl.DataFrame
    reading_log: pl.DataFrame
    sentences: pl.DataFrame
    attributions: pl.DataFrame
    spans: pl.DataFrame
    hits: pl.DataFrame
    mentions: pl.DataFrame
    words: pl.DataFrame
    lexicons: pl.DataFrame
    entries: pl.DataFrame

    @property
    def has_text(self) -> bool:
        """Whether the articles' text is in the tables."""
        return self.articles["text"].null_count() < self.articles.height or self.articles.is_empty()

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlet names in alphabetical order."""
        return tuple(sorted(self.articles["outlet"].unique()))

    @property
    def term_hits(self) -> pl.DataFrame:
        """Hits of the study's own lexicons: without names, stance words and markers."""
        own = self.lexicons.filter(pl.col("kind") == "terms")["lexicon"]
        return self.hits.filter(pl.col("lexicon").is_in(own.implode()))

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
        known = set(self.articles["article_id"])
        missing = [key for key in outlet_of if key not in known]
        if missing:
            raise KeyError(f"no article with article_id {missing[0]!r} in these tables")
        renamed = pl.col("article_id").replace_strict(
            dict(outlet_of), default=pl.col("outlet"), return_dtype=pl.String
        )
        return replace(
            self, articles=self.articles.with_columns(outlet=renamed) if outlet_of else self.articles
        )

    def without_text(self) -> Annotated:
        """Return the tables without any string of the articles; every rate can still be computed."""
        blanked = {}
        for name, columns in TEXT_COLUMNS.items():
            table: pl.DataFrame = getattr(self, name)
            blanked[name] = table.with_columns(
                pl.lit(None, dtype=pl.String).alias(column) for column in columns
            )
        extra = [column for column in self.articles.columns if column not in ARTICLES]
        log = self.reading_log.with_columns(detail=pl.lit(None, dtype=pl.String))
        return replace(self, **(blanked | {"articles": blanked["articles"].drop(extra), "reading_log": log}))

    def write(self, folder: Path | str, *, with_text: bool = True) -> Path:
        """Write one Parquet file per table; the folder appears whole or not at all.

        Raises
        ------
        InputError
            the folder exists and holds something else
        """
        target = Path(folder)
        if (
            target.exists()
            and not (target / MARKER).is_file()
            and (not target.is_dir() or any(target.iterdir()))
        ):
            raise InputError(
                target, "", "files of another kind", "an empty or a new folder", "choose another folder"
            )
        tables = self if with_text else self.without_text()
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            for name in ("articles", "reading_log", *TABLES):
                getattr(tables, name).write_parquet(aside / f"{name}.parquet")
            (aside / MARKER).write_text(
                json.dumps({"format": FORMAT, "with_text": with_text}) + "\n", encoding="utf-8"
            )
            aside.chmod(0o755)
            if target.exists():
                shutil.rmtree(target)
            aside.rename(target)
        finally:
            if aside.exists():
                shutil.rmtree(aside)
        return target

    @staticmethod
    def read(folder: Path | str) -> Annotated:
        """Read what ``write`` wrote.

        Raises
        ------
        InputError
            no annotated tables there, another format, a missing table or column
        """
        source = Path(folder)
        if not is_annotated(source):
            raise InputError(
                source, "", f"no {MARKER}", "a folder that `annotate` wrote", "annotate the corpus again"
            )
        found = json.loads((source / MARKER).read_text(encoding="utf-8")).get("format")
        if found != FORMAT:
            raise InputError(
                source, MARKER, f"format {found}", f"format {FORMAT}", "annotate the corpus again"
            )
        wanted = {"articles": corpus_schema(ARTICLES), "reading_log": corpus_schema(READING_LOG)}
        wanted |= {name: schema(name) for name in TABLES}
        return Annotated(
            **{name: _read_table(source / f"{name}.parquet", columns) for name, columns in wanted.items()}
        )


def is_annotated(folder: Path | str) -> bool:
    """Whether a folder holds annotated tables.

    >>> is_annotated(".")
    False
    """
    return (Path(folder) / MARKER).is_file()


def _read_table(file: Path, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    try:
        table = pl.read_parquet(file)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(
            file, "", f"no readable table ({error})", "a Parquet file", "annotate the corpus again"
        ) from None
    for name, dtype in columns.items():
        if name not in table.columns or table.schema[name] != dtype:
            found = str(table.schema.get(name, "no such column"))
            raise InputError(file, f"column '{name}'", found, str(dtype), "annotate the corpus again")
    return table
