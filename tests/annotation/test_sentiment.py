"""The built-in scorer against vaderSentiment 3.3.2, on sentences made to meet every rule."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.annotation.annotate import annotate
from analysis.annotation.sentiment import LibraryScorer, Scorer, Sentiment, SentimentScorer, load_scorer
from analysis.annotation.sentiment_words import VaderData, Words
from analysis.annotation.valence import Valence
from analysis.corpus import read_article_text
from analysis.errors import InputError


@cache
def library() -> Scorer:
    return load_scorer("vaderSentiment")


@cache
def ours() -> Scorer:
    return load_scorer()


@cache
def data() -> VaderData:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return VaderData.load(SentimentIntensityAnalyzer())


CHANGED = {"very": 2.0, "so": -1.0, "never": 1.5, "least": 1.0, "or": -2.0}


@cache
def changed_scorers() -> tuple[Scorer, Scorer]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    analyzer.lexicon.update(CHANGED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.annotation.sentiment._analyzer", lambda: analyzer)
        return SentimentScorer(), LibraryScorer()


def check(text: str) -> None:
    """Compare as printed, so that 0.0 and -0.0 differ too."""
    assert repr(ours().score(text)) == repr(library().score(text)), text
    assert repr(ours().compound(text)) == repr(ours().score(text).compound), text


COMMON = ["good", "great", "bad", "terrible", "kind", "no", "war", "peace", "like", "well"]
RULES = [
    "but",
    "least",
    "at",
    "very",
    "no",
    "or",
    "nor",
    "never",
    "so",
    "this",
    "without",
    "doubt",
    "of",
    "kind",
]
PHRASES = [
    *("the shit", "the bomb", "bad ass", "badass", "bus stop", "yeah right", "kiss of death", "to die for"),
    *("beating heart", "kind of", "sort of", "just enough", "at least", "very least", "no good or bad"),
    *("never so", "never this", "without a doubt", "without doubt", "cut the mustard", "upper hand"),
]
CONTRACTIONS = ["don't", "Isn't", "WON'T", "can’t", "aint", "n't", "needn't've", "shan't,"]
NEUTRAL = ["the", "ferry", "harbour", "A", "I", "of", "Halmere", "TARSOVIA", "2024", "--", "-", "…"]
ODD = ["İyi", "straße", "ẞ", "ﬁne", "e\u0301", "привет", "平和", "\u200bgood", "good\u00adness", "𝐠𝐨𝐨𝐝"]
SPACES = [" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u2003", "\x1f", "\r\n", ""]


def words() -> st.SearchStrategy[str]:
    known = data()
    return st.one_of(
        st.sampled_from(COMMON),
        st.sampled_from(RULES),
        st.sampled_from(PHRASES),
        st.sampled_from(sorted(known.words)),
        st.sampled_from(sorted(known.boosters)),
        st.sampled_from(sorted(known.negations)),
        st.sampled_from(sorted(known.idioms)),
        st.sampled_from(sorted(known.emojis)),
        st.sampled_from(CONTRACTIONS + NEUTRAL + ODD),
        st.text(max_size=4),
    )


def cased(word: str, how: int) -> str:
    return (word, word, word, word.upper(), word.capitalize(), word.swapcase())[how]


MARKS = ["", "", "", ".", ",", "!", "!!", "?", "??", "!?!", "'", '"', "”", "...", ")", ":)", "-"]
PIECES = st.tuples(
    st.sampled_from(["", "", "", '"', "'", "“", "(", "#", "-"]),
    st.deferred(words),
    st.integers(0, 5),
    st.sampled_from(MARKS),
    st.sampled_from(SPACES),
).map(lambda p: p[0] + cased(p[1], p[2]) + p[3] + p[4])


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=1500)
def test_any_mixture_scores_as_the_library_does(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from([*COMMON, *RULES, "ferry", "not", "VERY", "NO", "GREAT"]), max_size=9))
@settings(max_examples=1500)
def test_rules_that_touch_each_other(chosen: list[str]) -> None:
    check(" ".join(chosen))


@given(st.lists(st.sampled_from([*PHRASES, "good", "bad", "ferry", "not", "very"]), max_size=6))
@settings(max_examples=500)
def test_phrases_beside_words(chosen: list[str]) -> None:
    check(" ".join(chosen))


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\u2003", ".", "!!!", "?? ?", "...", "—", "\x00", "\ufeff"]
)
def test_text_without_words(text: str) -> None:
    check(text)


def test_no_emoji_is_ascii() -> None:
    """The memo looks for emojis only in spellings that are not ASCII."""
    assert data().emojis
    assert not any(sign.isascii() for sign in data().emojis)


def test_every_word_and_emoji_of_the_data() -> None:
    known = data()
    for word in [*known.words, *known.boosters, *known.negations, *known.idioms, *known.emojis]:
        check(word)
        check(f"Not so {word.upper()} a day, but good")


@pytest.mark.parametrize(
    "text",
    [
        "good☂bad ☂ ☂☂ bad",
        "☂",
        "UP 🆙 and ON 🔛",
        "😀😀😀!",
        "good\n☂\nbad",
        "The plan is the least bad. The plan is at least bad. The very least good.",
        "good, good, good, but good, good and good",
        "bad but good but bad but good",
        "It is no good or great, nor bad.",
        "NO GOOD can come of it",
        "one two so good",
        "one two this good",
        "never one so good",
        "sort of very good and just enough good and kind of good",
    ],
)
def test_odd_corners(text: str) -> None:
    check(text)


def test_values_that_become_equal_around_but() -> None:
    word = {valence: word for word, valence in data().words.items() if word.isalpha()}
    check(f"{word[2.0]} {word[1.0]} {word[0.5]} but {word[2.0]} {word[3.0]} {word[-2.0]} {word[-3.0]}")


@example(["but", "good", "so", "good"])
@given(st.lists(st.sampled_from([*COMMON, *RULES, "not", "VERY", "NO", "SO"]), max_size=8))
def test_words_of_the_rules_that_have_a_valence_too(chosen: list[str]) -> None:
    """No booster has a valence in release 3.3.2; another release may give it one."""
    text = " ".join(chosen)
    by_us, by_library = changed_scorers()
    assert repr(by_us.score(text)) == repr(by_library.score(text)), text


def test_least_with_a_valence_of_its_own_turns_nothing() -> None:
    by_us, by_library = changed_scorers()
    assert repr(by_us.score("no least good")) == repr(by_library.score("no least good"))


def test_ten_thousand_words_and_one_endless_word() -> None:
    check("a great harbour, not a TERRIBLE one, but " * 1500)
    check("good" * 25_000)


def test_scores_worked_out_by_hand() -> None:
    """1.9 / sqrt(1.9² + 15), and the same of 1.9 × -0.74."""
    score = SentimentScorer().score
    assert score("good").compound == 0.4404
    assert score("not good").compound == -0.3412
    assert score("ferry") == Sentiment(0.0, 0.0, 1.0, 0.0)
    assert score("") == Sentiment(0.0, 0.0, 0.0, 0.0)


@given(st.lists(st.sampled_from([*COMMON, "ferry", "not", ":)"]), min_size=1, max_size=20))
def test_what_was_met_before_changes_nothing(chosen: list[str]) -> None:
    text = " ".join(chosen)
    assert ours().score(text) == SentimentScorer().score(text) == ours().score(text)


def test_the_memo_stays_bounded_and_right() -> None:
    few = Words(data(), kept=8)
    for n in range(100):
        assert few[f"ferry{n}"] is None
        assert few["good"] == Words(data())["good"]
        assert len(few) <= 8
    assert few["good" * 1000] is None
    assert "good" * 1000 not in few


def test_another_scorer_is_refused() -> None:
    with pytest.raises(InputError, match=r"vaderSentiment.*did you mean"):
        load_scorer("vadersentiment")


def test_annotated_tables_do_not_depend_on_the_scorer() -> None:
    text = 'A headline\n\nThe "GREAT" regime is not a plague, Ms Orr said! But the United Nations saw no war.'
    articles, _ = read_article_text(text)
    built_in, by_library = annotate(articles), annotate(articles, scorer="vaderSentiment")
    assert built_in.spans.equals(by_library.spans)
    assert built_in.sentences.equals(by_library.sentences)
    assert built_in.sentences["valence"].n_unique() > 1


def test_valence_takes_the_library_where_it_is_asked_for() -> None:
    assert isinstance(load_scorer("vaderSentiment"), LibraryScorer)
    assert Valence("vaderSentiment").words == Valence().words
