"""When and where somebody spoke is nobody's words: ``said on Monday that``, ``wrote after the vote``."""

from __future__ import annotations

from analysis.annotation.voices.contents.openings import (
    AUXILIARY,
    COMMA,
    LOWER_VERB,
    NO_INFINITIVE,
    PREPOSITION,
    STOPS,
    class_set,
)
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.classes import CLASS
from analysis.annotation.voices.text.tokens import Scan

_PLACES = words.word_set("in on at during following amid")
_TIMES = words.word_set("after before while when")
CIRCUMSTANCES = _PLACES | _TIMES
"""Words with which a stretch may tell when or where."""
_AMOUNTS = ("least", "most")
_SAYS = frozenset(("clause", "that"))
_FINITE = ("past", "third")
_VERB = AUXILIARY | LOWER_VERB
_QUESTION = class_set("whether if")
_SUBJECT = class_set("i we you he she it they there")
_JOINED = (
    STOPS
    | _VERB
    | {COMMA}
    | class_set("that who which what when where while as if because than and but or of for")
)
"""Classes before which a pronoun is the subject of some other clause."""
_NOUNS = NO_INFINITIVE | class_set(["Name's", "capitals", "country", "government", "possessive"])
_THAT, _TO = CLASS["that"], CLASS["to"]


def past_circumstance(scan: Scan, site: Site, first: int, last: int) -> int:
    """Return where a stretch right behind a verb of saying begins past when and where it was said.

    That is at "that", "whether", "if", an infinitive or a pronoun, or at the end where nothing is told.

    Parameters
    ----------
    site : the cue of the stretch
    first, last : tokens of the stretch, the last exclusive
    """
    if site.last + 1 != first or site.form.kind != "verb" or site.form.shape not in _FINITE:
        return first
    low, takes, place = scan.lows[first], site.form.takes, scan.lows[first] in _PLACES
    if low not in CIRCUMSTANCES or low in takes or _SAYS.isdisjoint(takes[:2]):
        return first
    if scan.lows[first + 1] in _AMOUNTS:
        return first
    for step in range(first + 1, last - 1):
        if _opens(scan, step, takes) or (place and _begins_clause(scan, step)):
            return step
    kinds = scan.kinds[first:last]
    # "said in Osterby the ferry is old", "said when the ferry sank, nobody was there"
    told = any(kind in _VERB for kind in kinds) if place else COMMA in kinds
    asks = (low == "when" and "whether" in takes) or ("to" in takes and _TO in kinds)
    return first if told or asks else last


def _opens(scan: Scan, step: int, takes: tuple[str, ...]) -> bool:
    kind, before = scan.kinds[step], scan.kinds[step - 1]
    if kind == _TO:
        return "to" in takes and scan.kinds[step + 1] not in _NOUNS
    return kind in _QUESTION or (kind == _THAT and before not in PREPOSITION)


def _begins_clause(scan: Scan, step: int) -> bool:
    """``said in January he would go``"""
    return scan.kinds[step] in _SUBJECT and scan.kinds[step - 1] not in _JOINED
