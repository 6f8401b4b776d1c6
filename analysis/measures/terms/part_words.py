"""The words of a corpus as numbers, read part by part, each in the span in which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.annotation.pieces import Pieces, Spellings
from analysis.annotation.word_forms import WordForms, Words
from analysis.measures.cells import Bools, Ints
from analysis.measures.counting import spans_with_part
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated


@dataclass(frozen=True)
class PartWords:
    """The words of one part, by article_id and place.

    ``spans`` has the columns article_id, voice, start and end, a row per span, by article_id and place.
    Word i is ``forms[number[i]]`` and stands in row ``span[i]`` of it, from ``start[i]`` to ``end[i]`` of the
    article's text. ``follows[i]``: it follows the word before it in its span with nothing but space between.
    """

    spans: pl.DataFrame
    forms: Sequence[str]
    number: Ints
    span: Ints
    start: Ints
    end: Ints
    follows: Bools

    def runs(self, length: int) -> Ints:
        """Return the words with which so many begin that follow each other."""
        goes_on = self.follows[1:]
        begins = np.ones(max(len(self.number) - length + 1, 0), dtype=bool)
        for further in range(length - 1):
            begins &= goes_on[further : further + len(begins)]
        return np.flatnonzero(begins)


def read_words(annotated: Annotated, where: pl.Expr | None = None) -> Iterator[PartWords]:
    """Yield the words of each part of the tables, as they are counted (``unify_word``).

    Memory: one part, its text among it, and what is remembered of spellings, which is bounded. Articles
    without text are left out.

    Parameters
    ----------
    where : which spans, by columns of the table and the ``part`` of their sentence; all without it

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> tables = annotate(read_article_text('Rain\\n\\n"It rains," Ms Orr said.')[0])
    >>> part = next(read_words(tables, pl.col("voice") == "quoted"))
    >>> [part.forms[number] for number in part.number], part.start.tolist()
    (['it', 'rains'], [7, 10])
    """
    column = WordForms()
    spellings = Spellings([column])
    for tables in annotated.batches():
        spans = _spans(tables, where)
        texts = tables.texts(spans["article_id"].unique())
        has_text = pl.col("article_id").is_in(pl.Series(list(texts), dtype=pl.String).implode())
        spans = spans.filter(has_text).sort("article_id", "start")
        ordered = [texts[key] for key in spans["article_id"].unique(maintain_order=True)]
        yield _words(spans, ordered, spellings.cut(ordered), column)


def _spans(tables: Annotated, where: pl.Expr | None) -> pl.DataFrame:
    columns = ("article_id", "voice", "start", "end")
    if where is None or "part" not in where.meta.root_names():
        return tables.table("spans", *columns, where=where)
    return tables.gather(lambda part: spans_with_part(part).filter(where).select(columns))


def _words(spans: pl.DataFrame, texts: Sequence[str], pieces: Pieces, column: WordForms) -> PartWords:
    article = spans["article_id"].rle_id().to_numpy()
    before = pieces.bounds[article]
    begins, ends = (spans[name].to_numpy() + before for name in ("start", "end"))
    words = column.words(pieces)
    span = begins.searchsorted(words.starts, "right") - 1
    end_of_span = np.append(ends, 0)[span]
    inside = (span >= 0) & (words.starts < end_of_span)
    # A word that a span cuts is another one in the span: such articles are read span by span.
    next_span = np.append(begins, pieces.bounds[-1])[span + 1]
    cut = (words.ends > next_span) | (inside & (words.ends > end_of_span))
    odd = np.unique(pieces.bounds.searchsorted(words.starts[cut], "right") - 1)
    if len(odd):
        inside &= ~np.isin(pieces.bounds.searchsorted(words.starts, "right") - 1, odd)
    kept = np.flatnonzero(inside)
    used, number = _numbered(words.forms[kept], len(column.forms))
    forms = [column.forms[form] for form in used]
    follows = _follow(words, pieces)[kept]
    span = span[kept]
    follows[1:] &= (np.diff(kept) == 1) & (np.diff(span) == 0)
    follows[:1] = False
    shift = before[span]
    places = (words.starts[kept] - shift, words.ends[kept] - shift)
    whole = PartWords(spans, forms, number, span, *places, follows)
    return _with_cut(whole, texts, article, odd) if len(odd) else whole


def _follow(words: Words, pieces: Pieces) -> Bools:
    """Return which words begin a piece, where the word before them ends the piece before."""
    piece = pieces.starts.searchsorted(words.starts, "right") - 1
    found: Bools = words.starts == pieces.starts[piece]
    found[1:] &= (words.ends == pieces.ends[piece])[:-1] & (np.diff(piece) == 1)
    return found


def _numbered(forms: Ints, known: int) -> tuple[list[int], Ints]:
    """Number the forms that occur from 0 on; returns them, and the new number of each of ``forms``."""
    occurs = np.zeros(known, dtype=bool)
    occurs[forms] = True
    return np.flatnonzero(occurs).tolist(), (np.cumsum(occurs) - 1)[forms]


def _with_cut(words: PartWords, texts: Sequence[str], article: Ints, odd: Ints) -> PartWords:
    """Add the words of some articles, found in each span as if nothing stood around it."""
    numbers = {form: number for number, form in enumerate(words.forms)}
    bounds = words.spans.select("start", "end").to_numpy()
    found: list[tuple[int, ...]] = []
    for row in np.flatnonzero(np.isin(article, odd)).tolist():
        last, text = 0, texts[article[row]]
        begin, end = bounds[row].tolist()
        for match in WORD.finditer(text, begin, end):
            form = numbers.setdefault(unify_word(match.group()), len(numbers))
            follows = last > begin and text[last : match.start()].isspace()
            found.append((form, row, *match.span(), follows))
            last = match.end()
    added = np.array(found, dtype=np.int64).reshape(-1, 5).T
    known = (words.number, words.span, words.start, words.end, words.follows)
    columns = [np.concatenate(both) for both in zip(known, added, strict=True)]
    order = np.argsort(columns[1], kind="stable")
    number, span, start, end, follow = (column[order] for column in columns)
    return PartWords(words.spans, list(numbers), number, span, start, end, follow.astype(bool))
