"""What "it" and "they" point to: a body, a document or several people who speak or act before them."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotation.voices import words
from analysis.annotation.voices.nearby import Named, Nearby, sentence_at
from analysis.annotation.voices.phrases import Span
from analysis.annotation.voices.subjects import subjects

_SENTENCES = 2
_BODIES = ("media", "organisation", "state or government")
_GROUPS = words.word_set("people family couple police men women")


def thing_meant(near: Nearby, pronoun: str, source: Span) -> Named:
    """Return name and type of what a pronoun that stands at ``source`` points to; it may be nothing."""
    for surface, name, kind in _candidates(near, source[0]):
        several = are_several(surface)
        if pronoun == "it":
            meant = not several and (kind in _BODIES or kind == "document")
        else:
            meant = kind is not None and (several or kind in _BODIES)
        if meant:
            return name, kind
    return None, None


def _candidates(near: Nearby, offset: int) -> Iterator[tuple[str, str | None, str | None]]:
    """Who speaks the words around, and who acts or speaks before, with the words that name them."""
    text, number = near.frame.text, sentence_at(near.starts, offset)
    for one in near.around(offset):
        assert one.source is not None
        yield text[slice(*one.source)], one.source_name, one.source_type
    for subject in subjects(near.frame, near.sentences[number][0], offset):
        yield text[slice(*subject)], *near.named(subject)
    for before in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
        start, end = near.sentences[before]
        for one, place in near.sources_in(start, end):
            yield one.source_name or text[slice(*place)], one.source_name, one.source_type
        if near.is_sentence(start, end):
            for subject in subjects(near.frame, start, end):
                yield text[slice(*subject)], *near.named(subject)


def are_several(surface: str) -> bool:
    """Whether a source is more than one.

    >>> are_several("the miners of Osterby"), are_several("Ms Orr and Mr Lund"), are_several("Orr's party")
    (True, True, False)
    """
    lows = surface.lower().split()
    if lows[0] in ("this", "that", "it"):
        return False
    head = next((n for n, low in enumerate(lows) if low in words.PREPOSITIONS), len(lows))
    last = lows[max(0, head - 1)]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s"))
    return "and" in lows or plural or last in _GROUPS or last in words.UNNAMED
