"""Pronouns and roles that stand for an actor: sources that were resolved, and subjects taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.annotation.coreference.nouns import OFFICE_NOUNS
from analysis.annotation.coreference.persons import People
from analysis.annotation.coreference.reading import PERSON_KINDS, ArticleReading, Known, Source
from analysis.annotation.voices.people.names import Names
from analysis.annotation.voices.text import words

_FITS = {"he": "person", "she": "person", "it": "thing", "they": "several"}
_IN_CONTENT = re.compile(
    r"\s*(?:that\s+)?[“\"]?(he|she|they|it(?=\s+(?:will|would|had|has|plans|planned|could|may)))\b"
)
_AT_START = re.compile(r"[“\"]?(He|She)\b")
_CAPITALISED = re.compile(r"[A-Z][\w-]+")
_BACK = 3
_PERSON_TYPES = ("person", "role")
_BODY_TYPES = ("state or government", "organisation")
_MOST_WORDS, _MOST_BETWEEN, _GAP = 6, 2, 3
_SAYS = [[word] for word in ("said", "says", "added", "adds", "announced", "warned", "declared", "insisted")]


def sources(article: ArticleReading, people: People, names: Names) -> Iterator[Known]:
    """Yield sources that name no actor themselves, but were found to be or to speak for one.

    "He" and "she" must be whom the text outside the quotation named last.
    """
    for source in article.sources:
        actor = _actor_of(article, source, people)
        surface = article.text[source.start : source.end]
        low = surface.casefold().split()
        short = 0 < len(low) <= _MOST_WORDS and (low[0] != "the" or low[-1] not in OFFICE_NOUNS)
        if low == ["it"] and not _says(article, source):
            continue
        if actor and low[0] in ("he", "she") and _last_named(article, source, names) != actor.side:
            continue
        if actor and short and article.free(source.start, source.end):
            yield Known(source.start, source.end, actor.actor, actor.side, actor.kind, True)


def _last_named(article: ArticleReading, source: Source, names: Names) -> str | None:
    """Return the side of the person who is named last before a source; None for a person of no side."""
    first = article.sentences[max(0, article.sentence_at(source.start) - _BACK)][0]
    named = {
        m.start: m.side
        for m in article.between(first, source.start)
        if m.kind in PERSON_KINDS and not source.content <= m.start < source.content_end
    }
    for match in _CAPITALISED.finditer(article.text, first, source.start):
        inside = source.content <= match.start() < source.content_end
        if not inside and match.group().casefold() in names.by_part and article.free(*match.span()):
            named[match.start()] = ""
    return named[max(named)] or None if named else None


def _says(article: ArticleReading, source: Source) -> bool:
    """Whether "it" is a state or government that says something in so many words."""
    state = source.kind == "state or government"
    return state and article.text[source.end : source.cue_end].split() in _SAYS


def in_content(article: ArticleReading, people: People, names: Names) -> Iterator[Known]:
    """Yield the pronoun with which reported words begin: "Tarsovia said it would …"."""
    for source in article.sources:
        if source.cue_end is None or not 0 <= source.content - source.cue_end <= _GAP:
            continue
        if len(article.text[source.end : source.cue_end].split()) > _MOST_BETWEEN:
            continue
        match = _IN_CONTENT.match(article.text, source.cue_end)
        if not match or source.start > source.cue_end:
            continue
        actor = _actor_of(article, source, people)
        inside = {m.actor: m for m in article.between(source.start, source.end)}
        if actor is None and len(inside) == 1:
            actor = next(iter(inside.values()))
        surface = article.text[source.start : source.end]
        if actor and _fits(match.group(1), article, source, actor) and names.fits(match.group(1), surface):
            yield Known(match.start(1), match.end(1), actor.actor, actor.side, actor.kind, True)


def at_start(article: ArticleReading, names: Names) -> Iterator[Known]:
    """Yield "He" and "She" at the start of a sentence for the one person in the sentence before.

    That person is its subject, which begins it, and the pronoun fits as far as titles in the text tell.
    """
    for number, (start, end) in enumerate(article.sentences[1:], 1):
        match = _AT_START.match(article.text, start, end)
        if not match:
            continue
        before = article.sentences[number - 1]
        persons = {m.actor: m for m in article.between(*before) if m.kind in PERSON_KINDS}
        others = _others(article, names, before)
        if len(persons) != 1 or others:
            continue
        person = next(iter(persons.values()))
        head = article.text[before[0] : person.start]
        last = article.text[person.start : person.end]
        subject = all(word.casefold() in words.TITLES | words.DETERMINERS for word in head.split())
        if subject and names.fits(match.group(1).lower(), last):
            yield Known(match.start(1), match.end(1), person.actor, person.side, person.kind, True)


def _actor_of(article: ArticleReading, source: Source, people: People) -> Known | None:
    """Return the actor that a source is: a person by office or list, a body by its own words."""
    if source.name is not None and source.name in people:
        return people[source.name]
    if source.actor is None or source.kind == "person":
        return None
    return article.mention_of(source.start, source.end, source.actor)


def _fits(pronoun: str, article: ArticleReading, source: Source, actor: Known) -> bool:
    """Whether a pronoun may stand for a source, by what the source's words or its actor are."""
    surface = article.text[source.start : source.end]
    wanted, low = _FITS[pronoun], surface.casefold().split()
    plural = low[-1] in words.ROLE_PLURALS
    itself = any(m.end == source.end for m in article.between(source.start, source.end))
    kind = actor.kind if itself else ""
    if wanted == "person":
        return (source.kind in _PERSON_TYPES or kind in PERSON_KINDS) and not plural
    body = source.kind in _BODY_TYPES or (kind != "" and kind not in PERSON_KINDS)
    return plural if wanted == "several" else body and not plural


def _others(article: ArticleReading, names: Names, stretch: tuple[int, int]) -> bool:
    """Whether a stretch names a person who is no known actor."""
    return any(
        stretch[0] <= place < stretch[1] and article.free(place, place + len(full))
        for known in names.by_part.values()
        for full, places in known.items()
        for place in places
    )
