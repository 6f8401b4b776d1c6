"""Run notebooks in kernels of their own and turn each into one self-contained page."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from analysis.presentation.report.settle import page_links, settle_outputs, with_ids
from analysis.presentation.style import content_css

TEMPLATE = Path(__file__).resolve().parent / "template"
CELL_SECONDS = 3600
# The order of sets, and of sums that threads share, must not change the last digit of a result; nor must
# start-up files of the user, so that kernels get an empty IPython folder.
STEADY = {"PYTHONHASHSEED": "0", "POLARS_MAX_THREADS": "1"}
ERROR_LINES = 8
# A kernel shows the first of these that an output has; widgets and scripts mean nothing on a page.
SHOWN_TYPES = ["text/html", "text/markdown", "image/png", "text/plain"]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
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
        variables = {**os.environ, **environment, **STEADY, "IPYTHONDIR": settings}
        _in_own_loop(_run_all(files, notebooks, variables, jobs, progress))
    for number, (page, notebook) in enumerate(zip(pages, notebooks, strict=True)):
        before = pages[number - 1] if number else None
        after = pages[number + 1] if number + 1 < len(pages) else None
        settle_outputs(notebook, folder, out)
        text = page_html(notebook, page, before, after)
        (out / page.file).write_text(text, encoding="utf-8")
    return pages


def page_html(notebook: Any, page: Page, before: Page | None = None, after: Page | None = None) -> str:
    """Return a notebook with its outputs as one self-contained HTML page."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    settings = Config({"NbConvertBase": {"display_data_priority": SHOWN_TYPES}})
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        config=settings,
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TEMPLATE.parent)],
        exclude_anchor_links=True,
    )
    around: dict[str, Any] = {"page_title": page.title, "previous_page": before, "next_page": after}
    around["content_style"] = content_css()
    text, _ = exporter.from_notebook_node(notebook, resources=around)
    return with_ids(page_links(text)) + "\n"


def _read(file: Path) -> Any:
    import nbformat

    try:
        return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever is wrong with the file, the message is about the file
        raise ReportError(f"{file.name}: not a notebook ({error})") from error


def _page(stem: str, notebook: Any) -> Page:
    """Return title and first paragraph, from the Markdown cells."""
    lines = [
        line.strip()
        for paragraph in "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown").split(
            "\n\n"
        )
        for line in _split_headings(paragraph)
    ]
    title = next((line[2:] for line in lines if line.startswith("# ")), stem)
    question = next((line for line in lines if line and not line.startswith("#")), "")
    return Page(stem, _unmarked(title), _unmarked(question))


def _split_headings(paragraph: str) -> list[str]:
    """Return headings and running text of a paragraph apart."""
    lines = paragraph.strip().splitlines()
    headings = [line for line in lines if line.startswith("#")]
    return [*headings, " ".join(line for line in lines if not line.startswith("#"))]


def _unmarked(text: str) -> str:
    """Return Markdown as plain text: links and emphasis keep their words."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("*", "").replace("`", "")


async def _run_all(
    files: Sequence[Path],
    notebooks: Sequence[Any],
    variables: Mapping[str, str],
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Run notebooks, ``jobs`` at one time; the first failure stops the others."""
    gate, done = asyncio.Semaphore(max(1, jobs)), 0

    async def run(file: Path, notebook: Any) -> None:
        nonlocal done
        async with gate:
            await _run_one(file, notebook, variables)
        done += 1
        if progress:
            progress(done, len(files))

    if progress:
        progress(0, len(files))
    try:
        async with asyncio.TaskGroup() as group:
            for file, notebook in zip(files, notebooks, strict=True):
                group.create_task(run(file, notebook))
    except* ReportError as failures:
        raise failures.exceptions[0] from None


async def _run_one(file: Path, notebook: Any, variables: Mapping[str, str]) -> None:
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

    at = 0

    def note(cell: Any, cell_index: int) -> None:  # noqa: ARG001
        nonlocal at
        at = cell_index

    client = NotebookClient(
        notebook,
        km=AsyncKernelManager(kernel_name="python3", kernel_spec_manager=_this_interpreter()),
        timeout=CELL_SECONDS,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=40"],
        record_timing=False,
        on_cell_start=note,
        resources={"metadata": {"path": str(file.parent)}},
    )
    client.owns_km = True  # so that the kernel is shut down in the end
    place = f"{file.name}, cell {{}} of {len(notebook.cells)}"
    try:
        await client.async_execute(env=dict(variables))
    except CellExecutionError as error:
        raise ReportError(f"{place.format(at + 1)}:\n{_last_lines(error.traceback)}") from error
    except DeadKernelError as error:
        message = "the kernel died; often there was not enough memory"
        raise ReportError(f"{place.format(at + 1)}: {message}") from error
    except CellControlSignal as error:  # time limit
        raise ReportError(f"{place.format(at + 1)}: {error}") from error


def _this_interpreter() -> Any:
    """Return a kernel finder that knows one kernel: the Python that runs now.

    A kernel named python3 elsewhere on the machine may be another Python without this package.
    """
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    class ThisInterpreter(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
            return KernelSpec(**get_kernel_dict())

    return ThisInterpreter()


def _last_lines(traceback: str) -> str:
    lines = [line.rstrip() for line in _ANSI.sub("", traceback).splitlines() if line.strip()]
    return "\n".join(f"  {line}" for line in lines[-ERROR_LINES:])


def _in_own_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: this also works inside Jupyter, and Ctrl-C stops the kernels."""
    running: dict[str, Any] = {}

    async def watched() -> T:
        running["task"], running["loop"] = asyncio.current_task(), asyncio.get_running_loop()
        return await work

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(asyncio.run, watched())
        try:
            return future.result()
        except BaseException:
            if not future.done() and running:
                running["loop"].call_soon_threadsafe(running["task"].cancel)
            raise
