"""Stance mentions of a corpus, read once and kept in the cache: four notebooks ask for the same ones."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.stance.mentions import stance_mentions
from analysis.measures.stance.shared_targets import told_apart
from analysis.measures.stance.tables import STANCE_MENTIONS
from analysis.measures.tables import schema
from analysis.workspace import cache_folder, code_digest

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

FOLDER = "stance"
KEPT = 8
"""Files in the cache; the oldest go first."""
_READ = ("sentences", "spans", "attributions", "mentions")


def kept_stance_mentions(annotated: Annotated) -> pl.DataFrame:
    """Return what is said toward every side (``told_apart``), from the cache where it was read before.

    The key is a hash of the tables that are read, of the code and of the models, so that a change of any of
    them reads anew.

    Returns
    -------
    DataFrame
        ``STANCE_MENTIONS`` of ``measures.stance.tables``; no row where the tables hold no text

    Example
    -------
    >>> from analysis import open_study
    >>> kept_stance_mentions(open_study().annotated).columns[:3]
    ['article_id', 'sentence', 'span']
    """
    if not annotated.has_text:
        return pl.DataFrame(schema=schema(STANCE_MENTIONS))
    file = cache_folder() / FOLDER / f"{_key(annotated)}.parquet"
    if file.is_file():
        os.utime(file)
        return pl.read_parquet(file)
    mentions = stance_mentions(annotated, told_apart(annotated))
    _keep(mentions, file)
    return mentions


def _key(annotated: Annotated) -> str:
    """Return a hash of all that the readings depend on; CSV, whose bytes tell of the values alone."""
    digest = hashlib.sha256(code_digest("measures").encode())
    digest.update(annotated.entries.write_csv().encode())
    for part in annotated.batches():
        texts = part.table("articles", "article_id", "text").sort("article_id")
        for table in (texts, *map(part.table, _READ)):
            digest.update(table.write_csv().encode())
    return digest.hexdigest()[:32]


def _keep(mentions: pl.DataFrame, file: Path) -> None:
    """Write beside the other files under another name first: two notebooks may do so at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".", dir=file.parent)
    os.close(handle)
    mentions.write_parquet(aside)
    Path(aside).replace(file)
    others = sorted(file.parent.glob("*.parquet"), key=lambda kept: kept.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        old.unlink(missing_ok=True)
