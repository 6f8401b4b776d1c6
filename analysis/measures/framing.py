"""All measures of the framing profile, article by article, and the question that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from analysis.measures.markers import KIND as MARKERS
from analysis.measures.markers import marker_rates
from analysis.measures.naming import PREFIX as NAMING
from analysis.measures.naming import mirrored_once, naming_shares, shared_referents
from analysis.measures.profile import per_article_profile
from analysis.measures.stance.mentions import stance_mentions
from analysis.measures.stance.scores import MEASURE as STANCE
from analysis.measures.stance.scores import stance_scores
from analysis.measures.stance.shared_targets import shared_targets, told_apart
from analysis.measures.voices.cue_classes import cue_classes
from analysis.measures.voices.shares import voice_shares
from analysis.measures.voices.sources import source_mix

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

QUESTIONS: Mapping[str, str] = {
    "loaded": "What is loaded?",
    "voices": "Who speaks?",
    "stance": "Toward whom?",
    "markers": "How certain?",
    "naming": "What is it called?",
}
"""The questions of the profile, in order."""
CUES = ("endorsing", "distancing", "attacking")
MOST_TARGETS, MOST_REFERENTS = 4, 3


def framing_measures(
    annotated: Annotated,
    focus: Sequence[str],
    reference: Sequence[str],
    voice: str = "own",
    *,
    lexicon: str | None = None,
    mentions: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the measures of the framing profile, for every article.

    Parameters
    ----------
    focus, reference : outlets of the two sides; only how often they name an actor or a referent decides
        which are compared
    voice : own, quoted, reported, attributed or all
    lexicon : of loaded terms
    mentions : ``STANCE_MENTIONS``, where they were read already. Without text there is no stance

    Returns
    -------
    DataFrame
        ``PER_ARTICLE`` of ``measures.tables``: loaded terms in all and by category, and valence, in this
        voice and in attributed words; attributed words, named and unnamed sources, number of sources, cues
        that take sides; stance toward up to 4 actors; markers; the names of up to 3 referents

    Raises
    ------
    InputError
        an unknown voice or lexicon

    Example
    -------
    >>> from analysis import open_study
    >>> ws = open_study()
    >>> table = framing_measures(ws.annotated, ws.focus, ws.references)
    >>> sorted({question_of(measure) for measure in table["measure"]})
    ['loaded', 'markers', 'naming', 'stance', 'voices']
    """
    tables = [
        per_article_profile(annotated, sorted({voice, "attributed"}), lexicon=lexicon),
        _voices(annotated),
    ]
    if annotated.has_text:
        read = stance_mentions(annotated, told_apart(annotated)) if mentions is None else mentions
        targets = shared_targets(annotated, read, focus, reference, voice, most=MOST_TARGETS)
        tables.append(stance_scores(annotated, targets, voice, mentions=read))
    tables.append(marker_rates(annotated, voice))
    chosen = shared_referents(annotated, focus, reference, voice, most=MOST_REFERENTS)
    tables.append(mirrored_once(naming_shares(annotated, chosen, voice)))
    return pl.concat(tables)


def _voices(annotated: Annotated) -> pl.DataFrame:
    """Return shares of attributed words, of named and unnamed sources and of some cues; and sources."""
    mix = source_mix(annotated)
    unnamed = (pl.col("measure") == "share:source_type") & (pl.col("category") == "unnamed")
    return pl.concat(
        [
            voice_shares(annotated).filter(pl.col("category") == "attributed"),
            mix.filter(unnamed | pl.col("measure").is_in(["share:named", "number:sources"])),
            cue_classes(annotated).filter(pl.col("category").is_in(list(CUES))),
        ]
    )


def question_of(measure: str) -> str:
    """Return the question that a measure of the profile belongs to, a key of ``QUESTIONS``.

    >>> question_of("rate:loaded_terms"), question_of("share:voice"), question_of("stance")
    ('loaded', 'voices', 'stance')
    """
    if measure == STANCE:
        return "stance"
    if measure.startswith(NAMING):
        return "naming"
    if measure == f"rate:{MARKERS}":
        return "markers"
    return "voices" if measure.startswith(("share:", "number:")) else "loaded"
