"""Where one article stands beside the reference articles; no p-value, since one article is one article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.ranks import article_ranks, ranked_among
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import KEYS, Floats, unit_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of
from analysis.measures.tables import schema

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

STANDING: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (_STRING, "the article"),
    "outlet": (_STRING, "its outlet"),
    "event": (_STRING, "its event; null without one"),
    "measure": (_STRING, "name of the measure"),
    "category": (_STRING, "category or term"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "hits": (_INT, "hits of the article; null for means"),
    "words": (_INT, "its words of the voice and part; of a share, attributions or cues"),
    "value": (_FLOAT, "hits per 1,000 words, share, number or mean valence of the article"),
    "rank": (_INT, "rank among itself and the reference articles; 1 is highest, ties share the better rank"),
    "rank_of": (_INT, "how many were ranked"),
    "among": (_STRING, "'articles on the same event' or 'all articles'"),
    "reference_articles": (_INT, "reference articles with words of the voice and part"),
    "reference_outlets": (_INT, "their outlets"),
    "reference_with_none": (_INT, "reference articles without a hit; null for means"),
    "reference_value": (_FLOAT, "mean over reference outlets, in the unit of value"),
    "without_article_low": (_FLOAT, "lowest reference value with one reference article left out"),
    "without_article_high": (_FLOAT, "highest reference value with one reference article left out"),
    "without_outlet_low": (_FLOAT, "lowest reference value with one reference outlet left out"),
    "without_outlet_high": (_FLOAT, "highest reference value with one reference outlet left out"),
    "reason": (_STRING, "why something is missing; null if nothing is"),
}


def article_standing(
    per_article: pl.DataFrame, article_id: str, reference: str | Sequence[str] = ()
) -> pl.DataFrame:
    """Rank one article among the reference articles, measure by measure.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of ``measures.tables``
    article_id : the article
    reference : outlets; every other outlet where none is named. They weigh equally

    Returns
    -------
    DataFrame
        ``STANDING``, a row per measure, category, voice and part. The reference is the articles on the same
        event, where there are any, else all. The ranges leave out each reference article, and each reference
        outlet, in turn: how much the reference hangs on one of them. There is no p-value: the article is
        described and does not speak for its outlet.

    Raises
    ------
    InputError
        an article that is not in the table; a reference that is not in it, or is the article's outlet

    Example
    -------
    >>> import polars as pl
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> articles = [(o, o, "vote", "rate:x", "all", "own", "all", hits, 500)
    ...             for o, hits in (("Herald", 4), ("Sun", 1), ("Post", 0), ("Wire", 2))]
    >>> rates = pl.DataFrame(articles, schema=[*names, "numerator", "denominator"], orient="row")
    >>> article_standing(rates, "Herald").select("value", "rank", "rank_of", "reference_value").rows()
    [(8.0, 1, 4, 2.0)]
    """
    ours = per_article.filter(article_id=article_id)
    if ours.is_empty():
        known = per_article["article_id"].unique().to_list()
        expected = f"an article_id of the table{did_you_mean(article_id, known)}"
        raise InputError("standing", "argument 'article_id'", f"'{article_id}'", expected, "correct it")
    unit_of(ours)
    outlet = str(ours["outlet"][0])
    _, theirs = chosen_outlets(per_article, (outlet,), as_tuple(reference))
    among = ranked_among(ours, per_article.filter(pl.col("outlet").is_in(theirs)))
    ranges = [_reference(key, rows) for key, rows in among.partition_by(*KEYS, as_dict=True).items()]
    types = schema(STANDING)
    reference_types = {name: dtype for name, dtype in types.items() if name in (*KEYS, *REFERENCE)}
    beside = pl.DataFrame(ranges, schema=reference_types, orient="row")
    ranks = article_ranks(among).rename({"article_rank": "rank", "article_rank_of": "rank_of"})
    kinds = {name: kind_of(name) for name in ours["measure"].unique()}
    per = pl.col("measure").replace_strict({n: k.per for n, k in kinds.items()}, return_dtype=pl.Float64)
    counts = pl.col("measure").replace_strict(
        {n: k.counts for n, k in kinds.items()}, return_dtype=pl.Boolean
    )
    used = pl.col("denominator") > 0
    return (
        ours.join(ranks, on=list(KEYS), how="left")
        .join(beside, on=list(KEYS), how="left")
        .with_columns(
            hits=pl.when(counts).then(pl.col("numerator").round()),
            words=pl.col("denominator").round(),
            value=pl.when(used).then(pl.col("numerator") / pl.col("denominator") * per),
            reference_with_none=pl.when(counts).then(pl.col("reference_with_none")),
            among=pl.when(pl.col("same_event"))
            .then(pl.lit("articles on the same event"))
            .when(~pl.col("same_event"))
            .then(pl.lit("all articles")),
            reason=_reason(used),
        )
        .sort(*KEYS)
        .select(pl.col(name).cast(dtype) for name, dtype in types.items())
    )


REFERENCE = tuple(name for name in STANDING if name.startswith(("reference_", "without_")))


def _reason(used: pl.Expr) -> pl.Expr:
    """Say in a plain sentence why a number is missing."""
    articles, outlets = pl.col("reference_articles"), pl.col("reference_outlets")
    return (
        pl.when(~used)
        .then(pl.lit("the article has no words, attributions or cues of this kind"))
        .when(articles.is_null())
        .then(pl.lit("no reference article has words, attributions or cues of this kind"))
        .when(articles == 1)
        .then(pl.lit("one reference article: none can be left out"))
        .when(outlets == 1)
        .then(pl.lit("one reference outlet: none can be left out"))
    )


def _reference(key: tuple[object, ...], rows: pl.DataFrame) -> dict[str, object]:
    """Return the reference's value, its ranges with one left out, and its counts."""
    ordered = rows.sort("outlet", "article_id")
    outlets, outlet = np.unique(ordered["outlet"].to_numpy().astype(str), return_inverse=True)
    numerator, words = ordered["numerator"].to_numpy(), ordered["denominator"].to_numpy()
    per = kind_of(str(key[0])).per
    hits, total = np.bincount(outlet, numerator), np.bincount(outlet, words)
    rate, k = hits / total, len(outlets)
    without_outlet = (rate.sum() - rate) / (k - 1) if k > 1 else np.zeros(0)
    only = np.bincount(outlet)[outlet] == 1
    left = np.where(only, 1.0, total[outlet] - words)
    changed = np.where(only, 0.0, (hits[outlet] - numerator) / left)
    without_article = (rate.sum() - rate[outlet] + changed) / np.maximum(k - only, 1)
    found: dict[str, object] = dict(zip(KEYS, key, strict=True)) | {
        "reference_articles": len(outlet),
        "reference_outlets": k,
        "reference_with_none": int((numerator == 0).sum()),
        "reference_value": float(rate.mean()) * per,
    }
    for name, values in (
        ("article", without_article if len(outlet) > 1 else np.zeros(0)),
        ("outlet", without_outlet),
    ):
        low, high = _range(values)
        found |= {f"without_{name}_low": None if low is None else low * per}
        found |= {f"without_{name}_high": None if high is None else high * per}
    return found


def _range(values: Floats) -> tuple[float | None, float | None]:
    return (float(values.min()), float(values.max())) if len(values) else (None, None)
