"""Tables and passages as HTML, and the files that ``show`` writes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from analysis.measures import PASSAGES
from analysis.presentation import show
from analysis.presentation.passages_html import passage_list
from analysis.presentation.show import FORMULA, safe_csv, table_html
from analysis.presentation.tables_html import Column, render_table
from tests.presentation.contrast_rows import DESCRIBED, VALENCE, contrasts

HOSTILE = "<img src=x onerror=alert(1)>' \"</td></table><script>1</script>"


def passages_table(**changes: Any) -> pl.DataFrame:
    row = {
        "article_id": "a1",
        "outlet": "Herald",
        "published": datetime(2024, 3, 4, tzinfo=UTC),
        "title": "A title",
        "event": None,
        "sentence": 0,
        "voice": "quoted",
        "source_name": "the mayor",
        "term": "regime",
        "category": "illegitimacy",
        "before": "they called the",
        "hit": "regime",
        "after": "a neighbour",
        "negated": False,
    }
    return pl.DataFrame([{**row, **changes}], schema={name: dtype for name, (dtype, _) in PASSAGES.items()})


def test_table_has_caption_scopes_and_a_region_that_keys_reach() -> None:
    page = lxml_html.fromstring(table_html(contrasts({}, DESCRIBED | {"category": "praise"}), "A caption"))
    assert page.get("role") == "region" and page.get("tabindex") == "0"
    assert page.get("aria-label") == "Table: A caption"
    assert page.xpath("string(.//caption)") == "A caption"
    assert page.xpath(".//thead//th[not(@scope='col')]") == []
    assert [th.text for th in page.xpath(".//tbody//th[@scope='row']")] == ["domination", "praise"]


def test_contrast_table_says_without_colour_what_stands_out() -> None:
    page = table_html(contrasts({}, {"q": 0.5, "category": "praise"}, {**VALENCE, "q": 0.9}))
    assert page.count("● stands out") == 1
    assert page.count("○ chance could do it") == 2
    assert "−0.28 to −0.02" in page


@pytest.mark.parametrize("column", ["outlet", "title", "before", "hit", "after", "source_name", "category"])
def test_hostile_text_in_passages_stays_text(column: str) -> None:
    page = passage_list(passages_table(**{column: HOSTILE}))
    tree = lxml_html.fromstring(page)
    assert not tree.xpath(".//img | .//script | .//table")


def test_hostile_text_in_any_table_stays_text() -> None:
    tree = lxml_html.fromstring(table_html(pl.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE))
    assert not tree.xpath(".//img | .//script")
    assert len(tree.xpath("descendant-or-self::table")) == 1
    assert HOSTILE in tree.text_content()


def test_passages_without_text_name_the_term() -> None:
    page = passage_list(passages_table(before=None, hit=None, after=None))
    assert "regime" in page and "without text" in page


def test_long_tables_name_what_is_left_out() -> None:
    rows = [{"a": i} for i in range(70)]
    page = render_table(rows, [Column("A", lambda row: str(row["a"]))], "Many", file="tables/x.csv")
    assert page.count("<tr>") == 61
    assert "10 more rows are not shown; all are in tables/x.csv" in page


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    (cell,) = safe_csv(pl.DataFrame({"a": [text]}))["a"].to_list()
    assert not FORMULA.match(cell)
    assert cell in (text, "'" + text)


def test_numbers_stay_numbers_in_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_OUT", str(tmp_path))
    show(pl.DataFrame({"n": [-1.5], "t": ["=cmd()"]}), name="02-numbers")
    assert (tmp_path / "tables" / "02-numbers.csv").read_text(encoding="utf-8") == "n,t\n-1.5,'=cmd()\n"
    assert pl.read_parquet(tmp_path / "tables" / "02-numbers.parquet")["t"][0] == "=cmd()"


def test_nothing_is_written_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_OUT", raising=False)
    monkeypatch.chdir(tmp_path)
    show(pl.DataFrame({"n": [1]}), name="x")
    assert list(tmp_path.iterdir()) == []


def test_show_refuses_other_things() -> None:
    with pytest.raises(TypeError, match="list"):
        show([1])  # type: ignore[arg-type]
