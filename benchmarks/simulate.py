"""Do time and memory per article stay flat when articles keep coming, as on the web?

    python benchmarks/simulate.py [1000000] [--shard 1500] [--seed 1] [--out FILE.json]

Articles are drawn from the sample, each with a new id and a passage that names a person and a place who were
never named before, so that what is remembered of words has to be bounded. One process does what a worker of
the engine does with a block, by the engine's own tasks: it reads a file of JSON Lines, writes its articles,
annotates them, writes the tables; then they are deleted. (What the process that leads the workers keeps of
each article grows with the corpus; ``scale.py`` counts it.) Every tenth of the articles, at most every
100,000, a line gives processor time per article, how many times that of finding the words of the same texts
by one expression (which is flat by nature, on a machine that others use too), and the peak of memory since
the last line; the end compares the last line with the first, and with the second, before which memories of
spellings are still filling.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from timing import peak_megabytes, processor_seconds

from analysis.annotation.dataset import BY_ARTICLE
from analysis.annotation.lexicons import load_lexicons
from analysis.corpus.blocks import BLOCK_BYTES, cut_corpus
from analysis.corpus.decisions import Kept
from analysis.corpus.settling import PLAIN
from analysis.engine.tasks import (
    AnnotateTask,
    Annotating,
    Reading,
    ReadTask,
    annotate_task,
    part_file,
    read_task,
)
from analysis.text import WORD
from analysis.workspace import SAMPLE_STUDY, load_study

ARTICLES, SHARD, EVERY, LINES = 1_000_000, 1_500, 100_000, 10
"""Articles in all and in a shard (some 2 MB of the sample, two blocks of the engine); articles of a line, and
how many lines there are at least."""
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
Line = dict[str, float]


def new_name(number: int) -> str:
    """Return a name that no other number has.

    >>> new_name(0), new_name(1), new_name(69), new_name(70)
    ('Babababa', 'Bebababa', 'Zubababa', 'Babebaba')
    """
    syllables = []
    for _ in range(4):
        number, place = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[place // len(VOWELS)] + VOWELS[place % len(VOWELS)])
    return "".join(syllables).capitalize()


def sample_articles() -> list[dict[str, Any]]:
    """Return the articles of the sample, as its files have them."""
    files = sorted((SAMPLE_STUDY.parent / "articles").glob("e[0-9]*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def draw_articles(
    sample: Sequence[Mapping[str, Any]], first: int, size: int, seed: int
) -> list[dict[str, Any]]:
    """Return a shard of articles drawn from the sample, with the ids ``first`` to ``first + size - 1``."""
    rows = np.random.default_rng([seed, first]).integers(0, len(sample), size)
    drawn = []
    for number, row in enumerate(rows, first):
        person, place = new_name(2 * number), new_name(2 * number + 1)
        added = f"\n\n“It was late,” {person} Orr of {place} said. Nobody was glad."
        given = sample[row]
        drawn.append({**given, "id": f"drawn-{number:010}", "text": given["text"] + added})
    return drawn


def annotate_shard(annotating: Annotating, file: Path) -> int:
    """Read and annotate a file block by block, delete what was made, and return how many bytes tables had."""
    reading, size = Reading((), (), (), BLOCK_BYTES), 0
    for number, block in enumerate(cut_corpus({file: file.name})):
        store = file.parent / f"block-{number}"
        read = ReadTask(block, reading, PLAIN, store / "read")
        read_task(read)
        part = part_file(read.target, "articles", 0)
        ids = pl.read_parquet(part, columns=["article_id"])["article_id"]
        kept = tuple(Kept(row, article_id, None) for row, article_id in enumerate(ids))
        annotate_task(AnnotateTask(part, kept, {}, annotating, store / "annotated"))
        tables = (store / "annotated" / f"{name}.parquet" for name in BY_ARTICLE)
        size += sum(table.stat().st_size for table in tables)
        shutil.rmtree(store)
    return size


def find_words(texts: Sequence[str]) -> int:
    """Return the number of words of some texts, found by one expression."""
    return sum(len(WORD.findall(text)) for text in texts)


def simulate(articles: int, shard: int, seed: int) -> Iterator[Line]:
    """Yield a line for every tenth of the articles, or every 100,000."""
    lexicons, sample = load_study().lexicons, sample_articles()
    hashes = tuple((lexicon.name, lexicon.sha256) for lexicon in load_lexicons(lexicons))
    annotating = Annotating(tuple(lexicons), hashes, "built-in")
    every, done = min(EVERY, max(shard, articles // LINES)), 0
    since = dict.fromkeys(("articles", "seconds", "peer", "text", "tables"), 0.0)
    peak_megabytes()
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "drawn.jsonl"
        while done < articles:
            drawn = draw_articles(sample, done, min(shard, articles - done), seed)
            file.write_text("".join(json.dumps(row) + "\n" for row in drawn), encoding="utf-8")
            seconds, size = processor_seconds(partial(annotate_shard, annotating, file))
            done += len(drawn)
            texts = [row["text"] for row in drawn]
            peer, _ = processor_seconds(partial(find_words, texts))
            added = (len(drawn), seconds, peer, sum(len(text.encode()) for text in texts), size)
            since = {name: since[name] + new for name, new in zip(since, added, strict=True)}
            if since["articles"] >= every or done == articles:
                yield {"done": done, **_per_article(since), "peak_megabytes": peak_megabytes()}
                since = dict.fromkeys(since, 0.0)


def _per_article(since: Mapping[str, float]) -> Line:
    n = since["articles"]
    return {
        "milliseconds": 1e3 * since["seconds"] / n,
        "ratio": since["seconds"] / since["peer"],
        "text_bytes": since["text"] / n,
        "table_bytes": since["tables"] / n,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=int, nargs="?", default=ARTICLES)
    parser.add_argument("--shard", type=int, default=SHARD)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    print(f"{'articles':>12}{'ms each':>10}{'x words':>10}{'peak MB':>10}{'text B':>9}{'tables B':>10}")
    lines = []
    for line in simulate(asked.articles, asked.shard, asked.seed):
        lines.append(line)
        print(
            f"{line['done']:>12,}{line['milliseconds']:>10.3f}{line['ratio']:>10.1f}"
            f"{line['peak_megabytes']:>10.0f}{line['text_bytes']:>9.0f}{line['table_bytes']:>10.0f}",
            flush=True,
        )
    for name, line in (("first", lines[0]), ("second", lines[min(1, len(lines) - 1)])):
        time, memory = (lines[-1][key] / line[key] for key in ("ratio", "peak_megabytes"))
        print(f"last line over the {name}: time {time:.3f}, memory {memory:.3f}")
    if asked.out:
        asked.out.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
