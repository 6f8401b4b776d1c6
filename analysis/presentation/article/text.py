"""From the annotated tables of one article to the marks of its text, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.sentences import split_parts
from analysis.presentation.article.marks import Mark, Sign, marked_text
from analysis.presentation.article.notes import Notes, labels_of, notes_list
from analysis.presentation.article.sources import article_of, attributions_of, outer_speaker, whose
from analysis.presentation.article.stance import Reading
from analysis.presentation.article.strip import strip
from analysis.presentation.article.summary import category_key, located, term_lexicons
from analysis.presentation.article.voices import by_block, stretches_of
from analysis.presentation.writing.format import percent


@dataclass(frozen=True)
class Block:
    """A headline or paragraph: its part, its text with the marks, the strip of its valence, its notes."""

    part: str
    html: str
    strip: str
    notes: str


@dataclass(frozen=True)
class Category:
    """A category of the lexicons as the page shows it: number of its underline and its short label."""

    name: str
    style: int
    label: str


def categories_of(one: Annotated) -> dict[str, Category]:
    """Return every category of the term lexicons, found or not: they look alike on all pages."""
    lexicons = term_lexicons(one)
    entries = one.entries.filter(pl.col("lexicon").is_in(lexicons)).select("lexicon", "category").unique()
    names = {category_key(one, row) for row in entries.iter_rows(named=True)}
    names |= {category_key(one, row) for row in one.term_hits.iter_rows(named=True)}
    labels = short_labels(sorted(names))
    return {name: Category(name, style, label) for style, (name, label) in enumerate(labels.items())}


def short_labels(names: Sequence[str]) -> dict[str, str]:
    """Return the shortest beginnings that tell names apart, of two letters or more; numbers where none does.

    >>> short_labels(["alarm", "con", "contempt", "cruelty"])
    {'alarm': 'Al', 'con': '2', 'contempt': 'Cont', 'cruelty': 'Cr'}
    """
    labels: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        lengths = range(2, 5)
        fits = (name[:n] for n in lengths if not any(o != name and o.startswith(name[:n]) for o in names))
        label = next(fits, str(number))
        labels[name] = label[:1].upper() + label[1:]
    return labels


def blocks_of(one: Annotated, ids: str, readings: Sequence[Reading] = ()) -> list[Block]:
    """Return the headline and paragraphs of the article with their marks; ``ids`` begins every id.

    ``readings`` : for and against in the order of the text; the sure ones are marked
    """
    article = article_of(one)
    text = article["text"] or ""
    parts = split_parts(text, article["title"])
    attributions = attributions_of(one)
    notes = Notes(attributions)
    voices, labels = stretches_of(one, parts), by_block(labels_of(attributions), parts)
    marks, sentences = by_block(marks_of(one), parts), by_block(_scored(one), parts)
    signs = by_block(signs_of(readings), parts)
    found = []
    for number, (start, end, part) in enumerate(parts):
        runs, beside = notes.block(voices[number])
        html = marked_text(
            text, (start, end), [*runs, *labels[number]], marks[number], ids, signs=signs[number]
        )
        valences = [(s.start, s.end, s.valence) for s in sentences[number]]
        found.append(Block(part, html, strip(valences, start, end), notes_list(beside, ids)))
    return found


def marks_of(one: Annotated) -> list[Mark]:
    """Return the hits as marks, numbered from 1 in the order of the text."""
    categories = categories_of(one)
    marks = []
    for number, (hit, words) in enumerate(zip(located(one), whose_hits(one), strict=True), 1):
        category = categories[category_key(one, hit)]
        negated = ", negated" if hit["negated"] else ""
        told = f"loaded term: {category.name}; {words}{negated}"
        marks.append(Mark(hit["start"], hit["end"], number, category.style, category.label, told))
    return marks


def signs_of(readings: Sequence[Reading]) -> list[Sign]:
    """Return the readings as signs; one that is not sure is a place to lead to, and shows nothing."""
    return [
        Sign(
            r.start,
            r.end,
            r.number,
            r.sign if r.sure else 0,
            r.told,
            f"{r.whose}; {percent(r.confidence)} sure",
        )
        for r in readings
    ]


def whose_hits(one: Annotated) -> list[str]:
    """Return whose words each hit stands in, in the order of the text; without names, its voice."""
    if article_of(one)["text"] is None:
        return [hit["voice"] for hit in located(one)]
    rows = attributions_of(one)
    return [
        whose(hit["voice"], rows.get(hit["attribution"]), outer_speaker(hit["attribution"], rows))
        for hit in located(one)
    ]


@dataclass(frozen=True, slots=True)
class _Scored:
    start: int
    end: int
    valence: float | None


def _scored(one: Annotated) -> list[_Scored]:
    """Return the valence of each sentence: mean over its words, proper names masked, as in the table."""
    words: Counter[int] = Counter()
    sums: dict[int, float] = {}
    for number, n, value in one.spans.select("sentence", "n_words", "valence_masked").rows():
        words[number] += n
        sums[number] = sums.get(number, 0.0) + (value or 0.0) * n
    found = []
    for number, start, end in one.sentences.select("sentence", "start", "end").sort("start").rows():
        found.append(_Scored(start, end, sums[number] / words[number] if words[number] else None))
    return found
