"""Sources: the noun phrase that speaks, found by its place beside the cue.

English news puts the source before its verb (``Ms Orr, the mayor, said``) or after it (``said Ms Orr``), and after
"according to". Without a parser, a noun phrase is read as a run of words between boundaries: punctuation,
conjunctions, auxiliaries, other verbs that are cues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.annotation.voices import words
from analysis.annotation.voices.frame import MASK, Cue, Frame

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Sens|Reps|St|Jr|Capt|Maj|Adm)\.|"
    r"[^\W\d_]\.(?=\s+[^\W\d_])|\w+(?:['’&./-]\w+)*(?:(?<=s)['’](?=\s))?|--|[^\w\s]"
)
_REACH = 320
_MAX_TOKENS = 14
_APPOSITIVES = frozenset(
    "a an the who which whose himself herself his her its their one former president chairman chief director founder "
    "author head professor r-ky r d formerly now then and".split()
)
_BRIDGES = frozenset(
    "went go goes going on continued continues appeared appears seemed seems wanted wants tried tries refused declined "
    "sought seeks used began begins started paused hesitated ready quick expected likely able happy rushed hastened "
    "proceeded as far so moved return returned came come forced ought need needs needed nothing much little more something".split()
)


_NO_NAME = words.DETERMINERS | words.CONJUNCTIONS | words.PREPOSITIONS | words.ADVERBS | {"it", "there", "however"}
_SPEAKERS = (
    words.ROLES | words.ROLE_PLURALS | words.UNNAMED | words.MEDIA | words.DOCUMENTS | words.GOVERNMENT
) | words.ORGANISATIONS


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    surface: str
    low: str

    @property
    def word(self) -> bool:
        return self.surface[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.surface[0].isupper()


def source_of(frame: Frame, cue: Cue, start: int, end: int, inverted: bool) -> tuple[int, int] | None:
    """Return the span of the source of a cue that stands in ``[start, end)``, or None.

    ``inverted``: the source follows the verb.
    """
    key = (cue.start, start, inverted)
    if key not in frame.sources:
        frame.sources[key] = _find_source(frame, cue, start, end, inverted)
    return frame.sources[key]


def _find_source(frame: Frame, cue: Cue, start: int, end: int, inverted: bool) -> tuple[int, int] | None:
    if cue.by is not None:
        return phrase_after(frame, cue.by, end)
    if cue.form.kind == "phrase":
        if cue.form.form.startswith(("in a ", "in an ", "in remarks ")):
            return first_phrase(frame, start, end)
        if cue.form.form.rsplit(" ", 1)[-1] in ("to", "of", "by"):
            return phrase_after(frame, cue.end, end)
    if inverted:
        return phrase_after(frame, cue.end, end)
    if cue.passive:
        return None
    if cue.form.shape == "ing" and not _progressive(frame, cue, start):
        return _earlier_subject(frame, _tokens(frame, max(start, cue.start - _REACH), cue.start), start)
    found = subject_before(frame, cue.start, start)
    if found is None and cue.start - start < 8 and not frame.folded[start : cue.start].strip(" \n\t\"'“”‘’\x00"):
        return phrase_after(frame, cue.end, end)  # "Continued Ms Orr: …"
    return found


def _progressive(frame: Frame, cue: Cue, start: int) -> bool:
    """``is saying``, or ``with Ms Orr saying``: the subject stands right before."""
    tokens = _tokens(frame, max(start, cue.start - 60), cue.start)
    low = [token.low for token in tokens[-6:]]
    if any(word in words.AUXILIARIES for word in low[-2:]):
        return True
    if not tokens or not tokens[-1].word:
        return False
    if "with" in low and "," not in low[low.index("with") :]:
        return True
    last = tokens[-1]
    named = last.capital or last.low in words.PRONOUNS - {"who"}
    before = next((t.low for t in reversed(tokens[:-1]) if not t.capital), "")
    return named and last.low not in words.TIME and before in ("and", "of", "while", "as", "-", "–", ",", "by")


def phrase_after(frame: Frame, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that begins at ``start``."""
    tokens = _tokens(frame, start, min(end, start + _REACH))
    while tokens and tokens[0].low in words.ADVERBS and tokens[0].low not in ("one",):
        tokens = tokens[1:]
    kept: list[_Token] = []
    for number, token in enumerate(tokens):
        if token.low in words.PRONOUNS and not kept:
            return (token.start, token.end)
        if number >= _MAX_TOKENS or not token.word or _ends_phrase(frame, tokens, number, bool(kept)):
            break
        kept.append(token)
    while kept and (kept[-1].low.rstrip(".") in words.TIME or kept[-1].low in words.NOUN_LINKS | words.DETERMINERS):
        if kept[-1].capital and len(kept) > 1 and kept[-2].capital and kept[-1].low not in words.ADVERBS:
            break
        kept.pop()
    if not kept or kept[0].low in words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES:
        return None
    return (kept[0].start, kept[-1].end)


def _ends_phrase(frame: Frame, tokens: Sequence[_Token], number: int, begun: bool) -> bool:
    token = tokens[number]
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.low in ("and", "&") and following is not None and begun:
        return not (following.capital and tokens[number - 1].capital)
    if token.low in words.AUXILIARIES or token.low in words.CONJUNCTIONS or token.low in ("told", "said"):
        return True
    if token.low in words.PREPOSITIONS:
        if token.low not in ("of", "for", "at", "from", "in", "with", "to", "on") or following is None:
            return True
        if token.low in ("in", "on", "at", "from", "with", "to"):
            lowercase_head = number > 0 and not tokens[number - 1].capital or token.low == "at"
            timed = following.low.rstrip(".") in words.TIME or following.low in ("a", "an", "his", "her", "response")
            return timed or not lowercase_head and token.low != "to" or not following.capital and token.low != "to"
        return False
    if begun and token.low in words.ADVERBS:
        return True
    if begun and token.low in words.PRONOUNS | {"him", "them", "me", "us", "her"}:
        return True
    return begun and any(cue.start == token.start for cue in frame.between(token.start, token.end))


def subject_before(frame: Frame, end: int, limit: int) -> tuple[int, int] | None:
    """Return the noun phrase that is the subject of the verb at ``end``, looking back no further than ``limit``."""
    limit = max(limit, end - _REACH)
    tokens = _tokens(frame, limit, end)
    for _ in range(8):
        tokens = _skip_verbs(tokens)
        if not tokens:
            return None
        last = tokens[-1]
        if last.low in ("and", "but", "or", "then"):
            return _earlier_subject(frame, tokens[:-1], limit)
        if last.surface == "," or last.surface in ")—–-" or last.surface == "--":
            return _across_comma(frame, tokens, limit)
        if last.low in ("who", "which", "that") and len(tokens) > 1:
            tokens = tokens[:-1]
            if tokens[-1].surface == ",":
                tokens = tokens[:-1]
            continue
        if not last.word:
            return None
        found = _phrase_ending(frame, tokens)
        if found is None or not _speaker(frame, found):
            return None
        inside = [token for token in tokens if token.start < found[0]]
        if len(inside) > 2 and inside[-1].low in words.PREPOSITIONS and inside[-2].low.endswith(("ing", "ed")):
            tokens = inside[:-2]  # "a source speaking to the paper said"
            continue
        return _with_description(frame, tokens, found)
    return None


def _skip_verbs(tokens: list[_Token]) -> list[_Token]:
    """Drop auxiliaries, adverbs and verbs such as "went on to" from the end."""
    while tokens:
        low = tokens[-1].low
        if low in words.PREPOSITIONS and low != "to" and len(tokens) > 1 and not tokens[-1].capital:
            tokens = tokens[:-1]
        elif low in words.AUXILIARIES or (low.endswith("ly") and not tokens[-1].capital and len(low) > 4):
            tokens = tokens[:-1]
        elif low in words.ADVERBS and not (len(tokens) == 1 and low == "one"):
            tokens = tokens[:-1]
        elif low == "to" and len(tokens) > 1:
            tokens = tokens[:-1]
            steps = 0
            while tokens and steps < 3 and (tokens[-1].low in _BRIDGES or steps == 0 and not tokens[-1].capital):
                if not tokens[-1].word or tokens[-1].low in words.PRONOUNS:
                    break
                tokens, steps = tokens[:-1], steps + 1
        else:
            break
    return tokens


def _earlier_subject(frame: Frame, tokens: list[_Token], limit: int) -> tuple[int, int] | None:
    """The subject of a coordinated or participle clause is that of the clause before it."""
    if not tokens:
        return None
    for cue in reversed(frame.between(limit, tokens[-1].end)[-3:]):
        if not cue.passive and cue.form.kind == "verb" and cue.form.shape in ("past", "third"):
            found = source_of(frame, cue, limit, tokens[-1].end, False)
            if found and _speaker(frame, found):
                return found
    return _first_phrase(frame, tokens)


def _speaker(frame: Frame, span: tuple[int, int]) -> bool:
    """Whether a phrase can speak: a name, a pronoun, a noun that is no bare participle."""
    surface = frame.text[slice(*span)]
    last = surface.rsplit(None, 1)[-1].lower()
    return any(c.isalpha() for c in surface) and not (surface.islower() and last.endswith(("ed", "ing")))


def can_speak(surface: str) -> bool:
    """Whether a phrase names somebody: a name, a personal pronoun, or a noun for people, bodies or documents."""
    parts = [part.strip(".,'’").lower() for part in surface.split()]
    if parts[0] in words.PRONOUNS - {"it"}:
        return True
    if any(part[0].isupper() for part in surface.split()[1:]) or (surface[0].isupper() and parts[0] not in _NO_NAME):
        return True
    return any(part in _SPEAKERS for part in parts)


def first_phrase(frame: Frame, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun phrase with which the clause between two offsets begins."""
    tokens = _tokens(frame, max(start, end - _REACH), end)
    return _first_phrase(frame, tokens) if tokens else None


def _first_phrase(frame: Frame, tokens: Sequence[_Token]) -> tuple[int, int] | None:
    """Return the noun phrase with which a clause begins, past an opening such as "On Monday,"."""
    start = 1 if tokens[0].low in ("and", "but", "so", "yet") and len(tokens) > 1 else 0
    low = tokens[start].low
    if low in words.PREPOSITIONS or low in words.CONJUNCTIONS or low.endswith("ing"):
        # "On Monday, in Boston, Ms Orr": the first segment that is no aside.
        segments = _segments(tokens[start:])[1:]
        chosen = next((segment for segment in segments if not _aside(segment)), None)
        if chosen is None:
            return None
        start = next(number for number, token in enumerate(tokens) if token is chosen[0])
    if start < len(tokens) and tokens[start].low in words.ADVERBS:
        start += 1
    while start < len(tokens) and not tokens[start].word:
        start += 1
    if start >= len(tokens):
        return None
    if tokens[start].low in words.PRONOUNS:
        return (tokens[start].start, tokens[start].end)
    kept: list[_Token] = []
    for token in tokens[start : start + _MAX_TOKENS]:
        if not token.word or token.low in words.AUXILIARIES | words.CONJUNCTIONS | words.ADVERBS:
            break
        if token.low in words.PREPOSITIONS and token.low not in ("of", "for"):
            break
        named = bool(kept) and kept[-1].capital and kept[-1].low not in words.DETERMINERS
        if named and not token.capital and token.low not in ("of", "for"):
            break
        if kept and any(cue.start == token.start for cue in frame.between(token.start, token.end)):
            break
        if kept and not token.capital and token.low.endswith("ed"):
            break
        kept.append(token)
    return (kept[0].start, kept[-1].end) if kept else None


def _across_comma(frame: Frame, tokens: list[_Token], limit: int) -> tuple[int, int] | None:
    """A comma before the verb closes an appositive or an aside: go back to what it stands beside."""
    segments = _segments(tokens[:-1])
    if not segments:
        return None
    chosen = len(segments) - 1
    while chosen > 0 and _aside(segments[chosen]):
        chosen -= 1
    segment = segments[chosen]
    named = all(token.capital or token.low == "and" for token in segment)
    if chosen > 0 and named and _describes(segments[chosen - 1]):
        found = _phrase_ending(frame, segments[chosen - 1])
        pronoun = segments[chosen - 1][-1].low in words.PRONOUNS
        if found and not pronoun and found[1] == segments[chosen - 1][-1].end:
            return (found[0], segment[-1].end)
    if _aside(segment) and segment[0].low not in words.DETERMINERS:
        return None
    # "He stressed …, adding": the clause has its own verb, so its subject stands before that verb.
    cue = next((c for c in frame.between(segment[0].start, segment[-1].end) if not c.passive), None)
    if cue is not None and cue.start > segment[0].start and cue.form.kind == "verb":
        found = subject_before(frame, cue.start, limit)
        if found:
            return found
    return _phrase_ending(frame, segment) if chosen < len(segments) - 1 else _first_phrase(frame, segment)


def _segments(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Part tokens at commas, dashes and brackets; a stronger mark or a quote mark drops what stands before it."""
    segments: list[list[_Token]] = [[]]
    for token in tokens:
        if token.surface in ",()—–" or token.surface == "--":
            segments.append([])
        elif token.surface in ";:" or (not token.word and token.surface not in "'’&/.-%$"):
            segments = [[]]
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _describes(segment: Sequence[_Token]) -> bool:
    """``the leader of the union``, ``Ms Orr's lawyer``: a description that a name may follow."""
    possessive = any(token.low.endswith(("'s", "s'")) for token in segment)
    return segment[0].low in words.DETERMINERS or possessive and not segment[-1].capital


def _with_description(
    frame: Frame, tokens: Sequence[_Token], found: tuple[int, int]
) -> tuple[int, int]:
    """``The leader of the union, Bram Orr, said``: take the description before a bare name with it."""
    before = [token for token in tokens if token.end <= found[0]]
    inside = [token for token in tokens if token.start >= found[0] and token.end <= found[1]]
    if len(before) < 3 or before[-1].surface != "," or not all(token.capital for token in inside):
        return found
    description = _phrase_ending(frame, before[:-1])
    if description is None or description[1] != before[-2].end:
        return found
    if any(token.word and token.end == before_start for token in before for before_start in (description[0] - 1,)):
        return found
    first = frame.text[description[0] : description[1]].split(None, 1)[0].lower()
    return (description[0], found[1]) if first in words.DETERMINERS else found


def _aside(segment: Sequence[_Token]) -> bool:
    first = segment[0]
    return (
        first.low.rstrip(".") in _APPOSITIVES
        or first.low in words.PREPOSITIONS
        or first.surface[0].isdigit()
        or (first.low.endswith(("ing", "ed")) and not first.capital)
        or any(token.low.endswith(("'s", "s'")) for token in segment)
        and not segment[-1].capital
        or (len(segment) == 1 and (first.low in words.ADVERBS or first.low in ("however", "though", "too")))
        or first.low in ("when", "while", "as", "after", "asked", "if", "though", "although")
        or not first.capital
        and any(token.low in words.ROLES or token.low in words.ROLE_PLURALS for token in segment)
        and first.low not in words.PRONOUNS
        or all(token.low.rstrip(".") in words.US_PLACES | words.COUNTRIES | {"new", "north", "south", "west"} for token in segment)
        or bool(re.match(r"[RDI]-|R\.|D\.", first.surface))
        or len(segment) == 1
        and first.surface.endswith(".")
        or first.low in words.TIME
    )


def _phrase_ending(frame: Frame, tokens: Sequence[_Token]) -> tuple[int, int] | None:
    """Return the noun phrase that ends with the last of the tokens."""
    last = tokens[-1]
    if last.low in words.PRONOUNS:
        return (last.start, last.end)
    kept: list[_Token] = []
    for number in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _MAX_TOKENS), -1):
        token = tokens[number]
        before = tokens[number - 1] if number else None
        if not token.word:
            if token.surface in "'’&/" and kept and before is not None and before.word:
                kept.append(token)
                continue
            break
        if token.low == "and" and kept and before is not None:
            if kept[-1].capital and before.capital:
                kept.append(token)
                continue
            break
        if token.low in words.CONJUNCTIONS | words.AUXILIARIES | words.PRONOUNS and token.low != "one":
            break
        if token.low in words.PREPOSITIONS:
            # "a spokesman for the ministry": go on where a noun stands before the link.
            if token.low in words.NOUN_LINKS and kept and before is not None and _noun(before):
                kept.append(token)
                continue
            break
        if kept and any(c.start == token.start and c.form.shape != "base" for c in frame.between(token.start, token.end)):
            break
        kept.append(token)
        if token.low in words.DETERMINERS and not (before is not None and before.low in words.NOUN_LINKS | words.DETERMINERS):
            break
    while kept and (not kept[-1].word or kept[-1].low in words.PREPOSITIONS | words.ADVERBS | words.TIME | {"and"}):
        kept.pop()
    while kept and kept[0].low in words.TIME | words.ADVERBS and len(kept) > 1:
        kept.pop(0)
    return (kept[-1].start, kept[0].end) if kept else None


def _noun(token: _Token) -> bool:
    low = token.low
    return token.word and (
        token.capital
        or low in words.ROLES
        or low in words.ROLE_PLURALS
        or low in words.MEDIA | words.DOCUMENTS | words.GOVERNMENT | words.ORGANISATIONS | words.UNNAMED
        or low in ("member", "members", "one", "some", "many", "most", "part", "group", "side", "family", "majority", "familiar", "close")
    )


def _tokens(frame: Frame, start: int, end: int) -> list[_Token]:
    """Tokens of the masked text; those before a masked stretch, a blank line or a full stop are cut off."""
    return [
        _Token(m.start(), m.end(), m.group(), m.group().replace("’", "'").lower())
        for m in _TOKEN.finditer(frame.masked, start, end)
        if m.group() != MASK
    ]
