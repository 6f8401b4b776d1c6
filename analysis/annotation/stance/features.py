"""What the linear model is told of a place: closed classes, categories and sums, never a name or a topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analysis.annotation.stance import words
from analysis.annotation.stance.records import StancePlace
from analysis.annotation.stance.relations import relation
from analysis.annotation.stance.roles import BAD, DIRECTIONS, GOOD
from analysis.annotation.stance.rules import Vote, decide
from analysis.annotation.stance.scan import Scan
from analysis.annotation.stance.target import Target

Features = dict[str, float]
_BESIDE = 4
"""Tokens on each side of a target that are its neighbours."""
_COARSE = {
    "object": "to",
    "of": "to",
    "against": "to",
    "for": "to",
    "to": "to",
    "on": "to",
    "with": "to",
    "at": "to",
    "holder": "has",
    "said": "has",
    "as": "has",
    "from": "has",
    "left": "near",
    "right": "near",
}


def features(
    place: StancePlace, scan: Scan, previous: Scan | None, target: Target, cast: Sequence[Vote]
) -> Features:
    """Return the features of a place by name."""
    found: defaultdict[str, float] = defaultdict(float)
    found["bias"] = 1.0
    _votes(found, cast)
    _valence(found, scan, previous, target)
    _beside(found, scan, target)
    _sentence(found, place, scan, target)
    if place.holder is not None:
        _holder(found, scan, target, cast)
        for name in [name for name in found if not name.startswith(("term", "w"))]:
            found[name + "@"] = found[name]
    return found


def _votes(found: defaultdict[str, float], cast: Sequence[Vote]) -> None:
    for vote in cast:
        hit, sign = vote.hit, DIRECTIONS[vote.hit.category].sign
        negated = "-" if hit.negated else ""
        coarse = _COARSE.get(vote.relation, "far")
        found[f"{hit.category}|{vote.relation}{negated}"] += hit.weight
        found[f"{hit.category}{negated}"] += hit.weight
        found[f"{sign}|{vote.relation}{negated}"] += hit.weight
        if hit.category not in (GOOD, BAD):
            found[f"stance{sign}|{vote.relation}{negated}"] += 1
        found[f"term {hit.term}{negated}"] = 1
        found[f"term {hit.term}{negated}|{coarse}"] = 1
    polarity, score, kind = decide(cast)
    found["score"] = score
    found[f"kind {kind}{polarity}"] = 1
    found[f"score {round(score * 4)}"] = 1
    found[f"votes {min(4, len(cast))}"] = 1


def _valence(found: defaultdict[str, float], scan: Scan, previous: Scan | None, target: Target) -> None:
    first, last = target.inside
    left = right = clause = 0.0
    at = scan.breaks[target.last] if target.named else -1
    start = scan.breaks[min(target.first + 1, target.last)] if target.named else -1
    for n, value in scan.values:
        if first <= n < last and n not in target.taken:
            if n < target.first:
                left += value
            else:
                right += value
            if start <= scan.breaks[n + 1] <= at:
                clause += value
    before = sum(value for _, value in previous.values) if previous else 0.0
    sums = {"left": left, "right": right, "clause": clause, "all": left + right, "previous": before}
    for name, total in sums.items():
        compound = total / (total * total + 15) ** 0.5
        found[f"valence {name}"] = compound
        found[f"valence {name} {round(compound * 3)}"] = 1
    if previous:
        found["hits before"] = (
            sum(DIRECTIONS[hit.category].sign for hit in previous.hits if hit.weight == 1.0) / 3
        )


def _beside(found: defaultdict[str, float], scan: Scan, target: Target) -> None:
    if not target.named:
        found["absent"] = 1
        return
    padded = ["edge", "edge", *scan.classes, "edge", "edge", "edge"]
    left, right = target.first + 2, target.last + 2
    classes = {1: padded[left - 1], 2: padded[left - 2]}
    classes |= {-k: padded[right + k - 1] for k in (1, 2, 3)}
    for k, name in classes.items():
        found[f"beside {k} {name}"] = 1
    found[f"beside {classes[1]} {classes[-1]}"] = 1
    found[f"after {classes[-1]} {classes[-2]}"] = 1
    for n, kind in scan.cues:
        distance = n - target.last + 1 if n >= target.last else n - target.first
        if abs(distance) <= 3 and n not in target.taken:
            found[f"cue {kind} {distance}"] = 1
        found[f"cue {kind} {'right' if distance > 0 else 'left'}"] = 1
        found[f"term ={scan.lows[n]}"] = 1
        found[f"term ={scan.lows[n]} {'right' if distance > 0 else 'left'}"] = 1
    low = scan.lows[target.first]
    if target.last - target.first == 1 and low in words.PRONOUN:
        found[f"pronoun {low}"] = 1
        found["pronoun"] = 1
    else:
        found[f"long {min(5, target.last - target.first)}"] = 1
    found["possessive"] = target.possessive
    found["belonging"] = target.belonging
    found["lower"] = not any(scan.text[scan.starts[n]].isupper() for n in range(target.first, target.last))


def _sentence(found: defaultdict[str, float], place: StancePlace, scan: Scan, target: Target) -> None:
    lows, count = scan.lows, max(1, len(scan.lows))
    found[f"length {min(6, count // 8)}"] = 1
    found[f"at {4 * target.first // count}"] = 1
    found["others"] = min(3, len(target.others))
    found["headline"] = scan.headline
    found["first"] = not place.previous
    quotes = [n for n, low in enumerate(lows) if low in ('"', "“", "”")]
    found["quotes"] = bool(quotes)
    found["in quotes"] = sum(n < target.first for n in quotes) % 2
    for side, part in (("left", lows[: target.first]), ("right", lows[target.first :])):
        # In order, so that sums of weights are the same to the last digit in every process.
        for low in sorted(words.TOLD.intersection(part)):
            found[f"w {low}"] = 1
            found[f"w {low} {side}"] = 1
    if target.named:
        for name in scan.classes[max(0, target.first - _BESIDE) : target.first]:
            found["near left " + name] = 1
        for name in scan.classes[target.last : target.last + _BESIDE]:
            found["near right " + name] = 1


def _holder(found: defaultdict[str, float], scan: Scan, target: Target, cast: Sequence[Vote]) -> None:
    if target.holder is None or not target.named:
        found["holder away"] = 1
        return
    found["holder " + ("left" if target.holder[0] < target.first else "right")] = 1
    found[f"holder apart {min(5, abs(target.holder[0] - target.first) // 4)}"] = 1
    total = 0.0
    turned = replace(target, first=target.holder[0], last=target.holder[1], possessive=False, belonging=False)
    for vote in cast:
        seen = relation(scan, turned, vote.hit)
        direction = DIRECTIONS[vote.hit.category].sign
        negated = "-" if vote.hit.negated else ""
        found[f"both {direction} {vote.relation} {seen}{negated}"] += vote.hit.weight
        found[f"theirs {vote.hit.category} {seen}"] += vote.hit.weight
        sign = DIRECTIONS[vote.hit.category].sign * (-1 if vote.hit.negated else 1) * vote.hit.weight
        found[f"side {vote.side} {vote.hit.category}"] += vote.hit.weight
        found[f"side {vote.side} {'+' if sign > 0 else '-'}"] += abs(sign)
        if vote.side == "between":
            total += sign
    found[f"between {max(-2, min(2, round(total)))}"] = 1
