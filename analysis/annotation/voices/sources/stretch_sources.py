"""Sources of reported stretches: beside the cue, beside the colon of a headline, or whose claim it is."""

from __future__ import annotations

from analysis.annotation.voices.contents.clause_ends import NAMED
from analysis.annotation.voices.contents.headlines import COLON_CUE
from analysis.annotation.voices.contents.openings import AUXILIARY, COMMA, TELL
from analysis.annotation.voices.contents.stretches import Stretch
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.sites import Site, site_of
from analysis.annotation.voices.sources.beside_cue import clause_subject, source_of, subject_before
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import REACH, Span, phrase_after, phrase_ending, span_of
from analysis.annotation.voices.text.tokens import Scan
from analysis.annotation.voices.text.traits import (
    POSSESSIVE,
    PREPOSITION,
    WORD,
)

_OPENING = 12
"""Characters before a participle with which a sentence opens, at most: "By stressing"."""
_BETWEEN = 3
"""Words between a verb and the noun that is its object, with the verb, at most."""
_SOURCE_TOKENS = 15
"""Tokens of a source between two commas, at most."""
_NAME_ENDS = frozenset(".(|«")


def stretch_source(frame: Frame, scan: Scan, stretch: Stretch, sentence: Span) -> tuple[Site, Span | None]:
    """Return the cue of a reported stretch with offsets, and the span of its source, if one is found."""
    cue = cue_of(scan, stretch)
    first, last = stretch.cue or (cue.first, cue.last)
    if cue.form is COLON_CUE:
        return cue, _beside_mark(scan, first, stretch, sentence)
    if cue.form.kind == "noun":
        end = scan.starts[stretch.first] if stretch.first > last + 2 else sentence[1]
        return cue, holder(frame, (cue.start, cue.end), sentence[0], min(end, sentence[1]))
    marked = first > 0 and not scan.lows[first - 1][0].isalnum()
    follows = last + 1 < len(scan.kinds) and scan.kinds[last + 1] in NAMED
    tells = cue.form.form in TELL
    inverted = cue.form.kind == "verb" and stretch.first < first and marked and follows and not tells
    start, end = sentence
    if stretch.last <= first:
        start = max(start, scan.ends[stretch.last - 1])  # the source stands between content and cue
    elif cue.by is not None and stretch.first > last:
        end = min(end, scan.starts[stretch.first])  # "was accused by Ms Orr of"
    elif stretch.first == last + 2 and scan.kinds[last + 1] == COMMA and scan.kinds[last + 2] in AUXILIARY:
        start = max(start, _last_comma(scan, first))  # "The ferry, Ms Orr said, would sail"
    found = source_of(frame, cue, start, end, inverted)
    if found is None and cue.form.shape == "ing" and cue.start - sentence[0] < _OPENING:
        # "Noting that …, she": the subject of the main clause.
        comma = next((n for n in range(stretch.last, scan.index(end)) if scan.lows[n] == ","), None)
        if comma is not None:
            found = clause_subject(frame, scan.ends[comma], min(end, scan.ends[comma] + REACH))
    return cue, found


def _last_comma(scan: Scan, before: int) -> int:
    """Where the last comma before a token ends, of those that stand near; 0 if none does."""
    near = range(before - 1, max(-1, before - _SOURCE_TOKENS), -1)
    return next((scan.ends[n] for n in near if scan.kinds[n] == COMMA), 0)


def cue_of(scan: Scan, stretch: Stretch) -> Site:
    """Return the cue of a stretch; one that the model found and no list holds is taken for a verb."""
    assert stretch.cue is not None
    if stretch.site is not None:
        return stretch.site
    first, last = stretch.cue
    low = " ".join(scan.lows[first : last + 1])
    shape = "ing" if low.endswith("ing") else "past"
    return site_of(scan, first, last, CueForm(low, low, "", "verb", shape, ()))


def _beside_mark(scan: Scan, mark: int, stretch: Stretch, sentence: Span) -> Span | None:
    """The other side of the colon or the dash of a headline."""
    if stretch.first > mark:
        return sentence[0], scan.ends[mark - 1]
    last = scan.index(sentence[1])
    end = next((n for n in range(mark + 2, last) if scan.lows[n] in _NAME_ENDS), last)
    return scan.starts[mark + 1], scan.ends[end - 1]


def holder(frame: Frame, noun: Span, start: int, end: int) -> Span | None:
    """Whose claim it is: ``Ms Orr's claim that``, ``the claim of the miners that``, ``her claim``."""
    before = frame.tokens_between(max(start, noun[0] - REACH), noun[0])
    scan, step = frame.scan, len(before) - 1
    while step >= 0 and scan.traits[before[step]] & WORD and step > len(before) - 4:
        low = scan.lows[before[step]]
        if scan.traits[before[step]] & POSSESSIVE and low not in ("it's", "that's"):
            found = phrase_ending(frame, before[: step + 1])
            return (found[0], found[1] - 2 if low.endswith("'s") else found[1]) if found else None
        if low in ("his", "her", "its", "their", "my", "our", "your"):
            return span_of(frame, before[step], before[step])
        step -= 1
    for token in reversed(before[-_BETWEEN:]):
        cue = frame.alone.get(token)
        if cue is not None and cue.form.kind == "verb" and not cue.passive:
            return source_of(frame, cue, start, end, False)  # "expressed the belief that"
        if not scan.traits[token] & WORD or scan.traits[token] & PREPOSITION:
            break
    after = frame.tokens_between(noun[1], min(end, noun[1] + 60))
    if after and scan.lows[after[0]] in ("of", "by", "from", "among"):
        return phrase_after(frame, scan.ends[after[0]], end)
    return subject_before(frame, noun[0], start)
