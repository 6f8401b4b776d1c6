"""Find who speaks each stretch of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from analysis.annotation.sentences import paragraphs, split_sentences
from analysis.annotation.tables import schema
from analysis.annotation.voices.cues import Cues, load_cues
from analysis.annotation.voices.quotes import Quotation, find_quotations
from analysis.annotation.voices.records import Attribution, Run

_CUES = Path(__file__).resolve().parents[3] / "data" / "lexicons" / "cues.csv"


def find_voices(
    text: str, sentences: Sequence[tuple[int, int]], cues: Cues
) -> tuple[list[Attribution], list[Run]]:
    """Return the attributions of a text and the runs of one voice that cover it."""
    quotations = find_quotations(text, paragraphs(text))
    found: list[Attribution] = []
    belongs: list[int | None] = []
    for q in quotations:
        if q.outer is not None:
            belongs.append(belongs[q.outer])
            continue
        tail = text[q.end : q.end + 40]
        if len(text[q.start : q.end].split()) >= 5 or "said" in tail:
            found.append(
                Attribution(
                    q.start, q.end, "quoted", "inferred", None, None, None, None, None, None, q.unbalanced
                )
            )
            belongs.append(len(found) - 1)
        else:
            belongs.append(None)
    return found, _runs(text, quotations, belongs)


def _runs(text: str, quotations: Sequence[Quotation], belongs: Sequence[int | None]) -> list[Run]:
    """Lay the quotations out as runs; the marks of the outermost quotations are own voice."""
    runs: list[Run] = []

    def add(start: int, end: int, attribution: int | None, scare: bool) -> None:
        if start >= end:
            return
        voice = "own" if attribution is None else "quoted"
        last = runs[-1] if runs else None
        if last and (last.voice, last.attribution, last.scare) == (voice, attribution, scare):
            runs[-1] = Run(last.start, end, voice, attribution, scare)
        else:
            runs.append(Run(start, end, voice, attribution, scare))

    position = 0
    for quotation, attribution in zip(quotations, belongs, strict=True):
        if quotation.outer is not None:
            continue
        add(position, quotation.start, None, False)
        position = quotation.start
        for start, end in quotation.marks:
            if start < position:
                continue
            add(position, min(start, quotation.end), attribution, attribution is None)
            if start < quotation.end:
                add(start, end, None, False)
                position = end
            else:
                position = quotation.end
        add(position, quotation.end, attribution, attribution is None)
        position = max(position, quotation.end)
    add(position, len(text), None, False)
    return runs


@cache
def _built_in_cues() -> Cues:
    return load_cues(_CUES)


def attributions(text: str) -> pl.DataFrame:
    """Return the attributions of one text as a table (schema ATTRIBUTIONS, ``article_id`` "text")."""
    found, _ = find_voices(text, split_sentences(text), _built_in_cues())
    rows = []
    for number, a in enumerate(found):
        source = text[slice(*a.source)] if a.source else None
        cue = text[slice(*a.cue)] if a.cue else None
        spans = (*(a.source or (None, None)), *(a.cue or (None, None)))
        rows.append(
            ("text", number, a.parent, a.kind, a.confidence, source, a.source_name, a.source_type, cue)
            + (a.cue_class, a.start, a.end, *spans, a.unbalanced)
        )
    return pl.DataFrame(rows, schema=schema("attributions"), orient="row")
