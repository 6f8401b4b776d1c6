"""One table: how many times as fast as named peers, measured side by side in one run (``make bench``).

    python benchmarks/bench.py [--rounds 5] [--articles 400] [--only sentiment,phrases] [--short] [--out FILE]

Each measurement is a new process (cold), takes the processor time of its work alone on one thread, and comes
right after the others of its row; a figure is the median over rounds of a peer's time over ours. Peers run in
``.venv-peers`` (``tools/set_up_peers.py``), or here where that is missing; one that is not there has a line
that says so. ``--short`` takes the rows that CI holds, and ends with 1 where one is below its bound.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench_inputs import SOURCE, write_matrices, write_texts
from bench_rows import ROWS, Peer, Row, parts_of_work
from one_way import MISSING
from timing import median_seconds, ratios

HERE = Path(__file__).resolve().parent
PEERS_PYTHON = HERE.parent / ".venv-peers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1"
)
SHORT_ROUNDS, SHORT_ARTICLES = 3, 200
COLUMNS = ("what", "beside", "ratio", "lowest to highest", "goal", "results", "ours", "versions")


@dataclass(frozen=True)
class Measured:
    """One measurement: processor seconds, what came out, versions; or why there is none."""

    seconds: float = 0.0
    result: Any = None
    versions: str = ""
    missing: str = ""


def measure(module: str, way: str, folder: Path) -> Measured:
    """Measure a way once, in a process of its own.

    Raises
    ------
    RuntimeError
        the way failed, other than by not being there
    """
    python = PEERS_PYTHON if module == "ways_peers" and PEERS_PYTHON.is_file() else Path(sys.executable)
    out = folder / "measured.json"
    command = [str(python), str(HERE / "one_way.py"), module, way, str(folder), str(out)]
    done = subprocess.run(command, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False)
    if done.returncode == MISSING:
        return Measured(missing=done.stderr.strip().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(f"{module} {way}:\n{done.stderr.strip()[-3000:]}")
    return Measured(**json.loads(out.read_text(encoding="utf-8")))


def lines_of(row: Row, folder: Path, rounds: int, sizes: Mapping[str, int]) -> list[dict[str, str]]:
    """Measure a row in turn and return a line for each of its peers."""
    parts = parts_of_work(sizes)
    taken: list[dict[str, float]] = []
    last: dict[str, Measured] = {}
    for _ in range(rounds):
        last = {"": measure("ways_ours", row.ours, folder)}
        last |= {peer.way: measure("ways_peers", peer.way, folder) for peer in row.peers}
        shares = {peer.way: parts[peer.part] for peer in row.peers} | {"": 1.0}
        taken.append({way: one.seconds / shares[way] for way, one in last.items() if not one.missing})
    speed = speed_in_words(row.unit, sizes, median_seconds(taken, ""))
    return [_line(row, peer, taken, last) | {"ours": speed} for peer in row.peers]


def speed_in_words(unit: str, sizes: Mapping[str, int], seconds: float) -> str:
    """Return our speed on this machine at this time, which other columns do not hang on.

    >>> speed_in_words("articles", {"articles": 200}, 0.5)
    '400 articles/s'
    >>> speed_in_words("characters", {"characters": 3_000_000}, 2.0)
    '1.5 million characters/s'
    """
    if not unit:
        return ""
    speed = sizes[unit] / seconds
    return f"{speed / 1e6:.2g} million {unit}/s" if unit == "characters" else f"{speed:,.0f} {unit}/s"


def _line(
    row: Row, peer: Peer, taken: Sequence[Mapping[str, float]], last: Mapping[str, Measured]
) -> dict[str, str]:
    theirs = last[peer.way]
    line = {"what": row.label, "beside": f"limit: {peer.label}" if peer.limit else peer.label}
    if theirs.missing:
        return line | {"ratio": "not measured", "results": theirs.missing}
    found = ratios(taken, peer.way, "")
    return line | {
        "ratio": f"{median(found):.3g}",
        "lowest to highest": f"{min(found):.3g} to {max(found):.3g}",
        "goal": f"{peer.goal:g}" if peer.goal else "",
        "results": peer.check(last[""].result, theirs.result) if peer.check else "",
        "versions": theirs.versions,
    }


def show(line: Mapping[str, str]) -> None:
    """Print a line of the table."""
    print(
        "| " + " | ".join(line.get(column, "").replace("|", "\\|") for column in COLUMNS) + " |", flush=True
    )


def too_slow(rows: Sequence[Row], lines: Sequence[Mapping[str, str]]) -> list[str]:
    """Return in words which rows are below their bound; the first peer of a row counts."""
    bounds = {row.label: row for row in rows if row.fails_below}
    found = []
    for line in lines:
        row = bounds.pop(line["what"], None)
        if (
            row
            and row.fails_below
            and line["ratio"] != "not measured"
            and float(line["ratio"]) < row.fails_below
        ):
            found.append(
                f"{row.label}: {line['ratio']} × {line['beside']}, at least {row.fails_below:g} asked for"
            )
    return found


def chosen_rows(only: str, short: bool) -> list[Row]:
    """Return the rows that are asked for.

    >>> [row.ours for row in chosen_rows("", short=True)]
    ['sentiment', 'pipeline']
    """
    if short and not only:
        return [replace(row, peers=row.peers[:1]) for row in ROWS if row.fails_below]
    return [row for row in ROWS if row.ours in only.split(",") or not only]


def run(asked: argparse.Namespace) -> list[str]:
    """Measure and print the table; return which rows are below their bounds."""
    rows, lines = chosen_rows(asked.only, asked.short), []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = write_texts(folder, asked.articles)
        if any(row.ours.startswith(("keyness", "resamples")) for row in rows):
            write_matrices(folder)
        measure("ways_peers", "punkt_training", folder)
        print(f"{sizes['articles']} articles, {sizes['words']:,} words; Python {sys.version.split()[0]}\n")
        show(dict(zip(COLUMNS, COLUMNS, strict=True)))
        show(dict.fromkeys(COLUMNS, "---"))
        for row in rows:
            for line in lines_of(row, folder, asked.rounds, sizes):
                show(line)
                lines.append(line)
    if asked.out:
        asked.out.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return too_slow(rows, lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    asked.rounds = asked.rounds or (SHORT_ROUNDS if asked.short else 5)
    asked.articles = asked.articles or (SHORT_ARTICLES if asked.short else 400)
    if not SOURCE.is_file():
        print(f"not measured: no real articles at {SOURCE} (FRAMING_CORPORA names another folder)")
        return
    slow = run(asked)
    if asked.short and slow:
        sys.exit("\n".join(["below the bound:", *slow]))


if __name__ == "__main__":
    main()
