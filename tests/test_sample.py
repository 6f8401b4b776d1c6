"""The embedded study: planted differences are found, decoys are not, and shuffled outlets give nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from analysis import (
    contrast,
    findings,
    framing_measures,
    open_study,
    per_article_rates,
    source_mix,
)
from analysis.annotation import Annotated
from analysis.study import Inference
from analysis.workspace import SAMPLE_STUDY, Workspace

PLANTED = tomllib.loads((SAMPLE_STUDY.parent / "planted.toml").read_text(encoding="utf-8"))
SHUFFLES = 200


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(tmp_path_factory.mktemp("cache")))
        return open_study(SAMPLE_STUDY)


def page_findings(annotated: Annotated, focus: str, voice: str, seed: int = 1) -> pl.DataFrame:
    references = [name for name in annotated.outlets if name != focus]
    rates = per_article_rates(annotated, voice=voice)
    return findings(contrast(rates, focus, references, family="page", seed=seed))


@pytest.mark.parametrize("plant", PLANTED["plant"], ids=lambda plant: plant["id"])
def test_planted_differences_are_found(sample: Workspace, plant: dict[str, Any]) -> None:
    found = page_findings(sample.annotated, plant["outlet"], plant["voice"])
    row = found.filter(category=plant["category"]).row(0, named=True)
    ratio = row["estimate"] if plant["direction"] == "more" else 1 / row["estimate"]
    assert ratio > plant["ratio"] / 2
    assert row["q"] <= 0.05


def test_nothing_else_is_found(sample: Workspace) -> None:
    for voice in ("own", "quoted"):
        planted = {
            p["category"] for p in PLANTED["plant"] if p["voice"] == voice and p["outlet"] == sample.focus[0]
        }
        found = set(page_findings(sample.annotated, sample.focus[0], voice)["category"]) - {"all"}
        assert found == planted


@pytest.mark.parametrize("decoy", PLANTED["decoy"], ids=lambda decoy: decoy["word"])
def test_decoys_are_not_hits(sample: Workspace, decoy: dict[str, Any]) -> None:
    spellings = {decoy["word"], decoy["word"].replace("theatre", "theater").replace("tumour", "tumor")}
    seen = 0
    for article_id, text in sample.annotated.texts(sample.annotated.articles["article_id"]).items():
        hits = sample.annotated.hits.filter(article_id=article_id, category=decoy["looks_like"])
        for spelling in spellings:
            at = text.lower().find(spelling)
            while at >= 0:
                seen += 1
                over = hits.filter((pl.col("start") < at + len(spelling)) & (pl.col("end") > at))
                assert over.is_empty(), f"{article_id}: {over['term'].to_list()} in '{spelling}'"
                at = text.lower().find(spelling, at + 1)
    assert seen >= len(sample.annotated.outlets) - 1


def shuffled(annotated: Annotated, random: np.random.Generator) -> Annotated:
    """Deal the outlets anew among the articles of each event."""
    dealt: dict[str, str] = {}
    with_events = annotated.articles.filter(pl.col("event").is_not_null()).sort("article_id")
    for _, group in with_events.group_by("event", maintain_order=True):
        outlets = random.permutation(group["outlet"].to_numpy())
        dealt |= dict(zip(group["article_id"], map(str, outlets), strict=True))
    return annotated.with_outlets(dealt)


def test_shuffled_outlets_give_findings_on_at_most_five_percent_of_pages(sample: Workspace) -> None:
    """Slow (two minutes): 200 shuffles of the outlets, three families of tests, one the whole profile."""
    random = np.random.default_rng(20240115)
    focus, references = sample.focus, sample.references
    settings = Inference(resamples=999)
    profile = framing_measures(sample.annotated, focus, references)
    with_any = {"own": 0, "quoted": 0, "profile": 0}
    for number in range(SHUFFLES):
        annotated = shuffled(sample.annotated, random)
        measures = {voice: per_article_rates(annotated, voice=voice) for voice in ("own", "quoted")}
        tables = {
            voice: contrast(table, focus, references, inference=settings, family=voice, seed=number)
            for voice, table in measures.items()
        }
        outlets = dict(annotated.articles.select("article_id", "outlet").iter_rows())
        dealt = profile.with_columns(outlet=pl.col("article_id").replace_strict(outlets))
        tables["profile"] = contrast(
            dealt, focus, references, inference=settings, family="profile", seed=number
        )
        for page in with_any:
            with_any[page] += findings(tables[page]).height > 0
    assert all(count <= 0.05 * SHUFFLES for count in with_any.values()), with_any


def test_reading_log_holds_the_odd_items(sample: Workspace) -> None:
    kinds = dict(sample.annotated.reading_log["what"].value_counts().rows())
    assert kinds["repeat"] == 1
    assert kinds["other language"] == 1
    assert kinds["cleaned"] == 2, "a scraped page, and the wire's byline above its copy in the Osterby Post"
    copies = sample.annotated.articles.filter(pl.col("copy_of").is_not_null())
    assert set(copies["event"]) == {"fishing-dispute"}
    assert set(copies["outlet"]) == {"Osterby Post", "Selwin Tribune"}


def test_page_one_says_that_the_sample_is_invented(sample: Workspace) -> None:
    assert "invented" in sample.study.notice
    assert (Path(SAMPLE_STUDY).parent / "README.md").is_file()


def test_planted_sides_of_sources_are_found(sample: Workspace) -> None:
    (plant,) = PLANTED["source_plant"]
    quoted = sample.annotated.attributions.filter(kind="quoted").with_columns(parent=pl.lit(None, pl.Int64))
    quotations = sample.annotated.with_tables(attributions=quoted)
    mix = source_mix(quotations).filter(measure="share:side")
    table = contrast(mix, plant["outlet"], plant["against"], family="sides")
    against_all = table.filter(pl.col("reference").str.starts_with("all references"))
    values = against_all.filter(pl.col("category").is_in(plant["speakers"]))
    # Half the sources of the sample are no officials or have no side that the text gives away.
    assert values["focus_value"].sum() > 2 * values["reference_value"].sum()
    assert values["focus_value"].sum() > 0.7 * plant["share"]
    assert set(findings(table)["category"]) & set(plant["speakers"])
