"""What `check` prints: counts in words, and one line for entries that say the same."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.corpus import read_articles
from analysis.presentation.check_page import reading_report
from analysis.study import Study

TEXT = "The harbor was closed on Monday after a storm, the port authority said."


def printed(tmp_path: Path, rows: list[dict[str, str]]) -> list[str]:
    file = tmp_path / "x.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    articles, log = read_articles(file)
    return reading_report(Study("A study", (str(file),)), articles, log).splitlines()


def test_entries_that_say_the_same_are_one_line_that_names_every_place(tmp_path: Path) -> None:
    empty = {"outlet": "Herald", "date": "2031-05-01", "text": ""}
    full = [{"outlet": "Herald", "date": "2031-05-01", "text": f"{TEXT} Day {n}."} for n in range(2)]
    lines = printed(tmp_path, [empty, empty, full[0], empty, full[1]])
    assert (
        "no text (neither text nor title, or no text in a corpus of full articles; not counted): 3" in lines
    )
    assert [line for line in lines if "neither text" in line][1:] == [
        "  x.jsonl:1-2, 4  neither text nor title"
    ]


def test_one_article_is_one_article_and_undated_ones_are_counted(tmp_path: Path) -> None:
    one = {"outlet": "Courier", "date": "2031-05-01", "text": TEXT}
    some = [{"outlet": "Herald", "date": date, "text": f"{TEXT} Day {date}."} for date in ("2031-05-02", "")]
    lines = printed(tmp_path, [one, *some])
    assert "  Courier: 1 article, 13 words, 2031-05-01" in lines
    assert any(
        line.startswith("  Herald: 2 articles") and line.endswith("; 1 without a date") for line in lines
    )


def test_copies_of_other_outlets_are_counted_and_named(tmp_path: Path) -> None:
    long = " ".join(
        f"The {word} of the harbor was closed on day {n}." for n, word in enumerate(["gate"] * 12)
    )
    rows = [
        {"outlet": outlet, "date": f"2031-05-0{day}", "text": long + end}
        for day, (outlet, end) in enumerate([("Courier", ""), ("Herald", " Nobody spoke.")], 1)
    ]
    lines = printed(tmp_path, [*rows, {"outlet": "Herald", "date": "2031-05-03", "text": TEXT}])
    assert any(
        line.startswith("  Herald: 2") and line.endswith("; 1 copy of another outlet's") for line in lines
    )
    head = lines.index("copies (kept; the same text as an earlier article of another outlet): 1")
    assert lines[head + 1] == "  x.jsonl:2  Herald: the text of Courier, x.jsonl:1"


def test_long_lists_are_cut_and_counted(tmp_path: Path) -> None:
    empty = {"outlet": "Herald", "date": "2031-05-01", "text": ""}
    rows = [row for n in range(60) for row in (empty, empty | {"text": f"<p>{TEXT}</p>" + "<b>x</b>" * n})]
    lines = printed(tmp_path, rows)
    (places,) = [line for line in lines if line.startswith("  x.jsonl:1, 3, 5")]
    assert places.endswith("23 and 48 more  neither text nor title")
    assert "  and 20 more such lines" in lines
