"""Which of the words at the ends of a ranking stay there when articles are drawn again."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from analysis.comparison.terms.rank_stability import rank_stability
from analysis.comparison.terms.vocabulary import Vocabulary, kept_terms
from analysis.measures.terms.counts import TermCounts
from analysis.presentation.writing.format import count, plural
from analysis.study import DEFAULT_SEED

MOST = 20
"""How many words each way make an end of the ranking; of few words, a tenth of them."""
OFTEN = 0.5


def steady_ranks(
    counts: TermCounts,
    focus: Sequence[str],
    reference: Sequence[str],
    vocabulary: Vocabulary,
    *,
    draws: int = 400,
    seed: int = DEFAULT_SEED,
) -> pl.DataFrame:
    """Return the words with the highest and lowest shrunken ratios, and how often they stay among these.

    Parameters
    ----------
    counts : words of the two sides, as ``count_terms`` gives them
    vocabulary : which of them are ranked
    draws : how often articles (or events) are drawn again with replacement

    Returns
    -------
    DataFrame
        ``term`` and ``stays``, a share of the draws, null where nothing can be drawn; ``end`` (focus or
        reference), ``top`` (words at each end), ``draws`` and ``unit``

    Example
    -------
    >>> from analysis import Vocabulary, count_terms, open_study
    >>> ws = open_study()
    >>> ranks = steady_ranks(count_terms(ws.annotated), ws.focus, ws.references, Vocabulary(), draws=20)
    >>> ranks["end"].unique().sort().to_list()
    ['focus', 'reference']
    """
    read = counts.rows(counts.words > 0)
    kept = read.columns(kept_terms(read, vocabulary))
    top = min(MOST, len(kept.terms) // 10)
    table = rank_stability(
        kept, focus, reference, top=max(top, 1), resamples=draws, seed=seed, prior=vocabulary.prior
    )
    ordered = table.drop_nulls("log2_ratio").sort("log2_ratio", "term", descending=[True, False])
    ends = {"focus": ordered.head(top), "reference": ordered.tail(top)}
    return pl.concat(
        rows.select("term", stays=f"top_{end}", end=pl.lit(end), top="top_n", draws="resamples", unit="unit")
        for end, rows in ends.items()
    )


def steady_sentence(ranks: pl.DataFrame) -> str:
    """Say how many of the words at both ends stay there in at least half of the draws."""
    if ranks.is_empty() or ranks["stays"].null_count() == ranks.height:
        return ""
    often = ranks.filter(pl.col("stays") >= OFTEN).height
    top, draws, unit = ranks.row(0)[3:]
    stay = "stays" if often == 1 else "stay"
    return (
        f"Ranked by the shrunken ratio, {count(often)} of the {count(ranks.height)} words at the two ends "
        f"({count(top)} each) {stay} there in at least half of {plural(draws, 'draw')} of {unit}s with "
        "replacement."
    )
