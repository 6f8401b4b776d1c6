"""The words of a voice as numbers in sequences, kept on disk part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.measures.cells import Ints
from analysis.measures.counting import VOICE_GROUPS, groups
from analysis.measures.terms.part_words import read_words

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

SmallInts = NDArray[np.int32]
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Sequences:
    """The words of one part, one after the other: number, sentence (one of a voice) and article of each.

    Articles are numbered by their ids over all parts, sentences inside the part.
    """

    number: SmallInts
    sentence: SmallInts
    article: SmallInts

    def neighbours(self, window: int) -> Iterator[tuple[Ints, Ints]]:
        """Yield the places of words and of those ``1 … window`` words after them in the sentence."""
        for distance in range(1, window + 1):
            same = self.sentence[distance:] == self.sentence[:-distance]
            first = np.flatnonzero(same).astype(np.int64)
            yield first, first + distance


@dataclass(frozen=True)
class KeptSequences:
    """The sequences of a corpus in files, one for each part.

    ``words`` are those of the numbers from 0 on, in the order in which they first stand in the articles, by
    id. ``number_of`` says which number stands for each number in the files; -1 where none does.
    """

    words: tuple[str, ...]
    files: tuple[Path, ...]
    number_of: SmallInts

    def parts(self) -> Iterator[Sequences]:
        """Read the sequences part by part."""
        for file in self.files:
            with np.load(file) as kept:
                yield Sequences(self.number_of[kept["number"]], kept["sentence"], kept["article"])

    @cached_property
    def counts(self) -> Ints:
        """Occurrences of each word."""
        total = np.zeros(len(self.words), dtype=np.int64)
        for part in self.parts():
            total += np.bincount(part.number, minlength=len(total))
        return total

    @cached_property
    def articles(self) -> Ints:
        """Number of articles that hold each word."""
        total = np.zeros(len(self.words), dtype=np.int64)
        for part in self.parts():
            pairs = np.unique(part.article.astype(np.int64) * len(total) + part.number)
            total += np.bincount(pairs % max(len(total), 1), minlength=len(total))
        return total

    @property
    def size(self) -> int:
        """Number of words in all sequences."""
        return int(self.counts.sum())

    def in_order(self, first: int = 0) -> KeptSequences:
        """Number words from ``first`` on in the order in which they first stand; drop those that do not."""
        place = np.full(len(self.words), NEVER, dtype=np.int64)
        for part in self.parts():
            # Articles of a part stand by id, so that this rises from word to word.
            here = part.article.astype(np.int64) << 32 | np.arange(len(part.article))
            begins = np.full(len(place), NEVER, dtype=np.int64)
            begins[part.number[::-1]] = here[::-1]
            place = np.minimum(place, begins)
        place[:first] = -1
        order = np.argsort(place, kind="stable")
        order = order[place[order] < NEVER]
        number_of = np.full(len(place), -1, dtype=np.int32)
        number_of[order] = np.arange(len(order), dtype=np.int32)
        return KeptSequences(tuple(self.words[old] for old in order), self.files, number_of[self.number_of])


def keep_sequences(annotated: Annotated, voice: str, folder: Path) -> KeptSequences:
    """Write the words of a voice, as they are counted, into a folder: numbers, 12 bytes a word.

    Memory: one part, and the words that there are.
    """
    members = groups(voice, VOICE_GROUPS, "voice")["voice_member"].to_list()
    rank = annotated.table("articles", "article_id").sort("article_id").with_row_index("rank")
    numbers: dict[str, int] = {}
    files: list[Path] = []
    for words in read_words(annotated, pl.col("voice").is_in(members)):
        known = [numbers.setdefault(form, len(numbers)) for form in words.forms]
        ranks = words.spans.join(rank, on="article_id", how="left", maintain_order="left")["rank"]
        files.append(folder / f"plain-{len(files)}.npz")
        number = np.array(known, dtype=np.int32)[words.number]
        article = ranks.cast(pl.Int32).to_numpy()[words.span]
        np.savez(files[-1], number=number, sentence=words.span.astype(np.int32), article=article)
    same = np.arange(len(numbers), dtype=np.int32)
    return KeptSequences(tuple(numbers), tuple(files), same).in_order()


def join_phrases(kept: KeptSequences, phrases: Sequence[str], folder: Path) -> KeptSequences:
    """Write the same sequences with each of ``phrases`` as one word into a folder.

    Where phrases overlap the first in the text counts, and of those that begin there the longest. A phrase
    that does not stand in the text is no word.
    """
    known = {word: number for number, word in enumerate(kept.words)}
    number_of: dict[tuple[int, ...], int] = {}
    words = list(kept.words)
    for phrase in dict.fromkeys(phrases):
        parts = tuple(known.get(word, -1) for word in phrase.split(" "))
        if len(parts) > 1 and -1 not in parts:
            number_of[parts] = len(words)
            words.append(phrase)
    files: list[Path] = []
    for part in kept.parts():
        files.append(folder / f"joined-{len(files)}.npz")
        np.savez(files[-1], **vars(joined(part, number_of, len(kept.words))))
    same = np.arange(len(words), dtype=np.int32)
    return KeptSequences(tuple(words), tuple(files), same).in_order(len(kept.words))


def joined(part: Sequences, number_of: dict[tuple[int, ...], int], size: int) -> Sequences:
    """Return a part with phrases as one word each.

    Parameters
    ----------
    number_of : numbers of a phrase's words, two or more → number of the phrase
    size : more than any number of a word
    """
    by_start: dict[int, list[tuple[int, ...]]] = {}
    for phrase in sorted(number_of, key=len, reverse=True):
        by_start.setdefault(phrase[0] * size + phrase[1], []).append(phrase)
    starts = part.number[:-1].astype(np.int64) * size + part.number[1:]
    begins = np.isin(starts, list(by_start)) & (part.sentence[:-1] == part.sentence[1:])
    number, kept, free = part.number.copy(), np.ones(len(part.number), dtype=bool), 0
    for place in np.flatnonzero(begins).tolist():
        if place < free:
            continue
        for phrase in by_start[int(starts[place])]:
            end = place + len(phrase)
            inside = end <= len(number) and part.sentence[place] == part.sentence[end - 1]
            if inside and tuple(part.number[place:end].tolist()) == phrase:
                number[place], free = number_of[phrase], end
                kept[place + 1 : end] = False
                break
    return Sequences(number[kept], part.sentence[kept], part.article[kept])
