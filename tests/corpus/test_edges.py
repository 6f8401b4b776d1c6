"""What a site puts around every text is cut; what a writer ends an article with stays."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from analysis.corpus import read_articles

WORDS = ("harbour", "market", "council", "railway", "border")


def corpus(folder: Path, endings: list[str], outlet: str = "Halmere Post", start: str = "") -> pl.DataFrame:
    rows = [
        {
            "outlet": outlet,
            "title": f"Talks about the {WORDS[n % 5]} reach day {n}",
            "text": f"{start}The delegates met at the {WORDS[n % 5]} on day {n} and agreed on little.{end}",
        }
        for n, end in enumerate(endings)
    ]
    file = folder / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_articles(file)[0]


def test_words_that_end_every_text_are_cut_and_logged(tmp_path: Path) -> None:
    made = corpus(tmp_path, [" View news."] * 20 + [" — Halmere Post."] * 20)
    assert made["text"].str.ends_with("agreed on little.").all()
    log = read_articles(tmp_path / "articles.jsonl")[1].filter(what="cleaned")["detail"].to_list()
    assert log == [
        "“View news.” cut from the end of 20 texts of Halmere Post",
        "“— Halmere Post.” cut from the end of 20 texts of Halmere Post",
    ]


def test_the_same_words_go_on_a_line_of_their_own_and_behind_a_lost_full_stop(tmp_path: Path) -> None:
    made = corpus(
        tmp_path, [" Both left. View news."] * 20 + ["\n\nView news."] * 5 + [" as ever View news."] * 5
    )
    assert not made["text"].str.contains("View news").any()
    assert made["text"].str.ends_with("Both left.").sum() == 20


def test_a_sentence_of_few_texts_or_of_many_words_stays(tmp_path: Path) -> None:
    few = corpus(tmp_path, [" Ms Orr agreed."] * 19 + [""] * 10)
    assert few["text"].str.ends_with("Ms Orr agreed.").sum() == 19
    rare = corpus(tmp_path, [" Ms Orr agreed."] * 20 + [""] * 400)
    assert rare["text"].str.ends_with("Ms Orr agreed.").sum() == 20
    long = corpus(tmp_path, [" The talks go on in spring."] * 30)
    assert long["text"].str.ends_with("in spring.").all()


def test_a_time_before_a_dash_goes_and_a_date_in_a_sentence_stays(tmp_path: Path) -> None:
    timed = corpus(tmp_path, [""] * 3, start="03.02.22 11:45 - ")
    assert timed["text"].str.contains("\n\nThe delegates met").all()
    dated = corpus(tmp_path, [""] * 3, start="3 March 2022 was cold. ")
    assert dated["text"].str.contains("3 March 2022 was cold").all()


def test_a_text_that_is_only_what_ends_the_others_goes_where_a_title_stays(tmp_path: Path) -> None:
    made = corpus(tmp_path, [" View news."] * 30)
    rows = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    rows.append(rows[0] | {"title": "Talks fail at the border", "text": "View news."})
    rows.append(rows[0] | {"title": None, "text": "View news."})
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    again = read_articles(tmp_path / "articles.jsonl")[0]
    assert again.height == made.height + 2
    assert again.filter(title="Talks fail at the border")["text"].to_list() == ["Talks fail at the border"]
    assert again.filter(pl.col("title").is_null())["text"].to_list() == ["View news."]


def test_a_rubric_that_opens_or_ends_many_texts_goes_and_a_repeated_sentence_stays(tmp_path: Path) -> None:
    made = corpus(
        tmp_path,
        ["\n\nHalmere Morning Paper"] * 25 + ["\n\nThe war began in 2014."] * 25,
        start="REPORT:\n\n",
    )
    assert not made["text"].str.contains("REPORT|Morning Paper").any()
    assert made["text"].str.ends_with("The war began in 2014.").sum() == 25
    log = read_articles(tmp_path / "articles.jsonl")[1].filter(what="cleaned")["detail"].to_list()
    assert log == [
        "“Halmere Morning Paper” cut from the end of 25 texts of Halmere Post",
        "“REPORT:” cut from the start of 50 texts of Halmere Post",
    ]


def test_a_line_of_few_texts_stays(tmp_path: Path) -> None:
    few = corpus(tmp_path, ["\n\nHalmere Morning Paper"] * 19 + [""] * 10)
    assert few["text"].str.ends_with("Halmere Morning Paper").sum() == 19
    rare = corpus(tmp_path, ["\n\nHalmere Morning Paper"] * 20 + [""] * 1000)
    assert rare["text"].str.ends_with("Halmere Morning Paper").sum() == 20


def test_the_first_line_of_texts_without_title_stays_as_it_may_be_the_headline(tmp_path: Path) -> None:
    corpus(tmp_path, [""] * 30, start="Talks latest\n\n")
    rows = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    untitled = [row | {"title": None} for row in rows]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, untitled)), encoding="utf-8")
    assert read_articles(tmp_path / "articles.jsonl")[0]["text"].str.starts_with("Talks latest").all()
