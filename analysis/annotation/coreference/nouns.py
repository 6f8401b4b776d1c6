"""Nouns that stand for an actor: "the North", "the country", "the alliance", "the president"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analysis.annotation.coreference.persons import People
from analysis.annotation.coreference.reading import PERSON_KINDS, ArticleReading, Known
from analysis.annotation.voices.people.introductions import Introductions
from analysis.annotation.voices.text import words
from analysis.text import WORD, fold

NOUNS: Mapping[str, str] = {
    **dict.fromkeys(("country", "regime", "government", "kingdom"), "state"),
    **dict.fromkeys(("alliance", "bloc"), "alliance"),
    **dict.fromkeys(("group", "organisation", "organization", "movement"), "organisation"),
}
"""Nouns and the kind of actor that they stand for."""
OFFICE_NOUNS = words.word_set("president minister premier chancellor king leader secretary ambassador")
_ADJECTIVES = "communist|isolated|reclusive|secretive|authoritarian|military|Islamist|militant"
_NOUN = re.compile(
    rf"\b[Tt]he\s+(?:(?:{_ADJECTIVES})\s+)?({'|'.join(NOUNS)})\b(?![-‐–])"
    r"(?!\s+(?:of|that|which|where|whose|who|with|for|in\s+exile)\b)"
)
_OFFICE = re.compile(
    rf"\b[Tt]he\s+(?:(?:prime|foreign|defen[cs]e)\s+)?({'|'.join(sorted(OFFICE_NOUNS))})\b(?![-‐–])"
    r"(?!\s+(?:of|who|whose|for)\b)"
)
_DIRECTION = re.compile(r"\b[Tt]he\s+((North|South|East|West)(?:['’]s)?)(?!\w|[-‐–]|\s+[A-Z]|\s+of\b)")
_OPPOSITE = {"North": "South", "South": "North", "East": "West", "West": "East"}
_STEM = 6
_STEMS = frozenset(word[:_STEM] for word in words.DEMONYMS | words.COUNTRIES if len(word) >= _STEM)
_RIVALS = {
    "state": words.COUNTRIES | words.DEMONYMS,
    "organisation": words.ORGANISATIONS | words.ORGANISED,
    "alliance": words.word_set("pact alliance bloc union league"),
}


def directions(article: ArticleReading) -> Iterator[Known]:
    """Yield "the North" and "the South" where a divided country's half was named earlier.

    A country is divided where the actors have both halves.
    """
    for match in _DIRECTION.finditer(article.text):
        halves = {
            m.side
            for m in article.known
            if m.start < match.start()
            and m.side.startswith(f"{match.group(2)} ")
            and m.side.replace(match.group(2), _OPPOSITE[match.group(2)], 1) in article.kinds
        }
        if len(halves) == 1:
            yield article.mention_of(match.start(), match.end(), halves.pop())


def common_nouns(article: ArticleReading) -> Iterator[Known]:
    """Yield "the country", "the alliance", … where one fitting actor is named shortly before.

    Shortly before is in the same sentence or in the one before it. Nothing is yielded where that holds
    two fitting actors, or the name of a country or body that is not in the list of actors.
    """
    for match in _NOUN.finditer(article.text):
        if _in_list(article, match.start()):
            continue
        kind = NOUNS[match.group(1)]
        first = _window(article, match.start())
        near = [m for m in article.between(first, match.start()) if m.end <= match.start()]
        fitting = {m.side for m in near if article.kinds.get(m.side) == kind}
        if len(fitting) == 1 and not _rival(article, first, match.start(), kind):
            yield article.mention_of(match.start(), match.end(), fitting.pop())


def offices(article: ArticleReading, people: People, introduced: Introductions) -> Iterator[Known]:
    """Yield "the president", … where one person alone has this office and was named shortly before.

    Titles that are a part of an alias ("President Coll") introduce, too.
    """
    for match in _OFFICE.finditer(article.text):
        office = match.group(1)
        holders = {full for _, full, _ in introduced.get(office, ()) if " " in full}
        actors = {people[full].actor if full in people else full for full in holders}
        actors |= {m.actor for m in article.known if m.kind in PERSON_KINDS and _titled(article, m, office)}
        first = _window(article, match.start())
        near = {m.actor for m in article.between(first, match.start()) if m.kind in PERSON_KINDS}
        if len(actors) == 1 and near == actors:
            yield article.mention_of(match.start(), match.end(), actors.pop())


def _titled(article: ArticleReading, mention: Known, office: str) -> bool:
    """Whether an office stands in a mention, or right before it."""
    text = article.text[max(0, mention.start - len(office) - 1) : mention.end].casefold()
    return text.startswith(office) or f"{office} " in text


def _window(article: ArticleReading, offset: int) -> int:
    """Return where the sentence before the one of an offset begins."""
    return article.sentences[max(0, article.sentence_at(offset) - 1)][0]


def _rival(article: ArticleReading, first: int, last: int, kind: str) -> bool:
    """Whether a stretch names a country or body of this kind that is no known actor."""
    return any(
        match.group()[0].isupper()
        and _is_rival(fold(match.group()).removesuffix("'s"), kind)
        and article.free(match.start(), match.end())
        for match in WORD.finditer(article.text, first, last)
    )


def _is_rival(word: str, kind: str) -> bool:
    """Whether a word names such a country or body, or people of such a country ("Afghanis")."""
    return word in _RIVALS[kind] or (kind == "state" and word[:_STEM] in _STEMS)


def _in_list(article: ArticleReading, offset: int) -> bool:
    """Whether an offset lies in an item of a list, which does not go on from the item before."""
    start = article.text.rfind("\n", 0, offset) + 1
    return article.text[start:offset].lstrip().startswith(("-", "–", "•", "*"))
