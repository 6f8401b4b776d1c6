"""How a word that says something stands to a target: shallow rules of word order, since there is no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.stance import words
from analysis.annotation.stance.records import Span, StancePlace
from analysis.annotation.stance.roles import ATTACK
from analysis.annotation.stance.scan import Hit, Scan

_NEAR = 4
"""Most words between a name and a word that is said of it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target's tokens (``last`` exclusive), with what stands beside them.

    ``taken`` are the tokens of target, other actors and holder, which count for nothing themselves.
    """

    first: int
    last: int
    possessive: bool
    adjective: bool
    others: tuple[Span, ...]
    holder: Span | None
    inside: Span
    taken: frozenset[int]

    @property
    def named(self) -> bool:
        """Whether the target stands in the sentence at all."""
        return self.last > self.first


def locate(scan: Scan, place: StancePlace) -> Target:
    """Return the tokens of a place's target, actors and stretch."""
    first, last = scan.tokens(place.start, place.end)
    others = tuple(scan.tokens(*other) for other in place.others)
    holder = scan.tokens(*place.holder) if place.holder and place.holder[1] > place.holder[0] else None
    inside = scan.tokens(*place.stretch) if place.stretch else (0, len(scan.lows))
    spans = ((first, last), *others, *((holder,) if holder else ()))
    taken = frozenset(n for start, end in spans for n in range(start, end))
    return Target(
        first, last, _possessive(scan, place), _adjective(scan, first, last), others, holder, inside, taken
    )


def _possessive(scan: Scan, place: StancePlace) -> bool:
    text = place.sentence
    after = text[place.end : place.end + 2]
    surface = text[place.start : place.end].lower()
    return (
        surface.endswith(("'s", "’s", "s'", "s’"))
        or after in ("'s", "’s")
        or (after[:1] in ("'", "’") and surface.endswith("s") and after[1:] == " ")
        or surface in words.POSSESSIVE - {"her"}
        or (surface == "her" and _word_follows(scan, place))
    )


def _word_follows(scan: Scan, place: StancePlace) -> bool:
    n = scan.tokens(place.start, place.end)[1]
    return n < len(scan.lows) and scan.lows[n].isalpha() and scan.lows[n] not in words.PREPOSITIONS


def _adjective(scan: Scan, first: int, last: int) -> bool:
    """Whether a name stands before a noun of people, forces or things that it only belongs to."""
    return last > first and last < len(scan.lows) and scan.lows[last] in words.DIRECTION_NOUNS


def relation(scan: Scan, target: Target, hit: Hit) -> str:
    """Say how a hit stands to a target.

    object: it is done to the target; holder: the target does it or has it; said: it is said of the target;
    of, for, against, to, with, on, by, from, in, as, under, after, than: it stands before this preposition
    and the target; left, right: in the same clause, target left or right of it; before, after: beyond a break.
    """
    if not target.named:
        return "absent"
    if hit.first >= target.last:
        return _target_first(scan, target, hit)
    return _hit_first(scan, target, hit)


def _broken(scan: Scan, first: int, last: int) -> bool:
    return scan.breaks[last] > scan.breaks[first]


def _target_first(scan: Scan, target: Target, hit: Hit) -> str:
    gap = _skip_aside(scan, target.last, hit.first)
    if any(start >= target.last and end <= hit.first for start, end in target.others) and len(gap) > 2:
        return "before" if _broken(scan, target.last, hit.first) else "left"
    filled = [low for low in gap if low not in words.DETERMINER and not low.endswith("ly")]
    if target.possessive or target.adjective:
        if len(gap) <= 2 and not _broken(scan, target.last, hit.first):
            if scan.lows[hit.first] in words.CLOSE_PEOPLE:
                return "object"
            return "holder"
    if not gap and not target.possessive and _may_be_on_it(scan, target, hit):
        return "left"
    if hit.term in words.TAKES_OBJECT and (not filled or _is(filled)):
        return "holder"
    if hit.shape == "participle" and len(filled) <= _NEAR:
        if hit.passive and all(low in words.AUXILIARY or low in words.NEGATION or low in words.STATE_ADVERBS for low in filled):
            return "object"
        after = scan.lows[hit.last + 1] if hit.last + 1 < len(scan.lows) else "."
        if gap and gap[0] == "," and len(gap) <= 2:
            return "object" if after in words.PREPOSITIONS or after == "," else "holder"
        if not filled and after in ("by", "of", "with", "over", "in", "for", "at", "."):
            return "object"
    if all(low in words.AUXILIARY or low in words.NEGATION or low in words.STATE_ADVERBS for low in filled):
        if hit.shape in ("verb", "participle"):
            return "holder"
        return "said" if any(low in words.BE for low in filled) else "holder"
    if any(low in words.RECEIVES for low in filled) and len(gap) <= _NEAR + 2:
        return "object"
    if hit.shape != "verb" and _is(filled) and len(filled) <= _NEAR and not _broken(scan, target.last, hit.first):
        return "said"
    apposed = gap[:1] == [","] and gap[1:2] and gap[1] in words.DETERMINER and len(gap) <= _NEAR
    if apposed and hit.shape not in ("verb", "participle") and words.CONJUNCTION.isdisjoint(gap):
        return "said"
    return "before" if _broken(scan, target.last, hit.first) else "left"


def _is(filled: Sequence[str]) -> bool:
    """Whether words say what somebody is, and not where or about what: *is a*, *was one of the*."""
    after = [low for low in filled if low in words.PREPOSITIONS and low not in ("of", "as", "like", "under", "to")]
    return not after and any(low in words.BE for low in filled[:3])


def _may_be_on_it(scan: Scan, target: Target, hit: Hit) -> bool:
    """Whether violence may be on the name before it: *the Tarsovia strike*; *the Tarsovian strike* is by it."""
    low = scan.lows[hit.first]
    if low not in words.VICTIM_NOUNS:
        return False
    if words.DEMONYM.search(scan.text[scan.starts[target.first] : scan.ends[target.last - 1]]):
        return False
    # With an s it may be a verb, but not after "the".
    return not low.endswith("s") or (target.first > 0 and scan.lows[target.first - 1] in words.DETERMINER)


def _skip_aside(scan: Scan, first: int, last: int) -> list[str]:
    """Return the words between, without ", who" and the like."""
    gap = list(scan.lows[first:last])
    while gap and (gap[0] in words.RELATIVE or (gap[0] == "," and gap[1:2] and gap[1] in words.RELATIVE)):
        gap = gap[2:] if gap[0] == "," else gap[1:]
    return gap


def _hit_first(scan: Scan, target: Target, hit: Hit) -> str:
    start, end = hit.last + 1, target.first
    gap = list(scan.lows[start:end])
    between = any(first >= start and last <= end for first, last in target.others)
    last_of_hit = scan.lows[hit.last]
    bare = [low for low in gap if low not in words.DETERMINER]
    if _broken(scan, start, end):
        return "after"
    prepositions = [low for low in bare if low in words.PREPOSITIONS]
    if not gap and last_of_hit in words.PREPOSITIONS:
        return _preposition(hit, last_of_hit)
    if not bare or (len(bare) <= 2 and not prepositions and not between):
        if last_of_hit in words.PREPOSITIONS:
            return _preposition(hit, last_of_hit)
        if hit.shape == "verb" or (hit.shape == "participle" and not hit.passive):
            return "object"
        return "said" if not bare else "right"
    if len(prepositions) == 1 and not between and bare[-1] in words.PREPOSITIONS and len(bare) <= _NEAR:
        return _preposition(hit, bare[-1])
    return "right"


def _preposition(hit: Hit, low: str) -> str:
    kind = words.PREPOSITIONS[low]
    if kind == "by":
        return "holder" if hit.shape != "word" or hit.category == ATTACK else "by"
    if hit.shape == "verb" or (hit.shape == "participle" and not hit.passive):
        return "object" if kind in ("against", "with", "at", "on", "to", "of", "for") else kind
    return kind


def holder_side(target: Target, hit: Hit) -> str:
    """Say where a hit stands to holder and target: between, outside the holder, outside the target, none."""
    if target.holder is None or not target.named:
        return "none"
    left, right = sorted((target.holder, (target.first, target.last)))
    if left[1] <= hit.first and hit.last < right[0]:
        return "between"
    beyond_left = hit.last < left[0] + 1
    outer = left if beyond_left else right
    return "holder" if outer == target.holder else "target"


def other_names(scan: Scan, target: Target) -> int:
    """Count the runs of names beside the target, without a sentence's first word; none in headlines."""
    if scan.headline:
        return 0
    names = [kind == "name" and n > 0 and not target.first <= n < target.last for n, kind in enumerate(scan.classes)]
    return sum(here and not before for before, here in zip([False, *names], names, strict=False))
