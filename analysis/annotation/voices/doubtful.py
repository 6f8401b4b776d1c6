"""Cues that are some only where what stands beside them says so: ``held that``, not ``held talks``.

Some verbs of saying and finding do something else in most news: one holds meetings and prisoners, maintains
order, defends a town, counters a threat, charges a battery, finds a body. A that-clause, a quotation or a
word for what is said keeps the cue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analysis.annotation.inflections import inflections
from analysis.annotation.voices import words
from analysis.annotation.voices.classes import CLASS
from analysis.annotation.voices.openings import AUXILIARY, COMMA, PREPOSITION, QUOTE, STOPS, class_set
from analysis.annotation.voices.sites import Site
from analysis.annotation.voices.tokens import Scan
from analysis.annotation.voices.traits import AUXILIARY as AUXILIARIES
from analysis.annotation.voices.traits import CAPITAL, LY, NOUN, PRONOUN, WORD

_SUBJECTS = words.word_set("that he she it they we i there")
_MARKS = class_set(":")
_NAMES = class_set("Name capitals country government")
_PASSED = class_set("time adverb -ly")
_ENDED = STOPS | {COMMA}
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
    doubtful = [site for site in sites if site.form.form in _ASKED]
    refused = [site for site in doubtful if not _ASKED[site.form.form](scan, site)]
    if not refused:
        return list(sites), refused
    none = {site.first for site in refused}
    return [site for site in sites if site.first not in none], refused


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


def _low(scan: Scan, number: int) -> str:
    return scan.lows[number] if 0 <= number < len(scan.lows) else ""


def _kind(scan: Scan, number: int) -> int:
    return scan.kinds[number] if 0 <= number < len(scan.kinds) else CLASS["."]


def _following(scan: Scan, at: int, most: int) -> Sequence[str]:
    """The words from a token on, up to the first mark."""
    step, last = at, min(at + most, len(scan.kinds))
    while step < last and scan.kinds[step] not in _ENDED:
        step += 1
    return scan.lows[at:step]


def _preceding(scan: Scan, at: int, most: int) -> Sequence[str]:
    """The words before a token, back to the last full stop."""
    step = at
    while step > max(0, at - most) and scan.kinds[step - 1] not in STOPS:
        step -= 1
    return scan.lows[step:at]


def _opens(scan: Scan, at: int) -> bool:
    """Whether a clause or a quotation begins at a token, past ``on Monday`` and ``Thursday``."""
    while _kind(scan, at) in _PASSED:
        at += 1
    kind = _kind(scan, at)
    if _low(scan, at) in _SUBJECTS or kind in _MARKS:
        return True
    if kind == COMMA:
        return _kind(scan, at + 1) == QUOTE
    if kind == QUOTE:
        return scan.text[scan.starts[at + 1]].isupper() if at + 1 < len(scan.kinds) else False
    if kind in PREPOSITION:
        return "that" in _following(scan, at, _FAR)
    return kind in _NAMES and any(_kind(scan, n) in AUXILIARY for n in range(at + 1, at + _SOON))


def _ends(scan: Scan, site: Site) -> bool:
    """``The pact is dead, she maintained.``: nothing follows a verb in the active voice."""
    past = site.form.shape in ("past", "third") and not site.passive
    return past and _kind(scan, site.last + 1) in _ENDED and _kind(scan, site.first - 1) not in _ENDED


def _held(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if _low(scan, at) == "that":
        return not site.passive
    return not _OPINIONS.isdisjoint(_following(scan, at, _SOON))


def _maintained(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if _ends(scan, site) or _opens(scan, at) or _kind(scan, at) in _PASSED:
        return True
    if "innocence" in _following(scan, at, 2):
        return True
    kinds = scan.kinds[at : at + len(_following(scan, at, _FAR))]
    verb = next((n for n, kind in enumerate(kinds) if kind in AUXILIARY), 0)
    return verb > 0 and not any(kind in _NOT_BETWEEN for kind in kinds[:verb])


def _countered(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if _ends(scan, site) or _opens(scan, at) or _low(scan, at) in ("if", "by"):
        return True
    return not _WORDS.isdisjoint(_following(scan, at, _SOON))


def _charged(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if site.form.kind == "noun":
        return _low(scan, at) == "that"
    if _low(scan, at) == "with" or site.passive:
        return False
    return _ends(scan, site) or _opens(scan, at) or "with" in _following(scan, at, _FAR)


def _found(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    if _low(scan, at) == "that" or site.form.kind == "noun":
        return True
    if site.passive or _low(scan, at) in ("himself", "herself", *_SELVES):
        return False
    if _ends(scan, site) or _opens(scan, at) or not _NOTHING.isdisjoint(_following(scan, at, _SOON)):
        return True
    return not _FINDERS.isdisjoint(_preceding(scan, site.first, _WIDE))


def _defended(scan: Scan, site: Site) -> bool:
    following = _following(scan, site.last + 1, _SOON)
    if site.passive or not _SELVES.isdisjoint(following):
        return False
    for low in following:
        if low in words.PREPOSITIONS:
            break
        if low in _PLACES:
            return False
    return True


def _committed(scan: Scan, site: Site) -> bool:
    """``crimes that Tarsovia committed`` are no promise either; ``committed to an end of crime`` is one."""
    at = site.last + 1
    if _low(scan, at) == "to":
        return True
    beside = (*_preceding(scan, site.first, _FAR), *_following(scan, at, 2 * _SOON))
    return _CRIMES.isdisjoint(low.removesuffix("s") for low in beside)


def _appeared(scan: Scan, site: Site) -> bool:
    at = site.last + 1
    while _kind(scan, at) in _PASSED:
        at += 1
    return _low(scan, at) not in _PLACED


def _supported(scan: Scan, site: Site) -> bool:
    return _low(scan, site.first - 1) not in _MATERIAL


_ASKED: Mapping[str, Callable[[Scan, Site], bool]] = {
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
