"""Outputs of notebooks made the same on every run, and finished pages given ids and links."""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WIDGET = "application/vnd.jupyter.widget-view+json"
_NOTEBOOK_LINK = re.compile(r'(<a\b[^>]*\bhref=")(\d\d_[\w-]+)\.ipynb(#[^"]*)?(")')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def settle_outputs(notebook: Any, folder: Path, out: Path) -> None:
    """Take out of the outputs what differs from run to run or from machine to machine."""
    paths = {
        str(out.parent.absolute()): "report",
        str(folder.parent.absolute()) + os.sep: "",
        sys.prefix: "…",
    }
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [o for o in cell.outputs if WIDGET not in o.get("data", {})]
        cell.outputs = _streams_in_order(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "stream":
                output.text = _settled(output.text, paths)
            elif "text/plain" in output.get("data", {}):
                output.data["text/plain"] = _settled(output.data["text/plain"], paths)


def _settled(text: str, paths: Mapping[str, str]) -> str:
    text = re.sub(r"\S*ipykernel_\d+[/\\]\d+\.py", "cell", text)
    for path, name in paths.items():
        text = text.replace(path, name)
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)


def _streams_in_order(outputs: list[Any]) -> list[Any]:
    """Join plain output, and warnings after it, where they stand side by side: their order is chance."""
    ordered: list[Any] = []
    group: dict[str, Any] = {}
    for output in outputs:
        if output.output_type != "stream":
            ordered += [group[name] for name in ("stdout", "stderr") if name in group]
            ordered.append(output)
            group = {}
        elif output.name in group:
            group[output.name].text += output.text
        else:
            group[output.name] = output
    return ordered + [group[name] for name in ("stdout", "stderr") if name in group]


def page_links(page: str) -> str:
    """Return a page whose links to notebooks lead to their pages.

    >>> page_links('<a href="02_count.ipynb#Table">')
    '<a href="02_count.html#Table">'
    """
    return _NOTEBOOK_LINK.sub(r"\1\2.html\3\4", page)


def with_ids(page: str) -> str:
    """Give every heading an id, as JupyterLab does: the words joined by hyphens."""
    seen: dict[str, int] = {}

    def named(match: re.Match[str]) -> str:
        level, inner = match.groups()
        words = "-".join(html.unescape(re.sub(r"<[^>]+>", "", inner)).split())
        seen[words] = seen.get(words, 0) + 1
        name = words if seen[words] == 1 else f"{words}-{seen[words]}"
        return f'<h{level} id="{html.escape(name)}">{inner}</h{level}>'

    return _HEADING.sub(named, page)
