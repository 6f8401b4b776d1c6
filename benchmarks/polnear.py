"""PolNeAR's articles with their gold attributions, as the benchmarks of voices read them."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.text import WORD

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("FRAMING_CORPORA", ROOT.parent / "shared" / "corpora"))
CUT = re.compile(r",| who | of | for | at | from | in | with | on | to |\(| - | – |—")
MARKED = re.compile(r"“[^“”]*”|\"(?=\S)[^\"“”\n]*(?<=\S)\"|''(?=\S)[^\"“”\n]*?(?<=\S)''")
Span = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    """One gold attribution: character spans of content, cue and source."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]

    def direct(self, text: str) -> bool:
        """Whether the content begins or ends with a quote mark."""
        first, last = self.content[0][0], self.content[-1][1]
        return text.startswith(('"', "“", "''"), first) or text[:last].endswith(('"', "”", "''"))

    def head(self, text: str) -> Span | None:
        """Return the head word of the source: the last one before its first comma or preposition."""
        return head_word(text, *self.source[0]) if self.source else None


def head_word(text: str, start: int, end: int) -> Span | None:
    """Return the last word before the first comma or preposition of a noun phrase.

    >>> text = "the mayor of Osterby, who left"
    >>> text[slice(*head_word(text, 0, len(text)))]
    'mayor'
    """
    cut = CUT.search(text, start, end)
    found = list(WORD.finditer(text, start, cut.start() if cut and cut.start() > start else end))
    return found[-1].span() if found else None


def articles(split: str, corpora: Path = CORPORA) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield outlet, text and gold attributions of the articles of a split (train, dev, … or all)."""
    with gzip.open(corpora / "polnear.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row["attributions"] for row in map(json.loads, lines)}
    with gzip.open(corpora / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if split in ("all", row["split"]):
                yield row["outlet"], row["text"], [_gold(a) for a in gold[row["id"]] if a["content"]]


def _gold(row: dict[str, Sequence[Sequence[int]] | None]) -> Gold:
    def spans(key: str) -> tuple[Span, ...]:
        return tuple((start, end) for start, end in row.get(key) or ())

    return Gold(spans("content"), spans("cue"), spans("source"))


def words_in(text: str, spans: Sequence[Span]) -> set[int]:
    """Return the offsets of the words that begin in some spans."""
    return {word.start() for start, end in spans for word in WORD.finditer(text, start, end)}
