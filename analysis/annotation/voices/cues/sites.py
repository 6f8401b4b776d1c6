"""Where cues stand in texts, and which words that look like cues are none there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.trie import ADJECTIVE, NOUN, NOUN_LIKE, PAST, PER, STATE, VERB, Trie
from analysis.annotation.voices.text.preceding import (
    BE,
    BY,
    CAPITAL,
    COPULA,
    HYPHEN,
    LINK,
    MANNER,
    NO_NOUN_LIKE,
    OF_STATE,
    OPENS,
)
from analysis.annotation.voices.text.tokens import Scan

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_BEYOND = 3
"""Empty tokens before each text and after the last: rules look no further than this beside a cue."""


@dataclass(slots=True)
class Site:
    """A cue where it stands: tokens ``first`` to ``last`` (inclusive), offsets ``start`` to ``end``.

    ``passive``: "was described …"; ``by``: the offset of what follows its "by".
    """

    first: int
    last: int
    start: int
    end: int
    form: CueForm
    passive: bool = False
    by: int | None = None


def site_of(scan: Scan, first: int, last: int, form: CueForm) -> Site:
    """Return a cue that stands on some tokens, ``last`` inclusive."""
    return Site(first, last, scan.starts[first], scan.ends[last], form)


@dataclass(frozen=True)
class _Tokens:
    """The tokens of some texts, one text after the other, with empty ones between them.

    ``begins`` are the places where texts begin, and where a next one would; ``tells`` is what each token
    tells of a cue beside it.
    """

    scans: Sequence[Scan]
    begins: Sequence[int]
    rows: Ints
    starts: Ints
    tells: Ints

    @staticmethod
    def of(scans: Sequence[Scan]) -> _Tokens:
        """Return the tokens of some texts that were scanned with one lexis."""
        beyond = np.zeros(_BEYOND, dtype=np.int64)
        begins = [*accumulate((len(scan.rows) + _BEYOND for scan in scans), initial=_BEYOND)]
        rows, starts = (
            np.concatenate([beyond, *chain.from_iterable((column, beyond) for column in columns)])
            for columns in ([scan.rows for scan in scans], [scan.offsets for scan in scans])
        )
        return _Tokens(scans, begins, rows, starts, np.frombuffer(scans[0].lexis.tells, "i").take(rows))

    def by_text(self, places: Ints) -> Iterator[tuple[Scan, int, slice]]:
        """Yield each text, where it begins, and which of some places in rising order lie in it."""
        cuts = places.searchsorted(self.begins).tolist()
        for number, scan in enumerate(self.scans):
            yield scan, self.begins[number], slice(cuts[number], cuts[number + 1])


def sites(
    scans: Sequence[Scan], root: Trie, titled: Sequence[Sequence[tuple[int, int]]] = ()
) -> list[list[Site]]:
    """Return the cues of each text that can be cues where they stand (``the claims`` is no verb).

    Parameters
    ----------
    scans : texts that were scanned with one lexis, which knows the words of ``root``
    root : the forms of cues
    titled : for each text, stretches of tokens in which names and verbs alike begin with a capital
    """
    if not scans:
        return []
    tokens = _Tokens.of(scans)
    names = tokens.tells & CAPITAL > 0
    names[1:] &= tokens.tells[:-1] & OPENS == 0  # a clause may begin with a word that is no name
    for begin, stretches in zip(tokens.begins, titled):  # noqa: B905
        for start, end in stretches:
            names[begin + start : begin + end] = False
    spots = _spot(tokens, root)
    if not len(spots.first):
        return [[] for _ in scans]
    form, passive = _chosen(tokens, spots, names.take(spots.first), root)
    kept = form.nonzero()[0]
    first, last, passive = spots.first.take(kept), spots.last.take(kept), passive.take(kept)
    by = np.where(passive & (tokens.tells.take(last + 1) & BY > 0), tokens.starts.take(last + 2), 0)
    told = (
        list(map(root.forms.__getitem__, (form.take(kept) - 1).tolist())),
        passive.tolist(),
        [at or None for at in by.tolist()],
    )
    found = []
    for scan, begin, own in tokens.by_text(first):
        firsts, lasts = (first[own] - begin).tolist(), (last[own] - begin).tolist()
        offsets = map(scan.starts.__getitem__, firsts), map(scan.ends.__getitem__, lasts)
        found.append(list(map(Site, firsts, lasts, *offsets, *(column[own] for column in told))))
    return found


def spot(scan: Scan, root: Trie) -> list[tuple[int, int, tuple[CueForm, ...]]]:
    """Return the cue forms of a text in order, the longest where several begin: first, last, entries."""
    named = [(), *root.entries]
    columns = (column.tolist() for column in _spot(_Tokens.of([scan]), root))
    return [(a - _BEYOND, b - _BEYOND, named[n]) for a, b, n in zip(*columns, strict=True)]


class _Spots(NamedTuple):
    """Where cue forms stand: their first and last tokens, and the numbers of their entries."""

    first: Ints
    last: Ints
    entries: Ints


def _spot(tokens: _Tokens, root: Trie) -> _Spots:
    """Return where cue forms stand, in order; the longest where several begin."""
    lexis = tokens.scans[0].lexis
    opener = np.frombuffer(lexis.first, "i").take(tokens.rows)
    first = opener.nonzero()[0]
    opener = opener.take(first)
    follower = np.frombuffer(lexis.second, "i").take(tokens.rows.take(first + 1))
    last, entries = first.copy(), root.alone.take(opener)
    longer = root.paired[opener, follower].nonzero()[0]
    entries[longer] = 0
    done = 0
    for scan, begin, own in tokens.by_text(first.take(longer)):
        for number in longer[own].tolist():
            place = int(first[number])
            if place >= done:
                end, found = _walk(scan.lows, place - begin, root)
                if found is not None:
                    last[number], entries[number], done = begin + end, root.entries[found], begin + end + 1
    reached = np.maximum.accumulate(np.where(entries > 0, last, -1))
    entries[1:][first[1:] <= reached[:-1]] = 0
    kept = entries.nonzero()[0]
    return _Spots(first.take(kept), last.take(kept), entries.take(kept))


def _walk(lows: Sequence[str], first: int, root: Trie) -> tuple[int, tuple[CueForm, ...] | None]:
    """Return where the longest form that begins at a token ends, and its entries."""
    node, step = root[lows[first]], first
    entries, last = node.get(""), first
    while step + 1 < len(lows) and (node := node.get(lows[step + 1])) is not None:
        step += 1
        if "" in node:
            entries, last = node[""], step
    return last, entries


def _chosen(tokens: _Tokens, spots: _Spots, names: Bools, root: Trie) -> tuple[Ints, Bools]:
    """Return the form that is a cue in each spot, 0 if none is, and whether it is passive.

    ``names``: a capital makes the first word of a spot a part of a name.
    """
    first, tells = spots.first, tokens.tells
    before, second, after = tells.take(first - 1), tells.take(first - 2), tells.take(spots.last + 1)
    glued = (before & HYPHEN > 0) & (np.diff(tokens.starts).take(first - 1) == 1)
    noun_like = (before & NO_NOUN_LIKE) | (after & LINK) > 0
    copula = (before | second | tells.take(first - 3)) & COPULA > 0
    number = (after & CAPITAL == 0) & (tokens.rows.take(spots.last + 1) > 0)  # "five per cent"
    barred = VERB * (names | glued) + NOUN * names + ADJECTIVE * ~copula + PER * number
    barred += STATE * (after & OF_STATE > 0) + NOUN_LIKE * noun_like
    be = (before & BE) | ((before & MANNER > 0) * (second & BE)) > 0
    traits, refused = root.traits
    chosen = np.zeros(len(first), dtype=np.int64)
    passive = np.zeros(len(first), dtype=bool)
    for form in root.spelt[spots.entries].T:
        is_a = traits.take(form)
        # "is convinced" is an attitude rather than a passive.
        can = (is_a & barred) | (before & refused.take(form)) == 0
        can &= (form > 0) & ((chosen == 0) | passive)
        np.copyto(chosen, form, where=can)
        np.copyto(passive, (is_a & PAST > 0) & be, where=can)
    return chosen, passive
