"""What a page inserts into its sentences and a scraper takes for their words: link boxes, players, labels."""

from __future__ import annotations

import re

_LINK_BOX = re.compile(
    r"(?P<kept>\b(?P<surname>[A-Z][\w'’-]+)(?: Jr\.)?) (?:[A-Z(][\w.'’()-]* ){1,5}(?P=surname)(?=[A-Z'\"‘“])"
    r"[^\n]{10,700}? MORE\b"
)
"""A name, the name in full once more with headlines glued to it, and the link to more of them."""
_PLAYER = re.compile(
    r"\s*\bJUST WATCHED (?P<title>[^\n]{3,160}?) Replay More Videos \.\.\. MUST WATCH (?P=title)"
    r"(?: \d?\d:\d\d)?"
)
_PLAYBACK = re.compile(
    r"\s*\bMedia playback is (?:un|not )supported on (?:your|this) device(?: Media caption)?\s*"
)
_CREDIT = re.compile(r"\s*\bImage copyright [^\n]{2,60}?(?: Image caption\s+|(?=\n|\Z))")
_HIGHLIGHTS = re.compile(r"(?m)^Story highlights:? (?=[A-Z\"“])")
_INSERTS = (
    (" MORE", _LINK_BOX, r"\g<kept>", "link box"),
    ("JUST WATCHED", _PLAYER, "\n\n", "label of a video player"),
    ("Media playback", _PLAYBACK, "\n\n", "label of a video player"),
    ("Story highlights", _HIGHLIGHTS, "", "label of a summary"),
    ("Image copyright", _CREDIT, "\n\n", "label of a picture"),
)


def has_inserts(text: str) -> bool:
    """Whether a text may hold what a page inserted."""
    return any(sign in text for sign, *_ in _INSERTS)


def without_inserts(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return text without what a page inserted, and how many of each kind there were.

    Of a link box the name stays, to which it was glued; of a label the caption, as a paragraph.

    >>> without_inserts("Sen. Ida Orr Ida Mary OrrFerry sinks Why it sank MORE said no.")
    ('Sen. Ida Orr said no.', [(1, 'link box')])
    """
    found = []
    for sign, pattern, kept, kind in _INSERTS:
        if sign in text:
            text, count = pattern.subn(kept, text)
            if count:
                found.append((count, kind))
    return text, found
