"""Files of every kind and in every state: what is read, what is refused, and with which line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest

from analysis.corpus import corpus_digest, corpus_files, log_counts, read_articles
from analysis.errors import InputError

TEXT = "The harbor was closed on Monday after a storm, the port authority said. It will open again on Friday."
ROWS = [
    {"id": "a1", "outlet": "Herald", "published": "2024-03-01", "title": "Harbor shut", "text": TEXT},
    {
        "id": "a2",
        "outlet": "Courier",
        "published": "2024-03-02",
        "title": "Storm",
        "text": TEXT + " Ships wait.",
    },
]


def lines(rows: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def details(log: pl.DataFrame, what: str) -> list[tuple[int | None, str]]:
    return log.filter(pl.col("what") == what).select("source_line", "detail").rows()


def write(folder: Path, name: str, data: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    raw = data if isinstance(data, bytes) else data.encode()
    file.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return file


def as_csv(delimiter: str) -> str:
    head = delimiter.join(ROWS[0])
    return "\n".join([head, *(delimiter.join(f'"{value}"' for value in row.values()) for row in ROWS)])


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.jsonl", lines(ROWS)),
        ("x.ndjson", lines(ROWS) + "\n\n"),
        ("x.json", json.dumps(ROWS, indent=1)),
        ("y.json", json.dumps({"status": "ok", "totalResults": 2, "articles": ROWS})),
        ("z.json", lines(ROWS)),
        ("pretty.jsonl", json.dumps(ROWS, indent=2)),
        ("x.csv", as_csv(",")),
        ("y.csv", as_csv(";")),
        ("x.tsv", as_csv("\t")),
        ("bom.csv", b"\xef\xbb\xbf" + as_csv(",").encode()),
        ("wide.csv", as_csv(";").encode("utf-16")),
    ],
)
def test_same_articles_from_every_form(tmp_path: Path, name: str, data: str | bytes, packed: str) -> None:
    articles, log = read_articles(write(tmp_path, name + packed, data))
    assert articles["article_id"].to_list() == ["a2", "a1"]
    assert articles["title"].to_list() == ["Storm", "Harbor shut"]
    assert articles["text"][1] == f"Harbor shut\n\n{TEXT}"
    assert log.is_empty()


def test_parquet_and_back(tmp_path: Path) -> None:
    first, _ = read_articles(write(tmp_path, "x.jsonl", lines(ROWS)))
    first.write_parquet(tmp_path / "articles.parquet")
    again, log = read_articles(tmp_path / "articles.parquet")
    assert again["text"].to_list() == first["text"].to_list()
    assert again["published"].to_list() == first["published"].to_list()
    assert again.columns == first.columns
    assert log.is_empty()


def test_quoted_line_breaks_keep_their_line(tmp_path: Path) -> None:
    data = 'title,text\nOne,"First paragraph.\n\nSecond ""quoted"" one."\n\nTwo,"Plain text of another."\n'
    articles, _ = read_articles(write(tmp_path, "x.csv", data), keep_empty=True)
    rows = {row["title"]: row for row in articles.iter_rows(named=True)}
    assert rows["One"]["text"] == 'One\n\nFirst paragraph.\n\nSecond "quoted" one.'
    assert (rows["One"]["source_line"], rows["Two"]["source_line"]) == (2, 6)


def test_csv_rows_of_wrong_length(tmp_path: Path) -> None:
    data = "title,text,url\nOne,Short text here\nTwo,Text,u,too,many\nThree,Another text here,u\n"
    articles, log = read_articles(write(tmp_path, "x.csv", data))
    assert sorted(articles["title"].to_list()) == ["One", "Three"]
    assert details(log, "repaired") == [(2, "2 values where the header names 3; the others are empty")]
    assert [line for line, _ in details(log, "refused")] == [3]


def test_quote_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    data = 'title,text\nOne,"Text of one."\nTwo,"Open text of two.\nThree,Text of three.\nFour,Text too.,\n'
    articles, log = read_articles(write(tmp_path, "x.csv", data))
    assert sorted(articles["title"].to_list()) == ["Four", "One", "Three", "Two"]
    assert details(log, "repaired") == [(3, "a quote mark is never closed; the line was read by itself")]


def test_cp1252_is_read_and_noted(tmp_path: Path) -> None:
    data = "title;text\nCafé – closed;He said “no” to the café’s owner.\n".encode("cp1252")
    articles, log = read_articles(write(tmp_path, "x.csv", data))
    assert articles["text"][0] == "Café – closed\n\nHe said “no” to the café’s owner."
    assert details(log, "repaired")[0][0] == 2


def test_single_undecodable_line_does_not_spoil_the_others(tmp_path: Path) -> None:
    good = json.dumps({"title": "Один", "text": "naïve “text” stays"}, ensure_ascii=False).encode()
    bad = b'{"title": "Two", "text": "caf\xe9 \x93opens\x94"}'
    articles, log = read_articles(write(tmp_path, "x.jsonl", good + b"\n" + bad))
    texts = set(articles["text"].to_list())
    assert "Two\n\ncafé “opens”" in texts
    assert [line for line, _ in details(log, "repaired")] == [2]


def test_broken_lines_are_refused_with_their_number(tmp_path: Path) -> None:
    whole = lines(ROWS).split("\n")
    data = "\n".join([whole[0], "{not json}", "[1, 2]", whole[1], whole[0][:60]])
    articles, log = read_articles(write(tmp_path, "x.jsonl", data))
    assert articles.height == 2
    refused = details(log, "refused")
    assert [line for line, _ in refused] == [2, 3, 5]
    assert "cut off" in refused[2][1]


def test_cut_off_gzip_gives_what_came_before(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "title": f"Title {n}", "text": f"{n} {TEXT}{'%030x' % (n**9)}"} for n in range(400)
    ]
    packed = gzip.compress(lines(rows).encode())
    (tmp_path / "x.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    articles, log = read_articles(tmp_path / "x.jsonl.gz")
    assert 0 < articles.height < 400
    assert any("cut off" in detail for _, detail in details(log, "refused"))


@pytest.mark.parametrize("data", ["", "  \n\n", b"\xef\xbb\xbf"])
def test_empty_files_are_listed(tmp_path: Path, data: str | bytes) -> None:
    write(tmp_path, "a.jsonl", lines(ROWS))
    write(tmp_path, "empty.csv", data)
    articles, log = read_articles(tmp_path)
    assert articles.height == 2
    assert log.filter(pl.col("source_file") == "empty.csv")["what"].to_list() == ["refused"]


@pytest.mark.parametrize("name", ["x.doc", "x.pdf", "x.rtf", "x.xlsx"])
def test_other_kinds_name_the_export_to_use(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, b"PK\x03\x04 something")
    with pytest.raises(InputError, match="ProQuest 'Text only'"):
        read_articles(tmp_path / name)
    write(tmp_path, "a.jsonl", lines(ROWS))
    articles, log = read_articles(tmp_path)
    assert articles.height == 2
    assert "Factiva 'HTML'" in details(log, "refused")[0][1]


def test_word_file_with_a_false_name(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", lines(ROWS))
    write(tmp_path, "b.txt", b"{\\rtf1 text}")
    _, log = read_articles(tmp_path)
    assert log_counts(log) == {"refused": 1}


def test_mixed_folder_glob_and_list(tmp_path: Path) -> None:
    write(tmp_path, "Herald/one.txt", "Harbor shut\n\nThe harbor was closed on Monday, officials said.")
    write(
        tmp_path, "Herald/2024-03-05-two.txt", "Harbor open\n\nThe harbor was opened on Tuesday, they said."
    )
    write(
        tmp_path,
        "Courier/page.html",
        "<html><body><p>Nothing but this sentence stands here.</p></body></html>",
    )
    write(tmp_path, "deep/er/rows.jsonl.gz", lines(ROWS))
    write(tmp_path, ".hidden/no.jsonl", lines(ROWS))
    write(tmp_path, "image.png", b"\x89PNG")
    write(tmp_path, "README.txt", "This folder holds articles.")
    articles, _ = read_articles(tmp_path)
    assert articles.height == 5
    by_file = {row["source_file"]: row for row in articles.iter_rows(named=True)}
    assert by_file["Herald/one.txt"]["outlet"] == "Herald"
    assert by_file["Courier/page.html"]["outlet"] == "Courier"
    assert f"{by_file['Herald/2024-03-05-two.txt']['published']:%Y-%m-%d}" == "2024-03-05"
    globbed, _ = read_articles(str(tmp_path / "Herald" / "*.txt"))
    assert globbed.height == 2
    listed, _ = read_articles([tmp_path / "Herald", tmp_path / "deep" / "er" / "rows.jsonl.gz"])
    assert listed.height == 4


def test_what_lies_beside_a_file_that_is_missing_is_named_but_nothing_hidden(tmp_path: Path) -> None:
    for name in (".half-written", "articles.csv"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    with pytest.raises(InputError, match=r"the folder holds articles\.csv\)"):
        read_articles(tmp_path / "article.csv")


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found nothing"):
        read_articles(tmp_path / "missing.jsonl")
    with pytest.raises(InputError, match="without article files"):
        corpus_files(tmp_path)


def test_digest_knows_names_and_bytes_but_no_place(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path, f"{folder}/a.jsonl", lines(ROWS))
        write(tmp_path, f"{folder}/b.csv", as_csv(","))
    digest = corpus_digest(tmp_path / "one")
    assert digest == corpus_digest(tmp_path / "two")
    files = [tmp_path / "one" / "a.jsonl", tmp_path / "one" / "b.csv"]
    assert corpus_digest(files) == corpus_digest(files[::-1]) == digest
    write(tmp_path, "two/b.csv", as_csv(";"))
    assert digest != corpus_digest(tmp_path / "two")


@pytest.mark.parametrize(
    "above", ["sep=;", "Export of 12.3.2024;;;", '"Found: 2 articles, by day"\n\nHalmere']
)
def test_lines_above_the_header_of_a_csv_file_are_left_out_and_listed(tmp_path: Path, above: str) -> None:
    table = f"Date;Source;Title;Full text\n2024-03-01;Herald;Harbor shut;{TEXT}\n"
    articles, log = read_articles(write(tmp_path, "a.csv", f"{above}\n{table}"))
    (row,) = articles.iter_rows(named=True)
    head = above.count("\n") + 2
    assert (row["title"], row["source_line"]) == ("Harbor shut", head + 1)
    assert details(log, "repaired") == [(1, f"what stands above the header, in line {head}, left out")]


def test_a_header_with_one_usual_name_stays_the_header(tmp_path: Path) -> None:
    table = f"text;Paper\n{TEXT};Herald\nTitle;Date\n"
    articles, log = read_articles(write(tmp_path, "a.csv", table))
    assert articles.height == 2
    assert not details(log, "repaired")


def test_a_file_without_texts_beside_others_names_its_columns(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", f"title;text\nHarbor;{TEXT}\n")
    write(tmp_path, "b.csv", f"Zeitung;Inhalt\nHerald;{TEXT}\n")
    _, log = read_articles(tmp_path)
    said = log.filter(source_file="b.csv", what="noted")["detail"].to_list()
    assert said == [
        "no row of this file has a text; if a column holds it, name it under [columns] of a study file: "
        "'Inhalt', 'Zeitung'"
    ]
