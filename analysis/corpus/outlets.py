"""Outlet names folded to one canonical name, from an alias file that users can extend."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from analysis.errors import InputError

UNKNOWN = "unknown"


def default_alias_file() -> Path:
    """Return data/lexicons/outlets.csv of this project."""
    return Path(__file__).resolve().parents[2] / "data" / "lexicons" / "outlets.csv"


@lru_cache(maxsize=1024)
def outlet_key(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading *the*, for comparing.

    >>> outlet_key("The New-York  Times ") == outlet_key("new york times")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^\w.]+|_|\.(?=\s|$)", " ", plain.replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def read_aliases(files: Sequence[str | Path] = ()) -> dict[str, str]:
    """Return canonical names by the key of each spelling; rows of later files win over earlier ones.

    The project's own list comes first. A file has the header ``outlet,alias``.

    Raises
    ------
    InputError
        a file that is missing, has another header, or a row without both values
    """
    aliases: dict[str, str] = {}
    own = default_alias_file()
    for file in [*([own] if own.is_file() else []), *map(Path, files)]:
        rows = _rows(file)
        for outlet, _ in rows:
            aliases[outlet_key(outlet)] = outlet
        for outlet, alias in rows:
            aliases[outlet_key(alias)] = outlet
    return aliases


def _rows(file: Path) -> list[tuple[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(file, "", "no such file", "a file of outlet aliases", "check the path") from None
    except UnicodeDecodeError:
        raise InputError(file, "", "bytes that are not UTF-8", "UTF-8", "save the file as UTF-8") from None
    lines = list(csv.reader(text.splitlines()))
    header = [cell.strip().lower() for cell in lines[0]] if lines else []
    if header[:2] != ["outlet", "alias"]:
        raise InputError(file, "line 1", ",".join(header) or "nothing", "outlet,alias", "write this header")
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        values = [cell.strip() for cell in cells[:2]]
        if not any(values):
            continue
        if len(values) < 2 or not all(values):
            raise InputError(file, f"line {number}", ",".join(cells), "an outlet and an alias", "fill both")
        rows.append((values[0], values[1]))
    return rows


def canonical_outlet(name: str, aliases: Mapping[str, str]) -> str:
    """Return the canonical name of an outlet; a name that no file knows stays, with its spaces tidied.

    >>> canonical_outlet("NYT", {"nyt": "New York Times"})
    'New York Times'
    """
    found = aliases.get(outlet_key(name))
    if found is None and re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", name.strip()):
        host = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", name.strip().lower()).split("/")[0]
        found = aliases.get(outlet_key(host))
    return found or " ".join(name.split())


def fold_outlet(name: str, outlet_aliases: Sequence[str | Path] = ()) -> str:
    """Return the canonical name of an outlet by the project's list and the alias files of a study.

    >>> fold_outlet("An outlet that no list  holds")
    'An outlet that no list holds'
    """
    return canonical_outlet(name, read_aliases(outlet_aliases))


def outlet_of_address(url: str, aliases: Mapping[str, str]) -> str | None:
    """Return the outlet of a page by its host: by alias, also of a parent domain, else the host itself.

    >>> outlet_of_address("https://edition.herald.example/a", {"herald.example": "The Herald"})
    'The Herald'
    """
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    host = re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", host.lower())
    parts = host.split(".")
    for start in range(max(1, len(parts) - 1)):
        found = aliases.get(outlet_key(".".join(parts[start:])))
        if found:
            return found
    return host or None
