"""Runs of words that outlets share: copied text outside quote marks, told from quotations that many carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from analysis.errors import InputError
from analysis.measures.cells import Bools, Ints
from analysis.measures.shared_places import NUMBER_OF, PlacedWords, covered_by, placed_words, shared_places
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

RUN, TOGETHER = 8, 12
"""Words of a run, and runs that two articles share (see ``find_shared_runs``)."""
UNQUOTED, QUOTED = "unquoted", "quoted"
_STRING, _INT = pl.String(), pl.Int64()

SHARED_RUNS: Mapping[str, tuple[Any, str]] = {
    "article_id": (_STRING, "key"),
    "outlet": (_STRING, "outlet of the article"),
    "event": (_STRING, "event of the article; null without one"),
    "kind": (_STRING, "unquoted (own or reported words) or quoted (direct speech)"),
    "start": (_INT, "offset of the first character"),
    "end": (_INT, "offset after the last character"),
    "words": (_INT, "words of the run, 8 or more"),
    "own": (_INT, "own words among them"),
    "others": (pl.List(pl.String()), "outlets that have all of the run, or 8 words of it, in an article"),
}
SHARED_PAIRS: Mapping[str, tuple[Any, str]] = {
    "outlet": (_STRING, "outlet whose words are counted"),
    "other": (_STRING, "outlet that has them, too"),
    "articles": (_INT, "articles of the outlet that share unquoted runs with the other"),
    "own_words": (_INT, "own words in shared unquoted runs"),
    "reported_words": (_INT, "reported words in shared unquoted runs"),
    "quoted_words": (_INT, "quoted words in shared quoted runs"),
}
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class SharedRuns:
    """``runs`` (``SHARED_RUNS``) and ``pairs`` (``SHARED_PAIRS``, a row for each direction that shares)."""

    runs: pl.DataFrame
    pairs: pl.DataFrame


def find_shared_runs(annotated: Annotated, run: int = RUN, together: int = TOGETHER) -> SharedRuns:
    """Find the words that articles of different outlets share in runs.

    A run lies inside one stretch of text of one kind: quoted (direct speech), or unquoted (own and reported
    words). Words are compared without case and the marks between them. Articles of one outlet are compared
    with all articles of the others, on whatever event, and copies count as well.

    Unquoted runs count between two articles that share at least ``together`` of them. A single run is seldom
    copied: of 40 that were read in 2,570 articles on foreign affairs 2 were, 5 were copyright lines and the
    like, and 33 names of offices and fixed phrases. Of 40 runs between articles that share 12, 34 were
    agency copy or another's text, and 6 embedded posts. Runs that one outlet has in five articles or more
    (captions, bylines) are left out. Of quotations every run counts.

    Parameters
    ----------
    run : least words of a run
    together : least number of different unquoted runs of exactly ``run`` words in both of two articles: 12
        are 19 words on end, or some shorter stretches. 1 counts all runs

    Returns
    -------
    SharedRuns
        ``runs``: what an article shares with any other outlet, overlapping runs joined, by article and place;
        ``pairs``: how many words an outlet shares with each other one

    Raises
    ------
    InputError
        tables without text; ``run`` under 2; ``together`` under 1

    Note
    ----
    A run says that words are the same, not who wrote them first, and not that an agency did: embedded posts
    and statements are shared in the same way. What is found is rather too little, since a sentence with a
    quotation in it counts as far as its parts have ``run`` words. Runs are compared by 64-bit hashes.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> def article(outlet, text):
    ...     table, _ = read_article_text(f"Rain\\n\\n{text}")
    ...     return table.with_columns(outlet=pl.lit(outlet), article_id=pl.lit(outlet))
    >>> sun = article("Sun", "Heavy rain has closed the only road to the northern valleys. More is to come.")
    >>> post = article("Post", "It is late. Heavy rain has closed the only road to the northern valleys.")
    >>> found = find_shared_runs(annotate(pl.concat([sun, post])), together=4)
    >>> found.runs.select("outlet", "words", "others").rows()
    [('Post', 11, ['Sun']), ('Sun', 11, ['Post'])]
    """
    if not annotated.has_text:
        raise InputError(
            "shared runs", "the articles table", "no text", "articles with text", "keep the text"
        )
    for name, value, least in (("run", run, 2), ("together", together, 1)):
        if value < least:
            raise InputError("shared runs", f"argument '{name}'", f"{value}", f"{least} or more", "raise it")
    outlets = sorted(annotated.articles["outlet"].unique())
    number_of = {name: number for number, name in enumerate(outlets)}
    outlet_of = np.array([number_of[name] for name in annotated.articles["outlet"]], dtype=np.int64)
    words = placed_words(annotated)
    size = len(words.number)
    pairs: list[tuple[Any, ...]] = []
    others: dict[int, list[int]] = {}
    shared = list(shared_places(words, outlet_of, run, together))
    label = _labels(words, covered_by(np.concatenate([at for _, at in shared] or [_NONE]), size, run))
    for other, at in shared:
        owner = outlet_of[words.article[at]]
        for mine in np.unique(owner).tolist():
            covered = covered_by(at[owner == mine], size, run)
            pairs.append((outlets[mine], outlets[other], *_counts(words, covered)))
        for number in np.unique(label[at]).tolist():
            others.setdefault(number, []).append(other)
    named = {number: [outlets[other] for other in sorted(found)] for number, found in others.items()}
    table = pl.DataFrame(pairs, schema=schema(SHARED_PAIRS), orient="row").sort("outlet", "other")
    return SharedRuns(_runs(annotated, words, label, named), table)


def _counts(words: PlacedWords, covered: Bools) -> tuple[int, int, int, int]:
    """Count articles with unquoted shared words, and own, reported and quoted words."""
    voices = np.bincount(words.voice[covered], minlength=3)
    articles = np.unique(words.article[covered & (words.voice != NUMBER_OF["quoted"])]).size
    return int(articles), int(voices[0]), int(voices[1]), int(voices[NUMBER_OF["quoted"]])


def _labels(words: PlacedWords, covered: Bools) -> Ints:
    """Number the longest covered stretches; -1 for words of none."""
    begins = covered.copy()
    begins[1:] &= ~covered[:-1] | (words.stretch[1:] != words.stretch[:-1])
    return np.where(covered, np.cumsum(begins) - 1, -1).astype(np.int64)


def _runs(
    annotated: Annotated, words: PlacedWords, label: Ints, others: Mapping[int, list[str]]
) -> pl.DataFrame:
    """Return the longest covered stretches as rows."""
    at = np.flatnonzero(label >= 0)
    counted = pl.DataFrame(
        {"run": label[at], "row": words.article[at], "voice": words.voice[at]}
        | {"start": words.start[at], "end": words.end[at]}
    )
    articles = annotated.articles.select("article_id", "outlet", "event").with_row_index("row")
    found = (
        counted.group_by("run", maintain_order=True)
        .agg(
            pl.col("row").first().cast(pl.UInt32),
            pl.col("start").min(),
            pl.col("end").max(),
            words=pl.len(),
            own=(pl.col("voice") == 0).sum(),
            quoted=(pl.col("voice") == NUMBER_OF["quoted"]).any(),
        )
        .join(articles, on="row", maintain_order="left")
        .with_columns(
            kind=pl.when("quoted").then(pl.lit(QUOTED)).otherwise(pl.lit(UNQUOTED)),
            others=pl.Series([others[run] for run in range(len(others))], dtype=pl.List(pl.String)),
        )
    )
    ordered = found.sort("article_id", "start")
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in schema(SHARED_RUNS).items())
