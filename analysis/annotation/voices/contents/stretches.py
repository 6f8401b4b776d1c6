"""Reported stretches: somebody's words with no quote marks around them, put together to contents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices.contents.circumstances import CIRCUMSTANCES, past_circumstance
from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.contents.openings import AUXILIARY, class_set
from analysis.annotation.voices.contents.plain_clauses import without_holes
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.model.features import HEAD
from analysis.annotation.voices.reading import Reading
from analysis.annotation.voices.text.classes import CLASS, FIRST_WORD
from analysis.annotation.voices.text.tokens import Scan

_ARTICLES = frozenset(CLASS[name] for name in ("the", "a", "an", "possessive"))
_EMPTY = frozenset(("that", "the", "a", "an"))
"""Words that are no content alone: "that" before a quotation."""
_RUN = re.compile(rb"\x01(?:\x02*\x01)*+")
"""Content words (1), marks and direct speech between them (2) and no other word (0), one byte per token."""
_NO_CUE = AUXILIARY | class_set(
    "to of for by with on in at from about against preposition as that the a an adverb -ly and or but not"
)
"""Classes of words that are no cue alone."""
FARTHEST = 80
"""Tokens between a stretch and its cue, at most."""


@dataclass(frozen=True)
class Labels:
    """For each token: is it somebody's word, and how likely is it part of a cue (None: rules alone)."""

    content: NDArray[np.bool_]
    cue: NDArray[np.float32] | None

    @cached_property
    def likely(self) -> tuple[list[int], list[float]]:
        """The words that may well be part of a cue, and how likely they are."""
        if self.cue is None:
            return [], []
        places = (self.cue > HEAD / 2).nonzero()[0]
        return places.tolist(), self.cue.take(places).tolist()

    def without(self, places: Sequence[tuple[int, int]]) -> Labels:
        """Return the labels with no content in some places (first token, last exclusive)."""
        if not places:
            return self
        content = self.content.copy()
        for first, last in places:
            content[first:last] = False
        return Labels(content, self.cue)

    def sure_of(self, token: int) -> bool:
        """Whether the model takes a token for part of a cue."""
        return self.cue is not None and bool(self.cue[token] > HEAD)

    def without_cue(self, first: int, last: int) -> Labels:
        """Return the labels with no cue on some tokens, the last inclusive."""
        if self.cue is None:
            return self
        cue = self.cue.copy()
        cue[first : last + 1] = 0
        return Labels(self.content, cue)


@dataclass(slots=True)
class Stretch:
    """Tokens ``first`` to ``last`` (exclusive) of one sentence, and the tokens of its cue, if any."""

    first: int
    last: int
    cue: tuple[int, int] | None
    site: Site | None


def rule_labels(reading: Reading) -> Labels:
    """Return what the rules alone say: the words of all reported contents."""
    content = np.zeros(len(reading.quote), dtype=bool)
    for found in reading.contents:
        content[found.first : found.last] = True
    return Labels(content, None)


def settle(reading: Reading, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return content labels with those that the rules decide: whole clauses, datelines, headlines that cite.

    The model has seen few datelines and headlines.
    """
    content = content.copy()
    plain = [found for found in reading.contents if found.plain]
    whole = without_holes(plain, reading.scan.kinds, content) if plain else ()
    for first, last, reported in (*whole, *reading.settled):
        content[first:last] = reported
    return content


def stretches(reading: Reading, labels: Labels, spoken: bytearray) -> list[Stretch]:
    """Return the reported stretches of a text.

    ``spoken`` is 1 for tokens inside direct speech: a stretch may run past them (``said the deal was
    "dead" and buried``), but does not begin or end with them.
    """
    found: list[Stretch] = []
    kinds = reading.scan.kinds
    marks = np.frombuffer(kinds, dtype=np.uint8) < FIRST_WORD
    passed = marks | np.frombuffer(spoken, dtype=np.bool_)
    states = np.where(passed, np.uint8(2), labels.content).tobytes()
    bounds = [*reading.sentences[1:], len(kinds)]
    by_sentence = _by_sentence(reading.contents, bounds)
    for number, (first, last) in enumerate(zip(reading.sentences, bounds, strict=True)):
        if states.find(b"\x01", first, last) < 0:
            continue
        for run in _RUN.finditer(states, first, last):
            begin, end = run.span()
            if begin > first and kinds[begin - 1] in _ARTICLES and not spoken[begin - 1]:
                begin -= 1
            if end - begin == 1 and reading.scan.lows[begin] in _EMPTY:
                continue
            near: Sequence[Content] = by_sentence.get(number, ())
            if last - first > FARTHEST:
                near = _near(near, begin, end)
            stretch = with_cue((begin, end), (first, last), near, reading, labels)
            if stretch.site is not None and reading.scan.lows[begin] in CIRCUMSTANCES:
                stretch.first = past_circumstance(reading.scan, stretch.site, begin, end)
            if stretch.first < end:
                found.append(stretch)
    return found


def _near(contents: Sequence[Content], begin: int, end: int) -> Sequence[Content]:
    """The contents whose cues stand near a stretch; in a sentence of usual length, that is all of them."""
    first = bisect_left(contents, begin - FARTHEST, key=cue_place)
    return contents[first : bisect_left(contents, end + FARTHEST, first, key=cue_place)]


def cue_place(content: Content) -> int:
    """The token at which the cue of a content begins."""
    return content.site.first


def _by_sentence(contents: Sequence[Content], bounds: Sequence[int]) -> dict[int, list[Content]]:
    """The contents by the number of the sentence of their cue; they come in the order of their cues."""
    grouped: dict[int, list[Content]] = {}
    number = 0
    for content in contents:
        while bounds[number] <= content.site.first:
            number += 1
        grouped.setdefault(number, []).append(content)
    return grouped


def with_cue(
    tokens: tuple[int, int],
    sentence: tuple[int, int],
    contents: Sequence[Content],
    reading: Reading,
    labels: Labels,
) -> Stretch:
    """Give a stretch the cue of the content (of the rules) with which it shares most; else the likeliest.

    Of contents that share as much, the one that begins beside the stretch tells the cue: a clause inside
    another is told by its own cue.
    """
    begin, end = tokens
    best, most = None, 1
    for content in contents:
        shared = min(end, content.last) - max(begin, content.first)
        if shared < most or begin <= content.site.first < end:
            continue
        if best is None or shared > most or _beside(content, begin) < _beside(best, begin):
            best, most = content, shared
    if best is not None:
        return Stretch(begin, end, (best.site.first, best.site.last), best.site)
    place = _likeliest(begin, end, sentence, labels, reading.scan.kinds)
    if place is None:
        return Stretch(begin, end, None, None)
    number = bisect_left(reading.sites, place[0], key=lambda site: site.last)
    site = reading.sites[number] if number < len(reading.sites) else None
    overlaps = site is not None and site.first <= place[1]
    return Stretch(begin, end, place, site if overlaps else None)


def only_model_finds_cue(stretch: Stretch, scan: Scan) -> bool:
    """Whether a stretch has a cue that no list knows, in which no word is a cue where others stand.

    Of such cues (``passed a bill``, ``gave a speech``) most tell of nobody's words.
    """
    if stretch.cue is None or stretch.site is not None:
        return False
    first, last = stretch.cue
    return scan.lexis.alone.isdisjoint(scan.lows[first : last + 1])


def _beside(content: Content, begin: int) -> tuple[int, int]:
    """How far from a token a content begins; of equal ones the shorter is nearer."""
    return abs(content.first - begin), content.last


def _likeliest(
    begin: int, end: int, sentence: tuple[int, int], labels: Labels, kinds: bytes
) -> tuple[int, int] | None:
    """The likeliest cue of the sentence outside the stretch, nearer ones first; "has" alone is none."""
    best, score = None, 0.0
    places, chances = labels.likely
    first, last = max(sentence[0], begin - FARTHEST), min(sentence[1], end + FARTHEST)
    for n in range(bisect_left(places, first), bisect_left(places, last)):
        number = places[n]
        if begin <= number < end or kinds[number] in _NO_CUE:
            continue
        distance = begin - number if number < begin else number - end + 1
        value = chances[n] * 0.97**distance
        if value > score:
            best, score = number, value
    if best is None or labels.cue is None:
        return None
    first = last = best
    while first - 1 >= sentence[0] and not begin <= first - 1 < end and labels.cue[first - 1] > HEAD:
        first -= 1
    while last + 1 < sentence[1] and not begin <= last + 1 < end and labels.cue[last + 1] > HEAD:
        last += 1
    return first, last
