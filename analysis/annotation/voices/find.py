"""Find who speaks each stretch of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from analysis.annotation.sentences import paragraphs, split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.voices import words
from analysis.annotation.voices.cues import Cues, load_cues
from analysis.annotation.voices.frame import Cue, make_frame
from analysis.annotation.voices.layout import lay_out
from analysis.annotation.voices.names import Memory, collect_names, name_and_type, needs_memory
from analysis.annotation.voices.quotes import Quotation, find_quotations
from analysis.annotation.voices.records import Attribution, Run
from analysis.annotation.voices.sources import clause_subject, source_of
from analysis.annotation.voices.speakers import Reach, Speech, judge, nested_speech, reach_of
from analysis.text import fold

_CARRY = 600
_CUES = Path(__file__).resolve().parents[3] / "data" / "lexicons" / "cues.csv"


def find_voices(
    text: str, sentences: Sequence[tuple[int, int]], cues: Cues
) -> tuple[list[Attribution], list[Run]]:
    """Return the attributions of a text, and runs of one voice that cover it.

    Parameters
    ----------
    text : the article
    sentences : what ``split_sentences`` gave for it
    cues : what ``load_cues`` gave

    Returns
    -------
    attributions, in the order of their content; runs, in order, without gaps, from 0 to the end of the text.
    Quote marks are own voice. Only direct speech is found; the kind "reported" is kept for indirect speech.
    """
    if not sentences:
        return [], lay_out(len(text), [], [])
    quotations = find_quotations(text, paragraphs(text))
    if not quotations:
        return [], lay_out(len(text), [], [])
    finder = _Finder(text, sentences, cues, quotations)
    finder.run()
    return finder.found, lay_out(len(text), quotations, finder.belongs)


class _Finder:
    """The pass over the quotations of one text, which remembers who spoke last."""

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], cues: Cues, quotations: Sequence[Quotation]
    ) -> None:
        self.text, self.sentences, self.quotations = text, sentences, quotations
        self.starts = [start for start, _ in sentences]
        folded = fold(text)
        self.own = make_frame(text, folded, [q for q in quotations if q.outer is None], cues)
        inner = [q for q in quotations if q.outer is not None and quotations[q.outer].outer is None]
        self.inside = make_frame(text, folded, inner, cues) if inner else self.own
        self.names = collect_names(text)
        self.found: list[Attribution] = []
        self.belongs: list[int | None] = []
        self.memory = Memory(self.names)
        self.heard = 0

    def run(self) -> None:
        for q in self.quotations:
            if q.outer is None:
                self._outer(q)
            else:
                self._inner(q)

    def _outer(self, q: Quotation) -> None:
        reach = reach_of(self.text, q, self.sentences, self.starts)
        speech = judge(self.own, q, reach)
        if q.open_mark is None and speech.cue is None:
            self.belongs.append(None)  # a stray closing mark
            return
        if not speech.quoted:
            self.belongs.append(None)
            return
        if speech.source is None and speech.cue is None and speech.whole:
            self._carry_on(q)
            return
        self._add(q, speech, None)

    def _inner(self, q: Quotation) -> None:
        assert q.outer is not None
        parent = self.belongs[q.outer]
        if parent is None or self.quotations[q.outer].outer is not None:
            self.belongs.append(parent)
            return
        around = self.quotations[q.outer]
        reach = reach_of(self.text, q, self.sentences, self.starts)
        first, last = max(reach.first, around.start), min(reach.last, around.end)
        before, after = max(reach.before, around.start), min(reach.after, around.end)
        reach = Reach(first, last, before, reach.opens, reach.closes, after)
        speech = nested_speech(self.inside, q, reach)
        if speech.quoted:
            self._add(q, speech, parent)
        else:
            self.belongs.append(parent)

    def _add(self, q: Quotation, speech: Speech, parent: int | None) -> None:
        name, kind = self._name(speech.source) if speech.source else (None, None)
        cue = speech.cue
        marked = cue is not None or speech.source is not None
        self.belongs.append(len(self.found))
        self.found.append(
            Attribution(
                q.start,
                q.end,
                "quoted",
                "marked" if marked else "inferred",
                speech.source,
                (cue.start, cue.end) if cue else None,
                cue.form.cue_class if cue else None,
                name,
                kind,
                parent,
                q.unbalanced,
            )
        )

    def _carry_on(self, q: Quotation) -> None:
        """A whole quoted sentence without a cue goes on with the speaker before it."""
        before = next((a for a in reversed(self.found) if a.parent is None), None)
        opens = q.open_mark[0] if q.open_mark else q.start
        number = max(0, bisect_right(self.starts, opens) - 1) - 1
        source, name, kind = None, None, None
        if number >= 0 and (before is None or before.end <= self.sentences[number][0]):
            source = self._speaker_in(number)
            if source:
                name, kind = self._name(source)
        if source is None and before is not None and opens - before.end < _CARRY:
            source, name, kind = before.source, before.source_name, before.source_type
        self.belongs.append(len(self.found))
        self.found.append(
            Attribution(
                q.start, q.end, "quoted", "inferred", source, None, None, name, kind, None, q.unbalanced
            )
        )

    def _speaker_in(self, number: int) -> tuple[int, int] | None:
        """The source of a sentence that leads to a quotation: ``Ms Orr agreed. "…"``."""
        start, end = self.sentences[number]
        for cue in reversed(self.own.between(start, end)[-3:]):
            if cue.form.cue_class != "mental" and not cue.passive:
                found = source_of(self.own, cue, start, end, False)
                if found:
                    return found
        found = clause_subject(self.own, start, end)
        if found is None:
            return None
        surface = self.text[slice(*found)]
        if surface.lower() in words.SINGULAR_PERSON:
            return found
        return found if name_and_type(surface, found[0], self.names)[1] in ("person", "role") else None

    def _name(self, source: tuple[int, int]) -> tuple[str | None, str | None]:
        """Fold a source to a name; for a pronoun or a role, once all sources before it are known."""
        surface = self.text[slice(*source)]
        if not needs_memory(surface):
            return name_and_type(surface, source[0], self.names)
        self._hear(source[0])
        return self.memory.name(self.text, source)

    def _inverted(self, cue: Cue) -> bool:
        """Whether the source follows: ``…, said Ms Orr``."""
        before = self.own.masked[max(0, cue.start - 8) : cue.start].rstrip()
        after = self.text[cue.end : cue.end + 2].strip()
        return cue.form.kind == "verb" and before[-1:] in tuple(",\"”’'»") and after[:1].isupper()

    def _hear(self, before: int) -> None:
        """Note who speaks in the own voice up to an offset, quoted or not: pronouns point to them."""
        while self.heard < len(self.own.cues) and self.own.cues[self.heard].start < before:
            cue = self.own.cues[self.heard]
            self.heard += 1
            if cue.form.cue_class == "mental" or cue.passive:
                continue
            start, end = self.sentences[max(0, bisect_right(self.starts, cue.start) - 1)]
            inverted = self._inverted(cue)
            source = source_of(self.own, cue, start, end, inverted)
            if source and source[1] <= before:
                self.memory.name(self.text, source)


@cache
def _built_in_cues() -> Cues:
    return load_cues(_CUES)


def attributions(text: str) -> pl.DataFrame:
    """Return the attributions of one text as a table (schema ATTRIBUTIONS, ``article_id`` "text").

    >>> attributions('Ms Orr said: "We will not go."').select("source", "cue", "kind").rows()
    [('Ms Orr', 'said', 'quoted')]
    """
    found, _ = find_voices(text, split_sentences(text), _built_in_cues())
    rows = []
    for number, a in enumerate(found):
        source = text[slice(*a.source)] if a.source else None
        cue = text[slice(*a.cue)] if a.cue else None
        rows.append(
            (
                *("text", number, a.parent, a.kind, a.confidence, source, a.source_name, a.source_type, cue),
                *(a.cue_class, a.start, a.end),
                *(a.source or (None, None)),
                *(a.cue or (None, None)),
                a.unbalanced,
            )
        )
    return pl.DataFrame(rows, schema=schema("attributions"), orient="row")
