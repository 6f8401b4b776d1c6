"""Do time and memory per article stay flat when articles keep coming, as on the web?

    python benchmarks/simulate.py [1000000] [--shard 5000] [--seed 1] [--out FILE.json]

Articles are drawn from the sample, each with a new id and a passage that names a person and a place who were
never named before, so that what is remembered of words has to be bounded. One process annotates them shard
by shard with the code of the engine, writes the tables as Parquet, and deletes them. Every tenth of the
articles, at most every 100,000, a line gives processor time per article, how many times that of finding the
words of the same texts by one expression (which is flat by nature, on a machine that others use too), and the
peak of memory since the last line; the end compares the last line with the first.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from timing import peak_megabytes, processor_seconds

from analysis.annotation.article_pass import PASS_TABLES, Annotator
from analysis.annotation.lexicons import load_lexicons
from analysis.text import WORD
from analysis.workspace import load_study, read_corpus

ARTICLES, SHARD, EVERY, LINES, CHUNK = 1_000_000, 5_000, 100_000, 10, 64
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


def draw_articles(sample: pl.DataFrame, first: int, size: int, seed: int) -> pl.DataFrame:
    """Return a shard of articles drawn from the sample, with the ids ``first`` to ``first + size - 1``."""
    rows = np.random.default_rng([seed, first]).integers(0, sample.height, size)
    numbers = range(first, first + size)
    added = [
        f"\n\n“It was late,” {new_name(2 * n)} Orr of {new_name(2 * n + 1)} said. Nobody was glad."
        for n in numbers
    ]
    return sample[rows].with_columns(
        article_id=pl.Series([f"drawn-{n:010}" for n in numbers]), text=pl.col("text") + pl.Series(added)
    )


def annotate_shard(annotator: Annotator, articles: pl.DataFrame, folder: Path) -> int:
    """Annotate a shard, write its tables, delete them, and return how many bytes they had."""
    rows = articles.select("article_id", "title", "text").rows()
    collected: dict[str, list[pl.DataFrame]] = {name: [] for name in PASS_TABLES}
    for start in range(0, len(rows), CHUNK):
        for name, new in annotator.chunk(rows[start : start + CHUNK]).items():
            collected[name].append(new)
    size = 0
    for name in PASS_TABLES:
        file = folder / f"{name}.parquet"
        pl.concat(collected[name]).write_parquet(file)
        size += file.stat().st_size
        file.unlink()
    return size


def find_words(texts: Sequence[str]) -> int:
    """Return the number of words of some texts, found by one expression."""
    return sum(len(WORD.findall(text)) for text in texts)


def simulate(articles: int, shard: int, seed: int) -> Iterator[Line]:
    """Yield a line for every tenth of the articles, or every 100,000."""
    study = load_study()
    sample, _ = read_corpus(study)
    annotator = Annotator.load(load_lexicons(study.lexicons))
    every, done = min(EVERY, max(shard, articles // LINES)), 0
    since = dict.fromkeys(("articles", "seconds", "peer", "text", "tables"), 0.0)
    peak_megabytes()
    with tempfile.TemporaryDirectory() as place:
        while done < articles:
            drawn = draw_articles(sample, done, min(shard, articles - done), seed)
            seconds, size = processor_seconds(partial(annotate_shard, annotator, drawn, Path(place)))
            done += drawn.height
            peer, _ = processor_seconds(partial(find_words, drawn["text"].to_list()))
            added = (drawn.height, seconds, peer, drawn["text"].str.len_bytes().sum(), size)
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
    time, memory = (lines[-1][key] / lines[0][key] for key in ("ratio", "peak_megabytes"))
    print(f"last line over first: time {time:.3f}, memory {memory:.3f}")
    if asked.out:
        asked.out.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
