"""Two passages word by word: which words only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from analysis.annotation.inflections import base_forms
from analysis.comparison.events.near_passages import function_words
from analysis.text import WORD, unify_word

SAME, ONLY_FIRST, ONLY_SECOND, BETWEEN = "same", "only first", "only second", "between"


@dataclass(frozen=True)
class Token:
    """A word, or what stands between words (``where`` is then 'between').

    ``where``: same, only first or only second. ``loaded``: a part of a hit. ``function``: a function word or
    an initial.
    """

    text: str
    where: str
    loaded: bool = False
    function: bool = False


Tokens = tuple[Token, ...]


def differences(
    first: str,
    second: str,
    loaded_first: Sequence[str] = (),
    loaded_second: Sequence[str] = (),
    *,
    around_first: str = "",
    around_second: str = "",
) -> tuple[Tokens, Tokens]:
    """Tag every word of two passages as one that both have or that only one has.

    Words are compared without case, regular forms of one word (*force*, *forces*) are the same, and a word
    that both have in another place is the same; one that stands twice here and once there is, once, only
    here. Which of two equal words has its like on the other side, the longest common runs decide (difflib;
    Ratcliff and Metzener 1988).

    Parameters
    ----------
    first, second : passages
    loaded_first, loaded_second : hits as they stand in each, in their order
    around_first, around_second : other words that are shown with each; a word that the other passage has in
        them is not only here

    Returns
    -------
    tuple of Token, tuple of Token
        the texts of the tokens of a side, one after the other, are the passage

    Example
    -------
    >>> ours, theirs = differences("Masked radicals threw bottles", "Thugs threw bottles", ["radicals"])
    >>> [token.text for token in ours if token.where == "only first"], ours[2].loaded
    (['Masked', 'radicals'], True)
    """
    places = [[match.span() for match in WORD.finditer(text)] for text in (first, second)]
    folded = [
        [unify_word(match.group()) for match in WORD.finditer(text)]
        for text in (first, second, around_first, around_second)
    ]
    base = base_forms(chain.from_iterable(folded))
    keys = [[base.get(word, word) for word in words] for words in folded]
    same = _same(keys[0], keys[1])
    for known, words, around in zip(same, keys[:2], (keys[3], keys[2]), strict=True):
        known[:] = [found or word in around for found, word in zip(known, words, strict=True)]
    wheres = [
        [SAME if found else only for found in known]
        for known, only in zip(same, (ONLY_FIRST, ONLY_SECOND), strict=True)
    ]
    return (
        _tokens(first, places[0], wheres[0], loaded_first),
        _tokens(second, places[1], wheres[1], loaded_second),
    )


def only_here(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the runs of words that one side alone has: number of the first token, and after the last.

    Marks between words end a run. Function words at its ends are left out, and so is a run of nothing else.

    >>> ours, _ = differences("The old port and the mill burnt", "The mill burnt")
    >>> ["".join(token.text for token in ours[first:last]) for first, last in only_here(ours)]
    ['old port']
    """
    runs = []
    first: int | None = None
    last = 0
    for number, token in enumerate(tokens):
        if token.where == SAME or (token.where == BETWEEN and not token.text.isspace()):
            if first is not None:
                runs.append((first, last))
            first = None
        elif token.where != BETWEEN and not token.function:
            first = number if first is None else first
            last = number + 1
    return runs if first is None else [*runs, (first, last)]


def _same(first: Sequence[str], second: Sequence[str]) -> tuple[list[bool], list[bool]]:
    """Say of every word whether it has its like on the other side."""
    same = [False] * len(first), [False] * len(second)
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            same[0][block.a + place] = same[1][block.b + place] = True
    left = [
        Counter(word for word, found in zip(words, known, strict=True) if not found)
        for words, known in zip((first, second), same, strict=True)
    ]
    moved = left[0] & left[1]
    for words, known in zip((first, second), same, strict=True):
        to_find = moved.copy()
        for place, word in enumerate(words):
            if not known[place] and to_find[word] > 0:
                known[place] = True
                to_find[word] -= 1
    return same


def _tokens(
    text: str, places: Sequence[tuple[int, int]], wheres: Sequence[str], loaded: Sequence[str]
) -> Tokens:
    hits, functions = _places_of(text, loaded), function_words()
    tokens, last = [], 0
    for (start, end), where in zip(places, wheres, strict=True):
        if start > last:
            within = any(hit[0] <= last and start <= hit[1] for hit in hits)
            tokens.append(Token(text[last:start], BETWEEN, within))
        inside = any(start < hit[1] and hit[0] < end for hit in hits)
        word = text[start:end]
        # An initial says no more than a function word.
        light = unify_word(word) in functions or (len(word) == 1 and word.isalpha())
        tokens.append(Token(word, where, inside, light))
        last = end
    if last < len(text):
        tokens.append(Token(text[last:], BETWEEN))
    return tuple(tokens)


def _places_of(text: str, surfaces: Sequence[str]) -> list[tuple[int, int]]:
    """Find hits in the order in which they stand; one may begin inside another."""
    places, at = [], 0
    for surface in surfaces:
        start = text.find(surface, at)
        if start >= 0 and surface:
            places.append((start, start + len(surface)))
            at = start
    return places
