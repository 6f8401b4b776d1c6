"""Cues: verbs and phrases that say that somebody speaks, read strictly from ``data/lexicons/cues.csv``."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.annotation.inflections import inflections
from analysis.annotation.voices.words import word_set
from analysis.errors import InputError, did_you_mean
from analysis.text import fold

COLUMNS = ("cue", "cue_class", "inflect", "kind", "note")
KINDS = ("verb", "phrase")
_FIRST = re.compile(r"[^\W\d_]+")
_PAST = word_set(
    "said told wrote began spoke thought felt knew understood saw held meant swore undertook forbade "
    "bade sought shown proven proved showed sang read written spoken known sworn made took shot fired "
    "hit went gave put cast drew"
)


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue: ``form`` is folded; ``shape`` is base, third, past or ing, or empty for a phrase."""

    form: str
    cue: str
    cue_class: str
    kind: str
    shape: str


@dataclass(frozen=True)
class Cues:
    """All forms of all cues."""

    forms: Mapping[str, CueForm]

    @cached_property
    def by_first(self) -> Mapping[str, tuple[str, ...]]:
        """Forms by their first word, the longest first."""
        grouped: dict[str, list[str]] = {}
        for form in self.forms:
            grouped.setdefault(form.split(" ", 1)[0], []).append(form)
        return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in grouped.items()}

    def find(self, folded: str) -> Iterator[tuple[int, int, CueForm]]:
        """Yield the cues of a folded text in order, the longest where several begin: start, end, form."""
        by_first, position = self.by_first, 0
        for match in _FIRST.finditer(folded):
            forms = by_first.get(match.group())
            if forms is None or match.start() < position:
                continue
            for form in forms:
                end = match.end() if " " not in form else _end_of(form, folded, match.start())
                if end:
                    yield match.start(), end, self.forms[form]
                    position = end
                    break


def _end_of(form: str, folded: str, start: int) -> int:
    """Return where a form of several words ends, or 0 where the text differs."""
    if folded.startswith(form, start):
        end = start + len(form)
    else:
        window = folded[start : start + 2 * len(form)]
        parts = form.split(" ")
        if "  " not in window or window.split(maxsplit=len(parts))[: len(parts)] != parts:
            return 0
        spaced = re.match(r"\s+".join(map(re.escape, parts)), window)
        end = start + spaced.end() if spaced else 0
    return 0 if folded[end : end + 1].isalnum() else end


def load_cues(path: Path | str) -> Cues:
    """Read a cue list with the columns cue, cue_class, inflect, kind and note.

    ``kind`` is verb (the source is its subject) or phrase; ``inflect`` is empty or verb, which adds the forms
    in -s, -ed and -ing. Irregular forms have rows of their own.

    Raises
    ------
    InputError
        a missing file or column, an empty cue, an unknown kind or inflection, a repeated cue; it names file
        and line
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(path, "", "no such file", "a list of cues", "restore data/lexicons/cues.csv")
    forms: dict[str, CueForm] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        _check_columns(path, reader.fieldnames or ())
        seen: dict[str, int] = {}
        for row in reader:
            line = reader.line_num
            cue, cue_class, inflect, kind = _check_row(path, line, row)
            key = fold(cue)
            if key in seen:
                raise InputError(
                    path, f"line {line}", f"'{cue}' again", f"it once (line {seen[key]})", "delete one row"
                )
            seen[key] = line
            for number, form in enumerate(inflections(key, inflect)):
                shape = "" if kind == "phrase" else _shape(form, number, inflect)
                forms.setdefault(form, CueForm(form, cue, cue_class, kind, shape))
    return Cues(forms)


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS)
            raise InputError(
                path, "line 1", f"column '{column}'", ", ".join(COLUMNS) + hint, "rename or delete it"
            )
    for column in COLUMNS[:4]:
        if column not in columns:
            raise InputError(path, "line 1", f"no column '{column}'", ", ".join(COLUMNS), "add the column")


def _check_row(
    path: Path, line: int, row: Mapping[str | None, str | list[str] | None]
) -> tuple[str, str, str, str]:
    where = f"line {line}"
    if None in row or any(row.get(column) is None for column in COLUMNS if column != "note" or "note" in row):
        raise InputError(
            path, where, "a row with too many or too few cells", f"{len(COLUMNS)} cells", "correct it"
        )
    cue, cue_class, inflect, kind = (str(row[column]).strip() for column in COLUMNS[:4])
    if not cue or not cue_class:
        raise InputError(path, where, "an empty cue or cue_class", "both filled", "fill or delete the row")
    if "*" in cue:
        raise InputError(path, where, f"'{cue}' with a wildcard", "a cue without '*'", "write out its forms")
    if kind not in KINDS:
        raise InputError(path, where, f"kind '{kind}'", " or ".join(KINDS), "correct the kind")
    if inflect not in ("", "verb"):
        raise InputError(path, where, f"inflect '{inflect}'", "'verb' or nothing", "correct inflect")
    return cue, cue_class, inflect, kind


def _shape(form: str, number: int, inflect: str) -> str:
    if inflect == "verb":
        return ("base", "third", "past", "ing")[number] if number < 4 else "past"
    first = form.split(" ", 1)[0]
    if first.endswith("ing") and len(first) > 5:
        return "ing"
    if first in _PAST or first.endswith("ed"):
        return "past"
    return "third" if first.endswith("s") and not first.endswith("ss") and len(first) > 3 else "base"
