"""The source of a draft: the phrase that the rules found, or the one around the head that the model chose."""

from __future__ import annotations

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.sources.linked import whole_subject
from analysis.annotation.voices.sources.spans import mended
from analysis.annotation.voices.sources.things import names_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import Span, phrase_around, whole_phrase

_LINK = len(" with the ")
"""Characters between a noun and what is linked to it, at most."""
_ADJECTIVES = words.word_set("firm general executive public official chief common")
"""Words that may speak and describe the noun behind them."""


def chosen_source(frame: Frame, draft: Draft) -> Span | None:
    """Return the source of a draft: the rules' phrase where the model agrees with its head."""
    phrase = _phrase(frame, draft)
    if phrase is not None and draft.cue is not None and not draft.fixed:
        phrase = _whole(frame, draft.cue, phrase)
    if phrase != draft.source and phrase and draft.source and _is_beside(frame, draft.source, phrase):
        phrase = draft.source
    cue = draft.cue
    if phrase is not None and cue is not None and cue.form.kind == "noun" and _describes(frame, cue, phrase):
        return None
    source = mended(frame.text, phrase, draft) if phrase is not None else None
    if source is None and phrase != draft.source and draft.source is not None:
        source = mended(frame.text, draft.source, draft)  # the model's head cannot speak
    inside = source is not None and source[0] < draft.end and draft.start < source[1]
    if not inside or draft.head is None:
        return None if inside else source
    # Nobody is the source of the words that name them; the head stands outside the content.
    return mended(frame.text, (frame.scan.starts[draft.head], frame.scan.ends[draft.head]), draft)


def _describes(frame: Frame, cue: Site, source: Span) -> bool:
    """Whether a source is only an adjective of the noun that is the cue: ``the firm faith that``."""
    if cue.form.shape != "singular" or source[1] + 1 != cue.start:
        return False
    surface = frame.text[slice(*source)]
    first, _, last = surface.rpartition(" ")
    if first.lower() not in words.DETERMINERS or not last.islower():
        return False
    return last in _ADJECTIVES or not (can_speak(surface) or last.endswith(("'s", "’s", "s'", "s’")))


def _is_beside(frame: Frame, source: Span, thing: Span) -> bool:
    """Whether the rules' source can speak and the model's is a thing, of which it is no part.

    "Ida Orr" of *Calling for new types of ferries, Ida Orr …*, not "Osterby" of *the fight in Osterby*.
    """
    if thing[0] <= source[0] <= thing[1] + _LINK or not names_thing(frame.text[slice(*thing)]):
        return False
    return can_speak(frame.text[slice(*source)])


def _whole(frame: Frame, cue: Site, source: Span) -> Span:
    """The whole of a source that stands before a verb: ``The British side said``."""
    if cue.start <= source[0] or cue.form.kind == "noun":
        return source
    if cue.start > source[1] + 1:
        source = whole_phrase(frame, source, cue.start)
    return whole_subject(frame, source, cue)


def _phrase(frame: Frame, draft: Draft) -> Span | None:
    if draft.head is None or (draft.source is not None and draft.head == draft.ruled):
        return draft.source
    start = frame.scan.starts[draft.head]
    follows = draft.cue is not None and start > draft.cue.end
    if draft.source is not None and follows and frame.scan.lows[draft.head] in ("who", "which", "that"):
        return draft.source  # "said a miner who asked not to be named"
    inside = draft.source is not None and draft.source[0] <= start < draft.source[1]
    if inside and frame.scan.lows[draft.head] in words.TITLES:
        return draft.source  # "Mrs May": a title is no head
    least = draft.cue.end if draft.cue is not None and draft.cue.end <= start else 0
    least = max(least, draft.end) if draft.end <= start else least
    return phrase_around(frame, draft.head, least)
