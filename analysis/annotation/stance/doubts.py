"""Where a mention is weak evidence for a stance, whatever words stand near: how far the reader shrinks.

On sentences of American politics, where the model learned, a negative sentence mostly speaks against the
one it names. In foreign affairs it is as often about a war, and names several states: there these doubts
matter most. Their sizes were chosen by reading passages; the card says how many readings were right.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.stance.kinds import HARMS, OWNED, WRONGING, WRONGS
from analysis.annotation.stance.records import StancePlace
from analysis.annotation.stance.roles import ATTACK, BAD, GOOD
from analysis.annotation.stance.rules import VICTIM_RELATIONS, Vote
from analysis.annotation.stance.scan import Scan
from analysis.annotation.stance.target import Target, is_adjective, is_state, other_names
from analysis.annotation.stance.words import DETERMINER, MODAL

ADJECTIVE = 0.5
"""*Tarsovian propaganda*, *Halmere-backed*: what is said goes to the noun after it."""
PLACE = 0.4
"""*in Tarsovia*: where, not who."""
CAPTION = 0.4
"""Captions and lists of names tell what is to be seen."""
SUFFERS = 0.3
"""Who is attacked is not blamed."""
SPEAKS = 0.6
"""Who condemns another is not condemned, and who praises not praised."""
OPEN = 0.7
"""*if*, *whether* and questions leave it open."""
BETWEEN = 0.6
"""*tensions between Halmere and Tarsovia* say the same of both."""
UNTIED = (1.0, 0.8, 0.7)
"""Where no word for or against is tied to the target: with no other actor in the sentence, one, more."""
NAMES = (1.0, 0.95, 0.9)
"""The same for names that are no known actors."""
UNTIED_STATE = (0.6, 0.5, 0.4)
"""The same for states and bodies of the actor list, which are places and parties to wars too."""
_TIED = 0.6
"""Votes in ``_DIRECT`` relations that add up to this tie a stance to the target."""
_DIRECT = frozenset(["object", "holder", "said", "of", "against", "for", "to", "with", "on", "as"])
_LOOSE = frozenset({GOOD, BAD, "fall", "rise"})
"""Words that tell how it goes for somebody, or how it is; they tie no stance."""
_SPOKEN = frozenset({"condemnation", "blame", "opposition", "attacking", "threat"})
_PRAISE = frozenset({"praise", "support", "praising"})
_PLACES = frozenset(["in", "at", "near", "across", "inside", "outside", "into", "around"])
_OPENING = frozenset(["if", "whether", "unless"])
_AIMED = frozenset(["against", "toward", "towards", "to", "at", "on", "over"])
_BEFORE_VERB = MODAL | {"to", "not", "they", "we", "you"}
_WRONG_REACH = 8
"""Words before a target among which an act against it is named."""


def doubt(place: StancePlace, scan: Scan, target: Target, cast: Sequence[Vote]) -> tuple[float, float]:
    """Return what doubts leave of P(against) and of P(for): two factors from 0 to 1."""
    if not target.named:
        return 1.0, 1.0
    factor = _standing(place, scan, target)
    if scan.caption:
        factor *= CAPTION
    if scan.lows[-1] == "?" or not _OPENING.isdisjoint(scan.lows[: target.first]):
        factor *= OPEN
    untied = UNTIED_STATE if is_state(place.sentence[place.start : place.end]) else UNTIED
    floor = untied[min(len(target.others), 2)] * NAMES[min(other_names(scan, target), 2)]
    against, favour = (factor * _tied(cast, sign, floor) for sign in (-1, 1))
    if any(_harms(vote) and vote.relation in VICTIM_RELATIONS for vote in cast) or _wronged(scan, target):
        against *= SUFFERS
    if any(vote.hit.category in _SPOKEN and vote.relation == "holder" for vote in cast):
        against *= SPEAKS
    if any(vote.hit.category in _PRAISE and vote.relation == "holder" for vote in cast):
        favour *= SPEAKS
    return against, favour


def _harms(vote: Vote) -> bool:
    return vote.hit.category == ATTACK or vote.hit.term.startswith(HARMS)


def _wronged(scan: Scan, target: Target) -> bool:
    """Whether an act that is called wrong is aimed at the target, or at what is its own.

    *a smear campaign against X*, *slandered X*, *violates the sovereignty of X*; not *the policy of X*.
    """
    start = max(0, target.first - _WRONG_REACH, *(last for _, last in target.others if last <= target.first))
    lows = scan.lows[start : target.first]
    at = next((n for n in reversed(range(len(lows))) if _is_wrong(lows[n])), None)
    if at is None or any(mark in lows[at:] for mark in ",;:"):
        return False
    between = lows[at + 1 :]
    follows = scan.lows[target.last : target.last + 3]
    if not OWNED.isdisjoint(between) or (target.possessive and not OWNED.isdisjoint(follows)):
        return True
    if not _AIMED.isdisjoint(between):
        return True
    verb = WRONGING.fullmatch(lows[at])
    # Without an ending it may be a noun: "the slander X spreads", but "to slander X".
    acts = verb is not None and (verb["ending"] or not _BEFORE_VERB.isdisjoint(lows[max(0, at - 1) : at]))
    return bool(acts) and all(low in DETERMINER for low in between)


def _is_wrong(low: str) -> bool:
    return low.startswith(WRONGS) and not low.endswith("ly")


def _standing(place: StancePlace, scan: Scan, target: Target) -> float:
    """Return the factor for how the name stands among its neighbours."""
    before = scan.lows[target.first - 1] if target.first else ""
    if before in _PLACES or (before == "the" and target.first > 1 and scan.lows[target.first - 2] in _PLACES):
        return PLACE
    if is_adjective(place, scan, target):
        return ADJECTIVE
    if before == "between" or (
        before == "and" and "between" in scan.lows[max(0, target.first - 5) : target.first]
    ):
        return BETWEEN
    return 1.0


def _tied(cast: Sequence[Vote], sign: int, floor: float) -> float:
    """Return 1 where votes of a sign are tied to the target, and down to ``floor`` the less they are."""
    tied = sum(
        abs(vote.value)
        for vote in cast
        if vote.value * sign > 0 and vote.relation in _DIRECT and vote.hit.category not in _LOOSE
    )
    return floor + (1 - floor) * min(1.0, tied / _TIED)
