"""Which texts share most of their runs of five words, without comparing every pair."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

RUN = 5
SAMPLE = 16
"""One run in sixteen is looked up to find candidates; these are then compared on all runs."""
LEAST_SAMPLED = 12
CROWD = 24
"""In a run that more texts share, each text is compared with the first ones only."""
AT_ONCE = 1 << 22
"""Pairs that are counted at once, about, so that a run that all texts share fits in memory."""

Hashes = NDArray[np.uint64]
RunsOf = Callable[[Sequence[int]], Mapping[int, Hashes]]
_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)


@dataclass(frozen=True)
class Overlap:
    """Two texts (first < second), their resemblance, and the containment of the shorter in the longer.

    Resemblance is shared runs / runs of either; containment shared runs / runs of the shorter (Broder 1997).
    """

    first: int
    second: int
    resemblance: float
    containment: float


_COMMON_MARKS = "“”‘’–—…\u00a0"
_OTHER_MARK = re.compile(r"[^\x00-\x7f](?<!\w)")
_PLAIN = bytes(
    code if code > 0x7F else ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(256)
)
"""For ``bytes.translate``: ASCII's letters small, and a space for all of ASCII that is no letter or digit."""


def plain_words(text: str) -> list[bytes]:
    """Return the words of a text, in UTF-8, without case, punctuation and spacing, to compare texts by.

    They are what ``[^\\W_]+`` finds in the text in small letters.

    >>> plain_words("“No”, Ms Orr’s aide said.")
    [b'no', b'ms', b'orr', b's', b'aide', b'said']
    """
    plain = text
    for mark in _COMMON_MARKS:
        plain = plain.replace(mark, " ")
    if not plain.isascii():
        plain = _OTHER_MARK.sub(" ", text.lower())
    return plain.encode().translate(_PLAIN).split()


def runs_of_words(texts: Sequence[Sequence[bytes]]) -> list[Hashes]:
    """Return for the words of each text the sorted, distinct hashes of all runs of five words.

    They are the same in every process. All texts are hashed as one; runs of two texts are left out.
    """
    sizes = [len(words) for words in texts]
    ids = np.fromiter(map(zlib.crc32, chain.from_iterable(texts)), dtype=np.uint64, count=sum(sizes))
    ids += np.uint64(1)
    size = max(0, len(ids) - RUN + 1)
    mixed = np.zeros(size, dtype=np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        mixed ^= ids[place : place + size] * multiplier
        mixed *= np.uint64(0xFF51AFD7ED558CCD)
        mixed ^= mixed >> np.uint64(32)
    starts = accumulate(sizes, initial=0)
    return [
        _distinct(mixed[start : start + max(0, own - RUN + 1)])
        for start, own in zip(starts, sizes, strict=False)
    ]


def _distinct(hashes: Hashes) -> Hashes:
    """Return hashes sorted and each once; numpy's own unique takes eight times as long."""
    hashes.sort()
    first = np.ones(len(hashes), dtype=bool)
    first[1:] = hashes[1:] != hashes[:-1]
    return hashes[first]


def overlaps(samples: Sequence[Hashes], runs_of: RunsOf, least: float) -> list[Overlap]:
    """Return the pairs of texts whose containment is at least ``least``; texts in the order of their rank.

    Candidates share a sampled run (`sample`); only theirs are asked for in full, by ``runs_of``, which gives
    the runs of the texts with the given numbers.
    """
    pairs = candidates(samples, least)
    texts = runs_of(sorted({number for pair in pairs for number in pair}))
    found = []
    for first, second in pairs:
        a, b = texts[first], texts[second]
        shared = int(np.intersect1d(a, b, assume_unique=True).size)
        containment = shared / min(a.size, b.size)
        if containment >= least:
            found.append(Overlap(first, second, shared / (a.size + b.size - shared), containment))
    return found


def candidates(sampled: Sequence[Hashes], least: float, at_once: int = AT_ONCE) -> list[tuple[int, int]]:
    """Return the pairs of texts, in order, that share half as many sampled runs as ``least`` lets expect.

    ``at_once``: about how many pairs are counted at once, which changes nothing but memory.
    """
    if not sampled:
        return []
    sizes = np.array([part.size for part in sampled])
    hashes, owners = np.concatenate(sampled), np.repeat(np.arange(len(sampled)), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    found = [np.unique(pairs, return_counts=True) for pairs in _pairs(hashes, owners, at_once)]
    pairs, place = np.unique(np.concatenate([pairs for pairs, _ in found]), return_inverse=True)
    shared = np.bincount(place, weights=np.concatenate([counts for _, counts in found]), minlength=len(pairs))
    first, second = pairs >> 32, pairs & 0xFFFFFFFF
    # Half of it, for the sample of a short text is small.
    enough = shared >= 0.5 * least * np.minimum(sizes[first], sizes[second])
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _pairs(hashes: Hashes, owners: NDArray[np.int64], at_once: int) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs of texts (first << 32 | second) that share a run, once for each run, so many at a time;
    runs are sorted, and so are the owners of each."""
    places = np.arange(hashes.size)
    begins = np.ones(hashes.size, dtype=bool)
    begins[1:] = hashes[1:] != hashes[:-1]
    start = places[begins][np.cumsum(begins) - 1]
    earlier = np.minimum(places - start, CROWD)  # with how many texts before it each is compared
    upto = np.cumsum(earlier)
    cuts = np.searchsorted(upto, np.arange(0, max(1, earlier.sum()), at_once), side="right")
    for begin, end in pairwise([*cuts.tolist(), hashes.size]):
        counts = earlier[begin:end]
        before = np.cumsum(counts) - counts
        firsts = np.repeat(start[begin:end] - before, counts) + np.arange(counts.sum())
        yield owners[firsts] << 32 | np.repeat(owners[begin:end], counts)


def sample(text: Hashes) -> Hashes:
    """Return the runs that are looked up: those whose hash is divisible by 16, and the twelve smallest of a
    short text."""
    chosen = text % np.uint64(SAMPLE) == 0
    if chosen.sum() < LEAST_SAMPLED:
        chosen[:LEAST_SAMPLED] = True
    sampled: Hashes = text[chosen]
    return sampled
