"""The profile's contrasts, made in other ways that somebody might prefer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.copies import without_copies
from analysis.comparison.doubt.without_outlets import contrasts_without_each
from analysis.comparison.outlets import chosen_outlets, outlets_left
from analysis.comparison.tables import schema
from analysis.corpus import serial_titles
from analysis.measures.counting import as_tuple, chosen_lexicon
from analysis.measures.per_article import per_article_rates
from analysis.measures.profile import per_article_profile
from analysis.study import DEFAULT_SEED, Inference

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

OWN, EVERY = "own words only", "all words, whoever speaks"
COPIES = "without copies"
SERIES = "without series"
ORIGINS = "without terms first seen in the focus"
FREQUENT = "without the most frequent terms"


def profile_variations(
    annotated: Annotated,
    focus: str | Sequence[str],
    reference: str | Sequence[str] = (),
    *,
    lexicon: str | None = None,
    voice: str = "own",
    part: str = "all",
    beside: str | Sequence[str] = (),
    other_lexicons: Sequence[str] = (),
    focus_origins: Sequence[str] = (),
    more: pl.DataFrame | None = None,
    more_elsewhere: pl.DataFrame | None = None,
    inference: Inference | None = None,
    seed: int = DEFAULT_SEED,
) -> dict[str, pl.DataFrame]:
    """Return the contrasts of the profile under other choices, each as a ``CONTRASTS`` table.

    Parameters
    ----------
    annotated : tables of the corpus
    focus, reference, inference, seed : as in ``contrast``
    lexicon, voice, part : the study's choices, as in ``per_article_profile``
    beside : voices whose measures are corrected in the same family, as in the study; their rows are left out
    other_lexicons : names of lexicons that the corpus was annotated with. Their rows bear the name of the
        study's measure, so that the total, and categories of the same name, can be compared
    focus_origins : origins of lexicon entries (column ``origin``) that are the focus's own; by default its
        names
    more : ``PER_ARTICLE`` of all measures that the study tests as one family, such as ``framing_measures``
        gives. Where articles or outlets are left out, all of them are contrasted, in every voice
    more_elsewhere : the same, made for all words (for own words, where the study asks for all)

    Returns
    -------
    dict
        what was done otherwise → ``CONTRASTS``: in all words, whoever speaks them (in own words, where the
        study asks for all); without copies (where there are any); without the articles whose titles begin
        with the name of a series (where there are any); without the terms whose origin is in the
        focus (where there are any); without the most frequent term of each category; without each reference
        outlet in turn (where there are several); each other lexicon. Where terms are chosen otherwise valence
        is not in the table. With ``more``, rows of the other voice bear the name of the study's, so that they
        can be laid beside it. A p above the level is told roughly (``early`` of ``contrast``). For
        ``which_survive``

    Raises
    ------
    InputError
        as in ``contrast`` and ``per_article_profile``

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text('A headline\\n\\nThe regime is "a plague", Ms Orr said.')
    >>> annotated = annotate(pl.concat([articles.with_columns(article_id=pl.lit(o), outlet=pl.lit(o))
    ...                                 for o in ("Herald", "Sun")]))
    >>> list(profile_variations(annotated, "Herald", voice="all"))
    ['own words only', 'without the most frequent terms']
    """
    voices = tuple(dict.fromkeys((voice, *as_tuple(beside))))
    counted = partial(per_article_profile, annotated, part=part)
    lexicon = chosen_lexicon(annotated, lexicon)
    terms = partial(counted, voices, lexicon=lexicon, valence=False)
    measures = counted(voices, lexicon=lexicon) if more is None else more
    ours, theirs = chosen_outlets(measures, as_tuple(focus), as_tuple(reference))
    other_voice, other_words = ("own", OWN) if voice == "all" else ("all", EVERY)
    tables = {
        other_words: counted(other_voice, lexicon=lexicon) if more_elsewhere is None else more_elsewhere
    }
    if annotated.articles["copy_of"].is_not_null().any():
        tables[COPIES] = without_copies(measures, annotated.articles)
    serial = serial_articles(annotated.articles.filter(pl.col("outlet").is_in([*ours, *theirs])))
    if len(serial):
        tables[SERIES] = measures.filter(~pl.col("article_id").is_in(serial.implode()))
    origins = [origin for origin in focus_origins or ours if _has_origin(annotated, lexicon, origin)]
    if origins:
        tables[ORIGINS] = terms(exclude_origin_of=origins)
    frequent = _most_frequent(annotated, lexicon, voice, part, (*ours, *theirs))
    if frequent:
        tables[FREQUENT] = terms(exclude_terms=frequent)
    for other in other_lexicons:
        named = counted(voices, lexicon=other, valence=False)
        tables[f"lexicon {other}"] = named.with_columns(measure=pl.lit(f"rate:{lexicon}"))
    settings = inference or Inference()
    made = {name: _contrast(table, ours, theirs, settings, seed) for name, table in tables.items()}
    without = contrasts_without_each(measures, ours, theirs, inference=settings, seed=seed)
    made |= {f"without {outlet}": table for outlet, table in without.items()}
    elsewhere = made[other_words].filter(voice=other_voice)
    if more is None:
        return {name: table.filter(voice=voice) for name, table in made.items()} | {other_words: elsewhere}
    return made | {other_words: elsewhere.with_columns(voice=pl.lit(voice))}


def serial_articles(articles: pl.DataFrame) -> pl.Series:
    """Return the ids of articles whose titles begin with the name of a series; none without titles."""
    if "title" not in articles.columns:
        return pl.Series("article_id", [], dtype=pl.String)
    return serial_titles(articles)["article_id"]


def _contrast(
    table: pl.DataFrame, ours: tuple[str, ...], theirs: tuple[str, ...], settings: Inference, seed: int
) -> pl.DataFrame:
    """Contrast the outlets that still have an article; without a side the table is empty."""
    sides = outlets_left(table, ours, theirs)
    if sides is None:
        return pl.DataFrame(schema=schema())
    return contrast(table, *sides, inference=settings, each=False, seed=seed, early=True)


def _has_origin(annotated: Annotated, lexicon: str, name: str) -> bool:
    origin = annotated.entries.filter(pl.col("lexicon") == lexicon)["origin"].fill_null("")
    return bool((origin.str.to_lowercase() == name.casefold()).any())


def _most_frequent(
    annotated: Annotated, lexicon: str, voice: str, part: str, outlets: tuple[str, ...]
) -> list[str]:
    """Return the term of each category with most hits in these outlets, voice and part."""
    terms = per_article_rates(annotated, lexicon, voice, part, "term").filter(pl.col("outlet").is_in(outlets))
    entries = annotated.entries.filter(pl.col("lexicon") == lexicon).select("term", group="category")
    return (
        terms.group_by(term="category")
        .agg(hits=pl.col("numerator").sum())
        .filter(pl.col("hits") > 0)
        .join(entries.unique(), on="term")
        .sort("hits", "term", descending=[True, False])
        .group_by("group", maintain_order=True)
        .agg(pl.col("term").first())["term"]
        .unique()
        .sort()
        .to_list()
    )
