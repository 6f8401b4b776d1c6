"""Can a classifier tell the focus's articles from the reference's by their wording?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.classifier_design import design_of, permuted_outlets
from analysis.comparison.classifier_score import by_outlet, interval, permutation_test, sizes, too_few
from analysis.comparison.classifier_tables import CLASSIFIED, CLASSIFIED_OUTLETS, CLASSIFIER_WORDS
from analysis.comparison.classifier_words import carrying_words, features
from analysis.comparison.linear_classifier import balanced_accuracy, folds_of, tf_idf, told_right
from analysis.comparison.outlets import chosen_outlets, outlets_left
from analysis.measures.counting import as_tuple
from analysis.measures.masked_words import MASKED_WORDS, count_unmasked_words
from analysis.measures.tables import schema
from analysis.study import DEFAULT_SEED, Inference

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

FOLDS = 10
MOST_ARTICLES = 3_000
"""Articles beyond which a part is drawn: time grows with their third power."""
BATCH = 250


@dataclass(frozen=True)
class Classified:
    """``score`` (``CLASSIFIED``, one row), ``outlets`` (``CLASSIFIED_OUTLETS``), ``words``
    (``CLASSIFIER_WORDS``) and ``masked`` (``MASKED_WORDS``).

    ``reason`` says in a sentence why nothing was inferred; ``None`` if something was.
    """

    score: pl.DataFrame
    outlets: pl.DataFrame
    words: pl.DataFrame
    masked: pl.DataFrame
    reason: str | None


def tell_apart(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    voice: str = "own",
    rows: int = 15,
    outlet_aliases: Sequence[str | Path] = (),
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> Classified:
    """Train a linear classifier to tell the focus's articles from the reference's, and test it.

    Parameters
    ----------
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally
    voice : whose words are read
    rows : most words in each direction
    outlet_aliases : alias files of the study: names that are masked
    inference : level, resamples, and the minimums below which all is only described
    seed : of folds and permutations

    Returns
    -------
    Classified
        score, outlets, the words that carry it and what was masked; without text, no rows and a reason

    Raises
    ------
    InputError
        an outlet that is not in the corpus, or on both sides; an unknown voice

    Note
    ----
    It separates house styles too, and what an outlet writes about: a high accuracy does not say why.
    Datelines, bylines, credits, repeated lines, addresses, names, forms of address, days, months and numbers
    are masked (``measures.masked_places``). Words are weighed by share of the article × inverse document
    frequency; the classifier is ridge regression on balanced targets, in closed form, so that thousands of
    permutations cost little (``linear_classifier``). Articles on one event, and copies, are
    always in one of at most ten folds. The interval of the balanced accuracy is that of a share with events
    (or articles) as units, on the logit scale; it takes the trained classifiers as they are. p is
    (b + 1) / (B + 1), for b permutations of outlet labels (inside events where outlets share them) with the
    same or a higher balanced accuracy, all folds trained anew (Ojala and Garriga 2010).

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> found = tell_apart(ws.annotated, ws.focus, ws.references)
    >>> found.score["status"][0], found.words["speaks_for"].unique().sort().to_list()
    ('inferred', ['focus', 'reference'])
    """
    settings = inference or Inference()
    ours, theirs = chosen_outlets(annotated.articles, as_tuple(focus), as_tuple(reference))
    named = {"focus": " + ".join(ours), "reference": " + ".join(theirs), "voice": voice}
    if not annotated.has_text:
        return _nothing(named, "masking names and bylines needs running text, and this corpus is without it")
    read = count_unmasked_words(
        annotated, voice=voice, outlets=(*ours, *theirs), outlet_aliases=outlet_aliases
    )
    counts = read.counts.rows(read.counts.words > 0)
    left = outlets_left(counts.articles, ours, theirs)
    if left is None:
        return _nothing(named, "no words of this voice on one side")
    copies = annotated.articles.select("article_id", "copy_of")
    joined = counts.articles.join(copies, on="article_id", how="left", maintain_order="left")
    design = design_of(joined, *left, folds=FOLDS, seed=seed)
    drawn = design.drawn(MOST_ARTICLES, seed)
    note = None if drawn.all() else f"{drawn.sum():,} of {len(drawn):,} articles were drawn and read"
    if note:
        counts, joined = counts.rows(drawn), joined.filter(pl.Series(drawn))
        design = design_of(joined, *left, folds=FOLDS, seed=seed)
    counts = counts.columns(features(counts, design))
    row = named | sizes(design, counts, read.masked)
    reasons = too_few(design, settings, len(counts.terms))
    if not counts.terms or int(design.fold.max()) < 1:
        return Classified(*_tables(row, reasons, note), read.masked, "; ".join(reasons))
    vectors = tf_idf(counts.counts, counts.words)
    folds = folds_of(vectors, design.fold)
    right = told_right(design, folds, design.outlet[None])
    observed = float(balanced_accuracy(design, right, design.outlet[None])[0])
    outlets = by_outlet(design, right[0])
    row |= {"balanced_accuracy": observed}
    row |= {f"{side}_right": outlets.filter(side=side)["share"].mean() for side in ("focus", "reference")}
    if reasons:
        return Classified(*_tables(row, reasons, note, outlets), read.masked, "; ".join(reasons))
    permuted = [
        balanced_accuracy(design, told_right(design, folds, labels), labels)
        for labels in permuted_outlets(design, settings.resamples, seed, BATCH)
    ]
    row |= interval(design, right[0], settings.level)
    row |= permutation_test(design, observed, np.concatenate(permuted), settings)
    words = carrying_words(counts, design, folds, vectors, rows)
    words = words.with_columns(pl.lit(value).alias(name) for name, value in named.items())
    return Classified(*_tables(row, [], note, outlets, words), read.masked, None)


def _nothing(named: dict[str, str], reason: str) -> Classified:
    return Classified(*_tables(named, [reason], None), pl.DataFrame(schema=schema(MASKED_WORDS)), reason)


def _tables(
    row: Mapping[str, object],
    reasons: Sequence[str],
    note: str | None,
    outlets: pl.DataFrame | None = None,
    words: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Put the score, the outlets and the words into the columns of their schemas."""
    told = [*reasons, note, row.get("reason")]
    known = dict(row) | {
        "status": "described" if reasons else "inferred",
        "reason": "; ".join(str(reason) for reason in told if reason) or None,
    }
    score = pl.DataFrame([known], schema=schema(CLASSIFIED), orient="row")
    made = [score]
    for table, columns in ((outlets, CLASSIFIED_OUTLETS), (words, CLASSIFIER_WORDS)):
        if table is None:
            made.append(pl.DataFrame(schema=schema(columns)))
        else:
            made.append(table.select(pl.col(name).cast(dtype) for name, dtype in schema(columns).items()))
    return made[0], made[1], made[2]
