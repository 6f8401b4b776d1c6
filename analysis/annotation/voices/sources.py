"""Sources: the noun phrase that speaks, found by its place beside the cue.

English news puts the source before its verb (``Ms Orr, the mayor, said``) or after it (``said Ms Orr``), and
after "according to".
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices import words
from analysis.annotation.voices.cues import CueForm
from analysis.annotation.voices.frame import MODIFIERS, Frame
from analysis.annotation.voices.headlines import COLON_CUE
from analysis.annotation.voices.openings import TELL
from analysis.annotation.voices.phrases import (
    REACH,
    Span,
    describes,
    first_phrase,
    is_aside,
    is_no_participle,
    phrase_after,
    phrase_ending,
    segments_of,
)
from analysis.annotation.voices.reported import NAMED
from analysis.annotation.voices.sites import Site, site_of
from analysis.annotation.voices.stretches import Stretch
from analysis.annotation.voices.tokens import Scan, Token

_BRIDGES = words.word_set(
    "went go goes going on continued continues appeared appears seemed seems wanted wants tried tries "
    "refused declined sought seeks used began begins started paused hesitated ready quick expected "
    "likely able happy rushed hastened proceeded as far so moved return returned came come forced "
    "ought need needs needed nothing much little more something"
)
_NAME_ENDS = frozenset(".(|«")
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
    low = [token.low for token in tokens[-6:]]
    if any(word in words.AUXILIARIES for word in low[-2:]):
        return True
    if not tokens or not tokens[-1].word:
        return False
    if "with" in low and "," not in low[low.index("with") :]:
        return True
    last = tokens[-1]
    named = (last.capital and last.low not in words.TIME) or last.low in words.PRONOUNS - {"who"}
    before = next((token.low for token in reversed(tokens[:-1]) if not token.capital), "")
    return named and before in ("and", "of", "while", "as", "-", "–", ",", "by")


def subject_before(frame: Frame, end: int, limit: int) -> Span | None:
    """Return the subject of the verb at ``end``, looking back no further than ``limit``."""
    limit = max(limit, end - REACH)
    # Nothing before the last quote mark is beside the verb; only an earlier clause looks past it.
    rfind = frame.masked.rfind
    near = max(rfind('"', limit, end), rfind("“", limit, end), rfind("”", limit, end))
    tokens = frame.tokens_between(max(limit, near), end)
    for _ in range(8):
        tokens = _without_relative(_skip_verbs(tokens))
        if not tokens:
            return None
        last = tokens[-1]
        if last.low in ("and", "but", "or", "then"):
            return _earlier_subject(frame, frame.tokens_between(limit, last.start), limit)
        if last.low in ",)—–-" or last.low == "--":
            return _across_comma(frame, tokens, limit)
        found = phrase_ending(frame, tokens) if last.word else None
        if found is None or not is_no_participle(frame, found):
            return None
        before = tokens[: _count_before(tokens, found[0])]
        if not _after_participle(before):
            return _with_description(frame, tokens, found)
        tokens = before[:-2]  # "a source speaking to the paper said"
    return None


def _count_before(tokens: Sequence[Token], offset: int) -> int:
    """How many tokens begin before an offset near the last of them."""
    count = len(tokens)
    while count and tokens[count - 1].start >= offset:
        count -= 1
    return count


def _without_relative(tokens: list[Token]) -> list[Token]:
    """Drop "who" from the end: ``Ms Orr, who said`` has its source before the comma."""
    while len(tokens) > 1 and tokens[-1].low in ("who", "which", "that"):
        tokens = tokens[:-1]
        if tokens[-1].low == ",":
            tokens = tokens[:-1]
        tokens = _skip_verbs(tokens)
    return tokens


def _after_participle(before: Sequence[Token]) -> bool:
    return (
        len(before) > 2
        and before[-1].low in words.PREPOSITIONS
        and before[-2].low.endswith(("ing", "ed"))
        and not before[-2].capital
    )


def _skip_verbs(tokens: list[Token]) -> list[Token]:
    """Drop auxiliaries, adverbs, stranded prepositions and verbs such as "went on to" from the end."""
    while tokens:
        last = tokens[-1]
        if last.low == "may" and last.capital and len(tokens) > 1 and tokens[-2].capital:
            break  # "Mrs May"
        if last.low == "to" and len(tokens) > 1:
            tokens = _skip_bridge(tokens[:-1])
        elif (
            last.low in words.AUXILIARIES
            or last.low in words.ADVERBS
            or (last.low in words.PREPOSITIONS and not last.capital)
            or (last.low.endswith("ly") and not last.capital and len(last.low) > 4)
        ):
            tokens = tokens[:-1]
        else:
            break
    return tokens


def _skip_bridge(tokens: list[Token]) -> list[Token]:
    for step in range(3):
        if not tokens or not tokens[-1].word or tokens[-1].low in words.PRONOUNS:
            break
        if tokens[-1].low not in _BRIDGES and (step or tokens[-1].capital):
            break
        tokens = tokens[:-1]
    return tokens


def _earlier_subject(frame: Frame, tokens: list[Token], limit: int) -> Span | None:
    """The subject of a coordinated or participle clause is that of the clause before it."""
    if not tokens:
        return None
    for cue in reversed(frame.between(limit, tokens[-1].end)[-3:]):
        if not cue.passive and cue.form.kind == "verb" and cue.form.shape in ("past", "third"):
            found = source_of(frame, cue, limit, tokens[-1].end, False)
            if found and is_no_participle(frame, found):
                return found
    return first_phrase(frame, tokens)


def _across_comma(frame: Frame, tokens: list[Token], limit: int) -> Span | None:
    """A comma before the verb closes an appositive or an aside: go back to what it stands beside."""
    segments = segments_of(tokens[:-1])
    if not segments:
        return None
    chosen = len(segments) - 1
    while chosen > 0 and is_aside(segments[chosen]):
        chosen -= 1
    segment = segments[chosen]
    if chosen > 0 and all(token.capital or token.low == "and" for token in segment):
        described = _description(frame, segments[chosen - 1])
        if described:
            return (described[0], segment[-1].end)
    if is_aside(segment) and segment[0].low not in words.DETERMINERS:
        return None
    # "He stressed …, adding": the clause has its own verb, so its subject stands before that verb.
    cue = next((c for c in frame.between(segment[0].start, segment[-1].end) if not c.passive), None)
    if cue is not None and cue.start > segment[0].start and cue.form.kind == "verb":
        found = source_of(frame, cue, limit, segment[-1].end, False)
        if found:
            return found
    return phrase_ending(frame, segment) if chosen < len(segments) - 1 else first_phrase(frame, segment)


def _description(frame: Frame, segment: Sequence[Token]) -> Span | None:
    """Return the whole segment before a name if it describes: ``the leader of the union``."""
    if not describes(segment) or segment[-1].low in words.PRONOUNS:
        return None
    found = phrase_ending(frame, segment)
    return found if found and found[1] == segment[-1].end else None


def _with_description(frame: Frame, tokens: Sequence[Token], found: Span) -> Span:
    """``The leader of the union, Bram Orr said``: take the description before a bare name with it."""
    count = _count_before(tokens, found[0])
    if count < 3 or tokens[count - 1].low != ",":
        return found
    before, inside = tokens[:count], [token for token in tokens[count:] if token.end <= found[1]]
    if not all(token.capital for token in inside):
        return found
    description = phrase_ending(frame, before[:-1])
    if description is None or description[1] != before[-2].end:
        return found
    opening = [token for token in before if token.end <= description[0]]
    first = next(token for token in before if token.start == description[0])
    stands_alone = not opening or not opening[-1].word
    return (description[0], found[1]) if stands_alone and first.low in words.DETERMINERS else found


def stretch_source(frame: Frame, scan: Scan, stretch: Stretch, sentence: Span) -> tuple[Site, Span | None]:
    """Return the cue of a reported stretch with offsets, and the span of its source, if one is found."""
    assert stretch.cue is not None
    first, last = stretch.cue
    if stretch.site is not None:
        cue = stretch.site
    else:
        low = " ".join(scan.lows[first : last + 1])
        shape = "ing" if low.endswith("ing") else "past"
        cue = site_of(scan, first, last, CueForm(low, low, "", "verb", shape, ()))
    if cue.form is COLON_CUE:
        return cue, _beside_mark(scan, first, stretch, sentence)
    if cue.form.kind == "noun":
        return cue, holder(frame, (cue.start, cue.end), *sentence)
    marked = first > 0 and not scan.lows[first - 1][0].isalnum()
    follows = last + 1 < len(scan.kinds) and scan.kinds[last + 1] in NAMED
    tells = cue.form.form in TELL
    inverted = cue.form.kind == "verb" and stretch.first < first and marked and follows and not tells
    start, end = sentence
    if stretch.last <= first:
        start = max(start, scan.ends[stretch.last - 1])  # the source stands between content and cue
    return cue, source_of(frame, cue, start, end, inverted)


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
    step = len(before) - 1
    while step >= 0 and before[step].word and step > len(before) - 4:
        token = before[step]
        if token.low.endswith(("'s", "s'")) and token.low not in ("it's", "that's"):
            found = phrase_ending(frame, before[: step + 1])
            return (found[0], found[1] - 2 if token.low.endswith("'s") else found[1]) if found else None
        if token.low in ("his", "her", "its", "their", "my", "our", "your"):
            return token.start, token.end
        step -= 1
    after = frame.tokens_between(noun[1], min(end, noun[1] + 60))
    if after and after[0].low in ("of", "by", "from", "among"):
        return phrase_after(frame, after[0].end, end)
    return subject_before(frame, noun[0], start)
