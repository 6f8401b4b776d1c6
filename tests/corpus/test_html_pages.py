# ruff: noqa: E501
"""Saved pages, read from disk."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from analysis.corpus import read_article_text, read_articles
from analysis.corpus.pages import looks_like_html

PARAGRAPHS = [
    "The harbor of Saru was closed on Monday after a storm that lasted two nights, the port authority said.",
    "“We could not hold the quay,” said the harbor master, Irma Stahl, who has worked there for thirty years.",
    "The ferries to the western villages will sail again on Friday, if the wind allows it, the company said.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LINKED = BODY.replace("port authority", "<a href='/ports'>port authority</a>")
META = """<!doctype html><html lang="en"><head><title>Harbor shut | Herald</title>
<meta property="og:title" content="Harbor shut"><meta property="og:site_name" content="Herald">
<meta property="article:published_time" content="2031-05-02T06:10:00+02:00">
<meta property="article:modified_time" content="2031-05-03T08:00:00Z">
<meta property="og:url" content="https://herald.example/harbor"><meta name="author" content="Ann Other"></head>"""
JSON_LD = """<html><head><title>Harbor shut</title><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Harbor shut",
"datePublished": "2031-05-02T04:10:00Z", "dateModified": "2031-05-03T08:00:00Z",
"publisher": {"@type": "Organization", "name": "Herald"}}]}</script></head>"""
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"


def page(head: str) -> str:
    return f"{head}<body>{NAVIGATION}<article><h1>Harbor shut</h1>{LINKED}</article><footer>© Herald</footer></body></html>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("head", [META, JSON_LD], ids=["meta", "json-ld"])
def test_page_from_disk(tmp_path: Path, head: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(head), encoding="utf-8")
    articles, log = read_articles(file)
    row = articles.row(0, named=True)
    assert (row["title"], row["outlet"]) == ("Harbor shut", "Herald")
    assert row["published"].isoformat() == "2031-05-02T04:10:00+00:00"
    assert row["updated"].isoformat() == "2031-05-03T08:00:00+00:00"
    assert row["text"].split("\n\n") == ["Harbor shut", *PARAGRAPHS]
    assert log["what"].to_list() == ["cleaned"]


def test_the_same_page_twice_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(META), encoding="utf-8")
    for number in range(4):
        other = (
            page(META).replace("Harbor shut", f"Harbor shut {number}").replace("Monday", f"Monday {number}")
        )
        (tmp_path / f"b{number}.html").write_text(other, encoding="utf-8")
    articles, _ = read_articles(tmp_path, keep_empty=True)
    for text in articles["text"]:
        assert len(text.split("\n\n")) == 4


def test_pasted_html() -> None:
    row = read_article_text(page(META))[0].row(0, named=True)
    assert row["url"] == "https://herald.example/harbor"
    assert looks_like_html("  <!-- saved -->\n<HTML><body>")
    assert not looks_like_html("He wrote <html> on the board.")


def test_page_without_an_article_is_not_lost() -> None:
    articles, log = read_article_text("<html><body><div>Closed.</div></body></html>")
    assert "Closed." in articles["text"][0]
    assert log["what"].to_list()[-1] in ("noted", "cleaned")


def test_factiva_export_with_indexing(tmp_path: Path) -> None:
    def article(number: int) -> str:
        rows = {
            "HD": f"Harbor shut {number}", "BY": "Ann Other", "PD": "2 May 2031", "SN": "Herald",
            "LP": f"<p>Lead number {number} of the harbor.</p>", "TD": "<p>Second.</p><p>Third.</p>", "AN": f"Document {number}",
        }  # fmt: skip
        cells = "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, value in rows.items())
        return f"<div class='article'><table>{cells}</table></div>"

    file = tmp_path / "factiva.html"
    file.write_text(f"<html><body>{article(1)}{article(2)}</body></html>")
    articles, _ = read_articles(file)
    assert articles["article_id"].to_list() == ["Document 1", "Document 2"]
    assert articles["text"][0] == "Harbor shut 1\n\nLead number 1 of the harbor.\n\nSecond.\n\nThird."
    assert articles["outlet"].to_list() == ["Herald", "Herald"]
