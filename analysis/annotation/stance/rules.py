"""Stance by rules alone: each hit votes, as strongly as its place beside the target tells whom it is meant for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from analysis.annotation.stance.records import StancePlace
from analysis.annotation.stance.relations import Target, holder_side, relation
from analysis.annotation.stance.roles import ATTACK, BAD, DIRECTIONS, GOOD
from analysis.annotation.stance.scan import Hit, Scan

STRENGTH: dict[str, tuple[float, float]] = {
    "object": (1.0, 0.0),
    "holder": (0.0, 1.0),
    "said": (0.9, 1.0),
    "against": (0.9, 0.0),
    "of": (0.8, 0.6),
    "for": (0.7, 0.0),
    "to": (0.7, 0.0),
    "with": (0.6, 0.2),
    "on": (0.7, 0.1),
    "from": (0.1, 0.5),
    "as": (0.2, 0.5),
    "in": (0.1, 0.2),
    "under": (0.0, 0.3),
    "after": (0.1, 0.1),
    "than": (0.0, 0.0),
    "left": (0.1, 0.4),
    "right": (0.5, 0.2),
    "before": (0.05, 0.15),
    "absent": (0.4, 0.4),
}
"""How strongly a word votes in each relation where its category goes to the object, and to the holder."""
_NEGATED = -0.6
_VALENCE = 0.4
"""What a word with a mere valence weighs beside a stance word."""
_FROM = 0.3
"""Votes that add up to less are no stance."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one hit says of a target; ``value`` is below 0 for against."""

    hit: Hit
    relation: str
    side: str
    value: float


def votes(scan: Scan, target: Target) -> list[Vote]:
    """Return the votes of the hits of a sentence that are in the stretch and in no actor's name."""
    first, last = target.inside
    found = []
    for hit in scan.hits:
        if hit.first < first or hit.last >= last or any(n in target.taken for n in range(hit.first, hit.last + 1)):
            continue
        kind = relation(scan, target, hit)
        found.append(Vote(hit, kind, holder_side(target, hit), _value(hit, kind)))
    return found


def _value(hit: Hit, kind: str) -> float:
    direction = DIRECTIONS[hit.category]
    of_object, of_holder = STRENGTH.get(kind, (0.1, 0.1))
    if direction.role == "object":
        strength = of_object
    elif direction.role == "holder":
        strength = of_holder
    else:
        strength = max(of_object, of_holder)
    if hit.category == "victim" and kind == "of":
        strength = -strength
    if hit.category in (GOOD, BAD):
        strength *= _VALENCE * hit.weight
    if hit.category == ATTACK and kind in ("of", "on", "said"):
        strength = 0.0
    return direction.sign * strength * (_NEGATED if hit.negated else 1.0)


def decide(place: StancePlace, scan: Scan, target: Target, cast: Sequence[Vote]) -> tuple[int, float, str]:
    """Return polarity, score and the kind of decision: the relation of the strongest vote, or none."""
    total = sum(vote.value for vote in cast)
    strongest = max(cast, key=lambda vote: abs(vote.value), default=None)
    score = tanh(total)
    polarity = 0 if abs(total) < _FROM else (1 if total > 0 else -1)
    if strongest is None or polarity == 0:
        return 0, score, "neither"
    agrees = strongest.value * polarity > 0
    return polarity, score, strongest.relation if agrees else "mixed"
