"""From the annotated tables of one article to the marks of its text, block by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import polars as pl

from analysis.annotation.annotated import Annotated
from analysis.annotation.sentences import split_parts
from analysis.presentation.article_marks import Mark, Run, marked_text, strip
from analysis.presentation.article_summary import Row, category_key, located, source_of, term_lexicons

SOURCE_LENGTH = 80
QUOTE_MARKS = "\"'“”„‟‘’‚‛«»‹›`"


@dataclass(frozen=True)
class Block:
    """A headline or paragraph: its part, its text with the marks, the strip of its valence."""

    part: str
    html: str
    strip: str


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
    names |= {category_key(one, row) for row in one.hits.iter_rows(named=True)}
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


def blocks_of(one: Annotated, ids: str) -> list[Block]:
    """Return the headline and paragraphs of the article with their marks; ``ids`` begins every id."""
    article = one.articles.row(0, named=True)
    text = article["text"] or ""
    parts = split_parts(text, article["title"])
    runs, marks = _by_block(_runs(one, parts), parts), _by_block(marks_of(one), parts)
    sentences = _by_block(_scored(one), parts)
    found = []
    for number, (start, end, part) in enumerate(parts):
        html = marked_text(text, (start, end), runs[number], marks[number], ids)
        valences = [(s.start, s.end, s.valence) for s in sentences[number]]
        found.append(Block(part, html, strip(valences, start, end)))
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


def whose_hits(one: Annotated) -> list[str]:
    """Return whose words each hit stands in, in the order of the text; without names, its voice."""
    if one.articles["text"][0] is None:
        return [hit["voice"] for hit in located(one)]
    attributions = {row["attribution"]: row for row in one.attributions.iter_rows(named=True)}
    return [whose(hit["voice"], attributions.get(hit["attribution"])) for hit in located(one)]


def whose(voice: str, attribution: Row | None) -> str:
    """Say whose words: ``own``, or voice and source.

    >>> whose("own", None), whose("quoted", {"source_name": "DPRK", "confidence": "inferred"})
    ('own', 'DPRK, quoted (inferred)')
    """
    if voice == "own":
        return voice
    attribution = attribution or {}
    name = source_of(attribution)
    name = name if len(name) <= SOURCE_LENGTH else name[:SOURCE_LENGTH] + "…"
    return f"{name}, {voice}" + (" (inferred)" if attribution.get("confidence") == "inferred" else "")


@dataclass(frozen=True, slots=True)
class _Scored:
    start: int
    end: int
    valence: float | None


def _runs(one: Annotated, parts: Sequence[tuple[int, int, str]]) -> list[Run]:
    """Return what is not plainly the outlet's own, joined over sentences of one paragraph."""
    attributions = {row["attribution"]: row for row in one.attributions.iter_rows(named=True)}
    starts = [start for start, _, _ in parts]
    runs: list[Run] = []
    text = one.articles["text"][0]
    before: tuple[object, ...] = ()
    columns = ("start", "end", "voice", "attribution", "scare")
    for start, end, voice, number, scare in one.spans.select(columns).sort("start", "end").rows():
        key = (voice, number, scare, bisect_right(starts, start))
        if runs and key == before:
            runs[-1] = replace(runs[-1], end=max(end, runs[-1].end))
        elif voice != "own":
            runs.append(Run(start, end, voice, _note(voice, number, attributions)))
        elif scare:
            runs.append(Run(start, end, "scare"))
        before = key if voice != "own" or scare else ()
    return [_with_quote_marks(text, run) for run in runs]


def _with_quote_marks(text: str, run: Run) -> Run:
    """Take the quote marks of a quotation, which no span holds, into its marked stretch."""
    start, end = run.start, run.end
    if run.kind == "reported":
        return run
    while start > max(0, run.start - 2) and text[start - 1] in QUOTE_MARKS:
        start -= 1
    while end < min(len(text), run.end + 2) and text[end] in QUOTE_MARKS:
        end += 1
    return replace(run, start=start, end=end)


def _note(voice: str, number: int | None, attributions: dict[int, Row]) -> str:
    attribution = attributions.get(-1 if number is None else number)
    parent = (
        attributions.get(attribution["parent"]) if attribution and attribution["parent"] is not None else None
    )
    within = f", within the words of {source_of(parent)}" if parent else ""
    return whose(voice, attribution) + within


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


Stretch = TypeVar("Stretch", Run, Mark, _Scored)


def _by_block(
    stretches: Sequence[Stretch], parts: Sequence[tuple[int, int, str]]
) -> dict[int, list[Stretch]]:
    """Return the stretches of every block; one that crosses into the next is in both."""
    starts = [start for start, _, _ in parts]
    found: dict[int, list[Stretch]] = {number: [] for number in range(len(parts))}
    for stretch in stretches:
        first = max(0, bisect_right(starts, stretch.start) - 1)
        for number in range(first, min(len(parts), max(first + 1, bisect_left(starts, stretch.end)))):
            found[number].append(stretch)
    return found
