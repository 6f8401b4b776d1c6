"""Sentences with a marked target, as the tests of stance write them: ``Halmere thanked [Tarsovia].``"""

from __future__ import annotations

from analysis.annotation.stance import StancePlace


def place(marked: str, previous: str = "", others: tuple[str, ...] = (), holder: str = "") -> StancePlace:
    """Return the place of a sentence whose target stands in square brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")

    def span(name: str) -> tuple[int, int]:
        at = sentence.index(name)
        return at, at + len(name)

    spans = tuple(span(name) for name in others)
    return StancePlace(sentence, start, end, previous, spans, span(holder) if holder else None)
