"""What a reader has to know of the corpus before any number: parts that are missing, dates, series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.resampling import shared_unit
from analysis.corpus import serial_titles
from analysis.presentation.sentences.describe import Sentences
from analysis.presentation.writing.format import count, day, listed, plural, share_of

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace

NEARLY_ALL, HARDLY_ANY = 0.95, 0.05
UNDATED = 0.1
"""Part of an outlet's articles without a date from which it is worth a sentence."""
MOST_NAMED = 6
NEAR = timedelta(days=31)
"""Articles that are further apart in time than this are not about the same news."""


def cautions(workspace: Workspace) -> Sentences | str:
    """Return what stands in the way of a comparison, a sentence each; an empty text where nothing does.

    Whether only headlines were read, or headlines of some outlets and texts of others; whether focus and
    reference wrote at other times; outlets whose articles have no dates; too few events for a test; reference
    outlets of a few articles, which weigh as much as the others; titles that begin with the name of a series,
    whose words count each time; articles without a word of their own, which numbers in own words leave out.
    """
    annotated, outlets = workspace.annotated, {*workspace.focus, *workspace.references}
    articles = annotated.articles.filter(pl.col("outlet").is_in(list(outlets)))
    mine = pl.col("outlet").is_in(list(workspace.focus))
    told = [
        *_parts(annotated, articles),
        *_times(articles.filter(mine), articles.filter(~mine)),
        *_dates(articles),
        *_events(articles, workspace.focus, workspace.study.inference.min_events),
        *_small(articles, workspace.references, workspace.study.inference.min_articles),
        *_series(articles),
        *_without_own(annotated, articles),
    ]
    return Sentences("Before you compare:", plain=tuple(told)) if told else ""


def _parts(annotated: Annotated, articles: pl.DataFrame) -> list[str]:
    """Say which outlets are there with headlines only, and which without any."""
    headline = pl.col("part") == "headline"
    by_article = annotated.gather(
        lambda part: (
            part.scan("sentences")
            .group_by("article_id")
            .agg(with_one=headline.any(), nothing_else=headline.all())
        )
    )
    named = by_article.join(articles.select("article_id", "outlet"), on="article_id")
    shares = named.group_by("outlet").agg(pl.col("with_one").mean(), pl.col("nothing_else").mean())
    only = shares.filter(pl.col("nothing_else") >= NEARLY_ALL)["outlet"].sort().to_list()
    without = shares.filter(pl.col("with_one") <= HARDLY_ANY)["outlet"].sort().to_list()
    if len(only) == shares.height:
        return [
            "Only headlines were read: no text below them is in this corpus. What is said here of articles "
            "is said of their headlines."
        ]
    if not only and (not without or len(without) == shares.height):
        return []
    told = [f"of {_some(only)} nearly only headlines"] if only else []
    told += [f"of {_some(without)} texts without headlines"] if without else []
    return [
        f"The corpus holds other parts of the articles of some outlets than of others: {', '.join(told)}. "
        "Headlines are worded otherwise than texts, whoever writes them."
    ]


def _times(focus: pl.DataFrame, reference: pl.DataFrame) -> list[str]:
    """Say so where hardly any article of one side is from about the time of the other's."""
    ours, theirs = (_published(side) for side in (focus, reference))
    if not ours or not theirs:
        return []
    shares = [_near(one, other) for one, other in ((ours, theirs), (theirs, ours))]
    if max(shares) > HARDLY_ANY:
        return []
    spans = [" to ".join(dict.fromkeys(map(day, (min(dates), max(dates))))) for dates in (ours, theirs)]
    none = "None" if not any(shares) else "Hardly any"
    return [
        f"Focus and reference wrote at different times: {spans[0]} the focus, {spans[1]} the reference. "
        f"{none} of the articles of one side is from about the time of the other's, so that other news, and "
        "other years, may make any difference on these pages."
    ]


def _published(articles: pl.DataFrame) -> list[datetime]:
    return articles["published"].drop_nulls().to_list()


def _near(dates: list[datetime], others: list[datetime]) -> float:
    """Return the part of the dates that fall inside the span of the others, or a month from it."""
    first, last = min(others) - NEAR, max(others) + NEAR
    return sum(first <= date <= last for date in dates) / len(dates)


def _dates(articles: pl.DataFrame) -> list[str]:
    counts = articles.group_by("outlet").agg(n=pl.len(), undated=pl.col("published").null_count())
    found = counts.filter((pl.col("undated") > 0) & (pl.col("undated") >= UNDATED * pl.col("n")))
    if found.is_empty():
        return []
    told = _so_many_of(found.rename({"undated": "some"}))
    return [f"Without a date: {told}. Nothing says whether these were written when the others were."]


def _without_own(annotated: Annotated, articles: pl.DataFrame) -> list[str]:
    """Say why numbers in own words are of fewer articles: all words of some are somebody else's."""
    own = pl.col("n_words").filter(pl.col("voice") == "own").sum()
    words = annotated.gather(
        lambda part: part.scan("spans").group_by("article_id").agg(own=own, all=pl.col("n_words").sum())
    )
    silent = (pl.col("own") == 0) & (pl.col("all") > 0)
    counts = (
        articles.join(words, on="article_id").group_by("outlet").agg(n=pl.len(), some=silent.sum())
    ).filter(pl.col("some") > 0)
    if counts.is_empty():
        return []
    return [
        f"All words are somebody else's in {_so_many_of(counts)}. Numbers in own words leave such articles "
        "out, so that they are of fewer articles than others."
    ]


def _so_many_of(counts: pl.DataFrame) -> str:
    """Write ``some`` of the ``n`` articles of each outlet, most first."""
    rows = counts.sort("some", "outlet", descending=[True, False]).to_dicts()
    named = [f"{count(row['some'])} of {plural(row['n'], 'article')} of {row['outlet']}" for row in rows]
    left = len(named) - MOST_NAMED
    return listed([*named[:MOST_NAMED], *([f"of {plural(left, 'more outlet')}"] if left > 0 else [])])


def _events(articles: pl.DataFrame, focus: Sequence[str], least: int) -> list[str]:
    """Say so where events are the unit and too few for a test, and what can be done."""
    if shared_unit(articles) != "event":
        return []
    mine = pl.col("outlet").is_in(list(focus))
    numbers = [articles.filter(side)["event"].drop_nulls().n_unique() for side in (mine, ~mine)]
    if min(numbers) >= least:
        return []
    return [
        f"Outlets share events here, so that the event is the unit, and {plural(min(numbers), 'event')} "
        f"{'is' if min(numbers) == 1 else 'are'} too few: from {count(least)} on a difference is tested. "
        "Until then most numbers on these pages are described only. Where events are wide subjects rather "
        'than single happenings, the line event = "" under [columns] of the study file takes the article '
        "as the unit in their place."
    ]


def _small(articles: pl.DataFrame, references: Sequence[str], least: int) -> list[str]:
    """Say so where a reference outlet has few articles, and weighs as much as one that has more."""
    sizes = dict(articles.filter(pl.col("outlet").is_in(list(references))).group_by("outlet").len().rows())
    few = sorted((name for name, n in sizes.items() if n < least), key=lambda name: (sizes[name], name))
    if not few or len(few) == len(sizes):
        return []
    named = [f"{name} has {plural(sizes[name], 'article')}" for name in few[:MOST_NAMED]]
    left = len(few) - MOST_NAMED
    others = f"{plural(left, 'more outlet')} {'has' if left == 1 else 'have'} few, too"
    told = listed([*named, *([others] if left > 0 else [])])
    most = max(sizes, key=lambda name: (sizes[name], name))
    return [
        f"Reference outlets weigh equally, and {told}: {'it weighs' if len(few) == 1 else 'each weighs'} as "
        f"much as the {plural(sizes[most], 'article')} of {most} together. The line reference = [ … ] of the "
        "study file names the outlets to compare with."
    ]


def _series(articles: pl.DataFrame) -> list[str]:
    if "title" not in articles.columns:
        return []
    number = dict(articles.drop_nulls("title").group_by("outlet").len().rows())
    found = serial_titles(articles).group_by("outlet", "series").len()
    found = found.sort("len", "series", descending=[True, False])
    if found.is_empty():
        return []
    named = [
        f"{count(n)} of {count(number[outlet])} titles of {outlet} have “{series}” there "
        f"({share_of(n, number[outlet])})"
        for outlet, series, n in found.head(MOST_NAMED).rows()
    ]
    left = found.height - MOST_NAMED
    more = f"; and {count(left)} more series" if left > 0 else ""
    return [
        f"Some titles are those of series, named before a colon: {'; '.join(named)}{more}. Such words count "
        "each time, though they were chosen once; the page Doubt the result leaves these articles out to see "
        "what stands."
    ]


def _some(outlets: list[str]) -> str:
    return listed(outlets) if len(outlets) <= MOST_NAMED else f"{len(outlets)} outlets"
