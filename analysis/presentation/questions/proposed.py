"""Proposals for a list of one's own: which seeds stand in the corpus, and each proposal with its passages."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis.measures import PROPOSALS, Proposals, propose_terms, term_passages
from analysis.measures.tables import schema
from analysis.presentation.tables.html import Column, Opener
from analysis.presentation.tables.passages import passage_list
from analysis.presentation.writing.format import NONE, count, listed, plural

if TYPE_CHECKING:
    from analysis.annotation import Annotated
    from analysis.workspace import Workspace

PASSAGES_EACH = 3


@dataclass(frozen=True)
class Proposed:
    """``proposals`` for the seeds that were ``found``; ``None`` where the corpus holds none of the seeds.

    ``read`` is false for a corpus without text.
    """

    proposals: Proposals | None
    found: tuple[str, ...]
    missing: tuple[str, ...]
    read: bool = True

    @property
    def table(self) -> pl.DataFrame:
        """``PROPOSALS``; without a seed in the corpus, empty."""
        return self.proposals.table if self.proposals else pl.DataFrame(schema=schema(PROPOSALS))

    def __str__(self) -> str:
        if not self.read:
            return "Terms are proposed from the text of the articles, and this corpus is without text."
        quoted = [listed([f"“{seed}”" for seed in seeds]) for seeds in (self.found, self.missing)]
        absent = f" Not in this corpus: {quoted[1]}." if self.missing else ""
        if not self.found:
            return f"No seed stands in this corpus, so nothing is proposed.{absent}"
        if self.table.is_empty():
            return f"Seeds: {quoted[0]}.{absent} They stand too rarely here for any term to be proposed."
        terms = plural(self.table.height, "term is", "terms are")
        return f"Seeds: {quoted[0]}.{absent} {terms} proposed; a person decides which belong in a list."


def propose(workspace: Workspace, seeds: str | Sequence[str], **settings: Any) -> Proposed:
    """Propose terms for the seeds that the corpus holds.

    Parameters
    ----------
    workspace : an open study
    seeds : words or phrases, in a list or in one text with commas; those that are not in the corpus are
        named and left out
    settings : as in ``propose_terms``

    Raises
    ------
    InputError
        a seed without a word

    Example
    -------
    >>> from analysis import open_study
    >>> made = propose(open_study(), "hegemony, cancer tumor", min_count=3, limit=5)
    >>> made.found, made.missing
    (('hegemony',), ('cancer tumor',))
    """
    if not workspace.annotated.has_text:
        return Proposed(None, (), (), read=False)
    found: list[str] = []
    missing: list[str] = []
    asked = [part.strip() for part in seeds.split(",")] if isinstance(seeds, str) else seeds
    for seed in asked:
        there = found if _holds(workspace.annotated, seed) else missing
        there.append(seed)
    settings = {"seed": workspace.study.seed} | settings
    made = propose_terms(workspace.annotated, found, **settings) if found else None
    return Proposed(made, tuple(found), tuple(missing))


def _holds(annotated: Annotated, seed: str) -> bool:
    kind = "phrases" if " " in seed.strip() else "words"
    return term_passages(annotated, seed.lower(), kind=kind, voice="all", limit=1).height > 0


def proposed_kind(table: pl.DataFrame) -> tuple[list[dict[str, Any]], list[Column], str] | None:
    """Return rows, columns and caption of ``PROPOSALS``; ``None`` of any other table."""
    if not set(PROPOSALS) <= set(table.columns):
        return None
    return table.to_dicts(), _columns(), "Proposals"


def _columns() -> list[Column]:
    return [
        Column("Term", lambda row: row["term"], numeric=False, first=True),
        Column("Hits", lambda row: count(row["hits"])),
        Column("Articles", lambda row: count(row["articles"])),
        Column("Near a seed", lambda row: count(row["near_seeds"])),
        Column("Association (rank)", lambda row: _ranked(row["association"], row["association_rank"], 1)),
        Column("Similarity (rank)", lambda row: _ranked(row["similarity"], row["similarity_rank"], 2)),
        Column("Already in", lambda row: (row["known"] or NONE).replace("_", " "), numeric=False),
    ]


def _ranked(value: float | None, rank: int | None, digits: int) -> str:
    if value is None or rank is None:
        return NONE
    return f"{value:.{digits}f} ({rank})".replace("-", "−")


def proposal_opener(annotated: Annotated, rows: Sequence[dict[str, Any]]) -> Opener:
    """Open each proposal to passages of the whole corpus, in any voice; looked for in one go."""
    terms = [str(row["term"]) for row in rows]
    lists: dict[str, pl.DataFrame] = {}
    for kind, names in (
        ("words", [t for t in terms if " " not in t]),
        ("phrases", [t for t in terms if " " in t]),
    ):
        if names:
            found = term_passages(annotated, names, kind=kind, voice="all", limit=PASSAGES_EACH)
            lists |= {str(key[0]): part for key, part in found.partition_by("term", as_dict=True).items()}

    def opened(row: dict[str, Any]) -> str:
        found = lists.get(str(row["term"]))
        if found is None:
            return ""
        summary = html.escape(f"{plural(found.height, 'passage')}: {row['term']}")
        inside = f"<div class='ww-passages'>{passage_list(found)}</div>"
        return f"<details><summary>{summary}</summary>{inside}</details>"

    return opened
