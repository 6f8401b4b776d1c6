"""Cues that are none since nobody speaks: ``it is hard to say``, ``a speech that has drawn``."""

from __future__ import annotations

from collections.abc import Callable

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.contents.openings import AUXILIARY
from analysis.annotation.voices.cues.beside import kind_at, low_at, preceding
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.things import is_thing
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.tokens import Scan
from analysis.annotation.voices.text.traits import ADVERB, LY
from analysis.annotation.voices.text.traits import AUXILIARY as AUXILIARIES

Test = Callable[[Scan, Site], bool]
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


def somebodys(form: CueForm) -> tuple[Test, ...]:
    """Return what is asked of a form to tell that somebody speaks or thinks where it stands."""
    if form.kind == "noun":
        return (_no_relative,)
    if form.kind != "verb":
        return ()
    things = (_somebody_acts,) if form.form in _OF_THINGS else ()
    return (_not_judged, *things) if form.shape == "base" else things


def _no_relative(scan: Scan, site: Site) -> bool:
    """Not ``a speech that has made it known``."""
    return low_at(scan, site.last + 1) != "that" or kind_at(scan, site.last + 2) not in AUXILIARY


def _not_judged(scan: Scan, site: Site) -> bool:
    """Not ``it is hard to say``."""
    return not site.first or scan.lows[site.first - 1] != "to" or not _judged(scan, site.first - 1)


def _somebody_acts(scan: Scan, site: Site) -> bool:
    """Not ``a provision that allows``."""
    return site.passive or not _thing_acts(scan, site)


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
