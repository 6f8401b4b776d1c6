"""What the voices of a text are told in: attributions and runs."""

from __future__ import annotations

from typing import NamedTuple


class Attribution(NamedTuple):
    """Somebody's words in a text.

    ``start`` and ``end`` are the content without its quote marks. ``kind`` is quoted (direct speech) or
    reported. ``confidence`` is marked (quote marks and a cue or a source), cued (a cue or a label only) or
    inferred (the speaker carries on from before, leads to it from afar, or is not named). ``unbalanced``: a
    quote mark was missing. A quotation that its cue breaks in two gives two attributions with the same source
    and cue. ``pointer`` is the word that stands in the sentence for the source, where the source is not found
    in it: "which", whose source is the noun before it; None where the source's own words stand there.
    """

    start: int
    end: int
    kind: str
    confidence: str
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    cue_class: str | None
    source_name: str | None
    source_type: str | None
    parent: int | None
    unbalanced: bool
    pointer: tuple[int, int] | None = None


class Run(NamedTuple):
    """A stretch of one voice.

    ``scare``: words in quote marks that nobody is cited for and that are no title of a work (own voice).
    """

    start: int
    end: int
    voice: str
    attribution: int | None
    scare: bool
