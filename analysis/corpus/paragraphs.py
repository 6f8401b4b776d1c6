"""Where a line break parts two paragraphs, and where it only broke a sentence."""

from __future__ import annotations

import itertools
import re

_STOPS = (".", "!", "?", "…", ":", ";")
_SENTENCE_END = re.compile(rf"[{''.join(_STOPS)}][\s'\"”’»)\]]*$")
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

    A blank line parts paragraphs. A single line break parts them too, unless the text is wrapped to a width
    (as mail and some exports are) or the break stands inside a sentence: after a word such as *of* or *the*,
    after a comma or an opening quote mark, before a small letter or closing punctuation.

    >>> split_paragraphs("The minister arrived in the\\nNorth on Sunday.\\nTalks begin today.")
    ['The minister arrived in the North on Sunday.', 'Talks begin today.']
    """
    if text.replace("\n", "").isprintable() and "  " not in text:
        lines = [line.strip() for line in text.split("\n")]
    else:
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
    """Return what joins two parts of a sentence: nothing after an opening or before a closing mark."""
    return "" if opens_at_end(before) or _CONTINUES.match(after) else " "


def opens_at_end(line: str) -> bool:
    """Say whether a line ends with an opening quote mark (a straight one: if its partner is missing)."""
    if not _OPENING_END.search(line[-8:]):
        return False
    return line[-1] not in "\"'" or line.count(line[-1]) % 2 == 1


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as sentences do."""
    return line.endswith(_STOPS) or bool(_SENTENCE_END.search(line[-8:]))


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
    if (
        40 <= width <= 120
        and lengths[-1] <= 160
        and inside >= 0.5 * len(followed)
        and long_enough >= 0.7 * len(followed)
    ):
        return width
    return None


def join_broken_lines(lines: list[str]) -> list[str]:
    """Return the paragraphs of lines that links broke: a line that ends no sentence goes on in the next.

    A short line between two sentences (a heading) stays alone.

    >>> join_broken_lines(["The talks in", "Mirnau", "ended on Tuesday", ". A minister spoke."])
    ['The talks in Mirnau ended on Tuesday. A minister spoke.']
    """
    done: list[str] = []
    open_end = False
    for number, line in enumerate(lines):
        if done and (open_end or _inside_sentence(done[-1], line)):
            done[-1] += glue(done[-1], line) + line
        else:
            done.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        open_end = not _ends_paragraph(done[-1]) and not _is_heading(done[-1], following)
    return done


def _ends_paragraph(text: str) -> bool:
    return ends_sentence(text) and not opens_at_end(text)


def _is_heading(line: str, following: str) -> bool:
    if len(line.split()) > 10 or line.endswith(",") or opens_at_end(line) or _GOES_ON.search(line[-10:]):
        return False
    return bool(re.match(r"[\"“‘']?[A-Z0-9]", following)) and len(following.split()) > 10


_GLUED = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?=[A-Z][a-z])|(?<=[^\W_][.!?])(?=[“‘][A-Z])|(?<=[.!?,][”’])(?=[A-Z])|(?<=[.!?]\")(?=[A-Z])"
    r"|(?<=[^\W_][.!?])(?=\"[A-Z])"
)


def split_flattened(line: str) -> list[str]:
    """Part paragraphs that were run together without a space: ``… he said.The next``.

    >>> split_flattened('He left.“Why?” she asked.Nobody knew.')
    ['He left.', '“Why?” she asked.', 'Nobody knew.']
    """
    parts, start = [], 0
    for found in _GLUED.finditer(line):
        cut = found.start()
        if line[cut] == '"' and _inside_quote(line[:cut]):
            continue
        if line[cut - 1] == '"' and not _inside_quote(line[: cut - 1]):
            continue
        parts.append(line[start:cut])
        start = cut
    parts.append(line[start:])
    return [part.strip() for part in parts if part.strip()]


def _inside_quote(before: str) -> bool:
    """Say whether the last quote mark opened a quotation: curly, or straight after a space."""
    marks = list(re.finditer(r"(?:^|(?<=[\s(]))[\"“]|[\"“”]", before))
    if not marks:
        return False
    last = marks[-1]
    opened = before[last.start()] == "“" or last.start() == 0 or before[last.start() - 1] in " (\t"
    return before[last.start()] != "”" and opened
