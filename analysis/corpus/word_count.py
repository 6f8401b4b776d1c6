"""How many words texts have: what `analysis.text.count_words` says, counted on arrays of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_OTHER, _JOINER, _COMMA, _POINT, _LETTER, _DIGIT = range(6)
"""Kinds of characters; joiners are hyphens and apostrophes."""
_JOINERS = "-‐'’"
_KNOWN = 0x2100
"""Characters below this one have their kind in a table: Europe's alphabets and usual punctuation."""
_BETWEEN = "  "
"""Parts texts: a word is told from the two characters before each letter or digit."""

Places = NDArray[np.intp]
Kinds = NDArray[np.uint8]


def count_words_of(texts: Sequence[str]) -> list[int]:
    """Count the words of each of some texts.

    A word (`analysis.text.WORD`) is a run of letters and digits, or several that a hyphen, an apostrophe or,
    between digits, a point or comma joins. Behind a point or comma it ends with the digits (*1.5bn* is two
    words), and initials with points are one word (*U.S.*), also behind a hyphen (*anti-U.S.*).

    >>> count_words_of(["Russia’s U.S. visit: 1,000 hegemony-oriented talks", "No."])
    [6, 1]
    """
    kinds = _kinds(_BETWEEN.join(["", *texts, ""]))
    in_run = kinds >= _LETTER
    runs = np.flatnonzero(in_run[1:] > in_run[:-1]) + 1
    first, before, last = kinds[runs], kinds[runs - 1], kinds[runs - 2]
    in_number = ((before == _POINT) | (before == _COMMA)) & (last == _DIGIT) & (first == _DIGIT)
    hyphened = (before == _JOINER) & (last >= _LETTER)
    words = np.append(runs[~(in_number | hyphened)], _letters_behind(runs[in_number], kinds))
    ends = np.cumsum([len(text) + len(_BETWEEN) for text in texts], dtype=np.intp)
    further = _further_initials(np.append(words, runs[hyphened]), kinds)
    counted = _up_to(words, ends) - _up_to(further, ends)
    counts: list[int] = np.diff(counted, prepend=0).tolist()
    return counts


def _letters_behind(numbers: Places, kinds: Kinds) -> Places:
    """Return where letters follow at once on the digits that begin at the given places."""
    if not numbers.size:
        return numbers
    is_digit = kinds == _DIGIT
    ends = np.flatnonzero(is_digit[:-1] > is_digit[1:]) + 1
    behind = ends[np.searchsorted(ends, numbers)]
    letters: Places = behind[kinds[behind] == _LETTER]
    return letters


def _further_initials(runs: Places, kinds: Kinds) -> Places:
    """Return the runs that are one letter and a point behind another such: the S of *U.S.*"""
    initials = np.sort(runs[(kinds[runs] == _LETTER) & (kinds[runs + 1] == _POINT)])
    further: Places = initials[1:][np.diff(initials) == 2]
    return further


def _up_to(places: Places, ends: Places) -> Places:
    """Return how many of some places lie before each of the ends."""
    counted: Places = np.sort(places).searchsorted(ends)
    return counted


def _kinds(text: str) -> Kinds:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _table().take(codes, mode="clip")
    beyond = codes >= _KNOWN
    if beyond.any():
        distinct, places = np.unique(codes[beyond], return_inverse=True)
        kinds[beyond] = np.array([_kind(chr(code)) for code in distinct], dtype=np.uint8)[places]
    return kinds


@lru_cache(maxsize=1)
def _table() -> Kinds:
    return np.array([_kind(chr(code)) for code in range(_KNOWN)], dtype=np.uint8)


def _kind(sign: str) -> int:
    if sign.isalnum():
        return _DIGIT if sign.isdecimal() else _LETTER
    if sign in _JOINERS:
        return _JOINER
    return {".": _POINT, ",": _COMMA}.get(sign, _OTHER)
