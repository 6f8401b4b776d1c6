"""The frame of a text: its own words, with quoted ones masked, and the cues found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from analysis.annotation.voices.cues.listed import SPEECH, CueForm
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.quotes import Quotation
from analysis.annotation.voices.text.tokens import Scan

MASK = "\x00"
MODIFIERS = (
    "in a ",
    "in an ",
    "in remarks ",
    "at a ",
    "on condition ",
    "on the condition ",
    "under condition ",
)
WITHOUT_SOURCE = words.word_set(
    "reportedly allegedly purportedly supposedly ostensibly apparently seemingly"
) | {"so called", "self described", "self styled", "self proclaimed"}
SEEMING = words.word_set("seem seems seemed seeming appear appears appeared appearing")
"""Forms whose subject does not speak: it is the writer to whom *Ms Orr seems to agree*."""
# Phrases that take no more than these hold an attitude and name no source: "a fan of".
_NOT_SPOKEN = frozenset(("object", "to"))


@dataclass(frozen=True)
class Frame:
    """Text with quoted words masked (same length), folded, and the tokens and cues that are left.

    ``kept`` is 1 for the tokens that are left; ``alone`` holds the cues of one token by its number.
    """

    text: str
    masked: str
    folded: str
    scan: Scan
    kept: bytearray
    cues: Sequence[Site]
    starts: Sequence[int]
    alone: Mapping[int, Site]
    # Sources found so far, by cue, left end and order: many quotations ask for the same one.
    sources: dict[tuple[int, int, bool], tuple[int, int] | None] = field(default_factory=dict, compare=False)

    def between(self, start: int, end: int) -> Sequence[Site]:
        """Return the cues that stand between two offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        found = self.cues[first:last]
        return found if not found or found[-1].end <= end else found[:-1]

    def tokens_between(self, start: int, end: int) -> Sequence[int]:
        """Return the numbers of the words and marks of the own voice between two offsets."""
        ends = self.scan.ends
        first = self.scan.index(start)
        last = self.scan.index(end, first)
        while last > first and ends[last - 1] > end:
            last -= 1
        found = range(first, last)
        whole = self.kept.find(0, first, last) < 0
        return found if whole else list(compress(found, self.kept[first:last]))


def make_frame(
    scan: Scan,
    folded: str,
    quotations: Sequence[Quotation],
    sites: Sequence[Site],
) -> Frame:
    """Mask the words of the given quotations, which do not overlap, and keep the cues of the rest."""
    kept = bytearray(b"\x01") * len(scan.starts)
    for q in quotations:
        first, last = scan.index(q.start), scan.index(q.end)
        kept[first:last] = bytes(last - first)
    found = [site for site in sites if kept[site.first] and kept[site.last] and _introduces_speech(site.form)]
    masked, masked_folded = _mask(scan.text, quotations), _mask(folded, quotations)
    found = [
        cue
        for n, cue in enumerate(found)
        if cue.form.kind != "phrase" or not _modifies(masked_folded, found, n)
    ]
    alone = {cue.first: cue for cue in found if cue.first == cue.last}
    return Frame(scan.text, masked, masked_folded, scan, kept, found, [cue.start for cue in found], alone)


@lru_cache(maxsize=8_000)
def _introduces_speech(form: CueForm) -> bool:
    """Whether the source of direct speech may stand beside this cue."""
    if form.kind == "phrase":
        return form.form not in WITHOUT_SOURCE and not _NOT_SPOKEN.issuperset(form.takes)
    return form.kind in SPEECH and form.form.split(" ", 1)[0] not in words.NOT_SPOKEN


def _modifies(folded: str, cues: Sequence[Site], number: int) -> bool:
    """``said in a statement``: the phrase only modifies the verb that stands before it in the sentence."""
    cue = cues[number]
    if not cue.form.form.startswith(MODIFIERS) or number == 0:
        return False
    before = cues[number - 1]
    between = folded[before.end : cue.start]
    return before.form.kind == "verb" and len(between) < 120 and not set(".\x00\n") & set(between)


def _mask(text: str, quotations: Sequence[Quotation]) -> str:
    pieces: list[str] = []
    position = 0
    for q in quotations:
        pieces += [text[position : q.start], MASK * (q.end - q.start)]
        position = q.end
    return "".join([*pieces, text[position:]])
