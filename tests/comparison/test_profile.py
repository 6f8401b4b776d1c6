"""The profile: one family, placebos, what undoes a finding, what each event adds."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import contrast, excess_by_unit, findings, framing_measures, framing_profile, open_study
from analysis.comparison import PROFILE, FramingProfile
from analysis.comparison.profile import standardised
from analysis.measures.framing import QUESTIONS, question_of
from analysis.measures.tables import PER_ARTICLE, schema
from analysis.study import Inference
from analysis.workspace import Workspace


@pytest.fixture(scope="module")
def sample() -> Workspace:
    return open_study()


@pytest.fixture(scope="module")
def made(sample: Workspace) -> FramingProfile:
    measures = framing_measures(sample.annotated, sample.focus, sample.references)
    return framing_profile(
        measures, sample.focus, sample.references, inference=sample.study.inference, seed=sample.study.seed
    )


def rates(**hits: list[int]) -> pl.DataFrame:
    """A rate of 1,000-word articles, without events."""
    rows = [
        (f"{outlet}{i:02}", outlet, None, "rate:loaded_terms", "all", "own", "all", float(n), 1000.0)
        for outlet, counts in hits.items()
        for i, n in enumerate(counts)
    ]
    return pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")


def test_all_questions_stand_in_one_family(made: FramingProfile) -> None:
    tested = made.contrasts.filter(pl.col("q").is_not_null())
    assert tested["family"].unique().to_list() == ["08 framing profile"]
    assert tested["family_size"].unique().to_list() == [tested.height]
    assert set(made.contrasts["question"]) == set(QUESTIONS)
    order = made.contrasts["question"].unique(maintain_order=True).to_list()
    assert order == [name for name in QUESTIONS if name in order]


def test_estimates_are_those_of_contrast(sample: Workspace, made: FramingProfile) -> None:
    plain = contrast(made.measures, sample.focus, sample.references, seed=sample.study.seed)
    keys = ["measure", "category", "voice", "part", "reference"]
    both = made.contrasts.join(plain, on=keys, suffix="_plain", nulls_equal=True)
    assert both.height == made.contrasts.height
    for name in ("estimate", "low", "high", "p"):
        assert both[name].equals(both[f"{name}_plain"])


def test_the_surest_comes_first_in_its_question(made: FramingProfile) -> None:
    for _, rows in made.contrasts.group_by("question", maintain_order=True):
        q = rows["q"].drop_nulls()
        assert q.is_sorted()
        assert rows["q"].head(q.len()).null_count() == 0


def test_planted_differences_stand_in_their_rows(made: FramingProfile) -> None:
    found = findings(made.contrasts)
    loaded = found.filter(question="loaded").select("category", "voice").rows()
    planted = {
        ("domination", "own"),
        ("illegitimacy", "own"),
        ("praise", "attributed"),
        ("disease_and_filth", "attributed"),
    }
    assert planted <= set(loaded)
    assert {category for category, _ in set(loaded) - planted} <= {"all"}


def test_a_finding_says_what_would_undo_it(made: FramingProfile) -> None:
    found = findings(made.contrasts)
    assert found["undone_by"].is_between(1, found["undone_of"]).all()
    assert set(found["undone_unit"]) == {"event"}
    keys = ["measure", "category", "voice", "part"]
    others = made.contrasts.join(found, on=keys, how="anti")
    assert others["undone_by"].null_count() == others.height


def test_what_one_article_carries_is_undone_by_one() -> None:
    ours, theirs = [4, 5, 4, 5, 4, 5, 4, 5, 4, 400], [4, 5, 4, 5, 4, 5, 4, 5, 4, 5]
    even = [12, 13, 12, 13, 12, 13, 12, 13, 12, 13]
    assert findings(framing_profile(rates(Herald=ours, Sun=theirs), "Herald").contrasts).is_empty()
    spread = framing_profile(rates(Herald=even, Sun=theirs), "Herald").contrasts.row(0, named=True)
    assert spread["undone_by"] >= 7
    lifted = [5, 6, 6, 5, 6, 7, 6, 5, 6, 6]
    hanging = framing_profile(rates(Herald=lifted, Sun=theirs), "Herald").contrasts.row(0, named=True)
    assert 1 <= hanging["undone_by"] < spread["undone_by"]


def test_an_event_of_two_focus_outlets_is_one_unit() -> None:
    hits = {"Herald": 12, "Mail": 13, "Sun": 4, "Post": 5}
    rows = [
        (f"{o}{i}", o, f"e{i}", "rate:loaded_terms", "all", "own", "all", float(n + i % 3), 1000.0)
        for o, n in hits.items()
        for i in range(12)
    ]
    table = pl.DataFrame(rows, schema=schema(PER_ARTICLE), orient="row")
    row = framing_profile(table, ["Herald", "Mail"]).contrasts.row(0, named=True)
    assert (row["undone_of"], row["undone_unit"]) == (12, "event")
    assert 1 <= row["undone_by"] <= 12
    adds = excess_by_unit(table, framing_profile(table, ["Herald", "Mail"]).contrasts, ["Herald", "Mail"])
    assert adds.height == 12


def test_an_undone_finding_does_not_hold_without_those_articles() -> None:
    ours, theirs = [5, 6, 6, 5, 6, 9, 8, 5, 6, 8], [4, 5, 4, 5, 4, 5, 4, 5, 4, 5]
    table = rates(Herald=ours, Sun=theirs)
    row = framing_profile(table, "Herald").contrasts.row(0, named=True)
    adds = excess_by_unit(table, framing_profile(table, "Herald").contrasts, "Herald")
    small = Inference(min_articles=3, min_hits=1)

    def interval(left_out: int) -> tuple[float, float]:
        gone = adds["unit"].head(left_out).to_list()
        left = contrast(table.filter(~pl.col("article_id").is_in(gone)), "Herald", inference=small)
        return left["low"][0], left["high"][0]

    assert interval(row["undone_by"] - 1)[0] > 1
    assert interval(row["undone_by"])[0] <= 1


def test_placebos_are_the_reference_outlets_in_its_place() -> None:
    alike = [4, 5, 4, 5, 4, 5, 4, 5, 4, 5]
    one = framing_profile(rates(Herald=[9, 10] * 5, Sun=alike, Post=alike, Mail=alike), "Herald").contrasts
    assert one.select("placebo_as_far", "placebo_of").row(0) == (0, 3)
    odd = framing_profile(rates(Herald=[5, 6] * 5, Sun=alike, Post=alike, Mail=[19, 20] * 5), "Herald")
    assert odd.contrasts["placebo_as_far"][0] >= 1
    two = framing_profile(rates(Herald=[9, 10] * 5, Sun=alike), "Herald").contrasts
    assert two.select("placebo_as_far", "placebo_of").row(0) == (0, 0)


def test_standardised_is_in_standard_errors() -> None:
    row = {"estimate": 0.3, "low": 0.1, "high": 0.5, "scale": "difference"}
    assert standardised(row, 0.95) == pytest.approx(0.3 / (0.4 / (2 * 1.959964)), rel=1e-6)
    assert standardised(row | {"low": None}, 0.95) is None
    zero = {"estimate": 0.0, "low": 0.0, "high": 2.0, "scale": "ratio"}
    assert standardised(zero, 0.95) is None


def test_excess_adds_up_to_the_difference(made: FramingProfile, sample: Workspace) -> None:
    row = made.contrasts.row(0, named=True)
    adds = excess_by_unit(made.measures, made.contrasts.head(1), sample.focus)
    expected = row["focus_hits"] - row["reference_value"] / 1000 * row["focus_words"]
    assert adds["excess"].sum() == pytest.approx(expected)
    assert adds["excess"].is_sorted(descending=True)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=8, max_size=14),
    st.lists(st.integers(0, 12), min_size=8, max_size=14),
)
def test_any_counts_give_a_profile(ours: list[int], theirs: list[int]) -> None:
    made = framing_profile(rates(Herald=ours, Sun=theirs), "Herald", inference=Inference(resamples=99))
    assert list(made.contrasts.schema) == list(PROFILE)
    size = made.contrasts["standardised"][0]
    assert size is None or math.isfinite(size)


def test_every_measure_has_a_question(made: FramingProfile) -> None:
    assert {question_of(measure) for measure in made.measures["measure"]} <= set(QUESTIONS)


def test_without_text_there_is_no_stance(sample: Workspace) -> None:
    bare = framing_measures(sample.annotated.without_text(), sample.focus, sample.references)
    assert "stance" not in bare["measure"].to_list()
    assert {"rate:markers", "share:voice"} <= set(bare["measure"])
