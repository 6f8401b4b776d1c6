"""Subjects of which only what hangs on a preposition was found: ``a spokesman in Osterby said``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.spans import FINITE
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import is_no_participle
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import REACH, Span, span_of, tokens_of_ending
from analysis.annotation.voices.text.traits import (
    ADVERB,
    AND,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DETERMINER,
    ED,
    ING,
    LY,
    PREPOSITION,
    PRONOUN,
    TIME,
    WORD,
)

_LINKS = words.word_set("of from in at for with to on near against behind under")
_ENDS_LINK = tuple(f" {low} " for low in sorted(_LINKS))
_LAST_OF_LINK = frozenset(link[-2:] for link in _ENDS_LINK)
_FIRST_OF_TIME = frozenset("lntpLNTP")
"""First letters of "last", "next", "this", "that" and "past"."""
_SOME = words.word_set("one some many most all both few several none each neither either those any half")
"""Words that are pronouns and yet have an "of" behind them: *some of the miners*."""
_OPENERS = words.word_set("according addition response contrast thanks due regard back up out")
"""Words with which a preposition opens a sentence and no subject: *in contrast to Halmere*."""
_BETWEEN = AUXILIARY | ADVERB | LY
_LEADS = CONJUNCTION | TIME | ADVERB
_MOST_LINKS = 6
_FAR = 4
_TITLED = 2
"""Words of a surname with its title."""
_LONGEST_TIME = len("last weekend")
_TIME = re.compile(r"(?:last|this|next|that|past) (?:week|month|year|weekend|day)", re.IGNORECASE)
_RELATIVES = ("who", "which", "that")
_OWNED = ("'", "’")


def whole_subject(frame: Frame, source: Span, cue: Site) -> Span:
    """Return the subject of a verb, of which a source is only what hangs on a preposition.

    ``The parents of the miner`` of *The parents of [the miner] said*, and ``A ship`` of *A ship sailing for
    [Osterby] said*: the source may end no further from its verb than some adverbs. What stands before the
    subject must be able to open a clause, else the source is returned.
    """
    if cue.form.kind != "verb" or cue.by is not None:
        return source
    text, start = frame.text, source[0]
    if text[start - 2 : start] not in _LAST_OF_LINK and text[start] not in _FIRST_OF_TIME:
        return source
    limit = start - REACH if start > REACH else 0
    if text[start] in _FIRST_OF_TIME and _is_time(frame, source) and _is_subject(frame, source, cue):
        tokens = frame.tokens_between(max(limit, text.rfind("\n", limit, start) + 1), start)
        return _before_time(frame, tokens) or source
    if not text.endswith(_ENDS_LINK, limit, start):
        return source
    first = frame.scan.index(start)
    of = frame.scan.lows[first - 1] in ("of", "for")
    subject = _is_link(frame, first - 1) and _is_subject(frame, source, cue)
    if not subject or _ends_with_name(frame, source, of=of):
        return source  # "after talks in the city Ms Orr said"
    tokens = frame.tokens_between(max(limit, text.rfind("\n", limit, start) + 1), start)
    return _grown(frame, tokens, source) or source


def _is_time(frame: Frame, source: Span) -> bool:
    """Whether a source is ``this week``, which stands between a subject and its verb."""
    return source[1] - source[0] <= _LONGEST_TIME and _TIME.fullmatch(frame.text, *source) is not None


def _before_time(frame: Frame, tokens: Sequence[int]) -> Span | None:
    """The subject that ends before a time, past a participle: ``a poll issued earlier``."""
    while tokens and frame.scan.lows[tokens[-1]] in ("earlier", "later", "late", "early"):
        tokens = tokens[:-1]
    if len(tokens) > 1 and _is_participle(frame, tokens[-1]):
        tokens = tokens[:-1]
    return _subject(frame, tokens)


def _is_subject(frame: Frame, source: Span, cue: Site) -> bool:
    """Whether a source ends right before its verb, but for adverbs and auxiliaries."""
    if source[1] > cue.start or frame.text.startswith(_OWNED, source[1]):
        return False  # "many of Ms Orr's alleged acts"
    between = [frame.scan.traits[n] for n in range(frame.scan.index(source[1]), cue.first)]
    # A participle belongs to the noun beside it: "the crowd in a city calling for peace".
    moves = cue.form.shape != "ing" or any(trait & AUXILIARY for trait in between)
    return moves and all(trait & _BETWEEN for trait in between)


def _ends_with_name(frame: Frame, source: Span, *, of: bool) -> bool:
    """Whether a source ends with the name of somebody who does what its first words are about.

    ``the jobs Ms Orr`` of *one of the jobs Ms Orr wants*; not ``the company Maxar`` where ``of`` stands
    before it.
    """
    traits, tokens = frame.scan.traits, frame.tokens_between(*source)
    name = len(tokens)
    while name and traits[tokens[name - 1]] & CAPITAL:
        name -= 1
    if name in (0, len(tokens)) or traits[tokens[name - 1]] & (PREPOSITION | DETERMINER | CONJUNCTION | AND):
        return False
    return not of or (len(tokens) - name <= _TITLED and frame.scan.lows[tokens[name - 1]].endswith("s"))


def _is_link(frame: Frame, token: int) -> bool:
    return frame.kept[token] > 0 and frame.scan.lows[token] in _LINKS


def _grown(frame: Frame, tokens: Sequence[int], source: Span) -> Span | None:
    """The subject that ends with a source before which some tokens stand, the last of them a link."""
    if len(tokens) > 2 and _is_participle(frame, tokens[-2]):
        return _subject(frame, tokens[:-2])  # "a captain sailing for"
    for _ in range(_MOST_LINKS):
        place = _noun_phrase(frame, tokens[:-1])
        if place is None:
            return None
        start, before = frame.scan.starts[tokens[place]], tokens[:place]
        if before and frame.scan.lows[before[-1]] == "and":
            place = _noun_phrase(frame, before[:-1])
            before = tokens[:place] if place is not None else before
        if _opens_clause(frame, before):
            return start, source[1]  # also of "Halmere and others in the pact said"
        others = _before_clause(frame, before)
        if others is not None or not _is_link(frame, before[-1]):
            return _subject(frame, others or ())
        tokens = before
    return None


def _noun_phrase(frame: Frame, tokens: Sequence[int]) -> int | None:
    """Where in some tokens the noun phrase begins with which they end, if they end with one."""
    place = tokens_of_ending(frame, tokens) if tokens and _is_noun(frame, tokens[-1]) else None
    if place is None or place[1] != len(tokens) - 1:
        return None
    if any(frame.scan.lows[n] in FINITE for n in tokens[place[0] :]):
        return None  # "Tarsovia launches hunt for"
    return place[0] if is_no_participle(frame, span_of(frame, tokens[place[0]], tokens[-1])) else None


def _opens_clause(frame: Frame, before: Sequence[int]) -> bool:
    """Whether a clause may begin behind some tokens."""
    trait = frame.scan.traits[before[-1]] if before else 0
    return not trait & WORD or (
        trait & _LEADS > 0 and frame.scan.lows[before[-1]] not in (*_RELATIVES, "and")
    )


def _before_clause(frame: Frame, before: Sequence[int]) -> Sequence[int] | None:
    """What stands before the participle or the relative with which a clause about a subject begins."""
    traits, lows = frame.scan.traits, frame.scan.lows
    if len(before) > 1 and _is_participle(frame, before[-1]) and _is_noun(frame, before[-2]):
        return before[:-1]
    for step, token in enumerate(reversed(before[-_FAR:]), 1):
        if lows[token] in _RELATIVES[: len(_RELATIVES) if step == 1 else 1]:
            return before[:-step]
        if not traits[token] & WORD:
            break
    return None


def _subject(frame: Frame, tokens: Sequence[int]) -> Span | None:
    """The noun phrase with which some tokens end, if it opens a clause."""
    place = _noun_phrase(frame, tokens)
    opens = place is not None and _opens_clause(frame, tokens[:place])
    return span_of(frame, tokens[place], tokens[-1]) if opens and place is not None else None


def _is_noun(frame: Frame, token: int) -> bool:
    """Whether a word may be the noun before a link."""
    trait, low = frame.scan.traits[token], frame.scan.lows[token]
    if low in _SOME:
        return True
    if not trait & WORD or trait & (PRONOUN | PREPOSITION | AUXILIARY | ADVERB | LY | CONJUNCTION):
        return False
    return low not in _OPENERS and not _is_participle(frame, token)


def _is_participle(frame: Frame, token: int) -> bool:
    trait = frame.scan.traits[token]
    return trait & (ED | ING) > 0 and not trait & CAPITAL
