"""What a cue reports: which tokens, and how they were found."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.voices.cues.sites import Site

PATTERNS = (
    *("that", "clause", "whether", "to", "object", "preposition"),
    *("before", "phrase", "noun", "headline"),
)
"""How the content was found; the number of a pattern is a feature of the model."""


@dataclass(slots=True)
class Content:
    """Tokens ``first`` to ``last`` (exclusive) are what a cue reports; ``pattern`` says how it was found.

    ``plain``: a clause that a verb of saying stands beside, so that all of it is said or none of it.
    """

    first: int
    last: int
    site: Site
    pattern: str
    plain: bool = False
