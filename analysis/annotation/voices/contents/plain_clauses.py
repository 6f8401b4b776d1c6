"""Clauses that are said as a whole: ``said that …`` has no holes where the model is in doubt of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.voices.contents.content import Content
from analysis.annotation.voices.contents.openings import AUXILIARY, COMMA, DASH, OPEN, QUOTE, class_set
from analysis.annotation.voices.text.classes import any_of

_MAY_TURN = any_of(
    {COMMA, DASH, OPEN, QUOTE}
    | class_set("after before since while as because although though when who which")
)
"""Classes before which the outlet may go on in its own words."""
_VERB = any_of(AUXILIARY | class_set("-ed"))
LEAST = 0.25
"""Share of the words of a clause that the model gives to somebody, from which all of it is said."""


_GOES_ON = re.compile(
    b"[%b][%b][%b]"
    % tuple(re.escape(bytes(some)) for some in ({COMMA}, class_set("and but"), AUXILIARY | class_set("-ed")))
)
"""``, and has long been``: the outlet's next verb, if the model gives it to nobody."""


def without_holes(
    contents: Sequence[Content], kinds: bytes, labels: NDArray[np.bool_]
) -> list[tuple[int, int, bool]]:
    """Return tokens (first, last, exclusive) that are said, or are not: clauses, and what leads to "that".

    ``contents`` are plain ones.
    The end stays where the model sees it, or behind it, at the first mark or conjunction with which the
    outlet may take over; a clause that has no verb up to there goes on.
    """
    found = []
    for content in contents:
        said = labels[content.first : content.last].nonzero()[0]
        if len(said) <= LEAST * (content.last - content.first):
            continue
        last = content.first + int(said[-1]) + 1
        for turn in _GOES_ON.finditer(kinds, content.first, last):
            if not labels[turn.end() - 1]:
                last = turn.start()
                break
        if content.pattern == "before":
            # The source follows.
            last = content.last
        elif last < content.last:
            last = _end(kinds, content, last)
        cue = content.site.first
        if content.pattern == "that" and not labels[max(0, cue - 1) : cue + 1].any():
            found.append((content.site.last + 1, content.first, False))
        found.append((content.first, last, True))
    return found


def _end(kinds: bytes, content: Content, last: int) -> int:
    """Where a clause ends whose last words the model does not give to anybody."""
    verb = _VERB.search(kinds, content.first, content.last)
    start = last if verb is None else max(last, verb.end())
    turn = _MAY_TURN.search(kinds, start, content.last)
    return turn.start() if turn is not None else content.last
