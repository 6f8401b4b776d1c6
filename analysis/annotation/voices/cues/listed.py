"""Cues: words that say that somebody speaks or thinks, read strictly from ``data/lexicons/cues.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.text.words import word_set
from analysis.errors import InputError, did_you_mean
from analysis.text import fold

COLUMNS = ("cue", "cue_class", "inflect", "kind", "takes", "note")
CLASSES = ("neutral", "endorsing", "distancing", "attacking", "praising", "committing", "mental")
KINDS = ("verb", "phrase", "noun", "adjective")
SPEECH = ("verb", "phrase")
"""The kinds that introduce direct speech."""

TAKES = (
    *(
        "clause",
        "that",
        "to",
        "object",
        "whether",
        "of",
        "for",
        "about",
        "on",
        "against",
        "with",
        "as",
        "from",
    ),
    "adverbial",
)
OFTEN_NONE = "often no cue"
_PAST = word_set(
    "said told wrote written began begun spoke spoken thought felt knew known understood saw seen held "
    "meant swore sworn undertook undertaken forbade forbidden bade sought showed shown proved proven sang "
    "read made took taken shot fired hit went gone gave given put cast drew drawn found learnt dreamt "
    "forgot forgotten heard taught let set came stood laid had kept left led brought chose chosen threw "
    "thrown struck broke broken rose risen spelt bet fought got gotten ran wept built swung tore sent "
    "foresaw foreseen foretold retold misunderstood rethought dug stuck paid fell fallen lost wound flung "
    "sold met bought sat spun spat shone blew blown bore borne drove driven shed spread pled misread"
)
_BASE_ING = word_set("bring cling fling ring sing sling spring sting string swing wring")


@dataclass(frozen=True, slots=True, eq=False)
class CueForm:
    """One form of a cue; each is an object of its own, and two are never equal.

    ``form`` is folded; ``shape`` is base, third, past or ing for a verb, singular or plural for a noun, else
    empty; ``takes`` is what holds indirect content beside this cue (see ``load_cues``), likeliest
    first. ``doubtful``: most places where the form stands are no cue ("make"). ``irregular``: its own row
    says what it is a form of.
    """

    form: str
    cue: str
    cue_class: str
    kind: str
    shape: str
    takes: tuple[str, ...]
    doubtful: bool = False
    irregular: bool = False


@dataclass(frozen=True)
class Cues:
    """All forms of all cues; a form that is both verb and noun ("claims") has one entry for each kind."""

    forms: Mapping[str, tuple[CueForm, ...]]


def load_cues(path: Path | str) -> Cues:
    """Read a cue list with the columns cue, cue_class, inflect, kind, takes and note.

    ``kind`` is verb (the source is its subject), noun ("the mayor's claim"), adjective (after a copula: "is
    sure") or phrase. ``inflect`` is empty, verb, which adds the forms in -s, -ed and -ing, or noun, which
    adds the plural. Irregular forms have rows of their own. ``takes`` holds words of ``TAKES``: clause (one
    without "that"), that, to (an infinitive or what follows the preposition), object (a noun phrase), whether
    (a clause with a question word), another preposition that content follows, adverbial (the cue only
    modifies the clause that is content). Empty: the cue introduces direct speech only. A ``note`` that begins
    with "often no cue" makes all forms doubtful, or those after its colon; "form of …" may stand before it.

    Raises
    ------
    InputError
        a missing file or column, an empty cue, an unknown class, kind, inflection or word in ``takes``, a cue
        repeated within its kind; it names file and line
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(path, "", "no such file", "a list of cues", "restore data/lexicons/cues.csv")
    return _parsed(path, path.read_bytes())


@lru_cache(maxsize=2)
def _parsed(path: Path, data: bytes) -> Cues:
    """Return the cues of a file; the same bytes are parsed once, since voices and stance share them."""
    forms: dict[str, tuple[CueForm, ...]] = {}
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    _check_columns(path, reader.fieldnames or ())
    seen: dict[tuple[str, str], int] = {}
    for row in reader:
        line = reader.line_num
        cue, cue_class, inflect, kind, takes = _check_row(path, line, row)
        key = (kind, fold(cue))
        if key in seen:
            raise InputError(
                path, f"line {line}", f"'{cue}' again", f"it once (line {seen[key]})", "delete one row"
            )
        seen[key] = line
        for number, form in enumerate(map(fold, inflections(cue.lower(), inflect))):
            known = forms.get(form, ())
            if all(entry.kind != kind for entry in known):
                shape = _shape(form, number, kind, inflect)
                note = str(row.get("note") or "")
                doubtful, irregular = _is_doubtful(form, note), note.startswith("form of ")
                forms[form] = (*known, CueForm(form, cue, cue_class, kind, shape, takes, doubtful, irregular))
    return Cues(forms)


def _is_doubtful(form: str, note: str) -> bool:
    """``often no cue`` in the note, after "form of …" too: of all forms, or of those after a colon."""
    mark, _, listed = note.rpartition("; ")[2].partition(":")
    return mark == OFTEN_NONE and (not listed or form in [fold(name.strip()) for name in listed.split(",")])


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS)
            raise InputError(
                path, "line 1", f"column '{column}'", ", ".join(COLUMNS) + hint, "rename or delete it"
            )
    for column in COLUMNS[:-1]:
        if column not in columns:
            raise InputError(path, "line 1", f"no column '{column}'", ", ".join(COLUMNS), "add the column")


def _check_row(
    path: Path, line: int, row: Mapping[str | None, str | list[str] | None]
) -> tuple[str, str, str, str, tuple[str, ...]]:
    where = f"line {line}"
    if None in row or any(row.get(column) is None for column in COLUMNS if column != "note" or "note" in row):
        raise InputError(
            path, where, "a row with too many or too few cells", f"{len(COLUMNS)} cells", "correct it"
        )
    cue, cue_class, inflect, kind, cell = (str(row[column]).strip() for column in COLUMNS[:-1])
    if not cue or not cue_class:
        raise InputError(path, where, "an empty cue or cue_class", "both filled", "fill or delete the row")
    if "*" in cue:
        raise InputError(path, where, f"'{cue}' with a wildcard", "a cue without '*'", "write out its forms")
    takes = tuple(cell.split())
    for name, value, known in (
        ("cue_class", cue_class, CLASSES),
        ("kind", kind, KINDS),
        ("inflect", inflect, ("", "verb", "noun")),
        *(("takes", word, TAKES) for word in takes),
    ):
        if value not in known:
            expected = ", ".join(word or "nothing" for word in known) + did_you_mean(value, known)
            raise InputError(path, where, f"{name} '{value}'", expected, f"correct {name}")
    if len(set(takes)) < len(takes):
        raise InputError(path, where, f"takes '{cell}'", "each word once", "delete the second one")
    return cue, cue_class, inflect, kind, takes


def _shape(form: str, number: int, kind: str, inflect: str) -> str:
    if kind == "noun":
        return "plural" if number or (not inflect and form.endswith("es")) else "singular"
    if kind != "verb":
        return ""
    if inflect == "verb":
        return ("base", "third", "past", "ing")[number]
    first = form.split(" ", 1)[0]
    if first.endswith("ing") and first not in _BASE_ING:
        return "ing"
    if first in _PAST or first.endswith("ed"):
        return "past"
    return "third" if first.endswith("s") and not first.endswith("ss") and len(first) > 2 else "base"
