"""Lexicon files: one CSV of terms or actors, read strictly. A bad row is refused with file and line."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.annotation.inflections import inflections
from analysis.errors import InputError, did_you_mean
from analysis.text import fold

LEXICON_FOLDER = Path(__file__).resolve().parents[2] / "data" / "lexicons"
INFLECTIONS = ("", "noun", "verb", "adjective")
LITERAL = "literal"
"""Category of entries that are not counted: longer, they keep others from matching ("sanctions regime")."""

TERM_COLUMNS = ("term", "category", "origin", "inflect", "match_case", "unless", "why")
ACTOR_COLUMNS = ("actor", "kind", "alias", "match_case", "note", "side")
NAME_COLUMNS = ("referent", "name", *TERM_COLUMNS[:1], *TERM_COLUMNS[2:])
MASK_COLUMNS = ("term", "match_case", "why")
BUILT_IN = {"actors": "actors", "names": "naming", "stance": "stance_words", "markers": "markers"}
"""Kinds of lexicons that every corpus is annotated with, and the files that serve unless others are named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a lexicon.

    ``forms`` are what is looked for, folded; ``stem`` says that they match the beginning of a word.
    ``unless`` are folded words that, in the same sentence, mean the literal sense ('*' at the end allowed).
    ``side`` of an actor is whom it speaks for, if not for itself, ``kind`` what it is. Of names,
    ``category`` is the referent and ``name`` what it is called; each referent is a list of its own, so that
    one form may name two.
    """

    term: str
    category: str
    origin: str | None
    forms: tuple[str, ...]
    stem: bool
    match_case: bool
    unless: tuple[str, ...]
    side: str | None = None
    name: str | None = None
    kind: str | None = None

    @property
    def literal(self) -> bool:
        """Whether the entry is not counted."""
        return LITERAL in (self.category, self.name)


@dataclass(frozen=True)
class Lexicon:
    """The entries of one file; ``kind`` is terms, actors, names, stance, markers or masks."""

    name: str
    kind: str
    entries: tuple[Entry, ...]
    sha256: str

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Categories in the order of the file, without ``literal``."""
        return tuple(dict.fromkeys(entry.category for entry in self.counted))

    @cached_property
    def counted(self) -> tuple[Entry, ...]:
        """Entries that count as hits."""
        return tuple(entry for entry in self.entries if not entry.literal)


def load_lexicon(name: str | Path) -> Lexicon:
    """Read a lexicon by its name in ``data/lexicons`` or by its path.

    Columns of a term list: term, category, and optionally origin, inflect (noun, verb, adjective),
    match_case (yes), unless (words joined by ``|``), why. The category ``literal`` is for phrases that are
    not counted and keep a shorter entry from matching inside them. Columns of an actor list: actor, alias,
    and optionally kind, match_case, note, side (whom the actor speaks for: a minister for a state); the actor
    ``literal`` is for longer names that are not counted. Columns of a list of names: referent, name (what the
    referent is called), term, and the optional ones of a term list; the name ``literal`` is not counted. A
    term list called ``stance_words`` or ``markers`` has the kind ``stance`` or ``markers``: it takes the
    place of the built-in list of this name.

    Raises
    ------
    InputError
        missing file, unknown or missing column, empty or duplicate term, wildcard inside a word,
        unknown inflection, two sides for one actor; with file and line

    Example
    -------
    >>> lexicon = load_lexicon("loaded_terms")
    >>> lexicon.kind, len(lexicon.categories) >= 10
    ('terms', True)
    """
    file = _find(name)
    return _parsed(file, file.read_bytes())


@lru_cache(maxsize=16)
def _parsed(file: Path, data: bytes) -> Lexicon:
    """Return a lexicon; the same bytes are parsed once, since voices, terms and stance share lists."""
    header, rows = _rows(file, data)
    columns: Sequence[str]
    needed: Sequence[str]
    if "alias" in header:
        kind, columns, needed = "actors", ACTOR_COLUMNS, ("actor", "alias")
    elif "referent" in header:
        kind, columns, needed = "names", NAME_COLUMNS, ("referent", "name", "term")
    elif "category" in header:
        own = next((kind for kind in ("stance", "markers") if BUILT_IN[kind] == file.stem), "terms")
        kind, columns, needed = own, TERM_COLUMNS, ("term", "category")
    else:
        kind, columns, needed = "masks", MASK_COLUMNS, ("term",)
    _check_header(file, header, columns, needed)
    entries = tuple(_entry(file, line, row, kind) for line, row in rows)
    _refuse_duplicates(file, [line for line, _ in rows], entries)
    _refuse_two_sides(file, [line for line, _ in rows], entries)
    return Lexicon(file.stem, kind, entries, hashlib.sha256(data).hexdigest())


def load_lexicons(names: Iterable[str | Path | Lexicon]) -> tuple[Lexicon, ...]:
    """Read several lexicons; each built-in list is added where none of its kind is among them.

    A list of names adds to the built-in one; one called ``naming`` takes its place.

    >>> [lexicon.name for lexicon in load_lexicons(["loaded_terms"])]
    ['loaded_terms', 'actors', 'naming', 'stance_words', 'markers']
    """
    loaded = [name if isinstance(name, Lexicon) else load_lexicon(name) for name in names]
    given = {(lexicon.kind, lexicon.name if lexicon.kind == "names" else "") for lexicon in loaded}
    built_in = ((kind, name, name if kind == "names" else "") for kind, name in BUILT_IN.items())
    loaded += [load_lexicon(name) for kind, name, own in built_in if (kind, own) not in given]
    seen: dict[str, Lexicon] = {}
    for lexicon in loaded:
        if lexicon.kind == "masks":
            raise InputError(
                lexicon.name,
                "header",
                "no column 'category', 'referent' or 'alias'",
                "a list of terms, names or actors",
                "name it",
            )
        if lexicon.name in seen:
            raise InputError(
                lexicon.name, "name", "two lexicons of this name", "different names", "rename one file"
            )
        seen[lexicon.name] = lexicon
    return tuple(loaded)


def _find(name: str | Path) -> Path:
    path = Path(name)
    if path.suffix != ".csv":
        path = LEXICON_FOLDER / f"{name}.csv"
    if not path.is_file():
        names = sorted(p.stem for p in LEXICON_FOLDER.glob("*.csv"))
        hint = did_you_mean(path.stem, names)
        raise InputError(
            path, "", "no such lexicon", f"a CSV file, or one of {', '.join(names)}{hint}", "correct it"
        )
    return path


def _rows(file: Path, data: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            file, f"byte {error.start}", "bytes that are not UTF-8", "UTF-8", "save it as UTF-8"
        ) from None
    reader = csv.reader(text.splitlines(keepends=True))
    header = [cell.strip() for cell in next(reader, [])]
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            found = f"{len(cells)} cells"
            raise InputError(
                file, f"line {reader.line_num}", found, f"{len(header)} cells", "quote cells with commas"
            )
        rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return header, rows


def _check_header(file: Path, header: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> None:
    for column in needed:
        if column not in header:
            raise InputError(file, "line 1", f"columns {', '.join(header)}", f"a column '{column}'", "add it")
    for column in header:
        if column not in columns:
            hint = did_you_mean(column, columns)
            raise InputError(
                file, "line 1", f"column '{column}'", f"one of {', '.join(columns)}{hint}", "rename it"
            )


def _entry(file: Path, line: int, row: dict[str, str], kind: str) -> Entry:
    term = row["alias"] if kind == "actors" else row["term"]
    group = {"actors": "actor", "names": "referent", "masks": "term"}.get(kind, "category")
    category, name = row.get(group, ""), row.get("name")
    where = f"line {line}"
    if not term or not category or name == "":
        expected = f"a term and its {group}" + (" and name" if kind == "names" else "")
        raise InputError(file, where, "an empty cell", expected, "fill or remove the row")
    if "*" in term[:-1] or term == "*":
        raise InputError(
            file, where, f"'{term}'", "'*' only at the end of a term", "split it into several rows"
        )
    inflect = row.get("inflect", "")
    if inflect not in INFLECTIONS:
        expected = f"one of {', '.join(INFLECTIONS[1:])}, or nothing"
        raise InputError(file, where, f"inflect '{inflect}'", expected, "correct it")
    if row.get("match_case", "") not in ("", "yes"):
        raise InputError(file, where, f"match_case '{row['match_case']}'", "yes or nothing", "correct it")
    stem = term.endswith("*")
    bare = term.rstrip("*")
    if not fold(bare).strip() or not any(c.isalnum() for c in bare):
        raise InputError(file, where, f"'{term}'", "a term with a letter or digit", "fill or remove the row")
    forms = inflections(" ".join(fold(bare).split()), inflect)
    unless = tuple(" ".join(fold(word).split()) for word in row.get("unless", "").split("|") if word.strip())
    origin = row.get("origin") or None
    match_case, side = row.get("match_case") == "yes", row.get("side") or None
    return Entry(term, category, origin, forms, stem, match_case, unless, side, name, row.get("kind") or None)


def _refuse_duplicates(file: Path, lines: Sequence[int], entries: Sequence[Entry]) -> None:
    first: dict[tuple[str, bool, str | None], tuple[int, str]] = {}
    for line, entry in zip(lines, entries, strict=True):
        for form in entry.forms:
            # "us" (a pronoun) and "US" (an actor) may both stand when case decides.
            group = None if entry.name is None else entry.category
            key = (entry.term if entry.match_case else form, entry.stem, group)
            if key in first:
                earlier, term = first[key]
                found = f"'{entry.term}', whose form '{form}' stands already on line {earlier} ('{term}')"
                raise InputError(file, f"line {line}", found, "each form once", "remove one of the two")
            first[key] = (line, entry.term)


def _refuse_two_sides(file: Path, lines: Sequence[int], entries: Sequence[Entry]) -> None:
    first: dict[str, str | None] = {}
    for line, entry in zip(lines, entries, strict=True):
        side = first.setdefault(entry.category, entry.side)
        if side != entry.side:
            found = f"side '{entry.side or ''}' of '{entry.category}', which has '{side or ''}' above"
            raise InputError(file, f"line {line}", found, "one side for all rows of an actor", "correct it")
