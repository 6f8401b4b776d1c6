"""Plain text files: an ordinary article, one with header lines, a text export, or a scraped page."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from analysis.corpus.columns import USUAL_NAMES, plain_name
from analysis.corpus.lines import byline, is_certain_furniture, kind_of
from analysis.corpus.moments import leading_moments
from analysis.corpus.paragraphs import ends_sentence
from analysis.corpus.records import LogEntry, Reading, Record
from analysis.corpus.scraped import read_scraped_page
from analysis.text import count_words

_HEADER = re.compile(r"(?P<key>[^\W\d_][\w /-]{1,30}?)\s*:\s*(?P<value>\S.*)?$")
_PARTING = re.compile(r"^\s*(?:_{20,}|={20,}|-{40,})\s*$", re.MULTILINE)
_KEYS = {
    **{plain_name(usual): ours for ours, names in USUAL_NAMES.items() for usual in names},
    "tags": "keywords", "keywords": "keywords", "subject": "keywords", "copyright": "copyright",
    "length": "length",
}  # fmt: skip
_EXPORT_KEYS = ("fulltext", "publicationtitle", "documenturl", "proquestdocumentid", "loaddate")


def read_plain_text(text: str, name: str) -> Reading:
    """Return the articles of a plain text file and what was removed from them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    exported = _read_export(text, name)
    if exported is not None:
        return exported
    page = read_scraped_page(text)
    if page is not None:
        removed, values = dict(page.removed), dict(page.values)
    else:
        values, removed = read_ordinary_text(text)
    return Reading((Record(name, 1, values),), tuple(_cleaned(name, removed)))


def _cleaned(name: str, removed: dict[str, int]) -> list[LogEntry]:
    if not removed:
        return []
    parts = ", ".join(f"{kind}: {count}" for kind, count in sorted(removed.items()))
    return [LogEntry(name, 1, "cleaned", f"page furniture removed ({parts})")]


def read_ordinary_text(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the article of an ordinary text: header lines, or a title line, then the body.

    The first line is the title if it ends with no full stop and something follows it. Lines after it that
    hold only a name, a time or an address are taken as byline, date and url; of the rest only lines that are
    furniture beyond doubt ("Advertisement", "Share this article") are left out.
    """
    values, lines = _headers([line.strip() for line in text.strip().split("\n")])
    removed: Counter[str] = Counter()
    if "title" not in values and len([line for line in lines if line]) > 1:
        lines = _take_address(lines, values)
        if lines and _is_title(lines):
            values["title"] = lines.pop(0)
    if "title" in values:
        lines = _take_lines_below_title(lines, values)
    kept = []
    for line in lines:
        if is_certain_furniture(line):
            removed[kind_of(line) or "call to share or sign up"] += 1
        else:
            kept.append(line)
    values["text"] = "\n".join(kept).strip()
    return values, dict(removed)


def _headers(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Take "Title: …", "Date: …" and the like from the top; two such lines, or one that gives the title."""
    values: dict[str, Any] = {}
    taken = 0
    for number, line in enumerate(lines):
        found = _HEADER.match(line)
        ours = _KEYS.get(plain_name(found["key"])) if found else None
        if found is None or ours is None or ours in values:
            break
        if ours == "text":
            lines[number] = found["value"] or ""
            taken = number
            break
        if found["value"]:
            values[ours] = found["value"].strip()
        taken = number + 1
    if len(values) < 2 and "title" not in values:
        return {}, lines
    return values, _without_leading_blanks(lines[taken:])


def _without_leading_blanks(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    return lines


def _is_title(lines: list[str]) -> bool:
    first = lines[0]
    closed = first.endswith((".", ",", ";")) and not first.endswith("...")
    long_first = count_words(first) > 30 or first.startswith(("-", "*", "•"))
    alone = len(lines) > 1 and (not lines[1] or count_words(lines[1]) >= 1)
    return not closed and not long_first and alone and kind_of(first) is None


def _take_address(lines: list[str], values: dict[str, Any]) -> list[str]:
    if lines and kind_of(lines[0]) == "address":
        values["url"] = lines[0]
        return _without_leading_blanks(lines[1:])
    return lines


def _take_lines_below_title(lines: list[str], values: dict[str, Any]) -> list[str]:
    """Take byline, time and address that stand between title and text."""
    lines = _without_leading_blanks(lines)
    while lines:
        line = lines[0]
        kind = kind_of(line)
        name = byline(line)
        if kind == "time" and "published" not in values:
            times, _ = leading_moments(line)
            values["published"] = times[0][1]
            updates = [moment for is_update, moment in times[1:] if is_update]
            values.update({"updated": updates[0]} if updates else {})
        elif name and not ends_sentence(line) and "authors" not in values:
            values["authors"] = name
        elif kind == "address" and "url" not in values:
            values["url"] = line
        else:
            break
        lines = _without_leading_blanks(lines[1:])
    return lines


def _read_export(text: str, name: str) -> Reading | None:
    """Return the articles of a text export, parted by drawn lines and with named fields, else None."""
    starts = [0, *(found.end() for found in _PARTING.finditer(text))]
    ends = [*(found.start() for found in _PARTING.finditer(text)), len(text)]
    records = []
    for start, end in zip(starts, ends, strict=True):
        fields = _fields(text[start:end])
        if "title" in fields and "text" in fields:
            line = text.count("\n", 0, start) + 1 + (1 if start else 0)
            records.append(Record(name, line, fields))
    if not records or not any(f"{key}:" in plain_name_keep_colon(text) for key in _EXPORT_KEYS):
        return None
    return Reading(tuple(records))


def plain_name_keep_colon(text: str) -> str:
    """Return the field names at line starts of a text, each plain and with its colon."""
    names = re.findall(r"^([A-Za-z][\w /-]{1,30}):", text, re.MULTILINE)
    return " ".join(f"{plain_name(name)}:" for name in names)


def _fields(chunk: str) -> dict[str, str]:
    """Return the named fields of one exported article; other lines go on with the field before."""
    fields: dict[str, list[str]] = {}
    current: str | None = None
    for line in chunk.strip().split("\n"):
        found = _HEADER.match(line.strip())
        ours = _KEYS.get(plain_name(found["key"])) if found else None
        if found and ours and ours not in fields:
            current = ours
            fields[ours] = [found["value"] or ""]
        elif found and not ours and current != "text" and plain_name(found["key"]) in _OTHER_FIELDS:
            current = None
        elif current is not None:
            fields[current].append(line)
    return {ours: "\n".join(lines).strip() for ours, lines in fields.items()}


_OTHER_FIELDS = (
    "abstract", "links", "companyorganization", "people", "location", "classification", "placeofpublication",
    "countryofpublication", "publisher", "publicationsubject", "sourcetype", "languageofpublication",
    "documenttype", "issn", "database", "lastupdated", "contactus", "pages", "firstpage", "startpage",
    "edition", "publicationyear",
)  # fmt: skip
