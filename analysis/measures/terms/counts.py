"""Words, phrases or lexicon entries counted in every article: a sparse matrix with the articles beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.errors import InputError, did_you_mean
from analysis.measures.counting import (
    PART_GROUPS,
    VOICE_GROUPS,
    groups,
    per_voice_and_part,
    spans_with_part,
)
from analysis.measures.per_article import per_article_rates
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.measures.terms.counts_matrix import counts_matrix
from analysis.measures.terms.part_words import PartWords, read_words
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated

KINDS = ("words", "phrases", "terms", "categories")
LONGEST_PHRASE = 3


@dataclass(frozen=True)
class TermCounts:
    """How often each term stands in each article.

    ``articles`` has the columns article_id, outlet, event, published and words (of the voice and part; 0
    where it has none), sorted by article_id. Row i of ``counts`` (articles × terms, sparse, float) belongs to
    row i of it, column j to ``terms[j]``. ``kind`` says what these are: words, phrases, terms, categories.
    """

    kind: str
    voice: str
    part: str
    terms: tuple[str, ...]
    articles: pl.DataFrame
    counts: sparse.csr_array

    @property
    def words(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Words of each article, of the voice and part."""
        return self.articles["words"].cast(pl.Float64).to_numpy()

    @property
    def occurrences(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Occurrences of each term in all articles together."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.float64).ravel()

    @property
    def articles_with(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Number of articles that have each term."""
        by_term = self.counts.format == "csc"
        number = np.diff(self.counts.indptr) if by_term else np.bincount(self.counts.indices)
        return np.append(number, np.zeros(len(self.terms) - len(number))).astype(np.int64)

    def of_outlets(self, outlets: Collection[str]) -> TermCounts:
        """Return the articles of some outlets; terms that none of them has stay, with zeros."""
        return self.rows(self.articles["outlet"].is_in(list(outlets)).to_numpy())

    def rows(self, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> TermCounts:
        """Return some of the articles, by a mask."""
        if keep.all():
            return self
        return replace(self, articles=self.articles.filter(pl.Series(keep)), counts=self.counts[keep])

    def with_outlets(self, outlet_of: Mapping[str, str]) -> TermCounts:
        """Return the same counts with other outlets; articles that are not named keep theirs."""
        renamed = pl.col("article_id").replace_strict(
            dict(outlet_of), default=pl.col("outlet"), return_dtype=pl.String
        )
        return replace(self, articles=self.articles.with_columns(outlet=renamed)) if outlet_of else self

    def columns(self, chosen: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]]) -> TermCounts:
        """Return some of the terms, by their numbers."""
        terms = tuple(self.terms[i] for i in chosen)
        return replace(self, terms=terms, counts=self.counts[:, np.asarray(chosen, dtype=np.int64)])

    def by_term(self) -> TermCounts:
        """Return the same counts in compressed columns, of which some terms are taken without the others."""
        return replace(self, counts=self.counts.tocsc())

    def per_article(self, terms: Sequence[str]) -> pl.DataFrame:
        """Return some of the terms as ``PER_ARTICLE``; the measure is ``keyness:<kind>``.

        Terms that are not counted are left out.
        """
        number = {term: i for i, term in enumerate(self.terms)}
        chosen = [term for term in terms if term in number]
        dense = self.counts[:, np.array([number[term] for term in chosen], dtype=np.int64)].toarray()
        made = [
            self.articles.select(
                "article_id",
                "outlet",
                "event",
                measure=pl.lit(f"keyness:{self.kind}"),
                category=pl.lit(term),
                voice=pl.lit(self.voice),
                part=pl.lit(self.part),
                numerator=pl.Series(dense[:, i], dtype=pl.Float64),
                denominator="words",
            )
            for i, term in enumerate(chosen)
        ]
        columns = schema(PER_ARTICLE)
        tables = [table.select(pl.col(c).cast(dtype) for c, dtype in columns.items()) for table in made]
        return pl.concat([pl.DataFrame(schema=columns), *tables])


def count_terms(
    annotated: Annotated,
    kind: str = "words",
    *,
    voice: str = "own",
    part: str = "all",
    lexicon: str | None = None,
) -> TermCounts:
    """Count words, phrases or lexicon entries in every article, in one voice and part.

    Parameters
    ----------
    kind : ``words`` (also from tables without text), ``phrases`` (two or three words that stand side by side
        in one sentence and voice, with nothing but space between; needs text), ``terms`` or ``categories`` of
        a lexicon
    voice, part : one name, as in ``per_article_rates``
    lexicon : name of the lexicon, where its terms or categories are counted

    Returns
    -------
    TermCounts
        terms in alphabetical order; counts in occurrences. Memory: this matrix and one part of the tables;
        phrases read the text of every article, part by part

    Raises
    ------
    InputError
        an unknown kind, voice, part or lexicon; phrases of tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is the regime, Ms Orr wrote.')
    >>> counts = count_terms(annotate(articles), "phrases", voice="all")
    >>> counts.terms[-3:], counts.articles["words"].to_list()
    (('regime is the', 'the regime', 'the regime is'), [10])
    """
    if kind not in KINDS:
        expected = f"one of {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        raise InputError("count", "argument 'kind'", f"'{kind}'", expected, "correct the name")
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    parts = groups(part, PART_GROUPS, "part")["part_member"].to_list()
    here = pl.col("voice").is_in(members) & pl.col("part").is_in(parts)
    articles = counted_articles(annotated, annotated.gather(lambda tables: _totals(tables, voice, part)))
    if kind == "words":
        counted: Iterable[pl.DataFrame] = (_words(tables, here) for tables in annotated.batches())
    elif kind == "phrases":
        if not annotated.has_text:
            found = "'phrases' of tables without text"
            raise InputError("count", "argument 'kind'", found, "text", "count words instead")
        counted = map(_phrases, read_words(annotated, here))
    else:
        by = "term" if kind == "terms" else "category"
        rates = per_article_rates(annotated, lexicon, voice, part, by)
        hits = rates.filter(pl.col("numerator") > 0).select("article_id", term="category", n="numerator")
        counted = [hits]
    terms, counts = counts_matrix(articles, counted)
    return TermCounts(kind, voice, part, terms, articles, counts)


def _totals(tables: Annotated, voice: str, part: str) -> pl.LazyFrame:
    spans = spans_with_part(tables)
    totals = per_voice_and_part(spans, voice, part, ["article_id"], words=pl.col("n_words").sum())
    return totals.select("article_id", "words")


def counted_articles(annotated: Annotated, totals: pl.DataFrame) -> pl.DataFrame:
    """Return ``articles`` of ``TermCounts``.

    Parameters
    ----------
    totals : article_id and words; an article that is not there has 0
    """
    return (
        annotated.articles.select("article_id", "outlet", "event", "published")
        .join(totals, on="article_id", how="left")
        .with_columns(pl.col("words").fill_null(0))
        .sort("article_id")
    )


def _words(tables: Annotated, here: pl.Expr) -> pl.DataFrame:
    return tables.gather(
        lambda part: (
            part.scan("words").filter(here).group_by("article_id", term="word").agg(pl.col("n").sum())
        )
    )


def _phrases(words: PartWords) -> pl.DataFrame:
    article_ids = words.spans["article_id"]
    article = article_ids.rle_id().cast(pl.Int64).to_numpy()[words.span]
    forms = pl.Series(words.forms, dtype=pl.String)
    tables = []
    for length in range(2, LONGEST_PHRASE + 1):
        begins = words.runs(length)
        numbers = {f"word {i}": words.number[begins + i] for i in range(length)}
        counted = pl.DataFrame({"article": article[begins], **numbers}).group_by(pl.all()).agg(n=pl.len())
        term = pl.concat_str([forms.gather(counted[name]) for name in numbers], separator=" ")
        tables.append(counted.select("article", term.alias("term"), pl.col("n").cast(pl.Int64)))
    names = pl.DataFrame({"article_id": article_ids.unique(maintain_order=True)}).with_row_index("article")
    return (
        pl.concat(tables)
        .join(names.with_columns(pl.col("article").cast(pl.Int64)), on="article")
        .select("article_id", "term", "n")
    )


def runs_of_words(text: str, start: int, end: int) -> Iterator[list[tuple[str, int, int]]]:
    """Yield stretches of words with nothing but space between them: each word as counted, with its place."""
    run: list[tuple[str, int, int]] = []
    last = start
    for match in WORD.finditer(text, start, end):
        if run and not text[last : match.start()].isspace():
            yield run
            run = []
        run.append((unify_word(match.group()), *match.span()))
        last = match.end()
    if run:
        yield run
