"""Who speaks in a document that an article reproduces: ``Ms Orr issued the following statement:``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from analysis.annotation.voices.contents.unmarked import ORIGIN, TEXT_NOUN
from analysis.annotation.voices.sources.beside_cue import clause_subject
from analysis.annotation.voices.sources.stretch_sources import holder
from analysis.annotation.voices.text.clauses import can_speak
from analysis.annotation.voices.text.datelines import dateline_end
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import REACH, Span, phrase_after

_LEADS = 3


def author_of(frame: Frame, opens: int, sentences: Sequence[Span], starts: Sequence[int]) -> Span | None:
    """Return whom the sentences that lead to a document name as its author; it begins at ``opens``.

    ``starts`` are the offsets at which ``sentences`` begin.
    """
    last = max(0, bisect_right(starts, opens) - 1)
    for number in range(last, max(-1, last - _LEADS), -1):
        start, end = dateline_end(frame.text, starts[number], opens), min(opens, sentences[number][1])
        for phrase in _candidates(frame, start, end):
            surface = frame.text[slice(*phrase)] if phrase is not None else ""
            if surface and can_speak(surface) and not TEXT_NOUN.search(surface):
                return phrase
    return None


def _candidates(frame: Frame, start: int, end: int) -> Iterator[Span | None]:
    """``an article issued by …``, ``Ms Orr made a speech``, ``the text of Ms Orr's speech``."""
    nouns = list(TEXT_NOUN.finditer(frame.masked, start, end))
    origin = ORIGIN.search(frame.masked, nouns[-1].end(), end) if nouns else None
    if origin is not None:
        yield phrase_after(frame, origin.end(), end)
    yield clause_subject(frame, start, min(end, start + REACH))
    if nouns:
        yield holder(frame, nouns[-1].span(), start, end)
