"""The notes in the margin of one article: who speaks where, and how the text says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.presentation.article.marks import Run, escape
from analysis.presentation.article.sources import (
    UNNAMED,
    Row,
    bare_name,
    outer_speaker,
    same_source,
    shortened,
    source_of,
    whose,
)
from analysis.presentation.article.voices import Stretch

CUE_LENGTH = 32
CUES_SHOWN = 4


@dataclass(slots=True)
class Note:
    """What the margin says of one run of a speaker in a paragraph."""

    number: int
    speaker: str
    within: str
    type: str
    continued: bool
    kinds: list[str] = field(default_factory=list)
    cues: dict[str, list[str]] = field(default_factory=dict)
    inferred: list[bool] = field(default_factory=list)


class Notes:
    """Numbers the notes of an article, block by block."""

    def __init__(self, attributions: dict[int, Row]) -> None:
        self.attributions = attributions
        self.count = 0
        self.heard: set[int | None] = set()

    def block(self, stretches: Sequence[Stretch]) -> tuple[list[Run], list[Note]]:
        """Return the stretches of a block as runs that name their notes, and the notes in their order.

        Stretches of one speaker that follow each other share a note; a nested speaker has one of its own.
        """
        notes: list[Note] = []
        runs: list[Run] = []
        latest: list[Note] = []
        for one in stretches:
            if one.kind == "scare":
                runs.append(Run(one.start, one.end, one.kind))
                continue
            row = self.attributions.get(-1 if one.attribution is None else one.attribution) or {}
            outer = outer_speaker(one.attribution, self.attributions)
            note = self._new(one, row, outer)
            around = [each for each in latest[max(0, one.depth - 1) : one.depth + 1] if _alike(each, note)]
            if around:
                note = around[0]
            else:
                self.count += 1
                notes.append(note)
            latest[one.depth :] = [note]
            _add(note, one.kind, row)
            number = None if around else note.number
            said = whose(one.kind, row, outer)
            runs.append(Run(one.start, one.end, one.kind, said, number, bool(outer), _is_inferred(row)))
        self.heard.update(one.attribution for one in stretches)
        return runs, notes

    def _new(self, one: Stretch, row: Row, outer: Row | None) -> Note:
        continued = one.attribution is not None and one.attribution in self.heard
        within = bare_name(outer) if outer else ""
        return Note(self.count + 1, source_of(row), within, row.get("source_type") or "", continued)


def _alike(one: Note, other: Note) -> bool:
    return (same_source(one.speaker), one.within) == (same_source(other.speaker), other.within)


def _is_inferred(row: Row) -> bool:
    return row.get("confidence") == "inferred"


def _add(note: Note, kind: str, row: Row) -> None:
    if kind not in note.kinds:
        note.kinds.append(kind)
    note.inferred.append(_is_inferred(row))
    if row.get("cue"):
        said = note.cues.setdefault(row.get("cue_class") or "", [])
        cue = shortened(row["cue"].lower(), CUE_LENGTH)
        if cue not in said:
            said.append(cue)


def labels_of(attributions: dict[int, Row]) -> list[Run]:
    """Return the words that name a source and those that say that somebody speaks."""
    places = {
        (row[f"{kind}_start"], row[f"{kind}_end"], kind)
        for row in attributions.values()
        for kind in ("source", "cue")
        if row[f"{kind}_start"] is not None and row[f"{kind}_end"] is not None
    }
    return [Run(start, end, kind) for start, end, kind in sorted(places)]


def notes_list(notes: Sequence[Note], ids: str) -> str:
    """Return the notes of a block as a list; each leads to its words."""
    if not notes:
        return ""
    items = "".join(_item(note, ids) for note in notes)
    return f'<ul class="notes" aria-label="Who speaks">{items}</ul>'


def _item(note: Note, ids: str) -> str:
    back = f'<a href="#{ids}w{note.number}"><span class="vh">To the words of note </span>{note.number}</a>'
    facts = escape(" · ".join(_facts(note)))
    return (
        f'<li id="{ids}n{note.number}" class="{note.kinds[0]}-note">{back} '
        f"<strong><bdi>{escape(shortened(note.speaker))}</bdi></strong> <span>{facts}</span></li>"
    )


def _facts(note: Note) -> Iterator[str]:
    if any(note.inferred):
        # A sign that breaks off from its word would say nothing.
        yield f"?\N{NO-BREAK SPACE}inferred{'' if all(note.inferred) else ' in part'}"
    if note.type and note.type != UNNAMED:
        yield note.type
    yield " and ".join(note.kinds) + (", continued" if note.continued else "")
    if note.within:
        yield f"within the words of {note.within}"
    cues = [(cue, name) for name, said in note.cues.items() for cue in said]
    for name in dict.fromkeys(name for _, name in cues[:CUES_SHOWN]):
        said = ", ".join(f"“{cue}”" for cue, other in cues[:CUES_SHOWN] if other == name)
        yield f"{said} ({name})" if name else said
    if len(cues) > CUES_SHOWN:
        yield f"{len(cues) - CUES_SHOWN} more"
