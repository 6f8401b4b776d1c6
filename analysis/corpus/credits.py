"""Lines that an outlet sets around a story: who wrote it, whose rights, whom to follow, what was updated.

They are told by their form, and only where they can stand: as the first paragraphs of a text, among its last
ones, or as the last sentences of its last paragraph. A line with words in quote marks is never one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from analysis.corpus.lines import byline
from analysis.text import WORD

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

LAST_PARAGRAPHS = 12
"""So many paragraphs from the end are asked whether they are such a line."""
OTHERS = 3
"""After so many that are none, those before are not asked."""
LONGEST_BYLINE = 100
LONGEST = 700
"""No such line has more characters."""

_SIGNS = (
    "contribut", "reported from", "ing by", "ing from", "edited", "produced by", "compiled by",
    "translated by", "research by", "©", "copyright", "reserved", "reprint", "be published", "read ",
    "follow ", "twitter", "tweets", "click", "sign up", "signing up", "subscribe", "get the ", "download",
    "@", " updated", "corrected", "clarified", "amended", "version of", "appeared", "first published",
    "originally", "part of a", "this is a ", "in part on", "adapted", "expressed",
)  # fmt: skip
"""Without one of these, or the outlet's name, nothing fits."""
_LEADING = re.compile(r"\A[\s•⦁*·–—(\[_-]+")
_PRONOUN = re.compile(r"(?:She|He|They|It|We|I|You|This|That|These|Those|Both|All|Many|Some|What)\b")
_WORK = re.compile(
    r"\breported from\b|\bcontributed\b|\bContributing\b|"
    r"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Rr]esearch|[Gg]raphics?|[Ee]dited|[Pp]roduced|[Cc]ompiled|[Tt]ranslated)"
    r" (?:by|from)\b"
)
_TRADE = {
    "a", "additional", "al", "also", "and", "as", "at", "bin", "by", "contributed", "correspondent",
    "correspondents", "de", "del", "der", "di", "edited", "editing", "el", "for", "from", "further",
    "graphic", "graphics", "in", "international", "investigative", "journalist", "journalists", "la", "le",
    "of", "on", "photographer", "podcast", "politics", "producer", "producers", "production", "reported",
    "reporter", "reporters", "reporting", "research", "researcher", "researchers", "staff", "the", "to",
    "translation", "van", "video", "von", "well", "while", "with", "writer", "writers", "writing", "wrote",
}  # fmt: skip
"""Small words of a credit; all others in it are names, places or numbers."""
_NAMES = re.compile(r"(?:[A-Z][\w.'’-]*,? (?:and )?){1,8}[A-Z][\w.'’-]*")
_THIS = r"this (?:story|report|article|post|piece|column|essay|analysis|dispatch|page|commentary)"
_TEXT = rf"(?:{_THIS}|the (?:story|article|post))"
_LABEL = r"(?:(?:editor['’]s note|corrections?|clarification|update)\b[^:]{0,40}: )*"
_FORMS = (
    # Who contributed, with words that say who they are; names alone: `_is_of_names`.
    rf"(?-i:[A-Z]).{{2,500}}\bcontributed to {_THIS}\b.{{0,200}}",
    r"(?:associated press|ap|reuters|staff) (?:writer|reporter|journalist|correspondent)s?\b"
    r".{2,400}\bcontributed",
    r"contributing(?: writers?)?: .{2,150}",
    rf"{_THIS} (?:was|is) based in part on\b.{{0,100}}",
    # Rights.
    r"(?:©|copyright(?: ©| \(c\)|:? \d{4})).{0,300}|.{0,200}\ball rights reserved\b.{0,200}",
    r"(?:click here )?for reprint permission.{0,80}|.{0,80}may not be (?:re)?published, broadcast.{0,200}",
    # Calls to the reader.
    r"(?:you can )?follow (?:(?:us|him|her|them|me)\b.{0,120}|(?:the )?@\w+.{0,100}|"
    r"(?-i:[A-Z]).{2,120} (?:on|at) (?:twitter|facebook|instagram|telegram|https?:).{0,80})",
    r"(?:on )?twitter: @\w+\W*|(?:he|she) tweets (?:at )?@\w+\W*",
    r"click (?:here|for)\b.{0,150}|to (?:read|see|get|sign|subscribe|learn)\b.{2,150}\bclick here\W*",
    r"(?:sign up|subscribe) (?:for|to|here|now|today|at)\b.{0,250}|"
    r".{0,200}\bby signing up,? you agree\b.{0,250}",
    r"(?:get|download) the .{2,40} app\b.{0,80}",
    r"(?:contact|e-?mail|write to|reach|send (?:letters|tips|an e-?mail|e-?mails|comments|your)|"
    r"(?:he|she) (?:can|may) be (?:reached|contacted)|readers (?:can|may)).{0,150}\S@ ?\S.{0,80}",
    r"read (?:or share|more)\b.{0,120}",
    # About the text itself.
    rf"{_LABEL}{_TEXT} (?:has|was)(?: also| since)?(?: been)? "
    r"(?:updated|corrected|clarified|edited|amended)\b.{0,400}",
    rf"{_THIS} (?:was |has been )?(?:(?:originally|first) (?:appeared|ran|published|posted)|adapted from)"
    r"\b.{0,200}",
    r"this is a (?:developing|breaking)(?: news)? story\b.{0,150}",
    rf"{_LABEL}(?:story (?:updated|corrected)|"
    rf"(?:an?|the|due to .{{2,60}},) (?:earlier|previous|original) version of "
    rf"{_TEXT})\b.{{0,400}}",
    r"(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b.{2,300}",
)
_FORM = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_BIO = re.compile(r"(?:[A-Z][\w.'’-]*,? ){2,5}(?:is|are)\b.{5,500}")
_WRITES = re.compile(r"\b(?:columnist|editor|contributors?|contributing|co-host|hosts)\b")
"""Not *reporter*: of one of its own who is jailed, an outlet's story may say so in its last line."""
_SENTENCE_BREAK = re.compile(r"(?<=[.!?)”\"’])\s+(?=[A-Z(•⦁—–@©])")
_QUOTED = re.compile(r"[“”«»\"]")
_NO_WORD = re.compile(r"[\W_]*\Z")


def without_credits(body: str, outlet: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without credits and notes at its end, and what was cut, in the order of the text.

    A text that is nothing else stays as it is.

    >>> without_credits("The talks failed.\\n\\nIda Orr contributed to this report.", "Halmere Post")
    ('The talks failed.', ('Ida Orr contributed to this report.',))
    >>> without_credits("The talks failed. (Reporting by Ida Orr; Editing by Tom Lund)", "Halmere Post")
    ('The talks failed.', ('(Reporting by Ida Orr; Editing by Tom Lund)',))
    >>> without_credits("Both firms contributed to the plan.", "Halmere Post")
    ('Both firms contributed to the plan.', ())
    """
    kept = body.rsplit("\n\n", LAST_PARAGRAPHS)
    cut: list[str] = []
    place, others = len(kept) - 1, 0
    while place > 0 and others < OTHERS:
        if is_credit(kept[place], outlet):
            cut.insert(0, kept.pop(place))
        else:
            others += 1
        place -= 1
    last, tail = _without_tail(kept[-1], outlet)
    if not cut and not tail:
        return body, ()
    kept[-1] = last
    while len(kept) > 1 and _NO_WORD.match(kept[-1]):
        kept.pop()
    return "\n\n".join(kept), (*tail, *cut)


def without_byline(body: str, outlet: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the names of its writers in front, and what was cut.

    They are a line "By Ida Orr", or a line of names and one that is the outlet's name alone.

    >>> without_byline("Ida Orr\\n\\nHALMERE POST\\n\\nThe talks failed.", "Halmere Post")
    ('The talks failed.', ('Ida Orr', 'HALMERE POST'))
    """
    first, *others = body.split("\n\n", 2)
    if not others or len(first) > LONGEST_BYLINE:
        return body, ()
    if len(others) == 2 and others[0].casefold() == outlet.casefold() and _NAMES.fullmatch(first):
        return others[1], (first, others[0])
    if byline(first) and all(word[0].isupper() or word in _TRADE for word in WORD.findall(first)):
        return body[len(first) + 2 :], (first,)
    return body, ()


def is_credit(line: str, outlet: str) -> bool:
    """Say whether a paragraph is a credit or a note by its form, or several.

    >>> is_credit("Follow Ida Orr on Twitter @idaorr.", "Halmere Post")
    True
    >>> is_credit("Ida Orr is a columnist for the Halmere Post.", "Halmere Post")
    True
    >>> is_credit("Ida Orr is a professor of law.", "Halmere Post")
    False
    """
    if not _has_sign(line, outlet):
        return False
    return _fits(line, outlet) or all(_fits(part, outlet) for part in _sentences(line))


def _fits(line: str, outlet: str) -> bool:
    if len(line) > LONGEST or _QUOTED.search(line):
        return False
    bare = _LEADING.sub("", line, count=1).rstrip(" .)]")
    return _FORM.fullmatch(bare) is not None or _is_of_names(bare) or _is_bio(bare, outlet)


def _has_sign(text: str, outlet: str) -> bool:
    return bool(_signs().find_matches_as_indexes(text.lower())) or outlet.removeprefix("The ") in text


@cache
def _signs() -> AhoCorasick:
    """Return what finds the signs: one search for all takes a fifth of the time of one for each."""
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(_SIGNS)


def _is_of_names(line: str) -> bool:
    """Whether a line tells of a reporter's work and is otherwise names, places and their small words."""
    if not _WORK.search(line) or _PRONOUN.match(line):
        return False
    words = WORD.findall(line)
    return all(not word[0].islower() or word in _TRADE or "-" in word for word in words)


def _is_bio(line: str, outlet: str) -> bool:
    """Who wrote the text: a name and what it is, with the outlet's name or a way to reach whom it names."""
    if not _BIO.fullmatch(line):
        return False
    if outlet.removeprefix("The ") in line and _WRITES.search(line):
        return True
    *_, last = _sentences(line)
    return last != line and bool(_FORM.fullmatch(last))


def _without_tail(paragraph: str, outlet: str) -> tuple[str, Sequence[str]]:
    """Part the last sentences that are credits from the paragraph that they end."""
    if not _has_sign(paragraph[-LONGEST:], outlet):
        return paragraph, ()
    sentences = _sentences(paragraph)
    end = len(sentences)
    while starts := [n for n in range(1, end) if _fits(" ".join(sentences[n:end]), outlet)]:
        end = starts[0]
    if end == len(sentences):
        return paragraph, ()
    return " ".join(sentences[:end]), (" ".join(sentences[end:]),)


def _sentences(paragraph: str) -> list[str]:
    begin = max(0, len(paragraph) - LONGEST)
    head, tail = paragraph[:begin], paragraph[begin:]
    first, *others = _SENTENCE_BREAK.split(tail)
    return [head + first, *others]
