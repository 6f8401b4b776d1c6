"""What the reader of stance is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StancePlace:
    """One mention of a target in a sentence; all offsets are into ``sentence``.

    Parameters
    ----------
    sentence : the sentence
    start, end : the target in it; an empty span where the target is meant and not named
    previous : the sentence before it in the article, "" at the start
    others : other actors named in the sentence
    holder : who is for or against (the source, the subject of a pair); an empty span where somebody outside
        the sentence is; None where it is the writer, or not known
    stretch : the part of the sentence that is in the voice asked for; None: all of it

    >>> place = StancePlace("Halmere thanked Tarsovia.", 16, 24)
    >>> place.sentence[place.start : place.end]
    'Tarsovia'
    """

    sentence: str
    start: int
    end: int
    previous: str = ""
    others: tuple[Span, ...] = ()
    holder: Span | None = None
    stretch: Span | None = None


@dataclass(frozen=True, slots=True)
class StanceReading:
    """What is said toward a target in one place.

    ``polarity`` is -1, 0 or 1; ``score`` the expected polarity, P(positive) - P(negative), -1 to 1;
    ``confidence`` the probability that ``polarity`` is right, 0 to 1 (of rules alone: the share that was
    right on annotated sentences where the same kind of rule decided).
    """

    polarity: int
    score: float
    confidence: float
