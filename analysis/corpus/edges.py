"""What a site puts around every text: a time in front, "View news." or its own name at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from analysis.corpus.drafts import Tally
from analysis.corpus.moments import leading_moments
from analysis.corpus.records import Draft
from analysis.text import WORD

LEAST_TEXTS, LEAST_SHARE = 20, 0.05
"""How many texts of an outlet, and which part of them, have to end in the same words."""
MOST_WORDS = 4
_LAST = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’')\]]))\s+(?P<last>\S[^\n]{0,60})\s*$|\n(?P<line>[^\n]{1,60})\s*$"
)
_AFTER_TIME = re.compile(r"\s*[-–—|]\s+(?=\S)")


Ends = Mapping[str, Collection[str]]
"""By outlet, the last words that are cut."""


def without_edges(draft: Draft, ends: Ends, tally: Tally) -> Draft:
    """Return an article without what its outlet puts around many texts; what was cut goes to the tally.

    The last sentence or line goes where ``ends`` holds it for the outlet ("View news.", "— Herald."). A time
    in front goes where a dash parts it from the text. A text that is nothing else stays.
    """
    body, last = draft.body, last_words(draft.body)
    if last and last in ends.get(draft.outlet, ()):
        body = body[: body.rindex(last)].rstrip()
        tally.cut[draft.outlet, last] += 1
    if (plain := _without_time(body)) != body:
        body = plain
        tally.timed[draft.outlet] += 1
    return draft if body == draft.body else replace(draft, body=body)


def known_ends(ends: Mapping[tuple[str, str], int], texts: Mapping[str, int]) -> dict[str, set[str]]:
    """Return the last words that an outlet puts under its texts.

    Parameters
    ----------
    ends : how many texts of an outlet end in these words: at least ``LEAST_TEXTS`` and ``LEAST_SHARE``
    texts : how many texts each outlet has
    """
    known: dict[str, set[str]] = {}
    for (outlet, last), n in ends.items():
        if n >= max(LEAST_TEXTS, LEAST_SHARE * texts[outlet]):
            known.setdefault(outlet, set()).add(last)
    return known


def last_words(body: str) -> str | None:
    """Return the last sentence or line of a text, if it has few words and something stands before it.

    >>> last_words("The talks failed. View news.")
    'View news.'
    >>> last_words("The talks failed after ten hours, Ms Orr said.")
    """
    found = _LAST.search(body[-80:])
    if not found or len(body) == len(last := found["last"] or found["line"]):
        return None
    return last if 0 < len(WORD.findall(last)) <= MOST_WORDS else None


def _without_time(body: str) -> str:
    """Return a text without a time that a dash parts from it.

    >>> _without_time("03.02.22 11:45 - The talks failed.")
    'The talks failed.'
    >>> _without_time("3 March 2022 was a day of talks.")
    '3 March 2022 was a day of talks.'
    """
    if not body[:1].isdigit():
        return body
    first, line, rest = body.partition("\n")
    times, after = leading_moments(first)
    dash = _AFTER_TIME.match(after) if times else None
    return after[dash.end() :] + line + rest if dash else body
