"""Small tables beside rates and contrasts: the corpus, voices, terms, extreme sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.terms.shrinkage import log_likelihood
from analysis.corpus import corpus_overview
from analysis.corpus.tables import LOG_KINDS
from analysis.measures import PASSAGES
from analysis.measures.passages import with_sources
from analysis.presentation.writing.format import valence

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace

PER_1000 = 1000.0
SENTENCE_WORDS = 30
LEAST_WORDS = 6


def outlets_table(workspace: Workspace) -> pl.DataFrame:
    """Return one row per outlet: its side, articles, words, events and days; the focus first.

    Events, and articles without a date, have a column where there are any.
    """
    sides = dict.fromkeys(workspace.references, "reference") | dict.fromkeys(workspace.focus, "focus")
    side = pl.col("outlet").replace_strict(sides, default="neither", return_dtype=pl.String)
    table = corpus_overview(workspace.annotated.articles).with_columns(
        pl.col("first").dt.date().alias("first day"), pl.col("last").dt.date().alias("last day"), side=side
    )
    table = table.sort(pl.col("side") != "focus", maintain_order=True)
    table = table.rename({"undated": "without a date"})
    columns = ["outlet", "side", "articles", "words", "events", "first day", "last day", "without a date"]
    return table.select(c for c in columns if c not in ("events", "without a date") or table[c].sum())


def reading_table(annotated: Annotated) -> pl.DataFrame:
    """Return how often reading refused, set aside, repaired or noted something, and what that means."""
    counts = annotated.reading_log.group_by(pl.col("what").alias("kind")).agg(
        pl.len().cast(pl.Int64).alias("times")
    )
    meaning = pl.col("kind").replace_strict(dict(LOG_KINDS), default="", return_dtype=pl.String)
    return counts.with_columns(meaning=meaning).sort("times", "kind", descending=[True, False])


def log_entries(annotated: Annotated) -> pl.DataFrame:
    """Return the reading log, what was not read first, then what was changed, then what was noted."""
    order = {kind: place for place, kind in enumerate(LOG_KINDS)}
    place = pl.col("what").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    return annotated.reading_log.sort(place, "source_file", "source_line", "detail", nulls_last=True)


def voices_table(annotated: Annotated) -> pl.DataFrame:
    """Return the words of each outlet by voice, most words first, and the share that is not its own."""
    outlets = annotated.articles.select("article_id", "outlet")
    by_article = annotated.gather(
        lambda part: part.scan("spans").group_by("article_id", "voice").agg(pl.col("n_words").sum())
    )
    words = by_article.join(outlets, on="article_id").group_by("outlet", "voice").agg(pl.col("n_words").sum())
    wide = words.pivot("voice", index="outlet", values="n_words").fill_null(0)
    missing = [
        pl.lit(0, dtype=pl.Int64).alias(v) for v in ("own", "quoted", "reported") if v not in wide.columns
    ]
    wide = wide.with_columns(missing).with_columns(total=pl.sum_horizontal("own", "quoted", "reported"))
    share = (100 * (pl.col("total") - pl.col("own")) / pl.col("total")).round(0).cast(pl.Int64, strict=False)
    return wide.sort("total", "outlet", descending=[True, False]).select(
        "outlet",
        pl.col("own").alias("own words"),
        pl.col("quoted").alias("quoted words"),
        pl.col("reported").alias("reported words"),
        share.alias("% attributed to others"),
    )


def term_counts(workspace: Workspace, *, voice: str = "own", rows: int = 10) -> pl.DataFrame:
    """Return the terms that set focus and reference apart most, both ways, with raw counts.

    Parameters
    ----------
    voice : own, quoted, reported, attributed or all
    rows : terms for each direction

    Returns
    -------
    DataFrame
        term, category, more in, hits and articles on each side, hits per 1,000 words of each side, all its
        outlets taken together. Ranked by G² (Dunning 1993): for looking, not for testing, since it takes
        words for independent.
    """
    annotated, kinds = workspace.annotated, {"attributed": ["quoted", "reported"]}
    voices = kinds.get(voice, ["own", "quoted", "reported"] if voice == "all" else [voice])
    sides = pl.col("outlet").replace_strict(
        dict.fromkeys(workspace.references, "r") | dict.fromkeys(workspace.focus, "f"),
        default=None,
        return_dtype=pl.String,
    )
    articles = annotated.articles.select("article_id", side=sides).drop_nulls()
    keys = ["article_id", "sentence", "span"]
    spoken = pl.col("voice").is_in(voices)
    by_article = annotated.gather(
        lambda part: part.scan("spans").filter(spoken).group_by("article_id").agg(pl.col("n_words").sum())
    )
    by_side = by_article.join(articles, on="article_id").group_by("side").agg(pl.col("n_words").sum())
    words = dict(by_side.rows())
    hits = annotated.gather(
        lambda part: (
            part.scan_term_hits()
            .select(*keys, "term", "category")
            .join(part.scan("spans").filter(spoken).select(keys), on=keys, how="semi")
        )
    ).join(articles, on="article_id")
    counts = hits.group_by("term", "category").agg(
        *(
            column
            for side in "fr"
            for column in (
                (pl.col("side") == side).sum().cast(pl.Int64).alias(f"{side}_hits"),
                pl.col("article_id")
                .filter(pl.col("side") == side)
                .n_unique()
                .cast(pl.Int64)
                .alias(f"{side}_in"),
            )
        )
    )
    hits_of = counts.select("f_hits", "r_hits").to_numpy().T.astype(float)
    lengths = np.array([words.get("f", 0), words.get("r", 0)], dtype=float)
    more = pl.col("f_hits") / max(lengths[0], 1.0) > pl.col("r_hits") / max(lengths[1], 1.0)
    ranked = counts.with_columns(g2=pl.Series(log_likelihood(hits_of, lengths)))
    ranked = ranked.sort("g2", "term", descending=[True, False])
    above, below = ranked.filter(more).head(rows), ranked.filter(~more).head(rows)
    least = min(below.height, above.height) or rows
    both = pl.concat([above.head(least), below.head(least)])
    return both.select(
        "term",
        "category",
        pl.when(more).then(pl.lit("focus")).otherwise(pl.lit("reference")).alias("more in"),
        pl.col("f_hits").alias("focus hits"),
        pl.col("f_in").alias("focus articles"),
        pl.col("r_hits").alias("reference hits"),
        pl.col("r_in").alias("reference articles"),
        (PER_1000 * pl.col("f_hits") / max(words.get("f", 0), 1)).alias("focus per 1,000"),
        (PER_1000 * pl.col("r_hits") / max(words.get("r", 0), 1)).alias("reference per 1,000"),
    )


def extreme_sentences(
    annotated: Annotated, outlets: Sequence[str], *, voice: str = "own", lowest: bool = True, limit: int = 5
) -> pl.DataFrame:
    """Return the stretches of one voice with the lowest or highest valence, at most one per article.

    Returns
    -------
    DataFrame
        ``PASSAGES`` of ``measures.passages``; ``category`` names the valence. Stretches of under six words
        are left out; longer ones are cut to thirty words.
    """
    voices = {"attributed": ["quoted", "reported"], "all": ["own", "quoted", "reported"]}.get(voice, [voice])
    articles = annotated.articles.filter(pl.col("outlet").is_in(list(outlets)))
    order = ["valence_masked", "article_id", "sentence", "span"]
    descending = [not lowest, False, False, False]

    def extreme(part: Annotated) -> pl.LazyFrame:
        return (
            part.scan("spans")
            .filter(pl.col("voice").is_in(voices) & (pl.col("n_words") >= LEAST_WORDS))
            .join(articles.select("article_id").lazy(), on="article_id", how="semi")
            .sort(order, descending=descending)
            .unique("article_id", keep="first", maintain_order=True)
            .head(limit)
        )

    found = annotated.gather(extreme).sort(order, descending=descending).head(limit)
    spans = with_sources(annotated, found.join(articles, on="article_id", maintain_order="left"))
    texts = annotated.texts(spans["article_id"])
    places = spans.select("article_id", "start", "end").rows()
    said = [texts[key][start:end] if key in texts else None for key, start, end in places]
    spans = spans.with_columns(said=pl.Series(said, dtype=pl.String))
    text = pl.col("said").str.split(" ")
    cut = text.list.head(SENTENCE_WORDS).list.join(" ") + pl.when(text.list.len() > SENTENCE_WORDS).then(
        pl.lit(" …")
    ).otherwise(pl.lit(""))
    score = [f"valence {valence(value)}" for value in spans["valence_masked"]]
    table = spans.with_columns(
        category=pl.Series(score, dtype=pl.String),
        term=pl.lit("sentence"),
        before=pl.lit(""),
        hit=cut,
        after=pl.lit(""),
        negated=pl.lit(False),
    )
    return table.sort("valence_masked", "article_id", descending=[not lowest, False]).select(
        pl.col(name).cast(dtype) for name, (dtype, _) in PASSAGES.items()
    )


def untested(contrasts: pl.DataFrame) -> pl.DataFrame:
    """Return contrasts as exploratory: intervals stay, p and q go, for what the study did not ask for."""
    empty = {
        "p": pl.Float64,
        "q": pl.Float64,
        "smallest_p": pl.Float64,
        "family": pl.String,
        "family_size": pl.Int64,
    }
    reason = (
        pl.when(pl.col("status") == "inferred")
        .then(pl.lit("exploratory: an interval, no test"))
        .otherwise("reason")
    )
    return contrasts.with_columns(
        *(pl.lit(None, dtype=dtype).alias(name) for name, dtype in empty.items()), reason=reason
    )


def of_several_parts(contrasts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of parts that both sides have; none where that is one part, as in headlines.

    >>> rows = pl.DataFrame({"part": ["body", "headline"], "focus_words": [0, 9], "reference_words": [0, 8]})
    >>> of_several_parts(rows).height
    0
    """
    both = contrasts.filter((pl.col("focus_words") > 0) & (pl.col("reference_words") > 0))
    return both if both["part"].n_unique() > 1 else both.clear()


def against_all(contrasts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows against all references together; the rows against each alone are left out."""
    from analysis.comparison import ALL_REFERENCES

    return contrasts.filter(pl.col("reference") == ALL_REFERENCES)
