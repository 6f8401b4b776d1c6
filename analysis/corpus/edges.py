"""What a site puts around many texts: a time or its name in front, "View news." or a rubric at the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from analysis.corpus.dates import MONTH_NAMES
from analysis.corpus.drafts import Tally
from analysis.corpus.moments import leading_moments
from analysis.corpus.paragraphs import ends_sentence
from analysis.corpus.records import Draft
from analysis.text import WORD

LEAST_TEXTS, LEAST_SHARE = 20, 0.05
"""How many texts of an outlet, and which part of them, have to end in the same words."""
LINE_SHARE = 0.02
"""The same for a line that ends no sentence and is a whole paragraph, the first or the last."""
MOST_WORDS = 4
MOST_LINE_WORDS = 25
_LAST = re.compile(
    r".*(?:(?<=[.!?…])|(?<=[.!?…][\"”’')\]])|\n)\s*(?<=\s)(?P<last>\S[^\n]{0,60}?)\s*$", re.DOTALL
)
_DATE_LAST = re.compile(rf"(?<=[.!?…”\"’')\]])\s*(?:{MONTH_NAMES})\.?\s+\d{{1,2}},\s+\d{{4}}$", re.IGNORECASE)
_AFTER_TIME = re.compile(r"\s*[-–—|]\s+(?=\S)")


Ends = Mapping[str, Collection[str]]
"""By outlet, what is cut: last words as they are, lines as `line_key` writes them."""
FIRST, LAST = "first line ", "last line "


def without_edges(draft: Draft, ends: Ends, tally: Tally) -> Draft:
    """Return an article without what its outlet puts around many texts; what was cut goes to the tally.

    The last sentence or line goes where ``ends`` holds it for the outlet ("View news.", "— Herald."), and a
    first or last paragraph that is such a line ("SPECIAL REPORT"); a text that is nothing else goes only
    where a title stays. A time that this lays bare goes, too.
    """
    known = ends.get(draft.outlet, ())
    body = _without_known(draft, sorted(known), tally) if known else draft.body
    return draft if body == draft.body else without_time(replace(draft, body=body), tally)


def without_time(draft: Draft, tally: Tally) -> Draft:
    """Return an article without a time in front that a dash parts from its text, and without a date that
    stands alone behind its last sentence."""
    body = _without_time(draft.body)
    if body == draft.body:
        return draft
    tally.timed[draft.outlet] += 1
    return replace(draft, body=body)


def _without_known(draft: Draft, known: Collection[str], tally: Tally) -> str:
    body = draft.body
    # Also behind a sentence that has lost its full stop.
    last = next((end for end in known if _ends_in(body, end)), "")
    if last and (draft.title or len(last) < len(body)):
        body = body.removesuffix(last).rstrip()
        tally.cut[draft.outlet, "end", last] += 1
    for key, line in whole_lines(body, bool(draft.title)):
        if key in known and line != body:
            first = key.startswith(FIRST)
            body = body.removeprefix(line).lstrip() if first else body.removesuffix(line).rstrip()
            tally.cut[draft.outlet, "start" if first else "end", line] += 1
    return body


def whole_lines(body: str, titled: bool) -> Iterator[tuple[str, str]]:
    """Yield the first and the last paragraph of a text, each with its key, where they could be rubrics.

    A rubric has few words and ends no sentence. Without a title the first paragraph may be the headline.

    >>> [line for _, line in whole_lines("REPORT\\n\\nThe talks failed.\\n\\nHalmere Post", titled=True)]
    ['REPORT', 'Halmere Post']
    """
    if "\n\n" not in body:
        return
    first, last = body[: body.index("\n\n")], body[body.rindex("\n\n") + 2 :]
    for kind, line in ((FIRST, first), (LAST, last)):
        if (titled or kind == LAST) and len(line) < 250 and _is_rubric(line):
            yield line_key(kind, line), line


def _is_rubric(line: str) -> bool:
    words = len(WORD.findall(line))
    return 0 < words <= MOST_LINE_WORDS and (words <= 2 or not ends_sentence(line))


def line_key(kind: str, line: str) -> str:
    """Return what counts a line among those of a corpus, without its words."""
    return kind + hashlib.sha256(line.encode()).hexdigest()[:16]


def _ends_in(body: str, end: str) -> bool:
    return body == end or body.endswith((f" {end}", f"\n{end}"))


def known_ends(ends: Mapping[tuple[str, str], int], texts: Mapping[str, int]) -> dict[str, set[str]]:
    """Return what an outlet puts around its texts.

    Parameters
    ----------
    ends : how many texts of an outlet end in these words (at least ``LEAST_TEXTS`` and ``LEAST_SHARE``), or
        begin or end with this line (``LEAST_TEXTS`` and ``LINE_SHARE``)
    texts : how many texts each outlet has
    """
    known: dict[str, set[str]] = {}
    for (outlet, last), n in ends.items():
        share = LINE_SHARE if last.startswith((FIRST, LAST)) else LEAST_SHARE
        if n >= max(LEAST_TEXTS, share * texts[outlet]):
            known.setdefault(outlet, set()).add(last)
    return known


def last_words(body: str) -> str | None:
    """Return the last sentence or line of a text, if it has few words.

    >>> last_words("The talks failed. View news.")
    'View news.'
    >>> last_words("Two met. Both left. View news.")
    'View news.'
    >>> last_words("The talks failed after ten hours, Ms Orr said.")
    """
    found = _LAST.match(body[-120:])
    last = found["last"] if found else body if len(body) <= 60 else ""
    return last if 0 < len(WORD.findall(last)) <= MOST_WORDS else None


def _without_time(body: str) -> str:
    """Return a text without a time that a dash parts from it, and without a date behind its last sentence.

    >>> _without_time("The talks failed.Feb. 3, 2022"), _without_time("The talks fail on Feb. 3, 2022")
    ('The talks failed.', 'The talks fail on Feb. 3, 2022')
    >>> _without_time("03.02.22 11:45 - The talks failed.")
    'The talks failed.'
    >>> _without_time("3 March 2022 was a day of talks.")
    '3 March 2022 was a day of talks.'
    """
    if body[-1:].isdigit():
        body = _DATE_LAST.sub("", body)
    if not body[:1].isdigit():
        return body
    first, line, rest = body.partition("\n")
    times, after = leading_moments(first)
    dash = _AFTER_TIME.match(after) if times else None
    return after[dash.end() :] + line + rest if dash else body
