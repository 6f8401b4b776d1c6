"""What reading keeps of each article to compare it with all others: no text, only what the decisions need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import numpy as np
import polars as pl

from analysis.corpus.language import detect_language
from analysis.corpus.own_columns import shape
from analysis.corpus.records import Draft
from analysis.corpus.shingles import Hashes, plain_words, runs_of_words, sample
from analysis.corpus.tables import UTC
from analysis.text import fold

SHORT = 25
"""Texts with fewer words are compared as headlines: equal or not."""
NEAR_MIN_WORDS = 50
"""Texts from this many words on are compared by their runs of five words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An article without its text, which stands in ``row`` of the table of a part of the corpus (`parts`).

    ``language`` is the detected one; ``matches``: the text holds a word of the query; ``url`` is kept of
    short texts only, which it tells apart; ``n_plain``, ``whole`` and ``sampled`` compare texts (`repeats`):
    their words, a hash of these, and the looked-up hashes of their runs, ``n_runs`` in all; ``content`` is a
    hash of the text, to order by; ``own`` names the user's other columns (`own_columns.shape`).
    """

    row: int
    article_id: str
    outlet: str
    published: datetime | None
    has_title: bool
    has_text: bool
    url: str | None
    section: str | None
    language: str | None
    matches: bool
    source_file: str
    source_line: int
    n_plain: int
    n_runs: int
    whole: bytes
    content: bytes
    own: str
    sampled: Hashes
    part: int = 0

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.source_file}:{self.source_line}"

    def order(self) -> tuple[bool, float, str, str, bytes, str, int]:
        """Return the sort key of articles: time (unknown last), id, content; place only to part equals."""
        time = self.published.timestamp() if self.published else 0.0
        return (
            self.published is None, time, self.article_id, self.outlet, self.content, self.source_file,
            self.source_line
        )  # fmt: skip


def facts_of(drafts: Sequence[Draft], row: int, query: re.Pattern[str] | None) -> list[Facts]:
    """Return the facts of articles, the first of which stands in the given row."""
    words = [plain_words(draft.body or draft.title or "") for draft in drafts]
    runs = runs_of_words([own if len(own) >= NEAR_MIN_WORDS else [] for own in words])
    rows = zip(drafts, count(row), words, runs, strict=False)
    return [_facts(*given, query) for given in rows]


def _facts(
    draft: Draft, row: int, words: Sequence[bytes], runs: Hashes, query: re.Pattern[str] | None
) -> Facts:
    text = draft.text
    every = [*plain_words(draft.title), *words] if draft.title and draft.body else words
    key = every if len(words) < SHORT else words
    return Facts(
        row=row,
        article_id=draft.article_id,
        outlet=draft.outlet,
        published=draft.published,
        has_title=bool(draft.title),
        has_text=draft.has_text,
        url=draft.url if len(words) < SHORT else None,
        section=draft.section,
        language=detect_language(text, draft.language, every),
        matches=query is None or bool(query.search(fold(text))),
        source_file=draft.source_file,
        source_line=draft.source_line,
        n_plain=len(words),
        n_runs=runs.size,
        whole=hashlib.sha256(b" ".join(key or [text.encode()])).digest()[:16],
        content=hashlib.sha256(text.encode()).digest()[:16],
        own=shape(draft.own),
        sampled=sample(runs),
    )


def runs_of_text(title: str | None, text: str) -> Hashes:
    """Return all runs of an article's words, from its title and its text with the title in front."""
    body = text[len(title) + 2 :] if title and len(text) > len(title) else text
    return runs_of_words([plain_words(body)])[0]


_SCHEMA = {
    "row": pl.Int64(), "article_id": pl.String(), "outlet": pl.String(), "published": UTC,
    "has_title": pl.Boolean(), "has_text": pl.Boolean(), "url": pl.String(), "section": pl.String(),
    "language": pl.String(), "matches": pl.Boolean(), "source_file": pl.String(), "source_line": pl.Int64(),
    "n_plain": pl.Int64(), "n_runs": pl.Int64(), "whole": pl.Binary(), "content": pl.Binary(),
    "own": pl.String(), "sampled": pl.List(pl.UInt64()),
}  # fmt: skip


def facts_table(facts: Sequence[Facts]) -> pl.DataFrame:
    """Return facts as a table, to be kept."""
    columns = {name: [getattr(one, name) for one in facts] for name in _SCHEMA}
    return pl.DataFrame(columns, schema=_SCHEMA)


def facts_from(table: pl.DataFrame, part: int) -> list[Facts]:
    """Return what `facts_table` made a table of, as facts of the given part; equal strings are held once."""
    held: dict[str, str] = {}
    counts = table["sampled"].list.len().to_numpy()
    numbers = table.filter(pl.col("sampled").list.len() > 0)["sampled"].explode().to_numpy()
    numbers = numbers.astype(np.uint64, copy=True)
    samples = np.split(numbers, np.cumsum(counts)[:-1]) if counts.size else []
    shared = ("outlet", "section", "language", "source_file", "own")
    rows = table.drop("sampled").iter_rows(named=True)
    return [
        Facts(
            **(row | {name: held.setdefault(row[name], row[name]) for name in shared if row[name]}),
            sampled=sampled,
            part=part,
        )
        for row, sampled in zip(rows, samples, strict=True)
    ]
