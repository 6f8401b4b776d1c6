"""One article as JSON and as plain text for a terminal."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from datetime import datetime
from typing import Any

from analysis.annotation import Annotated
from analysis.measures.stance.scores import stance_toward
from analysis.presentation.article.sources import UNNAMED, Source, article_of, shortened
from analysis.presentation.article.stance import ArticleStance
from analysis.presentation.article.summary import Summary, Voice, located, summarise
from analysis.presentation.article.tables import opening
from analysis.presentation.article.text import whose_hits
from analysis.presentation.article.toward import often_and_seldom, seldom_told
from analysis.presentation.writing.format import count, plural, share_of, valence

TABLES = ("sentences", "attributions", "spans", "hits", "mentions", "reading_log")
WIDTH = 88
CONTEXT = 48
SOURCES_SHOWN = 12
STANCE_SHOWN = 12


def article_json(annotated: Annotated) -> str:
    """Return the only article as one JSON object: its tables with the text, and what its page sums up.

    ``voices`` holds words and share of all words by voice; ``sources`` words, share of all quoted and
    reported words, and cue classes by source, the most words first; each hit says whose words it stands in.
    ``stance`` holds ``STANCE`` and ``stance_mentions`` ``STANCE_MENTIONS`` of ``measures.stance.tables``.
    Times are ISO 8601 in UTC.

    >>> import json
    >>> from analysis import annotate, read_article_text
    >>> record = json.loads(article_json(annotate(read_article_text("A title\\n\\nA short text.")[0])))
    >>> record["voices"][0]
    {'voice': 'own', 'words': 5, 'share': 1.0, 'hits': 0}
    """
    summary = summarise(annotated)
    record: dict[str, Any] = {"article": article_of(annotated)}
    record["voices"] = [_voice(voice, summary) for voice in summary.voices]
    record["sources"] = [_source(source, summary) for source in summary.sources]
    record |= {name: getattr(annotated, name).to_dicts() for name in TABLES}
    told = zip(located(annotated), whose_hits(annotated), strict=True)
    record["hits"] = [hit | {"whose_words": words} for hit, words in told]
    mentions = summary.stance.mentions
    toward = stance_toward(annotated, mentions=mentions) if mentions.height else mentions
    record |= {"stance": toward.to_dicts(), "stance_mentions": mentions.to_dicts()}
    return json.dumps(record, ensure_ascii=False, indent=1, default=_iso)


def _voice(voice: Voice, summary: Summary) -> dict[str, Any]:
    of_all = voice.words / summary.words if summary.words else None
    return {"voice": voice.voice, "words": voice.words, "share": of_all, "hits": voice.hits}


def _source(source: Source, summary: Summary) -> dict[str, Any]:
    of_all = source.words / summary.attributed if summary.attributed else None
    classes = dict(source.cue_classes)
    return asdict(source) | {"words": source.words, "share": of_all, "cue_classes": classes}


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


def article_text(annotated: Annotated) -> str:
    """Return a summary of the only article: who speaks, toward whom, what is loaded with its context."""
    article, summary = article_of(annotated), summarise(annotated)
    lines = [article["title"] or "(no title)", _origin(article), ""]
    lines += textwrap.wrap(opening(summary), WIDTH)
    lines += [
        *_source_lines(summary),
        *_stance_lines(summary.stance),
        "",
        *_hit_lines(annotated, article["text"]),
    ]
    repairs = annotated.reading_log
    if repairs.height:
        lines += [
            "",
            "reading:",
            *[f"  {what}: {detail}" for what, detail in repairs.select("what", "detail").rows()],
        ]
    return "\n".join(lines)


def _source_lines(summary: Summary) -> list[str]:
    """Return a table of the sources: name, type, attributions, words, share, cue classes."""
    shown = summary.sources[:SOURCES_SHOWN]
    rows = [
        (
            shortened(source.name, 40),
            "" if source.name.startswith(UNNAMED) else source.type or "",
            plural(source.attributions, "attribution"),
            plural(source.words, "word"),
            share_of(source.words, summary.attributed),
            ", ".join(f"{name} {n}" for name, n in source.cue_classes),
        )
        for source in shown
    ]
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["", "sources, with their share of the quoted and reported words:"]
    for name, kind, cited, words, of_all, classes in rows:
        left = f"  {name:<{widths[0]}}  {kind:<{widths[1]}}"
        right = f"{cited:>{widths[2]}}  {words:>{widths[3]}}  {of_all:>{widths[4]}}"
        lines.append(f"{left}  {right}  {classes}".rstrip())
    more = len(summary.sources) - len(shown)
    return [*lines, f"  and {count(more)} more"] if more else lines


def _stance_lines(stance: ArticleStance) -> list[str]:
    """Return a table of targets and speakers, as on the page."""
    cells, seldom = often_and_seldom(stance)
    shown = cells[:STANCE_SHOWN]
    rows = [
        (
            cell.target,
            cell.speaker,
            plural(cell.mentions, "mention"),
            f"{count(cell.favourable)} for",
            f"{count(cell.unfavourable)} against",
            f"mean {valence(cell.score)}",
        )
        for cell in shown
    ]
    more = [plural(len(cells) - len(shown), "more row")] if len(cells) > len(shown) else []
    more += [f"{seldom_told(seldom)}, seldom mentioned"] if seldom else []
    if not rows and not more:
        return []
    lines = ["", "toward whom, and who speaks (mean score from −1, against, to 1, for):"]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells_of_row = [
            f"{cell:<{w}}" if n < 2 else f"{cell:>{w}}"
            for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"  {'  '.join(cells_of_row)}")
    return [*lines, f"  and {' and '.join(more)}"] if more else lines


def _origin(article: dict[str, Any]) -> str:
    published = article["published"].strftime("%Y-%m-%d %H:%M UTC") if article["published"] else "no date"
    return f"{article['outlet']}, {published}"


def _hit_lines(annotated: Annotated, text: str) -> list[str]:
    if annotated.term_hits.is_empty():
        return ["no loaded term of the lexicon stands in this article"]
    lines = [f"loaded terms: {annotated.term_hits.height}"]
    for hit, words in zip(located(annotated), whose_hits(annotated), strict=True):
        before = " ".join(text[max(0, hit["start"] - CONTEXT) : hit["start"]].split())
        after = " ".join(text[hit["end"] : hit["end"] + CONTEXT].split())
        lines.append(f"  [{hit['category']}; {words}] … {before} «{hit['surface']}» {after} …")
    return lines
