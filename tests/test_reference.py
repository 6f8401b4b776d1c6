"""The reference of the tables says what the schemas say."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_tables_page_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "tables_reference.py"))["reference"]()
    assert (ROOT / "TABLES.md").read_text(encoding="utf-8") == made, "run: python tools/tables_reference.py"
