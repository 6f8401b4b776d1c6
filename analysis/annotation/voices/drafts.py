"""Attributions while they are put together: content, cue and source, before sources have names."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.text.quotes import Quotation

LEAST, LEAST_ALONE = -2.0, -1.5
"""Logits from which a head that the model chose replaces the rules' source, or stands without one."""


@dataclass(slots=True)
class Draft:
    """One attribution to be.

    ``carries_on``: a whole quoted sentence without a cue, whose speaker is the one before it. ``around`` is
    the draft that this one is nested in; ``head`` the token that the model takes for the head of the source,
    and ``ruled`` the head of the one that the rules found; ``shown`` is what the source refers to; ``fixed``:
    the place of the source is plain (a signature, a label, a headline), and no model is asked.
    """

    start: int
    end: int
    kind: str
    cue: Site | None = None
    source: tuple[int, int] | None = None
    quotation: Quotation | None = None
    carries_on: bool = False
    around: Draft | None = None
    inferred: bool = False
    fixed: bool = False
    head: int | None = None
    ruled: int | None = None
    logit: float = 0.0
    shown: tuple[int, int] | None = None

    def choose(self, head: int, logit: float, ruled: int) -> None:
        """Take the head that the model chose, unless the rules have a source and the model is in doubt.

        It is not asked about a draft whose source is ``fixed``.
        """
        if head >= 0 and (logit > LEAST or (self.source is None and logit > LEAST_ALONE)):
            self.head, self.logit, self.ruled = head, logit, ruled
