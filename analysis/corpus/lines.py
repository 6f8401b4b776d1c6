"""What a single line of a page is: an address, a time, a tag, a call to share, or running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.corpus.moments import is_moment
from analysis.corpus.paragraphs import ends_sentence
from analysis.text import count_words

_IMAGE = re.compile(r"https?://\S+?\.(?:jpe?g|png|gif|webp|svg|avif)(?:\?\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"(?:e-?mail\s*:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:(?:tel|phone|fax)\.?\s*:?\s*)?\+?(?=(?:\D*\d){7,15}\D*$)\(?\d[\d\s()./-]+", re.IGNORECASE
)
_CODE = re.compile(r"[a-z]{2}[_-][A-Z]{2}|(?:19|20)\d\d|\d{1,6}")
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b).{0,150}|.{0,60}\ball rights reserved\.?", re.IGNORECASE)
_FURNITURE = re.compile(
    r"advertis(?:ement|ing)s?|(?:story|article) continues (?:below|after).*|scroll to continue.*|"
    r"(?:share|tweet|post|pin)(?: (?:this|on|via|to|now)\b.*)?|copy link|link copied!?|save|print|"
    r"(?:follow|join|find|like) us\b.*|(?:sign up|subscribe|register)(?: (?:to|for|now|here|today)\b.*)?|"
    r"(?:sign|log) in|skip to (?:main )?content|"
    r"(?:show|view|leave|post|add)?\s*(?:a )?comments?(?: \(\d+\))?|"
    r"listen to (?:this )?(?:article|story).*|play video|watch (?:video|live)|click here\b.*|"
    r"(?:accept|manage|we use) (?:all )?cookies.*|facebook|twitter|whatsapp|telegram|linkedin|reddit|"
    r"\d+ min(?:ute)?s? read|open image in gallery|view image|enlarge this image.*",
    re.IGNORECASE,
)
_CERTAIN_FURNITURE = re.compile(
    r"advertisements?(?: continue reading the main story)?|ad|"
    r"(?:story|article) continue[sd] (?:below|after)\b.{0,40}|"
    r"(?:listen to article [\d:]+ )?share this(?: article| story| page)?(?: share tweet.{0,20})?|"
    r"read more|copy link|link copied!?|scroll to continue.{0,30}|"
    r"sign up (?:for|to) .{0,40}newsletters?(?: manage newsletters)?|"
    r"enlarge this image(?: toggle caption.{0,60})?|toggle caption|\[pullquote\]|"
    r"(?:prev|next) image \d+ of \d+|slideshow \(\d+ images?\)|click here to get the .{2,30} app|"
    r"this (?:article|story) is more than \d+ years? old\.?",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 100
"""No line that the expression matches is as long; paragraphs mostly are longer."""
_TEASER = re.compile(
    r"(?:read|see) (?:more|also)|also read|related(?: (?:stories|articles|news|topics|content))?|"
    r"more (?:on this story|from .{2,30}|stories|news)|most (?:read|popular|viewed)|recommended|"
    r"editors?['’] picks?|"
    r"you may also like|don['’]t miss|trending(?: now)?|up next|latest news",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:written |reported )?by\s+(?P<names>(?-i:[A-Z])[\w.'’-]*(?:[ ,]+(?:and |& )?[\w.'’-]+){0,8})",
    re.IGNORECASE,
)
_TAG_LABEL = re.compile(
    r"(?:tags|topics|keywords|filed under|in this story)\s*:?\s*(?P<tags>.*)", re.IGNORECASE
)

HARD = ("address", "image address", "mail address", "phone number", "time", "code", "rights notice", "tag")
"""Kinds that no article holds as a line of its own: enough of them make a page a scraped page."""


def kind_of(line: str) -> str | None:
    """Return what kind of page furniture a line is, or None for anything that may be text.

    >>> kind_of("newsroom@herald.example"), kind_of("Share this article"), kind_of("The talks failed.")
    ('mail address', 'call to share or sign up', None)
    """
    bare = line.strip(" \t|•·»›:>")
    if (image := _IMAGE.match(bare)) and count_words(bare[image.end() :]) <= 6:
        return "image address"
    for kind, pattern in _WHOLE_LINES:
        if pattern.fullmatch(bare):
            return kind
    if is_moment(bare):
        return "time"
    if count_words(bare) > 14:
        return None
    return "label of related stories" if _TEASER.fullmatch(bare) else _call(bare)


_WHOLE_LINES = (
    ("address", _ADDRESS),
    ("mail address", _MAIL),
    ("code", _CODE),
    ("phone number", _PHONE),
    ("rights notice", _RIGHTS),
)


def _call(bare: str) -> str | None:
    if not _FURNITURE.fullmatch(bare):
        return None
    return "advertisement" if bare.lower().startswith("advert") else "call to share or sign up"


def is_certain_furniture(line: str) -> bool:
    """Say whether a line is furniture even in a text that shows no other sign of a scraped page."""
    bare = line.strip(" |•·»›:>")
    return len(bare) <= _LONGEST_FURNITURE and _CERTAIN_FURNITURE.fullmatch(bare) is not None


def byline(line: str) -> str | None:
    """Return the names of a line such as "By Ann Other", or None."""
    found = _BYLINE.fullmatch(line.strip())
    return found["names"].strip() if found and not ends_sentence(line) else None


def keywords_of(line: str) -> list[str]:
    """Return the tags of a line that lists them: after a label, or three and more in small letters.

    >>> keywords_of("grain trade, northern ports, tariffs")
    ['grain trade', 'northern ports', 'tariffs']
    """
    labelled = _TAG_LABEL.fullmatch(line.strip())
    text = labelled["tags"] if labelled else line
    parts = [part.strip() for part in text.split(",")]
    if labelled and text and not ends_sentence(line):
        return [part for part in parts if part]
    listed = len(parts) >= 3 and not ends_sentence(line) and all(1 <= count_words(p) <= 7 for p in parts)
    return parts if listed and line == line.lower() else []


def is_short(line: str) -> bool:
    """Say whether a line could be a tag, a name or a heading: up to five words that end no sentence."""
    return 0 < count_words(line) <= 5 and not ends_sentence(line) and not line.endswith((",", "“", '"'))


def tag_runs(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines that list tags: three or more short lines in small letters in a row."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if is_short(line) and line == line.lower() and kind_of(line) is None:
            run.append(number)
            continue
        if len(run) >= 3:
            found.update(run)
        run = []
    return found
