"""Names that a scraper glued to the words around them, where bold type or a link began and ended."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

_ACTORS = Path(__file__).resolve().parents[2] / "data" / "lexicons" / "actors.csv"
_TITLES = (
    "Comrades?|Presidents?|Chairm[ae]n|Chairwoman|Chairperson|Secretary|Marshals?|Generals?|Generalissimos?|"
    "Excellency|Commander|Leader|Minister|Premier|Chancellor|Senator|Governor|Ambassador|Director|Professor"
)
_GLUED_TITLE = re.compile(rf"(?<![@#\w])(?:{_TITLES})(?=[A-Z][a-z]+ [A-Z])")


def part_glued_names(text: str) -> tuple[str, int]:
    """Put back the space between a title and a name, and behind a known name, and count the places.

    A title that is followed by a capital inside a word gives such a text away: only there are the names of
    the built-in list of actors looked for with small letters behind them.

    >>> part_glued_names("PresidentKim Il Sungvisited the port, and ComradeKim Jong Unsaid so.")
    ('President Kim Il Sung visited the port, and Comrade Kim Jong Un said so.', 4)
    >>> part_glued_names("A YouTube film of President Kim Il Sung, as @SecretaryPompeo wrote.")[1]
    0
    """
    parted, titles = _GLUED_TITLE.subn(lambda found: f"{found[0]} ", text)
    if not titles:
        return text, 0
    parted, names = _glued_names().subn(lambda found: f"{found[0]} ", parted)
    return parted, titles + names


@lru_cache(maxsize=1)
def _glued_names() -> re.Pattern[str]:
    """Return what finds names of several words that letters follow; the plural and genitive are no such."""
    with _ACTORS.open(encoding="utf-8", newline="") as file:
        rows = [(row["kind"], row["alias"]) for row in csv.DictReader(file)]
    names = {alias for kind, alias in rows if kind in ("leader", "official") and " " in alias}
    longest_first = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?:{longest_first})(?=[a-z]{{2,}})")
