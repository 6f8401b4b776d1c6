"""The linear model: its weights in a text file, and what they say of features.

A multinomial logistic regression; the class "neither" has the logit 0, so that a feature has two weights,
against and for. The file also holds how often the readings were right on held-out sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.lexicons import LEXICON_FOLDER
from analysis.errors import InputError

FORMAT = "stance model, format 1"
MODEL_FILE = LEXICON_FOLDER.parent / "models" / "stance.txt"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Band:
    """Held-out readings with a confidence from ``low`` to below ``high``, and how many were right."""

    data: str
    low: float
    high: float
    readings: int
    right: int


@dataclass(frozen=True, eq=False)
class StanceModel:
    """Weights by feature (rows of ``table``: against, for), and the bands of held-out confidence."""

    rows: Mapping[str, int]
    table: Floats
    bands: tuple[Band, ...]

    def probabilities(self, places: Sequence[Mapping[str, float]]) -> Floats:
        """Return P(against), P(neither), P(for) for the features of each place.

        >>> model = StanceModel({"bias": 0}, np.zeros((1, 2)), ())
        >>> model.probabilities([{"bias": 1.0}]).round(2).tolist()
        [[0.33, 0.33, 0.33]]
        """
        if not places:
            return np.empty((0, 3))
        # Unknown features have a row of zeros; each place begins with it, so that none is empty.
        zero, known = len(self.table), self.rows
        rows, values, firsts = list[int](), list[float](), list[int]()
        for found in places:
            firsts.append(len(rows))
            rows.append(zero)
            rows.extend(map(known.get, found, repeat(zero)))
            values.append(0.0)
            values.extend(found.values())
        padded = np.vstack([self.table, np.zeros(2)])
        weighed = padded[np.array(rows)] * np.array(values, dtype=np.float64)[:, None]
        sums = np.add.reduceat(weighed, firsts, axis=0)
        logits = np.stack([sums[:, 0], np.zeros(len(places)), sums[:, 1]], axis=1)
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def write_model(model: StanceModel, path: Path) -> None:
    """Write a model as text: the bands, then a line per feature: weight against, weight for, name."""
    lines = [FORMAT, "[bands]"]
    lines += [f"{b.data}\t{b.low:g}\t{b.high:g}\t{b.readings}\t{b.right}" for b in model.bands]
    lines.append("[weights]")
    for name, row in sorted(model.rows.items()):
        against, favour = model.table[row]
        lines.append(f"{against:.3g}\t{favour:.3g}\t{name}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def load_model(path: Path = MODEL_FILE) -> StanceModel:
    """Read a model that ``write_model`` wrote.

    Raises
    ------
    InputError
        no such file, another format, or a line that cannot be read; it names file and line
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise InputError(
            path, "", "no such file", "the model", "restore it, or use the rules alone (model=None)"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "the model", "bytes that are no UTF-8", "text", "restore the file") from error
    if lines[0] != FORMAT:
        raise InputError(path, "line 1", f"'{lines[0][:40]}'", FORMAT, "restore the file, or train it again")
    bands, weights, names = [], [], dict[str, int]()
    part = ""
    for number, line in enumerate(lines[1:], start=2):
        try:
            if line in ("[bands]", "[weights]"):
                part = line
            elif line and part == "[bands]":
                data, low, high, readings, right = line.split("\t")
                bands.append(Band(data, float(low), float(high), int(readings), int(right)))
            elif line:
                against, favour, name = line.split("\t")
                weights.append((_finite(against), _finite(favour)))
                names[name] = len(names)
        except ValueError as error:
            raise InputError(
                path, f"line {number}", f"'{line[:40]}'", "what write_model wrote", "restore the file"
            ) from error
    if not names or len(names) != len(weights):
        raise InputError(path, "weights", "none, or a name twice", "each feature once", "restore the file")
    return StanceModel(names, np.array(weights), tuple(bands))


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"a weight of {number}")
    return value
