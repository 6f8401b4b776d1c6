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

from analysis.comparison import BY_SIDE
from analysis.measures import BY_OUTLET, PASSAGES, WHO_SAYS
from analysis.presentation import show
from analysis.presentation.shown import FORMULA, safe_csv, table_html
from analysis.presentation.tables.html import Column, render_table
from analysis.presentation.tables.kinds import rows_of
from analysis.presentation.tables.passages import passage_list
from tests.presentation.sentences.contrast_rows import DESCRIBED, SHARE, SOURCES, VALENCE, contrasts

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
    page = table_html(contrasts({}, {"q": 0.5, "category": "praise"}, {**VALENCE, "q": 0.9})).replace(
        "\u00a0", " "
    )
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


def test_shares_and_numbers_are_shown_as_such() -> None:
    page = lxml_html.fromstring(table_html(contrasts(SHARE, SOURCES, {})).replace("\u00a0", " "))
    heads = [th.text for th in page.xpath(".//thead//th")]
    assert heads[:4] == ["Measure", "Focus", "Reference mean", "Ratio or difference"]
    cells = [[c.text for c in tr.xpath("./*")] for tr in page.xpath(".//tbody/tr")]
    assert cells[0][:6] == [
        "somebody else's words",
        "37 %",
        "25 %",
        "+12 points",
        "+4.0 to +19 points",
        "0.003",
    ]
    assert cells[0][6] == "485 of 1,310 : 1,475 of 5,900"
    assert cells[1][:5] == ["different sources per article", "2.0", "4.0", "0.50 ×", "0.30 to 0.80"]
    assert cells[1][6] == "20 : 200"
    assert cells[2][:2] == ["domination", "18.3"]


def outlets_of(categories: dict[str, float]) -> pl.DataFrame:
    base = {
        "outlet": "Herald",
        "measure": "share:voice",
        "voice": "all",
        "part": "all",
        "hits": 3,
        "words": 10,
    }
    base |= {"articles": 2, "articles_with": 1, "low": 0.1, "high": 0.5}
    rows = [base | {"category": category, "value": value} for category, value in categories.items()]
    return pl.DataFrame(rows, schema={name: dtype for name, (dtype, _) in BY_OUTLET.items()})


def test_few_shares_of_one_whole_stand_beside_each_other() -> None:
    markup = table_html(outlets_of({"quoted": 0.3, "own": 0.7}), "Whose words")
    page = lxml_html.fromstring(markup.replace("\u00a0", " "))
    assert [th.text for th in page.xpath(".//thead//th")] == [
        "Outlet",
        "Own words",
        "Quoted words",
        "Words",
        "Articles",
    ]
    assert [c.text for c in page.xpath(".//tbody/tr/*")] == [
        "Herald",
        "70 % (10 to 50)",
        "30 % (10 to 50)",
        "10",
        "2",
    ]
    assert "in brackets: 95 % intervals" in page.xpath("string(.//caption)")
    bare = outlets_of({"quoted": 0.3, "own": 0.7}).with_columns(low=None, high=None)
    assert lxml_html.fromstring(table_html(bare, "Whose words")).xpath("string(.//caption)") == "Whose words"
    assert rows_of(bare) == 1, "two shares of one outlet are one row"
    one = lxml_html.fromstring(table_html(outlets_of({"own": 0.7})))
    assert [th.text for th in one.xpath(".//thead//th")][:3] == ["Outlet", "Share", "95 % interval"]


def test_of_many_outlets_the_focus_comes_first_and_those_without_anything_last() -> None:
    shares = [
        outlets_of({"quoted": 0.3, "own": 0.7}).with_columns(outlet=pl.lit(f"Outlet {n:03}"))
        for n in range(70)
    ]
    nothing = outlets_of({"quoted": 0.3, "own": 0.7}).with_columns(
        value=pl.lit(None, pl.Float64), outlet=pl.lit("Empty")
    )
    table = pl.concat([nothing, *shares])
    page = lxml_html.fromstring(table_html(table, "Whose words", focus=["Outlet 069"]))
    names = [th.text for th in page.xpath(".//tbody//th")]
    assert names[:2] == ["Outlet 069 ◆", "Outlet 000"]
    assert "Empty" not in names
    numbers = pl.DataFrame({"outlet": [f"Outlet {n:03}" for n in range(70)], "hits": range(70)})
    page = lxml_html.fromstring(table_html(numbers, focus=["Outlet 069"]))
    assert page.xpath("string(.//tbody/tr[1]/*[1])") == "Outlet 069"


def test_sides_beside_each_other_and_who_says_it() -> None:
    base = {
        "measure": "share:side",
        "category": "Tarsovia",
        "voice": "attributed",
        "part": "all",
        "outlets": 1,
    }
    sides = [
        base
        | {"side": "focus", "hits": 30, "words": 60, "articles": 9, "value": 0.5, "low": 0.3, "high": 0.7},
        base
        | {
            "side": "reference",
            "hits": 0,
            "words": 50,
            "articles": 9,
            "value": 0.0,
            "low": None,
            "high": None,
        },
    ]
    table = pl.DataFrame(sides, schema={name: dtype for name, (dtype, _) in BY_SIDE.items()})
    assert rows_of(table) == 1
    page = lxml_html.fromstring(table_html(table).replace("\u00a0", " "))
    assert [c.text for c in page.xpath(".//tbody/tr/*")] == [
        "sources for Tarsovia",
        "50 %",
        "30 % to 70 %",
        "0 %",
        "–",
        "30 of 60 : 0 of 50",
        "9 : 9",
    ]
    said = [
        ("Herald", "own", True, None, None, None, 2, 1),
        ("Post", "quoted", False, HOSTILE, "person", "cued", 1, 1),
    ]
    who = pl.DataFrame(said, schema={name: dtype for name, (dtype, _) in WHO_SAYS.items()}, orient="row")
    page = lxml_html.fromstring(table_html(who))
    assert [th.text for th in page.xpath(".//tbody//th")] == [
        "the outlet itself, in scare quotes",
        f"{HOSTILE} (quoted)",
    ]
    assert not page.xpath(".//img | .//script")


def test_cells_break_between_two_numbers_only_and_short_ones_nowhere() -> None:
    """In the profile of a large corpus such cells pushed the last column off the page."""

    def cell(text: str) -> str:
        page = render_table([{"pair": text}], [Column("Counts", lambda row: row["pair"])], "c")
        return page.split("<td")[1].split("</td>")[0]

    pair = "130,991\u00a0of\u00a0317,633\u00a0: 1,118,718\u00a0of\u00a02,403,564"
    assert cell(pair.replace("\u00a0", " ")) == f" class='ww-n ww-ties'>{pair}"
    assert cell("7.0 × (1.8 to 28)") == " class='ww-n ww-ties'>7.0\u00a0× (1.8\u00a0to\u00a028)"
    assert cell("3 : 4") == " class='ww-n ww-short'>3 : 4"
    assert cell("< 0.001") == " class='ww-n ww-short'>&lt; 0.001"


def test_line_numbers_are_written_as_editors_show_them() -> None:
    table = pl.DataFrame({"source_file": ["a.jsonl"], "source_line": [12345], "times": [12345]})
    page = lxml_html.fromstring(table_html(table))
    assert [cell.text for cell in page.xpath(".//tbody//td")] == ["12345", "12,345"]


def test_a_test_without_its_interval_says_what_the_interval_includes() -> None:
    """A q of 0.013 beside "chance could do it" was read as a slip."""
    page = table_html(contrasts({"q": 0.013, "low": 0.9}, {**VALENCE, "q": 0.013, "high": 0.1}))
    assert "○ interval includes 1<" in page
    assert "○ interval includes 0<" in page


def test_a_table_with_many_letters_side_by_side_takes_the_whole_width() -> None:
    """The page lays such tables below its heads, others beside the text."""
    columns = [Column(f"Number {n}", lambda row: row["cell"]) for n in range(8)]
    assert "ww-wide" not in render_table([{"cell": "7.0"}], columns, "c")
    assert "ww-wide" in render_table([{"cell": "7.0 × (1.8 to 28)"}], columns, "c")


def test_one_reference_outlet_has_a_value_and_several_a_mean() -> None:
    def heads(row: dict[str, Any]) -> list[str]:
        page = lxml_html.fromstring(table_html(contrasts(row)))
        return [head.text_content() for head in page.findall(".//thead//th")]

    assert "Reference mean" in heads(SHARE)
    assert "Reference value" in heads({**SHARE, "reference_outlets": 1})
