"""One-sided terms: what is found, how likely it is, what is left out, and any corpus at all."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.comparison.events.one_sided import one_sided_terms
from analysis.comparison.events.one_sided_event import EventText, not_in_focus, only_in_focus
from analysis.comparison.events.one_sided_tables import ONE_SIDED, ONE_SIDED_EVENTS
from analysis.errors import InputError

from .event_corpus import event_corpus

FILLER = "nothing else was known of it"
REFERENCES = ("Post", "Star", "Wire")


def vote(event: str, focus: str, others: str) -> list[tuple[tuple[str, str | None], list[str]]]:
    """One event that the Sun and three references tell in three sentences of equal length."""
    return [
        *((("Sun", event), [FILLER, focus, FILLER]),),
        *(((outlet, event), [FILLER, others, FILLER]) for outlet in REFERENCES),
    ]


def test_what_the_others_carried_and_the_focus_alone() -> None:
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    found = one_sided_terms(event_corpus(articles), "Sun")
    assert found.terms.select("direction", "term", "events", "comparable_events").rows() == [
        ("not in the focus", "fraud", 1, 1),
        ("only in the focus", "peace", 1, 1),
    ]
    assert dict(found.terms.schema) == {name: dtype for name, (dtype, _) in ONE_SIDED.items()}
    assert dict(found.events.schema) == {name: dtype for name, (dtype, _) in ONE_SIDED_EVENTS.items()}
    row = found.events.row(0, named=True)
    assert (row["carried_by"], row["carriers"], row["reference_outlets"]) == ("Post; Star; Wire", 3, 3)
    assert (row["focus_words"], row["reference_words"], row["occurrences"]) == (18, 54, 3)
    assert found.events["carried_by"][1] == "the focus"


def test_with_equal_lengths_the_chance_is_one_in_all_outlets() -> None:
    """Every stretch is a whole article: four outlets, three carry it, and which does not is a coin."""
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    chances = one_sided_terms(event_corpus(articles), "Sun").events["chance"].to_list()
    assert chances == [0.25, pytest.approx(0.25, abs=0.06)]


def test_a_short_focus_is_less_surprising_and_a_long_one_more() -> None:
    fraud = "fraud came to the town today"
    short = [(("Sun", "e1"), [FILLER]), *(((o, "e1"), [FILLER, FILLER, fraud]) for o in REFERENCES)]
    # A stretch of one sentence of three lacks the term in two starts of three: (1 + 3 · 2/3) / 4.
    found = one_sided_terms(event_corpus(short), "Sun", draws=6000)
    assert found.events["chance"][0] == pytest.approx(0.75, abs=0.02)
    alone = [(("Sun", "e1"), [FILLER, FILLER, fraud]), *(((o, "e1"), [FILLER]) for o in REFERENCES)]
    # Six sentences in the event: odds of a half for the focus, of a sixth for each of the three others.
    found = one_sided_terms(event_corpus(alone), "Sun", draws=6000)
    assert found.events["chance"][0] == pytest.approx(1 / (1 + 3 / 5), abs=0.03)


def test_a_reference_shorter_than_the_focus_is_taken_whole() -> None:
    fraud = "fraud came to the town today"
    long = [(("Sun", "e1"), [FILLER] * 5), *(((o, "e1"), [FILLER, fraud]) for o in REFERENCES)]
    assert one_sided_terms(event_corpus(long), "Sun").events["chance"][0] == 0.25


def test_over_events_the_number_is_tested() -> None:
    articles = [
        a for i in range(6) for a in vote(f"e{i}", "peace came to town today", "fraud came to town today")
    ]
    found = one_sided_terms(event_corpus(articles), "Sun")
    row = found.terms.row(0, named=True)
    assert (row["term"], row["events"], row["carried_by"]) == ("fraud", 6, "Post 6; Star 6; Wire 6")
    numbers = [row[name] for name in ("expected", "p", "smallest_p")]
    assert numbers == pytest.approx([1.5, 0.25**6, 0.25**6])
    assert (row["family_size"], row["status"]) == (2, "inferred")
    assert row["on_events"] == "e0; e1; e2; e3; e4; e5"


def test_one_event_is_not_tested() -> None:
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    row = one_sided_terms(event_corpus(articles), "Sun").terms.row(0, named=True)
    assert (row["status"], row["p"]) == ("described", None)
    assert row["reason"] == "the smallest p that 1 event can give is 0.25"


def test_events_that_the_focus_does_not_cover_do_not_count() -> None:
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    elsewhere = [((o, "e2"), ["silence fell on all of it"]) for o in REFERENCES]
    found = one_sided_terms(event_corpus([*articles, *elsewhere]), "Sun")
    assert "silence" not in found.terms["term"]
    assert found.compared["number"].to_list()[:3] == [1, 1, 0]


def test_forms_of_one_word_are_one() -> None:
    articles = vote("e1", "talk in town began", "talks in towns ended")
    assert one_sided_terms(event_corpus(articles), "Sun").terms["term"].to_list() == ["ended", "began"]
    apart = one_sided_terms(event_corpus(articles), "Sun", join_forms=False).terms
    assert set(apart["term"]) == {"ended", "talks", "towns", "began", "talk", "town"}


def test_stopwords_numbers_initials_and_bylines_are_left_out() -> None:
    articles = vote("e1", "none of it", "the 1,000 men saw K Orr and Star men")
    found = one_sided_terms(
        event_corpus(articles, {"Post": "Bram Orr"}), "Sun", stopwords=["the", "and", "of", "it"]
    )
    assert found.terms.filter(direction="not in the focus")["term"].to_list() == ["men", "saw"]
    left = dict(found.compared.rows())
    assert left["terms left out: stopwords (4 listed)"] == 4
    assert left["terms left out: numbers and initials"] == 2
    assert left["terms left out on events where they name an author or the outlet itself"] == 2


def test_phrases() -> None:
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    found = one_sided_terms(event_corpus(articles), "Sun", kind="phrases")
    assert found.terms.filter(direction="not in the focus")["term"].to_list() == [
        "fraud came",
        "fraud came to",
    ]


@pytest.mark.parametrize("kind", ["terms", "categories"])
def test_lexicon_entries_need_no_text(kind: str) -> None:
    articles = vote("e1", "peace came to the town today", "the regime came to town today")
    found = one_sided_terms(event_corpus(articles).without_text(), "Sun", kind=kind)
    assert found.terms.select("term", "events").rows() == [("regime" if kind == "terms" else "order", 1)]


def test_words_need_text() -> None:
    with pytest.raises(InputError, match="tables without text"):
        one_sided_terms(event_corpus(vote("e1", "a", "b")).without_text(), "Sun")


def test_one_carrier_is_too_few_to_miss() -> None:
    with pytest.raises(InputError, match="at_least"):
        one_sided_terms(event_corpus(vote("e1", "a", "b")), "Sun", at_least=1)


@pytest.mark.parametrize(
    ("articles", "reason"),
    [
        ([(("Sun", None), ["one thing"]), (("Post", None), ["another"])], "no article has an event"),
        ([(("Sun", "e1"), ["one thing"]), (("Post", "e1"), ["another"])], "3 or more reference outlets"),
        ([(("Sun", "e1"), ["one thing"]), (("Post", "e2"), ["another"])], "no event is covered"),
    ],
)
def test_without_comparable_events_a_sentence_says_so(
    articles: list[tuple[tuple[str, str | None], list[str]]], reason: str
) -> None:
    found = one_sided_terms(event_corpus(articles), "Sun")
    assert (found.terms.height, found.events.height) == (0, 0)
    assert reason in str(found.reason)


def test_an_empty_voice() -> None:
    articles = vote("e1", "peace came to the town today", "fraud came to the town today")
    found = one_sided_terms(event_corpus(articles), "Sun", voice="quoted")
    assert found.terms.is_empty()
    assert found.reason is not None


def test_where_all_write_alike_no_more_is_one_sided_than_expected() -> None:
    """Outlets take sentences from one pool per event; the focus is short, middling or long."""
    random = np.random.default_rng(7)
    for own_length in (3, 6, 12):
        seen, expected = np.zeros(2), np.zeros(2)
        for _ in range(120):
            pool = sparse.random_array((40, 120), density=0.05, rng=random, format="csr")
            length = [own_length, 4, 6, 9]
            rows = np.concatenate([random.choice(40, n, replace=False) for n in length])
            units = np.repeat(np.arange(4), length)
            event = EventText(np.full(len(rows), 20.0), units, sparse.csr_array(pool[rows]), np.arange(120))
            both = not_in_focus(event, 2, 90, random), only_in_focus(event, 90, random)
            seen += [made.one_sided.sum() for made in both]
            expected += [made.chance.sum() for made in both]
        # Measured with 600 events: 0.4 (long focus, cautious) to 0.97 (short), and 0.94 to 1.05.
        assert seen.min() > 100
        assert seen[0] / expected[0] < 1.06
        assert seen[1] / expected[1] == pytest.approx(1.0, abs=0.15)


@st.composite
def corpora(draw: st.DrawFn) -> list[tuple[tuple[str, str | None], list[str]]]:
    words = st.sampled_from(["peace", "fraud", "talk", "talks", "regime", "puppet", "12", "K"])
    sentence = st.lists(words, min_size=0, max_size=5).map(" ".join)
    place = st.tuples(st.sampled_from(["Sun", *REFERENCES]), st.sampled_from(["e1", "e2", None]))
    articles = draw(st.lists(st.tuples(place, st.lists(sentence, max_size=4)), max_size=14))
    return [(("Sun", None), ["town"]), (("Post", None), ["town"]), *articles]


@settings(max_examples=60, deadline=None)
@given(corpora(), st.sampled_from(["words", "phrases", "terms", "categories"]), st.randoms())
def test_any_corpus_gives_finite_rows_whatever_their_order(
    articles: list[tuple[tuple[str, str | None], list[str]]], kind: str, random: object
) -> None:
    articles = [(place, [s for s in sentences if s]) for place, sentences in articles]
    made = event_corpus(articles)
    found = one_sided_terms(made, "Sun", kind=kind, at_least=2, draws=20)
    assert (found.reason is None) == (found.compared["number"][0] > 0)
    for row in found.terms.rows(named=True):
        assert all(not isinstance(value, float) or math.isfinite(value) for value in row.values())
        assert 0 < row["smallest_p"] <= 1
        assert 1 <= row["events"] <= row["comparable_events"]
        if row["p"] is not None:
            assert row["smallest_p"] - 1e-12 <= row["p"] <= row["q"] + 1e-12
            assert row["q"] <= 1
        else:
            assert row["reason"]
    assert ((found.events["chance"] > 0) & (found.events["chance"] <= 1)).all()
    order = list(range(made.spans.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = event_corpus(articles)
    shuffled = shuffled.with_tables(
        **{
            name: getattr(shuffled, name)[order]
            for name in ("spans", "sentences")
            if getattr(shuffled, name).height == len(order)
        }
    )
    again = one_sided_terms(shuffled, "Sun", kind=kind, at_least=2, draws=20)
    assert again.terms.equals(found.terms)
    assert again.events.equals(found.events)
