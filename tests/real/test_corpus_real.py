"""Reading the real corpora: counts that can be checked by hand, and the founding article."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest

from analysis.corpus import log_counts, read_article_text, read_articles

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is missing")

FOUNDING = "founding-article.txt"
ONCE = ("cancer tumor", "hegemony-oriented", "Cold War-style", "chauvinistic", "special military operation")


@lru_cache(maxsize=2)
def read(name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    return read_articles(CORPORA / name)


@pytest.mark.parametrize(
    ("name", "rows", "articles", "outlets", "events"),
    [
        ("basil.jsonl", 135, 135, 3, 45),
        ("newswcl50.jsonl", 25, 25, 5, 5),
        ("polnear.jsonl.gz", 924, 922, 7, 0),
        ("seesaw.jsonl", 486, 486, 24, 162),
        ("sputnik-kyivindependent-headlines.jsonl", 3778, 3770, 2, 0),
    ],
)
def test_every_row_is_an_article_or_in_the_log(
    name: str, rows: int, articles: int, outlets: int, events: int
) -> None:
    table, log = read(name)
    dropped = log.filter(pl.col("what").is_in(["no text", "repeat", "other language", "refused"])).height
    assert table.height + dropped == rows
    assert table.height == articles
    assert table["outlet"].n_unique() == outlets
    assert table["event"].drop_nulls().n_unique() == events
    assert table["article_id"].n_unique() == articles


def test_kcna_rows_are_249_without_text_and_803_repeats_and_1059_articles() -> None:
    table, log = read("kcna-raw.jsonl.gz")
    counts = log_counts(log)
    assert (counts["no text"], counts["repeat"]) == (249, 803)
    assert set(counts) == {"no text", "repeat", "repaired"}
    assert table.height == 1059


def test_allsides_is_read_whole() -> None:
    table, log = read("allsides-foreign.jsonl.gz")
    assert table.height == 2570
    assert log_counts(log)["repeat"] == 1
    assert not table["text"].str.contains(r"\n{3}|^\s|  ").any()


def test_ruwa_headlines() -> None:
    table, log = read("ruwa-headlines.jsonl.gz")
    counts = log_counts(log)
    dropped = counts["no text"] + counts["repeat"] + counts["other language"]
    assert table.height + dropped == 16545
    assert counts["no text"] == 194
    assert counts["other language"] < 20
    assert table["event"].n_unique() == 9
    titled = table.filter(pl.col("title").is_not_null())
    body = titled["text"].str.slice(titled["title"].str.len_chars() + 2)
    assert not body.eq(titled["title"]).any()


def test_columns_are_recognised_in_the_headline_list() -> None:
    table, _ = read("sputnik-kyivindependent-headlines.jsonl")
    assert (table["text"] == table["title"]).all()
    assert sorted(table["outlet"].unique().to_list()) == ["Kyiv Independent", "Sputnik"]
    assert table["published"].is_not_null().sum() > 2300
    assert not table["title"].str.contains("Õ|Ñ|Ô").any()


@pytest.mark.parametrize("way", ["file", "pasted"])
def test_founding_article(way: str) -> None:
    file = CORPORA / FOUNDING
    table, log = read(FOUNDING) if way == "file" else read_article_text(file.read_text(encoding="utf-8"))
    row = table.row(0, named=True)
    assert row["outlet"] == "Sputnik International"
    assert f"{row['published']:%Y-%m-%dT%H:%M}" == "2024-01-15T17:18"
    assert f"{row['updated']:%Y-%m-%dT%H:%M}" == "2024-01-17T09:43"
    assert row["url"].startswith("https://sputnikglobe.com/20240115/")
    assert row["title"].endswith("Geopolitical Climate - Experts")
    assert "indo-pacific; choe son hui" in row["keywords"]
    body = row["text"].removeprefix(row["title"] + "\n\n")
    assert row["n_words"] - len(row["title"].split()) + 1 == pytest.approx(962, rel=0.02)
    for phrase in ONCE:
        assert row["text"].count(phrase) == 1
    assert "September 2023, 20:04" not in body
    assert "http" not in row["text"]
    assert "expert. “The DPRK" in body
    assert 'a "hegemony-oriented' in body
    assert all(paragraph.endswith((".", "”", '"')) for paragraph in body.split("\n\n"))
    assert log["what"].to_list() == ["cleaned"]


def test_corpora_together_find_each_others_repeats() -> None:
    table, log = read_articles(
        [CORPORA / "seesaw.jsonl", CORPORA / "newswcl50.jsonl", CORPORA / "basil.jsonl"]
    )
    assert table.height + log_counts(log).get("repeat", 0) == 486 + 25 + 135
    assert log_counts(log)["repeat"] >= 1
