"""Titles of works in quote marks: a film, a book, a programme. They are no speech and no scare quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotation.voices.text import words
from analysis.annotation.voices.text.quotes import Quotation
from analysis.text import WORD

_LONGEST_TITLE = 8
_MOST_WORDS = 12
_SMALL = words.word_set("a an the of and or in on at to for with from by vs is")
_KIND = (
    r"(?:books?|audiobooks?|novels?|films?|movies?|songs?|albums?|plays?|poems?|memoirs?|musicals?|operas?|ballets?|"
    r"documentar(?:y|ies)|series|podcasts?|essays?|dramas?|thrillers?|comed(?:y|ies)|sitcoms?|sequels?|"
    r"shows?|magazines?|articles?|op-eds?|columns?|editorials?|episodes?|singles?|programmes?|programs?)"
)
_BEFORE = re.compile(
    rf"\b(?:{_KIND}(?:,? (?:such as|like|including|called))?"
    r"|(?:titled|entitled|headlined)"
    rf"|(?:hosts?|stars?|authors?|creators?|writers?|edition|episode) of(?: the(?: \w+)? {_KIND})?),?:?\s*$"
)
_AFTER = re.compile(
    rf"[\"”’',.\s]{{0,3}}\s*(?:\([^()]*\))?,? (?:an?|the|his|her|their) (?:[\w’'-]+ ){{0,2}}{_KIND}\b"
)
_OWNER = re.compile(r"(\w+)['’]s?\s*$")
_ON = re.compile(r"\bon\s*$")
_BETWEEN = re.compile(r"[\"”’',;\s]*(?:\(\d{4}\))?[,;]?(?: ?and| ?or|,)?\s*[\"“‘']?\s*")
_OWNERS = (words.MEDIA | words.PAPERS) - words.word_set("media press")
_NEAR = 60
"""Characters beside a title in which its kind is told, at most."""


def is_title(content: str) -> bool:
    """Whether words are capitalised throughout and no clause: a title, a programme, a nickname.

    >>> is_title("The Long Night"), is_title("We go"), is_title("Why Us?")
    (True, False, False)
    """
    count = 0
    for match in WORD.finditer(content):
        surface = match.group()
        small = count > 0 and (surface[0].isdigit() or surface.lower() in _SMALL)
        count += 1
        if count > _MOST_WORDS or not (surface[0].isupper() or small):
            return False
    clause = content.rstrip()[-1:] in ("?", "!") or (content.isupper() and count > 2)
    return not count or not clause


def may_be_title(content: str) -> bool:
    """Whether words behind "the book" may be its title: some, without the mark of a sentence.

    >>> may_be_title("The island and its ferry"), may_be_title("We will go.")
    (True, False)
    """
    return content[:1].isupper() and content[-1:].isalnum() and len(content.split()) <= _LONGEST_TITLE


def names_work(text: str, folded: str, start: int, end: int) -> bool:
    """Whether words in quote marks are the title of a work, as what stands beside them tells.

    Parameters
    ----------
    text : in which they stand
    folded : the text, folded
    start, end : where they stand, without their marks
    """
    content = text[start:end].rstrip(" ,.;")
    before = folded[max(0, start - _NEAR) : start].rstrip(" \"“‘'")
    if not (is_title(content) or may_be_title(content)):
        return False
    if _BEFORE.search(before):
        return True
    if not is_title(content):
        return False
    owner = _OWNER.search(before)
    if owner is not None and owner.group(1) in _OWNERS:
        return True  # "Osterby Radio's 'Morning Hour'"
    body = text.find("\n", 0, start) >= 0
    return _AFTER.match(folded, end) is not None or (
        body and " " in content and _ON.search(before) is not None
    )


def works_among(
    text: str, folded: str, quotations: Sequence[Quotation], spoken: Sequence[bool]
) -> list[bool]:
    """Return which quotations are titles of works, also in lists with one before them.

    Parameters
    ----------
    text : in which they stand
    folded : the text, folded
    quotations : all of them
    spoken : which are somebody's words
    """
    found: list[bool] = []
    for number, (q, said) in enumerate(zip(quotations, spoken, strict=True)):
        work = not said and q.outer is None and names_work(text, folded, q.start, q.end)
        if not work and not said and number and found[-1]:
            between = _BETWEEN.fullmatch(text, quotations[number - 1].end, q.start)
            work = between is not None and is_title(text[q.start : q.end].rstrip(" ,.;"))
        found.append(work)
    return found
