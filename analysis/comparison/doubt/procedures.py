"""Procedures that compare two sides once articles have been given other outlets: for null checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np
import polars as pl

from analysis.comparison.contrast import contrast_prepared
from analysis.comparison.families import benjamini_hochberg, findings
from analysis.comparison.outlets import outlets_left
from analysis.comparison.permutation import Permutations
from analysis.comparison.tables import ALL_REFERENCES
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.shrinkage import fightin_words_z, log_likelihood, log_likelihood_p
from analysis.comparison.terms.vocabulary import Vocabulary, kept_terms
from analysis.errors import InputError, did_you_mean
from analysis.measures.cells import KEYS, Floats, Prepared
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED, Inference

if TYPE_CHECKING:
    from analysis.measures.terms.counts import TermCounts

_STRING, _FLOAT, _BOOL = pl.String(), pl.Float64(), pl.Boolean()

VERDICTS: Mapping[str, tuple[pl.DataType, str]] = {
    "name": (_STRING, "what was compared: a category, with voice or part where there are several; a term"),
    "size": (_FLOAT, "how far from alike: |log2 ratio| or |difference|; null without an estimate"),
    "p": (_FLOAT, "two-sided p-value; null where no test was run"),
    "finding": (_BOOL, "whether it is called a difference after correction"),
    "reason": (_STRING, "why no test was run; null if it was"),
}
"""What a ``Procedure`` gives; a row per comparison."""


class Procedure(Protocol):
    """Compares two sides after articles were given other outlets.

    Called with ``outlet_of`` (article_id → outlet; articles that are not named keep theirs), the outlets of
    the focus and those of the reference (never empty). Returns ``VERDICTS``. Whatever is slow (counting)
    should be done before, once: only labels change between calls. ``contrast_procedure``,
    ``keyness_procedure`` and ``word_test_procedure`` make them.
    """

    def __call__(
        self, outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame: ...


def contrast_procedure(
    per_article: pl.DataFrame,
    *,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> Procedure:
    """Return the procedure ``contrast`` then ``findings`` on a table whose outlets are given anew.

    Parameters
    ----------
    per_article : ``PER_ARTICLE``; all its measures, categories, voices and parts are one family
    inference, seed : as in ``contrast``; but a test stops as soon as it is plain that it will not call a
        difference (``permutation_p``), so that a large p is rougher, and what is called is the same
    """
    settings = inference or Inference()
    prepared, permutations = Prepared.of(per_article), Permutations(seed, early=True)

    def procedure(
        outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame:
        relabelled = prepared.with_outlets(outlet_of)
        sides = outlets_left(relabelled.articles, focus, reference)
        if sides is None:
            return _nothing()
        return verdicts(contrast_prepared(relabelled, *sides, settings, permutations), settings.level)

    return procedure


def keyness_procedure(
    counts: TermCounts,
    *,
    vocabulary: Vocabulary | None = None,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> Procedure:
    """Return the procedure ``keyness`` then ``findings`` on counts whose outlets are given anew.

    Parameters
    ----------
    counts : of ``measures.count_terms``; the terms that pass the vocabulary's rules are one family
    vocabulary, inference, seed : as in ``keyness``
    """
    settings = inference or Inference()

    def procedure(
        outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame:
        relabelled = counts.with_outlets(outlet_of)
        sides = outlets_left(relabelled.articles, focus, reference)
        if sides is None:
            return _nothing()
        table = keyness_of_counts(
            relabelled,
            *sides,
            vocabulary=vocabulary,
            inference=settings,
            seed=seed,
            only=(),
            early=True,
        )
        called = findings(table, settings.level)["term"].implode()
        return table.select(
            name="term",
            size=pl.col("log2_ratio").abs(),
            p="p",
            finding=pl.col("term").is_in(called),
            reason=pl.when(pl.col("p").is_null()).then("reason"),
        )

    return procedure


def remembered(procedure: Procedure) -> Procedure:
    """Return a procedure that gives the same verdicts and runs each comparison once.

    For several checks of one procedure whose splits are partly the same (the placebo focus of ``null_check``
    and of ``placebo_by_finding``).
    """
    known: dict[tuple[object, ...], pl.DataFrame] = {}

    def once(
        outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame:
        if outlet_of:
            return procedure(outlet_of, focus, reference)
        key = (focus, reference)
        if key not in known:
            known[key] = procedure(outlet_of, focus, reference)
        return known[key]

    return once


STATISTICS = ("g2", "z")


def word_test_procedure(
    counts: TermCounts,
    statistic: str = "g2",
    *,
    vocabulary: Vocabulary | None = None,
    level: float = 0.95,
) -> Procedure:
    """Return the usual keyness test, which takes words for independent: to be seen beside ours, not used.

    Parameters
    ----------
    counts : as in ``keyness_procedure``; the same terms are one family, corrected in the same way
    statistic : ``g2``, log-likelihood with one degree of freedom (Dunning 1993; Rayson and Garside 2000), or
        ``z``, Fightin' Words with a flat prior (Monroe, Colaresi and Quinn 2008)
    vocabulary : as in ``keyness_procedure``
    level : a term with q of at most 1 - level is called

    Raises
    ------
    InputError
        an unknown statistic
    """
    if statistic not in STATISTICS:
        expected = f"one of {', '.join(STATISTICS)}{did_you_mean(statistic, STATISTICS)}"
        raise InputError("word test", "argument 'statistic'", f"'{statistic}'", expected, "correct the name")
    rules = vocabulary or Vocabulary()

    def procedure(
        outlet_of: Mapping[str, str], focus: tuple[str, ...], reference: tuple[str, ...]
    ) -> pl.DataFrame:
        used = counts.with_outlets(outlet_of).of_outlets([*focus, *reference])
        terms = used.columns(kept_terms(used, rules))
        ours = terms.articles["outlet"].is_in(focus).to_numpy()
        sides = [terms.rows(mask) for mask in (ours, ~ours)]
        hits = np.stack([side.occurrences for side in sides])
        words = np.array([float(side.words.sum()) for side in sides])
        if not terms.terms or not words.all():
            return _nothing()
        p = _word_p(hits, words, statistic)
        on_both = (hits > 0).all(axis=0)
        rate = np.where(on_both, hits, 1.0) / words[:, None]
        size = pl.Series(np.where(on_both, np.abs(np.log2(rate[0] / rate[1])), np.nan)).fill_nan(None)
        called = benjamini_hochberg(p) <= 1.0 - level + 1e-12
        table = pl.DataFrame({"name": terms.terms, "size": size, "p": p, "finding": called})
        return table.with_columns(reason=pl.lit(None, _STRING))

    return procedure


def _word_p(hits: Floats, words: Floats, statistic: str) -> Floats:
    from scipy.special import ndtr

    if statistic == "g2":
        return log_likelihood_p(log_likelihood(hits, words))
    return np.asarray(2.0 * ndtr(-np.abs(fightin_words_z(hits, words))))


def verdicts(contrasts: pl.DataFrame, level: float = 0.95) -> pl.DataFrame:
    """Return the ``VERDICTS`` of a contrasts table: its tested rows, and those that could have been.

    A ratio without a hit on one side has the size of its bound.
    """
    main = contrasts.filter(pl.col("reference") == ALL_REFERENCES)
    some = pl.when(pl.col("estimate") > 0).then(pl.col("estimate"))
    ratio = pl.coalesce(some, "low", "high").log(2).abs()
    size = pl.when(pl.col("scale") == "ratio").then(ratio).otherwise(pl.col("estimate").abs())
    called = findings(main, level).select(*KEYS, finding=pl.lit(True))
    return main.join(called, on=list(KEYS), how="left", maintain_order="left").select(
        name=verdict_name(main),
        size=size,
        p="p",
        finding=pl.col("finding").fill_null(False),
        reason=pl.when(pl.col("p").is_null()).then("reason"),
    )


def verdict_name(contrasts: pl.DataFrame) -> pl.Expr:
    """Return the name by which verdicts speak of a row: what varies in the table of contrasts."""
    varied = [key for key in KEYS if contrasts[key].n_unique() > 1]
    return pl.concat_str([pl.col(key) for key in varied or ["category"]], separator=", ")


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema=schema(VERDICTS))
