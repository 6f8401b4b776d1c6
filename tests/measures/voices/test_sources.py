"""Sources and cues per article, by hand: types, names, number, evenness, sides, cue classes."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated
from analysis.errors import InputError
from analysis.measures import PER_ARTICLE, by_outlet, cue_classes, source_mix
from analysis.measures.tables import schema
from analysis.measures.voices.cited import TYPES

from .cited_tables import Said, annotated_with

ORR: Said = {"source_id": 0, "source_type": "person", "source_actor": "Ida Orr"}
OFFICIALS: Said = {"source_id": 1, "source_type": "unnamed", "source_actor": "Halmere"}
MINISTER: Said = {"source_id": 2, "source_type": "role"}
NOBODY: Said = {"source_start": None}


@pytest.fixture
def tables() -> Annotated:
    first = [ORR | {"words": 30}, ORR | {"cue_class": "distancing"}, OFFICIALS, MINISTER, NOBODY]
    second = [ORR, ORR | {"parent": 0, "source_id": 1, "words": 5}]
    return annotated_with({"a1": first, "a2": second, "a3": []})


def value(
    table: pl.DataFrame, measure: str, category: str = "all", article: str = "a1"
) -> tuple[float, float]:
    row = table.filter(measure=measure, category=category, article_id=article)
    assert row.height == 1
    return row["numerator"][0], row["denominator"][0]


def test_types_names_and_sides(tables: Annotated) -> None:
    mix = source_mix(tables)
    assert dict(mix.schema) == schema(PER_ARTICLE)
    types = {t: value(mix, "share:source_type", t) for t in TYPES}
    expected = {"person": 2.0, "unnamed": 1.0, "role": 1.0, "unknown": 1.0}
    assert types == {t: (expected.get(t, 0.0), 5.0) for t in TYPES}
    assert value(mix, "share:named") == (2, 5)
    # Ida Orr speaks for Tarsovia; "the minister" and the missing source for nobody that is known.
    sides = {s: value(mix, "share:side", s) for s in ("Tarsovia", "Halmere", "other")}
    assert sides == {"Tarsovia": (2, 5), "Halmere": (1, 5), "other": (2, 5)}
    few = source_mix(tables, sides=1).filter(measure="share:side")
    assert sorted(few["category"].unique()) == ["Tarsovia", "other"]
    assert value(few, "share:side", "other") == (3, 5)


def test_number_of_sources_and_their_effective_number(tables: Annotated) -> None:
    mix = source_mix(tables)
    assert value(mix, "number:sources") == (3, 1)
    assert value(mix, "number:sources", article="a3") == (0, 1)
    # Parts 1/2, 1/4, 1/4 of the four attributions with a source: H = 1.5 ln 2, so exp(H) = 2 ** 1.5.
    effective, one = value(mix, "number:effective_sources")
    assert (effective, one) == (pytest.approx(2**1.5), 1)
    assert value(mix, "number:effective_sources", article="a2") == (1, 1)
    assert value(mix, "number:effective_sources", article="a3") == (0, 0)
    assert value(mix, "share:top_source") == (2, 4)
    row = by_outlet(mix).filter(measure="number:sources").row(0, named=True)
    assert (row["hits"], row["words"], row["articles"], row["value"]) == (4, 3, 3, pytest.approx(4 / 3))
    row = by_outlet(mix).filter(measure="number:effective_sources").row(0, named=True)
    assert (row["hits"], row["articles"]) == (None, 2)


def test_weight_by_words(tables: Annotated) -> None:
    mix = source_mix(tables, weight="words")
    assert value(mix, "share:named:words") == (40, 70)
    assert value(mix, "share:top_source:words") == (40, 60)
    p = [40 / 60, 10 / 60, 10 / 60]
    effective = math.exp(-sum(x * math.log(x) for x in p))
    assert value(mix, "number:effective_sources:words")[0] == pytest.approx(effective)


def test_nested_sources_count_only_where_asked(tables: Annotated) -> None:
    assert value(source_mix(tables), "number:sources", article="a2") == (1, 1)
    assert value(source_mix(tables, nested=True), "number:sources", article="a2") == (2, 1)
    words = source_mix(tables, weight="words")
    assert value(words, "share:named:words", article="a2") == (15, 15)
    assert value(source_mix(tables, weight="words", nested=True), "share:top_source:words", article="a2") == (
        10,
        15,
    )


def test_words_of_sources_deep_inside_go_to_the_outermost() -> None:
    chain = [ORR | {"attribution": i, "parent": i - 1 if i else None, "words": 1} for i in range(5)]
    assert value(source_mix(annotated_with({"a1": chain}), weight="words"), "share:named:words") == (5, 5)


def test_a_quotation_broken_by_its_cue_counts_once() -> None:
    broken = [ORR | {"cue_start": 40, "source_start": 35}] * 2 + [
        ORR | {"cue_start": None, "cue_class": None}
    ] * 2
    tables = annotated_with({"a1": [said | {"attribution": i} for i, said in enumerate(broken)]})
    assert value(source_mix(tables), "share:named") == (3, 3)
    assert value(cue_classes(tables), "share:cue_class", "neutral") == (1, 1)


def test_an_unresolved_pronoun_is_not_a_named_source() -> None:
    tables = annotated_with({"a1": [{"source_type": "person"}, ORR]})
    assert value(source_mix(tables), "share:named") == (1, 2)
    assert value(source_mix(tables), "number:sources") == (1, 1)


def test_cue_classes(tables: Annotated) -> None:
    cues = cue_classes(tables)
    assert value(cues, "share:cue_class", "neutral") == (4, 5)
    assert value(cues, "share:cue_class", "distancing") == (1, 5)
    assert value(cues, "share:cue_class", "neutral", "a2") == (1, 1)
    assert value(cues, "share:cue_class", "neutral", "a3") == (0, 0)
    sides = cue_classes(tables, by="side")
    assert value(sides, "share:cue_class", "Tarsovia: distancing") == (1, 2)
    assert value(sides, "share:cue_class", "Halmere: neutral") == (1, 1)
    assert value(sides, "share:cue_class", "other: neutral") == (2, 2)
    no_cue = annotated_with({"a1": [ORR | {"cue_class": None}]})
    assert value(cue_classes(no_cue), "share:cue_class", "neutral") == (0, 0)


def test_wrong_arguments(tables: Annotated) -> None:
    with pytest.raises(InputError, match="did you mean 'words'"):
        source_mix(tables, weight="word")
    with pytest.raises(InputError, match="did you mean 'side'"):
        cue_classes(tables, by="sides")


attribution = st.fixed_dictionaries(
    {
        "source_id": st.none() | st.integers(0, 4),
        "source_type": st.none() | st.sampled_from(TYPES[:-1]),
        "source_actor": st.none() | st.sampled_from(["Tarsovia", "Halmere", "Ida Orr", "Nobody"]),
        "cue_class": st.none() | st.sampled_from(["neutral", "distancing"]),
        "words": st.integers(0, 40),
        "parent": st.none() | st.just(0),
    }
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(attribution, max_size=8), min_size=1, max_size=4),
    st.sampled_from(["attributions", "words"]),
    st.booleans(),
)
def test_shares_sum_to_1_and_the_effective_number_lies_below_the_number(
    articles: list[list[Said]], weight: str, nested: bool
) -> None:
    for said in articles:
        if said:
            said[0] = said[0] | {"parent": None}
    tables = annotated_with({f"a{i}": said for i, said in enumerate(articles)})
    mix = source_mix(tables, weight=weight, nested=nested)
    for measure in ("share:source_type", "share:side"):
        rows = mix.filter(pl.col("measure").is_in([measure, f"{measure}:words"]))
        sums = rows.group_by("article_id").agg(pl.col("numerator").sum(), pl.col("denominator").first())
        assert (sums["numerator"] == sums["denominator"]).all()
    shares = mix.filter(pl.col("measure").str.starts_with("share"))
    assert (shares["numerator"] <= shares["denominator"]).all()
    effective = mix.filter(pl.col("measure").str.contains("effective") & (pl.col("denominator") > 0))
    number = mix.filter(measure="number:sources").select("article_id", number="numerator")
    both = effective.join(number, on="article_id")
    assert ((both["numerator"] >= 1) & (both["numerator"] <= both["number"])).all()
    cues = (
        cue_classes(tables)
        .group_by("article_id")
        .agg(pl.col("numerator").sum(), pl.col("denominator").first())
    )
    assert (cues["numerator"] == cues["denominator"]).all()
    bare = tables.without_text()
    assert source_mix(bare, weight=weight, nested=nested).equals(mix)
    assert cue_classes(bare, "side").equals(cue_classes(tables, "side"))


def test_evenness_of_sources_is_left_out_where_hardly_an_article_cites_twice() -> None:
    once = {f"a{n}": [ORR] for n in range(30)}
    even = {"share:top_source", "number:effective_sources"}
    rare = source_mix(annotated_with({**once, "b1": [ORR, OFFICIALS]}))
    assert not even & set(rare["measure"])
    assert value(rare, "number:sources", article="b1") == (2, 1)
    several = source_mix(annotated_with({**once, "b1": [ORR, OFFICIALS], "b2": [ORR, ORR]}))
    assert even < set(several["measure"])
