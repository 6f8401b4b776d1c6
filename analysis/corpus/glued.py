"""Names that a scraper glued to the words around them, where bold type or a link began and ended."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_ACTORS = Path(__file__).resolve().parents[2] / "data" / "lexicons" / "actors.csv"
_TITLES = (
    "Comrades?", "Presidents?", "Chairm[ae]n", "Chairwoman", "Chairperson", "Secretary", "Marshals?",
    "Generals?", "Generalissimos?", "Excellency", "Commander", "Leader", "Minister", "Premier", "Chancellor",
    "Senator", "Governor", "Ambassador", "Director", "Professor",
)  # fmt: skip
_GLUED = re.compile(r"[A-Z](?<=[a-z.,][A-Z])[a-z]+ [A-Z]")
"""A capital inside a word that other words with capitals follow: cheap to look for, and in few texts."""


def _one_of(words: Iterable[str], behind: str) -> str:
    """Return an expression for one of several words with what stands before its first letter, a capital.

    It begins with a set of letters, which ``re`` looks for four times as fast as for what stands before.
    """
    words = list(words)
    first = "".join(sorted({word[0] for word in words}))
    rest = "|".join(f"(?<={word[0]}){word[1:]}" for word in words)
    return f"[{first}]{behind}(?:{rest})"


_GLUED_TITLE = re.compile(_one_of(_TITLES, r"(?<![@#\w].)") + "(?=[A-Z][a-z]+ [A-Z])")


def has_glued_names(text: str) -> bool:
    """Whether a text may hold glued names; few that hold none do."""
    return _GLUED.search(text) is not None


def part_glued_names(text: str) -> tuple[str, int]:
    """Put back the space between a title and a name, before and behind a known name, and count the places.

    Known are the names of several words in the built-in list of actors. Letters behind a name are parted from
    it only in a text that glued a title or a word before one: "Trumpism" is a word.

    >>> part_glued_names("PresidentKim Il Sungvisited the port, and gifts ofKim Jong Unwere sent.")
    ('President Kim Il Sung visited the port, and gifts of Kim Jong Un were sent.', 4)
    >>> part_glued_names("A YouTube Video of President Kim Il Sung, as @SecretaryPompeo wrote.")[1]
    0
    """
    if not has_glued_names(text):
        return text, 0
    before, behind = _glued_names()
    parted, titles = _GLUED_TITLE.subn(r"\g<0> ", text)
    parted, words = before.subn(r" \g<0>", parted)
    if not titles + words:
        return text, 0
    parted, letters = behind.subn(r"\g<0> ", parted)
    return parted, titles + words + letters


@lru_cache(maxsize=1)
def _glued_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds names of several words behind letters or a stop, and before letters."""
    with _ACTORS.open(encoding="utf-8", newline="") as file:
        rows = [(row["kind"], row["alias"]) for row in csv.DictReader(file)]
    names = {
        alias
        for kind, alias in rows
        if kind in ("leader", "official") and alias[0].isupper() and " " in alias
    }
    longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    before = _one_of(longest_first, "(?<=[a-z.,].)")
    behind = _one_of(longest_first, r"(?<!\w.)") + "(?=[a-z]{2,})"
    return re.compile(before), re.compile(behind)
