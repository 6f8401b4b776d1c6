"""Stance tables: counts, sources, sides and ways back, with a reader whose answers are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import annotate, by_outlet, by_side, open_study, part_gaps, read_article_text
from analysis.annotation import Annotated
from analysis.annotation.stance import StancePlace, StanceReading
from analysis.annotation.tables import VOICES
from analysis.errors import InputError
from analysis.measures import (
    PASSAGES,
    STANCE,
    STANCE_MENTIONS,
    STANCE_SUMS,
    WHO_ABOUT_WHOM,
    kind_of,
    stance_mentions,
    stance_passages,
    stance_scores,
    stance_toward,
    sum_stance,
    who_about_whom,
)
from analysis.measures.stance.mentions import OUTSIDE, read_stance
from analysis.measures.tables import PER_ARTICLE

ACTORS = """actor,kind,alias,side
Tarsovia,state,Tarsovia,
Tarsovia,state,Tarsovian,
Halmere,state,Halmere,
Halmere,state,Halmeran,
"""
TEXTS = {
    "Herald": (
        "Vile Tarsovia\n\nTarsovia met. The vile country waited. "
        '"Tarsovia is vile," the Halmeran minister said. '
        '"We love lovely Halmere," the Halmeran minister said.'
    ),
    "Courier": 'Talks\n\nLovely Tarsovia met Halmere. "Vile Halmere lied," said Ida Orr.',
    "Sun": "Rain\n\nIt rained all day.",
}


class Reader:
    """Takes "vile" in the stretch for stance against, "lovely" for stance in favour; keeps places."""

    def __init__(self) -> None:
        self.asked: list[StancePlace] = []

    def read(self, places: Sequence[StancePlace]) -> list[StanceReading]:
        self.asked += places
        return [self._one(place) for place in places]

    @staticmethod
    def _one(place: StancePlace) -> StanceReading:
        said = place.sentence[slice(*place.stretch)] if place.stretch else place.sentence
        polarity = ("lovely" in said.lower()) - ("vile" in said.lower())
        return StanceReading(polarity, 0.8 * polarity, 0.9 if polarity else 0.6)


def annotated_of(texts: dict[str, str], actors: Path) -> Annotated:
    articles = [
        read_article_text(text)[0].with_columns(article_id=pl.lit(outlet), outlet=pl.lit(outlet))
        for outlet, text in texts.items()
    ]
    return annotate(pl.concat(articles), [actors])


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lexicons") / "actors.csv"
    file.write_text(ACTORS, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def annotated(actors: Path) -> Annotated:
    return annotated_of(TEXTS, actors)


@pytest.fixture(scope="module")
def read(annotated: Annotated) -> pl.DataFrame:
    return read_stance(annotated, None, Reader())


def types(table: object) -> dict[str, pl.DataType]:
    return {name: dtype for name, (dtype, _) in dict(table).items()}  # type: ignore[call-overload]


def test_who_speaks_and_which_way(read: pl.DataFrame) -> None:
    assert dict(read.schema) == types(STANCE_MENTIONS)
    herald = read.filter(article_id="Herald")
    columns = ("target", "voice", "part", "source_side", "own_side", "naming_source", "polarity")
    assert herald.select(columns).rows() == [
        ("Tarsovia", "own", "headline", None, False, False, -1),
        ("Tarsovia", "own", "standfirst", None, False, False, 0),
        ("Tarsovia", "quoted", "standfirst", "Halmere", False, False, -1),
        ("Halmere", "own", "standfirst", None, False, True, 0),
        ("Halmere", "quoted", "standfirst", "Halmere", True, False, 1),
        ("Halmere", "own", "standfirst", None, False, True, 0),
    ]
    assert herald.filter(pl.col("voice") == "own")["source"].null_count() == 4
    assert (
        herald.select("polarity")
        .to_series()
        .replace_strict({1: "favourable", 0: "neutral", -1: "unfavourable"}, return_dtype=pl.String)
        .equals(herald["direction"], check_names=False)
    )


def test_what_the_reader_is_asked(annotated: Annotated) -> None:
    reader = Reader()
    table = read_stance(annotated, "Tarsovia", reader)
    assert len(reader.asked) == table.height
    quoted = next(p for p in reader.asked if p.sentence.startswith('"Tarsovia'))
    assert quoted.sentence[slice(quoted.start, quoted.end)] == "Tarsovia"
    assert [quoted.sentence[slice(*other)] for other in quoted.others] == ["Halmeran"]
    assert quoted.holder is not None
    assert "minister" in quoted.sentence[slice(*quoted.holder)]
    assert quoted.stretch is not None
    assert "said" not in quoted.sentence[slice(*quoted.stretch)]
    first = next(p for p in reader.asked if p.sentence.startswith("Tarsovia met"))
    assert (first.previous, first.holder, first.stretch) == ("", None, None)


def test_a_source_in_another_sentence_stands_outside(actors: Path) -> None:
    text = 'Talks\n\n"Halmere is vile. Tarsovia is vile, too," Ida Orr of the harbour said.'
    reader = Reader()
    read_stance(annotated_of({"Herald": text}, actors), None, reader)
    assert [place.holder == OUTSIDE for place in reader.asked] == [True, False]


def test_counts_by_source(annotated: Annotated, read: pl.DataFrame) -> None:
    table = stance_toward(annotated, mentions=read)
    assert dict(table.schema) == types(STANCE)
    assert (
        table["mentions"]
        == table.select(pl.sum_horizontal("favourable", "unfavourable", "neutral")).to_series()
    ).all()
    assert table["mentions"].sum() == read.height
    own = table.filter(article_id="Herald", source="the outlet", target="Tarsovia")
    assert own.select("mentions", "unfavourable", "neutral", "score").row(0) == (2, 1, 1, -0.4)
    orr = table.filter(article_id="Courier", voice="quoted")
    assert orr.select("source", "source_side", "target", "unfavourable").row(0) == (
        "Ida Orr",
        None,
        "Halmere",
        1,
    )


def test_sums_by_voice_and_without_own_side(annotated: Annotated, read: pl.DataFrame) -> None:
    stance = stance_toward(annotated, mentions=read)
    sums = sum_stance(stance, ["own", "attributed", "all"])
    assert dict(sums.schema) == types(STANCE_SUMS)
    by_voice = {v: t["mentions"].sum() for (v,), t in sums.partition_by("voice", as_dict=True).items()}
    assert by_voice["own"] + by_voice["attributed"] == by_voice["all"] == read.height
    assert sums["total"].to_list() == pytest.approx((sums["score"] * sums["mentions"]).to_list())
    rest = sum_stance(stance, "attributed", own_side=False)
    assert rest.filter(article_id="Herald", target="Halmere").is_empty()


def test_scores_are_per_article_and_compare(annotated: Annotated, read: pl.DataFrame) -> None:
    parts = ["headline", "standfirst", "all"]
    scores = stance_scores(annotated, None, ["own", "all"], parts, mentions=read)
    assert dict(scores.schema) == types(PER_ARTICLE)
    assert scores.height == 2 * 2 * 3 * 3
    rain = scores.filter(article_id="Sun")
    assert rain.select("numerator", "denominator").unique().row(0) == (0, 0)
    own = scores.filter(category="Tarsovia", voice="own", part="all")
    assert dict(own.select("article_id", "numerator").rows()) == {"Herald": -0.8, "Courier": 0.8, "Sun": 0}
    assert kind_of("stance").base == "mention"
    assert kind_of("stance").scale == "difference"
    values = by_outlet(own)
    assert dict(values.select("outlet", "value").rows()) == {"Herald": -0.4, "Courier": 0.8, "Sun": None}
    assert by_side(own, ["Herald"], ["Courier", "Sun"])["value"].drop_nulls().to_list() == [-0.4, 0.8]
    gaps = part_gaps(scores.filter(voice="own", category="Tarsovia"), "headline", "standfirst")
    assert gaps.filter(outlet="Herald")["estimate"].to_list() == pytest.approx([-0.8])


def test_who_about_whom(annotated: Annotated, read: pl.DataFrame) -> None:
    table = who_about_whom(annotated, mentions=read)
    assert dict(table.schema) == types(WHO_ABOUT_WHOM)
    assert table["mentions"].sum() == read.height
    cells = {
        (s, t): (m, f, u)
        for s, t, m, f, u in table.select("source", "target", "mentions", "favourable", "unfavourable").rows()
    }
    assert cells["Halmere", "Tarsovia"] == (1, 0, 1)
    assert cells["Halmere", "Halmere"] == (1, 1, 0)
    assert cells["other", "Halmere"] == (1, 0, 1)
    assert table["source"].to_list()[0] == "the outlet"
    assert table["source"].to_list()[-1] == "other"
    few = who_about_whom(annotated, mentions=read, sources=0, most_targets=1)
    assert set(few["target"]) == {"Halmere", "other"} or set(few["target"]) == {"Tarsovia", "other"}
    assert few["mentions"].sum() == read.height
    outlets = who_about_whom(annotated, mentions=read, by="outlet")
    assert set(outlets["outlet"]) == {"Herald", "Courier"}
    assert outlets["mentions"].sum() == read.height
    with pytest.raises(InputError, match="did you mean 'outlet'"):
        who_about_whom(annotated, mentions=read, by="outlets")


def test_the_way_back(annotated: Annotated, read: pl.DataFrame) -> None:
    table = stance_passages(annotated, read, target="Tarsovia", source="Halmere")
    assert dict(table.schema) == types(PASSAGES)
    assert table.select("hit", "category", "term").rows() == [("Tarsovia", "unfavourable", "Tarsovia")]
    against = stance_passages(annotated, read, direction="unfavourable", per_article=9, limit=99)
    assert against.height == (read["polarity"] == -1).sum()
    assert stance_passages(annotated, read, least_confidence=0.95).is_empty()
    with pytest.raises(InputError, match="did you mean 'neutral'"):
        stance_passages(annotated, read, direction="neutrall")


def test_what_is_not_sure_enough_is_neutral(annotated: Annotated, read: pl.DataFrame) -> None:
    doubtful = read_stance(annotated, None, Reader(), least_confidence=0.95)
    assert doubtful["direction"].unique().to_list() == ["neutral"]
    assert doubtful.drop("direction").equals(read.drop("direction"))
    assert stance_toward(annotated, mentions=doubtful)["unfavourable"].sum() == 0


def test_stance_needs_text(annotated: Annotated) -> None:
    with pytest.raises(InputError, match="tables without text"):
        stance_mentions(annotated.without_text())


def test_the_built_in_reader_reads(annotated: Annotated) -> None:
    table = stance_mentions(annotated, "Tarsovia", model=None)
    assert set(table["target"]) == {"Tarsovia"}
    assert table["polarity"].is_in([-1, 0, 1]).all()


@settings(max_examples=25)
@given(
    st.permutations(sorted(TEXTS)),
    st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=3, unique=True),
)
def test_each_mention_has_one_voice_and_order_does_not_matter(order: list[str], kept: list[str]) -> None:
    path = Path("data/sample/actors.csv")
    texts = {name: TEXTS[name] for name in order}
    table = read_stance(annotated_of(texts, path), None, Reader())
    assert table["voice"].is_in(VOICES).all()
    assert not table.select("article_id", "start").is_duplicated().any()
    assert table.equals(read_stance(annotated_of(TEXTS, path), None, Reader()))
    some = read_stance(annotated_of({name: TEXTS[name] for name in kept}, path), None, Reader())
    assert some.equals(table.filter(pl.col("article_id").is_in(kept)))


def test_no_article_no_row(annotated: Annotated) -> None:
    alone = annotated.only(["Sun"])
    read = read_stance(alone, None, Reader())
    assert read.is_empty()
    assert stance_toward(alone, mentions=read).is_empty()
    assert sum_stance(stance_toward(alone, mentions=read)).is_empty()
    assert who_about_whom(alone, mentions=read).is_empty()
    assert stance_passages(alone, read).is_empty()
    assert stance_scores(alone, "Tarsovia", mentions=read)["denominator"].to_list() == [0]


def test_actors_that_are_told_apart_speak_for_themselves() -> None:
    text = (
        'Talks\n\n"Obama has failed," Donald Trump said. "Trump is a brave man," Barack Obama said. '
        '"Trump is a liar," the White House said.'
    )
    articles, _ = read_article_text(text)
    made = annotate(articles)
    columns = ("source_side", "target", "own_side")
    by_state = stance_mentions(made).filter(pl.col("voice") == "quoted").select(*columns).rows()
    assert by_state == [("United States", "United States", True)] * 3
    apart = stance_mentions(made, ["Donald Trump", "Barack Obama", "United States"])
    assert apart.filter(pl.col("voice") == "quoted").select(*columns).rows() == [
        ("Donald Trump", "Barack Obama", False),
        ("Barack Obama", "Donald Trump", False),
        ("United States", "Donald Trump", False),
    ]


@pytest.fixture(scope="module")
def sample() -> Annotated:
    return open_study().annotated


@pytest.fixture(scope="module")
def mentions(sample: Annotated) -> pl.DataFrame:
    return stance_mentions(sample)


@settings(max_examples=30)
@given(random=st.randoms(use_true_random=False))
def test_sums_are_the_same_to_the_last_digit_in_whatever_order_mentions_stand(
    sample: Annotated, mentions: pl.DataFrame, random: Random
) -> None:
    order = list(range(mentions.height))
    random.shuffle(order)
    shuffled = mentions[order]
    for made in (
        lambda read: stance_scores(sample, voice=["own", "all"], mentions=read),
        lambda read: stance_toward(sample, mentions=read),
        lambda read: sum_stance(stance_toward(sample, mentions=read), ["own", "all"]),
        lambda read: who_about_whom(sample, mentions=read),
    ):
        assert made(mentions).equals(made(shuffled))
