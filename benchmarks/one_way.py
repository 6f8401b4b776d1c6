"""Measure one way once, in a process of its own: what ``make bench`` starts for every single figure.

    python benchmarks/one_way.py MODULE WAY FOLDER OUT.json

A new process has met no word yet, so every measurement is cold. ``MODULE`` (``ways_ours`` or ``ways_peers``)
holds a function of the name ``WAY``, which takes the folder of inputs and gets everything ready; what it
returns is called once and timed. Standard library only, since peers run it in an environment of their own.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from timing import processor_seconds

MISSING = 3
"""Exit code where a library or a program is not there."""


def main(module: str, way: str, folder: str, out: str) -> None:
    try:
        ways = import_module(module)
        work = getattr(ways, way)(Path(folder))
    except (ImportError, FileNotFoundError) as error:
        print(str(error).splitlines()[0], file=sys.stderr)
        sys.exit(MISSING)
    seconds, result = processor_seconds(work)
    measured = {"seconds": seconds, "result": result, "versions": ways.versions(way)}
    Path(out).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:5])
