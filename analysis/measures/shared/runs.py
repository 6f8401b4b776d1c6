"""Runs of words that outlets share: copied text outside quote marks, told from quotations that many carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from analysis.errors import InputError
from analysis.folders import scratch_folder
from analysis.measures.cells import Bools, Ints
from analysis.measures.shared.keys import NUMBER_OF, KeptRuns, PartRuns, keep_runs
from analysis.measures.shared.places import PartShared, Sharing
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

RUN, TOGETHER = 8, 12
"""Words of a run, and runs that two articles share (see ``find_shared_runs``)."""
AT_ONCE = 2_000_000
"""Runs that are compared at once: some 100 MB."""
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
_SUMS = ("articles", "own_words", "reported_words", "quoted_words")


@dataclass(frozen=True)
class SharedRuns:
    """``runs`` (``SHARED_RUNS``) and ``pairs`` (``SHARED_PAIRS``, a row for each direction that shares)."""

    runs: pl.DataFrame
    pairs: pl.DataFrame


def find_shared_runs(
    annotated: Annotated, run: int = RUN, together: int = TOGETHER, *, at_once: int = AT_ONCE
) -> SharedRuns:
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
    at_once : runs of the corpus that are compared at once, on which memory depends, and nothing else

    Returns
    -------
    SharedRuns
        ``runs``: what an article shares with any other outlet, overlapping runs joined, by article and place;
        ``pairs``: how many words an outlet shares with each other one

    Raises
    ------
    InputError
        tables without text; ``run`` under 2; ``together`` under 1
    RunError
        no room on the disk

    Note
    ----
    A run says that words are the same, not who wrote them first, and not that an agency did: embedded posts
    and statements are shared in the same way. What is found is rather too little, since a sentence with a
    quotation in it counts as far as its parts have ``run`` words. Runs are compared by 64-bit hashes.

    Text is read once, part by part; some 35 bytes a word, numbers only, are kept in a temporary folder
    meanwhile. Memory: a part, ``at_once`` runs (50 bytes each), and what grows with the runs that are shared.

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
    for name, value, least in (("run", run, 2), ("together", together, 1), ("at_once", at_once, 1)):
        if value < least:
            raise InputError("shared runs", f"argument '{name}'", f"{value}", f"{least} or more", "raise it")
    articles = annotated.articles.select("article_id", "outlet", "event")
    outlets = articles["outlet"].unique().sort()
    numbers = articles.select("article_id", outlet=pl.col("outlet").rank("dense").cast(pl.Int32) - 1)
    with scratch_folder() as folder:
        kept = keep_runs(annotated, numbers, run, folder, at_once)
        made = list(_shared_by_part(kept, numbers, run, together))
    runs, pairs = (pl.concat(tables) for tables in zip(*made, strict=True))
    return SharedRuns(_runs(runs, articles, outlets), _pairs(pairs, outlets))


def _shared_by_part(
    kept: KeptRuns, numbers: pl.DataFrame, run: int, together: int
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield the runs of each part, and what its articles share with the outlets."""
    several = kept.keys_of_several_outlets()
    ids = pl.concat(kept.article_ids).to_frame()
    outlet_of = ids.join(numbers, on="article_id", how="left", maintain_order="left")["outlet"].to_numpy()
    first = np.cumsum([0, *map(len, kept.article_ids)]).tolist()
    parts = range(len(kept.article_ids))
    found = (PartShared.of(kept.part(part), several, first[part]) for part in parts)
    sharing = Sharing([(one.article, one.run) for one in found], several % 2 == 1, outlet_of, together)
    for number, article_ids in enumerate(kept.article_ids):
        part = kept.part(number)
        one = PartShared.of(part, several, first[number])
        at, other = one.places(*sharing.others(one))
        outlet = outlet_of[first[number] : first[number + 1]]
        yield _runs_of_part(part, at, other, run, article_ids), _pairs_of_part(part, at, other, run, outlet)


def _stretches(at: Ints, run: int, parted: Bools) -> tuple[Ints, Ints, Ints]:
    """Join runs that overlap or touch: first word, word after the last, and the number of each run's one.

    Parameters
    ----------
    at : where runs begin, in ascending order
    parted : which of them are not joined to the one before in any case
    """
    begins = parted | (np.diff(at, prepend=-run - 1) > run)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(at)) - 1
    return at[first], at[last[: len(first)]] + run, np.cumsum(begins) - 1


def _counts(part: PartRuns, start: Ints, end: Ints) -> dict[str, Ints]:
    """Count the words of each voice from some words to others."""
    voice = part.voice[part.span]
    counts = {}
    for name, number in NUMBER_OF.items():
        before = np.append(0, np.cumsum(voice == number))
        counts[name] = before[end] - before[start]
    return counts


def _pairs_of_part(part: PartRuns, at: Ints, other: Ints, run: int, outlet_of: Ints) -> pl.DataFrame:
    """Count what each outlet shares with another in this part."""
    stretch = part.stretch[part.span[at]]
    parted = (np.diff(other, prepend=-1) != 0) | (np.diff(stretch, prepend=-1) != 0)
    start, end, number = _stretches(at, run, parted)
    article = part.article[part.span[start]]
    counts = _counts(part, start, end)
    theirs = np.zeros(len(start), dtype=np.int64)
    theirs[number] = other
    unquoted = pl.col("article").filter(pl.col("quoted") == 0)
    return (
        pl.DataFrame({"outlet": outlet_of[article], "other": theirs, "article": article} | counts)
        .group_by("outlet", "other", maintain_order=True)
        .agg(
            articles=unquoted.n_unique(),
            own_words=pl.col("own").sum(),
            reported_words=pl.col("reported").sum(),
            quoted_words=pl.col("quoted").sum(),
        )
    )


def _pairs(parts: pl.DataFrame, outlets: pl.Series) -> pl.DataFrame:
    """Add up the parts of ``SHARED_PAIRS``, and give outlets their names."""
    summed = parts.group_by("outlet", "other").agg(pl.col(_SUMS).sum()).sort("outlet", "other")
    named = summed.with_columns(outlets.gather(summed[name]).alias(name) for name in ("outlet", "other"))
    return named.select(pl.col(name).cast(dtype) for name, dtype in schema(SHARED_PAIRS).items())


def _runs_of_part(part: PartRuns, at: Ints, other: Ints, run: int, article_ids: pl.Series) -> pl.DataFrame:
    """Return the longest shared stretches of a part as rows; outlets are numbers."""
    places, place = np.unique(at, return_inverse=True)
    stretch = part.stretch[part.span[places]]
    start, end, number = _stretches(places, run, np.diff(stretch, prepend=-1) != 0)
    counts = _counts(part, start, end)
    others = (
        pl.DataFrame({"row": number[place], "others": other})
        .unique()
        .sort("row", "others")
        .group_by("row", maintain_order=True)
        .agg("others")
    )
    return pl.DataFrame(
        {
            "article_id": article_ids.gather(part.article[part.span[start]]),
            "start": part.start[start],
            "end": part.end[end - 1],
            "words": end - start,
            "own": counts["own"],
            "quoted": counts["quoted"] > 0,
            "others": others["others"],
        }
    )


def _runs(parts: pl.DataFrame, articles: pl.DataFrame, outlets: pl.Series) -> pl.DataFrame:
    """Return ``SHARED_RUNS``: give articles and outlets their names, and put rows in order."""
    kind = pl.when("quoted").then(pl.lit(QUOTED)).otherwise(pl.lit(UNQUOTED))
    names = pl.element().replace_strict(dict(enumerate(outlets)), return_dtype=pl.String)
    made = parts.join(articles, on="article_id", how="left").with_columns(
        kind=kind, others=pl.col("others").list.eval(names)
    )
    ordered = made.sort("article_id", "start")
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in schema(SHARED_RUNS).items())
