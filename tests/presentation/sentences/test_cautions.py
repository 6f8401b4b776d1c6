"""Page one says what the corpus lacks: texts, headlines, dates; and which titles are a series."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import open_study
from analysis.presentation import Sentences, cautions

Row = dict[str, str | None]


def told(folder: Path, rows: list[Row], more: str = "") -> tuple[str, ...]:
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    study = 'title = "t"\ncorpus = "articles.jsonl"\nfocus = "Post"\n'
    (folder / "study.toml").write_text(study + more, "utf-8")
    found = cautions(open_study(folder / "study.toml"))
    return found.plain if isinstance(found, Sentences) else ()


def article(outlet: str, number: int, **other: str | None) -> Row:
    row: Row = {"outlet": outlet, "published": "2024-01-15", "title": f"Delegates meet on day {number}"}
    text = f"The delegates of both sides met again on day {number}. Ms Orr said little about it."
    return row | {"text": text} | other


def test_a_corpus_that_lacks_nothing_needs_no_caution(tmp_path: Path) -> None:
    assert told(tmp_path, [article(outlet, n) for outlet in ("Post", "Halmere Sun") for n in range(5)]) == ()


def test_headlines_alone_are_said_to_be_all(tmp_path: Path) -> None:
    (only,) = told(tmp_path, [article(o, n, text=None) for o in ("Post", "Halmere Sun") for n in range(5)])
    assert only.startswith("Only headlines were read")


def test_outlets_that_are_there_with_other_parts_are_named(tmp_path: Path) -> None:
    rows = [article("Post", n, title=None) for n in range(9)] + [article("Halmere Sun", n) for n in range(9)]
    rows += [article("Mail", n, text=f"Delegates meet on day {n}") for n in range(9)]
    (parts,) = told(tmp_path, rows)
    assert "of Mail nearly only headlines, of Post texts without headlines" in parts


@pytest.mark.parametrize(("undated", "said"), [(3, True), (0, False)])
def test_articles_without_a_date_are_counted(tmp_path: Path, undated: int, said: bool) -> None:
    rows = [article("Post", n) for n in range(9)]
    rows += [article("Halmere Sun", n, published=None if n < undated else "2024-02-01") for n in range(9)]
    found = told(tmp_path, rows)
    assert [text.startswith("Without a date: 3 of 9 articles of Halmere Sun") for text in found] == [
        True
    ] * said


def test_articles_without_own_words_explain_why_numbers_are_of_fewer(tmp_path: Path) -> None:
    rows = [article(outlet, n) for outlet in ("Post", "Halmere Sun") for n in range(9)]
    rows[3] |= {"title": None, "text": "“The delegates of both sides met again, and they said little of it.”"}
    (found,) = told(tmp_path, rows)
    assert found.startswith("All words are somebody else's in 1 of 9 articles of Post. Numbers in own words")


@pytest.mark.parametrize(("events", "said"), [(9, True), (10, False)])
def test_too_few_events_are_said_to_be_the_unit_with_a_way_out(
    tmp_path: Path, events: int, said: bool
) -> None:
    rows = [article(o, n, event=f"e{n % events}") for o in ("Post", "Halmere Sun") for n in range(20)]
    found = told(tmp_path, rows)
    assert [f"and {events} events are too few: from 10 on" in text for text in found] == [True] * said
    assert told(tmp_path, rows, '[columns]\nevent = ""\n') == ()


def test_a_reference_outlet_of_one_article_is_named(tmp_path: Path) -> None:
    rows = [article(outlet, n) for outlet in ("Post", "Halmere Sun") for n in range(9)]
    (small,) = told(tmp_path, [*rows, article("Mail", 1)])
    assert small.startswith(
        "Reference outlets weigh equally, and Mail has 1 article: it weighs as much as the 9 articles of "
        "Halmere Sun together."
    )


def test_titles_of_a_series_are_named_with_their_share(tmp_path: Path) -> None:
    rows = [article("Post", n) for n in range(9)]
    rows += [
        article("Halmere Sun", n, title=f"{'Talks latest: ' if n < 24 else ''}Day {n} ends")
        for n in range(30)
    ]
    (series,) = told(tmp_path, rows)
    assert "24 of 30 titles of Halmere Sun have “Talks latest” there (80 %)" in series


@pytest.mark.parametrize(("year", "said"), [(2019, True), (2024, False)])
def test_sides_that_wrote_at_other_times_are_said_to(tmp_path: Path, year: int, said: bool) -> None:
    """Difference of years is no difference of outlets."""
    rows = [article("Post", n) for n in range(9)]
    rows += [article("Halmere Sun", n, published=f"{year}-02-0{n % 8 + 1}") for n in range(9)]
    found = [" ".join(text.split()) for text in told(tmp_path, rows)]
    assert [text.startswith("Focus and reference wrote at different times") for text in found] == [
        True
    ] * said
    assert all("15 Jan 2024 the focus, 1 Feb 2019 to 8 Feb 2019 the reference. None of" in t for t in found)


def test_outlets_without_dates_that_are_not_named_are_counted(tmp_path: Path) -> None:
    """The list was cut after six names, as if there were no others."""
    rows = [article("Post", 1)]
    rows += [article(f"Sun {o}", n, published=None) for o in range(8) for n in range(o + 1)]
    dates, small = told(tmp_path, rows)
    assert dates.startswith("Without a date: 8 of 8 articles of Sun 7, 7 of 7 articles of Sun 6")
    assert "and of 2 more outlets. Nothing says" in dates
    assert "Sun 5 has 6 articles and 1 more outlet has few, too: each weighs as much as the 8" in small
