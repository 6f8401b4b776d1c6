"""What names an outlet without being its wording: bylines, datelines, names of outlets and actors, dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from analysis.annotation.sentences import paragraphs
from analysis.annotation.voices.text.datelines import find_datelines
from analysis.errors import InputError
from analysis.measures.tables import schema
from analysis.measures.terms.names_in_text import Names, OutletNames, bare
from analysis.text import WORD, count_words

if TYPE_CHECKING:
    from analysis.annotation.annotated import Annotated

Place = tuple[int, int, str]

MASKED: Mapping[str, tuple[pl.DataType, str]] = {
    "article_id": (pl.String(), "key"),
    "start": (pl.Int64(), "offset of the first character"),
    "end": (pl.Int64(), "offset after the last character"),
    "rule": (pl.String(), "what it is: a dateline, a credit, an outlet, an author, an actor, …"),
}
CREDIT, REPEATED, DATELINE = "byline or credit", "sentence that the outlet repeats", "dateline"
ADDRESS, OUTLET, AUTHOR, ACTOR = "address or markup", "outlet or agency", "author", "actor"
CALENDAR, NUMBER, TITLE, NAME = "day or month", "number or initial", "form of address", "other name"
RULES = (DATELINE, CREDIT, REPEATED, ADDRESS, OUTLET, AUTHOR, ACTOR, CALENDAR, NUMBER, TITLE, NAME)
REPEATS, REPEATED_SHARE = 3, 0.02
"""Articles, and share of its articles, in which an outlet has a sentence from which it is furniture."""
LONGEST_CREDIT = 30
"""Words of a sentence beyond which it says more than whom to thank and where to click."""

_CREDIT = re.compile(
    r"\bcontributed (?:to|reporting)\b|^(?:additional )?(?:reporting|writing|editing|research) by\b"
    r"|\b(?:photo(?:graph)?s?|images?|illustration|video|graphic) (?:by|credit|courtesy|via)\b"
    r"|\b(?:image|media) (?:copyright|caption)\b|\bgetty images\b|©"
    r"|\ball rights reserved\b|\bcopyright \d|\bclick (?:here|on|through|for)\b"
    r"|\b(?:follow|like|find) (?:\S+ ){1,6}on (?:twitter|facebook|instagram)\b"
    r"|\b(?:sign up|subscribe) (?:for|to)\b|^(?:read|see|watch) (?:more|also|next|the (?:full|latest|rest))\b"
    r"|\bis an? (?:[\w-]+ ){0,6}(?:correspondent|reporter|columnist|producer|editor) (?:for|at|with|based)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"<[^<>\n]{1,300}>|https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|(?<!\w)@\w+"
    r"|\b[\w-]+(?:\.[\w-]+){0,3}\.(?:com|org|net|tv|info|ru|kp|uk)\b"
)
_CALENDAR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\."
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?<=\d)(?:\s?[ap]\.?m\b\.?)|(?<=\d )(?:[ap]\.?m\b\.?)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)(?:['’]s)?"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Sens?|Reps?|Govs?|Gens?|Lt|Col|Sgt|Capt|Adm|Rev|Hon|St|Jr|Sr)\b\.?"
    r"|\b(?:[Ss]enators?|[Rr]epresentatives?|[Gg]overnors?|[Cc]ongress(?:man|woman))(?= [A-Z])"
)
_IN_BYLINES = frozenset({"and", "de", "for", "of", "the", "van", "von"})
_BYLINE_WORDS = 14
_TEMPLATE = re.compile(r"\b[A-Z][\w.'’-]*|\d+")


def masked_places(annotated: Annotated, outlet_aliases: Sequence[str | Path] = ()) -> pl.DataFrame:
    """Find what tells an outlet by its name, its authors or its page and not by its wording.

    The text of all articles is in memory, since what an outlet repeats is counted first; ``tell_apart`` draws
    2,000 articles at most.

    Datelines; bylines and credits; sentences that an outlet has in three articles or more (and in one of
    fifty), names and numbers aside; addresses and tags of a page; names of outlets and agencies with their
    aliases, and capitalised words of the names of the corpus's own outlets (*the Post*); authors of the
    article; actors (``mentions``); days, months and times of day; words with a digit, and initials; forms of
    address (*Mr*, *Senator*), which house rules decide; every other name (``names_in_text.Names``).

    Parameters
    ----------
    annotated : annotated tables
    outlet_aliases : alias files of the study, beside data/lexicons/outlets.csv

    Returns
    -------
    DataFrame
        ``MASKED``, by article and place; a place may stand under several rules

    Raises
    ------
    InputError
        tables without text

    Example
    -------
    >>> from analysis import annotate, read_article_text
    >>> articles, _ = read_article_text("Title\\n\\nHALMERE, 12 April (Reuters) - The ferry sank on Monday.")
    >>> masked_places(annotate(articles)).select("start", "end", "rule").rows()[0]
    (7, 37, 'dateline')
    """
    if not annotated.has_text:
        raise InputError("mask", "the articles", "tables without text", "text", "use the corpus itself")
    read = annotated.table("articles", "article_id", "outlet", "authors", "text")
    articles = read.drop_nulls("text").sort("article_id")
    columns = ("article_id", "start", "end")
    sentences = _by_article(annotated.table("sentences", *columns, where=pl.col("part") != "headline"))
    mentions = _by_article(annotated.table("mentions", *columns))
    repeated = _repeated(articles, sentences)
    outlets = OutletNames(annotated.outlets, outlet_aliases)
    bodies = dict(articles.select("article_id", "text").rows())
    names = Names((bodies[key], places) for key, places in sentences.items() if key in bodies)
    rows = []
    for article_id, outlet, authors, text in articles.rows():
        found = chain(
            _furniture(text, sentences.get(article_id, []), repeated[outlet]),
            _patterns(text),
            ((*place, OUTLET) for place in outlets.places(text)),
            ((*place, NAME) for place in names.places(text, sentences.get(article_id, []))),
            _author_places(text, authors),
            ((start, end, ACTOR) for start, end in mentions.get(article_id, [])),
        )
        rows += [(article_id, *place) for place in found]
    table = pl.DataFrame(rows, schema=schema(MASKED), orient="row")
    return table.unique().sort("article_id", "start", "end", "rule")


def _by_article(table: pl.DataFrame) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article_id, start, end in table.sort("article_id", "start").iter_rows():
        found[article_id].append((start, end))
    return found


def _template(sentence: str) -> str:
    """Return a sentence with its names and numbers blanked, so that *Ms Orr contributed* is one line.

    One of names alone stays as it is.
    """
    blanked = " ".join(_TEMPLATE.sub("\x00", sentence).split())
    return blanked if any(sign.islower() for sign in blanked) else sentence.strip()


def _repeated(
    articles: pl.DataFrame, sentences: Mapping[str, Sequence[tuple[int, int]]]
) -> dict[str, frozenset[str]]:
    """Return, for each outlet, the templates that stand in ``REPEATS`` of its articles or more."""
    number: dict[str, Counter[str]] = defaultdict(Counter)
    for article_id, outlet, text in articles.select("article_id", "outlet", "text").rows():
        number[outlet].update({_template(text[start:end]) for start, end in sentences.get(article_id, ())})
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    articles_of = dict(articles.group_by("outlet").len().iter_rows())
    for outlet, templates in number.items():
        least = max(REPEATS, REPEATED_SHARE * articles_of[outlet])
        found[outlet] = frozenset(template for template, n in templates.items() if n >= least)
    return found


def _furniture(text: str, sentences: Sequence[tuple[int, int]], repeated: frozenset[str]) -> Iterator[Place]:
    blocks = paragraphs(text)
    yield from ((start, end, DATELINE) for start, end in find_datelines(text, blocks))
    yield from ((start, end, CREDIT) for start, end in blocks if _is_byline(text[start:end]))
    for start, end in sentences:
        sentence = text[start:end]
        if _CREDIT.search(sentence.strip()) and count_words(sentence) <= LONGEST_CREDIT:
            yield start, end, CREDIT
        if repeated and _template(sentence) in repeated:
            yield start, end, REPEATED


def _is_byline(paragraph: str) -> bool:
    """Whether a paragraph is *By* and names.

    >>> _is_byline("By Ida Orr and Jan van Lind"), _is_byline("By Tuesday the ferry had sunk")
    (True, False)
    """
    words = [match.group() for match in WORD.finditer(paragraph[:200])]
    named = 1 < len(words) <= _BYLINE_WORDS and words[0] in ("By", "BY")
    return named and all(word[0].isupper() or word in _IN_BYLINES for word in words)


def _patterns(text: str) -> Iterator[Place]:
    yield from ((*match.span(), ADDRESS) for match in _ADDRESS.finditer(text))
    yield from ((*match.span(), CALENDAR) for match in _CALENDAR.finditer(text))
    yield from ((*match.span(), TITLE) for match in _TITLE.finditer(text))
    for match in WORD.finditer(text):
        word = match.group()
        if any(sign.isdigit() for sign in word) or (len(word) == 1 and word not in "aIA"):
            yield *match.span(), NUMBER


def _author_places(text: str, authors: str | None) -> Iterator[Place]:
    """Yield the capitalised words of the authors' names, wherever the article has them."""
    names = {match.group() for match in WORD.finditer(authors or "")}
    names = {name for name in names if name[0].isupper() and len(name) > 1}
    if names:
        for match in WORD.finditer(text):
            if bare(match.group()) in names:
                yield *match.span(), AUTHOR
