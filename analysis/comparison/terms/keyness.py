"""Keyness: which words, phrases or lexicon entries set the focus apart, with articles or events as units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.families import benjamini_hochberg
from analysis.comparison.outlets import chosen_outlets
from analysis.comparison.rows import count_side, reasons_of
from analysis.comparison.terms.dispersion import normalised_deviation_of_proportions
from analysis.comparison.terms.numbers import RATE, TermNumbers, term_numbers
from analysis.comparison.terms.shrinkage import fightin_words_z, log_likelihood
from analysis.comparison.terms.sides import TermSides, term_sides
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.tests import WHOLE_VOCABULARIES, TermTests, p_values
from analysis.comparison.terms.vocabulary import Vocabulary, count_left_out, kept_terms
from analysis.measures.cells import Floats, Ints
from analysis.measures.counting import as_tuple
from analysis.measures.kinds import PER_1000, kind_of
from analysis.measures.terms.counts import TermCounts, count_terms
from analysis.study import DEFAULT_SEED, Inference

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated


def keyness(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    kind: str = "words",
    voice: str = "own",
    part: str = "all",
    lexicon: str | None = None,
    vocabulary: Vocabulary | None = None,
    inference: Inference | None = None,
    family: str | None = None,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Compare how often focus and reference use each word, phrase or lexicon entry.

    Parameters
    ----------
    focus, reference : outlets. No reference means every other outlet. Outlets of a side weigh equally
    kind, voice, part, lexicon : what is counted, as in ``measures.count_terms``
    vocabulary : least occurrences and articles, stopwords, prior
    inference : level, resamples, and the minimums below which all is only described
    family : name of the tests that are corrected together
    seed : of the permutations

    Returns
    -------
    DataFrame
        ``KEYNESS``, sorted by p, then by size. A term that one side lacks is a row. Words and phrases have
        the test of whole vocabularies (``score_test.score_test``); terms and categories of a lexicon, a small
        declared family, permutations of outlet labels (``permutation.permutation_p``). The p of a word or
        phrase is at least 1 - level where the 90 % interval of its ratio holds 1 or points the other way: a
        term that is spread over more articles, but not more frequent, is not key. ``findings`` asks for the
        interval at the level of the study, too.

    Raises
    ------
    InputError
        an outlet that is not in the corpus, or on both sides; an unknown kind, voice, part or lexicon

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> table = keyness(ws.annotated, ws.focus, ws.references, kind="categories")
    >>> table.filter(pl.col("q") < 0.05)["term"].sort().to_list()
    ['domination', 'illegitimacy']
    """
    return keyness_of_counts(
        count_terms(annotated, kind, voice=voice, part=part, lexicon=lexicon),
        focus,
        reference,
        vocabulary=vocabulary,
        inference=inference,
        family=family,
        seed=seed,
    )


def keyness_of_counts(
    counts: TermCounts,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    vocabulary: Vocabulary | None = None,
    inference: Inference | None = None,
    family: str | None = None,
    seed: int = DEFAULT_SEED,
    only: Collection[str] | None = None,
    early: bool = False,
) -> pl.DataFrame:
    """Compare as ``keyness`` does, from counts that are at hand (for many relabellings of one corpus).

    With ``only``, terms that are asked for (or none), all terms are tested, and what no test needs and takes
    much of the time is left empty: dispersion, the word-based statistics, what one article does; of other
    terms also the interval of the shrunken ratio and, where p is above 1 - level, estimate and interval.
    ``early`` as in ``contrast``.
    """
    rules, settings = vocabulary or Vocabulary(), inference or Inference()
    ours, theirs = chosen_outlets(counts.articles, as_tuple(focus), as_tuple(reference))
    used = counts.of_outlets([*ours, *theirs])
    del counts  # the counts of all terms take as much memory again, unless the caller needs them
    used = used.rows(used.words > 0)
    if used.kind in WHOLE_VOCABULARIES:
        used = used.columns(kept_terms(used, rules))
    else:
        used = used.columns(np.flatnonzero(used.occurrences))
    used = used.by_term()
    table = pl.DataFrame({"term": used.terms}, schema={"term": pl.String}).with_columns(
        kind=pl.lit(used.kind),
        voice=pl.lit(used.voice),
        part=pl.lit(used.part),
        focus=pl.lit(" + ".join(ours)),
        reference=pl.lit(" + ".join(theirs)),
        scale=pl.lit("ratio"),
        prior=pl.lit(str(rules.prior)),
        status=pl.lit("described"),
    )
    sides = term_sides(used, ours, theirs)
    if sides is None or not used.terms:
        missing = "no words of this voice and part on one side"
        return _finish(table.with_columns(reason=pl.lit(missing)))
    if only is None:
        table = table.with_columns(**_counts(sides))
    pseudo = rules.prior.pseudo_counts(used.occurrences, used.words)
    judged = _judged(sides, settings)
    chosen = np.flatnonzero([reason is None for reason in judged])
    tests = p_values(sides, chosen, settings, seed, early=early) if len(chosen) else None
    needed = asked = None
    if only is not None:
        asked = np.flatnonzero(np.isin(np.array(used.terms), list(only)))
        needed = np.union1d(asked, _may_be_called(tests, chosen, settings.level))
    numbers = term_numbers(sides, *pseudo, settings.level, intervals_of=needed, shrunken_of=asked)
    table = _with_numbers(table, numbers, judged)
    if tests is not None:
        agreeing = tests.agreeing(numbers.direction[chosen], settings.level)
        table = _with_tests(table, agreeing, chosen, family or f"keyness of {used.kind}")
    return _finish(table)


def keyness_left_out(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    kind: str = "words",
    voice: str = "own",
    part: str = "all",
    vocabulary: Vocabulary | None = None,
) -> pl.DataFrame:
    """Return how many words or phrases ``keyness`` compares, and how many it leaves out by each rule.

    Parameters
    ----------
    focus, reference, kind, voice, part, vocabulary : as given to ``keyness``

    Returns
    -------
    DataFrame
        ``LEFT_OUT`` of ``comparison.terms.vocabulary``

    Raises
    ------
    InputError
        as ``keyness``

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> keyness_left_out(ws.annotated, ws.focus, ws.references)["rule"].to_list()[-1]
    'compared'
    """
    counts = count_terms(annotated, kind, voice=voice, part=part)
    ours, theirs = chosen_outlets(counts.articles, as_tuple(focus), as_tuple(reference))
    return count_left_out(counts.of_outlets([*ours, *theirs]), vocabulary or Vocabulary())


def _counts(sides: TermSides) -> dict[str, pl.Series | pl.Expr]:
    """Return counts, dispersion and the word-based statistics of both sides."""
    made: dict[str, pl.Series | pl.Expr] = {}
    size = (2, len(sides.counts.terms))
    both, present, dispersion = np.empty(size), np.empty(size, dtype=np.int64), np.empty(size)
    masks = (sides.in_focus, ~sides.in_focus)
    for place, some in sides.some_terms():
        for side, mask in enumerate(masks):
            part = some.counts.rows(mask)
            both[side, place], present[side, place] = part.occurrences, part.articles_with
            dispersion[side, place] = normalised_deviation_of_proportions(part.counts, part.words)
    lengths = np.array([float(sides.counts.words[mask].sum()) for mask in masks])
    for side, name in enumerate(("focus", "reference")):
        made[f"{name}_hits"] = pl.Series(both[side].round().astype(np.int64))
        made[f"{name}_articles_with"] = pl.Series(present[side])
        made[f"{name}_articles"] = pl.lit(int(masks[side].sum()))
        made[f"{name}_words"] = pl.lit(round(lengths[side]))
        made[f"{name}_dispersion"] = _series(dispersion[side])
    made["g2"] = _series(log_likelihood(both, lengths))
    made["z"] = _series(fightin_words_z(both, lengths))
    return made


def _judged(sides: TermSides, settings: Inference) -> list[str | None]:
    """Return for each term why it is only described, or ``None``."""
    ours, theirs = (count_side(sides.frame, outlets) for outlets in (sides.focus, sides.reference))
    total = sides.counts.occurrences
    with_hits = _events_with(sides).tolist() if sides.clustered else [None] * len(total)

    @cache
    def reason(hits: float, events: int | None) -> str | None:
        return reasons_of(kind_of(RATE), ours, theirs, hits=hits, events_with=events, settings=settings)

    return [reason(hits, events) for hits, events in zip(total.tolist(), with_hits, strict=True)]


def _events_with(sides: TermSides) -> Ints:
    """Return on how many events (or articles without one) each term occurs."""
    units = int(sides.unit.max()) + 1
    found = []
    for _, some in sides.some_terms():
        places = some.counts.counts.tocoo()
        pairs = np.unique(places.col.astype(np.int64) * units + sides.unit[places.row])
        found.append(np.bincount(pairs // units, minlength=len(some.counts.terms)))
    return np.concatenate(found)


def _may_be_called(tests: TermTests | None, chosen: Ints, level: float) -> Ints:
    """Return the tested terms whose p alone would do; q is never smaller."""
    if tests is None or tests.p is None:
        return chosen[:0]
    return chosen[tests.p <= 1.0 - level + 1e-9]


def _with_numbers(table: pl.DataFrame, numbers: TermNumbers, judged: list[str | None]) -> pl.DataFrame:
    inferred = pl.Series([reason is None for reason in judged])
    always = ("estimate", "log2_ratio", "without_one_low", "without_one_high")
    only_inferred = ("low", "high", "log2_low", "log2_high", "standard_error")
    status = pl.when(inferred).then(pl.lit("inferred")).otherwise(pl.lit("described"))
    return table.with_columns(
        *(_series(getattr(numbers, name)).alias(name) for name in always),
        *(pl.when(inferred).then(_series(getattr(numbers, name))).alias(name) for name in only_inferred),
        focus_rate=_series(numbers.focus_rate * PER_1000),
        reference_rate=_series(numbers.reference_rate * PER_1000),
        status=status,
        reason=pl.Series(judged, dtype=pl.String),
    )


def _with_tests(table: pl.DataFrame, tests: TermTests, chosen: Ints, family: str) -> pl.DataFrame:
    tested = np.zeros(table.height, dtype=bool)
    tested[chosen] = True
    if tests.p is None:
        note = f"not tested: the smallest p that this design can reach is {tests.smallest:.2g}"
        return table.with_columns(
            reason=pl.when(pl.Series(tested)).then(pl.lit(note)).otherwise("reason"),
            smallest_p=pl.when(pl.Series(tested)).then(pl.lit(tests.smallest)),
        )
    p, q = np.full(table.height, np.nan), np.full(table.height, np.nan)
    p[chosen], q[chosen] = tests.p, benjamini_hochberg(tests.p)
    columns = {
        "family": family,
        "family_size": len(chosen),
        "method": tests.method,
        "smallest_p": tests.smallest,
    }
    return table.with_columns(
        p=_series(p),
        q=_series(q),
        **{name: pl.when(pl.Series(tested)).then(pl.lit(value)) for name, value in columns.items()},
    )


def _series(values: Floats) -> pl.Series:
    """Return a column in which what does not exist is null."""
    return pl.Series(np.where(np.isfinite(values), values, np.nan)).fill_nan(None)


def _finish(table: pl.DataFrame) -> pl.DataFrame:
    columns = [
        (pl.col(name) if name in table.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, (dtype, _) in KEYNESS.items()
    ]
    size = pl.col("log2_ratio").abs()
    return table.select(columns).sort("p", size, "term", descending=[False, True, False], nulls_last=True)
