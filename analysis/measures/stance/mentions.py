"""Stance, mention by mention: who says what toward which actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from analysis.annotation.stance import StancePlace, StanceReader, StanceReading
from analysis.annotation.targets import find_targets_and_all
from analysis.collector import paused_collector
from analysis.errors import InputError
from analysis.measures.counting import SPAN_KEYS, as_tuple
from analysis.measures.stance.tables import (
    DIRECTIONS,
    LEAST_CONFIDENCE,
    SCORE_DECIMALS,
    STANCE_MENTIONS,
    UNNAMED,
)
from analysis.measures.tables import schema

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

OUTSIDE = (0, 0)
"""The place of a source that does not stand in the sentence: an empty stretch."""
_SENTENCE = ["article_id", "sentence"]
_ATTRIBUTION = ["article_id", "attribution"]


class Reader(Protocol):
    """What reads stance: places in, readings out."""

    def read(self, places: Sequence[StancePlace]) -> Sequence[StanceReading]:
        """Return a reading for each place, in order."""
        ...


def stance_mentions(
    annotated: Annotated,
    targets: Sequence[str] | str | None = None,
    *,
    model: Any = "built-in",
    coreference: bool = True,
    least_confidence: float = LEAST_CONFIDENCE,
) -> pl.DataFrame:
    """Read what is said toward targets, in every place where one is mentioned.

    Parameters
    ----------
    targets, coreference : as in ``find_targets``
    model : ``"built-in"``, None (rules alone) or a loaded model, as in ``StanceReader.load``
    least_confidence : below it a mention has the direction neutral; scores keep what was read

    Returns
    -------
    DataFrame
        ``STANCE_MENTIONS`` of ``measures.stance.tables``, by article and offset. The source is the innermost
        speaker. The words that name a source are not that source's: what they say of it ("the vicious Mr
        Coll insisted") is read as the stance of whoever cites it, and marked (``naming_source``). A source
        that speaks of its own side is kept and marked (``own_side``). The text of every article is read,
        part by part.

    Raises
    ------
    InputError
        an unknown target; tables without text

    Note
    ----
    A single reading is often wrong. Sums per article and target (``sum_stance``) agree with people better.

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('Talks\\n\\n"Russia is a brutal aggressor," Ms Orr said.')
    >>> read = stance_mentions(annotate(articles))
    >>> read.select("target", "source", "voice", "polarity").rows()
    [('Russia', 'Orr', 'quoted', -1)]
    """
    reader = StanceReader.load(model)
    return read_stance(annotated, targets, reader, coreference=coreference, least_confidence=least_confidence)


def read_stance(
    annotated: Annotated,
    targets: Sequence[str] | str | None,
    reader: Reader,
    *,
    coreference: bool = True,
    least_confidence: float = LEAST_CONFIDENCE,
) -> pl.DataFrame:
    """Return ``stance_mentions`` as some reader reads them."""
    if not annotated.has_text:
        expected = "articles with their text"
        raise InputError("stance", "articles", "tables without text", expected, "annotate with text")
    with paused_collector():
        read = [
            _read_part(part, targets, reader, coreference, least_confidence) for part in annotated.batches()
        ]
    return read[0] if len(read) == 1 else pl.concat(read).sort("article_id", "start", maintain_order=True)


def _read_part(
    annotated: Annotated,
    targets: Sequence[str] | str | None,
    reader: Reader,
    coreference: bool,
    least_confidence: float,
) -> pl.DataFrame:
    mentions, everyone = find_targets_and_all(annotated, targets, coreference=coreference)
    found = _with_voice(annotated, mentions.rename({"actor": "target"}), as_tuple(targets or ()))
    rows = _with_places(annotated, found, everyone)
    readings = reader.read([_place(row) for row in rows.iter_rows(named=True)])
    read = [(reading.polarity, reading.score, reading.confidence) for reading in readings]
    types = {name: schema(STANCE_MENTIONS)[name] for name in ("polarity", "score", "confidence")}
    read_scores = pl.DataFrame(read, schema=types, orient="row")
    read_scores = read_scores.with_columns(pl.col("score", "confidence").round(SCORE_DECIMALS))
    table = pl.concat([rows, read_scores], how="horizontal")
    sure = pl.when(pl.col("confidence") >= least_confidence).then("polarity").otherwise(0)
    words = {sign: name for name, sign in DIRECTIONS.items()}
    table = table.with_columns(direction=sure.replace_strict(words, return_dtype=pl.String))
    return table.select(pl.col(name).cast(dtype) for name, dtype in schema(STANCE_MENTIONS).items())


def _with_voice(annotated: Annotated, mentions: pl.DataFrame, targets: Sequence[str]) -> pl.DataFrame:
    """Add voice and part, the source and its side, and whether a source is named there.

    An actor that is a target by its own name speaks for itself: in a corpus of one country's politics the
    side of the state would hold the president and those who speak against him.
    """
    spans = annotated.spans.select(
        *SPAN_KEYS, "voice", "attribution", span_start=pl.col("start"), span_end=pl.col("end")
    )
    sentences = annotated.sentences.select(
        *_SENTENCE, "part", sentence_start=pl.col("start"), sentence_end=pl.col("end")
    )
    sides = annotated.entries.select("category", "side").drop_nulls().unique()
    side_of = dict(sides.filter(~pl.col("category").is_in(list(targets))).rows())
    sources = annotated.attributions.select(
        *_ATTRIBUTION,
        "source_start",
        "source_end",
        source=pl.col("source_name"),
        source_side=pl.col("source_actor").replace(side_of),
    )
    return (
        mentions.join(spans, on=list(SPAN_KEYS), how="left", maintain_order="left")
        .join(sentences, on=_SENTENCE, how="left", maintain_order="left")
        .join(sources, on=_ATTRIBUTION, how="left", maintain_order="left")
        .join(_naming(annotated, mentions), on=["article_id", "start"], how="left", maintain_order="left")
        .with_columns(
            source=pl.when(pl.col("voice") != "own").then(pl.col("source").fill_null(UNNAMED)),
            own_side=(pl.col("source_side") == pl.col("target").replace(side_of)).fill_null(False),
            naming_source=pl.col("naming_source").fill_null(False),
        )
    )


def _naming(annotated: Annotated, mentions: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions that stand in the words for a source, or in a cue."""
    places = [
        annotated.attributions.select(
            "article_id", first=pl.col(f"{what}_start"), last=pl.col(f"{what}_end")
        ).drop_nulls()
        for what in ("source", "cue")
    ]
    return (
        mentions.select("article_id", "start", "end")
        .join(pl.concat(places), on="article_id")
        .filter((pl.col("start") < pl.col("last")) & (pl.col("end") > pl.col("first")))
        .select("article_id", "start", naming_source=pl.lit(True))
        .unique()
    )


def _with_places(annotated: Annotated, found: pl.DataFrame, everyone: pl.DataFrame) -> pl.DataFrame:
    """Add the text of the sentence and the one before it, and the other actors in it."""
    texts = annotated.table("articles", "article_id", "text")
    sentences = (
        annotated.sentences.sort("article_id", "sentence")
        .join(texts, on="article_id")
        .with_columns(said=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .with_columns(before=pl.col("said").shift(1).over("article_id"))
        .with_columns(before=pl.when(pl.col("part").shift(1).over("article_id") != "headline").then("before"))
    )
    kinds = annotated.spans.group_by(_SENTENCE).agg(mixed=pl.struct("voice", "attribution").n_unique() > 1)
    actors = everyone.group_by(_SENTENCE).agg(actors=pl.struct("start", "end", "actor"))
    rows = found
    for table in (sentences.select(*_SENTENCE, "said", "before"), kinds, actors):
        rows = rows.join(table, on=_SENTENCE, how="left", maintain_order="left")
    return rows


def _place(row: dict[str, Any]) -> StancePlace:
    """Return what the reader is asked about a mention; offsets are into its sentence."""
    first = row["sentence_start"]
    length = len(row["said"])

    def inside(start: int, end: int) -> tuple[int, int]:
        return max(0, start - first), min(length, end - first)

    start, end = inside(row["start"], row["end"])
    others = tuple(
        inside(other["start"], other["end"])
        for other in row["actors"] or ()
        if other["end"] <= row["start"] or other["start"] >= row["end"]
        if other["actor"] != row["target"]
    )
    holder = None
    if row["voice"] != "own":
        holder = OUTSIDE
        if row["source_start"] is not None and first <= row["source_start"] < row["sentence_end"]:
            holder = inside(row["source_start"], row["source_end"])
    stretch = inside(row["span_start"], row["span_end"]) if row["mixed"] else None
    return StancePlace(row["said"], start, end, row["before"] or "", others, holder, stretch)
