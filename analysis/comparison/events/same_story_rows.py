"""The rows of ``same_story``: two passages with their articles, their hits and the words around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.corpus.tables import UTC
from analysis.measures.passages import flat, with_sources
from analysis.measures.tables import schema
from analysis.text import WORD

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

Row = dict[str, Any]
SIDES = ("focus", "reference")
AROUND = 8
"""Words of the same sentence on either side of a passage: who says it, or what is quoted next."""

_STRING, _INT = pl.String(), pl.Int64()
_SIDE: Mapping[str, tuple[Any, str]] = {
    "outlet": (_STRING, "outlet"),
    "article_id": (_STRING, "key of the article"),
    "sentence": (_INT, "number of the sentence in its article, from 0"),
    "span": (_INT, "first span of the passage in its sentence"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "part": (_STRING, "headline, standfirst, lead or body"),
    "speaker": (_STRING, "own, quoted or reported: the voice of the passage's first span"),
    "source_name": (_STRING, "who is cited; null for own voice or an unnamed source"),
    "published": (UTC, "time of publication, UTC"),
    "title": (_STRING, "headline of the article"),
    "url": (_STRING, "address of the article"),
    "before": (_STRING, "up to 8 words of the sentence before the passage, somebody else's"),
    "passage": (_STRING, "the passage, at most 36 words"),
    "after": (_STRING, "up to 8 words of the sentence after the passage"),
    "loaded": (pl.List(pl.String()), "hits of the study's lexicons in the passage, as they stand"),
    "stance": (pl.List(pl.String()), "stance words in the passage, as they stand"),
}
SAME_STORY: Mapping[str, tuple[Any, str]] = {
    "event": (_STRING, "event that both articles are about"),
    "voice": (_STRING, "own or attributed (quoted and reported): that of both passages"),
    "similarity": (pl.Float64(), "mean of the TF-IDF cosines of the passages and of their sentences, 0 to 1"),
    "shared_run": (_INT, "words of the longest run that both passages have"),
    "loaded_apart": (_INT, "loaded terms of one passage that the other's sentence does not have"),
    "stance_apart": (_INT, "stance words of one passage that the other's sentence does not have"),
    **{f"{side}_{name}": about for side in SIDES for name, about in _SIDE.items()},
}


def with_text(
    annotated: Annotated, passages: pl.DataFrame, near: Sequence[tuple[int, int, float, int]]
) -> pl.DataFrame:
    """Return all pairs with their passages, in the order in which they are shown."""
    used = sorted({row for pair in near for row in pair[:2]})
    sides = {row["row"]: row for row in _described(annotated, passages.filter(pl.col("row").is_in(used)))}
    rows = []
    for first, second, similarity, run in near:
        a, b = sides[first], sides[second]
        rows.append(
            {"event": a["event"], "voice": a["group"], "similarity": similarity, "shared_run": run}
            | {"loaded_apart": _apart(a, b, "loaded"), "stance_apart": _apart(a, b, "stance")}
            | {f"{side}_{name}": of[name] for side, of in zip(SIDES, (a, b), strict=True) for name in _SIDE}
        )
    table = pl.DataFrame(rows, schema=schema(SAME_STORY))
    order = ["focus_article_id", "focus_start", "reference_article_id", "reference_start"]
    return table.sort(
        pl.col("loaded_apart"), pl.col("stance_apart") > 0, pl.col("similarity"), *order,
        descending=[True, True, True, *(False for _ in order)],
    )  # fmt: skip


def _apart(a: Row, b: Row, what: str) -> int:
    """Count the terms of either passage that the sentence of the other one does not have."""
    return sum(len(x[f"{what}_terms"] - y[f"{what}_around"]) for x, y in ((a, b), (b, a)))


def _described(annotated: Annotated, passages: pl.DataFrame) -> list[Row]:
    """Add text, article and hits to passages."""
    articles = annotated.articles.select("article_id", "title", "url")
    described = passages.rename({"voice": "speaker"}).join(articles, on="article_id", how="left")
    rows = with_sources(annotated, described).to_dicts()
    read = passages["article_id"].unique()
    hits = {what: _hits(annotated, kind, read) for what, kind in (("loaded", "terms"), ("stance", "stance"))}
    texts = annotated.texts(passages["article_id"])
    for row in rows:
        text, start, end = texts[row["article_id"]], row["start"], row["end"]
        for what, of_article in hits.items():
            found = of_article.get(row["article_id"], [])
            inside = [hit for hit in found if start <= hit[0] and hit[1] <= end]
            row[what] = [flat(surface) for _, _, _, surface in inside]
            row[f"{what}_terms"] = {term for _, _, term, _ in inside}
            first, last = row["sentence_start"], row["sentence_end"]
            row[f"{what}_around"] = {term for begin, _, term, _ in found if first <= begin < last}
        row["passage"] = flat(text[start:end])
        row["before"] = _last_words(text[row["sentence_start"] : start])
        row["after"] = _next_words(text[end : row["sentence_end"]])
    return rows


def _hits(
    annotated: Annotated, kind: str, article_ids: pl.Series
) -> dict[str, list[tuple[int, int, str, str]]]:
    """Return start, end, term and surface of the hits of a kind of lexicon, article by article."""
    of_kind = annotated.lexicons.filter(pl.col("kind") == kind)["lexicon"]
    chosen = pl.col("lexicon").is_in(of_kind.implode()) & pl.col("article_id").is_in(article_ids.implode())
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    hits = annotated.table("hits", "article_id", "start", "end", "term", "surface", where=chosen)
    for key, *hit in hits.sort("article_id", "start", "end").iter_rows():
        found.setdefault(key, []).append((hit[0], hit[1], hit[2], hit[3]))
    return found


def _last_words(text: str) -> str:
    words = [match.start() for match in WORD.finditer(text)]
    return f"… {flat(text[words[-AROUND] :])}" if len(words) > AROUND else flat(text)


def _next_words(text: str) -> str:
    words = [match.end() for match in WORD.finditer(text)]
    return f"{flat(text[: words[AROUND - 1]])} …" if len(words) > AROUND else flat(text)
