"""Where reported content begins after its cue: at "that", at an infinitive, or at a clause without either.

All functions take token numbers, ends exclusive, and return the number of a token or None.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS, any_of
from analysis.annotation.voices.text.tokens import Scan


def class_set(names: str | Iterable[str]) -> frozenset[int]:
    """Return the numbers of some classes, named in one text or one by one."""
    return frozenset(CLASS[name] for name in (names.split() if isinstance(names, str) else names))


QUOTE, COMMA, SEMICOLON, DASH, OPEN = (CLASS[mark] for mark in '",;-(')
STOPS = class_set(". : ; ? !")
PREPOSITION = class_set("of for by with on in at from about against preposition as")
AUXILIARY = class_set("be have do modal")
PRONOUN = class_set("i we you he she it they there this these those")
NO_CONTENT = class_set(", - ) and or but") | STOPS
LOWER_VERB = class_set("-ed -s")
_TIME = class_set("time adverb -ly")
_THAT, _TO, _TIME_WORD = CLASS["that"], CLASS["to"], CLASS["time"]
_NO_ADDRESSEE = STOPS | AUXILIARY
_ADDRESSEE_ENDS = any_of(_NO_ADDRESSEE | {_THAT})
_UNQUOTED_ENDS = any_of(_NO_ADDRESSEE | {_THAT, QUOTE})
_NO_OBJECT = STOPS | AUXILIARY | {COMMA, QUOTE, DASH, _THAT}
_FINITE = AUXILIARY | LOWER_VERB
_OBJECT = class_set(["object pronoun"])
_RELATIVE = AUXILIARY | class_set("-ed")
NO_INFINITIVE = class_set("the a Name number")
_CONTRACTIONS = ("n't", "'s", "'re", "'ve", "'ll", "'d")
_SUBJECT = class_set("the a Name possessive")
_NO_SUBJECT_AFTER = PREPOSITION | class_set("the Name and a title")
_BEGINS_CLAUSE = class_set("the a an possessive")
_BEGINS_NOUN = class_set(["the", "a", "an", "possessive", "Name", "Name's", "number", "determiner"])
_NAMED = class_set("Name capitals media")
_OCCASION = class_set("a an possessive the")
_OCCASIONS = words.word_set("in on during at with")
_LEADS = words.word_set("in on during at after to through via by with from")
TELL = words.word_set("tell tells told telling")
"""Whoever follows these is told, and does not speak."""
_SAY = words.word_set("say said says saying add added adds wrote writes write told tells")
_ADDRESSEES = words.word_set(
    "reporters journalists me him her them us lawmakers senators supporters voters people readers viewers "
    "everyone fox cnn abc nbc cbs msnbc reuters politico parliament congress"
)
_SHORT_LEAD = 5
_NEAR, _ADDRESSEE_REACH, _LEAD_REACH, _CLAUSE_REACH, _OCCASION_REACH = 9, 12, 30, 16, 14


def that_clause(scan: Scan, at: int, end: int, verb: bool, takes: tuple[str, ...]) -> int | None:
    """``said that``, ``told reporters on Monday that``: where "that" opens the content."""
    if at >= end or scan.kinds[at] == _THAT:
        return at if at < end else None
    if not verb or _names_no_addressee(scan.lows[at], takes) or _is_object(scan, at, takes):
        return None
    # A name in quote marks may be part of the addressee: "told the hosts of the show “…” that".
    ends = _ADDRESSEE_ENDS if takes[:1] == ("that",) else _UNQUOTED_ENDS
    reach = _LEAD_REACH if scan.lows[at] in _OCCASIONS else _ADDRESSEE_REACH
    found = ends.search(scan.kinds, at, min(end, at + reach))
    if found is None or scan.kinds[found.start()] != _THAT or _is_relative(scan, at, found.start(), end):
        return None
    return found.start()


def leads_to_that(scan: Scan, at: int, that: int, form: CueForm) -> bool:
    """Whether nothing between a verb and its "that" can be an object, which "that" would describe.

    ``said that``, ``said with pride that``, ``told reporters that``; not ``recognised the man that``.
    """
    opening, last = scan.kinds[at], scan.lows[that - 1]
    if that == at:
        return True
    following = scan.kinds[that + 1] if that + 1 < len(scan.kinds) else -1
    if form.takes[0] not in ("that", "clause") or following in _RELATIVE or last == "fact":
        return False
    told = (form.form in TELL and COMMA not in scan.kinds[at:that]) or (opening in _OBJECT and that - at == 1)
    if scan.lows[at] in ("to", "from", "by"):
        return that - at <= _SHORT_LEAD
    return told or opening in _TIME or scan.lows[at] in _LEADS


def _names_no_addressee(low: str, takes: tuple[str, ...]) -> bool:
    return takes[:1] == ("object",) and low not in _ADDRESSEES


def _is_object(scan: Scan, at: int, takes: tuple[str, ...]) -> bool:
    """``believe a ferry that``: nobody is told, so that a noun begins the clause itself."""
    says = takes[:1] == ("clause",) and "whether" not in takes  # "showed the mayor that"
    return says and scan.kinds[at] in _BEGINS_NOUN and scan.lows[at] not in _ADDRESSEES


def _is_relative(scan: Scan, at: int, that: int, end: int) -> bool:
    """``a deal that is``, ``said of a list that included``: this "that" opens no content."""
    following = scan.kinds[that + 1] if that + 1 < end else -1
    near = that - at < 3 or that - at >= _ADDRESSEE_REACH
    if following in AUXILIARY and near and scan.kinds[that - 1] != COMMA:
        return True
    return scan.lows[at] in ("of", "about") and scan.kinds[that - 1] != _TIME_WORD


def infinitive(scan: Scan, at: int, end: int, objects: bool) -> int | None:
    """``pledged to go``, and with an object ``urged Halmere to go``: where the content begins."""
    if scan.kinds[at] in NO_CONTENT:
        return None
    for step in range(at, min(end, at + 8) if objects else at + 1):
        kind = scan.kinds[step]
        if kind == _TO:
            following = scan.kinds[step + 1] if step + 1 < end else -1
            possessive = step > at and following == CLASS["possessive"]
            empty = step == at and following == -1
            return None if following in NO_INFINITIVE or possessive or empty else at
        if kind in _NO_OBJECT:
            return None
    return None


def bare_clause(scan: Scan, at: int, end: int, form: str) -> int | None:
    """``said the deal was dead``: a subject follows and, near it, a verb."""
    if form in TELL:
        return _told(scan, at, end)
    start = skip_lead(scan, at, end)
    opening = scan.kinds[start] if start < end else -1
    if opening == -1 or opening in NO_CONTENT or opening in (QUOTE, _TO):
        return None
    if opening in PREPOSITION and (start > at or form not in _SAY):
        return None
    for step in range(start, min(end, start + _CLAUSE_REACH)):
        kind = scan.kinds[step]
        if (step > start and kind in _FINITE) or scan.lows[step].endswith(_CONTRACTIONS):
            return start
    long_enough = end - start > 3 and opening not in PREPOSITION
    return start if form in _SAY and long_enough else None


def _told(scan: Scan, at: int, end: int) -> int | None:
    """``told reporters she would go``: the clause begins after the one who is told."""
    for step in range(at + 1, min(end, at + _NEAR)):
        kind = scan.kinds[step]
        if kind in PRONOUN and scan.kinds[step - 1] not in PREPOSITION:
            return step
        if kind in _BEGINS_CLAUSE and scan.kinds[step - 1] in _NAMED:
            verb = range(step + 1, min(end, step + _NEAR))
            return step if any(scan.kinds[n] in _FINITE for n in verb) else None
        if kind in STOPS or kind in (COMMA, QUOTE):
            return None
    return None


def skip_addressee(scan: Scan, at: int, end: int) -> int:
    """Past ``reporters``, ``the Osterby Post``: to the next mark, preposition, time or "that"."""
    for step in range(at, min(end, at + _NEAR)):
        kind = scan.kinds[step]
        if kind in NO_CONTENT or kind in PREPOSITION or kind in _TIME or kind in (QUOTE, _THAT):
            return step
        if kind in PRONOUN or kind in AUXILIARY:
            return at
    return min(end, at + _NEAR)


def skip_lead(scan: Scan, at: int, end: int) -> int:
    """Past ``on Monday``, ``in a statement``, ``Thursday``, ``again``."""
    kinds, lows, step = scan.kinds, scan.lows, at
    while step < end:
        if kinds[step] in _TIME:
            step += 1
        elif lows[step] in _LEADS and step + 1 < end and kinds[step + 1] == _TIME_WORD:
            step += 2
        elif lows[step] == "in" and step + 2 < end and kinds[step + 1] in _OCCASION:
            step = _past_occasion(scan, step + 2, end)
        else:
            break
    return step


def _past_occasion(scan: Scan, at: int, end: int) -> int:
    """Past ``in an interview with The Osterby Post on Monday``."""
    for step in range(at, min(end, at + _OCCASION_REACH)):
        kind = scan.kinds[step]
        if kind in STOPS or kind in (COMMA, QUOTE, DASH, _THAT) or kind in PRONOUN:
            return step
        if kind in _SUBJECT and scan.kinds[step - 1] not in _NO_SUBJECT_AFTER:
            return step
    return min(end, at + _OCCASION_REACH)


def before_time(scan: Scan, step: int, end: int) -> bool:
    """Whether ``on Monday`` begins at a token."""
    return scan.lows[step] in _LEADS and step + 1 < end and scan.kinds[step + 1] == _TIME_WORD
