"""The framing profile: all measures as contrasts, by question, with placebos and what would undo each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.undoing import undone_by
from analysis.comparison.families import findings
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.rows import Pair, contrast_rows
from analysis.comparison.tables import ALL_REFERENCES, CONTRASTS
from analysis.measures.cells import KEYS, Cells, cells_of
from analysis.measures.counting import as_tuple
from analysis.measures.framing import QUESTIONS, question_of
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED, Inference

MOST_PLACEBOS = 12
FAMILY = "08 framing profile"

PROFILE: Mapping[str, tuple[pl.DataType, str]] = {
    **CONTRASTS,
    "question": (pl.String(), f"the question that the measure belongs to: {', '.join(QUESTIONS)}"),
    "standardised": (
        pl.Float64(),
        "log ratio or difference over its standard error, taken from the interval; null without one",
    ),
    "placebo_as_far": (
        pl.Int64(),
        "reference outlets that, put in the focus's place against the others, stand at least as far apart",
    ),
    "placebo_of": (pl.Int64(), "reference outlets that could be put in its place"),
    "undone_by": (
        pl.Int64(),
        "of a finding: units of the focus, those that say most for it first, that have to be left out until "
        "its interval takes in 'alike', or none can be given",
    ),
    "undone_of": (pl.Int64(), "of a finding: units (articles, or events) of the focus"),
    "undone_unit": (pl.String(), "of a finding: article or event"),
}
"""``CONTRASTS`` of ``comparison.tables`` against all references, and what this page adds."""


@dataclass(frozen=True)
class FramingProfile:
    """``measures`` is ``PER_ARTICLE``; ``contrasts`` is ``PROFILE``; ``alone`` is against each reference."""

    measures: pl.DataFrame
    contrasts: pl.DataFrame
    alone: pl.DataFrame


def framing_profile(
    measures: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> FramingProfile:
    """Contrast all measures of the profile in one family of tests.

    Parameters
    ----------
    measures : what ``framing_measures`` gave
    focus, reference, inference, seed : as in ``contrast``

    Returns
    -------
    FramingProfile
        contrasts by question, then the surest first: by q, then by how many standard errors apart. Each has
        beside it how many reference outlets stand as far from the others, and a finding what would undo it

    Raises
    ------
    InputError
        as in ``contrast``

    Note
    ----
    A placebo with fewer articles is seen less sharply, so that few of them as far apart is no proof; many are
    a warning.

    Example
    -------
    >>> from analysis import framing_measures, open_study
    >>> ws = open_study()
    >>> made = framing_profile(framing_measures(ws.annotated, ws.focus, ws.references), ws.focus)
    >>> made.contrasts.filter(pl.col("q") < 0.05)["question"][0]
    'loaded'
    """
    settings = inference or Inference()
    table = contrast(measures, focus, reference, inference=settings, family=FAMILY, seed=seed)
    together = table.filter(pl.col("reference") == ALL_REFERENCES)
    ours, theirs = chosen_outlets(measures, as_tuple(focus), as_tuple(reference))
    cells = cells_of(measures.filter(pl.col("outlet").is_in([*ours, *theirs])))
    far = _placebos(cells, theirs, settings)
    found = {key(row) for row in findings(together, settings.level).to_dicts()}
    rows = [
        _completed(row, far.get(key(row), []), settings)
        | (undone_by(cells, row, ours, theirs, settings) if key(row) in found else {})
        for row in together.to_dicts()
    ]
    made = pl.DataFrame(rows, schema=schema(PROFILE), orient="row")
    order = {name: place for place, name in enumerate(QUESTIONS)}
    place = pl.col("question").replace_strict(order, return_dtype=pl.Int64)
    by = [place, pl.col("q"), pl.col("standardised").abs(), *map(pl.col, KEYS)]
    ordered = made.sort(by, descending=[False, False, True, *[False] * len(KEYS)], nulls_last=True)
    return FramingProfile(measures, ordered, table.filter(pl.col("reference") != ALL_REFERENCES))


def _completed(row: dict[str, Any], placebos: Sequence[float], settings: Inference) -> dict[str, Any]:
    size = standardised(row, settings.level)
    row |= {"question": question_of(row["measure"]), "standardised": size, "placebo_of": len(placebos)}
    if size is not None:
        row["placebo_as_far"] = sum(other >= abs(size) for other in placebos)
    return row


def key(row: Mapping[str, object]) -> tuple[str, ...]:
    """Return measure, category, voice and part of a row."""
    return tuple(str(row[name]) for name in KEYS)


def standardised(row: Mapping[str, object], level: float) -> float | None:
    """Return a log ratio or difference in standard errors, taken from its interval; ``None`` without one.

    >>> round(standardised({"estimate": 2.0, "low": 1.0, "high": 4.0, "scale": "ratio"}, 0.95), 2)
    1.96
    """
    from scipy.stats import norm

    ends = [row.get(name) for name in ("estimate", "low", "high")]
    numbers = [float(end) for end in ends if isinstance(end, float)]
    if len(numbers) < 3:
        return None
    estimate, low, high = numbers
    if row["scale"] == "ratio":
        if min(numbers) <= 0:
            return None
        estimate, low, high = math.log(estimate), math.log(low), math.log(high)
    error = (high - low) / (2 * float(norm.ppf(0.5 + level / 2)))
    return estimate / error if error > 0 else None


def _placebos(
    cells: Sequence[Cells], references: Sequence[str], settings: Inference
) -> dict[tuple[str, ...], list[float]]:
    """Return for each measure how far each reference outlet stands from the others, in standard errors."""
    far: dict[tuple[str, ...], list[float]] = {}
    if len(references) < 2:
        return far
    for measured in cells:
        present = [name for name in references if name in measured.outlets]
        size = {name: int(measured.only((name,)).articles.sum()) for name in present}
        largest = sorted(present, key=lambda name: (-size[name], name))[:MOST_PLACEBOS]
        for name in largest:
            others = tuple(other for other in references if other != name)
            for row in contrast_rows(measured, Pair((name,), others, ALL_REFERENCES), settings, None):
                distance = standardised(row, settings.level)
                if distance is not None:
                    far.setdefault(key(row), []).append(abs(distance))
    return far
