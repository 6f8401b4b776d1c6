"""A sentence looked at once: its tokens, what stance words and valence stand where, where clauses part.

What is found here does not depend on a target, so that several targets of a sentence share it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from analysis.annotation.lexicons import Entry, load_lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.stance import words
from analysis.annotation.stance.kinds import KINDS
from analysis.annotation.stance.roles import BAD, CUE_CLASSES, FAIR, GOOD, LOADED
from analysis.annotation.valence import Valence
from analysis.annotation.voices.cues.listed import load_cues
from analysis.annotation.voices.find import CUES_FILE
from analysis.text import WORD, fold

_TOKEN = re.compile(rf"{WORD.pattern}|[^\w\s]")
_BREAKS = words.CONJUNCTION | words.RELATIVE | frozenset(",;:()—–…")
_HEADLINE_SHARE = 0.7
"""With this share of capitals among its longer words, a sentence is a headline: they tell no names."""
_ORDER = ("masks", "stance", "terms")
_CAPTION = re.compile(
    r"(?:hide|image|media|photo) (?:caption|copyright)|media playback|photos?:|file photo|fast facts"
    r"|replay more|^\W*(?:file\b|watch:|read more|photo\b)|[(/](?:reuters|ap|afp|getty)\b"
    r"|(?:reuters|afp|getty images|ap photo)\W*$",
    re.IGNORECASE,
)
_CAPTION_WORDS = words.word_set(
    "caption copyright playback photo photos file facts replay watch read reuters ap afp getty images"
)
"""One of these stands in all that ``_CAPTION`` finds."""
_LONG_HEADLINE, _LONG_CAPTION = 25, 60
"""Tokens: a longer headline is a list of names; a longer caption has the article's sentence behind it."""
_REACH = 3
"""Words before a word in which a negation or a form of *be* belongs to it."""
_FALLS = -0.74
"""VADER's factor for a negated word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that says something for or against somebody: tokens ``first`` to ``last`` (inclusive).

    ``shape`` is verb, participle (a form that may be passive), noun or word; ``passive`` says that a form of
    *be* or *get* stands before it. ``weight`` is 1, or how far a word's valence goes from 0 (0 to 1).
    """

    first: int
    last: int
    category: str
    term: str
    shape: str
    passive: bool
    negated: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Scan:
    """The tokens of a sentence as parallel lists, and what was found.

    ``breaks[n]``: clause breaks before token n; ``classes``: what a token is as a neighbour, itself if it is
    a function word or a mark; ``values``: tokens with a valence, -4 to 4; ``cues``: verbs of saying and
    their class; ``caption``: it looks like a caption or a list of names.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lows: Sequence[str]
    breaks: Sequence[int]
    classes: Sequence[str]
    hits: Sequence[Hit]
    values: Sequence[tuple[int, float]]
    cues: Sequence[tuple[int, str]]
    headline: bool
    caption: bool

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that two offsets cut, the last exclusive; at least one for a span with text."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.ends[first] <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))


_KIND = ("praise", "euphemism")
"""Loaded terms that speak for whoever does it: the others blame, these praise or soften ("liberated")."""


class Scanner:
    """Scans sentences. Built once; holds nothing between sentences."""

    def __init__(self) -> None:
        stance, loaded, masks = (load_lexicon(n) for n in ("stance_words", "loaded_terms", "valence_masks"))
        self._matcher = Matcher([stance, loaded, masks])
        self._valence: Mapping[str, float] = Valence().words
        self._cues = {
            form: entry.cue_class
            for form, entries in load_cues(CUES_FILE).forms.items()
            for entry in entries[:1]
            if " " not in form
            and not form.startswith(("hammer", "bristl"))  # "hammer out a treaty", "bristled at"
            and entry.kind == "verb"
            and (entry.irregular or not entry.doubtful)  # so the weights were learned
        }

    def scan(self, text: str) -> Scan:
        """Return what stands in a sentence."""
        spans = [match.span() for match in _TOKEN.finditer(text)]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        folded = fold(text)
        lows = [folded[start:end] for start, end in spans]
        if "'s" in folded:
            lows = [low[:-2] if low.endswith("'s") and low not in words.BE else low for low in lows]
        breaks = list(accumulate((low in _BREAKS for low in lows), initial=0))
        capital = [text[start].isupper() for start in starts]
        long = [n for n, low in enumerate(lows) if len(low) > 3]
        headline = len(long) > 2 and sum(capital[n] for n in long) >= _HEADLINE_SHARE * len(long)
        names = [is_capital and n > 0 and not headline for n, is_capital in enumerate(capital)]
        classes = [_class(text[start], low) for start, low in zip(starts, lows, strict=True)]
        caption = _caption(text, lows, headline)
        made = Scan(text, starts, ends, lows, breaks, classes, [], [], [], headline, caption)
        hits, taken = self._lexicon_hits(made, folded)
        values = self._values(lows, names, taken)
        hits += self._other_hits(made, values, names, taken)
        hits.sort(key=lambda hit: hit.first)
        cues = [(n, self._cues[low]) for n, low in enumerate(lows) if low in self._cues]
        return replace(made, hits=hits, values=values, cues=cues)

    def _lexicon_hits(self, made: Scan, folded: str) -> tuple[list[Hit], dict[int, str]]:
        """Return hits of stance words and loaded terms, and the tokens of all matches with their lexicon."""
        found, taken = [], dict[int, str]()
        matches = self._matcher.find(made.text)
        # Names first, then stance words: a loaded term counts where no stance word stands.
        for match in sorted(matches, key=lambda match: _ORDER.index(match.lexicon.kind)):
            first, last = made.tokens(match.start, match.end)
            if not taken.keys().isdisjoint(range(first, last)):
                continue
            kind, category, term = match.lexicon.kind, match.entry.category, match.entry.term
            taken |= dict.fromkeys(range(first, last), kind)
            if kind == "terms":
                category = FAIR if category in _KIND else LOADED
            if kind != "masks":
                shape = _shape(folded[match.start : match.end], match.entry)
                found.append(_hit(made.lows, first, last - 1, category=category, term=term, shape=shape))
        return found, taken

    def _values(
        self, lows: Sequence[str], names: Sequence[bool], taken: Mapping[int, str]
    ) -> list[tuple[int, float]]:
        """Return the words with a valence, -4 to 4; names have none."""
        found = []
        for n, low in enumerate(lows):
            value = self._valence.get(low)
            if value is not None and not names[n] and taken.get(n) != "masks":
                found.append((n, value * _FALLS if _negated(lows, n) else value))
        return found

    def _other_hits(
        self,
        made: Scan,
        values: Sequence[tuple[int, float]],
        names: Sequence[bool],
        taken: Mapping[int, str],
    ) -> list[Hit]:
        found = []
        valued = dict(values)
        for n, low in enumerate(made.lows):
            if names[n] or n in taken:
                continue
            kind, cue, weight = KINDS.get(low), self._cues.get(low), 1.0
            if not kind and cue in CUE_CLASSES:
                kind = cue
            elif not kind and n in valued and cue is None:
                kind, weight = GOOD if self._valence[low] > 0 else BAD, abs(valued[n]) / 4
            if kind:
                shape = _shape_of(low, "verb" if kind == cue else "word")
                found.append(_hit(made.lows, n, n, category=kind, term=low, shape=shape, weight=weight))
        return found


def _class(first: str, low: str) -> str:
    if low in words.FUNCTION or not first.isalnum():
        return low
    if first.isdigit():
        return "number"
    if first.isupper():
        return "name"
    return low[-2:] if low.endswith(("ed", "ly", "ing", "es")) else "word"


def _caption(text: str, lows: Sequence[str], headline: bool) -> bool:
    if headline and len(lows) > _LONG_HEADLINE:
        return True
    # Words first: the pattern alone would be a tenth of the time of a scan.
    may_be = len(lows) <= _LONG_CAPTION and not _CAPTION_WORDS.isdisjoint(lows)
    return may_be and _CAPTION.search(text) is not None


def _hit(
    lows: Sequence[str], first: int, last: int, *, category: str, term: str, shape: str, weight: float = 1.0
) -> Hit:
    back = [lows[n] for n in range(max(0, first - _REACH), first)]
    passive = shape == "participle" and any(low in words.BE or low in words.GET for low in back)
    return Hit(first, last, category, term, shape, passive, _negated(lows, first), weight)


def _negated(lows: Sequence[str], n: int) -> bool:
    return any(lows[k] in words.NEGATION for k in range(max(0, n - _REACH), n))


def _shape(surface: str, entry: Entry) -> str:
    """Say what a match is, by its entry's inflections and by how its first word ends."""
    first = surface.split(maxsplit=1)[0]
    if entry.stem or len(entry.forms) == 1:
        return _shape_of(first)
    if any(form.split()[0].endswith("ing") for form in entry.forms):
        return "participle" if _shape_of(first) == "participle" else "verb"
    return "noun"


def _shape_of(low: str, otherwise: str = "word") -> str:
    if low.endswith("ed") or low in words.IRREGULAR_PARTICIPLE:
        return "participle"
    return "verb" if low.endswith(("ing", "es")) and len(low) > 5 else otherwise
