"""What was found in a text, in words, so that tests can be read."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, Run, VoiceFinder, find_voices


class Said(NamedTuple):
    """One attribution; ``parent`` is the content of the one around it."""

    kind: str
    content: str
    source: str | None
    cue: str | None
    name: str | None
    type: str | None
    parent: str | None
    confidence: str
    cue_class: str | None
    unbalanced: bool


def voices(text: str, finder: VoiceFinder) -> tuple[list[Attribution], list[Run]]:
    return find_voices(text, split_sentences(text), finder)


def said(text: str, finder: VoiceFinder, kind: str | None = None) -> list[Said]:
    """Return the attributions of a text (those of one kind)."""
    found, _ = voices(text, finder)
    all_of_them = [
        Said(
            a.kind,
            text[a.start : a.end],
            text[slice(*a.source)] if a.source else None,
            text[slice(*a.cue)] if a.cue else None,
            a.source_name,
            a.source_type,
            text[found[a.parent].start : found[a.parent].end] if a.parent is not None else None,
            a.confidence,
            a.cue_class,
            a.unbalanced,
        )
        for a in found
    ]
    return [one for one in all_of_them if kind in (None, one.kind)]


def only(text: str, finder: VoiceFinder, kind: str | None = None) -> Said:
    """Return the one attribution of a text (of one kind)."""
    found = said(text, finder, kind)
    assert len(found) == 1, found
    return found[0]


def brief(text: str, finder: VoiceFinder) -> list[tuple[str, str, str | None]]:
    """Return kind, content and source of each attribution."""
    return [(one.kind, one.content, one.source) for one in said(text, finder)]


def in_voice(text: str, finder: VoiceFinder, voice: str) -> list[str]:
    """Return the stretches of one voice, without the space around them."""
    _, runs = voices(text, finder)
    stretches = [text[run.start : run.end].strip() for run in runs if run.voice == voice]
    return [stretch for stretch in stretches if stretch]


def scare(text: str, finder: VoiceFinder) -> list[str]:
    """Return the scare quotes, all of which must be own voice."""
    _, runs = voices(text, finder)
    assert all(run.voice == "own" for run in runs if run.scare)
    return [text[run.start : run.end] for run in runs if run.scare]
