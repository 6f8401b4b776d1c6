"""Where a target stands in a sentence, and how its name stands among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analysis.annotation.lexicons import load_lexicon
from analysis.annotation.stance import words
from analysis.annotation.stance.records import Span, StancePlace
from analysis.annotation.stance.scan import Scan
from analysis.text import fold


@dataclass(frozen=True, slots=True)
class Target:
    """A target's tokens (``last`` exclusive), and those of others, all as numbers of tokens.

    ``possessive``: *Tarsovia's*; ``belonging``: before a noun such as troops; ``inside``: the stretch asked
    for; ``taken``: the tokens of target, other actors and holder, which count for nothing themselves.
    """

    first: int
    last: int
    possessive: bool
    belonging: bool
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
    possessive = last > first and _is_possessive(scan, place, last)
    belonging = first < last < len(scan.lows) and scan.lows[last] in words.BELONGING
    return Target(first, last, possessive, belonging, others, holder, inside, taken)


def _is_possessive(scan: Scan, place: StancePlace, last: int) -> bool:
    text = place.sentence
    after, name = text[place.end : place.end + 2], fold(text[place.start : place.end])
    if name == "her":
        follows = scan.lows[last] if last < len(scan.lows) else ""
        return follows.isalpha() and follows not in words.PREPOSITIONS
    marked = name.endswith(("'s", "s'")) or after in ("'s", "’s")
    plural = after[:1] in ("'", "’") and name.endswith("s") and not after[1:].strip()
    return marked or plural or name in words.POSSESSIVE


def is_adjective(place: StancePlace, scan: Scan, target: Target) -> bool:
    """Whether a name only belongs to the noun after it, or is part of a longer name or word.

    A word for or against right after it is its own: *Tarsovian aggression*.
    """
    text, start, end = place.sentence, place.start, place.end
    if text[end : end + 1] in ("-", "‑", "–") or text[max(0, start - 1) : start] in ("-", "‑"):
        return True
    if target.last >= len(scan.lows) or any(
        hit.first == target.last and hit.weight == 1 for hit in scan.hits
    ):
        return False
    follows = scan.lows[target.last]
    if not follows[0].isalpha() or follows in words.FUNCTION or follows in words.PREPOSITIONS:
        return False
    if scan.classes[target.last] == "name" and not scan.headline and text[start:end][-1:].isalnum():
        return True
    if target.belonging or words.DEMONYM.search(text[start:end]):
        return True
    verb = follows.endswith("s") or follows in words.IRREGULAR_PAST
    return scan.classes[target.last] == "word" and not verb and is_state(text[start:end])


def is_state(name: str) -> bool:
    """Whether a name is one in the actor list that speaks for itself: a state, a capital, a body."""
    return fold(name) in _states()


@cache
def _states() -> frozenset[str]:
    entries = [entry for entry in load_lexicon("actors").counted if entry.side is None]
    return frozenset(form for entry in entries for form in (*entry.forms, fold(entry.term)))


def other_names(scan: Scan, target: Target) -> int:
    """Count the runs of names beside the target, without a sentence's first word; none in headlines."""
    if scan.headline:
        return 0
    names = [kind == "name" for kind in scan.classes]
    names[: min(1, len(names))] = []
    names[max(0, target.first - 1) : max(0, target.last - 1)] = []
    return sum(here and not before for before, here in pairwise([False, *names]))
