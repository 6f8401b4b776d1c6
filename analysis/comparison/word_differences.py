"""Two passages word by word: which words only one of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from analysis.annotation.article_pass import unify_word
from analysis.annotation.inflections import base_forms
from analysis.annotation.stopwords import stopwords
from analysis.text import WORD

SAME, ONLY_FIRST, ONLY_SECOND, BETWEEN = "same", "only first", "only second", "between"


@dataclass(frozen=True)
class Token:
    """A word, or what stands between words (``where`` is then 'between').

    ``where``: same, only first or only second. ``loaded``: a part of a hit. ``function``: a function word.
    """

    text: str
    where: str
    loaded: bool = False
    function: bool = False


Tokens = tuple[Token, ...]


def differences(
    first: str, second: str, loaded_first: Sequence[str] = (), loaded_second: Sequence[str] = ()
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
        [unify_word(text[start:end]) for start, end in spans]
        for text, spans in zip((first, second), places, strict=True)
    ]
    base = base_forms([*folded[0], *folded[1]])
    keys = [[base.get(word, word) for word in words] for words in folded]
    same = _same(keys[0], keys[1])
    wheres = [
        [SAME if found else only for found in known]
        for known, only in zip(same, (ONLY_FIRST, ONLY_SECOND), strict=True)
    ]
    return (
        _tokens(first, places[0], wheres[0], loaded_first),
        _tokens(second, places[1], wheres[1], loaded_second),
    )


def only_here(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the runs of words that one side alone has, without function words at their ends.

    >>> ours, _ = differences("The old port and the mill burnt", "The mill burnt")
    >>> ["".join(token.text for token in run) for run in only_here(ours)]
    ['old port']
    """
    runs: list[list[Token]] = []
    run: list[Token] = []
    for token in (*tokens, Token("", SAME)):
        if token.where == BETWEEN:
            run += [token] if run and token.text.isspace() else []
            # A mark between words parts two runs.
            if not token.text.isspace():
                runs, run = [*runs, run], []
        elif token.where == SAME:
            runs, run = [*runs, run], []
        else:
            run.append(token)
    return [trimmed for run in runs if (trimmed := _trimmed(run))]


def _trimmed(run: list[Token]) -> list[Token]:
    weighty = [place for place, token in enumerate(run) if token.where != BETWEEN and not token.function]
    return run[weighty[0] : weighty[-1] + 1] if weighty else []


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
    hits, functions = _places_of(text, loaded), stopwords()
    tokens, last = [], 0
    for (start, end), where in zip(places, wheres, strict=True):
        if start > last:
            tokens.append(Token(text[last:start], BETWEEN))
        inside = any(start < hit[1] and hit[0] < end for hit in hits)
        word = text[start:end]
        tokens.append(Token(word, where, inside, unify_word(word) in functions))
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
