"""How a word for or against stands to a target: shallow rules of word order, since there is no parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.annotation.stance import words
from analysis.annotation.stance.kinds import FELT, VIOLENCE
from analysis.annotation.stance.roles import ATTACK
from analysis.annotation.stance.scan import Hit, Scan
from analysis.annotation.stance.target import Target

_NEAR = 4
"""Most words between a name and a word that is said of it."""
_WHAT = frozenset(["of", "as", "like", "under", "to"])
"""Prepositions that still say what somebody is: *is one of the …*."""
_DONE = frozenset(["by", "of", "with", "over", "in", "for", "at", "."])
"""What follows a participle without a form of *be*: *accused of*."""
_TO_OBJECT = frozenset(["against", "with", "at", "on", "to", "of", "for"])
"""Classes of prepositions that lead from a verb to its object."""


def relation(scan: Scan, target: Target, hit: Hit) -> str:
    """Say how a hit stands to a target.

    object: it is done to the target; holder: the target does it or has it; said: it is said of the target;
    of, for, against, to, with, on, by, from, in, as, under, after, than: it stands before a preposition of
    this class and the target; left, right: in the same clause, the target on its left or right; before,
    after: the same beyond a break; absent: the target is not named.
    """
    if not target.named:
        return "absent"
    if hit.first >= target.last:
        return _target_first(scan, target, hit)
    return _hit_first(scan, target, hit)


@dataclass(frozen=True, slots=True)
class _Gap:
    """The words between a target and a hit after it; ``filled`` without determiners and adverbs in -ly."""

    scan: Scan
    target: Target
    hit: Hit
    words: Sequence[str]
    filled: Sequence[str]
    broken: bool


def _target_first(scan: Scan, target: Target, hit: Hit) -> str:
    between = _skip_aside(scan.lows[target.last : hit.first])
    filled = [low for low in between if low not in words.DETERMINER and not low.endswith("ly")]
    broken = scan.breaks[hit.first] > scan.breaks[target.last]
    gap = _Gap(scan, target, hit, between, filled, broken)
    apart = "before" if broken else "left"
    return next((found for rule in _RULES if (found := rule(gap))), apart)


def _skip_aside(lows: Sequence[str]) -> list[str]:
    """Return the words between, without ", who" and the like at their beginning."""
    gap = list(lows)
    while gap and (gap[0] in words.RELATIVE or (gap[0] == "," and gap[1:2] and gap[1] in words.RELATIVE)):
        gap = gap[2:] if gap[0] == "," else gap[1:]
    return gap


def _beyond_another(gap: _Gap) -> str:
    """Another actor stands between: the word is likelier his."""
    inside = (first >= gap.target.last and last <= gap.hit.first for first, last in gap.target.others)
    if len(gap.words) > 2 and any(inside):
        return "before" if gap.broken else "left"
    return ""


def _owner(gap: _Gap) -> str:
    """*X's aggression*, *X troops attacked*; but *X's critics* stand against X."""
    suffered = gap.hit.category == ATTACK and gap.hit.shape == "participle"
    if not (gap.target.possessive or gap.target.belonging) or len(gap.words) > 2 or suffered or gap.broken:
        return ""
    return "object" if gap.scan.lows[gap.hit.first] in words.CLOSE_PEOPLE else "holder"


def _on_or_by(gap: _Gap) -> str:
    """*the Tarsovia strike* may be on Tarsovia; *the Tarsovian strike* is by it."""
    scan, target, low = gap.scan, gap.target, gap.scan.lows[gap.hit.first]
    if gap.words or target.possessive or low not in VIOLENCE:
        return ""
    if words.DEMONYM.search(scan.text[scan.starts[target.first] : scan.ends[target.last - 1]]):
        return ""
    before = target.first - 1
    noun = before >= 0 and (scan.lows[before] in words.DETERMINER or scan.classes[before] == "number")
    return "left" if noun or not low.endswith("s") else ""


def _feels(gap: _Gap) -> str:
    """*X is opposed to*: X holds it, though a form of *be* stands there."""
    return "holder" if gap.hit.term in FELT and (not gap.filled or _says_what(gap.filled)) else ""


def _suffers(gap: _Gap) -> str:
    """*X was condemned*, *X, accused of …*, *X hit by …*."""
    if gap.hit.shape != "participle" or len(gap.filled) > _NEAR:
        return ""
    if gap.hit.passive and _only_verbs(gap.filled):
        return "object"
    lows, after = gap.scan.lows, gap.hit.last + 1
    follows = lows[after] if after < len(lows) else "."
    if gap.words[:1] == [","] and len(gap.words) <= 2:
        return "object" if follows in words.PREPOSITIONS or follows == "," else "holder"
    return "object" if not gap.filled and follows in _DONE else ""


def _acts(gap: _Gap) -> str:
    """*X condemned*, *X has never threatened*, *X is corrupt*."""
    if not _only_verbs(gap.filled):
        return ""
    said = gap.hit.shape not in ("verb", "participle") and not words.BE.isdisjoint(gap.filled)
    return "said" if said else "holder"


def _receives(gap: _Gap) -> str:
    """*X faced criticism*."""
    return "object" if len(gap.words) <= _NEAR + 2 and not words.RECEIVES.isdisjoint(gap.filled) else ""


def _is(gap: _Gap) -> str:
    """*X is one of the liars*, *X was a threat to …*."""
    fits = gap.hit.shape != "verb" and len(gap.filled) <= _NEAR and not gap.broken
    return "said" if fits and _says_what(gap.filled) else ""


def _apposed(gap: _Gap) -> str:
    """*X, the aggressor*."""
    begins = gap.words[:1] == [","] and len(gap.words) > 1 and gap.words[1] in words.DETERMINER
    noun = gap.hit.shape not in ("verb", "participle") and words.CONJUNCTION.isdisjoint(gap.words)
    return "said" if begins and noun and len(gap.words) <= _NEAR else ""


_RULES: tuple[Callable[[_Gap], str], ...] = (
    *(_beyond_another, _owner, _on_or_by, _feels, _suffers, _acts, _receives, _is, _apposed),
)
"""Tried in this order; the first that fits decides."""


def _only_verbs(filled: Sequence[str]) -> bool:
    return all(
        low in words.AUXILIARY or low in words.NEGATION or low in words.BETWEEN_VERBS for low in filled
    )


def _says_what(filled: Sequence[str]) -> bool:
    """Whether words say what somebody is, and not where or about what."""
    elsewhere = any(low in words.PREPOSITIONS and low not in _WHAT for low in filled)
    return not elsewhere and not words.BE.isdisjoint(filled[:3])


def _hit_first(scan: Scan, target: Target, hit: Hit) -> str:
    start, end = hit.last + 1, target.first
    if scan.breaks[end] > scan.breaks[start]:
        return "after"
    bare = [low for low in scan.lows[start:end] if low not in words.DETERMINER]
    prepositions = [low for low in bare if low in words.PREPOSITIONS]
    between = any(first >= start and last <= end for first, last in target.others)
    own, active = scan.lows[hit.last], hit.shape == "verb" or (hit.shape == "participle" and not hit.passive)
    near = len(bare) <= 2 and not prepositions and not between
    if own in words.PREPOSITIONS and (not bare or near):
        return _preposition(hit, own, active)
    if not bare or near:
        return "object" if active else "right" if bare else "said"
    direct = len(prepositions) == 1 and bare[-1] in words.PREPOSITIONS and len(bare) <= _NEAR
    return _preposition(hit, bare[-1], active) if direct and not between else "right"


def _preposition(hit: Hit, low: str, active: bool) -> str:
    kind = words.PREPOSITIONS[low]
    if kind == "by":
        return "holder" if hit.shape != "word" or hit.category == ATTACK else "by"
    return "object" if active and kind in _TO_OBJECT else kind


def holder_side(target: Target, hit: Hit) -> str:
    """Say where a hit stands to holder and target: between, beyond the holder, beyond the target, none."""
    if target.holder is None or not target.named:
        return "none"
    left, right = sorted((target.holder, (target.first, target.last)))
    if left[1] <= hit.first and hit.last < right[0]:
        return "between"
    nearer = left if hit.last <= left[0] else right
    return "holder" if nearer == target.holder else "target"
