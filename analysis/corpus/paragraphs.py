"""Where a line break parts two paragraphs, and where it only broke a sentence."""

from __future__ import annotations

import itertools
import re

_SENTENCE_END = re.compile(r"[.!?…:;][\s'\"”’»)\]]*$")
_QUOTED_END = re.compile(r"[!?…,][\s]?['\"”’»]+$")
_OPENING_END = re.compile(r"(?:^|[\s(\[])(?:[\"'“‘«„]+)$|[“‘«„]$")
_CONTINUES = re.compile(r"[,;:.!?)\]](?!\w)|[’'](?:s|t|re|ve|ll|d)\b|[”»]")
_GOES_ON = re.compile(
    r"(?<!\w)(?:a|an|the|of|and|or|but|to|in|on|at|by|for|from|with|without|into|between|among|under|over|about|as|"
    r"than|that|which|who|whose|is|are|was|were|be|been|has|have|had|his|her|its|their|our|your|my)$",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"[-*•●▪◦–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s")


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line.

    A blank line parts paragraphs. A single line break parts them too, unless the text is wrapped to a width (as
    mail and some exports are) or the break stands inside a sentence: after a word such as *of* or *the*, after
    a comma or an opening quote mark, before a small letter or closing punctuation.

    >>> split_paragraphs("The minister arrived in the\\nNorth on Sunday.\\nTalks begin today.")
    ['The minister arrived in the North on Sunday.', 'Talks begin today.']
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    width = _wrapped_width(lines)
    done: list[str] = []
    blank = True
    last_line = ""
    for line in lines:
        if not line:
            blank = True
            continue
        if done and _belongs(last_line, line, blank, width):
            done[-1] += glue(done[-1], line) + line
        else:
            done.append(line)
        blank, last_line = False, line
    return done


def glue(before: str, after: str) -> str:
    """Return what joins two parts of a sentence: nothing after an opening mark or before closing punctuation."""
    return "" if opens_at_end(before) or _CONTINUES.match(after) else " "


def opens_at_end(line: str) -> bool:
    """Say whether a line ends with an opening quote mark (a straight one counts if its partner is missing)."""
    if not _OPENING_END.search(line[-8:]):
        return False
    return line[-1] not in "\"'" or line.count(line[-1]) % 2 == 1


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as sentences do."""
    return bool(_SENTENCE_END.search(line[-8:]))


def _belongs(before: str, after: str, blank: bool, width: int | None) -> bool:
    """Say whether the line ``after`` goes on with the paragraph that ``before`` ends."""
    if blank:
        return _inside_sentence_across_blank(before, after)
    if width is not None:
        return not (len(before) < 0.75 * width and ends_sentence(before)) and not _LIST_ITEM.match(after)
    return _inside_sentence(before, after)


def _inside_sentence(before: str, after: str) -> bool:
    if opens_at_end(before) or _CONTINUES.match(after):
        return True
    if _LIST_ITEM.match(after):
        return False
    small = after[:1].islower()
    if _QUOTED_END.search(before[-8:]):
        return small or before.rstrip("'\"”’» ").endswith(",")
    if ends_sentence(before) or before.endswith(("{", "}")):
        return False
    if small or _GOES_ON.search(before[-10:]):
        return True
    return before.endswith(("—", "--", "―")) or (before.endswith(",") and len(before) >= 60)


def _inside_sentence_across_blank(before: str, after: str) -> bool:
    if ends_sentence(before) or len(before) < 40:
        return False
    if re.match(r"[’']s\b", after):
        return True
    return after[:1].islower() and not _LIST_ITEM.match(after) and bool(re.search(r"\w,?$", before))


def _wrapped_width(lines: list[str]) -> int | None:
    """Return the width that a text is wrapped to, or None for a text with one line per paragraph.

    Wrapped: most lines that another line follows stop inside a sentence, and they are about equally long.
    """
    followed = [a for a, b in itertools.pairwise(lines) if a and b]
    if len(followed) < 4:
        return None
    lengths = sorted(len(line) for line in followed)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    inside = sum(not ends_sentence(line) for line in followed)
    long_enough = sum(length >= 0.6 * width for length in lengths)
    if 40 <= width <= 120 and lengths[-1] <= 160 and inside >= 0.5 * len(followed) and long_enough >= 0.7 * len(followed):
        return width
    return None
