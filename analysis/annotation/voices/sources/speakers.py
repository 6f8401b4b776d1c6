"""Whether a quotation is somebody's words, a title or scare quotes; and whose words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.beside_cue import clause_subject
from analysis.annotation.voices.sources.near_quotation import (
    SPEECH_WORDS,
    Reach,
    adjacent_before,
    bare_source,
    best_cue,
    cue_after,
    ends_clause,
)
from analysis.annotation.voices.sources.works import is_title, may_be_title
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.quotes import Quotation

_COLON = re.compile(r":\s*$")
_SIGNED = re.compile(r"\s*[―—–-]{1,2}\s?([A-Z][\w.'’-]*\w(?: [A-Z][\w.'’-]*\w){0,4}?)(?=\s*(?:[.,;\n]|$))")
_WORK = re.compile(
    r"\b(?:book|novel|film|movie|song|album|article|essay|podcast|documentary|poem|memoir|play|series)\s*$"
)
_NOT_SAID = re.compile(r"\b(?:titled|entitled|headlined|captioned|nicknamed|so called),?\s*$")
_TITLED = re.compile(
    r"(?:\b(?:{})|['s]'s?|\b(?:host|star|author|creator|edition|episode|editor) of),?\s*$".format(
        "|".join(sorted(words.TITLE_BEFORE))
    )
)


@dataclass(slots=True)
class Speech:
    """What was found about a quotation: is it somebody's words, and whose."""

    quoted: bool
    cue: Site | None = None
    source: tuple[int, int] | None = None
    whole: bool = False
    signed: bool = False


def judge(frame: Frame, q: Quotation, reach: Reach) -> Speech:  # noqa: PLR0911
    """Decide whether a quotation is somebody's words, and find cue and source."""
    content = frame.text[q.start : q.end]
    own_before = frame.folded[reach.before : reach.opens]
    alone = _blank(own_before)
    whole = alone and _blank(frame.folded[reach.closes : reach.after]) and _sentence_like(content)
    title = is_title(content)
    signed = _SIGNED.match(frame.masked, reach.closes)
    line = own_before[max(0, frame.text.rfind("\n", reach.before, reach.opens) + 1 - reach.before) :]
    if signed and (alone or _blank(line)) and _sentence_like(content):
        return Speech(True, None, signed.span(1), signed=True)
    title = title or (_WORK.search(own_before) is not None and may_be_title(content))
    if (title and _TITLED.search(own_before)) or _NOT_SAID.search(own_before):
        return Speech(False)
    found = best_cue(frame, q, reach, title, partial=content[:1].islower() and not alone)
    if found is not None:
        return Speech(True, *found, whole=whole)
    if _COLON.search(own_before):
        return Speech(True, None, clause_subject(frame, reach.first, reach.opens))
    if title:
        return Speech(False)
    comma = content.rstrip()[-1:] in ",?!" or frame.text[reach.closes : reach.closes + 1] == ","
    if comma and (alone or content[:1].isupper()):
        source = bare_source(frame, reach)
        if source:
            return Speech(True, None, source)
    return Speech(whole or len(content.split()) >= SPEECH_WORDS, whole=whole)


def _blank(own: str) -> bool:
    return not own.strip(" \n\t\u00a0.,;:!?()[]\x00\"'“”‘’—–―-")


def _sentence_like(content: str) -> bool:
    stripped = content.strip()
    return (
        bool(stripped)
        and (stripped[-1] in ".?!…—-," or len(stripped.split()) >= 4)
        and len(stripped.split()) >= 2
    )


def nested_speech(frame: Frame, q: Quotation, reach: Reach) -> Speech:
    """A quotation inside another is somebody else's only if a cue beside it says so."""
    found = adjacent_before(frame, reach)
    if found is None and ends_clause(frame.text, q):
        found = cue_after(frame, reach)
    if found is None or found[1] is None:
        return Speech(False)
    return Speech(True, *found)
