"""How much memory do measures take as a corpus grows?

    python benchmarks/measure_memory.py [--articles 2000 8000 32000] [--only MEASURE ...]
    python benchmarks/measure_memory.py --drawn [--articles 5000 20000 80000]

The annotated tables of the sample are repeated under new ids of articles and events, with a number behind
each text, and written as a dataset in parts of some 300 articles (six copies), without annotating anything.
Measures that look for what articles share or for new words see too little in repeated texts: with ``--drawn``
articles are put together from sentences of AllSides, as in ``workers.py``, and annotated.
Each measure then runs in a new process, first on the sample itself, so that everything is imported, then on
the dataset: what is printed is the largest resident memory meanwhile (``VmHWM`` of Linux, set back before;
that of ``getrusage`` cannot be) less what was resident before, and, after a stroke, the size of the resulting
table. ``all texts``, ``all spans`` and ``all counts`` are what a measure would hold that reads a whole table.
Linux only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from workers import real_sentences, write_corpus

from analysis import open_study
from analysis.annotation import Annotated
from analysis.annotation.dataset import BY_ARTICLE, WHOLE, part_file, write_marker
from analysis.comparison import contrast, keyness
from analysis.measures import (
    count_terms,
    find_shared_runs,
    naming_shares,
    passages,
    per_article_rates,
    propose_terms,
    source_mix,
    term_passages,
    voice_shares,
)

COPIES = 6
FOCUS = ("Tarsov Herald", "Outlet 0")
"""An outlet of the sample, and one of drawn articles."""
DRAWN = ("keyness of words", "shared runs", "proposals")
MEASURES: dict[str, Callable[[Annotated], Any]] = {
    "all texts": lambda tables: tables.table("articles", "text"),
    "all spans": lambda tables: tables.spans,
    "all counts": lambda tables: tables.words,
    "articles without text": lambda tables: tables.articles,
    "rates": per_article_rates,
    "voice shares": voice_shares,
    "source mix": source_mix,
    "naming shares": naming_shares,
    "contrast of loaded terms": lambda tables: contrast(per_article_rates(tables), _focus(tables)),
    "counts of words": lambda tables: count_terms(tables).articles,
    "keyness of words": lambda tables: keyness(tables, _focus(tables)),
    "shared runs": lambda tables: find_shared_runs(tables).runs,
    "proposals": lambda tables: propose_terms(tables, ["regime"]).table,
    "passages of a category": lambda tables: passages(tables, category="violence_and_crime"),
    "passages of a word": lambda tables: term_passages(tables, "the"),
}


def _focus(tables: Annotated) -> str:
    return next(name for name in FOCUS if name in tables.outlets)


def write_copies(folder: Path, tables: Annotated, copies: int, together: int = COPIES) -> None:
    """Write tables again and again, each copy under its own ids, ``together`` copies of a part as one."""
    starts = range(0, copies, together)
    for name in BY_ARTICLE:
        for number, part in enumerate(tables.parts):
            table = part[name].collect()
            for place, first in enumerate(starts):
                made = [_copy(table, copy) for copy in range(first, min(first + together, copies))]
                file = part_file(folder, name, place * len(tables.parts) + number)
                file.parent.mkdir(parents=True, exist_ok=True)
                pl.concat(made).write_parquet(file)
    for name in WHOLE:
        tables.scan(name).collect().write_parquet(folder / f"{name}.parquet")
    write_marker(folder, parts=len(starts) * len(tables.parts))


def write_drawn(folder: Path, articles: int) -> None:
    """Annotate so many articles that are put together from sentences of AllSides."""
    corpus = write_corpus(folder.with_suffix(".jsonl"), real_sentences(), articles)
    open_study(corpus, need_focus=False).annotated.write(folder)
    corpus.unlink()


def _copy(table: pl.DataFrame, number: int) -> pl.DataFrame:
    # Texts differ, too: Parquet writes equal strings of a part once.
    ids = [name for name in ("article_id", "event", "copy_of", "text") if name in table.columns]
    return table.with_columns(pl.col(ids) + f"-{number:04}")


def measure(folder: Path, name: str) -> str:
    """Return what a new process prints of one measure."""
    command = [sys.executable, __file__, "--folder", str(folder), "--only", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def measure_here(folder: Path, name: str) -> str:
    """Compute a measure in this process: by how much its memory grew at most / size of the result, in MB."""
    MEASURES[name](open_study().annotated)
    tables = Annotated.read(folder)
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
    before = _resident("VmRSS")
    made = MEASURES[name](tables)
    grown = _resident("VmHWM") - before
    return (
        f"{grown:.0f} / {made.estimated_size('mb'):.0f}" if isinstance(made, pl.DataFrame) else f"{grown:.0f}"
    )


def _resident(what: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split(f"{what}:")[1].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+")
    parser.add_argument("--only", nargs="+", choices=list(MEASURES))
    parser.add_argument("--drawn", action="store_true", help="articles of sentences drawn at random")
    parser.add_argument("--folder", type=Path, help="measure this dataset in this process")
    asked = parser.parse_args()
    if asked.folder:
        print(*(measure_here(asked.folder, name) for name in asked.only or MEASURES))
        return
    sizes = asked.articles or ([5000, 20000, 80000] if asked.drawn else [2000, 8000, 32000])
    print(f"{'MB':26}", *(f"{n:>12,}" for n in sizes), "articles", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / str(articles) for articles in sizes]
        sample = open_study().annotated
        for folder, articles in zip(folders, sizes, strict=True):
            if asked.drawn:
                write_drawn(folder, articles)
            else:
                write_copies(folder, sample, -(-articles // sample.articles.height))
        for name in asked.only or (DRAWN if asked.drawn else MEASURES):
            grown = (measure(folder, name) for folder in folders)
            print(f"{name:26}", *(f"{peak:>12}" for peak in grown), flush=True)


if __name__ == "__main__":
    main()
