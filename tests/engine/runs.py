"""A small invented corpus, annotated in many parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.corpus import Selection
from analysis.engine import LocalPool, Pool, Request, annotate_corpus, read_parts

BLOCK_BYTES = 1500


def rows(start: int, end: int, **others: Any) -> list[dict[str, Any]]:
    """Return articles of three outlets; each third one quotes Ms Orr."""
    made = []
    for number in range(start, end):
        said = (
            "“The regime in Mirnau is a puppet”, Ms Orr said." if number % 3 == 0 else "Nobody spoke of it."
        )
        talks = f"The talks in Halmere went on for day {number}, it was said in Tarsovia."
        text = f"{talks} {said}\n\nPort {number} shut."
        outlet = ("Herald", "Courier", "Post")[number % 3]
        made.append(
            {"id": f"a{number:03}", "outlet": outlet, "title": f"Talks {number}", "text": text, **others}
        )
    return made


def write_rows(file: Path, given: Sequence[dict[str, Any]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    return file


def request(corpus: Path, **changes: Any) -> Request:
    settings = {"columns": {}, "outlet_aliases": (), "select": Selection(), "keep_empty": False}
    return Request((str(corpus),), **(settings | {"block_bytes": BLOCK_BYTES} | changes))


def annotated_in_parts(
    corpus: Path, store: Path, target: Path, pool: Pool | None = None, **changes: Any
) -> Path:
    """Read and annotate a corpus; ``changes`` are lexicons, or fields of the request."""
    lexicons = changes.pop("lexicons", ("loaded_terms",))
    chosen = pool or LocalPool(1)
    read = read_parts(request(corpus, **changes), store, chosen)
    return annotate_corpus(read, target, store, chosen, lexicons=lexicons)


def digest(folder: Path) -> str:
    """Return a hash of all files of a folder, by name and bytes."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            found.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


class CountingPool(LocalPool):
    """One process that counts its tasks by function, and stops with an error before task ``stop_at``."""

    def __init__(self, stop_at: int | None = None) -> None:
        super().__init__(1)
        self.done: dict[str, int] = {}
        self.stop_at = stop_at

    def run(self, function: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        for number, task in enumerate(tasks):
            if sum(self.done.values()) == self.stop_at:
                raise KeyboardInterrupt
            yield number, function(task)
            self.done[function.__name__] = self.done.get(function.__name__, 0) + 1
