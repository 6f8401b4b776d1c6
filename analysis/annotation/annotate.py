"""One pass per article: sentences, voices, lexicon hits, mentions, valence and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.article_pass import PASS_TABLES, Annotator
from analysis.annotation.lexicons import Lexicon, load_lexicons
from analysis.annotation.pieces import groups_of
from analysis.annotation.tables import schema
from analysis.corpus.tables import READING_LOG
from analysis.corpus.tables import schema as corpus_schema

Progress = Callable[[int, int | None], None]
CHUNK = 400_000
"""Characters of the articles that go through the pass together, about: 65 long ones, or 3,000 headlines."""
MENTIONS = "actors mentioned"
"""Key of the counts of mentions, beside those of each lexicon's hits."""


def annotate(
    articles: pl.DataFrame,
    lexicons: Iterable[str | Path | Lexicon] = ("loaded_terms",),
    *,
    scorer: str = "built-in",
    reading_log: pl.DataFrame | None = None,
    progress: Progress | None = None,
) -> Annotated:
    """Annotate articles in one pass each, in memory. `open_study` does it on disk for large corpora.

    Parameters
    ----------
    articles : the articles table of ``read_articles``
    lexicons : names in ``data/lexicons``, paths, or lexicons; the built-in lists of actors, names, stance
        words and markers are added where none of their kind is among them
    scorer : what scores valence: "built-in", "straight quotes" or "vaderSentiment", see ``load_scorer``
    reading_log : kept beside the tables, so that a report can show what was refused
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
    tables = annotate_tables(Annotator.load(loaded, scorer), articles, progress)
    tables["entries"] = entries_table(loaded)
    tables["lexicons"] = lexicon_table(loaded, count_found(tables))
    log = pl.DataFrame(schema=corpus_schema(READING_LOG)) if reading_log is None else reading_log
    return Annotated.of(articles=articles, reading_log=log, **tables)


def annotate_tables(
    annotator: Annotator, articles: pl.DataFrame, progress: Progress | None = None
) -> dict[str, pl.DataFrame]:
    """Return the tables of the pass (`PASS_TABLES`), in the order of the articles."""
    rows = articles.select("article_id", "title", "text").rows()
    collected = {name: [pl.DataFrame(schema=schema(name))] for name in PASS_TABLES}
    for first, last in groups_of([len(text) for _, _, text in rows], CHUNK):
        for name, new in annotator.chunk(rows[first:last]).items():
            collected[name].append(new)
        if progress:
            progress(last, len(rows))
    return {name: pl.concat(parts).rechunk() for name, parts in collected.items()}


def count_found(tables: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, int]]:
    """Return how often each term was found, by lexicon, and each actor (under `MENTIONS`)."""
    by_term = tables["hits"].group_by("lexicon", "term").len().sort("lexicon", "term")
    by_actor = tables["mentions"].group_by("actor").len().sort("actor")
    counts: dict[str, dict[str, int]] = {MENTIONS: dict(by_actor.rows())}
    for lexicon, term, n in by_term.rows():
        counts.setdefault(lexicon, {})[term] = n
    return counts


def entries_table(lexicons: Sequence[Lexicon]) -> pl.DataFrame:
    """Return the table of what the lexicons hold."""
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


def lexicon_table(lexicons: Sequence[Lexicon], counts: Mapping[str, Mapping[str, int]]) -> pl.DataFrame:
    """Return the table of lexicons; ``counts`` as `count_found` gives them, of the whole corpus."""
    rows = []
    for lexicon in lexicons:
        actors = lexicon.kind == "actors"
        size = len(lexicon.categories) if actors else len(lexicon.counted)
        found = counts.get(MENTIONS if actors else lexicon.name, {})
        rows.append((lexicon.name, lexicon.kind, size, len(found), sum(found.values()), lexicon.sha256))
    return pl.DataFrame(rows, schema=schema("lexicons"), orient="row")
