"""Where a mention is weak evidence for a stance, whatever words stand near: how far the reader shrinks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.stance.records import StancePlace
from analysis.annotation.stance.relations import Target
from analysis.annotation.stance.roles import ATTACK
from analysis.annotation.stance.rules import Vote
from analysis.annotation.stance.scan import Scan

_CAPTION = re.compile(
    r"^\W*(?:image caption|image copyright|media caption|file photo|photo|file\b|fast facts|watch:|read more)"
    r"|\((?:reuters|ap|afp|getty)\b|(?:reuters|afp|getty images|ap photo)\W*$|/(?:ap|afp|reuters|getty)\b",
    re.IGNORECASE,
)

ADJECTIVE, IN, CAPTION, SUFFERS, SPEAKS = 0.6, 0.5, 0.5, 0.4, 0.6
"""Chosen by reading passages of foreign affairs; on annotated sentences they change little (see the card)."""
LONGEST_CAPTION = 40
"""Tokens; a longer sentence that begins like a caption has the article's sentence behind it."""
PLACE = frozenset("in at near across inside outside into around".split())
SPOKEN = frozenset({"condemnation", "blame", "opposition", "attacking", "threat"})


def doubt(place: StancePlace, scan: Scan, target: Target, cast: Sequence[Vote]) -> tuple[float, float]:
    """Return what is left of P(against) and of P(for) after doubts, two factors from 0 to 1.

    The rest goes to "neither": a name that stands as an adjective or a place, a caption, somebody who is
    attacked or who only speaks against another.
    """
    factor = 1.0
    if target.adjective:
        factor *= ADJECTIVE
    if target.named and target.first and scan.lows[target.first - 1] in PLACE:
        factor *= IN
    if len(scan.lows) <= LONGEST_CAPTION and _CAPTION.search(place.sentence):
        factor *= CAPTION
    against = factor
    if any(v.relation in ("object", "on") and v.hit.category == ATTACK for v in cast):
        against *= SUFFERS
    if any(v.relation == "holder" and v.hit.category in SPOKEN for v in cast):
        against *= SPEAKS
    return against, factor
