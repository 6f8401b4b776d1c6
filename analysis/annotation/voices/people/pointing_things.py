"""What "it" and "they" point to: a body, a document or several people who speak or act before them."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotation.voices.people.nearby import Named, Nearby, sentence_at
from analysis.annotation.voices.people.subjects import opening_of
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak
from analysis.annotation.voices.text.phrases import Span

_SENTENCES = 2
_BODIES = ("organisation", "state or government")
_GROUPS = words.word_set("people family couple police men women")
_SEVERAL = (
    words.ROLE_PLURALS
    | words.UNNAMED
    | words.CROWDS
    | words.PEOPLE
    | _GROUPS
    | frozenset(f"{name}s" for name in words.DEMONYMS)
)
"""Nouns for more than one who may speak."""


def thing_meant(near: Nearby, pronoun: str, source: Span, until: int) -> Named:
    """Return name and type of what a pronoun that stands at ``source`` points to; it may be nothing.

    ``until`` is where the words end that stand in its sentence before it and before its content.
    """
    for surface, name, kind in _candidates(near, source[0], until):
        if pronoun == "it":
            meant = kind in (*_BODIES, "media", "document") and not surface.lower().endswith("s")
        else:
            meant = kind in _BODIES or (kind is not None and are_several(surface))
        if meant:
            return name, kind
    return None, None


def _candidates(near: Nearby, offset: int, until: int) -> Iterator[tuple[str, str | None, str | None]]:
    """Who speaks the words around, and who acts or speaks before, with the words that name them."""
    text, number = near.frame.text, sentence_at(near.starts, until)
    for one in near.around(offset):
        assert one.source is not None
        yield text[slice(*one.source)], one.source_name, one.source_type
    sentence = near.sentences[number]
    opening = opening_of(near.frame, sentence[0], until)
    for subject in (near.subjects(*sentence) if opening.goes_on else opening.subjects)[:1]:
        yield text[slice(*subject)], *near.named(subject)
    for before in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
        start, end = near.sentences[before]
        for one, place in near.sources_in(before):
            yield text[slice(*place)], one.source_name, one.source_type
        if near.is_sentence(start, end):
            for subject in near.subjects(start, end)[:1]:
                yield text[slice(*subject)], *near.named(subject)


def are_several(surface: str) -> bool:
    """Whether words name more than one who may speak.

    >>> are_several("residents of Osterby"), are_several("critics of Ms Orr"), are_several("days")
    (True, True, False)
    """
    lows = surface.lower().split()
    head = next((n for n, low in enumerate(lows) if low in words.PREPOSITIONS), len(lows))
    return lows[max(0, head - 1)] in _SEVERAL or ("and" in lows and can_speak(surface))
