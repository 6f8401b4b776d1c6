"""From records to articles in the making: values recognised, texts cleaned, dates and outlets understood."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from analysis.corpus.cleaning import CUT_OFF, clean_line, clean_text
from analysis.corpus.columns import Chosen, as_text, own_columns, pick
from analysis.corpus.credits import without_byline, without_credits
from analysis.corpus.dates import ImpossibleDateError, parse_date
from analysis.corpus.lines import is_certain_furniture
from analysis.corpus.moments import is_moment, leading_moments
from analysis.corpus.outlets import UNKNOWN, canonical_outlet, outlet_key, outlet_of_address
from analysis.corpus.records import Draft, LogEntry, Record
from analysis.text import WORD, fold


@dataclass
class Tally:
    """Notes gathered while drafting: entries, and counts that become one entry each at the end."""

    log: list[LogEntry] = field(default_factory=list)
    folded: Counter[tuple[str, str]] = field(default_factory=Counter)
    from_address: Counter[str] = field(default_factory=Counter)
    from_folder: Counter[str] = field(default_factory=Counter)
    title_ends: Counter[str] = field(default_factory=Counter)
    cut: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    timed: Counter[str] = field(default_factory=Counter)
    without_outlet: int = 0

    @staticmethod
    def sum(tallies: Iterable[Tally]) -> Tally:
        """Return the notes of several tallies as one."""
        total = Tally()
        for one in tallies:
            total.log += one.log
            total.folded += one.folded
            total.from_address += one.from_address
            total.from_folder += one.from_folder
            total.title_ends += one.title_ends
            total.cut += one.cut
            total.timed += one.timed
            total.without_outlet += one.without_outlet
        return total

    def entries(self) -> list[LogEntry]:
        """Return all notes; each spelling of an outlet once, with its count."""
        notes = list(self.log)
        for (given, outlet), count in sorted(self.folded.items()):
            notes.append(
                LogEntry(None, None, "outlet folded", f"'{given}' is '{outlet}' ({_articles(count)})")
            )
        for outlet, count in sorted(self.from_address.items()):
            notes.append(
                LogEntry(
                    None, None, "noted", f"no outlet given; {outlet} by its address ({_articles(count)})"
                )
            )
        for outlet, count in sorted(self.from_folder.items()):
            notes.append(
                LogEntry(None, None, "noted", f"no outlet given; {outlet} by its folder ({_articles(count)})")
            )
        for outlet, count in sorted(self.title_ends.items()):
            notes.append(
                LogEntry(
                    None,
                    None,
                    "cleaned",
                    f"the outlet's name or a time cut from the end of {count:,} titles of {outlet}",
                )
            )
        for (outlet, place, words), count in sorted(self.cut.items()):
            detail = f"“{words}” cut from the {place} of {count:,} texts of {outlet}"
            notes.append(LogEntry(None, None, "cleaned", detail))
        for outlet, count in sorted(self.timed.items()):
            detail = f"a time cut from the start of {count:,} texts of {outlet}"
            notes.append(LogEntry(None, None, "cleaned", detail))
        if self.without_outlet:
            known_by = "no outlet, address or folder to tell it by"
            detail = f"{known_by}; called '{UNKNOWN}' ({_articles(self.without_outlet)})"
            notes.append(LogEntry(None, None, "noted", detail))
        return notes


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def make_draft(
    record: Record,
    chosen: Chosen,
    aliases: Mapping[str, str],
    day_first: bool,
    tally: Tally,
) -> Draft:
    """Return the article of one record; what was repaired goes to the tally."""
    given = {ours: pick(record.values, theirs) for ours, theirs in chosen.items()}
    text = clean_text(as_text(given.get("text")) or "")
    title = clean_line(as_text(given.get("title")) or "")
    url = as_text(given.get("url"))
    outlet = _outlet(as_text(given.get("outlet")), url, record, aliases, tally)
    headline = _without_furniture(title.text, outlet, aliases, tally) or None
    paragraphs = text.text.split("\n\n")
    kept = [paragraph for paragraph in paragraphs if not is_certain_furniture(paragraph)]
    plain = "\n\n".join(kept)
    whole = without_title(plain, headline) if headline else plain
    body, writers = without_byline(whole, outlet)
    body, credits = without_credits(body, outlet)
    article_id = as_text(given.get("article_id")) or content_id(outlet, headline, whole)
    notes = _Notes(record, article_id, tally)
    notes.repairs(text.repairs, "text")
    notes.repairs(title.repairs, "title")
    if count := len(paragraphs) - len(kept):
        notes.add("cleaned", f"lines such as 'Advertisement' or 'Read more' removed: {count}")
    for line in writers:
        notes.add("cleaned", f"byline cut from the start: “{line}”")
    for line in credits:
        notes.add("cleaned", f"credit or note cut from the end: “{line}”")
    return Draft(
        article_id=_plain(article_id) or "-",
        outlet=outlet,
        published=notes.time(given.get("published"), day_first) or _time_in_name(record.source_file),
        updated=notes.time(given.get("updated"), day_first),
        title=headline,
        authors=_plain(as_text(given.get("authors"))),
        section=_plain(as_text(given.get("section"))),
        url=_plain(url),
        event=_plain(as_text(given.get("event"))),
        language=as_text(given.get("language")),
        body=body,
        has_text=bool(text.text),
        source_file=record.source_file,
        source_line=record.source_line,
        own=own_columns(record.values, chosen),
    )


def content_id(outlet: str, title: str | None, body: str) -> str:
    """Return the id of an article without one: 16 hexadecimal digits of a hash of outlet, title and text."""
    return hashlib.sha256("\0".join((outlet, title or "", body)).encode()).hexdigest()[:16]


def _plain(value: str | None) -> str | None:
    return (clean_line(value).text or None) if value else None


@dataclass(frozen=True)
class _Notes:
    record: Record
    article_id: str
    tally: Tally

    def add(self, what: str, detail: str) -> None:
        place = self.record.source_file, self.record.source_line
        self.tally.log.append(LogEntry(*place, what, detail, self.article_id))

    def repairs(self, repairs: Sequence[str], where: str) -> None:
        done = [repair for repair in repairs if repair != CUT_OFF]
        if done:
            self.add("repaired", f"{where}: {'; '.join(done)}")
        if len(done) < len(repairs):
            self.add("noted", f"{where}: {CUT_OFF}")

    def time(self, value: Any, day_first: bool) -> datetime | None:
        try:
            return parse_date(value, day_first)
        except ImpossibleDateError as error:
            self.add("repaired", f"not a possible date, left empty ({error})")
            return None


def _time_in_name(file: str) -> datetime | None:
    """Return the day that a file of one article has in its name (2024-01-15-slug.txt)."""
    if not file.removesuffix(".gz").endswith((".txt", ".text", ".md", ".html", ".htm", ".docx")):
        return None
    found = re.match(r"(\d{4}-\d{2}-\d{2})(?!\d)", PurePosixPath(file).name)
    if not found:
        return None
    try:
        return parse_date(found[1])
    except ImpossibleDateError:
        return None


def _outlet(
    given: str | None, url: str | None, record: Record, aliases: Mapping[str, str], tally: Tally
) -> str:
    name = clean_line(given).text if given else ""
    if name:
        outlet = canonical_outlet(name, aliases)
        if outlet != given:
            tally.folded[str(given), outlet] += 1
        return outlet
    if url and (outlet_by_host := outlet_of_address(url, aliases)):
        tally.from_address[outlet_by_host] += 1
        return outlet_by_host
    folder = PurePosixPath(record.source_file).parent.name
    if folder:
        outlet = canonical_outlet(folder, aliases)
        tally.from_folder[outlet] += 1
        return outlet
    tally.without_outlet += 1
    return UNKNOWN


_SITE_NAME = re.compile(r"(?P<title>.+?)\s+(?P<sign>[|«»·•–—-])\s+(?P<site>[^|«»·•]{2,40})$")


_TIME_AT_END = re.compile(r"\s*\(([^()]{6,30})\)$")


def _without_furniture(title: str, outlet: str, aliases: Mapping[str, str], tally: Tally) -> str:
    """Cut what a page adds to its headline: "| Herald", a section before it, a time in brackets."""
    plain = _without_outlet_name(title, outlet, aliases)
    timed = _TIME_AT_END.search(plain)
    if timed and is_moment(timed[1]):
        plain = plain[: timed.start()]
    if plain != title:
        tally.title_ends[outlet] += 1
    return plain


def _without_outlet_name(title: str, outlet: str, aliases: Mapping[str, str]) -> str:
    found = _SITE_NAME.match(title)
    if not found:
        return title
    site = outlet_key(found["site"])
    names = {outlet_key(outlet), outlet_key(outlet).split(".")[0]}
    if aliases.get(site) != outlet and site not in names and site.split(".")[0] not in names:
        return title
    rest = found["title"]
    section = re.match(r"(.+?)\s+[«»]\s+[^«»]{2,30}$", rest)
    return section[1] if section else rest


def without_title(body: str, title: str) -> str:
    """Return the body without the title at its start: as a paragraph of its own, or run into the first one.

    A first sentence that merely begins with the words of the title stays.

    >>> without_title("Talks fail\\n\\nThe talks failed.", "Talks fail")
    'The talks failed.'
    >>> without_title("Talks fail as the ministers leave.", "Talks fail")
    'Talks fail as the ministers leave.'
    """
    first, _, rest = body.partition("\n\n")
    _, start = leading_moments(first)
    start = re.sub(r"^\s*[-–—:|]\s*", "", start)
    wanted = WORD.findall(fold(title))
    words = WORD.finditer(fold(start[: 2 * len(title) + 80]))
    end = 0
    for word in wanted:
        found = next(words, None)
        if found is None or found[0] != word:
            return body
        end = found.end()
    if not wanted:
        return body
    after = start[end:]
    if not re.search(r"\w", after):
        return rest
    parted = re.match(r"[\s\"”’')\]]*[.:!?|–—-]+[\"”’']*\s+", after)
    if parted and (parted[0].strip() not in "-–—" or len(wanted) >= 4):
        return "\n\n".join(filter(None, (after[parted.end() :], rest)))
    run_on = re.match(r"\s+(?=[A-Z“\"][^a-z]*\w*\s)", after)
    if run_on and len(wanted) >= 6:
        return "\n\n".join(filter(None, (after.lstrip(), rest)))
    return body
