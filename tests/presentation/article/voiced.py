"""Articles whose voices are given by hand: what the page shows does not hang on how voices are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unittest.mock import patch

import polars as pl

from analysis.annotation import Annotated, annotate
from analysis.annotation.voices import Attribution, Run
from analysis.corpus.tables import ARTICLES
from analysis.corpus.tables import schema as corpus_schema
from analysis.text import WORD

LEXICON = (
    "term,category,origin\nregime,illegitimacy,x\nplague,disease_and_filth,x\nheroic,praise,x\n"
    "hegemon*,domination,x\npuppet,domination,x\nvassal,domination,x\nso called,illegitimacy,x\n"
)


@dataclass(frozen=True)
class Said:
    """One attribution in words that stand in the text; ``within`` is the number of the one around it."""

    content: str
    kind: str = "reported"
    source: str | None = None
    cue: str | None = None
    name: str | None = None
    type: str | None = "person"
    cue_class: str | None = "neutral"
    confidence: str = "cued"
    within: int | None = None


HEADLINE = "Strait will stay closed, says Halmere minister"
BODY = (
    "Edda Moor said on Monday that the regime in Port Lume was a plague on the strait, and that its "
    "“heroic” crews would not bow. She warned of hegemony.\n\n"
    "“They told me: ‘We are nobody’s puppet,’ and I believe them,” Moor added. Bram Orr, a pilot, denied "
    "it. The so-called “peace plan” lies on the table.\n\n"
    "Ships would be turned back by force. According to officials, two have been. “We wait. We have food for "
    "a week,” said Orr.\n\n"
    "“After that we sail. Nobody will stop us.”\n\n"
    "Nobody was hurt."
)  # fmt: skip
SAID = (
    Said("Strait will stay closed", "reported", "Halmere minister", "says", "Edda Moor"),
    Said(
        "the regime in Port Lume was a plague on the strait, and that its “heroic” crews would not bow",
        "reported",
        "Edda Moor",
        "said",
        "Edda Moor",
    ),
    Said("heroic", "quoted", "Edda Moor", "said", "Edda Moor", confidence="marked", within=1),
    Said("hegemony", "reported", "She", "warned", "Edda Moor", cue_class="distancing"),
    Said(
        "They told me: ‘We are nobody’s puppet,’ and I believe them,",
        "quoted",
        "Moor",
        "added",
        "Edda Moor",
        confidence="marked",
    ),
    Said("We are nobody’s puppet,", "quoted", "They", "told", None, None, within=4, confidence="marked"),
    Said("it.", "reported", "Bram Orr", "denied", "Bram Orr", cue_class="distancing"),
    Said("Ships would be turned back by force.", "reported", None, None, "Edda Moor", confidence="inferred"),
    Said("two have been.", "reported", "officials", "According to", None, "unnamed"),
    Said("We wait. We have food for a week,", "quoted", "Orr", "said", "Bram Orr", confidence="marked"),
    Said("After that we sail. Nobody will stop us.", "quoted", None, None, "Bram Orr", confidence="inferred"),
)
SCARE = ("peace plan",)


def article(text: str | None, title: str | None = None, article_id: str = "one", **other: object) -> dict:
    """Return a row of the articles table."""
    row = dict.fromkeys(ARTICLES) | {"article_id": article_id, "outlet": "Lume Courier", "language": "en"}
    n_words = len(WORD.findall(text or ""))
    return (
        row | {"title": title, "text": text, "n_words": n_words, "source_file": "x", "source_line": 1} | other
    )


def tables(lexicon: str, *rows: dict) -> Annotated:
    """Annotate as the commands do."""
    return annotate(pl.DataFrame(list(rows), schema=corpus_schema(ARTICLES)), [lexicon])


def voiced(lexicon: str, row: dict, said: Sequence[Said], scare: Sequence[str] = ()) -> Annotated:
    """Annotate an article with these voices."""
    marked = [(row["text"].index(words), row["text"].index(words) + len(words)) for words in scare]
    return with_attributions(lexicon, row, _attributions(row["text"], said), marked)


def with_attributions(
    lexicon: str, row: dict, found: Sequence[Attribution], scare: Sequence[tuple[int, int]] = ()
) -> Annotated:
    """Annotate an article with these attributions; where several cover a word, the last one speaks it."""
    voices = (list(found), _runs(len(row["text"]), found, scare))
    find = "analysis.annotation.article_pass.VoiceFinder.find"
    with patch(find, lambda _, texts, pieces=None: [voices] * len(texts)):
        return tables(lexicon, row)


def invented(lexicon: str) -> Annotated:
    """Return the invented article with its voices."""
    return voiced(lexicon, article(f"{HEADLINE}\n\n{BODY}", HEADLINE), SAID, SCARE)


def _attributions(text: str, said: Sequence[Said]) -> list[Attribution]:
    found, at = [], 0
    for one in said:
        at = text.index(one.content, 0 if one.within is not None else at)
        end = at + len(one.content)
        source, cue = _nearest(text, one.source, at, end), _nearest(text, one.cue, at, end)
        known = (one.cue_class if cue else None, one.name, one.type if one.source or one.name else None)
        found.append(Attribution(at, end, one.kind, one.confidence, source, cue, *known, one.within, False))
    return found


def _nearest(text: str, words: str | None, start: int, end: int) -> tuple[int, int] | None:
    if words is None:
        return None
    places = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    outside = [place for place in places if not start < place[0] < end]
    return min(outside, key=lambda place: min(abs(place[0] - start), abs(place[0] - end)))


def _runs(length: int, found: Sequence[Attribution], scare: Sequence[tuple[int, int]]) -> list[Run]:
    """Cut the text where somebody begins or ends; the last attribution that covers a piece owns it."""
    edges = sorted({0, length, *(x for a in found for x in (a.start, a.end)), *(x for s in scare for x in s)})
    runs = []
    for start, end in pairwise(edges):
        inside = [n for n, a in enumerate(found) if a.start <= start and end <= a.end]
        if inside:
            runs.append(Run(start, end, found[inside[-1]].kind, inside[-1], False))
        else:
            marked = any(a <= start and end <= b for a, b in scare)
            runs.append(Run(start, end, "own", None, marked))
    return runs
