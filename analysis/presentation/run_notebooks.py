"""Run notebooks in kernels of their own and turn each into one self-contained page."""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

TEMPLATE = Path(__file__).resolve().parent / "template"
CELL_SECONDS = 3600
ERROR_LINES = 8
# A kernel shows the first of these that an output has; widgets and scripts mean nothing on a page.
SHOWN_TYPES = ["text/html", "text/markdown", "image/png", "text/plain"]
WIDGET = "application/vnd.jupyter.widget-view+json"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_NOTEBOOK_LINK = re.compile(r'(<a\b[^>]*\bhref=")(\d\d_[\w-]+)\.ipynb(#[^"]*)?(")')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
T = TypeVar("T")


class ReportError(Exception):
    """A report could not be made; the message names notebook, cell and the error's last lines."""


@dataclass(frozen=True)
class Page:
    """A notebook as a page: file stem, title (its first heading), and its first paragraph."""

    stem: str
    title: str
    question: str

    @property
    def file(self) -> str:
        """Name of the page's file."""
        return f"{self.stem}.html"


def run_notebooks(
    folder: Path,
    out: Path,
    environment: Mapping[str, str],
    *,
    jobs: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Page, ...]:
    """Run every notebook of a folder and write ``out/NAME.html`` for each.

    Parameters
    ----------
    folder : holds the notebooks; they run in it
    out : where the pages go; made if missing
    environment : variables that the kernels get beside those of this process
    jobs : notebooks that run at one time
    progress : called with the number of notebooks done and of all

    Returns
    -------
    tuple of Page
        in the order of the file names

    Raises
    ------
    ReportError
        no notebooks there, a cell that failed, a kernel that died
    """
    files = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not files:
        raise ReportError(f"no notebooks in {folder}")
    notebooks = [_read(file) for file in files]
    pages = tuple(_page(file.stem, notebook) for file, notebook in zip(files, notebooks, strict=True))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as settings:
        # An empty IPython folder: start-up files of the user would change results. A fixed hash seed likewise.
        variables = {**os.environ, **environment, "IPYTHONDIR": settings, "PYTHONHASHSEED": "0"}
        _in_own_loop(_run_all(files, notebooks, variables, jobs, progress))
    for number, (page, notebook) in enumerate(zip(pages, notebooks, strict=True)):
        before = pages[number - 1] if number else None
        after = pages[number + 1] if number + 1 < len(pages) else None
        text = page_html(notebook, page, before, after, hidden=(str(out.parent), environment))
        (out / page.file).write_text(text, encoding="utf-8")
    return pages
