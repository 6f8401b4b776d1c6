"""Cues that are some only where what stands beside them says so: ``held that``, not ``held talks``.

Some verbs of saying and finding do something else in most news: one holds meetings and prisoners, maintains
order, defends a town, counters a threat, charges a battery, finds a body. A that-clause, a quotation or a
word for what is said keeps the cue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.contents.openings import AUXILIARY, QUOTE, class_set
from analysis.annotation.voices.cues.acts import ACTS
from analysis.annotation.voices.cues.beside import (
    PASSED,
    clause_opens,
    ends_clause,
    following,
    kind_at,
    low_at,
    preceding,
)
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.nobodys import Test, somebodys
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.tokens import Scan
from analysis.annotation.voices.text.traits import AUXILIARY as AUXILIARIES
from analysis.annotation.voices.text.traits import CAPITAL, LY, NOUN, PRONOUN, WORD

_OPINIONS = words.word_set("opinion opinions view views belief beliefs")
_WORDS = words.word_set(
    "allegation allegations claim claims criticism argument arguments suggestion suggestions "
    "narrative narratives accusation accusations charge charges perception rumor rumors rumour rumours "
    "statement statements assertion assertions"
)
"""Nouns for what was said, which one may counter."""
_FINDERS = words.word_set(
    "poll polls pollsters survey surveys study studies report reports review inquiry investigation probe "
    "audit analysis research researchers scientists economists court judge judges jury jurors panel "
    "commission committee tribunal watchdog ombudsman inspector gallup"
)
"""Who finds what is so, and not what lies somewhere."""
_SELVES = words.word_set("itself themselves ourselves")
_GROUND = words.word_set(
    "city cities town village region regions area areas territory territories land lands country "
    "countries homeland fatherland motherland nation nations state people peoples border borders frontier "
    "frontiers sovereignty independence integrity freedom statehood security peace stability sky skies "
    "airspace capital frontline plant airport bridge position positions line lines front coast sea shores "
    "revolution socialism lives life world europe title crown champion champions democracy interests "
    "against from"
)
"""What arms and laws defend."""
_PLACES = _GROUND | words.COUNTRIES | words.REGIONS
_MATERIAL = words.word_set(
    "military financial macro-financial humanitarian technical logistical logistic economic material "
    "social psychological medical air artillery fire ground close naval budget budgetary defence defense "
    "life intelligence informational information tech customer legal lethal security fiscal state price "
    "income child monetary weapons comprehensive additional"
)
"""What support is that is given in kind."""
_CRIMES = words.word_set(
    "crime genocide murder massacre atrocity atrocitie suicide act violation offence offense fraud "
    "aggression provocation killing terror blunder mistake error sin treason adultery"
)
"""What one commits and does not promise."""
_OCCASIONS = words.word_set("in after near across at as from amid on over during following")
"""What may follow a verb whose object was left out with its passive."""
_PLACED = words.word_set(
    "on in at before with from by one twice again for alongside next there here during beside near under "
    "among through after behind"
)
"""What tells where somebody appears, and not what appears to be so."""
_NOT_BETWEEN = class_set("who which that to and as")
"""What does not stand between the subject and the verb of a short clause."""
_NOTHING = words.word_set("no little evidence")
"""What one finds and could not pick up."""
_SOON, _FAR, _WIDE = 4, 9, 20


def tell_apart(scan: Scan, sites: Sequence[Site]) -> tuple[list[Site], list[Site]]:
    """Return the cues of a text that are some where they stand, and those that are none."""
    asked = [site for site in sites if _tests(site.form)]
    refused = [site for site in asked if not all(test(scan, site) for test in _tests(site.form))]
    if not refused:
        return list(sites), refused
    none = {site.first for site in refused}
    return [site for site in sites if site.first not in none], refused


@lru_cache(maxsize=8_000)
def _tests(form: CueForm) -> tuple[Test, ...]:
    """What is asked of a form where it stands."""
    asked = _ASKED.get(form.form)
    return somebodys(form) if asked is None else (asked, *somebodys(form))


def _reported(scan: Scan, site: Site) -> bool:
    """A cue it is in any case; without its object it is a passive."""
    site.passive = site.passive or _lacks_object(scan, site)
    return True


def _lacks_object(scan: Scan, site: Site) -> bool:
    """``Casualties reported after attack``: a passive without its "are", after a noun for things."""
    last = site.last + 1 == len(scan.kinds)
    if site.form.shape != "past" or not (last or scan.lows[site.last + 1] in _OCCASIONS) or not site.first:
        return False
    before = scan.traits[site.first - 1]
    things = before & (WORD | CAPITAL | NOUN | PRONOUN | AUXILIARIES | LY) == WORD
    quoted = QUOTE in scan.kinds[max(0, site.first - _FAR) : site.first]
    return things and not quoted and scan.lows[site.first - 1].endswith("s")


def _held(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if low_at(scan, at) == "that":
        return not site.passive
    return not _OPINIONS.isdisjoint(following(scan, at, _SOON))


def _maintained(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if ends_clause(scan, site) or clause_opens(scan, at) or kind_at(scan, at) in PASSED:
        return True
    if "innocence" in following(scan, at, 2):
        return True
    kinds = scan.kinds[at : at + len(following(scan, at, _FAR))]
    verb = next((n for n, kind in enumerate(kinds) if kind in AUXILIARY), 0)
    return verb > 0 and not any(kind in _NOT_BETWEEN for kind in kinds[:verb])


def _countered(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if ends_clause(scan, site) or clause_opens(scan, at) or low_at(scan, at) in ("if", "by"):
        return True
    return not _WORDS.isdisjoint(following(scan, at, _SOON))


def _charged(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if site.form.kind == "noun":
        return low_at(scan, at) == "that"
    if low_at(scan, at) == "with" or site.passive:
        return False
    return ends_clause(scan, site) or clause_opens(scan, at) or "with" in following(scan, at, _FAR)


def _found(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if low_at(scan, at) == "that" or site.form.kind == "noun":
        return True
    if site.passive or low_at(scan, at) in ("himself", "herself", *_SELVES):
        return False
    if (
        ends_clause(scan, site)
        or clause_opens(scan, at)
        or not _NOTHING.isdisjoint(following(scan, at, _SOON))
    ):
        return True
    return not _FINDERS.isdisjoint(preceding(scan, site.first, _WIDE))


def _defended(scan: Scan, site: Site) -> bool:
    object_ = following(scan, site.last + 1, _SOON)
    if site.passive or not _SELVES.isdisjoint(object_):
        return False
    for low in object_:
        if low in words.PREPOSITIONS:
            break
        if low in _PLACES:
            return False
    return True


def _committed(scan: Scan, site: Site) -> bool:
    """``crimes that Tarsovia committed`` are no promise either; ``committed to an end of crime`` is one."""
    at = site.last + 1
    if low_at(scan, at) == "to":
        return True
    beside = (*preceding(scan, site.first, _FAR), *following(scan, at, 2 * _SOON))
    return _CRIMES.isdisjoint(low.removesuffix("s") for low in beside)


def _appeared(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    while kind_at(scan, at) in PASSED:
        at += 1
    return low_at(scan, at) not in _PLACED


def _supported(scan: Scan, site: Site) -> bool:
    return low_at(scan, site.first - 1) not in _MATERIAL


_ASKED: Mapping[str, Test] = {
    **ACTS,
    **dict.fromkeys(("hold", "holds", "held", "holding"), _held),
    **dict.fromkeys(inflections("maintain", "verb"), _maintained),
    **dict.fromkeys(inflections("counter", "verb"), _countered),
    **dict.fromkeys(inflections("charge", "verb"), _charged),
    **dict.fromkeys(("find", "finds", "found", "finding"), _found),
    **dict.fromkeys(inflections("defend", "verb"), _defended),
    **dict.fromkeys(inflections("appear", "verb"), _appeared),
    **dict.fromkeys(("commit", "commits", "committed", "committing"), _committed),
    "support": _supported,
    **dict.fromkeys(("reported", "feared", "confirmed", "expected", "suspected", "believed"), _reported),
}
"""What is asked of a form of a cue."""
