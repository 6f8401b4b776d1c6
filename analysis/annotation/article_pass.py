"""The pass over one article: sentences, voices, lexicon hits, mentions, valence and words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.annotation.lexicons import Lexicon, load_lexicon
from analysis.annotation.matching import Match, Matcher
from analysis.annotation.sentences import split_parts, split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.valence import Valence, blank
from analysis.annotation.voices import Attribution, Run, VoiceFinder
from analysis.annotation.voices.source_actors import actors_of_sources, number_sources
from analysis.text import WORD, fold, unify

Tables = dict[str, pl.DataFrame]
Rows = dict[str, list[tuple[Any, ...]]]
PASS_TABLES = ("sentences", "attributions", "spans", "hits", "mentions", "words")
NEGATION_WINDOW = 3
NEGATIONS = frozenset(
    ["not", "no", "never", "neither", "nor", "without", "hardly", "scarcely", "cannot", "nobody", "nothing"]
)


@dataclass(frozen=True)
class Annotator:
    """What annotating needs beside the text: matcher, voice finder and valence scorer, built once."""

    matcher: Matcher
    voices: VoiceFinder
    valence: Valence

    @staticmethod
    def load(lexicons: Sequence[Lexicon], scorer: str = "built-in") -> Annotator:
        """Build an annotator with the built-in cues, model and masks, and a scorer of valence."""
        valence = Valence(load_lexicon("valence_masks"), scorer)
        return Annotator(Matcher(lexicons), VoiceFinder.load(), valence)

    def chunk(self, articles: Iterable[tuple[str, str | None, str]]) -> Tables:
        """Return all tables of PASS_TABLES for some articles (article_id, title, text), in their order."""
        rows: Rows = {name: [] for name in PASS_TABLES}
        given = list(articles)
        texts = [(text, split_sentences(text)) for _, _, text in given]
        found = self.voices.find(texts)
        for (article_id, title, _), text, voices in zip(given, texts, found, strict=True):
            _Article(self, article_id, title, text, voices).add_to(rows)
        return {name: pl.DataFrame(rows[name], schema=schema(name), orient="row") for name in PASS_TABLES}


@dataclass(frozen=True, slots=True)
class _Span:
    sentence: int
    number: int
    start: int
    end: int
    voice: str
    attribution: int | None
    scare: bool
    n_words: int


class _Article:
    """The pass over one article."""

    def __init__(
        self,
        annotator: Annotator,
        article_id: str,
        title: str | None,
        text_and_sentences: tuple[str, list[tuple[int, int]]],
        voices: tuple[list[Attribution], list[Run]],
    ) -> None:
        text, self.sentences = text_and_sentences
        self.annotator, self.id, self.text = annotator, article_id, text
        self.words = [m.span() for m in WORD.finditer(text)]
        self.word_starts = [start for start, _ in self.words]
        self.starts = [start for start, _ in self.sentences]
        parts = split_parts(text, title)
        part_starts = [start for start, _, _ in parts]
        self.parts = [parts[max(0, bisect_right(part_starts, start) - 1)][2] for start in self.starts]
        self.found, self.runs = voices
        self.spans = _spans(self.sentences, self.runs, self.words)
        self.span_starts = [span.start for span in self.spans]
        self.matches = annotator.matcher.find(text, self.words, self.sentences)

    def add_to(self, rows: Rows) -> None:
        if not self.words:
            return
        self._sentences_and_spans(rows)
        self._attributions(rows["attributions"])
        self._matches(rows["hits"], rows["mentions"])
        self._words(rows["words"])

    def _span_at(self, offset: int) -> _Span:
        return self.spans[max(0, bisect_right(self.span_starts, offset) - 1)]

    def _sentences_and_spans(self, rows: Rows) -> None:
        valence, text = self.annotator.valence, self.text
        masked = valence.masked_ranges(text)
        totals: Counter[int] = Counter()
        scores: dict[str, float] = {}

        def score(stretch: str) -> float:
            if stretch not in scores:
                scores[stretch] = valence.score(stretch)
            return scores[stretch]

        for span in self.spans:
            totals[span.sentence] += span.n_words
            inside = [r for r in masked if r[0] >= span.start and r[1] <= span.end]
            plain = score(text[span.start : span.end])
            without = score(blank(text, span.start, span.end, inside)) if inside else plain
            key = (self.id, span.sentence, span.number, span.start, span.end)
            row = (*key, span.voice, span.attribution, span.scare, span.n_words, plain, without)
            rows["spans"].append(row)
        for number, ((start, end), part) in enumerate(zip(self.sentences, self.parts, strict=True)):
            valued = (totals[number], score(text[start:end]))
            rows["sentences"].append((self.id, number, part, start, end, *valued))

    def _attributions(self, rows: list[tuple[Any, ...]]) -> None:
        actors = [m for m in self.matches if m.lexicon.kind == "actors"]
        mentions = sorted((m.start, m.end, m.entry.category) for m in actors)
        ids = number_sources(self.text, self.found)
        actor_of = actors_of_sources(self.text, self.found, ids, mentions)
        for number, a in enumerate(self.found):
            source, cue = a.source or (None, None), a.cue or (None, None)
            key = (self.id, number, a.parent, a.kind, a.confidence)
            named = (self._slice(a.source), a.source_name, a.source_type, self._slice(a.cue), a.cue_class)
            place = (a.start, a.end, *source, *cue, a.unbalanced)
            rows.append((*key, *named, *place, ids[number], actor_of[number]))

    def _slice(self, where: tuple[int, int] | None) -> str | None:
        return self.text[where[0] : where[1]] if where else None

    def _matches(self, hits: list[tuple[Any, ...]], mentions: list[tuple[Any, ...]]) -> None:
        for match in self.matches:
            span = self._span_at(match.start)
            key = (self.id, span.sentence, span.number, match.start, match.end)
            surface = self.text[match.start : match.end]
            if match.lexicon.kind == "actors":
                mentions.append((*key, match.entry.category, surface, False))
            else:
                entry = match.entry
                hits.append(
                    (*key, match.lexicon.name, entry.category, entry.term, surface, self._negated(match))
                )

    def _negated(self, match: Match) -> bool:
        first = bisect_right(self.word_starts, match.start) - 1
        sentence_start = self.starts[max(0, bisect_right(self.starts, match.start) - 1)]
        before = self.words[max(0, first - NEGATION_WINDOW) : max(0, first)]
        window = [fold(self.text[start:end]) for start, end in before if start >= sentence_start]
        return any(word in NEGATIONS or word.endswith("n't") for word in window)

    def _words(self, rows: list[tuple[Any, ...]]) -> None:
        counts: Counter[tuple[str, str, str]] = Counter()
        for start, end in self.words:
            span = self._span_at(start)
            word = unify_word(self.text[start:end])
            counts[span.voice, self.parts[span.sentence], word] += 1
        rows += [(self.id, voice, part, word, n) for (voice, part, word), n in counts.items()]


def unify_word(word: str) -> str:
    """Return the form under which a word is counted: lower case, straight apostrophes, plain hyphens.

    >>> unify_word("Moscow‐Pyongyang’s")
    "moscow-pyongyang's"
    """
    lowered = word.lower()
    return (
        lowered
        if lowered.isalnum()
        else unify(lowered.replace("‐", "-").replace("-", "\x00")).replace("\x00", "-")
    )


def _spans(
    sentences: Sequence[tuple[int, int]], runs: Sequence[Run], words: Sequence[tuple[int, int]]
) -> list[_Span]:
    """Group the words of each sentence by the run that they start in; every word is in exactly one span."""
    run_starts = [run.start for run in runs]
    starts = [start for start, _ in sentences]
    spans: list[_Span] = []
    current: tuple[int, int] | None = None
    group: list[tuple[int, int]] = []

    def close() -> None:
        if current is not None:
            sentence, run = current[0], runs[current[1]]
            number = spans[-1].number + 1 if spans and spans[-1].sentence == sentence else 0
            # Final punctuation belongs to the span: VADER reads exclamation and question marks.
            limit = min(run.end, max(sentences[sentence][1], group[-1][1]))
            end = max(group[-1][1], limit)
            spans.append(
                _Span(sentence, number, group[0][0], end, run.voice, run.attribution, run.scare, len(group))
            )

    for word in words:
        key = (max(0, bisect_right(starts, word[0]) - 1), max(0, bisect_right(run_starts, word[0]) - 1))
        if key != current:
            close()
            current, group = key, []
        group.append(word)
    close()
    return spans
