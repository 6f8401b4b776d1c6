"""Targets: the actors that stance is read toward, where they are named or referred to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.annotation.coreference import ArticleReading, Known, Source, resolve
from analysis.annotation.coreference.reading import PERSON_KINDS, kinds_of
from analysis.annotation.tables import schema
from analysis.annotation.voices.sources.actors import title_words
from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.lexis import Lexis
from analysis.annotation.voices.text.tokens import scan_all
from analysis.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

_SOURCE = (
    "source_start",
    "source_end",
    "source_name",
    "source_type",
    "source_actor",
    "cue_end",
    "start",
    "end",
)


_APPOSITION = re.compile(r",\s+(?:(?:the|an?)\s+)?(?:((?:[\w-]+\s+){1,5})(?:of|for|to|at)\s+(?:the\s+)?)?")
"""What stands between a name and an actor in "Ida Orr, the foreign minister of Tarsovia"."""
_POSSESSED = re.compile(r"['’]s\s+((?:[\w-]+\s*){1,4})")
"""What follows the actor in "Ida Orr, Tarsovia's foreign minister"."""


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of the list: whom each speaks for, what it is, and which names are asked for.

    Without ``asked`` every side is.
    """

    sides: Mapping[str, str]
    kinds: Mapping[str, str]
    asked: frozenset[str] | None

    def target(self, mention: Known) -> str | None:
        """Return the target that a mention counts for: the actor if it is asked for, else its side."""
        if self.asked is None:
            return mention.side
        return next((name for name in (mention.actor, mention.side) if name in self.asked), None)


def find_targets(
    annotated: Annotated, targets: Sequence[str] | str | None = None, *, coreference: bool = True
) -> pl.DataFrame:
    """Return where targets are named, or referred to by other words.

    Parameters
    ----------
    annotated : annotated tables
    targets : names of actors or of sides; None for every side. An actor counts for its side (``side`` in the
        list of actors): "Lavrov", "the Kremlin" and "Moscow" are mentions of Russia. What is said for or
        against a government is said of its people in office and its capital as well, and counts of a single
        name are too small to compare. An actor that is asked for by its own name is counted apart
    coreference : also other words than aliases (``resolved`` is true), see ``coreference.resolve``

    Returns
    -------
    DataFrame
        ``MENTIONS`` of ``annotation.tables``, ``actor`` being the target; by article and offset. Mentions do
        not overlap: the longest counts. Two of one target in a single noun phrase are one mention
        ("Tarsovian Foreign Minister Ida Orr", "Ida Orr, the foreign minister of Tarsovia"). Without text:
        literal aliases only, each on its own, as the table of mentions has them.

    Raises
    ------
    InputError
        a target that is neither an actor nor a side

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Talks\\n\\nMoscow refused. Lavrov said the West had lied.")
    >>> find_targets(annotate(articles), "Russia").select("actor", "surface").rows()
    [('Russia', 'Moscow'), ('Russia', 'Lavrov')]
    """
    actors = _actors(annotated, targets)
    return _counted(annotated, actors, _referred_to(annotated, actors, coreference))


def find_targets_and_all(
    annotated: Annotated, targets: Sequence[str] | str | None = None, *, coreference: bool = True
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return where targets are named, and where any side is, of one reading of the articles.

    Parameters and tables are those of ``find_targets``; the second is ``find_targets(annotated)``.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Talks\\n\\nMoscow refused. Kyiv did not.")
    >>> some, everyone = find_targets_and_all(annotate(articles), "Russia")
    >>> some["actor"].to_list(), everyone["actor"].to_list()
    (['Russia'], ['Russia', 'Ukraine'])
    """
    actors = _actors(annotated, targets)
    known = _referred_to(annotated, actors, coreference)
    found = _counted(annotated, actors, known)
    return found, found if targets is None else _counted(annotated, _actors(annotated, None), known)


def _counted(annotated: Annotated, actors: Actors, known: Mapping[str, list[Known]]) -> pl.DataFrame:
    """Return the mentions that count for a target, those of one noun phrase joined."""
    texts = annotated.texts(known)
    found = [
        (article, m.start, m.end, target, m.resolved)
        for article, mentions in known.items()
        for m in _longest(_joined(texts[article], mentions, actors) if texts else mentions)
        if (target := actors.target(m)) is not None
    ]
    return _placed(annotated, found)


def _actors(annotated: Annotated, targets: Sequence[str] | str | None) -> Actors:
    listed = annotated.entries.filter(pl.col("side").is_not_null()).select("category", "side", "kind")
    sides: dict[str, str] = dict(listed.select("category", "side").iter_rows())
    kinds = kinds_of(listed.iter_rows())
    if targets is None:
        return Actors(sides, kinds, None)
    asked = frozenset((targets,) if isinstance(targets, str) else targets)
    names = sorted({*sides, *sides.values()})
    for name in sorted(asked):
        if name not in names:
            expected = f"an actor or a side of the list of actors{did_you_mean(name, names)}"
            raise InputError("targets", "argument 'targets'", f"'{name}'", expected, "correct the name")
    return Actors(sides, kinds, asked)


def _known(annotated: Annotated, actors: Actors) -> dict[str, list[Known]]:
    """Return the literal mentions of each article."""
    rows: dict[str, list[Known]] = {}
    table = annotated.mentions.sort("article_id", "start", "end")
    for article, start, end, actor in table.select("article_id", "start", "end", "actor").iter_rows():
        side, kind = actors.sides.get(actor, actor), actors.kinds.get(actor, "")
        rows.setdefault(article, []).append(Known(start, end, actor, side, kind))
    return rows


def _referred_to(annotated: Annotated, actors: Actors, coreference: bool) -> dict[str, list[Known]]:
    """Return the mentions of each article, the longest of those that overlap, with coreference resolved."""
    rows = _known(annotated, actors)
    if not annotated.has_text:
        return rows
    if not coreference:
        return {article: _longest(mentions) for article, mentions in rows.items()}
    sentences = _by_article(annotated.sentences, ("start", "end"), by="start")
    sources = _by_article(
        annotated.attributions.filter(pl.col("source_start").is_not_null()), _SOURCE, by="source_start"
    )
    texts = annotated.texts(rows)
    read = {}
    scans = scan_all([texts[article] for article in rows], Lexis())
    for (article, mentions), tokens in zip(rows.items(), scans, strict=True):
        reading = ArticleReading(
            texts[article],
            sentences.get(article, []),
            [Source(*row) for row in sources.get(article, [])],
            actors.sides,
            actors.kinds,
            _longest(mentions),
        )
        read[article] = resolve(reading, tokens)
    return read


def _by_article(table: pl.DataFrame, columns: Sequence[str], by: str) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for article, *row in table.sort("article_id", by).select("article_id", *columns).iter_rows():
        grouped.setdefault(article, []).append(tuple(row))
    return grouped


def _joined(text: str, mentions: Iterable[Known], actors: Actors) -> list[Known]:
    """Join mentions of one target that a title alone parts; the words of both are one mention."""
    joined: list[Known] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        alike = last and actors.target(last) == actors.target(mention) is not None
        if last and alike and _one_phrase(text, last, mention):
            resolved = last.resolved and mention.resolved
            actor = (mention.actor, mention.side, mention.kind)
            joined[-1] = Known(last.start, mention.end, *actor, resolved)
        else:
            joined.append(mention)
    return joined


def _one_phrase(text: str, first: Known, second: Known) -> bool:
    """Whether two mentions are one noun phrase: title and name, or name and apposition."""
    between = text[first.end : second.start]
    if title_words(between) is not None or not between.strip(" -‐"):
        return True
    apposition = _APPOSITION.fullmatch(between)
    if not apposition or (first.kind not in PERSON_KINDS and not first.resolved):
        return False
    after = _POSSESSED.match(text, second.end)
    said = apposition.group(1) or (after.group(1) if after else "")
    return any(word.casefold() in words.ROLES for word in said.split())


def _longest(mentions: Sequence[Known]) -> list[Known]:
    """Return the mentions that do not lie in a longer one, in order."""
    taken: list[Known] = []
    end = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.actor)):
        if mention.start >= end:
            taken.append(mention)
        elif mention.end - mention.start > taken[-1].end - taken[-1].start:
            taken[-1] = mention
        end = taken[-1].end
    return taken


def _placed(annotated: Annotated, found: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Give mentions the sentence and span of their first word, and their surface."""
    spans = _by_article(annotated.spans, ("start", "sentence", "span"), by="start")
    starts = {article: [row[0] for row in rows] for article, rows in spans.items()}
    texts = annotated.texts(row[0] for row in found)
    rows = []
    for article, start, end, target, resolved in found:
        _, sentence, span = spans[article][max(0, bisect_right(starts[article], start) - 1)]
        text = texts.get(article)
        surface = None if text is None else text[start:end]
        rows.append((article, sentence, span, start, end, target, surface, resolved))
    table = pl.DataFrame(rows, schema=schema("mentions"), orient="row")
    return table.sort("article_id", "start")
