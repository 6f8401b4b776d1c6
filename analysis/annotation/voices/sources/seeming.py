"""Who stands beside a cue and does not speak: who "is expected to go", or "seems" to."""

from __future__ import annotations

import re

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.frame import SEEMING, Frame
from analysis.annotation.voices.text.phrases import Span

_VOICED = words.word_set("heard quoted cited assured committed")
"""Passives whose subject speaks or is bound by what is said: *was heard saying*."""
_EXPECTING = re.compile(
    r"(?:expect|see|view|know|consider|believ|thought|regard|remember|suspect|mean|intend|fear)"
)
"""Mental verbs whose passive is no attitude of its subject, as "is worried" is."""
_NEXT = 30
"""Characters within which the next verb ends, and between a verb and its subject."""
_SUBJECT_REACH = 100
_PARTED = frozenset(',;:()—–\n"“”\x00')


def speaks(frame: Frame, cue: Site, source: Span) -> bool:
    """Whether who stands beside a cue speaks: not who "is expected to go", nor who "seems" to.

    Who is expected to announce something speaks all the same.
    """
    seeming = cue.form.form in SEEMING
    if not (seeming or (cue.passive and cue.by is None)) or source[1] > cue.start:
        return True
    between = frame.text[source[1] : cue.start]
    cited = frame.folded[max(0, source[0] - _NEXT) : source[0]].rstrip().endswith((" to", " by", " per"))
    if cited or len(between) > _SUBJECT_REACH:
        return True
    if seeming:
        subject = len(between) <= _NEXT and _PARTED.isdisjoint(between)
    else:
        attitude = cue.form.cue_class == "mental" and not _EXPECTING.match(cue.form.form)
        subject = not attitude and cue.form.form not in _VOICED
    if not subject:
        return True
    following = frame.between(cue.end, cue.end + _NEXT)
    return any(frame.folded[cue.end : verb.start] == " to " for verb in following)
