"""Passages of the same story: what is paired, in which order, and how many."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import Annotated, annotate
from analysis.comparison import SAME_STORY, SameStory, same_story
from analysis.comparison.events.near_passages import (
    MAX_WORDS,
    MIN_WORDS,
    longest_run,
    passages_of,
    weigh,
    words_between,
)
from analysis.comparison.events.same_story import COPIED
from analysis.corpus import read_article_text
from analysis.errors import InputError
from analysis.measures.tables import schema
from analysis.text import count_words
from analysis.workspace import open_study

from .event_corpus import event_corpus

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
CLOSED = "The regime closed forty polling stations in Halmere an hour early"
CLOSED_ALSO = "Forty polling stations in Halmere were closed early by order of the council"
RAIN = "Heavy rain fell on the northern valleys for most of the long afternoon"


def pairs_of(found: SameStory) -> set[frozenset[tuple[str, int]]]:
    columns = ("focus_article_id", "focus_start", "reference_article_id", "reference_start")
    return {frozenset([(a, b), (c, d)]) for a, b, c, d in found.pairs.select(columns).rows()}


def articles(*given: tuple[str, str | None, str]) -> Annotated:
    rows = []
    for number, (outlet, event, text) in enumerate(given):
        table, _ = read_article_text(text)
        named = {"outlet": outlet, "event": event, "article_id": f"a{number}"}
        rows.append(table.with_columns(pl.lit(value, pl.String).alias(key) for key, value in named.items()))
    return annotate(pl.concat(rows))


def test_the_nearest_passages_stand_side_by_side_with_their_loaded_terms() -> None:
    corpus = event_corpus([(("Sun", "vote"), [RAIN, CLOSED]), (("Post", "vote"), [CLOSED_ALSO])])
    found = same_story(_with_lexicons(corpus), "Sun")
    assert found.pairs.schema == pl.Schema(schema(SAME_STORY))
    row = found.pairs.row(0, named=True)
    assert found.pairs.height == found.found == 1
    assert (row["focus_passage"], row["reference_passage"]) == (CLOSED, CLOSED_ALSO)
    assert (row["focus_loaded"], row["reference_loaded"], row["loaded_apart"]) == (["regime"], [], 1)
    assert row["shared_run"] == 5  # forty polling stations in Halmere
    assert corpus.texts(["a0000"])["a0000"][row["focus_start"] : row["focus_end"]] == CLOSED


def _with_lexicons(corpus: Annotated) -> Annotated:
    kinds = pl.DataFrame({"lexicon": ["loaded_terms"], "kind": ["terms"]})
    return corpus.with_tables(lexicons=pl.concat([corpus.lexicons, kinds], how="diagonal"))


def test_only_the_same_event_and_the_same_voice_are_paired() -> None:
    apart = event_corpus([(("Sun", "vote"), [CLOSED]), (("Post", "rain"), [CLOSED_ALSO])])
    assert same_story(apart, "Sun").reason == "no event is covered by both sides"
    said = articles(
        ("Sun", "vote", f"Vote\n\n{CLOSED}."),
        ("Post", "vote", f'Vote\n\n"{CLOSED_ALSO}," Ida Orr said on Monday.'),
    )
    found = same_story(said, "Sun")
    assert (found.pairs.height, found.reason) == (0, "no two passages are near enough")
    quoted = articles(
        ("Sun", "vote", f"Vote\n\nIda Orr admitted that {CLOSED[0].lower()}{CLOSED[1:]}."),
        ("Post", "vote", f'Vote\n\n"{CLOSED_ALSO}," Ida Orr said on Monday.'),
    )
    row = same_story(quoted, "Sun").pairs.row(0, named=True)
    assert (row["voice"], row["focus_speaker"], row["reference_speaker"]) == (
        "attributed",
        "reported",
        "quoted",
    )
    assert row["focus_before"] == "Ida Orr admitted"
    assert same_story(quoted, "Sun", voice="own").pairs.is_empty()


def test_a_shared_run_of_eight_words_is_a_copy() -> None:
    copied = " ".join(CLOSED.split()[1:]) + " said two of the monitors"
    corpus = event_corpus([(("Sun", "vote"), [CLOSED]), (("Post", "vote"), [copied])])
    assert same_story(corpus, "Sun").pairs.is_empty()
    kept = same_story(corpus, "Sun", copies=True).pairs
    assert kept["shared_run"].to_list() == [len(CLOSED.split()) - 1]


def test_two_shared_words_make_no_story() -> None:
    other = "Polling stations opened late in a town that nobody had heard of"
    corpus = event_corpus([(("Sun", "vote"), [CLOSED]), (("Post", "vote"), [other])])
    assert same_story(corpus, "Sun", at_least=0.0).pairs.is_empty()


def test_what_differs_most_in_loaded_terms_comes_first_although_others_are_more_alike() -> None:
    alike = ["Harbour ferries stopped at seven when the crews walked out on Sunday"]
    also = ["Harbour ferries stopped at eight when the crews walked out on Sunday"]
    corpus = event_corpus([(("Sun", "vote"), [*alike, CLOSED]), (("Post", "vote"), [*also, CLOSED_ALSO])])
    found = same_story(_with_lexicons(corpus), "Sun", copies=True).pairs
    assert found["loaded_apart"].to_list() == [1, 0]
    assert found["similarity"][0] < found["similarity"][1]


def test_articles_of_other_days_are_not_paired() -> None:
    corpus = event_corpus([(("Sun", "war"), [CLOSED]), (("Post", "war"), [CLOSED_ALSO])])
    days = [datetime(2024, 3, day, tzinfo=UTC) for day in (1, 9)]
    dated = corpus.with_tables(articles=corpus.scan("articles").with_columns(published=pl.Series(days)))
    assert same_story(dated, "Sun").pairs.is_empty()
    assert same_story(dated, "Sun", days=8).found == same_story(dated, "Sun", days=None).found == 1
    days = [days[0], None]
    undated = corpus.with_tables(articles=corpus.scan("articles").with_columns(published=pl.Series(days)))
    assert same_story(undated, "Sun").found == 1


def test_without_events_or_text_there_is_a_reason() -> None:
    corpus = event_corpus([(("Sun", None), [CLOSED]), (("Post", None), [CLOSED_ALSO])])
    found = same_story(corpus, "Sun")
    assert (found.pairs.height, found.reason) == (0, "no article has an event")
    assert found.pairs.schema == pl.Schema(schema(SAME_STORY))
    assert same_story(corpus.without_text(), "Sun").reason == "this corpus is without text"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"voice": "quoted"}, "voice"), ({"at_least": 1.5}, "at_least"), ({"reference": "Sun"}, "reference")],
)
def test_wrong_arguments_are_named(wrong: dict[str, object], named: str) -> None:
    corpus = event_corpus([(("Sun", "vote"), [CLOSED]), (("Post", "vote"), [CLOSED_ALSO])])
    with pytest.raises(InputError, match=named):
        same_story(corpus, "Sun", **wrong)


def test_caps_keep_one_event_from_carrying_the_page() -> None:
    study = open_study()
    every = same_story(study.annotated, study.focus, per_event=None, per_article=None)
    few = same_story(study.annotated, study.focus, per_event=2, per_article=1)
    assert every.pairs.height == every.found == few.found > few.pairs.height
    assert few.pairs["event"].value_counts()["count"].max() <= 2
    shown = pl.concat([few.pairs["focus_article_id"], few.pairs["reference_article_id"]])
    assert not shown.is_duplicated().any()


def test_weights_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [["ferry", "ferry", "harbour"], ["harbour", "strike"], ["rain"]]
    theirs = TfidfVectorizer(analyzer=lambda words: words).fit_transform(texts)
    ours = weigh(texts)
    assert np.allclose((ours @ ours.T).toarray(), (theirs @ theirs.T).toarray())


WORDS = st.sampled_from(["ferry", "harbour", "strike", "rain", "crew", "vote", "regime", "the", "of", "mill"])
SENTENCE = st.lists(WORDS, min_size=MIN_WORDS, max_size=MAX_WORDS + 6).map(" ".join)
EVENT = st.sampled_from(["vote", "rain", None])
PLACE = st.tuples(st.sampled_from(["Sun", "Post", "Wire"]), EVENT)
CORPUS = st.lists(st.tuples(PLACE, st.lists(SENTENCE, min_size=1, max_size=3)), min_size=2, max_size=6)


@given(CORPUS)
@settings(max_examples=40)
def test_invariants(given: list[tuple[tuple[str, str | None], list[str]]]) -> None:
    """Pairs lie in one event, are between 0 and 1, and do not depend on which side is the focus."""
    corpus = event_corpus(
        [(("Sun", "vote"), ["rain " * MIN_WORDS]), (("Post", "vote"), ["vote " * MIN_WORDS]), *given]
    )
    every: dict[str, object] = {"per_event": None, "per_article": None, "copies": True, "at_least": 0.2}
    found = same_story(corpus, "Sun", "Post", **every)
    event_of = dict(corpus.articles.select("article_id", "event").rows())
    for row in found.pairs.iter_rows(named=True):
        assert row["event"] == event_of[row["focus_article_id"]] == event_of[row["reference_article_id"]]
        assert 0.2 <= row["similarity"] <= 1.0
        assert (row["focus_outlet"], row["reference_outlet"]) == ("Sun", "Post")
    turned = same_story(corpus, "Post", "Sun", **every)
    if not _has_ties(found) and not _has_ties(turned):
        assert pairs_of(found) == pairs_of(turned)
    shuffled = corpus.with_tables(articles=corpus.scan("articles").reverse(), spans=corpus.spans.reverse())
    assert same_story(shuffled, "Sun", "Post", **every).pairs.equals(found.pairs)


def _has_ties(found: SameStory) -> bool:
    """Equal sentences are equally near: which of them stands in the pair is then a matter of order."""
    return found.pairs.select("event", "similarity").is_duplicated().any()


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_the_longest_run_stands_in_both(first: list[str], second: list[str]) -> None:
    size = longest_run(first, second)
    runs = [{tuple(words[i : i + size]) for i in range(len(words) - size + 1)} for words in (first, second)]
    longer = [{tuple(w[i : i + size + 1]) for i in range(len(w) - size)} for w in (first, second)]
    assert runs[0] & runs[1]
    assert not longer[0] & longer[1]
    assert longest_run(second, first) == size


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora in {CORPORA}")
def test_pairs_of_basil() -> None:
    basil = open_study(CORPORA / "basil.jsonl", ["Fox News"])
    found = same_story(basil.annotated, basil.focus)
    assert found.found > 80
    assert found.pairs["event"].n_unique() >= 25
    assert found.pairs["shared_run"].max() < COPIED
    texts = basil.annotated.texts(basil.annotated.articles["article_id"])
    cut = passages_of(basil.annotated, basil.annotated.outlets)
    for article_id, start, end, words in cut.select("article_id", "start", "end", "words").rows():
        assert words_between(texts[article_id], start, end) == words
        assert count_words(texts[article_id][start:end]) == len(words) <= MAX_WORDS


def test_words_that_only_say_who_speaks_are_no_passage() -> None:
    speaks = "Trade Minister Ida Orr said at a news conference on Monday"
    assert count_words(speaks) >= MIN_WORDS
    assert passages_of(articles(("Sun", "vote", f"Vote\n\n{speaks} that it rained.")), ["Sun"]).is_empty()


def test_a_term_that_the_other_sentence_has_elsewhere_does_not_set_them_apart() -> None:
    told = articles(
        ("Sun", "vote", f"Vote\n\n{CLOSED}."),
        ("Post", "vote", f'Vote\n\n{CLOSED_ALSO} in what Ida Orr called "the regime\'s longest night".'),
    )
    row = same_story(told, "Sun").pairs.row(0, named=True)
    assert (row["focus_loaded"], row["reference_loaded"], row["loaded_apart"]) == (["regime"], [], 0)
