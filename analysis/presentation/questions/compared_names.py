"""The names of a study's most frequent referents, compared: one object for the page about naming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from analysis.comparison.contrast import contrast
from analysis.comparison.distributions import DISTRIBUTIONS, compare_distributions
from analysis.comparison.parts import part_gaps
from analysis.comparison.tables import CONTRASTS
from analysis.measures import (
    kept_stance_mentions,
    naming_shares,
    per_article_profile,
    referents,
    shared_referents,
    stance_scores,
)
from analysis.measures.naming import PREFIX, mirrored_once
from analysis.measures.stance.shared_targets import shared_targets
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.presentation.tables.summaries import against_all
from analysis.presentation.writing.format import listed

if TYPE_CHECKING:
    from analysis.workspace import Workspace

PARTS = ("headline", "lead", "body")
TARGETS = 3


@dataclass(frozen=True)
class ComparedNames:
    """``found`` is ``REFERENTS``, ``chosen`` are the referents compared, ``shares`` ``PER_ARTICLE`` of them.

    ``whole`` is ``DISTRIBUTIONS``, ``names`` is ``CONTRASTS`` against all references; of a referent with two
    names the rarer one. Empty tables where no referent is named often enough.
    """

    found: pl.DataFrame
    chosen: tuple[str, ...]
    shares: pl.DataFrame
    whole: pl.DataFrame
    names: pl.DataFrame

    @property
    def largest(self) -> pl.DataFrame:
        """Shares of the most frequent referent."""
        return self.shares.filter(pl.col("measure") == PREFIX + "".join(self.chosen[:1]))

    @property
    def others(self) -> pl.DataFrame:
        """Shares of all other referents that are compared."""
        return self.shares.filter(pl.col("measure") != PREFIX + "".join(self.chosen[:1]))

    @property
    def caption(self) -> str:
        """Caption of a table of the most frequent referent."""
        return f"What “{self.chosen[0]}” is called, by outlet" if self.chosen else "Names by outlet"

    def __str__(self) -> str:
        if not self.chosen:
            return "No referent is named often enough on both sides to be compared."
        return f"Compared: {listed([f'“{name}”' for name in self.chosen])}."


def compare_names(workspace: Workspace, *, most: int = 8, least: int = 5) -> ComparedNames:
    """Compare what focus and reference call the things that both name, in the voice of the study.

    Parameters
    ----------
    workspace : an open study
    most, least : as in ``shared_referents``

    Returns
    -------
    ComparedNames
        whole distributions are one family of tests, single names another

    Raises
    ------
    InputError
        as in ``naming_shares``

    Example
    -------
    >>> from analysis import open_study
    >>> compare_names(open_study()).chosen
    ('the Meridian Pact',)
    """
    study, annotated, voice = workspace.study, workspace.annotated, workspace.study.voice
    sides = workspace.focus, workspace.references
    chosen = shared_referents(annotated, *sides, voice, most=most, least=least)
    found = referents(annotated, voice)
    if not chosen:
        tables = (pl.DataFrame(schema=schema(table)) for table in (PER_ARTICLE, DISTRIBUTIONS, CONTRASTS))
        return ComparedNames(found, (), *tables)
    shares = naming_shares(annotated, chosen, voice)
    whole = compare_distributions(
        shares, *sides, inference=study.inference, family="07 referents", seed=study.seed
    )
    single = mirrored_once(shares)
    names = contrast(
        single, *sides, inference=study.inference, family="07 names", each=False, seed=study.seed
    )
    # A name that only cited words hold has no hit on either side, which tells nothing.
    names = against_all(names).filter(pl.col("focus_hits") + pl.col("reference_hits") > 0)
    return ComparedNames(found, tuple(chosen), shares, whole, names)


def headline_gaps(workspace: Workspace, chosen: Sequence[str] = ()) -> pl.DataFrame:
    """Return the gaps between the headlines and the leads and bodies of the focus's articles.

    Parameters
    ----------
    workspace : an open study
    chosen : referents whose names are compared beside loaded terms and valence

    Returns
    -------
    DataFrame
        ``PART_GAPS`` in the voice of the study: all loaded terms, valence, names that one of them
        has, and with text stance toward the actors that are mentioned most on both sides. Empty where no
        article has several parts
    """
    annotated, voice = workspace.annotated, workspace.study.voice
    totals = per_article_profile(annotated, voice, PARTS).filter(pl.col("category") == "all")
    tables = [totals, naming_shares(annotated, chosen, voice, PARTS)]
    if annotated.has_text:
        sides = workspace.focus, workspace.references
        mentions = kept_stance_mentions(annotated)
        targets = shared_targets(annotated, mentions, *sides, voice, most=TARGETS)
        tables.append(stance_scores(annotated, targets, voice, PARTS, mentions=mentions))
    table = pl.concat(tables)
    first, *others = PARTS
    gaps = partial(part_gaps, table, first, outlets=workspace.focus, inference=workspace.study.inference)
    table = pl.concat([gaps(other) for other in others]).filter(pl.col("articles") > 0)
    # A name that stands in neither part says nothing of them.
    absent = pl.col("measure").str.starts_with("share:") & (pl.col("first_hits") + pl.col("second_hits") == 0)
    return table.filter(~absent)
