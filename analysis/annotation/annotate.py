"""One pass per article: sentences, voices, lexicon hits, mentions, valence and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.article_pass import PASS_TABLES, Annotator, Rows
from analysis.annotation.lexicons import Lexicon, load_lexicons
from analysis.annotation.tables import schema
from analysis.corpus.tables import READING_LOG
from analysis.corpus.tables import schema as corpus_schema

Progress = Callable[[int, int | None], None]
CHUNK = 64


def annotate(
    articles: pl.DataFrame,
    lexicons: Iterable[str | Path | Lexicon] = ("loaded_terms",),
    *,
    scorer: str = "built-in",
    reading_log: pl.DataFrame | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Annotated:
    """Annotate articles in one pass each.

    Parameters
    ----------
    articles : the articles table of ``read_articles``
    lexicons : names in ``data/lexicons``, paths, or lexicons; the built-in lists of actors, names, stance
        words and markers are added where none of their kind is among them
    scorer : what scores valence, "built-in" or "vaderSentiment"; both give the same scores
    reading_log : kept beside the tables, so that a report can show what was refused
    workers : processes; with more than one, the calling script needs the usual ``if __name__ == "__main__"``
    progress : called with the number of articles done and of all

    Returns
    -------
    Annotated
        one table per attribute; every word of an article lies in exactly one span

    Raises
    ------
    InputError
        a lexicon with a bad row, a missing lexicon, another scorer

    Example
    -------
    >>> from analysis.corpus import read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotate(articles).hits.select("term", "surface").rows()[0]
    ('regime', 'regime')
    """
    loaded = load_lexicons(lexicons)
    rows = articles.select("article_id", "title", "text").rows()
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    collected: Rows = {name: [] for name in PASS_TABLES}
    done = 0
    for part, size in zip(_run(chunks, loaded, scorer, workers), map(len, chunks), strict=True):
        for name, new in part.items():
            collected[name] += new
        done += size
        if progress:
            progress(done, len(rows))
    tables = {name: pl.DataFrame(collected[name], schema=schema(name), orient="row") for name in PASS_TABLES}
    tables["entries"] = _entries(loaded)
    tables["lexicons"] = _lexicon_table(loaded, tables["hits"], tables["mentions"])
    log = pl.DataFrame(schema=corpus_schema(READING_LOG)) if reading_log is None else reading_log
    return Annotated.of(articles=articles, reading_log=log, **tables)


def _run(
    chunks: Sequence[list[tuple[Any, ...]]], lexicons: Sequence[Lexicon], scorer: str, workers: int
) -> Iterator[Rows]:
    if workers <= 1 or len(chunks) < 2 * workers:
        annotator = Annotator.load(lexicons, scorer)
        yield from (annotator.chunk(chunk) for chunk in chunks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    context = multiprocessing.get_context("spawn")
    settings = (lexicons, scorer)
    with ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=settings) as pool:
        yield from pool.map(partial(_in_worker), chunks)


# One annotator per worker process: building the automaton costs more than a chunk.
_worker: list[Annotator] = []


def _start_worker(lexicons: Sequence[Lexicon], scorer: str) -> None:
    _worker[:] = [Annotator.load(lexicons, scorer)]


def _in_worker(chunk: list[tuple[Any, ...]]) -> Rows:
    return _worker[0].chunk(chunk)


def _entries(lexicons: Sequence[Lexicon]) -> pl.DataFrame:
    rows = [
        (
            *(lexicon.name, e.category, e.term, e.origin),
            (e.side or e.category) if lexicon.kind == "actors" else None,
            e.name,
            e.kind,
        )
        for lexicon in lexicons
        for e in lexicon.counted
    ]
    return pl.DataFrame(rows, schema=schema("entries"), orient="row")


def _lexicon_table(lexicons: Sequence[Lexicon], hits: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    rows = []
    for lexicon in lexicons:
        if lexicon.kind == "actors":
            size = len(lexicon.categories)
            found, n = mentions["actor"].n_unique(), mentions.height
        else:
            own = hits.filter(pl.col("lexicon") == lexicon.name)
            size, found, n = len(lexicon.counted), own["term"].n_unique(), own.height
        rows.append((lexicon.name, lexicon.kind, size, found, n, lexicon.sha256))
    return pl.DataFrame(rows, schema=schema("lexicons"), orient="row")
