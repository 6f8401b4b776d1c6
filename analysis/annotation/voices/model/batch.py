"""Readings of texts as arrays for the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from analysis.annotation.voices.contents.content import PATTERNS
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.model.features import PAD, Batch
from analysis.annotation.voices.reading import Reading
from analysis.annotation.voices.text.classes import CLASS, FIRST_WORD
from analysis.annotation.voices.text.lexis import Lexis

Alphabets = Mapping[str, Sequence[str]]
_PATTERN = {name: number for number, name in enumerate(PATTERNS, 1)}
ENDING = 3
_NAMES = frozenset(CLASS[name] for name in ("Name", "Name's", "capitals"))


def cue_name(form: CueForm) -> str:
    """Return the value of the axis "cue": what kind of cue a form is."""
    return " ".join(
        filter(None, (form.kind, form.shape, form.cue_class, "often none" if form.doubtful else ""))
    )


def takes_name(form: CueForm) -> str:
    """Return the value of the axis "takes": the two likeliest things that a cue takes."""
    return " ".join((form.kind, *form.takes[:2]))


class _Codes(dict[CueForm, int]):
    """The values of a form on the axes "cue" and "takes" as one number, made when first asked for."""

    def __init__(self, cues: Mapping[str, int], takes: Mapping[str, int]) -> None:
        super().__init__()
        self.cues, self.takes = cues, takes

    def __missing__(self, form: CueForm) -> int:
        cue, takes = self.cues.get(cue_name(form), 0), self.takes.get(takes_name(form), 0)
        self[form] = code = cue * len(self.takes) + takes
        return code


class Encoder:
    """Turns readings into arrays; ``alphabets`` holds the names of the values of each axis.

    As a column of pieces it looks up what has come into its lexis before it.
    """

    def __init__(self, alphabets: Alphabets, lexis: Lexis) -> None:
        self.lexis = lexis
        self.rows = {axis: {name: n for n, name in enumerate(names)} for axis, names in alphabets.items()}
        self.columns = np.zeros((3, 1024), dtype=np.int64)
        self.known = 0
        self.codes = _Codes(self.rows["cue"], self.rows["takes"])
        self.add()

    def batch(self, readings: Sequence[Reading]) -> Batch:
        """Return the tokens of the readings, with padding before each text and after the last."""
        pads = np.zeros(PAD, dtype=np.int32)
        rows = np.concatenate([*chain.from_iterable((pads, reading.scan.rows) for reading in readings), pads])
        word, ending, kind = (column.take(rows) for column in self.columns)
        size = len(rows)
        site, pattern, quote = (np.zeros(size, dtype=np.int64) for _ in range(3))
        places: list[int] = []
        forms: list[CueForm] = []
        silent: list[int] = []
        sentence, paragraph, text = (np.zeros(size, dtype=np.int64) for _ in range(3))
        at = 0
        for reading in readings:
            text[at], sentence[at], paragraph[at] = 1, 1, 1
            at += PAD
            length = len(reading.scan.rows)
            quote[at : at + length] = np.frombuffer(reading.quote, dtype=np.uint8)
            sentence[np.array(reading.sentences[1:], dtype=np.int64) + at] = 1
            paragraph[np.array(reading.paragraphs[1:], dtype=np.int64) + at] = 1
            places += [at + found.first for found in reading.sites]
            forms += [found.form for found in reading.sites]
            for found in reading.sites:
                if found.last > found.first:
                    places += range(at + found.first + 1, at + found.last + 1)
                    forms += [found.form] * (found.last - found.first)
            for found in reading.refused:
                silent += range(at + found.first, at + found.last + 1)
            for content in reading.contents:
                number = _PATTERN[content.pattern]
                site[at + content.site.first : at + content.site.last + 1] = number
                pattern[at + content.first : at + content.last] = number
            at += length
        cue, takes = np.zeros((2, size), dtype=np.int64)
        codes = np.fromiter(map(self.codes.__getitem__, forms), dtype=np.int64, count=len(forms))
        at_cues = np.array(places, dtype=np.int64)
        cue[at_cues], takes[at_cues] = np.divmod(codes, len(self.rows["takes"]))
        spoken = kind >= FIRST_WORD
        spoken[silent] = False
        # The padding after the last text is none of its last sentence.
        text[at], sentence[at], paragraph[at] = 1, 1, 1
        return Batch(
            word,
            ending,
            kind,
            cue,
            takes,
            site,
            pattern,
            quote,
            spoken,
            np.cumsum(sentence) - 1,
            np.cumsum(paragraph) - 1,
            np.cumsum(text) - 1,
        )

    def forget(self) -> None:
        """Forget the columns of the lexis's rows, which has forgotten its forms."""
        self.known = 0

    def add(self, _: Sequence[str] = ()) -> None:
        """Fill the columns of what is new in the lexis."""
        lexis, words, endings = self.lexis, self.rows["word"], self.rows["ending"]
        new = slice(self.known, len(lexis.lows))
        while new.stop > self.columns.shape[1]:
            self.columns = np.concatenate([self.columns, np.zeros_like(self.columns)], axis=1)
        lows, kinds = lexis.lows[new], lexis.kinds[new]
        ended = [
            0 if kind in _NAMES else endings.get(low[-ENDING:], 0)
            for low, kind in zip(lows, kinds, strict=True)
        ]
        self.columns[:, new] = ([words.get(low, 0) for low in lows], ended, kinds)
        self.known = new.stop
