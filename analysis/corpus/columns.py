"""Which column of a file is the title, the text, the outlet …, recognised by its usual names."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from analysis.corpus.records import Record
from analysis.corpus.tables import ARTICLES
from analysis.errors import InputError, did_you_mean

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "article_id": (
        "article_id", "id", "_id", "story_id", "stories_id", "doc_id", "document_id", "uid", "uuid", "guid",
        "proquest document id", "store_id", "accession number", "accession no", "an",
    ),
    "outlet": (
        "outlet", "outlet_name", "news_outlet", "media_name", "newspaper", "publication", "publication_name",
        "publication title", "pubtitle", "source_name", "source.name", "site_name", "source title", "source",
        "publisher", "publisher.name", "site", "media", "medium", "sn", "channel", "provider", "agency",
        "domain", "source_domain", "website",
    ),
    "published": (
        "published", "published_at", "publish_date", "published_date", "date_published", "pub_date",
        "publication date", "publication datetime", "publication time", "pd", "date", "datetime", "date_time",
        "load-date", "first_published", "release_date", "seendate", "timestamp", "time", "day", "created_at",
    ),
    "updated": (
        "updated", "updated_at", "update_date", "modified", "modified_at", "date_modified",
        "modification_date", "last_modified", "last_updated",
    ),
    "title": (
        "title", "headline", "headline/title", "article_title", "news_title", "hd", "headlines", "head",
        "heading",
    ),
    "text": (
        "text", "full text", "story_text", "article_text", "news_text", "body", "body_text", "article_body",
        "content", "main_text", "clean_text", "raw_text", "text_content", "article", "story", "document",
        "transcript",
    ),
    "authors": ("authors", "author", "byline", "author_name", "by", "creator", "writer", "journalist"),
    "section": ("section", "section_name", "desk", "news_desk", "se", "rubric", "category"),
    "url": ("url", "link", "article_url", "story_url", "web_url", "document url", "permalink", "href", "uri",
            "src", "source_url", "address"),
    "event": ("event", "event_id", "event_name", "story_cluster", "cluster", "cluster_id"),
    "language": ("language", "lang", "language_code", "la"),
}  # fmt: skip
"""Our names, and the names that mean them in exports; of several, the first that is filled wins."""

SUMMARY_NAMES = (
    "standfirst", "lead paragraph", "description", "summary", "abstract", "snippet", "subtitle", "dek",
)  # fmt: skip
"""Columns that stand in for the text where a file has no column with text."""

FACTIVA_TEXT = ("lp", "td")
"""Lead paragraph and the text after it, two columns in Factiva's exports."""

COMPUTED = ("n_words", "copy_of", "source_file", "source_line")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a column name without case and punctuation.

    >>> plain_name("Publication Date") == plain_name("publication_date")
    True
    """
    return re.sub(r"[\W_]+", "", name.casefold())


_ALL_USUAL = frozenset(plain_name(name) for names in USUAL_NAMES.values() for name in names)
Chosen = Mapping[str, tuple[str, ...]]


def recognise(
    filled: Collection[str], columns: Mapping[str, str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Return, for each of our names, the columns of a file that hold it, the preferred one first.

    ``filled`` are the columns with a value in some row (`filled_columns`). The others serve rows that lack
    the first altogether, as in files put together from several sources. ``columns`` maps our names to the
    file's own and decides alone; what is not in this file is guessed. An empty name says that no column is
    to be read as this one. Nested values are reached by a point: ``source.name``.

    >>> recognise({"text", "event"}, {"event": ""})
    {'text': ('text',)}
    """
    columns = columns or {}
    by_plain: dict[str, str] = {}
    for name in sorted(filled):
        by_plain.setdefault(plain_name(name), name)
    given = {ours: _named(theirs, filled, by_plain) for ours, theirs in columns.items() if theirs}
    chosen: dict[str, tuple[str, ...]] = {ours: (name,) for ours, name in given.items() if name}
    taken = {name for names in chosen.values() for name in names}
    off = {ours for ours, theirs in columns.items() if not theirs}
    usual = {ours: names for ours, names in USUAL_NAMES.items() if ours not in chosen and ours not in off}
    for ours, names in usual.items():
        found = [name for name in _present(names, by_plain) if name not in taken]
        if found:
            chosen[ours] = (found[0],)
            taken.add(found[0])
    if "text" not in chosen and "text" not in off:
        chosen.update(_text_from_parts(by_plain, taken))
    for ours in usual.keys() & chosen.keys():
        others = [name for name in _present(usual[ours], by_plain) if name not in taken]
        chosen[ours] = (*chosen[ours], *others)
    return chosen


def _named(theirs: str, filled: Collection[str], by_plain: Mapping[str, str]) -> str | None:
    return theirs if theirs in filled else by_plain.get(plain_name(theirs))


def _present(usual: Iterable[str], by_plain: Mapping[str, str]) -> list[str]:
    return [by_plain[plain] for plain in map(plain_name, usual) if plain in by_plain]


def _text_from_parts(by_plain: Mapping[str, str], taken: Collection[str]) -> dict[str, tuple[str, ...]]:
    factiva = tuple(_present(FACTIVA_TEXT, by_plain))
    if factiva:
        return {"text": factiva}
    found = [name for name in _present(SUMMARY_NAMES, by_plain) if name not in taken]
    return {"text": (found[0],)} if found else {}


def is_usual(name: str) -> bool:
    """Whether a column name is one that is recognised: an empty one is no column of the user's own."""
    return plain_name(name) in _ALL_USUAL


def filled_columns(records: Iterable[Record]) -> set[str]:
    """Return the names of columns with a value in some row; a nested value counts as ``outer.inner``."""
    filled: set[str] = set()
    for record in records:
        for name, value in record.values.items():
            if isinstance(value, Mapping):
                filled.update(f"{name}.{inner}" for inner, v in value.items() if not _is_empty(v))
            elif name not in filled and not _is_empty(value):
                filled.add(name)
    return filled


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def used_names(values: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of this row that hold one of our names: the first it has, or both LP and TD."""
    if names and plain_name(names[0]) in FACTIVA_TEXT:
        return tuple(name for name in names if _has(values, name))
    for name in names:
        if _has(values, name):
            return (name,)
    return ()


def pick(values: Mapping[str, Any], names: Sequence[str]) -> Any:
    """Return the value of one of our names in this row; Factiva's two parts are joined as paragraphs."""
    used = used_names(values, names)
    if len(used) <= 1:
        return _reach(values, used[0]) if used else None
    parts = [str(part) for part in (_reach(values, name) for name in used) if part is not None]
    return "\n\n".join(parts) or None


def _has(values: Mapping[str, Any], name: str) -> bool:
    return name in values or isinstance(values.get(name.partition(".")[0]), Mapping)


def _reach(values: Mapping[str, Any], name: str) -> Any:
    if name in values:
        return values[name]
    outer, _, inner = name.partition(".")
    nested = values.get(outer)
    return nested.get(inner) if isinstance(nested, Mapping) else None


def as_text(value: Any) -> str | None:
    """Return a value as text: lists joined by '; ', numbers written out, None for an empty value."""
    if isinstance(value, str):
        return value.strip() or None
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, list | tuple):
        value = "; ".join(filter(None, (as_text(v) for v in value)))
    elif isinstance(value, Mapping):
        value = value.get("name") or json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value).strip() or None


def own_columns(values: Mapping[str, Any], chosen: Chosen) -> dict[str, Any]:
    """Return the user's other columns under their own names; lists and tables as JSON.

    A name that the articles table uses for something else gets ``_in_input`` at its end.
    """
    used = {name for names in chosen.values() for name in used_names(values, names)}
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name in used or name in COMPUTED:
            continue
        if _is_empty(value) and (name in ARTICLES or plain_name(name) in _ALL_USUAL):
            continue
        kept[f"{name}_in_input" if name in ARTICLES else name] = _flat(value)
    return kept


def _flat(value: Any) -> Any:
    """Return a value of a kind that a column can hold; durations, decimals and bytes become text."""
    if isinstance(value, float | date | bool | None) or (isinstance(value, int) and abs(value) < 2**63):
        return value
    if isinstance(value, list | tuple | Mapping):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return re.sub(r"[\ud800-\udfff]", "\ufffd", str(value))


def check_columns(columns: Mapping[str, str] | None, seen: Collection[str], file: str) -> None:
    """Refuse a ``columns`` table with a name that is not ours, or a column that no file has; none is fine."""
    for ours, theirs in (columns or {}).items():
        if ours not in USUAL_NAMES:
            expected = f"one of {', '.join(USUAL_NAMES)}{did_you_mean(ours, USUAL_NAMES)}"
            raise InputError(
                file, f"[columns] key '{ours}'", "an unknown name", expected, "correct or remove it"
            )
        if theirs and plain_name(theirs) not in {plain_name(name) for name in seen}:
            expected = f"a column of the corpus: {', '.join(sorted(seen)[:20])}{did_you_mean(theirs, seen)}"
            raise InputError(
                file, f"[columns] {ours}", f"'{theirs}'", expected, "name a column that is there"
            )


def column_names(records: Iterable[Record]) -> set[str]:
    """Return every column name in the records, nested ones as ``outer.inner`` too."""
    names: set[str] = set()
    for record in records:
        for name, value in record.values.items():
            names.add(name)
            if isinstance(value, Mapping):
                names.update(f"{name}.{inner}" for inner in value)
    return names
