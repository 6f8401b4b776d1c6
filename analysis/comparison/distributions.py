"""Whole distributions of shares compared: all names of one referent at once, or all types of source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from analysis.comparison.families import with_q
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.permutation import permuted, smallest_p, studentised
from analysis.comparison.rows import clustered, count_side, too_few_units
from analysis.comparison.sides import Sides, sides_of
from analysis.errors import InputError
from analysis.measures.cells import Cells, Floats, cells_of
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import kind_of
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED, Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()
KEYS = ("measure", "voice", "part")
METHOD = "sum of squared studentised differences of the shares; permutation of {unit}s"

DISTRIBUTIONS: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "name of the share, such as share:naming:<referent> or share:source_type"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "focus": (_STRING, "focus outlets, joined by ' + '"),
    "reference": (_STRING, "reference outlets, joined by ' + '"),
    "categories": (_INT, "categories with a hit on either side"),
    "distance": (
        _FLOAT,
        "total variation distance: the part of one side's hits that would have to be of another category; "
        "null where a side has none",
    ),
    "distance_by_chance": (_FLOAT, "its mean when outlets are permuted; null where nothing was permuted"),
    "p": (_FLOAT, "p-value of a difference in any category; null where no test was run"),
    "q": (_FLOAT, "p corrected inside its family (Benjamini-Hochberg)"),
    "family": (_STRING, "tests that are corrected together; null where no test was run"),
    "family_size": (_INT, "tests in the family"),
    "smallest_p": (_FLOAT, "smallest p that this design can reach"),
    "focus_hits": (_INT, "names, attributions or cues of the focus"),
    "reference_hits": (_INT, "the same of the reference"),
    "focus_articles": (_INT, "articles with any"),
    "reference_articles": (_INT, "the same"),
    "focus_outlets": (_INT, "outlets with any"),
    "reference_outlets": (_INT, "the same"),
    "method": (_STRING, "how p was computed, and the unit: article or event; null where described"),
    "status": (_STRING, "inferred or described"),
    "reason": (_STRING, "why only described; null if nothing"),
}


def compare_distributions(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    family: str | None = None,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Compare how focus and reference divide one whole: all categories of a share in one test.

    Parameters
    ----------
    per_article : ``PER_ARTICLE`` of shares whose categories make up the whole (``naming_shares``, or
        ``share:source_type`` of ``source_mix``)
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally
    inference : resamples, level, and the minimums below which a row is only described
    family : name of the family whose tests are corrected together; the focus names it by default
    seed : of the permutations

    Returns
    -------
    DataFrame
        ``DISTRIBUTIONS``, a row per measure, voice and part. The p-value permutes outlet labels (inside
        events where articles share them) and counts how often the sum of the squared studentised differences
        of the shares is as large: (b + 1) / (B + 1) (Phipson and Smyth 2010). The total variation distance
        of two samples is above 0 even where nothing differs, so its mean under permutation stands beside it.

    Raises
    ------
    InputError
        a measure that is no share; an unknown outlet, or one on both sides

    Example
    -------
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> made = [(f"{o}{i}", o, None, "share:naming:x", name, "own", "all", float(n), 4.0)
    ...         for o, counts in (("Herald", (3, 1)), ("Sun", (1, 3))) for i in range(20)
    ...         for name, n in zip(("war", "conflict"), (counts if i % 5 else counts[::-1]))]
    >>> shares = pl.DataFrame(made, schema=[*names, "numerator", "denominator"], orient="row")
    >>> table = compare_distributions(shares, "Herald")
    >>> table.select("categories", pl.col("distance").round(3), pl.col("p") < 0.01).row(0)
    (2, 0.3, True)
    """
    settings = inference or Inference()
    for measure in per_article["measure"].unique().sort():
        if kind_of(measure).name != "share":
            raise InputError(
                "distributions", "column 'measure'", f"'{measure}'", "shares", "compare it with contrast"
            )
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    rows: list[dict[str, object]] = []
    for key, table in sorted(used.partition_by(*KEYS, as_dict=True).items()):
        (cells,) = cells_of(table)
        row: dict[str, object] = dict(zip(KEYS, key, strict=True))
        row |= {"focus": " + ".join(ours), "reference": " + ".join(theirs), "status": "described"}
        rows.append(row | _compared(cells, ours, theirs, settings, seed))
    types = schema(DISTRIBUTIONS)
    made = pl.DataFrame(rows, schema=types, orient="row")
    return with_q(made, family or f"distributions, {' + '.join(ours)}").select(list(types))


def _compared(
    cells: Cells, ours: tuple[str, ...], theirs: tuple[str, ...], settings: Inference, seed: int
) -> dict[str, object]:
    counts = {"focus": count_side(cells, ours), "reference": count_side(cells, theirs)}
    kind = kind_of(cells.columns[0][0])
    row: dict[str, object] = {"categories": int((cells.numerator.sum(axis=0) > 0).sum())}
    for side, count in counts.items():
        row |= {f"{side}_hits": round(count.words), f"{side}_articles": count.articles}
        row[f"{side}_outlets"] = count.outlets
    unit = "event" if clustered(cells, (*ours, *theirs)) else "article"
    reasons = too_few_units(counts["focus"], counts["reference"], kind, unit=unit, settings=settings)
    sides = sides_of(cells, ours, theirs)
    if sides is None:
        return row | {"reason": "; ".join(reasons)}
    row["distance"] = float(_distance(sides, *_as_batch(sides))[0])
    total = round(float(cells.words.sum()))
    outside = total - round(float(cells.numerator.sum(axis=0).max()))
    if not reasons and outside < settings.min_hits:
        some = f"all {total}" if not outside else f"all but {outside} of {total}"
        reasons = [f"{some} {kind.base}s are of one kind, at least {settings.min_hits} others needed"]
    if reasons:
        return row | {"reason": "; ".join(reasons)}
    return row | _tested(sides, unit, settings, seed)


def _as_batch(sides: Sides) -> tuple[Floats, Floats]:
    return sides.cells.numerator[None], sides.cells.words[None]


def _tested(sides: Sides, unit: str, settings: Inference, seed: int) -> dict[str, object]:
    # Only large values speak against the null hypothesis, so there is one tail.
    least = smallest_p(sides, settings.resamples) / 2.0
    if least > 1.0 - settings.level:
        reason = f"not tested: the smallest p that this design can reach is {least:.2g}"
        return {"smallest_p": least, "reason": reason}
    observed = _statistics(sides, *_as_batch(sides))[0]
    drawn = np.concatenate(list(permuted(sides, settings.resamples, seed, _statistics)))
    as_large = (drawn[:, 0] >= observed[0] * (1.0 - 1e-9)).sum()
    return {
        "smallest_p": least,
        "p": max(float(as_large + 1.0) / (settings.resamples + 1.0), least),
        "distance_by_chance": float(drawn[:, 1].mean()),
        "method": METHOD.format(unit=unit),
        "status": "inferred",
    }


def _statistics(sides: Sides, numerator: Floats, words: Floats) -> Floats:
    """Return (batch, 2): the sum of squared studentised differences, and the distance."""
    squares = (studentised(sides, numerator, words) ** 2).sum(axis=1)
    return np.stack([squares, _distance(sides, numerator, words)], axis=1)


def _distance(sides: Sides, numerator: Floats, words: Floats) -> Floats:
    starts = sides.cells.starts
    rate = np.add.reduceat(numerator, starts, axis=1) / np.add.reduceat(words, starts, axis=1)[..., None]
    gap = ((sides.focus - sides.reference)[:, None] * rate).sum(axis=1)
    return np.asarray(np.abs(gap).sum(axis=1) / 2.0)
