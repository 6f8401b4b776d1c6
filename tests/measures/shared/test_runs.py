"""Runs of words that outlets share: what counts, whose words they are, and loaded terms without them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate
from analysis.corpus import read_article_text
from analysis.errors import InputError, RunError
from analysis.measures import (
    SHARED_PAIRS,
    SHARED_RUNS,
    WITH_AND_WITHOUT,
    SharedRuns,
    by_outlet,
    find_shared_runs,
    per_article_rates,
    shared_text,
    voice_shares,
    with_and_without,
)
from analysis.measures.shared.places import FURNITURE
from analysis.measures.tables import schema
from analysis.presentation import describe
from analysis.workspace import open_study
from tests.comparison.events.event_corpus import event_corpus
from tests.measures.shards import in_parts

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
WIRE = (
    "The regime in Port Lume closed the only bridge over the strait on Monday after two nights of rain and "
    "said that it would stay closed until the river had gone back to its bed"
)
QUOTE = "We have not slept for two nights and we will not sleep until it stands"


def sun_and_post(sun: str, post: str) -> Annotated:
    return event_corpus([(("Sun", "rain"), [sun]), (("Post", "rain"), [post])])


def quoted(*given: tuple[str, str]) -> Annotated:
    tables = []
    for number, (outlet, text) in enumerate(given):
        table, _ = read_article_text(f"Rain in Halmere\n\n{text}")
        tables.append(table.with_columns(outlet=pl.lit(outlet), article_id=pl.lit(f"a{number}")))
    return annotate(pl.concat(tables))


def words(shared: SharedRuns, kind: str) -> list[int]:
    return shared.runs.filter(kind=kind)["words"].to_list()


def test_a_wire_sentence_is_found_in_both_with_its_words() -> None:
    corpus = sun_and_post(f"It rained. {WIRE}.", f"{WIRE} to the north of the town.")
    found = find_shared_runs(corpus)
    assert found.runs.schema == pl.Schema(schema(SHARED_RUNS))
    assert found.pairs.schema == pl.Schema(schema(SHARED_PAIRS))
    size = len(WIRE.split())
    assert found.runs.select("outlet", "words", "own", "others").rows() == [
        ("Sun", size, size, ["Post"]),
        ("Post", size, size, ["Sun"]),
    ]
    texts = corpus.texts(corpus.articles["article_id"])
    assert all(
        texts[key][a:b] == WIRE for key, a, b in found.runs.select("article_id", "start", "end").rows()
    )
    assert found.pairs.rows() == [("Post", "Sun", 1, size, 0, 0), ("Sun", "Post", 1, size, 0, 0)]


def test_a_name_of_nine_words_is_no_copy_unless_every_run_counts() -> None:
    name = "the chairman of the joint chiefs of staff office"
    corpus = sun_and_post(f"Rain kept {name} at home", f"On Monday {name} met sailors")
    assert find_shared_runs(corpus).runs.is_empty()
    assert words(find_shared_runs(corpus, together=1), "unquoted") == [9, 9]


def test_what_an_outlet_prints_under_many_articles_is_no_copy() -> None:
    line = " ".join(WIRE.split()[:20])
    own = [(("Sun", f"e{number}"), [line]) for number in range(FURNITURE)]
    assert find_shared_runs(event_corpus([*own[1:], (("Post", "e0"), [line])])).runs.height == FURNITURE
    assert find_shared_runs(event_corpus([*own, (("Post", "e0"), [line])])).runs.is_empty()


def test_a_quotation_that_many_carry_is_no_wire_copy() -> None:
    corpus = quoted(("Sun", f'"{QUOTE}," Ida Orr said in Kelm.'), ("Post", f'Ms Orr told us: "{QUOTE}."'))
    found = find_shared_runs(corpus)
    assert words(found, "quoted") == [len(QUOTE.split())] * 2
    assert words(found, "unquoted") == []
    shares = shared_text(corpus, found)
    assert shares.filter(measure="share:wire_copy")["numerator"].to_list() == [0.0, 0.0]
    assert (shares.filter(measure="share:shared_quotes")["numerator"] == len(QUOTE.split())).all()


def test_own_words_here_and_a_quotation_there_are_not_one_run() -> None:
    corpus = quoted(("Sun", f'"{WIRE}," Ida Orr said in Kelm.'), ("Post", f"{WIRE}."))
    assert find_shared_runs(corpus, together=1).runs.is_empty()


def test_articles_of_one_outlet_share_nothing() -> None:
    corpus = event_corpus([(("Sun", "a"), [WIRE]), (("Sun", "b"), [WIRE]), (("Post", "a"), ["It is late"])])
    assert find_shared_runs(corpus).runs.is_empty()


def test_shares_are_of_the_words_of_the_voice() -> None:
    sample = open_study().annotated
    shares = shared_text(sample, find_shared_runs(sample))
    for measure, voice in (("share:wire_copy", "own"), ("share:shared_quotes", "quoted")):
        mine = shares.filter(measure=measure).sort("article_id")
        theirs = voice_shares(sample, voice).sort("article_id")
        assert mine["denominator"].to_list() == theirs["numerator"].to_list()
        assert (mine["numerator"] <= mine["denominator"]).all()
    carried = shares.filter(pl.col("measure") == "share:wire_copy", pl.col("numerator") > 0)
    assert set(carried["event"]) == {"fishing-dispute"}
    assert set(carried["outlet"]) == {"Meridian Wire", "Osterby Post", "Selwin Tribune"}


def test_outlets_are_described_in_words() -> None:
    sample = open_study().annotated
    told = str(describe(by_outlet(shared_text(sample, find_shared_runs(sample)))))
    assert "text that outlets share" in told
    assert "of the own words stand in text that another outlet has" in told
    assert "of the quoted words stand in text that another outlet has" in told


def test_hits_with_and_without_add_up() -> None:
    corpus = event_corpus(
        [(("Sun", "rain"), [WIRE, "The regime fell", "A puppet danced"]), (("Post", "rain"), [WIRE])]
    )
    found = find_shared_runs(corpus)
    table = with_and_without(corpus, found)
    assert table.schema == pl.Schema(schema(WITH_AND_WITHOUT))
    size = len(WIRE.split())
    columns = ("outlet", "hits", "words", "hits_shared", "words_shared", "hits_without", "rate_without")
    assert table.select(columns).rows() == [
        ("Post", 1, size, 1, size, 0, None),
        ("Sun", 3, size + 6, 1, size, 2, pytest.approx(1000 * 2 / 6)),
    ]
    each = with_and_without(corpus, found, by_category=True)
    assert each["category"].unique().sort().to_list() == ["all", "order"]
    rates = per_article_rates(corpus, by="total").group_by("outlet").agg(pl.col("numerator").sum())
    assert dict(rates.rows()) == dict(table.select("outlet", pl.col("hits").cast(pl.Float64)).rows())


def test_wrong_arguments_and_missing_text_are_named() -> None:
    corpus = sun_and_post(WIRE, WIRE)
    with pytest.raises(InputError, match="no text"):
        find_shared_runs(corpus.without_text())
    with pytest.raises(InputError, match="'run'"):
        find_shared_runs(corpus, run=1)
    with pytest.raises(InputError, match="'at_once'"):
        find_shared_runs(corpus, at_once=0)
    with pytest.raises(InputError, match="'together'"):
        find_shared_runs(corpus, together=0)
    with pytest.raises(InputError, match="lexicon"):
        with_and_without(corpus, find_shared_runs(corpus), "no_such_list")


WORD = st.sampled_from(["rain", "mill", "port", "crew"])
TEXTS = st.lists(
    st.tuples(st.sampled_from(["Sun", "Post", "Wire"]), st.lists(WORD, min_size=1, max_size=14)),
    min_size=1,
    max_size=5,
)


@given(TEXTS)
@settings(max_examples=60)
def test_runs_are_those_of_a_search_by_hand(given: list[tuple[str, list[str]]]) -> None:
    """Every word in a run of three that an article of another outlet has is covered, and no other."""
    corpus = event_corpus([((outlet, "e"), [" ".join(text)]) for outlet, text in given])
    found = find_shared_runs(corpus, run=3, together=1)
    often = [
        run
        for name in {outlet for outlet, _ in given}
        for run in {run for outlet, text in given if outlet == name for run in _runs(text)}
        if sum(run in _runs(text) for outlet, text in given if outlet == name) >= FURNITURE
    ]
    expected = 0
    for outlet, text in given:
        theirs = {run for other, words in given if other != outlet for run in _runs(words)} - set(often)
        starts = [place for place in range(len(text) - 2) if tuple(text[place : place + 3]) in theirs]
        expected += len({place + step for place in starts for step in range(3)})
    assert found.runs["words"].sum() == expected
    shuffled = corpus.with_tables(articles=corpus.scan("articles").reverse(), spans=corpus.spans.reverse())
    again = find_shared_runs(shuffled, run=3, together=1)
    keys = ["article_id", "start"]
    assert again.runs.sort(keys).equals(found.runs.sort(keys))
    assert again.pairs.equals(found.pairs)
    both = {(a, b) for a, b in found.pairs.select("outlet", "other").rows()}
    assert both == {(b, a) for a, b in both}


def _runs(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[place : place + 3]) for place in range(len(text) - 2)}


@given(TEXTS, st.integers(2, 4), st.integers(1, 3), st.integers(1, 20))
@settings(max_examples=60)
def test_unquoted_runs_count_where_two_articles_share_enough(
    given: list[tuple[str, list[str]]], together: int, size: int, at_once: int
) -> None:
    """Also where the corpus is cut into small parts, and runs are compared in small sets."""
    corpus = event_corpus([((outlet, "e"), [" ".join(text)]) for outlet, text in given])
    outlets = [outlet for outlet, _ in given]
    runs = [_runs(text) for _, text in given]
    often = {
        run
        for run in set().union(*runs)
        for name in set(outlets)
        if sum(run in theirs for outlet, theirs in zip(outlets, runs, strict=True) if outlet == name)
        >= FURNITURE
    }
    expected = {}
    for mine, (outlet, text) in enumerate(given):
        shared: set[tuple[str, ...]] = set()
        for other, theirs in enumerate(runs):
            both = (runs[mine] & theirs) - often
            shared |= both if outlets[other] != outlet and len(both) >= together else set()
        starts = [place for place in range(len(text) - 2) if tuple(text[place : place + 3]) in shared]
        expected[f"a{mine:04}"] = len({place + step for place in starts for step in range(3)})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("analysis.measures.shared.places.COMPARED", 3)
        found = find_shared_runs(in_parts(corpus, size), run=3, together=together, at_once=at_once)
    words_of = dict(found.runs.group_by("article_id").agg(pl.col("words").sum()).rows())
    assert words_of == {key: words for key, words in expected.items() if words}


@pytest.mark.parametrize("size", [3, 50])
@pytest.mark.parametrize("together", [1, 12])
def test_parts_and_sets_of_any_size_give_the_same_tables(size: int, together: int) -> None:
    sample = open_study().annotated
    whole = find_shared_runs(sample, together=together)
    for at_once in (100, 1_000_000):
        found = find_shared_runs(in_parts(sample, size), together=together, at_once=at_once)
        assert found.runs.equals(whole.runs)
        assert found.pairs.equals(whole.pairs)


def test_own_words_that_touch_a_shared_quotation_are_counted_apart() -> None:
    line = " ".join(WIRE.split()[:20])
    corpus = quoted(
        ("Sun", f'{line}: "{QUOTE}," Ida Orr said in Kelm.'),
        ("Post", f'It is late. {line}: "{QUOTE}," Ida Orr said.'),
    )
    found = find_shared_runs(corpus)
    assert found.pairs["articles"].to_list() == [1, 1]
    assert found.pairs["quoted_words"].to_list() == [len(QUOTE.split())] * 2
    assert sorted(found.runs["kind"]) == ["quoted", "quoted", "unquoted", "unquoted"]


@pytest.mark.parametrize("texts", [[], ["..."], ["", WIRE]])
def test_corpora_without_words_share_nothing(texts: list[str]) -> None:
    found = find_shared_runs(event_corpus([(("Sun", "e"), [text]) for text in texts]))
    assert found.runs.schema == pl.Schema(schema(SHARED_RUNS))
    assert found.runs.is_empty()
    assert found.pairs.is_empty()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    find_shared_runs(sun_and_post(WIRE, WIRE))
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(RunError, match=r"missing.*TMPDIR"):
        find_shared_runs(sun_and_post(WIRE, WIRE))


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")
def test_basil_shares_quotations_and_hardly_any_copy() -> None:
    basil = open_study(CORPORA / "basil.jsonl", ["Fox News"]).annotated
    shares = shared_text(basil, find_shared_runs(basil)).group_by("measure").agg(
        share=pl.col("numerator").sum() / pl.col("denominator").sum()
    )  # fmt: skip
    found = dict(shares.rows())
    assert found["share:wire_copy"] < 0.005
    assert 0.1 < found["share:shared_quotes"] < 0.25
