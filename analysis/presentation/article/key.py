"""The legend of an article page: each mark as it looks, in plain words, with how much of it there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.annotation.annotated import Annotated
from analysis.presentation.article.marks import STYLES, escape
from analysis.presentation.article.stance import SURE
from analysis.presentation.article.summary import Summary, category_key, located
from analysis.presentation.article.text import categories_of
from analysis.presentation.writing.format import MINUS, count, percent, plural, share_of
from analysis.presentation.writing.wording import INDIRECT

MEANING = {
    "own": "the outlet’s own words: all that is not shaded, also the words that name a source",
    "quoted": "direct speech, as it stands in quote marks: shaded, in solid brackets",
    "reported": "indirect speech, somebody else’s words as the outlet puts them: on a dotted line",
}
NARROW = 0.2
STRIP = (
    '<svg class="strip" aria-hidden="true" viewBox="0 0 20 100" preserveAspectRatio="none">'
    '<path class="zero" d="M10 0V100"/><rect class="up" x="10" y="2" width="8" height="44"/>'
    '<rect class="down" x="3" y="54" width="7" height="44"/></svg>'
)


def shares_bar(summary: Summary) -> str:
    """Return a bar of the voices; it repeats the sentence above it and is hidden from listeners."""
    voices = [v for v in summary.voices if v.voice in MEANING and v.words]
    labels = {
        v.voice: f"{v.voice} {share_of(v.words, summary.words)}" if v.words > NARROW * summary.words else ""
        for v in voices
    }
    parts = "".join(
        f'<span class="{v.voice}" style="flex-grow:{v.words}">{labels[v.voice]}</span>' for v in voices
    )
    return f'<div class="shares" aria-hidden="true">{parts}</div>\n' if len(voices) > 1 else ""


def key_html(one: Annotated, summary: Summary) -> str:
    """Return the legend: voices with words and shares, the other marks that occur, the categories found."""
    rows = "".join(f"<div><dt>{mark}</dt><dd>{told}</dd></div>\n" for mark, told in _rows(one, summary))
    return f'<dl class="key">\n{rows}</dl>\n<p>{escape(INDIRECT)}</p>\n{_categories(one)}'


def _rows(one: Annotated, summary: Summary) -> Iterator[tuple[str, str]]:
    for voice in summary.voices[:-1]:
        mark = f'<span class="{voice.voice}">{voice.voice} words</span>'
        of_all = f", {share_of(voice.words, summary.words)}" if summary.words else ""
        yield mark, f"{_words(voice.words, of_all)}: {MEANING[voice.voice]}"
    if summary.nested:
        inner = '<span class="quoted">words <span class="quoted nested">in words</span></span>'
        yield inner, f"{_words(summary.nested)} of a speaker within the words of another"
    if summary.scare:
        told = f"{_words(summary.scare)} in quote marks that nobody is cited for: own voice"
        yield '<span class="scare">scare quotes</span>', told
    if one.attributions.height:
        told = "the words that name a source, and those that say that somebody speaks"
        yield '<span class="who">source</span> <span class="cue">says</span>', told
        told = "beside a paragraph or below it, a note names the speaker; the numbers lead there and back"
        yield '<span class="ref">1</span>', told
    inferred = sum(source.inferred for source in summary.sources)
    if inferred:
        told = f"{_words(inferred)} whose source is inferred: none is named beside them"
        yield '<span class="ref">2?</span>', told
    sure = percent(SURE).replace(" ", "\N{NO-BREAK SPACE}")
    for sign, shown, word in ((1, "+", "for"), (-1, MINUS, "against")):
        n = sum(one.sure and one.sign == sign for one in summary.stance.readings)
        if n:
            told = f"of an actor, with words read as {word} it, at least {sure} sure"
            yield (
                f'actor<span class="toward">{shown}</span>',
                f"<strong>{plural(n, 'mention')}</strong> {told}",
            )
    yield STRIP, "valence of each sentence: above 0 to the right, below 0 to the left"


def _words(n: int, more: str = "") -> str:
    return f"<strong>{plural(n, 'word')}{more}</strong>"


def _categories(one: Annotated) -> str:
    found = Counter(category_key(one, hit) for hit in located(one))
    marks = "".join(
        f'<li><span class="hit u{c.style % STYLES}" data-label="{escape(c.label)}">{escape(c.name)}</span> '
        f"{count(found[c.name])}</li>"
        for c in categories_of(one).values()
        if found[c.name]
    )
    return f'<p>Loaded terms, by category:</p>\n<ul class="terms">{marks}</ul>\n' if marks else ""
