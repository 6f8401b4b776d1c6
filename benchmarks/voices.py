"""Measure voices against the human annotations of PolNeAR, BASIL and, for speed, themselves.

Run from the repository root, with the corpora in ../shared/corpora (or where FRAMING_CORPORA says)::

    python benchmarks/voices.py [dev|train|…]      # make bench-voices

The rules alone and the rules with the model stand side by side. Words are those of ``analysis.text.WORD``;
the head of a source is its last word before its first comma or preposition. Intervals resample articles.

- attributed words: words of any gold content against words that we call quoted or reported
- outside quote marks: the same without the words between double quote marks
- share per article: attributed words over all words, ours against gold
- in quote marks: words between double quote marks: precision of those that we call attributed, recall
- source given content: the head of our source for a gold content is the gold head, at the same place
- source, content found by us: the same for the attribution of ours that shares most words with the content;
  where we show what "which" or "his" refers to, that word is the head, as it is for the annotators
- loaded terms: hits whose first word is on the same side for us as for the annotators, of all; and hits that
  we call the outlet's own over hits that are, which tells how far a rate in own words is off
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from polnear import CORPORA, MARKED, Gold, Span, articles, head_word, words_in

from analysis.annotation.lexicons import load_lexicon
from analysis.annotation.matching import Matcher
from analysis.annotation.sentences import split_sentences
from analysis.annotation.voices import Attribution, Run, VoiceFinder
from analysis.annotation.voices.find import Group
from analysis.annotation.voices.sources.choice import chosen_source
from analysis.text import WORD

RESAMPLES = 1000
SEED = 1
COLUMNS = (
    *("both", "gold", "ours", "both outside", "gold outside", "ours outside", "words"),
    *("marked", "marked ours", "marked both", "marked gold"),
    *("sources", "given", "found", "direct", "direct given", "direct found"),
    *("hits", "hits right", "own hits gold", "own hits ours"),
)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """The figures of the report: a name, and how it is made from sums over articles."""

    name: str
    of: str
    numerators: tuple[str, ...]


def source_of(finder: VoiceFinder, group: Group, gold: Gold) -> Span | None:
    """Return our source of a gold content: that of the piece of which the model, or the rules, are surest."""
    (voices,) = group.voices
    drafts = [voices.draft_of(start, end) for start, end in gold.content]
    finder.choose_sources(group, [drafts])
    with_head = [draft for draft in drafts if draft.head is not None]
    if with_head:
        return chosen_source(voices.own, max(with_head, key=lambda draft: draft.logit))
    return next((draft.source for draft in drafts if draft.source is not None), None)


def count(
    text: str,
    gold: Sequence[Gold],
    finder: VoiceFinder,
    group: Group,
    voices: tuple[list[Attribution], list[Run]],
    *,
    hits: Sequence[int],
) -> list[int]:
    """Return the counts of one article, in the order of COLUMNS; ``hits`` are where loaded terms begin."""
    found, runs = voices
    ours = words_in(text, [(run.start, run.end) for run in runs if run.voice != "own"])
    contents = words_in(text, [span for g in gold for span in g.content])
    marked = words_in(text, [match.span() for match in MARKED.finditer(text)])
    both = ours & contents
    row = [len(both), len(contents), len(ours)]
    row += [len(both - marked), len(contents - marked), len(ours - marked), len(WORD.findall(text))]
    row += [len(marked), len(marked & ours), len(marked & both), len(marked & contents)]
    sources = np.zeros(6, dtype=int)
    for g in gold:
        head = g.head(text)
        if head is None:
            continue
        given = source_of(finder, group, g) or _overlapping(found, g)
        right = np.array([1, _same_head(text, given, head), _same_head(text, _overlapping(found, g), head)])
        sources[:3] += right
        if g.direct(text):
            sources[3:] += right
    own_gold, own_ours = set(hits) - contents, set(hits) - ours
    sides = [len(hits), len(hits) - len(own_gold ^ own_ours), len(own_gold), len(own_ours)]
    return [*row, *sources.tolist(), *sides]


def _overlapping(found: Sequence[Attribution], gold: Gold) -> Span | None:
    """The source of our attribution that shares most characters with a gold content."""
    best, most = None, 0
    for a in found:
        shared = sum(max(0, min(a.end, end) - max(a.start, start)) for start, end in gold.content)
        if shared > most or (shared == most and shared and a.parent is None and best is None):
            best, most = a.pointer or a.source, shared
    return best


def _same_head(text: str, source: Span | None, head: Span) -> bool:
    ours = head_word(text, *source) if source is not None else None
    return ours is not None and ours[0] == head[0]  # "Ms Orr's" and "Ms Orr" have one head


def table(split: str, finder: VoiceFinder) -> tuple[NDArray[np.int64], float, int]:
    """Return counts per article, and seconds and words of the finding itself."""
    rows, seconds = [], 0.0
    loaded = Matcher([load_lexicon("loaded_terms")])
    for _, text, gold in articles(split):
        sentences = split_sentences(text)
        started = time.process_time()
        voices = finder.find([(text, sentences)])[0]
        seconds += time.process_time() - started
        hits = [match.start for match in loaded.find(text, sentences=sentences)]
        rows.append(count(text, gold, finder, finder.group([(text, sentences)]), voices, hits=hits))
    counts = np.array(rows, dtype=np.int64)
    return counts, seconds, int(counts[:, COLUMNS.index("words")].sum())


def figures(counts: NDArray[np.int64]) -> dict[str, float]:
    """Return the figures of the report from counts per article."""
    total = dict(zip(COLUMNS, counts.sum(axis=0).tolist(), strict=True))

    def ratio(part: str, whole: str) -> float:
        return total[part] / max(1, total[whole])

    def f1(suffix: str) -> float:
        return 2 * total[f"both{suffix}"] / max(1, total[f"gold{suffix}"] + total[f"ours{suffix}"])

    words = np.maximum(1, counts[:, COLUMNS.index("words")])
    gold, ours = counts[:, COLUMNS.index("gold")] / words, counts[:, COLUMNS.index("ours")] / words
    return {
        "attributed words, F1": f1(""),
        "attributed words, precision": ratio("both", "ours"),
        "attributed words, recall": ratio("both", "gold"),
        "outside quote marks, F1": f1(" outside"),
        "share per article, mean absolute error": float(np.abs(gold - ours).mean()),
        "share per article, mean difference": float((ours - gold).mean()),
        "share per article, r": float(np.corrcoef(gold, ours)[0, 1]),
        "in quote marks, precision": ratio("marked both", "marked ours"),
        "in quote marks, recall": ratio("marked both", "marked gold"),
        "source given content, all": ratio("given", "sources"),
        "source given content, direct": ratio("direct given", "direct"),
        "source, content found by us, all": ratio("found", "sources"),
        "source, content found by us, direct": ratio("direct found", "direct"),
        "loaded terms, on the right side": ratio("hits right", "hits"),
        "loaded terms in own words, ours over gold": ratio("own hits ours", "own hits gold"),
    }


def intervals(counts: NDArray[np.int64]) -> dict[str, tuple[float, float]]:
    """Return 95 % percentile intervals over resampled articles."""
    rng = np.random.default_rng(SEED)
    drawn = [figures(counts[rng.integers(0, len(counts), len(counts))]) for _ in range(RESAMPLES)]
    return {
        name: (
            float(np.quantile([d[name] for d in drawn], 0.025)),
            float(np.quantile([d[name] for d in drawn], 0.975)),
        )
        for name in drawn[0]
    }


def sentence_starts(text: str, sentences: Sequence[str]) -> list[int]:
    """Return where each sentence of a list begins in a text, in order; -1 where it is not found."""
    starts, position = [], 0
    for sentence in sentences:
        start = text.find(sentence, position)
        starts.append(start)
        position = start + len(sentence) if start >= 0 else position
    return starts


def basil(finder: VoiceFinder) -> tuple[float, float]:
    """Return how often the quote flag of BASIL's spans agrees with us, and with quote marks alone."""
    with (CORPORA / "basil.jsonl").open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    agree = marks = spans = 0
    with (CORPORA / "basil.gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = texts[row["id"]]
            starts = sentence_starts(text, row["sentences"])
            _, runs = finder.find([(text, split_sentences(text))])[0]
            ours = words_in(text, [(run.start, run.end) for run in runs if run.voice == "quoted"])
            marked = words_in(text, [match.span() for match in MARKED.finditer(text)])
            for span in row["spans"]:
                start = (
                    text.find(span["txt"]) - span["start"]
                    if span["id"] == "title"
                    else starts[int(span["id"][1:])]
                )
                words = words_in(text, [(start + span["start"], start + span["end"])])
                if start < 0 or not words:
                    continue
                flag = span["quote"] in (True, "yes")
                spans += 1
                agree += flag == (2 * len(words & ours) > len(words))
                marks += flag == (2 * len(words & marked) > len(words))
    return agree / spans, marks / spans


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    finders = {"rules": VoiceFinder.load(model=None), "with model": VoiceFinder.load()}
    made = {name: table(split, finder) for name, finder in finders.items()}
    shown = {name: (figures(counts), intervals(counts)) for name, (counts, _, _) in made.items()}
    print(f"PolNeAR {split}, {len(made['rules'][0])} articles; 95 % intervals over articles")
    print(f"{'':40}" + "".join(f"{name:>28}" for name in shown))
    for figure in shown["rules"][0]:
        cells = [f"{f[figure]:10.3f} ({i[figure][0]:.3f} to {i[figure][1]:.3f})" for f, i in shown.values()]
        print(f"{figure:40}" + "".join(f"{cell:>28}" for cell in cells))
    speeds = "".join(f"{n / s:28,.0f}" for _, s, n in made.values())
    print(f"{'words a second, article by article':40}{speeds}")
    for name, finder in finders.items():
        ours, marks = basil(finder)
        print(f"BASIL quote flag, {name}: {ours:.3f} (quote marks alone {marks:.3f})")


if __name__ == "__main__":
    main()
