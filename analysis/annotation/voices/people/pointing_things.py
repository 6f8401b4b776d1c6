"""What "it" and "they" point to: a body, a document or several people who speak or act before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.annotation.voices.people.name_words import source_type_of_words
from analysis.annotation.voices.people.nearby import Named, Nearby, sentence_at
from analysis.annotation.voices.people.subjects import opening_of
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak
from analysis.annotation.voices.text.phrases import Span

_SENTENCES = 2
_BODIES = ("organisation", "state or government")
_GROUPS = words.word_set(
    "people family couple police men women parents relatives citizens protesters demonstrators militants "
    "insurgents migrants separatists advocates campaigners organizers organisers performers players coaches "
    "members employees staffers agents negotiators attackers gunmen hackers occupiers invaders prisoners "
    "detainees hostages conservatives liberals progressives moderates hawks"
)
_SEVERAL = (
    words.ROLE_PLURALS
    | words.UNNAMED
    | words.CROWDS
    | frozenset(word for word in words.PEOPLE if word.endswith(("s", "men")))
    | _GROUPS
    | frozenset(f"{name}s" for name in words.DEMONYMS)
)
"""Nouns for more than one who may speak."""
_COPIES = words.word_set("copy version draft summary abstract section chapter page text part")
_PERIODS = words.word_set("months years days weeks hours decades")
_AND = re.compile(
    rf" and the |^(?:the )?[\w.]+ and [\w.]+$|(?:{'|'.join(map(re.escape, sorted(words.COUNTRIES)))}) and ",
    re.I,
)
"""Two who are named together, and no "Security and Intelligence Service"."""
_ANOTHER = re.compile(r" and (?:the |[A-Z])")
_COLLECTIVE = words.word_set("delegation crew army military staff")
_PLURALS = _SEVERAL | words.word_set(
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
    for surface, name, kind, speaks, joined in _candidates(near, source[0], until):
        several = kind is not None and are_several(surface)
        body = kind in _BODIES if pronoun == "they" else kind in (*_BODIES, "media", "document")
        if several or (body and (speaks or _heads(surface))):
            one = not several and not joined and _is_one(surface)
            fits = (
                one
                if pronoun == "it"
                else several or (not joined and (not one or speaks or _is_collective(surface)))
            )
            if fits:
                return name, kind
            if pronoun == "they":
                break  # who acts as one: whether it is "they" is open
        elif pronoun == "it" and kind is None and not speaks and _is_one_thing(surface):
            break  # "The ship left because it …"
    return None, None


def _is_one_thing(surface: str) -> bool:
    first = surface.split(None, 1)[0].lower()
    head = _head(surface)
    return head.islower() and not head.endswith("s") and first in words.DETERMINERS


def _is_one(surface: str) -> bool:
    """Whether the words of a body are no plural, but for a name.

    >>> _is_one("the Osterby Times"), _is_one("the parties"), _is_one("Tarsovia and Halmere")
    (True, False, False)
    """
    last = surface[surface.rfind(" ") + 1 :]
    if last.lower() in _PLURALS or _has_plural_head(surface) or _AND.search(surface) is not None:
        return False
    return not last.endswith("s") or last[0].isupper()


def _heads(surface: str) -> bool:
    """Whether the head of some words tells that they are a body, not only a name within them.

    >>> _heads("the ministry of Tarsovia"), _heads("the streets of Tarsovia"), _heads("Tarsovia")
    (True, False, True)
    """
    head = _head(surface)
    if not head.islower() or head in _COPIES or source_type_of_words((head,)) is not None:
        return True
    return (
        _has_plural_head(surface) and not is_thing(head) and head not in words.TIME and head not in _PERIODS
    )


def _has_plural_head(surface: str) -> bool:
    head = _head(surface)
    return head.islower() and head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _is_collective(surface: str) -> bool:
    """Whether a common noun for several people who act together is the head: ``the group``."""
    head = _head(surface)
    return head.islower() and (head in words.ORGANISATIONS or head in _COLLECTIVE)


def _head(surface: str) -> str:
    parts = surface.split()
    end = next((n for n, part in enumerate(parts) if n and part.lower() in words.PREPOSITIONS), len(parts))
    return parts[end - 1]


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


def is_plural(surface: str) -> bool:
    """Whether the head of some words is a noun for more than one who may speak."""
    head = _head(surface.lower())
    return head in _SEVERAL or head.endswith(("ists", "ians"))


def are_several(surface: str) -> bool:
    """Whether words name more than one who may speak.

    >>> are_several("residents of Osterby"), are_several("critics of Ms Orr"), are_several("days")
    (True, True, False)
    """
    return is_plural(surface) or (" and " in surface and can_speak(surface))
