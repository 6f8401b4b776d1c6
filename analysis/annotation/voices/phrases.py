"""Noun phrases without a parser: runs of words between boundaries.

Boundaries are punctuation, conjunctions, auxiliaries and other verbs that are cues.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS, any_of
from analysis.annotation.voices.frame import Frame
from analysis.annotation.voices.tokens import Token

REACH = 240
_MOST_TOKENS = 14
_START = attrgetter("start")
_PARTY = re.compile(r"[RDI]-|R\.|D\.")

_APPOSITIVES = words.word_set(
    "a an the who which whose himself herself his her its their one former president chairman chief "
    "director founder author head professor r-ky r d formerly now then and when while as after asked "
    "if though although"
)
_LINKS = words.word_set("of for at from in with to on")
_PLACE_LINKS = _LINKS - {"of", "for"}
_HALVES = words.word_set("new north south west")
_OBJECTS = words.PRONOUNS | {"him", "them", "me", "us", "her"}
_CLOSERS = words.CONJUNCTIONS | words.AUXILIARIES
_BREAKS = _CLOSERS | words.PRONOUNS
_NO_BEGINNING = words.PREPOSITIONS | words.ADVERBS | words.TIME | {"and"}
_NO_END = words.TIME | words.ADVERBS
_NO_NAME = words.DETERMINERS | words.CONJUNCTIONS | words.PREPOSITIONS | words.ADVERBS
_NOT_SPEAKING = _NO_NAME | {"it", "there", "however"}
_PLACES = words.US_PLACES | words.COUNTRIES | _HALVES
_SPEAKERS = (
    words.ROLES
    | words.ROLE_PLURALS
    | words.UNNAMED
    | words.MEDIA
    | words.DOCUMENTS
    | words.GOVERNMENT
    | words.ORGANISATIONS
)
_NOUNS = _SPEAKERS | words.word_set(
    "member members one some many most part group side family majority familiar close"
)
_AFTER_START = words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES


Span = tuple[int, int]


def phrase_after(frame: Frame, start: int, end: int) -> Span | None:
    """Return the noun phrase that begins at ``start``."""
    tokens = frame.tokens_between(start, min(end, start + REACH))
    while tokens and tokens[0].low in words.ADVERBS:
        tokens = tokens[1:]
    if tokens and tokens[0].low in words.PRONOUNS:
        return (tokens[0].start, tokens[0].end)
    kept: list[Token] = []
    for number, token in enumerate(tokens[:_MOST_TOKENS]):
        if not token.word or _ends_phrase(frame, tokens, number):
            break
        kept.append(token)
    while kept and (
        kept[-1].low.rstrip(".") in words.TIME or kept[-1].low in words.NOUN_LINKS | {"the", "a"}
    ):
        if kept[-1].capital and len(kept) > 1 and kept[-2].capital and kept[-1].low not in words.ADVERBS:
            break  # a surname such as March
        kept.pop()
    if not kept or kept[0].low in _AFTER_START:
        return None
    return (kept[0].start, kept[-1].end)


def _ends_phrase(frame: Frame, tokens: Sequence[Token], number: int) -> bool:
    """Whether a phrase that runs to the right ends before this token."""
    token = tokens[number]
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.low in ("and", "&") and following is not None and number:
        return not (following.capital and tokens[number - 1].capital)
    if token.low in _CLOSERS or token.low in ("told", "said"):
        return not (number and _surname(tokens[number - 1], token))
    if token.low in words.PREPOSITIONS:
        return _link_ends(token, following, tokens[number - 1] if number else None)
    if number == 0:
        return False
    return token.low in words.ADVERBS or token.low in _OBJECTS or frame.one_token_cue(token) is not None


def _link_ends(token: Token, following: Token | None, before: Token | None) -> bool:
    """Whether a preposition ends a phrase: not in ``a lawyer in Osterby``, but in ``Ms Orr in a speech``."""
    if token.low not in _LINKS or following is None:
        return True
    if token.low not in _PLACE_LINKS:
        return False
    if following.low.rstrip(".") in words.TIME or following.low in ("a", "an", "his", "her", "response"):
        return True
    if token.low == "to":
        return False
    after_noun = (before is not None and not before.capital) or token.low == "at"
    return not (after_noun and following.capital)


def phrase_ending(frame: Frame, tokens: Sequence[Token]) -> Span | None:
    """Return the noun phrase that ends with the last of the tokens."""
    last = tokens[-1]
    if last.low in words.PRONOUNS:
        return (last.start, last.end)
    kept: list[Token] = []
    for number in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _MOST_TOKENS), -1):
        token = tokens[number]
        before = tokens[number - 1] if number else None
        if not _belongs(frame, token, before, kept):
            break
        kept.append(token)
        more = before is not None and (before.low in words.NOUN_LINKS or before.low in words.DETERMINERS)
        if token.low in words.DETERMINERS and not more:
            break
    while kept and (not kept[-1].word or kept[-1].low in _NO_BEGINNING):
        kept.pop()
    while 1 < len(kept) < len(tokens) and _is_verb(kept[-1], tokens[-len(kept) - 1], kept[-2]):
        kept.pop()
    while len(kept) > 1 and kept[0].low in _NO_END and not _surname(kept[1], kept[0]):
        kept.pop(0)
    return (kept[-1].start, kept[0].end) if kept else None


def _is_verb(token: Token, before: Token, following: Token) -> bool:
    """Whether a word with which a phrase begins is the verb before it: ``Nobody liked Halmere's plan``."""
    past = token.low.endswith("ed") and not token.capital
    return past and following.capital and before.word and before.low not in words.DETERMINERS


def _surname(before: Token, token: Token) -> bool:
    """Whether a name that is also a month's ends a phrase: ``Mrs May``, ``Theresa May``."""
    named = before.capital and before.low not in words.TIME and before.low not in words.PREPOSITIONS
    return token.low in ("may", "march", "june", "april", "august") and token.capital and named


def _belongs(frame: Frame, token: Token, before: Token | None, kept: Sequence[Token]) -> bool:
    """Whether a phrase that grows to the left takes this token in; ``kept`` stands to its right."""
    if not token.word:
        return token.surface in "'’&/" and bool(kept) and before is not None and before.word
    if token.low == "and" and kept and before is not None:
        return kept[-1].capital and before.capital
    if token.low in _BREAKS:
        return before is not None and _surname(before, token)
    if token.low in words.PREPOSITIONS:
        # "a spokesman for the ministry": go on where a noun stands before the link.
        return token.low in words.NOUN_LINKS and bool(kept) and before is not None and _noun(before)
    cue = frame.one_token_cue(token) if kept else None
    return cue is None or cue.form.shape == "base"


def _noun(token: Token) -> bool:
    return token.word and (token.capital or token.low in _NOUNS)


def first_phrase(frame: Frame, tokens: Sequence[Token]) -> Span | None:
    """Return the noun phrase with which a clause begins, past an opening such as "On Monday,"."""
    if not tokens:
        return None
    start = _beginning(tokens)
    if start is None or start >= len(tokens):
        return None
    if tokens[start].low in words.PRONOUNS:
        return (tokens[start].start, tokens[start].end)
    kept: list[Token] = []
    for token in tokens[start : start + _MOST_TOKENS]:
        if _ends_subject(frame, token, kept):
            break
        kept.append(token)
    return (kept[0].start, kept[-1].end) if kept else None


def _beginning(tokens: Sequence[Token]) -> int | None:
    """Where the subject of a clause may begin."""
    start = 1 if tokens[0].low in ("and", "but", "so", "yet") and len(tokens) > 1 else 0
    low = tokens[start].low
    if low in words.PREPOSITIONS or low in words.CONJUNCTIONS or low.endswith("ing"):
        # "On Monday, in Boston, Ms Orr": the first segment that is no aside.
        chosen = next((s for s in segments_of(tokens[start:])[1:] if not is_aside(s)), None)
        if chosen is None:
            return None
        start = next(number for number, token in enumerate(tokens) if token.start == chosen[0].start)
    if tokens[start].low in words.ADVERBS:
        start += 1
    while start < len(tokens) and not tokens[start].word:
        start += 1
    return start


def _ends_subject(frame: Frame, token: Token, kept: Sequence[Token]) -> bool:
    if not token.word or token.low in _CLOSERS or token.low in words.ADVERBS:
        return not (kept and _surname(kept[-1], token))
    if token.low in words.PREPOSITIONS:
        return token.low not in ("of", "for")
    if not kept:
        return False
    named = kept[-1].capital and kept[-1].low not in words.DETERMINERS
    lower = not token.capital
    adjective = kept[-1].low in words.DETERMINERS  # "the respected Ms Orr"
    participle = lower and token.low.endswith("ed") and not adjective
    return (named and lower) or frame.one_token_cue(token) is not None or participle


def segments_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens at commas, dashes and brackets; any stronger mark drops what stands before it."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in ",()—–" or token.low == "--":
            segments.append([])
        elif token.word or token.surface in "'’&/.-%$":
            segments[-1].append(token)
        else:
            segments = [[]]
    return [segment for segment in segments if segment]


def is_aside(segment: Sequence[Token]) -> bool:  # noqa: PLR0911
    """Whether a segment between commas only describes: ``the mayor of …``, ``on Monday``, ``R-Ky.``"""
    first = segment[0]
    low = first.low
    if low.rstrip(".") in _APPOSITIVES or low in words.PREPOSITIONS or low in words.TIME:
        return True
    if first.surface[0].isdigit() or _PARTY.match(first.surface):
        return True
    if len(segment) == 1 and (low in words.ADVERBS or low == "however" or first.surface.endswith(".")):
        return True
    if any(token.low.endswith(("'s", "s'")) for token in segment) and not segment[-1].capital:
        return True
    if all(token.low.rstrip(".") in _PLACES for token in segment):
        return True
    if first.capital or low in words.PRONOUNS:
        return False
    people = any(token.low in words.ROLES or token.low in words.ROLE_PLURALS for token in segment)
    return people or low.endswith(("ing", "ed"))


def describes(segment: Sequence[Token]) -> bool:
    """Whether a name may follow: ``the leader of the union``, ``Ms Orr's lawyer``."""
    possessive = any(token.low.endswith(("'s", "s'")) for token in segment)
    return segment[0].low in words.DETERMINERS or (possessive and not segment[-1].capital)


def is_no_participle(frame: Frame, span: Span) -> bool:
    """Whether a phrase can be a subject: it has letters and is no bare participle."""
    return _is_no_participle(frame.text[span[0] : span[1]])


@lru_cache(maxsize=20_000)
def _is_no_participle(surface: str) -> bool:
    last = surface.rsplit(None, 1)[-1].lower()
    return any(c.isalpha() for c in surface) and not (surface.islower() and last.endswith(("ed", "ing")))


def can_speak(surface: str) -> bool:
    """Whether a phrase names somebody: a name, a pronoun, a noun for people, bodies or documents.

    >>> can_speak("the spokesman"), can_speak("the outcome")
    (True, False)
    """
    parts = surface.split()
    lows = [part.strip(".,'’").lower() for part in parts]
    if lows[0] in words.PRONOUNS:
        return lows[0] != "it"
    if any(part[0].isupper() for part in parts[1:]):
        return True
    if surface[0].isupper() and lows[0] not in _NOT_SPEAKING:
        return True
    return any(low in _SPEAKERS for low in lows)


HEAD_END = any_of(
    CLASS[name]
    for name in (",", "(", "-", "who", "of", "for", "at", "from", "in", "with", "on", "to", "which", "whose")
)
"""What ends the head of a noun phrase."""


def phrase_around(frame: Frame, start: int, least: int = 0) -> Span:
    """Return the noun phrase whose head is the word that starts at an offset, from ``least`` on."""
    tokens = frame.tokens_between(max(least, start - 120), start + 60)
    number = bisect_left(tokens, start, key=_START)
    if number == len(tokens) or tokens[number].start != start:
        end = start + len(frame.text[start : start + 40].split(None, 1)[0])
        return start, end
    head = tokens[number]
    if head.low in words.PRONOUNS:
        return start, head.end
    before = phrase_ending(frame, tokens[: number + 1])
    first = before[0] if before is not None else start
    # The head comes before the first link, so no link stands to its left.
    for step in range(number - 1, -1, -1):
        if tokens[step].start < first:
            break
        if tokens[step].low in words.PREPOSITIONS:
            first = tokens[step + 1].start
            break
    last = head.end
    following = tokens[number + 1 : number + 3]
    if len(following) == 2 and following[0].low in ("of", "for") and not head.low.endswith("'s"):
        rest = phrase_after(frame, following[1].start, start + REACH)
        last = rest[1] if rest is not None else last
    if head.low.endswith("'s") and last == head.end:
        last -= 2
    return first, last
