"""A scraped page as plain text: the article taken out of what a scraper left of the page.

General rules only. A page is taken for scraped when at least four of its lines, of at least two kinds, are
such as no article holds: addresses, mail addresses, phone numbers, times, tag lists. Runs of such lines
part the page into zones; the zone with the most words is the article, and a zone that says the same again
is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from analysis.corpus.lines import HARD, byline, is_short, keywords_of, kind_of, tag_runs
from analysis.corpus.moments import leading_moments
from analysis.corpus.paragraphs import ends_sentence, join_broken_lines, split_flattened
from analysis.text import WORD, count_words


@dataclass(frozen=True)
class PageArticle:
    """What was found on a page: values under our column names, and what was left out, counted by kind."""

    values: Mapping[str, Any]
    removed: Mapping[str, int]


@dataclass(frozen=True)
class _Line:
    text: str
    kind: str | None


def read_scraped_page(text: str) -> PageArticle | None:
    """Return the article of a scraped page, or None where the text shows too few signs of being one."""
    raw = [line.strip(" \t\u00a0\u200b\ufeff") for line in text.replace("\r\n", "\n").split("\n")]
    raw = [line for line in raw if line]
    lines = _classified(raw)
    hard = Counter(line.kind for line in lines if line.kind in HARD)
    if hard.total() < 4 or len(hard) < 2:
        return None
    address = next((line.text for line in lines if line.kind == "address"), None)
    title = _title(lines)
    outlet = _outlet(lines, address, title)
    lines = [_named(line, title, outlet) for line in lines]
    published, updated = _times(lines)
    removed: Counter[str] = Counter()
    body, authors = _body(lines, removed)
    removed.update(line.kind for line in lines if line.kind not in (None, "title", "byline"))
    removed["title again"] = max(0, sum(line.kind == "title" for line in lines) - 1)
    values = {
        "title": title, "outlet": outlet, "url": address, "published": published, "updated": updated,
        "authors": authors, "keywords": "; ".join(_keywords(lines)) or None, "text": body,
    }  # fmt: skip
    return PageArticle(values, {kind: count for kind, count in removed.items() if count})


def _classified(raw: Sequence[str]) -> list[_Line]:
    tags = tag_runs(raw)
    lines = []
    for number, line in enumerate(raw):
        kind = "tag" if number in tags or keywords_of(line) else kind_of(line)
        lines.append(_Line(line, kind))
    return _without_teasers(lines)


def _without_teasers(lines: Sequence[_Line]) -> list[_Line]:
    """Mark headlines of other stories: after a label such as "Read more", up to a time or a sentence."""
    marked = list(lines)
    for number, line in enumerate(lines):
        if line.kind != "label of related stories":
            continue
        after = number + 1
        while after < len(lines) and after <= number + 6 and _is_headline(marked[after]):
            following = lines[after + 1] if after + 1 < len(lines) else None
            if following and following.kind is None and not re.match(r"[\W\d]*[A-Z]", following.text):
                break
            marked[after] = _Line(lines[after].text, "headline of another story")
            after += 1
    return marked


def _is_headline(line: _Line) -> bool:
    words = count_words(line.text)
    return line.kind is None and 3 <= words <= 25 and not line.text.endswith((".", ",", "“"))


def _title(lines: Sequence[_Line]) -> str | None:
    """Return the headline: an early line without a full stop; one that the page repeats goes first."""
    count = Counter(line.text for line in lines)
    able = [
        line.text for line in lines[:40]
        if line.kind is None
        and 3 <= count_words(line.text) <= 40
        and not line.text.endswith((".", ",", "“", ":"))
    ]  # fmt: skip
    repeated = [text for text in able if count[text] > 1]
    return next(iter(repeated or able), None)


def _outlet(lines: Sequence[_Line], address: str | None, title: str | None) -> str | None:
    """Return the most frequent short line in capitals whose words stand in the page's host name."""
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(address or "").hostname or "").removeprefix("www."))
    named: Counter[str] = Counter()
    for line in lines:
        words = [word.lower() for word in WORD.findall(line.text)]
        if line.kind is None and is_short(line.text) and line.text[:1].isupper() and line.text != title:
            shared = [word for word in words if len(word) >= 4 and re.sub(r"\W", "", word) in host]
            if shared:
                named[line.text] += 1 + 2 * (len(shared) == len(words))
    return max(named, key=lambda name: (named[name], name)) if named else None


def _named(line: _Line, title: str | None, outlet: str | None) -> _Line:
    if line.kind is None and line.text == title:
        return _Line(line.text, "title")
    if line.kind is None and line.text == outlet:
        return _Line(line.text, "outlet name")
    return line


def _times(lines: Sequence[_Line]) -> tuple[datetime | None, datetime | None]:
    """Return publication and last update, from lines before the text that are times or begin with them."""
    published: list[datetime] = []
    updated: list[datetime] = []
    in_text = False
    for line in lines:
        in_text = in_text or (line.kind is None and count_words(line.text) >= 60)
        if line.kind == "time" and in_text:
            continue
        times, _ = leading_moments(line.text) if line.kind in (None, "time") else ([], "")
        for is_update, moment in times:
            (updated if is_update else published).append(moment)
    first = published[0] if published else None
    last = max([*updated, *published], default=None)
    return first or last, last if first and last and last > first else None


def _keywords(lines: Sequence[_Line]) -> list[str]:
    found: dict[str, None] = {}
    for line in lines:
        if line.kind == "tag":
            found.update(dict.fromkeys(keywords_of(line.text) or [line.text]))
    return list(found)


def _zones(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Part the page where two or more lines of furniture stand together, with short lines between."""
    apart = {*HARD, "title", "outlet name"}
    zones: list[list[_Line]] = [[]]
    pending: list[_Line] = []
    hard = 0
    for line in lines:
        if line.kind in apart:
            pending.append(line)
            hard += 1
        elif pending and is_short(line.text) and line.kind is None:
            pending.append(line)
        else:
            tail = _trailing(pending)
            if hard >= 2:
                zones.append(tail)
            else:
                zones[-1].extend(pending)
            pending, hard = [], 0
            zones[-1].append(line)
    if hard < 2:
        zones[-1].extend(pending)
    return zones


def _trailing(pending: Sequence[_Line]) -> list[_Line]:
    """Return the short lines that follow the last line of furniture: they begin the next zone."""
    tail: list[_Line] = []
    for line in reversed(pending):
        if line.kind is not None:
            break
        tail.insert(0, line)
    return tail


def _body(lines: Sequence[_Line], removed: Counter[str]) -> tuple[str, str | None]:
    zones = [_paragraphs(zone) for zone in _zones(lines)]
    authors = next((name for line in lines if line.kind is None and (name := byline(line.text))), None)
    sizes = [sum(map(count_words, zone)) for zone in zones]
    main = max(range(len(zones)), key=lambda number: (sizes[number], number))
    known = _runs_of_words(zones[main])
    kept: list[str] = []
    for number, zone in enumerate(zones):
        if number == main:
            kept.extend(zone)
        elif zone:
            why = _why_not(zone, sizes[number], known, number < main)
            if why:
                removed[why] += len(zone)
            else:
                kept.extend(zone)
    unique = list(dict.fromkeys(kept))
    removed["repeated text"] += len(kept) - len(unique)
    return "\n\n".join(unique), authors


def _why_not(zone: Sequence[str], size: int, known: set[tuple[str, ...]], before: bool) -> str | None:
    """Say why a zone beside the article is left out, or None where it goes on with the article."""
    runs = _runs_of_words(zone)
    if runs and len(runs & known) >= 0.5 * len(runs):
        return "repeated text"
    if before and size <= 80:
        return "description before the article"
    if size < 40 or not any(ends_sentence(paragraph) for paragraph in zone):
        return "short text beside the article"
    return None


def _runs_of_words(paragraphs: Sequence[str]) -> set[tuple[str, ...]]:
    words = [word.lower() for paragraph in paragraphs for word in WORD.findall(paragraph)]
    return set(zip(*(words[i:] for i in range(4)), strict=False))


def _paragraphs(zone: Sequence[_Line]) -> list[str]:
    texts = []
    for line in zone:
        if line.kind is not None or byline(line.text):
            continue
        times, rest = leading_moments(line.text)
        texts.extend(split_flattened(rest if times else line.text))
    return join_broken_lines(texts)
