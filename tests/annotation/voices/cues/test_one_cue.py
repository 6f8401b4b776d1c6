"""What one cue introduces has one source, and is no heap of scraps."""

from __future__ import annotations

from collections import defaultdict

import pytest

from analysis.annotation.voices import VoiceFinder
from analysis.annotation.voices.contents.stretches import Stretch
from analysis.annotation.voices.cues.listed import CueForm
from analysis.annotation.voices.cues.one_cue import joined, one_source_each
from analysis.annotation.voices.cues.sites import Site
from analysis.annotation.voices.drafts import Draft
from analysis.annotation.voices.text.classes import CLASS

from ..said import said, voices

TEXT = "Orr told the miners of the port, and reporters heard, of the pact; the cook spoke of happiness."
SAID = CueForm("told", "tell", "neutral", "verb", "past", ("that",))
HEARD = CueForm("heard", "hear", "neutral", "verb", "past", ("that",))
WORD, MARK, STOP = CLASS["word"], CLASS[","], CLASS[":"]


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def cue(form: CueForm) -> Site:
    start, end = span(form.form)
    number = len(TEXT[:start].split())
    return Site(number, number, start, end, form)


def draft(content: str, source: str | None) -> Draft:
    return Draft(*span(content), "reported", cue(SAID), span(source) if source else None)


def test_a_scrap_of_the_same_cue_is_left_out_where_its_source_cannot_speak() -> None:
    long, scrap = draft("the miners of the port", "Orr"), draft("happiness", "pact")
    assert one_source_each([long, scrap], TEXT, (), lambda _: None) == [long]


def test_longer_words_of_the_same_cue_get_its_source() -> None:
    long, other = draft("the miners of the port, and reporters", "Orr"), draft("the cook spoke of", "pact")
    assert one_source_each([long, other], TEXT, (), lambda _: None) == [long, other]
    assert long.source == other.source == span("Orr")


def test_another_speaker_speaks_by_another_cue() -> None:
    long, other = draft("the miners of the port", "Orr"), draft("of the pact", "reporters")
    assert one_source_each([long, other], TEXT, (), lambda _: cue(HEARD)) == [long, other]
    assert other.cue is not None
    assert (other.cue.form, other.source) == (HEARD, span("reporters"))


def test_words_that_a_quotation_hangs_on_are_kept() -> None:
    long, scrap = draft("the miners of the port", "Orr"), draft("happiness", "pact")
    assert one_source_each([long, scrap], TEXT, {id(scrap)}, lambda _: None) == [long, scrap]
    assert scrap.source == span("Orr")


@pytest.mark.parametrize(
    ("between", "parts"),
    [([WORD], 1), ([WORD, MARK, WORD, WORD], 1), ([WORD] * 4, 2), ([WORD, STOP], 2)],
)
def test_stretches_of_one_cue_are_joined_over_a_few_words(between: list[int], parts: int) -> None:
    kinds = bytes([WORD, WORD, WORD, *between, WORD, WORD])
    first, last = 3 + len(between), len(kinds)
    found = joined([Stretch(1, 3, (0, 0), None), Stretch(first, last, (0, 0), None)], kinds)
    assert len(found) == parts
    assert (found[0].first, found[-1].last) == (1, last)


def test_stretches_of_different_cues_or_beside_their_cue_stay_apart() -> None:
    kinds = bytes([WORD] * 9)
    assert len(joined([Stretch(1, 3, (0, 0), None), Stretch(4, 6, (3, 3), None)], kinds)) == 2
    assert len(joined([Stretch(0, 3, (3, 3), None), Stretch(4, 6, (3, 3), None)], kinds)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ambassador Orr courteously conveyed the greetings from Bram Orr, president of the State Affairs of "
        "the Democratic People's Republic of Tarsovia, to King Tom Lund of Halmere.",
        "The members of the Inpho Youth Coal Mine have asked for supplying in advance materials, "
        "electric trams and coal wagons needed for tunneling.",
        "The report referred to the successes and experience gained in the course of conducting the "
        "personnel administration strictly on the Union and class principles to ensure the purity and "
        "quality of the ranks, building up the ranks in a far-sighted way and training reserve cadres.",
        "He warmly congratulated the reliable teaching staff and students who are upholding the far-reaching "
        "cause of building a power with the steadfast spirit, matchless scientific and technological "
        "capabilities and proud academic achievements at the university, the source of the capability.",
    ],
)
def test_what_one_cue_introduces_has_one_source(text: str, finder: VoiceFinder) -> None:
    sources = defaultdict(set)
    for one in voices(text, finder)[0]:
        sources[one.cue].add(one.source)
    assert said(text, finder)
    assert all(len(found) == 1 for cue, found in sources.items() if cue is not None)
