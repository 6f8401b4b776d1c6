"""Lists of words that are left out of a vocabulary."""

from __future__ import annotations

from pathlib import Path

from analysis.annotation.lexicons import load_lexicon
from analysis.errors import InputError
from analysis.text import WORD, unify_word


def stopwords(name: str | Path = "function_words") -> frozenset[str]:
    """Return the words of a list, in the form under which words are counted; case does not matter.

    Parameters
    ----------
    name : name of a list in ``data/lexicons``, or the path of a CSV file with a column ``term``, one word a
        row (a column ``category`` is allowed, and ``inflect`` adds forms)

    Raises
    ------
    InputError
        as ``load_lexicon``; an actor list; an entry of several words or with ``*``

    Example
    -------
    >>> sorted(stopwords() & {"the", "they've", "regime"})
    ['the', "they've"]
    """
    lexicon = load_lexicon(name)
    if lexicon.kind == "actors":
        raise InputError(name, "header", "a list of actors", "a list with a column 'term'", "name another")
    words = set()
    for entry in lexicon.entries:
        word = unify_word(entry.term)
        if entry.stem or not WORD.fullmatch(word):
            raise InputError(name, "", f"'{entry.term}'", "one whole word a row", "correct or remove the row")
        words |= {word, *entry.forms}
    return frozenset(words)
