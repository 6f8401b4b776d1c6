"""Words, phrases or lexicon entries counted in every sentence: what is drawn when text is drawn."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.annotation.inflections import base_forms
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import Floats, Ints
from analysis.measures.counting import (
    PART_GROUPS,
    SPAN_KEYS,
    VOICE_GROUPS,
    chosen_lexicon,
    groups,
    spans_with_part,
)
from analysis.measures.per_article import lexicon_entries
from analysis.measures.terms.counts import KINDS, LONGEST_PHRASE, runs_of_words

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated


@dataclass(frozen=True)
class SentenceTerms:
    """How often each term stands in each sentence that has words of the voice and part.

    ``sentences`` has the columns event, outlet, article_id, sentence and words (of the voice and part, more
    than 0), sorted by the first four; row i of ``counts`` (sentences × terms, sparse, float) belongs to row i
    of it, column j to ``terms[j]`` and ``forms[j]``, the forms that were counted together.
    """

    sentences: pl.DataFrame
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    counts: sparse.csr_array


def count_sentence_terms(
    annotated: Annotated,
    kind: str = "words",
    *,
    voice: str = "own",
    part: str = "all",
    lexicon: str | None = None,
    join_forms: bool = True,
) -> SentenceTerms:
    """Count terms in every sentence of the articles that belong to an event.

    Parameters
    ----------
    kind, voice, part, lexicon : as in ``count_terms``; words and phrases need text
    join_forms : count regular forms of one word as one (*sanction*, *sanctions*, *sanctioned*), named by the
        most frequent; only words and phrases

    Returns
    -------
    SentenceTerms
        terms in alphabetical order. Text is read part by part, of articles with an event

    Raises
    ------
    InputError
        an unknown kind, voice, part or lexicon; words or phrases of tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regimes fell. The regime is gone, Ms Orr wrote.')
    >>> annotated = annotate(articles.with_columns(event=pl.lit("a fall")))
    >>> found = count_sentence_terms(annotated, voice="all")
    >>> found.sentences["words"].to_list(), found.forms[-3]
    ([2, 3, 7], 'regime, regimes')
    """
    if kind not in KINDS:
        expected = f"one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        raise InputError("count", "argument 'kind'", f"'{kind}'", expected, "correct the name")
    text_needed = kind in ("words", "phrases")
    if text_needed and not annotated.has_text:
        found = f"'{kind}' of tables without text"
        raise InputError("count", "argument 'kind'", found, "text", "count terms or categories")
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    parts = groups(part, PART_GROUPS, "part")["part_member"].to_list()
    articles = annotated.articles.select("event", "outlet", "article_id").filter(
        pl.col("event").is_not_null()
    )
    here = pl.col("voice").is_in(members) & pl.col("part").is_in(parts) & (pl.col("n_words") > 0)
    spans = annotated.gather(
        lambda tables: (
            spans_with_part(tables)
            .filter(here)
            .join(articles.select("article_id").lazy(), on="article_id", how="semi")
            .select(*SPAN_KEYS, "start", "end", "n_words")
        )
    )
    sentences = (
        spans.group_by("article_id", "sentence")
        .agg(words=pl.col("n_words").sum())
        .join(articles, on="article_id")
        .select("event", "outlet", "article_id", "sentence", "words")
        .sort("event", "outlet", "article_id", "sentence")
    )
    places = sentences.select("article_id", "sentence").with_row_index("row")
    if text_needed:
        located = spans.join(places, on=["article_id", "sentence"]).sort("row", "start")
        rows, columns, terms = _words_in_text(annotated, located, kind)
    else:
        rows, columns, terms = _hits(annotated, spans, places, kind, chosen_lexicon(annotated, lexicon))
    counts = _matrix(np.ones(len(rows)), rows, columns, (sentences.height, len(terms)))
    return _named(sentences, terms, counts, join_forms=join_forms and text_needed)


def _words_in_text(annotated: Annotated, spans: pl.DataFrame, kind: str) -> tuple[Ints, Ints, list[str]]:
    """Return a row number and a term number for every occurrence, and the terms."""
    numbers: dict[str, int] = {}
    rows, columns = array("q"), array("q")
    longest = LONGEST_PHRASE if kind == "phrases" else 1
    shortest = 2 if kind == "phrases" else 1
    per_article = spans.group_by("article_id", maintain_order=True).agg("row", "start", "end")
    places = {article_id: zip(*lists, strict=True) for article_id, *lists in per_article.rows()}
    for tables in annotated.batches():
        for article_id, text in tables.texts(places).items():
            for row, start, end in places[article_id]:
                for placed in runs_of_words(text, start, end):
                    run = [word for word, _, _ in placed]
                    for length in range(shortest, longest + 1):
                        for i in range(len(run) - length + 1):
                            term = " ".join(run[i : i + length])
                            rows.append(row)
                            columns.append(numbers.setdefault(term, len(numbers)))
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), list(numbers)


def _hits(
    annotated: Annotated, spans: pl.DataFrame, places: pl.DataFrame, kind: str, lexicon: str
) -> tuple[Ints, Ints, list[str]]:
    """Return the same for the entries or categories of a lexicon."""
    by = "term" if kind == "terms" else "category"
    known = lexicon_entries(annotated, lexicon)[by].unique().sort()
    located = (
        annotated.table("hits", *SPAN_KEYS, "start", by, where=pl.col("lexicon") == lexicon)
        .join(spans.select(*SPAN_KEYS), on=list(SPAN_KEYS), how="semi")
        .join(places, on=["article_id", "sentence"])
        .join(pl.DataFrame({by: known}).with_row_index("column"), on=by)
        .sort("row", "start")
    )
    return (
        located["row"].cast(pl.Int64).to_numpy(),
        located["column"].cast(pl.Int64).to_numpy(),
        known.to_list(),
    )


def _named(
    sentences: pl.DataFrame, terms: list[str], counts: sparse.csr_array, *, join_forms: bool
) -> SentenceTerms:
    """Join the forms of one word, name each by its most frequent form and sort by name."""
    base = base_forms(word for term in terms for word in term.split(" ")) if join_forms else {}
    keys = [" ".join(base.get(word, word) for word in term.split(" ")) for term in terms]
    total = np.asarray(counts.sum(axis=0)).ravel()
    members: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        members.setdefault(key, []).append(number)
    joined = [sorted(numbers, key=lambda n: (-total[n], terms[n])) for numbers in members.values()]
    joined.sort(key=lambda numbers: terms[numbers[0]])
    new = np.zeros(len(terms), dtype=np.int64)
    for place, numbers in enumerate(joined):
        new[numbers] = place
    old = counts.tocoo()
    together = _matrix(old.data, old.row, new[old.col], (len(sentences), len(joined)))
    return SentenceTerms(
        sentences,
        tuple(terms[numbers[0]] for numbers in joined),
        tuple(", ".join(terms[n] for n in sorted(numbers, key=terms.__getitem__)) for numbers in joined),
        together,
    )


def _matrix(values: Floats, rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_array:
    """Sum values to a sparse matrix."""
    from scipy import sparse  # kept out of ``import analysis``

    return sparse.coo_array((values, (rows, columns)), shape=shape).tocsr()
