"""Noun phrases without a parser: runs of words between boundaries.

Boundaries are punctuation, conjunctions, auxiliaries and other verbs that are cues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.traits import (
    ADVERB,
    AND,
    ARTICLE,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    ED,
    LY,
    MONTH,
    NOUN,
    NOUN_LINK,
    OBJECT,
    PREPOSITION,
    PRONOUN,
    ROLE,
    TIME,
    TOLD,
    WORD,
)

REACH = 240
MOST_TOKENS = 14

CLOSER = CONJUNCTION | AUXILIARY
_BREAK = CLOSER | PRONOUN
_AFTER_START = PREPOSITION | CLOSER
_NO_END = TIME | ADVERB
_MAY_END = CLOSER | AND | TOLD | PREPOSITION | ADVERB | OBJECT | PRONOUN
_NO_BEGINNING = PREPOSITION | _NO_END
_LINKS = words.word_set("of for at from in with on to")
_OWNS = re.compile(r"['’]s? [\w-]")
_HOLDERS = (
    words.ROLES
    | words.ROLE_PLURALS
    | words.UNNAMED
    | words.ORGANISATIONS
    | words.GOVERNMENT
    | words.word_set("spy spies side unit watchdog boss counterpart forces newspaper agency outlet outlets")
)
"""Who may speak and belongs to another; *Ms Orr's refrain* is Ms Orr's."""
_CONTRACTED = words.PRONOUNS | words.word_set("that there here what")
"""Words behind which "'s" is a verb."""
_NOUN_FOLLOWS = re.compile(r" [a-z]")
_PEOPLES = ("ish", "ese", "ch", "ss")
"""Ends of what may call a people after "the": *the British said*."""
_PLACE_LINKS = _LINKS - {"of", "for"}


Span = tuple[int, int]


def phrase_after(frame: Frame, start: int, end: int) -> Span | None:
    """Return the noun phrase that begins at ``start``."""
    tokens, traits = frame.tokens_between(start, min(end, start + REACH)), frame.scan.traits
    while tokens and traits[tokens[0]] & ADVERB:
        tokens = tokens[1:]
    if tokens and traits[tokens[0]] & PRONOUN:
        return span_of(frame, tokens[0], tokens[0])
    count, most = 0, min(len(tokens), MOST_TOKENS)
    while count < most and traits[tokens[count]] & WORD and not _ends_phrase(frame, tokens, count):
        count += 1
    while count and traits[tokens[count - 1]] & (TIME | NOUN_LINK | ARTICLE):
        last = traits[tokens[count - 1]]
        if last & CAPITAL and count > 1 and traits[tokens[count - 2]] & CAPITAL and not last & ADVERB:
            break  # a surname such as March
        count -= 1
    if not count or traits[tokens[0]] & _AFTER_START:
        return None
    return span_of(frame, tokens[0], tokens[count - 1])


def span_of(frame: Frame, first: int, last: int) -> Span:
    """Return the offsets of some tokens, the last inclusive."""
    return frame.scan.starts[first], frame.scan.ends[last]


def _surface(frame: Frame, token: int) -> str:
    return frame.text[frame.scan.starts[token] : frame.scan.ends[token]]


def _ends_phrase(frame: Frame, tokens: Sequence[int], number: int) -> bool:
    """Whether a phrase that runs to the right ends before this token."""
    traits = frame.scan.traits
    trait = traits[tokens[number]]
    if not trait & _MAY_END and tokens[number] not in frame.alone:
        return False
    before = traits[tokens[number - 1]] if number else 0
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if trait & AND and following is not None and number:
        return not traits[following] & before & CAPITAL
    if trait & (CLOSER | TOLD):
        return not (number and is_surname(before, trait))
    if trait & PREPOSITION:
        return _link_ends(frame, tokens[number], following, before if number else None)
    return number > 0


def _link_ends(frame: Frame, token: int, following: int | None, before: int | None) -> bool:
    """Whether a preposition ends a phrase: not in ``a lawyer in Osterby``, but in ``Ms Orr in a speech``.

    ``before`` are the traits of the word before it.
    """
    lows, low = frame.scan.lows, frame.scan.lows[token]
    if low not in _LINKS or following is None:
        return True
    if low not in _PLACE_LINKS:
        return False
    trait = frame.scan.traits[following]
    if trait & TIME or lows[following] in ("a", "an", "his", "her", "response"):
        return True
    if low == "to":
        return False
    after_noun = (before is not None and not before & CAPITAL) or low == "at"
    return not (after_noun and trait & CAPITAL)


def phrase_ending(frame: Frame, tokens: Sequence[int]) -> Span | None:
    """Return the noun phrase that ends with the last of the tokens."""
    found = tokens_of_ending(frame, tokens)
    return span_of(frame, tokens[found[0]], tokens[found[1]]) if found else None


def tokens_of_ending(frame: Frame, tokens: Sequence[int]) -> Span | None:
    """Return where in some tokens the noun phrase that ends with the last one begins and ends, inclusive."""
    traits, last = frame.scan.traits, len(tokens) - 1
    if traits[tokens[last]] & PRONOUN:
        return last, last
    first, least = last + 1, max(-1, last - MOST_TOKENS)
    for number in range(last, least, -1):
        trait = traits[tokens[number]]
        before = traits[tokens[number - 1]] if number else 0
        if not _belongs(frame, tokens[number], before, traits[tokens[first]] if first <= last else 0):
            break
        first = number
        if trait & DETERMINER and not before & (NOUN_LINK | DETERMINER):
            break
    while first <= last and _begins_none(frame, tokens[first]):
        first += 1
    while 0 < first < last and _is_verb(traits, tokens, first):
        first += 1
    while first < last and traits[tokens[last]] & _NO_END:
        if is_surname(traits[tokens[last - 1]], traits[tokens[last]]):
            break
        last -= 1
    return (first, last) if first <= last else None


def _begins_none(frame: Frame, token: int) -> bool:
    trait = frame.scan.traits[token]
    return not trait & WORD or trait & _NO_BEGINNING > 0 or frame.scan.lows[token] == "and"


def _is_verb(traits: Sequence[int], tokens: Sequence[int], number: int) -> bool:
    """Whether a word with which a phrase begins is the verb before it: ``Nobody liked Halmere's plan``."""
    if traits[tokens[number]] & (ED | CAPITAL) != ED:
        return False
    before, following = traits[tokens[number - 1]], traits[tokens[number + 1]]
    return following & CAPITAL > 0 and before & (WORD | DETERMINER) == WORD


def is_surname(before: int, token: int) -> bool:
    """Whether a name that is also a month's ends a phrase: ``Mrs May``, ``Theresa May``.

    ``before`` and ``token`` are the traits of two words.
    """
    month = MONTH | CAPITAL
    return token & month == month and before & (CAPITAL | TIME | PREPOSITION) == CAPITAL


def _belongs(frame: Frame, token: int, before: int, kept: int) -> bool:
    """Whether a phrase that grows to the left takes this token in.

    ``before`` are the traits of the token to its left, ``kept`` those of the first token of the phrase that
    stands to its right; 0 where there is none.
    """
    trait = frame.scan.traits[token]
    if not trait & WORD:
        return kept > 0 and before & WORD > 0 and _surface(frame, token) in "'’&/"
    if trait & AND and kept and before:
        return kept & before & CAPITAL > 0
    if trait & _BREAK:
        return is_surname(before, trait)
    if trait & PREPOSITION:
        # "a spokesman for the ministry": go on where a noun stands before the link.
        return trait & NOUN_LINK > 0 and kept > 0 and _noun(before)
    cue = frame.alone.get(token) if kept else None
    return cue is None or cue.form.shape == "base"


def _noun(trait: int) -> bool:
    return trait & WORD > 0 and trait & (CAPITAL | NOUN) > 0


def _parts(traits: Sequence[int], tokens: Sequence[int], number: int) -> bool:
    """Whether a token links a phrase to a word before it that names nobody."""
    return traits[tokens[number]] & PREPOSITION > 0 and not (number and traits[tokens[number - 1]] & ROLE)


def whole_phrase(frame: Frame, span: Span, limit: int) -> Span:
    """Return the whole of a phrase that ends with an adjective or a possessor, up to ``limit``.

    ``The British`` of ``The British side said``, ``Halmere`` of ``Halmere's top spy said``.
    """
    start, end = span
    text = frame.text
    if text[end : end + 1] == " ":
        stop = text.find(" ", end + 1, limit)
        if stop + 1 >= limit and text[end + 1 : stop] in _HOLDERS:
            return start, stop  # "spy" of "Halmere's top military spy"
        last = _last_word(text, start, end)
        if last not in words.DEMONYMS or not _goes_on(frame, start, end, last):
            return span
    elif not _OWNS.match(text, end) or _last_word(text, start, end) in _CONTRACTED:
        return span
    following = frame.tokens_between(end, limit)
    verb = next((n for n in following if frame.scan.traits[n] & (LY | ED | CAPITAL) in (LY, ED)), None)
    found = phrase_after(frame, start, limit if verb is None else frame.scan.starts[verb])
    if found is None or found[1] <= end + len("'s"):
        return span
    holds = frame.text[end] == " " or _HOLDERS.intersection(frame.text[end : found[1]].lower().split())
    return found if holds else span


def _last_word(text: str, start: int, end: int) -> str:
    return text[max(start, text.rfind(" ", start, end) + 1) : end].lower()


def _goes_on(frame: Frame, start: int, end: int, last: str) -> bool:
    """Whether a noun follows a phrase that ends with the adjective ``last``, such as *British*."""
    if not _NOUN_FOLLOWS.match(frame.text, end):
        return False
    following = frame.scan.traits[frame.scan.index(end)]
    if following & (AUXILIARY | ADVERB | PREPOSITION | CONJUNCTION | LY):
        return False
    people = frame.text[start : start + 4].lower() == "the " and last.endswith(_PEOPLES)
    return following & NOUN > 0 if people else not following & ED


HEAD_ENDS = frozenset(
    CLASS[name]
    for name in (",", "(", "-", "who", "of", "for", "at", "from", "in", "with", "on", "to", "which", "whose")
)
"""Classes of what ends the head of a noun phrase."""


def phrase_around(frame: Frame, head: int, least: int = 0) -> Span:
    """Return the noun phrase whose head is a token; it begins at ``least`` or later."""
    start = frame.scan.starts[head]
    least = max(least, frame.text.rfind("\n", max(0, start - 120), start) + 1)
    if frame.kept[head] and frame.scan.traits[head] & PRONOUN:
        return span_of(frame, head, head)
    tokens = frame.tokens_between(max(least, start - 120), start + 60)
    if head not in tokens:
        end = start + len(frame.text[start : start + 40].split(None, 1)[0])
        return start, end
    number, traits, lows = tokens.index(head), frame.scan.traits, frame.scan.lows
    before = tokens_of_ending(frame, tokens[: number + 1])
    first = before[0] if before is not None else number
    # The head comes before the first link, so no link stands to its left, unless it is not the whole head:
    # "Fleet" of "the commander of the Fleet".
    first = next((n + 1 for n in range(number - 1, first - 1, -1) if _parts(traits, tokens, n)), first)
    last = frame.scan.ends[head]
    possessive = lows[head].endswith("'s")
    following = tokens[number + 1 : number + 3]
    if len(following) == 2 and lows[following[0]] in ("of", "for") and not possessive:
        rest = phrase_after(frame, frame.scan.starts[following[1]], start + REACH)
        last = rest[1] if rest is not None else last
    return frame.scan.starts[tokens[first]], last - 2 if possessive else last
