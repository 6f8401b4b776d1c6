"""One article as JSON and as plain text for a terminal."""

from __future__ import annotations

import json
import textwrap
from datetime import datetime
from typing import Any

import polars as pl

from analysis.annotation import Annotated

TABLES = ("sentences", "attributions", "spans", "hits", "mentions", "reading_log")
WIDTH = 88
CONTEXT = 48


def article_json(annotated: Annotated) -> str:
    """Return the tables of the only article as one JSON object, text included; times are ISO 8601 in UTC.

    >>> import json
    >>> from analysis import annotate, read_article_text
    >>> record = json.loads(article_json(annotate(read_article_text("A title\\n\\nA short text.")[0])))
    >>> sorted(record)
    ['article', 'attributions', 'hits', 'mentions', 'reading_log', 'sentences', 'spans']
    """
    record: dict[str, Any] = {"article": annotated.articles.row(0, named=True)}
    record |= {name: getattr(annotated, name).to_dicts() for name in TABLES}
    return json.dumps(record, ensure_ascii=False, indent=1, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


def article_text(annotated: Annotated) -> str:
    """Return a summary of the only article: who speaks, what is loaded, each hit in its context."""
    article = annotated.articles.row(0, named=True)
    lines = [article["title"] or "(no title)", _origin(article), ""]
    words = dict(annotated.spans.group_by("voice").agg(pl.col("n_words").sum()).rows())
    total = sum(words.values())
    shares = [f"{voice} {words[voice]:,} ({words[voice] / total:.0%})" for voice in words if words[voice]]
    lines += [f"{total:,} words: {', '.join(sorted(shares))}"]
    named = annotated.attributions.filter(pl.col("source").is_not_null())
    if named.height:
        counts = (
            named.group_by(pl.coalesce("source_name", "source").alias("who"))
            .len()
            .sort("len", "who", descending=[True, False])
        )
        lines += _wrapped("quoted: " + ", ".join(f"{who} ({n})" for who, n in counts.rows()))
    lines += ["", *_hit_lines(annotated, article["text"])]
    repairs = annotated.reading_log
    if repairs.height:
        lines += [
            "",
            "reading:",
            *[f"  {what}: {detail}" for what, detail in repairs.select("what", "detail").rows()],
        ]
    return "\n".join(lines)


def _origin(article: dict[str, Any]) -> str:
    published = article["published"].strftime("%Y-%m-%d %H:%M UTC") if article["published"] else "no date"
    return f"{article['outlet']}, {published}"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent="  ")


def _hit_lines(annotated: Annotated, text: str) -> list[str]:
    hits = annotated.hits.join(
        annotated.spans.select("article_id", "sentence", "span", "voice", "attribution"),
        on=["article_id", "sentence", "span"],
    ).join(
        annotated.attributions.select("article_id", "attribution", "source_name"),
        on=["article_id", "attribution"],
        how="left",
    )
    if hits.is_empty():
        return ["no loaded term of the lexicon stands in this article"]
    lines = [f"loaded terms: {hits.height}"]
    for hit in hits.sort("start").iter_rows(named=True):
        before = " ".join(text[max(0, hit["start"] - CONTEXT) : hit["start"]].split())
        after = " ".join(text[hit["end"] : hit["end"] + CONTEXT].split())
        who = f", {hit['source_name']}" if hit["source_name"] else ""
        lines.append(f"  [{hit['category']}; {hit['voice']}{who}] … {before} «{hit['surface']}» {after} …")
    return lines
