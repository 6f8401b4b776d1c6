"""Columns recognised in the exports that people have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus import read_articles
from analysis.corpus.columns import filled_columns, recognise
from analysis.corpus.records import Record
from analysis.errors import InputError

TEXT = "The harbor was closed on Monday after a storm, the port authority said."


def read(tmp_path: Path, row: dict[str, Any], **options: Any) -> dict[str, Any]:
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    articles, _ = read_articles(file, **options)
    return articles.row(0, named=True)


@pytest.mark.parametrize(
    "row",
    [
        {"stories_id": 7, "publish_date": "2024-03-01", "media_name": "Herald", "title": "Harbor shut",
         "url": "https://h.example/1", "language": "en", "story_text": TEXT},
        {"Headline": "Harbor shut", "Publication": "Herald", "Load-Date": "March 1, 2024", "Full Text": TEXT,
         "URL": "https://h.example/1", "id": 7},
        {"Title": "Harbor shut", "Publication title": "Herald", "Publication date": "Mar 1, 2024",
         "Publisher": "Big Co",
         "Full text": TEXT, "Document URL": "https://h.example/1", "ProQuest document ID": "7"},
        {"an": "7", "title": "Harbor shut", "source_name": "Herald", "publication_date": 1709251200000,
         "body": TEXT, "url": "https://h.example/1"},
        {"source": {"id": None, "name": "Herald"}, "title": "Harbor shut",
         "publishedAt": "2024-03-01T00:00:00Z",
         "url": "https://h.example/1", "content": TEXT, "description": "About the harbor", "id": "7"},
        {"pub_date": "2024-03-01", "news_outlet": "Herald", "HEADLINE": "Harbor shut", "article": TEXT,
         "link": "https://h.example/1", "id": "7"},
    ],
    ids=["Media Cloud", "Nexis", "ProQuest", "Factiva", "NewsAPI", "own"],
)  # fmt: skip
def test_usual_exports(tmp_path: Path, row: dict[str, Any]) -> None:
    found = read(tmp_path, row)
    assert (found["article_id"], found["outlet"], found["title"]) == ("7", "Herald", "Harbor shut")
    assert found["published"].isoformat() == "2024-03-01T00:00:00+00:00"
    assert found["url"] == "https://h.example/1"
    assert found["text"] == f"Harbor shut\n\n{TEXT}"


def test_headline_list(tmp_path: Path) -> None:
    found = read(tmp_path, {"outlet": "Herald", "date": 20251021, "headline": "Harbor shut", "url": "u"})
    assert found["text"] == "Harbor shut"
    assert found["published"].isoformat() == "2025-10-21T00:00:00+00:00"


def test_an_empty_name_switches_a_column_off(tmp_path: Path) -> None:
    row = {"outlet": "Herald", "date": "2031-05-01", "text": TEXT, "event": "talks"}
    assert read(tmp_path, row)["event"] == "talks"
    found = read(tmp_path, row, columns={"event": ""})
    assert found["event"] is None
    assert found["event_in_input"] == "talks"


def test_factiva_codes_join_lead_and_text() -> None:
    record = Record(
        "x", 1, {"HD": "Harbor shut", "SN": "Herald", "PD": "1 March 2024", "LP": "Lead.", "TD": "Rest."}
    )
    assert recognise(filled_columns([record]))["text"] == ("LP", "TD")


def test_order_of_preference_and_own_columns(tmp_path: Path) -> None:
    row = {"text": TEXT, "content": "teaser", "source": "feed 7", "outlet": "Herald", "topic": "ports",
           "n": 3,  "tags": ["sea", "storm"], "n_words": 99}  # fmt: skip
    found = read(tmp_path, row)
    assert (found["outlet"], found["text"], found["source"], found["content"]) == (
        "Herald",
        TEXT,
        "feed 7",
        "teaser",
    )
    assert (found["topic"], found["n"], found["tags"]) == ("ports", 3, '["sea", "storm"]')
    assert found["n_words"] == 13


def test_columns_given_by_the_user(tmp_path: Path) -> None:
    row = {"text": "not this", "Story!": TEXT, "meta": {"paper": "Herald"}}
    found = read(tmp_path, row, columns={"text": "story", "outlet": "meta.paper"})
    assert (found["text"], found["outlet"], found["text_in_input"]) == (TEXT, "Herald", "not this")


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"found 'storry'.*did you mean 'story'"):
        read(tmp_path, {"story": TEXT}, columns={"text": "storry"})
    with pytest.raises(InputError, match=r"key 'titel'.*did you mean 'title'"):
        read(tmp_path, {"story": TEXT}, columns={"titel": "story"})


def test_summary_stands_in_only_where_no_text_is(tmp_path: Path) -> None:
    assert read(tmp_path, {"title": "A", "description": TEXT})["text"] == f"A\n\n{TEXT}"
    assert read(tmp_path, {"title": "A", "text": "Body.", "description": TEXT})["text"] == "A\n\nBody."


def test_missing_outlet_comes_from_the_address(tmp_path: Path) -> None:
    assert read(tmp_path, {"text": TEXT, "url": "https://www.nytimes.com/x"})["outlet"] == "New York Times"
    assert (
        read(tmp_path, {"text": TEXT, "url": "https://news.port.example/x"})["outlet"] == "news.port.example"
    )
    assert read(tmp_path, {"text": TEXT})["outlet"] == "unknown"


def test_missing_id_is_a_hash_of_the_content(tmp_path: Path) -> None:
    first = read(tmp_path, {"outlet": "Herald", "title": "A", "text": TEXT})["article_id"]
    same = read(tmp_path, {"note": 1, "text": TEXT, "title": "A", "outlet": "Herald"})["article_id"]
    other = read(tmp_path, {"outlet": "Courier", "title": "A", "text": TEXT})["article_id"]
    assert first == same != other
    assert len(first) == 16


def test_rows_of_several_sources_in_one_file(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    rows = [
        {"title": "A", "outlet": "Herald", "text": TEXT, "source": "feed"},
        {"headline": "B", "source": "Courier", "body": f"{TEXT} Twice."},
        {"title": "C", "outlet": "", "text": "", "body": "not the text", "source": "feed"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    articles, _ = read_articles(file, keep_empty=True)
    found = articles.sort("title").select("title", "outlet", "source", "body").rows()
    assert found == [
        ("A", "Herald", "feed", None), ("B", "Courier", None, None), ("C", "unknown", "feed", "not the text"),
    ]  # fmt: skip
