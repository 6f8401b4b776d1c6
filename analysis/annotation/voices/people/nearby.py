"""What stands near a pronoun: the sentences of a text, and who speaks and acts in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.annotation.voices.people.memory import Memory
from analysis.annotation.voices.people.subjects import subjects
from analysis.annotation.voices.records import Attribution
from analysis.annotation.voices.text.frame import MASK, Frame
from analysis.annotation.voices.text.phrases import Span

Named = tuple[str | None, str | None]
"""Name and type of somebody, as in an attribution."""

_MOST = 10
_STOPS = (".", "!", "?", ":", "…", '"', "”", "’", "'", ")", MASK)


def sentence_at(starts: Sequence[int], offset: int) -> int:
    """Return the number of the sentence in which an offset lies, or before which it is the first."""
    return bisect_right(starts, offset, 1) - 1


class Nearby(NamedTuple):
    """A text while its attributions are named in order.

    ``found`` are those so far, ``known`` the subjects of its sentences, ``heard`` who speaks in each.
    """

    frame: Frame
    sentences: Sequence[Span]
    starts: Sequence[int]
    memory: Memory
    found: list[Attribution]
    known: dict[Span, list[Span]]
    heard: dict[int, list[tuple[Attribution, Span]]]

    def subjects(self, start: int, end: int) -> list[Span]:
        """Return the subjects of a sentence, which many pronouns ask for."""
        found = self.known.get((start, end))
        if found is None:
            found = self.known[start, end] = subjects(self.frame, start, end)
        return found

    def last_found(self) -> Sequence[Attribution]:
        """Return the attributions found last, the last one first."""
        return self.found[: -_MOST - 1 : -1]

    def around(self, offset: int) -> Iterator[Attribution]:
        """Yield the attributions in whose reported words an offset stands."""
        for one in self.last_found():
            if one.kind == "reported" and one.start <= offset < one.end and one.source is not None:
                yield one

    def hear(self, one: Attribution) -> None:
        """Note in which sentence the source of an attribution stands, unless it stands in a quotation."""
        place = one.pointer or one.source
        if place is not None and self.frame.masked[place[0]] != MASK:
            self.heard.setdefault(sentence_at(self.starts, place[0]), []).append((one, place))

    def sources_in(self, number: int) -> Iterator[tuple[Attribution, Span]]:
        """Yield the attributions whose source stands in a sentence and in no quotation, last first."""
        return reversed(self.heard.get(number, ()))

    def is_sentence(self, start: int, end: int) -> bool:
        """Whether a line ends as sentences do, and headings and captions do not."""
        return self.frame.masked[start:end].rstrip().endswith(_STOPS)

    def named(self, subject: Span) -> Named:
        """Return name and type of a subject; nothing for a lone word that may be nobody."""
        name, kind = self.memory.known(self.frame.text, subject)
        sure = kind != "person" or name is None or self.memory.is_known(name)
        return (name, kind) if sure else (None, None)
