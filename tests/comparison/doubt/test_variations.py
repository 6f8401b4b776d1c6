"""Every other choice is one contrast with the same sides."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from analysis import annotate, read_article_text
from analysis.annotation.annotated import Annotated
from analysis.comparison.contrast import contrast
from analysis.comparison.doubt.survival import which_survive
from analysis.comparison.doubt.variations import profile_variations
from analysis.comparison.families import findings
from analysis.comparison.tables import ALL_REFERENCES, schema
from analysis.errors import InputError
from analysis.measures import per_article_profile
from analysis.study import Inference

QUICK = Inference(resamples=499, min_hits=5)


@cache
def corpus() -> Annotated:
    plain, loaded = "The ferry came late{}.", "The puppet regime kept the ferry for {} years."
    texts = []
    for outlet in ("Courier", "Herald", "Sun"):
        for i in range(12):
            sentences = [
                plain.format(" again" * (i % 4)),
                loaded.format(i) if outlet == "Herald" else "It left.",
            ]
            if i % 3 == 0:
                sentences.append("The regime is new.")
            articles, _ = read_article_text(f"Ferry {i}\n\n" + " ".join(sentences))
            texts.append(articles.with_columns(article_id=pl.lit(f"{outlet}{i:02}"), outlet=pl.lit(outlet)))
    return annotate(pl.concat(texts))


def total(table: pl.DataFrame) -> dict[str, object]:
    """The row of all loaded terms."""
    return table.filter(reference=ALL_REFERENCES, measure="rate:loaded_terms", category="all").row(
        0, named=True
    )


def test_each_choice_is_a_contrast() -> None:
    made = profile_variations(corpus(), "Herald", inference=QUICK)
    assert list(made) == [
        "all words, whoever speaks",
        "without the most frequent terms",
        "without Courier",
        "without Sun",
    ]
    for table in made.values():
        assert dict(table.schema) == schema()
        assert total(table)["focus"] == "Herald"
    valence = {name: "valence" in table["measure"] for name, table in made.items()}
    assert [name for name, there in valence.items() if not there] == ["without the most frequent terms"]
    assert made["all words, whoever speaks"]["voice"].unique().to_list() == ["all"]
    assert total(made["without Sun"])["reference_outlets"] == 1


def test_the_terms_of_the_focus_are_left_out() -> None:
    origins = corpus().entries.with_columns(
        origin=pl.when(pl.col("term").str.starts_with("puppet")).then(pl.lit("Herald")).otherwise("origin")
    )
    annotated = corpus().with_tables(entries=origins)
    made = profile_variations(annotated, "Herald", inference=QUICK)
    name = "without terms first seen in the focus"
    assert total(made[name])["focus_hits"] < total(made["without Sun"])["focus_hits"]
    given = profile_variations(annotated, "Courier", focus_origins=["herald"], inference=QUICK)
    assert name in given


def test_copies_are_left_out_where_there_are_any() -> None:
    first = pl.when(pl.col("article_id") == "Sun00").then(pl.lit("Courier00"))
    articles = corpus().scan("articles").with_columns(copy_of=first)
    made = profile_variations(corpus().with_tables(articles=articles), "Herald", inference=QUICK)
    assert total(made["without copies"])["reference_articles"] == 23
    every = articles.with_columns(copy_of=pl.when(pl.col("outlet") == "Herald").then(pl.lit("Sun00")))
    none = profile_variations(corpus().with_tables(articles=every), "Herald", inference=QUICK)
    assert none["without copies"].is_empty()


def test_findings_are_looked_up_in_the_variations() -> None:
    made = profile_variations(corpus(), "Herald", voice="all", inference=QUICK)
    main = made["own words only"]
    assert "all" in findings(main)["category"].to_list()
    table = which_survive(main, {name: t for name, t in made.items() if name != "own words only"})
    loaded = table.filter(measure="rate:loaded_terms", category="all")
    survived = dict(loaded.select("variation", "still_finding").rows())
    assert survived["without Sun"] is True
    assert main["voice"].unique().to_list() == ["own"]


def test_another_voice_in_the_family_changes_q_and_is_left_out() -> None:
    alone = profile_variations(corpus(), "Herald", inference=QUICK)["without Sun"]
    beside = profile_variations(corpus(), "Herald", beside="all", inference=QUICK)["without Sun"]
    assert beside["voice"].unique().to_list() == ["own"]
    assert total(beside)["family_size"] == 2 * total(alone)["family_size"]  # type: ignore[operator]
    assert total(beside)["estimate"] == total(alone)["estimate"]


def test_another_lexicon_is_compared_under_the_name_of_the_studys() -> None:
    listed = [
        table.filter(pl.col("lexicon") == "loaded_terms").with_columns(lexicon=pl.lit("mine"))
        for table in (corpus().entries, corpus().hits)
    ]
    annotated = corpus().with_tables(
        entries=pl.concat([corpus().entries, listed[0]]),
        hits=pl.concat([corpus().hits, listed[1]]),
    )
    made = profile_variations(annotated, "Herald", other_lexicons=["mine"], inference=QUICK)
    main = contrast(per_article_profile(annotated), "Herald", inference=QUICK)
    assert total(made["lexicon mine"])["estimate"] == total(main)["estimate"]
    assert which_survive(main, {"mine": made["lexicon mine"]})["still_finding"].all()


def test_an_unknown_lexicon_is_refused() -> None:
    with pytest.raises(InputError, match="'nowhere'"):
        profile_variations(corpus(), "Herald", other_lexicons=["nowhere"])


def test_versions_take_all_measures_of_a_study_that_tests_more() -> None:
    annotated = corpus()
    terms = per_article_profile(annotated, "own")
    longer = terms.filter(measure="rate:loaded_terms", category="all").with_columns(
        measure=pl.lit("rate:markers"), category=pl.lit("hedge")
    )
    more = pl.concat([terms, longer])
    elsewhere = more.with_columns(voice=pl.lit("all"))
    made = profile_variations(annotated, "Herald", more=more, more_elsewhere=elsewhere, inference=QUICK)
    main = contrast(more, "Herald", inference=QUICK)
    survival = which_survive(main, made).filter(measure="rate:markers")
    assert dict(survival.select("variation", "still_finding").rows()) == {
        "all words, whoever speaks": True,
        "without the most frequent terms": None,
        "without Courier": True,
        "without Sun": True,
    }
