"""The contrasts of a study without each reference outlet in turn, made together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from analysis.comparison.contrast import contrasts_table
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.permutation import Permutations
from analysis.comparison.rows import Pair, Row, contrast_rows
from analysis.comparison.tables import ALL_REFERENCES
from analysis.measures.cells import KEYS, Cells, cells_of
from analysis.measures.counting import as_tuple
from analysis.study import DEFAULT_SEED, Inference


def contrasts_without_each(
    per_article: pl.DataFrame,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> dict[str, pl.DataFrame]:
    """Contrast with all reference outlets but one, for each of them; none where there is only one.

    Parameters
    ----------
    per_article, focus, reference, inference, seed : as in ``contrast``

    Returns
    -------
    dict
        outlet left out → what ``contrast`` gives without it, with ``each=False`` and ``early=True``

    Raises
    ------
    InputError
        as in ``contrast``

    Note
    ----
    The corpus is summed to cells once, and all tests of as many cells share what is drawn, whichever outlet
    is left out and whatever is measured.

    Example
    -------
    >>> names = ["article_id", "outlet", "event", "measure", "category", "voice", "part"]
    >>> articles = [(f"{o}{i}", o, None, "rate:x", "all", "own", "all", n, 900)
    ...             for o, n in (("Herald", 6), ("Post", 4), ("Sun", 2)) for i in range(9)]
    >>> rates = pl.DataFrame(articles, schema=[*names, "numerator", "denominator"], orient="row")
    >>> [(name, table["estimate"][0]) for name, table in contrasts_without_each(rates, "Herald").items()]
    [('Post', 3.0), ('Sun', 1.5)]
    """
    settings, permutations = inference or Inference(), Permutations(seed, early=True)
    ours, theirs = chosen_outlets(per_article, as_tuple(focus), as_tuple(reference))
    if len(theirs) < 2:
        return {}
    used = per_article.filter(pl.col("outlet").is_in([*ours, *theirs]))
    pairs = {
        outlet: Pair(ours, tuple(name for name in theirs if name != outlet), ALL_REFERENCES)
        for outlet in theirs
    }
    rows: dict[str, list[Row]] = {outlet: [] for outlet in theirs}
    for cells, outlet in _in_order(cells_of(used), theirs):
        rows[outlet] += contrast_rows(
            cells.only({*ours, *pairs[outlet].reference}), pairs[outlet], settings, permutations
        )
    alone = _measured_alone(used)
    return {
        outlet: contrasts_table(
            [row for row in rows[outlet] if alone.get(tuple(row[key] for key in KEYS)) != outlet],
            used.filter(pl.col("outlet") != outlet),
            ours,
            pair.reference,
        )
        for outlet, pair in pairs.items()
    }


def _in_order(groups: Sequence[Cells], theirs: Sequence[str]) -> list[tuple[Cells, str]]:
    """Return cells with each outlet that is left out, those that leave as many cells beside each other."""
    jobs = []
    for cells in groups:
        sizes = dict(zip(cells.outlets, cells.sizes.tolist(), strict=True))
        jobs += [(len(cells.words) - sizes.get(outlet, 0), cells, outlet) for outlet in theirs]
    return [(cells, outlet) for _, cells, outlet in sorted(jobs, key=lambda job: job[0])]


def _measured_alone(used: pl.DataFrame) -> Mapping[tuple[object, ...], str]:
    """Return what is measured in one outlet only, with the outlet: without it there is no such row."""
    outlets = used.group_by(KEYS).agg(pl.col("outlet").n_unique().alias("n"), pl.col("outlet").first())
    return {tuple(key): outlet for *key, outlet in outlets.filter(pl.col("n") == 1).drop("n").iter_rows()}
