"""Sentences of a text and the parts of an article, by rules, in one pass over the sentence marks.

The rules were chosen by measuring: see ``benchmarks/sentence_splitters.py``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

_LEXICON = Path(__file__).resolve().parents[2] / "data" / "lexicons" / "abbreviations.csv"

_OPENERS = "\"'“‘«‹„‚「『([{`—–-"
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ANY_BREAK = re.compile(rf"{_BLANK_LINE.pattern}|\u2029|\f")
# A full stop between a small letter and a capital, the commonest mark by far, has no groups. The first
# character stands before the choice, since a search for one of some characters is fast.
_MARK = re.compile(
    r"[.!?…‽。！？｡](?:(?<=[a-z]{4}\.) (?=[A-Z])|"
    r"(?:(?<=[.!?…‽])[.!?…‽]*(?:[^\S\n]?[.…])*|(?<=[。！？｡])[。！？｡]*)"
    r"(?P<close>(?:[\"'”’»›」』)\]}]|[^\S\n]?\n?[”»」』])*)(?P<space>\s*))"
)
_BULLET_LINE = re.compile(r"\n(?=[^\S\n]*(?:[•▪●◦‣*■►]|[-–—][^\S\n]|\d{1,2}[.)][^\S\n]))")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*$")
_WORD_AFTER = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
_REACH = 40


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = _word_set("jan feb mar apr jun jul aug sep sept oct nov dec")
_STARTERS = _word_set(
    "a after all although an and another any are as asked at because before both but by can despite "
    "did do does during each earlier even every few first five for four from he her here his how "
    "however i if in instead is it its just last later many meanwhile more most mr mrs ms my next no "
    "nor not now on once one only or others our over she should since six so some still such ten that "
    "the their then there these they this those though three to today two under until we well were "
    "what when where whether which while who why will with within would yes yet you your"
)
_TIME_NEXT = _word_set(
    "monday tuesday wednesday thursday friday saturday sunday et est edt ct cst cdt mt mst mdt pt pst "
    "pdt gmt bst utc eastern central pacific january february march april june july august september "
    "october november december"
)
_ASKED = re.compile(
    r"(?:[^\W\d_][\w.'’-]*,?\s+){0,6}?(?:said|says|asked|asks|wrote|writes|added|adds|replied|shouted|yelled|tweeted|"
    r"wondered|exclaimed|cried|demanded|chanted|joked|quipped|told|continued|responded|answered|declared|recalled)\b"
)


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviations, lower-cased and without their last full stop, with what follows: name, number or any."""
    with _LEXICON.open(encoding="utf-8", newline="") as file:
        return {row["abbreviation"].rstrip(".").lower(): row["follows"] for row in csv.DictReader(file)}


@cache
def _capitalised() -> frozenset[str]:
    """Abbreviations that are words of their own in small letters: Ore. and ore, Ill. and ill."""
    with _LEXICON.open(encoding="utf-8", newline="") as file:
        rows = [row["abbreviation"].rstrip(".") for row in csv.DictReader(file) if row["follows"] == "any"]
    small = {word for word in rows if word[:1].islower()}
    return frozenset(lower for word in rows if (lower := word.lower()) not in small)


@cache
def _doubtful_endings() -> frozenset[str]:
    """The last four letters of what a full stop may belong to."""
    return frozenset(word[-4:] for word in (*_abbreviations(), *_MONTHS) if len(word) >= 4)


def split_sentences(text: str, blocks: Sequence[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Return the sentences of a text as offsets, without the white space around them.

    ``blocks`` are its paragraphs, where they are at hand.

    A blank line ends a sentence; a single line break does where the next line is a list item, and otherwise
    counts as a space. Sentences inside a quotation are sentences. A closing quote mark belongs to the
    sentence that it closes, and ``"Why?" she asked.`` is one sentence. Time grows linearly with the text.

    >>> text = 'Mr. Orr of the U.S. Navy left. "Why now?" she asked. "It ended."'
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Orr of the U.S. Navy left.', '"Why now?" she asked.', '"It ended."']
    """
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text) if blocks is None else blocks:
        if "\n" in text[start:end] and _BULLET_LINE.search(text, start, end):
            _split_list(text, start, end, found)
            continue
        first = start
        for last, following in _ends(text, start, end):
            found.append((first, last))
            first = following
        found.append((first, end))
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text: what blank lines part, without the white space around them.

    >>> paragraphs("One.\\n\\nTwo")
    [(0, 4), (6, 9)]
    """
    found: list[tuple[int, int]] = []
    last = 0
    breaks = _ANY_BREAK if "\u2029" in text or "\f" in text else _BLANK_LINE
    for gap in breaks.finditer(text):
        _add(text, last, gap.start(), found)
        last = gap.end()
    _add(text, last, len(text), found)
    return found


def split_parts(
    text: str, title: str | None, blocks: Sequence[tuple[int, int]] | None = None
) -> list[tuple[int, int, str]]:
    """Return the paragraphs of an article with their part: headline, standfirst, lead or body.

    The headline is the first paragraph where the text begins with ``title``; the lead is the first paragraph
    after it. A headline with a single paragraph below it and nothing else (a headline list) has a standfirst.
    ``blocks`` are the paragraphs of the text, where they are at hand.

    >>> split_parts("Ferry sinks\\n\\nA ferry sank.\\n\\nNobody was hurt.", "Ferry sinks")
    [(0, 11, 'headline'), (13, 26, 'lead'), (28, 44, 'body')]
    """
    blocks = list(paragraphs(text) if blocks is None else blocks)
    parts: list[tuple[int, int, str]] = []
    wanted = (title or "").strip()
    has_title = bool(wanted) and text.lstrip().startswith(wanted)
    if has_title:
        headline_end = len(text) - len(text.lstrip()) + len(wanted)
        while blocks and blocks[0][0] < headline_end:
            start, end = blocks.pop(0)
            parts.append((start, end, "headline"))
    only = has_title and len(blocks) == 1 and len(_WORD_AFTER.findall(text, *blocks[0])) <= 60
    for number, (start, end) in enumerate(blocks):
        parts.append((start, end, "standfirst" if only else "body" if number else "lead"))
    return parts


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _split_list(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    """Add the sentences of a paragraph in which lines are list items."""
    cuts = {following for _, following in _ends(text, start, end)}
    cuts.update(match.end() for match in _BULLET_LINE.finditer(text, start, end))
    last = start
    for cut in (*sorted(cuts), end):
        _add(text, last, cut, found)
        last = cut


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where sentences end inside a paragraph, and where the next ones begin."""
    doubtful = _doubtful_endings()
    for mark in _MARK.finditer(text, start, end):
        following = mark.end()
        if mark.lastindex is None:
            stop = mark.start()
            if text[stop - 4 : stop] not in doubtful or _breaks(text, mark, start, end):
                yield stop + 1, following
        elif following < end and _breaks(text, mark, start, end):
            yield mark.start("space"), following


def _breaks(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a sentence ends at this mark."""
    stop, position = mark.start(), mark.end()
    first = text[stop]
    if first in "。！？｡":
        return True
    while position < end and text[position] in _OPENERS:
        position += 1
    following = text[position] if position < end else ""
    close, space = mark["close"], mark["space"] if mark.lastindex else " "
    if not space:
        return following.isupper() and _breaks_without_space(text, mark, start)
    plain = text[stop : mark.start("close")] == "." if mark.lastindex else True
    if not following.isalnum():
        return bool(close) or plain or "\n" in space
    before = text[max(start, stop - _REACH) : stop]
    if following.islower():
        # A typo rather than an abbreviation: "the talks. he added".
        return plain and not close and position == mark.end() and _plain(before)
    if plain:
        next_word = _WORD_AFTER.match(text, position)
        return _full_stop_ends(before, next_word.group().lower() if next_word else "", stop - start)
    asked = first in "!?" and close and _ASKED.match(text, position, min(end, position + 80))
    return not asked


def _breaks_without_space(text: str, mark: re.Match[str], start: int) -> bool:
    """Pages that were flattened join sentences: ``stressed.He``, ``in any way.”The``."""
    before = text[max(start, mark.start() - _REACH) : mark.start()]
    if _ADDRESS.search(before):
        return False
    after = text[mark.end() : mark.end() + 1]
    if any(c in '"”’»' for c in mark["close"]):
        return True
    tail = _tail(before)
    ends_word = (len(tail) > 2 and tail[-2:].islower()) or tail.isdigit()
    next_word = _WORD_AFTER.match(text, mark.end())
    starts = after in '“‘«"' or (
        next_word is not None and (len(next_word.group()) == 1 or next_word.group()[1:].islower())
    )
    return bool(ends_word and starts and "." not in tail)


def _tail(before: str) -> str:
    """Return the word that a text ends with."""
    if not before[-1:].isspace():
        before = before[before.rfind(" ") + 1 :]  # a word has no space: a shorter way to it
    word = _WORD_BEFORE.search(before)
    return word.group() if word else ""


def _plain(before: str) -> bool:
    tail = _tail(before)
    return len(tail) > 3 and tail.isalpha() and tail.islower() and tail not in _abbreviations()


def _full_stop_ends(before: str, next_word: str, offset: int) -> bool:
    """Tell whether a full stop before a capital letter or a digit ends a sentence."""
    word = _tail(before)
    lower = word.lower()
    if lower in ("a.m", "p.m"):
        return next_word not in _TIME_NEXT
    if (len(word) == 1 and word.isupper()) or _ACRONYM.search(word):
        return next_word in _STARTERS
    if word.isdigit():
        return offset > len(word)  # "1." opens a list item
    follows = None if word.islower() and lower in _capitalised() else _abbreviations().get(lower)
    number = next_word[:1].isdigit()
    if follows == "number" or lower in _MONTHS:
        return not number
    return follows is None or (follows == "any" and next_word in _STARTERS)
