"""The whole of reading: what counts, what is set aside, and that no order matters."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus import Selection, fold_outlet, log_counts, read_article_text, read_articles
from analysis.corpus.language import detect_language
from analysis.corpus.outlets import outlet_key, outlet_of_address, read_aliases
from analysis.corpus.selection import query_pattern
from analysis.corpus.tables import ARTICLES, LOG_KINDS, READING_LOG, schema
from analysis.errors import InputError
from analysis.study import Select
from analysis.text import count_words, fold

ENGLISH = (
    "The harbor of the city was closed on Monday after a storm, and the ferries will not sail before "
    "Friday, it said."
)
FRENCH = (
    "Le port de la ville est resté fermé lundi après une tempête qui a duré deux nuits, selon les "
    "autorités, et les bateaux ne partiront pas avant vendredi, a dit le directeur du port aux journalistes."
)


def read(folder: Path, rows: list[dict[str, Any]], **options: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    file = folder / "x.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return read_articles(file, **options)


def article(number: int, **others: Any) -> dict[str, Any]:
    text = f"{ENGLISH} Number {number} of them said so to {number * 7} reporters."
    return {"id": f"a{number}", "outlet": "Herald", "published": f"2031-05-{1 + number % 28:02d}",
            "title": f"Harbor {number}", "text": text, **others}  # fmt: skip


def test_schemas(tmp_path: Path) -> None:
    articles, log = read(tmp_path, [article(1), {"id": 2}], progress=None)
    assert dict(articles.schema) == schema(ARTICLES)
    assert dict(log.schema) == schema(READING_LOG)
    assert set(log["what"].to_list()) <= set(LOG_KINDS)
    assert articles["n_words"][0] == count_words(articles["text"][0])


def test_rows_without_text_in_a_corpus_of_articles(tmp_path: Path) -> None:
    rows = [
        article(1),
        article(2),
        {"id": "b", "title": "A headline only", "text": " "},
        {"id": "c", "text": None},
    ]
    articles, log = read(tmp_path, rows)
    assert sorted(articles["article_id"].to_list()) == ["a1", "a2"]
    assert log.filter(pl.col("what") == "no text").select("source_line", "article_id", "detail").rows() == [
        (3, "b", "a title but no text"), (4, "c", "neither text nor title"),
    ]  # fmt: skip
    kept, log = read(tmp_path, rows, keep_empty=True)
    assert kept.filter(pl.col("article_id") == "b")["text"].to_list() == ["A headline only"]
    assert log_counts(log)["no text"] == 1


def test_a_corpus_of_headlines_counts_titles(tmp_path: Path) -> None:
    rows = [{"id": str(n), "outlet": "Herald", "headline": f"Harbor shut for {n} days"} for n in range(5)]
    articles, log = read(tmp_path, [*rows, article(1), article(2), {"id": "x"}])
    assert articles.height == 7
    assert log_counts(log)["no text"] == 1
    assert any("a corpus of headlines: 2 of 7 rows" in detail for detail in log["detail"])


def test_text_that_only_repeats_the_title_counts(tmp_path: Path) -> None:
    articles, _ = read(
        tmp_path, [{"id": "a", "title": "Harbor shut", "text": "Harbor shut"}, article(1), article(2)]
    )
    assert articles.filter(pl.col("article_id") == "a")["text"].to_list() == ["Harbor shut"]


def test_other_languages_are_set_aside(tmp_path: Path) -> None:
    articles, log = read(tmp_path, [article(1), article(2, text=FRENCH), article(3, text="Порт закрыли")])
    assert articles["article_id"].to_list() == ["a1"]
    assert log.select("what", "article_id").rows() == [("other language", "a2"), ("other language", "a3")]
    assert "(fr)" in log["detail"][0]


def test_language_of_short_texts() -> None:
    assert detect_language("Harbor shut") is None
    assert detect_language("Hafen dicht", "de-DE") == "de"
    assert detect_language("Harbor shut", "English") == "en"
    assert detect_language(" ".join(["Kim", "Seoul", "Lee", "Park"] * 10)) in (
        "en",
        "id",
        "ko",
        "vi",
        "no",
        "da",
    )


def test_impossible_dates_are_left_empty(tmp_path: Path) -> None:
    articles, log = read(tmp_path, [article(1, published="2031-02-31"), article(2)])
    assert articles["published"].null_count() == 1
    assert log.row(0, named=True)["what"] == "repaired"
    assert "2031-02-31" in log["detail"][0]


def test_day_first_is_told_by_the_column(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, [article(1, published="03/04/2031"), article(2, published="25/04/2031")])
    assert [f"{day:%m-%d}" for day in articles["published"]] == ["04-03", "04-25"]


def test_outlets_are_folded_and_listed(tmp_path: Path) -> None:
    spellings = ["nyt", "NYT", "New York Times ", "The New York Times", "Osterby  Post"]
    rows = [article(n, outlet=name) for n, name in enumerate(spellings)]
    articles, log = read(tmp_path, rows)
    assert sorted(set(articles["outlet"].to_list())) == ["New York Times", "Osterby Post"]
    folded = log.filter(pl.col("what") == "outlet folded")["detail"].to_list()
    assert "'NYT' is 'New York Times' (1 article)" in folded
    assert len(folded) == 4


def test_aliases_of_the_user_win(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("outlet,alias\nThe Old Lady,nyt\nThe Old Lady,old-lady.example\n")
    articles, _ = read(tmp_path, [article(1, outlet="NYT")], outlet_aliases=[file])
    assert articles["outlet"].to_list() == ["The Old Lady"]
    assert fold_outlet("old lady", [file]) == "The Old Lady"
    assert outlet_of_address("https://news.old-lady.example/1", read_aliases([file])) == "The Old Lady"
    assert outlet_key("The  Old-Lady") == outlet_key("old lady")


@pytest.mark.parametrize(
    ("data", "place"), [("name,alias\n", "line 1"), ("outlet,alias\nHerald,\n", "line 2"), ("", "line 1")]
)
def test_wrong_alias_file(tmp_path: Path, data: str, place: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(data)
    with pytest.raises(InputError, match=place):
        read_aliases([file])


def test_outlet_name_at_the_end_of_titles(tmp_path: Path) -> None:
    titles = ["Harbor shut | Herald", "Harbor open - Herald (News)", "Ships « Sea | Herald", "Talks - so far"]
    rows = [article(n, title=title) for n, title in enumerate(titles)]
    found = read(tmp_path, rows)[0].sort("article_id")["title"].to_list()
    assert found == ["Harbor shut", "Harbor open - Herald (News)", "Ships", "Talks - so far"]


def test_repairs_are_listed_with_their_line(tmp_path: Path) -> None:
    articles, log = read(
        tmp_path, [article(1), article(2, text=f"<p>{ENGLISH}</p><p>Itâ€™s “over”.\x00</p>")]
    )
    assert articles["text"][1].endswith("\n\nIt’s “over”.")
    assert log.select("source_line", "what").rows() == [(2, "repaired")]
    assert "HTML" in log["detail"][0]


def test_furniture_in_full_texts(tmp_path: Path) -> None:
    articles, log = read(
        tmp_path, [article(1, text=f"{ENGLISH}\n\nAdvertisement\n\nRead more\n\nThat was all.")]
    )
    assert articles["text"][0] == f"Harbor 1\n\n{ENGLISH}\n\nThat was all."
    assert log["detail"].to_list() == ["lines such as 'Advertisement' or 'Read more' removed: 2"]


@pytest.mark.parametrize(
    "line",
    [
        "Story Continued Below",
        "Advertisement Continue reading the main story",
        "LISTEN TO ARTICLE 5:33 SHARE THIS ARTICLE Share Tweet Post Email",
        "Enlarge this image toggle caption Ida Orr/HP Ida Orr/HP",
        "Slideshow (12 Images)",
        "prev Image 2 of 2",
        "This article is more than 1 year old",
        "CLICK HERE TO GET THE HALMERE NEWS APP",
    ],
)
def test_a_line_of_a_page_inside_a_text_goes(tmp_path: Path, line: str) -> None:
    articles, _ = read(tmp_path, [article(1, text=f"{ENGLISH}\n\n{line}\n\nThat was all.")])
    assert articles["text"][0] == f"Harbor 1\n\n{ENGLISH}\n\nThat was all."


def test_own_columns_of_mixed_types(tmp_path: Path) -> None:
    articles, _ = read(
        tmp_path, [article(1, score=1, tag="x"), article(2, score=2.5, tag=3), article(3, flag=True)]
    )
    assert articles["score"].to_list() == [1.0, 2.5, None]
    assert articles["tag"].to_list() == ["x", "3", None]
    assert articles["flag"].to_list() == [None, None, True]


def test_very_long_article(tmp_path: Path) -> None:
    articles, log = read(tmp_path, [article(1, text="\n".join([ENGLISH] * 20_000))])
    assert articles["n_words"][0] > 400_000
    assert log.is_empty()


def test_selection(tmp_path: Path) -> None:
    rows = [
        article(1), article(2, published=None), article(3, outlet="Courier"), article(4, section="Sport"),
        article(5, section="World", text=f"{ENGLISH} Missiles were fired."),
        article(9, section="World", outlet="nyt", text=f"{ENGLISH} Peace talks began on time."),
    ]  # fmt: skip
    by_day, log = read(tmp_path, rows, select=Selection(start=date(2031, 5, 3), end=date(2031, 5, 6)))
    assert sorted(by_day["article_id"].to_list()) == ["a3", "a4", "a5"]
    assert {"not selected"} == set(log.filter(pl.col("what") != "outlet folded")["what"])
    assert sum(int(d.split()[0]) for d in log.filter(pl.col("what") == "not selected")["detail"]) == 3
    chosen, _ = read(tmp_path, rows, select=Select(outlets=("NYT",), sections=("world",)))
    assert chosen["article_id"].to_list() == ["a9"]
    found, _ = read(tmp_path, rows, select=Selection(query=("missile*", "peace talks")))
    assert sorted(found["article_id"].to_list()) == ["a5", "a9"]


def test_selection_of_an_outlet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"found 'Herold'.*did you mean 'Herald'"):
        read(tmp_path, [article(1)], select=Selection(outlets=("Herold",)))


def test_query_words_are_whole_words() -> None:
    pattern = query_pattern(["war", "cold war-style", "sanction*"])
    assert pattern.search(fold("the Cold War–style talks"))
    assert pattern.search(fold("Sanctioned goods"))
    assert not pattern.search(fold("He warned of wars"))
    assert not query_pattern([" ", "*"]).search("anything")


def test_progress(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    read(tmp_path, [article(n) for n in range(150)], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(150, None), (150, 150)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_order_of_rows_and_files_does_not_matter(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    rows = [article(pick.randrange(12), outlet=pick.choice(["nyt", "NYT", "Herald"])) for _ in range(20)]
    for row in rows[:6]:
        row["id"] = pick.choice([None, "same", row["id"]])
    orders = []
    for turn in range(2):
        folder = tmp_path / f"{seed}-{turn}"
        folder.mkdir(exist_ok=True)
        pick.shuffle(rows)
        cut = pick.randrange(len(rows))
        for name, part in (("a", rows[:cut]), ("b", rows[cut:])):
            (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, part)) or "\n")
        articles, _ = read_articles(folder)
        orders.append(articles.drop("source_file", "source_line"))
    assert orders[0].equals(orders[1])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_listed(text: str) -> None:
    articles, log = read_article_text(text)
    assert articles.height == 1 or log.height >= 1
    if articles.height:
        assert articles["text"][0].strip()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from([".jsonl", ".json", ".csv", ".txt", ".html", ".parquet", ".csv.gz"]),
)
def test_any_bytes_are_read_or_listed(tmp_path: Path, data: bytes, kind: str) -> None:
    file = tmp_path / f"x{kind}"
    file.write_bytes(data)
    articles, log = read_articles(file)
    assert articles.height + log.height >= 1
