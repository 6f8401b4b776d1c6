"""One article as a page: whose words, which of them are loaded, and how many of each."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from analysis.annotation.annotated import Annotated
from analysis.presentation.article.key import key_html, shares_bar
from analysis.presentation.article.marks import escape
from analysis.presentation.article.sources import Row, article_of
from analysis.presentation.article.summary import (
    Summary,
    category_key,
    located,
    only_article,
    summarise,
)
from analysis.presentation.article.tables import (
    categories_table,
    hits_table,
    opening,
    sources_table,
    voices_table,
)
from analysis.presentation.article.text import Block, blocks_of, whose_hits
from analysis.presentation.article.toward import readings_table, toward_table

SCOPE = "ww-article"
NO_HEADLINE = "Article without a headline"
NO_TEXT = "These tables were written without the text of the article, so the page shows its numbers only."
LIMITS = (
    "This page describes wording. It does not measure whether the article is true, what its authors intend "
    "or how good it is. Who speaks is found by rules and a linear model, which put about one word in eight "
    "into the wrong voice; a source marked as inferred is one that the text does not name beside the words. "
    "A loaded term is an entry of a word list that can be read and changed. Valence is VADER’s score of the "
    "words, whatever they are said about. Stance is what a sentence is read to say for or against an actor, "
    "whoever speaks: of 51 readings in foreign news that were at least 80 % sure, one reader found 42 right, "
    "and what is said for an actor is seldom found."
)
SECTIONS = {
    "short": "In short",
    "key": "How to read the marks",
    "text": "Text",
    "numbers": "In numbers",
    "terms": "Loaded terms",
    "stance": "For and against",
    "limits": "What this page does not say",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def article_page(
    annotated: Annotated, article_id: str, *, reference: Annotated | None = None, title: str | None = None
) -> str:
    """Return one article as a whole page that needs no other file.

    Parameters
    ----------
    annotated : tables that hold the article
    article_id : which article
    reference : other articles (or the same corpus); the article is ranked among them by its loaded terms
    title : name of the page in a browser, and its heading where the article has no headline

    Returns
    -------
    str
        HTML; all strings of the article are escaped

    Raises
    ------
    InputError
        no article with this id

    Example
    -------
    >>> from analysis import annotate, read_article_text                      # doctest: +SKIP
    >>> tables = annotate(read_article_text("A title\\n\\nA text.")[0])          # doctest: +SKIP
    >>> page = article_page(tables, tables.articles["article_id"][0])         # doctest: +SKIP
    """
    view = _View.of(annotated, article_id, reference, heading=title, level=1)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title or view.heading)}</title>\n"
        f"<style>{_page_css()}{_css()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#{view.ids}text">Skip to the text of the article</a>\n'
        f"<main>\n{view.html()}</main>\n</body>\n</html>\n"
    )


def article_fragment(annotated: Annotated, article_id: str, *, reference: Annotated | None = None) -> str:
    """Return one article as HTML for a notebook cell: a style that touches nothing else, and the article.

    Parameters and errors as in ``article_page``; headings begin at level 3.
    """
    view = _View.of(annotated, article_id, reference, heading=None, level=3)
    return f"<style>{_css()}</style>\n{view.html()}"


@dataclass(frozen=True)
class _View:
    """What a page of one article is put together from."""

    one: Annotated
    article: Row
    summary: Summary
    blocks: list[Block]
    ids: str
    level: int
    heading: str

    @staticmethod
    def of(
        annotated: Annotated, article_id: str, reference: Annotated | None, heading: str | None, level: int
    ) -> _View:
        one = only_article(annotated, article_id)
        # Several articles may stand in one notebook: each has its own ids.
        ids = f"a{hashlib.sha256(article_id.encode()).hexdigest()[:8]}-"
        article = article_of(one)
        summary = summarise(one, reference)
        blocks = blocks_of(one, ids, summary.stance.readings) if article["text"] else []
        heading = article["title"] or heading or NO_HEADLINE
        return _View(one, article, summary, blocks, ids, level, heading)

    def html(self) -> str:
        language = self.article["language"] or ""
        lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        key = key_html(self.one, self.summary) if self.blocks else ""
        inside = {
            "short": f"<p>{escape(opening(self.summary))}</p>\n{shares_bar(self.summary)}",
            "key": key,
            "text": self.text(lang),
            "numbers": self.numbers(),
            "terms": self.terms(),
            "stance": readings_table(self.summary.stance.readings, self.ids),
            "limits": f"<p>{LIMITS}</p>\n{self.reading()}",
        }
        sections = "".join(self.section(name, html) for name, html in inside.items() if html)
        return f'<article class="{SCOPE}">\n{self.top(lang)}{sections}</article>\n'

    def section(self, name: str, inside: str) -> str:
        tag, title = f"h{self.level + 1}", f"{self.ids}{name}-title"
        heading = f'<{tag} id="{title}">{SECTIONS[name]}</{tag}>'
        return f'<section id="{self.ids}{name}" aria-labelledby="{title}">\n{heading}\n{inside}</section>\n'

    def top(self, lang: str) -> str:
        tag = f"h{self.level}"
        headline = next((block for block in self.blocks if block.part == "headline"), None)
        if headline:
            inside = f'<{tag} class="t" dir="auto">{headline.html}</{tag}>'
            title = _block(headline, inside, lang)
        else:
            title = f'<{tag} dir="auto">{escape(self.heading)}</{tag}>'
        facts = [self.article["outlet"], _date(self.article["published"]), self.article["authors"]]
        line = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)
        address = f'<p class="facts">{escape(self.article["url"])}</p>\n' if self.article["url"] else ""
        return f'<header>\n{title}\n<p class="facts">{line}</p>\n{address}</header>\n'

    def numbers(self) -> str:
        tables = (voices_table, sources_table, categories_table)
        counted = "".join(make(self.summary, self.ids) for make in tables)
        return counted + toward_table(self.summary.stance, self.ids)

    def text(self, lang: str) -> str:
        if self.article["text"] is None:
            return f"<p>{NO_TEXT}</p>\n"
        first = next((i for i, block in enumerate(self.blocks) if block.part == "headline"), -1)
        below = [block for i, block in enumerate(self.blocks) if i != first]
        if not below:
            return f"<p>{'This is a headline only.' if self.blocks else 'This article has no text.'}</p>\n"
        lines = [_block(b, f'<p class="t {b.part}" dir="auto">{b.html}</p>') for b in below]
        return f'<div class="text"{lang}>\n' + "\n".join(lines) + "\n</div>\n"

    def terms(self) -> str:
        hits = located(self.one)
        if not hits:
            return "<p>No loaded term of the lexicon stands in this article.</p>\n"
        rows = [
            (number, hit, category_key(self.one, hit), words)
            for number, (hit, words) in enumerate(zip(hits, whose_hits(self.one), strict=True), 1)
        ]
        return hits_table(rows, self.ids, linked=bool(self.blocks))

    def reading(self) -> str:
        """What reading did to this article."""
        entries = self.one.reading_log.select("what", "detail").rows()
        if not entries:
            return ""
        lines = "".join(f"<li>{escape(what)}: {escape(detail or '')}</li>" for what, detail in entries)
        return f"<details><summary>What reading did to this article</summary><ul>{lines}</ul></details>\n"


def _block(block: Block, inside: str, lang: str = "") -> str:
    """Put the strip of valence before a headline or paragraph, and its notes after it."""
    return f'<div class="block"{lang}><div class="said">{block.strip}{inside}</div>{block.notes}</div>'


def _date(published: datetime | None) -> str:
    """Write the day, and the time where one is known."""
    if published is None:
        return "no date"
    day = f"{published.day} {published:%B %Y}"
    return day if (published.hour, published.minute) == (0, 0) else f"{day}, {published:%H:%M} UTC"


@cache
def _css() -> str:
    return Path(__file__).with_name("article.css").read_text(encoding="utf-8")


def _page_css() -> str:
    return (
        "body{margin:0;background:#fff}.skip{position:absolute;left:-999rem}"
        ".skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:#fff;z-index:1}"
        "@media print{.skip{display:none}}"
    )
