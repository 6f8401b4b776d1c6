"""Notes on what only the whole corpus shows: columns with outlets or dates that no usual name tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.corpus import read_articles

TEXT = "The harbor was closed on Monday after a storm, the port authority said."


def noted(tmp_path: Path, head: str, row: str, **options: Any) -> list[str]:
    """Return the notes that speak of columns."""
    file = tmp_path / "x.csv"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    _, log = read_articles(file, **options)
    return [line for line in log.filter(what="noted")["detail"] if "[columns]" in line]


def test_columns_are_named_where_no_article_has_an_outlet_or_a_date(tmp_path: Path) -> None:
    head, row = "Story;Paper;Day of print", f"{TEXT};Herald;2031-05-01"
    said = "if a column holds it, name it under [columns] of a study file"
    assert noted(tmp_path, head, row) == [
        f"no article has outlet or published; {said}: 'Day of print', 'Paper'"
    ]
    assert noted(tmp_path, head, row, columns={"outlet": "Paper"}) == [
        f"no article has published; {said}: 'Day of print'"
    ]
    assert not noted(tmp_path, head, row, columns={"outlet": "Paper", "published": "Day of print"})


def test_no_note_where_no_column_is_left(tmp_path: Path) -> None:
    assert not noted(tmp_path, "text;url", f"{TEXT};https://herald.example/1")


def test_many_columns_are_counted(tmp_path: Path) -> None:
    head = ";".join(["text", *(f"c{n:02}" for n in range(15))])
    assert noted(tmp_path, head, ";".join([TEXT, *["1"] * 15]))[0].endswith("'c10', 'c11' and 3 more")


def test_columns_are_named_where_no_row_has_a_text(tmp_path: Path) -> None:
    said = noted(tmp_path, "Zeitung;Inhalt", f"Herald;{TEXT}")
    assert said == [
        "no article has text or outlet or published; if a column holds it, name it under [columns] "
        "of a study file: 'Inhalt', 'Zeitung'"
    ]


def test_a_text_of_a_word_beside_full_articles_is_noted_and_counts(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    long = [f"Harbor;{TEXT * 5} Day {n}." for n in (1, 2)]
    file.write_text("\n".join(["title;text", *long, "Storm;Grain"]), encoding="utf-8")
    articles, log = read_articles(file)
    assert articles.height == 3
    (entry,) = log.filter(log["detail"].str.contains("fewer than")).iter_rows(named=True)
    assert (entry["source_line"], entry["what"]) == (4, "noted")
