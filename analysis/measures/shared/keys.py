"""Runs of words as 64-bit numbers, kept on disk part by part: which of them do several outlets have?"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.measures.cells import Ints
from analysis.measures.terms.part_words import PartWords, read_words

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

NUMBER_OF = {"own": 0, "reported": 1, "quoted": 2}
"""Voices as numbers."""
Keys = NDArray[np.uint64]
SmallInts = NDArray[np.int32]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_KEY, _OWNER = np.dtype("<u8"), np.dtype("<i4")


@dataclass(frozen=True)
class PartRuns:
    """The words of one part and the runs in them, as arrays.

    A row per span: ``article`` (its number in the part), ``voice`` (a number of ``NUMBER_OF``) and
    ``stretch``, which no run crosses. A row per word: ``span``, ``start`` and ``end``. A row per run: ``at``,
    the word at which it begins, and ``key``, of which the last bit says that it is quoted.
    """

    article: SmallInts
    voice: SmallInts
    stretch: SmallInts
    span: SmallInts
    start: SmallInts
    end: SmallInts
    at: SmallInts
    key: Keys


@dataclass(frozen=True)
class KeptRuns:
    """The runs of a corpus in a folder.

    ``article_ids`` are those of each part, in the order of the numbers by which ``PartRuns`` calls them.
    """

    folder: Path
    article_ids: tuple[pl.Series, ...]
    sets: int

    def part(self, number: int) -> PartRuns:
        """Read one part again."""
        with np.load(self.folder / f"part-{number}.npz") as kept:
            return PartRuns(**kept)

    def keys_of_several_outlets(self) -> Keys:
        """Return the keys of the runs that several outlets have, in ascending order; read set by set."""
        return np.concatenate([self._of_set(number) for number in range(self.sets)])

    def _of_set(self, number: int) -> Keys:
        keys, owners = (np.fromfile(file, dtype) for file, dtype in _files_of_set(self.folder, number))
        order = np.argsort(keys)
        keys, owners = keys[order], owners[order]
        first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
        several = np.minimum.reduceat(owners, first) != np.maximum.reduceat(owners, first)
        return np.asarray(keys[first[several]])


def keep_runs(
    annotated: Annotated, outlet_of: pl.DataFrame, run: int, folder: Path, at_once: int
) -> KeptRuns:
    """Write the runs of all articles into a folder: numbers, some 35 bytes a word.

    Parameters
    ----------
    outlet_of : article_id and the number of its ``outlet``
    run : words of a run
    at_once : runs that are compared at once; more are cut by their keys into sets of about this size
    """
    of_spans = annotated.gather(lambda tables: tables.scan("spans").select(pl.col("n_words").sum()))
    sets = 1 + int(of_spans["n_words"].sum()) // at_once
    for number in range(sets):
        for file, _ in _files_of_set(folder, number):
            file.touch()
    article_ids = []
    for number, words in enumerate(read_words(annotated)):
        made = part_runs(words, run)
        np.savez(folder / f"part-{number}.npz", **vars(made))
        ids = words.spans["article_id"].unique(maintain_order=True)
        owner = ids.to_frame().join(outlet_of, on="article_id", how="left", maintain_order="left")["outlet"]
        _add_to_sets(folder, sets, made.key, owner.to_numpy()[made.article[made.span[made.at]]])
        article_ids.append(ids)
    return KeptRuns(folder, tuple(article_ids), sets)


def part_runs(words: PartWords, run: int) -> PartRuns:
    """Return the runs of the words of one part."""
    article = words.spans["article_id"].rle_id().cast(pl.Int32).to_numpy()
    voice = words.spans["voice"].replace_strict(NUMBER_OF, return_dtype=pl.Int32).to_numpy()
    # A quotation here and the outlet's own words there are not one run.
    quoted = voice == NUMBER_OF["quoted"]
    changes = (np.diff(article, prepend=-1) != 0) | (np.diff(quoted, prepend=False))
    stretch = np.cumsum(changes, dtype=np.int32)
    span = words.span.astype(np.int32)
    of_word = stretch[span]
    size = max(len(span) - run + 1, 0)
    at = np.flatnonzero(of_word[:size] == of_word[run - 1 :][:size])
    mixed = _hashes(words)
    key = np.zeros(size, dtype=_KEY)
    for place in range(run):
        key = key * _ODD + mixed[place : place + size]
    key = key[at] * np.uint64(2) + quoted[span[at]]
    start, end, first = (column.astype(np.int32) for column in (words.start, words.end, at))
    return PartRuns(article, voice, stretch, span, start, end, first, key)


def _hashes(words: PartWords) -> Keys:
    """Return a number of 64 bits for each word, the same wherever it stands."""
    digests = (blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest() for form in words.forms)
    return np.frombuffer(b"".join(digests), dtype=_KEY)[words.number]


def _add_to_sets(folder: Path, sets: int, keys: Keys, owners: Ints) -> None:
    """Append keys and owners to the files of their sets; higher keys go to later sets."""
    chosen = (keys >> _HALF) * np.uint64(sets) >> _HALF
    order = np.argsort(chosen, kind="stable")
    bounds = np.searchsorted(chosen[order], np.arange(sets + 1, dtype=np.uint64))
    for number, (first, last) in enumerate(pairwise(bounds.tolist())):
        mine = order[first:last]
        for (file, dtype), column in zip(_files_of_set(folder, number), (keys, owners), strict=True):
            with file.open("ab") as out:
                column[mine].astype(dtype).tofile(out)


def _files_of_set(folder: Path, number: int) -> tuple[tuple[Path, np.dtype[np.generic]], ...]:
    return (folder / f"keys-{number}", _KEY), (folder / f"owners-{number}", _OWNER)
