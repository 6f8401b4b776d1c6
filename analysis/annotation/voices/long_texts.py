"""Texts longer than an article, which are searched in stretches, so that time and memory grow with length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from analysis.annotation.voices.records import Attribution, Run

LONGEST = 250_000
"""Characters that are searched as one text. The longest of 10,000 news articles that were seen has 62,414."""

Bounds = tuple[int, int]
Text = tuple[str, Sequence[Bounds]]
"""A text and its sentences."""


def stretches_of(text: Text, longest: int = LONGEST) -> list[int]:
    """Return where the stretches of a text begin and, last, where the text ends.

    A stretch begins with a sentence that stands behind white space, so that no piece is cut, and with one
    with which a paragraph begins where there is one. It is longer than ``longest`` only if it has no other.

    >>> text = ("One. Two.\\n\\nThree. Four.", [(0, 4), (5, 9), (11, 17), (18, 23)])
    >>> stretches_of(text, 20), stretches_of(text, 9), stretches_of(text, 100)
    ([0, 11, 23], [0, 5, 11, 18, 23], [0, 23])
    """
    characters, sentences = text
    cuts, size = [0], len(characters)
    gaps = [(end, start) for (_, end), (start, _) in pairwise(sentences) if end < start]
    first = -1
    while size - cuts[-1] > longest:
        beyond = bisect_right(gaps, cuts[-1] + longest, key=itemgetter(1))
        fitting = range(beyond - 1, first, -1)
        place = next((n for n in fitting if "\n" in characters[slice(*gaps[n])]), max(beyond - 1, first + 1))
        if place >= len(gaps):
            break
        first = place
        cuts.append(gaps[place][1])
    return [*cuts, size]


def cut(text: Text, longest: int = LONGEST) -> tuple[list[Text], list[int]]:
    """Return the stretches of a text with their own sentences, and where they begin.

    >>> cut(("One. Two.\\n\\nThree.", [(0, 4), (5, 9), (11, 17)]), 12)
    ([('One. Two.\\n\\n', [(0, 4), (5, 9)]), ('Three.', [(0, 6)])], [0, 11])
    """
    characters, sentences = text
    if len(characters) <= longest:
        return [text], [0]
    bounds = stretches_of(text, longest)
    starts = [start for start, _ in sentences]
    places = [0, *(bisect_left(starts, bound) for bound in bounds[1:])]
    parts: list[Text] = []
    for (begin, end), (a, b) in zip(pairwise(bounds), pairwise(places), strict=True):
        parts.append(
            (characters[begin:end], [(start - begin, stop - begin) for start, stop in sentences[a:b]])
        )
    return parts, bounds[:-1]


def join(
    found: Iterator[tuple[list[Attribution], list[Run]]], begins: Sequence[int]
) -> tuple[list[Attribution], list[Run]]:
    """Return what was found in the stretches of a text as that of the text.

    Parameters
    ----------
    found : attributions and runs of each stretch; as many are taken as there are ``begins``
    begins : where the stretches begin
    """
    if len(begins) == 1:
        return next(found)
    attributions: list[Attribution] = []
    runs: list[Run] = []
    for begin, (own, covering) in zip(begins, found, strict=False):
        before = len(attributions)
        attributions += [_moved(one, begin, before) for one in own]
        for start, end, voice, number, scare in covering:
            of = None if number is None else number + before
            runs.append(Run(start + begin, end + begin, voice, of, scare))
    return attributions, runs


def _moved(one: Attribution, by: int, before: int) -> Attribution:
    """Return an attribution of a stretch as one of its text."""
    return one._replace(
        start=one.start + by,
        end=one.end + by,
        source=_shifted(one.source, by),
        cue=_shifted(one.cue, by),
        pointer=_shifted(one.pointer, by),
        parent=None if one.parent is None else one.parent + before,
    )


def _shifted(place: Bounds | None, by: int) -> Bounds | None:
    return place and (place[0] + by, place[1] + by)
