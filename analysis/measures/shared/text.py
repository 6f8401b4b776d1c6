"""Shares of an article that other outlets have word for word, and loaded terms with and without them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures.counting import (
    SPAN_KEYS,
    chosen_lexicon,
    finish,
    frame,
    per_voice_and_part,
    spans_with_part,
)
from analysis.measures.kinds import PER_1000
from analysis.measures.per_article import lexicon_entries
from analysis.measures.shared.runs import QUOTED, UNQUOTED, SharedRuns
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

WIRE_COPY, SHARED_QUOTES = "share:wire_copy", "share:shared_quotes"
WITH_AND_WITHOUT: Mapping[str, tuple[Any, str]] = {
    "outlet": (pl.String(), "outlet"),
    "category": (pl.String(), "category of the lexicon; 'all' for all of them"),
    "hits": (pl.Int64(), "hits in own words"),
    "words": (pl.Int64(), "own words"),
    "rate": (pl.Float64(), "hits per 1,000 own words"),
    "hits_shared": (pl.Int64(), "hits that begin inside a run which another outlet has, too"),
    "words_shared": (pl.Int64(), "own words inside such runs"),
    "hits_without": (pl.Int64(), "hits outside such runs"),
    "words_without": (pl.Int64(), "own words outside such runs"),
    "rate_without": (pl.Float64(), "hits per 1,000 own words, both outside such runs; null without words"),
}


def shared_text(annotated: Annotated, shared: SharedRuns) -> pl.DataFrame:
    """Return for every article the shares of its words that an article of another outlet has, too.

    Parameters
    ----------
    shared : what ``find_shared_runs`` gave

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` with two measures: ``share:wire_copy``, own words inside shared unquoted runs of all
        own words; and ``share:shared_quotes``, quoted words inside shared quoted runs of all quoted words.
        The column ``voice`` says of which words; category 'all'. ``by_outlet`` and ``contrast`` take it

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> from analysis.measures import find_shared_runs
    >>> def article(outlet, text):
    ...     table, _ = read_article_text(f"Rain\\n\\n{text}")
    ...     return table.with_columns(outlet=pl.lit(outlet), article_id=pl.lit(outlet))
    >>> sun = article("Sun", "Heavy rain has closed the only road to the northern valleys. More is to come.")
    >>> post = article("Post", "It is late. Heavy rain has closed the only road to the northern valleys.")
    >>> annotated = annotate(pl.concat([sun, post]))
    >>> shares = shared_text(annotated, find_shared_runs(annotated, together=4)).filter(voice="own")
    >>> shares.select("article_id", "numerator", "denominator").rows()
    [('Post', 11.0, 15.0), ('Sun', 11.0, 16.0)]
    """
    tables = []
    for measure, voice, kind, column in (
        (WIRE_COPY, "own", UNQUOTED, "own"),
        (SHARED_QUOTES, "quoted", QUOTED, "words"),
    ):
        inside = (
            shared.runs.filter(pl.col("kind") == kind)
            .group_by("article_id")
            .agg(numerator=pl.col(column).sum())
        )
        words = _words(annotated, voice)
        tables.append(
            frame(annotated, voice, "all", ["all"])
            .join(inside, on="article_id", how="left", maintain_order="left")
            .join(words.drop("voice", "part"), on="article_id", how="left", maintain_order="left")
            .with_columns(pl.col("numerator", "denominator").fill_null(0), measure=pl.lit(measure))
        )
    return pl.concat([finish(table) for table in tables])


def with_and_without(
    annotated: Annotated, shared: SharedRuns, lexicon: str | None = None, *, by_category: bool = False
) -> pl.DataFrame:
    """Count the loaded terms of each outlet's own words with and without what another outlet has, too.

    Parameters
    ----------
    shared : what ``find_shared_runs`` gave
    lexicon : name of a lexicon that the corpus was annotated with; without it as in ``chosen_lexicon``
    by_category : rows for the categories that were found, beside all together

    Returns
    -------
    DataFrame
        ``WITH_AND_WITHOUT``, by outlet; described, not tested. Whoever carries an agency's sentence has
        chosen to carry it, so neither count is the right one: a difference that is gone without shared text
        lies in what an outlet takes from others

    Raises
    ------
    InputError
        an unknown lexicon

    Example
    -------
    >>> from analysis import open_study
    >>> from analysis.measures import find_shared_runs
    >>> sample = open_study().annotated
    >>> table = with_and_without(sample, find_shared_runs(sample))
    >>> bool((table["hits"] == table["hits_shared"] + table["hits_without"]).all())
    True
    """
    lexicon = chosen_lexicon(annotated, lexicon)
    lexicon_entries(annotated, lexicon)
    outlets = annotated.articles.select("article_id", "outlet")
    unquoted = shared.runs.filter(pl.col("kind") == UNQUOTED)
    hits = (
        _own_hits(annotated, lexicon)
        .join(outlets, on="article_id")
        .select("article_id", "outlet", "category", "start")
        .sort("article_id", "start")
    )
    inside = _inside(hits, unquoted)
    counted = hits.with_columns(shared=inside)
    if by_category:
        counted = pl.concat([counted.with_columns(category=pl.lit("all")), counted])
    else:
        counted = counted.with_columns(category=pl.lit("all"))
    counts = counted.group_by("outlet", "category").agg(hits=pl.len(), hits_shared=pl.col("shared").sum())
    own = _words(annotated, "own").join(outlets, on="article_id")
    words = own.group_by("outlet").agg(words=pl.col("denominator").sum())
    taken = unquoted.group_by("outlet").agg(words_shared=pl.col("own").sum())
    categories = (
        counted.select("category").unique() if counted.height else pl.DataFrame({"category": ["all"]})
    )
    table = (
        words.join(categories, how="cross")
        .join(counts, on=["outlet", "category"], how="left")
        .join(taken, on="outlet", how="left")
        .with_columns(pl.col("hits", "hits_shared", "words_shared").fill_null(0).cast(pl.Int64))
        .with_columns(
            hits_without=pl.col("hits") - pl.col("hits_shared"),
            words_without=pl.col("words") - pl.col("words_shared"),
        )
        .with_columns(rate=_rate("hits", "words"), rate_without=_rate("hits_without", "words_without"))
    )
    return table.select(pl.col(name).cast(kind) for name, kind in schema(WITH_AND_WITHOUT).items()).sort(
        (pl.col("category") != "all"), "category", "outlet"
    )


def _words(annotated: Annotated, voice: str) -> pl.DataFrame:
    """Return the words of a voice in every article that has it, as ``denominator``."""
    return annotated.gather(
        lambda tables: per_voice_and_part(
            spans_with_part(tables), voice, "all", ["article_id"], denominator=pl.col("n_words").sum()
        )
    )


def _own_hits(annotated: Annotated, lexicon: str) -> pl.DataFrame:
    """Return article_id, category and start of the hits in own words."""

    def own(tables: Annotated) -> pl.LazyFrame:
        spans = tables.scan("spans").filter(pl.col("voice") == "own").select(SPAN_KEYS)
        hits = tables.scan("hits").filter(pl.col("lexicon") == lexicon)
        return hits.join(spans, on=list(SPAN_KEYS), how="semi", maintain_order="left").select(
            "article_id", "category", "start"
        )

    return annotated.gather(own)


def _rate(hits: str, words: str) -> pl.Expr:
    return pl.when(pl.col(words) > 0).then(pl.col(hits) / pl.col(words) * PER_1000)


def _inside(hits: pl.DataFrame, runs: pl.DataFrame) -> pl.Series:
    """Say of every hit whether it begins inside a run; hits in the order of article and place."""
    places = runs.select("article_id", run_start="start", run_end="end").sort("article_id", "run_start")
    near = hits.join_asof(
        places, left_on="start", right_on="run_start", by="article_id", check_sortedness=False
    )
    return (near["start"] < near["run_end"]).fill_null(value=False)
