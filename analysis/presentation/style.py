"""The style of what notebooks show, inside JupyterLab and in the report's pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def content_css() -> str:
    """Return the style sheet of tables, figures and sentences (classes ``ww-…``)."""
    return Path(__file__).with_name("content.css").read_text(encoding="utf-8")
