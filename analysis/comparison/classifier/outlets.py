"""Can a classifier tell the focus's articles from the reference's by their wording?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.classifier.design import Design, design_of, permuted_outlets
from analysis.comparison.classifier.linear import Fold, balanced_accuracy, folds_of, tf_idf, told_right
from analysis.comparison.classifier.score import by_outlet, interval, permutation_test, sizes, too_few
from analysis.comparison.classifier.tables import CLASSIFIED, CLASSIFIED_OUTLETS, CLASSIFIER_WORDS
from analysis.comparison.classifier.words import carrying_words, features
from analysis.comparison.outlets import chosen_outlets, outlets_left
from analysis.measures.cells import Bools, Floats, Ints
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema
from analysis.measures.terms.masked_words import MASKED_WORDS, UnmaskedWords, count_unmasked_words
from analysis.study import DEFAULT_SEED, Inference

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

FOLDS = 10
MOST_ARTICLES = 2_000
"""Articles beyond which a part is drawn: time grows with their third power."""
BATCH = 250
WIDENED_BY = 50
"""Permutations that say how much wider an interval is where classifiers are trained anew."""


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
    (or articles) as units, on the logit scale, widened by the spread that training anew adds
    (``classifier_score.interval``). p is one-sided, (b + 1) / (B + 1) for b permutations of outlet labels
    (inside events, or inside folds where outlets share no event) with the same or a higher balanced accuracy,
    all folds trained anew (Ojala and Garriga 2010).

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> found = tell_apart(ws.annotated, ws.focus, ws.references)
    >>> found.score["status"][0], found.words["speaks_for"].unique().sort().to_list()
    ('inferred', ['focus', 'reference'])
    """
    ours, theirs = chosen_outlets(annotated.articles, as_tuple(focus), as_tuple(reference))
    if not annotated.has_text:
        named = {"focus": " + ".join(ours), "reference": " + ".join(theirs), "voice": voice}
        return _nothing(named, "masking names and bylines needs running text, and this corpus is without it")
    articles, note = _at_most(annotated.articles, ours, theirs, seed)
    chosen = annotated.only(articles["article_id"])
    read = count_unmasked_words(chosen, voice=voice, outlet_aliases=outlet_aliases)
    copies = articles.select("article_id", "copy_of")
    return tell_apart_counts(
        read, ours, theirs, copies=copies, rows=rows, note=note, inference=inference, seed=seed
    )


def tell_apart_counts(
    read: UnmaskedWords,
    focus: Sequence[str],
    reference: Sequence[str],
    *,
    copies: pl.DataFrame | None = None,
    rows: int = 15,
    note: str | None = None,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> Classified:
    """Tell apart as ``tell_apart`` does, from words that are at hand (for many relabellings of one corpus).

    ``copies`` has the columns article_id and copy_of; ``note`` is something to know about the articles.
    """
    settings = inference or Inference()
    named = {"focus": " + ".join(focus), "reference": " + ".join(reference), "voice": read.counts.voice}
    counts = read.counts.of_outlets([*focus, *reference])
    counts = counts.rows(counts.words > 0)
    left = outlets_left(counts.articles, focus, reference)
    if left is None:
        return _nothing(named, "no words of this voice on one side")
    known = counts.articles.select("article_id", copy_of=pl.lit(None, dtype=pl.String))
    articles = counts.articles.join(
        known if copies is None else copies, on="article_id", maintain_order="left"
    )
    design = design_of(articles, *left, folds=FOLDS, seed=seed)
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
    drawn, some = _permuted(design, folds, settings.resamples, seed)
    row |= interval(design, right[0], some, float(drawn.std()), settings.level)
    row |= permutation_test(design, observed, drawn, settings)
    words = carrying_words(counts, design, folds, vectors, rows)
    words = words.with_columns(pl.lit(value).alias(name) for name, value in named.items())
    return Classified(*_tables(row, [], note, outlets, words), read.masked, None)


def _permuted(
    design: Design, folds: Sequence[Fold], resamples: int, seed: int
) -> tuple[Floats, list[tuple[Ints, Bools]]]:
    """Return the balanced accuracy of every permutation, and outlets and articles told right of some."""
    found: list[Floats] = []
    some: list[tuple[Ints, Bools]] = []
    for labels in permuted_outlets(design, resamples, seed, BATCH):
        right = told_right(design, folds, labels)
        found.append(balanced_accuracy(design, right, labels))
        some += list(zip(labels, right, strict=True))[: WIDENED_BY - len(some)]
    return np.concatenate(found), some


def _at_most(
    articles: pl.DataFrame, ours: Sequence[str], theirs: Sequence[str], seed: int
) -> tuple[pl.DataFrame, str | None]:
    """Return the articles of both sides that are read, and a note where not all of them are."""
    both = articles.filter(pl.col("outlet").is_in([*ours, *theirs])).sort("article_id")
    drawn = design_of(both, ours, theirs, folds=FOLDS, seed=seed).drawn(MOST_ARTICLES, seed)
    if drawn.all():
        return both, None
    return both.filter(
        pl.Series(drawn)
    ), f"{drawn.sum():,} of {len(drawn):,} articles were drawn at random and read"


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
