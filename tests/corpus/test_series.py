"""Titles of a series are told from titles that name a speaker."""

from __future__ import annotations

import polars as pl

from analysis.corpus import serial_titles


def articles(titles: list[str | None], outlet: str = "Halmere Post") -> pl.DataFrame:
    ids = [f"{outlet}{n}" for n in range(len(titles))]
    return pl.DataFrame(
        {"article_id": ids, "outlet": outlet, "title": titles}, schema_overrides={"title": pl.String}
    )


def test_series_are_those_of_many_titles_of_one_outlet() -> None:
    talks = [f"Talks latest: day {n}" for n in range(30)]
    speaker = [f"Orr: no deal on day {n}" for n in range(19)]
    plain = [f"Delegates meet on day {n}" for n in range(300)]
    found = serial_titles(
        pl.concat([articles([*talks, *speaker, *plain, None]), articles(talks[:19], "Sun")])
    )
    assert found.select("outlet", "series").unique().rows() == [("Halmere Post", "Talks latest")]
    assert found.height == 30


def test_a_rare_opening_or_a_clause_is_no_series() -> None:
    rare = [f"Talks latest: day {n}" for n in range(20)] + [f"Day {n}" for n in range(500)]
    assert serial_titles(articles(rare)).is_empty()
    clause = [f"The delegates of both sides met again yesterday: day {n}" for n in range(40)]
    assert serial_titles(articles(clause)).is_empty()
