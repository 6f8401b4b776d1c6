"""The cues and sources in reach of a quotation: right before it, after it, or elsewhere in its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.beside_cue import source_of
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import can_speak
from analysis.annotation.voices.text.datelines import dateline_end
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.quotes import Quotation
from analysis.text import WORD

Found = tuple[Site, tuple[int, int] | None]
SPEECH_WORDS = 5
"""Words from which a quotation without any cue is taken for speech and not for scare quotes."""
_REACH = 400
_CUES = 5
_BEFORE = re.compile(r"[\s,:;–—-]*(?:(?:that|how|as|it|them|him|her|this|of|the|a|an|in part|simply)\s+)*$")
_AFTER_FIRST = re.compile(r"[\s,–—-]*(?:also|then|later|once|reportedly|further)?\s*")
_NAMED = re.compile(
    r"((?:the )?(?:[A-Z][\w.'’-]+ ){1,5}?|(?:[Hh]e|[Ss]he|[Tt]hey) |the (?:[a-z-]+ ){1,4}?)"
    r"(?:[a-z]+ly )?(?=[a-z]+(?:ed|s)\b)"
)
_CLOSERS = ('"', "”", "''", "’", "»")
_SPEAKER = re.compile(r"\s+(?:[A-Z]|(?:the|a|an|one|another|his|her|their)\s)")
_CONJUNCTION = re.compile(r"[\s,]*(?:and|but|while|or|nor|yet|which|who)\b")
_LINE_END = re.compile(r"[.:!?]\n")
_CLAUSE_END = re.compile(r"[;:!?](?=\s|$)|\n\s*\n")


@dataclass(slots=True)
class Reach:
    """The frame around a quotation: its sentences, and how far in them a cue may stand."""

    first: int
    last: int
    before: int
    opens: int
    closes: int
    after: int


def reach_of(text: str, q: Quotation, sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> Reach:
    """Return how far around a quotation a cue may stand."""
    opens = q.open_mark[0] if q.open_mark else q.start
    closes = q.close_mark[1] if q.close_mark else q.end
    first = max(0, bisect_right(starts, opens) - 1)
    last = max(0, bisect_right(starts, max(opens, closes - 1)) - 1)
    begins = min(opens, sentences[first][0])
    begins = dateline_end(text, begins, opens)
    if first and opens == begins and text[sentences[first - 1][0] : opens].rstrip().endswith(":"):
        begins = sentences[first - 1][0]  # "Ms Orr went on:", and the quotation in a paragraph of its own
    before = max(begins, opens - _REACH)
    after = max(closes, min(sentences[last][1], closes + _REACH))
    line = _LINE_END.search(text, closes, after) if text.find("\n", closes, after) >= 0 else None
    if line:
        after = line.start() + 1
    return Reach(begins, max(closes, sentences[last][1]), before, opens, closes, after)


def best_cue(frame: Frame, q: Quotation, reach: Reach, title: bool, partial: bool) -> Found | None:
    """Ask the places where a cue may stand, likeliest first; a cue without source serves if none has one."""
    fallback = None
    for found in _candidates(frame, q, reach, title, partial):
        if found is None:
            continue
        if found[1] is not None:
            return found
        fallback = fallback or found
    return fallback


def _candidates(
    frame: Frame, q: Quotation, reach: Reach, title: bool, partial: bool
) -> Iterator[Found | None]:
    beside = adjacent_before(frame, reach)
    introduced = frame.folded[reach.before : reach.opens].rstrip()[-1:] in (",", ":")
    if beside and (introduced or beside[0].form.cue_class != "mental"):
        yield beside
    if partial and not title:
        yield _before(frame, reach, thinking_too=False)
    if ends_clause(frame.text, q):
        yield cue_after(frame, reach)
    if not title:
        yield _before(frame, reach)
        yield _after_far(frame, reach)
    yield beside


def bare_source(frame: Frame, reach: Reach) -> tuple[int, int] | None:
    """``," Ms Orr smirked``: a name or pronoun right after the quotation, before a verb that is no cue."""
    start = reach.closes
    while start < reach.after and frame.text[start] in " ,\n\t":
        start += 1
    match = _NAMED.match(frame.masked, start, reach.after)
    return match.span(1) if match and "\x00" not in match.group() else None


def ends_clause(text: str, q: Quotation) -> bool:
    last = text[q.start : q.end].rstrip()[-1:]
    following = text[q.close_mark[1] : q.close_mark[1] + 1] if q.close_mark else text[q.end : q.end + 1]
    return last in ",?!—–-…." or following in ",—–"


def cue_after(frame: Frame, reach: Reach) -> Found | None:
    """Return a cue in the clause that follows: ``," said Ms Orr`` or ``," Ms Orr said``."""
    stop = _CLAUSE_END.search(frame.folded, reach.closes, reach.after)
    end = reach.after
    if stop:
        end = stop.start()
    lead = _AFTER_FIRST.match(frame.folded, reach.closes, end)
    first = lead.end() if lead else reach.closes
    for cue in frame.between(reach.closes, end)[:3]:
        between = frame.folded[reach.closes : cue.start]
        if "\x00" in between or _CONJUNCTION.match(between):
            return None
        if cue.form.shape == "ing" and cue.start <= first + 1:
            continue
        inverted = cue.start <= first + 1 and cue.form.kind == "verb"
        source = source_of(frame, cue, reach.closes, end, inverted)
        if source or inverted:
            return cue, source
    return None


def _after_far(frame: Frame, reach: Reach) -> Found | None:
    """A cue at the end of the sentence: ``a "disaster" for the country, Ms Orr said``."""
    cues = frame.between(reach.closes, reach.after)[-_CUES:]
    short = bool(cues) and _short(frame, reach)
    for cue in reversed(cues):
        if cue.form.kind == "phrase":
            return cue, source_of(frame, cue, reach.closes, reach.after, False)
        comma = frame.folded.rfind(",", reach.closes, cue.start)
        if comma < 0 or cue.form.shape == "ing" or (short and cue.form.form in words.WEAK):
            continue
        rest = frame.folded[comma + 1 : cue.start].strip()
        if rest:
            near = len(rest.split()) <= 8
            source = source_of(frame, cue, comma + 1, reach.after, False) if near else None
        else:  # ", said Ms Orr", or "Ms Orr, the mayor, said"
            source = source_of(frame, cue, reach.closes, reach.after, False)
            source = source or source_of(frame, cue, comma + 1, reach.after, True)
        if source and (not short or can_speak(frame.text[slice(*source)])):
            return cue, source
    return None


def _short(frame: Frame, reach: Reach) -> bool:
    found = WORD.finditer(frame.text, reach.opens, reach.closes)
    return len(list(islice(found, SPEECH_WORDS))) < SPEECH_WORDS


def adjacent_before(frame: Frame, reach: Reach) -> Found | None:
    cues = frame.between(reach.before, reach.opens)
    if not cues:
        return None
    cue = cues[-1]
    if not _BEFORE.fullmatch(frame.folded, cue.end, reach.opens):
        return None
    source = source_of(frame, cue, reach.first, reach.last, _inverted(frame, cue))
    if cue.passive and source is None:
        return None
    introduced = frame.folded[reach.before : reach.opens].rstrip().endswith((",", ":"))
    if (
        not introduced
        and _short(frame, reach)
        and (source is None or not can_speak(frame.text[slice(*source)]))
    ):
        return None  # "The outcome shows a …"
    return cue, source


def _before(frame: Frame, reach: Reach, thinking_too: bool = True) -> Found | None:
    """The nearest cue of saying before the quotation in its sentence; of thinking if there is no other."""
    thinking = fallback = None
    cues = frame.between(reach.before, reach.opens)[-_CUES:]
    short = bool(cues) and _short(frame, reach)
    for cue in reversed(cues):
        if (cue.passive and cue.by is None) or (short and cue.form.form in words.WEAK):
            continue
        source = source_of(frame, cue, reach.first, reach.last, _inverted(frame, cue))
        if short and (source is None or not can_speak(frame.text[slice(*source)])):
            continue
        if source is None:
            fallback = fallback or (cue, None)
        elif cue.form.cue_class != "mental":
            return cue, source
        else:
            thinking = thinking or (cue, source)
    return thinking or fallback if thinking_too else None


def _inverted(frame: Frame, cue: Site) -> bool:
    """Whether a cue stands between a quotation and its source: ``"…," said Ms Orr, "…"``."""
    if cue.form.kind != "verb" or cue.passive or cue.form.shape not in ("past", "third"):
        return False
    if not frame.folded[max(0, cue.start - 4) : cue.start].rstrip().endswith(_CLOSERS):
        return False
    return _SPEAKER.match(frame.masked, cue.end) is not None
