"""Saved HTML pages: title, times, outlet, authors and paragraphs, read from disk without the network."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus.cleaning import strip_markup
from analysis.corpus.records import LogEntry, Reading, Record

_META = {
    "published": (
        "article:published_time",
        "datePublished",
        "date",
        "pubdate",
        "dc.date",
        "parsely-pub-date",
    ),
    "updated": ("article:modified_time", "dateModified", "og:updated_time", "last-modified"),
    "outlet": ("og:site_name", "application-name"),
    "url": ("og:url",),
    "section": ("article:section", "parsely-section"),
    "authors": ("author", "article:author", "parsely-author"),
    "title": ("og:title", "twitter:title"),
}


def looks_like_html(text: str) -> bool:
    """Say whether a text is an HTML document rather than text with some tags in it.

    >>> looks_like_html("<!doctype html><title>News</title>"), looks_like_html("a <b>bold</b> word")
    (True, False)
    """
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return bool(
        re.match(
            r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", start, re.DOTALL
        )
    )


def read_page(data: bytes | str, name: str) -> Reading:
    """Return the article of a saved page; a page without one gives its plain text, and the log says so."""
    import trafilatura
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(data)
    except (etree.ParserError, ValueError):
        return Reading(log=(LogEntry(name, 1, "refused", "the page holds no HTML that can be read"),))
    exported = _factiva_articles(tree, name)
    if exported:
        return Reading(tuple(exported))
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is in the reading log
    # Deduplication would make the result depend on what was read before; comments are not the article.
    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, include_tables=False, deduplicate=False
    )
    declared = {**_from_meta(tree), **_from_json(tree)}
    values = {key: value for key, value in _from_trafilatura(found).items() if value}
    values.update(
        {key: value for key, value in declared.items() if value and key in ("published", "updated")}
    )
    for key, value in declared.items():
        values.setdefault(key, value)
    log = []
    if not values.get("text"):
        plain, _ = strip_markup(data if isinstance(data, str) else data.decode("utf-8", "replace"))
        values["text"] = plain
        log.append(
            LogEntry(name, 1, "noted", "no article was recognised in this page; all its text was taken")
        )
    else:
        log.append(
            LogEntry(name, 1, "cleaned", "the article was taken out of a saved page; the rest was left out")
        )
    return Reading((Record(name, 1, values),), tuple(log))


def _from_trafilatura(found: Any) -> dict[str, Any]:
    if found is None:
        return {}
    tags = [*(found.categories or []), *(found.tags or [])]
    paragraphs = [line.strip() for line in (found.text or "").split("\n") if line.strip()]
    return {
        "title": found.title, "outlet": found.sitename, "published": found.date, "authors": found.author,
        "url": found.url, "keywords": "; ".join(tags), "text": "\n\n".join(paragraphs),
    }  # fmt: skip


def _from_meta(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        if key and element.get("content"):
            given.setdefault(key.lower(), element.get("content").strip())
    values = {}
    for ours, names in _META.items():
        value = next((given[n.lower()] for n in names if n.lower() in given), None)
        if value and not (ours == "authors" and value.startswith("http")):
            values[ours] = value
    return values


def _from_json(tree: Any) -> dict[str, str]:
    """Return times and names from the page's JSON-LD description of itself."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            described = json.loads(element.text or "")
        except ValueError:
            continue
        for item in _items(described):
            if "Article" in str(item.get("@type")) or "Posting" in str(item.get("@type")):
                publisher = item.get("publisher")
                values = {
                    "published": item.get("datePublished"), "updated": item.get("dateModified"),
                    "outlet": publisher.get("name") if isinstance(publisher, Mapping) else None,
                    "section": item.get("articleSection"), "title": item.get("headline"),
                }  # fmt: skip
                return {key: value for key, value in values.items() if isinstance(value, str) and value}
    return {}


def _items(described: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(described, list):
        for item in described:
            yield from _items(item)
    elif isinstance(described, Mapping):
        yield described
        yield from _items(described.get("@graph", []))


def _factiva_articles(tree: Any, name: str) -> list[Record]:
    """Return the articles of a Factiva HTML export with indexing: a table each, a code in each row."""
    records = []
    for number, table in enumerate(tree.iter("table"), 1):
        fields: dict[str, str] = {}
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag == "td"]
            code = cells[0].text_content().strip() if cells else ""
            if len(cells) == 2 and re.fullmatch(r"[A-Z]{2,3}", code):
                paragraphs = [p.text_content() for p in cells[1].iter("p")] or [cells[1].text_content()]
                fields[code] = "\n\n".join(" ".join(p.split()) for p in paragraphs)
        if "HD" in fields and fields.keys() & {"LP", "TD"}:
            records.append(Record(name, table.sourceline or number, fields))
    return records
