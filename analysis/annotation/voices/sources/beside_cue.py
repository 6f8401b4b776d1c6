"""Sources: the noun phrase that speaks, found by its place beside the cue.

English news puts the source before its verb (``Ms Orr, the mayor, said``) or after it (``said Ms Orr``), and
after "according to".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.clauses import (
    describes,
    first_phrase,
    is_aside,
    is_no_participle,
    segments_of,
)
from analysis.annotation.voices.text.frame import MODIFIERS, SEEMING, Frame
from analysis.annotation.voices.text.phrases import (
    REACH,
    Span,
    is_surname,
    phrase_after,
    phrase_ending,
    span_of,
    tokens_of_ending,
)
from analysis.annotation.voices.text.traits import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CLOSING,
    DETERMINER,
    ED,
    ING,
    JOIN,
    LY,
    PREPOSITION,
    PRONOUN,
    TIME,
    WORD,
)

_BRIDGES = words.word_set(
    "went go goes going on continued continues appeared appears seemed seems wanted wants tried tries "
    "refused declined sought seeks used began begins started paused hesitated ready quick expected "
    "likely able happy rushed hastened proceeded as far so moved return returned came come forced "
    "ought need needs needed nothing much little more something"
)
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
_MARKS = " \n\t\"'“”‘’\x00"


def source_of(frame: Frame, cue: Site, start: int, end: int, inverted: bool) -> Span | None:
    """Return the span of the source of a cue that stands between two offsets, or None.

    ``inverted``: the source follows the verb.
    """
    key = (cue.start, start, inverted)
    if key not in frame.sources:
        frame.sources[key] = _find_source(frame, cue, start, end, inverted)
    return frame.sources[key]


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
        tokens = _without_relative(frame, _skip_verbs(frame, tokens))
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
        if not _after_participle(frame, before):
            return _with_description(frame, tokens, place) or found
        tokens = before[:-2]  # "a source speaking to the paper said"
    return None


def _without_relative(frame: Frame, tokens: Sequence[int]) -> Sequence[int]:
    """Drop "who" from the end: ``Ms Orr, who said`` has its source before the comma."""
    lows = frame.scan.lows
    while len(tokens) > 1 and lows[tokens[-1]] in ("who", "which", "that"):
        tokens = tokens[:-1]
        if lows[tokens[-1]] == ",":
            tokens = tokens[:-1]
        tokens = _skip_verbs(frame, tokens)
    return tokens


def _after_participle(frame: Frame, before: Sequence[int]) -> bool:
    if len(before) < 3:
        return False
    traits = frame.scan.traits
    participle = traits[before[-2]]
    return traits[before[-1]] & PREPOSITION > 0 and participle & (ING | ED) > 0 and not participle & CAPITAL


def _skip_verbs(frame: Frame, tokens: Sequence[int]) -> Sequence[int]:
    """Drop auxiliaries, adverbs, stranded prepositions and verbs such as "went on to" from the end."""
    traits, lows, count = frame.scan.traits, frame.scan.lows, len(tokens)
    while count:
        last = traits[tokens[count - 1]]
        if last & PREPOSITION and count > 1 and lows[tokens[count - 1]] == "to":
            count = _skip_bridge(frame, tokens, count - 1)
            continue
        if last & (AUXILIARY | ADVERB):
            if count > 1 and is_surname(traits[tokens[count - 2]], last):
                break  # "Mrs May"
        elif last & CAPITAL or not last & (PREPOSITION | LY):
            break
        count -= 1
    return tokens[:count]


def _skip_bridge(frame: Frame, tokens: Sequence[int], count: int) -> int:
    """Return how many of the first ``count`` tokens are left without a verb such as "went on"."""
    traits, lows = frame.scan.traits, frame.scan.lows
    for step in range(3):
        last = traits[tokens[count - 1]] if count else 0
        if not last & WORD or last & PRONOUN:
            break
        if lows[tokens[count - 1]] not in _BRIDGES and (step or last & CAPITAL):
            break
        count -= 1
    return count


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
        described = _description(frame, segments[chosen - 1])
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


def _description(frame: Frame, segment: Sequence[int]) -> Span | None:
    """Return the whole segment before a name if it describes: ``the leader of the union``."""
    if not describes(frame, segment) or frame.scan.traits[segment[-1]] & PRONOUN:
        return None
    found = phrase_ending(frame, segment)
    return found if found and found[1] == frame.scan.ends[segment[-1]] else None


def _with_description(frame: Frame, tokens: Sequence[int], place: Span) -> Span | None:
    """``The leader of the union, Bram Orr said``: a description and the bare name after it.

    ``place`` is where in the tokens the name stands, its last inclusive.
    """
    scan, (first, last) = frame.scan, place
    if first < 3 or scan.lows[tokens[first - 1]] != ",":
        return None
    if not all(scan.traits[token] & CAPITAL for token in tokens[first : last + 1]):
        return None
    description = tokens_of_ending(frame, tokens[: first - 1])
    if description is None or description[1] != first - 2:
        return None
    begin = description[0]
    stands_alone = not begin or not scan.traits[tokens[begin - 1]] & WORD
    if not stands_alone or not scan.traits[tokens[begin]] & DETERMINER:
        return None
    return span_of(frame, tokens[begin], tokens[last])
