"""Datelines: the place, date and agency with which a report opens, which nobody in it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE = r"(?:[A-Z][A-Z.'’-]+|[A-Z][\w.'’-]+)(?:[ /](?:[A-Z][\w.'’-]*|de|del|la|le|al|el)){0,4}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DASH = r"\s?(?:--+|[-–—―])\s?"
_DATELINE = re.compile(
    rf"{_PLACE}(?:, {_PLACE})?(?:,? {_DATE})?,? ?\((?:[A-Z][\w./ ]{{1,24}})\){_DASH}"
    rf"|{_PLACE}(?:, {_PLACE})?,? {_DATE}{_DASH}"
    rf"|[A-Z][A-Z.'’-]{{2,}}(?: [A-Z][A-Z.'’-]+){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?\s?(?:--+|[–—])\s?"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4},? \d{1,2}:\d\d\s?[-–—]\s?"
)
_ANY_DASH = re.compile(r"[-–—―]")
_LONGEST = 120


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where a dateline that begins at an offset ends, or the offset where there is none.

    >>> text = "HALMERE, 12 April (Osterby Wire) - The ferry sank."
    >>> text[dateline_end(text, 0, len(text)) :]
    'The ferry sank.'
    """
    end = min(end, start + _LONGEST)
    match = _DATELINE.match(text, start, end) if _ANY_DASH.search(text, start, end) else None
    return match.end() if match else start


def find_datelines(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the datelines with which paragraphs open, in the order of the text."""
    found = []
    for start, end in paragraphs:
        stop = dateline_end(text, start, end)
        if start < stop < end:
            found.append((start, stop))
    return found
