"""A description and the bare name behind its comma: ``the leader of the union, Bram Orr``."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotation.voices.text.clauses import describes
from analysis.annotation.voices.text.frame import Frame
from analysis.annotation.voices.text.phrases import Span, phrase_ending, span_of, tokens_of_ending
from analysis.annotation.voices.text.traits import CAPITAL, DETERMINER, PRONOUN, WORD


def description(frame: Frame, segment: Sequence[int]) -> Span | None:
    """Return the whole segment before a name if it describes: ``the leader of the union``."""
    if not describes(frame, segment) or frame.scan.traits[segment[-1]] & PRONOUN:
        return None
    found = phrase_ending(frame, segment)
    return found if found and found[1] == frame.scan.ends[segment[-1]] else None


def with_description(frame: Frame, tokens: Sequence[int], place: Span) -> Span | None:
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
