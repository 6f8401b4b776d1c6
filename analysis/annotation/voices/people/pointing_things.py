"""What "it" and "they" point to: a body, a document or several people who speak or act before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.voices.people.nearby import Named, Nearby, sentence_at
from analysis.annotation.voices.people.several import SEVERAL, are_several, has_plural_head, head_of
from analysis.annotation.voices.people.source_types import source_type_of_words
from analysis.annotation.voices.people.subjects import opening_of
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.phrases import Span

_SENTENCES = 2
_BODIES = ("organisation", "state or government")
_COPIES = words.word_set("copy version draft summary abstract section chapter page text part")
_PERIODS = words.word_set("months years days weeks hours decades")
_AND = re.compile(
    rf" and the |^(?:the )?[\w.]+ and [\w.]+$|(?:{'|'.join(map(re.escape, sorted(words.COUNTRIES)))}) and ",
    re.I,
)
"""Two who are named together, and no "Security and Intelligence Service"."""
_ANOTHER = re.compile(r" and (?:the |[A-Z])")
_COLLECTIVE = words.word_set("delegation crew army military staff")
_PLURALS = SEVERAL | words.word_set(
    "authorities forces troops governments ministries parties companies countries groups agencies services"
)


class Candidate(NamedTuple):
    """Words for somebody, with name and type; do they speak, and is another named with them?"""

    surface: str
    name: str | None
    kind: str | None
    speaks: bool
    joined: bool


def thing_meant(near: Nearby, pronoun: str, source: Span, until: int) -> Named:
    """Return name and type of what a pronoun that stands at ``source`` points to; it may be nothing.

    ``until`` is where the words end that stand in its sentence before it and before its content.
    """
    for one in _candidates(near, source[0], until):
        several = one.kind is not None and are_several(one.surface)
        body = one.kind in _BODIES or (pronoun == "it" and one.kind in ("media", "document"))
        meant = several or (body and (one.speaks or _heads(one.surface)))
        if pronoun == "it":
            if meant and not several and not one.joined and _is_one(one.surface):
                return one.name, one.kind
            if not meant and one.kind is None and not one.speaks and _is_one_thing(one.surface):
                break  # "The ship left because it …"
        elif meant:
            # Two persons have one name here, that of the last; whether who acts as one is "they" is open.
            they = one.kind != "person" if several else _are_they(one)
            return (one.name, one.kind) if they else (None, None)
    return None, None


def _are_they(one: Candidate) -> bool:
    """Whether a body may be "they": it speaks, is a plural, or people who act together."""
    return not one.joined and (one.speaks or not _is_one(one.surface) or _is_collective(one.surface))


def _is_one_thing(surface: str) -> bool:
    first = surface.split(None, 1)[0].lower()
    head = head_of(surface)
    return head.islower() and not head.endswith("s") and first in words.DETERMINERS


def _is_one(surface: str) -> bool:
    """Whether the words of a body are no plural, but for a name.

    >>> _is_one("the Osterby Times"), _is_one("the parties"), _is_one("Tarsovia and Halmere")
    (True, False, False)
    """
    last = surface[surface.rfind(" ") + 1 :]
    if last.lower() in _PLURALS or has_plural_head(surface) or _AND.search(surface) is not None:
        return False
    return not last.endswith("s") or last[0].isupper()


def _heads(surface: str) -> bool:
    """Whether the head of some words tells that they are a body, not only a name within them.

    >>> _heads("the ministry of Tarsovia"), _heads("the streets of Tarsovia"), _heads("Tarsovia")
    (True, False, True)
    """
    head = head_of(surface)
    if not head.islower() or head in _COPIES or source_type_of_words((head,)) is not None:
        return True
    return has_plural_head(surface) and not is_thing(head) and head not in words.TIME and head not in _PERIODS


def _is_collective(surface: str) -> bool:
    """Whether a common noun for several people who act together is the head: ``the group``."""
    head = head_of(surface)
    return head.islower() and (head in words.ORGANISATIONS or head in _COLLECTIVE)


def _candidates(near: Nearby, offset: int, until: int) -> Iterator[Candidate]:
    """Who speaks the words around, and who acts or speaks before."""
    number = sentence_at(near.starts, until)
    for one in near.around(offset):
        assert one.source is not None
        yield _candidate(near, one.source, (one.source_name, one.source_type), True)
    sentence = near.sentences[number]
    opening = opening_of(near.frame, sentence[0], until)
    for subject in (near.subjects(*sentence) if opening.goes_on else opening.subjects)[:1]:
        yield _candidate(near, subject, near.named(subject), False)
    for before in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
        start, end = near.sentences[before]
        for one, place in near.sources_in(before):
            yield _candidate(near, place, (one.source_name, one.source_type), True)
        if near.is_sentence(start, end):
            for subject in near.subjects(start, end)[:1]:
                yield _candidate(near, subject, near.named(subject), False)


def _candidate(near: Nearby, place: Span, named: Named, speaks: bool) -> Candidate:
    text = near.frame.text
    surface = text[slice(*place)]
    joined = text.endswith(" and ", 0, place[0]) or _ANOTHER.match(text, place[1]) is not None
    return Candidate(surface, *named, speaks, joined)
