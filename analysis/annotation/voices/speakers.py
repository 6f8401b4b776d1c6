"""For each quotation, the cue in reach and its source, or the reason to take it for a title or scare quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.voices import words
from analysis.annotation.voices.frame import Cue, Frame
from analysis.annotation.voices.quotes import Quotation
from analysis.annotation.voices.sources import phrase_after, source_of, subject_before
from analysis.text import WORD

_REACH = 400
_BEFORE = re.compile(r"[\s,:;–—-]*(?:(?:that|how|as|it|them|him|her|this|of|the|a|an|in part|simply)\s+)*$")
_COLON = re.compile(r":\s*$")
_AFTER_FIRST = re.compile(r"[\s,–—-]*(?:also|then|later|once|reportedly|further)?\s*")
_SMALL = frozenset("a an the of and or in on at to for with from by vs is".split())
_CLAUSE_END = re.compile(r"[.;:!?](?=\s|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Speech:
    """What was found about a quotation: is it somebody's words, and whose."""

    quoted: bool
    cue: Cue | None = None
    source: tuple[int, int] | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """The frame around a quotation: own words before it and after it in its sentences."""

    before: int
    opens: int
    closes: int
    after: int


def reach_of(q: Quotation, sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> Reach:
    """Return how far around a quotation a cue may stand."""
    opens = q.open_mark[0] if q.open_mark else q.start
    closes = q.close_mark[1] if q.close_mark else q.end
    first = max(0, bisect_right(starts, opens) - 1)
    last = max(0, bisect_right(starts, max(opens, closes - 1)) - 1)
    before = min(opens, max(sentences[first][0], opens - _REACH))
    after = max(closes, min(sentences[last][1], closes + _REACH))
    return Reach(before, opens, closes, after)


def judge(frame: Frame, q: Quotation, reach: Reach) -> Speech:
    """Decide whether a quotation is somebody's words, and find cue and source."""
    text = frame.text
    content = text[q.start : q.end]
    own_before = frame.folded[reach.before : reach.opens].strip(" \n\t(\u00a0")
    own_after = frame.folded[reach.closes : reach.after].strip(" \n\t.,;:!?)\u00a0")
    whole = not own_before.strip("\x00\"'“”‘’") and not own_after.strip("\x00\"'“”‘’") and _sentence_like(content)
    title = _title(frame, q, reach, content)
    ends = _ends_clause(text, q)
    found = None
    if ends:
        found = _after(frame, reach)
    found = found or _adjacent_before(frame, reach)
    if found is None and not title:
        found = _before(frame, reach) or _after_far(frame, reach) or _after(frame, reach)
    if found is not None:
        return Speech(True, *found, whole=whole)
    if title:
        return Speech(False)
    if _COLON.search(frame.folded[reach.before : reach.opens]):
        return Speech(True, None, _before_colon(frame, reach))
    if whole:
        return Speech(True, whole=True)
    return Speech(_speech_like(content), None, None)


def _ends_clause(text: str, q: Quotation) -> bool:
    last = text[q.start : q.end].rstrip()[-1:]
    following = text[q.close_mark[1] : q.close_mark[1] + 1] if q.close_mark else text[q.end : q.end + 1]
    return last in ",?!—–-…." or following in ",—–"


def _after(frame: Frame, reach: Reach) -> tuple[Cue, tuple[int, int] | None] | None:
    """A cue in the clause that follows: ``," said Ms Orr`` or ``," Ms Orr said``."""
    stop = _CLAUSE_END.search(frame.folded, reach.closes, reach.after)
    end = reach.after
    if stop and not frame.folded[reach.closes : stop.start()].endswith((" mr", " ms", " mrs", " dr", " sen", " rep")):
        end = max(stop.start(), reach.closes)
    lead = _AFTER_FIRST.match(frame.folded, reach.closes, end)
    first = lead.end() if lead else reach.closes
    for cue in frame.between(reach.closes, end)[:3]:
        if "\x00" in frame.folded[reach.closes : cue.start]:
            return None
        if cue.form.shape == "ing" and cue.start <= first + 1:
            continue
        inverted = cue.start <= first + 1 and cue.form.kind == "verb"
        source = source_of(frame, cue, reach.closes, end, inverted)
        if source or inverted:
            return cue, source
    return None


def _after_far(frame: Frame, reach: Reach) -> tuple[Cue, tuple[int, int] | None] | None:
    """A cue at the end of the sentence: ``a "disaster" for the country, Ms Orr said``."""
    for cue in reversed(frame.between(reach.closes, reach.after)):
        if cue.form.kind == "phrase":
            return cue, source_of(frame, cue, reach.closes, reach.after, False)
        comma = frame.folded.rfind(",", reach.closes, cue.start)
        if comma < 0 or cue.form.shape == "ing":
            continue
        rest = frame.folded[comma + 1 : cue.start].strip()
        if not rest:  # ", said Ms Orr"
            return cue, source_of(frame, cue, comma + 1, reach.after, True)
        if len(rest.split()) <= 8:
            return cue, source_of(frame, cue, comma + 1, reach.after, False)
    return None


def _adjacent_before(frame: Frame, reach: Reach) -> tuple[Cue, tuple[int, int] | None] | None:
    cues = frame.between(reach.before, reach.opens)
    if not cues:
        return None
    cue = cues[-1]
    if not _BEFORE.fullmatch(frame.folded, cue.end, reach.opens):
        return None
    source = source_of(frame, cue, reach.before, reach.opens, False)
    if cue.passive and source is None:
        return None
    return cue, source


def _before(frame: Frame, reach: Reach) -> tuple[Cue, tuple[int, int] | None] | None:
    """The nearest cue before the quotation in its sentence, with a source if any has one."""
    fallback = None
    for cue in reversed(frame.between(reach.before, reach.opens)):
        if cue.passive and cue.by is None:
            continue
        source = source_of(frame, cue, reach.before, reach.opens, False)
        if source:
            return cue, source
        fallback = fallback or (cue, None)
    return fallback


def _before_colon(frame: Frame, reach: Reach) -> tuple[int, int] | None:
    """``Ms Orr on the plan: "…"``: the noun phrase with which the sentence begins."""
    found = phrase_after(frame, reach.before, reach.opens)
    return found or subject_before(frame, reach.opens, reach.before)


def _title(frame: Frame, q: Quotation, reach: Reach, content: str) -> bool:
    """Capitalised throughout and not a clause: a title, a programme, a nickname."""
    surfaces = [m.group() for m in WORD.finditer(content)]
    if not surfaces or len(surfaces) > 12:
        return not surfaces
    if content.rstrip()[-1:] in "?!" and len(surfaces) > 3:
        return False
    capital = all(s[0].isupper() or s[0].isdigit() or s.lower() in _SMALL for s in surfaces) and surfaces[0][0].isupper()
    if not capital:
        return False
    return len(surfaces) > 1 or not content.rstrip().endswith(("!", "?", ","))


def _sentence_like(content: str) -> bool:
    stripped = content.strip()
    return bool(stripped) and (stripped[-1] in ".?!…—-," or len(stripped.split()) >= 4) and len(stripped.split()) >= 2


def _speech_like(content: str) -> bool:
    return len(content.split()) >= 8


def nested_speech(frame: Frame, q: Quotation, reach: Reach) -> Speech:
    """A quotation inside another is somebody else's only if a cue beside it says so."""
    found = _adjacent_before(frame, reach)
    if found is None and _ends_clause(frame.text, q):
        found = _after(frame, reach)
    if found is None or found[1] is None:
        return Speech(False)
    return Speech(True, *found)
