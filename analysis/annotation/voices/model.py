"""The linear model: its weights in a text file, and what they say of a batch of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from pathlib import Path

import numpy as np

from analysis.annotation.voices.batch import Alphabets
from analysis.annotation.voices.candidates import (
    Anchor,
    Candidates,
    add_source_slots,
    best,
    candidates,
    columns,
)
from analysis.annotation.voices.features import (
    PAD,
    Batch,
    Slots,
    axis_sizes,
)
from analysis.annotation.voices.places import Bools, Floats, Ints
from analysis.annotation.voices.word_slots import add_content_slots, add_cue_slots
from analysis.errors import InputError

FORMAT = "voices model, format 1"
PARTS = ("cue", "content", "source")


@dataclass(frozen=True)
class Weights:
    """The weights of one part: one array, with the offset of each slot in it."""

    table: Floats
    offsets: Mapping[str, int]
    axes: Mapping[str, tuple[str, ...]]
    bias: float

    @cached_property
    def tables(self) -> dict[str, Floats]:
        """The array from each slot on."""
        return {slot: self.table[start:] for slot, start in self.offsets.items()}

    def sum(self, sizes: Mapping[str, int], count: int) -> WeightSum:
        """Return what adds up the weights of the slots that it is given, for ``count`` tokens."""
        return WeightSum(self, sizes, count)


class WeightSum(Slots):
    """Adds the weights of each slot to ``logits`` at once and keeps no slot: long texts stay small."""

    def __init__(self, weights: Weights, sizes: Mapping[str, int], count: int) -> None:
        super().__init__(sizes)
        self.tables = weights.tables
        self.logits: Floats = np.full(count, weights.bias, dtype=np.float32)
        # Two arrays that all slots write over: new ones for each would cost more than the sums.
        self.rows = np.empty(count, dtype=np.int64)
        self.weighed = np.empty(count, dtype=np.float32)

    def add(self, name: str, *parts: tuple[str, Ints | Bools]) -> None:
        """Add the weights of a slot."""
        values, rows = parts[0][1], self.rows
        for axis, more in parts[1:]:
            np.multiply(values, self.sizes[axis], out=rows)
            rows += more
            values = rows
        # Values lie within their axes, so that wrapping only saves a check.
        self.tables[name].take(values, mode="wrap", out=self.weighed)
        self.logits += self.weighed


@dataclass(frozen=True)
class Model:
    """Alphabets and weights; ``threshold`` is the logit from which a word counts as somebody's."""

    alphabets: Alphabets
    cue: Weights
    content: Weights
    source: Weights
    threshold: float

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many values each axis has."""
        return axis_sizes(self.alphabets)

    def probabilities(self, batch: Batch) -> tuple[Floats, Floats]:
        """Return for each token the probability that it is part of a cue, and the logit of being content."""
        count = len(batch.kind)
        cues = self.cue.sum(self.sizes, count)
        add_cue_slots(cues, batch)
        # Marks and padding are no cues, as in training; the windows of padding reach into other texts.
        cue = np.where(batch.spoken, sigmoid(cues.logits), np.float32(0))
        contents = self.content.sum(self.sizes, count)
        add_content_slots(contents, batch, cue)
        return cue, contents.logits

    def heads(self, batch: Batch, cue: Floats, anchors: Ints) -> list[tuple[int, float]]:
        """Return the likeliest head of the source of each anchor, a column of ``anchors``, and its logit."""
        found = candidates(batch, anchors)
        sources = self.source.sum(self.sizes, len(found.token))
        if len(found.token):
            add_source_slots(sources, batch, cue, anchors, found)
        return best(found, sources.logits, anchors.shape[1])


def sigmoid(logits: Floats) -> Floats:
    """Return probabilities for logits."""
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def offsets_of(axes: Mapping[str, tuple[str, ...]], sizes: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Return where each slot begins in the array of weights, and the length of that array."""
    offsets, total = {}, 0
    for slot, names in axes.items():
        offsets[slot] = total
        total += int(np.prod([sizes[axis] for axis in names]))
    return offsets, total


def slot_layouts(alphabets: Alphabets) -> list[dict[str, tuple[str, ...]]]:
    """Return the axes of all slots of the parts, as an empty token with its padding shows them."""
    zero = np.zeros(2 * PAD + 1, dtype=np.int64)
    empty = Batch(zero, zero, zero, zero, zero, zero, zero, zero, zero > 0, zero, zero, zero)
    sizes = axis_sizes(alphabets)
    cue = np.zeros(len(zero), dtype=np.float32)
    collected = [Slots(sizes) for _ in PARTS]
    add_cue_slots(collected[0], empty)
    add_content_slots(collected[1], empty, cue)
    one = Candidates(np.array([PAD]), np.array([0]))
    anchor = columns([Anchor(PAD, PAD + 1, PAD, PAD, -1, -1, -1)])
    add_source_slots(collected[2], empty, cue, anchor, one)
    return [{slot.name: slot.axes for slot in slots.found} for slots in collected]


def write_model(model: Model, path: Path) -> None:
    """Write a model as text: the alphabets, then a line per weight that is not 0, then its name."""
    lines = [FORMAT, f"threshold\t{model.threshold:g}"]
    for axis, names in model.alphabets.items():
        lines += [f"[axis {axis}]", *names[1:]]
    for part in PARTS:
        weights: Weights = getattr(model, part)
        lines.append(f"[weights {part}]\tbias\t{weights.bias:.4g}")
        for slot, axes in weights.axes.items():
            shape = [model.sizes[axis] for axis in axes]
            start = weights.offsets[slot]
            block = weights.table[start : start + int(np.prod(shape))]
            used = np.flatnonzero(block)
            if len(used):
                lines.append(f"slot\t{slot}")
            for value, place in zip(
                block[used], zip(*np.unravel_index(used, shape), strict=True), strict=True
            ):
                names = [
                    str(n) if axis.isdigit() else _name(model, axis, n)
                    for n, axis in zip(place, axes, strict=True)
                ]
                lines.append("\t".join([f"{value:.3g}", *names]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _name(model: Model, axis: str, number: int) -> str:
    return model.alphabets["word" if axis == "few words" else axis][number] or "-none-"


def load_model(path: Path) -> Model:
    """Read a model that ``write_model`` wrote.

    Raises
    ------
    InputError
        another format, or a line that cannot be read; it names file and line
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(path, "the model", "bytes that are no UTF-8", "text", "restore the file") from error
    if lines[0] != FORMAT:
        raise InputError(path, "line 1", f"'{lines[0][:40]}'", FORMAT, "restore the file, or train it again")
    try:
        return _Parser(lines).model()
    except (ValueError, KeyError, IndexError, StopIteration) as error:
        found = f"{type(error).__name__}: {error}"
        raise InputError(path, "the model", found, "what write_model wrote", "restore the file") from error


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"a weight of {number}")
    return value


class _Parser:
    """Reads the lines of a model file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.alphabets: dict[str, list[str]] = {}
        self.rows: dict[str, dict[str, int]] = {}

    def model(self) -> Model:
        """Return the model; empty alphabets, an unknown slot or value, or a bad number raise."""
        threshold = float(self.lines[1].split("\t")[1])
        at = self._alphabets(2)
        sizes = axis_sizes(self.alphabets)
        parts = {}
        for part, layout in zip(PARTS, slot_layouts(self.alphabets), strict=True):
            parts[part], at = self._weights(at, part, layout, sizes)
        return Model(self.alphabets, parts["cue"], parts["content"], parts["source"], threshold)

    def _alphabets(self, at: int) -> int:
        while self.lines[at].startswith("[axis "):
            axis = self.lines[at][6:-1]
            end = next(n for n in range(at + 1, len(self.lines)) if self.lines[n][:6] in ("[axis ", "[weigh"))
            self.alphabets[axis] = ["", *self.lines[at + 1 : end]]
            self.rows[axis] = {name: n for n, name in enumerate(self.alphabets[axis])} | {"-none-": 0}
            at = end
        self.rows["few words"] = self.rows["word"]
        return at

    def _weights(
        self, at: int, part: str, axes: Mapping[str, tuple[str, ...]], sizes: Mapping[str, int]
    ) -> tuple[Weights, int]:
        head, _, bias = self.lines[at].split("\t")
        if head != f"[weights {part}]":
            raise ValueError(f"line {at + 1}: {head}")
        offsets, total = offsets_of(axes, sizes)
        table = np.zeros(total, dtype=np.float32)
        at += 1
        readers: list[tuple[int, dict[str, int] | None]] = []
        start = 0
        while at < len(self.lines) and self.lines[at] and self.lines[at][0] != "[":
            first, *names = self.lines[at].split("\t")
            if first == "slot":
                start = offsets[names[0]]
                readers = [
                    (int(axis), None) if axis.isdigit() else (sizes[axis], self.rows[axis])
                    for axis in axes[names[0]]
                ]
            else:
                place = 0
                for (size, rows), name in zip(readers, names, strict=True):
                    place = place * size + (int(name) if rows is None else rows[name])
                table[start + place] = _finite(first)
            at += 1
        return Weights(table, offsets, axes, float(bias)), at
