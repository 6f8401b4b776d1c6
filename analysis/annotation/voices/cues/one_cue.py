"""What one cue introduces: scraps of its content are joined or dropped, and all of it has one source."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from analysis.annotation.voices.contents.openings import STOPS
from analysis.annotation.voices.contents.stretches import Stretch
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.text.classes import FIRST_WORD
from analysis.annotation.voices.text.clauses import can_speak

_WIDEST = 3
"""Words between two stretches of one cue that are joined, at most."""
_SCRAP = 3
"""Words of a draft that is left out rather than given the source of another, at most."""
Span = tuple[int, int]


def joined(found: Sequence[Stretch], kinds: bytes) -> list[Stretch]:
    """Join the stretches of each cue between which no more than a few words stand.

    ``found`` are the stretches of a text, in order.
    """
    made: list[Stretch] = []
    for stretch in found:
        before = made[-1] if made else None
        if before is not None and _beside(before, stretch, kinds):
            made[-1] = Stretch(before.first, stretch.last, before.cue, before.site or stretch.site)
        else:
            made.append(stretch)
    return made


def _beside(before: Stretch, stretch: Stretch, kinds: bytes) -> bool:
    if before.cue is None or before.cue != stretch.cue or before.last <= before.cue[0] < stretch.first:
        return False
    between = kinds[before.last : stretch.first]
    if not STOPS.isdisjoint(between):
        return False  # "it is old, she said and went on: …"
    return sum(kind >= FIRST_WORD for kind in between) <= _WIDEST


def one_source_each(
    drafts: Sequence[Draft], text: str, kept: Container[int], other_cue: Callable[[Draft], Site | None]
) -> list[Draft]:
    """Return the drafts, of which all that have one cue have one source.

    Whoever else speaks in a draft speaks by another cue, where ``other_cue`` finds one. A draft of some words
    whose source is nobody who can speak is a scrap and is left out, unless its ``id`` is in ``kept``.
    """
    left = list(drafts)
    for ask in (other_cue, _no_cue):  # the second time: those to which a cue of others was given
        dropped: set[int] = set()
        moved = False
        for group in _groups(left):
            main = _main(group)
            for draft in group:
                if draft.source == main.source:
                    continue
                speaks = draft.quotation is None and _speaks(draft, group, text)
                cue = ask(draft) if speaks else None
                if cue is not None:
                    draft.cue, moved = cue, True
                elif id(draft) not in kept and len(text[draft.start : draft.end].split()) <= _SCRAP:
                    dropped.add(id(draft))
                else:
                    draft.source = main.source
        left = [draft for draft in left if id(draft) not in dropped] if dropped else left
        if not moved:
            break
    return left


def _no_cue(_: Draft) -> None:
    return None


def _groups(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The drafts of the cues that have more than one source."""
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.cue is not None:
            groups.setdefault(draft.cue.start, []).append(draft)
    several = [group for group in groups.values() if len(group) > 1]
    return [group for group in several if len({draft.source for draft in group}) > 1]


def _main(group: Sequence[Draft]) -> Draft:
    """The draft whose source counts: a quotation, then where the model is surest, then the longest.

    A source that lies in a content counts only if all do.
    """
    able = [d for d in group if d.source is not None and not any(_inside(d.source, o) for o in group)]
    return max(able or group, key=_weight)


def _weight(draft: Draft) -> tuple[bool, bool, bool, float, int]:
    asked = draft.head is not None
    logit = draft.logit if asked else 0.0
    return draft.fixed, draft.quotation is not None, asked, logit, draft.end - draft.start


def _speaks(draft: Draft, group: Sequence[Draft], text: str) -> bool:
    source = draft.source
    if source is None or any(_inside(source, other) for other in group):
        return False
    return can_speak(text[slice(*source)])


def _inside(source: Span, draft: Draft) -> bool:
    return source[0] < draft.end and draft.start < source[1]
