"""Keyness made in other ways that somebody might prefer, for the panel that shows what survives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import polars as pl

from analysis.comparison.doubt.copies import without_copies
from analysis.comparison.doubt.variations import COPIES, EVERY, OWN, SERIES, serial_articles
from analysis.comparison.outlets import chosen_outlets, outlets_left
from analysis.comparison.tables import ALL_REFERENCES
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.shrinkage import Prior
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.tests import WHOLE_VOCABULARIES
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema
from analysis.measures.terms.counts import TermCounts
from analysis.study import DEFAULT_SEED, Inference

_STRING, _INT, _FLOAT = pl.String(), pl.Int64(), pl.Float64()

FUNCTION_WORDS = "with function words compared, too"
PRIORS = (Prior("even"), Prior("informative"), Prior("flat"))

TERM_CONTRASTS: Mapping[str, tuple[pl.DataType, str]] = {
    "measure": (_STRING, "keyness:words, keyness:phrases, keyness:terms or keyness:categories"),
    "category": (_STRING, "the term"),
    "voice": (_STRING, "voice"),
    "part": (_STRING, "part"),
    "reference": (_STRING, "all references, equally weighted"),
    "scale": (_STRING, "ratio: 1 means alike"),
    "focus_value": (_FLOAT, "occurrences per 1,000 words: mean over focus outlets"),
    "reference_value": (_FLOAT, "the same over reference outlets"),
    "estimate": (_FLOAT, "focus value / reference value; null where the reference has none"),
    "low": (_FLOAT, "lower end of its interval; null where it has none"),
    "high": (_FLOAT, "upper end of its interval; null where it has none"),
    "p": (_FLOAT, "two-sided p-value; null where no test was run"),
    "q": (_FLOAT, "p corrected inside the family"),
    "family_size": (_INT, "tests in the family"),
    "reason": (_STRING, "why only described; null if nothing"),
}
"""A part of the columns of ``CONTRASTS``, as ``which_survive`` reads them."""


def term_contrasts(keyness: pl.DataFrame) -> pl.DataFrame:
    """Return a table of keyness as contrasts, a row per term.

    Parameters
    ----------
    keyness : ``KEYNESS``

    Returns
    -------
    DataFrame
        ``TERM_CONTRASTS``

    Example
    -------
    >>> from analysis.comparison.terms.table import KEYNESS
    >>> term_contrasts(pl.DataFrame(schema=schema(KEYNESS))).columns == list(TERM_CONTRASTS)
    True
    """
    renamed = keyness.with_columns(
        measure="keyness:" + pl.col("kind"),
        category="term",
        reference=pl.lit(ALL_REFERENCES),
        focus_value="focus_rate",
        reference_value="reference_rate",
    )
    return renamed.select(pl.col(name).cast(dtype) for name, dtype in schema(TERM_CONTRASTS).items())


def shrunken_contrasts(keyness: pl.DataFrame) -> pl.DataFrame:
    """Return keyness as contrasts whose estimates and intervals are those of the shrunken ratio.

    The test stays as it is, since no prior enters it: a term is a finding here where its q is small and the
    interval of its shrunken ratio leaves out 1.

    Parameters
    ----------
    keyness : ``KEYNESS``
    """
    shrunken = {"estimate": "log2_ratio", "low": "log2_low", "high": "log2_high"}
    return term_contrasts(
        keyness.with_columns((2.0 ** pl.col(log2)).alias(n) for n, log2 in shrunken.items())
    )


def keyness_variations(
    counts: TermCounts,
    other_voice: TermCounts,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    articles: pl.DataFrame,
    vocabulary: Vocabulary | None = None,
    priors: Sequence[Prior] = PRIORS,
    leave_out: int = 12,
    only: Collection[str] | None = None,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> dict[str, pl.DataFrame]:
    """Return the contrasts of ``keyness`` under other choices, each as ``TERM_CONTRASTS``.

    Parameters
    ----------
    counts : of ``count_terms`` in the study's voice
    other_voice : the same in all words (or in own words, where the study speaks of all)
    focus, reference, vocabulary, inference, seed : as in ``keyness``
    articles : the articles table, whose ``copy_of`` names copies
    priors : of the shrunken ratio
    leave_out : how many reference outlets, those with most articles, are left out in turn
    only : terms that are asked for; others need not have more than their test, as in ``keyness_of_counts``

    Returns
    -------
    dict
        what was done otherwise → ``TERM_CONTRASTS``: the other voice; without copies (where there are any);
        without articles whose titles begin with the name of a series (where there are any); with function
        words (where stopwords were left out); each prior; without each reference
        outlet in turn (where there are several). For ``which_survive``

    Raises
    ------
    InputError
        as in ``keyness``

    Example
    -------
    >>> from analysis import count_terms, open_study
    >>> ws = open_study()
    >>> own, every = (count_terms(ws.annotated, "categories", voice=voice) for voice in ("own", "all"))
    >>> made = keyness_variations(own, every, ws.focus, ws.references, articles=ws.annotated.articles)
    >>> list(made)[0], list(made)[-1]
    ('all words, whoever speaks', 'without The Lantern')
    """
    rules, settings = vocabulary or Vocabulary(), inference or Inference()
    ours, theirs = chosen_outlets(counts.articles, as_tuple(focus), as_tuple(reference))

    def compare(used: TermCounts, others: Sequence[str], given: Vocabulary = rules) -> pl.DataFrame:
        sides = outlets_left(used.articles, ours, others)
        if sides is None:
            return pl.DataFrame(schema=schema(KEYNESS))
        return keyness_of_counts(
            used, *sides, vocabulary=given, inference=settings, only=only, seed=seed, early=True
        )

    made = {OWN if other_voice.voice == "own" else EVERY: compare(other_voice, theirs)}
    kept = without_copies(counts.articles, articles)["article_id"]
    if len(kept) < counts.articles.height:
        keep = counts.articles["article_id"].is_in(kept.implode()).to_numpy()
        made[COPIES] = compare(counts.rows(keep), theirs)
    serial = serial_articles(articles)
    keep = ~counts.articles["article_id"].is_in(serial.implode()).to_numpy()
    if not keep.all():
        made[SERIES] = compare(counts.rows(keep), theirs)
    if rules.stopwords and counts.kind in WHOLE_VOCABULARIES:
        made[FUNCTION_WORDS] = compare(counts, theirs, replace(rules, stopwords=frozenset()))
    tables = {name: term_contrasts(table) for name, table in made.items()}
    for prior in priors:
        table = compare(counts, theirs, replace(rules, prior=prior))
        tables[f"shrunken by the {prior}"] = shrunken_contrasts(table)
    for outlet in _largest(counts.articles, theirs, leave_out):
        others = [name for name in theirs if name != outlet]
        tables[f"without {outlet}"] = term_contrasts(compare(counts, others))
    return tables


def _largest(articles: pl.DataFrame, outlets: Sequence[str], most: int) -> list[str]:
    """Return the outlets with most articles, in alphabetical order; none where there is one only."""
    if len(outlets) < 2:
        return []
    sizes = articles.filter(pl.col("outlet").is_in(list(outlets))).group_by("outlet").len()
    return sorted(sizes.sort("len", "outlet", descending=[True, False]).head(most)["outlet"])
