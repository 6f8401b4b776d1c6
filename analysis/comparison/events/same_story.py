"""The same story in other words: passages of the focus beside the nearest passages of the references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from analysis.comparison.events.near_passages import longest_run, passages_of, weigh
from analysis.comparison.events.same_story_rows import SAME_STORY, SIDES, with_text
from analysis.comparison.outlets import chosen_outlets
from analysis.errors import InputError
from analysis.measures.cells import Floats, Ints
from analysis.measures.counting import as_tuple
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from scipy import sparse

    from analysis.annotation.annotated import Annotated

Names = Sequence[str]

COPIED = 8
"""A run of so many words is taken for a copy, of an agency's text or of the same quotation."""
AT_LEAST = 0.35
"""Of 60 pairs of BASIL that were read, 29 of 34 from here on told the same thing; of those from 0.3 on, 8 of
14; from 0.25 on, 9 of 12. From 0.4 on 19 of 20 did."""
AT_A_TIME = 1000
"""Articles, and those of the last event among them, whose text is in memory."""
SHARED_WORDS = 3
"""Different words, function words aside, that both passages have: two make no story."""


@dataclass(frozen=True)
class SameStory:
    """``pairs`` (``SAME_STORY``), how many were ``found`` before caps, and the reason why there are none."""

    pairs: pl.DataFrame
    found: int
    reason: str | None


def same_story(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    voice: str | Sequence[str] = ("own", "attributed"),
    at_least: float = AT_LEAST,
    days: float | None = 3,
    copies: bool = False,
    per_event: int | None = 3,
    per_article: int | None = 2,
) -> SameStory:
    """Set passages of the focus beside passages of the references that tell the same thing.

    A passage is a run of one voice group inside a sentence. Two passages on the same event are a pair if each
    is the other's nearest among the passages of the other outlet and of the same voice group.

    Parameters
    ----------
    focus, reference : outlets. No reference means every other outlet
    voice : own, attributed, or both. What an outlet says is only ever set beside what another says itself
    at_least : smallest similarity, 0 to 1
    days : most days between the two articles, where both are known: an "event" may be a war; ``None`` for any
    copies : keep pairs that share a run of 8 words, which are the same words and not other ones
    per_event, per_article : most pairs of one event, and most times that one article is shown; ``None`` for
        all, and then a passage stands beside the nearest passage of every reference outlet. With a cap a
        passage is shown once

    Returns
    -------
    SameStory
        pairs that differ by most loaded terms first, then those that differ in stance words, then the
        most alike; no pair and a reason where there is no text, no event that both sides cover, or no passage
        near enough

    Raises
    ------
    InputError
        an outlet that is not in the corpus, or on both sides; another voice; ``at_least`` outside 0 to 1

    Note
    ----
    The similarity is the mean of two cosines of TF-IDF weights (``near_passages.weigh``), taken inside the
    event: of the passages, and of the sentences in which they stand. It sees words, not what they say: a
    denial is near to what it denies, and one pair in seven is about two things. Passages share at least
    ``SHARED_WORDS`` words that are no function words. Pairs that are read off a page are examples: which
    ones stand first is chosen by where loaded terms differ, so they say nothing of how often that happens.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> def article(outlet, text):
    ...     table, _ = read_article_text(f"Vote in Halmere\\n\\n{text}")
    ...     return table.with_columns(
    ...         outlet=pl.lit(outlet), event=pl.lit("vote"), article_id=pl.lit(outlet))
    >>> sun = article("Sun", "The regime closed forty polling stations in Halmere an hour early.")
    >>> post = article("Post", "In Halmere forty polling stations were closed early by the authorities.")
    >>> same_story(annotate(pl.concat([sun, post])), "Sun").pairs["focus_loaded"].to_list()
    [['regime']]
    """
    voices = as_tuple(voice)
    for name in voices:
        if name not in ("own", "attributed"):
            raise InputError("same story", "argument 'voice'", f"'{name}'", "own or attributed", "correct it")
    if not 0.0 <= at_least <= 1.0:
        raise InputError("same story", "argument 'at_least'", f"{at_least}", "0 to 1", "correct it")
    ours, theirs = chosen_outlets(annotated.articles, as_tuple(focus), as_tuple(reference))
    reason = _no_story(annotated, ours, theirs)
    if reason:
        return SameStory(pl.DataFrame(schema=schema(SAME_STORY)), 0, reason)
    near: list[tuple[int, int, float, int]] = []
    kept: list[pl.DataFrame] = []
    rows = 0
    for tables in _events(annotated, ours, theirs):
        passages = passages_of(tables, [*ours, *theirs]).with_row_index("row", offset=rows)
        rows += passages.height
        found = [
            pair
            for _, of_event in passages.group_by("event", maintain_order=True)
            for pair in _nearest(of_event, voices, (ours, theirs), at_least, days)
            if copies or pair[3] < COPIED
        ]
        if found:
            near += found
            kept.append(passages.filter(pl.col("row").is_in([row for pair in found for row in pair[:2]])))
    if not near:
        return SameStory(pl.DataFrame(schema=schema(SAME_STORY)), 0, "no two passages are near enough")
    table = with_text(annotated, pl.concat(kept), near)
    return SameStory(_capped(table, per_event, per_article), table.height, None)


def _events(annotated: Annotated, ours: Names, theirs: Names) -> Iterator[Annotated]:
    """Yield the articles of events that both sides cover, some thousand at a time."""
    ours_here, theirs_here = (pl.col("outlet").is_in(list(side)) for side in (ours, theirs))
    covered = (ours_here.any() & theirs_here.any()).over("event")
    articles = annotated.articles.filter(pl.col("event").is_not_null() & (ours_here | theirs_here))
    ids: list[str] = []
    for _, of_event in articles.filter(covered).sort("event").group_by("event", maintain_order=True):
        ids += of_event["article_id"].to_list()
        if len(ids) >= AT_A_TIME:
            yield annotated.only(ids)
            ids = []
    if ids:
        yield annotated.only(ids)


def _no_story(annotated: Annotated, ours: Sequence[str], theirs: Sequence[str]) -> str | None:
    """Say why nothing can be set side by side."""
    if not annotated.has_text:
        return "this corpus is without text"
    articles = annotated.articles.filter(pl.col("event").is_not_null())
    if articles.is_empty():
        return "no article has an event"
    events = [set(articles.filter(pl.col("outlet").is_in(side))["event"]) for side in (ours, theirs)]
    return None if events[0] & events[1] else "no event is covered by both sides"


def _nearest(
    passages: pl.DataFrame, voices: Names, sides: tuple[Names, Names], at_least: float, days: float | None
) -> Iterator[tuple[int, int, float, int]]:
    """Yield the pairs of an event: rows of both passages, similarity, and words of the longest shared run."""
    outlet = passages["outlet"].to_numpy()
    if not all(np.isin(outlet, names).any() for names in sides):
        return
    words, row = passages["words"].to_list(), passages["row"].to_list()
    of_passage, of_sentence = weigh(words), weigh(passages["sentence_words"].to_list())
    presence = of_passage.copy()
    presence.data = np.ones_like(presence.data)
    day = passages["published"].dt.epoch("s").cast(pl.Float64).fill_null(float("nan")).to_numpy() / 86400.0
    spoken = passages["group"].to_numpy()
    for group, mine, other in product(voices, *sides):
        first, second = (np.flatnonzero((spoken == group) & (outlet == name)) for name in (mine, other))
        if not first.size or not second.size:
            continue
        alike = (
            np.clip(_products(of_passage, first, second) + _products(of_sentence, first, second), 0, 2) / 2
        )
        alike[_products(presence, first, second) < SHARED_WORDS] = 0.0
        if days is not None:
            alike[np.abs(day[first][:, None] - day[second]) > days] = 0.0
        best, back = alike.argmax(axis=1), alike.argmax(axis=0)
        for i, j in enumerate(best.tolist()):
            if back[j] == i and alike[i, j] >= max(at_least, 1e-9):
                a, b = first[i], second[j]
                yield row[a], row[b], float(alike[i, j]), longest_run(words[a], words[b])


def _products(rows: sparse.csr_array, first: Ints, second: Ints) -> Floats:
    """Return the products of some rows with others: cosines, or words in common."""
    return np.asarray((rows[first] @ rows[second].T).toarray(), dtype=np.float64)


def _capped(table: pl.DataFrame, per_event: int | None, per_article: int | None) -> pl.DataFrame:
    """Keep the first pairs of each event and article, each passage once."""
    if per_event is None and per_article is None:
        return table
    events: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    shown: set[tuple[str, int]] = set()
    kept = []
    for number, row in enumerate(table.iter_rows(named=True)):
        keys = [row[f"{side}_article_id"] for side in SIDES]
        places = {(key, row[f"{side}_start"]) for key, side in zip(keys, SIDES, strict=True)}
        full = per_event is not None and events[row["event"]] >= per_event
        full |= per_article is not None and any(articles[key] >= per_article for key in keys)
        if full or places & shown:
            continue
        events[row["event"]] += 1
        articles.update(keys)
        shown |= places
        kept.append(number)
    return table[kept]
