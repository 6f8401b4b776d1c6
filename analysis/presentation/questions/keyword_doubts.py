"""What becomes of the words that stand out when the same question is asked in other ways."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.doubt.leave_one_out import LEAVE_ONE_OUT, leave_one_out
from analysis.comparison.doubt.null_summaries import PLACEBO_FINDINGS, placebo_by_finding
from analysis.comparison.doubt.procedures import Procedure, keyness_procedure
from analysis.comparison.doubt.survival import which_survive
from analysis.comparison.families import findings
from analysis.comparison.terms.keyness import keyness_of_counts
from analysis.comparison.terms.table import KEYNESS
from analysis.comparison.terms.variations import keyness_variations, term_contrasts
from analysis.comparison.terms.vocabulary import Vocabulary
from analysis.measures import count_terms
from analysis.measures.tables import schema
from analysis.presentation.questions.steady_ranks import steady_ranks, steady_sentence
from analysis.presentation.questions.survival import (
    ARTICLE_RANGES,
    article_ranges,
    survival_panel,
    what_survives,
)
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.tables.keyness_rows import NOUNS, ROWS_EACH_WAY, found_terms, noun
from analysis.presentation.writing.format import count

if TYPE_CHECKING:
    from analysis.workspace import Workspace


@dataclass(frozen=True)
class DoubtedKeywords:
    """``survival`` is ``SURVIVAL``, ``panel`` shows it as marks, ``moved`` is ``ARTICLE_RANGES``.

    ``moved`` has the column ``stays`` where articles were drawn again (``steady_ranks``).
    """

    survival: pl.DataFrame
    panel: pl.DataFrame
    moved: pl.DataFrame
    sentences: Sentences


def doubt_keywords(
    workspace: Workspace,
    kind: str = "words",
    *,
    vocabulary: Vocabulary | None = None,
    lexicon: str | None = None,
    procedure: Procedure | None = None,
    draws: int = 0,
) -> DoubtedKeywords:
    """Look up the terms that stand out, as ``keywords`` shows them, in other versions of the same keyness.

    Parameters
    ----------
    workspace : an open study
    kind, vocabulary, lexicon : as in ``keywords``. Phrases of a corpus without text give empty tables
    procedure : the study's ``keyness_procedure`` if it is at hand (``remembered``), for the placebo focus
    draws : how often articles are drawn again, to see which terms keep their place in the ranking; 0: never

    Returns
    -------
    DoubtedKeywords
        of at most 15 terms each way (``keyness_rows.found_terms``)

    Raises
    ------
    InputError
        an unknown kind or lexicon

    Example
    -------
    >>> from analysis import open_study
    >>> made = doubt_keywords(open_study(), "categories")
    >>> made.panel["finding"].to_list()
    ['“domination”', '“illegitimacy”']
    """
    study, annotated = workspace.study, workspace.annotated
    if kind == "phrases" and not annotated.has_text:
        return _nothing(kind)
    rules = vocabulary or Vocabulary()
    ours, theirs, voice = workspace.focus, workspace.references, study.voice
    counts, other = (
        count_terms(annotated, kind, voice=name, lexicon=lexicon).of_outlets([*ours, *theirs])
        for name in (voice, "own" if voice == "all" else "all")
    )
    compare = partial(keyness_of_counts, vocabulary=rules, inference=study.inference, seed=study.seed)
    table = compare(counts, ours, theirs)
    found = found_terms(table, level=study.inference.level)
    if found.is_empty():
        return _nothing(kind)
    main = term_contrasts(found)
    variations = keyness_variations(
        counts,
        other,
        ours,
        theirs,
        articles=annotated.articles,
        vocabulary=rules,
        only=main["category"].to_list(),
        inference=study.inference,
        seed=study.seed,
    )
    survival = which_survive(main, variations, level=study.inference.level)
    ranges = leave_one_out(counts.per_article(main["category"].to_list()), ours, theirs)
    run = procedure or keyness_procedure(counts, vocabulary=rules, inference=study.inference, seed=study.seed)
    panel = survival_panel(survival, ranges, placebo_by_finding(run, annotated, ours, theirs), main, theirs)
    sentences = what_survives(survival, *NOUNS[kind], outlets=theirs)
    every = findings(table, study.inference.level).height
    if every > found.height:
        why = "; of phrases that hold each other it is the first" if kind == "phrases" else ""
        seen = f"{count(found.height)} of these {'is' if found.height == 1 else 'are'} looked at here"
        head = f"{noun(kind, every)} stand out. {seen}, at most {ROWS_EACH_WAY} each way{why}."
        sentences = Sentences(f"{head} {sentences.summary}", plain=sentences.plain)
    moved = article_ranges(ranges, survival, annotated.articles)
    if draws:
        steady = steady_ranks(counts, ours, theirs, rules, draws=draws, seed=study.seed)
        stays = steady.select(pl.col("term").alias("category"), "stays")
        moved = moved.join(stays, on="category", how="left", maintain_order="left")
        told = tuple(filter(None, [steady_sentence(steady)]))
        sentences = Sentences(sentences.summary, plain=(*sentences.plain, *told))
    return DoubtedKeywords(survival, panel, moved, sentences)


def _nothing(kind: str) -> DoubtedKeywords:
    main = term_contrasts(pl.DataFrame(schema=schema(KEYNESS)))
    survival = which_survive(main, {})
    ranges, placebo = (pl.DataFrame(schema=schema(table)) for table in (LEAVE_ONE_OUT, PLACEBO_FINDINGS))
    panel = survival_panel(survival, ranges, placebo, main)
    moved = pl.DataFrame(schema=dict(ARTICLE_RANGES))
    return DoubtedKeywords(survival, panel, moved, what_survives(survival, *NOUNS[kind]))
