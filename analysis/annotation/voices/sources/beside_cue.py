"""Sources: the noun phrase that speaks, found by its place beside the cue.

English news puts the source before its verb (``Ms Orr, the mayor, said``) or after it (``said Ms Orr``), and
after "according to".
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.sources.descriptions import description, with_description
from analysis.annotation.voices.sources.verb_groups import after_participle, without_relative, without_verbs
from analysis.annotation.voices.text.clauses import (
    first_phrase,
    is_aside,
    is_no_participle,
    segments_of,
)
from analysis.annotation.voices.text.frame import MODIFIERS, Frame
from analysis.annotation.voices.text.phrases import (
    REACH,
    Span,
    phrase_after,
    phrase_ending,
    span_of,
    tokens_of_ending,
)
from analysis.annotation.voices.text.traits import (
    AUXILIARY,
    CAPITAL,
    CLOSING,
    DETERMINER,
    JOIN,
    PRONOUN,
    TIME,
    WORD,
)

_MARKS = " \n\t\"'“”‘’\x00"


def source_of(frame: Frame, cue: Site, start: int, end: int, inverted: bool) -> Span | None:
    """Return the span of the source of a cue that stands between two offsets, or None.

    ``inverted``: the source follows the verb.
    """
    key = (cue.start, start, inverted)
    if key not in frame.sources:
        frame.sources[key] = _find_source(frame, cue, start, end, inverted)
    return frame.sources[key]


def clause_subject(frame: Frame, start: int, end: int) -> Span | None:
    """Return the noun phrase with which the clause between two offsets begins."""
    return first_phrase(frame, frame.tokens_between(max(start, end - REACH), end))


def _find_source(frame: Frame, cue: Site, start: int, end: int, inverted: bool) -> Span | None:  # noqa: PLR0911
    form = cue.form
    if cue.by is not None:
        return phrase_after(frame, cue.by, end)
    if form.kind == "phrase" and form.form.startswith(MODIFIERS):
        return clause_subject(frame, start, end)
    if inverted or (form.kind == "phrase" and form.form.endswith((" to", " of", " by", " from", "per"))):
        return phrase_after(frame, cue.end, end)
    if cue.passive:
        return None
    if form.shape == "ing" and not _progressive(frame, cue, start):
        return _earlier_subject(frame, frame.tokens_between(max(start, cue.start - REACH), cue.start), start)
    found = subject_before(frame, cue.start, start)
    opens = cue.start - start < 8 and not frame.folded[start : cue.start].strip(_MARKS)
    if found is None and opens:
        return phrase_after(frame, cue.end, end)  # "Continued Ms Orr: …"
    return found


def _progressive(frame: Frame, cue: Site, start: int) -> bool:
    """``is saying``, or ``with Ms Orr saying``: the subject stands right before."""
    tokens = frame.tokens_between(max(start, cue.start - 60), cue.start)
    traits, lows = frame.scan.traits, frame.scan.lows
    if any(traits[token] & AUXILIARY for token in tokens[-2:]):
        return True
    if not tokens or not traits[tokens[-1]] & WORD:
        return False
    low = [lows[token] for token in tokens[-6:]]
    if "with" in low and "," not in low[low.index("with") :]:
        return True
    last = traits[tokens[-1]]
    named = last & (CAPITAL | TIME) == CAPITAL or (last & PRONOUN and lows[tokens[-1]] != "who")
    before = next((lows[token] for token in reversed(tokens[:-1]) if not traits[token] & CAPITAL), "")
    return bool(named) and before in ("and", "of", "while", "as", "-", "–", ",", "by")


def subject_before(frame: Frame, end: int, limit: int) -> Span | None:  # noqa: PLR0911
    """Return the subject of the verb at ``end``, looking back no further than ``limit``."""
    limit = max(limit, end - REACH)
    # Nothing before the last quote mark is beside the verb; only an earlier clause looks past it.
    rfind = frame.masked.rfind
    near = max(rfind('"', limit, end), rfind("“", limit, end), rfind("”", limit, end))
    tokens = frame.tokens_between(max(limit, near), end)
    traits = frame.scan.traits
    for _ in range(8):
        tokens = without_relative(frame, without_verbs(frame, tokens))
        if not tokens:
            return None
        last = tokens[-1]
        if traits[last] & JOIN:
            return _earlier_subject(frame, frame.tokens_between(limit, frame.scan.starts[last]), limit)
        if traits[last] & CLOSING:
            return _across_comma(frame, tokens, limit)
        place = tokens_of_ending(frame, tokens) if traits[last] & WORD else None
        if place is None:
            return None
        found, before = span_of(frame, tokens[place[0]], tokens[place[1]]), tokens[: place[0]]
        if not is_no_participle(frame, found):
            return None
        if not after_participle(frame, before):
            return with_description(frame, tokens, place) or found
        tokens = before[:-2]  # "a source speaking to the paper said"
    return None


def _earlier_subject(frame: Frame, tokens: Sequence[int], limit: int) -> Span | None:
    """The subject of a coordinated or participle clause is that of the clause before it."""
    if not tokens:
        return None
    end = frame.scan.ends[tokens[-1]]
    for cue in reversed(frame.between(limit, end)[-3:]):
        if not cue.passive and cue.form.kind == "verb" and cue.form.shape in ("past", "third"):
            found = source_of(frame, cue, limit, end, False)
            if found and is_no_participle(frame, found):
                return found
    return first_phrase(frame, tokens)


def _across_comma(frame: Frame, tokens: Sequence[int], limit: int) -> Span | None:
    """A comma before the verb closes an appositive or an aside: go back to what it stands beside."""
    segments, scan = segments_of(frame, tokens[:-1]), frame.scan
    if not segments:
        return None
    chosen = len(segments) - 1
    while chosen > 0 and is_aside(frame, segments[chosen]):
        chosen -= 1
    segment = segments[chosen]
    if chosen > 0 and all(scan.traits[token] & CAPITAL or scan.lows[token] == "and" for token in segment):
        described = description(frame, segments[chosen - 1])
        if described:
            return (described[0], scan.ends[segment[-1]])
    if not scan.traits[segment[0]] & DETERMINER and is_aside(frame, segment):
        return None
    # "He stressed …, adding": the clause has its own verb, so its subject stands before that verb.
    start, end = scan.starts[segment[0]], scan.ends[segment[-1]]
    cue = next((c for c in frame.between(start, end) if not c.passive), None)
    if cue is not None and cue.start > start and cue.form.kind == "verb":
        found = source_of(frame, cue, limit, end, False)
        if found:
            return found
    return phrase_ending(frame, segment) if chosen < len(segments) - 1 else first_phrase(frame, segment)
