"""Where the runs of words begin that articles of several outlets have."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.measures.cells import Bools, Ints
from analysis.text import WORD, unify_word

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated

FURNITURE = 5
"""A run that one outlet has in so many articles is a byline, a caption or a copyright line."""
NUMBER_OF = {"own": 0, "reported": 1, "quoted": 2}
"""Voices as numbers."""
Keys = NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True)
class PlacedWords:
    """All words of a corpus in one row of arrays; stretches are never crossed by a run."""

    number: Ints  # of the word
    article: Ints
    stretch: Ints
    voice: Ints  # number in NUMBER_OF
    start: Ints
    end: Ints


def placed_words(annotated: Annotated) -> PlacedWords:
    """Return the words of all articles with voice and place; text is read part by part.

    Memory grows with the words of the corpus, 48 bytes each: what is shared is found by comparing all.
    """
    numbers: dict[str, int] = {}
    columns = [array("q") for _ in range(6)]
    number_of = {key: number for number, key in enumerate(annotated.articles["article_id"])}
    stretch, before = -1, (-1, False)
    for tables in annotated.batches():
        spans = tables.table("spans", "article_id", "voice", "start", "end")
        spans = spans.sort("article_id", "start")
        texts = tables.texts(spans["article_id"].unique())
        for key, voice, start, end in spans.iter_rows():
            article, text = number_of[key], texts.get(key)
            if text is None:
                continue
            kind = (article, voice == "quoted")
            stretch, before = stretch + (kind != before), kind
            for match in WORD.finditer(text, start, end):
                word = numbers.setdefault(unify_word(match.group()), len(numbers) + 1)
                for column, value in zip(
                    columns, (word, article, stretch, NUMBER_OF[voice], *match.span()), strict=True
                ):
                    column.append(value)
    return PlacedWords(*(np.array(column, dtype=np.int64) for column in columns))


def shared_places(words: PlacedWords, outlet_of: Ints, run: int, together: int) -> Iterator[tuple[int, Ints]]:
    """Yield each outlet that shares, and the words at which the runs that others share with it begin.

    Parameters
    ----------
    words : of all articles
    outlet_of : number of the outlet of every article
    run : words of a run
    together : unquoted runs that two articles must share
    """
    from scipy import sparse  # heavy to import

    at, key = _several_outlets(words, outlet_of, run)
    article = words.article[at]
    is_quoted = words.voice[at] == NUMBER_OF["quoted"]
    found: dict[int, list[Ints]] = {}
    for quoted, least in ((False, together), (True, 1)):
        chosen = np.flatnonzero(is_quoted == quoted)
        number = np.unique(key[chosen], return_inverse=True)[1]
        shape = (len(outlet_of), int(number.max(initial=-1)) + 1)
        ones = np.ones(len(chosen), dtype=np.int64)
        has = sparse.csr_array(sparse.coo_array((ones, (article[chosen], number)), shape=shape))
        has.data[:] = 1
        has = has if quoted else _without_furniture(has, outlet_of)
        linked = _linked(has, outlet_of, least)
        place = article[chosen] * shape[1] + number
        for other in np.unique(outlet_of).tolist():
            members = np.flatnonzero(outlet_of == other)
            theirs = (linked[:, members] @ has[members]).tocoo()
            kept = np.isin(place, theirs.coords[0].astype(np.int64) * shape[1] + theirs.coords[1])
            if kept.any():
                found.setdefault(other, []).append(at[chosen[kept]])
    yield from ((other, np.sort(np.concatenate(parts))) for other, parts in sorted(found.items()))


def _linked(has: sparse.csr_array, outlet_of: Ints, least: int) -> sparse.csr_array:
    """Return which articles of different outlets share enough runs (articles × articles)."""
    from scipy import sparse  # heavy to import

    both = (has @ has.T).tocoo()
    rows, columns = both.coords
    near = (both.data >= least) & (outlet_of[rows] != outlet_of[columns])
    return sparse.csr_array(
        sparse.coo_array((both.data[near], (rows[near], columns[near])), shape=both.shape)
    )


def _without_furniture(has: sparse.csr_array, outlet_of: Ints) -> sparse.csr_array:
    """Leave out the runs that some outlet has in several articles: bylines, captions, copyright lines."""
    from scipy import sparse  # heavy to import

    common = np.zeros(has.shape[1], dtype=bool)
    for outlet in np.unique(outlet_of).tolist():
        common |= np.asarray(has[np.flatnonzero(outlet_of == outlet)].sum(axis=0)).ravel() >= FURNITURE
    numbers = np.flatnonzero(~common)
    kept = (np.ones(len(numbers), dtype=np.int64), (numbers, numbers))
    return sparse.csr_array(has @ sparse.coo_array(kept, shape=(len(common), len(common))).tocsr())


def _several_outlets(words: PlacedWords, outlet_of: Ints, run: int) -> tuple[Ints, Keys]:
    """Return the words at which runs begin that several outlets have, and the keys of these runs."""
    size = max(len(words.number) - run + 1, 0)
    mixed = words.number.astype(np.uint64) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    key = np.zeros(size, dtype=np.uint64)
    for place in range(run):
        key = key * _ODD + mixed[place : place + size]
    # A quotation here and the outlet's own words there are not one run.
    key = key * np.uint64(2) + (words.voice[:size] == NUMBER_OF["quoted"])
    whole = np.flatnonzero(words.stretch[:size] == words.stretch[run - 1 :][:size])
    key, owner = key[whole], outlet_of[words.article[whole]]
    order = np.lexsort((owner, key))
    first = np.ones(len(order), dtype=bool)
    first[1:] = key[order][1:] != key[order][:-1]
    starts = np.flatnonzero(first)
    ends = np.append(starts, len(order))[1:] - 1
    several = owner[order][starts] != owner[order][ends]
    kept = np.sort(order[several[np.cumsum(first) - 1]])
    return whole[kept], key[kept]


def covered_by(places: Ints, size: int, run: int) -> Bools:
    """Say of every word whether a run that begins at one of the places covers it."""
    change = np.zeros(size + 1, dtype=np.int64)
    np.add.at(change, places, 1)
    np.add.at(change, places + run, -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)
