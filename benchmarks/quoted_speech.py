"""Measure quoted speech against the human annotations of PolNeAR.

Run from the repository root, with the corpora beside it in ../shared/corpora::

    python benchmarks/quoted_speech.py [train|dev|all]

A gold attribution counts as quoted where its content begins or ends with a quote mark. Words are those of
``analysis.text.WORD``; the head of a gold source is the last word before its first comma or preposition.

- precision: our quoted words that lie in some gold content
- precision, short / long: the same for contents of at most 8 words and for longer ones
- recall in marks: words of gold contents that stand between double quote marks and that we call quoted
- recall of contents: quoted gold contents of which we call nine in ten marked words quoted
- source: quoted gold contents with a gold source whose head lies in our source
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, find_voices, load_cues
from analysis.text import WORD

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
MARKED = re.compile(r"“[^“”]*”|\"(?=\S)[^\"“”\n]*(?<=\S)\"|''(?=\S)[^\"“”\n]*?(?<=\S)''")
MARKS = ('"', "“", "”", "''", "'", "‘", "’")
CUT = re.compile(r",| who | of | for | at | from | in | with | on | to |\(| - | – |—")


def articles(split: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield text and gold attributions of the articles of a split."""
    with gzip.open(CORPORA / "polnear.gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row for row in map(json.loads, lines)}
    with gzip.open(CORPORA / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if split in ("all", row["split"]):
                yield row["text"], gold[row["id"]]["attributions"]


def words_in(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {word.start() for start, end in spans for word in WORD.finditer(text, start, end)}


def head(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the head word of a gold source."""
    cut = CUT.search(text, start, end)
    found = list(WORD.finditer(text, start, cut.start() if cut and cut.start() > start else end))
    return found[-1].span() if found else None


def is_quoted(text: str, content: list[tuple[int, int]]) -> bool:
    first, last = content[0][0], content[-1][1]
    return text.startswith(MARKS[:3], first) or text[:last].endswith(MARKS[:4])


def compare(
    text: str, gold: list[dict[str, Any]], found: list[Attribution], ours: set[int], count: Counter[str]
) -> None:
    """Add the counts of one article."""
    contents = words_in(text, [span for row in gold for span in row["content"]])
    count["ours"] += len(ours)
    count["ours right"] += len(ours & contents)
    for a in found:
        if a.parent is None:
            inside = words_in(text, [(a.start, a.end)])
            length = "short" if len(inside) <= 8 else "long"
            count[f"{length}"] += len(inside)
            count[f"{length} right"] += len(inside & contents)
            count[a.confidence] += len(inside)
            count[f"{a.confidence} right"] += len(inside & contents)
    marked = words_in(text, [match.span() for match in MARKED.finditer(text)])
    count["in marks"] += len(marked & contents)
    count["in marks right"] += len(marked & contents & ours)
    for row in gold:
        content = [(start, end) for start, end in row["content"]]
        if not content or not is_quoted(text, content):
            continue
        wanted = words_in(text, content) & marked
        if not wanted:
            continue
        count["contents"] += 1
        count["contents right"] += len(wanted & ours) >= 0.9 * len(wanted)
        place = head(text, *row["source"][0]) if row.get("source") else None
        if place:
            sources = [
                a.source
                for a in found
                if a.source and any(a.start < end and start < a.end for start, end in content)
            ]
            count["sources"] += 1
            count["sources found"] += bool(sources)
            count["sources right"] += any(start <= place[0] and place[1] <= end for start, end in sources)


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    cues = load_cues(sys.argv[2] if len(sys.argv) > 2 else ROOT / "data" / "lexicons" / "cues.csv")
    count: Counter[str] = Counter()
    seconds = 0.0
    for text, gold in articles(split):
        started = time.process_time()
        found, runs = find_voices(text, split_sentences(text), cues)
        seconds += time.process_time() - started
        count["characters"] += len(text)
        ours = words_in(text, [(run.start, run.end) for run in runs if run.voice == "quoted"])
        compare(text, gold, found, ours, count)
    for name, key in (
        ("precision", "ours"),
        ("precision, short", "short"),
        ("precision, long", "long"),
        ("precision, marked", "marked"),
        ("precision, inferred", "inferred"),
        ("recall in marks", "in marks"),
        ("recall of contents", "contents"),
    ):
        print(f"{name:22} {count[f'{key} right'] / max(1, count[key]):.4f}  of {count[key]}")
    share = count["sources right"] / max(1, count["sources"])
    print(f"{'source head in ours':22} {share:.4f}  of {count['sources']}")
    print(f"{'where we give one':22} {count['sources right'] / max(1, count['sources found']):.4f}")
    print(f"{count['characters'] / 1e6 / seconds:.2f} MB/s")


if __name__ == "__main__":
    main()
