"""What a word is, and how text is folded for matching. Every count and every offset rests on this module."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DOTTED = r"(?:[^\W\d_]\.){2,}"
WORD = re.compile(
    rf"{_DOTTED}|[^\W_]+(?:(?<=\d)[.,](?=\d)\d+|[-‐'’](?!{_DOTTED})[^\W_]+)*(?:[-‐'’]{_DOTTED})?"
)
"""One word: *hegemony-oriented*, *Russia’s*, *U.S.*, *anti-U.S.*, *1,000* and *1st* are one word each."""

APOSTROPHES = "’‘ʼ`´＇"
HYPHENS = "-‐‑‒–−"
_QUOTES = [*((c, '"') for c in "“”„‟"), *((c, "'") for c in "‘’‚‛")]
# The em dash stays: it parts clauses, so a phrase must not match across it.
# Pairs, not a table for translate: replacing one character at a time is ten times as fast.
_UNIFY = [*((c, "'") for c in APOSTROPHES), *((c, " ") for c in f"{HYPHENS}\n\t\u00a0")]


def count_words(text: str) -> int:
    """Count the words of a text.

    >>> count_words("Russia’s U.S. visit: 1,000 hegemony-oriented talks")
    6
    """
    return len(WORD.findall(text))


def lower_same_length(text: str) -> str:
    """Lower-case a text without moving any character, so that offsets stay valid.

    >>> len(lower_same_length("İstanbul")) == len("İstanbul")
    True
    """
    low = text.lower()
    # Of all characters only this one grows.
    return low if len(low) == len(text) else "İ".join(part.lower() for part in text.split("İ"))


def unify(text: str) -> str:
    """Unify apostrophes, hyphens and white space; case and length stay the same.

    >>> unify("Cold War–style")
    'Cold War style'
    """
    return _replaced(text, _UNIFY)


def straight(text: str) -> str:
    """Put straight quote marks and apostrophes in the place of curly ones; the length stays the same.

    >>> print(straight("“Don’t”"))
    "Don't"
    """
    return _replaced(text, _QUOTES)


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for character, plain in pairs:
        if character in text:
            text = text.replace(character, plain)
    return text


def fold(text: str) -> str:
    """Fold case, apostrophes, hyphens and white space for matching; the length stays the same.

    >>> fold("Cold War–style")
    'cold war style'
    """
    return unify(lower_same_length(text))


def unify_word(word: str) -> str:
    """Return the form under which a word is counted: lower case, straight apostrophes, plain hyphens.

    >>> unify_word("Moscow‐Pyongyang’s")
    "moscow-pyongyang's"
    """
    lowered = word.lower()
    return (
        lowered
        if lowered.isalnum()
        else unify(lowered.replace("‐", "-").replace("-", "\x00")).replace("\x00", "-")
    )
