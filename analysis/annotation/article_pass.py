"""The pass over some articles: sentences, voices, lexicon hits, mentions, valence and words, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from analysis.annotation.entry_forms import Spans
from analysis.annotation.layout import Article, lay_out
from analysis.annotation.lexicons import Lexicon, load_lexicon
from analysis.annotation.match_tables import match_tables
from analysis.annotation.matching import Matcher
from analysis.annotation.pass_tables import (
    Read,
    attributions_table,
    sentences_table,
    spans_table,
    valences,
    without_masked,
    words_table,
)
from analysis.annotation.pieces import Numbers
from analysis.annotation.sentences import paragraphs, split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.valence import Valence
from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.text.datelines import find_datelines
from analysis.annotation.word_forms import WordForms
from analysis.collector import paused_collector
from analysis.text import WORD

PASS_TABLES = ("sentences", "attributions", "spans", "hits", "mentions", "words")
Tables = dict[str, pl.DataFrame]


class Annotator:
    """Matcher, voice finder and valence scorer, built once.

    What it remembers of spellings from chunk to chunk changes nothing but speed, and is bounded.
    """

    def __init__(self, matcher: Matcher, voices: VoiceFinder, valence: Valence) -> None:
        self._matcher, self._voices, self._valence = matcher, voices, valence
        self._word_forms = WordForms()
        self._spellings = voices.lexis.spellings
        self._spellings.tell(self._word_forms, valence)

    @staticmethod
    def load(lexicons: Sequence[Lexicon], scorer: str = "built-in") -> Annotator:
        """Build an annotator with the built-in cues, model and masks, and a scorer of valence."""
        matcher = Matcher([*lexicons, load_lexicon("valence_masks")])
        return Annotator(matcher, VoiceFinder.load(), Valence(scorer))

    def chunk(self, articles: Iterable[tuple[str, str | None, str]]) -> Tables:
        """Return all tables of PASS_TABLES for some articles (article_id, title, text), in their order.

        An article without a word has no rows.
        """
        given = [Article(*one, paragraphs(one[2])) for one in articles if WORD.search(one[2])]
        if not given:
            return {name: pl.DataFrame(schema=schema(name)) for name in PASS_TABLES}
        with paused_collector():
            return self._tables(given)

    def _tables(self, given: Sequence[Article]) -> Tables:
        texts = [article.text for article in given]
        sentences = [split_sentences(article.text, article.paragraphs) for article in given]
        pieces = self._spellings.cut(texts)
        voices = self._voices.find(list(zip(texts, sentences, strict=True)), pieces)
        words = self._word_forms.words(pieces)
        layout = lay_out(given, sentences, [runs for _, runs in voices], pieces.bounds, words)
        ids = pl.Series([article.article_id for article in given])
        read = Read(ids, pieces, words, self._word_forms, layout)
        found = layout.sentences
        places = self._matcher.find_all(pieces.text, (found.starts, found.ends), (words.starts, words.ends))
        datelines = _datelines(given, pieces.bounds)
        matches = match_tables(read, self._matcher, places, datelines)
        of_sentences, of_spans = valences(read, self._valence)
        return {
            "sentences": sentences_table(read, of_sentences),
            "attributions": attributions_table(given, [own for own, _ in voices], matches.actors),
            "spans": spans_table(
                read, of_spans, without_masked(of_spans, read, self._valence, matches.masks)
            ),
            "hits": matches.hits,
            "mentions": matches.mentions,
            "words": words_table(read),
        }


def _datelines(articles: Sequence[Article], bounds: Numbers) -> Spans:
    """Return starts and ends of all datelines, as offsets into the joined texts."""
    found = [
        (start + bound, end + bound)
        for article, bound in zip(articles, bounds.tolist(), strict=False)
        for start, end in find_datelines(article.text, article.paragraphs)
    ]
    starts, ends = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return starts, ends
