"""Stance by rules alone: each hit votes, as strongly as its place tells that it is meant for the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from analysis.annotation.stance.kinds import HARMS
from analysis.annotation.stance.relations import holder_side, relation
from analysis.annotation.stance.roles import ATTACK, BAD, DIRECTIONS, GOOD
from analysis.annotation.stance.scan import Hit, Scan
from analysis.annotation.stance.target import Target

STRENGTH: dict[str, tuple[float, float]] = {
    "object": (1.0, 0.3),
    "holder": (0.0, 1.0),
    "said": (0.9, 1.0),
    "against": (0.9, 0.3),
    "of": (0.9, 0.6),
    "for": (0.7, 0.2),
    "to": (0.7, 0.1),
    "with": (0.6, 0.2),
    "on": (0.7, 0.3),
    "at": (0.7, 0.2),
    "by": (0.3, 0.0),
    "from": (0.3, 0.5),
    "as": (0.5, 0.6),
    "in": (0.2, 0.2),
    "under": (0.0, 0.3),
    "after": (0.35, 0.3),
    "than": (0.0, 0.0),
    "left": (0.5, 0.6),
    "right": (0.5, 0.4),
    "before": (0.4, 0.5),
    "absent": (0.4, 0.4),
}
"""How strongly a word votes in each relation where its category goes to the object, and to the holder."""
VICTIM_RELATIONS = ("object", "of", "on", "against", "to")
"""Where the target of an act that does harm stands."""
_NEGATED = -0.6
_VALENCE = 0.4
"""What a word with a mere valence weighs beside a stance word."""
_FORTUNE = 0.5
"""What winning and losing weigh."""
_FROM = 0.1
"""Votes that add up to less are no stance."""
RIGHT_OTHERWISE = {-1: 0.66, 0: 0.49, 1: 0.59}
RIGHT: dict[tuple[int, str], float] = {
    (-1, "object"): 0.92,
    (-1, "holder"): 0.87,
    (-1, "said"): 0.84,
    (-1, "of"): 0.80,
    (-1, "left"): 0.65,
    (-1, "before"): 0.58,
    (-1, "mixed"): 0.52,
    (-1, "right"): 0.50,
    (-1, "after"): 0.46,
    (0, "no words"): 0.60,
    (0, "neither"): 0.40,
    (1, "holder"): 0.75,
    (1, "said"): 0.73,
    (1, "object"): 0.63,
    (1, "left"): 0.61,
    (1, "before"): 0.58,
    (1, "right"): 0.54,
    (1, "of"): 0.52,
    (1, "after"): 0.45,
}
"""Of readings of NewsMTSC by rules alone, the share that was right, by polarity and kind of decision."""


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
        if (
            hit.first < first
            or hit.last >= last
            or any(n in target.taken for n in range(hit.first, hit.last + 1))
        ):
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
    elif hit.term.startswith(HARMS) and kind in VICTIM_RELATIONS:
        strength = 0.0
    if hit.category in (GOOD, BAD):
        strength *= _VALENCE * hit.weight
    if hit.category in ("fall", "rise"):
        strength *= _FORTUNE
    if hit.category == "court" and kind == "holder":
        strength = 0.0
    if hit.category == ATTACK and kind in (*VICTIM_RELATIONS, "said"):
        strength = 0.0
    return direction.sign * strength * (_NEGATED if hit.negated else 1.0)


def decide(cast: Sequence[Vote], left: tuple[float, float] = (1.0, 1.0)) -> tuple[int, float, str]:
    """Return polarity, score and the kind of decision: the relation of the strongest vote, mixed, or neither.

    ``left`` is what doubts leave of a sum against and of one for.
    """
    total = sum(vote.value for vote in cast)
    total *= left[0] if total < 0 else left[1]
    score = tanh(total)
    if abs(total) < _FROM:
        return 0, score, "neither" if cast else "no words"
    polarity = 1 if total > 0 else -1
    strongest = max(cast, key=lambda vote: abs(vote.value))
    return polarity, score, strongest.relation if strongest.value * polarity > 0 else "mixed"


def rule_confidence(polarity: int, kind: str) -> float:
    """Return the share of readings of rules alone that were right where the same kind of rule decided."""
    return RIGHT.get((polarity, kind), RIGHT_OTHERWISE[polarity])
