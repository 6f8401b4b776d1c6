# ruff: noqa: E501
"""Scraped pages of several shapes; every page here is invented."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from analysis.corpus import read_article_text, read_articles
from analysis.corpus.lines import keywords_of, kind_of, tag_runs
from analysis.corpus.scraped import read_scraped_page

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "articles" / "osterby-post-delegation.txt"

TWICE = """https://velmarnews.example/2031/05/02/bridge-repair-begins-77.html
Bridge repair begins as ferries fill
Velmar News
Work on the old bridge began on Monday, and the ferries are full.
2031-05-02T06:10+0000
2031-05-03T08:00+0000
bridges
ferries
velmar city
https://velmarnews.example/img/bridge_1920.jpg
Work on the old Velmar bridge began on Monday with the removal of forty lamps.The city council said that the repair would last until autumn.“We waited for ten years,” said Mayor Ida Brandt.
desk@velmarnews.example
+99 555 010 2030
2031
en_EN
Bridge repair begins as ferries fill
06:10 GMT 02.05.2031 (Updated: 08:00 GMT 03.05.2031) The ferries across the Velm are full for the first time since the war.
Work on the old
Velmar bridge
began on Monday with the removal of forty lamps.
The
city council
said that the repair would last until autumn.
30 April 2031, 11:00 GMT
“
We waited for ten years,” said Mayor
Ida Brandt
. She spoke of a "
new beginning" for the harbor.
Ferries will run every ten minutes until the end of May, the company said on its website.
"""

BROWSER = """Skip to content
Home
News
Sport
Grain prices fall for a third week
By Orla Venn
Published 3 June 2031, 07:15 GMT
Share
Save
Grain prices in Velmar fell for a third week on Tuesday, traders said.
Advertisement
“There is more wheat than anybody wants,” said Pavel Roth, who trades for a mill. “It will not last.”
Read more
Mills ask for help with storage
Farmers plan a march on the capital
Why bread is still dear
The ministry of farming said that it watched the market and would not act before the harvest was in.
Related stories
Mills ask for help with storage
© 2031 Velmar Daily. All rights reserved.
newsroom@velmardaily.example
https://velmardaily.example/terms
"""

TAGGED = """Minister leaves after dispute over tolls
https://www.westcourier.example/politics/minister-leaves
https://www.westcourier.example/media/venn.png
West Courier
2031-07-01 09:30
Tags: tolls, transport, government
Transport Minister Jon Alder stepped down on Monday after a dispute about tolls on the northern road, the government said.
He had opposed the tolls in public.
"I could not sign what I did not believe," Alder told reporters.
desk@westcourier.example
Tel: +99 555 010 9999
www.westcourier.example
"""


def test_page_that_holds_its_text_twice() -> None:
    page = read_scraped_page(TWICE)
    assert page is not None
    values = page.values
    assert (values["title"], values["outlet"]) == ("Bridge repair begins as ferries fill", "Velmar News")
    assert f"{values['published']:%Y-%m-%dT%H:%M}" == "2031-05-02T06:10"
    assert f"{values['updated']:%Y-%m-%dT%H:%M}" == "2031-05-03T08:00"
    assert values["keywords"] == "bridges; ferries; velmar city"
    assert values["text"].split("\n\n") == [
        "The ferries across the Velm are full for the first time since the war.",
        "Work on the old Velmar bridge began on Monday with the removal of forty lamps.",
        "The city council said that the repair would last until autumn.",
        '“We waited for ten years,” said Mayor Ida Brandt. She spoke of a "new beginning" for the harbor.',
        "Ferries will run every ten minutes until the end of May, the company said on its website.",
    ]
    assert page.removed["repeated text"] == 3
    assert page.removed["mail address"] == page.removed["phone number"] == 1


def test_page_pasted_from_a_browser() -> None:
    articles, log = read_article_text(BROWSER)
    row = articles.row(0, named=True)
    assert row["title"] == "Grain prices fall for a third week"
    assert row["authors"] == "Orla Venn"
    assert row["published"].isoformat() == "2031-06-03T07:15:00+00:00"
    assert row["text"].split("\n\n")[1:] == [
        "Grain prices in Velmar fell for a third week on Tuesday, traders said.",
        "“There is more wheat than anybody wants,” said Pavel Roth, who trades for a mill. “It will not last.”",
        "The ministry of farming said that it watched the market and would not act before the harvest was in.",
    ]
    detail = log.filter(pl.col("what") == "cleaned")["detail"][0]
    assert "advertisement: 1" in detail
    assert "headline of another story: 4" in detail


def test_page_with_its_tags_on_a_line() -> None:
    row = read_article_text(TAGGED)[0].row(0, named=True)
    assert (row["outlet"], row["keywords"]) == ("West Courier", "tolls; transport; government")
    assert row["url"] == "https://www.westcourier.example/politics/minister-leaves"
    assert row["text"].startswith("Minister leaves after dispute over tolls\n\nTransport Minister Jon Alder")
    assert row["text"].endswith("Alder told reporters.")
    assert row["n_words"] == 45


def test_sample_page() -> None:
    articles, log = read_articles(SAMPLE)
    row = articles.row(0, named=True)
    assert (row["outlet"], row["title"]) == (
        "Osterby Post",
        "Tamsin goes home with a harbor, and a bill to read",
    )
    assert (f"{row['published']:%d %H:%M}", f"{row['updated']:%d %H:%M}") == ("27 08:05", "27 09:42")
    text = row["text"]
    assert text.count("regime") == text.count("the ore annex was published") == 1
    assert "signed the agreement on Tuesday. Tarsovia will lend" in text
    assert "Barley growers ask" not in text
    assert "example" not in text
    assert log["what"].to_list() == ["cleaned"]


ORDINARY = [
    "A plain headline\n\nThe first paragraph stands here.\n\nThe second one, too.",
    "The first paragraph stands here.\n\nThe second one, too.",
    "What they ask for\n\nThree things:\n\nbread\n\npeace\n\nland\n\nThat is what the leaflet says.",
    "Letters\n\nWrite to desk@herald.example or call us, said the editor on 3 March 2024.\n\n2024 was a long year.",
    "“Home” again\n\nHome\n\nShe said one word.\n\nSearch\n\nThen she left.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(text: str) -> None:
    articles, log = read_article_text(text)
    assert articles["text"][0] == text
    assert "cleaned" not in log["what"].to_list()


def test_header_lines() -> None:
    text = "Title: Harbor shut\nOutlet: Herald\nDate: 3 March 2024\nBy: Ann Other\n\nThe harbor is shut.\n\nNote: it opens soon."
    row = read_article_text(text)[0].row(0, named=True)
    assert (row["title"], row["outlet"], row["authors"]) == ("Harbor shut", "Herald", "Ann Other")
    assert row["text"] == "Harbor shut\n\nThe harbor is shut.\n\nNote: it opens soon."


def test_lines_below_the_title() -> None:
    text = "Harbor shut\nBy Ann Other\n3 March 2024, 10:00 GMT\n\nThe harbor is shut.\n\nAdvertisement\n\nIt opens soon."
    articles, log = read_article_text(text)
    row = articles.row(0, named=True)
    assert (row["authors"], f"{row['published']:%d %H:%M}") == ("Ann Other", "03 10:00")
    assert row["text"] == "Harbor shut\n\nThe harbor is shut.\n\nIt opens soon."
    assert "cleaned" in log["what"].to_list()


def test_text_export_of_several_articles(tmp_path: Path) -> None:
    rule = "\n" + "_" * 60 + "\n"
    entry = (
        "Title: {0}\nPublication title: Herald\nPublication date: Mar {1}, 2024\nAbstract: Short.\n"
        "Full text: {0} it is.\n\nSecond paragraph of {0}.\nSource type: Newspaper\nProQuest document ID: 10{1}\n"
    )
    file = tmp_path / "export.txt"
    file.write_text(
        rule.join(["", entry.format("Harbor shut", 1), entry.format("Storm", 2), "\nEnd of list\n"])
    )
    articles, _ = read_articles(file)
    assert articles["article_id"].to_list() == ["101", "102"]
    assert articles["text"][0].startswith(
        "Harbor shut\n\nHarbor shut it is.\n\nSecond paragraph of Harbor shut."
    )
    assert articles["outlet"].to_list() == ["Herald", "Herald"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://herald.example/a?b=c", "address"),
        ("https://herald.example/a.jpg?w=2Herald Media", "image address"),
        ("desk@herald.example", "mail address"),
        ("+1 (555) 010-2030", "phone number"),
        ("2024-03-01T10:00Z", "time"),
        ("© Herald 2024", "rights notice"),
        ("Share this article", "call to share or sign up"),
        ("Related stories", "label of related stories"),
        ("Share prices fell on Monday as the harbor was closed.", None),
        ("The minister's address was 12 Main Street.", None),
        ("Save the whales, they said, and they meant it.", None),
        ("Comment was refused.", None),
        ("Print is not dead.", None),
    ],
)
def test_kinds_of_lines(line: str, kind: str | None) -> None:
    assert kind_of(line) == kind


def test_tag_lists() -> None:
    assert tag_runs(["The talks failed.", "north", "grain trade", "ports", "The end."]) == {1, 2, 3}
    assert tag_runs(["flew home from", "Mirnau", "on Monday"]) == set()
    assert keywords_of("Bread, peace and land, they said.") == []


def test_empty_paste() -> None:
    articles, log = read_article_text(" \n ")
    assert articles.is_empty()
    assert log["detail"].to_list() == ["the text is empty"]
