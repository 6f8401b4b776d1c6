"""Direct speech without quote marks: interviews, dialogue after dashes, block quotations, whole documents.

A single line is not believed: labels must come back, dashes must follow each other, and a block quotation
needs a cue and a colon at the end of the line before it. An article that opens with such a line for a speech,
a statement or a letter is that text, to its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.annotation.voices.text import words

Span = tuple[int, int]

_LABEL = re.compile(
    r"(?P<label>Q|A|Question|Answer|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}|"
    r"(?:[A-Z][\w.'’-]+ ){0,4}[A-Z][\w'’-]+)(?: ?\([^)\n]{1,40}\))?:\s+(?=[\w\"“‘'(\[…])"
)
_DASH = re.compile(r"[—―]\s?(?=[^\W\d_])")
_SAYS = (
    "said|says|wrote|writes|stated|states|added|adds|adding|continued|reads?|posted|tweeted|declared|replied"
)
_ENDS = re.compile(rf"\b(?:{_SAYS}|went on|goes on)\b[^.!?\n]{{0,60}}:$")
_TEXTS = (
    "statement|speech|address|remarks|letter|message|article|discourse|text|commentary|declaration|communique|"
    "report|reply|open letter|memo|resolution"
)
_DOCUMENT = re.compile(
    rf"\bfollowing\b[^.:\n]{{0,40}}\b(?:{_TEXTS})\b|\b(?:{_TEXTS})\b[^.:\n]{{0,80}}\bas follows\b|"
    rf"\bfull text of\b[^\n]{{0,240}}\b(?:{_TEXTS})\b|"
    rf"\b(?:{_TEXTS})\b(?:, which)? (?:said|says|reads?|states):$"
)
TEXT_NOUN = re.compile(rf"\b(?:{_TEXTS})\b")
"""Nouns for a text that an article may reproduce as a whole."""
ORIGIN = re.compile(r"\s(?:from|by)\s+")
"""Before whom such a text comes from."""
_NARRATES = re.compile(
    rf"\b(?:he|she|they|the (?:{_TEXTS}|editorial|paper)) (?:\w+ly |also |then )?"
    rf"(?:{_SAYS}|noted|stressed|told|concluded|went|called)\b|^(?:He|She|They) ",
    re.MULTILINE | re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s)\b")
_TAIL, _OPENING, _AHEAD = 400, 4, 3
_NO_BLOCK = re.compile(r"[\"“„«‘'`•▪*#\d–—-]|https?:")
_LEAST_LABELS = 2
_LONGEST = 1500


class Unmarked(NamedTuple):
    """Speech without marks: its content, and the words that name who speaks, where there are any.

    ``led``: the line before it leads to it and names the speaker. ``document``: it is the rest of the text.
    """

    start: int
    end: int
    source: Span | None
    led: bool
    document: bool = False


def unmarked_speech(text: str, paragraphs: Sequence[Span]) -> list[Unmarked]:
    """Return the speech without quote marks, in the order of the text, without overlaps.

    >>> from analysis.annotation.sentences import paragraphs
    >>> text = "Q: Will you go?\\n\\nA: We will not.\\n\\nQ: Why?\\n\\nA: It is over."
    >>> [text[u.start : u.end] for u in unmarked_speech(text, paragraphs(text))]
    ['Will you go?', 'We will not.', 'Why?', 'It is over.']
    """
    lines = [line for paragraph in paragraphs for line in _lines(text, *paragraph)]
    found = [*_labelled(text, lines), *_dashed(text, lines)]
    taken = {one.start for one in found}
    starts = frozenset(start for start, _ in paragraphs)
    found += [block for block in _blocks(text, lines, starts) if block.start not in taken]
    found.sort()
    return [u for n, u in enumerate(found) if not n or found[n - 1].end <= u.start]


def _lines(text: str, start: int, end: int) -> list[Span]:
    if text.find("\n", start, end) < 0:
        return [(start, end)]  # a paragraph has no white space around it
    spans = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        first = start + line.start() + len(line.group()) - len(line.group().lstrip())
        last = start + line.end() - (len(line.group()) - len(line.group().rstrip()))
        if first < last:
            spans.append((first, last))
    return spans


def _labelled(text: str, lines: Sequence[Span]) -> list[Unmarked]:
    """``COOPER: …`` and ``Q: …``: lines with labels of which at least two come back."""
    labels = [
        (line, match)
        for line in lines
        if text.find(":", *line) >= 0 and (match := _LABEL.match(text, *line)) is not None
    ]
    counts = Counter(match["label"] for _, match in labels)
    speakers = {label for label, count in counts.items() if count >= _LEAST_LABELS and _may_speak(label)}
    if len(speakers) < 2:
        return []
    return [
        Unmarked(match.end(), line[1], None if len(match["label"]) < 2 else match.span("label"), False)
        for line, match in labels
        if match["label"] in speakers
    ]


def _may_speak(label: str) -> bool:
    lows = label.lower().split()
    return not any(low in words.TIME or low in words.PREPOSITIONS or low in _NO_SPEAKER for low in lows)


_NO_SPEAKER = words.word_set(
    "note update photo photos image video watch read related source sources credit tags topics topic date "
    "time location where when what who price phone email contact total party age"
)


def _dashed(text: str, lines: Sequence[Span]) -> list[Unmarked]:
    """Two lines or more, one after the other, that begin with a long dash: turns of a dialogue."""
    found: list[Unmarked] = []
    group: list[Unmarked] = []
    for line in [*lines, (0, 0)]:
        match = _DASH.match(text, *line)
        if match and "\n" not in text[slice(*line)] and _turn(text[match.end() : line[1]]):
            group.append(Unmarked(match.end(), line[1], None, False))
            continue
        if len(group) >= _LEAST_LABELS:
            found += group
        group = []
    return found


def _turn(line: str) -> bool:
    """A turn of a dialogue is a sentence or a question, not an item of a list."""
    return line[:1].isupper() and line.rstrip()[-1:] in ".?!…"


def _blocks(text: str, lines: Sequence[Span], starts: frozenset[int]) -> list[Unmarked]:
    """What follows a line that ends with a cue and a colon: ``Ms Orr wrote:``, ``the following statement:``.

    ``starts`` are the offsets at which paragraphs begin.
    """
    found: list[Unmarked] = []
    covered = 0
    for number, ((start, end), following) in enumerate(pairwise(lines)):
        if text[end - 1] != ":" or start < covered or _NO_BLOCK.match(text, following[0]):
            continue
        tail = max(start, end - _TAIL)
        if number <= _OPENING and _DOCUMENT.search(text, tail, end):
            found.append(Unmarked(following[0], lines[-1][1], None, True, True))
            break
        if not _ENDS.search(text, max(start, end - 120), end):
            continue
        last = _last_line(text, lines, number + 1, starts)
        if last[1] - following[0] < _LONGEST and text[last[1] - 1] in ".?!…":
            found.append(Unmarked(following[0], last[1], None, True))
            covered = last[1]
    return found


def _last_line(text: str, lines: Sequence[Span], number: int, starts: frozenset[int]) -> Span:
    """The last line of a block quotation: it ends with its paragraph, and where the outlet speaks again.

    A line goes on with it if it, or one of the two below it, says "I" or "we".
    """
    last = number
    for step in range(number + 1, len(lines)):
        if lines[step][0] in starts or _NARRATES.search(text, *lines[step]) or step > last + _AHEAD:
            break
        if _FIRST_PERSON.search(text, *lines[step]):
            last = step
    return lines[last]
