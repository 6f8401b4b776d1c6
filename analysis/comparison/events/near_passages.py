"""The passages of the articles of an event, and how much they have in common: TF-IDF cosines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.annotation.inflections import base_forms
from analysis.annotation.stopwords import stopwords
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated

MIN_WORDS, MAX_WORDS = 8, 36
"""A run with fewer words beside those that name a speaker and say that he speaks is no passage; a longer one
is cut, so that a page of passages republishes no article."""
OPENING = "\"“‘'([$£€#"
"""Marks before a word that belong to it."""
PLACE = ("event", "outlet", "article_id", "sentence", "span")


def passages_of(annotated: Annotated, outlets: Sequence[str]) -> pl.DataFrame:
    """Cut the articles that have an event into passages: runs of one voice group inside a sentence.

    Parameters
    ----------
    outlets : whose articles

    Returns
    -------
    DataFrame
        event, outlet, article_id, published, sentence, span (the first), part, start, end, group (own, or
        attributed: quoted and reported), voice and attribution (of the first span), sentence_start,
        sentence_end, ``words`` and ``sentence_words`` (lists, as words are counted). A row per run of
        ``MIN_WORDS`` words or more (those of sources and cues aside: *said the minister of trade on Monday*
        tells nothing yet), cut after ``MAX_WORDS``; in the order of event, outlet, article and place

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> text = 'A vote\\n\\nThe old harbour was closed on Monday after a vote. It was bad, Ms Orr said.'
    >>> articles, _ = read_article_text(text)
    >>> found = passages_of(annotate(articles.with_columns(event=pl.lit("vote"))), articles["outlet"])
    >>> found.select("group", "start", "end").rows()
    [('own', 8, 58)]
    """
    here = pl.col("event").is_not_null() & pl.col("outlet").is_in(list(outlets))
    columns = ("article_id", "event", "outlet", "published", "text")
    articles = annotated.table("articles", *columns, where=here & pl.col("text").is_not_null())
    own = pl.col("voice") == "own"
    bounds = (pl.col(name).alias(f"sentence_{name}") for name in ("start", "end"))
    sentences = annotated.table("sentences", "article_id", "sentence", "part", *bounds)
    runs = (
        annotated.spans.join(articles, on="article_id")
        .sort(*PLACE)
        .with_columns(group=pl.when(own).then(pl.lit("own")).otherwise(pl.lit("attributed")))
        .with_columns(run=pl.struct("article_id", "sentence", "group").rle_id())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col(*PLACE, "published", "text", "group", "voice", "attribution").first(),
            pl.col("start").min(),
            pl.col("end").max(),
            pl.col("n_words").sum(),
        )
        .filter(pl.col("n_words") >= MIN_WORDS)
        .join(sentences, on=["article_id", "sentence"], maintain_order="left")
    )
    speech = _speech(annotated)
    cut, words, around, telling = [], [], [], []
    for key, *row in runs.select(
        "article_id", "text", "start", "end", "sentence_start", "sentence_end"
    ).rows():
        place, of_passage = _first_words(*row[:3])
        cut.append(place)
        words.append(of_passage)
        around.append(words_between(row[0], *row[3:]))
        telling.append(_telling(row[0], row[1], row[2], speech.get(key, [])))
    chosen = runs.drop("run", "n_words", "text").with_columns(
        start=pl.Series([start for start, _ in cut], dtype=pl.Int64),
        end=pl.Series([end for _, end in cut], dtype=pl.Int64),
        words=pl.Series(words, dtype=pl.List(pl.String)),
        sentence_words=pl.Series(around, dtype=pl.List(pl.String)),
    )
    return chosen.filter(pl.Series(telling, dtype=pl.Int64) >= MIN_WORDS)


def _speech(annotated: Annotated) -> dict[str, list[tuple[int, int]]]:
    """Return where sources and cues stand, article by article."""
    places: dict[str, list[tuple[int, int]]] = {}
    for what in ("source", "cue"):
        start = pl.col(f"{what}_start")
        columns = ("article_id", start, f"{what}_end")
        for key, *place in annotated.table("attributions", *columns, where=start.is_not_null()).iter_rows():
            places.setdefault(key, []).append((place[0], place[1]))
    return places


def _telling(text: str, start: int, end: int, speech: Sequence[tuple[int, int]]) -> int:
    """Count the words of a run that neither name a speaker nor say that he speaks."""
    near = [place for place in speech if place[0] < end and start < place[1]]
    words = (match.start() for match in WORD.finditer(text, start, end))
    return sum(not any(first <= word < last for first, last in near) for word in words)


@cache
def function_words() -> frozenset[str]:
    """Return the words that tell nothing of what a passage is about."""
    return stopwords()


def words_between(text: str, start: int, end: int) -> list[str]:
    """Return the words of a stretch of text, as they are counted.

    >>> words_between("The Russia’s U.S. talks", 4, 23)
    ["russia's", 'u.s.', 'talks']
    """
    return [unify_word(match.group()) for match in WORD.finditer(text, start, end)]


def _first_words(text: str, start: int, end: int) -> tuple[tuple[int, int], list[str]]:
    """Return where a passage begins and ends, and its words; commas before its first word are left out."""
    found = list(WORD.finditer(text, start, end))
    if not found:
        return (start, end), []
    first = found[0].start()
    while first > start and text[first - 1] in OPENING:
        first -= 1
    kept = found[:MAX_WORDS]
    last = end if len(kept) == len(found) else kept[-1].end()
    while text[last - 1].isspace():
        last -= 1
    return (first, last), [unify_word(match.group()) for match in kept]


def weigh(texts: Sequence[Sequence[str]]) -> sparse.csr_array:
    """Return the TF-IDF weights of texts as rows of length 1; the product of two rows is their cosine.

    Function words are left out and regular forms of one word count as one. A word weighs by its count times
    ln((1 + n) / (1 + texts with it)) + 1 over the n texts: the smoothed weights of scikit-learn's
    TfidfTransformer. A text without other than function words is a row of zeros.

    Example
    -------
    >>> rows = weigh([["the", "ferries", "stopped"], ["ferry", "stopped"], ["rain", "fell"]])
    >>> (rows @ rows.T).toarray().round(2)[0].tolist()
    [1.0, 1.0, 0.0]
    """
    from scipy import sparse  # heavy to import

    dropped, base = function_words(), base_forms(chain.from_iterable(texts))
    numbers: dict[str, int] = {}
    rows, columns, values = [], [], []
    for row, words in enumerate(texts):
        for word, n in Counter(base.get(word, word) for word in words if word not in dropped).items():
            rows.append(row)
            columns.append(numbers.setdefault(word, len(numbers)))
            values.append(float(n))
    row_of = np.array(rows, dtype=np.int64)
    column_of = np.array(columns, dtype=np.int64)
    with_word = np.bincount(column_of, minlength=max(len(numbers), 1))
    inverse = np.log((1.0 + len(texts)) / (1.0 + with_word)) + 1.0
    weights = np.array(values) * inverse[column_of]
    length = np.sqrt(np.bincount(row_of, weights=weights**2, minlength=len(texts)))
    shape = (len(texts), max(len(numbers), 1))
    return sparse.csr_array(sparse.coo_array((weights / length[row_of], (row_of, column_of)), shape=shape))


def longest_run(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the number of words of the longest run that both have.

    >>> longest_run(["a", "b", "c", "d"], ["x", "b", "c", "y"])
    2
    """
    best, row = 0, [0] * (len(second) + 1)
    for word in first:
        before = 0
        for place, other in enumerate(second, 1):
            before, row[place] = row[place], before + 1 if word == other else 0
            best = max(best, row[place])
    return best
