"""Cues that are none since nobody speaks: ``it is hard to say``, ``a speech that has drawn``."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.contents.openings import AUXILIARY
from analysis.annotation.voices.cues.beside import low_at, preceding
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.tokens import Scan
from analysis.annotation.voices.text.traits import ADVERB, LY
from analysis.annotation.voices.text.traits import AUXILIARY as AUXILIARIES

_JUDGED = words.word_set(
    "hard harder difficult impossible easy easier tough tougher early soon premature tempting fair safe "
    "important possible interesting necessary worth reasonable"
)
"""Adjectives behind which an infinitive is nobody's: *it is hard to say*."""
_IS = words.word_set(
    "is was be been it's isn't wasn't seems seemed remains becomes became are were s that's what's makes made"
)
_FINDERS = words.word_set("find finds found finding consider considers considered think thinks thought")
_WIDE = 5
_OF_THINGS = frozenset(inflections("allow", "verb")) | frozenset(inflections("threaten", "verb"))
"""Verbs that tell of acts where a thing is their subject."""
_PERIODS = words.word_set("day days week weeks month months year years")
_RELATIVES = ("that", "which")
_MEASURES = words.word_set(
    "provision provisions law laws deal deals agreement agreements accord pact treaty system rule rules "
    "loophole bill legislation ruling order program programme waivers exceptions technology resolution "
    "amendment clause mechanism framework document constitution policy plan plans initiative ballot scandal "
    "tensions tension row primary virus uncertainty storm issue issues move moves it this"
)
"""Nouns for what allows or threatens something, beside things: laws, plans and troubles."""


def nobodys(scan: Scan, sites: Sequence[Site]) -> list[Site]:
    """Return the forms of cues, of those of a text, where nobody speaks or thinks."""
    lows, kinds, last = scan.lows, scan.kinds, len(scan.lows) - 2
    found = []
    for site in sites:
        form = site.form
        if form.kind == "noun":
            at = site.last + 1
            none = at < last and lows[at] == "that" and kinds[at + 1] in AUXILIARY
        elif form.kind != "verb":
            continue
        elif form.shape == "base" and site.first and lows[site.first - 1] == "to":
            none = _judged(scan, site.first - 1)
        else:
            none = form.form in _OF_THINGS and not site.passive and _thing_acts(scan, site)
        if none:
            found.append(site)
    return found


def _judged(scan: Scan, to: int) -> bool:
    """Whether an adjective for the writer's own judgement stands before "to": ``it is too early to``."""
    if low_at(scan, to - 1) not in _JUDGED:
        return False
    before = preceding(scan, to - 1, _WIDE)
    return not _IS.isdisjoint(before) and _FINDERS.isdisjoint(before)


def _thing_acts(scan: Scan, site: Site) -> bool:
    """Whether the subject of a verb is a thing: ``a provision that allows``, ``the storm threatened to``."""
    at = site.first - 1
    while at >= 0 and scan.traits[at] & (AUXILIARIES | ADVERB | LY) and scan.lows[at] not in _RELATIVES:
        at -= 1
    if low_at(scan, at) in _RELATIVES:
        at -= 1
    low = low_at(scan, at)
    if low in _MEASURES:
        return True
    return low.isalpha() and low not in _PERIODS and scan.text[scan.starts[at]].islower() and is_thing(low)
