"""The linear model: its weights in a text file, and what they say of a batch of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from analysis.annotation.voices.model.batch import Alphabets
from analysis.annotation.voices.model.candidates import (
    Anchor,
    Candidates,
    add_source_slots,
    best,
    candidates,
    columns,
)
from analysis.annotation.voices.model.features import (
    PAD,
    Batch,
    Slots,
    axis_sizes,
)
from analysis.annotation.voices.model.word_slots import add_content_slots, add_cue_slots
from analysis.annotation.voices.text.places import Bools, Floats, Ints
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
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, "the model", "bytes that are no UTF-8", "text", "restore the file") from error
    first = text.partition("\n")[0]
    if first != FORMAT:
        raise InputError(path, "line 1", f"'{first[:40]}'", FORMAT, "restore the file, or train it again")
    try:
        return _model_of(text)
    except (ValueError, KeyError, IndexError) as error:
        found = f"{type(error).__name__}: {error}"
        raise InputError(path, "the model", found, "what write_model wrote", "restore the file") from error


@lru_cache(maxsize=2)
def _model_of(text: str) -> Model:
    """Return the model of a file; the same text is parsed once.

    Empty alphabets, an unknown slot or value, or a bad number raise.
    """
    head, *weighed = text.removesuffix("\n").split("\n[weights ")
    (_, threshold), *named = [part.split("\n") for part in head.split("\n[axis ")]
    alphabets = {axis.removesuffix("]"): ["", *names] for axis, *names in named}
    sizes = axis_sizes(alphabets)
    rows = {axis: {name: n for n, name in enumerate(names)} for axis, names in alphabets.items()}
    rows = {axis: numbers | {"-none-": 0} for axis, numbers in rows.items()}
    rows["few words"] = rows["word"]
    parts = {
        part: _weights(given, part, layout, sizes, rows)
        for given, part, layout in zip(weighed, PARTS, slot_layouts(alphabets), strict=True)
    }
    return Model(alphabets, **parts, threshold=float(threshold.split("\t")[1]))


def _weights(
    given: str,
    part: str,
    axes: Mapping[str, tuple[str, ...]],
    sizes: Mapping[str, int],
    rows: Mapping[str, Mapping[str, int]],
) -> Weights:
    """Return the weights of a part, all those of a slot at once."""
    first, *slots = given.split("\nslot\t")
    head, _, bias = first.split("\t")
    if head != f"{part}]":
        raise ValueError(f"[weights {head}")
    offsets, total = offsets_of(axes, sizes)
    table = np.zeros(total, dtype=np.float32)
    for slot in slots:
        name, *lines = slot.split("\n")
        fields, width = "\t".join(lines).split("\t"), 1 + len(axes[name])
        if len(fields) != width * len(lines):
            raise ValueError(f"slot {name}: a line without {width} fields")
        places = np.full(len(lines), 0)
        for number, axis in enumerate(axes[name], 1):
            read, size = (int, int(axis)) if axis.isdigit() else (rows[axis].__getitem__, sizes[axis])
            places = places * size + np.array(list(map(read, fields[number::width])), dtype=np.int64)
        weights = np.array(list(map(float, fields[::width])))
        if not np.isfinite(weights).all():
            raise ValueError(f"slot {name}: a weight that is no number")
        table[offsets[name] + places] = weights
    return Weights(table, offsets, axes, float(bias))
