"""What coreference reads of an article: its text, sentences, sources and the actors that it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.annotation.voices.text import words

PERSON_KINDS = frozenset(("leader", "official", "person"))
STATE_KINDS = frozenset(("state", "capital_or_government"))


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A mention of an actor: ``text[start:end]``.

    ``side`` is whom the actor speaks for, ``kind`` what it is; ``resolved`` says that context decided.
    """

    start: int
    end: int
    actor: str
    side: str
    kind: str
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an attribution, as the attributions table has it."""

    start: int
    end: int
    name: str | None
    kind: str | None
    actor: str | None
    cue_end: int | None
    content: int
    content_end: int


@dataclass
class ArticleReading:
    """An article and the mentions that are known so far, in order and without overlaps.

    ``sides`` and ``kinds`` say for each actor of the list whom it speaks for and what it is.
    """

    text: str
    sentences: Sequence[tuple[int, int]]
    sources: Sequence[Source]
    sides: Mapping[str, str]
    kinds: Mapping[str, str]
    known: list[Known] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sentence_starts = [start for start, _ in self.sentences]
        self.known.sort()
        self._starts = [mention.start for mention in self.known]

    def add(self, mentions: Iterable[Known]) -> None:
        """Add mentions, but for those that overlap one that is known."""
        for mention in mentions:
            if self.free(mention.start, mention.end):
                insort(self.known, mention)
                insort(self._starts, mention.start)

    def free(self, start: int, end: int) -> bool:
        """Whether no known mention stands in a stretch."""
        return not self.between(start, end)

    def between(self, start: int, end: int) -> list[Known]:
        """Return the known mentions that overlap a stretch."""
        place = max(0, bisect_left(self._starts, start) - 1)
        found = []
        for mention in self.known[place:]:
            if mention.start >= end:
                break
            if mention.end > start:
                found.append(mention)
        return found

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence in which an offset lies."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def mention_of(self, start: int, end: int, actor: str) -> Known:
        """Return a resolved mention of an actor of the list, or of a side."""
        return Known(start, end, actor, self.sides.get(actor, actor), self.kinds.get(actor, ""), True)


def kinds_of(entries: Iterable[tuple[str, str | None, str | None]]) -> dict[str, str]:
    """Return what each actor is, from (actor, side, kind); guessed from its name where no kind is stated.

    >>> kinds_of([("Tarsovia", "Tarsovia", "capital_or_government"), ("Tarsovia", "Tarsovia", "state")])
    {'Tarsovia': 'state'}
    """
    kinds: dict[str, str] = {}
    for actor, side, kind in entries:
        stated = "state" if kind in STATE_KINDS else kind
        if stated is None:
            state = actor.split(" ")[-1].casefold() in words.COUNTRIES
            stated = "state" if state else "official" if side not in (None, actor) else ""
        if not kinds.get(actor) or stated == "state":
            kinds[actor] = stated
    return kinds
